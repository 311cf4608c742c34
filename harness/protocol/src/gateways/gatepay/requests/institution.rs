//! Sub-accounts of an institution and transfers between them.

use super::members::{ON_BEHALF_OF_REQUIRED, SYMBOL};
use crate::gateways::gatepay::responses::institution;
use crate::message::{Carrier, Field, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/create>
pub static INSTITUTION_ACCOUNT_CREATE: Message = Message {
    id: "gatepay/institution-account-create",
    path: "/merchant/open/institution/v1/accounts/create",
    about: "Asks for a sub-account for a customer.",
    fields: &[
        Field::expected("request_id", Kind::FILLED, ""),
        Field::expected("customer_id", Kind::TEXT, ""),
        Field::expected("display_name", Kind::TEXT, ""),
        Field::expected("account_holder", Kind::Object(ACCOUNT_HOLDER), ""),
    ],
    answer: Some(&institution::INSTITUTION_ACCOUNT_CREATE_RESPONSE),
    examples: &["institution_account_create.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/create",
    ..Message::REQUEST
};

/// `account_holder`.
const ACCOUNT_HOLDER: &[Field] = &[
    Field::expected("entity_country", Kind::TEXT, ""),
    Field::expected("entity_type", Kind::TEXT, "words are not listed"),
    Field::expected("entity_name", Kind::TEXT, ""),
    Field::expected("entity_id_type", Kind::TEXT, "words are not listed"),
    Field::expected("entity_id_number", Kind::TEXT, ""),
    Field::expected("entity_id_expiry", Kind::Object(ID_EXPIRY), ""),
    Field::expected("address", Kind::Object(HOLDER_ADDRESS), ""),
    Field::expected("merchant_category", Kind::TEXT, "words are not listed"),
    Field::expected("user_agreement", Kind::Boolean, ""),
];

/// `entity_id_expiry` of [`ACCOUNT_HOLDER`].
const ID_EXPIRY: &[Field] = &[Field::expected("valid_from", Kind::Millis, "")];

/// `address` of [`ACCOUNT_HOLDER`].
const HOLDER_ADDRESS: &[Field] =
    &[Field::expected("line1", Kind::TEXT, ""), Field::expected("country", Kind::TEXT, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/query>
pub static INSTITUTION_ACCOUNT_QUERY: Message = Message {
    id: "gatepay/institution-account-query",
    method: "GET",
    path: "/merchant/open/institution/v1/accounts/query",
    carrier: Carrier::Query,
    about: "Asks for one sub-account; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&institution::INSTITUTION_ACCOUNT_QUERY_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/query",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/list>
pub static INSTITUTION_ACCOUNT_LIST: Message = Message {
    id: "gatepay/institution-account-list",
    method: "GET",
    path: "/merchant/open/institution/v1/accounts/list",
    carrier: Carrier::Query,
    about: "Lists sub-accounts.",
    fields: &[Field::optional("page", Kind::COUNT, "20 to a page, at most 200; how the size is named is not public")],
    published: Published::Part,
    answer: Some(&institution::INSTITUTION_ACCOUNT_LIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/list",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge>
pub static INSTITUTION_CHARGE: Message = Message {
    id: "gatepay/institution-charge",
    path: "/transfer/open/institution/v1/pay/charge",
    about: "Takes money from a sub-account; byte for byte like a transfer to it, and the path is not signed.",
    headers: &[ON_BEHALF_OF_REQUIRED],
    fields: &[
        BATCH_NO,
        Field::required(
            "accountId",
            Kind::FILLED,
            "the account to debit (A27); who is credited stands in the header alone",
        ),
        Field::expected("currency", SYMBOL, ""),
        Field::expected("amount", Kind::DecimalText, ""),
    ],
    answer: Some(&institution::INSTITUTION_CHARGE_RESPONSE),
    examples: &["institution_charge.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge>
pub static INSTITUTION_CHARGES_DETAIL: Message = Message {
    id: "gatepay/institution-charges-detail",
    method: "GET",
    path: "/transfer/open/institution/v1/pay/charges/detail",
    carrier: Carrier::Query,
    about: "Asks for a charge; only named.",
    headers: &[ON_BEHALF_OF_REQUIRED],
    published: Published::Nothing,
    answer: Some(&institution::INSTITUTION_CHARGES_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transfer>
pub static INSTITUTION_TRANSFER: Message = Message {
    id: "gatepay/institution-transfer",
    path: "/transfer/open/institution/v1/pay/transfer",
    about: "Sends money to a sub-account; byte for byte like a charge, and the path is not signed.",
    headers: &[ON_BEHALF_OF_REQUIRED],
    fields: &[
        BATCH_NO,
        Field::required("accountId", Kind::FILLED, "the account to credit; who is debited stands in the header alone"),
        Field::expected("currency", SYMBOL, ""),
        Field::expected("amount", Kind::DecimalText, ""),
    ],
    answer: Some(&institution::INSTITUTION_TRANSFER_RESPONSE),
    examples: &["institution_transfer.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transfer",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transferDetail>
pub static INSTITUTION_TRANSFER_DETAIL: Message = Message {
    id: "gatepay/institution-transfer-detail",
    method: "GET",
    path: "/transfer/open/institution/v1/pay/transfer/detail",
    carrier: Carrier::Query,
    about: "Asks for a transfer; its parameters are not public.",
    headers: &[ON_BEHALF_OF_REQUIRED],
    published: Published::Nothing,
    answer: Some(&institution::INSTITUTION_TRANSFER_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transferDetail",
    ..Message::REQUEST
};

const BATCH_NO: Field = Field::required("merchantBatchNo", Kind::FILLED, "unique; to be repeated when retrying (H30)");

/// All of this area.
pub const ALL: &[&Message] = &[
    &INSTITUTION_ACCOUNT_CREATE,
    &INSTITUTION_ACCOUNT_QUERY,
    &INSTITUTION_ACCOUNT_LIST,
    &INSTITUTION_CHARGE,
    &INSTITUTION_CHARGES_DETAIL,
    &INSTITUTION_TRANSFER,
    &INSTITUTION_TRANSFER_DETAIL,
];
