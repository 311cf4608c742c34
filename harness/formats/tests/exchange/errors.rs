//! Error texts.

use counterfoil_formats::exchange::{lines, read};

const WHOLE: &str = r#"{"format":1,"id":"a","request":{"method":"GET","target":"/","headers":[["A","b"]],"body":"x","fidelity":"exact","lost":[]},"response":{"status":200,"fidelity":"exact"},"case":{"id":"g/f/s","rev":1,"step":0,"context":{"now_ms":1,"serial":2,"readings":{},"notify_url":"","target":"/","keys":"TEST"}}}"#;

#[test]
fn each_error_names_its_place_what_was_expected_and_what_is_there() {
    read(WHOLE.as_bytes()).unwrap();
    for (from, to, expected) in [
        ("\"format\":1", "\"format\":2", "/format: expected 1, which this version reads, found 2"),
        ("\"format\":1,", "", "/format: expected a whole number, found none"),
        ("\"id\":\"a\"", "\"id\":7", "/id: expected a string, found a number, `7`"),
        ("\"id\":\"a\"", "\"id\":\"a\",\"id\":\"b\"", "/id: expected the member once, found it twice"),
        (
            "\"id\":\"a\"",
            "\"id\":\"a\",\"at\":\"yesterday\"",
            "/at: expected a time such as `2026-11-21T02:57:49.501Z`, found `yesterday`",
        ),
        (
            "\"id\":\"a\"",
            "\"id\":\"a\",\"direction\":\"up\"",
            "/direction: expected `callback` or `request`, found `up`",
        ),
        ("[\"A\",\"b\"]", "[\"A\"]", "/request/headers/0: expected name and value, found an array, `[\"A\"]`"),
        (
            "\"body\":\"x\"",
            "\"body\":{\"base64\":\"/x==\"}",
            "/request/body/base64: expected Base64 with padding (RFC 4648, section 4), found `/x==` (Invalid last symbol 0x78 ('x') at offset 1, decoded as 0b00110001.)",
        ),
        (
            "\"body\":\"x\"",
            "\"body\":{\"hex\":\"00\"}",
            "/request/body: expected a string, or an object with nothing but `base64`, found an object, `{\"hex\":\"00\"}`",
        ),
        (
            "\"exact\",\"lost\":[]",
            "\"good\"",
            "/request/fidelity: expected `exact`, `decoded`, `text` or `reconstructed`, found `good`",
        ),
        (
            "\"lost\":[]",
            "\"lost\":[\"text-only\"]",
            "/request/fidelity: expected at most `text`, after what was lost, found `exact`",
        ),
        (
            "\"status\":200",
            "\"status\":-1",
            "/response/status: expected a whole number that is not too large, found a number, `-1`",
        ),
        (
            "\"response\":{\"status\":200,\"fidelity\":\"exact\"}",
            "\"response\":null",
            "/failure: expected the reason why no response came, found neither response nor failure",
        ),
        ("\"TEST\"", "\"prod\"", "/case/context/keys: expected `TEST` or `own`, found `prod`"),
    ] {
        assert!(WHOLE.contains(from), "{from}");
        let error = read(WHOLE.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn what_is_not_json_is_named_by_its_byte() {
    let say = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(say(b"{\"a\":\xff}"), "byte 5: expected UTF-8, found bytes that are not UTF-8");
    assert_eq!(say(b""), "byte 0: expected one JSON object, found the end of the text (EOF while parsing a value)");
    assert_eq!(say(b"[]"), "byte 0: expected one JSON object, found an array, `[]`");
}

#[test]
fn a_line_that_cannot_be_read_does_not_keep_the_others_back() {
    let text = format!("{WHOLE}\n\n{{\"format\":1}}\n{WHOLE}\n{{\"format\":1,");
    let lines: Vec<_> = lines(text.as_bytes()).collect();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3, 4, 5]);
    let errors: Vec<String> =
        lines.into_iter().filter_map(|line| line.exchange.err()).map(|error| error.to_string()).collect();
    assert_eq!(
        errors,
        [
            "line 3, /id: expected a string, found none",
            "line 5, byte 12: expected one JSON object, found the end of the text (EOF while parsing a value): the last \
             line is cut off",
        ]
    );
}
