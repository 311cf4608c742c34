//! The values of a JSON text where they stand, to be replaced without writing the rest anew.
//!
//! Not a parser: what is no JSON is looked through all the same, since broken bodies hold personal data too.

use core::ops::Range;

/// One string or number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// The member that it, or the list around it, is the value of; empty at the top.
    pub(super) name: String,
    /// Its text; of a string what stands between the quotes.
    pub(super) inside: Range<usize>,
    /// Whether it is a string.
    pub(super) quoted: bool,
}

/// Something to be put in another's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// What goes.
    pub(super) range: Range<usize>,
    /// What comes.
    pub(super) new: String,
}

/// Replaces pieces that do not overlap.
#[must_use]
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { range, new } in edits {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Every string and number that is no name.
#[must_use]
pub(super) fn values(text: &str) -> Vec<Value> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // The name in force at each level; a list passes on that of the member around it.
    let mut names = vec![String::new()];
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at + 1);
                if is_name(bytes, end) {
                    set(&mut names, Decoded::of(&text[at + 1..end]).text);
                } else {
                    found.push(Value { name: last(&names), inside: at + 1..end, quoted: true });
                }
                at = end;
            }
            b'{' => names.push(String::new()),
            b'[' => names.push(last(&names)),
            b'}' | b']' if names.len() > 1 => drop(names.pop()),
            b'-' | b'0'..=b'9' => {
                let more = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
                let end = at + more.count();
                found.push(Value { name: last(&names), inside: at..end, quoted: false });
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn last(names: &[String]) -> String {
    names.last().cloned().unwrap_or_default()
}

fn set(names: &mut [String], name: String) {
    if let Some(last) = names.last_mut() {
        *last = name;
    }
}

/// The place of the closing quote, or the end of the text.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn is_name(bytes: &[u8], quote: usize) -> bool {
    let behind = bytes.get(quote + 1..).unwrap_or_default();
    behind.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

/// What a string says, with the place of each letter in what is written.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where a letter begins, in the text and in what is written; the end of both comes last.
    places: Vec<(usize, usize)>,
}

impl Decoded {
    /// Of what stands between the quotes. An escape that is none stands for itself.
    pub(super) fn of(written: &str) -> Self {
        let mut text = String::with_capacity(written.len());
        let mut places = Vec::new();
        let mut at = 0;
        while let Some(letter) = written[at..].chars().next() {
            let (said, length) = escape(&written[at..]).unwrap_or((letter, letter.len_utf8()));
            places.push((text.len(), at));
            text.push(said);
            at += length;
        }
        places.push((text.len(), written.len()));
        Self { text, places }
    }

    /// The same edit in what is written.
    pub(super) fn written(&self, edit: Edit) -> Edit {
        let place = |at: usize| {
            let index = self.places.partition_point(|(text, _)| *text < at);
            self.places.get(index).or(self.places.last()).map_or(0, |(_, written)| *written)
        };
        Edit { range: place(edit.range.start)..place(edit.range.end), new: escaped(&edit.new) }
    }
}

fn escape(rest: &str) -> Option<(char, usize)> {
    let mut letters = rest.chars();
    if letters.next() != Some('\\') {
        return None;
    }
    let said = match letters.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(rest),
        other @ ('"' | '\\' | '/') => other,
        _ => return None,
    };
    Some((said, 2))
}

fn unicode(rest: &str) -> Option<(char, usize)> {
    let unit = |text: &str| u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    let first = unit(rest)?;
    if let Some(letter) = char::from_u32(first) {
        return Some((letter, 6));
    }
    let second = unit(rest.get(6..)?).filter(|unit| (0xdc00..0xe000).contains(unit))?;
    let code = 0x10000 + (first.checked_sub(0xd800)? << 10) + (second - 0xdc00);
    Some((char::from_u32(code)?, 12))
}

fn escaped(text: &str) -> String {
    let written = serde_json::to_string(text).unwrap_or_default();
    written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_with_their_names_in_broken_texts_too() {
        let text = r#"{"a":"x","b":[1,"y"],"c" : {"d":"z\"}"},"e":-1.5e3"#;
        let found: Vec<_> =
            values(text).into_iter().map(|value| (value.name, text[value.inside].to_owned(), value.quoted)).collect();
        let expected =
            [("a", "x", true), ("b", "1", false), ("b", "y", true), ("d", "z\\\"}", true), ("e", "-1.5e3", false)];
        assert_eq!(found, expected.map(|(name, text, quoted)| (name.to_owned(), text.to_owned(), quoted)));
        for broken in ["\"", "{\"a", "\"\\", "]]}}\"x\"", "{\"é\\u12", "-"] {
            let _ = values(broken);
        }
    }

    #[test]
    fn an_edit_finds_its_place_in_what_is_written() {
        let written = r#"a\"b\u00e9c\ud83d\ude00d"#;
        let decoded = Decoded::of(written);
        assert_eq!(decoded.text, "a\"béc😀d");
        let at = decoded.text.find('é').unwrap();
        let edit = decoded.written(Edit { range: at..at + 3, new: "\"x".to_owned() });
        assert_eq!(apply(written, vec![edit]), r#"a\"b\"x\ud83d\ude00d"#);
    }
}
