//! What a gateway wants to hear.

/// What the gateway counts as delivered: status 200 and one of these bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Text, compared without surrounding white space.
    Text {
        /// The right ones; the reference sends the first.
        words: &'static [&'static str],
    },
    /// JSON, compared by value.
    Json {
        /// The right ones; the reference sends the first.
        documents: &'static [&'static str],
    },
    /// Text or JSON: pages disagree.
    Either {
        /// Right as text; the reference sends the first.
        words: &'static [&'static str],
        /// Right as JSON.
        documents: &'static [&'static str],
    },
    /// Text: the callback asks, and the receiver decides.
    Decision {
        /// Lets it go on; the reference sends the first.
        words: &'static [&'static str],
        /// Stops it, and is as good an answer.
        refusals: &'static [&'static str],
    },
}

impl Acknowledgement {
    /// What the reference answers: media type and body.
    #[must_use]
    pub fn answer(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text { words } | Self::Either { words, .. } | Self::Decision { words, .. } => {
                ("text/plain", words[0])
            }
            Self::Json { documents } => ("application/json", documents[0]),
        }
    }

    /// The texts that are right.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Text { words } | Self::Either { words, .. } | Self::Decision { words, .. } => words,
            Self::Json { .. } => &[],
        }
    }

    /// The JSON documents that are right.
    #[must_use]
    pub fn documents(&self) -> &'static [&'static str] {
        match self {
            Self::Json { documents } | Self::Either { documents, .. } => documents,
            Self::Text { .. } | Self::Decision { .. } => &[],
        }
    }

    /// The texts that stop what the callback asks for.
    #[must_use]
    pub fn refusals(&self) -> &'static [&'static str] {
        match self {
            Self::Decision { refusals, .. } => refusals,
            Self::Text { .. } | Self::Json { .. } | Self::Either { .. } => &[],
        }
    }

    /// Whether the body stops what the callback asks for, in the documented words.
    #[must_use]
    pub fn declines(&self, body: &[u8]) -> bool {
        core::str::from_utf8(body).is_ok_and(|text| self.refusals().contains(&text.trim()))
    }

    /// Whether the body acknowledges.
    #[must_use]
    pub fn accepts(&self, body: &[u8]) -> bool {
        let Ok(text) = core::str::from_utf8(body) else { return false };
        self.words().contains(&text.trim()) || self.accepts_json(text)
    }

    fn accepts_json(&self, text: &str) -> bool {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else { return false };
        self.documents()
            .iter()
            .any(|document| serde_json::from_str(document).is_ok_and(|right: serde_json::Value| right == value))
    }

    /// Whether the body means to acknowledge, in other words than documented.
    ///
    /// The right word in another case, in quotes, or as one value of a JSON object.
    #[must_use]
    pub fn resembles(&self, body: &[u8]) -> bool {
        if self.accepts(body) {
            return false;
        }
        let text = String::from_utf8_lossy(body).trim_start_matches('\u{feff}').trim().to_lowercase();
        let bare = text.trim_matches(|c: char| c == '"' || c == '\'' || c == '.' || c == '!' || c.is_whitespace());
        matches!(bare, "success" | "ok" | "succeed") || json_says_success(&text)
    }
}

/// A small JSON object with a member whose whole value is the word.
fn json_says_success(text: &str) -> bool {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_str(text) else { return false };
    members.iter().any(|(name, value)| match value {
        serde_json::Value::String(word) => matches!(word.as_str(), "success" | "ok" | "succeed"),
        serde_json::Value::Bool(yes) => *yes && name == "success",
        _ => false,
    })
}
