//! JSON documents as trees, and the many ways to write one.

use counterfoil_protocol::wire::{Object, Shape, Text};
use serde_json::value::RawValue;

/// The members of an object, in order.
pub(crate) type Members = Vec<(String, Value)>;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    /// A number by its text.
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(Members),
    /// A document inside a string.
    Nested(Members),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }
}

/// Replaces the member of that name, or appends it.
pub(crate) fn set(members: &mut Members, name: &str, value: Value) {
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => members.push((name.to_owned(), value)),
    }
}

/// Takes the member of that name out.
pub(crate) fn remove(members: &mut Members, name: &str) {
    members.retain(|(known, _)| known != name);
}

/// The object as text. `spelling` decides white space and escapes, over and over; empty, there are none.
pub(crate) fn write(members: &Members, spelling: &[u8]) -> String {
    let mut pen = Pen { out: String::new(), spelling, at: 0 };
    pen.blank();
    pen.object(members);
    pen.blank();
    pen.out
}

/// Any value as text, without white space.
pub(crate) fn write_value(value: &Value) -> String {
    let mut pen = Pen { out: String::new(), spelling: &[], at: 0 };
    pen.value(value);
    pen.out
}

struct Pen<'s> {
    out: String,
    spelling: &'s [u8],
    at: usize,
}

impl Pen<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Boolean(yes) => self.out.push_str(if *yes { "true" } else { "false" }),
            Value::Number(text) => self.out.push_str(text),
            Value::Text(text) => self.string(text),
            Value::List(items) => self.list('[', items, ']', Self::value),
            Value::Object(members) => self.object(members),
            Value::Nested(members) => {
                let inner = write(members, &self.spelling[self.at % self.spelling.len().max(1)..]);
                self.string(&inner);
            }
        }
    }

    fn object(&mut self, members: &Members) {
        self.list('{', members, '}', |pen, (name, value)| {
            pen.string(name);
            pen.blank();
            pen.out.push(':');
            pen.blank();
            pen.value(value);
        });
    }

    fn list<T>(&mut self, open: char, items: &[T], close: char, mut write: impl FnMut(&mut Self, &T)) {
        self.out.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.blank();
            write(self, item);
            self.blank();
        }
        self.out.push(close);
    }

    fn blank(&mut self) {
        let blank = match self.choice() % 16 {
            9 => " ",
            10 => "\n",
            11 => "\t",
            12 => "\r\n",
            13 => "  \n",
            _ => "",
        };
        self.out.push_str(blank);
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            let choice = self.choice() % 16;
            match (character, choice) {
                (_, 15) => self.escaped(character, false),
                (_, 14) => self.escaped(character, true),
                ('"' | '\\', _) | ('/', 8..) => self.out.extend(['\\', character]),
                ('\n', 8..) => self.out.push_str("\\n"),
                ('\0'..' ', _) => self.escaped(character, false),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    fn escaped(&mut self, character: char, upper: bool) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let escape = if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            self.out.push_str(&escape);
        }
    }

    fn choice(&mut self) -> u8 {
        let choice = self.spelling.get(self.at % self.spelling.len().max(1)).copied().unwrap_or_default();
        self.at += 1;
        choice
    }
}

/// Whether the object says exactly this: same members in the same order, decoded, numbers by their text.
pub(crate) fn says(object: &Object<'_>, members: &Members) -> bool {
    let found = object.members();
    let same = |(member, (name, value)): (&counterfoil_protocol::wire::Member<'_>, &(String, Value))| {
        member.name == *name && value_says(member.value, value)
    };
    found.len() == members.len() && found.iter().zip(members).all(same)
}

fn value_says(text: Text<'_>, value: &Value) -> bool {
    match value {
        Value::Null => text.is_null(),
        Value::Boolean(yes) => text.shape() == Shape::Boolean && text.raw() == yes.to_string(),
        Value::Number(number) => text.shape() == Shape::Number && text.raw() == number,
        Value::Text(expected) => text.decoded().is_some_and(|decoded| decoded == *expected),
        Value::List(items) => list_says(text, items),
        Value::Object(members) => Object::parse(text.raw()).is_ok_and(|object| says(&object, members)),
        Value::Nested(members) => {
            text.decoded().is_some_and(|inner| Object::parse(&inner).is_ok_and(|object| says(&object, members)))
        }
    }
}

fn list_says(text: Text<'_>, items: &[Value]) -> bool {
    let found: Vec<&RawValue> = serde_json::from_str(text.raw()).expect("a list");
    found.len() == items.len() && found.iter().zip(items).all(|(raw, item)| value_says(Text::from(*raw), item))
}
