//! A connection that is used again and again, for those who send thousands of requests a second.

use core::fmt;
use core::time::Duration;
use std::time::Instant;

use counterfoil_protocol::wire::Request;

use super::http::{Endpoint, Stream, talk};
use super::{Answer, Failure};
use crate::framing::Framing;

/// A connection that is used again as long as the subject leaves it open.
pub struct Kept<'e> {
    endpoint: &'e Endpoint,
    stream: Option<Box<dyn Stream>>,
}

impl<'e> Kept<'e> {
    /// Connects when the first request is sent.
    #[must_use]
    pub fn new(endpoint: &'e Endpoint) -> Self {
        Self { endpoint, stream: None }
    }

    /// Sends one request and waits for the whole answer. A request in an odd form has a connection of its own, so that
    /// what it leaves behind does no harm to the next one.
    ///
    /// # Errors
    ///
    /// [`Failure`] where there is no whole answer within `limit`.
    pub async fn exchange(&mut self, request: &Request, framing: &Framing, limit: Duration) -> Result<Answer, Failure> {
        if request.method != "POST" || *framing != Framing::default() {
            return self.endpoint.exchange_as(request, framing, limit).await;
        }
        let kept = Framing { kept: true, ..Framing::default() };
        let bytes = kept.bytes(&self.endpoint.framed_as(request, &kept));
        let started = Instant::now();
        let done = tokio::time::timeout(limit, self.send(&bytes)).await;
        let answer = done.unwrap_or(Err(Failure::TimedOut(limit)))?;
        Ok(Answer { took: started.elapsed(), ..answer })
    }

    async fn send(&mut self, bytes: &[u8]) -> Result<Answer, Failure> {
        // A server may close what it left open a moment ago: only a connection of its own counts.
        if let Some(stream) = self.stream.take()
            && let Ok(answer) = self.talk(stream, bytes).await
        {
            return Ok(answer);
        }
        let stream = self.endpoint.connect().await?;
        self.talk(stream, bytes).await
    }

    async fn talk(&mut self, mut stream: Box<dyn Stream>, bytes: &[u8]) -> Result<Answer, Failure> {
        let (answer, again) = talk(&mut *stream, bytes, false).await?;
        self.stream = again.then_some(stream);
        Ok(answer)
    }
}

impl fmt::Debug for Kept<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept({})", self.endpoint.url)
    }
}
