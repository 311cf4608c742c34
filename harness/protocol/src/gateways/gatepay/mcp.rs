//! The endpoint for assistants: JSON-RPC as in the Model Context Protocol, signed like every other call.
//!
//! No page has it. What is known is what the vendor's own client sends, takes as an answer and, in earlier versions,
//! named as the tools' arguments.

use crate::message::{Envelope, Field, Kind, Message, Published, Value};

/// <https://www.npmjs.com/package/gatepay-merchant-mcp>
pub static MCP: Message = Message {
    id: "gatepay/mcp",
    path: "/payment/open/api/mcp",
    about: "Lists the tools for assistants, or calls one: orders, refunds, balances.",
    headers: &[Field::required("X-GatePay-Restricted-Key", Kind::FILLED, "of this endpoint alone; not signed")],
    fields: &[
        VERSION,
        Field::required("id", ID, "the client draws a UUID"),
        Field::required("method", Kind::Enumeration(METHODS), ""),
        Field::optional("params", Kind::Object(PARAMS), "empty for a list"),
    ],
    published: Published::Part,
    answer: Some(&MCP_RESPONSE),
    source: SOURCE,
    ..Message::REQUEST
};

/// <https://www.npmjs.com/package/gatepay-merchant-mcp>
pub static MCP_RESPONSE: Message = Message {
    id: "gatepay/mcp-response",
    path: "/payment/open/api/mcp",
    about: "The tools, or what the tool called says; an error instead of a result.",
    fields: &[
        VERSION,
        Field::expected("id", ID, "that of the request"),
        Field::optional("result", Kind::Object(RESULT), "not beside an error"),
        Field::optional("error", Kind::Object(ERROR), "the client shows its message"),
    ],
    published: Published::Part,
    envelope: Some(&JSON_RPC),
    source: SOURCE,
    ..Message::RESPONSE
};

/// A failure is an object, so that its absence is the success.
/// <https://www.jsonrpc.org/specification>
pub static JSON_RPC: Envelope = Envelope {
    name: "json-rpc",
    about: "Either a result or an error, which holds code and message.",
    code: Some("error"),
    success: &["null"],
    message: None,
    data: Some("result"),
    source: "https://www.jsonrpc.org/specification",
};

const SOURCE: &str = "https://www.npmjs.com/package/gatepay-merchant-mcp";
const VERSION: Field = Field::required("jsonrpc", Kind::Constant("2.0"), "");
const ID: Kind = Kind::Either(&[Kind::FILLED, Kind::INT64]);

const METHODS: &[Value] = &[
    Value { name: "tools/list", about: "which tools there are" },
    Value { name: "tools/call", about: "calls one of them" },
];

/// `params` of [`MCP`].
const PARAMS: &[Field] = &[
    Field::optional("name", Kind::FILLED, "of a call: the tool"),
    Field::optional("arguments", Kind::Object(&[]), "of a call: as the tool's schema says"),
];

/// `result` of [`MCP_RESPONSE`].
const RESULT: &[Field] = &[
    Field::optional("tools", Kind::List(TOOL), "of a list"),
    Field::optional("content", Kind::List(CONTENT), "of a call"),
    Field::optional("isError", Kind::Boolean, "of a call that did not do what it should"),
];

const TOOL: &[Field] = &[
    Field::required("name", Kind::FILLED, ""),
    Field::optional("description", Kind::TEXT, ""),
    Field::required("inputSchema", Kind::Object(&[]), "a JSON Schema of the arguments"),
];

const CONTENT: &[Field] = &[
    Field::required("type", Kind::FILLED, "`text`, as far as known"),
    Field::optional("text", Kind::TEXT, "the answer of the call behind the tool, as JSON"),
];

const ERROR: &[Field] =
    &[Field::required("code", Kind::INT64, "negative"), Field::required("message", Kind::TEXT, "for people")];

/// The request.
pub const REQUESTS: &[&Message] = &[&MCP];
/// Its response.
pub const RESPONSES: &[&Message] = &[&MCP_RESPONSE];
