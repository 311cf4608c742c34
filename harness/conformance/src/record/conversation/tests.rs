use super::super::body::MOST_BODY;
use super::super::head::MOST_HEAD;
use super::super::recorded::Recorded;
use super::*;

enum Step<'b> {
    Client(&'b [u8]),
    Target(&'b [u8]),
}
use Step::{Client, Target};

fn conversation() -> Conversation {
    Conversation::new(1, Budget::new(64 << 20))
}

/// What is told of these steps, the same however finely they are cut.
fn told(steps: &[Step<'_>]) -> (Vec<Recorded>, Vec<String>) {
    let whole = told_in_pieces(steps, usize::MAX);
    let show = |told: &(Vec<Recorded>, Vec<String>)| {
        let shown = told.0.iter().map(|told| (told.serial, shown(told), told.failure.clone()));
        (shown.collect::<Vec<_>>(), told.1.clone())
    };
    for size in [1, 2, 3, 5, 64] {
        assert_eq!(show(&told_in_pieces(steps, size)), show(&whole), "in pieces of {size}");
    }
    whole
}

fn told_in_pieces(steps: &[Step<'_>], size: usize) -> (Vec<Recorded>, Vec<String>) {
    let mut conversation = conversation();
    let now = Moment::now();
    for step in steps {
        let (Client(bytes) | Target(bytes)) = step;
        for piece in bytes.chunks(size) {
            match step {
                Client(_) => conversation.sent(piece, now),
                Target(_) => conversation.answered(piece, now),
            }
        }
    }
    conversation.sent_end(now);
    conversation.answered_end(now);
    conversation.finish(None, now);
    sorted(conversation.take_told())
}

fn sorted(all: Vec<Told>) -> (Vec<Recorded>, Vec<String>) {
    let (mut recorded, mut reasons) = (Vec::new(), Vec::new());
    for told in all {
        match told {
            Told::Recorded(exchange) => recorded.push(*exchange),
            Told::Unrecorded { reason, .. } | Told::TargetDown { reason, .. } => reasons.push(reason),
        }
    }
    (recorded, reasons)
}

/// Request line and body, status and body.
fn shown(told: &Recorded) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let request = &told.request;
    let answer = told.response.as_ref();
    let answer = answer.map_or_else(String::new, |answer| format!("{} {}", answer.status, text(&answer.body.bytes)));
    format!("{} {} {} -> {answer}", request.method, request.target, text(&request.body.bytes))
}

/// The only exchange, without anything to complain of.
fn one(steps: &[Step<'_>]) -> Recorded {
    let (mut recorded, reasons) = told(steps);
    assert_eq!((recorded.len(), reasons), (1, Vec::new()));
    recorded.remove(0)
}

#[test]
fn heads_headers_and_bodies_are_kept_as_they_were() {
    let head =
        b"POST /a%2fb?x HTTP/1.1\r\nhOsT: x\r\nX-Twice:1\r\nx-TWICE:  2 \r\nX-Bytes: \xe9\r\nContent-Length: 3\r\n\r\n";
    let request = [&head[..], b"\x1f\x8b\xff"].concat();
    let told = one(&[Client(&request), Target(b"HTTP/1.1 200 All right\r\nB: c\r\nContent-Length: 2\r\n\r\nok")]);
    assert_eq!(told.request.head, head);
    assert_eq!((told.request.method.as_str(), told.request.target.as_str()), ("POST", "/a%2fb?x"));
    let headers: Vec<_> = told.request.headers.iter().take(4).collect();
    let expected: [(&str, &[u8]); 4] = [("hOsT", b"x"), ("X-Twice", b"1"), ("x-TWICE", b"2"), ("X-Bytes", b"\xe9")];
    assert_eq!(headers, expected);
    assert_eq!(told.request.body.bytes, b"\x1f\x8b\xff");
    let answer = told.response.unwrap();
    assert_eq!((answer.status, answer.reason.as_str(), answer.body.bytes.as_slice()), (200, "All right", &b"ok"[..]));
    assert_eq!(answer.head, b"HTTP/1.1 200 All right\r\nB: c\r\nContent-Length: 2\r\n\r\n");
    assert_eq!(told.failure, None);
}

#[test]
fn chunks_are_put_together() {
    let request = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n1\r\nd\r\n0\r\nT: r\r\n\r\n";
    let told =
        one(&[Client(request), Target(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]);
    assert_eq!(shown(&told), "POST / abcd -> 200 ok");
}

#[test]
fn pipelined_requests_get_their_own_answers() {
    let requests = b"GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\n\r\nPOST /3 HTTP/1.1\r\nContent-Length: 1\r\n\r\nxGET /4 HTTP/1.1\r\n\r\n";
    let answers = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\noneHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\
        HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nHTTP/1.0 200 OK\r\n\r\nuntil the end";
    let (recorded, reasons) = told(&[Client(requests), Target(answers)]);
    let texts: Vec<_> = recorded.iter().map(shown).collect();
    assert_eq!(texts, ["GET /1  -> 200 one", "HEAD /2  -> 200 ", "POST /3 x -> 304 ", "GET /4  -> 200 until the end"]);
    assert!(recorded.iter().all(|told| told.failure.is_none()));
    assert_eq!(reasons, Vec::<String>::new());
}

#[test]
fn interim_answers_belong_to_the_final_one() {
    let told = one(&[
        Client(b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"),
        Target(b"HTTP/1.1 100 Continue\r\n\r\n"),
        Client(b"ab"),
        Target(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"),
    ]);
    assert_eq!(shown(&told), "POST / ab -> 204 ");
    assert_eq!(told.response.unwrap().interim, [100, 103]);
}

#[test]
fn an_early_answer_waits_for_the_rest_of_its_request() {
    let steps = [
        Client(b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab"),
        Target(b"HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n"),
        Client(b"cd"),
    ];
    assert_eq!(shown(&one(&steps)), "POST / abcd -> 413 ");
    let (recorded, _) = told(&steps[..2]);
    assert_eq!(recorded[0].failure.as_deref(), Some("the client stopped within the request"));
    assert_eq!(shown(&recorded[0]), "POST / ab -> 413 ");
}

#[test]
fn what_is_not_whole_says_so() {
    let get = b"GET / HTTP/1.1\r\n\r\n";
    let failure = |steps: &[Step<'_>]| told(steps).0.remove(0).failure.unwrap();
    assert_eq!(failure(&[Client(get)]), "the target closed the connection without an answer");
    assert!(failure(&[Client(get), Target(b"HTTP/1.1 20")]).contains("within the head"));
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab";
    assert!(failure(&[Client(get), Target(short)]).contains("within its answer"));
    let (recorded, reasons) = told(&[Client(b"GET / HT")]);
    assert!(recorded.is_empty() && reasons[0].contains("within the head"), "{reasons:?}");
    let (recorded, reasons) = told(&[Client(b"\r\n")]);
    assert!(recorded.is_empty() && reasons.is_empty());
}

#[test]
fn a_reset_ends_everything() {
    let now = Moment::now();
    let mut conversation = conversation();
    conversation.sent(b"GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 9\r\n\r\nab", now);
    conversation.finish(Some("the client reset the connection"), now);
    let (recorded, _) = sorted(conversation.take_told());
    assert_eq!(recorded.len(), 2);
    assert!(recorded.iter().all(|told| told.failure.as_deref() == Some("the client reset the connection")));
}

#[test]
fn upgrades_and_tunnels_are_not_recorded_and_said_so() {
    let upgrade = b"GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    let steps = [Client(upgrade), Target(b"HTTP/1.1 101 Switching\r\n\r\n\x81\x00"), Client(b"\x81\x80abcd")];
    let (recorded, reasons) = told(&steps);
    assert!(recorded.is_empty() && reasons[0].contains("upgraded"), "{reasons:?}");
    let connect = b"CONNECT x:1 HTTP/1.1\r\n\r\n";
    let (recorded, reasons) = told(&[Client(connect), Target(b"HTTP/1.1 200 OK\r\n\r\n\x16\x03"), Client(b"\x16")]);
    assert!(recorded.is_empty() && reasons[0].contains("tunnel"), "{reasons:?}");
    let (recorded, reasons) = told(&[Client(connect), Target(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")]);
    assert!(recorded.len() == 1 && reasons[0].contains("refused"), "{reasons:?}");
}

#[test]
fn what_is_no_http_is_told_once() {
    for other in [&b"\x16\x03\x01\x02\x00\x01"[..], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"hello\r\n\r\n"] {
        let (recorded, reasons) = told(&[Client(other), Target(b"\x15\x03\n"), Client(b"more\r\n"), Target(b"x\n")]);
        assert!(recorded.is_empty());
        assert_eq!(reasons.len(), 1, "{reasons:?}");
        assert!(reasons[0].contains("not HTTP/1"));
    }
}

#[test]
fn a_fault_of_the_client_leaves_the_earlier_requests_their_answers() {
    let (recorded, reasons) = told(&[
        Client(b"GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"),
        Target(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 400 Bad\r\nContent-Length: 1\r\n\r\n2junk"),
    ]);
    let texts: Vec<_> = recorded.iter().map(shown).collect();
    assert_eq!(texts, ["GET /1  -> 200 1", "POST /2  -> 400 2"]);
    assert_eq!(recorded[1].failure.as_deref(), Some("a chunk's size that is no number"));
    assert_eq!(reasons, ["a chunk's size that is no number"]);
}

#[test]
fn an_answer_that_nobody_asked_for_is_told() {
    let (recorded, reasons) = told(&[Target(b"HTTP/1.1 408 Late\r\nContent-Length: 0\r\n\r\n")]);
    assert!(recorded.is_empty());
    assert_eq!(reasons, ["an answer that nobody asked for"]);
}

#[test]
fn two_lengths_are_recorded_as_a_fault() {
    let (recorded, reasons) = told(&[
        Client(b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        Target(b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n"),
    ]);
    assert_eq!(shown(&recorded[0]), "POST /  -> 400 ");
    assert_eq!(recorded[0].failure.as_deref(), Some("two different values of Content-Length"));
    assert_eq!(reasons.len(), 1);
}

#[test]
fn a_long_body_is_cut_in_memory_only() {
    let now = Moment::now();
    let mut conversation = conversation();
    let length = MOST_BODY + 100;
    conversation.sent(format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n").as_bytes(), now);
    vec![b'a'; length].chunks(1 << 16).for_each(|piece| conversation.sent(piece, now));
    conversation.answered(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", now);
    conversation.sent(b"GET /next HTTP/1.1\r\n\r\n", now);
    conversation.answered(b"HTTP/1.1 204 OK\r\n\r\n", now);
    let (recorded, _) = sorted(conversation.take_told());
    let body = &recorded[0].request.body;
    assert_eq!((body.bytes.len(), body.length), (MOST_BODY, length as u64));
    assert!(body.cut.is_some());
    assert_eq!(shown(&recorded[1]), "GET /next  -> 204 ");
}

#[test]
fn heads_without_end_and_endless_pipelines_are_given_up() {
    let now = Moment::now();
    let mut endless = conversation();
    endless.sent(b"GET / HTTP/1.1\r\nA: ", now);
    (0..MOST_HEAD).for_each(|_| endless.sent(b"a", now));
    assert!(sorted(endless.take_told()).1[0].contains("head of more than"));
    let mut pipeline = conversation();
    (0..=MOST_OPEN).for_each(|_| pipeline.sent(b"GET / HTTP/1.1\r\n\r\n", now));
    assert!(sorted(pipeline.take_told()).1[0].contains("without an answer"));
}

#[test]
fn random_bytes_never_panic() {
    let pieces: [&[u8]; 12] = [
        b"GET / HTTP/1.1\r\n",
        b"POST /x HTTP/1.0\r\n",
        b"\r\n",
        b"\n",
        b"Content-Length: 3\r\n",
        b"abc",
        b"0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 101 X\r\n",
        b"3\r\nabc\r\n",
        b"\x00\xff",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let now = Moment::now();
    for _ in 0..20_000 {
        let mut conversation = conversation();
        for _ in 0..next(14) {
            let piece = pieces[next(pieces.len())];
            if next(2) == 0 { conversation.sent(piece, now) } else { conversation.answered(piece, now) }
        }
        if next(2) == 0 {
            conversation.sent_end(now);
        } else {
            conversation.answered_end(now);
        }
        conversation.finish(None, now);
        assert!(conversation.open.is_empty());
    }
}
