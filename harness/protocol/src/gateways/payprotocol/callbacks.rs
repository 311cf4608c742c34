//! What Pay Protocol sends of its own accord.
//!
//! Numbers in notes (`A13`, `H6`) are those of the contradictions and hazards listed in the gateway's documents.
//! `[I]`: the name comes from third-party code, the page is cut off before it.

use crate::message::{Field, IntegerValue, Kind, Message, Pattern};

/// The order object of the payment query; that it comes bare, without an envelope, is inferred from other callbacks.
/// <https://doc.payprotocol.network/docs/api/merchant/payment-callback>
pub static PAYMENT_CALLBACK: Message = Message {
    id: "payprotocol/payment-callback",
    path: "notifyUrl",
    about: "A payment order was paid, partly paid, or failed (A7).",
    fields: ORDER,
    source: "https://doc.payprotocol.network/docs/api/merchant/payment-callback",
    ..Message::CALLBACK
};

/// The order object.
pub const ORDER: &[Field] = &[
    Field::expected("chainId", ID, "the platform's id, not that of the chain: 1 is TRON"),
    Field::expected("orgId", ID, "the merchant's organisation"),
    Field::required("outTradeNo", FILLED, "the merchant's"),
    Field::required("outPaymentNo", FILLED, "the gateway's; 21 digits in all examples"),
    Field::expected("description", TEXT, ""),
    Field::expected("isLegalTender", Kind::IntegerEnumeration(LEGAL_TENDER), "whether the quote is in fiat"),
    Field::expected("quoteCurrencySymbol", Kind::Pattern(Pattern::Symbol), "as ordered; not what was paid"),
    Field::expected("quoteAmount", Kind::DecimalText, "as ordered, in whole units; not what was paid"),
    Field::required("paymentStatus", Kind::IntegerEnumeration(PAYMENT_STATUSES), "0 is paid; H6: absent is not"),
    Field::optional("paymentType", Kind::IntegerEnumeration(PAYMENT_TYPES), ""),
    Field::expected("expectedAmount", Kind::ScaledText, "[I] what is due"),
    Field::expected("settlementAmount", Kind::ScaledText, "[I] what arrived, same scale"),
    Field::expected("settlementCurrencySymbol", TEXT, "[I] what was paid in; can differ from the quote"),
    Field::expected("transferHash", TEXT, "[I]"),
    Field::expected("userWalletAddress", TEXT, "[I]"),
    Field::expected("fromAddress", TEXT, "[I]"),
    Field::expected(
        "createTime",
        Kind::DateTimeText,
        "[I] A13: `2024-03-29 17:45:18`, or ISO 8601 in schemas; zone unknown",
    ),
    Field::expected("blockTime", Kind::Seconds, "[I] A13: seconds here, a text in other messages"),
];

const LEGAL_TENDER: &[IntegerValue] =
    &[IntegerValue { value: 0, about: "crypto" }, IntegerValue { value: 1, about: "fiat" }];

const PAYMENT_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "paid" },
    IntegerValue { value: 1, about: "pending" },
    IntegerValue { value: 2, about: "waiting for the block's confirmation" },
    IntegerValue { value: 3, about: "partially paid" },
    IntegerValue { value: 4, about: "failed" },
    IntegerValue { value: 5, about: "refunded" },
];

const PAYMENT_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "contract payment" },
    IntegerValue { value: 1, about: "scanned code or transfer from a wallet" },
];

const ID: Kind = Kind::Integer { min: 0, max: i32::MAX as i64 };
const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };
const FILLED: Kind = Kind::Text { min: 1, max: usize::MAX };

/// All callbacks.
pub const ALL: &[&Message] = &[&PAYMENT_CALLBACK];
