//! Cregis: sorted names and values, no separators.

use std::borrow::Cow;

use super::rendered::{bytes, rendered};
use super::{SignedBytes, canonical_json};
use crate::rejection::{Rejection, excerpt};
use crate::wire::{Member, Object, Shape};

/// What to do with a value that is an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectValues {
    /// Refuse it.
    Refused,
    /// Write it as canonical JSON (RFC 8785).
    CanonicalJson,
}

/// Names and values of the top-level members, sorted by name in byte order; `left_out`, null and empty ones dropped.
///
/// The key that Cregis puts in front belongs to the scheme. <https://developer.cregis.com/api-reference/signature>
///
/// # Errors
///
/// [`crate::rejection::Code::Shape`] for a value that cannot be signed.
pub fn named_values<'a>(
    object: &Object<'a>,
    left_out: &str,
    objects: ObjectValues,
) -> Result<SignedBytes<'a>, Rejection> {
    let mut members: Vec<&Member<'a>> = object.members().iter().filter(|member| member.name != left_out).collect();
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let mut signed = SignedBytes::with_capacity(2 * members.len());
    for member in members {
        if let Some(value) = value(object, member, objects)? {
            signed.push_cow(bytes(member.name.clone()));
            signed.push_cow(bytes(value));
        }
    }
    Ok(signed)
}

fn value<'a>(
    object: &Object<'a>,
    member: &Member<'a>,
    objects: ObjectValues,
) -> Result<Option<Cow<'a, str>>, Rejection> {
    match (member.value.shape(), objects) {
        (Shape::Object, ObjectValues::CanonicalJson) => {
            let canonical = canonical_json(member.value);
            canonical
                .map(|text| Some(Cow::Owned(text)))
                .map_err(|refused| refused.within(&format!("/{}", excerpt(&member.name))))
        }
        _ => rendered(object, member),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(source: &str) -> String {
        let object = Object::parse(source).unwrap();
        let signed = named_values(&object, "sign", ObjectValues::CanonicalJson).unwrap();
        String::from_utf8(signed.to_vec()).unwrap()
    }

    #[test]
    fn names_are_sorted_by_byte_and_empty_values_dropped() {
        assert_eq!(
            signed(r#"{"b":1,"a":"x","sign":"s","B":true,"e":"","n":null,"z":0}"#),
            "BtrueaxBb1z0".replace("Bb", "b")
        );
        assert_eq!(signed(r#"{"\u0061":"\u00e9","n":1.50}"#), "aén1.50");
    }

    #[test]
    fn an_object_is_written_as_canonical_json() {
        assert_eq!(signed(r#"{"data":{"b": true, "a" :1}}"#), r#"data{"a":1,"b":true}"#);
    }

    #[test]
    fn an_array_cannot_be_signed() {
        let object = Object::parse(r#"{"a":[1]}"#).unwrap();
        assert!(named_values(&object, "sign", ObjectValues::CanonicalJson).is_err());
    }
}
