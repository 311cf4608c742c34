//! What is answered.

mod acknowledge;
mod answer;
mod documented_answer;
mod gateway_error;
mod in_turn;

pub use acknowledge::Acknowledge;
pub use answer::Answer;
pub use documented_answer::DocumentedAnswer;
pub use gateway_error::GatewayError;
pub use in_turn::InTurn;
