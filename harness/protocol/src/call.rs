//! The reference client: a request of any message, built, signed and ready to be sent.

use url::form_urlencoded;

use crate::gateway::{Gateway, Nested, NestedForm, Part, PartShape, Place};
use crate::message::{Carrier, Direction, Field, Kind, Message, Presence, sample_member};
use crate::reading::Readings;
use crate::rejection::{Code, Rejection};
use crate::scheme::SigningKey;
use crate::sign::{Signed, Signer};
use crate::wire::{Headers, Object, Request, Text};

/// Sends the requests of one gateway, as a merchant does.
#[derive(Debug)]
pub struct Caller<'k> {
    /// Whose requests.
    pub gateway: &'static Gateway,
    /// The readings followed.
    pub readings: Readings,
    /// The merchant's key.
    pub key: &'k SigningKey,
    /// What names the key: client id, API key, application id, project id.
    pub key_name: &'k str,
}

/// What is fresh in each request.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<'a> {
    /// The merchant's clock, milliseconds since 1970 UTC.
    pub now_ms: u64,
    /// Used once: 32 letters and digits, of which each message takes as many as it may have.
    pub nonce: &'a str,
}

impl Caller<'_> {
    /// One request with these parameters, a JSON object as text.
    ///
    /// Parameters are the message's own: what every request has (timestamp, nonce, key name, signature, the envelope
    /// around an inner document) is put in where it is missing. A parameter named like one of the message's headers
    /// goes there, one named in the path goes there. Numbers, order and spelling stay as given.
    ///
    /// # Errors
    ///
    /// Parameters that are no JSON object, a path parameter that is missing, what cannot be signed.
    pub fn request(&self, message: &'static Message, parameters: &str, fresh: Fresh<'_>) -> Result<Signed, Rejection> {
        let object = Object::parse(parameters)?;
        let mut request = match message.carrier {
            Carrier::Query => self.query(message, &object)?,
            _ => self.body(message, &object, fresh),
        };
        self.add_headers(message, &object, &mut request.headers);
        if !message.signed {
            return Ok(Signed { request, signed: Vec::new(), signature: String::new() });
        }
        let signer = self.signer(message);
        signer.add_parts(&mut request, fresh.now_ms, fresh.nonce);
        signer.sign(request)
    }

    fn signer(&self, message: &'static Message) -> Signer<'_> {
        let signing = self.gateway.signing_of(message);
        let readings = self.readings;
        Signer { signing, readings, ..Signer::new(self.gateway, self.key, Direction::Request) }
    }

    fn query(&self, message: &'static Message, object: &Object<'_>) -> Result<Request, Rejection> {
        let mut path = message.path.to_owned();
        let mut query = form_urlencoded::Serializer::new(String::new());
        for member in object.members().iter().filter(|member| !member.value.is_null()) {
            let text = plain(member.value);
            if message.in_path(&member.name) {
                path = path.replace(&format!("{{{}}}", member.name), &form_urlencoded_path(&text));
            } else if !is_header(message, &member.name) {
                query.append_pair(&member.name, &text);
            }
        }
        if let Some((_, rest)) = path.split_once('{') {
            let name = rest.split('}').next().unwrap_or_default().to_owned();
            return Err(Rejection::new(Code::MissingMember, format!("/{name}"), "the parameter of the path", "none"));
        }
        let query = query.finish();
        let question = if query.is_empty() { "" } else { "?" };
        let target = format!("{}{path}{question}{query}", self.gateway.api_base);
        let method = message.method.to_owned();
        Ok(Request { method, target, headers: Headers::default(), body: Vec::new() })
    }

    fn body(&self, message: &'static Message, object: &Object<'_>, fresh: Fresh<'_>) -> Request {
        let body = self.document(message, object, fresh);
        let target = format!("{}{}", self.gateway.api_base, message.path);
        Request { method: message.method.to_owned(), ..Request::post(target, body) }
    }

    /// The parameters with what every request has around and beside them.
    fn document(&self, message: &'static Message, object: &Object<'_>, fresh: Fresh<'_>) -> String {
        let Some((nested, inside)) = self.wrapping(message, object) else {
            return self.completed(message, message.fields, object, fresh);
        };
        let inner = self.completed(message, inside, object, fresh);
        let value = match nested.form {
            NestedForm::Text => serde_json::Value::from(inner).to_string(),
            NestedForm::Object => inner,
        };
        let outer = format!("{{\"{}\":{value}}}", nested.member);
        let outer = Object::parse(&outer).expect("one member");
        self.completed(message, message.fields, &outer, fresh)
    }

    /// The inner document's place and table, where the parameters do not have that place themselves.
    fn wrapping(&self, message: &'static Message, object: &Object<'_>) -> Option<(Nested, &'static [Field])> {
        inner_table(self.gateway, message).filter(|(nested, _)| object.get(nested.member).is_none())
    }

    /// The members as they came, without a signature, and those that every request has behind them.
    fn completed(&self, message: &Message, fields: &[Field], object: &Object<'_>, fresh: Fresh<'_>) -> String {
        let mut members: Vec<String> = Vec::new();
        for member in object.members() {
            if !is_header(message, &member.name) && !self.is_signature(&member.name, fields) {
                members.push(format!("{}:{}", serde_json::Value::from(&*member.name), member.value.raw()));
            }
        }
        for field in fields.iter().filter(|field| object.get(field.name).is_none()) {
            if let Some(value) = self.common(field, fresh) {
                members.push(format!("\"{}\":{value}", field.name));
            }
        }
        format!("{{{}}}", members.join(","))
    }

    fn is_signature(&self, name: &str, fields: &[Field]) -> bool {
        matches!(self.gateway.place, Place::Member(member) if member == name)
            && fields.iter().any(|field| field.name == name && matches!(field.kind, Kind::Signature))
    }

    /// The value of a member that every request has.
    fn common(&self, field: &Field, fresh: Fresh<'_>) -> Option<String> {
        let is_part = |part: Option<Part>| part.is_some_and(|part| part.place == Place::Member(field.name));
        let text = if self.gateway.key_names.contains(&field.name) {
            self.key_name.to_owned()
        } else if is_part(self.gateway.nonce) || field.name == "nonce" {
            cut(&field.kind, fresh.nonce).to_owned()
        } else if is_part(self.gateway.timestamp) || field.name == "timestamp" {
            let seconds = matches!(self.gateway.timestamp, Some(Part { shape: PartShape::Seconds, .. }));
            if seconds { fresh.now_ms / 1000 } else { fresh.now_ms }.to_string()
        } else {
            return None;
        };
        Some(in_kind(&field.kind, text))
    }

    fn add_headers(&self, message: &Message, object: &Object<'_>, headers: &mut Headers) {
        if let Some(name) = self.gateway.key_header_of(message) {
            headers.push(name, self.key_name);
        }
        for field in message.headers {
            match object.get(field.name) {
                Some(value) => headers.push(field.name, header_text(&field.kind, value)),
                None if self.gateway.key_names.contains(&field.name) => headers.push(field.name, self.key_name),
                None => {}
            }
        }
    }
}

