//! A second opinion on JSON: the wire layer against `jiter`, which shares no line with `serde_json`.

use std::borrow::Cow;

use jiter::{JsonErrorType, JsonValue};

use crate::rejection::{Code, Rejection};
use crate::wire::{Object, Shape, Text, checked_text, refuse_duplicates, steps};

/// Why the wire layer refuses what the other reader takes. Anything else is a finding.
const STRICTER: [(Code, &str); 1] = [(Code::TooDeep, "it stops at the limit, the other at 200 levels")];

/// Why the wire layer takes what the other reader refuses. Anything else is a finding.
const LOOSER: [(JsonErrorType, &str); 1] =
    [(JsonErrorType::NumberOutOfRange, "numbers stay text, the other computes them up to 4,300 digits")];

/// An object that both readers take.
pub(super) struct Agreed<'a> {
    pub(super) object: Object<'a>,
    other: JsonValue<'a>,
}

/// Reads a document twice; nothing where both refuse it, or one does for a listed reason.
///
/// # Panics
///
/// When they do not agree, or when the object cannot be put together again.
pub(super) fn opinions(bytes: &[u8], depth: usize) -> Option<Agreed<'_>> {
    let ours = checked_text(bytes, depth).and_then(Object::parse);
    let other = JsonValue::parse(bytes, false);
    match (ours, other) {
        (Ok(object), Ok(other)) => {
            assert!(naive_depth(bytes) <= depth, "taken at {} levels\n{}", naive_depth(bytes), bytes.escape_ascii());
            assert!(object.re_emit().as_bytes() == bytes, "put together otherwise\n{}", bytes.escape_ascii());
            let agreed = Agreed { object, other };
            agreed.compare();
            agreed.look_for_repeated_names();
            Some(agreed)
        }
        (Ok(_), Err(refused)) => {
            let listed = LOOSER.iter().any(|(error, _)| *error == refused.error_type);
            assert!(listed, "an object, yet the other says {refused}\n{}", bytes.escape_ascii());
            None
        }
        (Err(refused), Ok(JsonValue::Object(_))) => {
            let listed = STRICTER.iter().any(|(code, _)| *code == refused.code);
            assert!(listed, "refused ({refused}), yet the other reads an object\n{}", bytes.escape_ascii());
            None
        }
        (Err(_), _) => None,
    }
}

impl Agreed<'_> {
    fn members(&self) -> &[(Cow<'_, str>, JsonValue<'_>)] {
        if let JsonValue::Object(members) = &self.other { members } else { &[] }
    }

    fn compare(&self) {
        let shown = || self.object.source().escape_debug();
        let (ours, others) = (self.object.members(), self.members());
        assert!(ours.len() == others.len(), "{} members, not {}\n{}", others.len(), ours.len(), shown());
        for (ours, (name, value)) in ours.iter().zip(others) {
            assert!(ours.name == *name, "{name:?} is read as {:?}\n{}", ours.name, shown());
            assert!(is_same(ours.value, value), "{} is {value:?}\n{}", ours.value.raw(), shown());
        }
    }

    /// The other reader keeps repeated names; nothing may cost more than a few steps per byte.
    fn look_for_repeated_names(&self) {
        let (found, steps) = steps::of(|| refuse_duplicates(&self.object));
        let (bytes, names) = (self.object.source().len() as u64, names(&self.other));
        assert!(
            steps <= bytes + STEPS_PER_NAME * names + STEPS,
            "{steps} steps for {bytes} bytes and {names} names\n{}",
            self.object.source().escape_debug()
        );
        let naive = repeats(&self.other);
        assert!(
            found.is_err() == naive,
            "repeated names: {naive}, yet {found:?}\n{}",
            self.object.source().escape_debug()
        );
    }

    /// What a string member holds for the other reader: the first of that name.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.members().iter().find(|(known, _)| known == name)?;
        if let JsonValue::Str(text) = value { Some(text) } else { None }
    }
}

