//! What Pay Protocol answers to a request, and what the merchant answers to a callback.
//!
//! Numbers in notes are those of the contradictions and hazards listed in the gateway's documents.

use super::callbacks::{ID, ORDER, RECHARGE, REFUND, TIME_NOTE, WITHDRAWAL};
use crate::message::{Carrier, Envelope, Field, IntegerValue, Kind, Message, Pattern, Published};

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub static ENVELOPE: Envelope = Envelope {
    name: "standard",
    about: "around every answer; answers are not signed, so addresses and links rest on TLS alone",
    code: Some("code"),
    success: &["200"],
    message: Some("msg"),
    data: Some("data"),
    source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
};

// Configuration.

/// Two members are known, from the vendor's plugin; the page could not be read.
/// <https://github.com/PayProtocol-Network/wc-plugin>
pub static GET_CHAIN_LIST_RESPONSE: Message = Message {
    id: "payprotocol/get-chain-list-response",
    path: "/conf/list/chain",
    about: "The chains, each with the id that other calls ask for.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::List(CHAIN), DATA_NOTE)],
    published: Published::Part,
    source: "https://github.com/PayProtocol-Network/wc-plugin",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-currency-list>
pub static GET_CURRENCY_LIST_RESPONSE: Message = Message {
    id: "payprotocol/get-currency-list-response",
    path: "/conf/list/currency",
    about: "The currencies that the merchant has opened, with the decimals that scaled amounts need.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::List(CURRENCY), DATA_NOTE)],
    examples: &["get-currency-list.response.1.json", "get-currency-list.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-currency-list",
    ..GET
};

// Users.

/// <https://doc.utcpay.com/zh-Hans/docs/api/merchant/create-user-wallet>
pub static CREATE_USER_WALLET_RESPONSE: Message = Message {
    id: "payprotocol/create-user-wallet-response",
    path: "/user/create",
    about: "The gateway's number of the new user.",
    fields: &[
        CODE,
        MSG,
        DESCRIPTION,
        Field::expected("data", ID, "A10: the user id as a bare integer; the process text calls it the uuid"),
    ],
    examples: &[
        "create-user-wallet.response.1.json",
        "create-user-wallet.response.2.json",
        "create-user-wallet.response.3.json",
    ],
    source: "https://doc.utcpay.com/zh-Hans/docs/api/merchant/create-user-wallet",
    ..POST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-detail>
pub static GET_USER_WALLET_DETAIL_RESPONSE: Message = Message {
    id: "payprotocol/get-user-wallet-detail-response",
    path: "/user/detail",
    about: "One user and the deposit address on each chain.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(USER), DATA_NOTE)],
    examples: &["get-user-wallet-detail.response.1.json", "get-user-wallet-detail.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-detail",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-list>
pub static GET_USER_WALLET_LIST_RESPONSE: Message = Message {
    id: "payprotocol/get-user-wallet-list-response",
    path: "/user/list",
    about: "One page of the merchant's users.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(USERS), DATA_NOTE)],
    examples: &["get-user-wallet-list.response.1.json", "get-user-wallet-list.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-list",
    ..GET
};

/// The tutorial shows the request only; the envelope is that of every answer.
/// <https://doc.utcpay.com/blog/tag-address-guide>
pub static CREATE_TAG_RESPONSE: Message = Message {
    id: "payprotocol/create-tag-response",
    path: "/user/tag",
    about: "Whether the tag was made.",
    fields: &[CODE, MSG, DESCRIPTION],
    published: Published::Part,
    source: "https://doc.utcpay.com/blog/tag-address-guide",
    ..POST
};

// Payments.

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub static CREATE_PAYMENT_ORDER_RESPONSE: Message = Message {
    id: "payprotocol/create-payment-order-response",
    path: "/payment/createPaymentOrder",
    about: "The order's number, its payment page and the address to pay to.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(CREATED_ORDER), DATA_NOTE)],
    examples: &["create-payment-order.response.1.json", "create-payment-order.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
    ..POST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-detail>
pub static GET_PAYMENT_DETAIL_RESPONSE: Message = Message {
    id: "payprotocol/get-payment-detail-response",
    path: "/payment/detail",
    about: "One payment order; H26: to be compared with the order that was asked for.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(ORDER), DATA_NOTE)],
    examples: &["get-payment-detail.response.1.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-detail",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-list>
pub static GET_PAYMENT_LIST_RESPONSE: Message = Message {
    id: "payprotocol/get-payment-list-response",
    path: "/payment/list",
    about: "One page of payment orders.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(ORDERS), DATA_NOTE)],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-list",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-info>
pub static GET_PAYMENT_INFO_RESPONSE: Message = Message {
    id: "payprotocol/get-payment-info-response",
    path: "/payment/payInfo",
    about: "What the payment page shows now.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(PAYMENT_INFO), DATA_NOTE)],
    examples: &["get-payment-info.response.1.json", "get-payment-info.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-info",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/update-payment-info>
pub static UPDATE_PAYMENT_INFO_RESPONSE: Message = Message {
    id: "payprotocol/update-payment-info-response",
    path: "/payment/payInfo/update",
    about: "What is due in the newly chosen currency, and where.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(UPDATED_INFO), DATA_NOTE)],
    examples: &["update-payment-info.response.1.json", "update-payment-info.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/update-payment-info",
    ..POST
};

/// <https://doc.payprotocol.network/docs/api/merchant/payment-notify>
pub static PAYMENT_NOTIFY_RESPONSE: Message = Message {
    id: "payprotocol/payment-notify-response",
    path: "/payment/notify",
    about: "Whether the payment callback is sent once more.",
    fields: &[CODE, MSG, DESCRIPTION],
    published: Published::Part,
    source: "https://doc.payprotocol.network/docs/api/merchant/payment-notify",
    ..GET
};

// Abnormal payments.

/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-order-notify>
pub static ABNORMAL_ORDER_NOTIFY_RESPONSE: Message = Message {
    id: "payprotocol/abnormal-order-notify-response",
    path: "/abnormalOrder/notify",
    about: "Whether the abnormal payment callback is sent once more.",
    fields: &[CODE, MSG, DESCRIPTION],
    published: Published::Part,
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-order-notify",
    ..GET
};

// Recharges.

/// <https://doc.payprotocol.network/docs/api/merchant/get-recharge-list>
pub static GET_RECHARGE_LIST_RESPONSE: Message = Message {
    id: "payprotocol/get-recharge-list-response",
    path: "/recharge/list",
    about: "One page of deposits.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(RECHARGES), DATA_NOTE)],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-recharge-list",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-recharge-detail>
pub static GET_RECHARGE_DETAIL_RESPONSE: Message = Message {
    id: "payprotocol/get-recharge-detail-response",
    path: "/recharge/detail",
    about: "One deposit.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(RECHARGE), DATA_NOTE)],
    examples: &["get-recharge-detail.response.1.json", "get-recharge-detail.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-recharge-detail",
    ..GET
};

// Refunds.

/// <https://doc.payprotocol.network/docs/api/merchant/create-refund-order>
pub static CREATE_REFUND_ORDER_RESPONSE: Message = Message {
    id: "payprotocol/create-refund-order-response",
    path: "/refund/createRefundOrder",
    about: "The number of the refund, which now waits for approval.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(CREATED_REFUND), DATA_NOTE)],
    examples: &["create-refund-order.response.1.json", "create-refund-order.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/create-refund-order",
    ..POST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-refund-detail>
pub static GET_REFUND_DETAIL_RESPONSE: Message = Message {
    id: "payprotocol/get-refund-detail-response",
    path: "/refund/detail",
    about: "One refund.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(REFUND), DATA_NOTE)],
    examples: &["get-refund-detail.response.1.json", "get-refund-detail.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-refund-detail",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/refund-notify>
pub static REFUND_NOTIFY_RESPONSE: Message = Message {
    id: "payprotocol/refund-notify-response",
    path: "/refund/notify",
    about: "Whether the refund callback is sent once more.",
    fields: &[CODE, MSG, DESCRIPTION],
    published: Published::Part,
    source: "https://doc.payprotocol.network/docs/api/merchant/refund-notify",
    ..GET
};

// Withdrawals.

/// <https://doc.payprotocol.network/docs/api/merchant/withdraw-apply>
pub static WITHDRAW_APPLY_RESPONSE: Message = Message {
    id: "payprotocol/withdraw-apply-response",
    path: "/withdraw/apply",
    about: "The number of the withdrawal, which now waits for approval.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(CREATED_WITHDRAWAL), DATA_NOTE)],
    examples: &["withdraw-apply.response.1.json", "withdraw-apply.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/withdraw-apply",
    ..POST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-withdraw-detail>
pub static GET_WITHDRAW_DETAIL_RESPONSE: Message = Message {
    id: "payprotocol/get-withdraw-detail-response",
    path: "/withdraw/detail",
    about: "One withdrawal.",
    fields: &[CODE, MSG, DESCRIPTION, Field::expected("data", Kind::Object(WITHDRAWAL), DATA_NOTE)],
    examples: &["get-withdraw-detail.response.1.json", "get-withdraw-detail.response.2.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/get-withdraw-detail",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/guide/callback>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "payprotocol/acknowledgement",
    path: "notifyUrl",
    carrier: Carrier::Text(&["success"]),
    about: "HTTP 200 and the text `success` as the whole body (A6: in quotes from the vendor's plugin).",
    examples: &[
        "recharge-callback.response.1.json",
        "refund-callback.response.1.json",
        "withdraw-callback.response.1.json",
    ],
    source: "https://doc.payprotocol.network/docs/api/guide/callback",
    ..Message::ACKNOWLEDGEMENT
};

// What responses have in common, by the method of their request.
const POST: Message = Message { envelope: Some(&ENVELOPE), ..Message::RESPONSE };
const GET: Message = Message { method: "GET", ..POST };

// Members of every response.
const CODE: Field = Field::required("code", Kind::INT32, "A9: 200 is success in examples, 0 in the schema's sample");
const MSG: Field = Field::required("msg", Kind::TEXT, "A9: `success` or `Success`");
const DESCRIPTION: Field = Field::optional("description", Kind::TEXT, "details of an error");
const DATA_NOTE: &str = "only of successes; bodies of errors are not documented";

/// A chain in `data` of [`GET_CHAIN_LIST_RESPONSE`].
pub const CHAIN: &[Field] = &[
    Field::expected("chainId", ID, "H22: the platform's id, not that of the chain"),
    Field::expected("chainName", Kind::TEXT, ""),
];

/// A currency in `data` of [`GET_CURRENCY_LIST_RESPONSE`].
pub const CURRENCY: &[Field] = &[
    Field::required("currencyId", ID, "the platform's"),
    Field::required("chainId", ID, "H22: the platform's id, not that of the chain"),
    Field::required("name", Kind::TEXT, ""),
    Field::required("symbol", Kind::TEXT, ""),
    Field::required("address", Kind::TEXT, "of the contract; the all-zero address is the chain's own coin"),
    Field::required("decimals", ID, "scaled amounts are whole units times 10 to this"),
    Field::required("createTime", Kind::DateTimeText, TIME_NOTE),
    Field::required("icon", Kind::TEXT, "data URI with Base64"),
    Field::optional("exchangeRate", Kind::TEXT, "from USDT to this currency"),
];

/// `data` of [`GET_USER_WALLET_DETAIL_RESPONSE`].
pub const USER: &[Field] = &[
    Field::required("userId", ID, "the gateway's"),
    Field::required("uuid", Kind::TEXT, "the merchant's; A20: `UUID` in queries"),
    Field::required("createTime", Kind::DateTimeText, TIME_NOTE),
    Field::required("userWallet", Kind::List(WALLET), ""),
    Field::optional("userType", Kind::IntegerEnumeration(USER_TYPES), "A11: 1 in the example of a recharge user"),
];

/// A deposit address of a user.
pub const WALLET: &[Field] = &[
    Field::required("chainId", ID, "H22: the platform's id, not that of the chain"),
    Field::required("walletId", ID, ""),
    Field::required("walletAddress", Kind::TEXT, ""),
];

/// `data` of [`CREATE_PAYMENT_ORDER_RESPONSE`].
pub const CREATED_ORDER: &[Field] = &[
    Field::required("outPaymentNo", Kind::FILLED, "21 digits in all examples"),
    Field::required("paymentUrl", Kind::FILLED, "H1: a path, `/payment?apiSign=`, to be put behind the payment host"),
    Field::required("userWalletAddress", Kind::FILLED, "where to pay to; spelt as the chain spells it"),
    Field::required("saltHash", Kind::Pattern(Pattern::Hash32), "salt of the sub-contract's address"),
];

/// `data` of [`GET_PAYMENT_INFO_RESPONSE`].
pub const PAYMENT_INFO: &[Field] = &[
    Field::expected("countDown", Kind::INT64, "seconds left; 1800 in the example"),
    Field::expected("orgName", Kind::TEXT, "the merchant's"),
    Field::expected("userWalletAddress", Kind::FILLED, "H33: changes with chain and currency"),
    Field::expected("saltHash", Kind::Pattern(Pattern::Hash32), "changes with chain and currency"),
];

/// `data` of [`UPDATE_PAYMENT_INFO_RESPONSE`].
pub const UPDATED_INFO: &[Field] = &[
    Field::required("expectedAmount", Kind::ScaledText, "what is due in the new currency"),
    Field::required("userWalletAddress", Kind::FILLED, "H33: no longer the address of the answer before"),
    Field::required("saltHash", Kind::Pattern(Pattern::Hash32), "salt of the sub-contract's address"),
];

/// `data` of [`CREATE_REFUND_ORDER_RESPONSE`].
pub const CREATED_REFUND: &[Field] = &[Field::required("refundId", ID, "")];

/// `data` of [`WITHDRAW_APPLY_RESPONSE`].
pub const CREATED_WITHDRAWAL: &[Field] = &[Field::required("withdrawId", ID, "")];

/// `data` of [`GET_USER_WALLET_LIST_RESPONSE`].
pub const USERS: &[Field] = &[COUNT, PAGE, SIZE, Field::required("list", Kind::List(USER), "")];

/// `data` of [`GET_PAYMENT_LIST_RESPONSE`].
pub const ORDERS: &[Field] = &[COUNT, PAGE, SIZE, Field::required("list", Kind::List(ORDER), "")];

/// `data` of [`GET_RECHARGE_LIST_RESPONSE`].
pub const RECHARGES: &[Field] = &[COUNT, PAGE, SIZE, Field::required("list", Kind::List(RECHARGE), "")];

// Members of every page of a list.
const COUNT: Field = Field::required("count", Kind::COUNT, "of all records that fit");
const PAGE: Field = Field::required("page", Kind::COUNT, "as asked for");
const SIZE: Field = Field::required("size", Kind::COUNT, "records on a page");

/// `userType`.
pub(super) const USER_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "recharge user: made by the merchant's call" },
    IntegerValue { value: 1, about: "payment user: made by the gateway for a payment" },
];

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[
    &GET_CHAIN_LIST_RESPONSE,
    &GET_CURRENCY_LIST_RESPONSE,
    &CREATE_USER_WALLET_RESPONSE,
    &GET_USER_WALLET_DETAIL_RESPONSE,
    &GET_USER_WALLET_LIST_RESPONSE,
    &CREATE_TAG_RESPONSE,
    &CREATE_PAYMENT_ORDER_RESPONSE,
    &GET_PAYMENT_DETAIL_RESPONSE,
    &GET_PAYMENT_LIST_RESPONSE,
    &GET_PAYMENT_INFO_RESPONSE,
    &UPDATE_PAYMENT_INFO_RESPONSE,
    &PAYMENT_NOTIFY_RESPONSE,
    &ABNORMAL_ORDER_NOTIFY_RESPONSE,
    &GET_RECHARGE_LIST_RESPONSE,
    &GET_RECHARGE_DETAIL_RESPONSE,
    &CREATE_REFUND_ORDER_RESPONSE,
    &GET_REFUND_DETAIL_RESPONSE,
    &REFUND_NOTIFY_RESPONSE,
    &WITHDRAW_APPLY_RESPONSE,
    &GET_WITHDRAW_DETAIL_RESPONSE,
    &ACKNOWLEDGEMENT,
];
