//! A tap with a target of the test's own.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use counterfoil::record::{Counts, Recorded, Tap, Told};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A tap that runs, and where its target listens.
pub(crate) struct Running {
    pub(crate) tap: SocketAddr,
    pub(crate) target: TcpListener,
    pub(crate) told: mpsc::Receiver<Told>,
    pub(crate) counts: Arc<Counts>,
    stop: oneshot::Sender<()>,
    run: JoinHandle<()>,
}

pub(crate) fn loopback() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// No test waits longer than this.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future).await.expect("in time")
}

impl Running {
    pub(crate) async fn start() -> Self {
        let target = TcpListener::bind(loopback()).await.unwrap();
        let (sender, told) = mpsc::channel(4096);
        let tap = Tap::bind(loopback(), target.local_addr().unwrap().to_string(), sender).await.unwrap();
        let (address, counts) = (tap.address().unwrap(), tap.counts());
        let (stop, stopped) = oneshot::channel::<()>();
        let run = tokio::spawn(tap.run(async {
            let _ = stopped.await;
        }));
        Self { tap: address, target, told, counts, stop, run }
    }

    /// The client's end, and the target's.
    pub(crate) async fn connect(&self) -> (TcpStream, TcpStream) {
        let client = TcpStream::connect(self.tap).await.unwrap();
        let (target, _) = soon(self.target.accept()).await.unwrap();
        (client, target)
    }

    /// Nobody listens at the target's address any more.
    pub(crate) async fn down(&mut self) -> SocketAddr {
        let address = self.target.local_addr().unwrap();
        self.target = TcpListener::bind(loopback()).await.unwrap();
        address
    }

    /// The next exchange.
    pub(crate) async fn recorded(&mut self) -> Recorded {
        match soon(self.told.recv()).await {
            Some(Told::Recorded(recorded)) => *recorded,
            other => panic!("no exchange: {other:?}"),
        }
    }

    /// The next complaint.
    pub(crate) async fn complaint(&mut self) -> String {
        match soon(self.told.recv()).await {
            Some(Told::Unrecorded { reason, .. } | Told::TargetDown { reason, .. }) => reason,
            other => panic!("no complaint: {other:?}"),
        }
    }

    /// Stops the tap; gives what is still told.
    pub(crate) async fn stop(mut self) -> Vec<Told> {
        self.stop.send(()).unwrap();
        soon(self.run).await.unwrap();
        let mut rest = Vec::new();
        while let Ok(told) = self.told.try_recv() {
            rest.push(told);
        }
        rest
    }
}

/// Sends in pieces of that size, and waits a little after each few so that they travel apart.
pub(crate) async fn send(stream: &mut TcpStream, bytes: &[u8], size: usize) {
    stream.set_nodelay(true).unwrap();
    for (index, piece) in bytes.chunks(size).enumerate() {
        stream.write_all(piece).await.unwrap();
        if size < 64 && index % 16 == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

pub(crate) async fn receive(stream: &mut TcpStream, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    soon(stream.read_exact(&mut bytes)).await.unwrap();
    bytes
}
