//! Callbacks with a flat body. Nothing in them says which one it is: only which members there are.

use crate::gateway::Acknowledgement;
use crate::gateways::cregis::members::{
    AMOUNT, CHAIN_ID, CURRENCY, MEMO, NONCE, PID, REMARK, SIGN, THIRD_PARTY_ID, TIMESTAMP, TOKEN_ID,
};
use crate::gateways::cregis::responses::{
    PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT, PAYOUT_EXTERNAL_VERIFICATION_ACKNOWLEDGEMENT,
};
use crate::message::{Field, IntegerValue, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/callback/address-deposit>
pub static ADDRESS_DEPOSIT: Message = Message {
    id: "cregis/address-deposit",
    path: "callback_url",
    about: "Money arrived at a deposit address, or failed to.",
    fields: &[
        PID,
        CID,
        CHAIN_ID,
        TOKEN_ID,
        CURRENCY,
        ADDRESS,
        AMOUNT,
        MEMO,
        Field::required("status", Kind::IntegerOrText, "5: text, integer on older pages; 1 success, 2 failed"),
        Field::required("txid", Kind::FILLED, "can be that of several deposits"),
        BLOCK_HEIGHT,
        Field::optional("block_time", Kind::MillisOrText, "5: text, integer on older pages"),
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    examples: &[
        "address-deposit.callback.1.json",
        "address-deposit.callback.2.json",
        "address-deposit.callback.3.json",
        "address-deposit.callback.4.json",
    ],
    source: "https://developer-cn.cregis.com/api-reference/callback/address-deposit",
    ..Message::CALLBACK
};

/// <https://developer-cn.cregis.com/api-reference/callback/payout>
pub static PAYOUT_NOTIFY: Message = Message {
    id: "cregis/payout-notify",
    path: "callback_url",
    about: "A payout arrived, failed, or was rejected.",
    fields: &[
        PID,
        CID,
        CHAIN_ID,
        TOKEN_ID,
        CURRENCY,
        ADDRESS,
        AMOUNT,
        THIRD_PARTY_ID,
        REMARK,
        MEMO,
        Field::required("status", Kind::IntegerEnumeration(PAYOUT_STATES), "7: 0 in the examples, which is no state"),
        TXID,
        BLOCK_HEIGHT,
        BLOCK_TIME,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    examples: &["payout-notify.callback.1.json", "payout-notify.callback.2.json", "payout-notify.callback.3.json"],
    source: "https://developer-cn.cregis.com/api-reference/callback/payout",
    ..Message::CALLBACK
};

/// <https://developer-cn.cregis.com/api-reference/callback/withdrawal>
pub static SUB_ADDRESS_WITHDRAWAL_NOTIFY: Message = Message {
    id: "cregis/sub-address-withdrawal-notify",
    path: "callback_url",
    about: "A withdrawal from a deposit address arrived, failed, or was rejected.",
    fields: &[
        PID,
        REQUIRED_CID,
        CHAIN_ID,
        TOKEN_ID,
        CURRENCY,
        FROM_ADDRESS,
        TO_ADDRESS,
        AMOUNT,
        THIRD_PARTY_ID,
        REMARK,
        MEMO,
        Field::required("status", Kind::IntegerEnumeration(PAYOUT_STATES), ""),
        TXID,
        BLOCK_HEIGHT,
        BLOCK_TIME,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    examples: &["sub-address-withdrawal-notify.callback.json"],
    source: "https://developer-cn.cregis.com/api-reference/callback/withdrawal",
    ..Message::CALLBACK
};

/// Asks, before money moves: `success` is no answer to it. <https://github.com/Vincent-Cregis/CregisSDK>
pub static PAYOUT_EXTERNAL_VERIFICATION: Message = Message {
    id: "cregis/payout-external-verification",
    path: "set in the client",
    about: "Asks the merchant whether a payout may go on.",
    fields: &[
        PID,
        REQUIRED_CID,
        CHAIN_ID,
        TOKEN_ID,
        FROM_ADDRESS,
        TO_ADDRESS,
        AMOUNT,
        THIRD_PARTY_ID,
        REMARK,
        MEMO,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYOUT_EXTERNAL_VERIFICATION_ACKNOWLEDGEMENT),
    acknowledgement: Some(&Acknowledgement::Decision { words: &["ok"], refusals: &["deny"] }),
    source: "https://github.com/Vincent-Cregis/CregisSDK",
    ..Message::CALLBACK
};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/callback/order-deposit.md>
pub static ORDER_DEPOSIT_NOTIFY_LEGACY: Message = Message {
    id: "cregis/order-deposit-notify-legacy",
    path: "callback_url",
    about: "An order deposit was paid, failed, or ran out of time.",
    fields: &[
        PID,
        REQUIRED_CID,
        CHAIN_ID,
        TOKEN_ID,
        CURRENCY,
        ADDRESS,
        Field::required("amount", Kind::DecimalText, "what was due"),
        Field::required("real_amount", Kind::DecimalText, "what arrived"),
        THIRD_PARTY_ID,
        Field::required("status", Kind::IntegerEnumeration(ORDER_DEPOSIT_STATES), "6: other numbers in the query"),
        TXID,
        BLOCK_HEIGHT,
        BLOCK_TIME,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    examples: &["order-deposit-notify-legacy.callback.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/callback/order-deposit.md",
    ..Message::CALLBACK
};

const CID: Field = Field::expected("cid", Kind::INT64, "the first version had none");
const REQUIRED_CID: Field = Field::required("cid", Kind::INT64, "");
const ADDRESS: Field = Field::required("address", Kind::FILLED, "where to");
const FROM_ADDRESS: Field = Field::required("from_address", Kind::FILLED, "");
const TO_ADDRESS: Field = Field::required("to_address", Kind::FILLED, "");
const TXID: Field = Field::optional("txid", Kind::TEXT, "");
const BLOCK_HEIGHT: Field = Field::optional("block_height", Kind::TEXT, "digits in all examples");
const BLOCK_TIME: Field = Field::optional("block_time", Kind::Millis, "");

const PAYOUT_STATES: &[IntegerValue] = &[
    IntegerValue { value: 2, about: "signature rejected" },
    IntegerValue { value: 4, about: "approval rejected" },
    IntegerValue { value: 6, about: "success" },
    IntegerValue { value: 7, about: "failed" },
];

const ORDER_DEPOSIT_STATES: &[IntegerValue] = &[
    IntegerValue { value: 2, about: "success" },
    IntegerValue { value: 3, about: "failed" },
    IntegerValue { value: 4, about: "timed out" },
];
