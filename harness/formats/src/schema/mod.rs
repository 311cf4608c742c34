//! JSON Schema (draft 2020-12) of one message, from its table.
//!
//! A schema says what [`body_violations`](counterfoil_protocol::message::body_violations) says, as far as JSON Schema
//! can. It cannot see how a number is written: `1e3`, `1.0` and `-0` are numbers like others to it, and integers beyond
//! 64 bits are integers. It cannot see members that stand twice either.
//!
//! * Members that no table names are allowed everywhere: they are kept, not refused.
//! * A required member may not be null. Any other may, and `x-counterfoil-expected` lists those that documents demand
//!   although genuine messages lack them.
//! * An open list of words is `anyOf` the known ones, each with what it says, and any other string: people see the words,
//!   generators of types see them too, and a word of tomorrow is taken.
//! * A document inside a string is `contentMediaType` with `contentSchema`. Validators take these as annotations:
//!   whoever wants the inside checked decodes the string and applies `contentSchema`.

mod kinds;

use counterfoil_protocol::message::{Carrier, Message};

use self::kinds::Pen;
use crate::json::Json;

/// The dialect of every schema.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The file of a message's schema, below the folder of the corpus.
#[must_use]
pub fn file(message: &Message) -> String {
    format!("schemas/{}.json", message.id)
}

/// The schema of a message: of its body, or of its parameters as one object.
#[must_use]
pub fn schema(message: &Message) -> Json {
    let mut pen = Pen::new(message);
    let shape = match message.carrier {
        Carrier::Object | Carrier::Query => pen.table(message.fields, ""),
        Carrier::List => vec![("type".into(), "array".into()), ("items".into(), pen.document(message.fields, ""))],
        Carrier::Text(words) => {
            vec![("type".into(), "string".into()), ("enum".into(), Json::list(words.iter().copied()))]
        }
    };
    let headers = headers(&mut pen, message);
    let definitions = pen.definitions();
    Json::Object([head(message), shape, headers, definitions].concat())
}

type Members = Vec<(String, Json)>;

fn head(message: &Message) -> Members {
    let text = |name: &str, text: &str| (name.to_owned(), Json::from(text));
    vec![
        text("$schema", DIALECT),
        ("$id".to_owned(), format!("urn:counterfoil:{}", message.id.replace('/', ":")).into()),
        text("title", message.id),
        ("description".to_owned(), description(message).into()),
        text("x-counterfoil-direction", &message.direction.to_string()),
        text("x-counterfoil-method", message.method),
        text("x-counterfoil-path", message.path),
        ("x-counterfoil-signed".to_owned(), message.signed.into()),
        text("x-counterfoil-carrier", &message.carrier.to_string()),
        text("x-counterfoil-published", &message.published.to_string()),
        text("x-counterfoil-source", message.source),
    ]
}

fn description(message: &Message) -> String {
    let carrier = match message.carrier {
        Carrier::Object => "",
        Carrier::List => " The body is a bare list.",
        Carrier::Query => {
            " The members are parameters of the query, or of the path where marked so: on the wire their values are text."
        }
        Carrier::Text(_) => " The body is plain text, taken here as a string without the white space around it.",
    };
    format!("{}{carrier} Source: {}", message.about, message.source)
}

/// Headers beside those of every message, as an object of their values.
fn headers(pen: &mut Pen<'_>, message: &Message) -> Members {
    if message.headers.is_empty() {
        return Vec::new();
    }
    vec![("x-counterfoil-headers".to_owned(), pen.document(message.headers, "headers"))]
}
