//! What a client did, as cases with verdicts.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use counterfoil_protocol::gateway::Gateway;

use super::rules;
use crate::case::{Case, Class, Effect, Expect};
use crate::event::{Judged, RunEvent};
use crate::families::Family;
use crate::verdict::{Observation, Verdict};

/// What was seen of a client so far.
#[derive(Debug)]
pub struct Judge {
    gateway: &'static Gateway,
    requests: BTreeMap<String, Requests>,
    nonces: HashSet<String>,
    repeated: Option<String>,
    with_nonce: u64,
}

/// The requests of one message.
#[derive(Debug, Default)]
struct Requests {
    message: Option<&'static str>,
    taken: u64,
    refused: u64,
    first: String,
}

impl Judge {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(gateway: &'static Gateway) -> Self {
        Self { gateway, requests: BTreeMap::new(), nonces: HashSet::new(), repeated: None, with_nonce: 0 }
    }

    /// A request, and what is wrong with it.
    pub fn request(&mut self, message: Option<&'static str>, objection: Option<&str>) {
        let slug = message.map_or("unknown-path", |id| id.split('/').next_back().unwrap_or(id));
        let seen = self.requests.entry(slug.to_owned()).or_default();
        seen.message = message;
        match objection {
            None => seen.taken += 1,
            Some(objection) => {
                if seen.refused == 0 {
                    objection.clone_into(&mut seen.first);
                }
                seen.refused += 1;
            }
        }
    }

    /// The nonce of a request whose signature is right.
    pub fn nonce(&mut self, nonce: &str) {
        self.with_nonce += 1;
        if !self.nonces.insert(nonce.to_owned()) && self.repeated.is_none() {
            self.repeated = Some(nonce.to_owned());
        }
    }

    /// Every verdict.
    #[must_use]
    pub fn events(&self) -> Vec<RunEvent> {
        let requests = self.requests.iter().map(|(slug, seen)| self.of_requests(slug, seen));
        let all = requests.chain(self.of_nonces());
        all.map(|judged| RunEvent::Judged(Arc::new(judged))).collect()
    }

    fn of_requests(&self, slug: &str, seen: &Requests) -> Judged {
        let title = match seen.message {
            Some(id) => format!("{} requests `{id}`", seen.taken + seen.refused),
            None => "requests to a path that no page names".to_owned(),
        };
        let case = case(self.gateway, &rules::CLIENT_REQUEST, slug, seen.message, title, Expect::Accept);
        if seen.refused == 0 {
            let detail = format!("{} taken: signature, headers, time and parameters are right", seen.taken);
            return judged(case, Observation::Accepted, Verdict::Pass, detail);
        }
        let detail = format!("{} of {} refused; the first: {}", seen.refused, seen.taken + seen.refused, seen.first);
        judged(case, Observation::Refused, Verdict::Fail, detail)
    }

    fn of_nonces(&self) -> Option<Judged> {
        let title = format!("{} signed requests with a nonce", self.with_nonce);
        let case = case(self.gateway, &rules::CLIENT_NONCE, "fresh-each-time", None, title, Expect::Accept);
        match (&self.repeated, self.with_nonce) {
            (_, 0) => None,
            (None, 1) => {
                let detail = "one request only: nothing to compare it with".to_owned();
                Some(judged(case, Observation::None, Verdict::Skip, detail))
            }
            (None, _) => Some(judged(case, Observation::Accepted, Verdict::Pass, "each was new".to_owned())),
            (Some(nonce), _) => {
                let detail = format!("the nonce `{}` came twice", counterfoil_protocol::rejection::excerpt(nonce));
                Some(judged(case, Observation::Accepted, Verdict::Fail, detail))
            }
        }
    }
}

/// A case of a client.
#[must_use]
pub fn case(
    gateway: &'static Gateway,
    family: &'static Family,
    slug: &str,
    message: Option<&'static str>,
    title: String,
    expect: Expect,
) -> Case {
    Case {
        id: format!("{}/{}/{slug}", gateway.name, family.name),
        rev: 1,
        gateway,
        family: family.name,
        message: message.unwrap_or_default(),
        level: family.level,
        impact: family.impact,
        class: Class::Implementation,
        expect,
        title,
        twin: None,
        effect: Effect::Unseen,
        genuine_under: None,
        steps: Vec::new(),
    }
}

/// A case with its verdict.
#[must_use]
pub fn judged(case: Case, observed: Observation, verdict: Verdict, detail: String) -> Judged {
    let repro = format!("counterfoil serve {}", case.gateway.name);
    Judged { expect: case.expect, case, observed, verdict, detail, repro, curl: String::new(), body: None }
}
