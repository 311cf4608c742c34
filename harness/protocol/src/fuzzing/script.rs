//! Changes to a text, as bytes say.

/// The genuine message after the script; see [`signed`].
pub(super) fn changed(genuine: &[u8], script: &[u8]) -> Vec<u8> {
    let mut body = genuine.to_vec();
    let mut script = Script(script);
    while let Some(kind) = script.byte() {
        let at = script.place(body.len());
        let count = usize::from(script.byte().unwrap_or_default());
        let end = body.len().min(at + count);
        if kind % 2 == 0 {
            let length = usize::from(script.byte().unwrap_or_default());
            body.splice(at..end, script.bytes(length).iter().copied());
        } else {
            let moved: Vec<u8> = body.drain(at..end).collect();
            let to = script.place(body.len());
            body.splice(to..to, moved);
        }
    }
    body
}

struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1).first().copied()
    }

    fn place(&mut self, length: usize) -> usize {
        let place = self.bytes(2).iter().fold(0, |place, byte| place << 8 | usize::from(*byte));
        place % (length + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_takes_out_puts_in_and_moves() {
        let change = |script: &[u8]| String::from_utf8(changed(b"0123456789", script)).unwrap();
        assert_eq!(change(b""), "0123456789");
        assert_eq!(change(&[0, 0, 2, 3, 2, b'a', b'b']), "01ab56789");
        assert_eq!(change(&[1, 0, 0, 2, 0, 8]), "2345678901");
        assert_eq!(change(&[0, 0, 11, 0, 1, b'x']), "x0123456789");
        assert_eq!(change(&[0, 0, 9, 255, 200, b'x']), "012345678x");
    }
}
