//! What Pay Protocol answers to a request, and what the merchant answers to a callback.
//!
//! Numbers in notes are those of the contradictions and hazards listed in the gateway's documents.

use crate::message::{Field, Kind, Message, Pattern};

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub static CREATE_PAYMENT_ORDER_RESPONSE: Message = Message {
    id: "payprotocol/create-payment-order-response",
    path: "/payment/createPaymentOrder",
    about: "The order's number, its payment page and the address to pay to.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(CREATED_ORDER), DATA_NOTE)],
    examples: &["create-payment-order.response.1.json", "create-payment-order.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
    ..Message::RESPONSE
};

/// `data` of [`CREATE_PAYMENT_ORDER_RESPONSE`].
pub const CREATED_ORDER: &[Field] = &[
    Field::required("outPaymentNo", FILLED, "21 digits in all examples"),
    Field::required("paymentUrl", FILLED, "H1: a path, `/payment?apiSign=`, to be put behind the payment host"),
    Field::required("userWalletAddress", FILLED, "where to pay to; spelt as the chain spells it"),
    Field::required("saltHash", Kind::Pattern(Pattern::Hash32), "salt of the sub-contract's address"),
];

/// <https://doc.payprotocol.network/docs/api/guide/callback>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "payprotocol/acknowledgement",
    path: "notifyUrl",
    about: "HTTP 200 and the text `success` as the whole body (A6: in quotes from the vendor's plugin).",
    examples: &[
        "recharge-callback.response.1.json",
        "refund-callback.response.1.json",
        "withdraw-callback.response.1.json",
    ],
    source: "https://doc.payprotocol.network/docs/api/guide/callback",
    ..Message::ACKNOWLEDGEMENT
};

// Members of every response.
const CODE: Field = Field::required("code", INT32, "A9: 200 is success in examples, 0 in the schema's sample");
const MSG: Field = Field::required("msg", TEXT, "A9: `success` or `Success`");
const DESCRIPTION: Field = Field::optional("description", TEXT, "details of an error");
const DATA_NOTE: &str = "required by the schema; bodies of errors are not documented";

const INT32: Kind = Kind::Integer { min: i32::MIN as i64, max: i32::MAX as i64 };
const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };
const FILLED: Kind = Kind::Text { min: 1, max: usize::MAX };

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&CREATE_PAYMENT_ORDER_RESPONSE, &ACKNOWLEDGEMENT];
