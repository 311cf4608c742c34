//! What the stand-in answers wrongly on purpose. Adding a fault is one static; a new file is one line in `GROUPS`.

mod amounts;
mod broken;
mod clock;
mod contents;
mod created;
mod payment_url;
mod query;
mod redirect;
mod refusals;
mod response_signature;
mod unavailable;

use core::time::Duration;

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Message;
use counterfoil_protocol::wire::{Shape, Text};

use super::aftermath::{Aftermath, Finding};
use super::document::rewritten;
use super::flows::Creation;
use super::wire::Reply;
use crate::families::Family;

/// Something that a gateway should not answer, or not so, and what it tells about the client.
#[derive(Debug)]
pub struct Fault {
    /// The line of the catalogue, such as `CLI-04`.
    pub cli: &'static str,
    /// What is sent, in words joined by `-`.
    pub slug: &'static str,
    /// What is sent, in a sentence.
    pub title: &'static str,
    /// What the client is judged by.
    pub family: &'static Family,
    /// Whether the request takes effect all the same.
    pub keeps: bool,
    /// What a repetition of the same request gets.
    pub stays: Stays,
    /// Whether it needs an address that nobody should go to.
    pub trapped: bool,
    /// Why it is never played, where it is not.
    pub never: Option<&'static str>,
    /// Whether it can be made of this right answer.
    pub applies: fn(&Scene<'_>) -> bool,
    /// Makes it.
    pub play: fn(&Scene<'_>) -> Reply,
    /// What the client did next.
    pub judge: fn(&Aftermath<'_>) -> Finding,
}

/// What a repetition of the same request gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// The right answer.
    Once,
    /// The fault again, often enough to see whether the client stops.
    Repeated,
    /// The fault again, until so long after the first time.
    For(Duration),
}

/// What a fault is made of.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Whose gateway.
    pub gateway: &'static Gateway,
    /// The request.
    pub message: &'static Message,
    /// How the request makes an order, where it does.
    pub creation: Option<&'static Creation>,
    /// The body of the right answer.
    pub body: &'a str,
    /// The body of an error in the documented envelope.
    pub failure: &'a str,
    /// The error for a timestamp out of the window.
    pub stale: &'a Reply,
    /// The member of an order's state and the contrary of its right value, where the request asks for it.
    pub contrary: Option<(&'static str, &'static str)>,
    /// An order number that no right answer holds; digits.
    pub fabricated: &'a str,
    /// Host and port where nobody should go.
    pub trap: &'a str,
    /// How long nothing comes when nothing comes.
    pub slow: Duration,
    /// Milliseconds since 1970 UTC.
    pub now_ms: u64,
}

/// Every file's faults, in the order of the catalogue.
static GROUPS: &[(&str, &[Fault])] = &[
    ("response_signature", response_signature::ALL),
    ("refusals", refusals::ALL),
    ("redirect", redirect::ALL),
    ("broken", broken::ALL),
    ("created", created::ALL),
    ("unavailable", unavailable::ALL),
    ("contents", contents::ALL),
    ("payment_url", payment_url::ALL),
    ("amounts", amounts::ALL),
    ("clock", clock::ALL),
    ("query", query::ALL),
];

/// Every fault, in the order in which a route plays them.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    GROUPS.iter().flat_map(|(_, faults)| faults.iter())
}

/// The faults of these names, joined by commas: slugs, families, lines of the catalogue; `all` for every one.
///
/// # Errors
///
/// The names that exist, where one does not.
pub fn picked(names: &str) -> Result<Vec<&'static Fault>, String> {
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let named = |fault: &Fault, name: &str| {
        name == "all" || [fault.slug, fault.family.name].contains(&name) || fault.cli.eq_ignore_ascii_case(name)
    };
    if let Some(unknown) = names.iter().find(|name| !all().any(|fault| named(fault, name))) {
        let known: Vec<&str> = all().map(|fault| fault.slug).collect();
        return Err(format!(
            "no fault is called `{unknown}`; there are {} (`counterfoil list faults` says what they are)",
            known.join(", ")
        ));
    }
    if names.is_empty() {
        return Err("--faults= names no fault; leave out the = for all of them".to_owned());
    }
    Ok(all().filter(|fault| names.iter().any(|name| named(fault, name))).collect())
}

impl Fault {
    /// What most have in common: the request takes no effect, repetitions get the same, nothing is wrong with the client.
    pub const PLAIN: Self = Self {
        cli: "",
        slug: "",
        title: "",
        family: &super::rules::CLIENT_ERRORS,
        keeps: false,
        stays: Stays::Repeated,
        trapped: false,
        never: None,
        applies: |_| true,
        play: |scene| Reply::json(200, scene.body),
        judge: |aftermath| aftermath.bounded(),
    };

    /// How long the answer takes by itself, in milliseconds.
    #[must_use]
    pub fn lasts_ms(reply: &Reply) -> u64 {
        reply.pieces.iter().map(|(wait, _)| u64::try_from(wait.as_millis()).unwrap_or_default()).sum()
    }
}

impl Scene<'_> {
    /// The right body with one member's scalar changed at every level; `None` for a member that stays.
    fn with(&self, mut change: impl FnMut(&str, Text<'_>) -> Option<String>) -> String {
        rewritten(self.body, &mut |name, old| {
            if matches!(old.shape(), Shape::Object | Shape::Array) { None } else { change(name, old) }
        })
    }

    /// Whether a scalar member of such a name is in the right body.
    fn has(&self, is: impl Fn(&str) -> bool) -> bool {
        let mut found = false;
        let _unchanged = self.with(|name, _| {
            found |= is(name);
            None
        });
        found
    }

    /// The right body with one more member at its end; the value alone where it is no object.
    fn and(&self, name: &str, value: &str) -> String {
        match self.body.trim_end().strip_suffix('}') {
            Some(rest) if rest.trim_end().len() > 1 => format!("{rest},\"{name}\":{value}}}"),
            Some(rest) => format!("{rest}\"{name}\":{value}}}"),
            None => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/serve/faults");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files, GROUPS.iter().map(|(name, _)| (*name).to_owned()).collect());
    }

    #[test]
    fn each_slug_is_of_one_fault_and_the_catalogue_is_covered() {
        let slugs: BTreeSet<&str> = all().map(|fault| fault.slug).collect();
        assert_eq!(slugs.len(), all().count());
        // CLI-01 is the client's own request, CLI-10 the certificate: neither is an answer.
        let lines: BTreeSet<&str> = all().map(|fault| fault.cli).collect();
        let expected = ["02", "03", "04", "05", "06", "07", "08", "09", "11", "12"].map(|line| format!("CLI-{line}"));
        assert_eq!(lines, expected.iter().map(String::as_str).collect());
    }

    #[test]
    fn names_are_slugs_families_and_lines_of_the_catalogue() {
        let slugs = |names: &str| -> Vec<&str> { picked(names).unwrap().iter().map(|fault| fault.slug).collect() };
        assert_eq!(slugs("reset"), ["reset"]);
        assert_eq!(slugs("client-amounts"), slugs("cli-09"));
        assert_eq!(slugs("all").len(), all().count());
        assert!(picked("resett").unwrap_err().contains("empty-answer"));
        assert!(picked("").is_err());
    }
}
