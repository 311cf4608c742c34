//! Row by row: what the recorded stubs of WireMock 3.13.2 keep and lose.

use std::collections::BTreeMap;

use counterfoil_formats::exchange::Fidelity;
use counterfoil_formats::wiremock::{BodyDefinition, Matcher, STARTED, exchange, mappings};

use crate::fixtures::{
    EDITED, EDITED_ANSWER, EXTRACTED, JSON_BODY, answer, beyond, by_default, lossless, only, receiver,
};

#[test]
fn no_header_is_captured_unless_it_was_named() {
    let request = only(&by_default("headers")).request;
    assert_eq!(request.headers.iter().count(), 0);
    assert!(request.lost.iter().any(|loss| loss.name() == "headers-not-captured"));
}

#[test]
fn only_the_first_of_a_repeated_header_is_captured() {
    let request = only(&lossless("headers")).request;
    assert_eq!(request.headers.all("X-Dup").collect::<Vec<_>>(), [b"1"]);
    assert_eq!(request.headers.single("X-GatePay-Signature").unwrap(), "deadBEEF");
}

#[test]
fn a_body_in_utf8_is_exact_text() {
    let request = only(&by_default("headers")).request;
    assert_eq!(request.body, JSON_BODY);
    assert_eq!(beyond(&request.lost), ["text-only"]);
    assert_eq!(request.fidelity(), Fidelity::Text);
}

#[test]
fn a_json_body_is_matched_more_loosely_than_it_was_sent() {
    let [Matcher::EqualToJson { is_node, any_order, may_have_more, .. }] = &by_default("headers")[0].request.body[..]
    else {
        panic!("{:?}", by_default("headers")[0].request.body);
    };
    assert_eq!((*is_node, *any_order, *may_have_more), (false, true, true));
}

#[test]
fn a_captured_length_that_fits_proves_the_bytes() {
    let request = only(&lossless("headers")).request;
    assert_eq!(request.body, JSON_BODY);
    assert_eq!(beyond(&request.lost), [""; 0]);
    assert!(request.fidelity().can_prove_signature());
}

#[test]
fn a_body_that_is_no_utf8_is_destroyed() {
    let json = [by_default("invalid-utf8-json"), lossless("invalid-utf8-json")];
    for recorded in [by_default("invalid-utf8"), lossless("invalid-utf8")].into_iter().chain(json) {
        let request = only(&recorded).request;
        assert!(beyond(&request.lost).contains(&"replacement-characters"));
        assert_eq!(request.fidelity(), Fidelity::Reconstructed);
    }
}

#[test]
fn a_body_in_latin_1_is_text_and_its_charset_is_known_only_if_captured() {
    let request = only(&by_default("latin1")).request;
    assert_eq!((request.body.as_slice(), beyond(&request.lost)), ("é".as_bytes(), vec!["text-only"]));
    let request = only(&lossless("latin1")).request;
    assert_eq!(beyond(&request.lost), ["charset", "length-differs", "text-only"]);
    assert_eq!(request.fidelity(), Fidelity::Text);
}

#[test]
fn a_gzip_body_was_decompressed_and_only_captured_headers_say_so() {
    assert_eq!(beyond(&only(&by_default("gzip")).request.lost), ["text-only"]);
    assert_eq!(beyond(&only(&lossless("gzip")).request.lost), ["decompressed", "length-differs", "text-only"]);
    assert_eq!(beyond(&only(&lossless("gzip-unannounced")).request.lost), ["length-differs", "text-only"]);
}

#[test]
fn a_body_without_content_type_is_text_and_destroyed_where_it_is_none() {
    assert_eq!(beyond(&only(&by_default("no-content-type")).request.lost), ["text-only"]);
    let binary = only(&by_default("no-content-type-binary")).request;
    assert_eq!(beyond(&binary.lost), ["replacement-characters", "text-only"]);
}

#[test]
fn octets_are_kept_in_base64_unless_text_was_asked_for() {
    let request = only(&by_default("octet-stream")).request;
    assert_eq!((request.body.as_slice(), beyond(&request.lost)), (&b"a\xff\0"[..], vec!["length-unknown"]));
    assert_eq!(only(&lossless("octet-stream")).request.fidelity(), Fidelity::Reconstructed);
}

#[test]
fn a_multipart_body_is_dropped_unless_text_was_asked_for() {
    let request = only(&by_default("multipart")).request;
    assert_eq!((request.body.as_slice(), beyond(&request.lost)), (&b""[..], vec!["body-missing"]));
    assert!(only(&lossless("multipart")).request.fidelity().can_prove_signature());
}

#[test]
fn one_body_that_is_no_json_spoils_the_whole_recording_unless_text_was_asked_for() {
    for spoilt in ["spoilt", "bom-json"] {
        let error = mappings(answer(spoilt).as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the document: expected a stub mapping with `request` and `response`, or `mappings`, found an error of \
             WireMock: nothing was recorded"
        );
    }
    assert_eq!(only(&lossless("bom-json")).request.body, b"\xef\xbb\xbf{\"a\":1}");
    assert_eq!(only(&lossless("truncated-json")).request.body, b"{\"a\":");
    // Text behind a document spoils nothing in 3.13.2.
    assert_eq!(only(&by_default("broken-json")).request.body, b"{\"a\":1} trailing");
}

