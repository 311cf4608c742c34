//! Row by row: what the journal of WireMock 3.13.2 keeps and loses.

use counterfoil_formats::exchange::{Fidelity, Loss};

use crate::fixtures::{FOUND, JOURNAL, JSON_BODY, RECEIVED, RECEIVER_JOURNAL, beyond, entry};

#[test]
fn request_headers_are_kept_with_known_names_spelt_anew_and_repeats_put_together() {
    let request = entry("headers").request;
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| name).collect();
    let expected =
        ["Host", "Connection", "X-GatePay-Signature", "Content-Type", "x-dup", "x-dup", "X-Other", "X-Blank"];
    assert_eq!(names, [&expected[..], &["Content-Length"]].concat());
    assert_eq!(request.headers.all("X-Dup").collect::<Vec<_>>(), [b"1", b"2"]);
    assert_eq!(request.headers.single("X-Blank").unwrap(), "v", "blanks around it are gone");
    let lost: Vec<&str> = request.lost.iter().map(|loss| loss.name()).collect();
    assert_eq!(lost, ["header-spelling", "header-order", "header-repeats", "media-type"]);
    assert_eq!(request.fidelity(), Fidelity::Exact);
}

#[test]
fn body_bytes_in_utf8_are_exact() {
    assert_eq!(entry("headers").request.body, JSON_BODY);
}

#[test]
fn a_body_that_is_no_utf8_is_exact_in_base64() {
    let request = entry("invalid-utf8").request;
    assert_eq!((request.body.as_slice(), request.fidelity()), (&b"a\xff\xfeb"[..], Fidelity::Exact));
}

#[test]
fn a_json_body_that_is_no_utf8_is_exact_in_base64() {
    let request = entry("invalid-utf8-json").request;
    assert_eq!((request.body.as_slice(), request.fidelity()), (&b"{\"a\":\"\xff\"}"[..], Fidelity::Exact));
}

#[test]
fn a_body_in_latin_1_is_exact_in_base64() {
    let request = entry("latin1").request;
    assert_eq!((request.body.as_slice(), request.fidelity()), (&b"\xe9"[..], Fidelity::Exact));
}

#[test]
fn a_gzip_body_was_decompressed() {
    let request = entry("gzip").request;
    assert_eq!(request.body, JSON_BODY);
    assert_eq!(beyond(&request.lost), ["decompressed", "length-differs"]);
    assert_eq!(request.fidelity(), Fidelity::Decoded);
}

#[test]
fn a_gzip_body_that_no_header_announced_was_decompressed() {
    let request = entry("gzip-unannounced").request;
    assert_eq!(request.body, JSON_BODY);
    assert_eq!(beyond(&request.lost), ["length-differs"]);
    assert!(!request.fidelity().can_prove_signature());
}

#[test]
fn bodies_without_content_type_are_exact() {
    assert_eq!(entry("no-content-type").request.fidelity(), Fidelity::Exact);
    let binary = entry("no-content-type-binary").request;
    assert_eq!((binary.body.as_slice(), binary.fidelity()), (&b"a\xff"[..], Fidelity::Exact));
}

#[test]
fn octets_are_exact() {
    let request = entry("octet-stream").request;
    assert_eq!((request.body.as_slice(), request.fidelity()), (&b"a\xff\0"[..], Fidelity::Exact));
}

#[test]
fn a_multipart_body_is_exact() {
    let request = entry("multipart").request;
    assert!(request.body.starts_with(b"--x\r\n"));
    assert_eq!(request.fidelity(), Fidelity::Exact);
}

#[test]
fn a_body_that_is_no_json_is_exact() {
    assert_eq!(entry("broken-json").request.body, b"{\"a\":1} trailing");
    assert_eq!(entry("truncated-json").request.body, b"{\"a\":");
    assert_eq!(entry("bom-json").request.body, b"\xef\xbb\xbf{\"a\":1}");
    assert_eq!(entry("bom-json").request.fidelity(), Fidelity::Exact);
    assert_eq!(entry("truncated-json").request.fidelity(), Fidelity::Exact);
}

#[test]
fn the_query_is_kept_as_it_came() {
    assert_eq!(entry("query").request.target, "/plain?b=1%2B1&a=x+y&b=%32");
}

#[test]
fn two_requests_that_differ_in_a_header_only_are_two_entries() {
    let signature = |name| entry(name).request.headers.single("X-GatePay-Signature").unwrap().to_owned();
    assert_eq!(signature("same-but-header-first"), "one");
    assert_eq!(signature("same-but-header-second"), "two");
}

#[test]
fn a_chunked_body_has_no_length_to_check_it_by() {
    let request = entry("chunked").request;
    assert_eq!(request.body, b"{}");
    assert_eq!(beyond(&request.lost), ["length-unknown"]);
    assert_eq!(request.fidelity(), Fidelity::Decoded);
}

