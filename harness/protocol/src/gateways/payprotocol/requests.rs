//! What the merchant asks of Pay Protocol.
//!
//! Paths are those of the pages, below the API base `https://api.payprotocol.network/api/mer`; the path in the signed
//! bytes begins with `/api/mer` (A2). Numbers in notes are those of the contradictions listed in the gateway's
//! documents.

use crate::message::{Field, IntegerValue, Kind, Message, Pattern};

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub static CREATE_PAYMENT_ORDER: Message = Message {
    id: "payprotocol/create-payment-order",
    path: "/payment/createPaymentOrder",
    about: "Opens a payment order and asks for the link of its payment page.",
    fields: &[
        Field::required(
            "chainId",
            Kind::IntegerOrText,
            "A19: integer, text in the vendor's plugin; the platform's own id",
        ),
        Field::required("description", TEXT, "length not documented"),
        Field::required("outTradeNo", FILLED, "the merchant's; length and alphabet not documented"),
        Field::required("isLegalTender", Kind::IntegerEnumeration(LEGAL_TENDER), "whether the quote is in fiat"),
        Field::required("quoteCurrencySymbol", Kind::Pattern(Pattern::Symbol), "ISO 4217 if fiat, else such as `USDT`"),
        Field::required("quoteAmount", Kind::DecimalText, "positive, in whole units"),
        Field::required("notifyUrl", Kind::Url, "public https; nothing else can be called back"),
        Field::optional("redirectionUrl", Kind::Url, "A17: optional here, to be configured in the quick start"),
        Field::optional("tagName", TEXT, "A12: only in a tutorial; the tag must exist"),
        Field::optional("tagId", TEXT, "A12: older name of `tagName`"),
    ],
    examples: &["create-payment-order.request.1.json"],
    source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
    ..Message::REQUEST
};

const LEGAL_TENDER: &[IntegerValue] =
    &[IntegerValue { value: 0, about: "crypto" }, IntegerValue { value: 1, about: "fiat" }];

const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };
const FILLED: Kind = Kind::Text { min: 1, max: usize::MAX };

/// All requests.
pub const ALL: &[&Message] = &[&CREATE_PAYMENT_ORDER];
