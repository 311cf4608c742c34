//! What the merchant asks of GatePay.
//!
//! Paths are those of the pages, below `https://openplatform.gateapi.io`. Neither path nor query is signed, and a GET
//! or DELETE signs an empty body.
//!
//! An institution calls the same paths behind a prefix (`/payment/open/institution`, `/merchant/open/institution`,
//! `/transfer/open/institution`, `/withdraw/open/institution` or `/pay-subscription/open/institution`) and names in
//! `X-GatePay-On-Behalf-Of` whom it speaks for. A prefixed path stands in a table only where a page prints it.
//!
//! Numbers in notes (`A17`, `H30`) are those of the contradictions and hazards listed in the gateway's documents.

pub mod addresses;
pub mod convert;
pub mod gifts;
pub mod institution;
pub(super) mod members;
pub mod orders;
pub mod otc;
pub mod payouts;
pub mod refunds;
pub mod static_addresses;
pub mod subscription;

use super::mcp;
use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &joined::<74>(&[
    orders::ALL,
    refunds::ALL,
    addresses::ALL,
    static_addresses::ALL,
    payouts::ALL,
    convert::ALL,
    gifts::ALL,
    institution::ALL,
    subscription::ALL,
    otc::ALL,
    mcp::REQUESTS,
]);

/// The messages of all areas; any other count than theirs does not compile.
pub(super) const fn joined<const N: usize>(areas: &[&[&'static Message]]) -> [&'static Message; N] {
    let mut all = [areas[0][0]; N];
    let mut filled = 0;
    let mut area = 0;
    while area < areas.len() {
        let mut at = 0;
        while at < areas[area].len() {
            all[filled] = areas[area][at];
            filled += 1;
            at += 1;
        }
        area += 1;
    }
    assert!(filled == N, "another count");
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::gatepay::responses;
    use crate::message::{Carrier, Published, body_violations, sample};

    #[test]
    fn each_request_has_the_response_of_its_name() {
        for request in ALL {
            let response = request.answer.unwrap_or_else(|| panic!("{} has no answer", request.id));
            assert_eq!(response.id, format!("{}-response", request.id));
            assert_eq!((response.method, response.path), (request.method, request.path), "{}", request.id);
            assert!(responses::ALL.iter().any(|known| known.id == response.id), "{} is not listed", response.id);
        }
    }

    #[test]
    fn each_response_names_its_envelope() {
        for response in ALL.iter().filter_map(|request| request.answer) {
            let envelope = response.envelope.unwrap_or_else(|| panic!("{} has no envelope", response.id));
            let missing = |member: &str| response.fields.iter().all(|field| field.name != member);
            if response.published != Published::Nothing {
                let unnamed: Vec<_> = [envelope.code, envelope.message, envelope.data]
                    .into_iter()
                    .flatten()
                    .filter(|m| missing(m))
                    .collect();
                // One page shows an envelope without what was asked for: nothing was.
                assert!(unnamed.is_empty() || unnamed == ["data"], "{} lacks {unnamed:?}", response.id);
            }
        }
    }

    #[test]
    fn what_is_not_public_has_no_members() {
        for message in ALL.iter().chain(responses::ALL) {
            if message.published == Published::Nothing {
                assert!(message.fields.is_empty(), "{}", message.id);
            }
        }
    }

    #[test]
    fn samples_fit_their_tables() {
        for message in ALL.iter().chain(responses::ALL) {
            let object = sample(message.fields);
            let body = if message.carrier == Carrier::List { format!("[{object}]") } else { object };
            let objections = body_violations(message, &body).unwrap();
            assert!(objections.is_empty(), "{}: {objections:?}", message.id);
        }
    }
}
