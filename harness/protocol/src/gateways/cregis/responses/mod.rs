//! What Cregis answers to a request, and what the merchant answers to a callback.
//!
//! Answers carry no signature. Numbers in notes (`12`, `19`) are those of the contradictions listed in the gateway's
//! documents.

pub mod address;
pub mod deposit;
pub mod payment;
pub mod payout;
pub mod project;
pub mod team;

use super::codes::RETURN_CODES;
use crate::message::{Carrier, Envelope, Field, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/response>
pub static ENVELOPE: Envelope = Envelope {
    name: "cregis",
    about: "The code is text, and only `00000` is success; what `data` is on errors is not fixed (19).",
    code: Some("code"),
    success: &["00000"],
    message: Some("msg"),
    data: Some("data"),
    source: "https://developer-cn.cregis.com/api-reference/response",
};

/// <https://developer-cn.cregis.com/api-reference/response>
pub static ENVELOPE_RESPONSE: Message = Message {
    id: "cregis/envelope-response",
    path: "/api/v1/payout",
    about: "What every answer looks like, shown with the answer to a payout.",
    fields: &[CODE, MSG, OK, Field::expected("data", Kind::Any, DATA_NOTE)],
    examples: &["generic.response.1.json", "generic.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/response",
    ..ANSWER
};

/// <https://developer.cregis.com/api-reference/callback/payment-engine>
pub static PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT: Message = Message {
    id: "cregis/payment-order-notify-acknowledgement",
    path: "callback_url",
    carrier: Carrier::Text(&["success"]),
    about: "The text `success` as the whole body, of every callback but one; anything else counts as failed.",
    source: "https://developer.cregis.com/api-reference/callback/payment-engine",
    ..Message::ACKNOWLEDGEMENT
};

/// <https://github.com/Minki-Cregis/Cregis-Product-Guide>
pub static PAYOUT_EXTERNAL_VERIFICATION_ACKNOWLEDGEMENT: Message = Message {
    id: "cregis/payout-external-verification-acknowledgement",
    path: "set in the client",
    carrier: Carrier::Text(&["ok", "deny"]),
    about: "The text `ok` lets the payout go on, `deny` stops it; `success` is neither.",
    source: "https://github.com/Minki-Cregis/Cregis-Product-Guide",
    ..Message::ACKNOWLEDGEMENT
};

// Members of every answer.
const CODE: Field = Field::required("code", Kind::Enumeration(RETURN_CODES), "`00000` is the only success");
const MSG: Field = Field::expected("msg", Kind::TEXT, "");
const OK: Field = Field::optional("ok", Kind::Boolean, "19: only on one page and in the output of an SDK");
const DATA_NOTE: &str = "19: empty on errors, as null, as {} or left out";

const fn data(fields: &'static [Field]) -> Field {
    Field::expected("data", Kind::Object(fields), DATA_NOTE)
}

/// What answers have in common.
const ANSWER: Message = Message { envelope: Some(&ENVELOPE), ..Message::RESPONSE };

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[
    &ENVELOPE_RESPONSE,
    &payment::PAYMENT_ENGINE_CREATE_RESPONSE,
    &payment::PAYMENT_ENGINE_QUERY_RESPONSE,
    &payment::PAYMENT_V1_ORDER_LEGACY_RESPONSE,
    &project::COINS_RESPONSE,
    &project::TRADE_PAGE_RESPONSE,
    &address::ADDRESS_CREATE_RESPONSE,
    &address::ADDRESS_BATCH_CREATE_RESPONSE,
    &address::ADDRESS_UPDATE_RESPONSE,
    &address::ADDRESS_INNER_RESPONSE,
    &address::ADDRESS_LEGAL_RESPONSE,
    &address::COLLECTION_RESPONSE,
    &address::SUB_ADDRESS_BALANCE_RESPONSE,
    &address::SUB_ADDRESS_BALANCE_V2_RESPONSE,
    &payout::PAYOUT_V1_RESPONSE,
    &payout::PAYOUT_V2_RESPONSE,
    &payout::PAYOUT_QUERY_RESPONSE,
    &payout::SUB_ADDRESS_WITHDRAWAL_RESPONSE,
    &payout::SUB_ADDRESS_WITHDRAWAL_QUERY_RESPONSE,
    &deposit::ORDER_DEPOSIT_CREATE_LEGACY_RESPONSE,
    &deposit::ORDER_DEPOSIT_QUERY_LEGACY_RESPONSE,
    &deposit::ORDER_DEPOSIT_CANCEL_LEGACY_RESPONSE,
    &team::TEAM_WALLETS_RESPONSE,
    &team::TEAM_WALLET_ADDRESS_RESPONSE,
    &team::TEAM_WALLET_BALANCE_RESPONSE,
    &team::TEAM_WALLET_ADDRESS_BALANCE_RESPONSE,
    &team::TEAM_WALLET_HISTORY_TRANSACTION_INFO_RESPONSE,
    &team::TEAM_WALLET_PROCESSING_TRANSACTION_INFO_RESPONSE,
    &PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT,
    &PAYOUT_EXTERNAL_VERIFICATION_ACKNOWLEDGEMENT,
];
