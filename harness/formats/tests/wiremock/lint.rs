//! What recordings prove, and what people are told about the rest.

use counterfoil_formats::lint::{self, Lint, Proof};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;

use crate::fixtures::{by_default, entry, lossless, receiver};

/// The signature's header in the fixtures is that of this gateway, in another case.
static GATEWAY: &Gateway = &gateways::gatepay::GATEWAY;

fn stub(mappings: &[counterfoil_formats::wiremock::Mapping], gateway: &Gateway) -> Lint {
    lint::mapping(&mappings[0], gateway, &|_| None).unwrap()
}

fn why(proof: &Proof) -> &str {
    match proof {
        Proof::Can => "",
        Proof::Cannot(why) => why,
    }
}

#[test]
fn a_journal_proves_what_came_from_behind() {
    let lint = lint::exchange(&entry("headers"), GATEWAY);
    assert!(lint.signature.can() && lint.shape.can() && lint.acknowledgement.can(), "{lint:?}");
    let [finding] = lint.findings.as_slice() else { panic!("{:?}", lint.findings) };
    assert!(finding.what.contains("Content-Type") && finding.why.contains("media types"), "{finding:?}");
}

/// Measured: `{` in a path ends in a page of its server, and in no entry of the journal.
#[test]
fn an_error_page_of_wiremock_is_nobodys_answer() {
    let mut exchange = entry("headers");
    let answer = exchange.response.as_mut().unwrap();
    answer.status = 500;
    answer.body = b"<td>com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet-619b</td>".to_vec();
    let lint = lint::exchange(&exchange, GATEWAY);
    assert_eq!(why(&lint.acknowledgement), "WireMock gave the answer itself: the receiver was not asked");
    assert!(lint.findings.iter().any(|finding| finding.what.contains("error page")), "{:?}", lint.findings);
    exchange.response.as_mut().unwrap().body = b"<td>java.lang.IllegalStateException</td>".to_vec();
    assert!(lint::exchange(&exchange, GATEWAY).acknowledgement.can(), "another server's error is its own");
}

#[test]
fn a_decompressed_body_proves_no_signature() {
    let lint = lint::exchange(&entry("gzip"), GATEWAY);
    assert_eq!(why(&lint.signature), "The body came with a content coding and was kept without");
    assert!(lint.shape.can());
    assert!(lint.findings[0].remedy.contains("no Content-Encoding"), "{:?}", lint.findings);
}

#[test]
fn a_stub_without_the_signature_proves_nothing_about_it() {
    let lint = stub(&by_default("headers"), GATEWAY);
    let name = counterfoil_formats::wiremock::signed_headers(Some(GATEWAY))[0];
    assert_eq!(why(&lint.signature), format!("header {name} was not captured"));
    assert_eq!(lint.findings[0].what, format!("Header {name}, which the signature needs, is not in the recording."));
    assert!(lint.findings.iter().any(|finding| finding.what.contains("only the first value")), "{:?}", lint.findings);
}

#[test]
fn a_signature_in_the_body_needs_no_header() {
    let pelago = &gateways::pelago::GATEWAY;
    assert_eq!(stub(&lossless("same"), pelago).signature, Proof::Can);
    assert_eq!(why(&stub(&by_default("headers"), pelago).signature), "Only the body's text was kept, not its bytes");
    assert_eq!(why(&stub(&lossless("same"), pelago).freshness), "Pelago sends no timestamp");
}

#[test]
fn what_wiremock_answered_itself_is_no_acknowledgement() {
    let journal = counterfoil_formats::wiremock::journal(crate::fixtures::RECEIVER_JOURNAL.as_bytes());
    let lint = lint::exchange(journal[0].as_ref().unwrap(), GATEWAY);
    assert_eq!(why(&lint.acknowledgement), "WireMock gave the answer itself: the receiver was not asked");
}

#[test]
fn a_stub_for_many_requests_is_no_recording() {
    let error = lint::mapping(&receiver("mappings")[1], GATEWAY, &|_| None).map(|lint| lint.shape);
    assert!(error.is_ok_and(|shape| !shape.can()), "a stub that names no body says nothing about its shape");
}

#[test]
fn the_recording_request_names_the_headers_of_the_gateway() {
    for gateway in gateways::ALL {
        let text = lint::recording_request(gateway, Some("http://127.0.0.1:8080")).to_line();
        for name in counterfoil_formats::wiremock::signed_headers(Some(gateway)).into_iter().chain(["Content-Length"]) {
            assert!(text.contains(&format!("\"{name}\":{{}}")), "{text}");
        }
    }
    assert_eq!(
        lint::recording_request(&gateways::pelago::GATEWAY, Some("http://127.0.0.1:8080")).to_line(),
        concat!(
            r#"{"targetBaseUrl":"http://127.0.0.1:8080","requestBodyPattern":{"matcher":"equalTo"},"#,
            r#""captureHeaders":{"X-App-Key":{},"Content-Type":{},"Content-Encoding":{},"Content-Length":{}},"#,
            r#""filters":{"allowNonProxied":true},"repeatsAsScenarios":true,"persist":true}"#,
            "\n"
        )
    );
}
