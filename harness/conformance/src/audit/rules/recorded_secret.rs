//! No secret stands in the clear.

use crate::audit::facts::Facts;
use crate::audit::rule::{Finding, Rule};
use crate::audit::secrets::Leak;
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;

/// One case per message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-secret",
        title: "keys, credentials and card numbers in recorded traffic",
        why: "Whoever reads a log or a recording can sign as the gateway does, or pay with somebody's card.",
        right: "Never send the key; sign with it. Replace recorded secrets, and change a key that was recorded.",
        source: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
        level: Level::Robust,
        impact: Impact::Leak,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    Some(of(&facts.leaks))
}

/// The finding about these leaks; also for exchanges of no known gateway.
#[must_use]
pub fn of(leaks: &[Leak]) -> Finding {
    let words = |leak: &Leak| format!("{}: {}", leak.place, leak.what);
    let undocumented: Vec<String> = leaks.iter().filter(|leak| !leak.documented).map(words).collect();
    if !undocumented.is_empty() {
        return Finding::fail(Expect::Accept, Observation::None, undocumented.join(", "));
    }
    let documented: Vec<String> = leaks.iter().map(words).collect();
    match documented.as_slice() {
        [] => Finding::pass(Expect::Accept, Observation::None, "nothing in the clear"),
        words => {
            let why = format!("{}; the gateway's own documents have it there", words.join(", "));
            Finding::told("documented", Observation::None, why)
        }
    }
}
