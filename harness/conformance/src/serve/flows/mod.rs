//! What the stand-in keeps in mind: which requests make an order, which ask for it or end it, and its callback.
//!
//! One file per gateway. Requests that are in no list are answered with their documented example.

mod cregis;
mod gatepay;
mod paycools;
mod payprotocol;
mod pelago;

use counterfoil_protocol::gateway::Gateway;

use super::store::Order;
use crate::draft::Draft;

/// The flows of one gateway.
#[derive(Debug)]
pub struct Flows {
    /// The gateway's name.
    pub gateway: &'static str,
    /// Requests that make an order.
    pub creations: &'static [Creation],
    /// Requests about an order.
    pub follow_ups: &'static [FollowUp],
    /// When a callback is sent again, in milliseconds after the one before, until it is acknowledged.
    pub retries_ms: &'static [u64],
}

/// A request that makes an order.
#[derive(Debug)]
pub struct Creation {
    /// The message's id.
    pub request: &'static str,
    /// The parameter with the merchant's own number: the second order of that number is refused.
    pub order: &'static str,
    /// The member of the answer with the gateway's number.
    pub number: &'static str,
    /// What the gateway's number begins with; 19 digits follow. `None` where it is an integer of 16 digits.
    pub prefix: Option<&'static str>,
    /// The parameter with the amount.
    pub amount: &'static str,
    /// The parameter with the address for callbacks; empty where it is configured.
    pub notify: &'static str,
    /// The callback that tells of the payment.
    pub callback: Option<Callback>,
}

/// A callback that tells of a payment.
#[derive(Clone, Copy, Debug)]
pub struct Callback {
    /// The message's id; its first genuine sample that credits is sent.
    pub message: &'static str,
    /// Puts order, number and amount in.
    pub fill: fn(&mut Draft, &Order),
}

/// A request about an order that is there.
#[derive(Debug)]
pub struct FollowUp {
    /// The message's id.
    pub request: &'static str,
    /// What it does to the order.
    pub does: Does,
    /// The parameters that name the order, by either number.
    pub by: &'static [&'static str],
    /// The member of the answer that tells its state.
    pub state: Option<StateMember>,
}

/// What a request does to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Nothing: it asks.
    Asks,
    /// Closes it, while it is not paid.
    Closes,
    /// Gives the money back, once it is paid.
    Refunds,
}

/// A member of an answer that tells an order's state, with its words as they stand on the wire.
#[derive(Clone, Copy, Debug)]
pub struct StateMember {
    /// Its name.
    pub name: &'static str,
    /// Not paid yet.
    pub open: &'static str,
    /// Paid.
    pub paid: &'static str,
    /// Closed unpaid.
    pub closed: &'static str,
    /// Given back.
    pub refunded: &'static str,
}

/// Every gateway's flows, in the order of the gateways.
pub static ALL: [&Flows; 5] = [&cregis::FLOWS, &gatepay::FLOWS, &paycools::FLOWS, &payprotocol::FLOWS, &pelago::FLOWS];

/// The flows of a gateway.
///
/// # Panics
///
/// When a gateway was added without its flows; a test compares the lists.
#[must_use]
pub fn flows(gateway: &Gateway) -> &'static Flows {
    ALL.into_iter().find(|flows| flows.gateway == gateway.name).expect("each gateway has its flows")
}

/// A text as raw JSON.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gateway_has_its_flows_and_each_flow_its_messages() {
        assert_eq!(ALL.map(|flows| flows.gateway), counterfoil_protocol::gateways::ALL.map(|gateway| gateway.name));
        for gateway in counterfoil_protocol::gateways::ALL {
            let flows = flows(gateway);
            let known = |id: &str| gateway.messages().any(|message| message.id == id);
            for creation in flows.creations {
                assert!(known(creation.request), "{}", creation.request);
                assert!(creation.callback.is_none_or(|callback| known(callback.message)), "{}", creation.request);
            }
            for follow_up in flows.follow_ups {
                assert!(known(follow_up.request), "{}", follow_up.request);
            }
        }
    }
}
