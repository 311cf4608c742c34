//! One answer after the other.

use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};

use wiremock::{Request, Respond, ResponseTemplate};

/// The first request gets the first answer, the second the next; the last answer is given again and again.
///
/// For retries: an error, then success.
pub struct InTurn {
    answers: Vec<Box<dyn Respond>>,
    given: AtomicUsize,
}

impl InTurn {
    /// Begins with this answer.
    pub fn new(first: impl Respond + 'static) -> Self {
        Self { answers: vec![Box::new(first)], given: AtomicUsize::new(0) }
    }

    /// Goes on with this one.
    #[must_use]
    pub fn then(mut self, next: impl Respond + 'static) -> Self {
        self.answers.push(Box::new(next));
        self
    }
}

impl Respond for InTurn {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let turn = self.given.fetch_add(1, Ordering::Relaxed);
        let answer = self.answers.get(turn).or_else(|| self.answers.last());
        answer.map_or_else(|| ResponseTemplate::new(500), |answer| answer.respond(request))
    }
}

impl fmt::Debug for InTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InTurn").field("answers", &self.answers.len()).field("given", &self.given).finish()
    }
}