/// Of 24 names each is compared with all before it, of more each is looked up; each byte of a string is looked at once.
const STEPS_PER_NAME: u64 = 12;
/// The 24 members of the outermost object once more.
const STEPS: u64 = 300;

fn is_same(ours: Text<'_>, other: &JsonValue<'_>) -> bool {
    match other {
        JsonValue::Null => ours.is_null(),
        JsonValue::Bool(yes) => ours.raw() == if *yes { "true" } else { "false" },
        JsonValue::Int(_) | JsonValue::BigInt(_) | JsonValue::Float(_) => ours.shape() == Shape::Number,
        JsonValue::Str(text) => ours.decoded().is_some_and(|decoded| decoded == *text),
        JsonValue::Array(items) => ours
            .items()
            .is_some_and(|ours| ours.len() == items.len() && ours.iter().zip(&**items).all(|(a, b)| is_same(*a, b))),
        JsonValue::Object(members) => Object::parse(ours.raw()).is_ok_and(|object| {
            let same = |(ours, (name, value)): (&crate::wire::Member<'_>, &(Cow<'_, str>, JsonValue<'_>))| {
                ours.name == *name && is_same(ours.value, value)
            };
            object.members().len() == members.len() && object.members().iter().zip(&**members).all(same)
        }),
    }
}

/// Names of all objects.
fn names(value: &JsonValue<'_>) -> u64 {
    match value {
        JsonValue::Array(items) => items.iter().map(names).sum(),
        JsonValue::Object(members) => members.iter().map(|(_, value)| 1 + names(value)).sum(),
        _ => 0,
    }
}

/// Each name against each: slow, and right at sight.
fn repeats(value: &JsonValue<'_>) -> bool {
    match value {
        JsonValue::Array(items) => items.iter().any(repeats),
        JsonValue::Object(members) => {
            let names: std::collections::BTreeSet<&str> = members.iter().map(|(name, _)| &**name).collect();
            names.len() < members.len() || members.iter().any(|(_, value)| repeats(value))
        }
        _ => false,
    }
}

/// How many objects and arrays stand inside each other, counted byte by byte.
pub(super) fn naive_depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// For the inner document: what must hold of a text that the view gives out.
pub(super) fn inner(text: Result<Cow<'_, str>, Rejection>, outer: &Agreed<'_>, name: &str, depth: usize) {
    let Ok(text) = text else { return };
    if let Some(expected) = outer.text(name) {
        assert!(text == expected, "{name} is read as {text:?}, not {expected:?}");
    }
    assert!(naive_depth(text.as_bytes()) <= depth, "{name} is {} levels deep\n{text:?}", naive_depth(text.as_bytes()));
    let _agreed = opinions(text.as_bytes(), depth);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_listed_reason_has_an_example() {
        let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
        let digits = format!("{{\"a\":{}}}", "9".repeat(5000));
        let bytes = deep(150);
        let refused = checked_text(bytes.as_bytes(), 128).unwrap_err();
        assert_eq!((refused.code, STRICTER[0].0), (Code::TooDeep, Code::TooDeep));
        assert!(JsonValue::parse(bytes.as_bytes(), false).is_ok());
        assert!(Object::parse(&digits).is_ok());
        assert_eq!(JsonValue::parse(digits.as_bytes(), false).unwrap_err().error_type, LOOSER[0].0);
        assert!(opinions(digits.as_bytes(), 128).is_none());
    }

    #[test]
    fn depth_is_counted_outside_strings() {
        assert_eq!(naive_depth(br#"{"a":["[[\"[",{}]}"#), 3);
        assert_eq!(naive_depth(b"1"), 0);
    }

    #[test]
    fn many_names_take_few_steps() {
        let members: Vec<String> = (0..2000).map(|index| format!("\"{index}\":0")).collect();
        let text = format!("{{\"x\":{{{}}}}}", members.join(","));
        assert!(opinions(text.as_bytes(), 128).is_some());
    }
}
