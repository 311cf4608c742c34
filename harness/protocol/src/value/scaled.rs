//! Amounts as integer text times 10^decimals.

use super::{Amount, digits};
use core::fmt;

/// An amount in the smallest unit of its currency, such as `"1864595"`: unsigned integer text, meaningless without the
/// currency's number of decimals.
///
/// At most [`ScaledAmount::MAX_LEN`] ASCII digits (an EVM `uint256` has 78), no zero in front except `"0"` itself.
/// There is no order and no conversion without decimals: `"1864595"` with 6 decimals is 1.864595, not 1,864,595.
///
/// Source: `expectedAmount`, `settlementAmount`, `refundAmount`, `withdrawAmount`, `rechargeAmount` of Pay Protocol,
/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-detail>.
///
/// ```
/// use counterfoil_protocol::value::ScaledAmount;
///
/// assert_eq!(ScaledAmount::parse("1864595")?.with_decimals(6).text(), "1.864595");
/// # Ok::<(), counterfoil_protocol::value::ScaledError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ScaledAmount {
    text: String,
}

impl ScaledAmount {
    /// The most digits [`ScaledAmount::parse`] takes: those of 2^256 - 1.
    pub const MAX_LEN: usize = 78;

    /// Reads the text of a JSON string.
    ///
    /// # Errors
    ///
    /// [`ScaledError`] names the first character that is no digit, or the length.
    pub fn parse(text: &str) -> Result<Self, ScaledError> {
        if text.is_empty() {
            return Err(ScaledError::Empty);
        }
        if text.len() > Self::MAX_LEN {
            return Err(ScaledError::TooLong { bytes: text.len() });
        }
        if let Some((position, character)) = digits::first_foreign(text) {
            return Err(ScaledError::Character { character, position });
        }
        if digits::has_leading_zero(text) {
            return Err(ScaledError::LeadingZero);
        }
        Ok(Self { text: text.to_owned() })
    }

    /// The text as it came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The amount in whole units, exactly and with all places: `1000000` with 6 decimals is `1.000000`.
    ///
    /// `u8` as in ERC-20, <https://eips.ethereum.org/EIPS/eip-20>; a larger number in a message cannot be meant, and
    /// would make a text of its length.
    #[must_use]
    pub fn with_decimals(&self, decimals: u8) -> Amount {
        Amount::from_scaled(&self.text, decimals)
    }
}

impl fmt::Display for ScaledAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for ScaledAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScaledAmount({})", self.text)
    }
}

/// Why a text is no [`ScaledAmount`]. Positions are bytes from the start, counted from 0; all before them is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaledError {
    /// No character at all.
    Empty,
    /// More than [`ScaledAmount::MAX_LEN`] bytes.
    TooLong {
        /// How many came.
        bytes: usize,
    },
    /// A character that is no ASCII digit.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
    },
    /// A zero before another digit, as in `0100`.
    LeadingZero,
}

impl fmt::Display for ScaledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("expected digits of a scaled amount, found an empty text"),
            Self::TooLong { bytes } => {
                write!(f, "expected at most {} digits of a scaled amount, found {bytes} bytes", ScaledAmount::MAX_LEN)
            }
            Self::Character { character: '.', position } => {
                write!(f, "expected a scaled amount, an integer, found a decimal point at position {position}")
            }
            Self::Character { character, position } => {
                write!(f, "expected a digit of a scaled amount, found {character:?} at position {position}")
            }
            Self::LeadingZero => {
                f.write_str("expected a scaled amount without zeros in front, found one at position 0")
            }
        }
    }
}

impl core::error::Error for ScaledError {}

#[cfg(test)]
mod tests {
    use super::{Amount, ScaledAmount, ScaledError};
    use proptest::prelude::*;

    fn scaled(text: &str) -> ScaledAmount {
        ScaledAmount::parse(text).unwrap()
    }

    fn error(text: &str) -> String {
        ScaledAmount::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn the_text_is_kept() {
        for text in ["0", "1", "1864595", "1000000000000000001"] {
            assert_eq!(scaled(text).text(), text);
            assert_eq!(scaled(text).to_string(), text);
        }
        assert_eq!(format!("{:?}", scaled("1864595")), "ScaledAmount(1864595)");
    }

    #[test]
    fn decimals_place_the_point() {
        assert_eq!(scaled("1864595").with_decimals(6).text(), "1.864595");
        assert_eq!(scaled("1864595").with_decimals(0).text(), "1864595");
        assert_eq!(scaled("1000000").with_decimals(6).text(), "1.000000");
        assert_eq!(scaled("0").with_decimals(6).text(), "0.000000");
        assert_eq!(scaled("5").with_decimals(18).text(), "0.000000000000000005");
        assert_eq!(scaled("1000000000000000001").with_decimals(18).text(), "1.000000000000000001");
        assert_eq!(scaled("1").with_decimals(u8::MAX).text().len(), 257);
    }

    #[test]
    fn only_plain_integers_are_read() {
        let at = |character, position| Err(ScaledError::Character { character, position });
        assert_eq!(ScaledAmount::parse(""), Err(ScaledError::Empty));
        assert_eq!(ScaledAmount::parse("-1"), at('-', 0));
        assert_eq!(ScaledAmount::parse("+1"), at('+', 0));
        assert_eq!(ScaledAmount::parse(" 1"), at(' ', 0));
        assert_eq!(ScaledAmount::parse("1e6"), at('e', 1));
        assert_eq!(ScaledAmount::parse("1.0"), at('.', 1));
        assert_eq!(ScaledAmount::parse("１"), at('１', 0));
        assert_eq!(ScaledAmount::parse("0100"), Err(ScaledError::LeadingZero));
        assert_eq!(ScaledAmount::parse("00"), Err(ScaledError::LeadingZero));
    }

    #[test]
    fn the_longest_text_is_a_uint256() {
        let max = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        assert_eq!(scaled(max).text().len(), ScaledAmount::MAX_LEN);
        assert_eq!(ScaledAmount::parse(&format!("{max}0")), Err(ScaledError::TooLong { bytes: 79 }));
    }

    #[test]
    fn errors_say_what_was_expected_and_what_came() {
        assert_eq!(error(""), "expected digits of a scaled amount, found an empty text");
        assert_eq!(error("1e6"), "expected a digit of a scaled amount, found 'e' at position 1");
        assert_eq!(error("1.86"), "expected a scaled amount, an integer, found a decimal point at position 1");
        assert_eq!(error("0100"), "expected a scaled amount without zeros in front, found one at position 0");
        assert_eq!(error(&"9".repeat(79)), "expected at most 78 digits of a scaled amount, found 79 bytes");
    }

    proptest! {
        #[test]
        fn text_parses_to_itself(text in "0|[1-9][0-9]{0,77}") {
            let parsed = scaled(&text);
            prop_assert_eq!(parsed.text(), &text);
        }

        #[test]
        fn without_the_point_the_text_is_back(text in "0|[1-9][0-9]{0,30}", decimals in 0_u8..31) {
            let amount = scaled(&text).with_decimals(decimals);
            prop_assert_eq!(&Amount::parse(amount.text()).unwrap(), &amount);
            let places = amount.text().split_once('.').map_or(0, |(_, fraction)| fraction.len());
            prop_assert_eq!(places, usize::from(decimals));
            let joined = amount.text().replace('.', "");
            let digits = joined.trim_start_matches('0');
            prop_assert_eq!(if digits.is_empty() { "0" } else { digits }, &text);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = ScaledAmount::parse(&text);
        }
    }
}
