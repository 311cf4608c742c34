//! What PayCools sends of its own accord.
//!
//! Every notification is `{sign, param}`, without `appId`; `eventName` inside `param` says which it is. Those of version
//! 1 name no country, so one body can be that of several messages: they share a table, and the reference reads them
//! under the id of the one whose page could be read best. Numbers in notes (`15`, `16`) are those of the contradictions
//! listed in the gateway's documents.

use super::responses::ACKNOWLEDGEMENT;
use crate::message::{Field, Kind, Message, Pattern, Published, Value};

/// What all notifications have in common.
const NOTIFICATION: Message = Message { answer: Some(&ACKNOWLEDGEMENT), ..Message::CALLBACK };

/// Of a dynamic order.
const PAYMENT: Message = Message {
    path: "notifyUrl",
    fields: &[SIGN, param(PAYMENT_PARAM)],
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..NOTIFICATION
};

/// Of a static code; where it is not the Philippine one, the general page is the source.
const STATIC_PAYMENT: Message = Message { fields: &[SIGN, param(STATIC_PAYMENT_PARAM)], ..PAYMENT };

/// Of a payout.
const PAYOUT: Message = Message {
    path: "set in the dashboard",
    fields: &[SIGN, param(PAYOUT_PARAM)],
    source: "https://docs.bluepay.asia/en/460298035e0",
    ..NOTIFICATION
};

/// Section 3.2.3, Indonesia, dynamic order. <https://docs.paycools.com/en/v1/296682502e0>
pub static PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/payment-notification",
    about: "A payment was completed or failed.",
    examples: &[
        "payment_notification_id_dynamic.callback.json",
        "unified_notification.callback.json",
        "collection_notification_coid.callback.json",
        "qr_notification_bluepay_param.callback.json",
        "settle_notification_bluepay_param.callback.json",
        "ticket_notification_bluepay_param.callback.json",
        "legacy_cpm_notification.callback.json",
        "legacy_cpm_notification.callback.2.json",
    ],
    ..PAYMENT
};

/// 2.2.3; the members are inferred from [`PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static PH_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/ph-payment-notification",
    about: "A payment in the Philippines was completed or failed; a body cannot be told from the Indonesian one.",
    published: Published::Part,
    ..PAYMENT
};

/// 4.2.3; the members are inferred from [`PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static MY_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/my-payment-notification",
    about: "A payment in Malaysia was completed or failed; a body cannot be told from the Indonesian one.",
    published: Published::Part,
    ..PAYMENT
};

/// 5.2.3; the members are inferred from [`PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/th-payment-notification",
    about: "A payment in Thailand was completed or failed; a body cannot be told from the Indonesian one.",
    published: Published::Part,
    ..PAYMENT
};

/// 6.1.3; the members are inferred from [`PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static RU_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/ru-payment-notification",
    about: "A payment in Russia was completed or failed; a body cannot be told from the Indonesian one.",
    published: Published::Part,
    ..PAYMENT
};

/// 2.3.4. <https://docs.ezpaytechs.com/en/philippines/Payment/Static/CollectionNotification.html>
pub static PH_STATIC_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/ph-static-payment-notification",
    about: "Someone paid to a static code, or failed to; one code gets many of these.",
    examples: &["payment_notification_ph_static.callback.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Static/CollectionNotification.html",
    ..STATIC_PAYMENT
};

/// 3.3.4; the members are inferred from [`PH_STATIC_PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_STATIC_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/id-static-payment-notification",
    about: "Someone paid to a static code in Indonesia; a body cannot be told from the Philippine one.",
    published: Published::Part,
    examples: &["va_static_notification_coid.callback.json"],
    ..STATIC_PAYMENT
};

/// 5.3.4; the members are inferred from [`PH_STATIC_PAYMENT_NOTIFICATION`]. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_STATIC_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/th-static-payment-notification",
    about: "Someone paid to a static code in Thailand; a body cannot be told from the Philippine one.",
    published: Published::Part,
    ..STATIC_PAYMENT
};

