//! A JSON object that is read member by member, with what was left over.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::rejection::{Rejection, excerpt};
use counterfoil_protocol::wire::{Member, Object, Shape, Text};

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
    left: Vec<Member<'a>>,
    place: String,
}

/// The JSON pointer of a member (RFC 6901), written only where somebody asks: nearly every member is as it must be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pointer<'p> {
    object: &'p str,
    name: &'p str,
}

impl<'a> Members<'a> {
    /// Reads the text of an object.
    pub(crate) fn parse(text: &'a str, place: impl Into<String>) -> Result<Self, ReadError> {
        Self::read(Object::parse(text), place.into())
    }

    /// Opens a value that must be an object.
    pub(crate) fn of(value: Text<'a>, place: impl Into<String>) -> Result<Self, ReadError> {
        if value.shape() != Shape::Object {
            return Err(ReadError::value(place, "an object", value));
        }
        Self::read(Object::open(value), place.into())
    }

    fn read(object: Result<Object<'a>, Rejection>, place: String) -> Result<Self, ReadError> {
        match object {
            Ok(object) => Ok(Self { left: object.into_members(), place }),
            Err(refused) => Err(ReadError::json(&place, &refused)),
        }
    }

    /// The pointer of a member.
    pub(crate) fn place<'m>(&'m self, name: &'m str) -> Pointer<'m> {
        Pointer { object: &self.place, name }
    }

    /// Takes a member out; `null` is as good as none.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<Text<'a>>, ReadError> {
        let Some(at) = self.left.iter().position(|known| known.name == name) else { return Ok(None) };
        if self.left[at + 1..].iter().any(|known| known.name == name) {
            return Err(ReadError::new(self.place(name), "the member once", "it twice"));
        }
        Ok(Some(self.left.remove(at).value).filter(|value| !value.is_null()))
    }

    /// Takes a member that must be there.
    pub(crate) fn need(&mut self, name: &str, expected: &str) -> Result<Text<'a>, ReadError> {
        self.take(name)?.ok_or_else(|| ReadError::new(self.place(name), expected, "none"))
    }

    /// Takes a string; borrowed where nothing in it is escaped.
    pub(crate) fn words(&mut self, name: &str) -> Result<Option<Cow<'a, str>>, ReadError> {
        self.take(name)?.map(|value| words(value, self.place(name))).transpose()
    }

    /// Takes a string.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.words(name)?.map(Cow::into_owned))
    }

    /// Takes a string that must be there.
    pub(crate) fn need_text(&mut self, name: &str) -> Result<String, ReadError> {
        let value = self.need(name, "a string")?;
        text(value, self.place(name))
    }

    /// Takes a whole number that fits.
    pub(crate) fn integer<N: core::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, ReadError> {
        let number = |value: Text<'_>, place| {
            let expected = "a whole number that is not too large";
            value.raw().parse().map_err(|_| ReadError::value(place, expected, value))
        };
        self.take(name)?.map(|value| number(value, self.place(name))).transpose()
    }

    /// Takes a whole number that must be there.
    pub(crate) fn need_integer<N: core::str::FromStr>(&mut self, name: &str) -> Result<N, ReadError> {
        self.integer(name)?.ok_or_else(|| ReadError::new(self.place(name), "a whole number", "none"))
    }

    /// Takes `true` or `false`.
    pub(crate) fn boolean(&mut self, name: &str) -> Result<Option<bool>, ReadError> {
        let boolean = |value: Text<'_>, place| match value.raw() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ReadError::value(place, "true or false", value)),
        };
        self.take(name)?.map(|value| boolean(value, self.place(name))).transpose()
    }

    /// Takes an object.
    pub(crate) fn object(&mut self, name: &str) -> Result<Option<Self>, ReadError> {
        self.take(name)?.map(|value| Self::of(value, self.place(name))).transpose()
    }

    /// Takes a list: each item with its pointer.
    pub(crate) fn list(&mut self, name: &str) -> Result<Vec<(Text<'a>, String)>, ReadError> {
        let Some(value) = self.take(name)? else { return Ok(Vec::new()) };
        items(value, &String::from(self.place(name)))
    }

    /// Name, value and pointer of everything that was not taken.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&str, Text<'a>, Pointer<'_>)> {
        self.left.iter().map(|member| (&*member.name, member.value, self.place(&member.name)))
    }

    /// What was not taken, to be kept.
    pub(crate) fn extra(self) -> Extra {
        let kept = |member: Member<'_>| (member.name.into_owned(), Verbatim::new(member.value.raw()));
        Extra(self.left.into_iter().map(kept).collect())
    }
}

/// A string, decoded; borrowed where nothing in it is escaped.
pub(crate) fn words<'a>(value: Text<'a>, place: impl Into<String>) -> Result<Cow<'a, str>, ReadError> {
    if value.shape() != Shape::String {
        return Err(ReadError::value(place, "a string", value));
    }
    value.decoded().ok_or_else(|| ReadError::value(place, "a string without half surrogate pairs", value))
}

/// The same, owned.
pub(crate) fn text(value: Text<'_>, place: impl Into<String>) -> Result<String, ReadError> {
    words(value, place).map(Cow::into_owned)
}

/// The items of a list, each with its pointer.
pub(crate) fn items<'a>(value: Text<'a>, place: &str) -> Result<Vec<(Text<'a>, String)>, ReadError> {
    let items = value.items().ok_or_else(|| ReadError::value(place, "a list", value))?;
    Ok(items.into_iter().enumerate().map(|(index, item)| (item, format!("{place}/{index}"))).collect())
}

/// Strict Base64: alphabet of RFC 4648, section 4, with padding.
pub(crate) fn base64(text: &str, place: impl Into<String>) -> Result<Vec<u8>, ReadError> {
    STANDARD.decode(text).map_err(|reason| {
        let found = format!("`{}` ({reason})", excerpt(text));
        ReadError::new(place, "Base64 with padding (RFC 4648, section 4)", found)
    })
}

impl From<Pointer<'_>> for String {
    fn from(Pointer { object, name }: Pointer<'_>) -> Self {
        if name.contains(['~', '/']) {
            return format!("{object}/{}", name.replace('~', "~0").replace('/', "~1"));
        }
        [object, "/", name].concat()
    }
}
