//! What Cregis answers to a request, and what the merchant answers to a callback.

use crate::message::{Direction, Message};

/// <https://developer.cregis.com/api-reference/callback/payment-engine>
pub static PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT: Message = Message {
    id: "cregis/payment-order-notify-acknowledgement",
    direction: Direction::Acknowledgement,
    method: "POST",
    path: "callback_url",
    signed: false,
    about: "The text `success` as the whole body; anything else counts as failed.",
    fields: &[],
    examples: &[],
    source: "https://developer.cregis.com/api-reference/callback/payment-engine",
};

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT];
