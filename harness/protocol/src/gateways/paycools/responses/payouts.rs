//! Payouts.

use super::{CODE, ENVELOPE, MCH_ORDER_ID, MESSAGE, TRANSACTION_ID, data};
use crate::gateways::paycools::callbacks::TRANSACTION_STATUSES;
use crate::message::{Field, Kind, Message};

/// 2.1.1. <https://docs.ezpaytechs.com/en/philippines/Disbursement/Disburse.html>
pub static PH_CREATE_PAYOUT_RESPONSE: Message = Message {
    id: "paycools/ph-create-payout-response",
    path: "/open-api/philippines/disbursement/transfer",
    about: "How the payout stands at once; the notification says how it ended.",
    fields: &[CODE, MESSAGE, data(PAYOUT)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/philippines/Disbursement/Disburse.html",
    ..Message::RESPONSE
};

/// 3.1.1. <https://docs.ezpaytechs.com/en/indonesia/Disbursement/Disburse.html>
pub static ID_CREATE_PAYOUT_RESPONSE: Message = Message {
    id: "paycools/id-create-payout-response",
    path: "/open-api/indonesia/disbursement/transfer",
    about: "How the payout stands at once; the notification says how it ended.",
    fields: &[CODE, MESSAGE, data(PAYOUT)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/indonesia/Disbursement/Disburse.html",
    ..Message::RESPONSE
};

const PAYOUT: &[Field] = &[
    MCH_ORDER_ID,
    Field { note: "begins with D", ..TRANSACTION_ID },
    Field::expected("transactionStatus", Kind::Enumeration(TRANSACTION_STATUSES), "11"),
    Field::expected("transactionTime", Kind::DateTimeText, "zone unknown"),
];
