//! A case: what is sent and what must happen.

use core::fmt;

use counterfoil_protocol::gateway::Gateway;

use crate::render::Recipe;

/// What is sent and what must happen.
#[derive(Clone, Debug)]
pub struct Case {
    /// `gateway/family/slug`; the slug says what is sent, never the verdict.
    pub id: String,
    /// Grows when bytes or verdict change.
    pub rev: u32,
    /// Whose message.
    pub gateway: &'static Gateway,
    /// The family's name.
    pub family: &'static str,
    /// The id of the message sent.
    pub message: &'static str,
    /// What a failure shows.
    pub level: Level,
    /// What a failure costs.
    pub impact: Impact,
    /// Whether an implementation can do anything about it.
    pub class: Class,
    /// What must happen.
    pub expect: Expect,
    /// What is sent, in one sentence.
    pub title: String,
    /// The valid case it differs from in one point.
    pub twin: Option<String>,
    /// What happens to the order; seen only with effects.
    pub effect: Effect,
    /// The reading under which this would be a genuine message: a subject that follows it is only observed.
    pub genuine_under: Option<(&'static str, &'static str)>,
    /// The requests to send, in order; the last one is judged.
    pub steps: Vec<Recipe>,
}

/// How much a receiver gets right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 1: forgeries are refused, genuine messages are taken.
    Authentic = 1,
    /// 2: odd and broken input does no harm.
    Robust = 2,
    /// 3: each event counts once.
    Once = 3,
    /// 4: the right amount, currency and order.
    Money = 4,
}

/// What a failure costs. Never more than what was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// A forged message was acknowledged.
    AuthBypass,
    /// Money is credited or lost.
    Money,
    /// An old message counts again.
    Replay,
    /// The receiver stops or stalls.
    Dos,
    /// A secret shows.
    Leak,
    /// Genuine messages are lost.
    Interop,
    /// Bad practice without a shown effect.
    Hygiene,
}

/// Whose fault a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The receiver's.
    Implementation,
    /// The protocol's: no receiver can repair it. Never changes the exit code.
    ProtocolInherent,
}

/// What must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The acknowledgement.
    Accept,
    /// No acknowledgement, and an orderly answer.
    Refuse,
    /// Open; settled by the policy that the subject declares, otherwise only observed.
    Either(Policy),
    /// Never judged.
    Observe,
}

/// What the documents leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Policy {
    /// Two members of one name.
    DuplicateMembers,
    /// Members that no document names.
    UnknownMembers,
    /// Members that are null, empty or absent.
    EmptyMembers,
    /// Other spellings of the right signature: padding, case, white space.
    SignatureText,
    /// Other spellings of the right time: a leading zero, a plus sign.
    TimestampText,
    /// A header that occurs twice.
    RepeatedHeaders,
    /// Bodies far above any documented message.
    LargeBodies,
    /// Signed and written under one choice of a reading.
    Reading {
        /// The reading.
        name: &'static str,
        /// The choice.
        choice: &'static str,
    },
    /// Timestamps outside a window; the case stands for an age in milliseconds (negative: in the future).
    Freshness {
        /// How old the timestamp is.
        age_ms: i64,
    },
}

/// What happens to the order when the case is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Not looked at.
    Unseen,
    /// The order must have been credited that many times in all.
    Credits(u32),
}

macro_rules! words {
    ($type:ty { $($variant:pat => $word:literal,)+ }) => {
        impl $type {
            /// As in reports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($variant => $word,)+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

words!(Impact {
    Self::AuthBypass => "auth-bypass",
    Self::Money => "money",
    Self::Replay => "replay",
    Self::Dos => "dos",
    Self::Leak => "leak",
    Self::Interop => "interop",
    Self::Hygiene => "hygiene",
});

words!(Class {
    Self::Implementation => "implementation",
    Self::ProtocolInherent => "protocol-inherent",
});

words!(Expect {
    Self::Accept => "accept",
    Self::Refuse => "refuse",
    Self::Either(_) => "either",
    Self::Observe => "observe",
});

words!(Policy {
    Self::DuplicateMembers => "duplicate-members",
    Self::UnknownMembers => "unknown-members",
    Self::EmptyMembers => "empty-members",
    Self::SignatureText => "signature-text",
    Self::TimestampText => "timestamp-text",
    Self::RepeatedHeaders => "repeated-headers",
    Self::LargeBodies => "large-bodies",
    Self::Reading { .. } => "readings",
    Self::Freshness { .. } => "freshness",
});

impl Case {
    /// The last part of the id.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }
}
