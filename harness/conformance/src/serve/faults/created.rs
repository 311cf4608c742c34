//! CLI-05: the order is made, and the answer is lost.

use super::{Fault, Stays};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding};
use crate::serve::rules;
use crate::serve::wire::{End, Reply};

const PLAIN: Fault = Fault {
    cli: "CLI-05",
    family: &rules::CLIENT_RETRY,
    keeps: true,
    stays: Stays::Once,
    applies: |scene| scene.creation.is_some_and(|creation| !creation.order.is_empty()),
    judge: same_number,
    ..Fault::PLAIN
};

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "reset-after-creation",
        title: "the order is made, then the connection is reset",
        play: |_| Reply { pieces: Vec::new(), end: End::Reset, status: 0 },
        ..PLAIN
    },
    Fault {
        slug: "silence-after-creation",
        title: "the order is made, then nothing comes for as long as --slow says",
        play: |scene| Reply { pieces: vec![(scene.slow, Vec::new())], end: End::Close, status: 0 },
        ..PLAIN
    },
];

fn same_number(aftermath: &Aftermath<'_>) -> Finding {
    let bounded = aftermath.bounded();
    if bounded.is_failure() {
        return bounded;
    }
    let call = aftermath.call;
    let paid = |business: &str| business.contains('=') && business == call.business;
    let mut creations = aftermath.calls().filter(|(entry, _)| entry.message == aftermath.asked.message);
    let next = creations.find(|(_, later)| later.order == call.order || paid(&later.business));
    match next {
        None => Finding::seen("neither repeated nor ordered anew"),
        Some((_, later)) if later.order == call.order => Finding::pass("repeated under the same order number"),
        Some((_, later)) if aftermath.habit => {
            Finding::seen(format!("ordered `{}` of the same content, as the client had done before", later.order))
        }
        Some((_, later)) => {
            let detail = format!("`{}` was made already; the same was ordered again as `{}`", call.order, later.order);
            Finding::fail(Impact::Money, detail)
        }
    }
}
