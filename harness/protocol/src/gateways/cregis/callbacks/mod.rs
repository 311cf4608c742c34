//! What Cregis sends of its own accord.
//!
//! Numbers in notes (`2`, `8`) are those of the contradictions listed in the gateway's documents.

mod payment;
mod waas;

pub use payment::*;
pub use waas::*;

use crate::message::Message;

/// All callbacks.
pub const ALL: &[&Message] = &[
    &PAYMENT_ORDER_NOTIFY,
    &PAYMENT_V1_NOTIFY_LEGACY,
    &ADDRESS_DEPOSIT,
    &PAYOUT_NOTIFY,
    &SUB_ADDRESS_WITHDRAWAL_NOTIFY,
    &PAYOUT_EXTERNAL_VERIFICATION,
    &ORDER_DEPOSIT_NOTIFY_LEGACY,
];
