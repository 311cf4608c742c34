//! The writer: members in a fixed order, one header per line.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::wire::Headers;
use jiff::Timestamp;

use super::{CaseContext, CaseRecord, Exchange, FORMAT, Fidelity, Loss, RecordedRequest, RecordedResponse};
use crate::json::{Json, Verbatim};

/// The text of a `.json` file.
#[must_use]
pub fn to_file(exchange: &Exchange) -> String {
    json(exchange).to_file()
}

/// One line of a `.jsonl` file, with its line feed.
#[must_use]
pub fn to_line(exchange: &Exchange) -> String {
    json(exchange).to_line()
}

type Member = (String, Json);

fn json(exchange: &Exchange) -> Json {
    let members = [
        member("format", i64::from(FORMAT)),
        member("id", exchange.id.as_str()),
        member("at", exchange.at.map(moment)),
        member("took_us", exchange.took_us.map(number)),
    ];
    let optional = [
        exchange.gateway.as_deref().map(|name| member("gateway", name)),
        exchange.direction.map(|direction| member("direction", direction.name())),
    ];
    let parts =
        [member("request", request(&exchange.request)), member("response", exchange.response.as_ref().map(response))];
    let last = [
        exchange.failure.as_deref().map(|why| member("failure", why)),
        exchange.case.as_ref().map(|record| member("case", case(record))),
    ];
    let optional = optional.into_iter().flatten();
    let all = members.into_iter().chain(optional).chain(parts).chain(last.into_iter().flatten());
    Json::Object(all.chain(exchange.extra.members()).collect())
}

fn request(request: &RecordedRequest) -> Json {
    let line = [member("method", request.method.as_str()), member("target", request.target.as_str())];
    let rest = message(&request.headers, &request.body, request.fidelity(), &request.lost);
    Json::Object(line.into_iter().chain(rest).chain(request.extra.members()).collect())
}

fn response(response: &RecordedResponse) -> Json {
    let line = [member("status", i64::from(response.status)), member("reason", response.reason.as_str())];
    let rest = message(&response.headers, &response.body, response.fidelity(), &response.lost);
    Json::Object(line.into_iter().chain(rest).chain(response.extra.members()).collect())
}

fn message(headers: &Headers, body: &[u8], fidelity: Fidelity, lost: &[Loss]) -> [Member; 4] {
    [
        member("headers", Json::list(headers.iter().map(|(name, value)| header(name, value)))),
        member("body", bytes(body)),
        member("fidelity", fidelity.name()),
        member("lost", Json::list(lost.iter().map(Loss::name))),
    ]
}

/// On one line in a file, too: a list of twenty headers is read by people.
fn header(name: &str, value: &[u8]) -> Json {
    let text = |json: Json| serde_json::to_string(&json).expect("such a value can always be written");
    Json::Verbatim(Verbatim::new(&format!("[{},{}]", text(name.into()), text(bytes(value)))))
}

/// A string where nothing is lost by it.
fn bytes(bytes: &[u8]) -> Json {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => Json::object([("base64", STANDARD.encode(bytes))].map(|(name, text)| (name, Json::from(text)))),
    }
}

fn case(case: &CaseRecord) -> Json {
    let members =
        [member("id", case.id.as_str()), member("rev", i64::from(case.rev)), member("step", i64::from(case.step))];
    let optional = case.credits.map(|credits| member("credits", i64::from(credits)));
    let context = member("context", context(&case.context));
    Json::Object(members.into_iter().chain(optional).chain([context]).chain(case.extra.members()).collect())
}

fn context(context: &CaseContext) -> Json {
    let readings = context.readings.iter().map(|(name, choice)| (name.as_str(), choice.as_str().into()));
    let members = [
        member("now_ms", number(context.now_ms)),
        member("serial", number(context.serial)),
        member("readings", Json::object(readings)),
        member("notify_url", context.notify_url.as_str()),
        member("target", context.target.as_str()),
        member("keys", context.keys.name()),
    ];
    Json::Object(members.into_iter().chain(context.extra.members()).collect())
}

fn member(name: &str, value: impl Into<Json>) -> Member {
    (name.to_owned(), value.into())
}

/// Digits: serials may have all 64 bits.
fn number(number: u64) -> Json {
    Json::Verbatim(Verbatim::new(&number.to_string()))
}

fn moment(at: Timestamp) -> String {
    format!("{at:.3}")
}
