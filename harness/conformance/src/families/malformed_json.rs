//! Bodies that are not one JSON document, signed as sent.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "malformed-json",
    title: "bodies that are not one JSON document, signed as sent",
    why: "a lenient reader sees another document than the next one",
    right: "refuse what RFC 8259 does not allow, and answer in an orderly way",
    source: "https://www.rfc-editor.org/rfc/rfc8259",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let changed = |slug: &str, title: &str, change: fn(String) -> String| {
        maker.refuse(
            slug,
            title,
            maker.paid().body(move |body| change(String::from_utf8_lossy(&body).into_owned()).into_bytes()),
        )
    };
    vec![
        changed("empty-body", "no body at all", |_| String::new()),
        changed("cut-short", "without its last character", |body| body[..body.len() - 1].to_owned()),
        changed("cut-in-half", "only its first half", |body| body.chars().take(body.chars().count() / 2).collect()),
        changed("text-behind", "a word behind the document", |body| format!("{body} x")),
        changed("second-document", "a second document behind the first", |body| format!("{body}{{}}")),
        changed("trailing-comma", "a comma before the last brace", |body| format!("{},}}", &body[..body.len() - 1])),
        changed("comment", "a comment inside", |body| body.replacen('{', "{/* */", 1)),
        changed("single-quotes", "single quotes for double ones", |body| body.replace('"', "'")),
        changed("not-a-number", "a member NaN", |body| format!("{},\"n\":NaN}}", &body[..body.len() - 1])),
        changed("leading-zero", "a number with a leading zero", |body| {
            format!("{},\"n\":01}}", &body[..body.len() - 1])
        }),
        changed("in-array", "the document as the only element of an array", |body| format!("[{body}]")),
        changed("only-null", "the word null", |_| "null".to_owned()),
        changed("only-string", "a string", |_| "\"hello\"".to_owned()),
        changed("braces-missing", "the members without their braces", |body| body[1..body.len() - 1].to_owned()),
        changed("control-character", "a raw line feed inside a string", |body| body.replacen("\":\"", "\":\"\n", 1)),
        changed("html", "a page of HTML", |_| "<html><body>hello</body></html>".to_owned()),
    ]
}
