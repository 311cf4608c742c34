//! Answers about sub-accounts of an institution.

use super::envelopes;
use super::members::{CODE, DATA, ERROR_MESSAGE, LABEL, NO_DATA, STATUS, SYMBOL};
use crate::message::{Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/create>
pub static INSTITUTION_ACCOUNT_CREATE_RESPONSE: Message = Message {
    id: "gatepay/institution-account-create-response",
    path: "/merchant/open/institution/v1/accounts/create",
    about: "The request for a sub-account; the callback tells what became of it.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CREATED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_account_create.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/create",
    ..Message::RESPONSE
};

/// `data` of [`INSTITUTION_ACCOUNT_CREATE_RESPONSE`].
const CREATED: &[Field] = &[
    REQUEST_ID,
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("created", Kind::MillisOrText, "A20: text here"),
    DISPLAY_NAME,
    CUSTOMER_ID,
    HOLDER,
    METADATA,
];

/// `account_holder`.
const ACCOUNT_HOLDER: &[Field] = &[
    Field::expected("entity_country", Kind::TEXT, ""),
    Field::expected("entity_type", Kind::TEXT, "words are not listed"),
    Field::expected("entity_name", Kind::TEXT, ""),
    Field::expected("entity_id_type", Kind::TEXT, "words are not listed"),
    Field::expected("entity_id_number", Kind::TEXT, ""),
    Field::expected("entity_id_expiry", Kind::Object(ID_EXPIRY), ""),
    Field::expected("dob", Kind::Any, "only null is shown"),
    Field::expected("business_registration", Kind::Any, "only null is shown"),
    Field::expected("address", Kind::Object(HOLDER_ADDRESS), ""),
    Field::expected("merchant_category", Kind::TEXT, "words are not listed"),
    Field::expected("website", Kind::Any, "only null is shown"),
    Field::expected("user_agreement", Kind::Boolean, ""),
];

/// `entity_id_expiry` of [`ACCOUNT_HOLDER`].
const ID_EXPIRY: &[Field] =
    &[Field::expected("valid_from", Kind::Millis, ""), Field::expected("valid_to", Kind::Any, "only null is shown")];

/// `address` of [`ACCOUNT_HOLDER`].
const HOLDER_ADDRESS: &[Field] =
    &[Field::expected("line1", Kind::TEXT, ""), Field::expected("country", Kind::TEXT, "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/query>
pub static INSTITUTION_ACCOUNT_QUERY_RESPONSE: Message = Message {
    id: "gatepay/institution-account-query-response",
    method: "GET",
    path: "/merchant/open/institution/v1/accounts/query",
    about: "One sub-account.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ACCOUNT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_account_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/query",
    ..Message::RESPONSE
};

/// `data` of [`INSTITUTION_ACCOUNT_QUERY_RESPONSE`].
const ACCOUNT: &[Field] = &[
    REQUEST_ID,
    ACCOUNT_ID,
    CUSTOMER_ID,
    DISPLAY_NAME,
    STATUS_OF_ACCOUNT,
    CREATED_AT,
    Field::expected("updated", Kind::Millis, ""),
    HOLDER,
    METADATA,
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/list>
pub static INSTITUTION_ACCOUNT_LIST_RESPONSE: Message = Message {
    id: "gatepay/institution-account-list-response",
    method: "GET",
    path: "/merchant/open/institution/v1/accounts/list",
    about: "The sub-accounts.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ACCOUNTS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_account_list.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/list",
    ..Message::RESPONSE
};

/// `data` of [`INSTITUTION_ACCOUNT_LIST_RESPONSE`].
const ACCOUNTS: &[Field] =
    &[Field::expected("accounts", Kind::List(LISTED_ACCOUNT), ""), Field::expected("has_more", Kind::Boolean, "")];

/// An item of `accounts`.
const LISTED_ACCOUNT: &[Field] = &[REQUEST_ID, ACCOUNT_ID, CUSTOMER_ID, DISPLAY_NAME, STATUS_OF_ACCOUNT, CREATED_AT];

const REQUEST_ID: Field = Field::expected("request_id", Kind::FILLED, "");
const ACCOUNT_ID: Field = Field::expected("account_id", Kind::FILLED, "");
const CUSTOMER_ID: Field = Field::expected("customer_id", Kind::TEXT, "");
const DISPLAY_NAME: Field = Field::expected("display_name", Kind::TEXT, "");
const STATUS_OF_ACCOUNT: Field = Field::expected("status", Kind::Enumeration(ACCOUNT_STATUSES), "as in the callback");
const CREATED_AT: Field = Field::expected("created", Kind::MillisOrText, "A20: number here");
const HOLDER: Field = Field::expected("account_holder", Kind::Object(ACCOUNT_HOLDER), "");
const METADATA: Field = Field::expected("metadata", Kind::Any, "only null is shown");

const ACCOUNT_STATUSES: &[Value] = &[Value { name: "ACTIVE", about: "open" }, Value { name: "FAIL", about: "refused" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge>
pub static INSTITUTION_CHARGE_RESPONSE: Message = Message {
    id: "gatepay/institution-charge-response",
    path: "/transfer/open/institution/v1/pay/charge",
    about: "The charge; the page's example shows the debited account as `toAccountId` (A27).",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(MOVEMENT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_charge.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge>
pub static INSTITUTION_CHARGES_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/institution-charges-detail-response",
    method: "GET",
    path: "/transfer/open/institution/v1/pay/charges/detail",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::STANDARD),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/charge",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transfer>
pub static INSTITUTION_TRANSFER_RESPONSE: Message = Message {
    id: "gatepay/institution-transfer-response",
    path: "/transfer/open/institution/v1/pay/transfer",
    about: "The transfer, carried out at once by the later text.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(MOVEMENT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_transfer.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transfer",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transferDetail>
pub static INSTITUTION_TRANSFER_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/institution-transfer-detail-response",
    method: "GET",
    path: "/transfer/open/institution/v1/pay/transfer/detail",
    about: "The transfer.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(MOVEMENT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["institution_transfer_detail.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/transferDetail",
    ..Message::RESPONSE
};

/// `data` of a charge or transfer.
const MOVEMENT: &[Field] = &[
    Field::expected("merchantBatchNo", Kind::FILLED, ""),
    Field::expected("status", Kind::Enumeration(MOVEMENT_STATUSES), "other words are not public"),
    Field::expected("fromAccountId", Kind::FILLED, ""),
    Field::expected("toAccountId", Kind::FILLED, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("createTime", Kind::Millis, ""),
];

const MOVEMENT_STATUSES: &[Value] =
    &[Value { name: "PENDING", about: "under way; earlier text only" }, Value { name: "PAID", about: "carried out" }];

/// All of this area.
pub const ALL: &[&Message] = &[
    &INSTITUTION_ACCOUNT_CREATE_RESPONSE,
    &INSTITUTION_ACCOUNT_QUERY_RESPONSE,
    &INSTITUTION_ACCOUNT_LIST_RESPONSE,
    &INSTITUTION_CHARGE_RESPONSE,
    &INSTITUTION_CHARGES_DETAIL_RESPONSE,
    &INSTITUTION_TRANSFER_RESPONSE,
    &INSTITUTION_TRANSFER_DETAIL_RESPONSE,
];
