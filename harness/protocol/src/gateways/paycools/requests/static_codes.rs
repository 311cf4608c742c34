//! Payment codes that can be paid again and again, called static.

use super::{APP_ID, CHANNEL_CODE, CUSTOMER_NAME, EMAIL, MCH_ORDER_ID, REMARK, SIGN, TIMESTAMP, param};
use crate::gateways::paycools::responses::{UNIFIED_RESPONSE, static_codes as responses};
use crate::message::{Field, Kind, Message, Published};

/// 2.3.1. <https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCollection.html>
pub static PH_STATIC_CREATE_PAYMENT: Message = Message {
    id: "paycools/ph-static-create-payment",
    path: "/open-api/philippines/static/payment/generate",
    about: "Asks for a QR code without an amount that customers can pay to repeatedly.",
    fields: &[APP_ID, SIGN, param(PH_STATIC_PAYMENT)],
    answer: Some(&responses::PH_STATIC_CREATE_PAYMENT_RESPONSE),
    examples: &["payment_create_ph_static.request.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCollection.html",
    ..Message::REQUEST
};

const PH_STATIC_PAYMENT: &[Field] = &[
    TIMESTAMP,
    MCH_ORDER_ID,
    CUSTOMER_NAME,
    CHANNEL_CODE,
    Field::expected("notifyUrl", Kind::Url, "19: required, at most 256 characters, yet not in the sample"),
    EMAIL,
    Field::required("mobile", Kind::Text { min: 11, max: 14 }, "begins with 09; the sample breaks both"),
    REMARK,
    Field::optional("payMode", Kind::TEXT, "19: `WEB` in the sample, in no table"),
];

/// 2.3.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static PH_STATIC_CODE_DETAIL: Message = Message {
    id: "paycools/ph-static-code-detail",
    path: "not published",
    about: "Asks for one payment code in the Philippines.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 2.3.3; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static PH_STATIC_PAYMENT_LIST: Message = Message {
    id: "paycools/ph-static-payment-list",
    path: "not published",
    about: "Asks for the payments to one payment code in the Philippines.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 2.3.5. <https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCancel.html>
pub static PH_STATIC_CODE_CANCEL: Message = Message {
    id: "paycools/ph-static-code-cancel",
    path: "/open-api/philippines/static/code/cancel",
    about: "Ends a payment code.",
    fields: &[APP_ID, SIGN, param(&[TIMESTAMP, MCH_ORDER_ID, CHANNEL_CODE])],
    answer: Some(&responses::PH_STATIC_CODE_CANCEL_RESPONSE),
    examples: &["payment_code_cancel_ph.request.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCancel.html",
    ..Message::REQUEST
};

/// 3.3.1; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_STATIC_CREATE_PAYMENT: Message = Message {
    id: "paycools/id-static-create-payment",
    path: "not published",
    about: "Asks for a payment code in Indonesia; the path may be `/open-api/indonesia/static/payment/generate`.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 3.3.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_STATIC_CODE_DETAIL: Message = Message {
    id: "paycools/id-static-code-detail",
    path: "not published",
    about: "Asks for one payment code in Indonesia.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 3.3.3; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_STATIC_PAYMENT_LIST: Message = Message {
    id: "paycools/id-static-payment-list",
    path: "not published",
    about: "Asks for the payments to one payment code in Indonesia.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.3.1; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_STATIC_CREATE_PAYMENT: Message = Message {
    id: "paycools/th-static-create-payment",
    path: "not published",
    about: "Asks for a payment code in Thailand.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.3.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_STATIC_CODE_DETAIL: Message = Message {
    id: "paycools/th-static-code-detail",
    path: "not published",
    about: "Asks for one payment code in Thailand.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.3.3; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_STATIC_PAYMENT_LIST: Message = Message {
    id: "paycools/th-static-payment-list",
    path: "not published",
    about: "Asks for the payments to one payment code in Thailand.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};
