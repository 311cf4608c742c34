//! Cregis: payment notify, every event.

use counterfoil_protocol::gateway::NestedForm;
use counterfoil_protocol::scheme::forge::{Hash, digest, hmac};

use super::{Kit, Recut, Sample, StatusMember, pairs, plain};
use crate::draft::{Draft, Escapes, Inner, Members, Style};
use crate::mistakes::{Mistake, secret};
use crate::render::{Context, Material, Recipe, SignatureText, Signing, signed_bytes};

pub(super) static KIT: Kit = Kit {
    gateway: "cregis",
    samples: &[
        Sample {
            message: MESSAGE,
            slug: "paid",
            credits: true,
            draft: |context| notify(context, "paid", paid(context, "paid")),
        },
        Sample {
            message: MESSAGE,
            slug: "expired",
            credits: false,
            draft: |context| notify(context, "expired", expired(context)),
        },
        Sample {
            message: MESSAGE,
            slug: "paid-partial",
            credits: false,
            draft: |context| notify(context, "paid_partial", paid(context, "paid_partial")),
        },
        Sample {
            message: MESSAGE,
            slug: "paid-over",
            credits: true,
            draft: |context| notify(context, "paid_over", paid(context, "paid_over")),
        },
        Sample {
            message: MESSAGE,
            slug: "refunded",
            credits: false,
            draft: |context| notify(context, "refunded", refunded(context)),
        },
        Sample {
            message: MESSAGE,
            slug: "paid-remain",
            credits: false,
            draft: |context| notify(context, "paid_remain", paid_remain(context)),
        },
        Sample {
            message: MESSAGE,
            slug: "partial-paid-older-spelling",
            credits: false,
            draft: |context| notify(context, "partial_paid", paid(context, "partial_paid")),
        },
        Sample {
            message: MESSAGE,
            slug: "overpaid-older-spelling",
            credits: true,
            draft: |context| notify(context, "overpaid", paid(context, "overpaid")),
        },
    ],
    amount: "pay_amount",
    text: "remark",
    status: StatusMember { name: "event_type", outer: true, unpaid: "\"expired\"", paid: "\"paid\"" },
    optional: "payer_email",
    required: "order_id",
    long_number: None,
    // The API key of the documentation's worked example.
    published_keys: &["f502a9ac9ca54327986f29c03b271491", "secret", "test"],
    public_id: "1382528827416576",
    mistakes,
    recuts,
    parts,
};

const MESSAGE: &str = "cregis/payment-order-notify";

fn notify(context: &Context<'_>, event_type: &str, data: Members) -> Draft {
    let outer = Members::of(&[
        ("event_name", "\"order\"".to_owned()),
        ("event_type", format!("\"{event_type}\"")),
        ("data", "null".to_owned()),
        ("pid", "1382528827416576".to_owned()),
        ("nonce", format!("\"{}\"", context.nonce())),
        ("timestamp", context.timestamp()),
    ]);
    let form = if context.readings.choice("data") == "object" { NestedForm::Object } else { NestedForm::Text };
    Draft {
        outer,
        inner: Some(Inner { member: "data", form, document: data, escapes: Escapes::Needed, instead: None }),
    }
}

/// The documented example with fresh numbers.
fn paid(context: &Context<'_>, status: &str) -> Members {
    let created = context.now_ms.saturating_sub(60_000);
    Members::of(&[
        ("cregis_id", format!("\"po{}\"", context.gateway_id())),
        ("order_id", format!("\"{}\"", context.order())),
        ("receive_amount", "\"12.86\"".to_owned()),
        ("receive_currency", "\"USDT\"".to_owned()),
        ("pay_amount", "\"12.86\"".to_owned()),
        ("pay_currency", "\"USDT\"".to_owned()),
        ("order_amount", "\"100\"".to_owned()),
        ("order_currency", "\"HKD\"".to_owned()),
        ("exchange_rate", "\"0.1286\"".to_owned()),
        ("payment_address", "\"0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e\"".to_owned()),
        ("created_time", created.to_string()),
        ("cancel_time", "null".to_owned()),
        ("transact_time", (created + 310).to_string()),
        ("valid_time", "30".to_owned()),
        ("status", format!("\"{status}\"")),
        ("payer_id", "\"p_001\"".to_owned()),
        ("payer_name", "\"\"".to_owned()),
        ("payer_email", "\"test@mail.com\"".to_owned()),
        ("remark", "\"\u{8d2d}\u{4e70}\u{5546}\u{54c1}\"".to_owned()),
        ("tx_id", format!("\"0x0502f2bfd96cd0f55edea3343513940f3af7fe594eae7{:019}\"", context.serial)),
    ])
}

