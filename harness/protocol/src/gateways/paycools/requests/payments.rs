//! Payments for one order each, called dynamic.

use super::{APP_ID, CHANNEL_CODE, CUSTOMER_NAME, EMAIL, MCH_ORDER_ID, NOTIFY_URL, REMARK, SIGN, TIMESTAMP, param};
use crate::gateways::paycools::responses::{UNIFIED_RESPONSE, payments as responses};
use crate::message::{Field, Kind, Message, Published};

/// 2.2.1. <https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html>
pub static PH_CREATE_PAYMENT: Message = Message {
    id: "paycools/ph-create-payment",
    path: "/open-api/philippines/payment/generate",
    about: "Opens a payment for one order and asks for what the customer pays with: a number, a link or a QR code.",
    fields: &[APP_ID, SIGN, param(PH_PAYMENT)],
    answer: Some(&responses::PH_CREATE_PAYMENT_RESPONSE),
    examples: &["payment_create_ph_dynamic.request.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html",
    ..Message::REQUEST
};

const PH_PAYMENT: &[Field] = &[
    TIMESTAMP,
    MCH_ORDER_ID,
    Field::required("amount", Kind::COUNT, "18: cents, 50010 for 500.10"),
    CHANNEL_CODE,
    CUSTOMER_NAME,
    EMAIL,
    Field::required("mobile", Kind::Text { min: 11, max: 14 }, "begins with 09; the sample breaks both"),
    NOTIFY_URL,
    Field::required("redirectUrl", Kind::Url, "at most 512 characters; 19: optional in other countries"),
    REMARK,
];

/// 2.2.2. <https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html>
pub static PH_PAYMENT_STATUS: Message = Message {
    id: "paycools/ph-payment-status",
    path: "/open-api/philippines/payment/query",
    about: "Asks how a payment stands.",
    fields: &[APP_ID, SIGN, param(&[MCH_ORDER_ID, TIMESTAMP])],
    answer: Some(&responses::PH_PAYMENT_STATUS_RESPONSE),
    examples: &["payment_query_ph_dynamic.request.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html",
    ..Message::REQUEST
};

/// 3.2.1. <https://docs.ezpaytechs.com/en/indonesia/Payment/Collection.html>
pub static ID_CREATE_PAYMENT: Message = Message {
    id: "paycools/id-create-payment",
    path: "/open-api/indonesia/payment/generate",
    about: "Opens a payment for one order and asks for what the customer pays with: a number, a link or a QR code.",
    fields: &[APP_ID, SIGN, param(ID_PAYMENT)],
    answer: Some(&responses::ID_CREATE_PAYMENT_RESPONSE),
    examples: &["payment_create_id_dynamic.request.json"],
    source: "https://docs.ezpaytechs.com/en/indonesia/Payment/Collection.html",
    ..Message::REQUEST
};

const ID_PAYMENT: &[Field] = &[
    TIMESTAMP,
    MCH_ORDER_ID,
    Field::required("amount", Kind::COUNT, "18: whole rupiah"),
    CHANNEL_CODE,
    CUSTOMER_NAME,
    EMAIL,
    Field::required("mobile", Kind::Text { min: 10, max: 13 }, "begins with 08"),
    NOTIFY_URL,
    Field::optional("redirectUrl", Kind::Url, "at most 512 characters; needed where the channel pays by link; 19"),
    REMARK,
];

/// 3.2.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_PAYMENT_STATUS: Message = Message {
    id: "paycools/id-payment-status",
    path: "not published",
    about: "Asks how a payment in Indonesia stands; other calls suggest the path `/open-api/indonesia/payment/query`.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 4.2.1. <https://docs.ezpaytechs.com/en/malaysia/Payment/Collection.html>
pub static MY_CREATE_PAYMENT: Message = Message {
    id: "paycools/my-create-payment",
    path: "/open-api/malaysia/payment/generate",
    about: "Opens a payment for one order and asks for what the customer pays with: a number, a link or a QR code.",
    fields: &[APP_ID, SIGN, param(MY_PAYMENT)],
    answer: Some(&responses::MY_CREATE_PAYMENT_RESPONSE),
    examples: &["payment_create_my.request.json"],
    source: "https://docs.ezpaytechs.com/en/malaysia/Payment/Collection.html",
    ..Message::REQUEST
};

const MY_PAYMENT: &[Field] = &[
    TIMESTAMP,
    MCH_ORDER_ID,
    Field::required("amount", Kind::COUNT, "18: cents"),
    CHANNEL_CODE,
    CUSTOMER_NAME,
    EMAIL,
    Field::required("mobile", Kind::Text { min: 10, max: 11 }, "begins with 01; the sample breaks both"),
    NOTIFY_URL,
    Field::optional("redirectUrl", Kind::Url, "at most 512 characters; 19"),
    REMARK,
];

/// 4.2.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static MY_PAYMENT_STATUS: Message = Message {
    id: "paycools/my-payment-status",
    path: "not published",
    about: "Asks how a payment in Malaysia stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.2.1; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_CREATE_PAYMENT: Message = Message {
    id: "paycools/th-create-payment",
    path: "not published",
    about: "Opens a payment for one order in Thailand.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.2.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_PAYMENT_STATUS: Message = Message {
    id: "paycools/th-payment-status",
    path: "not published",
    about: "Asks how a payment in Thailand stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 6.1.1; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static RU_CREATE_PAYMENT: Message = Message {
    id: "paycools/ru-create-payment",
    path: "not published",
    about: "Opens a payment for one order in Russia.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 6.1.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static RU_PAYMENT_STATUS: Message = Message {
    id: "paycools/ru-payment-status",
    path: "not published",
    about: "Asks how a payment in Russia stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};
