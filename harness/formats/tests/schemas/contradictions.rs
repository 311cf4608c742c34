//! Examples that contradict the table of their own message, and how.

/// Name and reason, in the order of names.
pub(crate) const CONTRADICTIONS: &[(&str, &str)] = &[
    ("gatepay/PAY.callback.2.json", "the page prints `{...}` for the inner document"),
    ("paycools/payment_create_my.request.json", SHORT_NUMBER),
    ("paycools/payment_create_ph_dynamic.request.json", SHORT_NUMBER),
    ("paycools/payment_create_ph_static.request.json", SHORT_NUMBER),
    ("payprotocol/create-payment-order.response.1.json", WORD_STRING),
    ("payprotocol/get-payment-info.response.1.json", WORD_STRING),
    ("payprotocol/get-recharge-detail.response.1.json", WORD_STRING),
    ("payprotocol/get-refund-detail.response.1.json", WORD_STRING),
    ("payprotocol/update-payment-info.response.1.json", WORD_STRING),
    ("pelago/create-pelago-order.request.json", "`timestamp` in seconds, milliseconds by the field list"),
    ("pelago/crypto-create-order.request.2.json", WORD_STRING),
    ("pelago/crypto-create-order.request.json", WORD_STRING),
    ("pelago/crypto-order-notify.callback.json", WORD_STRING),
    ("pelago/crypto-refund.request.json", WORD_STRING),
    ("pelago/crypto-refund.response.json", WORD_STRING),
    ("pelago/crypto-withdraw.request.json", WORD_STRING),
    ("pelago/fiat-create-order.request.json", WORD_STRING),
    ("pelago/fiat-create-order.response.json", WORD_STRING),
];

const SHORT_NUMBER: &str = "`mobile` has nine digits, fewer than its field list allows";
const WORD_STRING: &str = "the page prints the word `string`, or a piece of it, for values with a form of their own";