/// 2.1.3; only a sibling's page could be read. <https://docs.bluepay.asia/en/460298035e0>
pub static PH_PAYOUT_NOTIFICATION: Message = Message {
    id: "paycools/ph-payout-notification",
    about: "A payout arrived or failed.",
    published: Published::Part,
    examples: &[
        "payout_notification_bluepay.callback.json",
        "legacy_payout_notification.callback.json",
        "legacy_payout_notification.callback.2.json",
        "legacy_failed_code.callback.json",
    ],
    ..PAYOUT
};

/// 3.1.3; the members are those of [`PH_PAYOUT_NOTIFICATION`]. <https://docs.bluepay.asia/en/460298035e0>
pub static ID_PAYOUT_NOTIFICATION: Message = Message {
    id: "paycools/id-payout-notification",
    about: "A payout in Indonesia arrived or failed; a body cannot be told from the Philippine one.",
    published: Published::Part,
    ..PAYOUT
};

/// 4.1.3; the members are those of [`PH_PAYOUT_NOTIFICATION`]. <https://docs.bluepay.asia/en/460298035e0>
pub static MY_PAYOUT_NOTIFICATION: Message = Message {
    id: "paycools/my-payout-notification",
    about: "A payout in Malaysia arrived or failed; a body cannot be told from the Philippine one.",
    published: Published::Part,
    ..PAYOUT
};

/// 5.1.3; the members are those of [`PH_PAYOUT_NOTIFICATION`]. <https://docs.bluepay.asia/en/460298035e0>
pub static TH_PAYOUT_NOTIFICATION: Message = Message {
    id: "paycools/th-payout-notification",
    about: "A payout in Thailand arrived or failed; a body cannot be told from the Philippine one.",
    published: Published::Part,
    ..PAYOUT
};

/// 7.3. <https://docs.bluepay.asia/en/refund/RefundCallback.html>
pub static REFUND_NOTIFICATION: Message = Message {
    id: "paycools/refund-notification",
    path: "refundCallbackUrl",
    about: "A refund was completed, failed or was cancelled.",
    fields: &[SIGN, param(REFUND_PARAM)],
    examples: &["refund_notification.callback.json", "legacy_refund_notification.callback.json"],
    source: "https://docs.bluepay.asia/en/refund/RefundCallback.html",
    ..NOTIFICATION
};

/// Version 2. <https://docs.paycools.com/en/v2/Disbursement/Notification.html>
pub static V2_PAYOUT_NOTIFICATION: Message = Message {
    id: "paycools/v2-payout-notification",
    path: "set in the dashboard",
    about: "A payout arrived or failed, with country and currency.",
    fields: &[SIGN, param(V2_PAYOUT_PARAM)],
    examples: &["payout_notification_v2.callback.json", "payout_notification_v2_param.callback.json"],
    source: "https://docs.paycools.com/en/v2/Disbursement/Notification.html",
    ..NOTIFICATION
};

/// Version 2. <https://docs.paycools.com/en/v2/checkout/Notification.html>
pub static V2_CHECKOUT_PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/v2-checkout-payment-notification",
    path: "notifyUrl",
    about: "An order of the hosted payment page was paid.",
    fields: &[SIGN, param(CHECKOUT_PARAM)],
    examples: &["checkout_notification_v2.callback.json"],
    source: "https://docs.paycools.com/en/v2/checkout/Notification.html",
    ..NOTIFICATION
};

/// `param` of [`PAYMENT_NOTIFICATION`].
pub const PAYMENT_PARAM: &[Field] = &[
    event_name(PAYMENT_EVENTS),
    MCH_ORDER_ID,
    Field::required("transactionId", ID, "names the payment; letters and digits"),
    AMOUNT,
    TRANSACTION_STATUS,
    CREATE_TIME,
    RETURN_TIME,
    CHANNEL_CODE,
    REMARK,
    FAILED_CODE,
    FAILED_MESSAGE,
    INNER_SIGN,
];

