//! From a plan that shows something to the smallest that still does.

use super::change::Change;
use super::edit::ByteEdit;
use super::plan::{Origin, Plan};

/// Plans that are one step smaller, the smallest first.
pub(super) fn smaller(plan: &Plan, primary: &str) -> Vec<Plan> {
    let mut all = Vec::new();
    let genuine = Origin::Sample(primary.to_owned());
    if !plan.changes.is_empty() && plan.from != genuine {
        all.push(Plan { changes: Vec::new(), ..plan.clone() });
    }
    if plan.from != genuine {
        all.push(Plan { from: genuine, ..plan.clone() });
    }
    for at in 0..plan.changes.len() {
        if plan.changes.len() > 1 {
            all.push(Plan { changes: vec![plan.changes[at].clone()], ..plan.clone() });
        }
        let mut changes = plan.changes.clone();
        changes.remove(at);
        all.push(Plan { changes, ..plan.clone() });
    }
    for (at, change) in plan.changes.iter().enumerate() {
        for simpler in simpler(change) {
            let mut changes = plan.changes.clone();
            changes[at] = simpler;
            all.push(Plan { changes, ..plan.clone() });
        }
    }
    all.dedup();
    all.retain(|other| other != plan);
    all
}

/// The same change, done less.
fn simpler(change: &Change) -> Vec<Change> {
    match change {
        Change::Text(text) if text.chars().count() > 1 => halves(text).into_iter().map(Change::Text).collect(),
        Change::Around { before, behind } => {
            let none = String::new;
            vec![
                Change::Around { before: none(), behind: behind.clone() },
                Change::Around { before: before.clone(), behind: none() },
                Change::Around { before: first(before), behind: first(behind) },
            ]
        }
        Change::Framing(framing) => {
            let mut all = vec![framing.clone(); 4];
            all[0].chunks.clear();
            all[0].extension.clear();
            all[1].chunks.truncate(1);
            all[2].extension.clear();
            all[3].before_values.clear();
            all[3].after_values.clear();
            all.into_iter().map(Change::Framing).collect()
        }
        Change::SignatureTail(tail) if tail.len() > 1 => vec![Change::SignatureTail(tail[..1].to_vec())],
        Change::Grown { shape, bytes } if *bytes > 1 => vec![Change::Grown { shape: *shape, bytes: bytes / 2 }],
        Change::Bytes(edit) => fewer(edit).into_iter().map(Change::Bytes).collect(),
        Change::Damage(edit) => fewer(edit).into_iter().map(Change::Damage).collect(),
        Change::InnerDamage(edit) => fewer(edit).into_iter().map(Change::InnerDamage).collect(),
        _ => Vec::new(),
    }
}

fn fewer(edit: &ByteEdit) -> Option<ByteEdit> {
    match edit {
        ByteEdit::Delete { at, count: 2.. } => Some(ByteEdit::Delete { at: *at, count: 1 }),
        ByteEdit::Repeat { at, count: 2.. } => Some(ByteEdit::Repeat { at: *at, count: 1 }),
        ByteEdit::Append { text } if text.chars().count() > 1 => Some(ByteEdit::Append { text: first(text) }),
        ByteEdit::Insert { at, text } if text.chars().count() > 1 => {
            Some(ByteEdit::Insert { at: *at, text: first(text) })
        }
        _ => None,
    }
}

fn first(text: &str) -> String {
    text.chars().take(1).collect()
}

fn halves(text: &str) -> [String; 2] {
    let half = text.chars().count() / 2;
    [text.chars().take(half).collect(), text.chars().skip(half).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps down as long as `shows` says yes.
    fn shrunk(mut plan: Plan, shows: impl Fn(&Plan) -> bool) -> Plan {
        while let Some(next) = smaller(&plan, "paid").into_iter().find(&shows) {
            plan = next;
        }
        plan
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        let plan = Plan {
            from: Origin::Case("gatepay/genuine/emoji".to_owned()),
            changes: vec![
                Change::OuterOrder(3),
                Change::Text("abc/\u{1f39f}xyz".to_owned()),
                Change::Around { before: "  ".to_owned(), behind: "\n".to_owned() },
            ],
        };
        let emoji = |plan: &Plan| {
            plan.changes.iter().any(|change| matches!(change, Change::Text(text) if text.contains('\u{1f39f}')))
        };
        let least = Plan { changes: vec![Change::Text("\u{1f39f}".to_owned())], ..Plan::genuine("paid") };
        assert_eq!(shrunk(plan, emoji), least);
    }

    #[test]
    fn two_changes_that_need_each_other_stay() {
        let changes = vec![Change::OptionalAbsent, Change::HeaderCase(1), Change::OuterOrder(2)];
        let plan = Plan { changes, ..Plan::genuine("paid") };
        let both = |plan: &Plan| {
            plan.changes.contains(&Change::OptionalAbsent) && plan.changes.contains(&Change::OuterOrder(2))
        };
        assert_eq!(shrunk(plan, both).changes, [Change::OptionalAbsent, Change::OuterOrder(2)]);
    }
}
