//! The right signature in another spelling.

use counterfoil_protocol::scheme::Scheme;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::render::{Recipe, SignatureText};

pub(super) static FAMILY: Family = Family {
    name: "signature-spelling",
    title: "the right signature in another spelling",
    why: "a signature with many spellings cannot serve as a key against duplicates, and a lenient decoder differs from the next one",
    right: "decode strictly: documented alphabet, case and padding, nothing around it",
    source: "https://eprint.iacr.org/2022/361",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let scheme = maker.gateway.scheme;
    let hex = matches!(scheme, Scheme::HmacSha256Hex | Scheme::HmacSha512Hex | Scheme::Md5Hex);
    let spelling = |slug: &str, title: &str, change: fn(String) -> String| {
        maker.either(
            Policy::SignatureText,
            slug,
            title,
            maker.paid().encoder(move |raw| SignatureText::Text(change(scheme.encode(raw)))),
        )
    };
    let mut cases = Vec::new();
    if hex {
        cases.push(spelling("upper-case", "in upper case", |text| text.to_uppercase()));
        cases.push(spelling("mixed-case", "every second digit in upper case", |text| {
            text.chars().enumerate().map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c }).collect()
        }));
        cases.push(refused(maker, "zero-x-in-front", "with 0x in front", |text| format!("0x{text}")));
        cases.push(refused(maker, "odd-length", "without its last digit", |text| text[..text.len() - 1].to_owned()));
        cases.push(refused(maker, "letter-that-is-no-digit", "with a g for its last digit", |text| {
            format!("{}g", &text[..text.len() - 1])
        }));
    } else {
        cases.push(spelling("padding-missing", "without padding", |text| text.trim_end_matches('=').to_owned()));
        cases.push(url_alphabet(maker));
        cases.push(spelling("trailing-bits", "with other unused bits in its last digit", other_last_digit));
        cases.push(refused(maker, "letter-outside-alphabet", "with an exclamation mark inside", |text| {
            format!("{}!{}", &text[..4], &text[5..])
        }));
        cases.push(refused(maker, "case-changed", "with all letters in lower case", |text| text.to_lowercase()));
    }
    if matches!(maker.gateway.place, counterfoil_protocol::gateway::Place::Member(_)) {
        cases.push(spelling("line-feed-behind", "with a line feed behind", |text| format!("{text}\n")));
        cases.push(spelling("blank-in-front", "with a blank in front", |text| format!(" {text}")));
        if !hex {
            cases.push(spelling("line-breaks", "with line breaks every 76 characters, as MIME has them", broken_lines));
        }
    }
    cases
}

fn refused(maker: &Maker, slug: &str, title: &str, change: fn(String) -> String) -> Case {
    let scheme = maker.gateway.scheme;
    maker.refuse(slug, title, maker.paid().encoder(move |raw| SignatureText::Text(change(scheme.encode(raw)))))
}

/// The alphabets differ in two digits only, which not every signature has.
fn url_alphabet(maker: &Maker) -> Case {
    let scheme = maker.gateway.scheme;
    let recipe =
        maker.paid().encoder(move |raw| SignatureText::Text(scheme.encode(raw).replace('+', "-").replace('/', "_")));
    let recipe = Recipe { needs: Some(|text| text.contains(['+', '/'])), ..recipe };
    maker.either(Policy::SignatureText, "url-alphabet", "with the URL alphabet", recipe)
}

/// The same bytes: the last digit before the padding has bits that no byte uses.
fn other_last_digit(text: String) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.trim_end_matches('=');
    let last =
        digits.bytes().last().and_then(|last| DIGITS.iter().position(|digit| *digit == last)).unwrap_or_default();
    format!("{}{}{}", &digits[..digits.len() - 1], char::from(DIGITS[last ^ 1]), "=".repeat(text.len() - digits.len()))
}

fn broken_lines(text: String) -> String {
    text.as_bytes().chunks(76).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n")
}
