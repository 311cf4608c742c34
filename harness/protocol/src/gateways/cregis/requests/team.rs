//! The Team API: wallets to look at, signed in headers with an access secret.
//!
//! Known only from code that was generated from the vendor's OpenAPI file; the members of most calls are
//! known in part. <https://github.com/Vincent-Cregis/CregisSDK>

use crate::gateways::cregis::responses::team as responses;
use crate::gateways::cregis::team::{HEADERS, TEAM};
use crate::message::{Field, IntegerValue, Kind, Message, Published, Value};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLETS: Message = Message {
    id: "cregis/team-wallets",
    path: "/openapi/v1/wallets",
    about: "Asks for the team's wallets.",
    fields: &[
        Field::optional("wallet_type", Kind::Enumeration(WALLET_TYPES), ""),
        Field::optional("page_num", Kind::Integer { min: 1, max: i64::MAX }, ""),
        Field::optional("page_size", Kind::Integer { min: 1, max: 100 }, ""),
    ],
    answer: Some(&responses::TEAM_WALLETS_RESPONSE),
    ..TEAM_CALL
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_ADDRESS: Message = Message {
    id: "cregis/team-wallet-address",
    path: "/openapi/v1/wallet_address",
    about: "Asks for the addresses of a wallet on a chain.",
    fields: &[WALLET_ID, Field::required("chain_id", Kind::FILLED, "")],
    answer: Some(&responses::TEAM_WALLET_ADDRESS_RESPONSE),
    published: Published::Part,
    ..TEAM_CALL
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_BALANCE: Message = Message {
    id: "cregis/team-wallet-balance",
    path: "/openapi/v1/wallet_balance",
    about: "Asks for the balances of a wallet.",
    fields: BALANCE,
    answer: Some(&responses::TEAM_WALLET_BALANCE_RESPONSE),
    published: Published::Part,
    ..TEAM_CALL
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_ADDRESS_BALANCE: Message = Message {
    id: "cregis/team-wallet-address-balance",
    path: "/openapi/v1/wallet_address_balance",
    about: "Asks for the balances of a wallet's addresses.",
    fields: BALANCE,
    answer: Some(&responses::TEAM_WALLET_ADDRESS_BALANCE_RESPONSE),
    published: Published::Part,
    ..TEAM_CALL
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_HISTORY_TRANSACTION_INFO: Message = Message {
    id: "cregis/team-wallet-history-transaction-info",
    path: "/openapi/v1/wallet_history_transaction_info",
    about: "Asks for the transactions of a wallet that are over.",
    fields: &[
        WALLET_ID,
        Field::optional("transaction_type", Kind::IntegerEnumeration(ONE_OR_TWO), ""),
        Field::optional("transaction_status", Kind::IntegerEnumeration(ONE_OR_TWO), ""),
        Field::optional("blocktime_start", Kind::COUNT, "unit not documented"),
        Field::optional("blocktime_end", Kind::COUNT, "unit not documented"),
        Field::optional("txid", Kind::TEXT, ""),
    ],
    answer: Some(&responses::TEAM_WALLET_HISTORY_TRANSACTION_INFO_RESPONSE),
    published: Published::Part,
    ..TEAM_CALL
};

/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM_WALLET_PROCESSING_TRANSACTION_INFO: Message = Message {
    id: "cregis/team-wallet-processing-transaction-info",
    path: "/openapi/v1/wallet_processing_transaction_info",
    about: "Asks for the transactions of a wallet that are under way.",
    published: Published::Nothing,
    answer: Some(&responses::TEAM_WALLET_PROCESSING_TRANSACTION_INFO_RESPONSE),
    ..TEAM_CALL
};

/// What the calls have in common.
const TEAM_CALL: Message = Message {
    signing: Some(&TEAM),
    headers: HEADERS,
    source: "https://github.com/Vincent-Cregis/CregisSDK",
    ..Message::REQUEST
};

const BALANCE: &[Field] = &[
    WALLET_ID,
    Field::optional("chain_id", Kind::TEXT, ""),
    Field::optional("token_id", Kind::TEXT, ""),
    Field::optional("address", Kind::TEXT, ""),
    Field::optional("minimum_balance", Kind::TEXT, ""),
    Field::optional("maximum_balance", Kind::TEXT, ""),
];

const WALLET_ID: Field = Field::required("wallet_id", Kind::IntegerOrText, "17 digits, above 2^53; type not told here");

const WALLET_TYPES: &[Value] =
    &[Value { name: "single_sign", about: "one signer" }, Value { name: "multi_sign", about: "several signers" }];

const ONE_OR_TWO: &[IntegerValue] = &[
    IntegerValue { value: 1, about: "meaning not documented" },
    IntegerValue { value: 2, about: "meaning not documented" },
];
