//! CLI-04: connections that break and answers that are none.

use core::time::Duration;

use super::{Fault, Scene};
use crate::serve::wire::{End, Reply, head};

const PLAIN: Fault = Fault { cli: "CLI-04", ..Fault::PLAIN };
/// Between two bytes of an answer that dribbles.
const DRIP: Duration = Duration::from_millis(50);
/// Bytes of it before the connection is closed: three seconds.
const DRIPS: usize = 60;

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "reset",
        title: "the connection is reset instead of an answer",
        play: |_| Reply { pieces: Vec::new(), end: End::Reset, status: 0 },
        ..PLAIN
    },
    Fault {
        slug: "empty-answer",
        title: "the connection is closed instead of an answer",
        play: |_| Reply { pieces: Vec::new(), end: End::Close, status: 0 },
        ..PLAIN
    },
    Fault {
        slug: "broken-chunk",
        title: "a chunk that ends before its length",
        play: |scene| {
            let head = head(200, &[("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")], None);
            bytes(200, format!("{head}{:x}\r\n{}", scene.body.len() + 100, scene.body).into_bytes())
        },
        ..PLAIN
    },
    Fault {
        slug: "short-body",
        title: "half the body that Content-Length promises",
        play: |scene| {
            let head = head(200, &[("Content-Type", "application/json")], Some(scene.body.len().max(2)));
            let half = &scene.body.as_bytes()[..scene.body.len() / 2];
            bytes(200, [head.as_bytes(), half].concat())
        },
        ..PLAIN
    },
    Fault {
        slug: "random-bytes",
        title: "bytes that are no HTTP",
        play: |scene| bytes(0, noise(scene.now_ms)),
        ..PLAIN
    },
    Fault { slug: "dribble", title: "one byte each 50 ms for three seconds, then the end", play: dribble, ..PLAIN },
    Fault {
        slug: "silence",
        title: "no answer for as long as --slow says, then the end",
        play: |scene| Reply { pieces: vec![(scene.slow, Vec::new())], end: End::Close, status: 0 },
        ..PLAIN
    },
];

fn bytes(status: u16, bytes: Vec<u8>) -> Reply {
    Reply { pieces: vec![(Duration::ZERO, bytes)], end: End::Close, status }
}

fn dribble(scene: &Scene<'_>) -> Reply {
    let whole = Reply::json(200, scene.body);
    let pieces = whole.pieces.iter().flat_map(|(_, bytes)| bytes).take(DRIPS).map(|byte| (DRIP, vec![*byte]));
    Reply { pieces: pieces.collect(), ..whole }
}

/// A kilobyte that looks like nothing.
fn noise(seed: u64) -> Vec<u8> {
    let next = |state: &u64| Some(state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f));
    // The high bits are the good ones, and 0x80 is in no status line.
    core::iter::successors(Some(seed), next).take(1024).map(|state| (state >> 56).to_le_bytes()[0] | 0x80).collect()
}
