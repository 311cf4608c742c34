//! Points in time as messages give them: unit and zone known, or not.

use core::fmt;

use super::{UnixMillis, UnixSeconds};

/// When something happened, by the gateway's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Milliseconds since 1970 UTC.
    Millis(UnixMillis),
    /// Seconds since 1970 UTC.
    Seconds(UnixSeconds),
    /// Date and time with the offset from UTC in the text.
    Zoned(String),
    /// Date and time in a zone that no document names: hours may be missing.
    Local(String),
}

impl Moment {
    /// Reads 13 or 10 digits as the documents of the member say, anything else as date and time.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let digits = || text.bytes().all(|byte| byte.is_ascii_digit());
        let number = match text.len() {
            13 if digits() => text.parse().ok().map(UnixMillis::new).map(Self::Millis),
            10 if digits() => text.parse().ok().map(UnixSeconds::new).map(Self::Seconds),
            _ => None,
        };
        let words = || if has_zone(text) { Self::Zoned(text.to_owned()) } else { Self::Local(text.to_owned()) };
        Some(number.unwrap_or_else(words))
    }
}

/// `Z`, or an offset such as `+08:00` behind the time.
fn has_zone(text: &str) -> bool {
    let offset = || {
        let tail = text.len().checked_sub(6).and_then(|at| text.get(at..)).unwrap_or_default().as_bytes();
        matches!(tail, [b'+' | b'-', _, _, b':', _, _])
    };
    text.ends_with('Z') || offset()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Millis(millis) => write!(f, "{millis} ms"),
            Self::Seconds(seconds) => write!(f, "{seconds} s"),
            Self::Zoned(text) => f.write_str(text),
            Self::Local(text) => write!(f, "{text} (zone not documented)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_and_zone_are_told_apart() {
        let shown = |text: &str| Moment::parse(text).map(|moment| moment.to_string());
        assert_eq!(shown("1687850657960").unwrap(), "1687850657960 ms");
        assert_eq!(shown("1712989200").unwrap(), "1712989200 s");
        assert_eq!(shown("2024-07-19T14:14:47+08:00").unwrap(), "2024-07-19T14:14:47+08:00");
        assert_eq!(shown("2026-01-21T03:46:52Z").unwrap(), "2026-01-21T03:46:52Z");
        assert_eq!(shown("2023-01-01 09:38:06").unwrap(), "2023-01-01 09:38:06 (zone not documented)");
        assert_eq!(shown(""), None);
    }
}
