//! `corpus/gateways.json`: what the gateways document, for other languages. Nothing in it is secret.

use counterfoil_protocol::gateway::{
    Acknowledgement, ErrorCodes, Gateway, NestedForm, Part, PartShape, Place, Signing, Source,
};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Carrier, Envelope, Field, Message, Presence};
use counterfoil_protocol::reading::{Choice, Reading};
use counterfoil_protocol::scheme::Scheme;

use crate::json::Json;
use crate::schema;

/// The name of the file, below the folder of the corpus.
pub const FILE: &str = "gateways.json";

/// The version of this format.
pub const FORMAT: i64 = 1;

/// The facts of every gateway.
#[must_use]
pub fn facts() -> Json {
    Json::object([("format", FORMAT.into()), ("gateways", Json::list(gateways::ALL.into_iter().map(gateway)))])
}

fn gateway(gateway: &'static Gateway) -> Json {
    Json::object([
        ("name", gateway.name.into()),
        ("title", gateway.title.into()),
        ("signing", signing(&gateway.signing())),
        (
            "nested",
            gateway.nested.map_or(Json::Null, |nested| {
                let form = match nested.form {
                    NestedForm::Text => "text",
                    NestedForm::Object => "object",
                };
                Json::object([("member", nested.member), ("form", form)].map(texts))
            }),
        ),
        ("key_names", Json::list(gateway.key_names.iter().copied())),
        ("api_base", gateway.api_base.into()),
        ("request_window_ms", gateway.request_window_ms.map(milliseconds).into()),
        ("smallest_rsa_key_bits", smallest_rsa_key(gateway)),
        ("errors", errors(&gateway.errors)),
        ("exact_members_defend", gateway.exact_members_defend.into()),
        ("acknowledgement", acknowledgement(&gateway.acknowledgement)),
        ("retries", gateway.retries.into()),
        ("primary", gateway.primary.id.into()),
        ("readings", Json::list(gateway.readings.iter().map(reading))),
        ("sources", Json::list(gateway.sources.iter().map(source))),
        ("envelopes", Json::list(envelopes(gateway).into_iter().map(envelope))),
        ("messages", Json::list(gateway.messages().map(message))),
    ])
}

fn milliseconds(window: u64) -> i64 {
    i64::try_from(window).expect("a window that a page prints")
}

/// Of the gateway's own key; null where keys are secrets.
fn smallest_rsa_key(gateway: &Gateway) -> Json {
    let bits = i64::try_from(gateway.key_policy.min_rsa_bits).expect("the size of a key");
    (gateway.scheme == Scheme::RsaSha256Base64).then_some(bits).into()
}

/// Codes of refused requests; null where no page gives one.
fn errors(errors: &ErrorCodes) -> Json {
    let ErrorCodes { signature, timestamp, nonce, key, parameter, duplicate, not_found, state } = *errors;
    let codes = [
        ("signature", signature),
        ("timestamp", timestamp),
        ("nonce", nonce),
        ("key", key),
        ("parameter", parameter),
        ("duplicate", duplicate),
        ("not_found", not_found),
        ("state", state),
    ];
    Json::object(codes.map(|(name, code)| (name, Some(code).filter(|code| !code.is_empty()).into())))
}

fn signing(signing: &Signing) -> Json {
    let (algorithm, encoding) = algorithm_and_encoding(signing.scheme);
    Json::object([
        ("scheme", signing.scheme.name().into()),
        ("recipe", signing.recipe.into()),
        ("algorithm", algorithm.into()),
        ("encoding", encoding.into()),
        ("signature", place(signing.place)),
        ("timestamp", signing.timestamp.map(part).into()),
        ("nonce", signing.nonce.map(part).into()),
        ("key_header", signing.key_header.into()),
    ])
}

fn algorithm_and_encoding(scheme: Scheme) -> (&'static str, &'static str) {
    match scheme {
        Scheme::HmacSha256Base64 => ("hmac-sha256", "base64"),
        Scheme::HmacSha256Hex => ("hmac-sha256", "hex-lower"),
        Scheme::HmacSha512Hex => ("hmac-sha512", "hex-lower"),
        Scheme::Md5Hex => ("md5-of-secret-and-text", "hex-lower"),
        Scheme::RsaSha256Base64 => ("rsassa-pkcs1-v1_5-sha256", "base64"),
    }
}

