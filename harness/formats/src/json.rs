//! JSON to be written: members stand in the order in which they were put in.
//!
//! `serde_json::Value` sorts them, and its feature that does not would change how every other crate of the build reads.

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object; nothing keeps two members from having the same name.
    Object(Vec<(String, Self)>),
    /// A value that was read, as it was written.
    Verbatim(Verbatim),
}

/// The text of a JSON value that was read, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verbatim(String);

impl Verbatim {
    /// The caller knows that the text is one JSON value. Blanks between its tokens go, so that it fits into a JSON line.
    pub(crate) fn new(text: &str) -> Self {
        let mut inside = false;
        let mut escaped = false;
        let keep = |letter: &char| {
            let was_inside = inside;
            inside = if escaped || *letter != '"' { inside } else { !inside };
            escaped = was_inside && !escaped && *letter == '\\';
            was_inside || !matches!(letter, ' ' | '\t' | '\r' | '\n')
        };
        Self(text.chars().filter(keep).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Json {
    /// An object of these members.
    #[must_use]
    pub fn object<N: Into<String>>(members: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// A list of these values.
    #[must_use]
    pub fn list<V: Into<Self>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }

    /// The text of a file: two blanks per level, a line feed at the end.
    #[must_use]
    pub fn to_file(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("such a value can always be written");
        text + "\n"
    }

    /// The text on one line, with a line feed at the end.
    #[must_use]
    pub fn to_line(&self) -> String {
        let text = serde_json::to_string(self).expect("such a value can always be written");
        text + "\n"
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl<V: Into<Self>> From<Option<V>> for Json {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::Verbatim(text) => {
                let raw: &RawValue = serde_json::from_str(&text.0).map_err(S::Error::custom)?;
                raw.serialize(serializer)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_texts_their_letters() {
        let value =
            Json::object([("b", Json::from("é\"")), ("a", Json::list([1, 2])), ("c", Json::from(None::<bool>))]);
        assert_eq!(value.to_file(), "{\n  \"b\": \"é\\\"\",\n  \"a\": [\n    1,\n    2\n  ],\n  \"c\": null\n}\n");
    }
}
