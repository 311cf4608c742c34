//! What is written for WireMock is read back, and answers what it was made from.

use counterfoil_formats::exchange::{Exchange, Loss, RecordedResponse};
use counterfoil_formats::wiremock::{
    Mapping, Picked, Scenarios, exchange, journal, journal_file, mapping, mapping_name, mappings, mappings_file, pick,
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
            r#"{"X-GatePay-Signature":{"equalTo":"deadBEEF"},"X-GatePay-Timestamp":{"absent":true},"#,
            r#""X-GatePay-Nonce":{"absent":true},"Content-Length":{"equalTo":"3"}},"#,
            r#""bodyPatterns":[{"equalTo":"{ }"}]},"response":{"status":200,"headers":{"Set-Cookie":["a=1","b=2"],"#,
            r#""Content-Length":"7"},"body":"SUCCESS"},"metadata":{"counterfoil":"a/b"}}]}"#,
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
fn names_are_safe_on_every_system() {
    assert_eq!(mapping_name(1, "../Ä/b"), "000001------b");
    assert_eq!(mapping_name(20, ""), "000020");
    assert_eq!(mapping_name(3, &"x".repeat(300)).len(), 87);
}

#[test]
fn a_body_stands_where_it_keeps_its_bytes() {
    let written = |answer: &[u8], file| mapping(&sample("a", b"{}", answer), None, file).to_line();
    assert!(written(b"SUCCESS", None).contains(r#""body":"SUCCESS""#));
    assert!(written(b"\xff", None).contains(r#""base64Body":"/w==""#));
    assert!(written(b"{{now}}", None).contains("base64Body"), "it would be taken for a template");
    assert!(written(b"SUCCESS", Some("a.body")).contains(r#""bodyFileName":"a.body""#));
    assert!(!written(b"", None).to_lowercase().contains("body\":\"\""));
}

#[test]
fn the_answer_to_an_unsigned_request_is_not_given_to_a_signed_one() {
    let signed = sample("signed", b"{}", b"one");
    let mut unsigned = sample("unsigned", b"{}", b"two");
    unsigned.request.headers = Default::default();
    for recorded in [[signed.clone(), unsigned.clone()], [unsigned, signed]] {
        let mappings = read(&mappings_file(&recorded).to_file());
        for exchange in &recorded {
            let picked = pick(&mappings, &exchange.request.to_request(), &Scenarios::default());
            let Picked::Answer(mapping) = picked else { panic!("{picked:?}") };
            assert_eq!(mapping.name.as_deref(), Some(exchange.id.as_str()));
        }
    }
}

#[test]
fn half_an_answer_is_no_answer() {
    let half = Exchange { failure: Some("closed within its answer".to_owned()), ..sample("a", b"{}", b"hal") };
    assert!(mappings_file(core::slice::from_ref(&half)).to_line().contains("EMPTY_RESPONSE"));
    let read = journal(journal_file(&[half]).to_file().as_bytes()).remove(0).unwrap();
    assert_eq!(read.failure.as_deref(), Some("the journal has no answer to it"));
}

#[test]
fn what_wiremock_said_itself_is_not_given_to_somebody_else() {
    let mut own = sample("a", b"{}", b"ok");
    own.response.as_mut().unwrap().lost.push(Loss::StandIn);
    let read = journal(journal_file(&[own]).to_file().as_bytes()).remove(0).unwrap();
    assert!(read.response.unwrap().lost.contains(&Loss::StandIn));
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