fn expired(context: &Context<'_>) -> Members {
    let created = context.now_ms.saturating_sub(1_800_000);
    Members::of(&[
        ("cregis_id", format!("\"po{}\"", context.gateway_id())),
        ("order_id", format!("\"{}\"", context.order())),
        ("order_amount", "\"100\"".to_owned()),
        ("order_currency", "\"HKD\"".to_owned()),
        ("created_time", created.to_string()),
        ("cancel_time", context.now_ms.to_string()),
        ("valid_time", "30".to_owned()),
        ("status", "\"expired\"".to_owned()),
        ("remark", "\"\"".to_owned()),
        ("payer_id", "\"p_001\"".to_owned()),
        ("payer_name", "\"\"".to_owned()),
        ("payer_email", "\"test@mail.com\"".to_owned()),
    ])
}

fn refunded(context: &Context<'_>) -> Members {
    let mut data = paid(context, "paid");
    for (name, raw) in [
        ("refund_requested", "\"yes\""),
        ("type", "\"1\""),
        ("refund_id", "1391751691788288"),
        ("refund_address", "\"0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e\""),
        ("refund_currency", "\"USDT-BEP20\""),
        ("refund_amount", "\"12.86\""),
        ("refund_fee", "\"0.5\""),
        ("actual_refund_amount", "\"12.36\""),
        ("refund_status", "\"1\""),
        ("refund_tx_id", "\"0x6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd\""),
    ] {
        data.set(name, raw);
    }
    data.set_text("refund_created_time", &context.now_ms.to_string());
    data.set_text("refund_transact_time", &context.now_ms.to_string());
    data
}

fn paid_remain(context: &Context<'_>) -> Members {
    let mut data = paid(context, "paid");
    data.set_text("additional_pay_currency", "USDT");
    data.set_text("additional_pay_amount", "2.00");
    data.set_text("additional_payment_address", "0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e");
    data.set_text("additional_payment_tx_id", "0x7dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd");
    data.set("additional_payment_transact_time", &context.now_ms.to_string());
    data
}

const RULE: &str =
    "MD5 of the key followed by sorted names and values with nothing between them; leave out sign, null and empty";

fn flat(material: &Material<'_>) -> Members {
    let mut outer = material.draft.outer.clone();
    if let Some(inner) = &material.draft.inner {
        outer.set(inner.member, &inner.value());
    }
    outer
}

fn mistakes() -> Vec<Mistake> {
    let mut all = secret(|key, bytes| digest(Hash::Md5, &[key, bytes].concat()));
    all.extend([
        Mistake::new(
            "pairs-with-ampersand",
            "name=value pairs joined with &",
            RULE,
            Signing::bytes(|material| pairs(&flat(material), "=", "&").into_bytes()),
        ),
        Mistake::new(
            "pairs-with-ampersand-and-key-behind",
            "name=value pairs joined with &, then &key= and the key, the habit of other gateways",
            RULE,
            Signing {
                bytes: Some(std::sync::Arc::new(|material| pairs(&flat(material), "=", "&").into_bytes())),
                signer: Some(std::sync::Arc::new(|keys, bytes| {
                    digest(Hash::Md5, &[bytes, b"&key=", &keys.material].concat())
                })),
                ..Signing::default()
            },
        ),
        Mistake::new(
            "key-behind",
            "the key comes after the parameters",
            RULE,
            Signing::signer(|keys, bytes| digest(Hash::Md5, &[bytes, &keys.material].concat())),
        ),
        Mistake::new(
            "no-key",
            "the key is not there at all",
            "check that the key is configured: an undefined key verifies forgeries",
            Signing::signer(|_, bytes| digest(Hash::Md5, bytes)),
        ),
        Mistake::new(
            "hmac-md5",
            "HMAC-MD5 instead of a plain digest",
            RULE,
            Signing::signer(|keys, bytes| hmac(Hash::Md5, &keys.material, bytes)),
        ),
        Mistake::new(
            "sha256",
            "SHA-256 instead of MD5",
            RULE,
            Signing::signer(|keys, bytes| digest(Hash::Sha256, &[&keys.material, bytes].concat())),
        ),
        Mistake::new(
            "wire-order",
            "members are joined in the order in which they came",
            RULE,
            Signing::bytes(|material| in_order(&flat(material), true).into_bytes()),
        ),
        Mistake::new(
            "values-only",
            "values without names",
            RULE,
            Signing::bytes(|material| {
                let mut outer = flat(material);
                outer.sort();
                outer.names().filter_map(|name| outer.get(&name).map(plain)).collect::<String>().into_bytes()
            }),
        ),
        Mistake::new(
            "empty-written-out",
            "empty members are signed too",
            RULE,
            Signing::bytes(|material| {
                let mut outer = flat(material);
                outer.sort();
                in_order(&outer, false).into_bytes()
            }),
        )
        .shown_by(|draft, _| draft.outer.set("note", "\"\"")),
        Mistake::new(
            "null-written-out",
            "null is signed as the word",
            RULE,
            Signing::bytes(|material| {
                let mut outer = flat(material);
                outer.sort();
                in_order(&outer, false).into_bytes()
            }),
        )
        .shown_by(|draft, _| draft.outer.set("note", "null")),
        Mistake::new(
            "data-re-serialised",
            "the inner document is parsed and written again before signing",
            "sign the text of `data` as received; parse it afterwards",
            Signing::draft(|draft, _| draft.order().style = Style::Compact),
        )
        .shown_by(|draft, _| draft.order().style = Style::Spaced),
        Mistake::new(
            "data-escaped",
            "the text of `data` is signed with its backslashes",
            "sign the decoded text of `data`",
            Signing::bytes(|material| {
                let inner = material.draft.inner.as_ref();
                let literal = inner.map(Inner::value).unwrap_or_default();
                let text = inner.map(|inner| inner.document.emit()).unwrap_or_default();
                String::from_utf8_lossy(material.signed).replace(&text, literal.trim_matches('"')).into_bytes()
            }),
        ),
        Mistake::new(
            "data-as-object-object",
            "`data` is signed as [object Object]",
            "sign the text of `data` as received",
            Signing::bytes(|material| {
                let text = material.draft.inner_text().unwrap_or_default();
                String::from_utf8_lossy(material.signed).replace(&text, "[object Object]").into_bytes()
            }),
        ),
        Mistake::new(
            "raw-body",
            "the raw body is signed",
            RULE,
            Signing::bytes(|material| material.request.body.clone()),
        ),
        Mistake::new(
            "pid-through-double",
            "numbers are written in exponent form, as Go prints a float64",
            "keep the text of numbers",
            Signing::bytes(|material| {
                String::from_utf8_lossy(material.signed)
                    .replace("1382528827416576", "1.382528827416576e+15")
                    .into_bytes()
            }),
        ),
        Mistake::new(
            "magic-digest",
            "0e and zeros, against a message whose right digest is 0e and other digits: equal as numbers",
            "compare texts, in constant time; == of PHP compares numbers where both look like one",
            Signing::encoder(|_| SignatureText::Text(format!("0e{}", "0".repeat(30)))),
        )
        .shown_by(magic),
        Mistake::new(
            "base64-instead-of-hex",
            "base64 instead of hex",
            "compare with the documented encoding only",
            Signing::encoder(|raw| SignatureText::Text(base64::Engine::encode(&base64::prelude::BASE64_STANDARD, raw))),
        ),
    ]);
    all
}

