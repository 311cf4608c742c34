//! What the merchant asks of Pelago.

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &[];
