//! The exact signed bytes; one file per recipe.

mod concatenation;
mod jcs;
mod lines;
mod named_values;
mod rendered;
mod text;
mod values;

use std::borrow::Cow;

pub use concatenation::concatenation;
pub use jcs::canonical_json;
pub use lines::lines;
pub use named_values::{ObjectValues, named_values};
pub use text::decoded_text;
pub use values::values;

/// What goes into the signature, as a list of pieces whose concatenation is signed.
///
/// Pieces borrow from the received message wherever its bytes are signed as they are: a body is never copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedBytes<'a> {
    pieces: Vec<Cow<'a, [u8]>>,
}

impl<'a> SignedBytes<'a> {
    /// An empty list with room for `pieces`.
    #[must_use]
    pub fn with_capacity(pieces: usize) -> Self {
        Self { pieces: Vec::with_capacity(pieces) }
    }

    /// Appends bytes of the message.
    pub fn push(&mut self, piece: &'a [u8]) {
        self.pieces.push(Cow::Borrowed(piece));
    }

    /// Appends bytes that the message does not hold as they are.
    pub fn push_cow(&mut self, piece: Cow<'a, [u8]>) {
        self.pieces.push(piece);
    }

    /// The pieces in order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(AsRef::as_ref)
    }

    /// Everything in one piece.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.pieces.concat()
    }

    /// Bytes in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// Whether nothing is signed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<u8>> for SignedBytes<'_> {
    fn from(whole: Vec<u8>) -> Self {
        Self { pieces: vec![Cow::Owned(whole)] }
    }
}
