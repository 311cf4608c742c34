//! What the tap of `record` costs: the time it adds to an exchange, alone and with 500 connections open at once.
//!
//! ```sh
//! cargo run --release -p counterfoil --example tap
//! ```
//!
//! A client posts 700 bytes to a server that answers at once, without the tap and through it, in turns; all of it runs on
//! this machine, in one program. Exchanges are written to files, as the command does. The one connection sends as fast as
//! it is answered; each of the many sends twice a second, at a time of its own.
#![expect(clippy::print_stdout, reason = "the figures are what the program is for")]

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use counterfoil::record::{Counts, Folder, Tap, Told};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// Exchanges of the client that is alone, per round.
const ALONE: usize = 2000;
/// Connections that are open at once, exchanges on each per round, and how often each sends.
const MANY: usize = 500;
const EACH: usize = 6;
const EVERY: Duration = Duration::from_millis(500);
const ROUNDS: usize = 5;
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsuccess";

/// As the command has it.
const WAITING: usize = 16_384;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = server().await;
    let (tap, counts) = tapped(server, folder.path()).await;
    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        direct.extend(exchanges(server, ALONE).await);
        through.extend(exchanges(tap, ALONE).await);
    }
    tell("one connection", &mut direct, &mut through, ALONE * ROUNDS);

    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        direct.extend(at_once(server).await);
        through.extend(at_once(tap).await);
    }
    tell(&format!("{MANY} connections at once"), &mut direct, &mut through, MANY * EACH * ROUNDS);
    let (recorded, lost) = (counts.recorded.load(Ordering::Relaxed), counts.lost.load(Ordering::Relaxed));
    let connections = counts.connections.load(Ordering::Relaxed);
    println!(
        "{connections} connections, {recorded} exchanges handed to the writer, {lost} lost because it was too slow"
    );
}

fn tell(what: &str, direct: &mut [Duration], through: &mut [Duration], expected: usize) {
    assert_eq!((direct.len(), through.len()), (expected, expected));
    let (direct, through) = (quantiles(direct), quantiles(through));
    let added = [0, 1].map(|at| through[at].saturating_sub(direct[at]));
    println!("{what}: median {:?} direct, {:?} tapped, {:?} added", direct[0], through[0], added[0]);
    println!("{what}: 99 % {:?} direct, {:?} tapped, {:?} added", direct[1], through[1], added[1]);
}

/// The median, and what 99 of 100 stay below.
fn quantiles(times: &mut [Duration]) -> [Duration; 2] {
    times.sort_unstable();
    [times[times.len() / 2], times[times.len() * 99 / 100]]
}

fn loopback() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

async fn server() -> SocketAddr {
    let listener = TcpListener::bind(loopback()).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    address
}

/// Each request comes in one piece: it is smaller than a packet of loopback.
async fn answer(mut stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let mut buffer = [0; 4096];
    while let Ok(1..) = stream.read(&mut buffer).await {
        if stream.write_all(ANSWER).await.is_err() {
            return;
        }
    }
}

async fn tapped(server: SocketAddr, out: &Path) -> (SocketAddr, Arc<Counts>) {
    let (sender, mut told) = mpsc::channel(WAITING);
    let tap = Tap::bind(loopback(), server.to_string(), sender).await.expect("a port");
    let (address, counts) = (tap.address().expect("an address"), tap.counts());
    let mut folder = Folder::open(out).expect("a folder");
    tokio::task::spawn_blocking(move || {
        while let Some(told) = told.blocking_recv() {
            if let Told::Recorded(recorded) = told {
                folder.write(*recorded).expect("room for the exchanges");
            }
        }
    });
    tokio::spawn(tap.run(std::future::pending()));
    (address, counts)
}

/// One client, one connection: how long each exchange took.
async fn exchanges(address: SocketAddr, count: usize) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    talk(&mut stream, count).await
}

/// All connections are open before the first exchange.
async fn at_once(address: SocketAddr) -> Vec<Duration> {
    let mut streams = Vec::new();
    for _ in 0..MANY {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        talk(&mut stream, 1).await;
        streams.push(stream);
    }
    let mut clients = JoinSet::new();
    for (index, mut stream) in (0..).zip(streams) {
        clients.spawn(async move {
            tokio::time::sleep(EVERY * index / u32::try_from(MANY).unwrap_or(1)).await;
            let mut times = Vec::new();
            for _ in 0..EACH {
                times.extend(talk(&mut stream, 1).await);
                tokio::time::sleep(EVERY).await;
            }
            times
        });
    }
    clients.join_all().await.into_iter().flatten().collect()
}

async fn talk(stream: &mut TcpStream, count: usize) -> Vec<Duration> {
    let _ = stream.set_nodelay(true);
    let body = "x".repeat(700);
    let request = format!("POST /notify HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let mut times = Vec::with_capacity(count);
    let mut answer = [0; ANSWER.len()];
    for _ in 0..count {
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).await.expect("a connection");
        stream.read_exact(&mut answer).await.expect("an answer");
        times.push(begun.elapsed());
        assert_eq!(answer, ANSWER);
    }
    times
}
