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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order};
    use crate::serve::journal::Entry;
    use crate::verdict::Verdict;

    /// CLI-05: the same idempotency id, no second order.
    #[test]
    fn a_lost_order_is_repeated_under_its_number() {
        let after = |later: Vec<Entry>, habit| {
            judged(&order("A", 0), later, |a| same_number(&Aftermath { habit, ..a })).verdict
        };
        assert_eq!(after(vec![order("A", 9)], false), Verdict::Pass);
        assert_eq!(after(vec![order("B", 9)], false), Verdict::Fail);
        assert_eq!(after(vec![], false), Verdict::Observed);
        // A test that makes the same order again and again is no repetition.
        assert_eq!(after(vec![order("B", 9)], true), Verdict::Observed);
        // Once the gateway said that the number was used, another number is another purchase.
        assert_eq!(after(vec![order("A", 9), order("B", 99)], false), Verdict::Pass);
        let mut other = order("B", 9);
        other.call.as_mut().unwrap().business = "amount=99".to_owned();
        assert_eq!(after(vec![other], false), Verdict::Observed);
    }
}
