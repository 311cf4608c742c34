//! How a stand-in behaves.

use core::time::Duration;

use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::scheme::VerifyingKey;

use super::faults::Fault;
use super::tls::Tls;
use crate::keys::Keys;

/// How the stand-in behaves.
#[derive(Debug)]
pub struct Options {
    /// Signs callbacks.
    pub keys: Keys,
    /// Verifies requests.
    pub client_key: VerifyingKey,
    /// Verifies requests with a signing rule of their own.
    pub own_key: Option<VerifyingKey>,
    /// The readings followed.
    pub readings: Readings,
    /// Where callbacks go when an order names no address.
    pub notify_url: Option<String>,
    /// How long after its creation an order is paid.
    pub pay_after: Duration,
    /// How many times faster than documented a callback is repeated.
    pub hurry: u32,
    /// Whether callbacks may go to other machines.
    pub owned: bool,
    /// Ends the run when no request has come for so long, after the first one.
    pub until_idle: Option<Duration>,
    /// What is answered wrongly on purpose, each once per route.
    pub faults: Vec<&'static Fault>,
    /// How long nothing comes when nothing comes.
    pub slow: Duration,
    /// Serves HTTPS with a certificate that proves nothing.
    pub tls: Option<Tls>,
}
