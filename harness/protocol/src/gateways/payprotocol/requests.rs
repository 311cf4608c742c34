//! What the merchant asks of Pay Protocol.
//!
//! Paths are those of the pages, below the API base `https://api.payprotocol.network/api/mer`; the path in the signed
//! bytes begins with `/api/mer` (A2). Numbers in notes are those of the contradictions and hazards listed in the
//! gateway's documents.

use super::callbacks::{ID, LEGAL_TENDER, PAYMENT_STATUSES, RECHARGE_STATUSES};
use super::responses::{self, USER_TYPES};
use crate::message::{Carrier, Field, Kind, Message, Pattern, Published};

// Configuration.

/// The page is linked everywhere but could not be read; the vendor's plugin calls this path without parameters.
/// <https://github.com/PayProtocol-Network/wc-plugin>
pub static GET_CHAIN_LIST: Message = Message {
    id: "payprotocol/get-chain-list",
    path: "/conf/list/chain",
    about: "Asks for the chains and the platform's ids of them.",
    published: Published::Part,
    answer: Some(&responses::GET_CHAIN_LIST_RESPONSE),
    source: "https://github.com/PayProtocol-Network/wc-plugin",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-currency-list>
pub static GET_CURRENCY_LIST: Message = Message {
    id: "payprotocol/get-currency-list",
    path: "/conf/list/currency",
    about: "Asks for the currencies that the merchant has opened, and their decimals.",
    fields: &[Field::optional("chainId", ID, CHAIN_NOTE)],
    answer: Some(&responses::GET_CURRENCY_LIST_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-currency-list",
    ..GET
};

// Users.

/// <https://doc.utcpay.com/zh-Hans/docs/api/merchant/create-user-wallet>
pub static CREATE_USER_WALLET: Message = Message {
    id: "payprotocol/create-user-wallet",
    path: "/user/create",
    about: "Makes a user with deposit addresses on all chains that the merchant has opened.",
    fields: &[Field::required("uuid", Kind::FILLED, "chosen by the merchant")],
    answer: Some(&responses::CREATE_USER_WALLET_RESPONSE),
    examples: &["create-user-wallet.request.1.json", "create-user-wallet.request.2.json"],
    source: "https://doc.utcpay.com/zh-Hans/docs/api/merchant/create-user-wallet",
    ..Message::REQUEST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-detail>
pub static GET_USER_WALLET_DETAIL: Message = Message {
    id: "payprotocol/get-user-wallet-detail",
    path: "/user/detail",
    about: "Asks for the deposit addresses of one user.",
    fields: &[
        Field::optional("userId", ID, "at least one of this and `UUID`"),
        Field::optional("UUID", Kind::TEXT, "at least one of this and `userId`; A20: `uuid` in answers"),
        Field::optional("chainId", ID, CHAIN_NOTE),
    ],
    answer: Some(&responses::GET_USER_WALLET_DETAIL_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-detail",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-list>
pub static GET_USER_WALLET_LIST: Message = Message {
    id: "payprotocol/get-user-wallet-list",
    path: "/user/list",
    about: "Asks for one page of the merchant's users.",
    fields: &[
        Field::optional("chainId", ID, CHAIN_NOTE),
        Field::optional("UUID", Kind::TEXT, "A20: `uuid` in answers"),
        Field::optional("userId", ID, ""),
        PAGE,
        SIZE,
        Field::optional("userType", Kind::IntegerEnumeration(USER_TYPES), "A11"),
    ],
    answer: Some(&responses::GET_USER_WALLET_LIST_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-user-wallet-list",
    ..GET
};

/// <https://doc.utcpay.com/blog/tag-address-guide>
pub static CREATE_TAG: Message = Message {
    id: "payprotocol/create-tag",
    path: "/user/tag",
    about: "Makes a tag that payment orders can name.",
    fields: &[Field::required("tagName", Kind::TEXT, "")],
    answer: Some(&responses::CREATE_TAG_RESPONSE),
    examples: &["create-tag.request.1.json"],
    source: "https://doc.utcpay.com/blog/tag-address-guide",
    ..Message::REQUEST
};

// Payments.

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub static CREATE_PAYMENT_ORDER: Message = Message {
    id: "payprotocol/create-payment-order",
    path: "/payment/createPaymentOrder",
    about: "Opens a payment order and asks for the link of its payment page.",
    fields: &[
        Field::required(
            "chainId",
            Kind::IntegerOrText,
            "A19: integer, text in the vendor's plugin; the platform's own id",
        ),
        Field::required("description", Kind::TEXT, "length not documented"),
        Field::required("outTradeNo", Kind::FILLED, "the merchant's; length and alphabet not documented"),
        Field::required("isLegalTender", Kind::IntegerEnumeration(LEGAL_TENDER), "whether the quote is in fiat"),
        Field::required("quoteCurrencySymbol", Kind::Pattern(Pattern::Symbol), "ISO 4217 if fiat, else such as `USDT`"),
        Field::required("quoteAmount", Kind::DecimalText, "positive, in whole units"),
        Field::required("notifyUrl", Kind::Url, NOTIFY_NOTE),
        Field::optional("redirectionUrl", Kind::Url, "A17: optional here, to be configured in the quick start"),
        Field::optional("tagName", Kind::TEXT, "A12: only in a tutorial; the tag must exist"),
        Field::optional("tagId", Kind::TEXT, "A12: older name of `tagName`"),
    ],
    answer: Some(&responses::CREATE_PAYMENT_ORDER_RESPONSE),
    examples: &["create-payment-order.request.1.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
    ..Message::REQUEST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-detail>
pub static GET_PAYMENT_DETAIL: Message = Message {
    id: "payprotocol/get-payment-detail",
    path: "/payment/detail",
    about: "Asks for one payment order.",
    fields: &[
        Field::required("outTradeNo", Kind::FILLED, "required, though the text says by either number"),
        Field::optional("outPaymentNo", Kind::FILLED, ""),
    ],
    answer: Some(&responses::GET_PAYMENT_DETAIL_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-detail",
    ..GET
};

/// Names of the last four are those of the recharge list: of this page only the descriptions could be read.
/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-list>
pub static GET_PAYMENT_LIST: Message = Message {
    id: "payprotocol/get-payment-list",
    path: "/payment/list",
    about: "Asks for one page of payment orders.",
    fields: &[
        Field::optional("chainId", ID, CHAIN_NOTE),
        PAGE,
        SIZE,
        Field::optional("orderStatus", Kind::IntegerEnumeration(PAYMENT_STATUSES), ""),
        Field::optional("transactionHash", Kind::TEXT, ""),
        START_TIME,
        END_TIME,
    ],
    published: Published::Part,
    answer: Some(&responses::GET_PAYMENT_LIST_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-list",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-payment-info>
pub static GET_PAYMENT_INFO: Message = Message {
    id: "payprotocol/get-payment-info",
    path: "/payment/payInfo",
    about: "Asks what the payment page shows now: time left, address.",
    fields: &[Field::required("outTradeNo", Kind::FILLED, "")],
    answer: Some(&responses::GET_PAYMENT_INFO_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-payment-info",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/update-payment-info>
pub static UPDATE_PAYMENT_INFO: Message = Message {
    id: "payprotocol/update-payment-info",
    path: "/payment/payInfo/update",
    about: "Changes chain and currency of an open order.",
    fields: &[
        Field::required("chainId", ID, CHAIN_NOTE),
        Field::required("currencyId", ID, CURRENCY_NOTE),
        Field::required("outTradeNo", Kind::FILLED, ""),
    ],
    answer: Some(&responses::UPDATE_PAYMENT_INFO_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/update-payment-info",
    ..Message::REQUEST
};

/// A GET with a side effect; its parameters could not be read.
/// <https://doc.payprotocol.network/docs/api/merchant/payment-notify>
pub static PAYMENT_NOTIFY: Message = Message {
    id: "payprotocol/payment-notify",
    path: "/payment/notify",
    about: "Asks for the payment callback once more.",
    published: Published::Nothing,
    answer: Some(&responses::PAYMENT_NOTIFY_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/payment-notify",
    ..GET
};

// Abnormal payments: one page names the calls; paths and methods are not public. Queries are GETs elsewhere.

/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-payment>
pub static GET_ABNORMAL_ORDER_LIST: Message = Message {
    id: "payprotocol/get-abnormal-order-list",
    path: NO_PATH,
    about: "Asks for one page of payments that fit no order.",
    published: Published::Nothing,
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-payment",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-payment>
pub static GET_ABNORMAL_ORDER_DETAIL: Message = Message {
    id: "payprotocol/get-abnormal-order-detail",
    path: NO_PATH,
    about: "Asks for one such payment by its id.",
    published: Published::Nothing,
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-payment",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-payment>
pub static UPDATE_ABNORMAL_ORDER: Message = Message {
    id: "payprotocol/update-abnormal-order",
    path: NO_PATH,
    about: "Sets how such a payment is handled, and how far that is.",
    published: Published::Nothing,
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-payment",
    ..Message::REQUEST
};

/// A GET with a side effect; its parameters could not be read.
/// <https://doc.payprotocol.network/docs/api/merchant/abnormal-order-notify>
pub static ABNORMAL_ORDER_NOTIFY: Message = Message {
    id: "payprotocol/abnormal-order-notify",
    path: "/abnormalOrder/notify",
    about: "Asks for the abnormal payment callback once more.",
    published: Published::Nothing,
    answer: Some(&responses::ABNORMAL_ORDER_NOTIFY_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/abnormal-order-notify",
    ..GET
};

// Recharges.

/// <https://doc.payprotocol.network/docs/api/merchant/get-recharge-list>
pub static GET_RECHARGE_LIST: Message = Message {
    id: "payprotocol/get-recharge-list",
    path: "/recharge/list",
    about: "Asks for one page of deposits.",
    fields: &[
        Field::optional("chainId", ID, CHAIN_NOTE),
        Field::optional("UUID", Kind::TEXT, "A20: `uuid` in answers"),
        PAGE,
        SIZE,
        Field::optional("transactionHash", Kind::TEXT, ""),
        Field::optional("orderStatus", Kind::IntegerEnumeration(RECHARGE_STATUSES), "A15"),
        START_TIME,
        END_TIME,
    ],
    answer: Some(&responses::GET_RECHARGE_LIST_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-recharge-list",
    ..GET
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-recharge-detail>
pub static GET_RECHARGE_DETAIL: Message = Message {
    id: "payprotocol/get-recharge-detail",
    path: "/recharge/detail",
    about: "Asks for one deposit.",
    fields: &[Field::required("rechargeId", ID, "")],
    answer: Some(&responses::GET_RECHARGE_DETAIL_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-recharge-detail",
    ..GET
};

/// Named on the page of its group only; its sibling calls of this kind are GETs.
/// <https://doc.payprotocol.network/docs/api/merchant/recharge>
pub static RECHARGE_NOTIFY: Message = Message {
    id: "payprotocol/recharge-notify",
    path: NO_PATH,
    about: "Asks for the recharge callback once more.",
    published: Published::Nothing,
    source: "https://doc.payprotocol.network/docs/api/merchant/recharge",
    ..GET
};

// Refunds.

/// <https://doc.payprotocol.network/docs/api/merchant/create-refund-order>
pub static CREATE_REFUND_ORDER: Message = Message {
    id: "payprotocol/create-refund-order",
    path: "/refund/createRefundOrder",
    about: "Asks for money to go back to a payer, once the merchant has approved it in the console.",
    fields: &[
        Field::optional("amount", Kind::DecimalText, "H29: absent is all that was received; whole units, positive"),
        Field::optional("notifyUrl", Kind::Url, NOTIFY_NOTE),
        Field::optional("outPaymentNo", Kind::FILLED, "the gateway's"),
        Field::required("outTradeNo", Kind::FILLED, "the merchant's"),
        Field::optional("transferAddress", Kind::TEXT, "H29: absent is the address that paid"),
    ],
    answer: Some(&responses::CREATE_REFUND_ORDER_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/create-refund-order",
    ..Message::REQUEST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-refund-detail>
pub static GET_REFUND_DETAIL: Message = Message {
    id: "payprotocol/get-refund-detail",
    path: "/refund/detail",
    about: "Asks for one refund.",
    fields: &[
        Field::optional("outTradeNo", Kind::FILLED, "at least one of this and `refundId`"),
        Field::optional("refundId", ID, "at least one of this and `outTradeNo`"),
    ],
    answer: Some(&responses::GET_REFUND_DETAIL_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-refund-detail",
    ..GET
};

/// A GET with a side effect; its parameters could not be read.
/// <https://doc.payprotocol.network/docs/api/merchant/refund-notify>
pub static REFUND_NOTIFY: Message = Message {
    id: "payprotocol/refund-notify",
    path: "/refund/notify",
    about: "Asks for the refund callback once more.",
    published: Published::Nothing,
    answer: Some(&responses::REFUND_NOTIFY_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/refund-notify",
    ..GET
};

// Withdrawals.

/// <https://doc.payprotocol.network/docs/api/merchant/withdraw-apply>
pub static WITHDRAW_APPLY: Message = Message {
    id: "payprotocol/withdraw-apply",
    path: "/withdraw/apply",
    about: "Asks for money of the merchant to be sent out, once approved in the console.",
    fields: &[
        Field::required("chainId", ID, CHAIN_NOTE),
        Field::required("currencyId", ID, CURRENCY_NOTE),
        Field::required("withdrawAddress", Kind::FILLED, "H30: of Merchant Pro a list with commas"),
        Field::required(
            "withdrawAmount",
            Kind::Either(&[Kind::DecimalText, Kind::FILLED]),
            "positive, in whole units; H30: of Merchant Pro a list with commas, one for each address",
        ),
        Field::optional("outTradeNo", Kind::FILLED, "not only blanks"),
        Field::optional("notifyUrl", Kind::Url, NOTIFY_NOTE),
    ],
    answer: Some(&responses::WITHDRAW_APPLY_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/withdraw-apply",
    ..Message::REQUEST
};

/// <https://doc.payprotocol.network/docs/api/merchant/get-withdraw-detail>
pub static GET_WITHDRAW_DETAIL: Message = Message {
    id: "payprotocol/get-withdraw-detail",
    path: "/withdraw/detail",
    about: "Asks for one withdrawal.",
    fields: &[
        Field::optional("withdrawId", ID, "at least one of this and `outTradeNo`"),
        Field::optional("outTradeNo", Kind::FILLED, "at least one of this and `withdrawId`"),
    ],
    answer: Some(&responses::GET_WITHDRAW_DETAIL_RESPONSE),
    source: "https://doc.payprotocol.network/docs/api/merchant/get-withdraw-detail",
    ..GET
};

// Calls of the vendor's offline signer: its settings name the paths, methods and bodies are not public.

/// <https://github.com/PayProtocol-Network/SignTool>
pub static SIGNER_TRANSACTION_DETAIL: Message = Message {
    id: "payprotocol/signer-transaction-detail",
    path: "/withdraw/transactionDetail",
    other_paths: &["/withdraw/transactionInfo"],
    about: "The signer asks what it has to sign.",
    published: Published::Nothing,
    source: SIGNER,
    ..Message::REQUEST
};

/// <https://github.com/PayProtocol-Network/SignTool>
pub static SIGNER_TRANSACTION_ESTIMATE: Message = Message {
    id: "payprotocol/signer-transaction-estimate",
    path: "/transaction/estimate",
    about: "The signer asks for an estimate of a transaction.",
    published: Published::Nothing,
    source: SIGNER,
    ..Message::REQUEST
};

/// <https://github.com/PayProtocol-Network/SignTool>
pub static SIGNER_WITHDRAW_SUBMIT: Message = Message {
    id: "payprotocol/signer-withdraw-submit",
    path: "/withdraw/submit",
    about: "The signer hands in a signed withdrawal.",
    published: Published::Nothing,
    source: SIGNER,
    ..Message::REQUEST
};

/// <https://github.com/PayProtocol-Network/SignTool>
pub static SIGNER_BALANCE_SUBMIT: Message = Message {
    id: "payprotocol/signer-balance-submit",
    path: "/balance/submit",
    about: "The signer hands in a signed rebalancing.",
    published: Published::Nothing,
    source: SIGNER,
    ..Message::REQUEST
};

const GET: Message = Message { method: "GET", carrier: Carrier::Query, ..Message::REQUEST };

const PAGE: Field = Field::optional("page", Kind::Integer { min: 1, max: 1_000_000 }, "default 1");
const SIZE: Field = Field::optional("size", Kind::Integer { min: 0, max: 500 }, "default 10; a least is not told");
const START_TIME: Field = Field::optional("startTime", Kind::Seconds, "of creation");
const END_TIME: Field = Field::optional("endTime", Kind::Seconds, "of creation");

const CHAIN_NOTE: &str = "H22: the platform's id, from the chain list";
const CURRENCY_NOTE: &str = "the platform's id, from the currency list";
const NOTIFY_NOTE: &str = "public https; nothing else can be called back";
const NO_PATH: &str = "not published";
const SIGNER: &str = "https://github.com/PayProtocol-Network/SignTool";

/// All requests.
pub const ALL: &[&Message] = &[
    &GET_CHAIN_LIST,
    &GET_CURRENCY_LIST,
    &CREATE_USER_WALLET,
    &GET_USER_WALLET_DETAIL,
    &GET_USER_WALLET_LIST,
    &CREATE_TAG,
    &CREATE_PAYMENT_ORDER,
    &GET_PAYMENT_DETAIL,
    &GET_PAYMENT_LIST,
    &GET_PAYMENT_INFO,
    &UPDATE_PAYMENT_INFO,
    &PAYMENT_NOTIFY,
    &GET_ABNORMAL_ORDER_LIST,
    &GET_ABNORMAL_ORDER_DETAIL,
    &UPDATE_ABNORMAL_ORDER,
    &ABNORMAL_ORDER_NOTIFY,
    &GET_RECHARGE_LIST,
    &GET_RECHARGE_DETAIL,
    &RECHARGE_NOTIFY,
    &CREATE_REFUND_ORDER,
    &GET_REFUND_DETAIL,
    &REFUND_NOTIFY,
    &WITHDRAW_APPLY,
    &GET_WITHDRAW_DETAIL,
    &SIGNER_TRANSACTION_DETAIL,
    &SIGNER_TRANSACTION_ESTIMATE,
    &SIGNER_WITHDRAW_SUBMIT,
    &SIGNER_BALANCE_SUBMIT,
];
