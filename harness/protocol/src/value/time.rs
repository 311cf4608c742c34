//! Timestamps since 1970 UTC, and how old they may be.

use super::digits;
use core::fmt;
use core::time::Duration;

macro_rules! timestamp {
    ($(#[$doc:meta])+ $name:ident, $unit:ident, $duration:path) => {
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// A time already at hand, such as the clock's.
            #[must_use]
            pub const fn new(count: u64) -> Self {
                Self(count)
            }

            /// Reads the text of a header, JSON number or JSON string.
            ///
            /// # Errors
            ///
            /// [`TimeError`] names the first character that is no digit, or says when it looks like the other unit.
            pub fn parse(text: &str) -> Result<Self, TimeError> {
                count(text, TimeUnit::$unit).map(Self)
            }

            /// How many of its unit have passed since 1970 UTC.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }

            /// How far apart two times are, whichever is later.
            #[must_use]
            pub const fn abs_diff(self, other: Self) -> Duration {
                $duration(self.0.abs_diff(other.0))
            }
        }

        impl fmt::Display for $name {
            /// As on the wire, in all its digits.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.0, width = TimeUnit::$unit.digits())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl Timestamp for $name {
            fn distance(self, other: Self) -> Duration {
                self.abs_diff(other)
            }
        }

        impl sealed::Sealed for $name {}
    };
}

timestamp! {
    /// Milliseconds since 1970 UTC: exactly 13 ASCII digits (until the year 2286).
    ///
    /// Sources: `timestamp` of Cregis (<https://developer.cregis.com/api-reference/signature>) and Pelago
    /// (<https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/>, pattern `^\d{13}$`),
    /// `X-GatePay-Timestamp` (<https://docs.gate.com/essentials/version/100/en/>), `timestamp` of PayCools
    /// (<https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html>). Cregis, PayCools and Pelago print
    /// examples in seconds against their own rule.
    ///
    /// ```
    /// use counterfoil_protocol::value::UnixMillis;
    ///
    /// assert_eq!(UnixMillis::parse("1734327655000")?.get(), 1_734_327_655_000);
    /// let error = UnixMillis::parse("1734327655").unwrap_err();
    /// assert_eq!(error.to_string(), "10 digits: seconds where milliseconds are due");
    /// # Ok::<(), counterfoil_protocol::value::TimeError>(())
    /// ```
    UnixMillis, Millis, Duration::from_millis
}

timestamp! {
    /// Seconds since 1970 UTC: exactly 10 ASCII digits (until the year 2286).
    ///
    /// Source: `X-PAY-TIMESTAMP` of Pay Protocol, <https://doc.payprotocol.network/docs/api/quick-start/payment>.
    ///
    /// ```
    /// use counterfoil_protocol::value::UnixSeconds;
    ///
    /// assert_eq!(UnixSeconds::parse("1684304935")?.get(), 1_684_304_935);
    /// let error = UnixSeconds::parse("1684304935000").unwrap_err();
    /// assert_eq!(error.to_string(), "13 digits: milliseconds where seconds are due");
    /// # Ok::<(), counterfoil_protocol::value::TimeError>(())
    /// ```
    UnixSeconds, Seconds, Duration::from_secs
}

fn count(text: &str, due: TimeUnit) -> Result<u64, TimeError> {
    if let Some((position, character)) = digits::first_foreign(text) {
        return Err(TimeError::Character { character, position, due });
    }
    if text.len() == due.other().digits() {
        return Err(TimeError::OtherUnit { due });
    }
    let length = TimeError::Length { digits: text.len(), due };
    if text.len() == due.digits() { text.parse().map_err(|_| length) } else { Err(length) }
}

/// How far from now a timestamp may lie, in milliseconds. Both edges are inside.
///
/// No gateway documents one for callbacks; Pay Protocol refuses requests whose time differs by more than 60 seconds
/// (<https://doc.payprotocol.network/docs/api/quick-start/payment>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How old, in milliseconds.
    pub past_ms: u64,
    /// How far ahead of the clock, in milliseconds.
    pub future_ms: u64,
}

