//! `scrub`: nothing secret and nobody's data is left, and what was signed rightly still is, with the TEST key.

use counterfoil_formats::exchange::{self, Exchange, RecordedRequest};
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::wire::{Headers, Request};

use super::mask::{masked, masked_number, no_signature};
use super::signing::{Resigner, fit_length, part, set};
use super::strings::{Decoded, Edit, apply, values};
use super::{Tally, personal};
use crate::saved::Recipes;

/// How deep documents may stand in strings.
const DEPTH: usize = 4;

/// Scrubs exchanges.
#[derive(Debug, Default)]
pub struct Scrubber {
    /// One for each gateway.
    pub resigners: Vec<Resigner>,
    /// Whose exchanges those are that do not say it.
    pub gateway: Option<&'static Gateway>,
    /// Members that go beside the listed ones.
    pub members: Vec<String>,
    /// Texts that go wherever they stand: the user's own secrets.
    pub secrets: Vec<String>,
    /// What a saved run may have sent.
    pub recipes: Vec<Recipes>,
}

impl Scrubber {
    /// Scrubs one exchange.
    #[must_use]
    pub fn scrub(&self, mut exchange: Exchange, tally: &mut Tally) -> Exchange {
        let name = exchange.gateway.as_deref().or(self.gateway.map(|gateway| gateway.name)).map(str::to_owned);
        let mut work = Work { scrubber: self, gateway: name.as_deref(), tally };
        if !work.case(&mut exchange) {
            work.traffic(&mut exchange);
        }
        if let Some(response) = &mut exchange.response {
            let length = response.body.len();
            response.body = work.body(&response.body, "answer");
            work.headers(&mut response.headers);
            fit_length(&mut response.headers, length, response.body.len());
            response.extra = exchange::Extra::default();
        }
        exchange.failure = exchange.failure.map(|text| work.text(&text, "failure"));
        exchange.extra = exchange::Extra::default();
        exchange.request.extra = exchange::Extra::default();
        exchange
    }

    pub(super) fn resigner(&self, gateway: Option<&str>) -> Option<&Resigner> {
        self.resigners.iter().find(|known| Some(known.gateway.name) == gateway)
    }
}

/// What one exchange is scrubbed with.
pub(super) struct Work<'w> {
    pub(super) scrubber: &'w Scrubber,
    pub(super) gateway: Option<&'w str>,
    pub(super) tally: &'w mut Tally,
}

