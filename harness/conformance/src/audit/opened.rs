//! A body as a JSON object, read when somebody asks for the first time: most signatures need no look into it.

use core::cell::OnceCell;

use counterfoil_protocol::wire::{Object, Text};

/// One body.
#[derive(Debug)]
pub struct Opened<'b> {
    bytes: &'b [u8],
    object: OnceCell<Option<Named<'b>>>,
}

/// An object with one bit for each of its names: nearly all names that are asked for are not there.
#[derive(Debug)]
struct Named<'b> {
    object: Object<'b>,
    names: u64,
}

impl<'b> Opened<'b> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, object: OnceCell::new() }
    }

    /// Whether it is a JSON object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        self.named().is_some()
    }

    /// The first member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Text<'b>> {
        self.named().filter(|named| named.names & bit(name) != 0)?.object.get(name)
    }

    /// Whether all the names that these bits stand for may be there; where not, one of them is missing.
    pub(super) fn may_have(&self, names: u64) -> bool {
        self.named().is_some_and(|named| named.names & names == names)
    }

    fn named(&self) -> Option<&Named<'b>> {
        let read = || {
            let object = Object::parse(core::str::from_utf8(self.bytes).ok()?).ok()?;
            let names = object.members().iter().fold(0, |names, member| names | bit(&member.name));
            Some(Named { object, names })
        };
        self.object.get_or_init(read).as_ref()
    }
}

/// One of 64, by length, beginning and end.
pub(super) fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let end = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    1 << ((bytes.len() * 7 + end(bytes.first()) * 3 + end(bytes.last()) * 5) % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_found_and_no_other() {
        let opened = Opened::new(br#"{"a":1,"\u0062":2,"":3,"a":4,"long-name":null}"#);
        let raw = |name| opened.get(name).map(Text::raw);
        assert_eq!([raw("a"), raw("b"), raw(""), raw("long-name")], [Some("1"), Some("2"), Some("3"), Some("null")]);
        assert_eq!([raw("c"), raw("\\u0062"), raw("long-nbme")], [None; 3]);
        assert!(opened.is_object());
        assert!(!Opened::new(b"[1]").is_object() && !Opened::new(b"\xff").is_object());
        assert_eq!(Opened::new(b"").get("a"), None);
    }
}
