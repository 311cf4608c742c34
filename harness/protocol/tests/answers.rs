//! Every documented answer is read: as success, or as the error that its page says it is.

#![expect(clippy::disallowed_methods, reason = "tests read the documented examples")]

use std::collections::BTreeMap;

use counterfoil_protocol::answer::{Answer, read};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Direction;

#[derive(serde::Deserialize)]
struct Described {
    file: String,
    valid_json: bool,
    #[serde(default)]
    part: Option<String>,
}

/// Errors that the pages print as such, with their codes.
const ERRORS: &[(&str, &str)] = &[
    ("gatepay/envelope.response.3.json", "INVALID_REQUEST"),
    ("gatepay/envelope.response.5.json", "300001"),
    ("gatepay/envelope.response.6.json", "400002"),
    ("paycools/error_general.response.json", "21000"),
    ("paycools/payment_query_ph_dynamic.response.2.json", "21010"),
];

/// Samples made from a schema, whose code is a placeholder: `0`, `string`, `<string>`. Read as errors, since no page
/// says that these are success.
const PLACEHOLDERS: &[&str] = &["0", "string", "<string>"];

/// `code` 1000 is the success of PayCools' older, flat protocol.
const OLDER: &[(&str, &str)] = &[("paycools/legacy_refund_ph.response.json", "1000")];

#[test]
fn each_documented_answer_is_read_as_what_its_page_says() {
    let mut errors = Vec::new();
    for gateway in gateways::ALL {
        let folder = format!("{}/../../corpus/examples/{}", env!("CARGO_MANIFEST_DIR"), gateway.name);
        let index = std::fs::read_to_string(format!("{folder}/index.json")).unwrap();
        let index: Vec<Described> = serde_json::from_str(&index).unwrap();
        let index: BTreeMap<&str, &Described> = index.iter().map(|entry| (entry.file.as_str(), entry)).collect();
        for message in gateway.responses.iter().filter(|message| message.direction == Direction::Response) {
            for file in message.examples {
                let body = std::fs::read(format!("{folder}/{file}")).unwrap();
                let name = format!("{}/{file}", gateway.name);
                match read(message, 200, &body) {
                    Ok(Answer::Failure { code, .. }) if PLACEHOLDERS.contains(&code.as_str()) => {}
                    Ok(Answer::Failure { code, .. }) => errors.push((name, code)),
                    Ok(Answer::Success { .. }) => {}
                    Err(refused) => assert!(
                        !index[file].valid_json || index[file].part.is_some(),
                        "{name} is JSON, but no answer: {refused}"
                    ),
                }
            }
        }
    }
    let documented: BTreeMap<_, _> =
        ERRORS.iter().chain(OLDER).map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect();
    assert_eq!(errors.into_iter().collect::<BTreeMap<_, _>>(), documented);
}

#[test]
fn an_error_is_an_answer_and_nonsense_is_none() {
    let gateway = gateways::by_name("gatepay").unwrap();
    let message = gateway.responses.iter().find(|message| message.id == "gatepay/order-query-response").unwrap();
    let failure = |status, body: &str| match read(message, status, body.as_bytes()) {
        Ok(Answer::Failure { code, .. }) => code,
        other => panic!("{body}: {other:?}"),
    };
    let error = r#"{"status":"FAIL","code":"400202","label":"","errorMessage":"no such order","data":""}"#;
    assert_eq!(failure(200, error), "400202");
    assert_eq!(failure(500, "<html>"), "HTTP 500");
    assert_eq!(failure(302, ""), "HTTP 302");
    // Success needs what its table demands; a page of HTML with 200 is no answer at all.
    assert!(read(message, 200, b"<html>").is_err());
    assert!(read(message, 200, b"").is_err());
    let twice = r#"{"status":"SUCCESS","code":"400202","code":"000000","errorMessage":"","data":{}}"#;
    assert!(read(message, 200, twice.as_bytes()).is_err());
}
