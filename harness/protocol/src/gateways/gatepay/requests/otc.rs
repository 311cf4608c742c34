//! Fiat on and off the ramp.

use super::members::{ON_BEHALF_OF, SYMBOL};
use crate::gateways::gatepay::responses::otc;
use crate::message::{Carrier, Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote>
pub static OTC_QUOTE: Message = Message {
    id: "gatepay/otc-quote",
    path: "/withdraw/open/otc/api/v1/quote",
    other_paths: &["/withdraw/open/institution/otc/api/v1/quote"],
    about: "Asks for a rate that holds for a minute.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        Field::required("cryptoCurrency", Kind::Enumeration(CRYPTO_CURRENCIES), ""),
        Field::required("fiatCurrency", Kind::Enumeration(FIAT_CURRENCIES), ""),
        Field::required("side", Kind::Enumeration(SIDES), ""),
        Field::required("type", Kind::Enumeration(TYPES), ""),
        Field::optional("cryptoAmount", Kind::DecimalText, "required when `side` is `CRYPTO`"),
        Field::optional(
            "fiatAmount",
            Kind::DecimalText,
            "required when `side` is `FIAT`, and missing in the page's example of it",
        ),
    ],
    answer: Some(&otc::OTC_QUOTE_RESPONSE),
    examples: &["otc_quote.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote",
    ..Message::REQUEST
};

const CRYPTO_CURRENCIES: &[Value] =
    &[Value { name: "USDT", about: "on all pages" }, Value { name: "USDC", about: "not on the legacy page" }];

const FIAT_CURRENCIES: &[Value] = &[Value { name: "USD", about: "US dollar" }];

const SIDES: &[Value] = &[
    Value { name: "CRYPTO", about: "the amount is in crypto" },
    Value { name: "FIAT", about: "the amount is in fiat" },
];

/// Which way the money goes.
pub const TYPES: &[Value] = &[
    Value { name: "BUY", about: "buy crypto" },
    Value { name: "SELL", about: "sell crypto; the only one on the legacy page" },
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create>
pub static OTC_RECHARGE: Message = Message {
    id: "gatepay/otc-recharge",
    path: "/open/otc/api/recharge",
    about: "Orders crypto for fiat.",
    fields: &[QUOTE_TOKEN, BANK_ACCOUNT_ID, CRYPTO_CURRENCY, FIAT, CRYPTO_AMOUNT, FIAT_PART, TYPE, CLIENT_ORDER_ID],
    answer: Some(&otc::OTC_RECHARGE_RESPONSE),
    examples: &["otc_recharge.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-detail>
pub static OTC_RECHARGE_DETAIL: Message = Message {
    id: "gatepay/otc-recharge-detail",
    method: "GET",
    path: "/open/otc/api/recharge/detail",
    carrier: Carrier::Query,
    about: "Asks for an order of crypto; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&otc::OTC_RECHARGE_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-detail",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_CREATE: Message = Message {
    id: "gatepay/otc-order-create",
    path: "/withdraw/open/otc/api/order/create",
    about: "Orders fiat for crypto.",
    fields: &[QUOTE_TOKEN, BANK_ACCOUNT_ID, CRYPTO_CURRENCY, FIAT, CRYPTO_AMOUNT, FIAT_PART, TYPE, CLIENT_ORDER_ID],
    answer: Some(&otc::OTC_ORDER_CREATE_RESPONSE),
    examples: &["otc_order_create.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_LIST: Message = Message {
    id: "gatepay/otc-order-list",
    path: "/withdraw/open/otc/api/order/list",
    about: "Lists orders of fiat; only named.",
    published: Published::Nothing,
    answer: Some(&otc::OTC_ORDER_LIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_DETAIL: Message = Message {
    id: "gatepay/otc-order-detail",
    method: "GET",
    path: "/withdraw/open/otc/api/order/detail",
    carrier: Carrier::Query,
    about: "Asks for an order of fiat; only named, and not with which method.",
    published: Published::Nothing,
    answer: Some(&otc::OTC_ORDER_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::REQUEST
};

const QUOTE_TOKEN: Field = Field::expected("quoteToken", Kind::FILLED, "of a quote, good for 60 s");
const BANK_ACCOUNT_ID: Field = Field::expected("bankAccountId", Kind::FILLED, "");
const CRYPTO_CURRENCY: Field = Field::expected("cryptoCurrency", SYMBOL, "");
const FIAT: Field = Field::expected("fiatCurrency", SYMBOL, "");
const CRYPTO_AMOUNT: Field = Field::expected("cryptoAmount", Kind::DecimalText, "");
const FIAT_PART: Field = Field::expected("fiatAmount", Kind::DecimalText, "");
const TYPE: Field = Field::expected("type", Kind::Enumeration(TYPES), "");
const CLIENT_ORDER_ID: Field = Field::expected("clientOrderId", Kind::FILLED, "the merchant's");

/// All of this area.
pub const ALL: &[&Message] =
    &[&OTC_QUOTE, &OTC_RECHARGE, &OTC_RECHARGE_DETAIL, &OTC_ORDER_CREATE, &OTC_ORDER_LIST, &OTC_ORDER_DETAIL];
