//! The lossless view: an object as the ordered list of its members over the received text.

use core::cell::OnceCell;
use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::is_planted;
use super::word::{WORD, before};
use crate::rejection::{Code, Rejection, excerpt};

/// An object whose members are kept in order, with duplicates, each value as the text that came.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    source: &'a str,
    members: Vec<Member<'a>>,
    /// The first string with escapes that was asked for: an inner document is signed decoded, and parsed decoded.
    /// Where its value begins, and the text.
    decoded: OnceCell<(usize, String)>,
}

/// One member: its decoded name and the text of its value.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Decoded: `"\u0061"` and `"a"` are the same name.
    pub name: Cow<'a, str>,
    /// The value as it is on the wire, without surrounding white space.
    pub value: Text<'a>,
}

/// The text of one JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a>(&'a str);

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number, whole or not.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl<'a> Object<'a> {
    /// Reads an object; duplicates are kept, white space around it is allowed.
    ///
    /// # Errors
    ///
    /// [`Code::Malformed`] where the text is not one JSON object and nothing else.
    pub fn parse(source: &'a str) -> Result<Self, Rejection> {
        let Members(members) = serde_json::from_str(source).map_err(|error| malformed(source, &error))?;
        Ok(Self::of(source, members))
    }

    /// Members that were found by other means; the caller knows that they are those of the text.
    pub(super) fn of(source: &'a str, members: Vec<Member<'a>>) -> Self {
        Self { source, members, decoded: OnceCell::new() }
    }

    /// The text the object was read from.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The members in the order in which they came.
    #[must_use]
    pub fn members(&self) -> &[Member<'a>] {
        &self.members
    }

    /// The same, without the object.
    #[must_use]
    pub fn into_members(self) -> Vec<Member<'a>> {
        self.members
    }

    /// The first member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Text<'a>> {
        self.members.iter().find(|member| member.name == name).map(|member| member.value)
    }

    /// The member of that name where members are expected in the order of a table: the search begins at `at`, and `at`
    /// becomes the place behind it. Where a name is there twice, either of them.
    pub(crate) fn next(&self, name: &str, at: &mut usize) -> Option<Text<'a>> {
        let from = (*at).min(self.members.len());
        let (before, behind) = self.members.split_at(from);
        let found = behind.iter().position(|member| member.name == name).map(|index| from + index);
        let index = found.or_else(|| before.iter().position(|member| member.name == name))?;
        *at = index + 1;
        Some(self.members[index].value)
    }

    /// The decoded text of one of the values, where it is a string; a long one is decoded once.
    #[must_use]
    pub fn decoded(&self, value: Text<'a>) -> Option<Cow<'_, str>> {
        let at = self.offset(value);
        match self.decoded.get() {
            Some((known, text)) if *known == at => return Some(Cow::Borrowed(text)),
            Some(_) => return value.decoded(),
            None => {}
        }
        match value.decoded()? {
            Cow::Owned(text) => Some(Cow::Borrowed(&self.decoded.get_or_init(|| (at, text)).1)),
            borrowed => Some(borrowed),
        }
    }

    /// Puts the received text together again from the values and what stands between them.
    #[must_use]
    pub fn re_emit(&self) -> String {
        let mut out = String::with_capacity(self.source.len());
        let mut from = 0;
        for member in &self.members {
            let start = self.offset(member.value);
            out.push_str(&self.source[from..start]);
            out.push_str(member.value.0);
            from = start + member.value.0.len();
        }
        out.push_str(&self.source[from..]);
        out
    }

    /// Where a value of this object begins, in bytes of [`Object::source`].
    #[must_use]
    pub fn offset(&self, value: Text<'_>) -> usize {
        value.0.as_ptr() as usize - self.source.as_ptr() as usize
    }
}

impl<'a> From<&'a RawValue> for Text<'a> {
    fn from(raw: &'a RawValue) -> Self {
        Self(raw.get())
    }
}

