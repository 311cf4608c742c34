//! What a plan changes in a message: data, so that it can be repeated, shrunk and written to a file.

use serde::{Deserialize, Serialize};

use crate::draft::{Escapes, Style};
use crate::framing::Framing;

/// One change of a message.
///
/// Places are numbers of any size, taken modulo what there is, so that a change fits every message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// White space between the tokens of the outer object.
    OuterStyle(Style),
    /// White space between the tokens of the document that carries the order.
    InnerStyle(Style),
    /// Another order of the outer members, made from a number.
    OuterOrder(u64),
    /// Another order of the order document's members.
    InnerOrder(u64),
    /// Names and texts of the outer object with other escapes, chosen letter by letter.
    OuterSpelling(u64),
    /// The same in the order document.
    InnerSpelling(u64),
    /// How the inner document is written into its string.
    Escapes(Escapes),
    /// White space around the body.
    Around {
        /// Before it.
        before: String,
        /// Behind it.
        behind: String,
    },
    /// What the member that holds free text says.
    Text(String),
    /// A member that may be absent is.
    OptionalAbsent,
    /// Header names in other cases, chosen letter by letter.
    HeaderCase(u64),
    /// A header that proxies add.
    Header {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// Another spelling of the media type.
    MediaType(String),
    /// How the request is written on the wire.
    Framing(Framing),
    /// A member of the order document is another text, and the signature does not know.
    UnsignedValue {
        /// Which.
        member: u32,
        /// Raw JSON.
        raw: String,
    },
    /// A member of the order document is gone, and the signature does not know.
    UnsignedRemoval(u32),
    /// Two neighbouring members of the order document have each other's value, and the signature does not know.
    UnsignedSwap(u32),
    /// Bytes of the finished body.
    Bytes(ByteEdit),
    /// One digit or letter of the timestamp's header.
    Timestamp(u32),
    /// One letter of the nonce's header.
    Nonce(u32),
    /// One bit of the signature.
    SignatureBit(u32),
    /// The signature's first bytes only.
    SignatureCut(u32),
    /// Bytes behind the signature.
    SignatureTail(Vec<u8>),
    /// Another signature of the same length, made from a number.
    SignatureRandom(u64),
    /// Bytes of the body, signed as they are then where a header carries the signature.
    Damage(ByteEdit),
    /// Bytes of the inner text, signed as they are then.
    InnerDamage(ByteEdit),
    /// A member of the order document has another value, rightly signed.
    Value {
        /// Which.
        member: u32,
        /// Raw JSON.
        raw: String,
    },
    /// A member that nobody knows, of that many bytes, rightly signed.
    Grown {
        /// In which way it is large.
        shape: Shape,
        /// About how many bytes.
        bytes: u32,
    },
}

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

/// What a change says about the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The message is as good as before.
    Legal,
    /// It must be refused, unless nothing that is signed has changed.
    Forged,
    /// It must be refused, unless it is a document all the same.
    Damaged,
    /// The documents do not say.
    Open,
}

impl Change {
    pub(super) fn says(&self) -> Says {
        match self {
            Self::OuterStyle(_)
            | Self::InnerStyle(_)
            | Self::OuterOrder(_)
            | Self::InnerOrder(_)
            | Self::OuterSpelling(_)
            | Self::InnerSpelling(_)
            | Self::Escapes(_)
            | Self::Around { .. }
            | Self::Text(_)
            | Self::OptionalAbsent
            | Self::HeaderCase(_)
            | Self::Header { .. }
            | Self::MediaType(_)
            | Self::Framing(_) => Says::Legal,
            Self::UnsignedValue { .. }
            | Self::UnsignedRemoval(_)
            | Self::UnsignedSwap(_)
            | Self::Bytes(_)
            | Self::Timestamp(_)
            | Self::Nonce(_)
            | Self::SignatureBit(_)
            | Self::SignatureCut(_)
            | Self::SignatureTail(_)
            | Self::SignatureRandom(_) => Says::Forged,
            Self::Damage(_) | Self::InnerDamage(_) => Says::Damaged,
            Self::Value { .. } | Self::Grown { .. } => Says::Open,
        }
    }

    /// As part of a case id, with what is sent in one sentence and the family that explains it.
    pub(super) fn told(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::OuterStyle(_) => ("outer-style", "other white space between the tokens", "genuine"),
            Self::InnerStyle(_) => ("inner-style", "other white space in the order document", "genuine"),
            Self::OuterOrder(_) => ("outer-order", "the members in another order", "genuine"),
            Self::InnerOrder(_) => ("inner-order", "the order document's members in another order", "genuine"),
            Self::OuterSpelling(_) => ("outer-spelling", "letters written as escapes", "genuine"),
            Self::InnerSpelling(_) => ("inner-spelling", "letters of the order document as escapes", "genuine"),
            Self::Escapes(_) => ("escapes", "the inner document with other escapes around it", "genuine"),
            Self::Around { .. } => ("white-space-around", "white space around the document", "genuine"),
            Self::Text(_) => ("text", "another free text", "genuine"),
            Self::OptionalAbsent => ("optional-absent", "a member that may be absent is", "genuine"),
            Self::HeaderCase(_) => ("header-case", "header names in another case", "genuine"),
            Self::Header { .. } => ("header-added", "a header that proxies add", "genuine"),
            Self::MediaType(_) => ("media-type", "another spelling of the media type", "content-type"),
            Self::Framing(_) => ("framing", "the same request written otherwise on the wire", "genuine"),
            Self::UnsignedValue { .. } => ("value-changed", "a value changed after signing", "body-changed"),
            Self::UnsignedRemoval(_) => ("value-removed", "a member taken out after signing", "body-changed"),
            Self::UnsignedSwap(_) => ("values-exchanged", "two values exchanged after signing", "body-changed"),
            Self::Bytes(_) => ("bytes-changed", "bytes of the body changed after signing", "body-changed"),
            Self::Timestamp(_) => ("timestamp-changed", "the timestamp changed after signing", "parts-changed"),
            Self::Nonce(_) => ("nonce-changed", "the nonce changed after signing", "parts-changed"),
            Self::SignatureBit(_) => ("bit-flipped", "one bit of the signature flipped", "signature-forged"),
            Self::SignatureCut(_) => ("cut", "the first bytes of the signature only", "signature-cut"),
            Self::SignatureTail(_) => ("bytes-behind", "bytes behind the signature", "signature-cut"),
            Self::SignatureRandom(_) => ("random", "a signature of random bytes", "signature-forged"),
            Self::Damage(_) => ("body-damaged", "a damaged document, signed as sent", "malformed-json"),
            Self::InnerDamage(_) => ("inner-damaged", "a damaged inner document, signed as sent", "nested-document"),
            Self::Value { .. } => ("value-odd", "an odd value, rightly signed", "member-kinds"),
            Self::Grown { .. } => ("grown", "a large member that no document names", "large-body"),
        }
    }
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
