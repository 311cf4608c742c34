//! Orders: paid, or paid back.

use super::{
    CHANNEL_ID, CLIENT_ID, CLIENT_ID_CAMEL, CREATE_TIME, CURRENCY, DONE_ON_CHAIN, GOODS_NAME, MERCHANT_TRADE_NO,
    ORDER_AMOUNT, ORDER_AMOUNT_NOTE, PAYER_ID, PRODUCT_NAME, PRODUCT_TYPE, TERMINAL_TYPE, TOTAL_FEE, TRADE_NO,
    TRADE_NO_NOTE, TRADE_TYPE, TRANSACTION_ID, WAIT_ON_CHAIN, biz_status, biz_type, data, data_in_any_form,
};
use crate::gateways::gatepay::responses;
use crate::message::{Field, Kind, Message, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback>
pub static PAY: Message = Message {
    id: "gatepay/pay",
    path: "callback URL of the application",
    about: "A prepaid order was paid, closed, or is in trouble.",
    fields: &[
        biz_type("PAY"),
        Field::required("bizId", Kind::FILLED, "prepaid order id, digits in all real messages"),
        biz_status(PAY_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &[
        "PAY.callback.json",
        "PAY.callback.2.json",
        "PAY.callback.3.json",
        "PAY.callback.4.json",
        "PAY.callback.5.json",
        "PAY.callback.6.json",
        "PAY.callback.7.json",
        "PAY_data.callback.json",
        "PAY_data.callback.2.json",
    ],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback",
    ..Message::CALLBACK
};

/// `data` of [`PAY`]. Members come and go between versions of the page: only the join key and the amount are demanded.
pub const PAY_DATA: &[Field] = &[
    Field::required("merchantTradeNo", TRADE_NO, TRADE_NO_NOTE),
    PRODUCT_TYPE,
    PRODUCT_NAME,
    TRADE_TYPE,
    GOODS_NAME,
    TERMINAL_TYPE,
    CURRENCY,
    TOTAL_FEE,
    Field::required("orderAmount", Kind::DecimalText, ORDER_AMOUNT_NOTE),
    CREATE_TIME,
    TRANSACTION_ID,
    CHANNEL_ID,
    PAYER_ID,
    DONE_ON_CHAIN,
    WAIT_ON_CHAIN,
];

const PAY_STATUSES: &[Value] = &[
    Value { name: "PAY_SUCCESS", about: "paid" },
    Value { name: "PAY_CLOSE", about: "closed unpaid" },
    Value { name: "PAY_ERROR", about: "abnormal" },
    Value { name: "PAY_BLOCK", about: "held as risky; only in the overview" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/refundNotify>
pub static PAY_REFUND: Message = Message {
    id: "gatepay/pay-refund",
    path: "callback URL of the application",
    about: "A refund went through, is under way, or was refused.",
    fields: &[
        biz_type("PAY_REFUND"),
        Field::required("bizId", Kind::IntegerOrText, "A24: the refund by its table, the order by its example; H21"),
        biz_status(REFUND_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_REFUND_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_REFUND.callback.json", "PAY_REFUND.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/refundNotify",
    ..Message::CALLBACK
};

/// `data` of [`PAY_REFUND`].
pub const PAY_REFUND_DATA: &[Field] = &[
    MERCHANT_TRADE_NO,
    PRODUCT_NAME,
    TRADE_TYPE,
    GOODS_NAME,
    TERMINAL_TYPE,
    CURRENCY,
    ORDER_AMOUNT,
    CREATE_TIME,
    TRANSACTION_ID,
    CHANNEL_ID,
    Field::required("refundInfo", Kind::Object(REFUND_INFO), ""),
];

/// `refundInfo` of [`PAY_REFUND_DATA`].
pub const REFUND_INFO: &[Field] = &[
    Field::required("refundRequestId", Kind::Text { min: 1, max: 32 }, "the merchant's; H9: the only safe key"),
    Field::required("prepayId", Kind::FILLED, "the order that is paid back"),
    ORDER_AMOUNT,
    Field::required("refundAmount", Kind::DecimalText, "in the order's currency; H16: scale differs from orderAmount"),
    Field::expected("refundPayCurrency", Kind::TEXT, "what was sent back; newer messages only"),
    Field::expected("refundPayAmount", Kind::DecimalText, "what was sent back; newer messages only"),
];

const REFUND_STATUSES: &[Value] = &[
    Value { name: "REFUND_SUCCESS", about: "paid back" },
    Value { name: "REFUND_PROCESS", about: "under way" },
    Value { name: "REFUND_REJECTED", about: "refused" },
];

/// <https://www.gate.io/docs/gatepay/common/en/>
pub static PAY_ACTUALLY: Message = Message {
    id: "gatepay/pay-actually",
    path: "callback URL of the application",
    about: "An order whose settlement currency the merchant chose was paid; legacy manual only.",
    fields: &[
        biz_type("PAY_ACTUALLY"),
        Field::required("bizId", Kind::FILLED, ""),
        biz_status(PAY_ACTUALLY_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data_in_any_form(PAY_ACTUALLY_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_ACTUALLY.callback.json"],
    source: "https://www.gate.io/docs/gatepay/common/en/",
    ..Message::CALLBACK
};

/// `data` of [`PAY_ACTUALLY`]; no page says which members are always there.
pub const PAY_ACTUALLY_DATA: &[Field] = &[
    MERCHANT_TRADE_NO,
    PRODUCT_TYPE,
    PRODUCT_NAME,
    TRADE_TYPE,
    GOODS_NAME,
    TERMINAL_TYPE,
    CURRENCY,
    TOTAL_FEE,
    ORDER_AMOUNT,
    Field::expected("payCurrency", Kind::TEXT, ""),
    Field::expected("payAmount", Kind::DecimalText, "differs from orderAmount in the example"),
    Field::expected("expectCurrency", Kind::TEXT, "empty in the example"),
    Field::expected("actualCurrency", Kind::TEXT, "empty in the example"),
    Field::expected("actualAmount", Kind::TEXT, "empty in the example"),
    PAYER_ID,
    CREATE_TIME,
    TRANSACTION_ID,
];

const PAY_ACTUALLY_STATUSES: &[Value] = &[Value { name: "PAY_SUCCESS", about: "paid; the only one shown" }];
