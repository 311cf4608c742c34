//! The closed set of text patterns.

use super::kind::is_digits;

/// The closed set of text patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `^[A-Z]{3}$`: ISO 4217.
    FiatCode,
    /// `^[A-Z]{2}$`: ISO 3166.
    CountryCode,
    /// `^[A-Za-z0-9_-]+$`.
    OrderId,
    /// `^[0-9]+$`.
    Digits,
    /// `^0x[0-9a-fA-F]{64}$`.
    Hash32,
    /// Upper-case letters and digits: a currency symbol.
    Symbol,
    /// `^[A-Za-z0-9]+$`.
    Alphanumeric,
    /// `^[A-Za-z0-9_]+$`.
    Word,
    /// `^[0-9a-f]+$`.
    HexLower,
    /// `^0x[0-9a-fA-F]+$`.
    HexPrefixed,
    /// `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`.
    Date,
}

impl Pattern {
    /// Whether the text matches.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        let mut bytes = text.bytes();
        match self {
            Self::FiatCode => text.len() == 3 && bytes.all(|byte| byte.is_ascii_uppercase()),
            Self::CountryCode => text.len() == 2 && bytes.all(|byte| byte.is_ascii_uppercase()),
            Self::OrderId => {
                !text.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
            }
            Self::Digits => is_digits(text),
            Self::Hash32 => {
                text.len() == 66 && text.starts_with("0x") && bytes.skip(2).all(|byte| byte.is_ascii_hexdigit())
            }
            Self::Symbol => !text.is_empty() && bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
            Self::Alphanumeric => !text.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric()),
            Self::Word => !text.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
            Self::HexLower => !text.is_empty() && bytes.all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
            Self::HexPrefixed => {
                text.len() > 2 && text.starts_with("0x") && bytes.skip(2).all(|byte| byte.is_ascii_hexdigit())
            }
            Self::Date => is_date(text.as_bytes()),
        }
    }

    /// The pattern as a regular expression.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::FiatCode => "^[A-Z]{3}$",
            Self::CountryCode => "^[A-Z]{2}$",
            Self::OrderId => "^[A-Za-z0-9_-]+$",
            Self::Digits => "^[0-9]+$",
            Self::Hash32 => "^0x[0-9a-fA-F]{64}$",
            Self::Symbol => "^[A-Z0-9]+$",
            Self::Alphanumeric => "^[A-Za-z0-9]+$",
            Self::Word => "^[A-Za-z0-9_]+$",
            Self::HexLower => "^[0-9a-f]+$",
            Self::HexPrefixed => "^0x[0-9a-fA-F]+$",
            Self::Date => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        }
    }
}

fn is_date(text: &[u8]) -> bool {
    text.len() == 10
        && text
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}
