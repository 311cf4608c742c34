//! A message before it is signed: ordered members whose names and values are raw JSON text.
//!
//! A draft can hold what no JSON library would write: duplicate names, escapes chosen one by one, odd white space.

use counterfoil_protocol::gateway::NestedForm;
use serde::{Deserialize, Serialize};

/// A message before it is signed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The outer object.
    pub outer: Members,
    /// The inner document, if the gateway has one.
    pub inner: Option<Inner>,
}

/// The document that one member of the outer object carries.
#[derive(Clone, Debug)]
pub struct Inner {
    /// The outer member; its place in the order is where [`Members`] holds it.
    pub member: &'static str,
    /// As text in a string, or as an object.
    pub form: NestedForm,
    /// The document.
    pub document: Members,
    /// How the text is written into the string.
    pub escapes: Escapes,
    /// Raw JSON to stand there instead, whatever the document says.
    pub instead: Option<String>,
}

/// An object as an ordered list of name literals and raw values.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<(String, String)>,
    /// White space between the tokens.
    pub style: Style,
}

/// White space between the tokens of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// None.
    #[default]
    Compact,
    /// `", "` and `": "`, as Python writes.
    Spaced,
    /// One member a line, two blanks.
    Pretty,
    /// One member a line, ended by carriage return and line feed.
    CrLf,
    /// Tabs everywhere a token may be followed by white space.
    Tabs,
}

/// How text is written into a JSON string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escapes {
    /// Only what must be.
    #[default]
    Needed,
    /// Also `/` as `\/`, as PHP writes.
    Slashes,
    /// Also everything beyond ASCII as `\uXXXX`.
    Ascii,
    /// Every character as `\uXXXX`.
    All,
}

impl Draft {
    /// The body: the outer object with the inner document in its place.
    #[must_use]
    pub fn body(&self) -> String {
        let Some(inner) = &self.inner else { return self.outer.emit() };
        let mut outer = self.outer.clone();
        outer.set(inner.member, &inner.value());
        outer.emit()
    }

    /// The document that carries the order: the inner one where there is one.
    pub fn order(&mut self) -> &mut Members {
        match &mut self.inner {
            Some(inner) => &mut inner.document,
            None => &mut self.outer,
        }
    }

    /// The text of the inner document.
    #[must_use]
    pub fn inner_text(&self) -> Option<String> {
        self.inner.as_ref().map(|inner| inner.document.emit())
    }
}

impl Inner {
    /// The raw JSON value of the member.
    #[must_use]
    pub fn value(&self) -> String {
        match (&self.instead, self.form) {
            (Some(raw), _) => raw.clone(),
            (None, NestedForm::Object) => self.document.emit(),
            (None, NestedForm::Text) => quote(&self.document.emit(), self.escapes),
        }
    }
}

impl Members {
    /// From pairs of plain name and raw value.
    #[must_use]
    pub fn of(pairs: &[(&str, String)]) -> Self {
        let list = pairs.iter().map(|(name, raw)| (quote(name, Escapes::Needed), raw.clone())).collect();
        Self { list, style: Style::Compact }
    }

