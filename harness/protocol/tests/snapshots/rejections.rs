//! Each code in words: a genuine message, one thing wrong with it, and the text of the refusal.

use std::collections::BTreeSet;

use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::gateways::{cregis, gatepay, paycools, payprotocol, pelago};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire::{Limits, Request};

use crate::parts::put_parts;
use crate::stored::{assert_same_names, assert_stored, stored};
use crate::support::{SENT_AT, TARGET, signed_bytes, signing_key};

#[test]
fn each_refusal_reads_as_its_snapshot() {
    for wrong in WRONG {
        let refused = wrong.receive().expect_err(wrong.what);
        assert_eq!(refused.code, wrong.code, "{}: {refused}", wrong.what);
        let text = format!("{}: {}\n\n    {refused}\n", wrong.gateway, wrong.what);
        assert_stored(&wrong.snapshot(), &text);
    }
}

#[test]
fn each_code_has_a_wrong_message() {
    let occurring: BTreeSet<Code> = WRONG.iter().map(|wrong| wrong.code).collect();
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    assert_eq!(occurring, all);
}

#[test]
fn each_snapshot_has_its_wrong_message() {
    let named: BTreeSet<String> = WRONG.iter().map(Wrong::snapshot).collect();
    assert_eq!(named.len(), WRONG.len(), "two wrong messages have one name");
    assert_same_names(&stored("rejections"), &named);
}

#[test]
fn the_messages_are_genuine_before_anything_is_wrong() {
    for genuine in [CREGIS, GATEPAY, PAYCOOLS, PAYPROTOCOL, PELAGO, PELAGO_CRYPTO] {
        if let Err(refused) = genuine.receive() {
            panic!("{}: {refused}", genuine.gateway);
        }
    }
}

/// A genuine message and what is wrong with it.
#[derive(Clone, Copy)]
struct Wrong {
    code: Code,
    /// The same in a few words, as the snapshot's name.
    what: &'static str,
    gateway: &'static Gateway,
    /// [`SIGNATURE`] stands where the signature goes.
    body: &'static str,
    /// Reading and choice, where not the default.
    reading: Option<(&'static str, &'static str)>,
    /// What is replaced before the signature is made.
    signed: (&'static str, &'static str),
    /// What is done after that.
    sent: fn(&mut Request),
    /// How long after the message's time it arrives, in seconds.
    late: i64,
}

const SIGNATURE: &str = "@signature@";

impl Wrong {
    fn snapshot(&self) -> String {
        format!("rejections/{}/{}", self.code.name(), self.what.replace(' ', "-"))
    }

    fn receive(&self) -> Result<Received, Rejection> {
        let request = self.request();
        let now = SENT_AT.saturating_add_signed(self.late * 1000);
        self.receiver().receive(&request, UnixMillis::new(now), &mut Ledger::default())
    }

    fn receiver(&self) -> Receiver {
        let key = signing_key(self.gateway).verifying_key();
        let window = Some(Window { past_ms: 300_000, future_ms: 60_000 });
        Receiver { readings: self.readings(), window, ..Receiver::new(self.gateway, key) }
    }

    fn readings(&self) -> Readings {
        let default = Readings::default_of(self.gateway.readings);
        self.reading.map_or(default, |(name, choice)| default.with(name, choice).expect("a reading of this gateway"))
    }

    fn request(&self) -> Request {
        let (from, to) = self.signed;
        assert!(self.body.contains(from), "`{from}` is not in the body");
        let mut request = Request::post(TARGET, self.body.replacen(from, to, 1));
        put_parts(self.gateway, &mut request.headers);
        self.put_signature(&mut request);
        (self.sent)(&mut request);
        request
    }

    fn put_signature(&self, request: &mut Request) {
        // What cannot be signed is refused before its signature counts.
        let signed = signed_bytes(self.gateway, self.readings(), Direction::Callback, request).unwrap_or_default();
        let text = signing_key(self.gateway).sign_text(&signed.into());
        match self.gateway.place {
            Place::Header(name) => request.headers.set(name, text),
            Place::Member(_) => replace(request, SIGNATURE, &text),
        }
    }
}

