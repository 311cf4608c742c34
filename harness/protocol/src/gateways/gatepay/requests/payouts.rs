//! Payouts, transfers to Gate users, wallet and bills.

use super::members::{ON_BEHALF_OF, SYMBOL};
use crate::gateways::gatepay::responses::payouts;
use crate::message::{Carrier, Field, IntegerValue, Kind, Message, Pattern, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/create>
pub static BATCH_TRANSFER: Message = Message {
    id: "gatepay/batch-transfer",
    path: "/v1/pay/batch/transfer",
    about: "Pays many Gate users at once.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        Field::required("merchant_batch_no", Kind::FILLED, "unique; to be repeated when retrying (H30)"),
        Field::expected("currency", SYMBOL, ""),
        Field::required("batchorderList", Kind::List(TRANSFERS), "small `o`"),
        Field::optional("bizscene", Kind::Enumeration(SCENES), ""),
        Field::optional("name", Kind::TEXT, "the Go client sends a blank behind the name"),
        Field::optional("description", Kind::TEXT, "the Go client sends a blank behind the name"),
    ],
    answer: Some(&payouts::BATCH_TRANSFER_RESPONSE),
    examples: &["batch_transfer.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/create",
    ..Message::REQUEST
};

/// An item of `batchorderList`.
const TRANSFERS: &[Field] = &[
    Field::required("user_id", Kind::COUNT, "Gate UID"),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("rewardId", Kind::TEXT, "camel case among snake case"),
];

const SCENES: &[Value] = &[
    Value { name: "DIRECT_TRANSFER", about: "direct transfer" },
    Value { name: "REWARDS", about: "rewards" },
    Value { name: "REIMBURSEMENT", about: "reimbursement" },
    Value { name: "MERCHANTPAYMENT", about: "payment of a merchant" },
    Value { name: "OTHERSPAYMENT", about: "payment of another kind" },
    Value { name: "BATCHGIFTCARD", about: "batch of gift cards" },
    Value { name: "GIFTEXCHANGE", about: "gift exchange" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/query>
pub static BATCH_TRANSFER_QUERY: Message = Message {
    id: "gatepay/batch-transfer-query",
    path: "/v1/pay/batch/transfer/query",
    about: "Asks for a batch of transfers.",
    fields: &[
        Field::expected("merchant_batch_no", Kind::FILLED, ""),
        Field::expected("detail_status", Kind::Enumeration(DETAIL_STATUSES), "other words are not public"),
    ],
    answer: Some(&payouts::BATCH_TRANSFER_QUERY_RESPONSE),
    examples: &["batch_transfer_query.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/query",
    ..Message::REQUEST
};

const DETAIL_STATUSES: &[Value] = &[Value { name: "ALL", about: "every sub-order" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdraw>
pub static WITHDRAW: Message = Message {
    id: "gatepay/withdraw",
    path: "/v1/pay/withdraw",
    other_paths: &["/withdraw/open/institution/v1/pay/create/payouts"],
    about: "Pays out to addresses, in a batch.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        Field::required(
            "batch_id",
            Kind::Limited { pattern: Pattern::Word, min: 1, max: 32 },
            "unique; to be repeated when retrying (H30)",
        ),
        Field::required("withdraw_list", Kind::List(WITHDRAWALS), "the largest number of items is not public"),
        Field::optional("channel_id", Kind::TEXT, ""),
    ],
    answer: Some(&payouts::WITHDRAW_RESPONSE),
    examples: &["withdraw.request.json", "withdraw.request.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdraw",
    ..Message::REQUEST
};

/// An item of `withdraw_list`.
const WITHDRAWALS: &[Field] = &[
    Field::required("merchant_withdraw_id", Kind::FILLED, "unique"),
    Field::expected("currency", SYMBOL, ""),
    Field::required("amount", Kind::DecimalText, "as many decimals as `decimal` of the chain allows"),
    Field::expected("chain", Kind::FILLED, ""),
    Field::expected("address", Kind::FILLED, ""),
    Field::optional("memo", Kind::TEXT, "limited (550234), how is not public"),
    Field::optional("fee_type", Kind::IntegerEnumeration(FEE_TYPES), ""),
];

/// Where the fee of a payout comes from.
pub const FEE_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "inside the amount; the default" },
    IntegerValue { value: 1, about: "on top of the amount" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawQuery>
pub static WITHDRAW_QUERY: Message = Message {
    id: "gatepay/withdraw-query",
    path: "/v1/pay/withdraw/query",
    about: "Asks for a batch of payouts; the guide calls the path a query of fees and limits (A26).",
    fields: &[
        Field::expected("batch_id", Kind::FILLED, ""),
        Field::expected("detail_status", Kind::Enumeration(DETAIL_STATUSES), "other words are not public"),
    ],
    answer: Some(&payouts::WITHDRAW_QUERY_RESPONSE),
    examples: &["withdraw_query.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawQuery",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/currencyChains>
pub static WALLET_CURRENCY_CHAINS: Message = Message {
    id: "gatepay/wallet-currency-chains",
    method: "GET",
    path: "/v1/pay/wallet/currency_chains",
    carrier: Carrier::Query,
    about: "Asks for the chains of a currency; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&payouts::WALLET_CURRENCY_CHAINS_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/currencyChains",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawStatus>
pub static WALLET_WITHDRAW_STATUS: Message = Message {
    id: "gatepay/wallet-withdraw-status",
    method: "GET",
    path: "/v1/pay/wallet/withdraw_status",
    carrier: Carrier::Query,
    about: "Asks for fees and limits of payouts; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&payouts::WALLET_WITHDRAW_STATUS_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawStatus",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/walletWithdrawals>
pub static WALLET_WITHDRAWALS: Message = Message {
    id: "gatepay/wallet-withdrawals",
    method: "GET",
    path: "/v1/pay/wallet/withdrawals",
    carrier: Carrier::Query,
    about: "Lists payouts of the wallet.",
    fields: &[
        Field::optional("currency", SYMBOL, ""),
        Field::optional("withdraw_id", Kind::TEXT, ""),
        Field::optional("asset_class", Kind::TEXT, ""),
        Field::optional("withdraw_order_id", Kind::TEXT, ""),
        Field::optional("from", Kind::Seconds, "A21: seconds"),
        Field::optional("to", Kind::Seconds, "A21: seconds"),
        Field::optional("limit", Kind::COUNT, ""),
        Field::optional("offset", Kind::COUNT, ""),
    ],
    answer: Some(&payouts::WALLET_WITHDRAWALS_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/walletWithdrawals",
    ..Message::REQUEST
};

/// <https://github.com/gate/gatepay-sdk-go>
pub static WALLET_TOTAL_BALANCE: Message = Message {
    id: "gatepay/wallet-total-balance",
    method: "GET",
    path: "/v1/pay/wallet/total_balance",
    carrier: Carrier::Query,
    about: "Asks for the balance over all accounts; known from a client library only.",
    published: Published::Nothing,
    answer: Some(&payouts::WALLET_TOTAL_BALANCE_RESPONSE),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::REQUEST
};

/// <https://docs.gate.com/essentials/version/100/en/common/balance>
pub static BALANCE_QUERY: Message = Message {
    id: "gatepay/balance-query",
    method: "GET",
    path: "/v1/pay/balance/query",
    other_paths: &["/v1/pay/balance"],
    carrier: Carrier::Query,
    about: "Asks for the merchant's balance; the guide's curl goes to another host, `api.gatepay.io`.",
    published: Published::Nothing,
    answer: Some(&payouts::BALANCE_QUERY_RESPONSE),
    source: "https://docs.gate.com/essentials/version/100/en/common/balance",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/orderlist>
pub static BILL_ORDERLIST: Message = Message {
    id: "gatepay/bill-orderlist",
    method: "GET",
    path: "/v1/pay/bill/orderlist",
    carrier: Carrier::Query,
    about: "Lists what moved the balance.",
    fields: &[
        Field::optional("transactionType", Kind::INT64, ""),
        Field::optional("timeType", Kind::INT64, "which time `startTime` and `endTime` speak of"),
        Field::optional("count", Kind::COUNT, ""),
        Field::optional("page", Kind::COUNT, ""),
        Field::optional("orderType", Kind::INT64, ""),
        Field::optional("startTime", Kind::Millis, ""),
        Field::optional("endTime", Kind::Millis, ""),
        Field::optional("status", Kind::TEXT, ""),
        Field::optional("currency", SYMBOL, ""),
        Field::optional("orderIdNo", Kind::TEXT, ""),
        Field::optional("financialType", Kind::TEXT, ""),
        Field::optional("sortType", Kind::TEXT, ""),
    ],
    answer: Some(&payouts::BILL_ORDERLIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/orderlist",
    ..Message::REQUEST
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &BATCH_TRANSFER,
    &BATCH_TRANSFER_QUERY,
    &WITHDRAW,
    &WITHDRAW_QUERY,
    &WALLET_CURRENCY_CHAINS,
    &WALLET_WITHDRAW_STATUS,
    &WALLET_WITHDRAWALS,
    &WALLET_TOTAL_BALANCE,
    &BALANCE_QUERY,
    &BILL_ORDERLIST,
];