/// `param` of [`PH_STATIC_PAYMENT_NOTIFICATION`].
pub const STATIC_PAYMENT_PARAM: &[Field] = &[
    event_name(STATIC_PAYMENT_EVENTS),
    Field::required("mchOrderId", ID, "of the code: the same in all payments to it"),
    Field::required("transactionId", ID, "names the payment; what the code's payments differ in"),
    AMOUNT,
    TRANSACTION_STATUS,
    CREATE_TIME,
    RETURN_TIME,
    CHANNEL_CODE,
    REMARK,
    FAILED_CODE,
    FAILED_MESSAGE,
    INNER_SIGN,
];

/// `param` of [`PH_PAYOUT_NOTIFICATION`]: neither country nor currency nor channel.
pub const PAYOUT_PARAM: &[Field] = &[
    event_name(PAYOUT_EVENTS),
    MCH_ORDER_ID,
    PAYOUT_ID,
    AMOUNT,
    TRANSACTION_STATUS,
    CREATE_TIME,
    RETURN_TIME,
    REMARK,
    FAILED_CODE,
    FAILED_MESSAGE,
];

/// `param` of [`V2_PAYOUT_NOTIFICATION`].
pub const V2_PAYOUT_PARAM: &[Field] = &[
    event_name(PAYOUT_EVENTS),
    MCH_ORDER_ID,
    PAYOUT_ID,
    COUNTRY_CODE,
    CURRENCY,
    AMOUNT,
    TRANSACTION_STATUS,
    Field::required("createTime", Kind::DateTimeText, "`2024-07-19T14:14:47+08:00`"),
    Field::required("returnTime", Kind::DateTimeText, "when it ended, same spelling"),
    REMARK,
    FAILED_CODE,
    FAILED_MESSAGE,
];

/// `param` of [`REFUND_NOTIFICATION`].
pub const REFUND_PARAM: &[Field] = &[
    event_name(REFUND_EVENTS),
    Field::required("mchRefundOrderId", ID, "the merchant's"),
    Field::required("refundTransactionId", Kind::FILLED, "names the refund"),
    Field::required("originalTransactionId", ID, "the payment's"),
    Field::required("refundAmount", Kind::COUNT, "18: IDR in whole units, others in hundredths"),
    Field::required("feeRefunded", Kind::COUNT, "same unit"),
    Field::required("refundStatus", Kind::Enumeration(REFUND_STATUSES), "11: COMPLETE here, COMPLETED elsewhere"),
    Field::required("refundCreateTime", Kind::DateTimeText, "zone unknown"),
    Field::required("refundReturnTime", Kind::DateTimeText, "when it ended; zone unknown"),
    Field::expected("refundReason", Kind::TEXT, "required, yet not in the sample"),
    FAILED_CODE,
    Field::optional("failedMessage", Kind::Either(&[Kind::TEXT, Kind::INT64]), "16: typed as an integer"),
];

/// `param` of [`V2_CHECKOUT_PAYMENT_NOTIFICATION`].
pub const CHECKOUT_PARAM: &[Field] = &[
    event_name(CHECKOUT_EVENTS),
    Field::required("checkoutId", Kind::FILLED, "begins with CH"),
    COUNTRY_CODE,
    CURRENCY,
    Field::required(
        "settlementCurrency",
        Kind::Pattern(Pattern::FiatCode),
        "for the settlement; `currency` is that of `amount`",
    ),
    MCH_ORDER_ID,
    Field::required("transactionId", ID, "names the payment"),
    AMOUNT,
    TRANSACTION_STATUS,
    CREATE_TIME,
    RETURN_TIME,
    CHANNEL_CODE,
    REMARK,
    FAILED_CODE,
    FAILED_MESSAGE,
];

// Members of every callback.
const SIGN: Field = Field::required("sign", Kind::Signature, "2: 344 characters of base64; tables show 40 of hex");

const fn param(table: &'static [Field]) -> Field {
    Field::required("param", Kind::Nested(table), "the signed text itself")
}

// Members of many a `param`.
const fn event_name(events: &'static [Value]) -> Field {
    Field::required("eventName", Kind::Enumeration(events), "")
}

