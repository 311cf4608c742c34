//! What the merchant asks of Pelago.
//!
//! Signed calls carry `{"data":{…},"signature":"…"}`, signed with the merchant's key; the others are authorised by the
//! app key in their header alone. The newer copy of the pages shows examples and hides most flags, so members known
//! only from there are expected, not demanded. Numbers in notes (`A5`, `H28`) are those of the contradictions and
//! hazards listed in the gateway's documents.

use super::callbacks::SCENARIOS;
use super::responses;
use crate::message::{Carrier, Field, Kind, Message, Pattern, Published};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071106>
pub static GET_RATE: Message = Message {
    id: "pelago/get-rate",
    path: "/openapi/fiat/getRate",
    signed: false,
    about: "Asks for the exchange rate of two currencies.",
    headers: &[APP_KEY_OF_2025],
    fields: &[Field::required("baseCurrency", Kind::FILLED, ""), Field::required("targetCurrency", Kind::FILLED, "")],
    answer: Some(&responses::GET_RATE_RESPONSE),
    examples: &["get-rate.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071106",
    ..Message::REQUEST
};

/// Obsolete. <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071107>
pub static GET_PAY_PRODUCTS: Message = Message {
    id: "pelago/get-pay-products",
    path: "/openapi/fiat/getPayProducts",
    signed: false,
    about: "Obsolete: lists the fiat products of a country.",
    headers: &[APP_KEY_OF_2025],
    fields: &[Field::required("country", Kind::FILLED, "")],
    answer: Some(&responses::GET_PAY_PRODUCTS_RESPONSE),
    examples: &["get-pay-products.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071107",
    ..Message::REQUEST
};

/// Obsolete. <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108>
pub static FIAT_CREATE_ORDER: Message = Message {
    id: "pelago/fiat-create-order",
    path: "/openapi/fiat/createOrder",
    about: "Obsolete: opens a fiat order whose checkout the merchant renders.",
    fields: &[Field::required("data", Kind::Object(NEW_FIAT_ORDER), ""), SIGNATURE],
    answer: Some(&responses::FIAT_CREATE_ORDER_RESPONSE),
    examples: &["fiat-create-order.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108",
    ..Message::REQUEST
};

/// `data` of [`FIAT_CREATE_ORDER`].
pub const NEW_FIAT_ORDER: &[Field] = &[
    Field::required("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    Field::required("merchantId", MERCHANT_ID, "A12"),
    Field::required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    Field::required("orderAmount", Kind::DecimalTextOrNumber, "A5: number here, text in the answer"),
    Field::required("productId", PRODUCT_ID, "A22: text here, integer in the list of products"),
    Field::required("orderCountry", Kind::Pattern(Pattern::CountryCode), "the page's own example breaks it"),
    Field::required("orderCurrency", Kind::Pattern(Pattern::FiatCode), "the page's own example breaks it"),
    TIMESTAMP,
    NONCE,
    Field::optional("notifyUrl", Kind::Url, ""),
    Field::optional("redirectUrl", Kind::Url, ""),
];

/// Obsolete. <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071110>
pub static CREATE_PELAGO_ORDER: Message = Message {
    id: "pelago/create-pelago-order",
    path: "/openapi/fiat/createPelagoOrder",
    about: "Obsolete: opens a fiat order on Pelago's own cashier page.",
    fields: &[Field::required("data", Kind::Object(NEW_PELAGO_ORDER), ""), SIGNATURE],
    examples: &["create-pelago-order.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071110",
    ..Message::REQUEST
};

/// `data` of [`CREATE_PELAGO_ORDER`].
pub const NEW_PELAGO_ORDER: &[Field] = &[
    Field::required("merchantId", MERCHANT_ID, "A12: integer here, text elsewhere"),
    Field::required("orderNumber", Kind::Pattern(Pattern::OrderId), "`merchantOrderId` in the other calls"),
    Field::required("orderAmount", Kind::DecimalTextOrNumber, "at least 0.01; A5: number here"),
    Field::required("orderCountry", Kind::Pattern(Pattern::CountryCode), ""),
    Field::required("orderCurrency", Kind::Pattern(Pattern::FiatCode), ""),
    TIMESTAMP,
    NONCE,
    Field::optional("notifyUrl", Kind::Url, ""),
    Field::optional("redirectUrl", Kind::Url, ""),
];

/// Obsolete. <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300821034>
pub static GET_ORDER_INFO: Message = Message {
    id: "pelago/get-order-info",
    path: "/openapi/fiat/getOrderInfo",
    about: "Obsolete: asks for a fiat order; signed, but without a time or nonce.",
    fields: &[Field::required("data", Kind::Object(ASKED_ORDER), ""), SIGNATURE],
    answer: Some(&responses::GET_ORDER_INFO_RESPONSE),
    examples: &["get-order-info.request.json"],
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300821034",
    ..Message::REQUEST
};

/// `data` of [`GET_ORDER_INFO`].
pub const ASKED_ORDER: &[Field] = &[Field::required("pelagoOrderId", Kind::Pattern(Pattern::OrderId), "")];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991>
pub static CHECK_ORDER_INFO: Message = Message {
    id: "pelago/check-order-info",
    path: "/openapi/merchant/checkOrderInfo",
    about: "Asks whether an order of that merchant and amount exists.",
    fields: &[Field::required("data", Kind::Object(CHECKED_ORDER), ""), SIGNATURE],
    answer: Some(&responses::CHECK_ORDER_INFO_RESPONSE),
    examples: &["check-order-info.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991",
    ..Message::REQUEST
};

/// `data` of [`CHECK_ORDER_INFO`].
pub const CHECKED_ORDER: &[Field] = &[
    Field::expected("pelagoOrderId", Kind::Pattern(Pattern::OrderId), ""),
    Field::expected("merchantId", MERCHANT_ID, "A12"),
    Field::expected("orderAmount", Kind::DecimalTextOrNumber, "A5: number here"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-410397240>
pub static V2_CREATE_ORDER: Message = Message {
    id: "pelago/v2-create-order",
    path: "/openapi/v2.0/order/create",
    about: "Opens an order of either product; signed without a time or nonce, so a repetition cannot be told.",
    fields: &[Field::required("data", Kind::Object(NEW_V2_ORDER), ""), SIGNATURE],
    answer: Some(&responses::V2_CREATE_ORDER_RESPONSE),
    examples: &["v2-create-order.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-410397240",
    ..Message::REQUEST
};

/// `data` of [`V2_CREATE_ORDER`].
pub const NEW_V2_ORDER: &[Field] = &[
    Field::expected("merchantId", MERCHANT_ID, "A12"),
    Field::expected("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    Field::expected("orderAmount", Kind::DecimalText, "A5: text here; H28: not a float from a rate service"),
    Field::expected("orderCurrency", Kind::Pattern(Pattern::FiatCode), "the vendor's plugin always sends USD"),
    Field::expected("notifyUrl", Kind::Url, ""),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744>
pub static V2_ORDER_QUERY: Message = Message {
    id: "pelago/v2-order-query",
    method: "GET",
    path: "/openapi/v2.0/order/query/{pelagoOrderId}",
    signed: false,
    carrier: Carrier::Query,
    about: "Asks for an order of either product.",
    fields: &[Field::required(
        "pelagoOrderId",
        Kind::Pattern(Pattern::OrderId),
        "A19: the example's answer names another order",
    )],
    answer: Some(&responses::V2_ORDER_QUERY_RESPONSE),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744",
    ..Message::REQUEST
};

/// Obsolete. <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308274802>
pub static CRYPTO_CREATE_ORDER: Message = Message {
    id: "pelago/crypto-create-order",
    path: "/merchant-api/crypto-order",
    about: "Obsolete: opens a crypto order.",
    headers: &[Field::optional(
        "Merchant-App-Key",
        Kind::FILLED,
        "what the vendor's plugins sent instead of X-App-Key",
    )],
    fields: &[Field::required("data", Kind::Object(NEW_CRYPTO_ORDER), ""), SIGNATURE],
    answer: Some(&responses::CRYPTO_CREATE_ORDER_RESPONSE),
    examples: &["crypto-create-order.request.json", "crypto-create-order.request.2.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308274802",
    ..Message::REQUEST
};

/// `data` of [`CRYPTO_CREATE_ORDER`].
pub const NEW_CRYPTO_ORDER: &[Field] = &[
    Field::required("merchantId", MERCHANT_ID, "A12"),
    Field::required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32 in one copy of the page"),
    Field::required("amount", Kind::DecimalTextOrNumber, "number on the page; one plugin sends text"),
    Field::optional("coinId", Kind::TEXT, "`ETHEREUM-USDC` in the capture, `USDT-ERC20` from a plugin"),
    Field::optional("country", Kind::TEXT, ""),
    Field::optional("notifyUrl", Kind::Url, ""),
    Field::optional("redirectUrl", Kind::Url, ""),
    Field::required("timestamp", Kind::MillisOrText, "`^\\d{13}$`; one plugin sends an integer"),
    Field::required("nonce", Kind::Either(&[Kind::FILLED, Kind::COUNT]), "text; one plugin sends an integer"),
];

/// Known from an older version of the vendor's plugin only.
/// <https://github.com/Airswiftio/WooCommerce_Airswift_Plugin>
pub static CRYPTO_ORDER_DETAIL: Message = Message {
    id: "pelago/crypto-order-detail",
    method: "GET",
    path: "/merchant-api/crypto-order/{orderId}",
    signed: false,
    carrier: Carrier::Query,
    about: "Asks for a crypto order; no page has it, a plugin called it before shipping until it was taken out.",
    fields: &[Field::required("orderId", ORDER_NUMBER, "A20")],
    published: Published::Part,
    source: "https://github.com/Airswiftio/WooCommerce_Airswift_Plugin",
    ..Message::REQUEST
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613>
pub static CRYPTO_REFUND: Message = Message {
    id: "pelago/crypto-refund",
    path: "/openapi/crypto/refund",
    about: "Sends money of a crypto order back.",
    fields: &[Field::required("data", Kind::Object(NEW_REFUND), ""), SIGNATURE],
    answer: Some(&responses::CRYPTO_REFUND_RESPONSE),
    examples: &["crypto-refund.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613",
    ..Message::REQUEST
};

/// `data` of [`CRYPTO_REFUND`].
pub const NEW_REFUND: &[Field] = &[
    Field::expected("merchantId", MERCHANT_ID, "A12"),
    Field::expected(
        "pelagoOrderId",
        Kind::Pattern(Pattern::OrderId),
        "the crypto notify never names it, only `orderId`",
    ),
    Field::expected("merchantRefundId", Kind::Limited { pattern: Pattern::OrderId, min: 1, max: 32 }, "A24"),
    Field::expected("refundAmount", Kind::DecimalTextOrNumber, "number here, text in the answer"),
    Field::required("refundReason", Kind::TEXT, ""),
    Field::expected("timestamp", Kind::MillisText, "`^\\d{13}$`"),
    Field::expected("nonce", Kind::FILLED, ""),
    Field::optional("notifyUrl", Kind::Url, "what is sent there is not documented"),
];

/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308306081>
pub static CRYPTO_WITHDRAW: Message = Message {
    id: "pelago/crypto-withdraw",
    path: "/openapi/crypto/withdraw",
    about: "Moves balances out to addresses; nothing in it but the nonce tells a repetition.",
    fields: &[Field::required("data", Kind::Object(NEW_WITHDRAWAL), ""), SIGNATURE],
    examples: &["crypto-withdraw.request.json"],
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308306081",
    ..Message::REQUEST
};

/// `data` of [`CRYPTO_WITHDRAW`].
pub const NEW_WITHDRAWAL: &[Field] = &[
    Field::required("merchantId", MERCHANT_ID, "A12"),
    TIMESTAMP,
    NONCE,
    Field::optional("orders", Kind::List(WITHDRAWN), "A10: how a list is signed is not documented, so none is"),
];

/// One of `orders` of [`CRYPTO_WITHDRAW`].
pub const WITHDRAWN: &[Field] = &[
    Field::expected("coinId", Kind::FILLED, ""),
    Field::expected("amount", Kind::DecimalTextOrNumber, "number here"),
    Field::expected("address", Kind::FILLED, ""),
    Field::expected("remark", Kind::TEXT, ""),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-322489580>
pub static CRYPTO_PAYOUT: Message = Message {
    id: "pelago/crypto-payout",
    path: "/openapi/crypto/payout",
    about: "Pays out to an address; nothing in it but the nonce tells a repetition.",
    fields: &[Field::required("data", Kind::Object(NEW_PAYOUT), ""), SIGNATURE],
    examples: &["crypto-payout.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-322489580",
    ..Message::REQUEST
};

/// `data` of [`CRYPTO_PAYOUT`].
pub const NEW_PAYOUT: &[Field] = &[
    Field::expected("merchantId", MERCHANT_ID, "A12"),
    Field::expected("coinId", Kind::FILLED, ""),
    Field::expected("payoutAmount", Kind::DecimalTextOrNumber, "number here"),
    Field::expected("payoutAddress", Kind::FILLED, ""),
    Field::expected("remark", Kind::TEXT, ""),
    Field::expected("timestamp", Kind::TEXT, "13 digits in the other calls"),
    Field::expected("nonce", Kind::TEXT, ""),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783653>
pub static X402_PAY_METHODS: Message = Message {
    id: "pelago/x402-pay-methods",
    method: "GET",
    path: "/openapi/crypto/x402/pay-methods",
    signed: false,
    carrier: Carrier::Query,
    about: "Asks for the networks and assets that can be paid in by x402.",
    headers: &[MERCHANT_APP_KEY],
    answer: Some(&responses::X402_PAY_METHODS_RESPONSE),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783653",
    ..Message::REQUEST
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783688>
pub static X402_CREATE_ORDER: Message = Message {
    id: "pelago/x402-create-order",
    path: "/openapi/crypto/x402/order",
    signed: false,
    about: "Opens an x402 order and, called again with a payment in its header, confirms it.",
    headers: X402_HEADERS,
    fields: &[Field::expected("description", Kind::TEXT, "neither amount nor order id beside it")],
    answer: Some(&responses::X402_CREATE_ORDER_RESPONSE),
    payment_required: Some(&responses::X402_PAYMENT_REQUIRED),
    examples: &["x402-create-order.request.json", "x402-x-payment-header.request.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783688",
    ..Message::REQUEST
};

/// Headers of [`X402_CREATE_ORDER`].
pub const X402_HEADERS: &[Field] = &[
    MERCHANT_APP_KEY,
    Field::optional(
        "X-PAYMENT",
        Kind::Base64Json(X_PAYMENT),
        "without a valid one the answer is 402; H30: `PAYMENT-SIGNATURE` is the name of x402 v2",
    ),
];

/// The document inside `X-PAYMENT`: that of x402 v1, with another payload.
/// <https://github.com/coinbase/x402>
pub const X_PAYMENT: &[Field] = &[
    Field::required("x402Version", Kind::IntegerConstant(1), ""),
    Field::required("scheme", Kind::Enumeration(responses::X402_SCHEMES), ""),
    Field::required("network", Kind::FILLED, "`bsc-mainnet`: neither a name of the x402 list nor CAIP-2"),
    Field::required("payload", Kind::Object(X402_PAYLOAD), ""),
];

/// `payload` of [`X_PAYMENT`]. Pelago's example has an amount and a hash where x402 v1 has `authorization`: the payer
/// has sent the transfer already.
pub const X402_PAYLOAD: &[Field] = &[
    Field::expected("signature", Kind::FILLED, "shortened in the example; EIP-712 in x402 v1"),
    Field::expected("amount", Kind::ScaledText, "atomic units; H29: 6 or 18 decimals, the message does not say"),
    Field::expected("txHash", Kind::FILLED, "H29: public, so no proof of who paid for what"),
    Field::optional("authorization", Kind::Object(X402_AUTHORIZATION), "of x402 v1; Pelago does not show it"),
];

/// `authorization` of [`X402_PAYLOAD`]: what EIP-3009 signs.
pub const X402_AUTHORIZATION: &[Field] = &[
    Field::required("from", Kind::FILLED, "the payer"),
    Field::required("to", Kind::FILLED, ""),
    Field::required("value", Kind::ScaledText, "atomic units"),
    Field::required("validAfter", Kind::Pattern(Pattern::Digits), "a text"),
    Field::required("validBefore", Kind::Pattern(Pattern::Digits), "a text"),
    Field::required("nonce", Kind::FILLED, "32 bytes"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979>
pub static X402_QUERY_ORDER: Message = Message {
    id: "pelago/x402-query-order",
    method: "GET",
    path: "/openapi/crypto/x402/order/{orderId}",
    signed: false,
    carrier: Carrier::Query,
    about: "Asks for an x402 order.",
    headers: &[MERCHANT_APP_KEY],
    fields: &[Field::required("orderId", Kind::FILLED, "A25: the description calls it `paymentId`")],
    answer: Some(&responses::X402_QUERY_ORDER_RESPONSE),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979",
    ..Message::REQUEST
};

// Members and headers of several calls.
const SIGNATURE: Field = Field::required("signature", Kind::Signature, "over the values of `data`");
const TIMESTAMP: Field =
    Field::required("timestamp", Kind::MillisText, "`^\\d{13}$`; A17, H27: one page's example has seconds");
const NONCE: Field = Field::required("nonce", Kind::FILLED, "length not documented; plugins send six digits");
const MERCHANT_APP_KEY: Field = Field::required("Merchant-App-Key", Kind::FILLED, "instead of X-App-Key");
const APP_KEY_OF_2025: Field =
    Field::optional("Merchant-App-Key", Kind::FILLED, "beside X-App-Key in the copy of 2025");

/// Text on most pages, an integer on one and in the captured notification.
pub(super) const MERCHANT_ID: Kind = Kind::Either(&[Kind::FILLED, Kind::COUNT]);
/// Text where it is sent, an integer where it is listed.
pub(super) const PRODUCT_ID: Kind = Kind::Either(&[Kind::FILLED, Kind::INT64]);
/// `CO` and 19 digits in the captured notification, an integer on the page that creates it.
pub(super) const ORDER_NUMBER: Kind = Kind::Either(&[Kind::Pattern(Pattern::OrderId), Kind::INT64]);

/// All requests.
pub const ALL: &[&Message] = &[
    &GET_RATE,
    &GET_PAY_PRODUCTS,
    &FIAT_CREATE_ORDER,
    &CREATE_PELAGO_ORDER,
    &GET_ORDER_INFO,
    &CHECK_ORDER_INFO,
    &V2_CREATE_ORDER,
    &V2_ORDER_QUERY,
    &CRYPTO_CREATE_ORDER,
    &CRYPTO_ORDER_DETAIL,
    &CRYPTO_REFUND,
    &CRYPTO_WITHDRAW,
    &CRYPTO_PAYOUT,
    &X402_PAY_METHODS,
    &X402_CREATE_ORDER,
    &X402_QUERY_ORDER,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::violations;
    use crate::wire::Object;
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    /// The headers as members, so that their tables can be tried on a document.
    static HEADERS: Message = Message { fields: X402_HEADERS, ..Message::REQUEST };

    /// As the page prints it.
    const PRINTED: &str = "eyJ4NDAyVmVyc2lvbiI6MSwic2NoZW1lIjoiZXhhY3QiLCJuZXR3b3JrIjoiYnNjLW1haW5uZXQiLCJwYXlsb2FkIjp7\
                           ImFtb3VudCI6IjI2MDAwMDAiLCJzaWduYXR1cmUiOiIweDU1Li4iLCJ0eEhhc2giOiIweDEyMy4uIn19";

    /// Places and kinds of what the tables object to.
    fn objections(payment: &str) -> Vec<String> {
        let headers = format!(r#"{{"Merchant-App-Key":"TESTkey1","X-PAYMENT":"{payment}"}}"#);
        let found = violations(&HEADERS, &Object::parse(&headers).unwrap());
        found.into_iter().map(|refused| format!("{} {}", refused.code.name(), refused.place)).collect()
    }

    fn encoded(document: &str) -> String {
        BASE64_STANDARD.encode(document)
    }

    #[test]
    fn the_printed_payment_header_holds_the_documented_members() {
        assert!(objections(PRINTED).is_empty());
        let text = String::from_utf8(BASE64_STANDARD.decode(PRINTED).unwrap()).unwrap();
        assert_eq!(text, include_str!("../../../../../corpus/examples/pelago/x402-x-payment-header.request.json"));
        let payment = Object::parse(&text).unwrap();
        let raw = |object: &Object<'_>, name: &str| object.get(name).unwrap().raw().to_owned();
        assert_eq!(
            ["x402Version", "scheme", "network"].map(|name| raw(&payment, name)),
            ["1", "\"exact\"", "\"bsc-mainnet\""]
        );
        let payload = payment.get("payload").unwrap();
        let payload = Object::parse(payload.raw()).unwrap();
        assert_eq!(
            ["amount", "signature", "txHash"].map(|name| raw(&payload, name)),
            ["\"2600000\"", "\"0x55..\"", "\"0x123..\""]
        );
    }

    #[test]
    fn a_payment_header_of_the_protocol_itself_fits_too() {
        let of_v1 = r#"{"x402Version":1,"scheme":"exact","network":"base-sepolia","payload":{"signature":"0x2d6a",
            "authorization":{"from":"0x857b","to":"0x2096","value":"10000","validAfter":"1740672089",
            "validBefore":"1740672154","nonce":"0xf374"}}}"#;
        assert_eq!(objections(&encoded(of_v1)), Vec::<String>::new());
    }

    #[test]
    fn another_version_and_another_alphabet_are_no_payment() {
        let of_v2 = r#"{"x402Version":2,"accepted":{},"payload":{"amount":2.6}}"#;
        let found = objections(&encoded(of_v2));
        assert_eq!(
            found,
            [
                "member-kind /X-PAYMENT→/x402Version",
                "missing-member /X-PAYMENT→/scheme",
                "missing-member /X-PAYMENT→/network",
                "member-kind /X-PAYMENT→/payload/amount",
            ]
        );
        // H30: without padding, in the URL's alphabet; and not encoded at all.
        for text in ["e30", "e30-", "{}"] {
            assert_eq!(objections(text), ["member-kind /X-PAYMENT"], "{text}");
        }
    }
}
