//! Makes plans: what is sent is decided by seed and number alone.

use super::change::Change;
use super::edit::{ByteEdit, Shape};
use super::mark::Mark;
use super::plan::{Origin, Plan};
use super::random::Random;
use super::values::{blanks, foreign, raw_value, text, token};
use crate::draft::{Escapes, Style};
use crate::framing::Framing;

/// Cases that share their signed bytes, where making a signature takes long.
const EPOCH: u64 = 64;

/// A plan with the number that its order number is made from.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    pub(super) plan: Plan,
    /// Made from the seed and the case's number.
    pub(super) serial: u64,
}

/// The plan of that number.
pub(super) fn plan(mark: &Mark<'_>, seed: u64, number: u64) -> Numbered {
    let mut random = Random::of(seed, number);
    let first = super::random::mixed(seed) % 4_000_000_000;
    let serial = |number: u64| (first + number * 8) % 10_000_000_000;
    if mark.signs_slowly() && !random.one_in(16) {
        let epoch = number / EPOCH * EPOCH;
        let plan = cached(mark, &mut Random::of(seed, epoch ^ u64::MAX), &mut random);
        return Numbered { plan, serial: serial(epoch) + 4 };
    }
    let plan = match random.below(100) {
        0..=17 => genuine(mark, &mut random),
        18..=47 => known(mark, &mut random),
        48..=71 => forged(mark, &mut random),
        72..=91 => damaged(mark, &mut random),
        _ => odd(mark, &mut random),
    };
    Numbered { plan, serial: serial(number) }
}

/// Only what comes behind the signature differs within an epoch.
fn cached(mark: &Mark<'_>, epoch: &mut Random, random: &mut Random) -> Plan {
    let mut plan = Plan { from: origin(mark, epoch), changes: Vec::new() };
    for _ in 0..epoch.below(3) {
        plan.changes.push(signed_spelling(epoch));
    }
    match random.below(8) {
        0 => plan.changes.push(sent_spelling(random)),
        1 => {}
        _ => {
            for _ in 0..=random.below(2) {
                plan.changes.push(forgery(random));
            }
        }
    }
    plan
}

/// A genuine message in any legal spelling.
fn genuine(mark: &Mark<'_>, random: &mut Random) -> Plan {
    let mut plan = Plan { from: origin(mark, random), changes: Vec::new() };
    for _ in 0..=random.below(4) {
        plan.changes.push(legal(random));
    }
    plan
}

/// A known case in any legal spelling.
fn known(mark: &Mark<'_>, random: &mut Random) -> Plan {
    let Some(id) = mark.case_id(random) else { return genuine(mark, random) };
    let mut plan = Plan { from: Origin::Case(id), changes: Vec::new() };
    for _ in 0..random.below(3) {
        plan.changes.push(legal(random));
    }
    plan
}

fn forged(mark: &Mark<'_>, random: &mut Random) -> Plan {
    let mut plan = Plan { from: origin(mark, random), changes: Vec::new() };
    for _ in 0..random.below(3) {
        plan.changes.push(legal(random));
    }
    for _ in 0..=random.below(2) {
        plan.changes.push(forgery(random));
    }
    plan
}

fn damaged(mark: &Mark<'_>, random: &mut Random) -> Plan {
    let mut plan = Plan { from: origin(mark, random), changes: Vec::new() };
    if random.one_in(2) {
        plan.changes.push(legal(random));
    }
    for _ in 0..=random.below(2) {
        let edit = byte_edit(random);
        plan.changes.push(if random.one_in(2) { Change::Damage(edit) } else { Change::InnerDamage(edit) });
    }
    plan
}

fn odd(mark: &Mark<'_>, random: &mut Random) -> Plan {
    let mut plan = Plan { from: origin(mark, random), changes: Vec::new() };
    for _ in 0..=random.below(2) {
        let change = if random.one_in(8) {
            let shape = Shape::ALL[random.below(Shape::ALL.len())];
            Change::Grown { shape, bytes: 64 << random.below(9) }
        } else {
            Change::Value { member: random.place(), raw: raw_value(random) }
        };
        plan.changes.push(change);
    }
    plan
}

fn origin(mark: &Mark<'_>, random: &mut Random) -> Origin {
    if !mark.tables.is_empty() && random.one_in(4) {
        let message = mark.tables[random.below(mark.tables.len())];
        return Origin::Table(message.id.to_owned());
    }
    // The primary callback, paid, as often as all others.
    let sample = if random.one_in(2) { mark.samples.first() } else { random.pick(&mark.samples) };
    Origin::Sample(sample.map(|sample| sample.slug).unwrap_or_default().to_owned())
}

fn legal(random: &mut Random) -> Change {
    if random.one_in(2) { signed_spelling(random) } else { sent_spelling(random) }
}

const STYLES: [Style; 5] = [Style::Compact, Style::Spaced, Style::Pretty, Style::CrLf, Style::Tabs];
const ESCAPES: [Escapes; 4] = [Escapes::Needed, Escapes::Slashes, Escapes::Ascii, Escapes::All];

