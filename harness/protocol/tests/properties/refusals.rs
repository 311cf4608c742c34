//! Nothing panics, and every refusal says where, what was expected and what came.

use counterfoil_protocol::message::{Field, Presence};
use counterfoil_protocol::receive::Receiver;
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::value::Window;
use counterfoil_protocol::wire::{Object, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::check;
use crate::document::{Value, write};
use crate::genuine::{Damage, Draft, Scenario, cases, receive};
use crate::support::TARGET;

#[test]
fn any_bytes_are_answered() {
    for scenario in Scenario::all() {
        check(&scenario.to_string(), cases(96), (requests(&scenario), rules()), |(request, rules)| {
            answer(&scenario, &request, Rules::all())?;
            answer(&scenario, &request, rules)
        });
    }
}

#[test]
fn damaged_messages_are_answered() {
    for scenario in Scenario::all() {
        let damaged = (scenario.drafts(), vec(edit(), 1..4), rules());
        check(&scenario.to_string(), cases(160), damaged, |(draft, edits, rules)| {
            let mut request = scenario.sign(&draft).request;
            edits.iter().for_each(|edit| edit.apply(&mut request.body));
            answer(&scenario, &request, Rules::all())?;
            answer(&scenario, &request, UNSIGNED)?;
            answer(&scenario, &request, rules)
        });
    }
}

#[test]
fn a_missing_member_is_named() {
    each_member(|scenario, draft, inside, field| {
        if field.presence == Presence::Required {
            refused_by_name(scenario, draft, &Damage { inside, name: field.name, value: None })?;
            refused_by_name(scenario, draft, &Damage { inside, name: field.name, value: Some(Value::Null) })?;
        }
        Ok(())
    });
}

#[test]
fn a_member_of_another_type_is_named() {
    each_member(|scenario, draft, inside, field| {
        for value in POOL.map(|make| make()).into_iter().filter(|value| !fits(field, value)) {
            refused_by_name(scenario, draft, &Damage { inside, name: field.name, value: Some(value) })?;
        }
        Ok(())
    });
}

#[test]
fn each_kind_is_missed_by_something_in_the_pool() {
    for scenario in Scenario::all() {
        for field in scenario.message.fields {
            assert!(POOL.iter().any(|make| !fits(field, &make())), "{}: {}", scenario.message.id, field.name);
        }
    }
}

/// What a value can be, and a text that no documented form has.
const POOL: [fn() -> Value; 7] = [
    || Value::Boolean(true),
    || Value::number("-1.5"),
    || Value::number("1e2"),
    || Value::text("\u{1}?"),
    || Value::text(""),
    || Value::List(vec![]),
    || Value::Object(vec![]),
];

fn fits(field: &Field, value: &Value) -> bool {
    let text = write(&vec![("value".to_owned(), value.clone())], &[]);
    let object = Object::parse(&text).expect("an object");
    field.kind.fits(object.get("value").expect("the member"))
}

type EachMember = fn(&Scenario, &Draft, Option<&'static str>, &'static Field) -> Result<(), TestCaseError>;

/// Every member of every table, outer and inner, in some messages.
fn each_member(test: EachMember) {
    for scenario in Scenario::all() {
        check(&scenario.to_string(), cases(10), scenario.drafts(), |draft| {
            let outer = scenario.message.fields.iter().map(|field| (None, field));
            let inner =
                draft.variant.inside.iter().flat_map(|(name, fields)| fields.iter().map(|field| (Some(*name), field)));
            outer.chain(inner).try_for_each(|(inside, field)| test(&scenario, &draft, inside, field))
        });
    }
}

/// Members that alone tell a callback from another one: without them the message is that one, or none.
const TELLING: [(&str, &str); 2] =
    [("cregis/payout-notify", "third_party_id"), ("cregis/order-deposit-notify-legacy", "real_amount")];

fn refused_by_name(scenario: &Scenario, draft: &Draft, damage: &Damage) -> Result<(), TestCaseError> {
    let request = scenario.sign_damaged(draft, Some(damage)).request;
    if TELLING.contains(&(scenario.message.id, damage.name)) && damage.is_unsigned() {
        let other = scenario.receive(&request);
        prop_assert!(!other.is_ok_and(|other| other.credit || other.event.message == scenario.message.id));
        return Ok(());
    }
    let Err(refused) = scenario.receive(&request) else {
        return Err(TestCaseError::fail(format!("accepted: {damage:?}")));
    };
    let named = refused.place.ends_with(&format!("/{}", damage.name));
    let held = damage.inside.is_none_or(|holder| refused.place.starts_with(&format!("/{holder}")));
    prop_assert!(named && held, "{damage:?}: {refused}");
    Ok(())
}

fn answer(scenario: &Scenario, request: &Request, rules: Rules) -> Result<(), TestCaseError> {
    let window = Some(Window { past_ms: 300_000, future_ms: 60_000 });
    let receiver = Receiver { rules, window, ..scenario.receiver(scenario.key.verifying_key()) };
    receive(&receiver, request).err().map_or(Ok(()), |refused| in_words(&refused))
}

/// Nothing is left empty, and nothing breaks the line.
fn in_words(refused: &Rejection) -> Result<(), TestCaseError> {
    let Rejection { place, expected, found, .. } = refused;
    prop_assert!(![place, expected, found].iter().any(|part| part.trim().is_empty()), "{refused:?}");
    prop_assert!(!refused.to_string().contains(char::is_control), "{refused:?}");
    Ok(())
}

/// Without these, damage is found by the signature and goes no further.
const UNSIGNED: Rules = Rules::all()
    .without(Rule::SignaturePresent)
    .without(Rule::SignatureMatches)
    .without(Rule::PartShapes)
    .without(Rule::Freshness);

fn rules() -> impl Strategy<Value = Rules> {
    subsequence(Rule::ALL, 0..=Rule::ALL.len())
        .prop_map(|off| off.into_iter().fold(Rules::all(), |rules, rule| rules.without(rule)))
}

/// Any request, with the headers that the gateway looks at.
fn requests(scenario: &Scenario) -> impl Strategy<Value = Request> + use<> {
    let names: Vec<String> = headers(scenario);
    let bytes = || {
        prop_oneof![
            vec(any::<u8>(), 0..64),
            "\\PC{0,64}".prop_map(String::into_bytes),
            "[\\[\\]{}\":,\\\\u0dD ]{0,64}".prop_map(String::into_bytes)
        ]
    };
    ("POST|[A-Z\\n]{0,4}", bytes(), vec(bytes(), names.len())).prop_map(move |(method, body, values)| {
        let mut request = Request { method, ..Request::post(TARGET, body) };
        for (name, value) in names.iter().zip(values) {
            request.headers.push(name, value);
        }
        request
    })
}

fn headers(scenario: &Scenario) -> Vec<String> {
    let parts = [scenario.gateway.timestamp, scenario.gateway.nonce].into_iter().flatten().map(|part| part.place);
    let places = parts.chain([scenario.gateway.place]).map(|place| place.to_string());
    places.filter_map(|place| place.strip_prefix("header ").map(str::to_owned)).collect()
}

/// One change of a body.
#[derive(Clone, Debug)]
enum Edit {
    Delete(Index, usize),
    Duplicate(Index, usize),
    Insert(Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), 1..4_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Edit::Duplicate(at, length)),
        (any::<Index>(), prop_oneof![any::<u8>(), proptest::sample::select(b"\"\\{}[],:u0e-. \n".as_slice())])
            .prop_map(|(at, byte)| Edit::Insert(at, byte)),
    ]
}

impl Edit {
    fn apply(&self, body: &mut Vec<u8>) {
        let (Self::Delete(at, _) | Self::Duplicate(at, _) | Self::Insert(at, _)) = self;
        let at = at.index(body.len() + 1);
        let until = |length: usize| (at + length).min(body.len());
        match self {
            Self::Delete(_, length) => drop(body.drain(at..until(*length))),
            Self::Duplicate(_, length) => {
                let copy = body[at..until(*length)].to_vec();
                body.splice(at..at, copy).for_each(drop);
            }
            Self::Insert(_, byte) => body.insert(at, *byte),
        }
    }
}
