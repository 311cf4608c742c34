//! Receiving grows linearly with the body: nanoseconds per byte from 1 KiB to 1 MiB, the receiver's limit.
//!
//! Per kind of recipe (raw-body HMAC, sorted MD5, RSA over sorted values) the seed's callback is stretched by unknown
//! members, in the shapes that hurt different parts: one long text, many members, deep arrays, an inner document.
//! Exact members are not demanded: the reference would refuse the unknown ones of two gateways, after all other work.

use std::time::Duration;

use counterfoil_benches::{Callback, Seed, measuring, medians};
use counterfoil_protocol::gateways::{cregis, gatepay, pelago};
use counterfoil_protocol::rules::Rule;
use criterion::{BenchmarkId, Criterion, Throughput};

const KIB: [usize; 6] = [1, 4, 16, 64, 256, 1024];
const ROUNDS: usize = 51;

/// Where a body is stretched, and by what.
struct Stretch {
    seed: &'static Seed,
    shape: &'static str,
    /// The filler stands before this text.
    before: &'static str,
    /// Repeated as often as it fits; `#` is a number.
    unit: &'static str,
    /// Around what is left: a member that fills up to the byte.
    rest: [&'static str; 2],
}

static GATEPAY: Seed = Seed {
    gateway: &gatepay::GATEWAY,
    key: include_str!("../../corpus/keys/gatepay.secret"),
    body: include_str!("../bodies/gatepay.json"),
    order: "gateio_withdraw6331782520222",
};

static CREGIS: Seed = Seed {
    gateway: &cregis::GATEWAY,
    key: include_str!("../../corpus/keys/cregis.secret"),
    body: include_str!("../bodies/cregis.json"),
    order: "c9231e604da54469a735af3f449c880f",
};

static PELAGO: Seed = Seed {
    gateway: &pelago::GATEWAY,
    key: include_str!("../../corpus/keys/pelago-platform.pkcs8.pem"),
    body: include_str!("../bodies/pelago.json"),
    order: "M20250527142157001",
};

const MEMBER: &str = r#""m#":"value","#;
const REST: [&str; 2] = [r#""rest":""#, r#"","#];
const INNER_MEMBER: &str = r#"\"m#\":\"value\","#;
const INNER_REST: [&str; 2] = [r#"\"rest\":\""#, r#"\","#];
const DEEP: &str = r#""d#":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],"#;

static STRETCHES: [Stretch; 9] = [
    Stretch { seed: &GATEPAY, shape: "text", before: "\"bizType\"", unit: "", rest: REST },
    Stretch { seed: &GATEPAY, shape: "members", before: "\"bizType\"", unit: MEMBER, rest: REST },
    Stretch { seed: &GATEPAY, shape: "deep", before: "\"bizType\"", unit: DEEP, rest: REST },
    Stretch { seed: &GATEPAY, shape: "inner", before: "\\\"merchantTradeNo", unit: INNER_MEMBER, rest: INNER_REST },
    Stretch { seed: &CREGIS, shape: "text", before: "\"event_name\"", unit: "", rest: REST },
    Stretch { seed: &CREGIS, shape: "members", before: "\"event_name\"", unit: MEMBER, rest: REST },
    Stretch { seed: &CREGIS, shape: "inner", before: "\\\"cregis_id", unit: INNER_MEMBER, rest: INNER_REST },
    Stretch { seed: &PELAGO, shape: "text", before: "\"scenarioCode\"", unit: "", rest: REST },
    Stretch { seed: &PELAGO, shape: "members", before: "\"scenarioCode\"", unit: MEMBER, rest: REST },
];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    for stretch in &STRETCHES {
        let mut group = criterion.benchmark_group(stretch.name());
        for kib in KIB {
            let mut callback = stretch.callback(kib * 1024);
            group.throughput(Throughput::Bytes(kib as u64 * 1024));
            group.bench_function(BenchmarkId::from_parameter(format!("{kib} KiB")), |bencher| {
                bencher.iter(|| callback.receive());
            });
        }
        group.finish();
    }
    criterion.final_summary();
    if measuring() {
        STRETCHES.iter().for_each(print_line);
    }
}

/// All sizes take turns, so that one line of figures shares the machine's mood.
#[expect(clippy::print_stdout, reason = "the figures are what the bench is for")]
fn print_line(stretch: &Stretch) {
    let mut callbacks = KIB.map(|kib| stretch.callback(kib * 1024));
    let [a, b, c, d, e, f] = &mut callbacks;
    let times = medians(
        ROUNDS,
        [a, b, c, d, e, f].map(|callback| move || drop(callback.receive())).each_mut().map(|call| {
            let call: &mut dyn FnMut() = call;
            call
        }),
    );
    let figures = KIB.iter().zip(times).map(|(kib, micros)| {
        let per_byte = micros * 1000.0 / (kib * 1024) as f64;
        format!("{kib} KiB {per_byte:.2}")
    });
    println!("{}, ns/byte: {}", stretch.name(), figures.collect::<Vec<_>>().join(", "));
}

impl Stretch {
    fn name(&self) -> String {
        format!("growth/{}-{}", self.seed.gateway.name, self.shape)
    }

    /// A callback with a body of exactly so many bytes, shown to be accepted.
    fn callback(&self, size: usize) -> Callback {
        let signature = self.seed.callback().request.body.len() - self.seed.body.len();
        let room = size - signature - self.seed.body.len() - self.rest.concat().len();
        let mut filler = String::new();
        if !self.unit.is_empty() {
            let units = (0..).map(|number: u32| self.unit.replace('#', &number.to_string()));
            let mut left = room;
            units
                .take_while(|unit| left.checked_sub(unit.len()).inspect(|rest| left = *rest).is_some())
                .for_each(|unit| filler.push_str(&unit));
        }
        let rest = "x".repeat(room - filler.len());
        let [open, close] = self.rest;
        let filler = format!("{filler}{open}{rest}{close}");
        let body = self.seed.body.replacen(self.before, &format!("{filler}{}", self.before), 1);
        let mut callback = self.seed.callback_with(&body).without(Rule::ExactMembers);
        assert_eq!(callback.request.body.len(), size);
        let received = callback.receive().expect("a genuine callback");
        assert!(received.credit && received.event.order == self.seed.order);
        callback
    }
}