fn place(place: Place) -> Json {
    let (kind, name) = match place {
        Place::Header(name) => ("header", name),
        Place::Member(name) => ("member", name),
    };
    Json::object([("in", kind), ("name", name)].map(texts))
}

fn part(part: Part) -> Json {
    let shape = match part.shape {
        PartShape::Millis => "milliseconds",
        PartShape::Seconds => "seconds",
        PartShape::Alphanumeric => "alphanumeric",
        PartShape::Visible16To64 => "visible",
    };
    let Json::Object(mut members) = place(part.place) else { return Json::Null };
    members.push(("shape".to_owned(), shape.into()));
    members.push(("about".to_owned(), part.shape.describe().into()));
    Json::Object(members)
}

/// Status 200 and one of these bodies; documents are compared by value.
fn acknowledgement(acknowledgement: &Acknowledgement) -> Json {
    Json::object([
        ("status", Json::Integer(200)),
        ("words", Json::list(acknowledgement.words().iter().copied())),
        ("documents", Json::list(acknowledgement.documents().iter().copied())),
    ])
}

fn reading(reading: &Reading) -> Json {
    let choice = |(index, choice): (usize, &Choice)| {
        Json::object([
            ("name", choice.name.into()),
            ("default", (index == 0).into()),
            ("about", choice.about.into()),
            ("source", choice.source.into()),
        ])
    };
    Json::object([
        ("name", reading.name.into()),
        ("about", reading.about.into()),
        ("choices", Json::list(reading.choices.iter().enumerate().map(choice))),
    ])
}

fn source(source: &Source) -> Json {
    Json::object([("title", source.title), ("url", source.url)].map(texts))
}

/// Every envelope that an answer of the gateway has, in the order of the messages.
fn envelopes(gateway: &Gateway) -> Vec<&'static Envelope> {
    let mut found: Vec<&Envelope> = Vec::new();
    for envelope in gateway.messages().filter_map(|message| message.envelope) {
        if found.iter().all(|known| known.name != envelope.name) {
            found.push(envelope);
        }
    }
    found
}

fn envelope(envelope: &'static Envelope) -> Json {
    Json::object([
        ("name", envelope.name.into()),
        ("about", envelope.about.into()),
        ("code", envelope.code.into()),
        ("success", Json::list(envelope.success.iter().copied())),
        ("message", envelope.message.into()),
        ("data", envelope.data.into()),
        ("source", envelope.source.into()),
    ])
}

fn message(message: &'static Message) -> Json {
    let words: &[&str] = if let Carrier::Text(words) = message.carrier { words } else { &[] };
    Json::object([
        ("id", message.id.into()),
        ("direction", message.direction.to_string().into()),
        ("about", message.about.into()),
        ("method", message.method.into()),
        ("path", message.path.into()),
        ("other_paths", Json::list(message.other_paths.iter().copied())),
        ("signed", message.signed.into()),
        ("signing", message.signing.map(signing).into()),
        ("carrier", message.carrier.to_string().into()),
        ("words", Json::list(words.iter().copied())),
        ("published", message.published.to_string().into()),
        ("headers", Json::list(message.headers.iter().map(header))),
        ("envelope", message.envelope.map(|envelope| envelope.name).into()),
        ("answer", message.answer.map(|answer| answer.id).into()),
        ("schema", schema::file(message).into()),
        ("examples", Json::list(message.examples.iter().map(|file| example(message, file)))),
        ("source", message.source.into()),
    ])
}

fn header(field: &Field) -> Json {
    Json::object([
        ("name", field.name.into()),
        ("required", (field.presence == Presence::Required).into()),
        ("kind", field.kind.describe().into()),
        ("note", field.note.into()),
    ])
}

fn example(message: &Message, file: &str) -> String {
    let gateway = message.id.split('/').next().unwrap_or_default();
    format!("examples/{gateway}/{file}")
}

fn texts((name, text): (&'static str, &'static str)) -> (&'static str, Json) {
    (name, text.into())
}
