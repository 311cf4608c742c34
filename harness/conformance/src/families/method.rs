//! A genuine message with another method than POST.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "method",
    title: "a genuine message with another method than POST",
    why: "a handler for every method lets links and images deliver messages",
    right: "answer anything but POST with 405",
    source: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
        .into_iter()
        .map(|method| {
            let recipe = maker.paid().tamper(move |request, _| method.clone_into(&mut request.method));
            maker.refuse(method.to_lowercase(), format!("{method} instead of POST"), recipe)
        })
        .collect()
}
