//! What the merchant asks of Cregis.

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &[];
