//! Pelago: fiat and crypto order notify.

use counterfoil_protocol::gateway::NestedForm;

use super::{Kit, Recut, Sample, StatusMember, pairs, plain};
use crate::draft::{Draft, Escapes, Inner, Members};
use crate::mistakes::{Mistake, rsa};
use crate::render::{Context, Recipe, Signing};

pub(super) static KIT: Kit = Kit {
    gateway: "pelago",
    samples: &[
        Sample { message: FIAT, slug: "fiat-success", credits: true, draft: |context| fiat(context, 2) },
        Sample { message: FIAT, slug: "fiat-create", credits: false, draft: |context| fiat(context, 0) },
        Sample { message: FIAT, slug: "fiat-pending", credits: false, draft: |context| fiat(context, 1) },
        Sample { message: FIAT, slug: "fiat-timeout", credits: false, draft: |context| fiat(context, 3) },
        Sample { message: FIAT, slug: "fiat-failed", credits: false, draft: |context| fiat(context, 4) },
        Sample { message: CRYPTO, slug: "crypto-success", credits: true, draft: |context| crypto(context, 1, 2) },
        Sample {
            message: CRYPTO,
            slug: "crypto-partially-paid",
            credits: false,
            draft: |context| crypto(context, 1, 1),
        },
        Sample { message: CRYPTO, slug: "crypto-pending", credits: false, draft: |context| crypto(context, 0, 0) },
        Sample { message: CRYPTO, slug: "crypto-timeout", credits: false, draft: |context| crypto(context, 2, 0) },
        Sample { message: CRYPTO, slug: "crypto-cancelled", credits: false, draft: |context| crypto(context, 3, 0) },
        Sample { message: CRYPTO, slug: "crypto-failed", credits: false, draft: |context| crypto(context, 4, 0) },
    ],
    amount: "orderAmount",
    text: "failedReason",
    status: StatusMember { name: "orderStatus", outer: false, unpaid: "3", paid: "2" },
    optional: "failedReason",
    required: "merchantOrderId",
    long_number: Some(("orderAmount", "100.10")),
    published_keys: &[],
    public_id: "10052",
    mistakes,
    recuts,
    parts: || Vec::<Mistake>::new(),
};

const FIAT: &str = "pelago/fiat-order-notify";
const CRYPTO: &str = "pelago/crypto-order-notify";

fn fiat(context: &Context<'_>, status: u32) -> Draft {
    let reason = if status < 3 { "null" } else { "\"order is timeout\"" };
    notify(Members::of(&[
        ("scenarioCode", "\"WECHAT_ONLINE_QRCODE\"".to_owned()),
        ("pelagoOrderId", format!("\"PO{}\"", context.gateway_id())),
        ("merchantOrderId", format!("\"{}\"", context.order())),
        ("orderAmount", "\"0.02\"".to_owned()),
        ("orderCurrency", "\"USD\"".to_owned()),
        ("orderCountry", "\"CN\"".to_owned()),
        ("orderStatus", status.to_string()),
        ("expireTime", "\"2026-01-21T03:46:52Z\"".to_owned()),
        ("paymentUrl", "\"https://cashier.example/?token=t1\"".to_owned()),
        ("failedReason", reason.to_owned()),
    ]))
}

/// The captured notification with fresh numbers.
fn crypto(context: &Context<'_>, status: u32, pay_status: u32) -> Draft {
    let paid = if pay_status == 2 { "998" } else { "0" };
    notify(Members::of(&[
        ("merchantId", "10052".to_owned()),
        ("merchantOrderId", format!("\"{}\"", context.order())),
        ("notifyUrl", "\"https://shop.example/?wc-api=wc_pelagopay_gateway\"".to_owned()),
        ("redirectUrl", "\"https://shop.example/order-received/2573/?key=wc_order_x\"".to_owned()),
        ("orderId", format!("\"CO{}\"", context.gateway_id())),
        ("tradeType", "null".to_owned()),
        ("orderStatus", status.to_string()),
        ("coinId", "\"ETHEREUM-USDC\"".to_owned()),
        ("amount", "\"998\"".to_owned()),
        ("address", "\"0x89c09b5A7Fccc91E8d241c7666d4d87d2596f5fC\"".to_owned()),
        ("paidAmount", format!("\"{paid}\"")),
        ("refundAmount", "\"0\"".to_owned()),
        ("payStatus", pay_status.to_string()),
        ("createTime", context.now_ms.saturating_sub(60_000).to_string()),
        ("closedTime", "null".to_owned()),
        ("refundTime", "null".to_owned()),
    ]))
}

