//! The inner document in a form that is not documented, correctly signed.

use counterfoil_protocol::gateway::NestedForm;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::draft::{Draft, Escapes, quote};

pub(super) static FAMILY: Family = Family {
    name: "nested-document",
    title: "the inner document in a form that is not documented, correctly signed",
    why: "what cannot be read as the documented document must not count as received",
    right: "parse the inner document once, from the form that is documented, and refuse everything else",
    source: "the field tables of the gateways' documents",
    level: Level::Robust,
    impact: Impact::Money,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let Some(nested) = maker.gateway.nested else { return Vec::new() };
    let instead = |slug: &str, title: &str, value: fn(&Draft) -> String| {
        maker.refuse(
            slug,
            title,
            maker.paid().edit(move |draft, _| {
                let raw = value(draft);
                if let Some(inner) = &mut draft.inner {
                    inner.instead = Some(raw);
                }
            }),
        )
    };
    let mut cases = vec![
        instead("json-null", "null", |_| "null".to_owned()),
        instead("json-array", "an array", |_| "[]".to_owned()),
        instead("json-number", "a number", |_| "1".to_owned()),
        instead("json-true", "true", |_| "true".to_owned()),
        instead("empty-string", "the empty string", |_| "\"\"".to_owned()),
        maker.refuse(
            "missing",
            "no such member",
            maker.paid().edit(|draft, _| {
                let member = draft.inner.as_ref().map(|inner| inner.member).unwrap_or_default();
                draft.outer.remove(member);
                draft.inner = None;
            }),
        ),
    ];
    match nested.form {
        NestedForm::Object => {
            cases.push(instead("text-instead-of-object", "a string that holds the document", |draft| {
                quote(&inner_text(draft), Escapes::Needed)
            }));
        }
        NestedForm::Text => {
            cases.push(instead("word-null", "the text null", |_| "\"null\"".to_owned()));
            cases.push(instead("text-array", "the text []", |_| "\"[]\"".to_owned()));
            cases.push(instead("text-number", "the text 1", |_| "\"1\"".to_owned()));
            cases.push(instead("not-json", "a text that is not JSON", |_| "\"hello\"".to_owned()));
            cases.push(instead("encoded-twice", "the document as a string inside a string", |draft| {
                quote(&quote(&inner_text(draft), Escapes::Needed), Escapes::Needed)
            }));
            cases.push(instead("cut-short", "the text without its last character", |draft| {
                let text = inner_text(draft);
                quote(&text[..text.len() - 1], Escapes::Needed)
            }));
            cases.push(instead("text-behind", "a second document behind the first", |draft| {
                quote(&format!("{} {{}}", inner_text(draft)), Escapes::Needed)
            }));
            let object = instead("object-instead-of-text", "an object instead of the text", inner_text);
            let reading = maker.gateway.readings.iter().find(|reading| reading.name == nested.member);
            cases.push(match reading {
                Some(reading) => object.genuine_under(reading.name, "object"),
                None => object,
            });
        }
    }
    cases
}

fn inner_text(draft: &Draft) -> String {
    draft.inner_text().unwrap_or_default()
}
