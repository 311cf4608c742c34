//! Answers of an endpoint for assistants: method and tool decide what they hold, which no documented example can.

use counterfoil_protocol::message::Envelope;
use counterfoil_protocol::wire::Object;
use serde_json::{Value, json};

use super::document::plain;

/// A tool, with the request whose documented answer it gives.
struct Tool {
    name: &'static str,
    about: &'static str,
    behind: &'static str,
    /// Arguments: name, JSON type, whether it is required.
    arguments: &'static [(&'static str, &'static str, bool)],
}

/// Names and arguments as in <https://github.com/gate/gatepay-merchant-mcp>, versions before 1.0.0.
const TOOLS: &[Tool] = &[
    Tool {
        name: "payment_get",
        about: "Asks for an order by either of its numbers.",
        behind: "gatepay/order-query",
        arguments: &[("prepay_id", "string", false), ("merchant_trade_no", "string", false)],
    },
    Tool {
        name: "refunds_get",
        about: "Asks how far a refund is.",
        behind: "gatepay/refund-details-v2",
        arguments: &[("refund_request_id", "string", true)],
    },
    Tool {
        name: "balances_get",
        about: "Asks for the merchant's balances.",
        behind: "gatepay/balance-query",
        arguments: &[("currencies", "array", false)],
    },
    Tool {
        name: "refunds_create",
        about: "Asks for a refund.",
        behind: "gatepay/refund-v2",
        arguments: &[
            ("refundRequestId", "string", true),
            ("prepayId", "string", true),
            ("refundAmount", "string", true),
            ("refundStyle", "number", true),
            ("refundReason", "string", false),
            ("refundPayChannel", "number", false),
            ("refundToGateUid", "number", false),
            ("refundAddress", "string", false),
            ("refundChain", "string", false),
            ("refundBearType", "number", false),
            ("memo", "string", false),
        ],
    },
];

/// Whether answers in this envelope are made here.
pub(super) fn is_of(envelope: Option<&Envelope>) -> bool {
    envelope.is_some_and(|envelope| envelope.name == "json-rpc")
}

/// The answer to a call; `behind` gives the documented answer to a request with these parameters.
pub(super) fn answer(call: &str, behind: impl Fn(&str, &str) -> String) -> String {
    let Ok(call) = serde_json::from_str::<Value>(call) else { return failure(&Value::Null, -32700, "Parse error") };
    let (id, params) = (&call["id"], &call["params"]);
    match call["method"].as_str() {
        Some("tools/list") => success(id, &json!({ "tools": TOOLS.iter().map(Tool::listed).collect::<Vec<_>>() })),
        Some("tools/call") => match TOOLS.iter().find(|tool| params["name"] == tool.name) {
            Some(tool) => {
                let text = behind(tool.behind, &parameters(&params["arguments"]));
                success(id, &json!({ "content": [{ "type": "text", "text": text }], "isError": false }))
            }
            None => failure(id, -32602, "Unknown tool"),
        },
        _ => failure(id, -32601, "Method not found"),
    }
}

/// The tool's arguments under the names that they have in the request behind it.
fn parameters(arguments: &Value) -> String {
    let text = arguments.to_string();
    let object = Object::parse(&text).ok();
    let members = object.iter().flat_map(Object::members).filter(|member| !member.value.is_null());
    let renamed: serde_json::Map<String, Value> =
        members.map(|member| (camel(&member.name), plain(member.value).into())).collect();
    Value::from(renamed).to_string()
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |out, word| {
        let (head, tail) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        format!("{out}{}{tail}", head.to_uppercase())
    })
}

fn success(id: &Value, result: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string()
}

fn failure(id: &Value, code: i32, message: &str) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }).to_string()
}

impl Tool {
    fn listed(&self) -> Value {
        let properties: serde_json::Map<String, Value> =
            self.arguments.iter().map(|(name, kind, _)| ((*name).to_owned(), json!({ "type": kind }))).collect();
        let required: Vec<_> = self.arguments.iter().filter(|argument| argument.2).map(|argument| argument.0).collect();
        let schema = json!({ "type": "object", "properties": properties, "required": required });
        json!({ "name": self.name, "description": self.about, "inputSchema": schema })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_protocol::answer::{Answer, read};
    use counterfoil_protocol::gateways;

    fn answered(call: &str) -> (String, Answer) {
        let text = answer(call, |request, parameters| format!("{request} {parameters}"));
        let gatepay = gateways::by_name("gatepay").unwrap();
        let response = gatepay.responses.iter().find(|message| message.id == "gatepay/mcp-response").unwrap();
        let read = read(response, 200, text.as_bytes()).unwrap();
        (text, read)
    }

    #[test]
    fn each_tool_has_a_request_behind_it() {
        let gatepay = gateways::by_name("gatepay").unwrap();
        for tool in TOOLS {
            assert!(gatepay.requests.iter().any(|request| request.id == tool.behind), "{}", tool.behind);
        }
    }

    #[test]
    fn tools_are_listed_and_called() {
        let (_, list) = answered(r#"{"jsonrpc":"2.0","id":"a","method":"tools/list","params":{}}"#);
        let Answer::Success { data } = list else { panic!("{list:?}") };
        assert!(TOOLS.iter().all(|tool| data.contains(tool.name)), "{data}");
        let (text, _) = answered(
            r#"{"id":7,"method":"tools/call","params":{"name":"payment_get","arguments":{"merchant_trade_no":"A1"}}}"#,
        );
        assert!(text.contains(r#""id":7"#) && text.contains(r#"gatepay/order-query {\"merchantTradeNo\":\"A1\"}"#));
    }

    #[test]
    fn what_is_unknown_is_an_error() {
        for call in [
            r#"{"id":1,"method":"initialize"}"#,
            r#"{"id":1,"method":"tools/call","params":{"name":"payouts_create"}}"#,
            r#"{"id":1,"method":"tools/call"}"#,
            r#"{"id":1}"#,
        ] {
            let (_, read) = answered(call);
            assert!(matches!(read, Answer::Failure { .. }), "{call}: {read:?}");
        }
    }
}
