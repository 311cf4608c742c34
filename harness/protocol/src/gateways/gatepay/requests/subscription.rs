//! Products, plans and orders of subscriptions.

use super::members::ON_BEHALF_OF;
use crate::gateways::gatepay::responses::subscription;
use crate::message::{Carrier, Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/productCreate>
pub static SUBSCRIPTION_PRODUCT_CREATE: Message = Message {
    id: "gatepay/subscription-product-create",
    path: "/merchant/open/v1/pay/merchant/product/create",
    about: "Opens a product with its prices.",
    fields: &[
        Field::expected("merchantProductNo", Kind::FILLED, ""),
        Field::expected("productName", Kind::TEXT, ""),
        Field::expected("priceList", Kind::List(PRICES), ""),
    ],
    answer: Some(&subscription::SUBSCRIPTION_PRODUCT_CREATE_RESPONSE),
    examples: &["subscription_product_create.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/productCreate",
    ..Message::REQUEST
};

/// An item of `priceList`.
const PRICES: &[Field] = &[
    Field::expected("merchantPriceNo", Kind::FILLED, ""),
    Field::expected("priceName", Kind::TEXT, ""),
    Field::expected("priceDesc", Kind::TEXT, ""),
    Field::expected("priceType", Kind::TEXT, "words are not listed"),
    Field::expected("amountType", Kind::TEXT, "words are not listed"),
    Field::expected("cryptoCurrency", Kind::TEXT, "empty when the price is in fiat"),
    Field::expected("cryptoAmount", Kind::Any, "only null is shown"),
    Field::expected("fiatCurrency", Kind::TEXT, ""),
    Field::expected("fiatAmount", Kind::Number, "A20: a JSON number"),
    Field::expected("period", Kind::Enumeration(PERIODS), ""),
    Field::expected("interval", Kind::COUNT, ""),
    Field::expected("promoConfigType", Kind::TEXT, "words are not listed"),
    Field::expected("promoAmount", Kind::Any, "only null is shown"),
    Field::expected("promoRate", Kind::Any, "only null is shown"),
];

/// How long a period of a subscription is.
pub const PERIODS: &[Value] = &[
    Value { name: "DAY", about: "days" },
    Value { name: "MONTH", about: "months" },
    Value { name: "NONE", about: "without period" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave>
pub static SUBSCRIPTION_PLAN_SAVE: Message = Message {
    id: "gatepay/subscription-plan-save",
    path: "/open/v1/plan/save",
    other_paths: &["/pay-subscription/open/v1/plan/save"],
    about: "Opens a plan for a price.",
    fields: &[
        Field::expected("merchantPlanNo", Kind::FILLED, ""),
        Field::required("planName", Kind::at_most(20), ""),
        Field::expected("planDesc", Kind::at_most(100), ""),
        Field::expected("priceNo", Kind::FILLED, ""),
    ],
    answer: Some(&subscription::SUBSCRIPTION_PLAN_SAVE_RESPONSE),
    examples: &["subscription_plan_save.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderCreate>
pub static SUBSCRIPTION_ORDER_CREATE: Message = Message {
    id: "gatepay/subscription-order-create",
    path: "/open/v1/order/create",
    other_paths: &["/pay-subscription/open/v1/order/create"],
    about: "Opens a subscription and asks for the link to it.",
    fields: &[
        Field::expected("merchantSubscriptionOrderNo", Kind::FILLED, ""),
        Field::expected("planNo", Kind::FILLED, "this or `merchantPlanNo`"),
        Field::expected("merchantPlanNo", Kind::FILLED, "this or `planNo`"),
        Field::optional(
            "callbackUrl",
            Kind::at_most(128),
            "bytes; a page for the browser, whatever its name says (H26)",
        ),
    ],
    answer: Some(&subscription::SUBSCRIPTION_ORDER_CREATE_RESPONSE),
    examples: &["subscription_order_create.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderCreate",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institution/subscription/orderComplete>
pub static SUBSCRIPTION_ORDER_COMPLETE: Message = Message {
    id: "gatepay/subscription-order-complete",
    path: "/pay-subscription/open/institution/v1/order/complete",
    about: "Ends a subscription; the page's example does not say which.",
    headers: &[ON_BEHALF_OF],
    fields: &[Field::required("operationType", Kind::Enumeration(OPERATIONS), "other words are not public")],
    published: Published::Part,
    answer: Some(&subscription::SUBSCRIPTION_ORDER_COMPLETE_RESPONSE),
    examples: &["subscription_order_complete.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institution/subscription/orderComplete",
    ..Message::REQUEST
};

const OPERATIONS: &[Value] = &[Value { name: "CANCEL", about: "cancel it" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderDetail>
pub static SUBSCRIPTION_ORDER_DETAIL: Message = Message {
    id: "gatepay/subscription-order-detail",
    method: "GET",
    path: "/open/v1/order/detail",
    other_paths: &["/pay-subscription/open/v1/order/detail"],
    carrier: Carrier::Query,
    about: "Asks for a subscription; the page sends JSON with the GET (A5).",
    fields: &[ORDER_NO],
    answer: Some(&subscription::SUBSCRIPTION_ORDER_DETAIL_RESPONSE),
    examples: &["subscription_order_detail.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderDetail",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderList>
pub static SUBSCRIPTION_ORDER_LIST: Message = Message {
    id: "gatepay/subscription-order-list",
    method: "GET",
    path: "/open/v1/order/list",
    other_paths: &["/pay-subscription/open/v1/order/list"],
    carrier: Carrier::Query,
    about: "Lists subscriptions; the page sends JSON with the GET (A5), its members are not public.",
    published: Published::Nothing,
    answer: Some(&subscription::SUBSCRIPTION_ORDER_LIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/orderList",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderDetail>
pub static SUBSCRIPTION_DEDUCTION_DETAIL: Message = Message {
    id: "gatepay/subscription-deduction-detail",
    method: "GET",
    path: "/pay-subscription/open/v1/deduction/order/detail",
    other_paths: &["/open/v1/deduction/order/detail"],
    carrier: Carrier::Query,
    about: "Asks for one payment of a subscription; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&subscription::SUBSCRIPTION_DEDUCTION_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderDetail",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderList>
pub static SUBSCRIPTION_DEDUCTION_LIST: Message = Message {
    id: "gatepay/subscription-deduction-list",
    method: "GET",
    path: "/open/v1/deduction/order/list",
    other_paths: &["/pay-subscription/open/v1/deduction/order/list"],
    carrier: Carrier::Query,
    about: "Lists the payments of a subscription; the page sends JSON with the GET (A5).",
    fields: &[ORDER_NO, Field::expected("page", Kind::COUNT, ""), Field::expected("count", Kind::COUNT, "")],
    answer: Some(&subscription::SUBSCRIPTION_DEDUCTION_LIST_RESPONSE),
    examples: &["subscription_deduction_list.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/deductionOrderList",
    ..Message::REQUEST
};

const ORDER_NO: Field = Field::expected("subscriptionOrderNo", Kind::FILLED, "");

/// All of this area.
pub const ALL: &[&Message] = &[
    &SUBSCRIPTION_PRODUCT_CREATE,
    &SUBSCRIPTION_PLAN_SAVE,
    &SUBSCRIPTION_ORDER_CREATE,
    &SUBSCRIPTION_ORDER_COMPLETE,
    &SUBSCRIPTION_ORDER_DETAIL,
    &SUBSCRIPTION_ORDER_LIST,
    &SUBSCRIPTION_DEDUCTION_DETAIL,
    &SUBSCRIPTION_DEDUCTION_LIST,
];
