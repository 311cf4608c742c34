//! Deposits, payouts and withdrawals: flat bodies that only their members tell apart.
//!
//! The status numbers differ: 2 is a failed deposit, a rejected payout and a paid order deposit. They are three types
//! here, and a body that fits no callback or two is refused.

use std::borrow::Cow;

use super::filled;
use crate::gateway::{Event, Outcome, text_of};
use crate::gateways::cregis::callbacks;
use crate::message::{Message, check, check_exact};
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::{Rule, Rules};
use crate::value::{Address, Amount, Moment};
use crate::wire::Object;

/// `status` of a deposit to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepositStatus {
    /// 1
    Success,
    /// 2
    Failed,
    /// No document names it.
    Unknown,
}

impl DepositStatus {
    /// From the number on the wire, as text or integer (5).
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "1" => Self::Success,
            "2" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Failed => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `status` of a payout, and of a withdrawal from a deposit address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayoutStatus {
    /// 2: nothing was sent.
    SignatureRejected,
    /// 4: nothing was sent.
    ApprovalRejected,
    /// 6
    Success,
    /// 7
    Failed,
    /// No document names it. The examples have 0, which the query calls waiting and an SDK success (7).
    Unknown,
}

impl PayoutStatus {
    /// From the number on the wire.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "2" => Self::SignatureRejected,
            "4" => Self::ApprovalRejected,
            "6" => Self::Success,
            "7" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::PaidOut,
            Self::SignatureRejected | Self::ApprovalRejected | Self::Failed => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `status` of an order deposit.
///
/// The page of the callback decides, not that of the query (6), which counts 1 success, 2 failed, 3 timed out: a 1, as
/// in the callback's own example, is unknown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderDepositStatus {
    /// 2
    Success,
    /// 3
    Failed,
    /// 4
    TimedOut,
    /// The page of the callback does not name it.
    Unknown,
}

impl OrderDepositStatus {
    /// From the number on the wire.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "2" => Self::Success,
            "3" => Self::Failed,
            "4" => Self::TimedOut,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Failed => Outcome::Failed,
            Self::TimedOut => Outcome::Closed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// One flat callback: its table, and where its event finds what.
struct Flat {
    message: &'static Message,
    outcome: fn(&str) -> Outcome,
    /// What arrived.
    amount: &'static str,
    /// Where to.
    address: &'static str,
}

const DEPOSIT: Flat = Flat {
    message: &callbacks::ADDRESS_DEPOSIT,
    outcome: |status| DepositStatus::parse(status).outcome(),
    amount: "amount",
    address: "address",
};

const PAYOUT: Flat =
    Flat { message: &callbacks::PAYOUT_NOTIFY, outcome: |status| PayoutStatus::parse(status).outcome(), ..DEPOSIT };

const ORDER_DEPOSIT: Flat = Flat {
    message: &callbacks::ORDER_DEPOSIT_NOTIFY_LEGACY,
    outcome: |status| OrderDepositStatus::parse(status).outcome(),
    amount: "real_amount",
    ..DEPOSIT
};

const WITHDRAWAL: Flat = Flat { message: &callbacks::SUB_ADDRESS_WITHDRAWAL_NOTIFY, address: "to_address", ..PAYOUT };

const VERIFICATION: Flat =
    Flat { message: &callbacks::PAYOUT_EXTERNAL_VERIFICATION, outcome: |_| Outcome::Noted, ..WITHDRAWAL };

/// Reads a callback with a flat body.
pub(super) fn parse(body: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    let flat = flat(body)?;
    check(flat.message.fields, body, rules, "")?;
    check_exact(flat.message.fields, body, rules, "")?;
    check_swallowed(body, rules)?;
    Ok(event(&flat, body))
}

/// Which callback it is. A member that is null or empty is not signed, so it says nothing.
fn flat(body: &Object<'_>) -> Result<Flat, Rejection> {
    let has = |name: &&str| body.get(name).is_some_and(|value| !value.is_null() && value.raw() != "\"\"");
    let any = |names: &[&'static str]| names.iter().copied().find(|name| has(name));
    match (any(&["address", "real_amount"]), any(&["from_address", "to_address"])) {
        (Some(one), Some(other)) => Err(unknown(other, format!("`{one}` and `{other}`"))),
        (None, None) => Err(unknown("address", "none of them".to_owned())),
        (Some(_), None) if has(&"real_amount") => Ok(ORDER_DEPOSIT),
        (Some(_), None) if any(&["third_party_id", "remark"]).is_some() => Ok(PAYOUT),
        (Some(_), None) => Ok(DEPOSIT),
        (None, Some(_)) if any(&["status", "currency", "txid"]).is_some() => Ok(WITHDRAWAL),
        (None, Some(_)) => Ok(VERIFICATION),
    }
}

fn unknown(place: &str, found: String) -> Rejection {
    let expected = "an envelope with `data`, or either `address` or `from_address` and `to_address`";
    Rejection::new(Code::UnknownMessage, format!("/{place}"), expected, found)
}

/// Refuses a text that holds the member `timestamp` with its value.
///
/// The signature covers no borders, and remark and memo are chosen by others: one that spells the members of another
/// message gives this one a twin with the same signature, in which some later text has swallowed what was sent. Each
/// twin with another status has the `timestamp` of one of the two inside a text.
fn check_swallowed(body: &Object<'_>, rules: Rules) -> Result<(), Rejection> {
    if !rules.on(Rule::ExactMembers) {
        return Ok(());
    }
    let swallows = |text: &str| {
        text.match_indices("timestamp").any(|(at, name)| {
            let value = &text.as_bytes()[at + name.len()..];
            value.len() >= 13 && value[..13].iter().all(u8::is_ascii_digit)
        })
    };
    let member = body.members().iter().find(|member| member.value.decoded().is_some_and(|text| swallows(&text)));
    member.map_or(Ok(()), |member| {
        let place = format!("/{}", excerpt(&member.name));
        let expected = "a text that does not hold another member: the signature covers no borders";
        Err(Rejection::new(Code::MemberKind, place, expected, excerpt(member.value.raw())))
    })
}

fn event(flat: &Flat, body: &Object<'_>) -> Event {
    let status = text_of(body, "status");
    Event {
        message: flat.message.id,
        key: [flat.message.name(), " ", &*number(body), " ", &*status].concat(),
        // A deposit belongs to an address, not to an order.
        order: text_of(body, "third_party_id").into_owned(),
        outcome: (flat.outcome)(&status),
        amount: Amount::parse(&text_of(body, flat.amount)).ok(),
        currency: filled(body, "currency").map(Cow::into_owned),
        at: filled(body, "block_time").and_then(|text| Moment::parse(&text)),
        address: filled(body, flat.address).map(Address::new),
        status: status.into_owned(),
    }
}

/// `cid`, or what comes nearest to it in the first version, which had none.
fn number(body: &Object<'_>) -> String {
    let parts = || ["third_party_id", "txid", "address"].into_iter().filter_map(|name| filled(body, name));
    filled(body, "cid").map_or_else(|| parts().collect::<Vec<_>>().join(" "), Cow::into_owned)
}
