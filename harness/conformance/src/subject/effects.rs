//! What a callback did: asked of the subject itself.

use core::time::Duration;

use counterfoil_formats::config::Effects;
use counterfoil_protocol::wire::Request;

use super::Endpoint;

/// How often an order was credited; `None` where the answer does not say.
///
/// The address was checked when the configuration was read.
pub async fn credits(effects: &Effects, order: &str, limit: Duration) -> Option<u32> {
    let endpoint = Endpoint::parse(&effects.url.replace("{order}", order), true).ok()?;
    let request = Request { method: "GET".to_owned(), target: endpoint.target(), ..Request::default() };
    let answer = endpoint.exchange(&request, limit).await.ok()?;
    let value: serde_json::Value = serde_json::from_slice(&answer.body).ok()?;
    value.pointer(&effects.credits)?.as_u64()?.try_into().ok()
}
