//! Members that several responses share.

use crate::gateways::gatepay::requests::members::TERMINAL_TYPES;
use crate::message::{Field, Kind, Pattern, Value};

/// Outcome of the call.
pub(super) const STATUS: Field =
    Field::required("status", Kind::Enumeration(OUTCOMES), "of the call, not of what was asked about (H12)");
/// Return code.
pub(super) const CODE: Field =
    Field::expected("code", Kind::TEXT, "A15: `000000` on success, in the guide null; see the return codes");
/// Machine-readable name of a failure.
pub(super) const LABEL: Field = Field::optional("label", Kind::TEXT, "almost only on failures");
/// Words for people.
pub(super) const ERROR_MESSAGE: Field = Field::expected("errorMessage", Kind::TEXT, "empty or null on success");
/// Note of `data`.
pub(super) const DATA: &str = "A16: without members, empty text or null on failure";
/// `data` of a failure.
pub(super) const NO_DATA: Kind = Kind::Constant("");
/// An object of which no member is named.
pub(super) const NO_MEMBERS: &[Field] = &[];
/// Outcomes of calls.
pub(super) const OUTCOMES: &[Value] =
    &[Value { name: "SUCCESS", about: "done" }, Value { name: "FAIL", about: "not done" }];

/// The gateway's order number.
pub(super) const PREPAY_ID: Field = Field::expected("prepayId", Kind::FILLED, "");
/// The merchant's number at the gateway.
pub(super) const MERCHANT_ID: Field =
    Field::expected("merchantId", Kind::IntegerOrText, "A20: number or text, by page");
/// The merchant's order number.
pub(super) const MERCHANT_TRADE_NO: Field = Field::expected("merchantTradeNo", Kind::FILLED, "");
/// The payment's number.
pub(super) const TRANSACTION_ID: Field = Field::expected("transactionId", Kind::TEXT, "empty when unpaid");
/// What is sold.
pub(super) const GOODS_NAME: Field = Field::expected("goodsName", Kind::TEXT, "");
/// The order's currency.
pub(super) const CURRENCY: Field = Field::expected("currency", SYMBOL, "");
/// The order's amount.
pub(super) const ORDER_AMOUNT: Field = Field::expected("orderAmount", Kind::DecimalText, "");
/// What the payer pays on top.
pub(super) const SURCHARGE_AMOUNT: Field = Field::expected("surchargeAmount", DECIMAL_OR_EMPTY, "");
/// The price in fiat: currency.
pub(super) const FIAT_CURRENCY: Field = Field::expected("fiatCurrency", SYMBOL_OR_EMPTY, "");
/// The price in fiat: amount.
pub(super) const FIAT_AMOUNT: Field = Field::expected("fiatAmount", DECIMAL_OR_EMPTY, "");
/// The price in fiat: rate.
pub(super) const FIAT_RATE: Field = Field::expected("fiatRate", DECIMAL_OR_EMPTY, "");
/// The state of the order.
pub(super) const ORDER_STATUS: Field =
    Field::expected("status", Kind::Enumeration(ORDER_STATUSES), "of the order; further words are not public");
/// When the order was opened.
pub(super) const CREATE_TIME: Field = Field::expected("createTime", Kind::Millis, "");
/// When the order lapses.
pub(super) const EXPIRE_TIME: Field = Field::expected("expireTime", Kind::MillisOrText, "A20: number or text, by page");
/// When the order was paid.
pub(super) const TRANSACT_TIME: Field = Field::expected("transactTime", MILLIS_OR_ZERO, "0 when unpaid");
/// The order's name.
pub(super) const ORDER_NAME: Field = Field::expected("order_name", Kind::TEXT, "");
/// What was paid with.
pub(super) const PAY_CURRENCY_SNAKE: Field =
    Field::expected("pay_currency", SYMBOL_OR_EMPTY, "H19: snake case here; empty when unpaid");
/// What was paid.
pub(super) const PAY_AMOUNT_SNAKE: Field = Field::expected("pay_amount", DECIMAL_OR_EMPTY, "H19: snake case here");
/// The currency that the merchant wants.
pub(super) const EXPECT_CURRENCY: Field = Field::expected("expectCurrency", SYMBOL_OR_EMPTY, "");
/// The currency that the merchant got.
pub(super) const ACTUAL_CURRENCY: Field = Field::optional("actualCurrency", SYMBOL_OR_EMPTY, "settlement currency");
/// What the merchant got.
pub(super) const ACTUAL_AMOUNT: Field = Field::optional("actualAmount", DECIMAL_OR_EMPTY, "");
/// The rate of the conversion.
pub(super) const RATE: Field = Field::expected("rate", DECIMAL_OR_EMPTY, "");
/// The merchant's channel.
pub(super) const CHANNEL_ID: Field = Field::expected("channelId", Kind::TEXT, "");
/// The amount in USDT.
pub(super) const IN_USDT: Field = Field::expected("inUsdt", DECIMAL_OR_EMPTY, "");
/// Fees of all payments.
pub(super) const TOTAL_FEE_AMOUNT: Field = Field::expected("totalFeeAmount", DECIMAL_OR_EMPTY, "");
/// What is left after fees.
pub(super) const TOTAL_SETTLE_AMOUNT: Field = Field::expected("totalSettleAmount", DECIMAL_OR_EMPTY, "");
/// Where the order is shown.
pub(super) const TERMINAL_TYPE: Field = Field::expected("terminalType", Kind::Enumeration(TERMINAL_TYPES), "");
/// The chain.
pub(super) const CHAIN: Field = Field::expected("chain", Kind::TEXT, "Gate's own name of it");
/// The address to pay to.
pub(super) const ADDRESS: Field = Field::expected("address", Kind::TEXT, "where to pay to");

/// `chain` of a new order: where to pay to.
pub(super) const CHAIN_ADDRESS: &[Field] = &[
    Field::expected("chain_type", Kind::FILLED, "H19: snake case beside `fullCurrType`"),
    Field::expected("address", Kind::FILLED, "where to pay to"),
    Field::expected("fullCurrType", Kind::FILLED, "`CURRENCY_CHAIN`"),
];

/// The merchant's number of a refund.
pub(super) const REFUND_REQUEST_ID: Field = Field::expected("refundRequestId", Kind::TEXT, "");

const ORDER_STATUSES: &[Value] = &[
    Value { name: "PENDING", about: "not paid" },
    Value { name: "PAID", about: "paid" },
    Value { name: "EXPIRED", about: "its term is over" },
];

/// A currency symbol.
pub(super) const SYMBOL: Kind = Kind::Pattern(Pattern::Symbol);
/// A currency symbol, empty where there is none.
pub(super) const SYMBOL_OR_EMPTY: Kind = Kind::Either(&[SYMBOL, Kind::Constant("")]);
/// A decimal, empty where there is none.
pub(super) const DECIMAL_OR_EMPTY: Kind = Kind::Either(&[Kind::DecimalText, Kind::Constant("")]);
/// Milliseconds, zero where it has not happened.
pub(super) const MILLIS_OR_ZERO: Kind = Kind::Either(&[Kind::Millis, Kind::IntegerConstant(0)]);
/// Text on the page, an integer in the Go client.
pub(super) const TEXT_OR_INTEGER: Kind = Kind::Either(&[Kind::TEXT, Kind::INT64]);
