//! Currencies: fiat codes and symbols.

use core::fmt;

macro_rules! currency {
    ($(#[$doc:meta])+ $name:ident, $rule:ident) => {
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            text: String,
        }

        impl $name {
            /// Reads the text of a JSON string.
            ///
            /// # Errors
            ///
            /// [`CurrencyError`] names the first character that does not fit, or the length.
            pub fn parse(text: &str) -> Result<Self, CurrencyError> {
                $rule.check(text)?;
                Ok(Self { text: text.to_owned() })
            }

            /// The text as it came.
            #[must_use]
            pub fn text(&self) -> &str {
                &self.text
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.text)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.text)
            }
        }
    };
}

currency! {
    /// A fiat currency: three upper-case ASCII letters, as in ISO 4217. Whether the code is assigned is not checked.
    ///
    /// Source: <https://www.iso.org/iso-4217-currency-codes.html>; `quoteCurrencySymbol` with `isLegalTender` 1 at
    /// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>.
    ///
    /// ```
    /// use counterfoil_protocol::value::FiatCode;
    ///
    /// assert_eq!(FiatCode::parse("USD")?.text(), "USD");
    /// assert!(FiatCode::parse("usd").is_err());
    /// # Ok::<(), counterfoil_protocol::value::CurrencyError>(())
    /// ```
    FiatCode, FIAT
}

currency! {
    /// A currency's symbol, fiat or not: 1 to 32 upper-case ASCII letters, digits and `-`, as in `USDT-BEP20`.
    ///
    /// Source: `quoteCurrencySymbol`, "must be in uppercase letters",
    /// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>. The digits and `-` come from the other
    /// gateways' lists, the length limit is ours.
    ///
    /// ```
    /// use counterfoil_protocol::value::Symbol;
    ///
    /// assert_eq!(Symbol::parse("USDT-BEP20")?.text(), "USDT-BEP20");
    /// assert!(Symbol::parse("usdt").is_err());
    /// # Ok::<(), counterfoil_protocol::value::CurrencyError>(())
    /// ```
    Symbol, SYMBOL
}

struct Rule {
    min: usize,
    max: usize,
    allowed: fn(char) -> bool,
    expected: &'static str,
}

impl Rule {
    fn check(&self, text: &str) -> Result<(), CurrencyError> {
        let Self { min, max, allowed, expected } = *self;
        if let Some((position, character)) = text.char_indices().find(|(_, character)| !allowed(*character)) {
            return Err(CurrencyError::Character { character, position, expected });
        }
        if (min..=max).contains(&text.len()) {
            Ok(())
        } else {
            Err(CurrencyError::Length { characters: text.len(), expected })
        }
    }
}

const FIAT: Rule =
    Rule { min: 3, max: 3, allowed: |c| c.is_ascii_uppercase(), expected: "three upper-case ASCII letters" };

const SYMBOL: Rule = Rule {
    min: 1,
    max: 32,
    allowed: |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-',
    expected: "1 to 32 upper-case ASCII letters, digits or `-`",
};

/// Why a text is no currency. Positions are bytes from the start, counted from 0; all before them is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyError {
    /// A character outside the alphabet.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
        /// The whole rule.
        expected: &'static str,
    },
    /// Too few or too many characters of the right alphabet.
    Length {
        /// How many came.
        characters: usize,
        /// The whole rule.
        expected: &'static str,
    },
}

impl fmt::Display for CurrencyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { character, position, expected } => {
                write!(f, "expected {expected}, found {character:?} at position {position}")
            }
            Self::Length { characters, expected } => write!(f, "expected {expected}, found {characters} characters"),
        }
    }
}

impl core::error::Error for CurrencyError {}

#[cfg(test)]
mod tests {
    use super::{FiatCode, Symbol};
    use proptest::prelude::*;

    fn fiat_error(text: &str) -> String {
        FiatCode::parse(text).unwrap_err().to_string()
    }

    fn symbol_error(text: &str) -> String {
        Symbol::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn the_text_is_kept() {
        let (fiat, symbol) = (FiatCode::parse("PHP").unwrap(), Symbol::parse("1INCH").unwrap());
        assert_eq!(format!("{fiat} {fiat:?} {symbol} {symbol:?}"), "PHP FiatCode(PHP) 1INCH Symbol(1INCH)");
        for text in ["T", "USDT", "USDT-BEP20", &"A".repeat(32)] {
            assert_eq!(Symbol::parse(text).unwrap().text(), text);
        }
    }

    #[test]
    fn fiat_codes_have_three_upper_case_letters() {
        let rule = "expected three upper-case ASCII letters";
        assert_eq!(fiat_error("usd"), format!("{rule}, found 'u' at position 0"));
        assert_eq!(fiat_error("US1"), format!("{rule}, found '1' at position 2"));
        assert_eq!(fiat_error("USD "), format!("{rule}, found ' ' at position 3"));
        assert_eq!(fiat_error("ＵSD"), format!("{rule}, found 'Ｕ' at position 0"));
        assert_eq!(fiat_error("US"), format!("{rule}, found 2 characters"));
        assert_eq!(fiat_error("USDT"), format!("{rule}, found 4 characters"));
        assert_eq!(fiat_error(""), format!("{rule}, found 0 characters"));
    }

    #[test]
    fn symbols_have_1_to_32_characters() {
        let rule = "expected 1 to 32 upper-case ASCII letters, digits or `-`";
        assert_eq!(symbol_error("Usdt"), format!("{rule}, found 's' at position 1"));
        assert_eq!(symbol_error("USDT_TRX"), format!("{rule}, found '_' at position 4"));
        assert_eq!(symbol_error("USDТ"), format!("{rule}, found 'Т' at position 3"), "the last letter is Cyrillic");
        assert_eq!(symbol_error(""), format!("{rule}, found 0 characters"));
        assert_eq!(symbol_error(&"A".repeat(33)), format!("{rule}, found 33 characters"));
    }

    proptest! {
        #[test]
        fn fiat_text_parses_to_itself(text in "[A-Z]{3}") {
            let parsed = FiatCode::parse(&text).unwrap();
            prop_assert_eq!(parsed.text(), &text);
        }

        #[test]
        fn symbol_text_parses_to_itself(text in "[A-Z0-9-]{1,32}") {
            let parsed = Symbol::parse(&text).unwrap();
            prop_assert_eq!(parsed.text(), &text);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = (FiatCode::parse(&text), Symbol::parse(&text));
        }
    }
}
