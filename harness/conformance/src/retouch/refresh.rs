//! `refresh`: the same messages as if they were sent now.

use counterfoil_formats::exchange::{self, Exchange, RecordedRequest};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::wire::Request;

use super::Tally;
use super::signing::{Resigner, fit_length};

/// Signs exchanges anew, at another time.
#[derive(Debug)]
pub struct Refresher {
    /// One for each gateway.
    pub resigners: Vec<Resigner>,
    /// Whose exchanges those are that do not say it.
    pub gateway: Option<&'static Gateway>,
    /// The time to sign, in milliseconds since 1970 UTC.
    pub now_ms: u64,
}

impl Refresher {
    /// Refreshes one exchange; one whose signature is not right stays as it is. `nonce` makes one of that length.
    #[must_use]
    pub fn refresh(&self, exchange: Exchange, nonce: &mut dyn FnMut(usize) -> String, tally: &mut Tally) -> Exchange {
        let name = exchange.gateway.as_deref().or(self.gateway.map(|gateway| gateway.name));
        let Some(resigner) = self.resigners.iter().find(|known| Some(known.gateway.name) == name) else {
            tally.count("left: the gateway is not known", "signature");
            return exchange;
        };
        let before = exchange.request.to_request();
        let direction = match exchange.direction {
            Some(exchange::Direction::Request) => Direction::Request,
            _ => Direction::Callback,
        };
        let notify = exchange.case.as_ref().map(|case| case.context.notify_url.as_str());
        let exact = exchange.request.fidelity().can_prove_signature();
        let Some(proven) = resigner.proven(&before, direction, notify).filter(|_| exact) else {
            tally.count("left: its signature is not right, or cannot be told", resigner.gateway.name);
            return exchange;
        };
        let mut request = before.clone();
        resigner.date(&mut request, &proven, self.now_ms, nonce);
        if resigner.sign(&mut request, &proven).is_err() {
            tally.count("left: it cannot be signed", resigner.gateway.name);
            return exchange;
        }
        fit_length(&mut request.headers, before.body.len(), request.body.len());
        tally.count("signed anew", resigner.gateway.name);
        let at = i64::try_from(self.now_ms).ok().and_then(|now| jiff::Timestamp::from_millisecond(now).ok());
        let Request { method, target, headers, body } = request;
        let request = RecordedRequest { method, target, headers, body, ..exchange.request };
        Exchange { at, request, case: None, ..exchange }
    }
}
