//! Gift cards and channels.

use super::members::SYMBOL;
use crate::gateways::gatepay::responses::gifts;
use crate::message::{Carrier, Field, Kind, Message, Published, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/gift/create>
pub static GIFT_CREATE: Message = Message {
    id: "gatepay/gift-create",
    path: "/v1/pay/gift/create",
    about: "Creates a gift card.",
    fields: &[
        Field::expected("title", Kind::TEXT, ""),
        Field::expected("templateId", Kind::FILLED, "`card_temp_id` of the templates"),
        Field::expected("currency", SYMBOL, ""),
        Field::expected("amount", Kind::DecimalText, ""),
    ],
    answer: Some(&gifts::GIFT_CREATE_RESPONSE),
    examples: &["gift_create.request.json", "gift_create.request.2.txt"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/gift/create",
    ..Message::REQUEST
};

/// <https://www.gate.com/docs/gatepay/gift_card/en>
pub static GIFT_TEMP_LIST: Message = Message {
    id: "gatepay/gift-temp-list",
    method: "GET",
    path: "/v1/pay/gift/temp/list",
    other_paths: &["/v1/pay/temp/list"],
    carrier: Carrier::Query,
    about: "Lists the templates of gift cards.",
    answer: Some(&gifts::GIFT_TEMP_LIST_RESPONSE),
    examples: &["gift_temp_list.request.txt"],
    source: "https://www.gate.com/docs/gatepay/gift_card/en",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/gift/query>
pub static GIFT_QUERY: Message = Message {
    id: "gatepay/gift-query",
    path: "/v1/pay/gift/query",
    about: "Asks for a gift card by number or key.",
    fields: &[
        Field::expected("card_number", Kind::TEXT, "one of the two"),
        Field::expected("key", Kind::TEXT, "one of the two; wins when both are given"),
    ],
    answer: Some(&gifts::GIFT_QUERY_RESPONSE),
    examples: &["gift_query.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/gift/query",
    ..Message::REQUEST
};

/// <https://www.gate.com/docs/gatepay/channel_manage/en>
pub static CHANNEL_SAVE: Message = Message {
    id: "gatepay/channel-save",
    path: "/v1/pay/channelmanage/save",
    about: "Saves a channel; only part of the page could be read.",
    fields: &[CHANNEL, CHANNEL_DESC, CHANNEL_TYPE, Field::expected("merchantChannelList", Kind::List(CHANNELS), "")],
    published: Published::Part,
    answer: Some(&gifts::CHANNEL_SAVE_RESPONSE),
    source: "https://www.gate.com/docs/gatepay/channel_manage/en",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/channel/queryChannel>
pub static CHANNEL_LIST: Message = Message {
    id: "gatepay/channel-list",
    method: "GET",
    path: "/v1/pay/channelmanage/list",
    carrier: Carrier::Query,
    about: "Lists channels; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&gifts::CHANNEL_LIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/channel/queryChannel",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/channel/updateChannel>
pub static CHANNEL_UPDATE: Message = Message {
    id: "gatepay/channel-update",
    method: "PUT",
    path: "/v1/pay/channelmanage/update",
    about: "Changes channels; the page shows an empty object (A6).",
    published: Published::Nothing,
    answer: Some(&gifts::CHANNEL_UPDATE_RESPONSE),
    examples: &["channel_update.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/channel/updateChannel",
    ..Message::REQUEST
};

/// <https://www.gate.com/docs/gatepay/channel_manage/en>
pub static CHANNEL_DELETE: Message = Message {
    id: "gatepay/channel-delete",
    method: "DELETE",
    path: "/v1/pay/channelmanage/delete",
    carrier: Carrier::Query,
    about: "Deletes a channel; only part of the page could be read.",
    fields: &[CHANNEL],
    published: Published::Part,
    answer: Some(&gifts::CHANNEL_DELETE_RESPONSE),
    source: "https://www.gate.com/docs/gatepay/channel_manage/en",
    ..Message::REQUEST
};

/// An item of `merchantChannelList`.
const CHANNELS: &[Field] =
    &[CHANNEL, CHANNEL_DESC, CHANNEL_TYPE, Field::optional("customFields", Kind::List(CUSTOM_FIELDS), "")];

/// An item of `customFields`.
pub const CUSTOM_FIELDS: &[Field] = &[
    Field::optional("code", Kind::TEXT, ""),
    Field::optional("name", Kind::TEXT, ""),
    Field::optional("value", Kind::TEXT, ""),
];

const CHANNEL: Field = Field::required("channelId", Kind::FILLED, "");
const CHANNEL_DESC: Field = Field::optional("desc", Kind::TEXT, "");
const CHANNEL_TYPE: Field =
    Field::expected("channelType", Kind::Enumeration(CHANNEL_TYPES), "the meaning is not public");

/// Kinds of channels.
pub const CHANNEL_TYPES: &[Value] =
    &[Value { name: "0", about: "not explained" }, Value { name: "1", about: "not explained" }];

/// All of this area.
pub const ALL: &[&Message] =
    &[&GIFT_CREATE, &GIFT_TEMP_LIST, &GIFT_QUERY, &CHANNEL_SAVE, &CHANNEL_LIST, &CHANNEL_UPDATE, &CHANNEL_DELETE];
