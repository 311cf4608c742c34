//! What messages of one gateway are judged with: keys, readings, addresses, in every form that a doubt asks for.

use counterfoil_formats::exchange::Exchange;
use counterfoil_protocol::gate::Gate;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::{Carrier, Message};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::Receiver;
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::scheme::VerifyingKey;
use counterfoil_protocol::value::Window;

use super::secrets::Secrets;

/// The keys of one gateway's messages.
#[derive(Clone, Debug)]
pub struct PartyKeys {
    /// Verifies callbacks.
    pub callbacks: VerifyingKey,
    /// Verifies requests; `None` where the merchant's public key was not given.
    pub requests: Option<VerifyingKey>,
    /// Verifies requests with a signing rule of their own.
    pub own: Option<VerifyingKey>,
    /// Whether somebody said that these are the keys. The TEST keys are only tried.
    pub given: bool,
}

/// One gateway with all that its messages are judged with.
#[derive(Debug)]
pub struct Party {
    /// Whose messages.
    pub gateway: &'static Gateway,
    /// Whether somebody said that these are the keys.
    pub given: bool,
    /// The window that the receiver declares for callbacks.
    pub window: Option<Window>,
    /// The merchant's key, or the one secret of both, was at hand.
    pub gate: Option<Gate>,
    /// Finds secrets.
    pub secrets: Secrets,
    keys: PartyKeys,
    notify_url: Option<String>,
    readings: Readings,
    /// The other choices of readings; none where they were given.
    others: Vec<Readings>,
    receivers: Receivers,
}

/// The same receiver with fewer and fewer checks.
#[derive(Debug)]
pub struct Receivers {
    /// As the documents have it.
    pub strict: Receiver,
    /// Takes other spellings of a right signature and of signed parts: what policies leave open.
    pub lenient: Receiver,
    /// Takes any signature: to see what a message says.
    pub blind: Receiver,
}

/// What the command line says about one gateway's messages.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The keys.
    pub keys: PartyKeys,
    /// The readings followed, and whether they were given.
    pub readings: (Readings, bool),
    /// The public address of the receiver, where it differs from what was recorded.
    pub notify_url: Option<String>,
    /// The window that the receiver declares.
    pub window: Option<Window>,
    /// What must not be in a recording.
    pub secrets: Secrets,
}

impl Party {
    /// Makes everything that can be made once.
    #[must_use]
    pub fn new(gateway: &'static Gateway, setup: Setup) -> Self {
        let Setup { keys, readings: (readings, chosen), notify_url, window, secrets } = setup;
        let others = if chosen { Vec::new() } else { Readings::combinations(gateway.readings) };
        let others = others.into_iter().filter(|other| *other != readings).collect();
        let gate = keys.requests.clone().map(|key| gate(gateway, key, &keys, readings));
        let receivers = Receivers::new(gateway, &keys.callbacks, readings, notify_url.as_deref());
        let given = keys.given;
        Self { gateway, given, window, gate, secrets, keys, notify_url, readings, others, receivers }
    }

    /// The receivers for callbacks. An exchange of a saved run names its own readings and address.
    #[must_use]
    pub fn receivers(&self, exchange: &Exchange) -> Option<Receivers> {
        let context = &exchange.case.as_ref()?.context;
        let with = |readings: Readings, (name, choice): &(String, String)| readings.with(name, choice).ok();
        let readings = context.readings.iter().try_fold(self.readings, with).unwrap_or(self.readings);
        Some(Receivers::new(self.gateway, &self.keys.callbacks, readings, Some(&context.notify_url)))
    }

    /// The receivers for every other callback.
    #[must_use]
    pub fn usual(&self) -> &Receivers {
        &self.receivers
    }

    /// Receivers that follow the other readings.
    pub fn other_receivers(&self) -> impl Iterator<Item = Receiver> {
        let all = self.others.iter();
        all.map(|&readings| receiver(self.gateway, &self.keys.callbacks, readings, self.notify_url.as_deref()))
    }

    /// Gates that follow the other readings.
    pub fn other_gates(&self) -> impl Iterator<Item = Gate> {
        let key = self.keys.requests.clone();
        let all = self.others.iter().filter_map(move |&readings| Some((key.clone()?, readings)));
        all.map(|(key, readings)| gate(self.gateway, key, &self.keys, readings))
    }
}

impl Receivers {
    fn new(gateway: &'static Gateway, key: &VerifyingKey, readings: Readings, notify_url: Option<&str>) -> Self {
        let receiver = |rules| Receiver { rules, ..receiver(gateway, key, readings, notify_url) };
        let strict = Rules::all().without(Rule::Method).without(Rule::BodyLimit);
        let open = [Rule::PartShapes, Rule::SignatureText, Rule::SingleHeaders, Rule::Encoding, Rule::DuplicateMembers];
        let lenient = open.into_iter().fold(strict, Rules::without);
        let blind = lenient.without(Rule::SignaturePresent).without(Rule::SignatureMatches);
        Self { strict: receiver(strict), lenient: receiver(lenient), blind: receiver(blind) }
    }
}

fn receiver(gateway: &'static Gateway, key: &VerifyingKey, readings: Readings, notify_url: Option<&str>) -> Receiver {
    Receiver { readings, notify_url: notify_url.map(str::to_owned), ..Receiver::new(gateway, key.clone()) }
}

/// The window is judged apart, by the time of the recording.
fn gate(gateway: &'static Gateway, key: VerifyingKey, keys: &PartyKeys, readings: Readings) -> Gate {
    Gate { readings, own_key: keys.own.clone(), window: None, ..Gate::new(gateway, key) }
}

/// The documented request of that method and address.
#[must_use]
pub fn route(gateway: &'static Gateway, method: &str, target: &str) -> Option<&'static Message> {
    let path = target.split('?').next().unwrap_or_default();
    let below = path.strip_prefix(gateway.api_base)?;
    let fits = |message: &&&'static Message| {
        let mut paths = core::iter::once(message.path).chain(message.other_paths.iter().copied());
        message.method == method && paths.any(|pattern| matches(pattern, below))
    };
    let found = gateway.requests.iter().filter(fits);
    // A path without parameters is more exact than one with; a query needs no body.
    found.copied().min_by_key(|message| (message.path.matches('{').count(), message.carrier == Carrier::Query))
}

fn matches(pattern: &str, path: &str) -> bool {
    // Nearly every path differs from a pattern before its first parameter.
    let same = |(wanted, given): (u8, u8)| wanted == given && wanted != b'{';
    let differs = pattern.bytes().zip(path.bytes()).find(|both| !same(*both));
    if differs.is_some_and(|(wanted, _)| wanted != b'{') {
        return false;
    }
    if !pattern.contains('{') {
        return pattern == path && pattern.starts_with('/');
    }
    let parameter = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    pattern.starts_with('/')
        && wanted
            .by_ref()
            .all(|wanted| given.next().is_some_and(|given| wanted == given || (parameter(wanted) && !given.is_empty())))
        && given.next().is_none()
}
