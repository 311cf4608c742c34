//! The published schema against what is written and what is read.

use counterfoil_formats::exchange::{Loss, read, to_line};
use jsonschema::Validator;
use serde_json::Value;

use crate::arbitrary::exchange;

/// The whole file, as other languages see it.
const SCHEMA: &str = include_str!("../../../../corpus/schemas/exchange.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn judge() -> Validator {
    jsonschema::draft202012::meta::validate(&schema()).unwrap();
    jsonschema::draft202012::new(&schema()).unwrap()
}

#[test]
fn what_is_written_fits_the_schema() {
    let judge = judge();
    let mut runner = proptest::test_runner::TestRunner::default();
    let fits = |exchange| {
        let value: Value = serde_json::from_str(&to_line(&exchange)).unwrap();
        judge.validate(&value).map_err(|error| proptest::test_runner::TestCaseError::fail(error.to_string()))
    };
    runner.run(&exchange(), fits).unwrap();
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let judge = judge();
    let whole = r#"{"format":1,"id":"a","request":{"method":"GET","target":"/","headers":[["A","b"]],"body":"x","fidelity":"exact"},"response":{"status":200,"fidelity":"exact"}}"#;
    assert!(judge.is_valid(&serde_json::from_str(whole).unwrap()) && read(whole.as_bytes()).is_ok());
    for (from, to) in [
        ("\"format\":1", "\"format\":2"),
        ("\"id\":\"a\",", ""),
        ("[\"A\",\"b\"]", "[\"A\",\"b\",\"c\"]"),
        ("\"body\":\"x\"", "\"body\":{\"base64\":\"x\"}"),
        ("\"body\":\"x\"", "\"body\":{\"base64\":\"\",\"x\":1}"),
        ("\"body\":\"x\"", "\"body\":7"),
        ("{\"status\":200,\"fidelity\":\"exact\"}", "null"),
        ("\"status\":200", "\"status\":\"200\""),
        ("\"fidelity\":\"exact\"}}", "\"fidelity\":\"fine\"}}"),
    ] {
        let text = whole.replacen(from, to, 1);
        assert_ne!(text, whole, "{from}");
        assert!(!judge.is_valid(&serde_json::from_str(&text).unwrap()), "{text}");
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn every_loss_is_listed() {
    let listed = schema()["$defs"]["lost"]["items"]["examples"].clone();
    let known: Vec<&str> = Loss::ALL.iter().map(Loss::name).collect();
    assert_eq!(listed, Value::from(known));
}
