//! Amounts as decimal text.

use super::digits;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use rust_decimal::Decimal;

/// An unsigned decimal in whole units of its currency, such as `"1.20"`: the text is kept, the value is compared.
///
/// ```text
/// amount = whole [ "." 1*digit ]
/// whole  = "0" / ( "1"-"9" *digit )
/// ```
///
/// At most [`Amount::MAX_LEN`] characters, ASCII digits only: no sign, exponent, blank, separator or zero in front.
/// `1.20 == 1.2`, compared digit by digit, so amounts with 18 places and 30 digits are exact.
///
/// Sources: order amounts of Cregis (<https://developer.cregis.com/api-reference/callback/payment-engine>), GatePay
/// (<https://docs.gate.com/api-reference/version/100/en/>) and Pay Protocol's `quoteAmount`
/// (<https://doc.payprotocol.network/docs/api/merchant/create-payment-order>). None of them gives a longest text.
///
/// ```
/// use counterfoil_protocol::value::Amount;
///
/// let amount = Amount::parse("1.20")?;
/// assert_eq!(amount.text(), "1.20");
/// assert_eq!(amount, Amount::parse("1.2")?);
/// assert!(Amount::parse("1e6").is_err());
/// # Ok::<(), counterfoil_protocol::value::AmountError>(())
/// ```
#[derive(Clone)]
pub struct Amount {
    text: String,
}

impl Amount {
    /// The most characters [`Amount::parse`] takes: 18 places and 45 digits before the point fit.
    pub const MAX_LEN: usize = 64;

    /// Reads the text of a JSON string.
    ///
    /// # Errors
    ///
    /// [`AmountError`] names the first character that does not fit the grammar, or the length.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Self::check(text).map(|()| Self { text: text.to_owned() })
    }

    /// Whether [`Amount::parse`] takes the text, without a copy of it.
    ///
    /// # Errors
    ///
    /// As [`Amount::parse`].
    pub(crate) fn check(text: &str) -> Result<(), AmountError> {
        if text.len() > Self::MAX_LEN {
            return Err(AmountError::TooLong { bytes: text.len() });
        }
        let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        check_digits(whole, 0, fraction.map(|_| '.'))?;
        if digits::has_leading_zero(whole) {
            return Err(AmountError::LeadingZero { position: 0 });
        }
        if let Some(fraction) = fraction {
            check_digits(fraction, whole.len() + 1, None)?;
        }
        Ok(())
    }

    /// An integer count of 10^-`places` units, all places kept. May be longer than [`Amount::MAX_LEN`].
    pub(super) fn from_scaled(digits: &str, places: u8) -> Self {
        Self { text: digits::with_point(digits, places.into()) }
    }

    /// The text as it came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is owed: `0`, `0.00`.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits() == ("0", "")
    }

    /// The amount times `tenths` / 10, exactly, without zeros behind the last place: `1.20` times 5 tenths is `0.6`.
    ///
    /// The result may be longer than [`Amount::MAX_LEN`].
    #[must_use]
    pub fn times_tenths(&self, tenths: u32) -> Self {
        let (whole, fraction) = self.digits();
        let product = digits::times(&format!("{whole}{fraction}"), tenths);
        let mut result = Self { text: digits::with_point(&product, fraction.len() + 1) };
        result.shorten();
        result
    }

    /// The same value as a [`Decimal`], or `None` where it would have to be rounded (more than 28 places or 96 bits).
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        let mut shortest = self.clone();
        shortest.shorten();
        Decimal::from_str_exact(&shortest.text).ok()
    }

    /// Digits before the point, and those behind it without zeros at the end: the same for equal amounts.
    fn digits(&self) -> (&str, &str) {
        let (whole, fraction) = self.text.split_once('.').unwrap_or((&self.text, ""));
        (whole, fraction.trim_end_matches('0'))
    }

    fn shorten(&mut self) {
        let (whole, fraction) = self.digits();
        let length = if fraction.is_empty() { whole.len() } else { whole.len() + 1 + fraction.len() };
        self.text.truncate(length);
    }
}

/// Demands at least one digit and only digits; `end` is what follows in the whole text, `start` where `part` begins.
fn check_digits(part: &str, start: usize, end: Option<char>) -> Result<(), AmountError> {
    match digits::first_foreign(part) {
        Some((position, character)) => Err(AmountError::Character { character, position: start + position }),
        None if !part.is_empty() => Ok(()),
        None => Err(end.map_or(AmountError::End { position: start }, |character| AmountError::Character {
            character,
            position: start,
        })),
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.digits() == other.digits()
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((whole, fraction), (other_whole, other_fraction)) = (self.digits(), other.digits());
        // Without zeros in front, more digits are a larger number.
        whole.len().cmp(&other_whole.len()).then_with(|| (whole, fraction).cmp(&(other_whole, other_fraction)))
    }
}

