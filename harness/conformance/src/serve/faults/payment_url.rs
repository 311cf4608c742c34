//! CLI-08: addresses that lead the payer elsewhere. Each shape leads to a listener of its own.

use super::{Fault, Scene, Stays};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding};
use crate::serve::document::find;
use crate::serve::rules;
use crate::serve::wire::Reply;

/// Members that hold the address the payer is sent to.
const MEMBERS: [&str; 9] = [
    "paymentUrl",
    "payment_url",
    "checkoutUrl",
    "checkout_url",
    "cashierUrl",
    "redirectUrl",
    "location",
    "payData",
    "payUrl",
];

const PLAIN: Fault = Fault {
    cli: "CLI-08",
    family: &rules::CLIENT_PAYMENT_URL,
    keeps: true,
    stays: Stays::Once,
    trapped: true,
    applies: |scene| scene.creation.is_some() && scene.has(is_address),
    judge: not_followed,
    ..Fault::PLAIN
};

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "payment-url-other-host",
        title: "a payment address of another host",
        play: |scene| with(scene, &format!("http://{}/payment?apiSign=x", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-at-host",
        title: "a payment address that begins with @ and another host: what stood before it becomes a user name",
        play: |scene| with(scene, &format!("@{}/payment?apiSign=x", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-port",
        title: "a payment address that begins with another port",
        play: |scene| with(scene, &format!("{}/payment?apiSign=x", scene.trap.trim_start_matches(|c| c != ':'))),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-double-slash",
        title: "a payment address that begins with // and another host",
        play: |scene| with(scene, &format!("//{}/payment?apiSign=x", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-backslash",
        title: "a payment address that begins with /\\ and another host",
        play: |scene| with(scene, &format!("/\\{}/payment?apiSign=x", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-backslash-at-host",
        title: "a payment address that begins with \\@ and another host: parsers disagree on the host",
        play: |scene| with(scene, &format!("\\@{}/payment?apiSign=x", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-relative",
        title: "a payment address that is a path where it should be whole",
        // Pay Protocol documents a path: there it is no fault.
        applies: |scene| (PLAIN.applies)(scene) && MEMBERS.iter().any(|name| whole(scene, name)),
        play: |scene| with(scene, &format!("{}{}", crate::serve::pages::TRAP, scene.fabricated)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-javascript",
        title: "a payment address that is a script",
        play: |scene| with(scene, &format!("javascript:fetch('http://{}/payment')", scene.trap)),
        ..PLAIN
    },
    Fault {
        slug: "payment-url-line-break",
        title: "a payment address with a line break and a Location header behind it",
        play: |scene| {
            with(scene, &format!("/payment?apiSign=x\r\nLocation: http://{}/payment\r\nSet-Cookie: x=1", scene.trap))
        },
        ..PLAIN
    },
];

fn is_address(name: &str) -> bool {
    MEMBERS.contains(&name)
}

fn whole(scene: &Scene<'_>, name: &str) -> bool {
    find(scene.body, name).is_some_and(|address| address.starts_with("http"))
}

fn with(scene: &Scene<'_>, address: &str) -> Reply {
    let raw = serde_json::Value::from(address).to_string();
    Reply::json(200, scene.with(|name, _| is_address(name).then(|| raw.clone())))
}

fn not_followed(aftermath: &Aftermath<'_>) -> Finding {
    match aftermath.visits.first() {
        Some(visit) => {
            let what = visit.request.as_ref().map_or("a TLS handshake", |request| &*request.method);
            Finding::fail(Impact::Leak, format!("it was followed: {what} came to the other host"))
        }
        None => Finding::seen("not seen to be followed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order};
    use crate::serve::trap::Visit;
    use crate::verdict::Verdict;

    /// CLI-08: the client validates. That it was never followed does not show that it was refused.
    #[test]
    fn whoever_comes_has_followed() {
        assert_eq!(judged(&order("A", 0), [], |a| not_followed(&a)).verdict, Verdict::Observed);
        let visits = [Visit { request: None }];
        let came = judged(&order("A", 0), [], |a| not_followed(&Aftermath { visits: &visits, ..a }));
        assert_eq!(came.verdict, Verdict::Fail);
    }
}
