//! Pay Protocol: the payment callback.

use counterfoil_protocol::scheme::forge::{Hash, hmac};

use super::{Kit, Recut, Sample, StatusMember};
use crate::draft::{Draft, Members};
use crate::mistakes::{Mistake, mac, raw_body, secret};
use crate::render::{Context, Material, Recipe, Signing, signed_bytes};

pub(super) static KIT: Kit = Kit {
    gateway: "payprotocol",
    samples: &[
        Sample { message: MESSAGE, slug: "paid", credits: true, draft: |context| order(context, "0") },
        Sample { message: MESSAGE, slug: "pending", credits: false, draft: |context| order(context, "1") },
        Sample { message: MESSAGE, slug: "block-confirmation", credits: false, draft: |context| order(context, "2") },
        Sample { message: MESSAGE, slug: "partially-paid", credits: false, draft: |context| order(context, "3") },
        Sample { message: MESSAGE, slug: "failed", credits: false, draft: |context| order(context, "4") },
        Sample { message: MESSAGE, slug: "refunded", credits: false, draft: |context| order(context, "5") },
    ],
    amount: "settlementAmount",
    text: "description",
    status: StatusMember { name: "paymentStatus", outer: true, unpaid: "1", paid: "0" },
    optional: "transferHash",
    required: "outTradeNo",
    // Every number of this message is a 32-bit integer.
    long_number: None,
    published_keys: &["your_api_secret", "F1R28pRQ", "secret", "test"],
    public_id: "TESTkey1",
    mistakes,
    recuts,
    parts,
};

const MESSAGE: &str = "payprotocol/payment-callback";

/// The order object of the documentation with fresh numbers.
fn order(context: &Context<'_>, status: &str) -> Draft {
    let outer = Members::of(&[
        ("chainId", "136".to_owned()),
        ("orgId", "7".to_owned()),
        ("outTradeNo", format!("\"{}\"", context.order())),
        ("outPaymentNo", format!("\"20{}\"", context.gateway_id())),
        ("description", "\"A sample order\"".to_owned()),
        ("isLegalTender", "0".to_owned()),
        ("quoteCurrencySymbol", "\"USDT\"".to_owned()),
        ("quoteAmount", "\"0.01\"".to_owned()),
        ("paymentStatus", status.to_owned()),
        ("paymentType", "1".to_owned()),
        ("expectedAmount", "\"10000\"".to_owned()),
        ("settlementAmount", "\"10000\"".to_owned()),
        ("settlementCurrencySymbol", "\"USDT\"".to_owned()),
        ("transferHash", "\"8d1f3c5be7e0a1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aa\"".to_owned()),
        ("userWalletAddress", "\"TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K\"".to_owned()),
        ("fromAddress", "\"TA1AtPt6bRfFgc4KuXJb9LrJrqxeXiaV2A\"".to_owned()),
        ("createTime", "\"2024-03-29 17:45:18\"".to_owned()),
        ("blockTime", (context.now_ms / 1000).saturating_sub(30).to_string()),
    ]);
    Draft { outer, inner: None }
}

fn four(material: &Material<'_>) -> (String, String, Vec<u8>) {
    (material.context.timestamp(), path(material), material.request.body.clone())
}

/// The path as the right signed bytes have it.
fn path(material: &Material<'_>) -> String {
    let around = material.context.timestamp().len() + "POST".len();
    let end = material.signed.len() - material.request.body.len();
    String::from_utf8_lossy(material.signed.get(around..end).unwrap_or_default()).into_owned()
}

const PARTS: &str = "sign timestamp, POST, path of the notify address and raw body, with nothing between them";

fn mistakes() -> Vec<Mistake> {
    let mut all = raw_body("description");
    all.extend(mac(Hash::Sha256, false));
    all.extend(secret(|key, bytes| hmac(Hash::Sha256, key, bytes)));
    all.extend([
        Mistake::new(
            "lower-case-method",
            "the method is signed in lower case",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), b"post", p.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "milliseconds",
            "the timestamp is signed in milliseconds",
            "the timestamp is in seconds, as in the header",
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), b"000", b"POST", p.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "line-feeds-between",
            "line feeds stand between the parts",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), b"\n", b"POST", b"\n", p.as_bytes(), b"\n", &b])
            }),
        ),
        Mistake::new(
            "method-first",
            "the method comes before the timestamp",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[b"POST", p.as_bytes(), t.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "api-prefix",
            "the path is signed with /api/mer in front",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), b"POST/api/mer", p.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "trailing-slash",
            "the path is signed with a slash behind",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), b"POST", p.as_bytes(), b"/", &b])
            }),
        ),
        Mistake::new(
            "sorted-values",
            "the body is signed as sorted name=value pairs",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, _) = four(material);
                joined(&[t.as_bytes(), b"POST", p.as_bytes(), super::pairs(&material.draft.outer, "=", "&").as_bytes()])
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
            PARTS,
            Signing::bytes(|material| {
                let (_, p, b) = four(material);
                joined(&[b"POST", p.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "method-left-out",
            "the method is not signed",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, b) = four(material);
                joined(&[t.as_bytes(), p.as_bytes(), &b])
            }),
        ),
        Mistake::new(
            "body-left-out",
            "the body is not signed",
            PARTS,
            Signing::bytes(|material| {
                let (t, p, _) = four(material);
                joined(&[t.as_bytes(), b"POST", p.as_bytes()])
            }),
        ),
        Mistake::new(
            "body-only",
            "only the body is signed",
            PARTS,
            Signing::bytes(|material| material.request.body.clone()),
        ),
    ]
}

/// The four parts are not separated, so bytes can move from one to the next under the same signature.
fn recuts() -> Vec<Recut> {
    vec![
        Recut {
            slug: "body-moved-into-query",
            title: "the body stands at the end of the request line instead, the body is empty",
            refusable: true,
            recipe: Recipe::of(KIT.paid()).tamper(|request, _| {
                let moved = String::from_utf8_lossy(&request.body).replace(' ', "%20");
                request.target.push_str(&moved);
                request.body.clear();
            }),
        },
        Recut {
            slug: "timestamp-digit-moved-into-method",
            title: "the last digit of the timestamp stands before the method",
            refusable: true,
            recipe: Recipe::of(KIT.paid()).tamper(|request, context| {
                let timestamp = context.timestamp();
                let (front, last) = timestamp.split_at(timestamp.len() - 1);
                request.method = format!("{last}POST");
                request.headers.set("X-PAY-TIMESTAMP", front);
            }),
        },
        Recut {
            slug: "query-moved-into-body",
            title: "signed for an address that ends in ?order=, whose query now stands before the body",
            refusable: true,
            recipe: Recipe::of(KIT.paid())
                .signing(Signing::bytes(|material| {
                    let mut request = material.request.clone();
                    request.body.splice(0..0, *b"?order=");
                    signed_bytes(material.context, &request, None).unwrap_or_default()
                }))
                .tamper(|request, _| {
                    request.body.splice(0..0, *b"?order=");
                }),
        },
    ]
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}