impl Hash for Amount {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits().hash(state);
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({})", self.text)
    }
}

/// Why a text is no [`Amount`]. Positions are bytes from the start, counted from 0; all before them is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// More than [`Amount::MAX_LEN`] bytes.
    TooLong {
        /// How many came.
        bytes: usize,
    },
    /// A character where only a digit, or the one decimal point, may stand.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
    },
    /// The text ends where a digit must stand: it is empty, or ends with its point.
    End {
        /// Where.
        position: usize,
    },
    /// A zero before another digit, as in `01` or `00.1`.
    LeadingZero {
        /// Where.
        position: usize,
    },
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(f, "expected at most {} characters of an amount, found {bytes} bytes", Amount::MAX_LEN)
            }
            Self::Character { character, position } => {
                write!(f, "expected a digit of an amount, found {character:?} at position {position}")
            }
            Self::End { position } => {
                write!(f, "expected a digit of an amount, found the end of the text at position {position}")
            }
            Self::LeadingZero { position } => {
                write!(f, "expected an amount without zeros in front, found one at position {position}")
            }
        }
    }
}

impl core::error::Error for AmountError {}

#[cfg(test)]
mod tests {
    use super::{Amount, AmountError, Decimal};
    use core::hash::BuildHasher;
    use proptest::prelude::*;
    use std::hash::{BuildHasherDefault, DefaultHasher};

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    fn error(text: &str) -> String {
        Amount::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn the_text_is_kept() {
        for text in
            ["0", "0.0", "0.1", "1", "1.20", "100", "0.12300000", "1000000000000000000000000000000.000000000000000001"]
        {
            assert_eq!(amount(text).text(), text);
            assert_eq!(amount(text).to_string(), text);
        }
        assert_eq!(format!("{:?}", amount("1.20")), "Amount(1.20)");
    }

    #[test]
    fn foreign_characters_are_named_with_their_place() {
        let at = |character, position| Err(AmountError::Character { character, position });
        assert_eq!(Amount::parse("-1"), at('-', 0));
        assert_eq!(Amount::parse("+1"), at('+', 0));
        assert_eq!(Amount::parse(" 1"), at(' ', 0));
        assert_eq!(Amount::parse("1 "), at(' ', 1));
        assert_eq!(Amount::parse("1\n"), at('\n', 1));
        assert_eq!(Amount::parse("1.5\0"), at('\0', 3));
        assert_eq!(Amount::parse("1e6"), at('e', 1));
        assert_eq!(Amount::parse("1,5"), at(',', 1));
        assert_eq!(Amount::parse("1_000"), at('_', 1));
        assert_eq!(Amount::parse("0x10"), at('x', 1));
        assert_eq!(Amount::parse("NaN"), at('N', 0));
        assert_eq!(Amount::parse("1.2.3"), at('.', 3));
        assert_eq!(Amount::parse("1..2"), at('.', 2));
        assert_eq!(Amount::parse(".5"), at('.', 0));
        assert_eq!(Amount::parse("."), at('.', 0));
        assert_eq!(Amount::parse("1٣"), at('٣', 1));
        assert_eq!(Amount::parse("\u{feff}1"), at('\u{feff}', 0));
    }

    #[test]
    fn missing_digits_are_named_with_their_place() {
        assert_eq!(Amount::parse(""), Err(AmountError::End { position: 0 }));
        assert_eq!(Amount::parse("12."), Err(AmountError::End { position: 3 }));
    }

    #[test]
    fn zeros_in_front_are_refused() {
        for text in ["01", "00", "00.1", "0100"] {
            assert_eq!(Amount::parse(text), Err(AmountError::LeadingZero { position: 0 }), "{text}");
        }
    }

    #[test]
    fn the_longest_text_has_64_characters() {
        assert!(Amount::parse(&"9".repeat(64)).is_ok());
        assert_eq!(Amount::parse(&"9".repeat(65)), Err(AmountError::TooLong { bytes: 65 }));
    }

    #[test]
    fn errors_say_what_was_expected_and_what_came() {
        assert_eq!(error("1e6"), "expected a digit of an amount, found 'e' at position 1");
        assert_eq!(error("1\n"), r"expected a digit of an amount, found '\n' at position 1");
        assert_eq!(error("1."), "expected a digit of an amount, found the end of the text at position 2");
        assert_eq!(error("0100"), "expected an amount without zeros in front, found one at position 0");
        assert_eq!(error(&"9".repeat(65)), "expected at most 64 characters of an amount, found 65 bytes");
    }

    #[test]
    fn equal_by_value() {
        assert_eq!(amount("1.20"), amount("1.2"));
        assert_eq!(amount("0.01200000"), amount("0.012"));
        assert_eq!(amount("100.00"), amount("100"));
        assert_eq!(amount("0"), amount("0.000"));
        assert_ne!(amount("100"), amount("10"));
        assert_ne!(amount("1.2"), amount("12"));
        assert_ne!(amount("0.1"), amount("0.01"));
    }

    #[test]
    fn the_eighteenth_place_of_thirty_digits_counts() {
        let less = amount("100000000000000000000000000000.000000000000000001");
        let more = amount("100000000000000000000000000000.000000000000000002");
        assert!(less < more);
        assert_ne!(less, more);
        assert_eq!(less.to_decimal(), None);
    }

    #[test]
    fn longer_whole_parts_are_larger() {
        assert!(amount("9") < amount("10"));
        assert!(amount("9.999") < amount("10"));
        assert!(amount("0.5") < amount("0.50001"));
        assert!(amount("1.09") < amount("1.1"));
    }

    #[test]
    fn zero_is_zero_however_long() {
        assert!(amount("0").is_zero());
        assert!(amount("0.000").is_zero());
        assert!(!amount("0.000000000000000001").is_zero());
        assert!(!amount("10").is_zero());
    }

    #[test]
    fn tenths_are_exact() {
        assert_eq!(amount("1.20").times_tenths(5).text(), "0.6");
        assert_eq!(amount("100").times_tenths(12).text(), "120");
        assert_eq!(amount("100").times_tenths(10).text(), "100");
        assert_eq!(amount("0.000000000000000001").times_tenths(5).text(), "0.0000000000000000005");
        assert_eq!(amount("7.5").times_tenths(0).text(), "0");
        let nines = amount(&"9".repeat(64)).times_tenths(12);
        assert_eq!(nines.text(), format!("11{}8.8", "9".repeat(62)));
    }

    #[test]
    fn decimals_are_never_rounded() {
        assert_eq!(amount("1.20").to_decimal(), Some(Decimal::new(12, 1)));
        assert_eq!(amount("1.00000000000000000000000000000000").to_decimal(), Some(Decimal::ONE));
        assert_eq!(amount("0.00000000000000000000000000001").to_decimal(), None);
        assert_eq!(amount(&"9".repeat(30)).to_decimal(), None);
    }

    fn any_text() -> impl Strategy<Value = String> {
        r"(0|[1-9][0-9]{0,40})(\.[0-9]{1,20})?"
    }

    fn small_text() -> impl Strategy<Value = String> {
        r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,4})?"
    }

    fn hash(amount: &Amount) -> u64 {
        BuildHasherDefault::<DefaultHasher>::default().hash_one(amount)
    }

    proptest! {
        #[test]
        fn text_parses_to_itself(text in any_text()) {
            let parsed = amount(&text);
            prop_assert_eq!(parsed.text(), &text);
        }

        #[test]
        fn acceptance_is_the_grammar(text in r"[0-9.+\-e ]{0,6}") {
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
            let wanted = digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'));
            prop_assert_eq!(Amount::parse(&text).is_ok(), wanted);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = Amount::parse(&text);
        }

        #[test]
        fn order_agrees_with_decimals(left in small_text(), right in small_text()) {
            let (left, right) = (amount(&left), amount(&right));
            let decimals = (left.to_decimal().unwrap(), right.to_decimal().unwrap());
            prop_assert_eq!(left.cmp(&right), decimals.0.cmp(&decimals.1));
            prop_assert_eq!(left == right, decimals.0 == decimals.1);
        }

        #[test]
        fn equal_amounts_have_equal_hashes(text in any_text()) {
            let longer = if text.contains('.') { format!("{text}0") } else { format!("{text}.0") };
            prop_assert_eq!(amount(&text), amount(&longer));
            prop_assert_eq!(hash(&amount(&text)), hash(&amount(&longer)));
        }

        #[test]
        fn tenths_agree_with_decimals(text in small_text(), tenths in 0_u32..100) {
            let product = amount(&text).times_tenths(tenths);
            prop_assert_eq!(
                product.to_decimal(),
                Some(amount(&text).to_decimal().unwrap() * Decimal::new(tenths.into(), 1))
            );
            prop_assert_eq!(&amount(product.text()), &product);
        }
    }
}
