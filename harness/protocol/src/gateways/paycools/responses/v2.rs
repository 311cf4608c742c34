//! Version 2.

use super::{CHANNEL_CODE, CODE, CREATE_TIME, ENVELOPE, MCH_ORDER_ID, MESSAGE, PAY_DATA, TRANSACTION_ID, data};
use crate::gateways::paycools::callbacks::TRANSACTION_STATUSES;
use crate::message::{Field, Kind, Message, Pattern, Published};

/// <https://docs.paycools.com/en/v2/Payment/CollectionStatus.html>
pub static PAYMENT_STATUS_RESPONSE: Message = Message {
    id: "paycools/v2-payment-status-response",
    path: "/open-api/payment/query",
    about: "How a payment stands, with country and currency.",
    fields: &[CODE, MESSAGE, data(PAYMENT_STATUS)],
    envelope: Some(&ENVELOPE),
    examples: &["payment_query_v2.response.json"],
    source: "https://docs.paycools.com/en/v2/Payment/CollectionStatus.html",
    ..Message::RESPONSE
};

const PAYMENT_STATUS: &[Field] = &[
    MCH_ORDER_ID,
    TRANSACTION_ID,
    Field::expected("countryCode", Kind::Pattern(Pattern::CountryCode), ""),
    CHANNEL_CODE,
    Field::expected("amount", Kind::COUNT, "18: cents, whole rupiah"),
    Field::expected("currency", Kind::Pattern(Pattern::FiatCode), ""),
    PAY_DATA,
    Field::expected("transactionStatus", Kind::Enumeration(TRANSACTION_STATUSES), "11"),
    CREATE_TIME,
    Field::expected("returnTime", Kind::DateTimeText, "when it ended"),
    Field::expected("remark", Kind::TEXT, "16"),
];

/// <https://docs.paycools.com/en/v2/checkout/Checkout.html>
pub static CREATE_CHECKOUT_ORDER_RESPONSE: Message = Message {
    id: "paycools/v2-create-checkout-order-response",
    path: "/open-api/payment/checkout/generate",
    about: "The envelope; what stands inside could not be read.",
    fields: &[CODE, MESSAGE, Field::optional("data", Kind::Any, "not published")],
    envelope: Some(&ENVELOPE),
    published: Published::Part,
    source: "https://docs.paycools.com/en/v2/checkout/Checkout.html",
    ..Message::RESPONSE
};