fn replace(request: &mut Request, from: &str, to: &str) {
    let body = core::str::from_utf8(&request.body).expect("a body in UTF-8");
    request.body = body.replacen(from, to, 1).into_bytes();
}

fn header<'a>(request: &'a mut Request, wanted: &str) -> &'a mut Vec<u8> {
    let mut headers = request.headers.iter_mut();
    headers.find(|(name, _)| *name == wanted).map(|(_, value)| value).expect("the header")
}

const GENUINE: Wrong = Wrong {
    code: Code::Method,
    what: "nothing",
    gateway: &gatepay::GATEWAY,
    body: "",
    reading: None,
    signed: ("", ""),
    sent: |_| {},
    late: 0,
};

const CREGIS: Wrong = Wrong {
    gateway: &cregis::GATEWAY,
    body: concat!(
        r#"{"event_name":"order","event_type":"expired","pid":1382528827416576,"nonce":"hwlkk6","#,
        r#""timestamp":1700000000000,"#,
        r#""data":"{\"cregis_id\":\"po20240703132452000\",\"order_id\":\"c9231e604da5\","#,
        r#"\"status\":\"expired\"}","sign":"@signature@"}"#,
    ),
    ..GENUINE
};

const GATEPAY: Wrong = Wrong {
    gateway: &gatepay::GATEWAY,
    body: r#"{"bizType":"PAY","bizId":"6948484859590","bizStatus":"PAY_SUCCESS",
 "data":"{\"merchantTradeNo\":\"M202603120001\",\"orderAmount\":\"100.00\"}"}"#,
    ..GENUINE
};

const PAYCOOLS: Wrong = Wrong {
    gateway: &paycools::GATEWAY,
    body: concat!(
        r#"{"sign":"@signature@","param":"{\"eventName\":\"order.payment.success\",\"amount\":50000,"#,
        r#"\"channelCode\":\"ID_BCA_VA\",\"mchOrderId\":\"Platform653350151938813\","#,
        r#"\"createTime\":\"2023-01-01 09:38:06\",\"returnTime\":\"2023-01-01 09:40:06\","#,
        r#"\"transactionId\":\"C1032653961085706055\",\"transactionStatus\":\"COMPLETED\"}"}"#,
    ),
    ..GENUINE
};

const PAYPROTOCOL: Wrong = Wrong {
    gateway: &payprotocol::GATEWAY,
    body: r#"{"outTradeNo":"C3","outPaymentNo":"202312181035353064079","paymentStatus":0,"quoteAmount":"0.01"}"#,
    ..GENUINE
};

const PELAGO: Wrong = Wrong {
    gateway: &pelago::GATEWAY,
    body: concat!(
        r#"{"data":{"scenarioCode":"ONLINE_H5","pelagoOrderId":"PO2026012111464910013","#,
        r#""merchantOrderId":"M1","orderAmount":"10.00","#,
        r#""orderCurrency":"CNY","orderCountry":"CN","orderStatus":2,"expireTime":"2026-01-21T03:46:52Z","#,
        r#""paymentUrl":"weixin://pay"},"#,
        r#""signature":"@signature@"}"#,
    ),
    ..GENUINE
};

const PELAGO_CRYPTO: Wrong = Wrong {
    gateway: &pelago::GATEWAY,
    body: concat!(
        r#"{"data":{"merchantId":10052,"merchantOrderId":"M1","orderId":"CO2025071813334010215","#,
        r#""orderStatus":1,"#,
        r#""coinId":"ETHEREUM-USDC","amount":"998","#,
        r#""address":"0x89c09b5A7Fccc91E8d241c7666d4d87d2596f5fC","paidAmount":"998","#,
        r#""refundAmount":"0","payStatus":2,"notifyUrl":"https://shop.example/notify","#,
        r#""redirectUrl":"https://shop.example/"},"#,
        r#""signature":"@signature@"}"#,
    ),
    ..GENUINE
};

