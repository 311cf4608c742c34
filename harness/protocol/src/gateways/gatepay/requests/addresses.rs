//! Orders that are paid to an address of their own.

use super::members::{
    ACTUAL_CURRENCY, CANCEL_URL, CHAIN, CHANNEL_ID, CURRENCY, ENV, EXPIRE_TIME, FIAT_AMOUNT, FIAT_CURRENCY,
    FULL_CURR_TYPE, MERCHANT_USER_ID, ON_BEHALF_OF, ORDER_AMOUNT, PAY_CURRENCY, PLAIN_GOODS, PREPAY_ID, RECEIVER_ID,
    REFUND_AMOUNT, REFUND_REQUEST_ID, RETURN_URL, SURCHARGE_AMOUNT, SYMBOL, TOLERANCE_AMOUNT, TRADE_NO,
};
use crate::gateways::gatepay::responses::addresses;
use crate::message::{Carrier, Field, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/createOrder>
pub static ADDRESS_CREATE: Message = Message {
    id: "gatepay/address-create",
    path: "/v1/pay/address/create",
    about: "Opens an order with an address of its own on one chain.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        TRADE_NO,
        ENV,
        Field::required("goods", Kind::Object(PLAIN_GOODS), ""),
        EXPIRE_TIME,
        MERCHANT_USER_ID,
        CHAIN,
        FULL_CURR_TYPE,
        CHANNEL_ID,
        CURRENCY,
        ORDER_AMOUNT,
        RETURN_URL,
        CANCEL_URL,
        FIAT_CURRENCY,
        FIAT_AMOUNT,
        SURCHARGE_AMOUNT,
        TOLERANCE_AMOUNT,
        PAY_CURRENCY,
        ACTUAL_CURRENCY,
    ],
    answer: Some(&addresses::ADDRESS_CREATE_RESPONSE),
    examples: &["address_create.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/createOrder",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/queryOrder>
pub static ADDRESS_QUERY: Message = Message {
    id: "gatepay/address-query",
    method: "GET",
    path: "/v1/pay/address/query",
    carrier: Carrier::Query,
    about: "Asks for an address order and its transfers; its parameters are not public.",
    headers: &[ON_BEHALF_OF],
    published: Published::Nothing,
    answer: Some(&addresses::ADDRESS_QUERY_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/queryOrder",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/chainQuery>
pub static ADDRESS_CHAINS: Message = Message {
    id: "gatepay/address-chains",
    method: "GET",
    path: "/v1/pay/address/chains",
    carrier: Carrier::Query,
    about: "Asks on which chains a currency can be received.",
    fields: &[Field::required("currency", SYMBOL, "")],
    answer: Some(&addresses::ADDRESS_CHAINS_RESPONSE),
    examples: &["signing_headers.request.2.txt"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/chainQuery",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/addresspayment/currencies>
pub static ADDRESS_CURRENCIES: Message = Message {
    id: "gatepay/address-currencies",
    method: "GET",
    path: "/v1/pay/address/currencies",
    carrier: Carrier::Query,
    about: "Asks which currencies can be received.",
    headers: &[ON_BEHALF_OF],
    published: Published::Nothing,
    answer: Some(&addresses::ADDRESS_CURRENCIES_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/addresspayment/currencies",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/supportedconvertcurrencies>
pub static ADDRESS_SUPPORTEDCONVERTCURRENCIES: Message = Message {
    id: "gatepay/address-supportedconvertcurrencies",
    method: "GET",
    path: "/v1/pay/address/supportedconvertcurrencies",
    carrier: Carrier::Query,
    about: "Asks which received currencies can be converted.",
    published: Published::Nothing,
    answer: Some(&addresses::ADDRESS_SUPPORTEDCONVERTCURRENCIES_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/supportedconvertcurrencies",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund>
pub static ADDRESS_REFUND: Message = Message {
    id: "gatepay/address-refund",
    path: "/v1/pay/address/refund",
    about: "Refunds an address order to a Gate user.",
    fields: &[REFUND_REQUEST_ID, PREPAY_ID, REFUND_AMOUNT, RECEIVER_ID],
    answer: Some(&addresses::ADDRESS_REFUND_RESPONSE),
    examples: &["address_refund.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund>
pub static ADDRESS_REFUNDCONVERT: Message = Message {
    id: "gatepay/address-refundconvert",
    path: "/v1/pay/address/refundconvert",
    about: "Refunds a converted address order to a Gate user.",
    fields: &[
        REFUND_REQUEST_ID,
        PREPAY_ID,
        Field::expected("refundOrderCurrency", SYMBOL, ""),
        Field::expected("refundPayCurrency", SYMBOL, ""),
        Field::required("refundReason", Kind::at_most(256), ""),
        RECEIVER_ID,
        Field::optional("refundOrderAmount", Kind::DecimalText, "the Go client only"),
        Field::optional("refundPayAmount", Kind::DecimalText, "the Go client only"),
    ],
    published: Published::Part,
    answer: Some(&addresses::ADDRESS_REFUNDCONVERT_RESPONSE),
    examples: &["address_refundconvert.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund",
    ..Message::REQUEST
};

/// <https://github.com/gate/gatepay-sdk-go>
pub static ADDRESS_TRANSACTIONDETAIL: Message = Message {
    id: "gatepay/address-transactiondetail",
    method: "GET",
    path: "/v1/pay/address/transactiondetail",
    carrier: Carrier::Query,
    about: "Asks for the transfers of an address order, before and after its term; known from a client library only.",
    fields: &[Field::expected("prepayId", Kind::FILLED, "")],
    published: Published::Part,
    answer: Some(&addresses::ADDRESS_TRANSACTIONDETAIL_RESPONSE),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::REQUEST
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &ADDRESS_CREATE,
    &ADDRESS_QUERY,
    &ADDRESS_CHAINS,
    &ADDRESS_CURRENCIES,
    &ADDRESS_SUPPORTEDCONVERTCURRENCIES,
    &ADDRESS_REFUND,
    &ADDRESS_REFUNDCONVERT,
    &ADDRESS_TRANSACTIONDETAIL,
];