#[test]
fn the_query_is_split_into_decoded_parameters() {
    for recorded in [by_default("query"), lossless("query")] {
        let request = only(&recorded).request;
        assert_eq!(request.target, "/plain?b=1%2B1&b=2&a=x%20y", "sent was ?b=1%2B1&a=x+y&b=%32");
        assert!(beyond(&request.lost).contains(&"query-split"));
        assert_eq!(request.fidelity(), Fidelity::Reconstructed);
    }
}

#[test]
fn two_requests_that_differ_in_a_header_only_become_steps_of_a_scenario() {
    let steps: Vec<_> = by_default("same").into_iter().map(|mapping| mapping.scenario.unwrap()).collect();
    assert_eq!(steps[0].scenario, steps[1].scenario);
    assert_eq!(steps[1].required.as_deref(), Some(STARTED));
    assert_eq!(steps[1].next, steps[0].required);
    assert!(lossless("same").iter().all(|mapping| mapping.scenario.is_none()), "a captured header tells them apart");
}

#[test]
fn without_scenarios_the_second_of_them_is_dropped() {
    let [one] = &by_default("same-without-scenarios")[..] else { panic!("both were kept") };
    assert!(one.scenario.is_none());
}

#[test]
fn wiremock_as_the_receiver_records_nothing_unless_it_is_allowed() {
    assert_eq!(receiver("default"), []);
    let exchange = only(&receiver("allow-non-proxied"));
    assert_eq!((exchange.request.body.as_slice(), exchange.request.fidelity()), (JSON_BODY, Fidelity::Exact));
    assert!(beyond(&exchange.response.unwrap().lost).contains(&"stand-in"));
}

#[test]
fn the_answer_of_the_admin_api_is_a_mapping_file() {
    assert_eq!(receiver("mappings").len(), 2);
}

#[test]
fn time_is_lost() {
    assert_eq!(only(&by_default("headers")).at, None);
    assert!(only(&by_default("headers")).request.lost.iter().any(|loss| loss.name() == "time"));
}

#[test]
fn response_headers_are_kept_without_those_of_the_framing() {
    let response = only(&by_default("answer-headers")).response.unwrap();
    assert_eq!(response.headers.all("Set-Cookie").collect::<Vec<_>>(), [b"a=1", b"b=2"]);
    assert!(response.headers.all("Content-Length").next().is_none());
    let headers = |name| only(&by_default(name)).response.unwrap().headers;
    assert!(headers("answer-gzip").all("Content-Encoding").next().is_none());
    assert!(headers("answer-chunked").all("Transfer-Encoding").next().is_none());
}

#[test]
fn response_bodies_are_decompressed_destroyed_or_kept_by_their_type() {
    let body = |name: &str| {
        let response = only(&by_default(name)).response.unwrap();
        let lost = beyond(&response.lost).join(" ");
        (response.body, lost)
    };
    assert_eq!(body("answer-gzip"), (b"SUCCESS".to_vec(), "text-only".to_owned()));
    let replaced = "replacement-characters text-only".to_owned();
    assert_eq!(body("answer-invalid-utf8"), ("SUCC\u{fffd}ESS".as_bytes().to_vec(), replaced));
    assert_eq!(body("answer-untyped"), (b"SUCCESS".to_vec(), "length-unknown".to_owned()));
}

#[test]
fn a_body_over_the_threshold_is_moved_to_a_file() {
    let file: BTreeMap<String, String> = serde_json::from_str(EXTRACTED).unwrap();
    let recorded = by_default("answer-extracted");
    assert_eq!(recorded[0].response.body, BodyDefinition::File(file["name"].clone()));
    let read = |name: &str| (name == file["name"]).then(|| file["body"].clone().into_bytes());
    assert_eq!(exchange(&recorded[0], &read).unwrap().response.unwrap().body, b"SUCCESS");
    assert!(
        beyond(&only(&recorded).response.unwrap().lost).contains(&"body-file-missing"),
        "without the file it is lost"
    );
}

#[test]
fn an_edited_stub_holds_json_that_was_written_anew() {
    let mappings: Vec<_> = mappings(EDITED.as_bytes()).unwrap().into_iter().map(Result::unwrap).collect();
    let exchange = only(&mappings);
    assert_eq!(exchange.request.fidelity(), Fidelity::Reconstructed);
    assert_eq!(exchange.response.unwrap().fidelity(), Fidelity::Reconstructed);
    // Posted was {"d":1,"d":2,"e":1E2,"z":-0,"u":"\u00e9","s":"\/", "k":1.00,"l":12345678901234567890.10}.
    assert_eq!(EDITED_ANSWER, r#"{"d":2,"e":100,"z":0,"u":"é","s":"/","k":1.00,"l":12345678901234567890.10}"#);
}
