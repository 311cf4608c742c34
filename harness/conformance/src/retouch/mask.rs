//! What stands in the place of a value: as long, in the same letters and digits, and saying nothing.

/// Letters become `x`, digits `0`; what is neither stays, so that an e-mail address still looks like one. A letter of
/// several bytes becomes one of as many.
#[must_use]
pub(super) fn masked(text: &str) -> String {
    text.chars().map(|letter| letter_for(letter, 'x', 'X', '0')).collect()
}

/// The same for a number: no zero, which JSON would refuse in front.
#[must_use]
pub(super) fn masked_number(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_digit() { '1' } else { letter }).collect()
}

/// A signature that is none, in letters that hex and base64 both know.
#[must_use]
pub(super) fn no_signature(text: &str) -> String {
    text.chars().map(|letter| letter_for(letter, 'a', 'A', '0')).collect()
}

fn letter_for(letter: char, lower: char, upper: char, digit: char) -> char {
    match letter.len_utf8() {
        1 if letter.is_ascii_digit() => digit,
        1 if letter.is_ascii_uppercase() => upper,
        1 if letter.is_ascii_lowercase() => lower,
        1 => letter,
        2 => '\u{e6}',
        3 => '\u{67d0}',
        _ => '\u{10330}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_look_are_kept() {
        for text in ["Anna.Müller-7@example.org", "王小明", "+49 170 1234567", "😀"] {
            assert_eq!(masked(text).len(), text.len());
        }
        assert_eq!(masked("Anna7@ex.org"), "Xxxx0@xx.xxx");
        assert_eq!(masked_number("-13800.5"), "-11111.1");
        assert_eq!(no_signature("9fA+/="), "0aA+/=");
    }
}
