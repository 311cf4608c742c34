//! Members of the same name, at every level.

use std::borrow::Cow;
use std::collections::HashSet;

use super::json::{Member, Object, Shape, Text};
use super::scan::string_end;
use super::{count_steps, is_planted};
use crate::rejection::{Code, Rejection, excerpt};

/// Below this many members, comparing each with each is faster than hashing.
const FEW: usize = 24;

/// Refuses an object that holds two members of one name, itself or further down.
///
/// Names are compared decoded, so that `"status"` and `"\u0073tatus"` are one name. The object has been read, so its
/// grammar is known to be right.
///
/// # Errors
///
/// [`Code::DuplicateMember`] with the JSON pointer of the second one.
pub fn refuse_duplicates(object: &Object<'_>) -> Result<(), Rejection> {
    if let Some(name) = repeated_name(object) {
        return Err(duplicate(format!("/{}", excerpt(name))));
    }
    let nested = |member: &&Member<'_>| matches!(member.value.shape(), Shape::Object | Shape::Array);
    object.members().iter().filter(nested).try_for_each(in_member)
}

fn repeated_name<'o>(object: &'o Object<'_>) -> Option<&'o str> {
    let members = object.members();
    if members.len() <= FEW {
        let mut seen = [0_u64; 4];
        return members.iter().enumerate().find_map(|(index, member)| {
            let bucket = bucket(&member.name);
            let (word, bit) = (&mut seen[usize::from(bucket / 64)], 1 << (bucket % 64));
            // Only names of one bucket can be the same name: most are compared with none.
            let full = *word & bit != 0;
            *word |= bit;
            let repeated = || {
                count_steps!(index);
                members[..index].iter().any(|earlier| earlier.name == member.name)
            };
            (full && repeated()).then_some(&*member.name)
        });
    }
    let mut seen = HashSet::with_capacity(members.len());
    members.iter().map(|member| &*member.name).find(|name| !seen.insert(*name))
}

/// One of 256 buckets, by length, beginning and end.
fn bucket(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let number = |part: &[u8]| part.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let ends = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(7),
        _ => number(bytes),
    };
    // The multiplier of Fibonacci hashing; its upper bits depend on all bits.
    let mixed = (ends ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed.to_be_bytes()[0]
}

/// One pass over the text, however deep it nests.
fn in_member(member: &Member<'_>) -> Result<(), Rejection> {
    let source = member.value.raw();
    let mut open: Vec<Level<'_>> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = source.as_bytes().get(at) {
        match byte {
            b'{' => open.push(Level::Object(Names::default())),
            b'[' => open.push(Level::Array(0)),
            b'}' | b']' => drop(open.pop()),
            b',' => open.last_mut().into_iter().for_each(Level::count),
            b'"' => {
                let end = string_end(source.as_bytes(), at + 1)?;
                count_steps!(end - at);
                if is_name(source, end) && !open.last_mut().is_none_or(|level| level.insert(&source[at..=end])) {
                    return Err(duplicate(pointer(&member.name, &open)));
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// An object or array that is not closed yet.
enum Level<'a> {
    Object(Names<'a>),
    /// The index of the item.
    Array(usize),
}

impl<'a> Level<'a> {
    fn count(&mut self) {
        if let Self::Array(index) = self {
            *index += 1;
        }
    }

    /// Whether a name, with its quotes, is new here.
    fn insert(&mut self, name: &'a str) -> bool {
        match self {
            Self::Object(names) => names.insert(Text::of(name).decoded().unwrap_or_default()),
            Self::Array(_) => true,
        }
    }
}

#[derive(Default)]
struct Names<'a> {
    in_order: Vec<Cow<'a, str>>,
    /// Used beyond [`FEW`].
    hashed: HashSet<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    /// Whether the name is new.
    fn insert(&mut self, name: Cow<'a, str>) -> bool {
        if self.in_order.len() == FEW {
            self.hashed.extend(self.in_order.iter().cloned());
        }
        let few = self.in_order.len() < FEW || is_planted!(QuadraticNames);
        count_steps!(if few { self.in_order.len() } else { 1 });
        let new = if few { !self.in_order.contains(&name) } else { self.hashed.insert(name.clone()) };
        self.in_order.push(name);
        new
    }
}

/// Whether the string that ends there is the name of a member.
fn is_name(source: &str, end: usize) -> bool {
    source[end + 1..].trim_ascii_start().starts_with(':')
}

/// The member that is being read.
fn pointer(outermost: &str, open: &[Level<'_>]) -> String {
    open.iter().fold(format!("/{}", excerpt(outermost)), |pointer, level| match level {
        Level::Object(names) => format!("{pointer}/{}", excerpt(names.in_order.last().map_or("", |name| name))),
        Level::Array(index) => format!("{pointer}/{index}"),
    })
}

fn duplicate(place: String) -> Rejection {
    Rejection::new(Code::DuplicateMember, place, "one member of this name", "two")
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
        assert_eq!(
            place(r#"{"x":[{"a":"b","b":"a"},{"a" : ["a","a:",{"a":"{,"}],"b":[1,2]},{"\u0061":1,"a":2}]}"#).unwrap(),
            "/x/2/a"
        );
    }

    #[test]
    fn many_members_are_compared_too() {
        let members: Vec<String> = (0..60).map(|index| format!("\"m{index}\":1")).collect();
        assert_eq!(place(&format!("{{{}}}", members.join(","))), None);
        assert_eq!(place(&format!("{{{},\"m7\":2}}", members.join(","))).unwrap(), "/m7");
        assert_eq!(place(&format!("{{\"x\":{{{}}}}}", members.join(","))), None);
        assert_eq!(place(&format!("{{\"x\":{{{},\"m7\":2}}}}", members.join(","))).unwrap(), "/x/m7");
    }
}
