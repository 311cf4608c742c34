//! HTTPS with a certificate that a client must not accept.

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::sync::Arc;

use counterfoil_protocol::gateway::Gateway;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::rustls::{Error, ServerConfig};
use tokio_rustls::server::TlsStream;

use super::judge::{case, judged};
use super::rules;
use crate::case::Expect;
use crate::event::Judged;
use crate::verdict::{Observation, Verdict};

/// How long a handshake may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Wrong {
    /// Nobody vouches for it.
    SelfSigned,
    /// It ended in 2020.
    Expired,
    /// It is for another host.
    WrongName,
}

/// A listener's certificate, and what became of it.
pub struct Tls {
    wrong: Wrong,
    config: Arc<ServerConfig>,
    authority: String,
    refused: AtomicU64,
    unclear: AtomicU64,
    requests: AtomicU64,
}

impl Tls {
    /// Makes a certificate, and an authority where one vouches for it.
    ///
    /// # Errors
    ///
    /// What the libraries for certificates and TLS say.
    pub fn new(wrong: Wrong) -> Result<Self, Box<dyn core::error::Error + Send + Sync>> {
        let mut authority = CertificateParams::new(Vec::<String>::new())?;
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let here = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let certificate = match wrong {
            Wrong::SelfSigned => CertificateParams::new(here)?.self_signed(&key)?,
            Wrong::Expired => {
                let mut params = CertificateParams::new(here)?;
                (params.not_before, params.not_after) = (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1));
                params.signed_by(&key, &authority)?
            }
            Wrong::WrongName => {
                CertificateParams::new(vec!["other.example".to_owned()])?.signed_by(&key, &authority)?
            }
        };
        let private = PrivateKeyDer::try_from(key.serialize_der())?;
        let config =
            ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], private)?;
        Ok(Self {
            wrong,
            config: Arc::new(config),
            authority: authority.pem(),
            refused: AtomicU64::new(0),
            unclear: AtomicU64::new(0),
            requests: AtomicU64::new(0),
        })
    }

    /// The certificate of the authority, as PEM: a client that trusts it has one reason only to refuse.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// A request came all the same.
    pub fn request(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// The client went away once it had seen the certificate.
    pub fn refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) async fn accept(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        let started = tokio::time::timeout(LIMIT, LazyConfigAcceptor::new(Acceptor::default(), stream)).await;
        // No greeting: plain HTTP, or nothing at all.
        let Ok(Ok(greeted)) = started else {
            self.unclear.fetch_add(1, Ordering::Relaxed);
            return None;
        };
        match tokio::time::timeout(LIMIT, greeted.into_stream(Arc::clone(&self.config))).await {
            Ok(Ok(stream)) => return Some(stream),
            Ok(Err(error)) if is_refusal(&error) => self.refused(),
            _ => drop(self.unclear.fetch_add(1, Ordering::Relaxed)),
        }
        None
    }

    pub(super) fn verdict(&self, gateway: &'static Gateway) -> Option<Judged> {
        let [requests, refused, unclear] =
            [&self.requests, &self.refused, &self.unclear].map(|count| count.load(Ordering::Relaxed));
        let (slug, title) = match self.wrong {
            Wrong::SelfSigned => ("self-signed", "a certificate that signs itself"),
            Wrong::Expired => ("expired", "a certificate that ended in 2020"),
            Wrong::WrongName => ("wrong-name", "a certificate for other.example"),
        };
        let case = case(gateway, &rules::CLIENT_TLS, slug, None, title.to_owned(), Expect::Refuse);
        let (observed, verdict, detail) = match (requests, refused, unclear) {
            (0, 0, 0) => return None,
            (0, 0, _) => (Observation::None, Verdict::Observed, format!("{unclear} connections without whole TLS")),
            (0, ..) => (Observation::Refused, Verdict::Pass, format!("{refused} connections, all broken off")),
            _ => (Observation::Accepted, Verdict::Fail, format!("{requests} requests came over it")),
        };
        let repro = format!("counterfoil serve {gateway} --tls {slug}");
        Some(Judged { repro, ..judged(case, observed, verdict, detail) })
    }
}

/// An alert, or a connection that was closed; what the two sides cannot agree on is no refusal of the certificate.
fn is_refusal(error: &std::io::Error) -> bool {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    tls.is_none_or(|error| matches!(error, Error::AlertReceived(_)))
}

impl core::fmt::Debug for Tls {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tls").field("wrong", &self.wrong).finish_non_exhaustive()
    }
}