/// When the message of [`magic`] was made; its digest fits no other time.
const MAGIC_MS: u64 = 1_795_219_200_000;
/// Found by trying: with the TEST key the digest of [`magic`] is `0e` and 30 digits.
const MAGIC_NONCE: &str = "6zp5g3";

/// A fixed message whose right digest reads as zero to whoever compares numbers.
fn magic(draft: &mut Draft, context: &Context<'_>) {
    let fixed = Context { now_ms: MAGIC_MS, serial: 0, ..context.clone() };
    *draft = notify(&fixed, "paid", paid(&fixed, "paid"));
    draft.outer.set_text("nonce", MAGIC_NONCE);
}

fn in_order(members: &Members, drop_empty: bool) -> String {
    let pair = |name: String| {
        let raw = members.get(&name)?;
        let text = plain(raw);
        (!(drop_empty && (text.is_empty() || raw == "null"))).then(|| format!("{name}{text}"))
    };
    members.names().filter_map(pair).collect()
}

fn parts() -> Vec<Mistake> {
    fn left_out(name: &'static str) -> Signing {
        Signing::draft(move |draft, _| {
            draft.outer.remove(name);
            if draft.inner.as_ref().is_some_and(|inner| inner.member == name) {
                draft.inner = None;
            }
        })
    }
    vec![
        Mistake::new("event-name-left-out", "`event_name` is not signed", RULE, left_out("event_name")),
        Mistake::new("event-type-left-out", "`event_type` is not signed", RULE, left_out("event_type")),
        Mistake::new("data-left-out", "`data` is not signed", RULE, left_out("data")),
        Mistake::new("pid-left-out", "`pid` is not signed", RULE, left_out("pid")),
        Mistake::new("nonce-left-out", "`nonce` is not signed", RULE, left_out("nonce")),
        Mistake::new("timestamp-left-out", "`timestamp` is not signed", RULE, left_out("timestamp")),
    ]
}

