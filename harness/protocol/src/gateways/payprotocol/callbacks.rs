//! What Pay Protocol sends of its own accord.
//!
//! Every callback is a bare object without a word that names it, so they are told apart by their members. Zero is success
//! in each of the four status members, which are therefore never taken for granted.
//!
//! Numbers in notes (`A13`, `H6`) are those of the contradictions and hazards listed in the gateway's documents.
//! `[I]`: the name comes from third-party code, the page is cut off before it.

use super::responses;
use crate::message::{Field, IntegerValue, Kind, Message, Pattern, Published};

/// The order object of the payment query, bare: the page lists its members as those of the body.
/// <https://doc.payprotocol.network/docs/api/merchant/payment-callback>
pub static PAYMENT_CALLBACK: Message = Message {
    id: "payprotocol/payment-callback",
    path: "notifyUrl",
    about: "A payment order was paid, partly paid, or failed (A7).",
    fields: ORDER,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/payment-callback",
    ..Message::CALLBACK
};

/// <https://doc.payprotocol.network/docs/api/merchant/recharge-callback>
pub static RECHARGE_CALLBACK: Message = Message {
    id: "payprotocol/recharge-callback",
    path: "recharge callback address of the console",
    about: "A deposit to a user's fixed address succeeded or failed.",
    fields: RECHARGE,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/recharge-callback",
    ..Message::CALLBACK
};

/// <https://doc.payprotocol.network/docs/api/merchant/refund-callback>
pub static REFUND_CALLBACK: Message = Message {
    id: "payprotocol/refund-callback",
    path: "notifyUrl",
    about: "A refund succeeded, failed or was rejected by the merchant's approver.",
    fields: REFUND,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/refund-callback",
    ..Message::CALLBACK
};

/// <https://doc.payprotocol.network/docs/api/merchant/withdraw-callback>
pub static WITHDRAW_CALLBACK: Message = Message {
    id: "payprotocol/withdraw-callback",
    path: "notifyUrl",
    about: "A withdrawal succeeded, failed or was rejected by the merchant's approver.",
    fields: WITHDRAWAL,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/withdraw-callback",
    ..Message::CALLBACK
};

/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-payment-callback>
pub static ABNORMAL_PAYMENT_CALLBACK: Message = Message {
    id: "payprotocol/abnormal-payment-callback",
    path: "abnormal payment callback address of the console",
    about: "The handling of a payment that fits no order succeeded or failed.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-payment-callback",
    ..Message::CALLBACK
};

/// <https://doc.utcpay.com/docs/api/merchant/sweeping-callback>
pub static SWEEPING_CALLBACK: Message = Message {
    id: "payprotocol/sweeping-callback",
    path: "sweeping and withdrawal callback address of the console",
    about: "Money was swept from sub-contracts to the merchant's cold contract.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.utcpay.com/docs/api/merchant/sweeping-callback",
    ..Message::CALLBACK
};

/// <https://doc.payprotocol.network/docs/api/merchant/rebalancing-callback>
pub static REBALANCING_CALLBACK: Message = Message {
    id: "payprotocol/rebalancing-callback",
    path: "sweeping and withdrawal callback address of the console",
    about: "Money moved from the merchant's cold contract to the hot one.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://doc.payprotocol.network/docs/api/merchant/rebalancing-callback",
    ..Message::CALLBACK
};

/// The order object.
pub const ORDER: &[Field] = &[
    Field::expected("chainId", ID, "the platform's id, not that of the chain: 1 is TRON"),
    Field::expected("orgId", ID, "the merchant's organisation"),
    Field::required("outTradeNo", Kind::FILLED, "the merchant's"),
    Field::required("outPaymentNo", Kind::FILLED, "the gateway's; 21 digits in all examples"),
    Field::expected("description", Kind::TEXT, ""),
    Field::expected("isLegalTender", Kind::IntegerEnumeration(LEGAL_TENDER), "whether the quote is in fiat"),
    Field::expected("quoteCurrencySymbol", Kind::Pattern(Pattern::Symbol), "as ordered; not what was paid"),
    Field::expected("quoteAmount", Kind::DecimalText, "as ordered, in whole units; not what was paid"),
    Field::required("paymentStatus", Kind::IntegerEnumeration(PAYMENT_STATUSES), "0 is paid; H6: absent is not"),
    Field::optional("paymentType", Kind::IntegerEnumeration(PAYMENT_TYPES), ""),
    Field::expected("expectedAmount", Kind::ScaledText, "[I] what is due"),
    Field::expected("settlementAmount", Kind::ScaledText, "[I] what arrived, same scale"),
    Field::expected("settlementCurrencySymbol", Kind::TEXT, "[I] what was paid in; can differ from the quote"),
    Field::expected("transferHash", Kind::TEXT, "[I]"),
    Field::expected("userWalletAddress", Kind::TEXT, "[I] where the money went"),
    Field::expected("fromAddress", Kind::TEXT, "[I]"),
    Field::expected(
        "createTime",
        Kind::DateTimeText,
        "[I] A13: `2024-03-29 17:45:18`, or ISO 8601 in schemas; zone unknown",
    ),
    Field::expected("blockTime", Kind::Seconds, "[I] A13: seconds here, a text in other messages"),
];