/// What a streaming reader sees: the first document, whatever follows. For faulty receivers only.
///
/// # Errors
///
/// [`Code::Malformed`] where not even a first object can be read.
pub fn first_document(source: &str) -> Result<Object<'_>, Rejection> {
    let mut documents = serde_json::Deserializer::from_str(source).into_iter::<&RawValue>();
    let _first = documents.next();
    Object::parse(source.get(..documents.byte_offset()).unwrap_or_default())
}

impl<'a> Text<'a> {
    /// A value found by other means; the caller knows that it is one.
    pub(super) fn of(raw: &'a str) -> Self {
        Self(raw)
    }

    /// The value as it is on the wire.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    /// Its JSON type.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self.0.as_bytes().first() {
            Some(b'n') => Shape::Null,
            Some(b't' | b'f') => Shape::Boolean,
            Some(b'"') => Shape::String,
            Some(b'[') => Shape::Array,
            Some(b'{') => Shape::Object,
            _ => Shape::Number,
        }
    }

    /// The items, where the value is a list.
    #[must_use]
    pub fn items(self) -> Option<Vec<Self>> {
        if self.shape() != Shape::Array {
            return None;
        }
        let items: Vec<&'a RawValue> = serde_json::from_str(self.0).ok()?;
        Some(items.into_iter().map(Self::from).collect())
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// The text, where the value is a string in which nothing is escaped.
    pub(crate) fn unescaped(self) -> Option<&'a str> {
        let inner = self.inner()?;
        memchr::memchr(b'\\', inner.as_bytes()).is_none().then_some(inner)
    }

    /// The decoded text, where the value is a string; borrowed where nothing is escaped.
    #[must_use]
    pub fn decoded(self) -> Option<Cow<'a, str>> {
        let inner = self.inner()?;
        let Some(first) = memchr::memchr(b'\\', inner.as_bytes()) else { return Some(Cow::Borrowed(inner)) };
        unescaped(inner, first).or_else(|| serde_json::from_str(self.0).ok()).map(Cow::Owned)
    }

    /// What stands between the quotes.
    fn inner(self) -> Option<&'a str> {
        self.0.strip_prefix('"')?.strip_suffix('"')
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

/// The text of a string whose escapes have two characters each, as in a document inside a string. Others are left to
/// `serde_json`. `first` is the place of the first escape. Eight bytes are taken at a time, as far as none is escaped.
fn unescaped(inner: &str, first: usize) -> Option<String> {
    let bytes = inner.as_bytes();
    // A word is written whole, also where fewer bytes of it count.
    let mut out = vec![0; bytes.len() + WORD];
    out[..first].copy_from_slice(&bytes[..first]);
    let (mut from, mut to) = (first, first);
    while let Some(word) = bytes[from..].first_chunk::<WORD>() {
        let plain = before(b"\\", *word);
        *out[to..].first_chunk_mut::<WORD>()? = *word;
        (from, to) = (from + plain, to + plain);
        if plain < WORD {
            out[to] = short_escape(*bytes.get(from + 1)?)?;
            (from, to) = (from + 2, to + 1);
            if is_planted!(EscapeOffByOne) && plain == WORD - 1 {
                from = bytes.len().min(from + 1);
            }
        }
    }
    while let Some(&byte) = bytes.get(from) {
        let escaped = byte == b'\\';
        out[to] = if escaped { short_escape(*bytes.get(from + 1)?)? } else { byte };
        (from, to) = (from + 1 + usize::from(escaped), to + 1);
    }
    out.truncate(to);
    String::from_utf8(out).ok()
}

fn short_escape(letter: u8) -> Option<u8> {
    match letter {
        b'"' | b'\\' | b'/' => Some(letter),
        b'b' => Some(b'\x08'),
        b'f' => Some(b'\x0c'),
        b'n' => Some(b'\n'),
        b'r' => Some(b'\r'),
        b't' => Some(b'\t'),
        _ => None,
    }
}

