//! What PayCools sends of its own accord.
//!
//! Numbers in notes (`15`, `16`) are those of the contradictions listed in the gateway's documents.

use crate::message::{Field, Kind, Message, Value};

/// Section 3.2.3, Indonesia, dynamic order. <https://docs.paycools.com/en/v1/296682502e0>
pub static PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/payment-notification",
    path: "notifyUrl",
    about: "A payment was completed or failed.",
    fields: &[SIGN, Field::required("param", Kind::Nested(PAYMENT_PARAM), "the signed text itself")],
    examples: &["payment_notification_id_dynamic.callback.json"],
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::CALLBACK
};

/// `param` of [`PAYMENT_NOTIFICATION`].
pub const PAYMENT_PARAM: &[Field] = &[
    Field::required("eventName", Kind::Enumeration(PAYMENT_EVENTS), ""),
    Field::required("mchOrderId", Kind::Text { min: 1, max: 32 }, "17: letters and digits, yet a sample has `_`"),
    Field::required("transactionId", Kind::Text { min: 1, max: 32 }, "names the payment; letters and digits"),
    Field::required("amount", Kind::Integer { min: 0, max: i64::MAX }, "18: IDR in whole units, others in hundredths"),
    Field::required(
        "transactionStatus",
        Kind::Enumeration(TRANSACTION_STATUSES),
        "11: COMPLETED here, COMPLETE elsewhere",
    ),
    Field::required("createTime", Kind::DateTimeText, "`2023-01-01 09:38:06`; zone unknown"),
    Field::required("returnTime", Kind::DateTimeText, "when it ended, same spelling; zone unknown"),
    Field::required("channelCode", Kind::Text { min: 1, max: usize::MAX }, "such as `ID_BCA_VA`; an open set"),
    Field::expected("remark", TEXT, "the request's; 16: required here, optional elsewhere"),
    Field::optional(
        "failedCode",
        Kind::Integer { min: i64::MIN, max: i64::MAX },
        "negative; 15: 1001 on English pages",
    ),
    Field::optional("failedMessage", TEXT, "16"),
    Field::optional("sign", TEXT, "7: in samples, in no table; left over from an older protocol, to be ignored"),
];

// Members of every callback.
const SIGN: Field = Field::required("sign", Kind::Signature, "2: 344 characters of base64; tables show 40 of hex");

const PAYMENT_EVENTS: &[Value] = &[
    Value { name: "order.payment.success", about: "paid" },
    Value { name: "order.payment.failed", about: "not paid; inferred from the static order's event" },
];

const TRANSACTION_STATUSES: &[Value] = &[
    Value { name: "PENDING", about: "not decided" },
    Value { name: "COMPLETED", about: "paid" },
    Value { name: "FAILED", about: "not paid" },
];

const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };

/// All callbacks.
pub const ALL: &[&Message] = &[&PAYMENT_NOTIFICATION];
