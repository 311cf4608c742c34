//! What the signed bytes depend on, and what not.

use counterfoil_protocol::gateway::NestedForm;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::arbitrary::spelling;
use crate::check;
use crate::document::{Value, write};
use crate::genuine::{Draft, Scenario, cases};

#[test]
fn where_members_are_signed_order_and_spelling_do_not_count() {
    for scenario in scenarios(|scenario| !scenario.signs_body()) {
        check(&scenario.to_string(), cases(96), respelt(&scenario), |(draft, other)| {
            prop_assert_eq!(scenario.signed_bytes(&draft).unwrap(), scenario.signed_bytes(&other).unwrap());
            Ok(())
        });
    }
}

#[test]
fn where_an_inner_text_is_signed_its_spelling_counts() {
    let texts = |scenario: &Scenario| !scenario.signs_body() && scenario.form() == Some(NestedForm::Text);
    for scenario in scenarios(texts) {
        check(&scenario.to_string(), cases(96), (scenario.drafts(), spelling()), |(draft, inner_spelling)| {
            let other = Draft { inner_spelling, ..draft.clone() };
            let same = inner_text(&draft) == inner_text(&other);
            prop_assert_eq!(scenario.signed_bytes(&draft).unwrap() == scenario.signed_bytes(&other).unwrap(), same);
            Ok(())
        });
    }
}

#[test]
fn where_the_body_is_signed_each_byte_counts() {
    for scenario in scenarios(Scenario::signs_body) {
        let changes = (scenario.drafts(), any::<Index>(), 1..=u8::MAX);
        check(&scenario.to_string(), cases(96), changes, |(draft, at, flip)| {
            // Only ASCII, so that the change leaves a text.
            let mut request = scenario.sign(&draft).request;
            request.body = request.body.escape_ascii().collect();
            let before = scenario.signed_bytes_of(&request).unwrap();
            let at = at.index(request.body.len());
            request.body[at] = if request.body[at] == flip & 0x7f { b'!' } else { flip & 0x7f };
            prop_assert_ne!(scenario.signed_bytes_of(&request).unwrap(), before);
            Ok(())
        });
    }
}

#[test]
fn each_side_of_each_rule_has_a_scenario() {
    for wanted in [true, false] {
        assert!(!scenarios(|scenario| scenario.signs_body() == wanted).is_empty());
    }
    for form in [NestedForm::Text, NestedForm::Object] {
        assert!(!scenarios(|scenario| !scenario.signs_body() && scenario.form() == Some(form)).is_empty());
    }
}

fn scenarios(wanted: impl Fn(&Scenario) -> bool) -> Vec<Scenario> {
    Scenario::all().into_iter().filter(wanted).collect()
}

/// A draft, and the same in another order and spelling.
fn respelt(scenario: &Scenario) -> impl Strategy<Value = (Draft, Draft)> + use<> {
    let objects = scenario.form() == Some(NestedForm::Object);
    scenario.drafts().prop_flat_map(move |draft| {
        (Just(draft.members.clone()).prop_shuffle(), spelling()).prop_map(move |(mut members, spelling)| {
            if objects {
                members.iter_mut().for_each(|(_, value)| turn_round(value));
            }
            (draft.clone(), Draft { members, spelling, ..draft.clone() })
        })
    })
}

fn turn_round(value: &mut Value) {
    if let Value::Object(members) | Value::Nested(members) = value {
        members.reverse();
    }
}

fn inner_text(draft: &Draft) -> Vec<String> {
    let inner = draft.members.iter().filter_map(|(_, value)| match value {
        Value::Nested(members) => Some(write(members, &draft.inner_spelling)),
        _ => None,
    });
    inner.collect()
}
