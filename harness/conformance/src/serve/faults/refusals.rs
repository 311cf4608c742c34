//! CLI-03: answers with state 200, or nearly, that are no success.

use counterfoil_protocol::wire::Object;

use super::{Fault, Scene};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding, named};
use crate::serve::document::like;
use crate::serve::wire::Reply;

const PLAIN: Fault = Fault { cli: "CLI-03", ..Fault::PLAIN };

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "error-code-with-200",
        title: "an error code in an answer with state 200, beside an order number that exists nowhere",
        applies: |scene| refused(scene).is_some(),
        play: |scene| Reply::json(200, refused(scene).unwrap_or_default()),
        judge: not_blind,
        ..PLAIN
    },
    Fault {
        slug: "html-with-200",
        title: "a page of HTML with state 200, as from a proxy",
        play: |_| Reply::whole(200, &[("Content-Type", "text/html")], "<!doctype html><title>Down</title><p>Back soon"),
        ..PLAIN
    },
    Fault { slug: "no-content", title: "state 204 without a body", play: |_| Reply::whole(204, &[], ""), ..PLAIN },
    Fault { slug: "empty-body-with-200", title: "state 200 and no body", play: |_| Reply::json(200, ""), ..PLAIN },
];

/// The right answer with the members of an error, and a number of its own; `None` where errors have no code.
fn refused(scene: &Scene<'_>) -> Option<String> {
    let envelope = scene.message.answer?.envelope?;
    let number = scene.creation.map(|creation| creation.number);
    let body = scene.with(|name, old| (Some(name) == number).then(|| like(old, scene.fabricated)));
    let (body, failure) = (Object::parse(&body).ok()?, Object::parse(scene.failure).ok()?);
    body.get(envelope.code?)?;
    let members = body.members().iter().map(|member| {
        // The data stays: whoever looks at it alone sees an order.
        let wrong = failure.get(&member.name).filter(|_| Some(&*member.name) != envelope.data);
        format!("{}:{}", serde_json::Value::from(&*member.name), wrong.unwrap_or(member.value).raw())
    });
    Some(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// An error tells of no order: whoever uses its number took it for a success.
fn not_blind(aftermath: &Aftermath<'_>) -> Finding {
    match aftermath.user(aftermath.fabricated) {
        Some(entry) => {
            let detail = format!("`{}` used {}, which only the error told", named(entry), aftermath.fabricated);
            Finding::fail(Impact::Money, detail)
        }
        None => aftermath.bounded(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order, query};
    use crate::verdict::Verdict;

    /// CLI-03: no blind success. An error holds no order, so nobody can have its number from elsewhere.
    #[test]
    fn a_number_out_of_an_error_is_not_used() {
        let after = |later| judged(&order("A", 0), later, |a| not_blind(&a)).verdict;
        assert_eq!(after(vec![query(r#"{"id":"7183054600000001"}"#, 9)]), Verdict::Fail);
        assert_eq!(after(vec![query(r#"{"id":7183054600000001}"#, 9)]), Verdict::Fail);
        assert_eq!(after(vec![query(r#"{"id":"A"}"#, 9)]), Verdict::Pass);
        assert_eq!(after(vec![]), Verdict::Pass);
    }
}
