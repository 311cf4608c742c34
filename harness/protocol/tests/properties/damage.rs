//! Whole messages with one thing wrong, for each member of each table, and where that must be reported.

use counterfoil_protocol::message::{Carrier, Field, Kind, Message, Presence};
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::wire::Shape;

use crate::document::{Members, Value, remove, set};
use crate::wrong::{AT_A_BYTE, shapes, wrong};

/// One thing wrong in a message.
#[derive(Clone, Debug)]
pub(crate) struct Damage {
    /// From the body to the object that holds the member.
    steps: Vec<Step>,
    name: &'static str,
    /// What the member becomes; `None`: it is taken out.
    value: Option<Value>,
    /// Where the objection must be.
    place: String,
    /// Whether JSON Schema can tell.
    pub(crate) told_by_schema: bool,
}

#[derive(Clone, Debug)]
enum Step {
    Member(&'static str),
    Item(usize),
}

/// Every damage of a body that has all members of its table.
pub(crate) fn damages(message: &'static Message, body: &Value) -> Vec<Damage> {
    let mut walk = Walk { steps: Vec::new(), found: Vec::new() };
    match (message.carrier, body) {
        (Carrier::Object | Carrier::Query, Value::Object(members)) => walk.document(message.fields, members, ""),
        (Carrier::List, Value::List(items)) => walk.items(message.fields, items, ""),
        (Carrier::Text(_), _) => {}
        (carrier, body) => panic!("{}: a {carrier} of {body:?}", message.id),
    }
    walk.found
}

impl Damage {
    /// The body with this wrong.
    pub(crate) fn apply(&self, body: &Value) -> Value {
        let mut body = body.clone();
        let members = members_at(&mut body, &self.steps);
        match &self.value {
            Some(value) => set(members, self.name, value.clone()),
            None => remove(members, self.name),
        }
        body
    }

    /// Whether the member becomes a number: nothing else can be wrong unseen by a schema.
    pub(crate) fn is_a_number(&self) -> bool {
        matches!(self.value, Some(Value::Number(_)))
    }

    /// Whether this and nothing else is reported.
    pub(crate) fn is_reported_by(&self, objections: &[Rejection]) -> bool {
        let [objection] = objections else { return false };
        match self.place.strip_suffix(AT_A_BYTE) {
            Some(_) => objection.place.strip_prefix(&*self.place).is_some_and(|at| at.parse::<usize>().is_ok()),
            None => objection.place == self.place,
        }
    }
}

struct Walk {
    steps: Vec<Step>,
    found: Vec<Damage>,
}

impl Walk {
    fn document(&mut self, fields: &'static [Field], members: &Members, place: &str) {
        for field in fields {
            let place = format!("{place}/{}", field.name);
            self.member(field, &place);
            let (_, value) = members.iter().find(|(name, _)| name == field.name).expect("a whole message");
            self.steps.push(Step::Member(field.name));
            self.inside(&field.kind, value, &place);
            self.steps.pop();
        }
    }

    fn member(&mut self, field: &'static Field, place: &str) {
        let damage = |value, behind, told_by_schema| Damage {
            steps: self.steps.clone(),
            name: field.name,
            value,
            place: format!("{place}{behind}"),
            told_by_schema,
        };
        let absent = (field.presence == Presence::Required).then_some([None, Some(Value::Null)]);
        let absent = absent.into_iter().flatten().map(|value| damage(value, "", true));
        let wrong = wrong(&field.kind).into_iter();
        let wrong = wrong.map(|wrong| damage(Some(wrong.value), wrong.behind, wrong.told_by_schema));
        let damages: Vec<Damage> = absent.chain(wrong).collect();
        self.found.extend(damages);
    }

    fn inside(&mut self, kind: &'static Kind, value: &Value, place: &str) {
        match (kind, value) {
            (Kind::Object(fields) | Kind::Nested(fields), Value::Object(members)) => {
                self.document(fields, members, place);
            }
            (Kind::Nested(fields), Value::Nested(members)) | (Kind::Base64Json(fields), Value::Base64(members)) => {
                self.document(fields, members, &format!("{place}→"));
            }
            (Kind::List(fields), Value::List(items)) => self.items(fields, items, place),
            (Kind::NestedList(fields), Value::NestedList(items)) => self.items(fields, items, &format!("{place}→")),
            (Kind::Values(kind), Value::List(items)) => self.values(kind, items, place),
            (Kind::NestedValues(kind), Value::NestedList(items)) => self.values(kind, items, &format!("{place}→")),
            (Kind::Either(kinds), value) => {
                if let Some(kind) = only_kind(kinds, value) {
                    self.inside(kind, value, place);
                }
            }
            _ => {}
        }
    }

    fn items(&mut self, fields: &'static [Field], items: &[Value], place: &str) {
        for (index, item) in items.iter().enumerate() {
            let Value::Object(members) = item else { panic!("{item:?} in a list of objects") };
            self.steps.push(Step::Item(index));
            self.document(fields, members, &format!("{place}/{index}"));
            self.steps.pop();
        }
    }

    fn values(&mut self, kind: &'static Kind, items: &[Value], place: &str) {
        for (index, item) in items.iter().enumerate() {
            self.steps.push(Step::Item(index));
            self.inside(kind, item, &format!("{place}/{index}"));
            self.steps.pop();
        }
    }
}

/// The one kind that takes values of this JSON type: where there are several, one may take what another refuses.
fn only_kind(kinds: &'static [Kind], value: &Value) -> Option<&'static Kind> {
    let shape = match value {
        Value::Object(_) => Shape::Object,
        Value::List(_) => Shape::Array,
        Value::Nested(_) | Value::NestedList(_) | Value::Base64(_) => Shape::String,
        _ => return None,
    };
    let mut fitting = kinds.iter().filter(|kind| shapes(kind).contains(&shape));
    fitting.next().filter(|_| fitting.next().is_none())
}

fn members_at<'v>(value: &'v mut Value, steps: &[Step]) -> &'v mut Members {
    match (value, steps) {
        (Value::Object(members) | Value::Nested(members) | Value::Base64(members), []) => members,
        (Value::Object(members) | Value::Nested(members) | Value::Base64(members), [Step::Member(name), rest @ ..]) => {
            let (_, value) = members.iter_mut().find(|(known, _)| known == name).expect("a member on the way");
            members_at(value, rest)
        }
        (Value::List(items) | Value::NestedList(items), [Step::Item(index), rest @ ..]) => {
            members_at(&mut items[*index], rest)
        }
        (value, steps) => panic!("no way from {value:?} along {steps:?}"),
    }
}