impl Window {
    /// Whether `then`, the message's time, is fresh at `now`, the clock's time in the same unit.
    ///
    /// # Errors
    ///
    /// [`Skew`] says how far `then` lies from `now`, and on which side.
    pub fn check<T: Timestamp>(self, now: T, then: T) -> Result<(), Skew> {
        let by_ms = u64::try_from(now.distance(then).as_millis()).unwrap_or(u64::MAX);
        if then < now && by_ms > self.past_ms {
            return Err(Skew::Past { by_ms });
        }
        if then > now && by_ms > self.future_ms {
            return Err(Skew::Future { by_ms });
        }
        Ok(())
    }
}

/// How a timestamp lies outside its [`Window`]. The distance is that to the clock, not to the edge of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skew {
    /// Too old.
    Past {
        /// Its age in milliseconds.
        by_ms: u64,
    },
    /// Too far ahead.
    Future {
        /// How far ahead of the clock, in milliseconds.
        by_ms: u64,
    },
}

impl fmt::Display for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Past { by_ms } => write!(f, "{by_ms} ms in the past"),
            Self::Future { by_ms } => write!(f, "{by_ms} ms in the future"),
        }
    }
}

impl core::error::Error for Skew {}

/// [`UnixMillis`] or [`UnixSeconds`]: what a [`Window`] compares. No other type can implement it.
pub trait Timestamp: Copy + Ord + sealed::Sealed {
    /// How far apart two times are, whichever is later.
    fn distance(self, other: Self) -> Duration;
}

mod sealed {
    #[expect(unnameable_types, reason = "that nobody can name it is what closes the family")]
    pub trait Sealed {}
}

/// What a timestamp counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Seconds, 10 digits.
    Seconds,
    /// Milliseconds, 13 digits.
    Millis,
}

impl TimeUnit {
    /// How many digits a timestamp has on the wire, from 2001 to 2286.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Seconds => 10,
            Self::Millis => 13,
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Seconds => Self::Millis,
            Self::Millis => Self::Seconds,
        }
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seconds => "seconds",
            Self::Millis => "milliseconds",
        })
    }
}

/// Why a text is no timestamp. Positions are bytes from the start, counted from 0; all before them is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// A character that is no ASCII digit.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
        /// The unit that was expected.
        due: TimeUnit,
    },
    /// As many digits as the other unit has.
    OtherUnit {
        /// The unit that was expected.
        due: TimeUnit,
    },
    /// As many digits as neither unit has.
    Length {
        /// How many came.
        digits: usize,
        /// The unit that was expected.
        due: TimeUnit,
    },
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { character, position, due } => {
                write!(f, "expected {} digits of {due}, found {character:?} at position {position}", due.digits())
            }
            Self::OtherUnit { due } => {
                write!(f, "{} digits: {} where {due} are due", due.other().digits(), due.other())
            }
            Self::Length { digits, due } => {
                write!(f, "expected {} digits of {due}, found {digits}", due.digits())
            }
        }
    }
}

impl core::error::Error for TimeError {}

#[cfg(test)]
mod tests {
    use super::{Duration, Skew, TimeError, TimeUnit, UnixMillis, UnixSeconds, Window};
    use proptest::prelude::*;

    const MINUTE: Window = Window { past_ms: 60_000, future_ms: 5_000 };

    #[test]
    fn exact_lengths_are_read() {
        assert_eq!(UnixMillis::parse("1734327655000"), Ok(UnixMillis::new(1_734_327_655_000)));
        assert_eq!(UnixSeconds::parse("1684304935"), Ok(UnixSeconds::new(1_684_304_935)));
        assert_eq!(UnixMillis::parse("9999999999999").unwrap().get(), 9_999_999_999_999);
        assert_eq!(UnixSeconds::parse("0000000001").unwrap().to_string(), "0000000001");
        assert_eq!(format!("{:?}", UnixSeconds::new(7)), "UnixSeconds(7)");
    }

    #[test]
    fn the_other_unit_is_recognised() {
        assert_eq!(UnixMillis::parse("1742536880"), Err(TimeError::OtherUnit { due: TimeUnit::Millis }));
        assert_eq!(UnixSeconds::parse("1742536880000"), Err(TimeError::OtherUnit { due: TimeUnit::Seconds }));
    }

    #[test]
    fn foreign_characters_are_named_with_their_place() {
        let at = |character, position| Err(TimeError::Character { character, position, due: TimeUnit::Seconds });
        assert_eq!(UnixSeconds::parse("-168430493"), at('-', 0));
        assert_eq!(UnixSeconds::parse("+168430493"), at('+', 0));
        assert_eq!(UnixSeconds::parse("1684304935\n"), at('\n', 10));
        assert_eq!(UnixSeconds::parse("1684304.35"), at('.', 7));
        assert_eq!(UnixSeconds::parse("168430493٣"), at('٣', 9));
        assert_eq!(UnixSeconds::parse("1.6843e9"), at('.', 1));
    }

