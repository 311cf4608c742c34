//! What PayCools answers to a request, and what the merchant answers to a callback.
//!
//! Numbers in notes are those of the contradictions listed in the gateway's documents. No answer carries a signature on
//! any page, although one of them says that answers must be verified.

pub mod account;
pub mod payments;
pub mod payouts;
pub mod refunds;
pub mod static_codes;
pub mod v2;

use crate::message::{Envelope, Field, Kind, Message};

/// <https://developer.paycools.com/en/docs/paycools-doc/api-description>
pub static UNIFIED_RESPONSE: Message = Message {
    id: "paycools/unified-response",
    path: "the path of the call",
    about: "The envelope of every answer; the only thing known of the answers to calls whose pages could not be read.",
    fields: &[CODE, MESSAGE, Field::optional("data", Kind::Any, "object, list or null; one page shows a string")],
    envelope: Some(&ENVELOPE),
    examples: &["unified_response.response.json", "error_general.response.json", "error_common.response.json"],
    source: "https://developer.paycools.com/en/docs/paycools-doc/api-description",
    ..Message::RESPONSE
};

/// Every answer's. The HTTP status of refusals is not documented.
pub static ENVELOPE: Envelope = Envelope {
    name: "code-message-data",
    about: "`code` is an integer; 10000 of a call that opens a payment does not mean that it is paid.",
    code: Some("code"),
    success: &["10000"],
    message: Some("message"),
    data: Some("data"),
    source: "https://docs.paycools.com/en/v1/common/PlatformApiErrorCode.html",
};

/// <https://docs.paycools.com/en/v1/296682502e0>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "paycools/acknowledgement",
    path: "notifyUrl",
    about: "HTTP 200 and these two constants; no refusal is documented.",
    fields: &[
        Field::required("code", Kind::IntegerConstant(10000), "9: 1 in the older protocol"),
        Field::required("message", Kind::Constant("Success"), "9: `msg` in the older protocol"),
    ],
    examples: &[
        "payment_notification_id_dynamic.response.json",
        "refund_notification.response.json",
        "va_static_notification_coid.response.json",
        "legacy_cpm_notification.response.json",
    ],
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::ACKNOWLEDGEMENT
};

// Members of every response.
const CODE: Field = Field::required("code", Kind::INT64, "10000 is success, 21000 and above are refusals; 10, 14");
const MESSAGE: Field = Field::required("message", Kind::TEXT, "words for people");

const fn data(table: &'static [Field]) -> Field {
    Field::expected("data", Kind::Object(table), "null or absent in refusals")
}

// Members of many a `data`.
const MCH_ORDER_ID: Field = Field::expected("mchOrderId", Kind::FILLED, "17: a sample has `_`");
const TRANSACTION_ID: Field = Field::expected("transactionId", Kind::FILLED, "the gateway's");
const CHANNEL_CODE: Field = Field::expected("channelCode", Kind::FILLED, "an open set");
const PAY_DATA: Field =
    Field::expected("payData", Kind::Either(&[Kind::Url, Kind::TEXT]), "a link, a number or what a QR code says");
const CREATE_TIME: Field = Field::expected("createTime", Kind::DateTimeText, "zone unknown");

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[
    &UNIFIED_RESPONSE,
    &account::BALANCE_INQUIRY_RESPONSE,
    &account::BALANCE_INQUIRY_V2_RESPONSE,
    &account::REPORT_DOWNLOAD_RESPONSE,
    &payouts::PH_CREATE_PAYOUT_RESPONSE,
    &payouts::ID_CREATE_PAYOUT_RESPONSE,
    &payments::PH_CREATE_PAYMENT_RESPONSE,
    &payments::PH_PAYMENT_STATUS_RESPONSE,
    &payments::ID_CREATE_PAYMENT_RESPONSE,
    &payments::MY_CREATE_PAYMENT_RESPONSE,
    &static_codes::PH_STATIC_CREATE_PAYMENT_RESPONSE,
    &static_codes::PH_STATIC_CODE_CANCEL_RESPONSE,
    &refunds::REFUND_RESPONSE,
    &refunds::REFUND_PAYMENTS_RESPONSE,
    &v2::PAYMENT_STATUS_RESPONSE,
    &v2::CREATE_CHECKOUT_ORDER_RESPONSE,
    &ACKNOWLEDGEMENT,
];
