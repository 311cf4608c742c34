//! Other media types than application/json.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "content-type",
    title: "other media types than application/json",
    why: "a receiver that reads a form lets pages of other sites send messages, one that insists on a spelling loses genuine ones",
    right: "take application/json in any spelling, with or without a charset",
    source: "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
    level: Level::Robust,
    impact: Impact::Interop,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let typed = |value: &'static str| maker.paid().tamper(move |request, _| request.headers.set("Content-Type", value));
    vec![
        maker.accept("with-charset", "application/json; charset=utf-8", typed("application/json; charset=utf-8")),
        maker.accept("upper-case", "APPLICATION/JSON", typed("APPLICATION/JSON")),
        maker.observe(
            "missing",
            "no Content-Type",
            maker.paid().tamper(|request, _| request.headers.remove("Content-Type")),
        ),
        maker.observe("text-plain", "text/plain", typed("text/plain")),
        maker.observe(
            "other-charset",
            "application/json; charset=iso-8859-1",
            typed("application/json; charset=iso-8859-1"),
        ),
        maker
            .refuse(
                "form",
                "the members as a form, under the signature of the message",
                maker.paid().tamper(|request, _| {
                    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
                    let object: serde_json::Value = serde_json::from_slice(&request.body).unwrap_or_default();
                    let mut form = url::form_urlencoded::Serializer::new(String::new());
                    for (name, value) in object.as_object().into_iter().flatten() {
                        form.append_pair(name, &value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                    }
                    request.body = form.finish().into_bytes();
                }),
            )
            .costing(Impact::AuthBypass),
    ]
}
