//! What a merchant learns from a GatePay callback.

mod accounts;
mod addresses;
mod orders;
mod payouts;

pub use accounts::{DeductionStatus, InstitutionStatus, PaymentStatus, SubscriptionStatus};
pub use addresses::{
    AddressStatus, ConvertDelayStatus, FixedAddressStatus, RiskStatus, TransferStatus, UnresolvedStatus,
};
pub use orders::{ActuallyStatus, PayStatus, RefundStatus};
pub use payouts::{BatchStatus, GiftStatus, OtcStatus, WithdrawStatus};

use std::borrow::Cow;

use super::callbacks;
use crate::gateway::{Event, Nested, NestedForm, Outcome, View, open, text_of, told};
use crate::message::{Field, Message, check};
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::{Rule, Rules};
use crate::value::{Address, Amount, Moment};
use crate::wire::{Object, Shape};

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let outer = view.object()?;
    let word = told(outer, "bizType");
    match word.as_deref() {
        Some("PAY") => PAY.read(view, rules),
        Some(word) => match OTHERS.iter().find(|business| business.word == word) {
            Some(business) => business.read(view, rules),
            None if is_unknown(outer, rules) => {
                let found = format!("`{}`", excerpt(word));
                Err(Rejection::new(Code::UnknownMessage, "/bizType", "a documented business type", found))
            }
            None => PAY.read(view, rules),
        },
        None if PAYOUT_MARKS.iter().any(|name| outer.get(name).is_some()) => payouts::withdraw(outer, rules),
        None => PAY.read(view, rules),
    }
}

/// What is no word at all is left to the table of PAY, which says so.
fn is_unknown(outer: &Object<'_>, rules: Rules) -> bool {
    rules.on(Rule::MemberKinds) && outer.get("bizType").is_some_and(|value| value.shape() == Shape::String)
}

/// Members of the one callback without `bizType` (H14).
const PAYOUT_MARKS: [&str; 2] = ["main_order", "suborders"];

/// A callback with `bizType`.
struct Business {
    word: &'static str,
    message: &'static Message,
    data: &'static [Field],
    form: Form,
    event: fn(&Callback<'_>) -> Result<Event, Rejection>,
}

/// In which form `data` is taken (A11).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As the reading says.
    Read,
    /// As it comes: the pages show only what the rule excludes.
    Any,
}

/// A callback that is opened and checked.
struct Callback<'t> {
    message: &'static Message,
    outer: &'t Object<'t>,
    data: &'t Object<'t>,
    rules: Rules,
}

const PAY: Business = Business {
    word: "PAY",
    message: &callbacks::PAY,
    data: callbacks::PAY_DATA,
    form: Form::Read,
    event: |callback| Ok(orders::pay(callback)),
};

const OTHERS: [Business; 15] = [
    Business {
        word: "PAY_REFUND",
        message: &callbacks::PAY_REFUND,
        data: callbacks::PAY_REFUND_DATA,
        event: orders::refund,
        ..PAY
    },
    Business {
        word: "PAY_ADDRESS",
        message: &callbacks::PAY_ADDRESS,
        data: callbacks::PAY_ADDRESS_DATA,
        event: |callback| Ok(addresses::pay(callback)),
        ..PAY
    },
    Business {
        word: "TRANSFER_ADDRESS",
        message: &callbacks::TRANSFER_ADDRESS,
        data: callbacks::TRANSFER_DATA,
        form: Form::Any,
        event: |callback| Ok(addresses::transfer(callback)),
    },
    Business {
        word: "PAY_FIXED_ADDRESS",
        message: &callbacks::PAY_FIXED_ADDRESS,
        data: callbacks::PAY_FIXED_ADDRESS_DATA,
        event: |callback| Ok(addresses::deposit(callback)),
        ..PAY
    },
    Business {
        word: "PAY_UNRESOLVED",
        message: &callbacks::PAY_UNRESOLVED,
        data: callbacks::PAY_UNRESOLVED_DATA,
        form: Form::Any,
        event: |callback| Ok(addresses::unresolved(callback)),
    },
    Business {
        word: "SUBSCRIPTION_PAYMENT",
        message: &callbacks::SUBSCRIPTION_PAYMENT,
        data: callbacks::SUBSCRIPTION_PAYMENT_DATA,
        event: |callback| Ok(accounts::payment(callback)),
        ..PAY
    },
    Business {
        word: "SUBSCRIPTION_ORDER_STATUS",
        message: &callbacks::SUBSCRIPTION_ORDER_STATUS,
        data: callbacks::SUBSCRIPTION_DATA,
        event: |callback| Ok(accounts::subscription(callback)),
        ..PAY
    },
    Business {
        word: "ACCOUNT_AUTH_DEDUCTION",
        message: &callbacks::ACCOUNT_AUTH_DEDUCTION,
        data: callbacks::ACCOUNT_AUTH_DEDUCTION_DATA,
        event: |callback| Ok(accounts::deduction(callback)),
        ..PAY
    },
    Business {
        word: "PAY_BATCH",
        message: &callbacks::PAY_BATCH,
        data: callbacks::PAY_BATCH_DATA,
        event: |callback| Ok(payouts::batch(callback)),
        ..PAY
    },
    Business {
        word: "PAY_GIFT_BATCH",
        message: &callbacks::PAY_GIFT_BATCH,
        data: callbacks::PAY_GIFT_BATCH_DATA,
        event: |callback| Ok(payouts::gifts(callback)),
        ..PAY
    },
    Business {
        word: "OTC",
        message: &callbacks::OTC,
        data: callbacks::OTC_DATA,
        event: |callback| Ok(payouts::otc(callback)),
        ..PAY
    },
    Business {
        word: "FIXED_ADDRESS_RISK",
        message: &callbacks::FIXED_ADDRESS_RISK,
        data: callbacks::FIXED_ADDRESS_RISK_DATA,
        event: |callback| Ok(addresses::risk(callback)),
        ..PAY
    },
    Business {
        word: "INSTITUTION",
        message: &callbacks::INSTITUTION,
        data: callbacks::INSTITUTION_DATA,
        event: |callback| Ok(accounts::institution(callback)),
        ..PAY
    },
    Business {
        word: "RECEIVED_CONVERT_DELAY_ADDRESS",
        message: &callbacks::RECEIVED_CONVERT_DELAY_ADDRESS,
        data: callbacks::TRANSFER_DATA,
        form: Form::Any,
        event: |callback| Ok(addresses::convert_delay(callback)),
    },
    Business {
        word: "PAY_ACTUALLY",
        message: &callbacks::PAY_ACTUALLY,
        data: callbacks::PAY_ACTUALLY_DATA,
        form: Form::Any,
        event: |callback| Ok(orders::actually(callback)),
    },
];