fn notify(data: Members) -> Draft {
    let outer = Members::of(&[("data", "null".to_owned())]);
    let inner =
        Inner { member: "data", form: NestedForm::Object, document: data, escapes: Escapes::Needed, instead: None };
    Draft { outer, inner: Some(inner) }
}

const VALUES: &str =
    "sort the members of `data` by name, leave out null and empty ones, keep zero, join the bare values";

fn mistakes() -> Vec<Mistake> {
    let data = |draft: &Draft| draft.inner.as_ref().map(|inner| inner.document.clone()).unwrap_or_default();
    let mut all = rsa();
    all.extend([
        Mistake::new(
            "pairs-with-ampersand",
            "name=value pairs joined with &",
            VALUES,
            Signing::bytes(move |material| pairs(&data(material.draft), "=", "&").into_bytes()),
        ),
        Mistake::new(
            "names-and-values",
            "names and values without separators",
            VALUES,
            Signing::bytes(move |material| pairs(&data(material.draft), "", "").into_bytes()),
        ),
        Mistake::new(
            "values-with-separator",
            "values joined with &",
            VALUES,
            Signing::bytes(move |material| sorted_values(&data(material.draft), true).join("&").into_bytes()),
        ),
        Mistake::new(
            "raw-data",
            "the JSON text of `data` is signed",
            VALUES,
            Signing::bytes(move |material| data(material.draft).emit().into_bytes()),
        ),
        Mistake::new(
            "whole-body",
            "the whole body is signed",
            VALUES,
            Signing::bytes(|material| material.request.body.clone()),
        ),
        Mistake::new(
            "wire-order",
            "the values are joined in the order in which they came",
            VALUES,
            Signing::bytes(move |material| {
                values_of(&data(material.draft), |raw| value(raw, true)).concat().into_bytes()
            }),
        ),
        Mistake::new(
            "zero-left-out",
            "zero counts as empty",
            VALUES,
            Signing::bytes(move |material| {
                let kept = sorted_values(&data(material.draft), true);
                kept.into_iter().filter(|value| value != "0").collect::<String>().into_bytes()
            }),
        )
        .shown_by(|draft, _| draft.order().set("orderStatus", "0")),
        Mistake::new(
            "null-written-out",
            "null is signed as the word",
            VALUES,
            Signing::bytes(move |material| sorted_values(&data(material.draft), false).concat().into_bytes()),
        ),
        Mistake::new(
            "number-through-double",
            "numbers are read as doubles and written again",
            VALUES,
            Signing::bytes(|material| String::from_utf8_lossy(material.signed).replace("100.10", "100.1").into_bytes()),
        )
        .shown_by(|draft, _| draft.order().set("orderAmount", "100.10")),
        Mistake::new(
            "escaped-values",
            "strings are signed with their JSON escapes",
            VALUES,
            Signing::bytes(|material| String::from_utf8_lossy(material.signed).replace('/', "\\/").into_bytes()),
        )
        .shown_by(|draft, _| draft.order().set("paymentUrl", "\"https:\\/\\/cashier.example\\/?token=t1\"")),
    ]);
    all
}

fn sorted_values(data: &Members, drop_null: bool) -> Vec<String> {
    let mut sorted = data.clone();
    sorted.sort();
    values_of(&sorted, |raw| value(raw, drop_null))
}

