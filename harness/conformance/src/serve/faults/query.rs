//! CLI-12: the order query contradicts what happened.

use super::{Fault, Stays};
use crate::serve::aftermath::Finding;
use crate::serve::rules;
use crate::serve::wire::Reply;

pub(super) static ALL: &[Fault] = &[Fault {
    cli: "CLI-12",
    slug: "contrary-state",
    title: "the order query says unpaid of a paid order, and paid of any other",
    family: &rules::CLIENT_QUERY,
    keeps: true,
    stays: Stays::Once,
    applies: |scene| scene.contrary.is_some_and(|(member, _)| scene.has(|name| name == member)),
    play: |scene| {
        let changed = |name: &str| scene.contrary.filter(|(member, _)| *member == name).map(|(_, raw)| raw.to_owned());
        Reply::json(200, scene.with(|name, _| changed(name)))
    },
    judge: |aftermath| {
        let after = aftermath.calls().count();
        Finding::seen(format!("{after} requests followed; what was booked cannot be seen from here"))
    },
    ..Fault::PLAIN
}];
