//! Which payments the gateway confirms by itself.

use crate::value::Amount;
use core::fmt;

/// From 0.5 to 1.2 times the order amount, both inclusive: what the gateway confirms without anybody's help.
///
/// > The payment amount cannot exceed 1.2 times the order amount (i.e., at most 20% overpayment).
/// > The payment amount cannot be less than half of the order amount (i.e., at least 50% payment).
///
/// An order of 100 may end as paid with 50 received, so a merchant compares amounts before delivering. Both amounts are
/// in whole units of the *settlement* currency (`expectedAmount` and `settlementAmount` with the currency's decimals);
/// `quoteAmount` may be in another one. An order of zero is refused elsewhere; here its range is zero.
///
/// Source: <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>, "Payment script payment amount
/// confirmation range". "Cannot exceed" and "cannot be less" are read as inclusive.
///
/// ```
/// use counterfoil_protocol::gateways::payprotocol::confirmation::{Confirmation, ConfirmationRange};
/// use counterfoil_protocol::value::Amount;
///
/// let range = ConfirmationRange::of(&Amount::parse("100")?);
/// assert_eq!((range.min().text(), range.max().text()), ("50", "120"));
/// assert_eq!(range.check(&Amount::parse("49.99")?), Confirmation::TooLittle);
/// # Ok::<(), counterfoil_protocol::value::AmountError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationRange {
    min: Amount,
    max: Amount,
}

impl ConfirmationRange {
    /// The range of an order, exact to the last place.
    #[must_use]
    pub fn of(order: &Amount) -> Self {
        Self { min: order.times_tenths(MIN_TENTHS), max: order.times_tenths(MAX_TENTHS) }
    }

    /// The smallest amount confirmed automatically.
    #[must_use]
    pub fn min(&self) -> &Amount {
        &self.min
    }

    /// The largest amount confirmed automatically.
    #[must_use]
    pub fn max(&self) -> &Amount {
        &self.max
    }

    /// On which side of the range a payment lies.
    #[must_use]
    pub fn check(&self, paid: &Amount) -> Confirmation {
        if *paid < self.min {
            Confirmation::TooLittle
        } else if *paid > self.max {
            Confirmation::TooMuch
        } else {
            Confirmation::Automatic
        }
    }
}

impl fmt::Display for ConfirmationRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.min, self.max)
    }
}

/// What becomes of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confirmation {
    /// Less than half: the buyer submits the transaction hash, or the merchant uses the Order Repair Tool.
    TooLittle,
    /// Confirmed without help.
    Automatic,
    /// More than 1.2 times: as for too little.
    TooMuch,
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLittle => "too little",
            Self::Automatic => "automatic",
            Self::TooMuch => "too much",
        })
    }
}

const MIN_TENTHS: u32 = 5;
const MAX_TENTHS: u32 = 12;

#[cfg(test)]
mod tests {
    use super::{Amount, Confirmation, ConfirmationRange};
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    fn check(order: &str, paid: &str) -> Confirmation {
        ConfirmationRange::of(&amount(order)).check(&amount(paid))
    }

    #[test]
    fn both_edges_are_inside() {
        assert_eq!(check("100", "50"), Confirmation::Automatic);
        assert_eq!(check("100", "50.00"), Confirmation::Automatic);
        assert_eq!(check("100", "100"), Confirmation::Automatic);
        assert_eq!(check("100", "120"), Confirmation::Automatic);
        assert_eq!(check("100.00", "120.000000000000000000"), Confirmation::Automatic);
    }

    #[test]
    fn the_eighteenth_place_decides() {
        assert_eq!(check("100", "49.999999999999999999"), Confirmation::TooLittle);
        assert_eq!(check("100", "50.000000000000000001"), Confirmation::Automatic);
        assert_eq!(check("100", "119.999999999999999999"), Confirmation::Automatic);
        assert_eq!(check("100", "120.000000000000000001"), Confirmation::TooMuch);
        assert_eq!(check("100", "0"), Confirmation::TooLittle);
    }

    #[test]
    fn the_smallest_order_has_a_range() {
        let range = ConfirmationRange::of(&amount("0.000000000000000001"));
        assert_eq!(range.to_string(), "0.0000000000000000005 to 0.0000000000000000012");
        assert_eq!(range.check(&amount("0")), Confirmation::TooLittle);
        assert_eq!(range.check(&amount("0.000000000000000001")), Confirmation::Automatic);
        assert_eq!(range.check(&amount("0.000000000000000002")), Confirmation::TooMuch);
    }

    #[test]
    fn the_largest_order_does_not_overflow() {
        let order = "9".repeat(64);
        assert_eq!(check(&order, &order), Confirmation::Automatic);
        assert_eq!(check(&order, "1"), Confirmation::TooLittle);
        assert_eq!(check("1", &order), Confirmation::TooMuch);
    }

    #[test]
    fn bounds_are_short_texts() {
        let range = ConfirmationRange::of(&amount("1.864595"));
        assert_eq!((range.min().text(), range.max().text()), ("0.9322975", "2.237514"));
        assert_eq!(Confirmation::TooLittle.to_string(), "too little");
    }

    proptest! {
        #[test]
        fn agrees_with_integers(order in 1_u64..1_000_000_000_000_000_000, paid: u64) {
            let (wide_order, wide_paid) = (u128::from(order), u128::from(paid));
            let wanted = if wide_paid * 10 < wide_order * 5 {
                Confirmation::TooLittle
            } else if wide_paid * 10 > wide_order * 12 {
                Confirmation::TooMuch
            } else {
                Confirmation::Automatic
            };
            prop_assert_eq!(check(&order.to_string(), &paid.to_string()), wanted);
        }

        #[test]
        fn the_edges_of_any_order_are_inside(order in r"(0|[1-9][0-9]{0,30})(\.[0-9]{1,18})?") {
            let range = ConfirmationRange::of(&amount(&order));
            prop_assert_eq!(range.check(range.min()), Confirmation::Automatic);
            prop_assert_eq!(range.check(&amount(&order)), Confirmation::Automatic);
            prop_assert_eq!(range.check(range.max()), Confirmation::Automatic);
        }
    }
}