impl Business {
    fn read(&self, view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
        let outer = view.object()?;
        check(self.message.fields, outer, rules, "")?;
        let text = view.nested_text(Nested { member: "data", form: self.form.of(view, outer) })?;
        let data = open(&text, rules).map_err(|refused| refused.within("/data"))?;
        check(self.data, &data, rules, "/data→")?;
        (self.event)(&Callback { message: self.message, outer, data: &data, rules })
    }
}

impl Form {
    fn of(self, view: &View<'_>, outer: &Object<'_>) -> NestedForm {
        let text = match self {
            Self::Read => view.readings.choice("data") == "string",
            Self::Any => outer.get("data").is_some_and(|value| value.shape() == Shape::String),
        };
        if text { NestedForm::Text } else { NestedForm::Object }
    }
}

impl Callback<'_> {
    /// A member of `data`, empty where there is none.
    fn text(&self, name: &str) -> Cow<'_, str> {
        told(self.data, name).unwrap_or_default()
    }

    fn amount(&self, name: &str) -> Option<Amount> {
        amount(self.data, name)
    }

    fn currency(&self, name: &str) -> Option<String> {
        told(self.data, name).map(Cow::into_owned)
    }

    fn moment(&self, name: &str) -> Option<Moment> {
        moment(self.data, name)
    }

    fn address(&self, name: &str) -> Option<Address> {
        address(self.data, name)
    }

    fn status(&self) -> Cow<'_, str> {
        text_of(self.outer, "bizStatus")
    }

    /// Type and id of the callback, what else tells two events apart, and the status: `bizId` alone does not (H9, H10).
    fn key(&self, more: &[&str]) -> String {
        let (word, id, status) = (text_of(self.outer, "bizType"), text_of(self.outer, "bizId"), self.status());
        [&[&*word, &*id], more, &[&*status]].concat().join(" ")
    }

    /// An event that says nothing yet but the status.
    fn event(&self, outcome: Outcome) -> Event {
        blank(self.message, outcome, self.status().into_owned())
    }
}

fn blank(message: &'static Message, outcome: Outcome, status: String) -> Event {
    Event {
        message: message.id,
        key: String::new(),
        order: String::new(),
        outcome,
        status,
        amount: None,
        currency: None,
        at: None,
        address: None,
    }
}

/// Where no page demands order number and amount, money is parked as long as one of them is not told.
fn parked_unless_whole(event: Event) -> Event {
    let whole = !event.order.is_empty() && event.amount.is_some();
    let outcome = if event.outcome.credits() && !whole { Outcome::Unknown } else { event.outcome };
    Event { outcome, ..event }
}

fn amount(object: &Object<'_>, name: &str) -> Option<Amount> {
    Amount::parse(&told(object, name)?).ok()
}

fn moment(object: &Object<'_>, name: &str) -> Option<Moment> {
    Moment::parse(&told(object, name)?)
}

fn address(object: &Object<'_>, name: &str) -> Option<Address> {
    told(object, name).map(Address::new)
}

#[cfg(test)]
mod tests;
