//! What the merchant asks of GatePay.

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &[];
