//! Members and headers that several requests share.

use crate::message::{Field, Kind, Pattern, Value};

/// Whom an institution speaks for; not signed. Optional, since the same paths serve merchants too.
pub(super) const ON_BEHALF_OF: Field =
    Field::optional("X-GatePay-On-Behalf-Of", Kind::FILLED, "A9: sub-account or institution, not signed");
/// The same where an institution is the only caller.
pub(super) const ON_BEHALF_OF_REQUIRED: Field =
    Field::required("X-GatePay-On-Behalf-Of", Kind::FILLED, "A9: the other account of charge or transfer, not signed");

/// The merchant's order number.
pub(super) const TRADE_NO: Field = Field::required("merchantTradeNo", TRADE_NO_KIND, TRADE_NO_NOTE);
/// The merchant's order number, where the gateway's does too.
pub(super) const TRADE_NO_OF_TWO: Field =
    Field::expected("merchantTradeNo", TRADE_NO_KIND, "this or `prepayId`; A17: length");
/// The gateway's order number, where the merchant's does too.
pub(super) const PREPAY_ID_OF_TWO: Field = Field::expected("prepayId", Kind::FILLED, "this or `merchantTradeNo`");
const TRADE_NO_KIND: Kind = Kind::Limited { pattern: Pattern::OrderId, min: 1, max: 100 };
const TRADE_NO_NOTE: &str = "unique, the same when retrying (H30); A17: 5 to 32, at most 32 bytes, or at most 100";

/// Where the order is shown.
pub(super) const ENV: Field = Field::required("env", Kind::Object(ENVIRONMENT), "");
const ENVIRONMENT: &[Field] = &[Field::required("terminalType", Kind::Enumeration(TERMINAL_TYPES), "")];

/// Where an order can be shown.
pub(in crate::gateways::gatepay) const TERMINAL_TYPES: &[Value] = &[
    Value { name: "APP", about: "mobile application" },
    Value { name: "WEB", about: "web site" },
    Value { name: "WAP", about: "mobile web site" },
    Value { name: "MINIAPP", about: "mini application" },
    Value { name: "OTHERS", about: "anything else" },
];

/// `goods` where a type is shown.
pub(super) const GOODS: &[Field] =
    &[Field::optional("goodsType", Kind::TEXT, "words are not listed"), GOODS_NAME, GOODS_DETAIL];
/// `goods` where none is.
pub(super) const PLAIN_GOODS: &[Field] = &[GOODS_NAME, GOODS_DETAIL];
const GOODS_NAME: Field = Field::required("goodsName", Kind::at_most(160), "limit of the legacy manual");
const GOODS_DETAIL: Field = Field::optional("goodsDetail", Kind::at_most(256), "limit of the legacy manual");

/// The order's currency.
pub(super) const CURRENCY: Field = Field::expected("currency", SYMBOL, "required without `fiatCurrency`");
/// The order's amount.
pub(super) const ORDER_AMOUNT: Field = Field::expected(
    "orderAmount",
    Kind::DecimalText,
    "required without `fiatAmount`; A18: 2 or 6 decimals; A19: 0.0001 to 5000000",
);
/// The price in fiat: currency.
pub(super) const FIAT_CURRENCY: Field =
    Field::optional("fiatCurrency", Kind::Pattern(Pattern::FiatCode), "instead of `currency`");
/// The price in fiat: amount.
pub(super) const FIAT_AMOUNT: Field = Field::optional("fiatAmount", Kind::DecimalText, "instead of `orderAmount`");
/// When the order lapses.
pub(super) const EXPIRE_TIME: Field =
    Field::optional("orderExpireTime", Kind::Millis, "by default, and at most, an hour ahead");
/// Where the payer's browser goes.
pub(super) const RETURN_URL: Field = Field::optional("returnUrl", Kind::at_most(512), BROWSER_NOTE);
/// Where the payer's browser goes after giving up.
pub(super) const CANCEL_URL: Field = Field::optional("cancelUrl", Kind::at_most(512), BROWSER_NOTE);
const BROWSER_NOTE: &str = "for the browser, proves nothing (H26); at most 256 by text, 512 by schema";
/// The merchant's channel.
pub(super) const CHANNEL_ID: Field = Field::optional("channelId", Kind::at_most(32), "");
/// The merchant as a user of Gate.
pub(super) const MERCHANT_USER_ID: Field = Field::required("merchantUserId", Kind::COUNT, "the merchant's Gate UID");
/// The chain to pay on.
pub(super) const CHAIN: Field = Field::required("chain", Kind::FILLED, "Gate's own name of it");
/// Currency and chain in one.
pub(super) const FULL_CURR_TYPE: Field = Field::required("fullCurrType", Kind::FILLED, "`CURRENCY_CHAIN`");
/// What the payer pays on top.
pub(super) const SURCHARGE_AMOUNT: Field =
    Field::optional("surchargeAmount", Kind::DecimalText, "fee that the payer bears");
/// How much may be missing.
pub(super) const TOLERANCE_AMOUNT: Field =
    Field::optional("toleranceAmount", Kind::DecimalText, "what may be missing; newest Go client only");
/// The currency to pay with.
pub(super) const PAY_CURRENCY: Field = Field::optional("payCurrency", SYMBOL, "");
/// The currency to be credited.
pub(super) const ACTUAL_CURRENCY: Field = Field::optional("actualCurrency", SYMBOL, "settlement currency");

/// The merchant's number of a refund.
pub(super) const REFUND_REQUEST_ID: Field = Field::required(
    "refundRequestId",
    Kind::Text { min: 1, max: 32 },
    "unique, and to be repeated when retrying (H30)",
);
/// The order to be refunded.
pub(super) const PREPAY_ID: Field = Field::required("prepayId", Kind::FILLED, "");
/// What goes back.
pub(super) const REFUND_AMOUNT: Field =
    Field::required("refundAmount", Kind::DecimalText, "at most the order's amount");
/// The Gate user who gets a refund.
pub(super) const RECEIVER_ID: Field =
    Field::required("receiverId", Kind::IntegerOrText, "number in the examples, text in one schema");

/// A channel with a static address.
pub(super) const FIXED_CHANNEL_ID: Field =
    Field::required("channelId", Kind::Limited { pattern: Pattern::OrderId, min: 1, max: 50 }, "");
/// Where deposits on a static address are told.
pub(super) const CALLBACK_URL: Field =
    Field::optional("callbackUrl", Kind::Url, "of this address alone; saving again replaces it");

/// A currency symbol.
pub(super) const SYMBOL: Kind = Kind::Pattern(Pattern::Symbol);
