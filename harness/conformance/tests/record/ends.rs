//! Half-closed connections, resets, targets that are down, a tap that is stopped.

use counterfoil::record::Told;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Running, receive, send, soon};

const POST: &[u8] = b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd";

#[tokio::test]
async fn a_half_closed_client_gets_its_answer() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    send(&mut client, POST, usize::MAX).await;
    client.shutdown().await.unwrap();
    let mut arrived = Vec::new();
    soon(target.read_to_end(&mut arrived)).await.unwrap();
    assert_eq!(arrived, POST);
    send(&mut target, b"HTTP/1.1 200 OK\r\n\r\nlate", usize::MAX).await;
    drop(target);
    let mut answer = Vec::new();
    soon(client.read_to_end(&mut answer)).await.unwrap();
    assert!(answer.ends_with(b"late"));
    assert_eq!(running.recorded().await.failure, None);
}

#[tokio::test]
async fn a_target_that_is_down_is_told_and_resets_the_client() {
    let mut running = Running::start().await;
    let address = running.down().await;
    let mut client = TcpStream::connect(running.tap).await.unwrap();
    assert!(running.complaint().await.contains(&address.to_string()));
    let mut nothing = Vec::new();
    assert!(soon(client.read_to_end(&mut nothing)).await.is_err());
    // The tap goes on.
    TcpStream::connect(running.tap).await.unwrap();
    running.complaint().await;
}

#[tokio::test]
async fn what_was_asked_of_a_target_that_is_down_is_told() {
    let mut running = Running::start().await;
    running.down().await;
    for size in [usize::MAX, 7] {
        let mut client = TcpStream::connect(running.tap).await.unwrap();
        running.complaint().await;
        send(&mut client, POST, size).await;
        let told = running.recorded().await;
        assert_eq!((told.request.method.as_str(), told.request.body.bytes.as_slice()), ("POST", &b"abcd"[..]));
        assert!(told.response.is_none());
        assert!(told.failure.unwrap().starts_with("cannot connect: "));
        // No answer is made up.
        let mut nothing = Vec::new();
        assert!(soon(client.read_to_end(&mut nothing)).await.is_err());
        assert_eq!(nothing, b"");
    }
    // Half of it, then silence.
    let mut client = TcpStream::connect(running.tap).await.unwrap();
    running.complaint().await;
    send(&mut client, &POST[..POST.len() - 1], usize::MAX).await;
    assert_eq!(running.recorded().await.request.body.bytes, b"abc");
}

#[tokio::test]
async fn a_reset_of_one_side_reaches_the_other() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    send(&mut client, POST, usize::MAX).await;
    receive(&mut target, POST.len()).await;
    target.set_zero_linger().unwrap();
    drop(target);
    let mut nothing = Vec::new();
    assert!(soon(client.read_to_end(&mut nothing)).await.is_err());
    assert_eq!(running.recorded().await.failure.as_deref(), Some("the target reset the connection"));

    let (mut client, mut target) = running.connect().await;
    send(&mut client, POST, usize::MAX).await;
    receive(&mut target, POST.len()).await;
    client.set_zero_linger().unwrap();
    drop(client);
    assert!(soon(target.read_to_end(&mut nothing)).await.is_err());
    assert_eq!(running.recorded().await.failure.as_deref(), Some("the client reset the connection"));
}

#[tokio::test]
async fn half_a_request_and_half_an_answer_are_told() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    send(&mut client, &POST[..POST.len() - 1], usize::MAX).await;
    client.shutdown().await.unwrap();
    receive(&mut target, POST.len() - 1).await;
    drop(target);
    let told = running.recorded().await;
    assert_eq!(told.request.body.bytes, b"abc");
    assert_eq!(told.failure.as_deref(), Some("the client stopped within the request"));

    let (mut client, mut target) = running.connect().await;
    send(&mut client, POST, usize::MAX).await;
    receive(&mut target, POST.len()).await;
    send(&mut target, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", usize::MAX).await;
    target.shutdown().await.unwrap();
    let told = running.recorded().await;
    assert_eq!(told.response.unwrap().body.bytes, b"half");
    assert!(told.failure.unwrap().contains("within its answer"));
}

#[tokio::test]
async fn a_tap_that_is_stopped_tells_what_is_under_way() {
    let running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    send(&mut client, POST, usize::MAX).await;
    receive(&mut target, POST.len()).await;
    let told = running.stop().await;
    assert!(matches!(&told[..], [Told::Recorded(told)] if told.failure.as_deref() == Some("the tap was stopped")));
    let mut nothing = Vec::new();
    soon(client.read_to_end(&mut nothing)).await.unwrap();
    assert_eq!(nothing, b"");
}
