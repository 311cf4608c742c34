//! Secrets in the clear: found, named by their place, never shown.
//!
//! Of a name alone only the plainest are taken: a member called `secret` with a text in it. A number is a card's only where
//! its member says so and the number adds up.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use counterfoil_formats::exchange::RecordedResponse;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::{Field, Kind};
use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::{Headers, Object, Request, Shape, Text};
use data_encoding::{HEXLOWER, HEXUPPER};
use memchr::memmem::{Finder, find};

/// What the name of a secret has in it.
static PARTS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    let parts =
        ["ecret", "ECRET", "assw", "ASSW", "rivate", "RIVATE", "card", "Card", "CARD", "pwd", "PWD", "cvv", "CVV"];
    parts.into_iter().map(Finder::new).collect()
});
static PEM: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("PRIVATE KEY-----"));
/// A shorter key would be found in anything.
const SHORTEST: usize = 8;
/// How deep documents inside documents are looked at.
const DEPTH: usize = 16;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    needles: Vec<(&'static str, Finder<'static>)>,
}

/// A secret that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Where: `request header X-Key`, `response body /data/secret`.
    pub place: String,
    /// What it is, without it.
    pub what: &'static str,
    /// Whether the gateway's own documents have it there.
    pub documented: bool,
}

impl Secrets {
    /// Looks for a secret, or for a private key in PEM.
    pub fn add(&mut self, key: &[u8]) {
        let key = key.trim_ascii();
        let text = String::from_utf8_lossy(key);
        if text.contains("-----BEGIN") {
            let lines: Vec<&str> = text.lines().filter(|line| line.len() >= 48 && !line.contains("---")).collect();
            // The first half holds the modulus, which is public.
            let private = text.contains("PRIVATE KEY").then(|| &lines[lines.len() / 2..]);
            private.into_iter().flatten().for_each(|line| self.needle("the private key", line.as_bytes()));
        } else if key.len() >= SHORTEST {
            self.needle("the signing key", key);
            self.needle("the signing key in hex", HEXLOWER.encode(key).as_bytes());
            self.needle("the signing key in hex", HEXUPPER.encode(key).as_bytes());
            (0..3).for_each(|shift| self.needle("the signing key in Base64", &within_base64(key, shift)));
        }
    }

    fn needle(&mut self, what: &'static str, bytes: &[u8]) {
        self.needles.push((what, Finder::new(bytes).into_owned()));
    }

    /// The keys themselves, and private keys of anybody.
    fn in_text(&self, text: &[u8]) -> Option<&'static str> {
        if text.len() < SHORTEST {
            return None;
        }
        let is_there = |needle: &Finder<'_>| needle.needle().len() <= text.len() && needle.find(text).is_some();
        let key = self.needles.iter().find(|(_, needle)| is_there(needle)).map(|(what, _)| *what);
        let in_pem = || is_there(&PEM) && find(text, b"-----BEGIN ").is_some();
        key.or_else(|| in_pem().then_some("a private key in PEM"))
    }

    /// Every secret of an exchange, each place once.
    #[must_use]
    pub fn of(&self, request: &Request, response: Option<&RecordedResponse>, gateway: Option<&Gateway>) -> Vec<Leak> {
        let mut found = Found { secrets: self, gateway, leaks: Vec::new() };
        found.text("request target", request.target.as_bytes());
        if let Some((_, query)) = request.target.split_once('?') {
            found.pairs("request target", query);
        }
        found.headers("request", &request.headers);
        found.body("request body", &request.body);
        if let Some(response) = response {
            found.headers("response", &response.headers);
            found.body("response body", &response.body);
        }
        found.leaks
    }
}

/// What Base64 makes of the bytes at one of the three places in other bytes, without what depends on these.
fn within_base64(bytes: &[u8], shift: usize) -> Vec<u8> {
    let padded = [&b"000"[..shift], bytes].concat();
    let whole = padded.len() / 3 * 3;
    let encoded = STANDARD_NO_PAD.encode(&padded[..whole]).into_bytes();
    encoded[if shift == 0 { 0 } else { 4 }..].to_vec()
}

struct Found<'s> {
    secrets: &'s Secrets,
    gateway: Option<&'s Gateway>,
    leaks: Vec<Leak>,
}

