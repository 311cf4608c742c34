//! GatePay: the PAY callback.

use counterfoil_protocol::gateway::NestedForm;
use counterfoil_protocol::scheme::forge::{Hash, hmac};

use super::{Kit, Recut, Sample, StatusMember};
use crate::draft::{Draft, Escapes, Inner, Members};
use crate::mistakes::{Mistake, mac, raw_body, secret};
use crate::render::{Context, Material, Signing};

pub(super) static KIT: Kit = Kit {
    gateway: "gatepay",
    samples: &[
        Sample {
            message: "gatepay/pay",
            slug: "pay-success",
            credits: true,
            draft: |context| pay(context, "PAY_SUCCESS"),
        },
        Sample {
            message: "gatepay/pay",
            slug: "pay-close",
            credits: false,
            draft: |context| pay(context, "PAY_CLOSE"),
        },
        Sample {
            message: "gatepay/pay",
            slug: "pay-error",
            credits: false,
            draft: |context| pay(context, "PAY_ERROR"),
        },
    ],
    amount: "orderAmount",
    text: "goodsName",
    status: StatusMember { name: "bizStatus", outer: true, unpaid: "\"PAY_CLOSE\"", paid: "\"PAY_SUCCESS\"" },
    optional: "channelId",
    required: "merchantTradeNo",
    long_number: Some(("payerId", "9007199254740993")),
    // The secrets of the documentation's own examples.
    published_keys: &["your_payment_api_secret", "123", "secret", "test"],
    public_id: "TESTkey1",
    mistakes,
    recuts: || Vec::<Recut>::new(),
    parts,
};

/// The seed page's example with fresh numbers.
fn pay(context: &Context<'_>, status: &str) -> Draft {
    let data = Members::of(&[
        ("merchantTradeNo", format!("\"{}\"", context.order())),
        ("productType", "\"NFT\"".to_owned()),
        ("productName", "\"ka\"".to_owned()),
        ("tradeType", "\"APP\"".to_owned()),
        ("goodsName", "\"ka\"".to_owned()),
        ("terminalType", "\"APP\"".to_owned()),
        ("currency", "\"USDT\"".to_owned()),
        ("totalFee", "\"1.2\"".to_owned()),
        ("orderAmount", "\"1.2\"".to_owned()),
        ("createTime", context.now_ms.saturating_sub(60_000).to_string()),
        ("transactionId", format!("\"{}\"", context.gateway_id())),
        ("channelId", "\"123456\"".to_owned()),
    ]);
    let outer = Members::of(&[
        ("bizType", "\"PAY\"".to_owned()),
        ("bizId", format!("\"{}\"", context.gateway_id())),
        ("bizStatus", format!("\"{status}\"")),
        ("data", "null".to_owned()),
    ]);
    let form = if context.readings.choice("data") == "object" { NestedForm::Object } else { NestedForm::Text };
    Draft {
        outer,
        inner: Some(Inner { member: "data", form, document: data, escapes: Escapes::Needed, instead: None }),
    }
}

fn three(material: &Material<'_>) -> (String, String, Vec<u8>) {
    (material.context.timestamp(), material.context.nonce(), material.request.body.clone())
}

const LINES: &str = "sign timestamp, nonce and raw body, each followed by one line feed (0x0A), the last one too";

fn mistakes() -> Vec<Mistake> {
    let mut all = raw_body("goodsName");
    all.extend(mac(Hash::Sha512, true));
    all.extend(secret(|key, bytes| hmac(Hash::Sha512, key, bytes)));
    all.extend([
        Mistake::new(
            "no-final-line-feed",
            "the line feed after the body is missing",
            LINES,
            Signing::bytes(|material| material.signed[..material.signed.len() - 1].to_vec()),
        ),
        Mistake::new(
            "carriage-return-line-feed",
            "lines end with carriage return and line feed",
            LINES,
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[t.as_bytes(), b"\r\n", n.as_bytes(), b"\r\n", &b, b"\r\n"])
            }),
        ),
        Mistake::new(
            "literal-backslash-n",
            "the two characters backslash and n stand for the line feed",
            LINES,
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[t.as_bytes(), b"\\n", n.as_bytes(), b"\\n", &b, b"\\n"])
            }),
        ),
        Mistake::new(
            "no-line-feeds",
            "nothing stands between the parts",
            LINES,
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[t.as_bytes(), n.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "nonce-before-timestamp",
            "nonce and timestamp are exchanged",
            LINES,
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[n.as_bytes(), b"\n", t.as_bytes(), b"\n", &b, b"\n"])
            }),
        ),
        Mistake::new(
            "body-first",
            "the body comes first",
            LINES,
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[&b, b"\n", t.as_bytes(), b"\n", n.as_bytes(), b"\n"])
            }),
        ),
        Mistake::new(
            "seconds",
            "the timestamp is signed in seconds",
            "the timestamp is in milliseconds, as in the header",
            Signing::bytes(|material| {
                let (t, n, b) = three(material);
                joined(&[&t.as_bytes()[..10], b"\n", n.as_bytes(), b"\n", &b, b"\n"])
            }),
        ),
        Mistake::new(
            "inner-document-only",
            "the text of `data` is signed instead of the body",
            LINES,
            Signing::bytes(|material| {
                let (t, n, _) = three(material);
                joined(&[
                    t.as_bytes(),
                    b"\n",
                    n.as_bytes(),
                    b"\n",
                    material.draft.inner_text().unwrap_or_default().as_bytes(),
                    b"\n",
                ])
            }),
        ),
    ]);
    all
}

fn parts() -> Vec<Mistake> {
    vec![
        Mistake::new(
            "timestamp-left-out",
            "the timestamp is not signed",
            LINES,
            Signing::bytes(|material| {
                let (_, n, b) = three(material);
                joined(&[n.as_bytes(), b"\n", &b, b"\n"])
            }),
        ),
        Mistake::new(
            "nonce-left-out",
            "the nonce is not signed",
            LINES,
            Signing::bytes(|material| {
                let (t, _, b) = three(material);
                joined(&[t.as_bytes(), b"\n", &b, b"\n"])
            }),
        ),
        Mistake::new(
            "body-left-out",
            "the body is not signed",
            LINES,
            Signing::bytes(|material| {
                let (t, n, _) = three(material);
                joined(&[t.as_bytes(), b"\n", n.as_bytes(), b"\n"])
            }),
        ),
        Mistake::new(
            "body-signed-as-empty",
            "an empty line is signed for the body",
            LINES,
            Signing::bytes(|material| {
                let (t, n, _) = three(material);
                joined(&[t.as_bytes(), b"\n", n.as_bytes(), b"\n\n"])
            }),
        ),
        Mistake::new(
            "body-only",
            "only the body is signed",
            LINES,
            Signing::bytes(|material| material.request.body.clone()),
        ),
    ]
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}
