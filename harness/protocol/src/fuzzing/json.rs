//! Any bytes as JSON.

use serde_json::value::RawValue;

use super::tree::Tree;
use crate::canonical::canonical_json;
use crate::rejection::{Code, Rejection};
use crate::wire::{Limits, Object, Text, checked_text, first_document, refuse_duplicates};

/// Any bytes as JSON.
///
/// * What the wire layer takes is an object for `serde_json` too, and the other way round, but for its depth.
/// * Members, their order, names and values are the same; the text is put together again without a change.
/// * Repeated names are found exactly where a naive reader finds some; canonical JSON is canonical already.
///
/// # Panics
///
/// When one of these does not hold.
pub fn json(bytes: &[u8]) {
    let shown = || bytes.escape_ascii();
    let tree = serde_json::from_slice::<Tree>(bytes);
    let text = checked_text(bytes, Limits::default().depth);
    let object = match text.and_then(Object::parse) {
        Ok(object) => object,
        Err(refused) => {
            let agreed = refused.code == Code::TooDeep || !matches!(tree, Ok(Tree::Object(_)));
            assert!(agreed, "refused ({refused}), yet serde_json reads an object\n{}", shown());
            return;
        }
    };
    assert!(object.re_emit().as_bytes() == bytes, "put together otherwise: {}\n{}", object.re_emit(), shown());
    let first = first_document(object.source()).map(|first| first.members().len());
    assert!(first == Ok(object.members().len()), "the first document is another one: {first:?}\n{}", shown());
    match tree {
        Ok(Tree::Object(members)) => same_members(&object, &members, bytes),
        Ok(other) => panic!("an object, yet serde_json reads {other:?}\n{}", shown()),
        Err(error) => assert!(is_known_difference(&error), "an object, yet serde_json says {error}\n{}", shown()),
    }
}

fn same_members(object: &Object<'_>, members: &[(String, Tree)], bytes: &[u8]) {
    let shown = || bytes.escape_ascii();
    assert!(
        object.members().len() == members.len(),
        "{} members, not {}\n{}",
        members.len(),
        object.members().len(),
        shown()
    );
    for (ours, (name, value)) in object.members().iter().zip(members) {
        let raw = ours.value.raw();
        assert!(ours.name == *name, "{name:?} is read as {:?}\n{}", ours.name, shown());
        assert!(object.source()[object.offset(ours.value)..].starts_with(raw), "{raw} stands elsewhere\n{}", shown());
        let again: Result<Tree, _> = serde_json::from_str(raw);
        assert!(again.as_ref().is_ok_and(|again| again == value), "{raw} is {value:?}, not {again:?}\n{}", shown());
        assert!(value.has_shape(ours.value.shape()), "{raw} is {}\n{}", ours.value.shape(), shown());
        let decoded = ours.value.decoded();
        assert!(decoded.as_deref() == value.text(), "{raw} is decoded to {decoded:?}\n{}", shown());
    }
    let found = refuse_duplicates(object);
    let naive = Tree::object_repeats(members);
    assert!(found.is_err() == naive, "repeated names: {naive}, yet {found:?}\n{}", shown());
    let canonical = canonical(object.source());
    let again = canonical.as_deref().map_err(Clone::clone).and_then(self::canonical);
    assert!(canonical.is_ok() && again == canonical, "{canonical:?}, then {again:?}\n{}", shown());
}

fn canonical(text: &str) -> Result<String, Rejection> {
    let raw: &RawValue = serde_json::from_str(text).expect("the caller has parsed it");
    canonical_json(Text::from(raw))
}

/// `serde_json` stops at 127 levels and at numbers that no double holds; the wire layer keeps both as text.
fn is_known_difference(error: &serde_json::Error) -> bool {
    let text = error.to_string();
    text.starts_with("recursion limit exceeded") || text.starts_with("number out of range")
}
