//! What a request must be.

mod exact_body;
mod exact_header;
mod exact_target;
mod of_message;
mod signed_by;

pub use exact_body::ExactBody;
pub use exact_header::ExactHeader;
pub use exact_target::{ExactTarget, LostTarget};
pub use of_message::OfMessage;
pub use signed_by::SignedBy;
