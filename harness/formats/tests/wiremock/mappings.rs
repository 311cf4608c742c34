//! Mapping files of every shape.

use counterfoil_formats::exchange::Fidelity;
use counterfoil_formats::wiremock::{
    BodyDefinition, Fault, Mapping, Matcher, MethodPattern, UrlPattern, Values, exchange, mappings,
};

fn one(text: &str) -> Mapping {
    mappings(text.as_bytes()).unwrap().pop().unwrap().unwrap()
}

fn error(text: &str) -> String {
    mappings(text.as_bytes()).and_then(|mut all| all.pop().unwrap()).unwrap_err().to_string()
}

#[test]
fn unknown_members_are_kept_and_known_ones_are_not_needed() {
    let mapping = one(r#"{"$schema":"x","uuid":"u","persistent":true,"insertionIndex":3,"priority":1,
        "metadata":{"a": [1.00]},"request":{"method":"ANY"},"response":{"fromConfiguredStub":true}}"#);
    assert_eq!(mapping.id.as_deref(), Some("u"));
    assert_eq!((mapping.insertion_index, mapping.priority()), (Some(3), 1));
    assert_eq!(mapping.metadata.unwrap().as_str(), r#"{"a":[1.00]}"#);
    assert_eq!(mapping.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["$schema", "persistent"]);
    assert_eq!(mapping.response.extra.iter().collect::<Vec<_>>(), [("fromConfiguredStub", "true")]);
    assert_eq!((mapping.request.method, mapping.request.url), (MethodPattern::Any, UrlPattern::Any));
}

#[test]
fn every_matcher_of_the_documents_is_read() {
    let body = |matcher: &str| one(&format!("{{\"request\":{{\"bodyPatterns\":[{matcher}]}}}}")).request.body.remove(0);
    let text = |text: &str| text.to_owned();
    assert_eq!(body(r#"{"equalTo":"a"}"#), Matcher::EqualTo { text: text("a"), any_case: false });
    assert_eq!(body(r#"{"equalTo":"a","caseInsensitive":true}"#), Matcher::EqualTo { text: text("a"), any_case: true });
    assert_eq!(body(r#"{"binaryEqualTo":"/w=="}"#), Matcher::BinaryEqualTo(vec![0xff]));
    assert_eq!(body(r#"{"contains":"a"}"#), Matcher::Contains(text("a")));
    assert_eq!(body(r#"{"doesNotContain":"a"}"#), Matcher::DoesNotContain(text("a")));
    assert_eq!(body(r#"{"matches":"a"}"#), Matcher::Matches(text("a")));
    assert_eq!(body(r#"{"doesNotMatch":"a"}"#), Matcher::DoesNotMatch(text("a")));
    assert_eq!(body(r#"{"not":{"absent":"(absent)"}}"#), Matcher::Not(Box::new(Matcher::Absent)));
    assert_eq!(body(r#"{"and":[{"anything":"anything"}]}"#), Matcher::And(vec![Matcher::Anything]));
    assert_eq!(body(r#"{"or":[{"anything":"anything"}]}"#), Matcher::Or(vec![Matcher::Anything]));
    assert!(matches!(body(r#"{"before":"now"}"#), Matcher::Moment { .. }));
    assert!(matches!(body(r#"{"greaterThanNumber":1}"#), Matcher::Number { .. }));
    assert!(
        matches!(body(r#"{"equalToJson":"{ }"}"#), Matcher::EqualToJson { text, is_node: false, .. } if text == "{ }")
    );
    assert!(matches!(body(r#"{"equalToJson":{"a": 1}}"#), Matcher::EqualToJson { is_node: true, .. }));
    assert_eq!(
        body(r#"{"matchesJsonPath":{"expression":"$.a","contains":"b"}}"#),
        Matcher::JsonPath { expression: text("$.a"), found: Some(Box::new(Matcher::Contains(text("b")))) }
    );
    assert_eq!(body(r#"{"matchesJsonPath":"$.a"}"#), Matcher::JsonPath { expression: text("$.a"), found: None });
    assert_eq!(body(r#"{"equalToXml":"<a/>"}"#), Matcher::EqualToXml(text("<a/>")));
    assert_eq!(body(r#"{"matchesXPath":"//a"}"#), Matcher::XPath { expression: text("//a"), found: None });
    assert_eq!(body(r#"{"matchesPathTemplate":"/a/{b}"}"#), Matcher::PathTemplate(text("/a/{b}")));
    for schema in [
        r#"{"matchesJsonSchema":{"a":1},"schemaVersion":"V7"}"#,
        r#"{"schemaVersion":"V7","matchesJsonSchema":"{\"a\":1}"}"#,
    ] {
        assert_eq!(body(schema), Matcher::JsonSchema { text: text("{\"a\":1}"), version: Some(text("V7")) });
    }
}

#[test]
fn what_is_not_understood_is_told_by_name_and_place() {
    for (matcher, name) in [
        (r#"{"matchesXPath":"//a","xPathNamespaces":{}}"#, "xPathNamespaces"),
        (r#"{"equalToXml":"<a/>","enablePlaceholders":true}"#, "enablePlaceholders"),
        (r#"{"equalTo":"a","schemaVersion":"V7"}"#, "schemaVersion"),
        (r#"{"matchesProtobuf":"a"}"#, "matchesProtobuf"),
        (r#"{"equalTo":"a","trim":true}"#, "trim"),
        (r#"{"before":"now +3 days","expectedOffset":3}"#, "expectedOffset"),
        (r#"{"contains":"a","caseInsensitive":true}"#, "caseInsensitive"),
    ] {
        let mapping = one(&format!("{{\"mappings\":[{{\"request\":{{\"bodyPatterns\":[{matcher}]}}}}]}}"));
        let Matcher::Unsupported(unsupported) = &mapping.request.body[0] else { panic!("{matcher}") };
        assert_eq!(unsupported.name, name);
        assert!(unsupported.place.starts_with("/mappings/0/request/bodyPatterns/0"), "{}", unsupported.place);
    }
    let mapping = one(r#"{"request":{"clientIp":{"equalTo":"::1"},"customMatcher":{"name":"x"}}}"#);
    let names: Vec<&str> = mapping.request.unsupported.iter().map(|unsupported| unsupported.name.as_str()).collect();
    assert_eq!(names, ["clientIp", "customMatcher"]);
}

#[test]
fn methods_addresses_and_values_of_every_form_are_read() {
    let request = one(r#"{"request":{"method":{"oneOf":["GET","PUT"]},"urlPathTemplate":"/a/{b}","pathParameters":{"b":{"equalTo":"c"}},
        "headers":{"A":{"hasExactly":[{"equalTo":"1"},{"equalTo":"2"}]},"B":{"includes":[{"equalTo":"1"}]}},
        "basicAuthCredentials":{"username":"u","password":"p"},
        "multipartPatterns":[{"matchingType":"ALL","name":"n","bodyPatterns":[{"equalTo":"x"}]}]}}"#)
    .request;
    assert_eq!(request.method, MethodPattern::OneOf(vec!["GET".to_owned(), "PUT".to_owned()]));
    assert_eq!(request.url, UrlPattern::PathTemplate("/a/{b}".to_owned()));
    assert!(matches!(&request.headers[0].1, Values::Exactly(all) if all.len() == 2));
    assert!(matches!(&request.headers[1].1, Values::Including(all) if all.len() == 1));
    assert_eq!(request.basic_auth, Some(("u".to_owned(), "p".to_owned())));
    assert!(request.multipart[0].every);
    assert_eq!(request.path.len(), 1);
}

#[test]
fn answers_of_every_kind_are_read() {
    let response = |members: &str| one(&format!("{{\"response\":{{{members}}}}}")).response;
    assert_eq!(response(r#""base64Body":"/w==""#).body, BodyDefinition::Bytes(vec![0xff]));
    assert_eq!(response(r#""bodyFileName":"../a""#).body, BodyDefinition::File("../a".to_owned()));
    assert!(
        matches!(response(r#""jsonBody":{"a": 1.00}"#).body, BodyDefinition::Json(text) if text.as_str() == "{\"a\":1.00}")
    );
    assert_eq!(response(r#""fault":"RANDOM_DATA_THEN_CLOSE""#).fault, Some(Fault::RandomData));
    assert_eq!(response(r#""fault":"NEW""#).fault, Some(Fault::Other("NEW".to_owned())));
    let slow = response(r#""fixedDelayMilliseconds":5,"chunkedDribbleDelay":{"numberOfChunks":2,"totalDuration":9}"#);
    assert_eq!((slow.delay.fixed, slow.delay.dribble), (Some(5), Some((2, 9))));
    let spread = response(r#""delayDistribution":{"type":"uniform","lower":1,"upper":2}"#);
    assert!(spread.delay.distribution.is_some());
}

#[test]
fn nodes_and_json_bodies_are_reconstructed() {
    let mapping = one(r#"{"request":{"method":"POST","url":"/","bodyPatterns":[{"equalToJson":{"a":100}}]},
        "response":{"jsonBody":{"b":1}}}"#);
    let exchange = exchange(&mapping, &|_| None).unwrap();
    assert_eq!(exchange.request.fidelity(), Fidelity::Reconstructed);
    let response = exchange.response.unwrap();
    assert_eq!((response.status, response.fidelity()), (200, Fidelity::Reconstructed));
}

#[test]
fn body_files_come_from_outside() {
    let mapping = one(r#"{"request":{"method":"POST","url":"/"},"response":{"bodyFileName":"a/é.bin"}}"#);
    let found = exchange(&mapping, &|name| (name == "a/é.bin").then(|| vec![0xff])).unwrap().response.unwrap();
    assert_eq!(found.body, [0xff]);
    let missing = exchange(&mapping, &|_| None).unwrap().response.unwrap();
    assert_eq!(missing.fidelity(), Fidelity::Reconstructed);
}

#[test]
fn what_answers_more_than_one_request_is_no_recording() {
    let say = |text: &str| exchange(&one(text), &|_| None).unwrap_err().to_string();
    assert_eq!(
        say(r#"{"request":{"method":"POST","urlPattern":"/.*"}}"#),
        "no recording of one request: its address is a pattern, `/.*`"
    );
    assert_eq!(say(r#"{"request":{"url":"/"}}"#), "no recording of one request: it answers more than one method");
    assert_eq!(
        say(r#"{"request":{"method":"POST","url":"/"},"response":{"proxyBaseUrl":"http://b.example"}}"#),
        "no recording of one request: it hands requests on to http://b.example"
    );
}

#[test]
fn errors_name_their_place() {
    assert_eq!(
        error(r#"{"mappings":[{"request":{"url":"/","urlPath":"/"}}]}"#),
        "/mappings/0/request/urlPath: expected one kind of address, found `url` beside it"
    );
    assert_eq!(
        error(r#"{"response":{"base64Body":"?"}}"#),
        "/response/base64Body: expected Base64 with padding (RFC 4648, section 4), found `?` (Invalid symbol 63, offset 0.)"
    );
    assert_eq!(
        error(r#"{"request":{"headers":{"A":"b"}}}"#),
        "/request/headers/A: expected an object, found a string, `\"b\"`"
    );
    assert_eq!(
        error(r#"{"response":{"body":"a","base64Body":""}}"#),
        "/response/body: expected one kind of body, found several"
    );
    assert_eq!(
        error(r#"{"requests":[]}"#),
        "the document: expected a stub mapping with `request` and `response`, or `mappings`, found a request journal"
    );
}

#[test]
fn matchers_nested_too_deep_are_refused_and_deep_documents_are_not() {
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    let matcher = format!(
        "{{\"request\":{{\"bodyPatterns\":[{}{{\"absent\":true}}{}]}}}}",
        "{\"not\":".repeat(50_000),
        "}".repeat(50_000)
    );
    assert_eq!(
        error(&matcher),
        "/request/bodyPatterns/0/not/not/not/not/not/not/not/not/not/…: expected matchers that are not nested so deep, \
         found more than 128 levels"
    );
    let document = format!("{{\"request\":{{}},\"response\":{{\"jsonBody\":{}}}}}", nested("[", "]"));
    assert!(matches!(one(&document).response.body, BodyDefinition::Json(_)));
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80)) {
        let _ = mappings(&bytes);
    }
}
