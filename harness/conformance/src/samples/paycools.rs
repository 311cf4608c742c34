//! PayCools: 3.2.3 payment notification.

use counterfoil_protocol::gateway::NestedForm;

use super::{Kit, Recut, Sample, StatusMember, pairs};
use crate::draft::{Draft, Escapes, Inner, Members, Style, quote};
use crate::mistakes::{Mistake, rsa};
use crate::render::{Context, Signing};

pub(super) static KIT: Kit = Kit {
    gateway: "paycools",
    samples: &[
        Sample {
            message: MESSAGE,
            slug: "completed",
            credits: true,
            draft: |context| payment(context, "order.payment.success", "COMPLETED"),
        },
        Sample { message: MESSAGE, slug: "failed", credits: false, draft: |context| failed(context) },
        Sample {
            message: MESSAGE,
            slug: "pending",
            credits: false,
            draft: |context| payment(context, "order.payment.success", "PENDING"),
        },
    ],
    amount: "amount",
    text: "remark",
    status: StatusMember { name: "transactionStatus", outer: false, unpaid: "\"FAILED\"", paid: "\"COMPLETED\"" },
    optional: "sign",
    required: "mchOrderId",
    long_number: Some(("amount", "9007199254740993")),
    published_keys: &[],
    public_id: "",
    mistakes,
    recuts: || Vec::<Recut>::new(),
    parts: || Vec::<Mistake>::new(),
};

const MESSAGE: &str = "paycools/payment-notification";

/// The seed page's example with fresh numbers; its inner `sign` is a residue that receivers must ignore.
fn payment(context: &Context<'_>, event: &str, status: &str) -> Draft {
    let param = Members::of(&[
        ("eventName", format!("\"{event}\"")),
        ("amount", "50000".to_owned()),
        ("channelCode", "\"ID_BCA_VA\"".to_owned()),
        ("mchOrderId", format!("\"{}\"", context.order())),
        ("createTime", "\"2023-01-01 09:38:06\"".to_owned()),
        ("remark", "\"test payment\"".to_owned()),
        ("sign", "\"xxxxxxxxxxxxx\"".to_owned()),
        ("returnTime", "\"2023-01-01 09:40:06\"".to_owned()),
        ("transactionId", format!("\"C{}\"", context.gateway_id())),
        ("transactionStatus", format!("\"{status}\"")),
    ]);
    let outer = Members::of(&[("param", "null".to_owned())]);
    let inner =
        Inner { member: "param", form: NestedForm::Text, document: param, escapes: Escapes::Needed, instead: None };
    Draft { outer, inner: Some(inner) }
}

fn failed(context: &Context<'_>) -> Draft {
    let mut draft = payment(context, "order.payment.failed", "FAILED");
    draft.order().set("failedCode", "-10004");
    draft.order().set_text("failedMessage", "channel rejected");
    draft
}

const TEXT: &str = "verify the text of `param` as it is after one JSON decoding of the body; parse it afterwards";

fn mistakes() -> Vec<Mistake> {
    let mut all = rsa();
    all.extend([
        Mistake::new(
            "escaped-text",
            "the text is signed with its backslashes, as it stands in the body",
            TEXT,
            Signing::bytes(|material| {
                let literal = material.draft.inner.as_ref().map(Inner::value).unwrap_or_default();
                literal.trim_matches('"').as_bytes().to_vec()
            }),
        ),
        Mistake::new(
            "quoted-text",
            "the JSON string is signed with its quotes",
            TEXT,
            Signing::bytes(|material| material.draft.inner.as_ref().map(Inner::value).unwrap_or_default().into_bytes()),
        ),
        Mistake::new(
            "re-serialised-compact",
            "the inner document is parsed and written again without white space",
            TEXT,
            Signing::draft(|draft, _| draft.order().style = Style::Compact),
        )
        .shown_by(|draft, _| draft.order().style = Style::Spaced),
        Mistake::new(
            "re-serialised-spaced",
            "the inner document is written again with blanks, as Python's json.dumps does",
            TEXT,
            Signing::draft(|draft, _| draft.order().style = Style::Spaced),
        ),
        Mistake::new(
            "re-serialised-sorted",
            "the inner members are sorted by name",
            TEXT,
            Signing::draft(|draft, _| draft.order().sort()),
        ),
        Mistake::new(
            "inner-sign-left-out",
            "the inner member `sign` is taken out before signing",
            TEXT,
            Signing::draft(|draft, _| draft.order().remove("sign")),
        ),
        Mistake::new(
            "sorted-pairs",
            "sorted name=value pairs with &, the rule of an older generation",
            TEXT,
            Signing::bytes(|material| {
                let mut param = material.draft.inner.as_ref().map(|inner| inner.document.clone()).unwrap_or_default();
                param.remove("sign");
                pairs(&param, "=", "&").into_bytes()
            }),
        ),
        Mistake::new(
            "app-id-and-param",
            "appId=…&param=… is signed",
            TEXT,
            Signing::bytes(|material| [b"appId=&param=", material.signed].concat()),
        ),
        Mistake::new(
            "whole-body",
            "the whole body is signed instead of `param`",
            TEXT,
            Signing::bytes(|material| material.request.body.clone()),
        ),
        Mistake::new(
            "ascii-text",
            "what is not ASCII is signed as \\uXXXX",
            TEXT,
            Signing::bytes(|material| {
                let text = String::from_utf8_lossy(material.signed);
                text.chars()
                    .map(|c| {
                        if c.is_ascii() {
                            c.to_string()
                        } else {
                            quote(&c.to_string(), Escapes::Ascii).trim_matches('"').to_owned()
                        }
                    })
                    .collect::<String>()
                    .into_bytes()
            }),
        )
        .shown_by(|draft, _| draft.order().set_text("remark", "caf\u{e9}")),
    ]);
    all
}
