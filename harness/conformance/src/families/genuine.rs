//! Genuine messages in odd but legal spelling.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::draft::{Draft, Escapes, Style, quote};
use crate::render::Context;

pub(super) static FAMILY: Family = Family {
    name: "genuine",
    title: "genuine messages in odd but legal spelling",
    why: "a receiver that refuses them loses payments; refusing odd white space or escapes shows that it signs something else than what came",
    right: "verify over the bytes as received, then read any JSON that RFC 8259 allows",
    source: "https://www.rfc-editor.org/rfc/rfc8259",
    level: Level::Authentic,
    impact: Impact::Interop,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases = vec![maker.accept("plain", "the documented message", maker.paid())];
    cases.extend(spelled(maker));
    cases.extend(contents(maker));
    cases.extend(transport(maker));
    cases.extend(maker.gateway.callbacks.iter().filter(|message| message.id != maker.gateway.primary.id).filter_map(
        |message| {
            let sample = maker.kit.samples.iter().find(|sample| sample.message == message.id)?;
            let name = message.id.rsplit('/').next().unwrap_or_default();
            Some(maker.accept(name, format!("the documented {name}"), crate::render::Recipe::of(sample)))
        },
    ));
    cases
}

type Change = fn(&mut Draft, &Context<'_>);

fn spelled(maker: &Maker) -> Vec<Case> {
    let text = maker.kit.text;
    let outer: [(&str, &str, Change); 5] = [
        ("blanks-between-tokens", "blanks after commas and colons", |draft, _| draft.outer.style = Style::Spaced),
        ("one-member-a-line", "indented", |draft, _| draft.outer.style = Style::Pretty),
        ("carriage-returns", "lines end with carriage return and line feed", |draft, _| {
            draft.outer.style = Style::CrLf;
        }),
        ("tabs", "tabs between all tokens", |draft, _| draft.outer.style = Style::Tabs),
        ("members-reversed", "the outer members in the opposite order", |draft, _| draft.outer.reverse()),
    ];
    let inner: [(&str, &str, Change); 3] = [
        ("inner-blanks", "the inner document with blanks", |draft, _| draft.order().style = Style::Spaced),
        ("inner-line-feeds", "the inner document indented", |draft, _| draft.order().style = Style::Pretty),
        ("inner-members-reversed", "the inner members in the opposite order", |draft, _| draft.order().reverse()),
    ];
    let escapes: [(&str, &str, Change); 2] = [
        ("slashes-escaped", "the string around the inner document with \\/", |draft, _| {
            escape(draft, Escapes::Slashes);
        }),
        ("all-escaped", "every character of that string as \\uXXXX", |draft, _| escape(draft, Escapes::All)),
    ];
    let mut cases = accepted(maker, &outer);
    if maker.gateway.nested.is_some() {
        cases.extend(accepted(maker, &inner));
        cases.extend(accepted(maker, &escapes));
    }
    cases.push(maker.accept(
        "white-space-around",
        "white space before and after the document",
        maker.paid().body(|body| [b" \r\n\t".as_slice(), &body, b"\n\n "].concat()),
    ));
    for (slug, title, raw) in [
        (
            "text-beyond-ascii",
            "raw letters beyond ASCII in a text",
            quote("caf\u{e9} \u{8ba2}\u{5355}", Escapes::Needed),
        ),
        ("text-escaped", "the same letters as \\uXXXX", quote("caf\u{e9} \u{8ba2}\u{5355}", Escapes::Ascii)),
        ("emoji", "a raw emoji", quote("\u{1f39f}\u{fe0f}", Escapes::Needed)),
        ("emoji-escaped", "an emoji as a surrogate pair", quote("\u{1f39f}", Escapes::Ascii)),
        ("slash-escaped", "a text with \\/", quote("a/b", Escapes::Slashes)),
        ("line-separator", "a text with U+2028", quote("a\u{2028}b", Escapes::Needed)),
        ("line-separator-escaped", "a text with \\u2028", quote("a\u{2028}b", Escapes::Ascii)),
        ("markup", "a text with < > &", quote("5 < 6 & 7 > 6", Escapes::Needed)),
        (
            "quotes-and-backslashes",
            "a text with escaped quotes and backslashes",
            quote("He said \"5\" \\ done", Escapes::Needed),
        ),
        ("combining-accent", "e and a combining accent, not one letter", quote("e\u{301}", Escapes::Needed)),
    ] {
        cases.push(maker.accept(slug, title, maker.paid().edit(move |draft, _| draft.order().set(text, &raw))));
    }
    cases
}

fn contents(maker: &Maker) -> Vec<Case> {
    let kit = maker.kit;
    let mut cases = vec![
        maker.accept(
            "optional-absent",
            format!("without `{}`", kit.optional),
            maker.paid().edit(|draft, context| draft.order().remove(crate::samples::kit(context.gateway).optional)),
        ),
        maker.accept(
            "text-of-blanks",
            "blanks at both ends of a text, which belong to it",
            maker.paid().edit(move |draft, _| draft.order().set_text(kit.text, " a ")),
        ),
        maker.accept(
            "word-null",
            "a text that says null",
            maker.paid().edit(move |draft, _| draft.order().set_text(kit.text, "null")),
        ),
    ];
    if let Some((name, digits)) = kit.long_number {
        cases.push(maker.accept(
            "long-number",
            format!("`{name}` is {digits}, which a double cannot hold or writes otherwise"),
            maker.paid().edit(move |draft, _| draft.order().set(name, digits)),
        ));
    }
    cases.push(maker.either(
        crate::case::Policy::EmptyMembers,
        "optional-empty",
        format!("`{}` is empty", kit.optional),
        maker.paid().edit(move |draft, _| draft.order().set_text(kit.optional, "")),
    ));
    cases.push(maker.either(
        crate::case::Policy::EmptyMembers,
        "optional-null",
        format!("`{}` is null", kit.optional),
        maker.paid().edit(move |draft, _| draft.order().set(kit.optional, "null")),
    ));
    cases
}

fn transport(maker: &Maker) -> Vec<Case> {
    vec![
        maker.accept(
            "header-names-in-lower-case",
            "header names in lower case, as HTTP/2 has them",
            maker
                .paid()
                .tamper(|request, _| request.headers.iter_mut().for_each(|(name, _)| name.make_ascii_lowercase())),
        ),
        maker.accept(
            "header-names-in-upper-case",
            "header names in upper case",
            maker
                .paid()
                .tamper(|request, _| request.headers.iter_mut().for_each(|(name, _)| name.make_ascii_uppercase())),
        ),
        maker.accept(
            "unknown-headers",
            "headers that proxies add",
            maker.paid().tamper(|request, _| {
                request.headers.push("X-Forwarded-For", "203.0.113.7");
                request.headers.push("Via", "1.1 proxy");
            }),
        ),
        maker.accept(
            "chunked",
            "the body in chunks",
            maker.paid().tamper(|request, _| request.headers.push("Transfer-Encoding", "chunked")),
        ),
    ]
}

fn escape(draft: &mut Draft, escapes: Escapes) {
    if let Some(inner) = &mut draft.inner {
        match inner.form {
            counterfoil_protocol::gateway::NestedForm::Text => inner.escapes = escapes,
            // An object has no string around it: its own strings are spelled that way.
            counterfoil_protocol::gateway::NestedForm::Object => inner.document.map_values(|raw| {
                serde_json::from_str::<String>(raw).map_or_else(|_| raw.to_owned(), |text| quote(&text, escapes))
            }),
        }
    }
}

fn accepted(maker: &Maker, changes: &[(&str, &str, Change)]) -> Vec<Case> {
    changes.iter().map(|&(slug, title, change)| maker.accept(slug, title, maker.paid().edit(change))).collect()
}
