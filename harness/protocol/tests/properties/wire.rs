//! The lossless view loses nothing.

use counterfoil_protocol::wire::{Limits, Object, checked_text};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary::{spelling, text, value};
use crate::check;
use crate::document::{Members, write};
use crate::genuine::{Scenario, cases};
use crate::says::says;

#[test]
fn any_object_is_emitted_again_byte_for_byte() {
    check("any object", 1024, (object(), spelling()), |(members, spelling)| {
        let text = write(&members, &spelling);
        prop_assert_eq!(Object::parse(&text).unwrap().re_emit(), text);
        Ok(())
    });
}

#[test]
fn reading_undoes_writing_for_any_object() {
    check("any object", 1024, (object(), spelling()), |(members, spelling)| {
        let text = write(&members, &spelling);
        let text = checked_text(text.as_bytes(), Limits::default().depth).unwrap();
        prop_assert!(says(&Object::parse(text).unwrap(), &members), "{text}");
        Ok(())
    });
}

#[test]
fn reading_undoes_writing_for_each_callback_and_emits_it_again() {
    for scenario in Scenario::all() {
        check(&scenario.to_string(), cases(96), scenario.drafts(), |draft| {
            let text = write(&draft.members, &draft.spelling);
            let object = Object::parse(&text).unwrap();
            prop_assert!(says(&object, &draft.members), "{text}");
            prop_assert_eq!(object.re_emit(), text);
            Ok(())
        });
    }
}

/// Any object; members may share a name.
fn object() -> impl Strategy<Value = Members> {
    vec((text(), value()), 0..8)
}
