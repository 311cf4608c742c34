//! Sub-accounts of an institution, and subscriptions.

use super::{CHAIN, CLIENT_ID, CLIENT_ID_CAMEL, biz_status, biz_type, data};
use crate::gateways::gatepay::responses;
use crate::message::{Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/callbackNotification>
pub static INSTITUTION: Message = Message {
    id: "gatepay/institution",
    path: "callback URL of the application",
    about: "A sub-account was created, or refused.",
    fields: &[
        biz_type("INSTITUTION"),
        Field::required("bizId", Kind::FILLED, "the creation request, as request_id inside"),
        biz_status(INSTITUTION_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(INSTITUTION_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["INSTITUTION.callback.json", "INSTITUTION.callback.2.json", "INSTITUTION_data.callback.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/callbackNotification",
    ..Message::CALLBACK
};

/// `data` of [`INSTITUTION`].
pub const INSTITUTION_DATA: &[Field] = &[
    Field::expected("request_id", Kind::FILLED, ""),
    Field::expected("account_id", Kind::TEXT, ""),
    Field::expected("customer_id", Kind::TEXT, ""),
    Field::expected("display_name", Kind::TEXT, ""),
    Field::required("status", Kind::Enumeration(ACCOUNT_STATUSES), ""),
    Field::required("created", Kind::Millis, "text in the answer to the creation"),
];

const INSTITUTION_STATUSES: &[Value] = &[
    Value { name: "INSTITUTION_ACCOUNT_SUCCESS", about: "created" },
    Value { name: "INSTITUTION_ACCOUNT_FAIL", about: "refused" },
];

const ACCOUNT_STATUSES: &[Value] =
    &[Value { name: "ACTIVE", about: "may be used" }, Value { name: "FAIL", about: "refused" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderNotify>
pub static SUBSCRIPTION_ORDER_STATUS: Message = Message {
    id: "gatepay/subscription-order-status",
    path: "callback URL of the application",
    about: "A subscription changed its state; payments are told by SUBSCRIPTION_PAYMENT.",
    fields: &[
        biz_type("SUBSCRIPTION_ORDER_STATUS"),
        Field::required("bizId", Kind::FILLED, "subscription order number"),
        biz_status(SUBSCRIPTION_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        Field::required("data", Kind::Nested(SUBSCRIPTION_DATA), "A11: text, object on the institution's page"),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["SUBSCRIPTION_ORDER_STATUS.callback.json", "SUBSCRIPTION_ORDER_STATUS.callback.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderNotify",
    ..Message::CALLBACK
};

/// `data` of [`SUBSCRIPTION_ORDER_STATUS`].
pub const SUBSCRIPTION_DATA: &[Field] = &[
    SUBSCRIPTION_ORDER_NO,
    MERCHANT_SUBSCRIPTION_ORDER_NO,
    Field::expected("orderStatus", Kind::Enumeration(SUBSCRIPTION_STATUSES), "as bizStatus"),
    MERCHANT_ID,
    Field::expected("productNo", Kind::TEXT, ""),
    Field::expected("productName", Kind::TEXT, ""),
    PLAN_NO,
    Field::expected("planName", Kind::TEXT, "plan page: at most 20"),
    Field::expected("planDesc", Kind::TEXT, "plan page: at most 100"),
    Field::expected("period", Kind::Enumeration(PERIODS), ""),
    Field::expected("interval", Kind::COUNT, "in periods"),
    Field::expected("trialDays", Kind::COUNT, ""),
    Field::expected("totalPayCount", Kind::COUNT, ""),
    Field::expected("paidCount", Kind::COUNT, ""),
    Field::expected("totalPaidAmount", Kind::DecimalText, ""),
    CRYPTO_AMOUNT,
    CRYPTO_CURRENCY,
    Field::expected("authorizedAmount", Kind::DecimalText, ""),
    CHAIN,
    PAYMENT_CHANNEL,
    USER_ADDRESS,
    Field::expected("createTime", Kind::Millis, ""),
    Field::expected("updateTime", Kind::Millis, ""),
    Field::expected("lastPayTime", Kind::COUNT, "ms; 0 for never"),
    Field::expected("endTime", Kind::COUNT, "ms; 0 for none"),
];

// The page gives the words alone.
const SUBSCRIPTION_STATUSES: &[Value] = &[
    Value { name: "CREATED", about: "made" },
    Value { name: "AUTHORIZED", about: "the payer agreed" },
    Value { name: "CONFIRMING", about: "being confirmed" },
    Value { name: "TRIAL", about: "in its trial days" },
    Value { name: "RUNNING", about: "running" },
    Value { name: "UNPAID", about: "a payment is due" },
    Value { name: "COMPLETED", about: "at its end" },
    Value { name: "CANCELLED", about: "cancelled" },
    Value { name: "CLOSED", about: "closed" },
    Value { name: "BLOCKED", about: "blocked" },
];

const PERIODS: &[Value] = &[
    Value { name: "DAY", about: "days" },
    Value { name: "MONTH", about: "months" },
    Value { name: "NONE", about: "none; others exist" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/paymentNotify>
pub static SUBSCRIPTION_PAYMENT: Message = Message {
    id: "gatepay/subscription-payment",
    path: "callback URL of the application",
    about: "The payment for a period of a subscription went through.",
    fields: &[
        biz_type("SUBSCRIPTION_PAYMENT"),
        Field::required("bizId", Kind::FILLED, "deduction order, as a rule paymentOrderNo"),
        biz_status(PAYMENT_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(SUBSCRIPTION_PAYMENT_DATA),
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["SUBSCRIPTION_PAYMENT.callback.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/paymentNotify",
    ..Message::CALLBACK
};

/// `data` of [`SUBSCRIPTION_PAYMENT`].
pub const SUBSCRIPTION_PAYMENT_DATA: &[Field] = &[
    Field::required("paymentOrderNo", Kind::FILLED, "one per payment"),
    Field::required("payStatus", Kind::Enumeration(PAYMENT_STATUSES), "as bizStatus"),
    SUBSCRIPTION_ORDER_NO,
    MERCHANT_SUBSCRIPTION_ORDER_NO,
    MERCHANT_ID,
    PLAN_NO,
    CRYPTO_AMOUNT,
    CRYPTO_CURRENCY,
    CHAIN,
    PAYMENT_CHANNEL,
    Field::expected("merchantAddress", Kind::TEXT, "where the money went"),
    USER_ADDRESS,
    Field::expected("authorizedAddress", Kind::TEXT, ""),
    Field::expected("txHash", Kind::TEXT, ""),
    Field::expected("payTime", Kind::Millis, ""),
];

const PAYMENT_STATUSES: &[Value] = &[Value { name: "SUCCESS", about: "paid; the only one shown" }];

/// Described in words on the page of [`SUBSCRIPTION_PAYMENT`]; of `data` only the key is named.
/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/paymentNotify>
pub static ACCOUNT_AUTH_DEDUCTION: Message = Message {
    id: "gatepay/account-auth-deduction",
    path: "callback URL of the application",
    about: "A deduction from the payer's Gate account went through, or failed.",
    fields: &[
        biz_type("ACCOUNT_AUTH_DEDUCTION"),
        Field::required("bizId", Kind::FILLED, "deduction order"),
        biz_status(DEDUCTION_STATUSES),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        data(ACCOUNT_AUTH_DEDUCTION_DATA),
    ],
    published: Published::Part,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/paymentNotify",
    ..Message::CALLBACK
};

/// What is public of `data` of [`ACCOUNT_AUTH_DEDUCTION`].
pub const ACCOUNT_AUTH_DEDUCTION_DATA: &[Field] =
    &[Field::expected("deductOrderNo", Kind::TEXT, "one per deduction; the other members are not public")];

const DEDUCTION_STATUSES: &[Value] =
    &[Value { name: "DEDUCT_SUCCESS", about: "deducted" }, Value { name: "DEDUCT_FAILED", about: "failed" }];

// Members that both subscription callbacks have.
const SUBSCRIPTION_ORDER_NO: Field = Field::expected("subscriptionOrderNo", Kind::TEXT, "the gateway's");
const MERCHANT_SUBSCRIPTION_ORDER_NO: Field = Field::expected("merchantSubscriptionOrderNo", Kind::TEXT, "");
const MERCHANT_ID: Field = Field::expected("merchantId", Kind::IntegerOrText, "H21: text here, number elsewhere");
const PLAN_NO: Field = Field::expected("planNo", Kind::TEXT, "");
const CRYPTO_AMOUNT: Field = Field::expected("cryptoAmount", Kind::DecimalText, "in cryptoCurrency");
const CRYPTO_CURRENCY: Field = Field::expected("cryptoCurrency", Kind::TEXT, "");
const PAYMENT_CHANNEL: Field = Field::expected("paymentChannel", Kind::TEXT, "`WEB3` or empty in examples");
const USER_ADDRESS: Field = Field::expected("userAddress", Kind::TEXT, "may be empty");