/// The recharge object.
pub const RECHARGE: &[Field] = &[
    Field::required("chainId", ID, "the platform's id, not that of the chain"),
    Field::required("rechargeId", ID, "the gateway's"),
    Field::required("userId", ID, "the gateway's"),
    Field::required("uuid", Kind::FILLED, "the merchant's name of the user"),
    Field::required("currencyId", ID, "that of the currency list, which has the decimals"),
    Field::required("rechargeAmount", Kind::ScaledText, "what arrived"),
    Field::required(
        "rechargeStatus",
        Kind::IntegerEnumeration(RECHARGE_STATUSES),
        "0 is success; H6: absent is not. A15",
    ),
    Field::required("transferHash", Kind::TEXT, ""),
    Field::required("walletId", ID, ""),
    Field::required("walletAddress", Kind::TEXT, "where the money went"),
    Field::required("fromAddress", Kind::TEXT, ""),
    Field::required("createTime", Kind::DateTimeText, TIME_NOTE),
    Field::required("blockTime", Kind::DateTimeText, "A13: a text here, seconds in payments; zone unknown"),
];

/// The refund object. Flags could not be read: id and status are demanded because they tell what the message is.
pub const REFUND: &[Field] = &[
    Field::expected("chainId", ID, "the platform's id, not that of the chain"),
    Field::expected("currencyId", ID, "that of the currency list, which has the decimals"),
    Field::required("refundId", ID, "the gateway's; an order can have several"),
    Field::expected("outTradeNo", Kind::FILLED, "of the refunded order, the merchant's"),
    Field::expected("outPaymentNo", Kind::FILLED, "of the refunded order, the gateway's"),
    Field::expected("refundAddress", Kind::TEXT, "where the money goes"),
    Field::expected("refundAmount", Kind::ScaledText, "can be changed by the approver"),
    Field::expected("refundFee", Kind::DecimalText, "commission; unit not told, `0` in the example"),
    Field::required("refundStatus", Kind::IntegerEnumeration(REFUND_STATUSES), "0 is success; H6: absent is not"),
    Field::expected("refundTime", Kind::DateTimeText, "A13, A14: zone unknown"),
    Field::expected("transferHash", Kind::TEXT, ""),
];

/// The withdrawal object.
pub const WITHDRAWAL: &[Field] = &[
    Field::required("chainId", ID, "the platform's id, not that of the chain"),
    Field::required("currencyId", ID, "that of the currency list, which has the decimals"),
    Field::required("withdrawId", ID, "the gateway's"),
    Field::optional("outTradeNo", Kind::FILLED, "the merchant's, if it gave one"),
    Field::required(
        "withdrawAmount",
        Kind::Either(&[Kind::ScaledText, Kind::FILLED]),
        "H30: of Merchant Pro a list with commas, one for each address",
    ),
    Field::required("withdrawAddress", Kind::FILLED, "H30: of Merchant Pro a list with commas"),
    Field::required("withdrawStatus", Kind::IntegerEnumeration(WITHDRAW_STATUSES), "0 is success; H6: absent is not"),
    Field::expected("withdrawTime", Kind::DateTimeText, TIME_NOTE),
    Field::optional("transferHash", Kind::TEXT, "absent from the example"),
];

/// Note of a textual time.
pub(super) const TIME_NOTE: &str = "A13: `2024-03-29 17:45:18`, or ISO 8601 in schemas; zone unknown";

/// Whether the quote is in fiat.
pub(super) const LEGAL_TENDER: &[IntegerValue] =
    &[IntegerValue { value: 0, about: "crypto" }, IntegerValue { value: 1, about: "fiat" }];

/// `paymentStatus`.
pub(super) const PAYMENT_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "paid" },
    IntegerValue { value: 1, about: "pending" },
    IntegerValue { value: 2, about: "waiting for the block's confirmation" },
    IntegerValue { value: 3, about: "partially paid" },
    IntegerValue { value: 4, about: "failed" },
    IntegerValue { value: 5, about: "refunded" },
];

/// `rechargeStatus`.
pub(super) const RECHARGE_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "success" },
    IntegerValue { value: 1, about: "pending (A15: recharging in the list)" },
    IntegerValue { value: 2, about: "failure" },
];

const REFUND_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "success" },
    IntegerValue { value: 1, about: "pending approval" },
    IntegerValue { value: 2, about: "under review" },
    IntegerValue { value: 3, about: "waiting for the block's confirmation" },
    IntegerValue { value: 4, about: "failure" },
    IntegerValue { value: 5, about: "rejected" },
];

/// The words of refunds, of another thing.
const WITHDRAW_STATUSES: &[IntegerValue] = REFUND_STATUSES;

const PAYMENT_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "contract payment" },
    IntegerValue { value: 1, about: "scanned code or transfer from a wallet" },
];

/// An id that the platform gives.
pub(super) const ID: Kind = Kind::Integer { min: 0, max: i32::MAX as i64 };

/// All callbacks.
pub const ALL: &[&Message] = &[
    &PAYMENT_CALLBACK,
    &RECHARGE_CALLBACK,
    &REFUND_CALLBACK,
    &WITHDRAW_CALLBACK,
    &ABNORMAL_PAYMENT_CALLBACK,
    &SWEEPING_CALLBACK,
    &REBALANCING_CALLBACK,
];
