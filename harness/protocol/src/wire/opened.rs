//! Objects inside a document that was read before: its grammar is known to be right and is not judged again.

use std::borrow::Cow;

use super::json::{Member, Object, Text};
use super::word::{WORD, before};
use crate::rejection::Rejection;

/// Words that are looked at one by one before the search for far ones begins.
const NEAR: usize = 4;

impl<'a> Object<'a> {
    /// Opens a value of a document that was read before. The members are those that [`Object::parse`] would give, in a
    /// fraction of its time.
    ///
    /// # Errors
    ///
    /// As [`Object::parse`]: the value is no object, or a name is half a surrogate pair.
    pub fn open(value: Text<'a>) -> Result<Self, Rejection> {
        members(value.raw()).map_or_else(|| Self::parse(value.raw()), |members| Ok(Self::of(value.raw(), members)))
    }
}

/// `None` where something is not as it must be: whoever judges the grammar says what.
fn members(source: &str) -> Option<Vec<Member<'_>>> {
    let bytes = source.as_bytes();
    if bytes.first() != Some(&b'{') {
        return None;
    }
    // Nearly every entry of a journal fits without growing.
    let mut members = Vec::with_capacity(24);
    let mut at = behind_blanks(bytes, 1);
    while *bytes.get(at)? == b'"' {
        let (name, quote) = name(source, at)?;
        let colon = behind_blanks(bytes, quote + 1);
        let from = behind_blanks(bytes, colon + 1);
        let to = value_end(bytes, from)?;
        members.push(Member { name, value: Text::of(source.get(from..to)?) });
        at = behind_blanks(bytes, to);
        if bytes.get(at) == Some(&b',') {
            at = behind_blanks(bytes, at + 1);
        }
    }
    (bytes[at..] == *b"}").then_some(members)
}

/// The name whose quotes begin there, and where they end.
fn name(source: &str, at: usize) -> Option<(Cow<'_, str>, usize)> {
    let bytes = source.as_bytes();
    let mark = at + 1 + before_mark(&bytes[at + 1..])?;
    if bytes[mark] == b'"' {
        return Some((Cow::Borrowed(&source[at + 1..mark]), mark));
    }
    let quote = closing_quote(bytes, mark)?;
    Some((Text::of(&source[at..=quote]).decoded()?, quote))
}

fn behind_blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The index behind the value that begins there.
fn value_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            b'"' => at = closing_quote(bytes, at + 1)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            _ if depth == 0 => return scalar_end(bytes, at),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The index behind a number or a word.
fn scalar_end(bytes: &[u8], from: usize) -> Option<usize> {
    let ends = |byte: &u8| matches!(byte, b',' | b'}') || byte.is_ascii_whitespace();
    bytes[from..].iter().position(ends).map(|length| from + length)
}

fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += before_mark(bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// How many bytes stand before the first quote or backslash. Most strings are short, or have an escape every few bytes.
fn before_mark(bytes: &[u8]) -> Option<usize> {
    let (words, _) = bytes.as_chunks::<WORD>();
    for (index, word) in words.iter().take(NEAR).enumerate() {
        let plain = before(b"\"\\", *word);
        if plain < WORD {
            return Some(index * WORD + plain);
        }
    }
    let from = words.len().min(NEAR) * WORD;
    memchr::memchr2(b'"', b'\\', &bytes[from..]).map(|far| from + far)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Names and texts of the members, or the refusal.
    fn told(object: Result<Object<'_>, Rejection>) -> Result<Vec<(String, String)>, String> {
        let text = |member: &Member<'_>| (member.name.clone().into_owned(), member.value.raw().to_owned());
        object.map(|object| object.members().iter().map(text).collect()).map_err(|refused| refused.to_string())
    }

    /// Opens every member of the document, the way that readers of recordings do.
    fn agrees(document: &str) {
        let outer = Object::parse(document).unwrap();
        for member in outer.members() {
            assert_eq!(told(Object::open(member.value)), told(Object::parse(member.value.raw())), "{document}");
        }
    }

    #[test]
    fn what_is_opened_is_what_is_parsed() {
        agrees(
            r#"{"a":{},"b": { },"c":{"x":"\"}\\","x" : [{"y":"]"},1] , "\u0061":-1E2},"d":{"":null,"t":true,"n":{"e":{}}}}"#,
        );
        agrees("{\"a\":\r\n{\t\"b\" :\n1.00 ,\"c\":false\n}}");
    }

    #[test]
    fn what_is_no_object_is_refused_in_the_same_words() {
        agrees(r#"{"a":[1],"b":"{}","c":1,"d":null,"e":{"\ud800":1}}"#);
    }

    fn json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            any::<i32>().prop_map(|number| number.to_string()),
            any::<String>().prop_map(|text| serde_json::Value::from(text).to_string()),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let name = any::<String>().prop_map(|name| serde_json::Value::from(name).to_string());
            let member =
                (name, "[ \n]{0,2}", inner.clone()).prop_map(|(name, gap, value)| format!("{gap}{name}{gap}:{value}"));
            prop_oneof![
                prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(" ,"))),
                prop::collection::vec(member, 0..4).prop_map(|members| format!("{{{} }}", members.join(","))),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_document_is_opened_as_it_is_parsed(value in json()) {
            agrees(&format!("{{\"a\":{value}}}"));
        }
    }
}