fn malformed(source: &str, error: &serde_json::Error) -> Rejection {
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let (at, found) = match error.classify() {
        // `serde_json` points at the last byte, or behind the value that is not an object.
        Category::Eof => (source.len(), format!("the end of the text ({reason})")),
        Category::Data => first_value(source),
        Category::Syntax | Category::Io => {
            let at = byte_offset(source, error.line(), error.column());
            (at, format!("`{}` ({reason})", excerpt(source.get(at..).unwrap_or_default())))
        }
    };
    Rejection::new(Code::Malformed, format!("byte {at}"), "one JSON object", found)
}

fn first_value(source: &str) -> (usize, String) {
    let value = source.trim_ascii_start();
    (source.len() - value.len(), format!("{}, `{}`", Text(value).shape(), excerpt(value)))
}

fn byte_offset(source: &str, line: usize, column: usize) -> usize {
    let before: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

struct Members<'a>(Vec<Member<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // Nearly every callback fits without growing.
        let mut members = Vec::with_capacity(24);
        while let Some((Name(name), value)) = map.next_entry::<Name<'de>, &'de RawValue>()? {
            if is_planted!(DuplicateKeptTwice) && members.iter().any(|member: &Member<'_>| member.name == name) {
                members.push(Member { name: name.clone(), value: Text(value.get()) });
            }
            members.push(Member { name, value: Text(value.get()) });
        }
        Ok(Members(members))
    }
}

struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_duplicates_and_number_text_are_kept() {
        let source = " {\"b\" : 1.00 , \"\\u0062\":1E2,\"a\":{\"x\": [1, 2]}, \"s\":\"\\u00e9\\/\" }\r\n";
        let object = Object::parse(source).unwrap();
        let members: Vec<_> = object.members().iter().map(|member| (&*member.name, member.value.raw())).collect();
        assert_eq!(members, [("b", "1.00"), ("b", "1E2"), ("a", "{\"x\": [1, 2]}"), ("s", "\"\\u00e9\\/\"")]);
        assert_eq!(object.get("s").unwrap().decoded().unwrap(), "é/");
        assert_eq!(object.re_emit(), source);
    }

    #[test]
    fn escapes_are_decoded_as_serde_json_does() {
        let source = r#"{"s":"\"\\\/\b\f\n\r\t","u":"\n\u00e9\ud83d\ude00","plain":"é","half":"\ud83d"}"#;
        let object = Object::parse(source).unwrap();
        for member in object.members() {
            let expected: Option<String> = serde_json::from_str(member.value.raw()).ok();
            assert_eq!(member.value.decoded().as_deref(), expected.as_deref(), "{}", member.name);
        }
    }

    #[test]
    fn what_is_not_one_object_is_refused_with_its_place() {
        let say = |source| Object::parse(source).unwrap_err().to_string();
        insta::assert_snapshot!(say("\"data\": {}"), @r#"malformed at byte 0: expected one JSON object, found a string, `"data": {}` (stage wire)"#);
        insta::assert_snapshot!(say("{\"a\":1} x"), @"malformed at byte 8: expected one JSON object, found `x` (trailing characters) (stage wire)");
        insta::assert_snapshot!(say("[1]"), @"malformed at byte 0: expected one JSON object, found an array, `[1]` (stage wire)");
        insta::assert_snapshot!(say("{\"a\":NaN}"), @"malformed at byte 5: expected one JSON object, found `NaN}` (expected value) (stage wire)");
        insta::assert_snapshot!(say("{\n \"a\":1,\n}"), @"malformed at byte 10: expected one JSON object, found `}` (trailing comma) (stage wire)");
        insta::assert_snapshot!(say(""), @"malformed at byte 0: expected one JSON object, found the end of the text (EOF while parsing a value) (stage wire)");
    }
}
