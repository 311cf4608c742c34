//! Eight bytes looked at together: where strings are short, or escapes are many, that is faster than a search over more.

/// How many bytes are looked at together.
pub(super) const WORD: usize = size_of::<u64>();

/// How many bytes of the word stand before the first of these: [`WORD`] where there is none.
pub(super) fn before<const N: usize>(marks: &[u8; N], word: [u8; WORD]) -> usize {
    const ONES: u64 = u64::from_le_bytes([0x01; WORD]);
    const HIGHS: u64 = u64::from_le_bytes([0x80; WORD]);
    let found = marks.iter().fold(0, |found, mark| {
        // The lowest zero byte of the difference is found exactly.
        let difference = u64::from_le_bytes(word) ^ u64::from_le_bytes([*mark; WORD]);
        found | (difference.wrapping_sub(ONES) & !difference & HIGHS)
    });
    found.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mark_is_found_wherever_it_stands() {
        for at in 0..WORD {
            let mut word = [b'\\' - 1; WORD];
            word[at] = b'\\';
            assert_eq!((before(b"\\", word), before(b"\"\\", word), before(b"\"", word)), (at, at, WORD));
            word[WORD - 1] = b'"';
            assert_eq!(before(b"\"\\", word), at);
        }
    }
}
