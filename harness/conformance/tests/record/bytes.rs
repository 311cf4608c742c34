//! Every byte arrives as it was sent, in both directions, however odd and however cut.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::support::{Running, receive, send, soon};

/// Method, target, body, status, body.
type Exchanged = (&'static str, &'static str, &'static [u8], u16, &'static [u8]);

/// What is sent, what is answered, and what is told of it.
struct Odd {
    request: &'static [u8],
    answer: &'static [u8],
    told: &'static [Exchanged],
}

const ODD: &[(&str, Odd)] = &[
    (
        "repeated headers and odd spelling",
        Odd {
            request: b"pOST /n?b=%2b&a=+ HTTP/1.1\r\nhost:x\r\nX-Pay-SIGN:   aB=\t\r\nx-pay-sign: c\r\nCONTENT-length: 2\r\n\r\n{}",
            answer: b"HTTP/1.1 200   \r\nset-COOKIE: a\r\nSet-Cookie: b\r\ncontent-length:7\r\n\r\nsuccess",
            told: &[("pOST", "/n?b=%2b&a=+", b"{}", 200, b"success")],
        },
    ),
    (
        "chunks with extensions and trailers",
        Odd {
            request: b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\"b\"\r\n{\r\n001\r\n}\r\n0\r\nX-Trailer: t\r\n\r\n",
            answer: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            told: &[("POST", "/", b"{}", 200, b"ok")],
        },
    ),
    (
        "gzip stays gzip",
        Odd {
            request: b"POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\x1f\x8b\x08\x00\xff",
            answer: b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
            told: &[("POST", "/", b"\x1f\x8b\x08\x00\xff", 200, b"\x1f\x8b\x08\x00")],
        },
    ),
    (
        "pipelining and keep-alive",
        Odd {
            request: b"GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\n\r\nPOST /3 HTTP/1.1\r\nContent-Length: 1\r\n\r\nx",
            answer: b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na\
                HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 304 N\r\nContent-Length: 9\r\n\r\n",
            told: &[("GET", "/1", b"", 200, b"a"), ("HEAD", "/2", b"", 200, b""), ("POST", "/3", b"x", 304, b"")],
        },
    ),
    (
        "until the end of the connection",
        Odd {
            request: b"GET / HTTP/1.0\r\n\r\n",
            answer: b"HTTP/1.0 200 OK\r\n\r\n\x00\x01until the end",
            told: &[("GET", "/", b"", 200, b"\x00\x01until the end")],
        },
    ),
];

#[tokio::test]
async fn odd_exchanges_pass_unchanged_and_are_told() {
    for (name, odd) in ODD {
        for size in [1, 7, usize::MAX] {
            pass(name, odd, size).await;
        }
    }
}

async fn pass(name: &str, odd: &Odd, size: usize) {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    send(&mut client, odd.request, size).await;
    assert_eq!(receive(&mut target, odd.request.len()).await, odd.request, "{name}");
    send(&mut target, odd.answer, size).await;
    assert_eq!(receive(&mut client, odd.answer.len()).await, odd.answer, "{name}");
    // Nothing is added at the end, on either side.
    drop_half(&mut target, &mut client, name).await;
    drop_half(&mut client, &mut target, name).await;
    for (method, path, asked, status, answered) in odd.told {
        let told = running.recorded().await;
        let answer = told.response.expect(name);
        assert_eq!((told.request.method.as_str(), told.request.target.as_str()), (*method, *path), "{name}");
        assert_eq!((told.request.body.bytes.as_slice(), told.failure), (*asked, None), "{name}");
        assert_eq!((answer.status, answer.body.bytes.as_slice()), (*status, *answered), "{name}");
    }
    assert!(running.stop().await.is_empty(), "{name}");
}

async fn drop_half(from: &mut tokio::net::TcpStream, to: &mut tokio::net::TcpStream, name: &str) {
    from.shutdown().await.unwrap();
    let mut rest = Vec::new();
    soon(to.read_to_end(&mut rest)).await.unwrap();
    assert_eq!(rest, b"", "{name}");
}

#[tokio::test]
async fn the_client_waits_for_its_100_continue() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    let head = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    send(&mut client, head, usize::MAX).await;
    assert_eq!(receive(&mut target, head.len()).await, head);
    send(&mut target, b"HTTP/1.1 100 Continue\r\n\r\n", usize::MAX).await;
    assert_eq!(receive(&mut client, 25).await, b"HTTP/1.1 100 Continue\r\n\r\n");
    send(&mut client, b"{}", usize::MAX).await;
    assert_eq!(receive(&mut target, 2).await, b"{}");
    send(&mut target, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", usize::MAX).await;
    let told = running.recorded().await;
    assert_eq!(told.request.body.bytes, b"{}");
    assert_eq!(told.response.unwrap().interim, [100]);
}

#[tokio::test]
async fn upgrades_and_what_is_no_http_pass_unrecorded() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    for (from_client, from_target) in [
        (
            &b"GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"[..],
            &b"HTTP/1.1 101 X\r\n\r\n\x81\x01a"[..],
        ),
        (b"\x81\x81\x00\x00\x00\x00b\r\n\r\n", b"\x00\xff\r\n\r\n"),
    ] {
        send(&mut client, from_client, usize::MAX).await;
        assert_eq!(receive(&mut target, from_client.len()).await, from_client);
        send(&mut target, from_target, usize::MAX).await;
        assert_eq!(receive(&mut client, from_target.len()).await, from_target);
    }
    assert!(running.complaint().await.contains("upgraded"));
    let (mut client, mut target) = running.connect().await;
    send(&mut client, b"\x16\x03\x01\x02\x00", usize::MAX).await;
    assert_eq!(receive(&mut target, 5).await, b"\x16\x03\x01\x02\x00");
    assert!(running.complaint().await.contains("not HTTP/1"));
}

#[tokio::test]
async fn bodies_beyond_the_limit_pass_whole() {
    let mut running = Running::start().await;
    let (mut client, mut target) = running.connect().await;
    let body: Vec<u8> = (0..20_u32 << 20).map(|at| (at % 251) as u8).collect();
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len());
    let whole = [head.as_bytes(), &body].concat();
    let length = whole.len();
    let arrived = tokio::spawn(async move {
        let arrived = receive(&mut target, length).await;
        send(&mut target, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", usize::MAX).await;
        (arrived, target)
    });
    send(&mut client, &whole, usize::MAX).await;
    let (arrived, _target) = arrived.await.unwrap();
    assert!(arrived == whole);
    let told = running.recorded().await;
    assert_eq!((told.request.body.bytes.len(), told.request.body.length), (16 << 20, 20 << 20));
    assert!(told.request.body.cut.is_some());
    assert_eq!(told.response.unwrap().body.bytes, b"ok");
}
