//! CLI-02: signatures of answers.

use super::Fault;

pub(super) static ALL: &[Fault] = &[Fault {
    cli: "CLI-02",
    slug: "response-signature-missing",
    title: "an answer without its signature",
    never: Some("none of the five gateways signs its answers: there is nothing to leave out"),
    applies: |_| false,
    ..Fault::PLAIN
}];
