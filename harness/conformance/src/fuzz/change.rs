//! What a plan changes in a message: data, so that it can be repeated, shrunk and written to a file.

use serde::{Deserialize, Serialize};

use super::edit::{ByteEdit, Shape};
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
