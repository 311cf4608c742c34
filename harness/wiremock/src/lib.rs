//! Matchers and responders for people who test with [`wiremock`]: payment gateways' messages by their bytes.
//!
//! * [`matchers`]: [`SignedBy`], [`OfMessage`], [`ExactBody`], [`ExactTarget`], [`ExactHeader`].
//! * [`responders`]: [`DocumentedAnswer`], [`GatewayError`], [`Acknowledge`], [`Answer`], [`InTurn`].
//! * [`seen`]: a request as `wiremock` shows it, and what it has lost by then.
//! * [`protocol`]: the reference that they rest on.
//!
//! # A gateway for a client under test
//!
//! The client is pointed at the mock. What it signs wrongly fits no mock: it gets 404, and the expectation fails.
//!
//! ```
//! use counterfoil_wiremock::protocol::gateways::gatepay;
//! use counterfoil_wiremock::{DocumentedAnswer, GatewayError, InTurn, OfMessage, SignedBy};
//! use wiremock::{Mock, MockServer};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! const SECRET: &str = "TEST-not-a-secret";
//! let signed = SignedBy::new(&gatepay::GATEWAY, SECRET)?;
//! let busy_once = InTurn::new(GatewayError::new(&gatepay::GATEWAY, "400000").with_status(500))
//!     .then(DocumentedAnswer::to("gatepay/create-order")?);
//!
//! let gateway = MockServer::start().await;
//! Mock::given(signed.clone())
//!     .and(OfMessage::new("gatepay/create-order")?)
//!     .respond_with(busy_once)
//!     .expect(2)
//!     .mount(&gateway)
//!     .await;
//!
//! let client = my_shop::Client::new(&gateway.uri(), SECRET);
//! assert!(client.create_order("ORDER-1").await.contains("SUCCESS"));
//!
//! // Why a request did not match: `wiremock` says only that it did not.
//! for request in gateway.received_requests().await.unwrap_or_default() {
//!     signed.explain(&request)?;
//! }
//! # Ok(())
//! # }
//! # mod my_shop {
//! #     use counterfoil_wiremock::protocol::{call::*, gateways::gatepay, message::Message, reading::Readings, scheme::*};
//! #     use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
//! #     pub struct Client { address: String, key: SigningKey }
//! #     impl Client {
//! #         pub fn new(uri: &str, secret: &str) -> Self {
//! #             let address = uri.trim_start_matches("http://").to_owned();
//! #             let key = gatepay::GATEWAY.scheme.signing_key(secret.as_bytes(), KeyPolicy::DEFAULT);
//! #             Self { address, key: key.expect("a secret") }
//! #         }
//! #         pub async fn create_order(&self, _order: &str) -> String {
//! #             let mut answer = String::new();
//! #             for _attempt in 0..2 {
//! #                 answer = self.send().await;
//! #                 if answer.starts_with("HTTP/1.1 200") { break; }
//! #             }
//! #             answer
//! #         }
//! #         async fn send(&self) -> String {
//! #             let gateway = &gatepay::GATEWAY;
//! #             let readings = Readings::default_of(gateway.readings);
//! #             let caller = Caller { gateway, readings, key: &self.key, key_name: "client-1" };
//! #             let find = |message: &&&'static Message| message.id == "gatepay/create-order";
//! #             let message: &'static Message = gateway.requests.iter().find(find).expect("documented");
//! #             let fresh = Fresh { now_ms: 1_767_225_600_000, nonce: "0123456789abcdef" };
//! #             let parameters = sample_parameters(gateway, message);
//! #             let request = caller.request(message, &parameters, fresh).expect("signed").request;
//! #             let mut text = format!("POST {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n", request.target).into_bytes();
//! #             for (name, value) in request.headers.iter() {
//! #                 text.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
//! #             }
//! #             text.extend(format!("Content-Length: {}\r\n\r\n", request.body.len()).into_bytes());
//! #             text.extend(request.body);
//! #             let mut stream = tokio::net::TcpStream::connect(&self.address).await.expect("mock");
//! #             stream.write_all(&text).await.expect("sent");
//! #             let mut answer = String::new();
//! #             stream.read_to_string(&mut answer).await.expect("answered");
//! #             answer
//! #         }
//! #     }
//! # }
//! ```
//!
//! # A merchant for a callback sender
//!
//! ```
//! # use counterfoil_wiremock::protocol::gateways::gatepay;
//! # use counterfoil_wiremock::{Acknowledge, ExactTarget, SignedBy};
//! # use wiremock::{Mock, MockServer};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let merchant = MockServer::start().await;
//! Mock::given(SignedBy::new(&gatepay::GATEWAY, "TEST-not-a-secret")?.callback())
//!     .and(ExactTarget::new("/notify?shop=1")?)
//!     .respond_with(Acknowledge::new(&gatepay::GATEWAY))
//!     .mount(&merchant)
//!     .await;
//! # Ok(())
//! # }
//! ```

pub mod matchers;
pub mod responders;
pub mod seen;
mod unknown;

pub use counterfoil_protocol as protocol;

pub use crate::matchers::{ExactBody, ExactHeader, ExactTarget, LostTarget, OfMessage, SignedBy};
pub use crate::responders::{Acknowledge, Answer, DocumentedAnswer, GatewayError, InTurn};
pub use crate::seen::wire_request;
pub use crate::unknown::UnknownMessage;