impl Found<'_> {
    fn leak(&mut self, place: &str, what: &'static str, documented: bool) {
        if !self.leaks.iter().any(|known| known.place == place && known.what == what) {
            self.leaks.push(Leak { place: place.to_owned(), what, documented });
        }
    }

    fn text(&mut self, place: &str, text: &[u8]) {
        if let Some(what) = self.secrets.in_text(text) {
            self.leak(place, what, false);
        }
    }

    fn headers(&mut self, side: &str, headers: &Headers) {
        for (name, value) in headers.iter() {
            let place = || format!("{side} header {}", excerpt(name));
            if let Some(what) = self.secrets.in_text(value) {
                self.leak(&place(), what, false);
                continue;
            }
            let credentials =
                name.eq_ignore_ascii_case("Authorization") || name.eq_ignore_ascii_case("Proxy-Authorization");
            let text = || String::from_utf8_lossy(value);
            if credentials && !is_masked(text().split_once(' ').map_or(&*text(), |(_, value)| value)) {
                self.leak(&place(), "credentials", false);
            } else if is_secret_name(name) && !is_masked(&text()) {
                let documented = self.documents(name);
                self.leak(&place(), "a header that is called a secret", documented);
            }
        }
    }

    fn body(&mut self, place: &str, body: &[u8]) {
        self.text(place, body);
        if !may_name_secrets(body) {
            return;
        }
        let Ok(text) = core::str::from_utf8(body) else { return };
        if body.trim_ascii_start().starts_with(b"{") || body.trim_ascii_start().starts_with(b"[") {
            self.document(place, "", text, DEPTH);
        } else {
            self.pairs(place, text);
        }
    }

    /// `a=b&c=d`
    fn pairs(&mut self, place: &str, text: &str) {
        if may_name_secrets(text.as_bytes()) {
            for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
                self.value(place, &format!("/{}", excerpt(&name)), &name, &value);
            }
        }
    }

    fn document(&mut self, place: &str, pointer: &str, text: &str, depth: usize) {
        let Ok(list) = Object::parse(&format!("{{\"\":{}}}", text.trim())).map(|_| text.trim()) else { return };
        if list.starts_with('[') {
            let raw: Result<&serde_json::value::RawValue, _> = serde_json::from_str(list);
            return raw.into_iter().for_each(|raw| self.items(place, pointer, Text::from(raw), depth));
        }
        let Ok(object) = Object::parse(list) else { return };
        for member in object.members() {
            let pointer = format!("{pointer}/{}", excerpt(&member.name));
            self.member(place, &pointer, &member.name, member.value, depth);
        }
    }

    fn items(&mut self, place: &str, pointer: &str, list: Text<'_>, depth: usize) {
        for (index, item) in list.items().unwrap_or_default().into_iter().enumerate() {
            self.member(place, &format!("{pointer}/{index}"), "", item, depth);
        }
    }

    fn member(&mut self, place: &str, pointer: &str, name: &str, value: Text<'_>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match value.shape() {
            Shape::Object => self.document(place, pointer, value.raw(), depth),
            Shape::Array => self.items(place, pointer, value, depth),
            Shape::String => {
                let text = value.decoded().unwrap_or_default();
                if text.starts_with('{') {
                    self.document(place, pointer, &text, depth);
                } else {
                    self.value(place, pointer, name, &text);
                }
            }
            Shape::Number => self.value(place, pointer, name, value.raw()),
            Shape::Null | Shape::Boolean => {}
        }
    }

    fn value(&mut self, place: &str, pointer: &str, name: &str, value: &str) {
        let what = if is_secret_name(name) && !is_masked(value) && value.parse::<f64>().is_err() {
            "a member that is called a secret"
        } else if is_card_name(name) && is_card_number(value) {
            "the number of a payment card"
        } else {
            return;
        };
        let documented = self.documents(name);
        self.leak(&format!("{place} {pointer}"), what, documented);
    }

    fn documents(&self, name: &str) -> bool {
        self.gateway.is_some_and(|gateway| gateway.messages().any(|message| names(message.fields, name)))
    }
}

fn names(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name || inside(&field.kind, name))
}

fn inside(kind: &Kind, name: &str) -> bool {
    match kind {
        Kind::Object(fields)
        | Kind::Nested(fields)
        | Kind::Base64Json(fields)
        | Kind::List(fields)
        | Kind::NestedList(fields) => names(fields, name),
        Kind::Values(kind) | Kind::NestedValues(kind) => inside(kind, name),
        Kind::Either(kinds) => kinds.iter().any(|kind| inside(kind, name)),
        _ => false,
    }
}

/// Most bodies name nothing of the kind, and are not opened.
fn may_name_secrets(text: &[u8]) -> bool {
    text.len() > 3 && PARTS.iter().any(|part| part.find(text).is_some())
}

