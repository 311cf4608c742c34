//! Members that many messages of Cregis share.
//!
//! Numbers in notes (`16`, `17`) are those of the contradictions listed in the gateway's documents.

use crate::message::{Field, IntegerValue, Kind, Pattern};

// Members of every signed request and every callback.
pub(super) const PID: Field =
    Field::required("pid", Kind::Integer { min: 1, max: i64::MAX }, "project; 16 digits in all examples");
pub(super) const NONCE: Field = Field::required("nonce", Kind::Text { min: 6, max: 6 }, "alphabet not documented");
pub(super) const TIMESTAMP: Field = Field::required("timestamp", Kind::Millis, "17: one example has seconds");
pub(super) const SIGN: Field = Field::required("sign", Kind::Signature, "");

// Members of WaaS callbacks.
// Digits, like every documented id: a text could swallow the `cid` behind it, which makes an event another one.
pub(super) const CHAIN_ID: Field =
    Field::required("chain_id", Kind::Pattern(Pattern::Digits), "`195` is TRON, `60` Ethereum");
pub(super) const TOKEN_ID: Field =
    Field::required("token_id", Kind::FILLED, "contract, or the chain's id for its own coin");
pub(super) const CURRENCY: Field = Field::required("currency", Kind::FILLED, "a symbol such as `TRX`");
pub(super) const AMOUNT: Field = Field::required("amount", Kind::DecimalText, "");
pub(super) const THIRD_PARTY_ID: Field = Field::required("third_party_id", Kind::FILLED, "the merchant's order");
pub(super) const REMARK: Field = Field::optional("remark", Kind::TEXT, "as in the request");
pub(super) const MEMO: Field = Field::optional("memo", Kind::TEXT, "TON and XRP only");

// Members of WaaS requests.
pub(super) const CID: Field = Field::required("cid", Kind::INT64, "Cregis's number of the order");
pub(super) const COIN: Field = Field::required("currency", Kind::FILLED, "coin name, or `chain_id@token_id`");
pub(super) const OWN_REMARK: Field = Field::optional("remark", Kind::at_most(256), "");
pub(super) const OWN_MEMO: Field = Field::optional("memo", Kind::TEXT, "digits below 4294967295 (E0032)");
pub(super) const CALLBACK_URL: Field = Field::optional("callback_url", Kind::Url, "older page: required");
pub(super) const PAGE_NUM: Field = Field::optional("page_num", Kind::COUNT, "1 if left out");
pub(super) const PAGE_SIZE: Field =
    Field::optional("page_size", Kind::Integer { min: 1, max: 100 }, "at most 100, 10 if left out");

// Members of an order at the checkout, in requests, answers and callbacks.
pub(super) const REFUND_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "running" },
    IntegerValue { value: 1, about: "done" },
    IntegerValue { value: 2, about: "failed" },
];

/// One item of an order.
pub(super) const ITEM: &[Field] = &[
    Field::optional("item_id", Kind::TEXT, ""),
    Field::optional("item_name", Kind::TEXT, ""),
    Field::optional("item_price", Kind::Number, ""),
    Field::optional("price_currency", Kind::TEXT, ""),
    Field::optional("item_quantity", Kind::INT64, ""),
];

/// What was ordered.
pub(super) const ORDER_DETAILS: &[Field] = &[
    Field::optional("shopping_cost", Kind::Number, ""),
    Field::optional("tax_cost", Kind::Number, ""),
    Field::optional("items", Kind::Either(&[Kind::List(ITEM), Kind::NestedList(ITEM)]), "a list; typed as text"),
];

/// For whom the merchant sells.
pub(super) const SUB_MERCHANT: &[Field] =
    &[Field::optional("sub_merchant_id", Kind::TEXT, ""), Field::optional("sub_merchant_name", Kind::TEXT, "")];

/// `status` of a payout or withdrawal that is asked for.
pub(super) const PAYOUT_STATES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "awaiting approval" },
    IntegerValue { value: 1, about: "signed" },
    IntegerValue { value: 2, about: "signature rejected" },
    IntegerValue { value: 3, about: "approval cancelled" },
    IntegerValue { value: 4, about: "approval rejected" },
    IntegerValue { value: 5, about: "awaiting signature" },
    IntegerValue { value: 6, about: "success" },
    IntegerValue { value: 7, about: "failed" },
];

/// The same of a withdrawal, whose approval cannot be cancelled.
pub(super) const WITHDRAWAL_STATES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "awaiting approval" },
    IntegerValue { value: 1, about: "signed" },
    IntegerValue { value: 2, about: "signature rejected" },
    IntegerValue { value: 4, about: "approval rejected" },
    IntegerValue { value: 5, about: "awaiting signature" },
    IntegerValue { value: 6, about: "success" },
    IntegerValue { value: 7, about: "failed" },
];
