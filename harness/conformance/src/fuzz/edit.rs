//! Changes of bytes, and ways to be large.

use serde::{Deserialize, Serialize};

/// In which way something is large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A long text.
    Text,
    /// A text of nothing but escapes.
    Escapes,
    /// An object of many members.
    Members,
    /// Arrays inside each other.
    Depth,
    /// A number of many digits.
    Digits,
    /// White space behind the document.
    Blanks,
}

/// A change of bytes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ByteEdit {
    /// One bit flipped.
    Flip {
        /// Which byte.
        at: u32,
        /// Which bit.
        bit: u8,
    },
    /// Bytes taken out.
    Delete {
        /// From where.
        at: u32,
        /// How many.
        count: u8,
    },
    /// Text put in.
    Insert {
        /// Where.
        at: u32,
        /// What.
        text: String,
    },
    /// Bytes put in that no text has.
    InsertBytes {
        /// Where.
        at: u32,
        /// What.
        bytes: Vec<u8>,
    },
    /// Bytes said twice.
    Repeat {
        /// From where.
        at: u32,
        /// How many.
        count: u8,
    },
    /// Everything from there on taken away.
    Cut {
        /// From where.
        at: u32,
    },
    /// Text put behind everything.
    Append {
        /// What.
        text: String,
    },
}

impl ByteEdit {
    /// Changes the bytes.
    pub(super) fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let place = |at: &u32, room: usize| usize::try_from(*at).unwrap_or_default() % room.max(1);
        match self {
            Self::Flip { at, bit } => {
                if let Some(byte) = bytes.get_mut(place(at, length)) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            Self::Delete { at, count } => {
                let from = place(at, length);
                bytes.drain(from..(from + usize::from(*count).max(1)).min(length));
            }
            Self::Insert { at, text } => {
                let at = place(at, length + 1);
                bytes.splice(at..at, text.bytes());
            }
            Self::InsertBytes { at, bytes: new } => {
                let at = place(at, length + 1);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Repeat { at, count } => {
                let from = place(at, length);
                let piece = bytes[from..(from + usize::from(*count).max(1)).min(length)].to_vec();
                bytes.splice(from..from, piece);
            }
            Self::Cut { at } => bytes.truncate(place(at, length)),
            Self::Append { text } => bytes.extend_from_slice(text.as_bytes()),
        }
    }
}

impl Shape {
    pub(super) const ALL: [Self; 6] =
        [Self::Text, Self::Escapes, Self::Members, Self::Depth, Self::Digits, Self::Blanks];

    /// The member's raw value; `None` where it is no member.
    pub(super) fn raw(self, bytes: u32) -> Option<String> {
        let bytes = usize::try_from(bytes).unwrap_or_default();
        Some(match self {
            Self::Text => format!("\"{}\"", "x".repeat(bytes)),
            Self::Escapes => format!("\"{}\"", "\\u0041".repeat(bytes / 6)),
            Self::Members => {
                let members: Vec<String> = (0..bytes / 13).map(|number| format!("\"m{number:07}\":1")).collect();
                format!("{{{}}}", members.join(","))
            }
            // Deeper than any receiver has to go: whether it is taken is open, that it is survived is not.
            Self::Depth => format!("{}{}", "[".repeat(bytes / 2), "]".repeat(bytes / 2)),
            Self::Digits => "9".repeat(bytes.max(1)),
            Self::Blanks => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "a long text",
            Self::Escapes => "a text of escapes",
            Self::Members => "an object of many members",
            Self::Depth => "arrays inside each other",
            Self::Digits => "a number of many digits",
            Self::Blanks => "white space behind the document",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_bytes_fit_every_body() {
        let edits = [
            ByteEdit::Flip { at: u32::MAX, bit: 9 },
            ByteEdit::Delete { at: 7, count: 0 },
            ByteEdit::Insert { at: u32::MAX, text: "x".to_owned() },
            ByteEdit::InsertBytes { at: 3, bytes: vec![0xff] },
            ByteEdit::Repeat { at: 5, count: 255 },
            ByteEdit::Cut { at: 9 },
            ByteEdit::Append { text: "}".to_owned() },
        ];
        for edit in edits {
            for length in [0, 1, 2, 100] {
                let before = vec![b'a'; length];
                let mut bytes = before.clone();
                edit.apply(&mut bytes);
                assert!(bytes != before || length == 0, "{edit:?} changes nothing of {length} bytes");
            }
        }
    }
}