fn is_secret_name(name: &str) -> bool {
    // Nearly all names lack these letters, and are not copied.
    let (has, secret) = (letters(name), letters("secret"));
    if has & letters("wv") == 0 && has & secret != secret {
        return false;
    }
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let about = ["id", "type", "name", "status", "version", "required", "enabled", "hint", "url", "expiry"];
    let says = ["secret", "password", "passwd", "privatekey"].into_iter().any(|word| plain.contains(word));
    (says && !about.into_iter().any(|end| plain.ends_with(end))) || matches!(plain.as_str(), "pwd" | "cvv" | "cvv2")
}

/// One bit for each letter, whatever its case.
fn letters(text: &str) -> u32 {
    text.bytes().filter(u8::is_ascii_alphabetic).fold(0, |letters, byte| letters | 1 << (byte & 0x1f))
}

fn is_card_name(name: &str) -> bool {
    let plain = name.to_ascii_lowercase();
    plain.contains("card") || plain == "pan"
}

/// Nothing there, or replaced by something that hides it.
fn is_masked(value: &str) -> bool {
    let value = value.trim();
    let filler = |letter: char| matches!(letter, '*' | 'x' | 'X' | '•' | '#' | '.' | '-');
    value.is_empty()
        || value.contains("***")
        || value.chars().all(filler)
        || value.to_ascii_lowercase().contains("redacted")
}

/// 13 to 19 digits with the right check digit, beginning as cards do (ISO/IEC 7812).
fn is_card_number(value: &str) -> bool {
    let digits: Vec<u32> = value.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let written = value.chars().filter(|c| !matches!(c, ' ' | '-')).count();
    let sum = |(index, digit): (usize, &u32)| match (index % 2, digit * 2) {
        (0, _) => *digit,
        (_, double) => double / 10 + double % 10,
    };
    let total: u32 = digits.iter().rev().enumerate().map(sum).sum();
    digits.len() == written
        && (13..=19).contains(&written)
        && matches!(digits[0], 2..=6)
        && digits.iter().any(|digit| *digit != digits[0])
        && total.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaks(target: &str, body: &str) -> Vec<String> {
        let mut secrets = Secrets::default();
        secrets.add(b"TEST-own-secret-0123456789");
        let mut request = Request::post(target, body);
        request.headers.push("X-Id", "1");
        secrets.of(&request, None, None).into_iter().map(|leak| format!("{}: {}", leak.place, leak.what)).collect()
    }

    #[test]
    fn keys_are_found_in_any_form() {
        let hex = "544553542d6f776e2d7365637265742d30313233343536373839";
        assert_eq!(leaks("/", &format!("{{\"a\":\"{hex}\"}}")), ["request body: the signing key in hex"]);
        for before in ["", "a", "ab"] {
            let encoded = STANDARD_NO_PAD.encode(format!("{before}TEST-own-secret-0123456789:"));
            assert_eq!(leaks("/", &encoded), ["request body: the signing key in Base64"], "{before}");
        }
        assert_eq!(leaks("/?k=TEST-own-secret-0123456789", ""), ["request target: the signing key"]);
        assert_eq!(leaks("/", "-----BEGIN RSA PRIVATE KEY-----"), ["request body: a private key in PEM"]);
        assert!(leaks("/", "-----BEGIN PUBLIC KEY-----").is_empty());
    }

    #[test]
    fn members_are_judged_by_name_and_value() {
        let secret = ["request body /data/api_secret: a member that is called a secret"];
        assert_eq!(leaks("/", r#"{"data":"{\"api_secret\":\"abc\"}"}"#), secret);
        assert_eq!(leaks("/", r#"{"data":{"api_secret":"abc"}}"#), secret);
        assert!(leaks("/", r#"{"api_secret":"","secretId":"x","a_password":"***","secret":null}"#).is_empty());
        for (name, count) in
            [("api_SeCrEt", 1), ("PRIVATEKEY", 1), ("Cvv2", 1), ("pwd", 1), ("secretary", 1), ("sect", 0)]
        {
            assert_eq!(leaks("/", &format!(r#"{{"{name}":"abc","secret":null}}"#)).len(), count, "{name}");
        }
        let card = ["request body /0/cardNumber: the number of a payment card"];
        assert_eq!(leaks("/", r#"[{"cardNumber":"4111 1111 1111 1111"}]"#), card);
        assert!(leaks("/", r#"{"cardNumber":"4111111111111112","order":"4111111111111111"}"#).is_empty());
        assert_eq!(leaks("/?password=x1", "").len(), 1);
    }
}
