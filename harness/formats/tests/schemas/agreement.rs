//! A schema and our own reading of the same table say the same of every generated body.
//!
//! Left out is what JSON Schema cannot see: `1e3`, `1.0` and `-0` for decimals and integers, integers beyond 64 bits, and
//! members that stand twice. The generator of valid bodies writes none of them; wrong values that differ only so are
//! marked where they are made.

use proptest::prelude::*;

use crate::arbitrary::spelling;
use crate::body::{messages, objections, widest, write};
use crate::damage::damages;
use crate::judge::Judge;
use crate::runner::{check, share};
use crate::tables::{How, bodies};

#[test]
fn what_the_table_allows_the_schema_allows() {
    let cases = share(3000, messages().count()).min(64);
    for message in messages() {
        let judge = Judge::new(message);
        check(message.id, cases, (bodies(message, How::Any), spelling()), |(body, spelling)| {
            let text = write(message, &body, &spelling);
            prop_assert!(objections(message, &text).is_ok_and(|all| all.is_empty()), "refused by the table: {text}");
            prop_assert!(judge.takes(&text), "refused by the schema: {text}");
            Ok(())
        });
    }
}

/// Each member of each table in turn: taken out, null, of another type, of the right type but wrong.
#[test]
fn what_the_table_refuses_the_schema_refuses() {
    for message in messages() {
        let judge = Judge::new(message);
        for number in 0..widest(message.fields) {
            check(message.id, 1, (bodies(message, How::Whole(number)), spelling()), |(body, spelling)| {
                prop_assert!(judge.takes(&write(message, &body, &spelling)), "refused although whole: {body:?}");
                for damage in damages(message, &body).into_iter().filter(|damage| damage.told_by_schema) {
                    let text = write(message, &damage.apply(&body), &spelling);
                    prop_assert!(
                        !objections(message, &text).is_ok_and(|all| all.is_empty()),
                        "taken by the table: {damage:?}"
                    );
                    prop_assert!(!judge.takes(&text), "taken by the schema: {damage:?}");
                }
                Ok(())
            });
        }
    }
}
