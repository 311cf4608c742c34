//! Version 2: the country stands in `param`, not in the path.

use super::{APP_ID, CUSTOMER_NAME, EMAIL, MCH_ORDER_ID, NOTIFY_URL, REMARK, SIGN, TIMESTAMP, param};
use crate::gateways::paycools::responses::v2 as responses;
use crate::message::{Field, Kind, Message, Pattern, Value};

/// <https://docs.paycools.com/en/v2/Payment/CollectionStatus.html>
pub static PAYMENT_STATUS: Message = Message {
    id: "paycools/v2-payment-status",
    path: "/open-api/payment/query",
    about: "Asks how a payment stands, by either side's number.",
    fields: &[APP_ID, SIGN, param(STATUS)],
    answer: Some(&responses::PAYMENT_STATUS_RESPONSE),
    examples: &["payment_query_v2.request.json"],
    source: "https://docs.paycools.com/en/v2/Payment/CollectionStatus.html",
    ..Message::REQUEST
};

const STATUS: &[Field] = &[
    Field::optional("mchOrderId", Kind::FILLED, "this or `transactionId`"),
    Field::optional("transactionId", Kind::FILLED, "this or `mchOrderId`"),
    COUNTRY_CODE,
    TIMESTAMP,
];

/// <https://docs.paycools.com/en/v2/checkout/Checkout.html>
pub static CREATE_CHECKOUT_ORDER: Message = Message {
    id: "paycools/v2-create-checkout-order",
    path: "/open-api/payment/checkout/generate",
    about: "Opens a hosted payment page on which the customer chooses the channel.",
    fields: &[APP_ID, SIGN, param(CHECKOUT)],
    answer: Some(&responses::CREATE_CHECKOUT_ORDER_RESPONSE),
    source: "https://docs.paycools.com/en/v2/checkout/Checkout.html",
    ..Message::REQUEST
};

const CHECKOUT: &[Field] = &[
    TIMESTAMP,
    MCH_ORDER_ID,
    Field::optional("merchantLogo", Kind::TEXT, ""),
    Field::optional("language", Kind::Enumeration(LANGUAGES), ""),
    COUNTRY_CODE,
    Field::required("currency", Kind::Pattern(Pattern::FiatCode), "PHP, IDR, MYR, THB; RUB is missing on this page"),
    Field::required("settlementCurrency", Kind::Pattern(Pattern::FiatCode), ""),
    Field::optional("channelTypeList", Kind::Values(&Kind::Enumeration(CHANNEL_TYPES)), ""),
    Field::optional("channelCodeList", Kind::Values(&Kind::FILLED), ""),
    Field::required("amount", Kind::COUNT, "18: cents, whole rupiah"),
    CUSTOMER_NAME,
    EMAIL,
    Field::required("mobile", Kind::Text { min: 10, max: 14 }, ""),
    Field::optional("expireSeconds", Kind::COUNT, ""),
    NOTIFY_URL,
    Field::required("redirectUrl", Kind::Url, "at most 512 characters"),
    REMARK,
    Field::optional("virtualAccountName", Kind::TEXT, ""),
    Field::optional("goodsDetails", Kind::Values(&Kind::Any), "for PAYLATER"),
    Field::optional("billingAddress", Kind::Object(&[]), "for PAYLATER; its members could not be read"),
];

const COUNTRY_CODE: Field = Field::required("countryCode", Kind::Pattern(Pattern::CountryCode), "PH, ID, MY, TH, RU");

const LANGUAGES: &[Value] = &[
    Value { name: "EN", about: "English" },
    Value { name: "IN", about: "Indonesian, it seems" },
    Value { name: "TH", about: "Thai" },
];

const CHANNEL_TYPES: &[Value] = &[
    Value { name: "QR", about: "QR code" },
    Value { name: "ONLINE_BANKING", about: "online banking" },
    Value { name: "EWALLET", about: "wallet" },
    Value { name: "BANK_TRANSFER", about: "bank transfer" },
    Value { name: "CARD", about: "card" },
    Value { name: "PAYLATER", about: "paid later; asks for more members" },
];
