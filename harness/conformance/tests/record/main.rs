//! The tap between two scripted parties over real sockets: what arrives is what was sent, and what is told is true.

mod bytes;
mod ends;
mod many;
mod support;
