//! What PayCools sends of its own accord.
//!
//! Numbers in notes (`15`, `16`) are those of the contradictions listed in the gateway's documents.

use crate::message::{Direction, Field, Kind, Message, Presence, Value};

/// Section 3.2.3, Indonesia, dynamic order. <https://docs.paycools.com/en/v1/296682502e0>
pub static PAYMENT_NOTIFICATION: Message = Message {
    id: "paycools/payment-notification",
    direction: Direction::Callback,
    method: "POST",
    path: "notifyUrl",
    signed: true,
    about: "A payment was completed or failed.",
    fields: &[SIGN, required("param", Kind::Nested(PAYMENT_PARAM), "the signed text itself")],
    examples: &["payment_notification_id_dynamic.callback.json"],
    source: "https://docs.paycools.com/en/v1/296682502e0",
};

/// `param` of [`PAYMENT_NOTIFICATION`].
pub const PAYMENT_PARAM: &[Field] = &[
    required("eventName", Kind::Enumeration(PAYMENT_EVENTS), ""),
    required("mchOrderId", Kind::Text { min: 1, max: 32 }, "17: letters and digits, yet a sample has `_`"),
    required("transactionId", Kind::Text { min: 1, max: 32 }, "names the payment; letters and digits"),
    required("amount", Kind::Integer { min: 0, max: i64::MAX }, "18: IDR in whole units, others in hundredths"),
    required("transactionStatus", Kind::Enumeration(TRANSACTION_STATUSES), "11: COMPLETED here, COMPLETE elsewhere"),
    required("createTime", Kind::DateTimeText, "`2023-01-01 09:38:06`; zone unknown"),
    required("returnTime", Kind::DateTimeText, "when it ended, same spelling; zone unknown"),
    required("channelCode", Kind::Text { min: 1, max: usize::MAX }, "such as `ID_BCA_VA`; an open set"),
    expected("remark", TEXT, "the request's; 16: required here, optional elsewhere"),
    optional("failedCode", Kind::Integer { min: i64::MIN, max: i64::MAX }, "negative; 15: 1001 on English pages"),
    optional("failedMessage", TEXT, "16"),
    optional("sign", TEXT, "7: in samples, in no table; left over from an older protocol, to be ignored"),
];

// Members of every callback.
const SIGN: Field = required("sign", Kind::Signature, "2: 344 characters of base64; tables show 40 of hex");

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

const fn required(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Required, note }
}

const fn expected(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Expected, note }
}

const fn optional(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Optional, note }
}

/// All callbacks.
pub const ALL: &[&Message] = &[&PAYMENT_NOTIFICATION];
