//! Messages against their tables.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Carrier, Field, Kind, Message, Presence};
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::{Rule, Rules};
use crate::wire::{Object, Shape, Text};

/// Checks an object against its table, one level deep; nested documents are checked by whoever opens them.
///
/// # Errors
///
/// The first violation: [`Code::MissingMember`] or [`Code::MemberKind`], with `place` in front of the member's name.
pub fn check(fields: &[Field], object: &Object<'_>, rules: Rules, place: &str) -> Result<(), Rejection> {
    let mut at = 0;
    fields.iter().try_for_each(|field| {
        // Members mostly come in the order of the table. Where names may be there twice, the first one counts.
        let found =
            if rules.on(Rule::DuplicateMembers) { object.next(field.name, &mut at) } else { object.get(field.name) };
        match found.filter(|value| !value.is_null()) {
            None if field.presence == Presence::Required && rules.on(Rule::RequiredMembers) => {
                Err(field.missing(object, place))
            }
            Some(value) if rules.on(Rule::MemberKinds) => field.check_kind(value, place),
            _ => Ok(()),
        }
    })
}

/// Refuses members that the table does not name, unless they are null or empty and so not signed.
///
/// For gateways whose signature covers no borders: an unknown member can swallow what is cut from a genuine message.
///
/// # Errors
///
/// [`Code::UnknownMember`] for the first one.
pub fn check_exact(fields: &[Field], object: &Object<'_>, rules: Rules, place: &str) -> Result<(), Rejection> {
    if !rules.on(Rule::ExactMembers) {
        return Ok(());
    }
    let mut at = 0;
    let mut known = |name: &str| {
        let (before, behind) = fields.split_at(at.min(fields.len()));
        let position = |fields: &[Field]| fields.iter().position(|field| field.name == name);
        let found = position(behind).map(|index| at + index).or_else(|| position(before));
        at = found.map_or(at, |index| index + 1);
        found.is_some()
    };
    let unsigned = |value: Text<'_>| value.is_null() || value.raw() == "\"\"";
    let unknown = object.members().iter().find(|member| !known(&member.name) && !unsigned(member.value));
    unknown.map_or(Ok(()), |member| {
        let place = format!("{place}/{}", excerpt(&member.name));
        Err(Rejection::new(
            Code::UnknownMember,
            place,
            "a member that the documents name",
            member.value.shape().to_string(),
        ))
    })
}

/// Every violation of a message's table, inner documents and list items included, for people who want the whole list.
///
/// Members that no table names are no violation: see [`check_exact`].
#[must_use]
pub fn violations(message: &Message, object: &Object<'_>) -> Vec<Rejection> {
    table_violations(message.fields, object)
}

/// The same for a table that is not a message's own, such as that of its headers.
#[must_use]
pub fn table_violations(fields: &[Field], object: &Object<'_>) -> Vec<Rejection> {
    let mut all = Vec::new();
    collect(fields, object, "", &mut all);
    all
}

/// Every violation of a body, whatever carries its members.
///
/// # Errors
///
/// A body that is no JSON at all, or no list where the message is one.
pub fn body_violations(message: &Message, body: &str) -> Result<Vec<Rejection>, Rejection> {
    match message.carrier {
        Carrier::Object => Object::parse(body).map(|object| violations(message, &object)),
        Carrier::List => {
            let value: &serde_json::value::RawValue = serde_json::from_str(body)
                .map_err(|_| Rejection::new(Code::Malformed, "body", "a list of objects", excerpt(body)))?;
            let mut all = Vec::new();
            collect_items(message.fields, Text::from(value), "", &mut all);
            Ok(all)
        }
        Carrier::Text(words) => Ok(text_violation(words, body).into_iter().collect()),
        Carrier::Query => Ok(Vec::new()),
    }
}

fn text_violation(words: &[&str], body: &str) -> Option<Rejection> {
    let refused =
        || Rejection::new(Code::MemberKind, "body", format!("the text {}", words.join(" or ")), excerpt(body));
    (!words.contains(&body.trim())).then(refused)
}

fn collect(fields: &[Field], object: &Object<'_>, place: &str, all: &mut Vec<Rejection>) {
    for field in fields {
        match object.get(field.name).filter(|value| !value.is_null()) {
            None if field.presence == Presence::Required => all.push(field.missing(object, place)),
            None => {}
            Some(value) => match field.check_kind(value, place) {
                Err(violation) => all.push(violation),
                Ok(()) => collect_inside(&field.kind, value, &field.place(place), all),
            },
        }
    }
}

