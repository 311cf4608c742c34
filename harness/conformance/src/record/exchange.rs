//! What went by as the project's own recording.

use counterfoil_formats::exchange::{Exchange, Loss, RecordedRequest, RecordedResponse};

use super::{Body, Recorded, SeenRequest, SeenResponse};

impl Recorded {
    /// The exchange of that name. Target, headers and bodies are exact; a body that was cut says so.
    #[must_use]
    pub fn into_exchange(self, id: String) -> Exchange {
        Exchange {
            id,
            at: self.at.try_into().ok(),
            took_us: Some(u64::try_from(self.took.as_micros()).unwrap_or(u64::MAX)),
            request: self.request.into(),
            response: self.response.map(RecordedResponse::from),
            failure: self.failure,
            ..Exchange::default()
        }
    }
}

impl From<SeenRequest> for RecordedRequest {
    fn from(seen: SeenRequest) -> Self {
        let SeenRequest { method, target, headers, body, .. } = seen;
        let lost = lost(&body);
        Self { method, target, headers, body: body.bytes, lost, ..Self::default() }
    }
}

impl From<SeenResponse> for RecordedResponse {
    fn from(seen: SeenResponse) -> Self {
        let SeenResponse { status, reason, headers, body, .. } = seen;
        let lost = lost(&body);
        Self { status, reason, headers, body: body.bytes, lost, ..Self::default() }
    }
}

fn lost(body: &Body) -> Vec<Loss> {
    body.cut.map(|_| Loss::BodyCut).into_iter().collect()
}
