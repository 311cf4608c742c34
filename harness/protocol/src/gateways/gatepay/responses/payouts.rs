//! Answers about payouts, transfers to Gate users, wallet and bills.

use super::envelopes;
use super::members::{
    CODE, DATA, DECIMAL_OR_EMPTY, ERROR_MESSAGE, LABEL, NO_DATA, NO_MEMBERS, STATUS, SYMBOL, SYMBOL_OR_EMPTY,
};
use crate::gateways::gatepay::requests::payouts::FEE_TYPES;
use crate::message::{Carrier, Field, Kind, Message, Pattern, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/create>
pub static BATCH_TRANSFER_RESPONSE: Message = Message {
    id: "gatepay/batch-transfer-response",
    path: "/v1/pay/batch/transfer",
    about: "The batch's numbers.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(TRANSFER_BATCH), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["batch_transfer.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/create",
    ..Message::RESPONSE
};

/// `data` of [`BATCH_TRANSFER_RESPONSE`].
const TRANSFER_BATCH: &[Field] =
    &[Field::expected("merchant_batch_no", Kind::FILLED, ""), Field::expected("batch_id", Kind::FILLED, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/query>
pub static BATCH_TRANSFER_QUERY_RESPONSE: Message = Message {
    id: "gatepay/batch-transfer-query-response",
    path: "/v1/pay/batch/transfer/query",
    about: "The batch and its transfers.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(TRANSFERS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["batch_transfer_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/reward-distribution/query",
    ..Message::RESPONSE
};

/// `data` of [`BATCH_TRANSFER_QUERY_RESPONSE`].
const TRANSFERS: &[Field] = &[
    Field::expected("batch_id", Kind::FILLED, ""),
    Field::expected("merchant_id", Kind::COUNT, ""),
    Field::expected("merchant_batch_no", Kind::FILLED, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("currency", SYMBOL_OR_EMPTY, ""),
    Field::expected("channel_id", Kind::TEXT, ""),
    Field::expected("orders_list", Kind::List(TRANSFER), ""),
];

/// An item of `orders_list`.
const TRANSFER: &[Field] = &[
    Field::expected("receiver_id", Kind::COUNT, "Gate UID"),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("status", Kind::Enumeration(TRANSFER_STATUSES), "other words are not public"),
    Field::expected("reward_id", Kind::TEXT, ""),
    Field::expected("transaction_id", Kind::TEXT, ""),
    Field::expected("create_time", Kind::Millis, ""),
    Field::expected("channel_id", Kind::TEXT, ""),
];

const TRANSFER_STATUSES: &[Value] = &[Value { name: "SUCCESS", about: "paid; the callback says `PAID`" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdraw>
pub static WITHDRAW_RESPONSE: Message = Message {
    id: "gatepay/withdraw-response",
    path: "/v1/pay/withdraw",
    about: "The batch's number.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(PAYOUT_BATCH), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["withdraw.response.json", "withdraw.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdraw",
    ..Message::RESPONSE
};

/// `data` of [`WITHDRAW_RESPONSE`].
const PAYOUT_BATCH: &[Field] =
    &[Field::expected("batch_id", Kind::FILLED, "another one than was sent in the page's examples")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawQuery>
pub static WITHDRAW_QUERY_RESPONSE: Message = Message {
    id: "gatepay/withdraw-query-response",
    path: "/v1/pay/withdraw/query",
    about: "The batch and its payouts; a success can hold a batch that failed (H12).",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(PAYOUTS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["withdraw_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawQuery",
    ..Message::RESPONSE
};

/// `data` of [`WITHDRAW_QUERY_RESPONSE`].
const PAYOUTS: &[Field] = &[
    Field::expected("batch_id", Kind::FILLED, ""),
    Field::expected("merchant_id", Kind::COUNT, ""),
    Field::expected("client_id", Kind::TEXT, ""),
    Field::expected("status", Kind::Enumeration(BATCH_STATUSES), "documented as always there"),
    Field::expected("create_time", Kind::Millis, ""),
    Field::expected("channel_id", Kind::TEXT, ""),
    Field::expected("withdraw_list", Kind::List(PAYOUT), ""),
];

const BATCH_STATUSES: &[Value] = &[
    Value { name: "INIT", about: "taken" },
    Value { name: "PROCESSING", about: "under way" },
    Value { name: "SUCCESS", about: "all payouts arrived" },
    Value { name: "PARTIAL", about: "some payouts arrived" },
    Value { name: "FAIL", about: "no payout arrived" },
];

/// An item of `withdraw_list`.
const PAYOUT: &[Field] = &[
    Field::expected("id", Kind::COUNT, ""),
    Field::expected("batch_id", Kind::FILLED, ""),
    Field::expected("merchant_id", Kind::COUNT, ""),
    Field::expected("suborder_id", Kind::FILLED, ""),
    Field::expected("chain", Kind::FILLED, ""),
    Field::expected("address", Kind::FILLED, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("fee", DECIMAL_OR_EMPTY, ""),
    Field::expected("tx_id", Kind::TEXT, ""),
    Field::expected("timestamp", Kind::COUNT, "unit is not told, 0 in the page's example"),
    Field::expected("memo", Kind::TEXT, ""),
    Field::expected("status", Kind::Enumeration(PAYOUT_STATUSES), "other words are not public"),
    Field::expected("merchant_withdraw_id", Kind::FILLED, ""),
    Field::expected("err_msg", Kind::TEXT, ""),
    Field::expected("client_id", Kind::TEXT, ""),
    Field::expected("create_time", Kind::Millis, ""),
    Field::expected("update_time", Kind::Millis, ""),
    Field::expected("channel_id", Kind::TEXT, ""),
    Field::expected("fee_type", Kind::IntegerEnumeration(FEE_TYPES), ""),
    Field::expected("done_amount", DECIMAL_OR_EMPTY, "H34: filled in on failed payouts too"),
];

const PAYOUT_STATUSES: &[Value] = &[Value { name: "DONE", about: "arrived" }, Value { name: "FAIL", about: "failed" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/currencyChains>
pub static WALLET_CURRENCY_CHAINS_RESPONSE: Message = Message {
    id: "gatepay/wallet-currency-chains-response",
    method: "GET",
    path: "/v1/pay/wallet/currency_chains",
    carrier: Carrier::List,
    about: "The chains of a currency, without an envelope.",
    fields: &[
        Field::expected("chain", Kind::FILLED, ""),
        Field::expected("name_cn", Kind::TEXT, ""),
        Field::expected("name_en", Kind::TEXT, ""),
        Field::expected("contract_address", Kind::TEXT, ""),
        Field::expected("is_disabled", Kind::COUNT, ""),
        Field::expected("is_deposit_disabled", Kind::COUNT, ""),
        Field::expected("is_withdraw_disabled", Kind::COUNT, ""),
        Field::expected("decimal", Kind::Pattern(Pattern::Digits), "decimals of amounts"),
    ],
    envelope: Some(&envelopes::BARE),
    examples: &["wallet_currency_chains.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/currencyChains",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawStatus>
pub static WALLET_WITHDRAW_STATUS_RESPONSE: Message = Message {
    id: "gatepay/wallet-withdraw-status-response",
    method: "GET",
    path: "/v1/pay/wallet/withdraw_status",
    carrier: Carrier::List,
    about: "Fees and limits of payouts, currency by currency, without an envelope.",
    fields: &[
        Field::expected("currency", SYMBOL, ""),
        Field::expected("name", Kind::TEXT, ""),
        Field::expected("name_cn", Kind::TEXT, ""),
        Field::expected("deposit", DECIMAL_OR_EMPTY, ""),
        Field::expected("withdraw_percent", Kind::TEXT, "percent, with its sign"),
        Field::expected("withdraw_fix", DECIMAL_OR_EMPTY, ""),
        Field::expected("withdraw_day_limit", DECIMAL_OR_EMPTY, ""),
        Field::expected("withdraw_day_limit_remain", DECIMAL_OR_EMPTY, ""),
        Field::expected("withdraw_amount_mini", DECIMAL_OR_EMPTY, ""),
        Field::expected("withdraw_eachtime_limit", DECIMAL_OR_EMPTY, ""),
        Field::expected(
            "withdraw_fix_on_chains",
            Kind::Object(NO_MEMBERS),
            "one member for each chain: a decimal as text",
        ),
        Field::expected(
            "withdraw_percent_on_chains",
            Kind::Object(NO_MEMBERS),
            "one member for each chain: percent as text",
        ),
    ],
    envelope: Some(&envelopes::BARE),
    examples: &["wallet_withdraw_status.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/withdrawStatus",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/walletWithdrawals>
pub static WALLET_WITHDRAWALS_RESPONSE: Message = Message {
    id: "gatepay/wallet-withdrawals-response",
    method: "GET",
    path: "/v1/pay/wallet/withdrawals",
    carrier: Carrier::List,
    about: "Payouts of the wallet, without an envelope.",
    fields: &[
        Field::expected("id", Kind::FILLED, ""),
        Field::expected("currency", SYMBOL, ""),
        Field::expected("address", Kind::TEXT, ""),
        Field::expected("amount", Kind::DecimalText, ""),
        Field::expected("fee", DECIMAL_OR_EMPTY, ""),
        Field::expected("txid", Kind::TEXT, ""),
        Field::expected("chain", Kind::TEXT, ""),
        Field::expected("timestamp", Kind::SecondsText, "A21: seconds"),
        Field::expected("status", Kind::TEXT, "words are not listed"),
        Field::expected("withdraw_order_id", Kind::TEXT, ""),
        Field::expected("block_number", Kind::TEXT, ""),
        Field::expected("fail_reason", Kind::TEXT, ""),
        Field::expected("type", Kind::TEXT, ""),
        Field::expected("timestamp2", Kind::SecondsText, "A21: seconds"),
        Field::expected("memo", Kind::TEXT, ""),
    ],
    envelope: Some(&envelopes::BARE),
    examples: &["wallet_withdrawals.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/withdraw/walletWithdrawals",
    ..Message::RESPONSE
};

/// <https://github.com/gate/gatepay-sdk-go>
pub static WALLET_TOTAL_BALANCE_RESPONSE: Message = Message {
    id: "gatepay/wallet-total-balance-response",
    method: "GET",
    path: "/v1/pay/wallet/total_balance",
    about: "The balance over all accounts; known from a client library only.",
    fields: &[
        Field::expected("total", Kind::Object(TOTAL), ""),
        Field::expected("details", Kind::Object(ACCOUNTS), "further members are accounts too"),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::BARE),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// `total` of [`WALLET_TOTAL_BALANCE_RESPONSE`].
const TOTAL: &[Field] = &[
    Field::expected("currency", Kind::TEXT, ""),
    Field::expected("amount", Kind::TEXT, ""),
    Field::optional("unrealised_pnl", Kind::Any, ""),
    Field::optional("borrowed", Kind::Any, ""),
];

/// `details` of [`WALLET_TOTAL_BALANCE_RESPONSE`].
const ACCOUNTS: &[Field] = &[
    Field::optional("spot", Kind::Object(ACCOUNT), ""),
    Field::optional("margin", Kind::Object(ACCOUNT), ""),
    Field::optional("futures", Kind::Object(ACCOUNT), ""),
];

/// The balance of one account.
const ACCOUNT: &[Field] =
    &[Field::expected("amount", Kind::Any, "type is not told"), Field::expected("currency", Kind::TEXT, "")];

/// <https://docs.gate.com/essentials/version/100/en/common/balance>
pub static BALANCE_QUERY_RESPONSE: Message = Message {
    id: "gatepay/balance-query-response",
    method: "GET",
    path: "/v1/pay/balance/query",
    about: "The balance; a guide and a third-party client show different members.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(BALANCE), NO_DATA]), DATA),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::STANDARD),
    source: "https://docs.gate.com/essentials/version/100/en/common/balance",
    ..Message::RESPONSE
};

/// `data` of [`BALANCE_QUERY_RESPONSE`].
const BALANCE: &[Field] = &[
    Field::expected("currency", Kind::TEXT, ""),
    Field::expected("available", Kind::DecimalText, ""),
    Field::optional("hold", Kind::DecimalText, "the guide only"),
    Field::optional("total", Kind::DecimalText, "the guide only"),
    Field::optional("last_updated", Kind::Any, "the guide only, type is not told"),
    Field::optional("balance_list", Kind::List(BALANCES), "the third-party client only; null when there is no balance"),
];

/// An item of `balance_list`.
const BALANCES: &[Field] =
    &[Field::expected("currency", Kind::TEXT, ""), Field::expected("available", Kind::DecimalText, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/orderlist>
pub static BILL_ORDERLIST_RESPONSE: Message = Message {
    id: "gatepay/bill-orderlist-response",
    method: "GET",
    path: "/v1/pay/bill/orderlist",
    about: "What moved the balance; one `transactId` can stand in several rows.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(BILLS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["bill_orderlist.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/orderlist",
    ..Message::RESPONSE
};

/// `data` of [`BILL_ORDERLIST_RESPONSE`].
const BILLS: &[Field] = &[
    Field::expected("merchant_id", Kind::COUNT, ""),
    Field::expected("total", Kind::COUNT, ""),
    Field::expected("hasNext", Kind::Boolean, ""),
    Field::expected("nextPage", Kind::COUNT, ""),
    Field::expected("balance_history_item_list", Kind::List(BILL), ""),
];

/// An item of `balance_history_item_list`.
const BILL: &[Field] = &[
    Field::expected("transactId", Kind::FILLED, ""),
    Field::expected("transactTime", Kind::Millis, ""),
    Field::expected("orderId", Kind::TEXT, ""),
    Field::expected("merchantTradeNo", Kind::TEXT, ""),
    Field::expected("financialType", Kind::TEXT, "words are not listed"),
    Field::expected("payAmount", Kind::FILLED, "a decimal with its sign in front, plus too"),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("Balance", Kind::DecimalText, "capital B"),
    Field::expected("BalanceCurrency", SYMBOL, "capital B"),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("payer", Kind::COUNT, ""),
    Field::expected("buyer", Kind::TEXT, ""),
    Field::expected("fullChain", Kind::TEXT, ""),
    Field::expected("hash", Kind::TEXT, ""),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("payChannel", Kind::TEXT, "words are not listed"),
    Field::expected("refund_gate_id", Kind::TEXT, ""),
];

/// All of this area.
pub const ALL: &[&Message] = &[
    &BATCH_TRANSFER_RESPONSE,
    &BATCH_TRANSFER_QUERY_RESPONSE,
    &WITHDRAW_RESPONSE,
    &WITHDRAW_QUERY_RESPONSE,
    &WALLET_CURRENCY_CHAINS_RESPONSE,
    &WALLET_WITHDRAW_STATUS_RESPONSE,
    &WALLET_WITHDRAWALS_RESPONSE,
    &WALLET_TOTAL_BALANCE_RESPONSE,
    &BALANCE_QUERY_RESPONSE,
    &BILL_ORDERLIST_RESPONSE,
];