const ID: Kind = Kind::Text { min: 1, max: 32 };
const MCH_ORDER_ID: Field = Field::required("mchOrderId", ID, "17: letters and digits, yet a sample has `_`");
const PAYOUT_ID: Field = Field::required("transactionId", ID, "names the payout; begins with D");
const COUNTRY_CODE: Field = Field::required("countryCode", Kind::Pattern(Pattern::CountryCode), "version 2 only");
const CURRENCY: Field = Field::required("currency", Kind::Pattern(Pattern::FiatCode), "version 2 only");
const AMOUNT: Field = Field::required("amount", Kind::COUNT, "18: IDR in whole units, others in hundredths");
const TRANSACTION_STATUS: Field = Field::required(
    "transactionStatus",
    Kind::Enumeration(TRANSACTION_STATUSES),
    "11: COMPLETED here, COMPLETE elsewhere",
);
const CREATE_TIME: Field = Field::required("createTime", Kind::DateTimeText, "`2023-01-01 09:38:06`; zone unknown");
const RETURN_TIME: Field =
    Field::required("returnTime", Kind::DateTimeText, "when it ended, same spelling; zone unknown");
const CHANNEL_CODE: Field = Field::required("channelCode", Kind::FILLED, "such as `ID_BCA_VA`; an open set");
const REMARK: Field =
    Field::expected("remark", Kind::TEXT, "the request's; 16: required on some pages, optional on others");
const FAILED_CODE: Field = Field::optional("failedCode", Kind::INT64, "negative; 15: 1001 on English pages");
const FAILED_MESSAGE: Field = Field::optional("failedMessage", Kind::TEXT, "16");
const INNER_SIGN: Field =
    Field::optional("sign", Kind::TEXT, "7: in samples, in no table; left over from an older protocol, to be ignored");

const PAYMENT_EVENTS: &[Value] = &[
    Value { name: "order.payment.success", about: "paid" },
    Value { name: "order.payment.failed", about: "not paid; inferred from the static order's event" },
];

const STATIC_PAYMENT_EVENTS: &[Value] = &[
    Value { name: "static.order.payment.success", about: "paid" },
    Value { name: "static.order.payment.failed", about: "not paid" },
];

const PAYOUT_EVENTS: &[Value] = &[
    Value { name: "disbursement.success", about: "arrived" },
    Value { name: "disbursement.failed", about: "did not arrive" },
];

const REFUND_EVENTS: &[Value] = &[
    Value { name: "payment.refund.success", about: "money went back" },
    Value { name: "payment.refund.failed", about: "no money went back" },
    Value { name: "payment.refund.cancel", about: "the refund was given up" },
];

const CHECKOUT_EVENTS: &[Value] =
    &[Value { name: "checkout.payment.success", about: "paid; the only event that the page lists" }];

/// `transactionStatus` of payments and payouts.
pub const TRANSACTION_STATUSES: &[Value] = &[
    Value { name: "PENDING", about: "not decided" },
    Value { name: "COMPLETED", about: "paid" },
    Value { name: "FAILED", about: "not paid" },
];

/// `refundStatus`, as far as pages show its words.
pub const REFUND_STATUSES: &[Value] = &[
    Value { name: "PENDING", about: "not decided" },
    Value { name: "COMPLETE", about: "money went back" },
    Value { name: "FAILED", about: "no money went back" },
];

/// All callbacks.
pub const ALL: &[&Message] = &[
    &PAYMENT_NOTIFICATION,
    &PH_PAYMENT_NOTIFICATION,
    &MY_PAYMENT_NOTIFICATION,
    &TH_PAYMENT_NOTIFICATION,
    &RU_PAYMENT_NOTIFICATION,
    &PH_STATIC_PAYMENT_NOTIFICATION,
    &ID_STATIC_PAYMENT_NOTIFICATION,
    &TH_STATIC_PAYMENT_NOTIFICATION,
    &PH_PAYOUT_NOTIFICATION,
    &ID_PAYOUT_NOTIFICATION,
    &MY_PAYOUT_NOTIFICATION,
    &TH_PAYOUT_NOTIFICATION,
    &REFUND_NOTIFICATION,
    &V2_PAYOUT_NOTIFICATION,
    &V2_CHECKOUT_PAYMENT_NOTIFICATION,
];
