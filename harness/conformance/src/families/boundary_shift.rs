//! The borders between signed values moved, under a genuine signature.

use super::{Family, Maker};
use crate::case::{Case, Class, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "boundary-shift",
    title: "the borders between signed values moved, under a genuine signature",
    why: "a signature without separators covers every way of cutting the same text: a failure can be read as a success",
    right: "demand the documented members with their documented formats; compare order number and merchant with what you stored",
    source: "https://vnhacker.blogspot.com/2009/09/flickrs-api-signature-forgery.html",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    (maker.kit.recuts)()
        .into_iter()
        .map(|recut| {
            let case = if recut.refusable {
                maker.refuse(recut.slug, recut.title, recut.recipe)
            } else {
                maker.observe(recut.slug, recut.title, recut.recipe)
            };
            Case { class: Class::ProtocolInherent, ..case }
        })
        .collect()
}
