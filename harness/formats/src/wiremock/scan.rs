//! Where a JSON value ends, in pieces of any size. Knows brackets and strings, and leaves the grammar to the reader.

/// A value that has begun.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    /// How many brackets are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Goes on; gives the index behind the value's last byte, when that is in this piece.
    pub(super) fn run(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = piece.get(at) {
            if self.in_string && !self.escaped {
                at += memchr::memchr2(b'"', b'\\', &piece[at..])?;
                self.step(piece[at]);
            } else if self.ends_before(byte) {
                return Some(at);
            } else {
                self.step(byte);
            }
            at += 1;
            if self.depth == 0 && !self.in_string && matches!(piece[at - 1], b'"' | b'}' | b']') {
                return Some(at);
            }
        }
        None
    }

    /// Takes one byte.
    pub(super) fn step(&mut self, byte: u8) {
        self.begun = true;
        if self.escaped {
            self.escaped = false;
        } else if self.in_string {
            self.in_string = byte != b'"';
            self.escaped = byte == b'\\';
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// A number or word has no last byte of its own.
    fn ends_before(&self, byte: u8) -> bool {
        self.depth == 0 && !self.in_string && self.begun && (byte.is_ascii_whitespace() || b",]}".contains(&byte))
    }

    /// Whether the next byte is structure, not text.
    pub(super) fn is_structure(&self) -> bool {
        !self.in_string
    }
}
