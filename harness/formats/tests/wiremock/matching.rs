//! Matchers, as a real WireMock 3.13.2 judged the same pairs; and what is left open.

use counterfoil_formats::wiremock::{Mapping, Matched, Picked, Scenarios, mappings, matches, pick};
use counterfoil_protocol::wire::Request;

fn mapping(text: &str) -> Mapping {
    mappings(text.as_bytes()).unwrap().pop().unwrap().unwrap()
}

fn of_body(matcher: &str, body: &str) -> Matched {
    let mapping = mapping(&format!("{{\"request\":{{\"bodyPatterns\":[{matcher}]}}}}"));
    matches(&mapping.request, &Request::post("/x", body))
}

/// Each pair was sent to WireMock 3.13.2, which answered 200 or 404.
#[test]
fn bodies_are_judged_as_wiremock_judged_them() {
    for (matcher, body, expected) in [
        (r#"{"matches":"a.b"}"#, "a\nb", true),
        (r#"{"matches":"a"}"#, "ab", false),
        (r#"{"equalToJson":"{\"a\":1}"}"#, "{\"a\":1.0}", true),
        (r#"{"equalToJson":"{\"a\":100}"}"#, "{\"a\":1E2}", true),
        (r#"{"equalToJson":"[1,2]","ignoreExtraElements":true}"#, "[1,2,3]", true),
        (r#"{"equalToJson":"[1,3]","ignoreExtraElements":true}"#, "[1,2,3]", false),
        (r#"{"equalToJson":"[1,3]","ignoreExtraElements":true,"ignoreArrayOrder":true}"#, "[1,2,3]", true),
        (r#"{"equalToJson":"{\"a\":1}","ignoreExtraElements":true}"#, "{\"a\":1,\"b\":2}", true),
        (r#"{"equalToJson":"{\"a\":2}"}"#, "{\"a\":1,\"a\":2}", true),
        (r#"{"matchesJsonPath":"$.a"}"#, "{\"a\":null}", false),
        (r#"{"matchesJsonPath":"$.a"}"#, "{\"a\":[]}", false),
        (r#"{"matchesJsonPath":"$.a"}"#, "{\"a\":{}}", false),
        (r#"{"matchesJsonPath":"$.a"}"#, "{\"a\":\"\"}", true),
        (r#"{"matchesJsonPath":"$.a"}"#, "{\"a\":false}", true),
        (r#"{"matchesJsonPath":"$.a[?(@.b==2)]"}"#, "{\"a\":[{\"b\":1}]}", false),
        (r#"{"matchesJsonPath":"$.a[?(@.b==1)]"}"#, "{\"a\":[{\"b\":1}]}", true),
        (r#"{"matchesJsonPath":{"expression":"$.a","equalToJson":"{\"b\":1}"}}"#, "{\"a\":{\"b\":1}}", true),
        (r#"{"matchesJsonPath":{"expression":"$.z","absent":"(absent)"}}"#, "{\"a\":1}", true),
        (r#"{"matchesJsonPath":{"expression":"$.a[*]","equalTo":"2"}}"#, "{\"a\":[1,2]}", true),
        (r#"{"matchesJsonSchema":"{\"required\":[\"a\"]}"}"#, "{\"a\":1}", true),
        (r#"{"matchesJsonSchema":{"required":["a"]}}"#, "{\"b\":1}", false),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"type":"integer"}}}}"#, "{\"a\":1.0}", true),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"type":"integer"}}}}"#, "{\"a\":1.5}", false),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"type":"integer"}}},"schemaVersion":"V4"}"#, "{\"a\":1.0}", false),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"type":"integer"}}},"schemaVersion":"V7"}"#, "{\"a\":1.0}", true),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"enum":[1]}}}}"#, "{\"a\":1.0}", true),
        (r#"{"matchesJsonSchema":{"properties":{"a":{"type":"string"}}}}"#, "{\"a\":1}", false),
        (r#"{"matchesJsonSchema":{"minItems":2}}"#, "[1]", false),
        (r##"{"matchesJsonSchema":{"$ref":"#/$defs/x","$defs":{"x":{"required":["a"]}}}}"##, "{\"b\":1}", false),
        (r#"{"equalToXml":"<a/>"}"#, "{\"a\":1}", false),
        (r#"{"not":{"equalToXml":"<a/>"}}"#, "a", true),
        (r#"{"matchesXPath":"//a"}"#, "{\"a\":1}", false),
        (r#"{"not":{"matchesXPath":"//a"}}"#, "a", true),
        (r#"{"matchesPathTemplate":"/a/{b}"}"#, "/a/c", true),
        (r#"{"matchesPathTemplate":"/a/{b}"}"#, "/a", false),
        (r#"{"absent":true}"#, "", true),
        (r#"{"absent":true}"#, "x", false),
        (r#"{"absent":false}"#, "x", false),
    ] {
        let matched = of_body(matcher, body);
        let said = match matched {
            Matched::Yes => Some(true),
            Matched::No(_) => Some(false),
            Matched::Unknown(_) => None,
        };
        assert_eq!(said, Some(expected), "{matcher} {body}: {matched:?}");
    }
}

#[test]
fn what_cannot_be_said_is_no_match() {
    for (matcher, body) in [
        (r#"{"matches":"\\w"}"#, "é"),
        (r#"{"matches":"a++"}"#, "a"),
        (r#"{"matches":"(?=a)a"}"#, "a"),
        (r#"{"matches":"a)|(?:b"}"#, "b"),
        (r#"{"matchesJsonPath":{"expression":"$.a","equalTo":"1.0"}}"#, "{\"a\":1.00}"),
        (r#"{"matchesJsonPath":"$.a.length()"}"#, "{\"a\":[1]}"),
        (r#"{"equalToJson":"{\"a\":\"${json-unit.any-string}\"}"}"#, "{\"a\":\"b\"}"),
        (r#"{"before":"now"}"#, "2020-01-01T00:00:00Z"),
        (r#"{"matchesXPath":"//a"}"#, " <a/>"),
        (r#"{"equalToXml":"<a/>"}"#, "\u{FEFF}<a></a>"),
        (r#"{"matchesJsonSchema":{"items":{"pattern":"^a"}}}"#, "[\"b\"]"),
        (r#"{"matchesJsonSchema":{"uniqueItems":true}}"#, "[1,1.0]"),
        (r#"{"matchesJsonSchema":{"items":{"type":"string"}}}"#, "\"x\""),
        (r#"{"matchesJsonSchema":{"type":"nothing"}}"#, "{}"),
        (r#"{"matchesJsonSchema":{},"schemaVersion":"V8"}"#, "{}"),
        (r#"{"equalTo":"É","caseInsensitive":true}"#, "é"),
        (r#"{"not":{"matchesXPath":"//a"}}"#, "<a/>"),
    ] {
        assert!(matches!(of_body(matcher, body), Matched::Unknown(_)), "{matcher}: {:?}", of_body(matcher, body));
    }
    assert_eq!(of_body(r#"{"matchesXPath":"//a"}"#, "<a/>"), Matched::Unknown("body: matchesXPath".to_owned()),);
}

#[test]
fn logic_dates_and_numbers() {
    let yes = |matcher: &str, body: &str| assert_eq!(of_body(matcher, body), Matched::Yes, "{matcher} {body}");
    let no = |matcher: &str, body: &str| assert!(matches!(of_body(matcher, body), Matched::No(_)), "{matcher} {body}");
    yes(r#"{"or":[{"matchesXPath":"//a"},{"equalTo":"<a/>"}]}"#, "<a/>");
    no(r#"{"and":[{"matchesXPath":"//a"},{"equalTo":"b"}]}"#, "<a/>");
    yes(r#"{"not":{"contains":"b"}}"#, "a");
    yes(r#"{"before":"2021-01-01T00:00:00Z"}"#, "2021-01-01T00:59:00+01:00");
    no(r#"{"after":"2021-01-01T00:00:00Z"}"#, "2021-01-01T00:59:00+01:00");
    yes(r#"{"equalToDateTime":"2021-01-01T00:00:00Z"}"#, "2021-01-01T01:00:00+01:00");
    yes(r#"{"greaterThanNumber":1}"#, "1.5");
    no(r#"{"lessThanEqualNumber":1}"#, "1.5");
    yes(r#"{"equalTo":"A","caseInsensitive":true}"#, "a");
    yes(r#"{"binaryEqualTo":"YQ=="}"#, "a");
    no(r#"{"equalToJson":"0.1"}"#, "0.10000000000000001");
    no(r#"{"equalToJson":"{\"a\":[1,[2]]}"}"#, "{\"a\":[1,[3]]}");
}

#[test]
fn every_part_of_a_request_is_looked_at() {
    let mut request = Request::post(
        "/a/b%20c?x=1%2B1&x=y+z",
        "--q\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv\r\n--q--\r\n",
    );
    request.headers.set("Content-Type", "multipart/form-data; boundary=q");
    request.headers.push("Cookie", "s=1; t=2");
    request.headers.push("Authorization", "Basic dTpw");
    request.headers.push("X-A", "1");
    request.headers.push("x-a", "2");
    let yes = |pattern: &str| {
        let mapping = mapping(&format!("{{\"request\":{{{pattern}}}}}"));
        assert_eq!(matches(&mapping.request, &request), Matched::Yes, "{pattern}");
    };
    yes(r#""url":"/a/b%20c?x=1%2B1&x=y+z","method":"POST""#);
    yes(r#""urlPath":"/a/b%20c","method":{"noneOf":["GET"]}"#);
    yes(r#""urlPattern":"/a/.*y.z""#);
    yes(r#""urlPathPattern":"/a/[^?]*""#);
    yes(r#""urlPathTemplate":"/a/{v}","pathParameters":{"v":{"equalTo":"b c"}}"#);
    yes(r#""queryParameters":{"x":{"hasExactly":[{"equalTo":"1+1"},{"equalTo":"y z"}]}}"#);
    yes(r#""queryParameters":{"z":{"absent":true}}"#);
    yes(r#""headers":{"X-A":{"includes":[{"equalTo":"2"}]}}"#);
    yes(r#""cookies":{"t":{"equalTo":"2"}}"#);
    yes(r#""basicAuthCredentials":{"username":"u","password":"p"}"#);
    yes(r#""multipartPatterns":[{"name":"n","bodyPatterns":[{"equalTo":"v"}]}]"#);
    let say = |pattern: &str| {
        let mapping = mapping(&format!("{{\"request\":{{{pattern}}}}}"));
        format!("{:?}", matches(&mapping.request, &request))
    };
    assert_eq!(say(r#""url":"/a/b c""#), r#"No("address: found `/a/b%20c?x=1%2B1&x=y+z`")"#);
    assert_eq!(say(r#""headers":{"X-B":{"equalTo":"1"}}"#), r#"No("header X-B: it is not there")"#);
    assert_eq!(say(r#""clientIp":{"equalTo":"::1"}"#), r#"Unknown("clientIp")"#);
    assert_eq!(say(r#""clientIp":{"equalTo":"::1"},"method":"PUT""#), r#"No("method: found POST")"#);
}

#[test]
fn priority_then_the_newest_then_the_state_of_the_scenario_decide() {
    let all = |text: &str| mappings(text.as_bytes()).unwrap().into_iter().map(Result::unwrap).collect::<Vec<_>>();
    let request = Request::post("/", "");
    let name = |picked: Picked<'_>| match picked {
        Picked::Answer(mapping) => mapping.name.clone().unwrap(),
        other => format!("{other:?}"),
    };
    let ranked = all(
        r#"{"mappings":[{"name":"old","request":{}},{"name":"new","request":{}},{"name":"last","priority":6,"request":{}}]}"#,
    );
    assert_eq!(name(pick(&ranked, &request, &Scenarios::default())), "new");
    let first = all(r#"{"mappings":[{"name":"first","priority":1,"request":{}},{"name":"new","request":{}}]}"#);
    assert_eq!(name(pick(&first, &request, &Scenarios::default())), "first");
    let steps = all(r#"{"mappings":[{"name":"two","scenarioName":"s","requiredScenarioState":"b","request":{}},
        {"name":"one","scenarioName":"s","requiredScenarioState":"Started","newScenarioState":"b","request":{}}]}"#);
    let mut scenarios = Scenarios::default();
    for expected in ["one", "two", "two"] {
        let Picked::Answer(mapping) = pick(&steps, &request, &scenarios) else { panic!("{expected}") };
        assert_eq!(mapping.name.as_deref(), Some(expected));
        scenarios.advance(mapping);
    }
    let foreign = all(
        r#"{"mappings":[{"name":"sure","request":{}},{"name":"odd","request":{"bodyPatterns":[{"matchesProtobuf":"/"}]}}]}"#,
    );
    assert_eq!(
        pick(&foreign, &request, &Scenarios::default()),
        Picked::Unknown("odd: body: matchesProtobuf".to_owned())
    );
}

proptest::proptest! {
    #[test]
    fn json_is_equal_to_itself_and_nothing_panics(left in ".{0,30}", right in ".{0,30}") {
        let quoted = serde_json::to_string(&left).unwrap();
        let _ = of_body(&format!("{{\"equalToJson\":{quoted}}}"), &right);
        let _ = of_body(&format!("{{\"matches\":{quoted}}}"), &right);
        let _ = of_body(&format!("{{\"matchesJsonPath\":{quoted}}}"), &right);
        let twice = serde_json::to_string(&quoted).unwrap();
        proptest::prop_assert_eq!(of_body(&format!("{{\"equalToJson\":{twice}}}"), &quoted), Matched::Yes);
    }
}
