//! Money that comes in on chain: addresses of one order, static addresses, and money without an order.

use super::{
    ADDRESS, CHAIN, CHANNEL_ID, CLIENT_ID, CLIENT_ID_CAMEL, CREATE_TIME, CURRENCY, DONE_ON_CHAIN, FROM_ADDRESS,
    GOODS_NAME, MERCHANT_TRADE_NO, ORDER_AMOUNT, PAYER_ID, PRODUCT_NAME, PRODUCT_TYPE, TERMINAL_TYPE, TOTAL_FEE,
    TRADE_TYPE, TRANSACTION_ID, WAIT_ON_CHAIN, biz_status, biz_type, data, data_in_any_form,
};
use crate::gateways::gatepay::responses;
use crate::message::{Field, Kind, Message, Pattern, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/callback>
pub static PAY_ADDRESS: Message = Message {
    id: "gatepay/pay-address",
    path: "callback URL of the application",
    about: "An address order, or a checkout paid by address, was paid, closed, or expired with coins under way.",
    fields: &[
        biz_type("PAY_ADDRESS"),
        Field::required("bizId", Kind::FILLED, "order id"),
        biz_status(PAY_ADDRESS_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_ADDRESS_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_ADDRESS.callback.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/callback",
    ..Message::CALLBACK
};

/// `data` of [`PAY_ADDRESS`]; no page says which members are always there.
pub const PAY_ADDRESS_DATA: &[Field] = &[
    MERCHANT_TRADE_NO,
    PRODUCT_TYPE,
    PRODUCT_NAME,
    TRADE_TYPE,
    GOODS_NAME,
    TERMINAL_TYPE,
    CURRENCY,
    ORDER_AMOUNT,
    DONE_ON_CHAIN,
    WAIT_ON_CHAIN,
    CHAIN,
    ADDRESS,
    FROM_ADDRESS,
    CREATE_TIME,
    TRANSACTION_ID,
    Field::expected("originalOrderId", Kind::TEXT, "empty in the example"),
    CHANNEL_ID,
    Field::expected("clientId", Kind::TEXT, "A12: repeats the outer `client_id`"),
    PAYER_ID,
];

const PAY_ADDRESS_STATUSES: &[Value] = &[
    Value { name: "PAY_SUCCESS", about: "paid" },
    Value { name: "PAY_CLOSE", about: "closed" },
    Value { name: "PAY_EXPIRED_IN_PROCESS", about: "expired while coins are being confirmed; not final" },
    Value { name: "PAY_EXPIRED_IN_EXCHANGE_FLUCTUATION", about: "legacy; not explained" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/callback>
pub static TRANSFER_ADDRESS: Message = Message {
    id: "gatepay/transfer-address",
    path: "callback URL of the application",
    about: "One transfer on chain towards an address order arrived; whether the order is paid is told by PAY_ADDRESS.",
    fields: &[
        biz_type("TRANSFER_ADDRESS"),
        Field::required("bizId", Kind::FILLED, "order id; H9: the same for each transfer to one order"),
        biz_status(TRANSFER_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data_in_any_form(TRANSFER_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["TRANSFER_ADDRESS.callback.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/callback",
    ..Message::CALLBACK
};

/// `data` of [`TRANSFER_ADDRESS`] and [`RECEIVED_CONVERT_DELAY_ADDRESS`].
pub const TRANSFER_DATA: &[Field] = &[
    MERCHANT_TRADE_NO,
    PRODUCT_TYPE,
    PRODUCT_NAME,
    TRADE_TYPE,
    GOODS_NAME,
    TERMINAL_TYPE,
    CURRENCY,
    TOTAL_FEE,
    ORDER_AMOUNT,
    CREATE_TIME,
    TRANSACTION_ID,
    Field::expected("transferAmount", Kind::DecimalText, "H11: of this transfer, not of the order"),
];

const TRANSFER_STATUSES: &[Value] = &[
    Value { name: "TRANSFERRED_ADDRESS_IN_TERM", about: "arrived before the order expired" },
    Value { name: "TRANSFERRED_ADDRESS_DELAY", about: "arrived after the order expired" },
    Value { name: "CONVERT_ADDRESS_PAY_DELAY", about: "late, with conversion" },
    Value { name: "TRANSFERRED_ADDRESS_BLOCK", about: "held as risky" },
    Value { name: "TRANSFERRED_ADDRESS_PAID", about: "A22: legacy, arrived" },
    Value { name: "TRANSFERRED_ADDRESS_EXPIRE", about: "A22: legacy, of an expired order" },
];

/// <https://www.gate.io/docs/gatepay/common/en/>
pub static RECEIVED_CONVERT_DELAY_ADDRESS: Message = Message {
    id: "gatepay/received-convert-delay-address",
    path: "callback URL of the application",
    about: "A late transfer to an order with conversion arrived; legacy manual only.",
    fields: &[
        biz_type("RECEIVED_CONVERT_DELAY_ADDRESS"),
        Field::required("bizId", Kind::FILLED, ""),
        biz_status(CONVERT_DELAY_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data_in_any_form(TRANSFER_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["RECEIVED_CONVERT_DELAY_ADDRESS.callback.json"],
    source: "https://www.gate.io/docs/gatepay/common/en/",
    ..Message::CALLBACK
};

const CONVERT_DELAY_STATUSES: &[Value] =
    &[Value { name: "TRANSFERRED_ADDRESS_PAID", about: "arrived; the only one shown" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/fixedAddressPaymentNotify>
pub static PAY_FIXED_ADDRESS: Message = Message {
    id: "gatepay/pay-fixed-address",
    path: "callback URL of the application, or `callbackUrl` of the address",
    about: "A deposit on a static address was credited, or is held as risky.",
    fields: &[
        biz_type("PAY_FIXED_ADDRESS"),
        Field::required("bizId", Kind::FILLED, "order id"),
        biz_status(FIXED_ADDRESS_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_FIXED_ADDRESS_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_FIXED_ADDRESS.callback.json", "PAY_FIXED_ADDRESS.callback.2.txt"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/fixedAddressPaymentNotify",
    ..Message::CALLBACK
};

/// `data` of [`PAY_FIXED_ADDRESS`].
pub const PAY_FIXED_ADDRESS_DATA: &[Field] = &[
    ADDRESS,
    Field::required("amount", Kind::DecimalText, "what arrived"),
    CHAIN,
    Field::expected("channel_id", CUSTOMER, "whose address it is; H19: `channelId` on the legacy page"),
    Field::optional("channelId", CUSTOMER, "H19: `channel_id` on the current page"),
    CREATE_TIME,
    CURRENCY,
    FROM_ADDRESS,
    ORDER_AMOUNT,
    Field::required("transactionId", Kind::FILLED, "one per deposit"),
    Field::required("transactionTime", Kind::MillisOrText, "text by the legacy page's table"),
    Field::expected("txHash", Kind::TEXT, "form depends on the chain"),
];

const CUSTOMER: Kind = Kind::Limited { pattern: Pattern::OrderId, min: 1, max: 50 };

const FIXED_ADDRESS_STATUSES: &[Value] = &[
    Value { name: "PAY_SUCCESS", about: "credited" },
    Value { name: "PAY_BLOCK", about: "received and held as risky: not credited" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/fixedAddressRiskNotify>
pub static FIXED_ADDRESS_RISK: Message = Message {
    id: "gatepay/fixed-address-risk",
    path: "callback URL of the application, or `callbackUrl` of the address",
    about: "A static address was flagged as risky and should no longer be shown to payers.",
    fields: &[
        biz_type("FIXED_ADDRESS_RISK"),
        Field::required("bizId", Kind::FILLED, ""),
        biz_status(RISK_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(FIXED_ADDRESS_RISK_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["FIXED_ADDRESS_RISK.callback.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/fixedAddressRiskNotify",
    ..Message::CALLBACK
};

/// `data` of [`FIXED_ADDRESS_RISK`].
pub const FIXED_ADDRESS_RISK_DATA: &[Field] = &[
    Field::required("customer_name", Kind::FILLED, "H19: the channel id under another name"),
    Field::required("address", Kind::FILLED, ""),
];

const RISK_STATUSES: &[Value] = &[Value { name: "RISK_ADDRESS", about: "always" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/unresolvedPayNotify>
pub static PAY_UNRESOLVED: Message = Message {
    id: "gatepay/pay-unresolved",
    path: "callback URL of the application",
    about: "Money arrived that fits no order: it is not credited and waits for a decision in the merchant portal.",
    fields: &[
        biz_type("PAY_UNRESOLVED"),
        Field::required("bizId", Kind::FILLED, "of the exception, but not its exceptionId in one example"),
        biz_status(UNRESOLVED_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data_in_any_form(PAY_UNRESOLVED_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_UNRESOLVED.callback.json", "PAY_UNRESOLVED.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/unresolvedPayNotify",
    ..Message::CALLBACK
};

/// `data` of [`PAY_UNRESOLVED`].
pub const PAY_UNRESOLVED_DATA: &[Field] = &[
    Field::required("exceptionId", Kind::FILLED, ""),
    Field::expected("orderType", Kind::TEXT, "`acquiring_type` is the only one shown"),
    Field::required("errorType", Kind::Enumeration(ERROR_TYPES), "lower case, unlike other enumerations"),
    Field::expected("originalOrderId", Kind::TEXT, "may be empty"),
    Field::expected("expectedAmount", Kind::DecimalText, ""),
    Field::expected("expectedChainCurrency", Kind::List(CHAIN_CURRENCY), ""),
    Field::expected("actualAmount", Kind::DecimalText, "what arrived; not credited"),
    Field::expected("actualCurrency", Kind::TEXT, ""),
    Field::expected("actualChain", Kind::TEXT, ""),
    Field::expected("customerName", Kind::TEXT, "may be empty"),
    Field::expected("toAddress", Kind::TEXT, ""),
    FROM_ADDRESS,
    Field::expected("hash", Kind::TEXT, ""),
    Field::expected("updateTime", Kind::Millis, ""),
];

const CHAIN_CURRENCY: &[Field] = &[CHAIN, Field::expected("currencies", Kind::Values(&Kind::TEXT), "")];

const UNRESOLVED_STATUSES: &[Value] =
    &[Value { name: "UNRESOLVED_PENDING", about: "waits for a decision; the page says that it may vary" }];

// The pages give the words alone.
const ERROR_TYPES: &[Value] = &[
    Value { name: "address_risk_address", about: "address order: risky address" },
    Value { name: "address_error_currency", about: "address order: wrong currency" },
    Value { name: "address_error_chain", about: "address order: wrong chain" },
    Value { name: "fix_error_currency", about: "static address: wrong currency" },
    Value { name: "fix_error_chain", about: "static address: wrong chain" },
    Value { name: "fix_risk_address", about: "static address: risky address" },
    Value { name: "fix_delete", about: "static address: deleted" },
    Value { name: "fix_partial_delete", about: "static address: partly deleted" },
];