/// A legal spelling that may change what is signed.
fn signed_spelling(random: &mut Random) -> Change {
    match random.below(6) {
        0 => Change::InnerStyle(STYLES[random.below(STYLES.len())]),
        1 => Change::InnerOrder(random.number()),
        2 => Change::InnerSpelling(random.number()),
        3 => Change::OptionalAbsent,
        _ => Change::Text(text(random)),
    }
}

/// A legal spelling around what the inner document says.
fn sent_spelling(random: &mut Random) -> Change {
    match random.below(10) {
        0 => Change::OuterStyle(STYLES[random.below(STYLES.len())]),
        1 => Change::OuterOrder(random.number()),
        2 => Change::OuterSpelling(random.number()),
        3 => Change::Escapes(ESCAPES[random.below(ESCAPES.len())]),
        4 | 5 => Change::Around { before: blanks(random), behind: blanks(random) },
        6 => Change::HeaderCase(random.number()),
        7 => Change::Header {
            name: random.word(&["X-Forwarded-For", "Via", "X-Request-Id", "Accept", "User-Agent", "Traceparent"]),
            value: random.word(&["203.0.113.7", "1.1 proxy", "*/*", "java/17", "00-4bf9-00f0-01", "a, b;q=0.5"]),
        },
        8 => Change::MediaType(random.word(&["application/json; charset=utf-8", "APPLICATION/JSON"])),
        _ => Change::Framing(Framing {
            chunks: (0..=random.below(3)).map(|_| [1, 2, 7, 16, 64, 255, 1024][random.below(7)]).collect(),
            extension: if random.one_in(4) { ";a=b".to_owned() } else { String::new() },
            before_values: random.word(&["", "", " ", "\t", "  "]),
            after_values: random.word(&["", "", " ", "\t"]),
            kept: false,
        }),
    }
}

fn forgery(random: &mut Random) -> Change {
    match random.below(12) {
        0 => Change::UnsignedValue { member: random.place(), raw: raw_value(random) },
        1 => Change::UnsignedRemoval(random.place()),
        2 => Change::UnsignedSwap(random.place()),
        3..=5 => Change::Bytes(byte_edit(random)),
        6 => Change::Timestamp(random.place()),
        7 => Change::Nonce(random.place()),
        8 => Change::SignatureBit(random.place()),
        9 => Change::SignatureCut(random.place()),
        10 => Change::SignatureTail((0..=random.below(4)).map(|_| random.number().to_le_bytes()[0]).collect()),
        _ => Change::SignatureRandom(random.number()),
    }
}

fn byte_edit(random: &mut Random) -> ByteEdit {
    let at = random.place();
    match random.below(8) {
        0 => ByteEdit::Flip { at, bit: random.number().to_le_bytes()[0] % 8 },
        1 => ByteEdit::Delete { at, count: random.number().to_le_bytes()[0] % 8 },
        2 => ByteEdit::Repeat { at, count: random.number().to_le_bytes()[0] % 32 },
        3 => ByteEdit::Cut { at },
        4 => ByteEdit::Append { text: token(random) },
        5 => ByteEdit::InsertBytes { at, bytes: foreign(random) },
        _ => ByteEdit::Insert { at, text: token(random) },
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use counterfoil_formats::config::GatewayConfig;
    use counterfoil_protocol::gateways;

    use super::*;
    use crate::config::Target;
    use crate::render::render;
    use crate::samples::kit;

    /// The requests of some cases, dated alike.
    fn sent(target: &Target, seed: u64) -> Vec<counterfoil_protocol::wire::Request> {
        let mut mark = Mark::new(target);
        mark.handles(kit(target.gateway).samples.iter().collect(), Vec::new());
        let numbers = 0..200;
        let requests = numbers.flat_map(|number| {
            let Numbered { plan, serial } = plan(&mark, seed, number);
            let steps = mark.made(&plan).unwrap().case.steps;
            let context = mark.context(serial, Some(1_795_219_200_000));
            steps.iter().map(|step| render(step, &context).request).collect::<Vec<_>>()
        });
        requests.collect()
    }

    #[test]
    fn the_same_seed_sends_the_same_bytes() {
        for gateway in gateways::ALL {
            let table = GatewayConfig { url: Some("http://127.0.0.1:9/x".to_owned()), ..GatewayConfig::default() };
            let target = Target::new(gateway, &table, None, Path::new("."), false).unwrap();
            let (one, again, other) = (sent(&target, 7), sent(&target, 7), sent(&target, 8));
            assert!(one == again, "{gateway}");
            assert!(one != other, "{gateway}");
        }
    }

    /// Where a signature takes long, it is used many times.
    #[test]
    fn slow_signatures_are_shared() {
        for gateway in gateways::ALL {
            let table = GatewayConfig { url: Some("http://127.0.0.1:9/x".to_owned()), ..GatewayConfig::default() };
            let target = Target::new(gateway, &table, None, Path::new("."), false).unwrap();
            let mut mark = Mark::new(&target);
            mark.handles(kit(gateway).samples.iter().collect(), Vec::new());
            let serials = (0..640).map(|number| plan(&mark, 1, number).serial);
            let different = serials.collect::<std::collections::BTreeSet<_>>().len();
            assert!(if mark.signs_slowly() { different < 100 } else { different == 640 }, "{gateway} {different}");
        }
    }
}
