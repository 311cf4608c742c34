//! Receivers built into the program: the reference, and deliberately faulty ones that prove the judge.
//!
//! They are served over HTTP on loopback, so that they are reached the way every other subject is.

mod desk;
mod serve;

use counterfoil_protocol::rules::{Rule, Rules};

pub use serve::Served;

/// One receiver built into the program.
#[derive(Debug)]
pub struct Builtin {
    /// As on the command line, after `builtin:`.
    pub name: &'static str,
    /// What is wrong with it.
    pub about: &'static str,
    /// The checks it makes.
    pub rules: Rules,
    /// The step it does wrong.
    pub step: Step,
    /// The families that notice, and no others; all refusals where it is `None`.
    pub caught_by: Option<&'static [&'static str]>,
}

/// What a receiver does otherwise than the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Right,
    /// Acknowledges whatever comes.
    AcceptsEverything,
    /// Refuses whatever comes.
    RefusesEverything,
    /// Verifies the body parsed and written again.
    VerifiesReserialised,
    /// Compares as many bytes as the shorter signature has.
    ComparesPrefix,
    /// Takes signatures under the empty key too.
    TakesEmptyKey,
    /// Takes signatures with other digests too.
    TakesOtherDigests,
    /// Verifies a string with its escapes, before decoding it.
    VerifiesBeforeDecoding,
    /// Acknowledges in other words.
    AcknowledgesOtherwise,
    /// Answers 500 instead of refusing.
    CrashesOnRefusal,
    /// Closes the connection instead of refusing.
    ClosesOnRefusal,
    /// Never answers when the body cannot be read.
    HangsOnBadBody,
    /// Refuses messages with members that no document names.
    RefusesUnknownMembers,
    /// Follows another choice of each reading than it declares.
    FollowsOtherReadings,
}

const fn rule_off(name: &'static str, about: &'static str, rule: Rule, caught_by: &'static [&'static str]) -> Builtin {
    Builtin { name, about, rules: Rules::all().without(rule), step: Step::Right, caught_by: Some(caught_by) }
}

const fn wrong_step(
    name: &'static str,
    about: &'static str,
    step: Step,
    caught_by: &'static [&'static str],
) -> Builtin {
    Builtin { name, about, rules: Rules::all(), step, caught_by: Some(caught_by) }
}

/// Every built-in receiver, the reference first.
pub static ALL: &[Builtin] = &[
    wrong_step("reference", "the reference: nothing is wrong with it", Step::Right, &[]),
    rule_off("takes-any-method", "takes GET, PUT and the like", Rule::Method, &["method"]),
    rule_off("takes-large-bodies", "has no limit for bodies", Rule::BodyLimit, &["large-body"]),
    rule_off(
        "takes-first-header",
        "takes the first of two signature headers",
        Rule::SingleHeaders,
        &["signature-place"],
    ),
    rule_off(
        "takes-any-timestamp",
        "never looks at the shape of timestamp and nonce",
        Rule::PartShapes,
        &["timestamp-spelling"],
    ),
    rule_off(
        "skips-missing-signature",
        "checks a signature only where there is one",
        Rule::SignaturePresent,
        &["signature-absent", "signature-place"],
    ),
    rule_off(
        "decodes-leniently",
        "takes the signature in other spellings",
        Rule::SignatureText,
        &["signature-spelling"],
    ),
    Builtin {
        name: "never-compares",
        about: "asks whether there is a signature and never compares it",
        rules: Rules::all().without(Rule::SignatureMatches),
        step: Step::Right,
        caught_by: Some(&[
            "body-changed",
            "forged-padding",
            "key-confusion",
            "other-scheme",
            "parts-changed",
            "signature-absent",
            "signature-cut",
            "signature-forged",
            "signature-spelling",
            "signed-otherwise",
            "signed-subset",
        ]),
    },
    rule_off("repairs-encoding", "replaces bytes that are not UTF-8", Rule::Encoding, &["encoding"]),
    rule_off(
        "reads-first-document",
        "reads the first document and ignores the rest",
        Rule::Grammar,
        &["malformed-json", "nested-document"],
    ),
    rule_off(
        "takes-duplicate-members",
        "takes the first of two members of one name",
        Rule::DuplicateMembers,
        &["duplicate-members", "signature-place"],
    ),
    rule_off("ignores-window", "declares a window and does not keep it", Rule::Freshness, &["freshness"]),
    rule_off(
        "books-without-order",
        "never asks whether the members it needs are there",
        Rule::RequiredMembers,
        &["missing-members"],
    ),
    rule_off(
        "ignores-kinds",
        "never asks for the type of a member",
        Rule::MemberKinds,
        &["boundary-shift", "member-kinds"],
    ),
    rule_off(
        "takes-unknown-members",
        "takes unknown members where only an exact set tells a genuine message from one cut anew",
        Rule::ExactMembers,
        &["similar-names", "unknown-members"],
    ),
    rule_off(
        "credits-every-status",
        "credits whatever the status says",
        Rule::PaidOnly,
        &["acknowledgement", "redelivery", "similar-names", "unknown-members", "unknown-status"],
    ),
    rule_off("credits-twice", "credits the same callback again", Rule::Once, &["redelivery"]),
    Builtin {
        name: "accepts-everything",
        about: "acknowledges whatever comes",
        rules: Rules::all(),
        step: Step::AcceptsEverything,
        caught_by: None,
    },
    wrong_step("refuses-everything", "refuses whatever comes", Step::RefusesEverything, &["genuine"]),
    wrong_step(
        "verifies-reserialised",
        "parses the body, writes it again and verifies that",
        Step::VerifiesReserialised,
        &["duplicate-members", "genuine", "signature-place", "signed-otherwise"],
    ),
    wrong_step(
        "compares-prefix",
        "compares as many bytes as the shorter signature has",
        Step::ComparesPrefix,
        &["signature-absent", "signature-cut"],
    ),
    wrong_step(
        "takes-empty-key",
        "takes signatures under the empty key too",
        Step::TakesEmptyKey,
        &["key-confusion", "signed-otherwise"],
    ),
    wrong_step(
        "takes-other-digests",
        "tries several digests",
        Step::TakesOtherDigests,
        &["other-scheme", "signed-otherwise"],
    ),
    wrong_step(
        "verifies-before-decoding",
        "verifies a string with its backslashes",
        Step::VerifiesBeforeDecoding,
        &["genuine"],
    ),
    wrong_step("acknowledges-otherwise", "acknowledges in other words", Step::AcknowledgesOtherwise, &["genuine"]),
    wrong_step(
        "refuses-unknown-members",
        "refuses messages with members that no document names",
        Step::RefusesUnknownMembers,
        &["similar-names", "unknown-members"],
    ),
    wrong_step(
        "follows-other-readings",
        "follows another choice of each reading than it declares",
        Step::FollowsOtherReadings,
        &["readings"],
    ),
    Builtin {
        name: "crashes-on-refusal",
        about: "answers 500 instead of refusing",
        rules: Rules::all(),
        step: Step::CrashesOnRefusal,
        caught_by: None,
    },
    Builtin {
        name: "closes-on-refusal",
        about: "closes the connection instead of refusing",
        rules: Rules::all(),
        step: Step::ClosesOnRefusal,
        caught_by: None,
    },
    wrong_step(
        "hangs-on-bad-body",
        "never answers when the body is not JSON",
        Step::HangsOnBadBody,
        &["boundary-shift", "content-type", "encoding", "malformed-json", "nested-document"],
    ),
];

/// The built-in receiver of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Builtin> {
    ALL.iter().find(|builtin| builtin.name == name)
}
