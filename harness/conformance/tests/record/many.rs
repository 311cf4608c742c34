//! Many connections at once, and what the tap costs.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use counterfoil::record::Told;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::support::{Running, receive, soon};

const MANY: usize = 500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_connections_are_open_at_once() {
    let mut running = Running::start().await;
    let mut pairs = Vec::new();
    for _ in 0..MANY {
        pairs.push(running.connect().await);
    }
    let mut exchanges = JoinSet::new();
    for (index, (mut client, mut target)) in pairs.into_iter().enumerate() {
        exchanges.spawn(async move {
            // Target and client were accepted in the same order, which the body shows.
            let request = format!("POST /{index} HTTP/1.1\r\nContent-Length: 4\r\n\r\n{index:04}");
            client.write_all(request.as_bytes()).await.unwrap();
            let arrived = receive(&mut target, request.len()).await;
            assert_eq!(arrived, request.as_bytes());
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{index:04}");
            target.write_all(answer.as_bytes()).await.unwrap();
            assert_eq!(receive(&mut client, answer.len()).await, answer.as_bytes());
            (client, target)
        });
    }
    let _open = soon(exchanges.join_all()).await;
    let mut targets = Vec::new();
    for _ in 0..MANY {
        let told = running.recorded().await;
        assert_eq!(told.request.body.bytes, told.response.unwrap().body.bytes);
        targets.push(told.request.target);
    }
    targets.sort();
    targets.dedup();
    assert_eq!(targets.len(), MANY);
    assert_eq!(running.counts.connections.load(Ordering::Relaxed), MANY as u64);
    assert_eq!(running.counts.lost.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn whoever_does_not_listen_does_not_hold_anybody_up() {
    let running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    let most = 5000;
    for _ in 0..most {
        client.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        receive(&mut target, 18).await;
        target.write_all(b"HTTP/1.1 204 N\r\n\r\n").await.unwrap();
        receive(&mut client, 18).await;
    }
    let lost = running.counts.lost.load(Ordering::Relaxed);
    let told = running.stop().await;
    assert_eq!(told.len() as u64 + lost, most);
    assert!(lost > 0 && told.iter().all(|told| matches!(told, Told::Recorded(_))));
}

/// Run by hand: `cargo test --release -p counterfoil --test record -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, not a test"]
#[expect(clippy::print_stderr, reason = "somebody asked for the figures")]
async fn latency_added_at_the_median() {
    let mut running = Running::start().await;
    let direct = echo().await;
    let listener = std::mem::replace(&mut running.target, TcpListener::bind(crate::support::loopback()).await.unwrap());
    tokio::spawn(serve(listener));
    tokio::spawn(async move { while running.told.recv().await.is_some() {} });
    for round in 0..3 {
        let (without, with) = (median(direct).await, median(running.tap).await);
        eprintln!("round {round}: direct {without:?}, tapped {with:?}, added {:?}", with.saturating_sub(without));
    }
}

async fn echo() -> std::net::SocketAddr {
    let listener = TcpListener::bind(crate::support::loopback()).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener));
    address
}

async fn serve(listener: TcpListener) {
    while let Ok((mut stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            let mut buffer = [0; 4096];
            while let Ok(1..) = stream.read(&mut buffer).await {
                if stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsuccess").await.is_err() {
                    return;
                }
            }
        });
    }
}

async fn median(address: std::net::SocketAddr) -> Duration {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let body = "x".repeat(700);
    let request = format!("POST /notify HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let mut times = Vec::new();
    for _ in 0..5000 {
        let started = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        receive(&mut stream, 45).await;
        times.push(started.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}
