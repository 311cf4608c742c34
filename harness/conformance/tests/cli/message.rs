//! `sign` and `verify`: what one makes the other takes, until a byte is changed.

use counterfoil_protocol::gateway::Place;

use super::recordings::verification;
use super::support::{Folder, gateway, names};

/// A genuine message as the reference got it.
fn genuine(name: &str) -> String {
    let ran = Folder::new().run(&["replay", &format!("{name}/genuine/plain")]);
    let (sent, _) = ran.stdout.split_once("\n<-- ").unwrap();
    sent.strip_prefix("--> ").unwrap().replace("\n    ", "\n")
}

/// Path and body of a genuine message, without its signature.
fn unsigned(name: &str) -> (String, String) {
    let message = genuine(name);
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    match gateway(name).place {
        Place::Header(_) => (path, body.to_owned()),
        Place::Member(member) => (path, without(body, member)),
    }
}

/// The body without its last member, which is the signature.
fn without(body: &str, member: &str) -> String {
    let start = body.rfind(&format!(",\"{member}\":\"")).unwrap();
    format!("{}}}", &body[..start])
}

/// A raw request of what `sign` printed.
fn request(printed: &str, path: &str) -> String {
    let between = |from: &str, to: &str| printed.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
    let headers = between("\nheaders:\n", "\nbody:\n").replace('\n', "\r\n");
    let body = between("\nbody:\n", "\n\ncurl ");
    format!("POST {path} HTTP/1.1\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// What `sign` makes of the genuine message.
fn signed(name: &str, more: &[&str]) -> String {
    let (path, body) = unsigned(name);
    let folder = Folder::with("body.json", &body);
    let arguments = [&["sign", "body.json", "--gateway", name, "--path", &path], more].concat();
    let by_file = folder.run(&arguments).exits(0);
    for title in ["signed bytes (", "\nsignature:\n", "\nheaders:\n", "\nbody:\n", "\ncurl -i -X POST"] {
        assert!(by_file.stdout.contains(title), "{name}: {title}: {}", by_file.stdout);
    }
    request(&by_file.stdout, &path)
}

/// Whatever is printed can be judged, by file, `-` and standard input.
fn verify(name: &str, request: &str, code: i32) {
    let folder = Folder::with("request.http", request);
    let says = if code == 0 { "genuine: " } else { "refused: " };
    folder.run(&["verify", "request.http", "--gateway", name]).exits(code).says(says);
    folder.run_with(&["verify", "-", "--gateway", name], request).exits(code).says(says);
    folder.run_with(&["verify", "--gateway", name], request).exits(code).says(says);
}

#[test]
fn what_is_signed_is_genuine() {
    for name in names() {
        verify(name, &signed(name, &[]), 0);
    }
}

#[test]
fn what_check_sends_is_genuine() {
    for name in names() {
        verify(name, genuine(name).trim_end_matches('\n'), 0);
    }
}

#[test]
fn a_callback_that_asks_says_what_it_may_be_told() {
    let body = verification().request.body;
    let text = format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
    let asked = String::from_utf8([text, body].concat()).unwrap();
    let ran = Folder::new().run_with(&["verify", "--gateway", "cregis"], asked).exits(0);
    assert!(ran.stdout.ends_with("\n  answer:  ok, or deny to stop it\n"), "{}", ran.stdout);
}

#[test]
fn one_byte_changed_is_refused() {
    for name in names() {
        let request = signed(name, &[]);
        let order = request.find("CF").unwrap() + 5;
        let other = if request.as_bytes()[order] == b'7' { "8" } else { "7" };
        let mut changed = request.clone();
        changed.replace_range(order..=order, other);
        assert_ne!(changed, request);
        verify(name, &changed, 1);
    }
}

/// The body from standard input is the body from a file; time and nonce are fixed by flags.
#[test]
fn standard_input_is_signed_like_a_file() {
    for name in names() {
        let (path, body) = unsigned(name);
        let fixed = ["--gateway", name, "--path", &path, "--timestamp", "1700000000", "--nonce", "abc123"];
        let folder = Folder::with("body.json", &body);
        let by_file = folder.run(&[&["sign", "body.json"], &fixed[..]].concat()).exits(0);
        let by_input = folder.run_with(&[&["sign"], &fixed[..]].concat(), body.clone()).exits(0);
        let by_dash = folder.run_with(&[&["sign", "-"], &fixed[..]].concat(), body).exits(0);
        assert_eq!(by_file.stdout, by_input.stdout);
        assert_eq!(by_file.stdout, by_dash.stdout);
    }
}

#[test]
fn an_own_key_signs_and_verifies() {
    let folder = Folder::with("own.secret", "an-own-secret");
    let file = folder.path("own.secret").display().to_string();
    for name in ["gatepay", "cregis", "payprotocol"] {
        let request = signed(name, &["--key-file", &file]);
        verify(name, &request, 1);
        folder.write("request.http", &request);
        folder.run(&["verify", "request.http", "--gateway", name, "--key-file", "own.secret"]).exits(0);
    }
}

#[test]
fn what_is_no_request_is_a_usage_error() {
    let malformed = [
        "",
        "{}",
        "GET",
        "POST /notify HTTP/1.1\r\nA: b\r\n",
        "POST /notify HTTP/1.1\r\nno colon\r\n\r\n{}",
        "POST /notify HTTP/1.1\r\nContent-Length: 99\r\n\r\n{}",
        "POST /notify HTTP/1.1\r\nContent-Length: many\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\n\r\n{}",
        "\u{0}\u{1}\r\n\r\n",
    ];
    let folder = Folder::new();
    for text in malformed {
        folder.run_with(&["verify", "--gateway", "gatepay"], text).refuses(&[]);
    }
    folder.run(&["verify", "none.http", "--gateway", "gatepay"]).refuses(&["none.http"]);
}

#[test]
fn a_request_that_is_no_callback_is_refused() {
    for name in names() {
        verify(name, "POST /notify HTTP/1.1\r\n\r\n{}", 1);
        verify(name, "POST /notify HTTP/1.1\r\n\r\nnot JSON", 1);
        verify(name, "GET / HTTP/1.1\r\n\r\n", 1);
    }
}

#[test]
fn a_window_refuses_what_is_old() {
    let (path, body) = unsigned("gatepay");
    let folder = Folder::with("body.json", body);
    let arguments = ["sign", "body.json", "--gateway", "gatepay", "--path", &path, "--timestamp", "1700000000000"];
    let old = request(&folder.run(&arguments).exits(0).stdout, &path);
    verify("gatepay", &old, 0);
    folder.write("request.http", &old);
    let verify = ["verify", "request.http", "--gateway", "gatepay", "--window"];
    folder.run(&[&verify[..], &["300s"]].concat()).exits(1).says("refused: ");
    folder.run(&[&verify[..], &["soon"]].concat()).refuses(&["soon"]);
}

#[test]
fn what_cannot_be_signed_is_one_line() {
    let folder = Folder::new();
    for name in ["cregis", "paycools", "pelago"] {
        for body in ["not JSON", "[]", ""] {
            folder.run_with(&["sign", "--gateway", name], body).refuses(&["cannot be signed"]);
        }
    }
    folder.run(&["sign", "none.json", "--gateway", "gatepay"]).refuses(&["none.json"]);
}

#[test]
fn an_unknown_reading_is_named() {
    let folder = Folder::new();
    for command in ["sign", "verify"] {
        let with = |reading: &str| {
            let arguments = [command, "--gateway", "gatepay", "--reading", reading];
            folder.run_with(&arguments, "POST / HTTP/1.1\r\n\r\n{}")
        };
        with("nothing=string").refuses(&["`nothing`"]);
        with("data=nothing").refuses(&["`nothing`"]);
        with("data").refuses(&["`data`", "data=object"]);
    }
}

#[test]
fn a_request_is_verified_as_a_request() {
    let folder = Folder::new();
    let verify = ["verify", "--gateway", "gatepay", "--request"];
    folder.run_with(&verify, "").refuses(&["empty line"]);
    folder.run_with(&verify, "POST /nowhere HTTP/1.1\r\n\r\n{}").exits(1).says("unknown-message");
    folder.run_with(&verify, "POST /v1/pay/order HTTP/1.1\r\n\r\n{}").exits(1).says("refused: missing");
}