impl Work<'_> {
    /// Somebody's message: what is secret or personal goes, and it is signed anew where it was signed rightly.
    fn traffic(&mut self, exchange: &mut Exchange) {
        let before = exchange.request.to_request();
        let mut request = before.clone();
        self.request(&mut request);
        if let Some(resigner) = self.scrubber.resigner(self.gateway) {
            self.signature(resigner, exchange, &before, &mut request);
        } else {
            self.tally.count("left: the gateway is not known", "signature");
        }
        fit_length(&mut request.headers, before.body.len(), request.body.len());
        if request != before
            && let Some(case) = exchange.case.take()
        {
            // It would be rendered as it was.
            self.tally.count("not to be replayed: this key or version makes other bytes", family(&case.id));
        }
        let Request { method, target, headers, body } = request;
        exchange.request = RecordedRequest { method, target, headers, body, ..exchange.request.clone() };
    }

    fn request(&mut self, request: &mut Request) {
        request.target = self.target(&request.target);
        self.headers(&mut request.headers);
        request.body = self.body(&request.body, "request");
    }

    /// A new signature where the old one was right; otherwise one that is none.
    fn signature(&mut self, resigner: &Resigner, exchange: &Exchange, before: &Request, request: &mut Request) {
        let direction = match exchange.direction {
            Some(exchange::Direction::Request) => Direction::Request,
            _ => Direction::Callback,
        };
        let notify = exchange.case.as_ref().map(|case| case.context.notify_url.as_str());
        let exact = exchange.request.fidelity().can_prove_signature();
        let proven = resigner.proven(before, direction, notify).filter(|_| exact);
        if let Some(proven) = proven
            && resigner.sign(request, &proven).is_ok()
        {
            return self.tally.count("signed with the TEST key", resigner.gateway.name);
        }
        for place in resigner.places() {
            self.no_signature(request, place);
        }
    }

    /// Every header of that name; a member where it stands once.
    fn no_signature(&mut self, request: &mut Request, place: Place) {
        const KIND: &str = "signature not proven, replaced by none";
        match place {
            Place::Header(name) => {
                let headers = request.headers.iter_mut().filter(|(known, _)| known.eq_ignore_ascii_case(name));
                for (_, value) in headers {
                    *value = no_signature(&String::from_utf8_lossy(value)).into_bytes();
                    self.tally.count(KIND, format!("header {name}"));
                }
            }
            Place::Member(name) => {
                let Some(old) = part(request, place) else { return };
                set(request, place, &no_signature(&old));
                self.tally.count(KIND, format!("/{name}"));
            }
        }
    }

    fn headers(&mut self, headers: &mut Headers) {
        for (name, value) in headers.iter_mut() {
            let text = String::from_utf8_lossy(value).into_owned();
            let new = match self.kind_of_header(name) {
                Some(kind) => {
                    self.tally.count(kind, format!("header {name}"));
                    masked(&text)
                }
                None => self.text(&text, &format!("header {name}")),
            };
            if new != text {
                *value = new.into_bytes();
            }
        }
    }

    /// The header that names the merchant's key is as good as a secret.
    fn kind_of_header(&self, name: &str) -> Option<&'static str> {
        let resigner = self.scrubber.resigner(self.gateway);
        let keys = resigner.map(|known| known.gateway).into_iter();
        let mut keys = keys.flat_map(|gateway| gateway.key_header.iter().chain(gateway.key_names));
        if keys.any(|known| known.eq_ignore_ascii_case(name)) {
            return Some("key name");
        }
        personal::header(name)
    }

    /// The values of the query's parameters; their encoding stays.
    pub(super) fn target(&mut self, target: &str) -> String {
        let Some((path, query)) = target.split_once('?') else { return self.text(target, "path") };
        let path = self.text(path, "path");
        let pairs = query.split('&').map(|pair| match pair.split_once('=') {
            Some((name, value)) => format!("{name}={}", self.parameter(name, value)),
            None => self.text(pair, "query"),
        });
        let pairs: Vec<String> = pairs.collect();
        format!("{path}?{}", pairs.join("&"))
    }

    fn parameter(&mut self, name: &str, value: &str) -> String {
        if let Some(kind) = self.kind_of_member(name) {
            self.tally.count(kind, format!("query {name}"));
            return masked_parameter(value);
        }
        if value.to_ascii_lowercase().contains("%40") {
            self.tally.count("e-mail", format!("query {name}"));
            return masked_parameter(value);
        }
        self.text(value, &format!("query {name}"))
    }

    fn body(&mut self, body: &[u8], whose: &str) -> Vec<u8> {
        let Ok(text) = core::str::from_utf8(body) else {
            if !body.is_empty() {
                self.tally.count("not UTF-8, so not looked through", whose);
            }
            return body.to_vec();
        };
        let edits = self.document(text, 0);
        let inside = apply(text, edits);
        self.secrets(&inside, whose).into_bytes()
    }

    /// What to replace in a JSON text, or in any other.
    fn document(&mut self, text: &str, depth: usize) -> Vec<Edit> {
        if !text.trim_start().starts_with(['{', '[', '"']) {
            return self.patterns(text, "text");
        }
        let mut edits = Vec::new();
        for value in values(text) {
            let inside = &text[value.inside.clone()];
            let kind = self.kind_of_member(&value.name);
            if !value.quoted {
                if let Some(kind) = kind {
                    self.tally.count(kind, format!("/{}", value.name));
                    edits.push(Edit { range: value.inside.clone(), new: masked_number(inside) });
                }
                continue;
            }
            let decoded = Decoded::of(inside);
            let found = self.string(&decoded.text, &value.name, kind, depth);
            let moved = found.into_iter().map(|edit| decoded.written(edit)).map(|Edit { range, new }| Edit {
                range: value.inside.start + range.start..value.inside.start + range.end,
                new,
            });
            edits.extend(moved);
        }
        edits
    }

    fn string(&mut self, text: &str, name: &str, kind: Option<&'static str>, depth: usize) -> Vec<Edit> {
        if let Some(kind) = kind.filter(|_| !text.is_empty()) {
            self.tally.count(kind, format!("/{name}"));
            return vec![Edit { range: 0..text.len(), new: masked(text) }];
        }
        if depth < DEPTH && text.trim_start().starts_with(['{', '[']) {
            return self.document(text, depth + 1);
        }
        self.patterns(text, &format!("/{name}"))
    }

    fn kind_of_member(&self, name: &str) -> Option<&'static str> {
        if self.scrubber.members.iter().any(|known| known == name) {
            return Some("asked for");
        }
        personal::member(self.gateway, name)
    }

    fn patterns(&mut self, text: &str, place: &str) -> Vec<Edit> {
        let found = personal::in_text(text).into_iter().map(|(kind, range)| {
            self.tally.count(kind, place);
            Edit { new: masked(&text[range.clone()]), range }
        });
        found.collect()
    }

    fn text(&mut self, text: &str, place: &str) -> String {
        let edits = self.patterns(text, place);
        self.secrets(&apply(text, edits), place)
    }

    /// A subject may show the secret that it was given.
    fn secrets(&mut self, text: &str, place: &str) -> String {
        let secrets = self.scrubber.secrets.iter().filter(|secret| secret.len() >= 4);
        secrets.fold(text.to_owned(), |text, secret| {
            if !text.contains(secret.as_str()) {
                return text;
            }
            self.tally.count("secret", place);
            text.replace(secret.as_str(), &masked(secret))
        })
    }
}

