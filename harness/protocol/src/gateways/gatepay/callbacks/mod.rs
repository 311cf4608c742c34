//! What GatePay sends of its own accord.
//!
//! `bizType` tells the callbacks apart; only the payout callback has none. Numbers in notes (`A11`, `H20`) are those of
//! the contradictions and hazards listed in the gateway's documents.

mod accounts;
mod addresses;
mod orders;
mod payouts;

pub use accounts::*;
pub use addresses::*;
pub use orders::*;
pub use payouts::*;

use crate::gateways::gatepay::requests::members::TERMINAL_TYPES;
use crate::message::{Field, Kind, Message, Pattern, Value};

// Members of every callback but that of payouts.
const fn biz_type(word: &'static str) -> Field {
    Field::required("bizType", Kind::Constant(word), "selects what `data` holds")
}
const fn biz_status(words: &'static [Value]) -> Field {
    Field::required("bizStatus", Kind::Enumeration(words), "")
}
const fn data(fields: &'static [Field]) -> Field {
    Field::required("data", Kind::Nested(fields), "A11: text by rule, object on legacy pages")
}
const fn data_in_any_form(fields: &'static [Field]) -> Field {
    Field::required("data", Kind::Nested(fields), "A11: shown as object, text by rule; either is taken")
}
const CLIENT_ID: Field = Field::optional("client_id", Kind::TEXT, "A12: or `clientId`, or neither");
const CLIENT_ID_CAMEL: Field = Field::optional("clientId", Kind::TEXT, "A12: or `client_id`, or neither");

// Members of `data` that speak of an order.
const TRADE_NO: Kind = Kind::Text { min: 1, max: 100 };
const TRADE_NO_NOTE: &str = "A17: 5 to 32, at most 32 bytes, or at most 100";
const MERCHANT_TRADE_NO: Field = Field::expected("merchantTradeNo", TRADE_NO, TRADE_NO_NOTE);
const PRODUCT_TYPE: Field = Field::expected("productType", Kind::TEXT, "often empty");
const PRODUCT_NAME: Field = Field::expected("productName", Kind::TEXT, "");
const TRADE_TYPE: Field = Field::expected("tradeType", Kind::Enumeration(TERMINAL_TYPES), "");
const GOODS_NAME: Field = Field::expected("goodsName", Kind::TEXT, "order pages: at most 160");
const TERMINAL_TYPE: Field = Field::expected("terminalType", Kind::Enumeration(TERMINAL_TYPES), "");
const CURRENCY: Field = Field::expected("currency", Kind::Pattern(Pattern::Symbol), "");
const TOTAL_FEE: Field = Field::expected("totalFee", Kind::DecimalText, "order amount; H20: older messages only");
const ORDER_AMOUNT_NOTE: &str = "in `currency`; trailing zeros vary; A18: 2, 6 or 8 decimals";
const ORDER_AMOUNT: Field = Field::expected("orderAmount", Kind::DecimalText, ORDER_AMOUNT_NOTE);
const CREATE_TIME: Field = Field::expected("createTime", Kind::Millis, "of the order");
const TRANSACTION_ID: Field = Field::expected("transactionId", Kind::TEXT, "H20: empty or absent even on PAY_SUCCESS");
const CHANNEL_ID: Field = Field::expected("channelId", Kind::TEXT, "may be empty; order pages: at most 32");
const PAYER_ID: Field = Field::expected("payerId", Kind::COUNT, "0 for payers on chain");
const DONE_ON_CHAIN: Field = Field::expected("doneAmountOnChain", Kind::DecimalText, "confirmed; newer messages only");
const WAIT_ON_CHAIN: Field =
    Field::expected("waitAmountOnChain", Kind::DecimalText, "unconfirmed; newer messages only");

// Members of `data` that speak of a transfer on chain.
const CHAIN: Field = Field::expected("chain", Kind::TEXT, "Gate's own name of the chain");
const ADDRESS: Field = Field::expected("address", Kind::TEXT, "");
const FROM_ADDRESS: Field = Field::expected("fromAddress", Kind::TEXT, "");

/// All callbacks.
pub const ALL: &[&Message] = &[
    &PAY,
    &PAY_REFUND,
    &PAY_ACTUALLY,
    &PAY_ADDRESS,
    &TRANSFER_ADDRESS,
    &RECEIVED_CONVERT_DELAY_ADDRESS,
    &PAY_FIXED_ADDRESS,
    &FIXED_ADDRESS_RISK,
    &PAY_UNRESOLVED,
    &PAY_BATCH,
    &PAY_GIFT_BATCH,
    &WITHDRAW,
    &OTC,
    &INSTITUTION,
    &SUBSCRIPTION_ORDER_STATUS,
    &SUBSCRIPTION_PAYMENT,
    &ACCOUNT_AUTH_DEDUCTION,
];