/// Parameters that fit the message's table, without those that every request has.
#[must_use]
pub fn sample_parameters(gateway: &Gateway, message: &'static Message) -> String {
    let inside = inner_table(gateway, message).map_or(message.fields, |(_, inside)| inside);
    let fields = inside.iter().chain(message.headers);
    // A payment in a header may be left out, but then it is asked for.
    let wanted = |field: &Field| field.presence != Presence::Optional || matches!(field.kind, Kind::Base64Json(_));
    let own = fields.filter(|field| wanted(field) && !is_common(gateway, message, field));
    let members: Vec<String> = own.map(sample_member).collect();
    format!("{{{}}}", members.join(","))
}

/// Whether every request has it, so that it is put in by who sends.
fn is_common(gateway: &Gateway, message: &Message, field: &Field) -> bool {
    matches!(field.kind, Kind::Signature)
        || ["timestamp", "nonce"].contains(&field.name)
        || gateway.key_names.contains(&field.name)
        || is_signing_header(message, field.name)
}

/// Whether the message's own signing rule puts the header in.
fn is_signing_header(message: &Message, name: &str) -> bool {
    message.signing.is_some_and(|signing| {
        let parts = [signing.timestamp, signing.nonce].map(|part| part.map(|part| part.place));
        parts.into_iter().flatten().any(|place| matches!(place, Place::Header(header) if header == name))
            || signing.key_header == Some(name)
    })
}

/// The place and table of the inner document that the message has by its table.
fn inner_table(gateway: &Gateway, message: &'static Message) -> Option<(Nested, &'static [Field])> {
    let nested = gateway.nested?;
    let field = message.fields.iter().find(|field| field.name == nested.member)?;
    match field.kind {
        Kind::Nested(inside) | Kind::Object(inside) => Some((nested, inside)),
        _ => None,
    }
}

fn is_header(message: &Message, name: &str) -> bool {
    message.headers.iter().any(|field| field.name == name)
}

/// As much of the nonce as the kind takes.
fn cut<'n>(kind: &Kind, nonce: &'n str) -> &'n str {
    match kind {
        Kind::Text { max, .. } | Kind::Limited { max, .. } => nonce.get(..*max).unwrap_or(nonce),
        _ => nonce,
    }
}

/// A text as the kind writes it: as a number where it has to be one.
fn in_kind(kind: &Kind, text: String) -> String {
    let number = match kind {
        Kind::Integer { .. }
        | Kind::IntegerOrText
        | Kind::Number
        | Kind::Millis
        | Kind::MillisOrText
        | Kind::Seconds => true,
        Kind::Either(kinds) => kinds.first().is_some_and(|kind| in_kind(kind, "1".to_owned()) == "1"),
        _ => false,
    };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if number && digits { text } else { serde_json::Value::from(text).to_string() }
}

fn header_text(kind: &Kind, value: Text<'_>) -> String {
    match kind {
        Kind::Base64Json(_) if value.decoded().is_none() => base64_of(value.raw()),
        _ => plain(value),
    }
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(text)
}

/// A string decoded, anything else as it is written.
fn plain(value: Text<'_>) -> String {
    value.decoded().map_or_else(|| value.raw().to_owned(), |text| text.into_owned())
}

/// Percent-encodes what would end a path segment.
fn form_urlencoded_path(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
