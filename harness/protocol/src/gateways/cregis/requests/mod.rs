//! What the merchant asks of Cregis.
//!
//! Everything is a POST with a JSON body, below a host of the project's own. The members `pid`, `nonce`, `timestamp` and
//! `sign` stand in each signed body; the Team API signs in headers instead. Numbers in notes (`8`, `18`) are those of
//! the contradictions listed in the gateway's documents.

pub mod address;
pub mod deposit;
pub mod payment;
pub mod payout;
pub mod project;
pub mod team;

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &[
    &payment::PAYMENT_ENGINE_CREATE,
    &payment::PAYMENT_ENGINE_QUERY,
    &payment::PAYMENT_V1_ORDER_LEGACY,
    &project::COINS,
    &project::TRADE_PAGE,
    &address::ADDRESS_CREATE,
    &address::ADDRESS_BATCH_CREATE,
    &address::ADDRESS_UPDATE,
    &address::ADDRESS_INNER,
    &address::ADDRESS_LEGAL,
    &address::COLLECTION,
    &address::SUB_ADDRESS_BALANCE,
    &address::SUB_ADDRESS_BALANCE_V2,
    &payout::PAYOUT_V1,
    &payout::PAYOUT_V2,
    &payout::PAYOUT_QUERY,
    &payout::SUB_ADDRESS_WITHDRAWAL,
    &payout::SUB_ADDRESS_WITHDRAWAL_QUERY,
    &deposit::ORDER_DEPOSIT_CREATE_LEGACY,
    &deposit::ORDER_DEPOSIT_QUERY_LEGACY,
    &deposit::ORDER_DEPOSIT_CANCEL_LEGACY,
    &team::TEAM_WALLETS,
    &team::TEAM_WALLET_ADDRESS,
    &team::TEAM_WALLET_BALANCE,
    &team::TEAM_WALLET_ADDRESS_BALANCE,
    &team::TEAM_WALLET_HISTORY_TRANSACTION_INFO,
    &team::TEAM_WALLET_PROCESSING_TRANSACTION_INFO,
];