/// What a server with WireMock 3.13.2 was sent, and what its journal says of it.
#[test]
fn well_known_media_types_are_spelt_anew() {
    let logged = |value: &str| {
        let headers = format!(r#"{{"Content-Type":"{value}","Content-Length":"2"}}"#);
        let text = format!(r#"{{"method":"POST","url":"/","headers":{headers},"bodyAsBase64":"e30="}}"#);
        counterfoil_formats::wiremock::read_entry(text.as_bytes()).unwrap().request
    };
    // APPLICATION/JSON; application/json; charset=utf-8; TEXT/PLAIN; charset=US-ascii.
    for value in ["application/json", "application/json; charset=UTF-8", "text/plain; charset=US-ascii"] {
        assert!(logged(value).lost.contains(&Loss::MediaType), "{value}");
        assert_eq!(logged(value).fidelity(), Fidelity::Exact);
    }
    // These came as they were sent.
    for value in ["Application/XML", "Application/Octet-Stream", "multipart/form-data; Boundary=x"] {
        assert!(!logged(value).lost.contains(&Loss::MediaType), "{value}");
    }
}

#[test]
fn an_answer_to_head_has_the_length_of_a_body_that_never_comes() {
    let logged = |method: &str| {
        let request = format!(r#"{{"method":"{method}","url":"/","headers":{{}}}}"#);
        let response = r#"{"status":405,"headers":{"Content-Length":"18"}}"#;
        let text =
            format!(r#"{{"request":{request},"response":{response},"responseDefinition":{{"proxyBaseUrl":"x"}}}}"#);
        counterfoil_formats::wiremock::read_entry(text.as_bytes()).unwrap().response.unwrap()
    };
    assert_eq!(logged("HEAD").fidelity(), Fidelity::Exact);
    assert_eq!(logged("GET").fidelity(), Fidelity::Reconstructed);
}

#[test]
fn wiremock_as_the_receiver_keeps_the_request_and_answers_itself() {
    let entries = counterfoil_formats::wiremock::journal(RECEIVER_JOURNAL.as_bytes());
    let [Ok(exchange)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((exchange.request.body.as_slice(), exchange.request.fidelity()), (JSON_BODY, Fidelity::Exact));
    let response = exchange.response.as_ref().unwrap();
    assert_eq!(response.body, b"SUCCESS");
    assert!(beyond(&response.lost).contains(&"stand-in"), "{:?}", response.lost);
}

#[test]
fn an_answer_from_behind_is_not_called_made_up() {
    let response = entry("headers").response.unwrap();
    assert_eq!(beyond(&response.lost), [""; 0]);
}

#[test]
fn time_and_duration_are_kept() {
    let exchange = entry("headers");
    let written = format!("\"loggedDate\": {},", exchange.at.unwrap().as_millisecond());
    assert!(JOURNAL.contains(&written), "{written}");
    assert!(exchange.took_us.unwrap().is_multiple_of(1000));
}

#[test]
fn client_protocol_and_whole_address_stand_in_the_journal() {
    for member in ["clientIp", "protocol", "absoluteUrl"] {
        let count = |text: &str| text.matches(&format!("\"{member}\": ")).count();
        assert_eq!(count(JOURNAL), count_of_entries(), "{member}");
        assert_eq!(count(&crate::fixtures::answer("headers")), 0, "no stub has {member}");
    }
}

fn count_of_entries() -> usize {
    counterfoil_formats::wiremock::journal(JOURNAL.as_bytes()).len()
}

#[test]
fn behind_the_proxy_a_request_is_another_one() {
    let received: Vec<(String, String)> = serde_json::from_str(RECEIVED).unwrap();
    let all =
        |name: &str| received.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
    let values: Vec<&str> = all("X-Dup");
    assert_eq!(values, ["1", "2", "1", "2"], "sent were x-dup: 1 and X-Dup: 2");
    let host: Vec<&str> = all("Host");
    let logged = entry("headers").request.headers;
    assert_eq!((host, logged.single("Host").unwrap()), (vec!["127.0.0.1:28191"], "127.0.0.1:28190"));
    assert!(logged.all("User-Agent").next().is_none() && received.iter().any(|(name, _)| name == "User-Agent"));
}

#[test]
fn response_headers_are_kept_but_for_the_transfer_coding() {
    let response = entry("answer-headers").response.unwrap();
    assert_eq!(response.headers.all("Set-Cookie").collect::<Vec<_>>(), [b"a=1", b"b=2"]);
    assert_eq!(response.headers.single("Content-Length").unwrap(), "2");
    assert_eq!(entry("answer-gzip").response.unwrap().headers.single("Content-Encoding").unwrap(), "gzip");
    // All but one: the proxy takes the chunks off and says nothing of them.
    let chunked = entry("answer-chunked").response.unwrap();
    assert!(chunked.headers.all("Transfer-Encoding").next().is_none());
    assert_eq!((chunked.body.as_slice(), beyond(&chunked.lost)), (&b"SUCCESS"[..], vec!["length-unknown"]));
}

#[test]
fn response_bodies_are_kept_as_sent() {
    let zipped = entry("answer-gzip").response.unwrap();
    assert!(zipped.body.starts_with(&[0x1f, 0x8b]));
    assert_eq!(zipped.fidelity(), Fidelity::Exact);
    let invalid = entry("answer-invalid-utf8").response.unwrap();
    assert_eq!((invalid.body.as_slice(), invalid.fidelity()), (&b"SUCC\xffESS"[..], Fidelity::Exact));
}

#[test]
fn the_list_of_found_requests_holds_no_answers() {
    let found: Vec<_> =
        counterfoil_formats::wiremock::journal(FOUND.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|exchange| exchange.response.is_none() && exchange.request.target == "/same"));
    assert_eq!(found[0].failure.as_deref(), Some("the journal's list of requests holds no answers"));
}
