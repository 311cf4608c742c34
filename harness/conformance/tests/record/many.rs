//! Many connections at once. What the tap costs, the example `tap` measures.

use std::sync::atomic::Ordering;

use counterfoil::record::Told;
use tokio::io::AsyncWriteExt as _;
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
