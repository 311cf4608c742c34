//! What a file holds, told by its first bytes: names of files say nothing.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Own exchanges, one on each line.
    Lines,
    /// One own exchange over several lines.
    Exchange,
    /// A WireMock journal: its answer as a whole, a list, or one entry.
    Journal,
    /// WireMock mappings, one or several.
    Mappings,
    /// JSON that is no recording.
    OtherJson,
    /// Nothing at all.
    Empty,
    /// No JSON.
    Other,
}

/// Decides by the names of the outermost members that begin in `start`, and by where lines end.
///
/// `start` is the file's beginning, or the whole file where it is shorter.
#[must_use]
pub fn content(start: &[u8]) -> Content {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    match start.trim_ascii_start().first() {
        None => Content::Empty,
        // Of a list only a journal has the form.
        Some(b'[') => Content::Journal,
        Some(b'{') => of_object(start.trim_ascii_start()),
        Some(_) => Content::Other,
    }
}

fn of_object(text: &[u8]) -> Content {
    let outline = Outline::of(text);
    let has = |name: &[u8]| outline.names.contains(&name);
    if has(b"requests") {
        return Content::Journal;
    }
    if has(b"mappings") {
        return Content::Mappings;
    }
    if has(b"format") && (has(b"request") || has(b"id")) {
        return if outline.is_several_lines { Content::Exchange } else { Content::Lines };
    }
    let of_event = [&b"responseDefinition"[..], b"wasMatched", b"timing", b"subEvents", b"stubMapping"];
    let is_logged = || memchr::memmem::find(text, b"\"loggedDate\"").is_some();
    if of_event.into_iter().any(has) || (has(b"url") && has(b"method")) || (has(b"request") && is_logged()) {
        return Content::Journal;
    }
    if has(b"request") || (has(b"response") && !has(b"openapi")) {
        return Content::Mappings;
    }
    Content::OtherJson
}

/// The outermost names of an object, as far as it is at hand.
struct Outline<'a> {
    names: Vec<&'a [u8]>,
    /// Whether a line ends within the object.
    is_several_lines: bool,
}

impl<'a> Outline<'a> {
    fn of(text: &'a [u8]) -> Self {
        let (mut names, mut is_several_lines) = (Vec::new(), false);
        let (mut depth, mut at, mut last) = (0_usize, 0, &text[..0]);
        while let Some(&byte) = text.get(at) {
            match byte {
                b'"' => {
                    let end = string_end(text, at + 1);
                    last = &text[at + 1..end];
                    at = end;
                }
                b':' if depth == 1 => names.push(last),
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth <= 1 => break,
                b'}' | b']' => depth -= 1,
                b'\n' => is_several_lines = true,
                _ => {}
            }
            at += 1;
        }
        Self { names, is_several_lines }
    }
}

/// Where the closing quote stands, or the end of what is at hand.
fn string_end(text: &[u8], mut at: usize) -> usize {
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        if text[at + found] == b'"' {
            return at + found;
        }
        at += found + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_by_its_members() {
        let told = |text: &str| content(text.as_bytes());
        assert_eq!(told(r#"{"format":1,"id":"a","request":{}}"#), Content::Lines);
        assert_eq!(told("{\"format\":1,\"id\":\"a\"}\n{\"format\":1,\"id\":\"b\"}\n"), Content::Lines);
        assert_eq!(told("\n{\n  \"format\": 1,\n  \"id\": \"a\",\n  \"request\": {"), Content::Exchange);
        assert_eq!(told("\u{feff}{\"requests\":[{\"id\":"), Content::Journal);
        assert_eq!(told(r#"{"meta":{"total":1},"requests":[]}"#), Content::Journal);
        assert_eq!(told(r#"[{"id":"x"}]"#), Content::Journal);
        assert_eq!(told(r#"{"id":"x","request":{"loggedDate":1},"response":{}}"#), Content::Journal);
        assert_eq!(told(r#"{"id":"x","request":{"url":"/"},"response":{}}"#), Content::Mappings);
        assert_eq!(told(r#"{"mappings":[{"request":{}}]}"#), Content::Mappings);
        assert_eq!(told(r#"{"name":"x","nested":{"requests":[]}}"#), Content::OtherJson);
        assert_eq!(told(r#"{"a\"requests":1}"#), Content::OtherJson);
        assert_eq!(told(" \n"), Content::Empty);
        assert_eq!(told("# Read me"), Content::Other);
    }

    #[test]
    fn no_beginning_is_too_odd() {
        for text in [&b"{"[..], b"{\"", b"{\"\\", b"{\"a\\\"", b"{\"a\":\"\\", b"}", b"{]]]", b"\xef\xbb\xbf", b"\xff"]
        {
            let _told = content(text);
        }
    }
}
