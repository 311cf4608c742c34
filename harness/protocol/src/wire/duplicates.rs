//! Members of the same name, at every level.

use std::collections::HashSet;

use serde_json::value::RawValue;

use super::json::{Object, Shape, Text};
use crate::rejection::{Code, Rejection, excerpt};

/// Below this many members, comparing each with each is faster than hashing.
const FEW: usize = 24;

/// Refuses an object that holds two members of one name, itself or further down.
///
/// Names are compared decoded, so that `"status"` and `"\u0073tatus"` are one name. The caller has bounded the depth.
///
/// # Errors
///
/// [`Code::DuplicateMember`] with the JSON pointer of the second one.
pub fn refuse_duplicates(object: &Object<'_>) -> Result<(), Rejection> {
    in_object(object, "")
}

fn in_object(object: &Object<'_>, pointer: &str) -> Result<(), Rejection> {
    if let Some(name) = repeated_name(object) {
        let place = format!("{pointer}/{}", excerpt(name));
        return Err(Rejection::new(Code::DuplicateMember, place, "one member of this name", "two"));
    }
    for member in object.members() {
        if matches!(member.value.shape(), Shape::Object | Shape::Array) {
            in_value(member.value, &format!("{pointer}/{}", excerpt(&member.name)))?;
        }
    }
    Ok(())
}

fn in_value(value: Text<'_>, pointer: &str) -> Result<(), Rejection> {
    match value.shape() {
        Shape::Object => in_object(&Object::parse(value.raw())?, pointer),
        Shape::Array => in_array(value, pointer),
        _ => Ok(()),
    }
}

fn in_array(value: Text<'_>, pointer: &str) -> Result<(), Rejection> {
    let items: Vec<&RawValue> = serde_json::from_str(value.raw())
        .map_err(|error| Rejection::new(Code::Malformed, pointer.to_owned(), "a JSON array", error.to_string()))?;
    items.iter().enumerate().try_for_each(|(index, item)| in_value(Text::from(*item), &format!("{pointer}/{index}")))
}

fn repeated_name<'o>(object: &'o Object<'_>) -> Option<&'o str> {
    let members = object.members();
    if members.len() <= FEW {
        return members.iter().enumerate().find_map(|(index, member)| {
            members[..index].iter().any(|earlier| earlier.name == member.name).then_some(&*member.name)
        });
    }
    let mut seen = HashSet::with_capacity(members.len());
    members.iter().map(|member| &*member.name).find(|name| !seen.insert(*name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &str) -> Option<String> {
        refuse_duplicates(&Object::parse(source).unwrap()).err().map(|rejection| rejection.place.into_owned())
    }

    #[test]
    fn duplicates_are_found_at_every_level_and_through_escapes() {
        assert_eq!(place(r#"{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}"#), None);
        assert_eq!(place(r#"{"a":1,"\u0061":2}"#).unwrap(), "/a");
        assert_eq!(place(r#"{"x":{"a":1,"a":2}}"#).unwrap(), "/x/a");
        assert_eq!(place(r#"{"x":[0,[{"a":1,"a":2}]]}"#).unwrap(), "/x/1/0/a");
    }

    #[test]
    fn many_members_are_compared_too() {
        let members: Vec<String> = (0..60).map(|index| format!("\"m{index}\":1")).collect();
        assert_eq!(place(&format!("{{{}}}", members.join(","))), None);
        assert_eq!(place(&format!("{{{},\"m7\":2}}", members.join(","))).unwrap(), "/m7");
    }
}
