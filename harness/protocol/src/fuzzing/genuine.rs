//! A structured message, signed and received.

use arbitrary::Unstructured;

use super::bench::{Bench, NOW, Shown, bench, with};
use super::draft::{Draft, Style};
use super::expected::objection;
use crate::gateway::Gateway;
use crate::receive::{Ledger, Received, Receiver};
use crate::rejection::{Code, Rejection};
use crate::rules::Rule;
use crate::wire::Request;

/// A callback as its table allows it, in any style of spelling of both layers, signed rightly.
///
/// * It is accepted, and the event is what the message says.
/// * In the plainest style it says the same.
///
/// # Panics
///
/// When one of these does not hold.
pub fn genuine(gateway: &'static Gateway, bytes: &[u8]) {
    let bench = bench(gateway);
    let Ok(draft) = Draft::arbitrary(bench, &mut Unstructured::new(bytes)) else { return };
    let request = draft.sign(bench).request;
    let receiver = draft.receiver(bench);
    let received = match receive(&receiver, &request) {
        Ok(received) => received,
        Err(refused) if is_ambiguous(&request, &refused) => return,
        Err(refused) => panic!("{refused}, yet it is genuine\n{}\n{draft:?}", Shown(&request)),
    };
    if let Some(objection) = objection(&draft, &received.event) {
        panic!("{objection}\n{}\n{received:?}\n{draft:?}", Shown(&request));
    }
    let plain = plainly(bench, &draft, &receiver);
    assert!(plain.as_ref() == Ok(&received), "{received:?}, spelt plainly {plain:?}\n{}", Shown(&request));
}

pub(super) fn receive(receiver: &Receiver, request: &Request) -> Result<Received, Rejection> {
    receiver.receive(request, NOW, &mut Ledger::default())
}

/// The same in the plainest style, by a receiver that ignores signatures: signing is the slowest step by far.
fn plainly(bench: &Bench, draft: &Draft, receiver: &Receiver) -> Result<Received, Rejection> {
    let careless = with(receiver, receiver.rules.without(Rule::SignatureMatches));
    let mut request = draft.request(bench, &Style::default());
    bench.put_foreign(&mut request);
    receive(&careless, &request)
}

/// A text that spells another member is refused where the signature covers no borders, and a genuine one may.
pub(super) fn is_ambiguous(request: &Request, refused: &Rejection) -> bool {
    refused.code == Code::MemberKind
        && refused.expected.starts_with("a text that does not hold another member")
        && request.body.windows(9).filter(|part| part == b"timestamp").count() > 1
}
