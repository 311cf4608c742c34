//! Genuine messages, one file per gateway: the documented examples with fresh numbers, and what a family needs to know
//! to change them.

mod cregis;
mod gatepay;
mod paycools;
mod payprotocol;
mod pelago;

use counterfoil_protocol::gateway::Gateway;

use crate::draft::{Draft, Members};
use crate::mistakes::Mistake;
use crate::render::Context;

/// One genuine message in one status.
#[derive(Debug)]
pub struct Sample {
    /// The message's id.
    pub message: &'static str,
    /// The status, as part of a case id.
    pub slug: &'static str,
    /// Whether goods may be delivered after it.
    pub credits: bool,
    /// Makes the draft.
    pub draft: fn(&Context<'_>) -> Draft,
}

/// What the families need to know of a gateway beyond its facts: which members to change, and how.
#[derive(Debug)]
pub struct Kit {
    /// The gateway's name.
    pub gateway: &'static str,
    /// Genuine messages; the first is the primary callback, paid.
    pub samples: &'static [Sample],
    /// The member of the order document that holds an amount.
    pub amount: &'static str,
    /// The member of the order document that holds free text.
    pub text: &'static str,
    /// The member (of outer or order document) that tells the status, with raw values for "not paid" and "paid".
    pub status: StatusMember,
    /// A member of the order document that may be empty, absent or null.
    pub optional: &'static str,
    /// A member of the order document without which a message must be refused.
    pub required: &'static str,
    /// A member of the order document that is a JSON number and may have any digits, with such digits.
    pub long_number: Option<(&'static str, &'static str)>,
    /// Values of keys printed in documents and tutorials.
    pub published_keys: &'static [&'static str],
    /// The id in the message that names merchant or project: public, so never a key.
    pub public_id: &'static str,
    /// Wrong ways of signing that people really use.
    pub mistakes: fn() -> Vec<Mistake>,
    /// Genuine-looking messages that keep the signature of another: the protocol cannot tell them apart.
    pub recuts: fn() -> Vec<Recut>,
    /// Parts whose bytes take part in the signature, by name, with how to sign without them.
    pub parts: fn() -> Vec<Mistake>,
}

/// Where the status stands.
#[derive(Clone, Copy, Debug)]
pub struct StatusMember {
    /// Its name.
    pub name: &'static str,
    /// Whether it stands in the outer object rather than in the order document.
    pub outer: bool,
    /// Raw JSON: not paid.
    pub unpaid: &'static str,
    /// Raw JSON: paid.
    pub paid: &'static str,
}

/// A message cut at other places, under the signature of a genuine one.
#[derive(Clone, Debug)]
pub struct Recut {
    /// Part of the case id.
    pub slug: &'static str,
    /// What was moved, in one sentence.
    pub title: &'static str,
    /// Whether a receiver that demands documented members and formats refuses it.
    pub refusable: bool,
    /// The recipe.
    pub recipe: crate::render::Recipe,
}

/// Every kit, in the order of the gateways.
pub static ALL: [&Kit; 5] = [&cregis::KIT, &gatepay::KIT, &paycools::KIT, &payprotocol::KIT, &pelago::KIT];

/// The kit of a gateway.
///
/// # Panics
///
/// When a gateway was added without its kit; a test compares the lists.
#[must_use]
pub fn kit(gateway: &Gateway) -> &'static Kit {
    ALL.into_iter().find(|kit| kit.gateway == gateway.name).expect("each gateway has its kit")
}

impl Kit {
    /// The primary callback, paid.
    #[must_use]
    pub fn paid(&self) -> &'static Sample {
        &self.samples[0]
    }

    /// A genuine message whose status is not paid.
    #[must_use]
    pub fn unpaid(&self) -> &'static Sample {
        self.samples.iter().find(|sample| !sample.credits).expect("each gateway has a status that is not paid")
    }

    /// Sets the status.
    pub fn set_status(&self, draft: &mut Draft, raw: &str) {
        let members = if self.status.outer { &mut draft.outer } else { draft.order() };
        members.set(self.status.name, raw);
    }
}

/// A genuine message that a reading changes: the first one with a member of that name, else the primary callback.
#[must_use]
pub fn telling(gateway: &'static Gateway, reading: &str) -> &'static Sample {
    let kit = kit(gateway);
    let credited = kit.samples.iter().filter(|sample| sample.credits);
    credited.into_iter().find(|sample| has_member(gateway, sample, reading)).unwrap_or(kit.paid())
}

/// Whether the order document of a sample has a member.
#[must_use]
pub fn has_member(gateway: &'static Gateway, sample: &Sample, name: &str) -> bool {
    let keys = crate::keys::Keys::test(gateway);
    let context = Context {
        gateway,
        now_ms: 1_723_971_200_000,
        serial: 1,
        keys: &keys,
        readings: counterfoil_protocol::reading::Readings::default_of(gateway.readings),
        target: "/".to_owned(),
        notify_url: "http://127.0.0.1/".to_owned(),
    };
    (sample.draft)(&context).order().get(name).is_some()
}

/// Sorted `name=value` pairs of the members that are not empty.
fn pairs(members: &Members, equals: &str, between: &str) -> String {
    let mut sorted = members.clone();
    sorted.sort();
    let pair = |name: String| {
        let raw = sorted.get(&name).filter(|raw| *raw != "null" && *raw != "\"\"")?;
        Some(format!("{name}{equals}{}", plain(raw)))
    };
    sorted.names().filter_map(pair).collect::<Vec<_>>().join(between)
}

/// A raw value as text: strings decoded.
fn plain(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gateway_has_its_kit() {
        let gateways = counterfoil_protocol::gateways::ALL.map(|gateway| gateway.name);
        assert_eq!(ALL.map(|kit| kit.gateway), gateways);
        for gateway in counterfoil_protocol::gateways::ALL {
            assert_eq!(kit(gateway).paid().message, gateway.primary.id);
        }
    }
}
