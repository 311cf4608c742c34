//! What is written for WireMock is read back, and answers what it was made from.

use counterfoil_formats::exchange::{Exchange, RecordedResponse};
use counterfoil_formats::wiremock::{
    Mapping, Picked, Scenarios, exchange, journal, journal_file, mapping_files, mappings, mappings_file, pick,
};
use counterfoil_protocol::wire::Request;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

fn sample(id: &str, body: &[u8], answer: &[u8]) -> Exchange {
    let mut request = Request::post("/notify?a=%2B", body);
    request.headers.push("X-GatePay-Signature", "deadBEEF");
    request.headers.push("Content-Length", body.len().to_string());
    let mut response = RecordedResponse { status: 200, body: answer.to_vec(), ..RecordedResponse::default() };
    response.headers.push("Set-Cookie", "a=1");
    response.headers.push("set-cookie", "b=2");
    response.headers.push("Content-Length", answer.len().to_string());
    let gateway = Some("gatepay".to_owned());
    Exchange { id: id.to_owned(), gateway, request: request.into(), response: Some(response), ..Exchange::default() }
}

fn read(file: &str) -> Vec<Mapping> {
    mappings(file.as_bytes()).unwrap().into_iter().map(Result::unwrap).collect()
}

#[test]
fn a_mapping_is_written_so_that_bytes_stay() {
    let text = mappings_file(&[sample("a/b", b"{ }", b"SUCCESS")]).to_line();
    assert_eq!(
        text,
        concat!(
            r#"{"mappings":[{"name":"a/b","request":{"method":"POST","url":"/notify?a=%2B","headers":"#,
            r#"{"X-GatePay-Signature":{"equalTo":"deadBEEF"},"Content-Length":{"equalTo":"3"}},"#,
            r#""bodyPatterns":[{"equalTo":"{ }"}]},"response":{"status":200,"headers":{"Set-Cookie":["a=1","b=2"],"#,
            r#""Content-Length":"7"},"base64Body":"U1VDQ0VTUw=="},"metadata":{"counterfoil":"a/b"}}]}"#,
            "\n"
        )
    );
}

#[test]
fn repeats_are_answered_in_the_order_in_which_they_were_recorded() {
    let recorded = [sample("1", b"{}", b"one"), sample("2", b"[]", b"else"), sample("3", b"{}", b"two")];
    let mappings = read(&mappings_file(&recorded).to_file());
    let mut scenarios = Scenarios::default();
    let mut answers = Vec::new();
    for _ in 0..3 {
        let Picked::Answer(mapping) = pick(&mappings, &recorded[0].request.to_request(), &scenarios) else { panic!() };
        answers.push(exchange(mapping, &|_| None).unwrap().response.unwrap().body);
        scenarios.advance(mapping);
    }
    assert_eq!(answers, [&b"one"[..], b"two", b"two"]);
}

#[test]
fn files_have_safe_names_and_one_mapping_each() {
    let files = mapping_files(&[sample("../Ä/b", b"", b""), sample("../Ä/b", b"", b"")]);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["000001------b.json", "000002------b.json"]);
    assert!(files.iter().all(|(_, json)| read(&json.to_file()).len() == 1));
}

#[test]
fn a_failure_is_a_fault() {
    let silent = Exchange { response: None, failure: Some("hung up".to_owned()), ..sample("a", b"{}", b"") };
    let read = exchange(&read(&mappings_file(&[silent]).to_file())[0], &|_| None).unwrap();
    assert_eq!(read.failure.as_deref(), Some("the stub answers with the fault EMPTY_RESPONSE"));
}

#[test]
fn a_journal_is_written_newest_first() {
    let text = journal_file(&[sample("1", b"\xff", b"ok"), sample("2", b"{}", b"ok")]).to_file();
    let read: Vec<Exchange> = journal(text.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(read.iter().map(|exchange| exchange.id.as_str()).collect::<Vec<_>>(), ["2", "1"]);
    assert_eq!(read[1].request.body, [0xff]);
    assert!(read.iter().all(|exchange| exchange.request.fidelity().can_prove_signature()));
}

fn recorded() -> impl Strategy<Value = Vec<Exchange>> {
    let body = || proptest::prop_oneof![vec(any::<u8>(), 0..40), any::<String>().prop_map(String::into_bytes)];
    let one = (body(), body(), "[ -~]{0,20}");
    vec(one, 0..4).prop_map(|all| {
        let number = |(index, (body, answer, value)): (usize, (Vec<u8>, Vec<u8>, String))| {
            let mut exchange = sample(&index.to_string(), &body, &answer);
            exchange.request.headers.set("X-GatePay-Signature", value);
            exchange
        };
        all.into_iter().enumerate().map(number).collect()
    })
}

proptest::proptest! {
    #[test]
    fn mappings_keep_target_body_signature_and_answer(recorded in recorded()) {
        let mappings = read(&mappings_file(&recorded).to_file());
        proptest::prop_assert_eq!(mappings.len(), recorded.len());
        for (mapping, exchange) in mappings.iter().zip(&recorded) {
            let back = counterfoil_formats::wiremock::exchange(mapping, &|_| None).unwrap();
            proptest::prop_assert_eq!(&back.id, &exchange.id);
            proptest::prop_assert_eq!(&back.request.target, &exchange.request.target);
            proptest::prop_assert_eq!(&back.request.body, &exchange.request.body);
            let name = "X-GatePay-Signature";
            // WireMock sees values without the blanks around them, so a mapping has them without.
            let header = |exchange: &Exchange| {
                exchange.request.headers.all(name).map(|value| value.trim_ascii().to_vec()).collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(header(&back), header(exchange));
            proptest::prop_assert_eq!(&back.response.unwrap().body, &exchange.response.as_ref().unwrap().body);
        }
    }

    #[test]
    fn journals_keep_every_byte(recorded in recorded()) {
        let text = journal_file(&recorded).to_file();
        let read: Vec<Exchange> = journal(text.as_bytes()).into_iter().map(Result::unwrap).collect();
        for (back, exchange) in read.iter().rev().zip(&recorded) {
            proptest::prop_assert_eq!(&back.request.body, &exchange.request.body);
            proptest::prop_assert_eq!(&back.request.target, &exchange.request.target);
            proptest::prop_assert_eq!(&back.response.as_ref().unwrap().body, &exchange.response.as_ref().unwrap().body);
        }
    }
}
