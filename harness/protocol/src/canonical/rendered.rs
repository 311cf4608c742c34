//! How a member's value looks inside the signed bytes of the sorting recipes.

use std::borrow::Cow;

use crate::rejection::{Code, Rejection, excerpt};
use crate::wire::{Member, Object, Shape, Text};

/// The bare value: strings decoded, numbers and booleans as written. `None` for null and the empty string.
///
/// # Errors
///
/// [`Code::Shape`] for an object or array: no gateway documents how those would be written.
pub(super) fn rendered<'a>(object: &Object<'a>, member: &Member<'a>) -> Result<Option<Cow<'a, str>>, Rejection> {
    let value = member.value;
    match value.shape() {
        Shape::Null => Ok(None),
        Shape::Boolean | Shape::Number => Ok(Some(Cow::Borrowed(value.raw()))),
        Shape::String => {
            let text = decoded(object, value);
            let text = text.ok_or_else(|| refused(member, "a string that can be decoded", value.shape()))?;
            Ok((!text.is_empty()).then_some(text))
        }
        shape @ (Shape::Array | Shape::Object) => Err(refused(member, "a string, number or boolean", shape)),
    }
}

/// The decoded text, which the object keeps for whoever reads it next.
pub(super) fn decoded<'a>(object: &Object<'a>, value: Text<'a>) -> Option<Cow<'a, str>> {
    match value.unescaped() {
        Some(text) => Some(Cow::Borrowed(text)),
        None => object.decoded(value).map(|text| Cow::Owned(text.into_owned())),
    }
}

fn refused(member: &Member<'_>, expected: &'static str, found: Shape) -> Rejection {
    Rejection::new(Code::Shape, format!("/{}", excerpt(&member.name)), expected, found.to_string())
}

/// The bytes of a text, borrowed where it is borrowed.
pub(super) fn bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
