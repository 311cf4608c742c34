//! Messages opened far enough to find signature and signed bytes.

use std::borrow::Cow;

use super::{Nested, NestedForm, Place};
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::wire::{Object, Request, Shape, check_text, first_document, is_planted, refuse_duplicates};

/// One message opened far enough to find signature and signed bytes.
#[derive(Debug)]
pub struct View<'a> {
    /// The message as received.
    pub request: &'a Request,
    /// The outer JSON object; empty as long as nothing needed it.
    pub object: Option<Object<'a>>,
    /// Who sends it.
    pub direction: Direction,
    /// The readings followed.
    pub readings: Readings,
    /// The public address the gateway sends to, where it differs from what the receiver sees.
    pub notify_url: Option<&'a str>,
    /// How deep a document may nest.
    pub depth: usize,
}

impl<'a> View<'a> {
    /// The outer object.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`] where the body was never opened: a header-signed message before its signature is known.
    pub fn object(&self) -> Result<&Object<'a>, Rejection> {
        self.object.as_ref().ok_or_else(|| Rejection::new(Code::Missing, "body", "one JSON object", "no body"))
    }

    /// A part that stands in a header or member, as text. Numbers are given as written.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`], [`Code::DuplicateHeader`] or [`Code::Shape`].
    pub fn part(&self, place: Place) -> Result<Cow<'a, str>, Rejection> {
        match place {
            Place::Header(name) => self.request.headers.single(name).map(Cow::Borrowed),
            Place::Member(name) => self.member(name),
        }
    }

    /// A part that stands in a header, borrowed from the request.
    ///
    /// # Errors
    ///
    /// As [`Headers::single`](crate::wire::Headers::single); a place in the body is [`Code::Missing`].
    pub fn header(&self, place: Place) -> Result<&'a str, Rejection> {
        match place {
            Place::Header(name) => self.request.headers.single(name),
            Place::Member(name) => Err(Rejection::new(Code::Missing, "headers", "a header", name)),
        }
    }

    /// The text of the document inside a member, in the form that the reading asks for.
    ///
    /// # Errors
    ///
    /// [`Code::MissingMember`], [`Code::MemberKind`], or what [`check_text`] says of the inner text.
    pub fn nested_text(&self, nested: Nested) -> Result<Cow<'_, str>, Rejection> {
        let place = || format!("/{}", nested.member);
        let object = self.object()?;
        let value = object.get(nested.member).filter(|value| !value.is_null());
        let missing = || Rejection::new(Code::MissingMember, place(), nested.form.describe(), "no such member");
        let value = value.ok_or_else(missing)?;
        let refuse = || Rejection::new(Code::MemberKind, place(), nested.form.describe(), value.shape().to_string());
        let text = match nested.form {
            NestedForm::Text => object.decoded(value).ok_or_else(refuse)?,
            NestedForm::Object => {
                Some(value).filter(|value| value.shape() == Shape::Object).ok_or_else(refuse)?.raw().into()
            }
        };
        let depth = if is_planted!(InnerDepth) { usize::MAX } else { self.depth };
        check_text(&text, depth).map_err(|refused| refused.within(&place()))?;
        Ok(text)
    }

    fn member(&self, name: &'static str) -> Result<Cow<'a, str>, Rejection> {
        let place = || format!("/{name}");
        let missing = |found| Rejection::new(Code::Missing, place(), "a string or number", found);
        let value = self.object()?.get(name).ok_or_else(|| missing("no such member"))?;
        match value.shape() {
            Shape::Null => Err(missing("null")),
            Shape::String => value.decoded().ok_or_else(|| missing("a string that cannot be decoded")),
            Shape::Number => Ok(Cow::Borrowed(value.raw())),
            shape => Err(Rejection::new(Code::Shape, place(), "a string or number", shape.to_string())),
        }
    }
}

/// Reads an outer or inner document under the rules.
///
/// # Errors
///
/// [`Code::Malformed`], [`Code::DuplicateMember`].
pub fn open(text: &str, rules: Rules) -> Result<Object<'_>, Rejection> {
    let object = match Object::parse(text) {
        Err(_) if !rules.on(Rule::Grammar) => first_document(text),
        parsed => parsed,
    }?;
    if rules.on(Rule::DuplicateMembers) {
        refuse_duplicates(&object)?;
    }
    Ok(object)
}

/// The text of a string or number member, empty where there is none: for events, after the table was checked.
#[must_use]
#[inline]
pub fn text_of<'a>(object: &Object<'a>, name: &str) -> Cow<'a, str> {
    text_if_any(object, name).unwrap_or_default()
}

/// The text of a string or number member that is not null, for events.
#[must_use]
#[inline]
pub fn text_if_any<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    object.get(name).filter(|value| !value.is_null()).map(|value| value.decoded().unwrap_or(Cow::Borrowed(value.raw())))
}

/// The same, unless it is empty.
#[must_use]
#[inline]
pub fn told<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    text_if_any(object, name).filter(|text| !text.is_empty())
}
