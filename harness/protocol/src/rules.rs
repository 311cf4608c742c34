//! Every check of the reference receiver, each of which can be turned off.
//!
//! A receiver with one rule off is a faulty receiver that breaks only this rule: the judge must notice it.

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal;)+) => {
        /// One check of the receiver.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[doc = $doc])+ $variant,)+ }

        impl Rule {
            /// Every rule, in the order in which the receiver applies them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The rule as a word.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// One sentence: what the rule asks.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

rules! {
    /// Only POST is a callback.
    Method => "method";
    /// A body above the limit is refused.
    BodyLimit => "body-limit";
    /// A header that carries a signed part or the signature occurs once.
    SingleHeaders => "single-headers";
    /// Timestamp and nonce have their documented shape.
    PartShapes => "part-shapes";
    /// A message without a signature is refused.
    SignaturePresent => "signature-present";
    /// The signature text is in the one documented encoding.
    SignatureText => "signature-text";
    /// The signature matches the signed bytes.
    SignatureMatches => "signature-matches";
    /// The body is UTF-8 without a byte order mark.
    Encoding => "encoding";
    /// The body is one JSON document, and so is the nested one.
    Grammar => "grammar";
    /// No object holds two members of one name.
    DuplicateMembers => "duplicate-members";
    /// The timestamp lies in the declared window.
    Freshness => "freshness";
    /// The members that a message must have are there.
    RequiredMembers => "required-members";
    /// Members have the JSON type and form of their table.
    MemberKinds => "member-kinds";
    /// Where a signature covers no borders, members that no document names carry no value.
    ExactMembers => "exact-members";
    /// Only a paid status credits.
    PaidOnly => "paid-only";
    /// The same callback credits once.
    Once => "once";
}

/// A set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules(u32);

impl Rules {
    /// All of them: the reference.
    #[must_use]
    pub const fn all() -> Self {
        Self(u32::MAX)
    }

    /// The same set with one rule turned off.
    #[must_use]
    pub const fn without(self, rule: Rule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }

    /// Whether the rule is applied.
    #[must_use]
    pub const fn on(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_one_rule_off_leaves_the_others_on() {
        for &off in Rule::ALL {
            let rules = Rules::all().without(off);
            assert!(Rule::ALL.iter().all(|&rule| rules.on(rule) == (rule != off)));
        }
    }
}
