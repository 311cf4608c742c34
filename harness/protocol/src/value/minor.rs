//! Amounts as JSON integers.

use super::{Amount, digits};
use core::fmt;

/// A JSON integer that counts cents or whole units, such as `50010` for 500.10 pesos.
///
/// Which of the two is a fact of gateway and currency, so it comes with the number and is compared with it.
///
/// Source: `amount` of PayCools, cents except for rupiah,
/// <https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html>.
///
/// ```
/// use counterfoil_protocol::value::{MinorAmount, Unit};
///
/// assert_eq!(MinorAmount::parse("50010", Unit::Cents)?.to_amount().text(), "500.10");
/// assert_eq!(MinorAmount::parse("50010", Unit::Whole)?.to_amount().text(), "50010");
/// # Ok::<(), counterfoil_protocol::value::MinorError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MinorAmount {
    count: u64,
    unit: Unit,
}

/// What one [`MinorAmount`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hundredths: centavo, sen, satang.
    Cents,
    /// The currency itself: rupiah.
    Whole,
}

impl Unit {
    /// Places behind the point.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        match self {
            Self::Cents => 2,
            Self::Whole => 0,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cents => "cents",
            Self::Whole => "whole units",
        })
    }
}

impl MinorAmount {
    /// A count already at hand.
    #[must_use]
    pub const fn new(count: u64, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// Reads the text of a JSON number: ASCII digits only, no sign, fraction, exponent or zero in front, at most
    /// 18446744073709551615.
    ///
    /// # Errors
    ///
    /// [`MinorError`] names the first character that is no digit, or the size.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, MinorError> {
        if text.is_empty() {
            return Err(MinorError::Empty);
        }
        if let Some((position, character)) = digits::first_foreign(text) {
            return Err(MinorError::Character { character, position });
        }
        if digits::has_leading_zero(text) {
            return Err(MinorError::LeadingZero);
        }
        let count = text.parse().map_err(|_| MinorError::TooLarge { digits: text.len() })?;
        Ok(Self { count, unit })
    }

    /// How many cents or whole units.
    #[must_use]
    pub const fn count(self) -> u64 {
        self.count
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// The amount in whole units, with two places for cents: `500.10`.
    #[must_use]
    pub fn to_amount(self) -> Amount {
        Amount::from_scaled(&self.count.to_string(), self.unit.decimals())
    }
}

impl fmt::Display for MinorAmount {
    /// The number as in JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.count, f)
    }
}

impl fmt::Debug for MinorAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MinorAmount({} {})", self.count, self.unit)
    }
}

/// Why a text is no [`MinorAmount`]. Positions are bytes from the start, counted from 0; all before them is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinorError {
    /// No character at all.
    Empty,
    /// A character that is no ASCII digit.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
    },
    /// A zero before another digit, as in `0100`.
    LeadingZero,
    /// More than 18446744073709551615.
    TooLarge {
        /// How many digits came.
        digits: usize,
    },
}

impl fmt::Display for MinorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("expected digits of an integer amount, found an empty text"),
            Self::Character { character: '.', position } => {
                write!(f, "expected an integer amount, found a decimal point at position {position}")
            }
            Self::Character { character, position } => {
                write!(f, "expected a digit of an integer amount, found {character:?} at position {position}")
            }
            Self::LeadingZero => {
                f.write_str("expected an integer amount without zeros in front, found one at position 0")
            }
            Self::TooLarge { digits } => {
                write!(f, "expected an integer amount of at most {}, found a larger one of {digits} digits", u64::MAX)
            }
        }
    }
}

impl core::error::Error for MinorError {}

#[cfg(test)]
mod tests {
    use super::{MinorAmount, MinorError, Unit};
    use proptest::prelude::*;

    fn cents(text: &str) -> Result<MinorAmount, MinorError> {
        MinorAmount::parse(text, Unit::Cents)
    }

    fn error(text: &str) -> String {
        cents(text).unwrap_err().to_string()
    }

    #[test]
    fn cents_have_two_places() {
        assert_eq!(MinorAmount::new(50010, Unit::Cents).to_amount().text(), "500.10");
        assert_eq!(MinorAmount::new(1, Unit::Cents).to_amount().text(), "0.01");
        assert_eq!(MinorAmount::new(0, Unit::Cents).to_amount().text(), "0.00");
        assert_eq!(MinorAmount::new(u64::MAX, Unit::Cents).to_amount().text(), "184467440737095516.15");
    }

    #[test]
    fn rupiah_are_whole() {
        assert_eq!(MinorAmount::new(10000, Unit::Whole).to_amount().text(), "10000");
        assert_eq!(MinorAmount::new(0, Unit::Whole).to_amount().text(), "0");
    }

    #[test]
    fn the_unit_is_part_of_the_amount() {
        let amount = MinorAmount::new(50010, Unit::Cents);
        assert_eq!((amount.count(), amount.unit()), (50010, Unit::Cents));
        assert_ne!(amount, MinorAmount::new(50010, Unit::Whole));
        assert_eq!(format!("{amount} {amount:?}"), "50010 MinorAmount(50010 cents)");
    }

    #[test]
    fn only_plain_integers_are_read() {
        let at = |character, position| Err(MinorError::Character { character, position });
        assert_eq!(cents(""), Err(MinorError::Empty));
        assert_eq!(cents("-1"), at('-', 0));
        assert_eq!(cents("-0"), at('-', 0));
        assert_eq!(cents("+1"), at('+', 0));
        assert_eq!(cents("1E2"), at('E', 1));
        assert_eq!(cents("500.10"), at('.', 3));
        assert_eq!(cents("1.0"), at('.', 1));
        assert_eq!(cents("\"1\""), at('"', 0));
        assert_eq!(cents("0100"), Err(MinorError::LeadingZero));
    }

    #[test]
    fn the_largest_count_is_that_of_u64() {
        assert_eq!(cents("18446744073709551615"), Ok(MinorAmount::new(u64::MAX, Unit::Cents)));
        assert_eq!(cents("18446744073709551616"), Err(MinorError::TooLarge { digits: 20 }));
    }

    #[test]
    fn errors_say_what_was_expected_and_what_came() {
        assert_eq!(error(""), "expected digits of an integer amount, found an empty text");
        assert_eq!(error("1E2"), "expected a digit of an integer amount, found 'E' at position 1");
        assert_eq!(error("1.0"), "expected an integer amount, found a decimal point at position 1");
        assert_eq!(error("01"), "expected an integer amount without zeros in front, found one at position 0");
        assert_eq!(
            error("18446744073709551616"),
            "expected an integer amount of at most 18446744073709551615, found a larger one of 20 digits"
        );
    }

    proptest! {
        #[test]
        fn text_parses_to_itself(count: u64) {
            prop_assert_eq!(cents(&count.to_string()).unwrap().to_string(), count.to_string());
        }

        #[test]
        fn without_the_point_the_count_is_back(count: u64) {
            let text = MinorAmount::new(count, Unit::Cents).to_amount().text().replace('.', "");
            prop_assert_eq!(text.parse::<u64>().unwrap(), count);
        }
    }
}
