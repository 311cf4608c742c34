//! Receivers that misbehave, in a few lines each.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::support::gateway;

/// A request as it came.
pub(crate) struct Request {
    /// The request line and the headers.
    pub(crate) head: String,
}

/// Serves on loopback until the test is over; the number counts connections from 0.
pub(crate) fn serve(behave: impl Fn(TcpStream, usize) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let behave = Arc::new(behave);
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let behave = Arc::clone(&behave);
            thread::spawn(move || behave(stream, number));
        }
    });
    port
}

/// A port that nobody listens on.
pub(crate) fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Takes any request and answers with the acknowledgement of the gateway that the path names.
pub(crate) fn acknowledging(before: impl Fn(&Request, usize) + Send + Sync + 'static) -> u16 {
    serve(move |mut stream, number| {
        let Some(request) = receive(&mut stream) else { return };
        before(&request, number);
        let name = request.head.split(['/', '?', ' ']).find(|part| super::support::names().contains(part));
        let (kind, words) = gateway(name.unwrap_or("gatepay")).acknowledgement.answer();
        answer(&mut stream, kind, words);
    })
}

/// Never answers.
pub(crate) fn silent() -> u16 {
    serve(|mut stream, _| {
        receive(&mut stream);
        thread::sleep(Duration::from_secs(30));
    })
}

/// Reads a whole request.
pub(crate) fn receive(stream: &mut TcpStream) -> Option<Request> {
    let mut received = Vec::new();
    let start = loop {
        if let Some(start) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            break start + 4;
        }
        let mut some = [0; 4096];
        match stream.read(&mut some) {
            Ok(count @ 1..) => received.extend_from_slice(&some[..count]),
            _ => return None,
        }
    };
    let head = String::from_utf8_lossy(&received[..start]).into_owned();
    let mut missing = length(&head).saturating_sub(received.len() - start);
    while missing > 0 {
        let mut some = vec![0; missing.min(1 << 16)];
        match stream.read(&mut some) {
            Ok(count @ 1..) => missing -= count,
            _ => return None,
        }
    }
    Some(Request { head })
}

fn length(head: &str) -> usize {
    let mut lengths =
        head.lines().filter_map(|line| line.to_lowercase().strip_prefix("content-length:").map(str::to_owned));
    lengths.next_back().and_then(|text| text.trim().parse().ok()).unwrap_or_default()
}

fn answer(stream: &mut TcpStream, kind: &str, words: &str) {
    let length = words.len();
    let text = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{words}");
    // Somebody who hung up needs no answer.
    let _ = stream.write_all(text.as_bytes());
}
