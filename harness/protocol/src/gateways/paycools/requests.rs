//! What the merchant asks of PayCools.

use crate::message::Message;

/// All requests.
pub const ALL: &[&Message] = &[];
