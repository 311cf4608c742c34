//! `call`: what it prints can be verified, and its errors say what to do.

use counterfoil_protocol::gateways;

use super::support::{Folder, Ran, names};

/// The raw request that a dry run shows.
fn request(ran: &Ran) -> String {
    let line = ran.stdout.lines().find(|line| line.starts_with("curl -i -X ")).unwrap();
    let (method, rest) = line["curl -i -X ".len()..].split_once(" 'http://127.0.0.1:8787").unwrap();
    let target = rest.split_once('\'').unwrap().0;
    let after = |title: &str, end: &str| {
        ran.stdout.split_once(title).map_or("", |(_, rest)| rest.split_once(end).unwrap().0).to_owned()
    };
    let headers = after("\nheaders:\n", "\n\n").replace('\n', "\r\n");
    let body = after("\nbody:\n", "\n\ncurl ");
    format!("{method} {target} HTTP/1.1\r\n{headers}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn what_a_dry_run_shows_verifies_and_nothing_else_does() {
    for name in names() {
        let gateway = gateways::by_name(name).unwrap();
        let message = gateway
            .requests
            .iter()
            .find(|message| message.signed && message.method == "POST" && message.path.starts_with('/'))
            .unwrap();
        let folder = Folder::new();
        let shown = request(&folder.run(&["call", name, message.id, "--dry-run"]).exits(0));
        folder.write("request.http", &shown);
        let arguments = ["verify", "request.http", "--gateway", name, "--request"];
        folder.run(&arguments).exits(0).says(message.id);
        let words = [("sample", "simple"), ("ORDER", "0RDER"), ("USDT", "USDC"), (r#"\"ID"#, r#"\"PH"#)];
        let changed = words.iter().fold(shown.clone(), |text, (from, to)| text.replace(from, to));
        assert_ne!(changed, shown);
        folder.write("request.http", changed);
        folder.run(&arguments).exits(1).says("signature-mismatch");
    }
}

#[test]
fn parameters_are_sent_as_they_are_written() {
    let folder = Folder::with("order.json", r#"{ "merchantTradeNo" : "A1", "orderAmount": "1.20", "extra": 1.0e2 }"#);
    let shown = folder.run(&["call", "gatepay", "create-order", "--data", "order.json", "--dry-run"]).exits(0);
    shown.says("\"orderAmount\":\"1.20\"");
    let set = ["call", "gatepay", "create-order", "--data", "order.json", "--set", "orderAmount=3", "--dry-run"];
    folder.run(&set).exits(0).says(r#""orderAmount":"3","extra":1.0e2"#);
    let query = ["call", "payprotocol", "get-payment-detail", "--set", "outTradeNo=a b&c", "--dry-run"];
    folder.run(&query).exits(0).says("/api/mer/payment/detail?outTradeNo=a+b%26c");
}

#[test]
fn a_path_parameter_stands_in_the_path() {
    let folder = Folder::with("query.json", r#"{"pelagoOrderId": "PO 1/2"}"#);
    let arguments = ["call", "pelago", "v2-order-query", "--data", "query.json", "--dry-run"];
    folder.run(&arguments).exits(0).says("/openapi/v2.0/order/query/PO%201%2F2'");
    folder.write("query.json", "{}");
    folder.run(&arguments).refuses(&["pelagoOrderId"]);
}

#[test]
fn errors_say_what_to_do() {
    let folder = Folder::with("list.json", "[]");
    folder.run(&["call", "gatepay", "create_ordr"]).refuses(&["create_ordr", "create-order", "list messages"]);
    folder.run(&["call", "cregis", "create-order"]).refuses(&["payment-engine-create"]);
    folder.run(&["call", "nobody", "x"]).refuses(&["nobody", "gatepay"]);
    folder.run(&["call", "gatepay", "create-order", "--data", "list.json"]).refuses(&["object"]);
    folder.run(&["call", "gatepay", "create-order", "--data", "none.json"]).refuses(&["none.json"]);
    folder.run(&["call", "gatepay", "create-order", "--set", "x"]).refuses(&["orderAmount=1.20"]);
    folder.run(&["call", "gatepay", "create-order", "--url", "http://192.0.2.1"]).refuses(&["--i-own-this-target"]);
    folder.run(&["call", "gatepay", "create-order", "--url", "http://127.0.0.1/x"]).refuses(&["without a path"]);
    folder.run(&["call", "payprotocol", "recharge-notify"]).refuses(&["no page says where"]);
}

#[test]
fn nobody_at_the_address_is_exit_4() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}");
    let ran = Folder::new().run(&["call", "gatepay", "create-order", "--url", &url]);
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.stderr.contains("cannot connect"), "{ran:?}");
}
