//! Serves a built-in receiver over HTTP on loopback.

use core::fmt;
use core::time::Duration;
use std::net::SocketAddr;
use std::sync::Arc;

use counterfoil_formats::config::{
    Choices, Config, Duplicates, Effects, Freshness, GatewayConfig, Policies, Promise, Spelling,
};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::{Code, Rejection, Stage};
use counterfoil_protocol::wire::{Headers, Request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::desk::{Desk, WINDOW_MS};
use super::{Builtin, Step};

/// The whole body is read up to here; a megabyte more than the largest case.
const MOST: usize = 4 << 20;

/// A built-in receiver that is being served; it ends when this is dropped.
#[derive(Debug)]
pub struct Served {
    address: SocketAddr,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Builtin {
    /// Serves all gateways on a free port of loopback.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn serve(&'static self) -> std::io::Result<Served> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(self));
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&state);
                tokio::spawn(async move {
                    let service = service_fn(move |request| Arc::clone(&state).answer(request));
                    // A connection that breaks is the client's business.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Ok(Served { address, server })
    }
}

impl Served {
    /// What the built-in receivers promise, with their addresses.
    #[must_use]
    pub fn config(&self) -> Config {
        let gateways = gateways::ALL.into_iter().map(|gateway| (gateway.name, self.table(gateway))).collect();
        Config { gateways, ..Config::default() }
    }

    fn table(&self, gateway: &Gateway) -> GatewayConfig {
        GatewayConfig {
            url: Some(format!("http://{}/{}{}", self.address, gateway.name, query(gateway))),
            readings: Readings::default_of(gateway.readings)
                .iter()
                .map(|(name, choice)| (name.to_owned(), Choices(vec![choice.to_owned()])))
                .collect(),
            messages: gateway.callbacks.iter().map(|message| message.id.to_owned()).collect(),
            policies: Policies {
                duplicate_members: Some(Duplicates::Refuse),
                // Where names and borders are not signed, only an exact member set is a defence.
                unknown_members: Some(if gateway.exact_members_defend { Promise::Refuse } else { Promise::Accept }),
                empty_members: Some(Promise::Accept),
                signature_text: Some(Spelling::Strict),
                timestamp_text: Some(Spelling::Strict),
                repeated_headers: Some(Promise::Refuse),
                large_bodies: Some(Promise::Refuse),
                freshness: gateway.timestamp.map(|_| Freshness::Within(Duration::from_millis(WINDOW_MS))),
                ..Policies::default()
            },
            effects: Some(Effects {
                url: format!("http://{}/effects/{}/{{order}}", self.address, gateway.name),
                credits: "/credits".to_owned(),
            }),
            ..GatewayConfig::default()
        }
    }
}

/// Where a path is signed, a query tells the readings of it apart.
fn query(gateway: &Gateway) -> &'static str {
    if gateway.readings.iter().any(|reading| reading.name == "callback-path") { "?shop=1" } else { "" }
}

struct State {
    builtin: &'static Builtin,
    desks: Vec<Desk>,
}

type Reply = Response<Full<Bytes>>;

impl State {
    fn new(builtin: &'static Builtin) -> Self {
        let desks = gateways::ALL.into_iter().map(|gateway| Desk::new(gateway, builtin)).collect();
        Self { builtin, desks }
    }

    async fn answer(self: Arc<Self>, request: hyper::Request<Incoming>) -> Result<Reply, Hangup> {
        let path = request.uri().path().to_owned();
        let mut parts = path.trim_start_matches('/').splitn(3, '/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("effects"), Some(gateway), Some(order)) => Ok(self.effects(gateway, order)),
            (Some(gateway), ..) => match self.desk(gateway) {
                Some(desk) => self.receive(desk, request).await,
                None => Ok(reply(StatusCode::NOT_FOUND, "text/plain", "no such address")),
            },
            _ => Ok(reply(StatusCode::NOT_FOUND, "text/plain", "no such address")),
        }
    }

    fn desk(&self, gateway: &str) -> Option<&Desk> {
        // A path that went on with something else still begins with the gateway's name.
        self.desks.iter().find(|desk| gateway.starts_with(desk.gateway().name))
    }

    fn effects(&self, gateway: &str, order: &str) -> Reply {
        let credits = self.desk(gateway).map_or(0, |desk| desk.credits(order));
        reply(StatusCode::OK, "application/json", &format!("{{\"credits\":{credits}}}"))
    }

    async fn receive(&self, desk: &Desk, request: hyper::Request<Incoming>) -> Result<Reply, Hangup> {
        let request = match collected(request).await {
            Ok(request) => request,
            Err(refused) => return self.refusal(&refused).await,
        };
        let acknowledged = match self.builtin.step {
            Step::AcceptsEverything => Ok(""),
            Step::RefusesEverything => {
                Err(Rejection::new(Code::SignatureMismatch, "everything", "nothing", "something"))
            }
            step => desk.received(&request, step),
        };
        match acknowledged {
            Ok(callback) => Ok(self.acknowledgement(desk, callback)),
            Err(refused) => self.refusal(&refused).await,
        }
    }

    fn acknowledgement(&self, desk: &Desk, callback: &str) -> Reply {
        if self.builtin.step == Step::AcknowledgesOtherwise {
            return reply(StatusCode::OK, "application/json", "\"Success!\"");
        }
        let (media_type, body) = desk.gateway().acknowledgement_of(callback).answer();
        reply(StatusCode::OK, media_type, body)
    }

    async fn refusal(&self, refused: &Rejection) -> Result<Reply, Hangup> {
        let status = match (refused.code, refused.stage()) {
            (Code::Method, _) => StatusCode::METHOD_NOT_ALLOWED,
            (Code::TooLarge, _) => StatusCode::PAYLOAD_TOO_LARGE,
            (_, Stage::Locate | Stage::Verify | Stage::Freshness) => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        match self.builtin.step {
            Step::CrashesOnRefusal => {
                Ok(reply(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "something went wrong"))
            }
            Step::ClosesOnRefusal => Err(Hangup),
            Step::HangsOnBadBody if refused.code == Code::Malformed => core::future::pending().await,
            _ => Ok(reply(status, "text/plain", &format!("refused: {refused}"))),
        }
    }
}

/// The connection is closed without a word.
#[derive(Debug)]
struct Hangup;

impl fmt::Display for Hangup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closed on purpose")
    }
}

impl core::error::Error for Hangup {}

async fn collected(request: hyper::Request<Incoming>) -> Result<Request, Rejection> {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let mut headers = Headers::default();
    for (name, value) in &parts.headers {
        headers.push(name.as_str(), value.as_bytes());
    }
    let body = Limited::new(body, MOST).collect().await;
    let body = body
        .map_err(|error| Rejection::new(Code::TooLarge, "body", format!("at most {MOST} bytes"), error.to_string()))?;
    Ok(Request { method: parts.method.to_string(), target, headers, body: body.to_bytes().to_vec() })
}

fn reply(status: StatusCode, media_type: &'static str, body: &str) -> Reply {
    let mut reply = Response::new(Full::new(Bytes::copy_from_slice(body.as_bytes())));
    *reply.status_mut() = status;
    reply.headers_mut().insert(hyper::header::CONTENT_TYPE, hyper::header::HeaderValue::from_static(media_type));
    reply
}
