//! A saved run, scrubbed so that it still can be replayed: what it says of the receiver, and its cases.
//!
//! A case is not patched like somebody's message: a forgery would become another one, or none. It is rendered again, from
//! the address without its secrets and with the TEST key, once the recorded key has shown that it is that very case.

use counterfoil_formats::exchange::{Exchange, Keys as KeysUsed, RecordedRequest};
use counterfoil_formats::recording::Recording;

use super::Tally;
use super::rendered::{fits, rendered};
use super::scrub::{Scrubber, Work};

impl Scrubber {
    /// Scrubs what `run.json` says. Keys are the TEST keys from now on where the old ones are known.
    #[must_use]
    pub fn run(&self, mut run: Recording, tally: &mut Tally) -> Recording {
        for (name, recorded) in &mut run.gateways {
            let mut work = Work { scrubber: self, gateway: Some(name), tally: &mut *tally };
            let addresses = [&mut recorded.table.url, &mut recorded.table.notify_url];
            for address in addresses.into_iter().flatten() {
                *address = work.target(address);
            }
            let has_own = self.resigner(Some(name)).is_some_and(|known| known.old.iter().any(|keys| !keys.test));
            if recorded.keys == KeysUsed::Own && has_own {
                recorded.keys = KeysUsed::Test;
            } else if recorded.keys == KeysUsed::Own {
                work.tally.count("not to be replayed: say its key with --config", *name);
            }
        }
        let mut work = Work { scrubber: self, gateway: None, tally };
        run.subject = work.target(&run.subject);
        run
    }
}

impl Work<'_> {
    /// Renders the request anew, where it is a case and this version makes the very same bytes of it.
    pub(super) fn case(&mut self, exchange: &mut Exchange) -> bool {
        let scrubber = self.scrubber;
        let (Some(resigner), Some(case)) = (scrubber.resigner(self.gateway), exchange.case.as_ref()) else {
            return false;
        };
        let gateway = resigner.gateway;
        let host = exchange.request.headers.all("Host").next().and_then(|host| core::str::from_utf8(host).ok());
        let recipes = scrubber.recipes.iter().find(|recipes| recipes.gateway() == gateway);
        let (Some(host), Some(recipes)) = (host, recipes) else { return false };
        let was = exchange.request.to_request();
        let is_it = |keys| fits(case, keys) && rendered(recipes, gateway, case, keys, host).as_ref() == Some(&was);
        if !resigner.old.iter().any(is_it) {
            return false;
        }
        let mut clean = case.clone();
        clean.context.target = self.target(&clean.context.target);
        clean.context.notify_url = self.target(&clean.context.notify_url);
        clean.context.keys = KeysUsed::Test;
        let Some(request) = rendered(recipes, gateway, &clean, &resigner.new, host) else { return false };
        exchange.request = RecordedRequest::from(request);
        exchange.case = Some(clean);
        self.tally.count("case of the corpus, signed with the TEST key", gateway.name);
        true
    }
}
