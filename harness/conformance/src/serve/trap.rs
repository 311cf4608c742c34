//! A listener of its own for each hostile address: whoever comes there has followed it.

use std::net::{Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use counterfoil_protocol::wire::Request;
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};

use super::locked;
use super::wire::{ReadError, Reply, read_request};

/// Visits kept at most.
const MOST: usize = 20;

/// Where a hostile address leads.
#[derive(Debug)]
pub struct Trap {
    /// Host and port; the host is another name than the stand-in's.
    pub authority: String,
    visits: Mutex<Vec<Visit>>,
}

/// Somebody came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// What was asked for; `None` where it was no HTTP, such as the beginning of TLS.
    pub request: Option<Request>,
}

impl Trap {
    /// Opens one on loopback; it listens until the program ends. `None` where no port is free.
    #[must_use]
    pub fn open() -> Option<Arc<Self>> {
        let first = listener(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let port = first.local_addr().ok()?.port();
        let trap = Arc::new(Self { authority: format!("localhost:{port}"), visits: Mutex::default() });
        // Some clients take `localhost` for the IPv6 address only.
        let second = listener(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
        for listener in [Some(first), second].into_iter().flatten() {
            tokio::spawn(watch(Arc::clone(&trap), listener));
        }
        Some(trap)
    }

    /// Who came so far.
    #[must_use]
    pub fn visits(&self) -> Vec<Visit> {
        locked(&self.visits).clone()
    }

    /// Somebody came.
    pub fn visit(&self, request: Option<Request>) {
        let mut visits = locked(&self.visits);
        if visits.len() < MOST {
            visits.push(Visit { request });
        }
    }
}

fn listener(address: SocketAddr) -> Option<TcpListener> {
    let listener = std::net::TcpListener::bind(address).ok()?;
    listener.set_nonblocking(true).ok()?;
    TcpListener::from_std(listener).ok()
}

async fn watch(trap: Arc<Trap>, listener: TcpListener) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        tokio::spawn(receive(Arc::clone(&trap), stream));
    }
}

async fn receive(trap: Arc<Trap>, mut stream: TcpStream) {
    let mut first = [0];
    // Bytes count, connections do not: some libraries connect ahead.
    match stream.peek(&mut first).await {
        Ok(1..) if first[0] == 0x16 => {
            trap.visit(None);
            let _ = stream.read(&mut [0; 512]).await;
        }
        Ok(1..) => {
            match read_request(&mut stream).await {
                Ok(request) => trap.visit(Some(request)),
                Err(ReadError::Nothing) => return,
                Err(ReadError::Broken(_)) => trap.visit(None),
            }
            let _ = Reply::whole(404, &[("Content-Type", "text/plain")], "nothing here").send(&mut stream).await;
        }
        _ => {}
    }
}
