//! Exchanges of any shape.

use counterfoil_formats::exchange::{
    CaseContext, CaseRecord, Direction, Exchange, Extra, Fidelity, Keys, Loss, RecordedRequest, RecordedResponse,
};
use counterfoil_protocol::wire::Headers;
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::select;

pub(crate) fn exchange() -> impl Strategy<Value = Exchange> {
    let head = (any::<String>(), option::of(moment()), option::of(any::<u64>()), option::of("[a-z]{1,9}"));
    let direction = option::of(select(vec![Direction::Callback, Direction::Request]));
    let answer = (option::of(response()), any::<String>());
    (head, direction, request(), answer, option::of(case())).prop_map(|(head, direction, request, answer, case)| {
        let (id, at, took_us, gateway) = head;
        let (response, failure) = answer;
        let failure = Some(failure).filter(|_| response.is_none());
        let extra = Extra::default();
        Exchange { id, at, took_us, gateway, direction, request, response, failure, case, origin: None, extra }
    })
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (0..253_402_207_200_000_i64).prop_map(|millis| Timestamp::from_millisecond(millis).unwrap())
}

fn request() -> impl Strategy<Value = RecordedRequest> {
    ("[A-Za-z]{1,8}", any::<String>(), headers(), body(), kept()).prop_map(|(method, target, headers, body, kept)| {
        let (lost, at_most) = kept;
        RecordedRequest { method, target, headers, body, lost, at_most, extra: Extra::default() }
    })
}

fn response() -> impl Strategy<Value = RecordedResponse> {
    (any::<u16>(), any::<String>(), headers(), body(), kept()).prop_map(|(status, reason, headers, body, kept)| {
        let (lost, at_most) = kept;
        RecordedResponse { status, reason, headers, body, lost, at_most, extra: Extra::default() }
    })
}

fn headers() -> impl Strategy<Value = Headers> {
    vec((any::<String>(), body()), 0..6).prop_map(|pairs| {
        let mut headers = Headers::default();
        pairs.into_iter().for_each(|(name, value)| headers.push(name, value));
        headers
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    proptest::prop_oneof![vec(any::<u8>(), 0..60), any::<String>().prop_map(String::into_bytes)]
}

/// A fidelity no better than the losses leave, as every writer of ours states it.
fn kept() -> impl Strategy<Value = (Vec<Loss>, Option<Fidelity>)> {
    let other = "[a-z-]{1,12}".prop_map(|name| Loss::by_name(&name));
    let loss = proptest::prop_oneof![select(Loss::ALL), other];
    (vec(loss, 0..4), option::of(select(&Fidelity::ALL))).prop_map(|(lost, at_most)| {
        let left = lost.iter().map(Loss::leaves).min().unwrap_or(Fidelity::Exact);
        (lost, at_most.filter(|said| *said < left))
    })
}

fn case() -> impl Strategy<Value = CaseRecord> {
    let numbers = (any::<u32>(), any::<u32>(), option::of(any::<u32>()));
    (any::<String>(), numbers, context()).prop_map(|(id, (rev, step, credits), context)| CaseRecord {
        id,
        rev,
        step,
        credits,
        context,
        extra: Extra::default(),
    })
}

fn context() -> impl Strategy<Value = CaseContext> {
    let keys = proptest::prop_oneof![Just(Keys::Test), Just(Keys::Own)];
    let readings = proptest::collection::btree_map("[a-z]{1,5}", any::<String>(), 0..3);
    let numbers = (any::<u64>(), any::<u64>());
    (numbers, readings, any::<String>(), any::<String>(), keys).prop_map(
        |((now_ms, serial), readings, notify_url, target, keys)| CaseContext {
            now_ms,
            serial,
            readings: readings.into_iter().collect(),
            notify_url,
            target,
            keys,
            extra: Extra::default(),
        },
    )
}
