//! Answers of the Team API: pages of rows whose members are not published here.

use super::{ANSWER, CODE, MSG, data};
use crate::message::{Field, Kind, Message, Published};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLETS_RESPONSE: Message = Message {
    id: "cregis/team-wallets-response",
    path: "/openapi/v1/wallets",
    about: "A page of wallets.",
    ..PAGE_ANSWER
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_ADDRESS_RESPONSE: Message = Message {
    id: "cregis/team-wallet-address-response",
    path: "/openapi/v1/wallet_address",
    about: "A page of addresses.",
    ..PAGE_ANSWER
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_BALANCE_RESPONSE: Message = Message {
    id: "cregis/team-wallet-balance-response",
    path: "/openapi/v1/wallet_balance",
    about: "A page of balances.",
    ..PAGE_ANSWER
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_ADDRESS_BALANCE_RESPONSE: Message = Message {
    id: "cregis/team-wallet-address-balance-response",
    path: "/openapi/v1/wallet_address_balance",
    about: "A page of balances, address by address.",
    ..PAGE_ANSWER
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_HISTORY_TRANSACTION_INFO_RESPONSE: Message = Message {
    id: "cregis/team-wallet-history-transaction-info-response",
    path: "/openapi/v1/wallet_history_transaction_info",
    about: "A page of transactions that are over.",
    ..PAGE_ANSWER
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_PROCESSING_TRANSACTION_INFO_RESPONSE: Message = Message {
    id: "cregis/team-wallet-processing-transaction-info-response",
    path: "/openapi/v1/wallet_processing_transaction_info",
    about: "A page of transactions that are under way.",
    ..PAGE_ANSWER
};

/// What the answers have in common.
const PAGE_ANSWER: Message = Message {
    fields: &[CODE, MSG, data(PAGE)],
    published: Published::Part,
    source: "https://github.com/Vincent-Cregis/CregisSDK",
    ..ANSWER
};

const PAGE: &[Field] = &[
    Field::expected("pageNum", Kind::COUNT, ""),
    Field::expected("pageSize", Kind::COUNT, ""),
    Field::expected("total", Kind::COUNT, "rows in all"),
    Field::expected("rows", Kind::List(&[]), "members of a row are not told"),
];
