//! What a merchant learns from a Cregis callback.

mod payment;
#[cfg(test)]
mod tests;
mod waas;

pub use payment::PaymentEvent;
pub use waas::{DepositStatus, OrderDepositStatus, PayoutStatus};

use std::borrow::Cow;

use crate::gateway::{Event, View, text_if_any};
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::wire::Object;

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let body = view.object()?;
    // Any of the three, so that one that is missing is named.
    if ["event_type", "data", "event_name"].into_iter().any(|name| body.get(name).is_some()) {
        payment::parse(view, body, rules)
    } else {
        waas::parse(body, rules)
    }
}

/// The text of a member that is neither null nor empty.
fn filled<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    object.get(name).filter(|value| !value.is_null())?;
    text_if_any(object, name).filter(|text| !text.is_empty())
}