    #[test]
    fn errors_say_what_was_expected_and_what_came() {
        let millis = |text| UnixMillis::parse(text).unwrap_err().to_string();
        assert_eq!(millis("1742536880"), "10 digits: seconds where milliseconds are due");
        assert_eq!(millis("17425368800"), "expected 13 digits of milliseconds, found 11");
        assert_eq!(millis(""), "expected 13 digits of milliseconds, found 0");
        assert_eq!(millis(" 1742536880"), "expected 13 digits of milliseconds, found ' ' at position 0");
        let seconds = |text| UnixSeconds::parse(text).unwrap_err().to_string();
        assert_eq!(seconds("1742536880000"), "13 digits: milliseconds where seconds are due");
        assert_eq!(seconds("9".repeat(30).as_str()), "expected 10 digits of seconds, found 30");
    }

    #[test]
    fn differences_carry_their_unit() {
        assert_eq!(UnixMillis::new(1).abs_diff(UnixMillis::new(4)), Duration::from_millis(3));
        assert_eq!(UnixSeconds::new(4).abs_diff(UnixSeconds::new(1)), Duration::from_secs(3));
    }

    #[test]
    fn both_edges_of_the_window_are_inside() {
        let now = UnixMillis::new(1_700_000_000_000);
        let at = |offset: i64| MINUTE.check(now, UnixMillis::new(now.get().strict_add_signed(offset)));
        assert_eq!(at(-60_000), Ok(()));
        assert_eq!(at(-60_001), Err(Skew::Past { by_ms: 60_001 }));
        assert_eq!(at(0), Ok(()));
        assert_eq!(at(5_000), Ok(()));
        assert_eq!(at(5_001), Err(Skew::Future { by_ms: 5_001 }));
    }

    #[test]
    fn seconds_are_measured_in_milliseconds() {
        let now = UnixSeconds::new(1_700_000_000);
        assert_eq!(MINUTE.check(now, UnixSeconds::new(now.get() - 60)), Ok(()));
        assert_eq!(MINUTE.check(now, UnixSeconds::new(now.get() - 61)), Err(Skew::Past { by_ms: 61_000 }));
        assert_eq!(MINUTE.check(now, UnixSeconds::new(now.get() + 6)), Err(Skew::Future { by_ms: 6_000 }));
    }

    #[test]
    fn an_empty_window_takes_the_present_only() {
        let none = Window { past_ms: 0, future_ms: 0 };
        assert_eq!(none.check(UnixMillis::new(5), UnixMillis::new(5)), Ok(()));
        assert_eq!(none.check(UnixMillis::new(5), UnixMillis::new(4)), Err(Skew::Past { by_ms: 1 }));
        assert_eq!(none.check(UnixMillis::new(5), UnixMillis::new(6)), Err(Skew::Future { by_ms: 1 }));
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let (start, end) = (UnixSeconds::new(0), UnixSeconds::new(u64::MAX));
        assert_eq!(MINUTE.check(end, start), Err(Skew::Past { by_ms: u64::MAX }));
        assert_eq!(MINUTE.check(start, end), Err(Skew::Future { by_ms: u64::MAX }));
    }

    #[test]
    fn skew_names_its_side() {
        assert_eq!(Skew::Past { by_ms: 61_000 }.to_string(), "61000 ms in the past");
        assert_eq!(Skew::Future { by_ms: 1 }.to_string(), "1 ms in the future");
    }

    proptest! {
        #[test]
        fn text_parses_to_itself(millis in "[0-9]{13}", seconds in "[0-9]{10}") {
            prop_assert_eq!(UnixMillis::parse(&millis).unwrap().to_string(), millis);
            prop_assert_eq!(UnixSeconds::parse(&seconds).unwrap().to_string(), seconds);
        }

        #[test]
        fn no_text_is_both(text in "[0-9]{0,20}") {
            prop_assert_eq!(UnixMillis::parse(&text).is_ok(), text.len() == 13);
            prop_assert_eq!(UnixSeconds::parse(&text).is_ok(), text.len() == 10);
        }
    }
}
