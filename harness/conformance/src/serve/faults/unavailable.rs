//! CLI-06: not now.

use core::time::Duration;

use super::{Fault, Scene, Stays};
use crate::serve::rules;
use crate::serve::wire::Reply;

/// What `Retry-After` asks for.
const WAIT: Duration = Duration::from_secs(1);
const WAIT_MS: u64 = 1_000;

const PLAIN: Fault = Fault {
    cli: "CLI-06",
    family: &rules::CLIENT_RETRY,
    stays: Stays::For(WAIT),
    judge: |aftermath| aftermath.patient(WAIT_MS),
    ..Fault::PLAIN
};

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "too-many-requests",
        title: "state 429 with Retry-After: 1",
        play: |scene| later(scene, 429),
        ..PLAIN
    },
    Fault {
        slug: "service-unavailable",
        title: "state 503 with Retry-After: 1",
        play: |scene| later(scene, 503),
        ..PLAIN
    },
];

fn later(_: &Scene<'_>, status: u16) -> Reply {
    Reply::whole(status, &[("Content-Type", "text/plain"), ("Retry-After", "1")], "later")
}
