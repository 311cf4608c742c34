//! A signed part beside the body changed after signing.

use counterfoil_protocol::gateway::{Part, Place};
use counterfoil_protocol::wire::Request;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::render::Signing;

pub(super) static FAMILY: Family = Family {
    name: "parts-changed",
    title: "a signed part beside the body changed after signing",
    why: "whoever can change the timestamp defeats freshness, whoever can change the path replays elsewhere",
    right: "take every signed part from where it was received",
    source: "https://docs.gate.com/essentials/version/100/en/authentication&Security, https://doc.payprotocol.network/docs/api/quick-start/payment",
    level: Level::Authentic,
    impact: Impact::Replay,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let gateway = maker.gateway;
    let mut cases = Vec::new();
    if let Some(part) = gateway.timestamp {
        cases.push(changed(maker, "timestamp-plus-one", "the timestamp raised by one", part, |text| {
            text.parse::<u64>().map_or(text.clone(), |number| (number + 1).to_string())
        }));
        cases.push(changed(maker, "timestamp-a-day-later", "the timestamp a day later", part, |text| {
            let day = if text.len() == 10 { 86_400 } else { 86_400_000 };
            text.parse::<u64>().map_or(text.clone(), |number| (number + day).to_string())
        }));
    }
    if let Some(part) = gateway.nonce {
        cases.push(changed(maker, "nonce", "another nonce", part, |text| {
            text.chars().rev().chain("Z".chars()).collect()
        }));
    }
    if let (Some(Part { place: Place::Header(timestamp), .. }), Some(Part { place: Place::Header(nonce), .. })) =
        (gateway.timestamp, gateway.nonce)
    {
        cases.extend(digits_moved(maker, timestamp, nonce));
    }
    if gateway.readings.iter().any(|reading| reading.name == "callback-path") {
        cases.push(
            maker
                .refuse(
                    "query-added",
                    "a query added to the address",
                    maker.paid().tamper(|request, _| {
                        request.target.push_str(if request.target.contains('?') { "&x=1" } else { "?x=1" });
                    }),
                )
                .genuine_under("callback-path", "path-only"),
        );
    }
    cases
}

/// With separators between the parts, no digit can move without breaking the signature.
fn digits_moved(maker: &Maker, timestamp: &'static str, nonce: &'static str) -> [Case; 2] {
    let text = |request: &Request, name: &str| {
        String::from_utf8_lossy(request.headers.all(name).next().unwrap_or_default()).into_owned()
    };
    let into_nonce = maker.paid().tamper(move |request, _| {
        let (front, back) = (text(request, timestamp), text(request, nonce));
        let (front, last) = front.split_at(front.len() - 1);
        request.headers.set(timestamp, front);
        request.headers.set(nonce, format!("{last}{back}"));
    });
    let into_body = maker.paid().tamper(move |request, _| {
        let whole = text(request, nonce);
        let (front, last) = whole.split_at(whole.len() - 1);
        request.headers.set(nonce, front);
        request.body.splice(0..0, last.bytes());
    });
    [
        maker.refuse(
            "timestamp-digit-moved-into-nonce",
            "the timestamp's last digit stands before the nonce",
            into_nonce,
        ),
        maker.refuse("nonce-letter-moved-into-body", "the nonce's last letter stands before the body", into_body),
    ]
}

fn changed(maker: &Maker, slug: &str, title: &str, part: Part, change: fn(String) -> String) -> Case {
    match part.place {
        Place::Header(name) => maker.refuse(
            slug,
            title,
            maker.paid().tamper(move |request, _| {
                let old = request.headers.all(name).next().map(|value| String::from_utf8_lossy(value).into_owned());
                request.headers.set(name, change(old.unwrap_or_default()));
            }),
        ),
        Place::Member(name) => maker.refuse(
            slug,
            title,
            maker
                .paid()
                .edit(move |draft, _| {
                    let old = draft.outer.get(name).unwrap_or_default().trim_matches('"').to_owned();
                    let quoted = draft.outer.get(name).is_some_and(|raw| raw.starts_with('"'));
                    let new = change(old);
                    draft.outer.set(name, &if quoted { format!("\"{new}\"") } else { new });
                })
                .signing(Signing::draft(|_, _| {})),
        ),
    }
}
