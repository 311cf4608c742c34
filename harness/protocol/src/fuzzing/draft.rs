//! Callbacks as their tables allow them, out of the fuzzer's bytes, and signed with the TEST key.

use arbitrary::{Result, Unstructured};

use super::bench::{Bench, NOTIFY_URL, TARGET};
use super::document::{Members, Value, set, write};
use super::values::{of_field, of_kind, scalar};
use super::variants::{Variant, variants};
use crate::gateway::{NestedForm, Part, PartShape, Place};
use crate::message::{Direction, Field, Kind, Message, Published};
use crate::reading::Readings;
use crate::receive::Receiver;
use crate::sign::{Signed, Signer};
use crate::wire::Request;

/// A message before it is signed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) message: &'static Message,
    pub(super) readings: Readings,
    pub(super) members: Members,
    pub(super) style: Style,
    pub(super) seconds: u64,
    pub(super) nonce: String,
}

/// How a message is spelt: white space and escapes, outside and in the document inside a string.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) outer: Vec<u8>,
    pub(super) inner: Vec<u8>,
}

/// A callback with a page of its own that nothing on the wire tells from the present one.
const READ_AS_ANOTHER: &str = "cregis/payment-v1-notify-legacy";

impl Draft {
    pub(super) fn arbitrary(bench: &Bench, u: &mut Unstructured<'_>) -> Result<Self> {
        let told =
            |message: &&&'static Message| message.published != Published::Nothing && message.id != READ_AS_ANOTHER;
        let told: Vec<&'static Message> = bench.kit.gateway.callbacks.iter().filter(told).copied().collect();
        let message = *u.choose(&told)?;
        let readings = *u.choose(&Readings::combinations(bench.kit.gateway.readings))?;
        let style = Style { outer: u.arbitrary::<[u8; 24]>()?.into(), inner: u.arbitrary::<[u8; 24]>()?.into() };
        let variant = *u.choose(&variants(message))?;
        let mut draft = Self {
            message,
            readings,
            members: Members::new(),
            style,
            seconds: u.int_in_range(1_000_000_000..=9_999_999_999)?,
            nonce: format!("{:06}", u.int_in_range(0..=999_999_u32)?),
        };
        draft.members = draft.drawn(bench, variant, u)?;
        draft.put_parts(bench);
        Ok(draft)
    }

    fn drawn(&self, bench: &Bench, variant: Variant, u: &mut Unstructured<'_>) -> Result<Members> {
        let mut members = Members::new();
        for field in self.message.fields {
            let member = of_field(field, u, |kind, u| match (variant.word, variant.inside) {
                (Some((name, word)), _) if name == field.name => Ok(Value::text(word)),
                (_, Some((name, fields))) if name == field.name => inner(bench, kind, fields, variant, u),
                _ => of_kind(kind, u),
            })?;
            members.extend(member);
        }
        members.extend(unknown(bench, u)?);
        shuffle(&mut members, u)?;
        Ok(members)
    }

    fn put_parts(&mut self, bench: &Bench) {
        for part in parts(bench) {
            if let Place::Member(name) = part.place {
                let text = self.part(part.shape);
                let value = if part.shape == PartShape::Alphanumeric { Value::Text } else { Value::Number };
                set(&mut self.members, name, value(text));
            }
        }
        // Empty in the table's own drafts: the signer appends it.
        if let Place::Member(name) = bench.kit.gateway.place {
            super::document::remove(&mut self.members, name);
        }
    }

    fn part(&self, shape: PartShape) -> String {
        match shape {
            PartShape::Millis => format!("{}007", self.seconds),
            PartShape::Seconds => self.seconds.to_string(),
            PartShape::Alphanumeric => self.nonce.clone(),
            PartShape::Visible16To64 => format!("{:0>16}", self.nonce),
        }
    }

    /// In which form the reading wants the inner document.
    pub(super) fn form(&self, bench: &Bench) -> Option<NestedForm> {
        let object = self.readings.iter().any(|reading| reading == ("data", "object"));
        if object { Some(NestedForm::Object) } else { bench.kit.gateway.nested.map(|nested| nested.form) }
    }

    /// The message as it is sent, without its signature.
    pub(super) fn request(&self, bench: &Bench, style: &Style) -> Request {
        let form = self.form(bench);
        let put = |value: &Value| match value {
            Value::Nested(members) if form == Some(NestedForm::Object) => Value::Object(members.clone()),
            Value::Nested(members) => Value::Text(write(members, &style.inner)),
            other => other.clone(),
        };
        let outer = self.members.iter().map(|(name, value)| (name.clone(), put(value))).collect();
        let mut request = Request::post(TARGET, write(&outer, &style.outer));
        for part in parts(bench) {
            if let Place::Header(name) = part.place {
                request.headers.set(name, self.part(part.shape));
            }
        }
        request
    }

    /// Signed in its own style.
    pub(super) fn sign(&self, bench: &Bench) -> Signed {
        let signed = self.signer(bench).sign(self.request(bench, &self.style));
        signed.expect("what a table allows can be signed")
    }

    pub(super) fn signer<'b>(&self, bench: &'b Bench) -> Signer<'b> {
        let notify_url = Some(NOTIFY_URL.to_owned());
        Signer {
            readings: self.readings,
            notify_url,
            ..Signer::new(bench.kit.gateway, &bench.key, Direction::Callback)
        }
    }

    pub(super) fn receiver(&self, bench: &Bench) -> Receiver {
        let notify_url = Some(NOTIFY_URL.to_owned());
        Receiver { readings: self.readings, notify_url, ..Receiver::new(bench.kit.gateway, bench.verifying.clone()) }
    }
}

fn parts(bench: &Bench) -> impl Iterator<Item = Part> {
    [bench.kit.gateway.timestamp, bench.kit.gateway.nonce].into_iter().flatten()
}

fn inner(
    bench: &Bench,
    kind: &Kind,
    fields: &'static [Field],
    variant: Variant,
    u: &mut Unstructured<'_>,
) -> Result<Value> {
    let mut members = Members::new();
    for field in fields {
        members.extend(of_field(field, u, |kind, u| match variant.word {
            Some((name, word)) if name == field.name => Ok(Value::text(word)),
            _ => of_kind(kind, u),
        })?);
    }
    members.extend(unknown(bench, u)?);
    shuffle(&mut members, u)?;
    Ok(if matches!(kind, Kind::Nested(_)) { Value::Nested(members) } else { Value::Object(members) })
}

/// A member that no table names; it says nothing where the exact member set is the defence.
fn unknown(bench: &Bench, u: &mut Unstructured<'_>) -> Result<Option<(String, Value)>> {
    if !u.ratio(1_u8, 4_u8)? {
        return Ok(None);
    }
    let value = match scalar(u)? {
        Value::Null => Value::Null,
        _ if bench.kit.gateway.exact_members_defend => Value::text(""),
        value => value,
    };
    Ok(Some((format!("x-{}", u.arbitrary::<u8>()?), value)))
}

fn shuffle(members: &mut Members, u: &mut Unstructured<'_>) -> Result<()> {
    for _ in 0..u.int_in_range(0..=3_u8)? {
        if let Some(last) = members.len().checked_sub(1) {
            members.swap(u.int_in_range(0..=last)?, u.int_in_range(0..=last)?);
        }
    }
    Ok(())
}
