//! Which of many mappings answers. <https://wiremock.org/docs/stubbing/>, <https://wiremock.org/docs/stateful-behaviour/>

use core::cmp::Reverse;
use std::collections::BTreeMap;

use counterfoil_protocol::wire::Request;

use super::{Matched, matches};
use crate::wiremock::mapping::{Mapping, STARTED};

/// The state of each scenario; every one begins with `Started`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenarios(BTreeMap<String, String>);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked<'m> {
    /// This mapping answers.
    Answer(&'m Mapping),
    /// No mapping does; the reason of each, in the order in which they were tried.
    Nothing(Vec<String>),
    /// It cannot be said: a mapping that comes first has a matcher that is not supported.
    Unknown(String),
}

impl Scenarios {
    /// The state of a scenario.
    #[must_use]
    pub fn state(&self, scenario: &str) -> &str {
        self.0.get(scenario).map_or(STARTED, String::as_str)
    }

    /// Takes the step of the mapping that answered.
    pub fn advance(&mut self, mapping: &Mapping) {
        if let Some((scenario, next)) =
            mapping.scenario.as_ref().and_then(|step| Some((&step.scenario, step.next.as_ref()?)))
        {
            self.0.insert(scenario.clone(), next.clone());
        }
    }

    /// Whether a mapping may answer in this state.
    fn allow(&self, mapping: &Mapping) -> bool {
        let required = mapping.scenario.as_ref().and_then(|step| Some((step, step.required.as_ref()?)));
        required.is_none_or(|(step, required)| self.state(&step.scenario) == required)
    }
}

/// The mapping that answers: priority 1 first, then the newest. The mappings come in the order in which they were added.
#[must_use]
pub fn pick<'m>(mappings: &'m [Mapping], request: &Request, scenarios: &Scenarios) -> Picked<'m> {
    let mut order: Vec<(usize, &Mapping)> = mappings.iter().enumerate().collect();
    order.sort_by_key(|(index, mapping)| (mapping.priority(), Reverse((mapping.insertion_index, *index))));
    let mut reasons = Vec::new();
    for (index, mapping) in order {
        let name = mapping.name.as_deref().or(mapping.id.as_deref());
        let name = name.map_or_else(|| format!("mapping {}", index + 1), str::to_owned);
        match matches(&mapping.request, request) {
            Matched::No(why) => reasons.push(format!("{name}: {why}")),
            _ if !scenarios.allow(mapping) => reasons.push(format!("{name}: its scenario is in another state")),
            Matched::Yes => return Picked::Answer(mapping),
            Matched::Unknown(what) => return Picked::Unknown(format!("{name}: {what}")),
        }
    }
    Picked::Nothing(reasons)
}
