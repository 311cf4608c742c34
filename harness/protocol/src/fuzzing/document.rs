//! JSON documents as trees, and the many ways to write one.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// The members of an object, in order.
pub type Members = Vec<(String, Value)>;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A number by its text.
    Number(String),
    /// A string, decoded.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Members),
    /// A document inside a string.
    Nested(Members),
    /// A list inside a string.
    NestedList(Vec<Self>),
    /// A document whose Base64 is in a string.
    Base64(Members),
}

impl Value {
    /// A string.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number by what it prints.
    #[must_use]
    pub fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }
}

/// Replaces the member of that name, or appends it.
pub fn set(members: &mut Members, name: &str, value: Value) {
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => members.push((name.to_owned(), value)),
    }
}

/// Takes the member of that name out.
pub fn remove(members: &mut Members, name: &str) {
    members.retain(|(known, _)| known != name);
}

/// The object as text. `spelling` decides white space and escapes, over and over; empty, there are none.
pub fn write(members: &Members, spelling: &[u8]) -> String {
    let mut pen = Pen { out: String::new(), spelling, at: 0 };
    pen.blank();
    pen.object(members);
    pen.blank();
    pen.out
}

/// Any value as text, in the same way.
pub fn write_value(value: &Value, spelling: &[u8]) -> String {
    let mut pen = Pen { out: String::new(), spelling, at: 0 };
    pen.blank();
    pen.value(value);
    pen.blank();
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
            Value::NestedList(items) => {
                let rest = &self.spelling[self.at % self.spelling.len().max(1)..];
                let mut inside = Pen { out: String::new(), spelling: rest, at: 0 };
                inside.list('[', items, ']', Self::value);
                self.string(&inside.out);
            }
            Value::Base64(members) => self.string(&BASE64_STANDARD.encode(write(members, &[]))),
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
