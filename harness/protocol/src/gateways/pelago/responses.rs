//! What Pelago answers to a request, and what the merchant answers to a callback.

use crate::message::Message;

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "pelago/acknowledgement",
    path: "notifyUrl",
    about: "HTTP 200 and an empty object; the vendor's plugin answers the text `SUCCESS` (A16).",
    examples: &["fiat-order-notify.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458",
    ..Message::ACKNOWLEDGEMENT
};

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&ACKNOWLEDGEMENT];
