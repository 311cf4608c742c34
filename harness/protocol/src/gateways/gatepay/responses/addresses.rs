//! Answers about orders with an address of their own.

use super::envelopes;
use super::members::{
    ADDRESS, CHAIN, CHAIN_ADDRESS, CHANNEL_ID, CODE, CREATE_TIME, CURRENCY, DATA, DECIMAL_OR_EMPTY, ERROR_MESSAGE,
    EXPECT_CURRENCY, EXPIRE_TIME, FIAT_AMOUNT, FIAT_CURRENCY, FIAT_RATE, GOODS_NAME, LABEL, MERCHANT_ID,
    MERCHANT_TRADE_NO, NO_DATA, ORDER_AMOUNT, ORDER_NAME, ORDER_STATUS, PAY_AMOUNT_SNAKE, PAY_CURRENCY_SNAKE,
    PREPAY_ID, RATE, STATUS, SURCHARGE_AMOUNT, SYMBOL, SYMBOL_OR_EMPTY, TERMINAL_TYPE, TRANSACT_TIME, TRANSACTION_ID,
};
use crate::message::{Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/createOrder>
pub static ADDRESS_CREATE_RESPONSE: Message = Message {
    id: "gatepay/address-create-response",
    path: "/v1/pay/address/create",
    about: "The address to pay to.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ADDRESS_CREATED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["address_create.response.json", "address_create.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/createOrder",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_CREATE_RESPONSE`].
const ADDRESS_CREATED: &[Field] =
    &[PREPAY_ID, TERMINAL_TYPE, EXPIRE_TIME, Field::expected("chain", Kind::Object(CHAIN_ADDRESS), "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/queryOrder>
pub static ADDRESS_QUERY_RESPONSE: Message = Message {
    id: "gatepay/address-query-response",
    method: "GET",
    path: "/v1/pay/address/query",
    about: "The order and its transfers: bare on one page, in the envelope on the Chinese one (A15).",
    fields: &[
        Field::expected("status", Kind::Enumeration(BARE_STATUSES), "of the order when bare, of the call when wrapped"),
        CODE,
        ERROR_MESSAGE,
        Field::optional("data", Kind::Either(&[Kind::Object(ADDRESS_ORDER), NO_DATA]), "only when wrapped"),
        PREPAY_ID,
        MERCHANT_ID,
        MERCHANT_TRADE_NO,
        TRANSACTION_ID,
        GOODS_NAME,
        FROM_ADDRESS,
        CURRENCY,
        ORDER_AMOUNT,
        PAY_CURRENCY,
        PAY_AMOUNT,
        SURCHARGE_AMOUNT,
        FIAT_CURRENCY,
        FIAT_AMOUNT,
        FIAT_RATE,
        RATE,
        CREATE_TIME,
        EXPIRE_TIME,
        TRANSACT_TIME,
        ORDER_NAME,
        TRANSACTION_INFO,
        CHANNEL_ID,
        CHAIN,
        ADDRESS,
    ],
    envelope: Some(&envelopes::BARE),
    examples: &["address_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/queryOrder",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_QUERY_RESPONSE`] where it is wrapped; the same members stand outside where it is bare.
const ADDRESS_ORDER: &[Field] = &[
    PREPAY_ID,
    MERCHANT_ID,
    MERCHANT_TRADE_NO,
    TRANSACTION_ID,
    GOODS_NAME,
    FROM_ADDRESS,
    CURRENCY,
    ORDER_AMOUNT,
    PAY_CURRENCY,
    PAY_AMOUNT,
    SURCHARGE_AMOUNT,
    FIAT_CURRENCY,
    FIAT_AMOUNT,
    FIAT_RATE,
    RATE,
    ORDER_STATUS,
    CREATE_TIME,
    EXPIRE_TIME,
    TRANSACT_TIME,
    ORDER_NAME,
    TRANSACTION_INFO,
    CHANNEL_ID,
    CHAIN,
    ADDRESS,
];

const FROM_ADDRESS: Field = Field::expected("fromAddress", Kind::TEXT, "");
const PAY_CURRENCY: Field = Field::expected("payCurrency", SYMBOL_OR_EMPTY, "");
const PAY_AMOUNT: Field = Field::expected("payAmount", DECIMAL_OR_EMPTY, "");
const TRANSACTION_INFO: Field = Field::expected("transaction_info", Kind::Object(TRANSFERS), "");

const BARE_STATUSES: &[Value] = &[
    Value { name: "SUCCESS", about: "the call succeeded" },
    Value { name: "FAIL", about: "the call failed" },
    Value { name: "PENDING", about: "the order is not paid" },
    Value { name: "PAID", about: "the order is paid" },
    Value { name: "EXPIRED", about: "the order's term is over" },
];

/// `transaction_info`.
const TRANSFERS: &[Field] = &[
    Field::expected("done_amount", DECIMAL_OR_EMPTY, ""),
    Field::expected("done_amount_total", DECIMAL_OR_EMPTY, ""),
    Field::expected("confirming_list", Kind::List(CONFIRMING), ""),
    Field::expected("done_tx_item_list", Kind::List(TRANSFER), ""),
    Field::expected("confirming_tx_item_list", Kind::List(TRANSFER), ""),
];

/// An item of `confirming_list`.
const CONFIRMING: &[Field] =
    &[Field::expected("amount", Kind::DecimalText, ""), Field::expected("confirm", Kind::COUNT, "confirmations")];

/// One transfer on chain.
const TRANSFER: &[Field] = &[
    Field::expected("chain", Kind::FILLED, ""),
    Field::expected("address", Kind::FILLED, ""),
    Field::expected("fullCurrType", Kind::FILLED, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("txId", Kind::TEXT, ""),
    Field::expected("utcCreateTime", Kind::DateTimeText, "UTC"),
    Field::expected("utcUpdateTime", Kind::DateTimeText, "UTC"),
    Field::expected("fromAddress", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/chainQuery>
pub static ADDRESS_CHAINS_RESPONSE: Message = Message {
    id: "gatepay/address-chains-response",
    method: "GET",
    path: "/v1/pay/address/chains",
    about: "The chains of a currency.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CHAINS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["address_chains.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/chainQuery",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_CHAINS_RESPONSE`].
const CHAINS: &[Field] =
    &[Field::expected("currency", SYMBOL, ""), Field::expected("chains", Kind::List(CHAIN_OF_CURRENCY), "")];

/// An item of `chains`.
const CHAIN_OF_CURRENCY: &[Field] = &[
    Field::expected("chain", Kind::FILLED, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("full_curr_type", Kind::FILLED, "H19: snake case here"),
    Field::expected("symbol", Kind::FILLED, ""),
    Field::expected("explorer_url", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/addresspayment/currencies>
pub static ADDRESS_CURRENCIES_RESPONSE: Message = Message {
    id: "gatepay/address-currencies-response",
    method: "GET",
    path: "/v1/pay/address/currencies",
    about: "The currencies.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CURRENCIES), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["address_currencies.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/addresspayment/currencies",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_CURRENCIES_RESPONSE`] and [`ADDRESS_SUPPORTEDCONVERTCURRENCIES_RESPONSE`].
const CURRENCIES: &[Field] = &[Field::expected("currencies", Kind::Values(&SYMBOL), "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/supportedconvertcurrencies>
pub static ADDRESS_SUPPORTEDCONVERTCURRENCIES_RESPONSE: Message = Message {
    id: "gatepay/address-supportedconvertcurrencies-response",
    method: "GET",
    path: "/v1/pay/address/supportedconvertcurrencies",
    about: "The currencies that can be converted.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CURRENCIES), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["address_supportedconvertcurrencies.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/supportedconvertcurrencies",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund>
pub static ADDRESS_REFUND_RESPONSE: Message = Message {
    id: "gatepay/address-refund-response",
    path: "/v1/pay/address/refund",
    about: "The refund's numbers, without an envelope.",
    fields: &[
        Field::expected("refundRequestId", Kind::FILLED, ""),
        PREPAY_ID,
        ORDER_AMOUNT,
        Field::expected("refundAmount", Kind::DecimalText, ""),
    ],
    envelope: Some(&envelopes::BARE),
    examples: &["address_refund.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund>
pub static ADDRESS_REFUNDCONVERT_RESPONSE: Message = Message {
    id: "gatepay/address-refundconvert-response",
    path: "/v1/pay/address/refundconvert",
    about: "The refund's numbers and amounts.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_CONVERTED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::FIVE_ZEROS),
    examples: &["address_refundconvert.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_REFUNDCONVERT_RESPONSE`].
const REFUND_CONVERTED: &[Field] = &[
    Field::expected("refundRequestId", Kind::FILLED, ""),
    PREPAY_ID,
    Field::expected("orderCurrency", SYMBOL, ""),
    ORDER_AMOUNT,
    Field::expected("refundOrderAmount", Kind::DecimalText, ""),
    Field::expected("payCurrency", SYMBOL, ""),
    Field::expected("payAmount", Kind::DecimalText, ""),
    Field::expected("refundPayAmount", Kind::DecimalText, ""),
];

/// <https://github.com/gate/gatepay-sdk-go>
pub static ADDRESS_TRANSACTIONDETAIL_RESPONSE: Message = Message {
    id: "gatepay/address-transactiondetail-response",
    method: "GET",
    path: "/v1/pay/address/transactiondetail",
    about: "The order with its transfers before and after the term; known from a client library only.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(DETAILED_ORDER), NO_DATA]), DATA),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::STANDARD),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// `data` of [`ADDRESS_TRANSACTIONDETAIL_RESPONSE`]: members of an order query, and more.
const DETAILED_ORDER: &[Field] = &[
    PREPAY_ID,
    MERCHANT_ID,
    MERCHANT_TRADE_NO,
    TRANSACTION_ID,
    GOODS_NAME,
    CURRENCY,
    ORDER_AMOUNT,
    SURCHARGE_AMOUNT,
    FIAT_CURRENCY,
    FIAT_AMOUNT,
    FIAT_RATE,
    ORDER_STATUS,
    CREATE_TIME,
    EXPIRE_TIME,
    TRANSACT_TIME,
    ORDER_NAME,
    PAY_CURRENCY_SNAKE,
    PAY_AMOUNT_SNAKE,
    EXPECT_CURRENCY,
    CHANNEL_ID,
    RATE,
    Field::expected("utcCreateTime", Kind::TEXT, "format is not public"),
    Field::expected("utcExpireTime", Kind::TEXT, "format is not public"),
    Field::expected("utcUpdateTime", Kind::TEXT, "format is not public"),
    Field::expected("transactionDetail", Kind::Object(TERMS), ""),
];

/// `transactionDetail` of [`DETAILED_ORDER`].
const TERMS: &[Field] = &[
    Field::expected("inTerm", Kind::Object(TERM), "transfers before the order expired"),
    Field::expected("outOfTerm", Kind::Object(TERM), "late transfers"),
];

/// The transfers of one time.
const TERM: &[Field] = &[
    Field::expected("done", Kind::Object(TERM_TRANSFERS), "confirmed"),
    Field::expected("wait", Kind::Object(TERM_TRANSFERS), "not confirmed"),
];

/// Transfers in one state.
const TERM_TRANSFERS: &[Field] = &[
    Field::expected("amount", Kind::DecimalTextOrNumber, "text or number is not told"),
    Field::expected("txList", Kind::List(TERM_TRANSFER), ""),
];

/// An item of `txList`.
const TERM_TRANSFER: &[Field] = &[
    Field::expected("chain", Kind::TEXT, ""),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("fullCurrType", Kind::TEXT, ""),
    Field::expected("amount", Kind::DecimalTextOrNumber, "text or number is not told"),
    Field::expected("txId", Kind::TEXT, ""),
    Field::expected("utcCreateTime", Kind::TEXT, ""),
    Field::expected("utcUpdateTime", Kind::TEXT, ""),
    Field::expected("fromAddress", Kind::TEXT, ""),
];

/// All of this area.
pub const ALL: &[&Message] = &[
    &ADDRESS_CREATE_RESPONSE,
    &ADDRESS_QUERY_RESPONSE,
    &ADDRESS_CHAINS_RESPONSE,
    &ADDRESS_CURRENCIES_RESPONSE,
    &ADDRESS_SUPPORTEDCONVERTCURRENCIES_RESPONSE,
    &ADDRESS_REFUND_RESPONSE,
    &ADDRESS_REFUNDCONVERT_RESPONSE,
    &ADDRESS_TRANSACTIONDETAIL_RESPONSE,
];
