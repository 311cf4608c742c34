//! A tap between two parties: forwards every byte unchanged, and tells what was said.
//!
//! ```text
//! client ──▶ pump ──▶ target        forwards first,
//!              └────▶ Conversation  then reads a copy ──▶ Recorded
//! ```
//!
//! * [`Tap`]: listens, connects, pumps.
//! * [`Recorded`]: one request with its answer, as bytes.
//! * [`Folder`]: a file per exchange.
//!
//! HTTP/1 over plain TCP is read. What is not HTTP/1 (TLS, HTTP/2, what follows a CONNECT or an upgrade) is forwarded
//! and not recorded, and [`Told::Unrecorded`] says so.

mod body;
mod budget;
mod conversation;
mod exchange;
mod folder;
mod framing;
mod head;
mod pump;
mod recorded;
mod tap;

pub use self::folder::Folder;
pub use self::recorded::{Body, Recorded, SeenRequest, SeenResponse, Told};
pub use self::tap::{Counts, Tap};
