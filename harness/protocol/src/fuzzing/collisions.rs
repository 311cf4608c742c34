//! Two messages under one signature.

use arbitrary::{Result, Unstructured};

use super::bench::{Bench, Shown, bench, with};
use super::document::{Members, Value};
use super::draft::Draft;
use super::genuine::receive;
use crate::gateways;
use crate::receive::Received;
use crate::rules::Rule;
use crate::wire::Request;

/// Kinds of equal signed bytes that the protocols themselves allow: no receiver can tell these messages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collision {
    /// Names and values follow each other without borders (Cregis).
    NamesAndValues,
    /// Values follow each other without borders or names (Pelago).
    BareValues,
}

impl Collision {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::NamesAndValues, Self::BareValues];

    /// The kind as a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NamesAndValues => "names-and-values",
            Self::BareValues => "bare-values",
        }
    }
}

/// Two structured messages of one gateway: independent ones, or one cut anew from the other.
///
/// * Equal signed bytes mean equal events, but for the known kinds, which are returned to be counted.
///
/// # Panics
///
/// When two messages that a receiver accepts have the same signed bytes, and do not mean the same.
pub fn collisions(bytes: &[u8]) -> Option<Collision> {
    compare(&mut Unstructured::new(bytes)).ok().flatten()
}

fn compare(u: &mut Unstructured<'_>) -> Result<Option<Collision>> {
    let bench = bench(u.choose(&gateways::ALL)?);
    let first = Draft::arbitrary(bench, u)?;
    let second = if u.ratio(1_u8, 4_u8)? {
        Draft { readings: first.readings, ..Draft::arbitrary(bench, u)? }
    } else {
        let mut second = first.clone();
        cut_anew(&mut second.members, bench, u)?;
        second
    };
    let requests = [&first, &second].map(|draft| draft.request(bench, &draft.style));
    let signed =
        requests.each_ref().map(|request| first.signer(bench).signed_bytes(request).map(|bytes| bytes.to_vec()).ok());
    if signed[0].is_none() || signed[0] != signed[1] {
        return Ok(None);
    }
    let [Some(one), Some(other)] = requests.each_ref().map(|request| careless(bench, &first, request)) else {
        return Ok(None);
    };
    if one.event == other.event {
        return Ok(None);
    }
    let known = match bench.kit.gateway.name {
        "cregis" => Some(Collision::NamesAndValues),
        "pelago" => Some(Collision::BareValues),
        _ => None,
    };
    assert!(
        known.is_some(),
        "one signature, two meanings\n{}\n{one:?}\n{}\n{other:?}",
        Shown(&requests[0]),
        Shown(&requests[1])
    );
    Ok(known)
}

/// What a receiver makes of it once the signature is right.
fn careless(bench: &Bench, draft: &Draft, request: &Request) -> Option<Received> {
    let receiver = draft.receiver(bench);
    let rules = receiver.rules.without(Rule::SignatureMatches);
    let mut request = request.clone();
    bench.put_foreign(&mut request);
    receive(&with(&receiver, rules), &request).ok()
}

/// Where names are signed, one text swallows a member. Elsewhere moves characters from the end of one text to the
/// beginning of the next, in the order in which members are signed.
fn cut_anew(members: &mut Members, bench: &Bench, u: &mut Unstructured<'_>) -> Result<()> {
    let inside = bench.kit.gateway.nested.map(|nested| nested.member);
    let holder = members.iter_mut().find(|(name, _)| Some(&**name) == inside);
    let signed = match holder {
        Some((_, Value::Object(inner))) if bench.kit.gateway.name == "pelago" => inner,
        _ => members,
    };
    let mut order: Vec<usize> = (0..signed.len()).filter(|at| is_movable(&signed[*at].1)).collect();
    order.sort_by(|a, b| signed[*a].0.cmp(&signed[*b].0));
    let Some(last) = order.len().checked_sub(2) else { return Ok(()) };
    let at = u.int_in_range(0..=last)?;
    if bench.kit.gateway.name == "cregis" {
        swallow(signed, order[at], order[at + 1]);
        return Ok(());
    }
    let count = u.int_in_range(0..=4_usize)?;
    let moved = take_end(&mut signed[order[at]].1, count);
    put_in_front(&mut signed[order[at + 1]].1, &moved);
    Ok(())
}

/// One text swallows name and value of the member that is signed after it.
fn swallow(members: &mut Members, at: usize, next: usize) {
    let (name, value) = members[next].clone();
    let (Value::Text(next_text) | Value::Number(next_text)) = value else { return };
    if let Value::Text(text) | Value::Number(text) = &mut members[at].1 {
        text.push_str(&name);
        text.push_str(&next_text);
        members[next].1 = Value::Null;
    }
}

fn is_movable(value: &Value) -> bool {
    matches!(value, Value::Text(text) | Value::Number(text) if !text.is_empty())
}

fn take_end(value: &mut Value, count: usize) -> String {
    let (Value::Text(text) | Value::Number(text)) = value else { return String::new() };
    let at = text.char_indices().rev().nth(count.wrapping_sub(1)).map_or(text.len(), |(at, _)| at);
    text.split_off(at)
}

fn put_in_front(value: &mut Value, moved: &str) {
    if let Value::Text(text) | Value::Number(text) = value {
        text.insert_str(0, moved);
    }
}