/// Names and values have no separators under the signature, so their borders can move.
fn recuts() -> Vec<Recut> {
    vec![
        Recut {
            slug: "nonce-swallows-pid-and-timestamp",
            title: "pid and timestamp stand inside nonce, which removes the freshness check",
            refusable: true,
            recipe: moved(|draft, context| {
                let nonce = format!("{}pid1382528827416576timestamp{}", context.nonce(), context.timestamp());
                draft.outer.set_text("nonce", &nonce);
                draft.outer.remove("pid");
                draft.outer.remove("timestamp");
            }),
        },
        Recut {
            slug: "event-folded-into-data",
            title: "event_name and event_type stand at the end of data and are empty themselves",
            refusable: true,
            recipe: moved(|draft, _| {
                let text = draft.inner_text().unwrap_or_default();
                if let Some(inner) = &mut draft.inner {
                    inner.instead =
                        Some(crate::draft::quote(&format!("{text}event_nameorderevent_typepaid"), Escapes::Needed));
                }
                draft.outer.set_text("event_name", "");
                draft.outer.set("event_type", "null");
            }),
        },
        Recut {
            slug: "event-type-swallows-nonce",
            title: "nonce and pid stand inside event_type",
            refusable: true,
            recipe: moved(|draft, context| {
                draft.outer.set_text("event_type", &format!("paidnonce{}pid1382528827416576", context.nonce()));
                draft.outer.remove("nonce");
                draft.outer.remove("pid");
            }),
        },
        Recut {
            slug: "name-takes-letter-of-value",
            title: "the last letter of event_name's value moves into the next name",
            refusable: true,
            recipe: moved(|draft, _| {
                draft.outer.set_text("event_name", "orde");
                draft.outer.rename("event_type", "\"revent_type\"");
            }),
        },
        Recut {
            slug: "length-extension",
            title: "a genuine signature extended by MD5 padding and one more member, without the key",
            refusable: true,
            recipe: length_extension(),
        },
        Recut {
            slug: "empty-members-added",
            title: "members that are null or empty are added: the signature cannot tell",
            refusable: false,
            recipe: moved(|draft, _| {
                draft.outer.set("memo", "\"\"");
                draft.outer.set("note", "null");
            }),
        },
        Recut {
            slug: "number-sent-as-string",
            title: "pid is a string: the signature does not cover types",
            refusable: false,
            recipe: moved(|draft, _| draft.outer.set("pid", "\"1382528827416576\"")),
        },
    ]
}

/// What an attacker computes from a genuine signature alone: the digest goes on behind its own padding.
///
/// Works only where bytes that are not UTF-8 are hashed. RFC 1321, section 3.1 and 3.2.
fn length_extension() -> Recipe {
    let padding = |keys: &crate::keys::Keys, signed: usize| {
        let length = keys.material.len() + signed;
        let zeros = (119 - length % 64) % 64;
        [&[0x80][..], &vec![0; zeros], &(length as u64 * 8).to_le_bytes()].concat()
    };
    let signing = Signing::bytes(move |material| {
        [material.signed, &padding(material.context.keys, material.signed.len()), b"zzz1"].concat()
    });
    Recipe::of(KIT.paid()).signing(signing).tamper(move |request, context| {
        let text = String::from_utf8_lossy(&request.body).into_owned();
        let signed = signed_bytes(context, request, Some(&text)).unwrap_or_default();
        let mut timestamp = format!("\"timestamp\":\"{}", context.timestamp()).into_bytes();
        for byte in padding(context.keys, signed.len()) {
            // Control characters must be escaped; the others stand there as they are.
            if byte < 0x20 { timestamp.extend(format!("\\u{byte:04x}").bytes()) } else { timestamp.push(byte) }
        }
        timestamp.extend_from_slice(b"\",\"zzz\":\"1\"");
        let plain = format!("\"timestamp\":{}", context.timestamp());
        if let Some(at) = text.find(&plain) {
            request.body.splice(at..at + plain.len(), timestamp);
        }
    })
}

/// Signed as the genuine message, sent in another cut.
fn moved(cut: fn(&mut Draft, &Context<'_>)) -> Recipe {
    Recipe::of(KIT.paid()).edit(cut).signing(Signing::draft(|_, _| {}))
}

#[cfg(test)]
mod tests {
    use counterfoil_protocol::gateways::cregis::GATEWAY;
    use counterfoil_protocol::reading::Readings;

    use super::*;
    use crate::keys::Keys;
    use crate::render::render;

    #[test]
    fn the_magic_digest_reads_as_zero_under_the_test_key() {
        let keys = Keys::test(&GATEWAY);
        let context = Context {
            gateway: &GATEWAY,
            now_ms: 1,
            serial: 1,
            keys: &keys,
            readings: Readings::default_of(GATEWAY.readings),
            target: "/".to_owned(),
            notify_url: "http://127.0.0.1/".to_owned(),
        };
        let rendered = render(&Recipe::of(KIT.paid()).edit(magic), &context);
        let right = keys.signing.sign_text(&rendered.signed.into());
        assert!(right.starts_with("0e") && right[2..].bytes().all(|byte| byte.is_ascii_digit()), "{right}");
    }
}