/// One wrong message per code at least, and one per wording.
const WRONG: &[Wrong] = &[
    Wrong {
        code: Code::Method,
        what: "get instead of post",
        sent: |request| request.method = "GET".to_owned(),
        ..GATEPAY
    },
    Wrong { code: Code::TooLarge, what: "one byte above the limit", sent: fill, ..GATEPAY },
    Wrong {
        code: Code::Encoding,
        what: "byte order mark in front",
        sent: |request| request.body.splice(..0, *b"\xef\xbb\xbf").for_each(drop),
        ..CREGIS
    },
    Wrong { code: Code::Encoding, what: "letter in latin 1", sent: |request| request.body[15] = 0xe9, ..CREGIS },
    Wrong {
        code: Code::Encoding,
        what: "byte order mark inside the inner document",
        signed: (r#""{\"#, "\"\u{feff}{\\"),
        ..GATEPAY
    },
    Wrong { code: Code::Malformed, what: "cut short", sent: |request| request.body.truncate(60), ..CREGIS },
    Wrong { code: Code::Malformed, what: "empty body", sent: |request| request.body.clear(), ..PELAGO },
    Wrong { code: Code::Malformed, what: "document without braces", signed: (r#"{"data""#, r#""data""#), ..PELAGO },
    Wrong {
        code: Code::Malformed,
        what: "text after the document",
        sent: |request| request.body.extend(b"{}"),
        ..PAYCOOLS
    },
    Wrong {
        code: Code::Malformed,
        what: "list instead of an object",
        signed: (PAYPROTOCOL.body, "[1]"),
        ..PAYPROTOCOL
    },
    Wrong {
        code: Code::Malformed,
        what: "comma before the brace",
        signed: (r#""0.01"}"#, r#""0.01",}"#),
        ..PAYPROTOCOL
    },
    Wrong { code: Code::Malformed, what: "inner document cut short", signed: (r#"\"}""#, r#"\"""#), ..GATEPAY },
    Wrong {
        code: Code::Malformed,
        what: "inner document that is none",
        signed: (r#""{\"#, r#""see below\"#),
        ..PAYCOOLS
    },
    Wrong { code: Code::Malformed, what: "half a surrogate pair", signed: ("C3", r"\ud83d"), ..PAYPROTOCOL },
    Wrong { code: Code::TooDeep, what: "128 lists in an object", signed: ("\"0.01\"", DEEP), ..PAYPROTOCOL },
    Wrong {
        code: Code::DuplicateMember,
        what: "status twice",
        signed: (r#""quote"#, r#""paymentStatus":4,"quote"#),
        ..PAYPROTOCOL
    },
    Wrong {
        code: Code::DuplicateMember,
        what: "amount twice in the inner document",
        signed: (r#"\"amount"#, r#"\"amount\":1,\"amount"#),
        ..PAYCOOLS
    },
    Wrong {
        code: Code::DuplicateMember,
        what: "name twice through an escape",
        signed: (r#"{"scenario"#, r#"{"\u006frderAmount":"1","scenario"#),
        ..PELAGO
    },
    Wrong {
        code: Code::Missing,
        what: "no signature header",
        sent: |request| request.headers.remove("X-GatePay-Signature"),
        ..GATEPAY
    },
    Wrong {
        code: Code::Missing,
        what: "no timestamp header",
        sent: |request| request.headers.remove("X-PAY-TIMESTAMP"),
        ..PAYPROTOCOL
    },
    Wrong { code: Code::Missing, what: "no signature member", signed: ("sign\":", "sing\":"), ..CREGIS },
    Wrong { code: Code::Missing, what: "signature null", signed: (r#""@signature@""#, "null"), ..PELAGO },
    Wrong { code: Code::Missing, what: "no member that is signed", signed: (r#""param""#, r#""params""#), ..PAYCOOLS },
    Wrong { code: Code::Missing, what: "no data", signed: (r#""data""#, r#""date""#), ..PELAGO },
    Wrong {
        code: Code::Missing,
        what: "no public address",
        reading: Some(("callback-path", "whole-url")),
        ..PAYPROTOCOL
    },
    Wrong {
        code: Code::DuplicateHeader,
        what: "signature twice",
        sent: |request| request.headers.push("x-gatepay-signature", "00"),
        ..GATEPAY
    },
    Wrong {
        code: Code::Shape,
        what: "seconds instead of milliseconds",
        sent: |request| header(request, "X-GatePay-Timestamp").truncate(10),
        ..GATEPAY
    },
    Wrong { code: Code::Shape, what: "nonce with a hyphen", signed: ("hwlkk6", "hwl-k6"), ..CREGIS },
    Wrong { code: Code::Shape, what: "nonce that is a list", signed: (r#""hwlkk6""#, r#"["hwlkk6"]"#), ..CREGIS },
    Wrong {
        code: Code::Shape,
        what: "header that is not ascii",
        sent: |request| header(request, "X-PAY-SIGN").push(0xe9),
        ..PAYPROTOCOL
    },
    Wrong {
        code: Code::Shape,
        what: "object instead of the signed text",
        signed: (PAYCOOLS.body, r#"{"sign":"@signature@","param":{}}"#),
        ..PAYCOOLS
    },
    Wrong { code: Code::Shape, what: "list among the signed values", signed: (r#""10.00""#, r#"["10.00"]"#), ..PELAGO },
    Wrong { code: Code::Shape, what: "object where the reading says string", signed: (CREGIS_DATA, "{}"), ..CREGIS },
    Wrong {
        code: Code::Shape,
        what: "number that no double holds",
        reading: OBJECT,
        signed: (CREGIS_DATA, r#"{"a":[1e999]}"#),
        ..CREGIS
    },
    Wrong {
        code: Code::SignatureEncoding,
        what: "hex in upper case",
        sent: |request| header(request, "X-GatePay-Signature").make_ascii_uppercase(),
        ..GATEPAY
    },
    Wrong {
        code: Code::SignatureEncoding,
        what: "hex cut in half",
        sent: |request| header(request, "X-GatePay-Signature").truncate(64),
        ..GATEPAY
    },
    Wrong {
        code: Code::SignatureEncoding,
        what: "base64 without padding",
        sent: |request| header(request, "X-PAY-SIGN").truncate(43),
        ..PAYPROTOCOL
    },
    Wrong { code: Code::SignatureEncoding, what: "empty signature", signed: (SIGNATURE, ""), ..PAYCOOLS },
    Wrong {
        code: Code::SignatureEncoding,
        what: "placeholder of the documents",
        signed: (SIGNATURE, "string"),
        ..PELAGO
    },
    Wrong {
        code: Code::SignatureEncoding,
        what: "line feed after the signature",
        sent: |request| replace(request, r#"=="}"#, r#"==\n"}"#),
        ..PELAGO
    },
    Wrong {
        code: Code::SignatureMismatch,
        what: "amount changed after signing",
        sent: |request| replace(request, "100.00", "900.00"),
        ..GATEPAY
    },
    Wrong {
        code: Code::SignatureMismatch,
        what: "status changed after signing",
        sent: |request| replace(request, r#""orderStatus":2"#, r#""orderStatus":3"#),
        ..PELAGO
    },
    Wrong { code: Code::Stale, what: "an hour late", late: 3600, ..GATEPAY },
    Wrong { code: Code::Stale, what: "an hour late in seconds", late: 3600, ..PAYPROTOCOL },
    Wrong { code: Code::Future, what: "an hour early", late: -3600, ..CREGIS },
    Wrong { code: Code::MissingMember, what: "no biz id", signed: (r#""bizId":"6948484859590","#, ""), ..GATEPAY },
    Wrong {
        code: Code::MissingMember,
        what: "no amount in the inner document",
        signed: (r#",\"orderAmount\":\"100.00\""#, ""),
        ..GATEPAY
    },
    Wrong {
        code: Code::MissingMember,
        what: "no inner document",
        signed: (PAYCOOLS.body, r#"{"sign":"@signature@","param":"{}"}"#),
        ..PAYCOOLS
    },
    Wrong {
        code: Code::MissingMember,
        what: "status null",
        signed: (r#""paymentStatus":0"#, r#""paymentStatus":null"#),
        ..PAYPROTOCOL
    },
    Wrong { code: Code::MissingMember, what: "no country", signed: (r#""orderCountry":"CN","#, ""), ..PELAGO },
    Wrong {
        code: Code::MemberKind,
        what: "list instead of a string",
        signed: (r#""6948484859590""#, "[6948484859590]"),
        ..GATEPAY
    },
    Wrong { code: Code::MemberKind, what: "business type as a list", signed: (r#""PAY""#, r#"["PAY"]"#), ..GATEPAY },
    Wrong {
        code: Code::MissingMember,
        what: "members of another business type",
        signed: (r#""PAY""#, r#""PAY_REFUND""#),
        ..GATEPAY
    },
    Wrong { code: Code::MemberKind, what: "data as an object", signed: (GATEPAY_DATA, "{}"), ..GATEPAY },
    Wrong {
        code: Code::MemberKind,
        what: "data as a string where the reading says object",
        reading: OBJECT,
        ..GATEPAY
    },
    Wrong { code: Code::MemberKind, what: "exponent in an amount", signed: ("100.00", "1e2"), ..GATEPAY },
    Wrong { code: Code::MemberKind, what: "empty id", signed: (r#"\"po20240703132452000\""#, r#"\"\""#), ..CREGIS },
    Wrong {
        code: Code::MemberKind,
        what: "id of 33 characters",
        signed: ("C1032653961085706055", "C10326539610857060550000000000000"),
        ..PAYCOOLS
    },
    Wrong { code: Code::MemberKind, what: "fraction of a rupiah", signed: ("50000", "50000.50"), ..PAYCOOLS },
    Wrong {
        code: Code::MemberKind,
        what: "status as text",
        signed: (r#""paymentStatus":0"#, r#""paymentStatus":"0""#),
        ..PAYPROTOCOL
    },
    Wrong { code: Code::MemberKind, what: "currency in lower case", signed: ("CNY", "cny"), ..PELAGO },
    Wrong {
        code: Code::MemberKind,
        what: "address without a scheme",
        signed: ("https://shop.example/notify", "shop.example/notify"),
        ..PELAGO_CRYPTO
    },
    Wrong {
        code: Code::UnknownMember,
        what: "a member that no document names",
        signed: (r#""data":{"#, r#""data":{"q":"15300","#),
        ..PELAGO
    },
    Wrong {
        code: Code::UnknownMessage,
        what: "a business type that no document names",
        signed: (r#""PAY""#, r#""PAY_LATER""#),
        ..GATEPAY
    },
    Wrong {
        code: Code::UnknownMessage,
        what: "members of two messages",
        signed: (r#""data":{"#, r#""data":{"payStatus":2,"#),
        ..PELAGO
    },
    Wrong {
        code: Code::UnknownMessage,
        what: "members of no message",
        signed: (PELAGO.body, r#"{"data":{"merchantOrderId":"M1"},"signature":"@signature@"}"#),
        ..PELAGO
    },
];

const OBJECT: Option<(&str, &str)> = Some(("data", "object"));

const CREGIS_DATA: &str =
    r#""{\"cregis_id\":\"po20240703132452000\",\"order_id\":\"c9231e604da5\",\"status\":\"expired\"}""#;

const GATEPAY_DATA: &str = r#""{\"merchantTradeNo\":\"M202603120001\",\"orderAmount\":\"100.00\"}""#;

/// 128 lists: one level below the document itself.
const DEEP: &str = concat!(
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
);

fn fill(request: &mut Request) {
    request.body.resize(Limits::default().body + 1, b' ');
}
