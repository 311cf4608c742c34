//! Codes of PayCools: of responses, and of failed transactions.
//!
//! Numbers in brackets are those of the contradictions listed in the gateway's documents. (14): sibling sites give
//! 21017 to 21024 other meanings.

use crate::message::{IntegerValue, Value};

/// `code` of a response, an integer on the wire.
/// <https://docs.paycools.com/en/v1/common/PlatformApiErrorCode.html>
pub const RETURN_CODES: &[Value] = &[
    Value { name: "10000", about: "success" },
    Value { name: "21000", about: "server error" },
    Value { name: "21001", about: "signature wrong" },
    Value { name: "21002", about: "parameter wrong" },
    Value { name: "21003", about: "appId wrong" },
    Value { name: "21004", about: "merchant unavailable" },
    Value { name: "21005", about: "channel unavailable" },
    Value { name: "21006", about: "transaction not found" },
    Value { name: "21007", about: "merchant order id used before" },
    Value { name: "21008", about: "timestamp wrong" },
    Value { name: "21009", about: "timestamp expired" },
    Value { name: "21010", about: "amount exceeds the limit (10: also printed as transaction not found)" },
    Value { name: "21011", about: "network error" },
    Value { name: "21012", about: "bank code wrong" },
    Value { name: "21013", about: "wallet code wrong" },
    Value { name: "21014", about: "balance insufficient" },
    Value { name: "21015", about: "idempotencyId used before" },
    Value { name: "21016", about: "IP address forbidden" },
    Value { name: "21017", about: "service of the country not opened (14)" },
    Value { name: "21018", about: "transfer code wrong (14)" },
    Value { name: "21019", about: "pay method code wrong (14)" },
    Value { name: "21020", about: "too many requests (14)" },
    Value { name: "21021", about: "amount invalid (14)" },
    Value { name: "21022", about: "volume limit (14)" },
    Value { name: "21023", about: "create failed (14)" },
    Value { name: "21024", about: "access token invalid (14)" },
    Value { name: "21025", about: "cancel not allowed" },
    Value { name: "21026", about: "customer's balance not enough" },
    Value { name: "21027", about: "creation exceeds the limit" },
    Value { name: "21028", about: "already paid or closed" },
    Value { name: "21201", about: "sub order id exists; sibling sites" },
    Value { name: "21401", about: "refund: processing" },
    Value { name: "21402", about: "refund: not allowed" },
    Value { name: "21403", about: "refund: payment older than 60 days" },
    Value { name: "21404", about: "refund: channel knows no full refund" },
    Value { name: "21405", about: "refund: channel knows no partial refund" },
    Value { name: "21406", about: "refund: amount invalid" },
    Value { name: "21407", about: "refund: mchRefundOrderId used before" },
    Value { name: "21408", about: "refund: original not completed" },
    Value { name: "21409", about: "refund: a pending refund exists" },
    Value { name: "21500", about: "void; sibling sites" },
    Value { name: "21501", about: "void; sibling sites" },
    Value { name: "21502", about: "void; sibling sites" },
    Value { name: "21503", about: "void; sibling sites" },
    Value { name: "21504", about: "void; sibling sites" },
    Value { name: "21505", about: "void; sibling sites" },
];

/// `failedCode` of a query or notification, as far as the list could be read.
pub const FAILED_CODES: &[IntegerValue] = &[
    IntegerValue { value: -10000, about: "service error" },
    IntegerValue { value: -10001, about: "amount exceeds the limit" },
    IntegerValue { value: -10002, about: "parameters wrong" },
    IntegerValue { value: -10003, about: "balance insufficient" },
    IntegerValue { value: -10004, about: "rejected by the channel" },
    IntegerValue { value: -10005, about: "destination account wrong" },
    IntegerValue { value: -10006, about: "rejected by the network" },
    IntegerValue { value: -10007, about: "the page's text is cut off after `channel t`" },
    IntegerValue { value: -10009, about: "the channel's refund failed; legacy sample" },
];
