//! One request with its response, as bytes: the project's own recording.
//!
//! One JSON object, in a `.json` file of its own or as one line of a `.jsonl` file; the schema is
//! `corpus/schemas/exchange.json`. Header values and bodies are strings where they are UTF-8, and `{"base64": "…"}` where
//! they are not: either way the bytes come back as they were.
//!
//! ```
//! use counterfoil_formats::exchange::{Exchange, Fidelity, read, to_line};
//!
//! let line = r#"{"format":1,"id":"a","request":{"method":"POST","target":"/notify","headers":[["X-PAY-SIGN","a="]],
//!     "body":{"base64":"/w=="},"fidelity":"exact"},"response":null,"failure":"closed before an answer"}"#;
//! let exchange = read(line.as_bytes()).unwrap();
//! assert_eq!(exchange.request.body, [0xff]);
//! assert!(exchange.request.fidelity().can_prove_signature());
//! assert_eq!(read(to_line(&exchange).as_bytes()).unwrap(), exchange);
//! ```

mod fidelity;
mod lines;
mod model;
mod read;
mod write;

pub use crate::members::Extra;
pub use fidelity::{Fidelity, Loss};
pub use lines::{Line, lines};
pub use model::{CaseContext, CaseRecord, Direction, Exchange, Keys, Origin, RecordedRequest, RecordedResponse};
pub use read::read;
pub use write::{to_file, to_line};

/// The version of this format.
pub const FORMAT: u32 = 1;

/// The schema's file, below the folder of the corpus. Written by hand.
pub const SCHEMA_FILE: &str = "schemas/exchange.json";
