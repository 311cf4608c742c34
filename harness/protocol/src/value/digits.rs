//! Exact arithmetic on strings of ASCII digits, for amounts of any length.

/// The first character that is not an ASCII digit, with its position in bytes, counted from 0.
pub(super) fn first_foreign(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, character)| !character.is_ascii_digit())
}

/// Whether a zero stands before another digit, as in `01`.
pub(super) fn has_leading_zero(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0')
}

/// `digits` divided by 10^`places`: all places are kept, zeros in front of the whole part are not.
pub(super) fn with_point(digits: &str, places: usize) -> String {
    let digits = digits.trim_start_matches('0');
    let missing = (places + 1).saturating_sub(digits.len());
    let padded = "0".repeat(missing) + digits;
    match padded.split_at(padded.len() - places) {
        (_, "") => padded,
        (whole, fraction) => format!("{whole}.{fraction}"),
    }
}

/// `digits` times `factor`, zeros in front included.
pub(super) fn times(digits: &str, factor: u32) -> String {
    let mut carry = 0_u64;
    let mut reversed = Vec::with_capacity(digits.len() + 10);
    for digit in digits.bytes().rev() {
        carry += u64::from(digit - b'0') * u64::from(factor);
        reversed.push(last_digit(carry));
        carry /= 10;
    }
    while carry > 0 {
        reversed.push(last_digit(carry));
        carry /= 10;
    }
    reversed.iter().rev().collect()
}

fn last_digit(number: u64) -> char {
    char::from_digit((number % 10) as u32, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::{first_foreign, has_leading_zero, times, with_point};
    use proptest::prelude::*;

    #[test]
    fn only_ascii_digits_are_digits() {
        assert_eq!(first_foreign("0123456789"), None);
        assert_eq!(first_foreign("1٣"), Some((1, '٣')));
        assert_eq!(first_foreign("12３"), Some((2, '３')));
    }

    #[test]
    fn a_lone_zero_leads_nothing() {
        assert!(!has_leading_zero("0"));
        assert!(!has_leading_zero("10"));
        assert!(has_leading_zero("00"));
        assert!(has_leading_zero("01"));
    }

    #[test]
    fn the_point_moves_past_either_end() {
        assert_eq!(with_point("1864595", 6), "1.864595");
        assert_eq!(with_point("1864595", 7), "0.1864595");
        assert_eq!(with_point("5", 3), "0.005");
        assert_eq!(with_point("0", 2), "0.00");
        assert_eq!(with_point("42", 0), "42");
        assert_eq!(with_point("000", 0), "0");
    }

    #[test]
    fn products_outgrow_any_integer_type() {
        assert_eq!(
            times("99999999999999999999999999999999999999999", 12),
            "1199999999999999999999999999999999999999988"
        );
        assert_eq!(times("9", u32::MAX), "38654705655");
        assert_eq!(times("007", 1), "007");
    }

    proptest! {
        #[test]
        fn products_agree_with_u128(number: u64, factor: u32) {
            let product = times(&number.to_string(), factor);
            prop_assert_eq!(product.parse::<u128>().unwrap(), u128::from(number) * u128::from(factor));
        }
    }
}
