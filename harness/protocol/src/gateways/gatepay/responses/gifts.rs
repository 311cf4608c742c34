//! Answers about gift cards and channels.

use super::envelopes;
use super::members::{CODE, DATA, ERROR_MESSAGE, LABEL, MILLIS_OR_ZERO, NO_DATA, NO_MEMBERS, STATUS, SYMBOL};
use crate::gateways::gatepay::requests::gifts::{CHANNEL_TYPES, CUSTOM_FIELDS};
use crate::message::{Field, IntegerValue, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/gift/create>
pub static GIFT_CREATE_RESPONSE: Message = Message {
    id: "gatepay/gift-create-response",
    path: "/v1/pay/gift/create",
    about: "The card and, in clear, its key; a guide shows other members, without an envelope.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(GIFT), NO_DATA]), DATA),
        Field::optional("cardNumber", Kind::FILLED, "the guide only"),
        Field::optional("key", Kind::TEXT, "the guide only: whoever has it has the money"),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["gift_create.response.json", "gift_create.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/gift/create",
    ..Message::RESPONSE
};

/// `data` of [`GIFT_CREATE_RESPONSE`].
const GIFT: &[Field] = &[
    Field::expected("card_num", Kind::FILLED, ""),
    Field::expected("card_key", Kind::FILLED, "whoever has it has the money; documented as always there"),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected(
        "status",
        Kind::Either(&[Kind::IntegerEnumeration(GIFT_STATUSES), Kind::TEXT]),
        "A20: text in the legacy table",
    ),
    Field::expected("card_temp_id", Kind::TEXT, ""),
    Field::expected("creator", Kind::COUNT, ""),
    Field::expected("creator_name", Kind::TEXT, ""),
    Field::expected("exchange_uid", Kind::COUNT, ""),
    Field::expected("owner", Kind::COUNT, ""),
    Field::expected("give_count", Kind::COUNT, ""),
    Field::expected("last_give_time", MILLIS_OR_ZERO, ""),
    Field::expected("create_time", Kind::Millis, ""),
];

const GIFT_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "unknown" },
    IntegerValue { value: 1, about: "awaiting payment" },
    IntegerValue { value: 2, about: "not redeemed" },
    IntegerValue { value: 3, about: "redeemed" },
    IntegerValue { value: 4, about: "frozen" },
    IntegerValue { value: 5, about: "payment failed" },
    IntegerValue { value: 6, about: "under manual review" },
    IntegerValue { value: 7, about: "review refused it" },
    IntegerValue { value: 8, about: "payment of the review failed" },
];

/// <https://github.com/gate/gatepay-sdk-go>
pub static GIFT_TEMP_LIST_RESPONSE: Message = Message {
    id: "gatepay/gift-temp-list-response",
    method: "GET",
    path: "/v1/pay/gift/temp/list",
    about: "The templates; known from a client library only.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::List(TEMPLATE), NO_DATA, Kind::Object(NO_MEMBERS)]), DATA),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::STANDARD),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// An item of `data` of [`GIFT_TEMP_LIST_RESPONSE`].
const TEMPLATE: &[Field] = &[
    Field::expected("card_temp_id", Kind::FILLED, "`templateId` of a new card"),
    Field::expected("image_url", Kind::TEXT, ""),
    Field::expected("title_en", Kind::TEXT, ""),
    Field::expected("title_cn", Kind::TEXT, ""),
    Field::expected("cover_type", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/gift/query>
pub static GIFT_QUERY_RESPONSE: Message = Message {
    id: "gatepay/gift-query-response",
    path: "/v1/pay/gift/query",
    about: "The card and, in clear, its key.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(GIFT_FOUND), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["gift_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/gift/query",
    ..Message::RESPONSE
};

/// `data` of [`GIFT_QUERY_RESPONSE`].
const GIFT_FOUND: &[Field] = &[
    Field::expected("card_num", Kind::FILLED, "another card than was asked for in the page's example"),
    Field::expected("key", Kind::TEXT, "whoever has it has the money"),
    Field::expected("title", Kind::TEXT, ""),
    Field::expected("creator_name", Kind::TEXT, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected(
        "status",
        Kind::Either(&[Kind::IntegerEnumeration(GIFT_STATUSES), Kind::TEXT]),
        "A20: text in the legacy table",
    ),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("create_time", Kind::Millis, ""),
    Field::expected("exchange_uid", Kind::COUNT, ""),
    Field::expected("exchange_time", MILLIS_OR_ZERO, ""),
];

/// <https://www.gate.com/docs/gatepay/channel_manage/en>
pub static CHANNEL_SAVE_RESPONSE: Message = Message {
    id: "gatepay/channel-save-response",
    path: "/v1/pay/channelmanage/save",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::STANDARD),
    source: "https://www.gate.com/docs/gatepay/channel_manage/en",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/channel/queryChannel>
pub static CHANNEL_LIST_RESPONSE: Message = Message {
    id: "gatepay/channel-list-response",
    method: "GET",
    path: "/v1/pay/channelmanage/list",
    about: "The channels.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CHANNELS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["channel_list.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/channel/queryChannel",
    ..Message::RESPONSE
};

/// `data` of [`CHANNEL_LIST_RESPONSE`].
const CHANNELS: &[Field] =
    &[Field::expected("total", Kind::COUNT, ""), Field::expected("merchantChannelList", Kind::List(CHANNEL), "")];

/// An item of `merchantChannelList`.
const CHANNEL: &[Field] = &[
    Field::expected("channelId", Kind::FILLED, ""),
    Field::expected("desc", Kind::TEXT, ""),
    Field::expected("channelType", Kind::Enumeration(CHANNEL_TYPES), "the meaning is not public"),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("chain", Kind::TEXT, ""),
    Field::expected("createTime", Kind::MillisOrText, "text here"),
    Field::expected("updateTime", Kind::MillisOrText, "A20: text here"),
    Field::expected("customFields", Kind::List(CUSTOM_FIELDS), ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/channel/updateChannel>
pub static CHANNEL_UPDATE_RESPONSE: Message = Message {
    id: "gatepay/channel-update-response",
    method: "PUT",
    path: "/v1/pay/channelmanage/update",
    about: "That the channels changed.",
    fields: &[STATUS, CODE, LABEL, ERROR_MESSAGE],
    envelope: Some(&envelopes::STANDARD),
    examples: &["channel_update.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/channel/updateChannel",
    ..Message::RESPONSE
};

/// <https://www.gate.com/docs/gatepay/channel_manage/en>
pub static CHANNEL_DELETE_RESPONSE: Message = Message {
    id: "gatepay/channel-delete-response",
    method: "DELETE",
    path: "/v1/pay/channelmanage/delete",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::STANDARD),
    source: "https://www.gate.com/docs/gatepay/channel_manage/en",
    ..Message::RESPONSE
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &GIFT_CREATE_RESPONSE,
    &GIFT_TEMP_LIST_RESPONSE,
    &GIFT_QUERY_RESPONSE,
    &CHANNEL_SAVE_RESPONSE,
    &CHANNEL_LIST_RESPONSE,
    &CHANNEL_UPDATE_RESPONSE,
    &CHANNEL_DELETE_RESPONSE,
];
