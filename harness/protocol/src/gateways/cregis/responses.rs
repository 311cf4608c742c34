//! What Cregis answers to a request, and what the merchant answers to a callback.

use crate::message::Message;

/// <https://developer.cregis.com/api-reference/callback/payment-engine>
pub static PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT: Message = Message {
    id: "cregis/payment-order-notify-acknowledgement",
    path: "callback_url",
    about: "The text `success` as the whole body; anything else counts as failed.",
    source: "https://developer.cregis.com/api-reference/callback/payment-engine",
    ..Message::ACKNOWLEDGEMENT
};

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT];
