//! What PayCools answers to a request, and what the merchant answers to a callback.

use crate::message::{Field, Kind, Message};

/// <https://docs.paycools.com/en/v1/296682502e0>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "paycools/acknowledgement",
    path: "notifyUrl",
    about: "HTTP 200 and these two constants; no refusal is documented.",
    fields: &[
        Field::required("code", Kind::IntegerConstant(10000), "9: 1 in the older protocol"),
        Field::required("message", Kind::Constant("Success"), "9: `msg` in the older protocol"),
    ],
    examples: &["payment_notification_id_dynamic.response.json"],
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::ACKNOWLEDGEMENT
};

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&ACKNOWLEDGEMENT];
