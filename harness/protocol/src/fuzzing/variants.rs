//! The shapes that one message can have.

use crate::gateways::cregis::callbacks::{EVENTS, PAYMENT_ORDER_NOTIFY};
use crate::message::{Field, Kind, Message};

/// One shape of a message: a word that selects it, and the table of the inner document.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The member that selects it, and the word.
    pub word: Option<(&'static str, &'static str)>,
    /// The member that holds the inner document, and its table.
    pub inside: Option<(&'static str, &'static [Field])>,
}

/// Every shape of the message.
#[must_use]
pub fn variants(message: &Message) -> Vec<Variant> {
    if message.id == PAYMENT_ORDER_NOTIFY.id {
        return cregis_variants();
    }
    let inside = message.fields.iter().find_map(|field| match field.kind {
        Kind::Nested(fields) | Kind::Object(fields) => Some((field.name, fields)),
        _ => None,
    });
    named_variants(inside).unwrap_or_else(|| vec![Variant { word: None, inside }])
}

// Where the word stands inside, a word of another family would make it another message.
fn named_variants(inside: Option<(&'static str, &'static [Field])>) -> Option<Vec<Variant>> {
    let named = |field: &&'static Field| field.name == "eventName";
    match inside?.1.iter().find(named)?.kind {
        Kind::Enumeration(values) => {
            let variant = |value: &crate::message::Value| Variant { word: Some(("eventName", value.name)), inside };
            Some(values.iter().map(variant).collect())
        }
        _ => None,
    }
}

// The one message whose inner table depends on a word outside it; a word that no page knows demands nothing inside.
fn cregis_variants() -> Vec<Variant> {
    let known = EVENTS.iter().flat_map(|shape| {
        let words = core::iter::once(shape.event_type).chain(shape.older);
        words.map(|word| (word, Some(("data", shape.data))))
    });
    let all = known.chain([("unheard_of", None)]);
    all.map(|(word, inside)| Variant { word: Some(("event_type", word)), inside }).collect()
}