    /// The raw value of the first member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.position(name).map(|at| self.list[at].1.as_str())
    }

    /// The plain names, in order.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.list.iter().map(|(literal, _)| serde_json::from_str(literal).unwrap_or_else(|_| literal.clone()))
    }

    /// Sets the raw value of a member, or appends it.
    pub fn set(&mut self, name: &str, raw: &str) {
        match self.position(name) {
            Some(at) => self.list[at].1 = raw.to_owned(),
            None => self.push(&quote(name, Escapes::Needed), raw),
        }
    }

    /// Sets a member to a string.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.set(name, &quote(text, Escapes::Needed));
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) {
        if let Some(at) = self.position(name) {
            self.list.remove(at);
        }
    }

    /// Appends a member by its name literal, quotes included; an earlier one of that name stays.
    pub fn push(&mut self, literal: &str, raw: &str) {
        self.list.push((literal.to_owned(), raw.to_owned()));
    }

    /// Puts a member in front.
    pub fn push_front(&mut self, literal: &str, raw: &str) {
        self.list.insert(0, (literal.to_owned(), raw.to_owned()));
    }

    /// Gives a member another name literal.
    pub fn rename(&mut self, name: &str, literal: &str) {
        if let Some(at) = self.position(name) {
            literal.clone_into(&mut self.list[at].0);
        }
    }

    /// Turns the order round.
    pub fn reverse(&mut self) {
        self.list.reverse();
    }

    /// Sorts by name.
    pub fn sort(&mut self) {
        self.list.sort();
    }

    /// Applies a function to every name literal.
    pub fn map_names(&mut self, change: impl Fn(&str) -> String) {
        for (literal, _) in &mut self.list {
            *literal = change(literal);
        }
    }

    /// The raw value at a place in the order.
    #[must_use]
    pub fn raw_at(&self, at: usize) -> Option<&str> {
        self.list.get(at).map(|(_, raw)| raw.as_str())
    }

    /// Sets the raw value at a place in the order.
    pub fn set_at(&mut self, at: usize, raw: String) {
        if let Some((_, known)) = self.list.get_mut(at) {
            *known = raw;
        }
    }

    /// Takes out the member at a place in the order.
    pub fn remove_at(&mut self, at: usize) {
        if at < self.list.len() {
            self.list.remove(at);
        }
    }

    /// Puts the members into another order: the one in which `key` gives their places.
    pub fn sort_by_place(&mut self, mut key: impl FnMut() -> u64) {
        self.list.sort_by_cached_key(|_| key());
    }

    /// Applies a function to every raw value.
    pub fn map_values(&mut self, change: impl Fn(&str) -> String) {
        for (_, raw) in &mut self.list {
            *raw = change(raw);
        }
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The object as JSON text.
    #[must_use]
    pub fn emit(&self) -> String {
        let (open, after_name, between, close) = self.style.tokens();
        let members: Vec<String> = self.list.iter().map(|(name, raw)| format!("{name}{after_name}{raw}")).collect();
        format!("{{{open}{}{close}}}", members.join(between))
    }

    fn position(&self, name: &str) -> Option<usize> {
        let literal = quote(name, Escapes::Needed);
        self.list.iter().position(|(known, _)| *known == literal)
    }
}

impl Style {
    fn tokens(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Compact => ("", ":", ",", ""),
            Self::Spaced => ("", ": ", ", ", ""),
            Self::Pretty => ("\n  ", ": ", ",\n  ", "\n"),
            Self::CrLf => ("\r\n", ":", ",\r\n", "\r\n"),
            Self::Tabs => ("\t", "\t:\t", "\t,\t", "\t"),
        }
    }
}

/// A JSON string literal.
#[must_use]
pub fn quote(text: &str, escapes: Escapes) -> String {
    let needed = serde_json::Value::String(text.to_owned()).to_string();
    match escapes {
        Escapes::Needed => needed,
        Escapes::Slashes => needed.replace('/', "\\/"),
        Escapes::Ascii => needed.chars().map(|c| if c.is_ascii() { c.to_string() } else { escaped(c) }).collect(),
        Escapes::All => format!("\"{}\"", text.chars().map(escaped).collect::<String>()),
    }
}

fn escaped(c: char) -> String {
    let mut units = [0; 2];
    c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_spellings_are_the_same_document() {
        for escapes in [Escapes::Needed, Escapes::Slashes, Escapes::Ascii, Escapes::All] {
            let literal = quote("a/\"é\u{1f3ab}", escapes);
            assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), "a/\"é\u{1f3ab}", "{literal}");
        }
        let mut members = Members::of(&[("a", "1".to_owned()), ("b", "\"x\"".to_owned())]);
        let plain: serde_json::Value = serde_json::from_str(&members.emit()).unwrap();
        for style in [Style::Spaced, Style::Pretty, Style::CrLf, Style::Tabs] {
            members.style = style;
            assert_eq!(serde_json::from_str::<serde_json::Value>(&members.emit()).unwrap(), plain);
        }
    }
}
