//! A JSON object that is read member by member, with what was left over.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::{Object, Shape, Text};

use crate::error::ReadError;
use crate::json::{Json, Verbatim};

/// Members that a reader does not know, kept as they came, to be written back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(Vec<(String, Verbatim)>);

impl Extra {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Name and JSON text of each, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// To be written behind the known members.
    pub(crate) fn members(&self) -> impl Iterator<Item = (String, Json)> {
        self.0.iter().map(|(name, value)| (name.clone(), Json::Verbatim(value.clone())))
    }
}

/// An object whose members are taken one after the other.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    left: Vec<(String, Text<'a>)>,
    place: String,
}

impl<'a> Members<'a> {
    /// Opens the text of an object.
    pub(crate) fn parse(text: &'a str, place: impl Into<String>) -> Result<Self, ReadError> {
        let place = place.into();
        let object = Object::parse(text).map_err(|refused| ReadError::json(&place, &refused))?;
        let left = object.members().iter().map(|member| (member.name.clone().into_owned(), member.value)).collect();
        Ok(Self { left, place })
    }

    /// Opens a value that must be an object.
    pub(crate) fn of(value: Text<'a>, place: impl Into<String>) -> Result<Self, ReadError> {
        let place = place.into();
        if value.shape() != Shape::Object {
            return Err(ReadError::value(&place, "an object", value));
        }
        Self::parse(value.raw(), place)
    }

    /// The pointer of a member.
    pub(crate) fn place(&self, name: &str) -> String {
        pointer(&self.place, name)
    }

    /// Takes a member out; `null` is as good as none.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<Text<'a>>, ReadError> {
        let Some(at) = self.left.iter().position(|(known, _)| known == name) else { return Ok(None) };
        let (_, value) = self.left.remove(at);
        if self.left.iter().any(|(known, _)| known == name) {
            return Err(ReadError::new(self.place(name), "the member once", "it twice"));
        }
        Ok(Some(value).filter(|value| !value.is_null()))
    }

    /// Takes a member that must be there.
    pub(crate) fn need(&mut self, name: &str, expected: &str) -> Result<Text<'a>, ReadError> {
        self.take(name)?.ok_or_else(|| ReadError::new(self.place(name), expected, "none"))
    }

    /// Takes a string.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let place = self.place(name);
        self.take(name)?.map(|value| text(value, &place)).transpose()
    }

    /// Takes a string that must be there.
    pub(crate) fn need_text(&mut self, name: &str) -> Result<String, ReadError> {
        let value = self.need(name, "a string")?;
        text(value, &self.place(name))
    }

    /// Takes a whole number that fits.
    pub(crate) fn integer<N: core::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, ReadError> {
        let place = self.place(name);
        let number = |value: Text<'_>| {
            let expected = "a whole number that is not too large";
            value.raw().parse().map_err(|_| ReadError::value(&place, expected, value))
        };
        self.take(name)?.map(number).transpose()
    }

    /// Takes a whole number that must be there.
    pub(crate) fn need_integer<N: core::str::FromStr>(&mut self, name: &str) -> Result<N, ReadError> {
        self.integer(name)?.ok_or_else(|| ReadError::new(self.place(name), "a whole number", "none"))
    }

    /// Takes `true` or `false`.
    pub(crate) fn boolean(&mut self, name: &str) -> Result<Option<bool>, ReadError> {
        let place = self.place(name);
        let boolean = |value: Text<'_>| match value.raw() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ReadError::value(&place, "true or false", value)),
        };
        self.take(name)?.map(boolean).transpose()
    }

    /// Takes an object.
    pub(crate) fn object(&mut self, name: &str) -> Result<Option<Self>, ReadError> {
        let place = self.place(name);
        self.take(name)?.map(|value| Self::of(value, place)).transpose()
    }

    /// Takes a list: each item with its pointer.
    pub(crate) fn list(&mut self, name: &str) -> Result<Vec<(Text<'a>, String)>, ReadError> {
        let place = self.place(name);
        self.take(name)?.map_or_else(|| Ok(Vec::new()), |value| items(value, &place))
    }

    /// Name, value and pointer of everything that was not taken.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&str, Text<'a>, String)> {
        self.left.iter().map(|(name, value)| (name.as_str(), *value, self.place(name)))
    }

    /// What was not taken, to be kept.
    pub(crate) fn extra(self) -> Extra {
        Extra(self.left.into_iter().map(|(name, value)| (name, Verbatim::new(value.raw()))).collect())
    }
}

/// A string, decoded.
pub(crate) fn text(value: Text<'_>, place: &str) -> Result<String, ReadError> {
    if value.shape() != Shape::String {
        return Err(ReadError::value(place, "a string", value));
    }
    let broken = || ReadError::value(place, "a string without half surrogate pairs", value);
    value.decoded().map(Into::into).ok_or_else(broken)
}

/// The items of a list, each with its pointer.
pub(crate) fn items<'a>(value: Text<'a>, place: &str) -> Result<Vec<(Text<'a>, String)>, ReadError> {
    let items = value.items().ok_or_else(|| ReadError::value(place, "a list", value))?;
    Ok(items.into_iter().enumerate().map(|(index, item)| (item, format!("{place}/{index}"))).collect())
}

/// Strict Base64: alphabet of RFC 4648, section 4, with padding.
pub(crate) fn base64(text: &str, place: &str) -> Result<Vec<u8>, ReadError> {
    STANDARD.decode(text).map_err(|reason| {
        let found = format!("`{}` ({reason})", excerpt(text));
        ReadError::new(place, "Base64 with padding (RFC 4648, section 4)", found)
    })
}

/// One level more of a JSON pointer (RFC 6901).
pub(crate) fn pointer(place: &str, name: &str) -> String {
    if !name.contains(['~', '/']) {
        // Nearly all of them, and there are dozens in a recording.
        return [place, "/", name].concat();
    }
    format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"))
}
