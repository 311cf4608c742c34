//! Payouts, called disbursements on the wire. Their notifications go to the address set in the dashboard.

use super::{APP_ID, REMARK, SIGN, TIMESTAMP, param};
use crate::gateways::paycools::responses::{UNIFIED_RESPONSE, payouts as responses};
use crate::message::{Field, Kind, Message, Pattern, Published, Value};

/// 2.1.1. <https://docs.ezpaytechs.com/en/philippines/Disbursement/Disburse.html>
pub static PH_CREATE_PAYOUT: Message = Message {
    id: "paycools/ph-create-payout",
    path: "/open-api/philippines/disbursement/transfer",
    about: "Sends money to an account or wallet in the Philippines.",
    fields: &[APP_ID, SIGN, param(PH_PAYOUT)],
    answer: Some(&responses::PH_CREATE_PAYOUT_RESPONSE),
    source: "https://docs.ezpaytechs.com/en/philippines/Disbursement/Disburse.html",
    ..Message::REQUEST
};

const PH_PAYOUT: &[Field] = &[
    TIMESTAMP,
    Field::required("mchOrderId", Kind::Text { min: 1, max: 32 }, "17: 10 to 32 in Indonesia"),
    Field::required("idempotencyId", Kind::Text { min: 10, max: 30 }, "17: letters and spaces, it says"),
    Field::required("amount", Kind::COUNT, "18: cents"),
    Field::required("accountNo", Kind::Text { min: 1, max: 50 }, "EWALLET: 11 digits beginning with 09"),
    Field::required("accountName", Kind::Text { min: 1, max: 128 }, "first, middle, last; beside letters only ' . -"),
    PAY_METHOD_CODE,
    TRANSFER_CODE,
    REMARK,
];

/// 2.1.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static PH_PAYOUT_STATUS: Message = Message {
    id: "paycools/ph-payout-status",
    path: "not published",
    about: "Asks how a payout in the Philippines stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 3.1.1. <https://docs.ezpaytechs.com/en/indonesia/Disbursement/Disburse.html>
pub static ID_CREATE_PAYOUT: Message = Message {
    id: "paycools/id-create-payout",
    path: "/open-api/indonesia/disbursement/transfer",
    about: "Sends money to an account or wallet in Indonesia.",
    fields: &[APP_ID, SIGN, param(ID_PAYOUT)],
    answer: Some(&responses::ID_CREATE_PAYOUT_RESPONSE),
    examples: &["payout_create_id.request.json"],
    source: "https://docs.ezpaytechs.com/en/indonesia/Disbursement/Disburse.html",
    ..Message::REQUEST
};

const ID_PAYOUT: &[Field] = &[
    TIMESTAMP,
    Field::required("mchOrderId", Kind::Text { min: 10, max: 32 }, "17: 1 to 32 elsewhere"),
    Field::required(
        "idempotencyId",
        Kind::Limited { pattern: Pattern::Alphanumeric, min: 10, max: 32 },
        "17: letters and digits",
    ),
    Field::required("amount", Kind::Integer { min: 10_000, max: i64::MAX }, "18: whole rupiah"),
    Field::required("accountNo", Kind::Text { min: 1, max: 50 }, ""),
    Field::required("accountName", Kind::Text { min: 1, max: 128 }, ""),
    Field::required("mobile", Kind::Text { min: 10, max: 13 }, "begins with 08"),
    PAY_METHOD_CODE,
    TRANSFER_CODE,
    REMARK,
];

/// 3.1.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static ID_PAYOUT_STATUS: Message = Message {
    id: "paycools/id-payout-status",
    path: "not published",
    about: "Asks how a payout in Indonesia stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 4.1.1; only the Malaysian sibling's page could be read. <https://docs.paycools.com.my/en/Disbursement/Disburse.html>
pub static MY_CREATE_PAYOUT: Message = Message {
    id: "paycools/my-create-payout",
    path: "not published",
    other_paths: &["/open-api/disbursement"],
    about: "Sends money to an account in Malaysia; members and the other path are those of the Malaysian sibling site.",
    fields: &[APP_ID, SIGN, param(MY_PAYOUT)],
    published: Published::Part,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com.my/en/Disbursement/Disburse.html",
    ..Message::REQUEST
};

const MY_PAYOUT: &[Field] = &[
    TIMESTAMP,
    Field::expected("mchOrderId", Kind::FILLED, "17"),
    Field::expected("idempotencyId", Kind::FILLED, "17"),
    Field::expected("amount", Kind::COUNT, "18: cents"),
    Field::expected("accountNo", Kind::FILLED, ""),
    Field::expected("accountName", Kind::FILLED, ""),
    Field::expected("accountType", Kind::Enumeration(ACCOUNT_TYPES), "only here"),
    Field::expected("payMethodCode", Kind::Enumeration(PAY_METHODS), ""),
    Field::expected("transferCode", Kind::FILLED, ""),
    REMARK,
];

/// 4.1.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static MY_PAYOUT_STATUS: Message = Message {
    id: "paycools/my-payout-status",
    path: "not published",
    about: "Asks how a payout in Malaysia stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.1.1; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_CREATE_PAYOUT: Message = Message {
    id: "paycools/th-create-payout",
    path: "not published",
    about: "Sends money to an account in Thailand.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

/// 5.1.2; only named in the table of contents. <https://docs.paycools.com/en/v1/296682502e0>
pub static TH_PAYOUT_STATUS: Message = Message {
    id: "paycools/th-payout-status",
    path: "not published",
    about: "Asks how a payout in Thailand stands.",
    published: Published::Nothing,
    answer: Some(&UNIFIED_RESPONSE),
    source: "https://docs.paycools.com/en/v1/296682502e0",
    ..Message::REQUEST
};

const PAY_METHOD_CODE: Field = Field::required("payMethodCode", Kind::Enumeration(PAY_METHODS), "");
const TRANSFER_CODE: Field = Field::required("transferCode", Kind::FILLED, "bank or wallet, such as `CIMB`");

const PAY_METHODS: &[Value] =
    &[Value { name: "BANK", about: "to a bank account" }, Value { name: "EWALLET", about: "to a wallet" }];

const ACCOUNT_TYPES: &[Value] = &[
    Value { name: "MOBILE_NUMBER", about: "`accountNo` is a telephone number" },
    Value { name: "BANK_ACCOUNT", about: "`accountNo` is that of a bank account" },
];