/// What a value that fits its kind holds inside.
fn collect_inside(kind: &Kind, value: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
    match kind {
        Kind::Object(fields) => collect_document(fields, value.raw(), place, "", all),
        Kind::Nested(fields) if value.shape() == Shape::Object => collect_document(fields, value.raw(), place, "", all),
        Kind::Nested(fields) => collect_document(fields, &value.decoded().unwrap_or_default(), place, "→", all),
        Kind::Base64Json(fields) => match base64_text(value) {
            Ok(text) => collect_document(fields, &text, place, "→", all),
            Err(found) => all.push(Rejection::new(Code::MemberKind, place.to_owned(), kind.describe(), found)),
        },
        Kind::List(fields) => collect_items(fields, value, place, all),
        Kind::NestedList(_) | Kind::NestedValues(_) => collect_nested_list(kind, value, place, all),
        Kind::Values(kind) => collect_inside_each(kind, value, place, all),
        Kind::Either(kinds) => collect_either(kinds, value, place, all),
        _ => {}
    }
}

fn collect_inside_each(kind: &Kind, list: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
    for (index, item) in list.items().unwrap_or_default().into_iter().enumerate() {
        collect_inside(kind, item, &format!("{place}/{index}"), all);
    }
}

/// A value is right as soon as one of the kinds has nothing to object; else the first that it fits has the word.
fn collect_either(kinds: &[Kind], value: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
    let objections = kinds.iter().filter(|kind| kind.fits(value)).map(|kind| {
        let mut inside = Vec::new();
        collect_inside(kind, value, place, &mut inside);
        inside
    });
    let objections: Vec<Vec<Rejection>> = objections.collect();
    if objections.iter().all(|inside| !inside.is_empty()) {
        all.extend(objections.into_iter().next().unwrap_or_default());
    }
}

fn collect_document(fields: &[Field], text: &str, place: &str, arrow: &str, all: &mut Vec<Rejection>) {
    match Object::parse(text) {
        Ok(object) => collect(fields, &object, &format!("{place}{arrow}"), all),
        Err(refused) => all.push(refused.within(place)),
    }
}

fn collect_items(fields: &[Field], list: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
    let Some(items) = list.items() else {
        let at = if place.is_empty() { "body" } else { place }.to_owned();
        return all.push(Rejection::new(Code::MemberKind, at, "a list of objects", list.shape().to_string()));
    };
    for (index, item) in items.into_iter().enumerate() {
        let place = format!("{place}/{index}");
        if item.shape() == Shape::Object {
            collect_document(fields, item.raw(), &place, "", all);
        } else {
            all.push(Rejection::new(Code::MemberKind, place, "an object", item.shape().to_string()));
        }
    }
}

fn collect_nested_list(kind: &Kind, value: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
    let text = value.decoded().unwrap_or_default();
    let list = serde_json::from_str::<&serde_json::value::RawValue>(&text).ok().map(Text::from);
    let Some(list) = list.filter(|list| list.shape() == Shape::Array) else {
        return all.push(Rejection::new(Code::MemberKind, place.to_owned(), kind.describe(), excerpt(&text)));
    };
    match kind {
        Kind::NestedList(fields) => collect_items(fields, list, &format!("{place}→"), all),
        Kind::NestedValues(inner) if !Kind::Values(inner).fits(list) => {
            all.push(Rejection::new(Code::MemberKind, place.to_owned(), kind.describe(), excerpt(&text)));
        }
        Kind::NestedValues(inner) => collect_inside_each(inner, list, &format!("{place}→"), all),
        _ => {}
    }
}

fn base64_text(value: Text<'_>) -> Result<String, String> {
    let text = value.decoded().unwrap_or_default();
    let bytes = BASE64_STANDARD.decode(text.as_bytes()).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "bytes that are not UTF-8".to_owned())
}

impl Field {
    fn missing(&self, object: &Object<'_>, place: &str) -> Rejection {
        let found = if object.get(self.name).is_some() { "null" } else { "no such member" };
        Rejection::new(Code::MissingMember, self.place(place), self.kind.describe(), found)
    }

    fn place(&self, place: &str) -> String {
        format!("{place}/{}", self.name)
    }

    fn check_kind(&self, value: Text<'_>, place: &str) -> Result<(), Rejection> {
        if self.kind.fits(value) {
            return Ok(());
        }
        let found = format!("{} `{}`", value.shape(), excerpt(value.raw()));
        Err(Rejection::new(Code::MemberKind, self.place(place), self.kind.describe(), found))
    }
}
