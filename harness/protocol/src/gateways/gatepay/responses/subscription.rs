//! Answers about subscriptions.

use super::envelopes;
use super::members::{DATA, DECIMAL_OR_EMPTY, MERCHANT_ID, MILLIS_OR_ZERO, NO_DATA, NO_MEMBERS, SYMBOL_OR_EMPTY};
use crate::gateways::gatepay::requests::subscription::PERIODS;
use crate::message::{Field, Kind, Message, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/productCreate>
pub static SUBSCRIPTION_PRODUCT_CREATE_RESPONSE: Message = Message {
    id: "gatepay/subscription-product-create-response",
    path: "/merchant/open/v1/pay/merchant/product/create",
    about: "The product with its prices.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(PRODUCT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_product_create.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/productCreate",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_PRODUCT_CREATE_RESPONSE`].
const PRODUCT: &[Field] = &[
    Field::expected("merchantProductNo", Kind::FILLED, ""),
    Field::expected("productNo", Kind::FILLED, ""),
    Field::expected("productName", Kind::TEXT, ""),
    Field::expected("productDesc", Kind::TEXT, ""),
    Field::expected("productLogo", Kind::TEXT, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("createTime", Kind::Millis, ""),
    Field::expected("updateTime", Kind::MillisOrText, "A20: number here"),
    Field::expected("priceList", Kind::List(PRICE), ""),
];

/// An item of `priceList`.
const PRICE: &[Field] = &[
    Field::expected("merchantPriceNo", Kind::FILLED, ""),
    Field::expected("priceNo", Kind::FILLED, ""),
    Field::expected("productNo", Kind::FILLED, ""),
    Field::expected("priceName", Kind::TEXT, ""),
    Field::expected("priceDesc", Kind::TEXT, ""),
    Field::expected("priceType", Kind::TEXT, "words are not listed"),
    Field::expected("payChannels", Kind::Any, "only null is shown"),
    Field::expected("amountType", Kind::TEXT, "words are not listed"),
    Field::expected("cryptoCurrency", Kind::TEXT, ""),
    Field::expected("cryptoAmount", Kind::Any, "only null is shown"),
    Field::expected("fiatCurrency", Kind::TEXT, ""),
    Field::expected("fiatAmount", Kind::Number, "A20: a JSON number"),
    Field::expected("period", Kind::Enumeration(PERIODS), ""),
    Field::expected("interval", Kind::COUNT, ""),
    Field::expected("promoConfigType", Kind::TEXT, "words are not listed"),
    Field::expected("promoAmount", Kind::Any, "only null is shown"),
    Field::expected("promoRate", Kind::Any, "only null is shown"),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("createTime", Kind::Millis, ""),
    Field::expected("updateTime", Kind::MillisOrText, "A20: number here"),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave>
pub static SUBSCRIPTION_PLAN_SAVE_RESPONSE: Message = Message {
    id: "gatepay/subscription-plan-save-response",
    path: "/open/v1/plan/save",
    about: "The plan's numbers.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(PLAN), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_plan_save.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_PLAN_SAVE_RESPONSE`].
const PLAN: &[Field] =
    &[Field::expected("merchantPlanNo", Kind::FILLED, ""), Field::expected("planNo", Kind::FILLED, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderCreate>
pub static SUBSCRIPTION_ORDER_CREATE_RESPONSE: Message = Message {
    id: "gatepay/subscription-order-create-response",
    path: "/open/v1/order/create",
    about: "The subscription's number and the link to it.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CREATED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_order_create.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderCreate",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_ORDER_CREATE_RESPONSE`].
const CREATED: &[Field] = &[MERCHANT_ORDER_NO, ORDER_NO, Field::expected("subscriptionLink", Kind::Url, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institution/subscription/orderComplete>
pub static SUBSCRIPTION_ORDER_COMPLETE_RESPONSE: Message = Message {
    id: "gatepay/subscription-order-complete-response",
    path: "/pay-subscription/open/institution/v1/order/complete",
    about: "That the subscription ended; `data` is null.",
    fields: &[SUCCESS, SUBSCRIPTION_CODE, MESSAGE, Field::optional("data", Kind::Any, "only null is shown")],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_order_complete.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institution/subscription/orderComplete",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderDetail>
pub static SUBSCRIPTION_ORDER_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/subscription-order-detail-response",
    method: "GET",
    path: "/open/v1/order/detail",
    about: "The subscription.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ORDER), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_order_detail.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderDetail",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_ORDER_DETAIL_RESPONSE`], and an item of `records`.
const ORDER: &[Field] = &[
    ORDER_NO,
    MERCHANT_ORDER_NO,
    Field::expected("subscriptionLink", Kind::Url, ""),
    Field::expected("planNo", Kind::FILLED, ""),
    Field::expected("planName", Kind::TEXT, ""),
    Field::expected("planDesc", Kind::TEXT, ""),
    MERCHANT_ID,
    Field::expected("productNo", Kind::FILLED, ""),
    Field::expected("productName", Kind::TEXT, ""),
    Field::expected("priceNo", Kind::FILLED, ""),
    Field::expected("priceName", Kind::TEXT, ""),
    Field::expected("cryptoCurrency", SYMBOL_OR_EMPTY, ""),
    Field::expected("chain", Kind::TEXT, ""),
    Field::expected("userAddress", Kind::TEXT, ""),
    Field::optional("authorizedAmount", DECIMAL_OR_EMPTY, "not in lists"),
    Field::optional("merchantAddress", Kind::TEXT, "not in lists"),
    Field::expected("cryptoAmount", DECIMAL_OR_EMPTY, "may be null"),
    Field::expected("paidCount", Kind::COUNT, ""),
    Field::expected("totalPaidAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("period", Kind::Enumeration(PERIODS), ""),
    Field::expected("interval", Kind::COUNT, ""),
    Field::expected("totalPayCount", Kind::COUNT, ""),
    Field::expected("trialDays", Kind::COUNT, ""),
    Field::expected("endTime", MILLIS_OR_ZERO, ""),
    Field::expected("lastPayTime", MILLIS_OR_ZERO, ""),
    Field::expected("promoAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("promoRate", DECIMAL_OR_EMPTY, ""),
    Field::optional("isFirstPeriodDiscounted", Kind::Boolean, "not in lists"),
    Field::optional("nextPayTime", MILLIS_OR_ZERO, "not in lists"),
    Field::expected("callbackUrl", Kind::TEXT, "a page for the browser (H26)"),
    Field::expected("orderStatus", Kind::Enumeration(ORDER_STATUSES), ""),
    Field::expected("createTime", Kind::Millis, ""),
    Field::expected("updateTime", Kind::MillisOrText, "A20: number here"),
];

const ORDER_STATUSES: &[Value] = &[
    Value { name: "CREATED", about: "opened" },
    Value { name: "AUTHORIZED", about: "authorised by the user" },
    Value { name: "CONFIRMING", about: "being confirmed" },
    Value { name: "TRIAL", about: "in its trial days" },
    Value { name: "RUNNING", about: "running" },
    Value { name: "UNPAID", about: "a payment is missing" },
    Value { name: "COMPLETED", about: "all payments made" },
    Value { name: "CANCELLED", about: "cancelled" },
    Value { name: "CLOSED", about: "closed" },
    Value { name: "BLOCKED", about: "blocked" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderList>
pub static SUBSCRIPTION_ORDER_LIST_RESPONSE: Message = Message {
    id: "gatepay/subscription-order-list-response",
    method: "GET",
    path: "/open/v1/order/list",
    about: "The subscriptions.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ORDERS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_order_list.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderList",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_ORDER_LIST_RESPONSE`].
const ORDERS: &[Field] =
    &[Field::expected("records", Kind::List(ORDER), ""), Field::expected("total", Kind::COUNT, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderDetail>
pub static SUBSCRIPTION_DEDUCTION_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/subscription-deduction-detail-response",
    method: "GET",
    path: "/pay-subscription/open/v1/deduction/order/detail",
    about: "One payment of a subscription.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(DEDUCTION), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_deduction_detail.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderDetail",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_DEDUCTION_DETAIL_RESPONSE`], and an item of `list`.
const DEDUCTION: &[Field] = &[
    ORDER_NO,
    MERCHANT_ORDER_NO,
    Field::expected("planNo", Kind::FILLED, ""),
    Field::expected("paymentOrderNo", Kind::FILLED, ""),
    Field::expected("merchantDeductNo", Kind::TEXT, ""),
    Field::expected("txHash", Kind::TEXT, ""),
    MERCHANT_ID,
    Field::expected("cryptoCurrency", SYMBOL_OR_EMPTY, ""),
    Field::expected("chain", Kind::TEXT, ""),
    Field::expected("userAddress", Kind::TEXT, ""),
    Field::expected("merchantAddress", Kind::TEXT, ""),
    Field::expected("cryptoAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("isDiscounted", Kind::Boolean, ""),
    Field::optional("authorizeWalletAddress", Kind::TEXT, "not in lists"),
    Field::expected("payTime", Kind::MillisOrText, "A20: number here"),
    Field::expected("payStatus", Kind::Enumeration(PAY_STATUSES), "other words are not public"),
    Field::expected("description", Kind::TEXT, "null in the pages' examples"),
    Field::optional("failReason", Kind::TEXT, "lists only (H19)"),
    Field::optional("errMsg", Kind::TEXT, "not in lists (H19)"),
    Field::optional("totalFeeAmount", DECIMAL_OR_EMPTY, "not in lists"),
    Field::optional("totalSettleAmount", DECIMAL_OR_EMPTY, "not in lists"),
    Field::optional("payDetails", Kind::List(NO_MEMBERS), "not in lists; items are not public"),
];

const PAY_STATUSES: &[Value] = &[Value { name: "SUCCESS", about: "paid" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderList>
pub static SUBSCRIPTION_DEDUCTION_LIST_RESPONSE: Message = Message {
    id: "gatepay/subscription-deduction-list-response",
    method: "GET",
    path: "/open/v1/deduction/order/list",
    about: "The payments of a subscription.",
    fields: &[
        SUCCESS,
        SUBSCRIPTION_CODE,
        MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(DEDUCTIONS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::SUBSCRIPTION),
    examples: &["subscription_deduction_list.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderList",
    ..Message::RESPONSE
};

/// `data` of [`SUBSCRIPTION_DEDUCTION_LIST_RESPONSE`].
const DEDUCTIONS: &[Field] =
    &[Field::expected("total", Kind::COUNT, ""), Field::expected("list", Kind::List(DEDUCTION), "")];

const SUCCESS: Field =
    Field::expected("success", Kind::Either(&[Kind::Boolean, Kind::Constant("true")]), "A15: text on one page");
const SUBSCRIPTION_CODE: Field = Field::expected("code", Kind::TEXT, "`0` is success");
const MESSAGE: Field = Field::expected("message", Kind::TEXT, "");
const ORDER_NO: Field = Field::expected("subscriptionOrderNo", Kind::FILLED, "");
const MERCHANT_ORDER_NO: Field = Field::expected("merchantSubscriptionOrderNo", Kind::FILLED, "");

/// All of this area.
pub const ALL: &[&Message] = &[
    &SUBSCRIPTION_PRODUCT_CREATE_RESPONSE,
    &SUBSCRIPTION_PLAN_SAVE_RESPONSE,
    &SUBSCRIPTION_ORDER_CREATE_RESPONSE,
    &SUBSCRIPTION_ORDER_COMPLETE_RESPONSE,
    &SUBSCRIPTION_ORDER_DETAIL_RESPONSE,
    &SUBSCRIPTION_ORDER_LIST_RESPONSE,
    &SUBSCRIPTION_DEDUCTION_DETAIL_RESPONSE,
    &SUBSCRIPTION_DEDUCTION_LIST_RESPONSE,
];
