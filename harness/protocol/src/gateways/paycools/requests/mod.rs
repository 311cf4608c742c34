//! What the merchant asks of PayCools.
//!
//! Every call is `{appId, sign, param}`; the tables of `param` are what differs. Numbers in notes are those of the
//! contradictions listed in the gateway's documents. Where only a page of a white-label twin or sibling site could be
//! read, the source says which.

pub mod account;
pub mod payments;
pub mod payouts;
pub mod refunds;
pub mod static_codes;
pub mod v2;

use crate::message::{Field, Kind, Message};

// The envelope of every request.
const APP_ID: Field =
    Field::required("appId", Kind::FILLED, "not signed; 32 of lower-case hex in samples, 37 in one (20)");
const SIGN: Field = Field::required("sign", Kind::Signature, "344 characters of base64; 2: tables show 40 of hex");

const fn param(table: &'static [Field]) -> Field {
    Field::required("param", Kind::Nested(table), "the signed text itself")
}

// Members of many a `param`.
const TIMESTAMP: Field = Field::required("timestamp", TIME, "8: milliseconds as a number; samples differ");
const MCH_ORDER_ID: Field =
    Field::required("mchOrderId", Kind::Text { min: 1, max: 32 }, "17: letters and digits, yet a sample has `_`");
const CHANNEL_CODE: Field = Field::required("channelCode", Kind::FILLED, "such as `PH_QRPH_STATIC`; an open set");
const CUSTOMER_NAME: Field = Field::required("customerName", Kind::Text { min: 1, max: 128 }, "");
const EMAIL: Field = Field::required("email", Kind::Text { min: 1, max: 128 }, "");
const REMARK: Field = Field::optional("remark", Kind::Text { min: 1, max: 256 }, "comes back in the notification");
const NOTIFY_URL: Field = Field::required("notifyUrl", Kind::Url, "at most 256 characters");

/// Milliseconds as the tables say, and what samples have instead.
const TIME: Kind = Kind::Either(&[Kind::MillisOrText, Kind::Seconds, Kind::SecondsText]);

/// All requests.
pub const ALL: &[&Message] = &[
    &account::UNIFIED,
    &account::BALANCE_INQUIRY,
    &account::BALANCE_INQUIRY_V2,
    &account::REPORT_DOWNLOAD,
    &payouts::PH_CREATE_PAYOUT,
    &payouts::PH_PAYOUT_STATUS,
    &payouts::ID_CREATE_PAYOUT,
    &payouts::ID_PAYOUT_STATUS,
    &payouts::MY_CREATE_PAYOUT,
    &payouts::MY_PAYOUT_STATUS,
    &payouts::TH_CREATE_PAYOUT,
    &payouts::TH_PAYOUT_STATUS,
    &payments::PH_CREATE_PAYMENT,
    &payments::PH_PAYMENT_STATUS,
    &payments::ID_CREATE_PAYMENT,
    &payments::ID_PAYMENT_STATUS,
    &payments::MY_CREATE_PAYMENT,
    &payments::MY_PAYMENT_STATUS,
    &payments::TH_CREATE_PAYMENT,
    &payments::TH_PAYMENT_STATUS,
    &payments::RU_CREATE_PAYMENT,
    &payments::RU_PAYMENT_STATUS,
    &static_codes::PH_STATIC_CREATE_PAYMENT,
    &static_codes::PH_STATIC_CODE_DETAIL,
    &static_codes::PH_STATIC_PAYMENT_LIST,
    &static_codes::PH_STATIC_CODE_CANCEL,
    &static_codes::ID_STATIC_CREATE_PAYMENT,
    &static_codes::ID_STATIC_CODE_DETAIL,
    &static_codes::ID_STATIC_PAYMENT_LIST,
    &static_codes::TH_STATIC_CREATE_PAYMENT,
    &static_codes::TH_STATIC_CODE_DETAIL,
    &static_codes::TH_STATIC_PAYMENT_LIST,
    &refunds::REFUND,
    &refunds::REFUND_PAYMENTS,
    &v2::PAYMENT_STATUS,
    &v2::CREATE_CHECKOUT_ORDER,
];
