//! What the merchant asks of GatePay.
//!
//! Paths are those of the pages, below `https://openplatform.gateapi.io`. Neither path nor query is signed, and a GET or
//! DELETE signs an empty body.
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

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &joined::<73>(&[
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