fn values_of(data: &Members, value: impl Fn(&str) -> Option<String>) -> Vec<String> {
    data.names().filter_map(|name| value(data.get(&name)?)).collect()
}

fn value(raw: &str, drop_null: bool) -> Option<String> {
    let text = plain(raw);
    let empty = text.is_empty() || (raw == "null" && drop_null);
    (!empty).then_some(text)
}

/// Values have no names and no separators under the signature, so one string can be cut in many ways.
fn recuts() -> Vec<Recut> {
    vec![
        Recut {
            slug: "cancelled-crypto-read-as-paid",
            title: "a genuine cancelled order, cut so that orderStatus reads 1 and payStatus 2",
            refusable: true,
            recipe: recut(3, |draft, context| {
                let id = order_id(context);
                // The string to sign is kept: what is cut from one value is put in front of the next.
                let (front, back) = id.split_at(id.rfind('1').unwrap_or(2));
                let data = draft.order();
                data.set_text("orderId", front);
                data.set("orderStatus", "1");
                data.set_text("paidAmount", &format!("{}300https://shop.example/order-received/", &back[1..]));
                data.set("payStatus", "2");
                data.set_text("redirectUrl", "573/?key=wc_order_x");
                data.set_text("refundAmount", "0");
            }),
        },
        Recut {
            slug: "crypto-timeout-renamed-to-fiat",
            title: "a genuine crypto timeout (2) whose members are renamed so that it looks like a fiat success (2)",
            refusable: true,
            recipe: recut(2, |draft, _| {
                let data = draft.order();
                data.remove("paidAmount");
                data.remove("payStatus");
                data.set_text("pelagoOrderId", "00");
                data.remove("refundAmount");
                data.set_text("redirectUrl", "https://shop.example/order-received/2573/?key=wc_order_");
                data.set_text("scenarioCode", "x0");
            }),
        },
        Recut {
            slug: "everything-in-one-member",
            title: "the whole signed text stands in merchantOrderId",
            refusable: true,
            recipe: recut(3, |draft, _| {
                let text = sorted_values(draft.order(), true).concat();
                *draft.order() = Members::default();
                draft.order().set_text("merchantOrderId", &text);
            }),
        },
        Recut {
            slug: "unknown-member-swallows-the-rest",
            title: "a genuine cancelled order that reads as paid, what was cut off stands in an unknown member",
            // Every documented member is right: only an exact member set tells it.
            refusable: false,
            recipe: recut(3, |draft, context| {
                // Signed, as it was: …CO20250718|1|998|2|the rest|https://…
                let id = order_id(context);
                let data = draft.order();
                data.set_text("orderId", &id[..10]);
                data.set("orderStatus", "1");
                data.set_text("paidAmount", &id[11..14]);
                data.set("payStatus", "2");
                data.set_text("q", &format!("{}300", &id[15..]));
            }),
        },
        Recut {
            slug: "null-members-added",
            title: "members that are null or empty are added: the signature cannot tell",
            refusable: false,
            recipe: Recipe::of(KIT.paid())
                .edit(|draft, _| {
                    draft.order().set("note", "null");
                    draft.order().set("remark", "\"\"");
                })
                .signing(Signing::draft(|_, _| {})),
        },
    ]
}

/// An order number that can be cut into a shorter one, a paid status and the whole amount.
fn order_id(context: &Context<'_>) -> String {
    format!("CO2025071819982{:06}", context.serial % 1_000_000)
}

/// A crypto message in another cut, signed as the genuine one in that status.
fn recut(status: u32, cut: fn(&mut Draft, &Context<'_>)) -> Recipe {
    let genuine = move |draft: &mut Draft, context: &Context<'_>| {
        *draft = crypto(context, status, 0);
        draft.order().remove("createTime");
        draft.order().set_text("orderId", &order_id(context));
    };
    let edit = move |draft: &mut Draft, context: &Context<'_>| {
        genuine(draft, context);
        cut(draft, context);
    };
    Recipe::of(KIT.paid()).edit(edit).signing(Signing::draft(genuine))
}