/// `gateway/family` of `gateway/family/slug`.
fn family(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(family, _)| family)
}

/// An escape such as `%40` stays one.
fn masked_parameter(value: &str) -> String {
    let mut escape = 0;
    let mask = |letter: char| {
        escape = if letter == '%' { 2 } else { escape };
        let inside = letter != '%' && escape > 0;
        escape -= i32::from(inside);
        if inside || letter == '%' { letter.to_string() } else { masked(letter.encode_utf8(&mut [0; 4])) }
    };
    value.chars().map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(body: &str) -> (String, Tally) {
        let mut tally = Tally::default();
        let scrubber = Scrubber::default();
        let mut work = Work { scrubber: &scrubber, gateway: Some("cregis"), tally: &mut tally };
        let text = String::from_utf8(work.body(body.as_bytes(), "request")).unwrap();
        (text, tally)
    }

    #[test]
    fn values_go_and_everything_else_stays_as_it_was() {
        let body =
            r#"{ "payer_email":"anna@shop.example","n":1.00,"data":"{\"payer_name\":\"Anna \\u00e9\",\"x\":\"\/\"}"}"#;
        let (text, tally) = scrubbed(body);
        let expected =
            r#"{ "payer_email":"xxxx@xxxx.xxxxxxx","n":1.00,"data":"{\"payer_name\":\"Xxxx æ\",\"x\":\"\/\"}"}"#;
        assert_eq!(text, expected);
        assert_eq!(tally.of("personal"), 2);
    }

    #[test]
    fn what_is_no_json_is_looked_through_too() {
        let (text, tally) = scrubbed("{\"a\":\"mail +49 170 1234567\",\"mobile\":13800138000,");
        assert_eq!(text, "{\"a\":\"mail +00 000 0000000\",\"mobile\":11111111111,");
        assert_eq!((tally.of("phone"), tally.of("personal")), (1, 1));
        assert_eq!(scrubbed("to a@b.example").0, "to x@x.xxxxxxx");
    }

    #[test]
    fn the_query_keeps_its_encoding() {
        let mut tally = Tally::default();
        let scrubber = Scrubber::default();
        let mut work = Work { scrubber: &scrubber, gateway: None, tally: &mut tally };
        assert_eq!(work.target("/a/b?email=a%2Bb%40c.de&x=%2F&y"), "/a/b?email=x%2Bx%40x.xx&x=%2F&y");
    }
}
