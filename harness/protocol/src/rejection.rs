//! Why a message was refused: code, stage, place, expected, found.

use core::fmt;
use std::borrow::Cow;

/// Which step refused. In the order in which the receiver takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The HTTP request: method, size.
    Transport,
    /// Bytes to structure.
    Wire,
    /// Finding the signature and what it covers.
    Locate,
    /// The signature itself.
    Verify,
    /// The timestamp against the declared window.
    Freshness,
    /// The message against its table.
    Parse,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Transport => "transport",
            Self::Wire => "wire",
            Self::Locate => "locate",
            Self::Verify => "verify",
            Self::Freshness => "freshness",
            Self::Parse => "parse",
        })
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal, $stage:ident;)+) => {
        /// What is wrong, as a stable word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the stages.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word printed in reports and accepted by `counterfoil explain`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The step that gives this code.
            #[must_use]
            pub fn stage(self) -> Stage {
                match self { $(Self::$variant => Stage::$stage,)+ }
            }

            /// One sentence: what the code means.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// The method is not POST.
    Method => "method", Transport;
    /// The body is larger than the limit.
    TooLarge => "too-large", Transport;
    /// The body is not valid UTF-8, or begins with a byte order mark.
    Encoding => "encoding", Wire;
    /// The body, or the document inside a string, is not JSON.
    Malformed => "malformed", Wire;
    /// An object or array is nested deeper than the limit.
    TooDeep => "too-deep", Wire;
    /// Two members of one object have the same name.
    DuplicateMember => "duplicate-member", Wire;
    /// A header or member that carries the signature or a signed part is missing.
    Missing => "missing", Locate;
    /// A header that may occur once occurs twice.
    DuplicateHeader => "duplicate-header", Locate;
    /// A signed part has another shape than documented: a timestamp that is not digits, a value that cannot be signed.
    Shape => "shape", Locate;
    /// The signature is not in the documented encoding or has the wrong length.
    SignatureEncoding => "signature-encoding", Verify;
    /// The signature does not match the signed bytes under this key.
    SignatureMismatch => "signature-mismatch", Verify;
    /// The timestamp is older than the declared window.
    Stale => "stale", Freshness;
    /// The timestamp is further in the future than the declared window.
    Future => "future", Freshness;
    /// A member that the message must have is missing.
    MissingMember => "missing-member", Parse;
    /// A member has another JSON type or form than its table allows.
    MemberKind => "member-kind", Parse;
    /// A member that no document names carries a value, where the signature does not cover borders between values.
    UnknownMember => "unknown-member", Parse;
    /// The member set fits no message that this address receives, or fits two.
    UnknownMessage => "unknown-message", Parse;
}

/// One refusal, with everything a tired person needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// What is wrong.
    pub code: Code,
    /// Where: `header X-PAY-SIGN`, a JSON pointer, `body`, `byte 17` of it, `/data→/amount` for nested documents.
    pub place: Cow<'static, str>,
    /// What the rule asks for.
    pub expected: Cow<'static, str>,
    /// What came; never a secret or an expected signature.
    pub found: Cow<'static, str>,
}

impl Rejection {
    /// Puts one together.
    pub fn new(
        code: Code,
        place: impl Into<Cow<'static, str>>,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { code, place: place.into(), expected: expected.into(), found: found.into() }
    }

    /// The step that refused.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.code.stage()
    }

    /// The same rejection seen from outside: `place` becomes `outer→place`.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.place = format!("{outer}→{}", self.place).into();
        self
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, place, expected, found } = self;
        write!(f, "{} at {place}: expected {expected}, found {found} (stage {})", code.name(), code.stage())
    }
}

impl core::error::Error for Rejection {}

/// Shortens foreign text for an error message: one line, at most 60 characters, invisible characters escaped.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().take(60) {
        match character {
            // Quotes are most of JSON: escaped they would hide it.
            '"' | '\'' | '\\' => out.push(character),
            _ => out.extend(character.escape_debug()),
        }
    }
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
