//! Money that goes out: withdrawals, rewards, gift cards, and fiat.

use super::{CLIENT_ID, CLIENT_ID_CAMEL, biz_status, biz_type, data};
use crate::gateways::gatepay::responses;
use crate::message::{Field, IntegerValue, Kind, Message, Pattern, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/batchTransferNotify>
pub static PAY_BATCH: Message = Message {
    id: "gatepay/pay-batch",
    path: "callback URL of the application",
    about: "The result of a batch of reward transfers to Gate users.",
    fields: &[
        biz_type("PAY_BATCH"),
        Field::required("bizId", Kind::TEXT, "batch id; H10: may be empty"),
        biz_status(PAY_BATCH_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_BATCH_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_BATCH.callback.json", "PAY_BATCH.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/batchTransferNotify",
    ..Message::CALLBACK
};

/// `data` of [`PAY_BATCH`].
pub const PAY_BATCH_DATA: &[Field] = &[
    Field::required("merchant_batch_no", Kind::FILLED, "the merchant's, unique"),
    Field::expected("batchItemList", Kind::List(BATCH_ITEM), "H19: `order_list` in the legacy manual"),
    Field::optional("order_list", Kind::List(BATCH_ITEM), "H19: `batchItemList` on the current page"),
    Field::optional("currency", Kind::TEXT, "legacy manual only, empty in its example"),
];

const BATCH_ITEM: &[Field] = &[
    Field::expected("receiver_id", Kind::COUNT, "Gate user id"),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("currency", Kind::TEXT, ""),
    Field::expected("status", Kind::Enumeration(BATCH_ITEM_STATUSES), "the query says SUCCESS for PAID"),
    Field::expected("create_time", Kind::Millis, ""),
    Field::optional("channel_id", Kind::TEXT, "current page only; may be empty"),
    Field::optional("reward_id", Kind::TEXT, "legacy manual only"),
];

const BATCH_ITEM_STATUSES: &[Value] = &[Value { name: "PAID", about: "sent; others exist" }];

const PAY_BATCH_STATUSES: &[Value] = &[
    Value { name: "PAID", about: "sent" },
    Value { name: "REFUND_SUCCESS", about: "in the legacy example, whose transfers are all PAID; not explained" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/giftCardPaymentNotify>
pub static PAY_GIFT_BATCH: Message = Message {
    id: "gatepay/pay-gift-batch",
    path: "callback URL of the application",
    about: "The result of a batch of gift cards.",
    fields: &[
        biz_type("PAY_GIFT_BATCH"),
        Field::required("bizId", Kind::TEXT, "H10: may be empty"),
        biz_status(PAY_GIFT_BATCH_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(PAY_GIFT_BATCH_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["PAY_GIFT_BATCH.callback.json", "PAY_GIFT_BATCH.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/giftCardPaymentNotify",
    ..Message::CALLBACK
};

/// `data` of [`PAY_GIFT_BATCH`].
pub const PAY_GIFT_BATCH_DATA: &[Field] = &[
    Field::required("batchItemList", Kind::List(GIFT_ITEM), "may be empty"),
    Field::required("externalId", Kind::TEXT, "the merchant's; H10: may be empty"),
];

const GIFT_ITEM: &[Field] = &[
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("channel_id", Kind::TEXT, ""),
    Field::expected("create_time", Kind::Millis, ""),
    Field::expected("currency", Kind::TEXT, ""),
    Field::expected("receiver_id", Kind::COUNT, "Gate user id"),
    Field::expected("status", Kind::TEXT, ""),
];

const PAY_GIFT_BATCH_STATUSES: &[Value] = &[Value { name: "PAID", about: "the only one shown" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/callback>
pub static WITHDRAW: Message = Message {
    // The request has the shorter name.
    id: "gatepay/withdraw-callback",
    path: "callback URL of the application",
    about: "How far a batch of payouts is; the one callback without `bizType`, and with nothing inside a string (H14).",
    fields: &[
        Field::required("main_order", Kind::Object(MAIN_ORDER), ""),
        Field::required("suborders", Kind::List(SUBORDER), ""),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["WITHDRAW.callback.json", "WITHDRAW.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/callback",
    ..Message::CALLBACK
};

/// `main_order` of [`WITHDRAW`].
pub const MAIN_ORDER: &[Field] = &[
    Field::required(
        "batch_id",
        Kind::Limited { pattern: Pattern::Word, min: 1, max: 32 },
        "the merchant's; several callbacks for one batch",
    ),
    Field::required("merchant_id", Kind::COUNT, ""),
    Field::required("status", Kind::Enumeration(BATCH_STATUSES), "H15: may arrive out of order"),
    Field::required("client_id", Kind::FILLED, ""),
    Field::expected("pay_back_status", Kind::TEXT, "`NO` is the only one shown"),
    Field::expected("channel_id", Kind::TEXT, "may be empty"),
];

/// An item of `suborders` of [`WITHDRAW`]. Amounts are text on the current page, numbers on the earlier and on the
/// institution's (A20).
pub const SUBORDER: &[Field] = &[
    Field::required("merchant_withdraw_id", Kind::FILLED, "the merchant's; with batch_id the key of the payout"),
    Field::required("status", Kind::Enumeration(SUBORDER_STATUSES), ""),
    Field::required("amount", Kind::DecimalTextOrNumber, "A20"),
    Field::required("fee", Kind::DecimalTextOrNumber, "A20"),
    Field::required("sub_amount", Kind::DecimalTextOrNumber, "A20; what the balance pays"),
    Field::required("done_amount", Kind::DecimalTextOrNumber, "A20; H34: failed payouts show one too"),
    Field::expected("fee_type", Kind::IntegerEnumeration(FEE_TYPES), ""),
    Field::expected("currency", Kind::TEXT, ""),
    Field::expected("chain", Kind::TEXT, "Gate's own name of the chain"),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("tx_id", Kind::TEXT, ""),
    Field::expected("finish_time", Kind::COUNT, "ms; unfinished payouts are not shown"),
    Field::expected("merchant_id", Kind::COUNT, "not that of main_order in one example"),
    Field::expected("suborder_id", Kind::TEXT, "the gateway's"),
    Field::expected("batch_withdraw_id", Kind::TEXT, "may be empty"),
    Field::expected("channel_id", Kind::TEXT, "may be empty"),
    Field::expected("desc", Kind::TEXT, "may be empty"),
    Field::expected("reconciliation_status", Kind::COUNT, "0 is the only one shown"),
    Field::optional("from_address", Kind::TEXT, "current page only"),
    Field::optional("memo", Kind::TEXT, "earlier page only; may be empty"),
    Field::optional("is_placed", Kind::COUNT, "earlier page only; 1 is the only one shown"),
];

const BATCH_STATUSES: &[Value] = &[
    Value { name: "INIT", about: "taken" },
    Value { name: "PROCESSING", about: "under way" },
    Value { name: "SUCCESS", about: "done" },
    Value { name: "PARTIAL", about: "done in part" },
    Value { name: "FAIL", about: "failed" },
];

const SUBORDER_STATUSES: &[Value] =
    &[Value { name: "DONE", about: "done" }, Value { name: "FAIL", about: "failed; others exist" }];

const FEE_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "taken out of amount: done_amount is amount less fee" },
    IntegerValue { value: 1, about: "on top of amount: done_amount is amount" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/callback>
pub static OTC: Message = Message {
    id: "gatepay/otc",
    path: "callback URL of the application",
    about: "How far the merchant's own exchange of fiat for crypto, or back, is.",
    fields: &[
        biz_type("OTC"),
        Field::required("bizId", Kind::FILLED, "OTC order id"),
        biz_status(OTC_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        Field::required("data", Kind::Nested(OTC_DATA), "A11: object by the page's table, text in its examples"),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["OTC.callback.json", "OTC.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/callback",
    ..Message::CALLBACK
};

/// `data` of [`OTC`].
pub const OTC_DATA: &[Field] = &[
    Field::required("clientOrderId", Kind::FILLED, "the merchant's"),
    Field::required("type", Kind::Enumeration(OTC_TYPES), ""),
    Field::expected("orderId", Kind::TEXT, ""),
    Field::expected("fiatRate", Kind::DecimalText, ""),
    Field::expected("fiatCurrency", Kind::TEXT, ""),
    Field::expected("fiatAmount", Kind::DecimalText, ""),
    Field::expected("cryptoCurrency", Kind::TEXT, ""),
    Field::expected("cryptoAmount", Kind::DecimalText, ""),
    Field::expected(
        "updateTime",
        Kind::Either(&[Kind::MillisText, Kind::SecondsText]),
        "A21: milliseconds, seconds on the earlier page",
    ),
    Field::optional("finalFiatAmount", Kind::DecimalText, "SELL only"),
    Field::optional("tradeFee", Kind::TEXT, "SELL only; never shown"),
    Field::optional("bankSlipInfo", Kind::TEXT, "SELL only; an address, H25: not to be fetched unread"),
    Field::optional("promoCode", Kind::TEXT, "H19: `promCode` in answers; may be empty"),
    Field::optional("errMsg", Kind::TEXT, "may be empty"),
];

const OTC_TYPES: &[Value] =
    &[Value { name: "BUY", about: "fiat into crypto" }, Value { name: "SELL", about: "crypto into fiat" }];

const OTC_STATUSES: &[Value] = &[
    Value { name: "RECHARGE_SUCCESS", about: "on-ramp: done" },
    Value { name: "RECHARGE_FAIL", about: "on-ramp: failed" },
    Value { name: "WITHDRAW_DISPATCHED", about: "off-ramp: sent, not there yet" },
    Value { name: "WITHDRAW_SUCCESS", about: "off-ramp: done" },
    Value { name: "WITHDRAW_FAIL", about: "off-ramp: failed" },
];
