//! HTTPS with a certificate that a client must not accept.

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::sync::Arc;

use counterfoil_protocol::gateway::Gateway;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
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
    acceptor: TlsAcceptor,
    authority: String,
    broken: AtomicU64,
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
            acceptor: TlsAcceptor::from(Arc::new(config)),
            authority: authority.pem(),
            broken: AtomicU64::new(0),
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

    pub(super) async fn accept(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        let done = tokio::time::timeout(LIMIT, self.acceptor.accept(stream)).await;
        let stream = done.ok().and_then(Result::ok);
        if stream.is_none() {
            self.broken.fetch_add(1, Ordering::Relaxed);
        }
        stream
    }

    pub(super) fn verdict(&self, gateway: &'static Gateway) -> Option<Judged> {
        let (requests, broken) = (self.requests.load(Ordering::Relaxed), self.broken.load(Ordering::Relaxed));
        let (slug, title) = match self.wrong {
            Wrong::SelfSigned => ("self-signed", "a certificate that signs itself"),
            Wrong::Expired => ("expired", "a certificate that ended in 2020"),
            Wrong::WrongName => ("wrong-name", "a certificate for other.example"),
        };
        let case = case(gateway, &rules::CLIENT_TLS, slug, None, title.to_owned(), Expect::Refuse);
        let (observed, verdict, detail) = match (requests, broken) {
            (0, 0) => return None,
            (0, _) => (Observation::Refused, Verdict::Pass, format!("{broken} connections, all broken off")),
            _ => (Observation::Accepted, Verdict::Fail, format!("{requests} requests came over it")),
        };
        let repro = format!("counterfoil serve {gateway} --tls {slug}");
        Some(Judged { repro, ..judged(case, observed, verdict, detail) })
    }
}

impl core::fmt::Debug for Tls {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tls").field("wrong", &self.wrong).finish_non_exhaustive()
    }
}
