//! An answer as given.

use wiremock::{Request, Respond, ResponseTemplate};

/// These bytes: nothing is serialised again, so that a signature over them stays right.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    media_type: String,
    body: Vec<u8>,
}

impl Answer {
    /// Status 200 with a JSON text.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media_type: "application/json".to_owned(), body: body.into() }
    }

    /// Status 200 with plain text.
    pub fn text(body: impl Into<Vec<u8>>) -> Self {
        Self { media_type: "text/plain".to_owned(), ..Self::json(body) }
    }

    /// Another status, 100 to 999; any other number is sent as 500.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = if (100..1000).contains(&status) { status } else { 500 };
        self
    }
}

impl Respond for Answer {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        ResponseTemplate::new(self.status).set_body_raw(self.body.clone(), &self.media_type)
    }
}
