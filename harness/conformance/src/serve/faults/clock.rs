//! CLI-11: complaints about a clock that is right.

use super::{Fault, Scene, Stays};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding};
use crate::serve::rules;
use crate::serve::wire::Reply;

/// How far the `Date` header is off, in milliseconds.
const SKEW_MS: u64 = 600_000;
/// Two requests so far apart have different timestamps, whatever the unit; in milliseconds.
const APART_MS: u64 = 2_000;

const PLAIN: Fault = Fault { cli: "CLI-11", family: &rules::CLIENT_CLOCK, applies: dated, ..Fault::PLAIN };

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "timestamp-error",
        title: "the error for a timestamp out of the window, although it is right",
        play: |scene| scene.stale.clone(),
        judge: signed_anew,
        ..PLAIN
    },
    Fault {
        slug: "date-ten-minutes-ahead",
        title: "the right answer with a Date header that is ten minutes ahead",
        keeps: true,
        stays: Stays::Once,
        play: ahead,
        judge: own_clock,
        ..PLAIN
    },
];

fn dated(scene: &Scene<'_>) -> bool {
    scene.message.signed && scene.gateway.signing_of(scene.message).timestamp.is_some()
}

fn ahead(scene: &Scene<'_>) -> Reply {
    let ms = i64::try_from(scene.now_ms + SKEW_MS).unwrap_or_default();
    let date = jiff::Timestamp::from_millisecond(ms).unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S GMT");
    Reply::whole(200, &[("Content-Type", "application/json"), ("Date", &date.to_string())], scene.body)
}

fn signed_anew(aftermath: &Aftermath<'_>) -> Finding {
    let bounded = aftermath.bounded();
    // Where there is a nonce, `client-nonce` tells of it.
    if bounded.is_failure() || aftermath.call.with_nonce {
        return bounded;
    }
    let old = |(entry, call): &(&_, &crate::serve::call::Call)| {
        let entry: &crate::serve::journal::Entry = entry;
        call.signature == aftermath.call.signature && entry.at_ms >= aftermath.asked.at_ms + APART_MS
    };
    match aftermath.repetitions().find(old) {
        Some((entry, _)) => {
            let after = entry.at_ms.saturating_sub(aftermath.asked.at_ms);
            Finding::fail(Impact::Hygiene, format!("the same timestamp and signature came again after {after} ms"))
        }
        None => bounded,
    }
}

/// Signing for the moment that an unsigned header names is seen, not judged: a gateway may ask for it.
fn own_clock(aftermath: &Aftermath<'_>) -> Finding {
    let mut later = aftermath.calls().filter_map(|(entry, call)| Some(off(entry.at_ms, call.timestamp.as_deref()?)));
    match later.next() {
        Some(ms) if ms > SKEW_MS / 2 => Finding::seen("the next timestamp followed the Date header"),
        Some(_) => Finding::pass("the next timestamp was the client's own"),
        None => Finding::seen("no later request had a timestamp"),
    }
}

/// How far a timestamp in seconds or milliseconds is from a moment, in milliseconds.
fn off(at_ms: u64, timestamp: &str) -> u64 {
    let value: u64 = timestamp.trim().parse().unwrap_or_default();
    let ms = if value < 100_000_000_000 { value.saturating_mul(1_000) } else { value };
    ms.abs_diff(at_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order};
    use crate::serve::journal::Entry;
    use crate::verdict::Verdict;

    fn again(at_ms: u64, change: impl FnOnce(&mut crate::serve::call::Call)) -> Entry {
        let mut entry = order("A", at_ms);
        change(entry.call.as_mut().unwrap());
        entry
    }

    /// CLI-11: each repetition has a signature of its own, once the second has passed.
    #[test]
    fn an_old_signature_is_not_sent_again() {
        let first = "signed at 1000".to_owned();
        let after = |entry: Entry| judged(&order("A", 1_000), [entry], |a| signed_anew(&a)).verdict;
        assert_eq!(after(order("A", 4_000)), Verdict::Pass);
        assert_eq!(after(again(4_000, |call| call.signature = first.clone())), Verdict::Fail);
        assert_eq!(after(again(1_500, |call| call.signature = first)), Verdict::Pass);
    }

    #[test]
    fn following_the_date_header_is_seen() {
        let now = 1_795_250_420_000;
        let after = |stamp: u64| {
            let entry = again(now + 500, |call| call.timestamp = Some(stamp.to_string()));
            judged(&order("A", now), [entry], |a| own_clock(&a)).verdict
        };
        assert_eq!(after(now), Verdict::Pass);
        assert_eq!(after(now / 1_000), Verdict::Pass);
        assert_eq!(after(now + SKEW_MS), Verdict::Observed);
        assert_eq!(judged(&order("A", now), [], |a| own_clock(&a)).verdict, Verdict::Observed);
    }
}
