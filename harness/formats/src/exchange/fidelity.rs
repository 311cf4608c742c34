//! How much of what was on the wire a recording still has, and what became of the rest.

use core::fmt;

/// How near a recording is to the wire, the worst first.
///
/// A signature is over exact bytes. It can be judged where these are at hand, and nowhere else: anything less would make a
/// genuine message look forged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fidelity {
    /// Put together again from values: blanks, number text, order or duplicate members may differ.
    Reconstructed,
    /// The letters are right; with which bytes they were sent is not known.
    Text,
    /// Bytes after a content coding was taken off, or bytes that may have had one.
    Decoded,
    /// The bytes of target and body, and the values of those headers that were kept.
    Exact,
}

impl Fidelity {
    /// Every fidelity, the worst first.
    pub const ALL: [Self; 4] = [Self::Reconstructed, Self::Text, Self::Decoded, Self::Exact];

    /// Whether a signature may be judged by it, for better or worse.
    #[must_use]
    pub fn can_prove_signature(self) -> bool {
        self == Self::Exact
    }

    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reconstructed => "reconstructed",
            Self::Text => "text",
            Self::Decoded => "decoded",
            Self::Exact => "exact",
        }
    }

    /// The fidelity of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl fmt::Display for Fidelity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! losses {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal, $fidelity:ident;)+) => {
        /// Something that a recording no longer shows.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Loss {
            $($(#[doc = $doc])+ $variant,)+
            /// A reason that this version does not know.
            Other(String),
        }

        impl Loss {
            /// Every known loss.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word in files.
            #[must_use]
            pub fn name(&self) -> &str {
                match self { $(Self::$variant => $name,)+ Self::Other(name) => name }
            }

            /// What happened, in a sentence.
            #[must_use]
            pub fn about(&self) -> &str {
                match self {
                    $(Self::$variant => concat!($($doc,)+).trim_ascii(),)+
                    Self::Other(_) => "A reason that this version does not know.",
                }
            }

            /// The best that is left after it. An unknown loss leaves nothing that a verdict could stand on.
            #[must_use]
            pub fn leaves(&self) -> Fidelity {
                match self {
                    $(Self::$variant => Fidelity::$fidelity,)+
                    Self::Other(_) => Fidelity::Reconstructed,
                }
            }
        }
    };
}

losses! {
    /// The order between headers of different names is not known.
    HeaderOrder => "header-order", Exact;
    /// The names of well-known headers were written anew, such as `Content-Type` for `content-type`.
    HeaderSpelling => "header-spelling", Exact;
    /// The value of Content-Type begins with a well-known media type, which is written anew in small letters.
    MediaType => "media-type", Exact;
    /// Headers sent several times were put together under one name: where each stood is not known.
    HeaderRepeats => "header-repeats", Exact;
    /// Only headers named in advance were kept, and of a repeated one only the first value.
    HeadersNotCaptured => "headers-not-captured", Exact;
    /// `Content-Length`, `Content-Encoding` and `Transfer-Encoding` of the answer were left out.
    FramingHeaders => "framing-headers", Exact;
    /// The recorder made the answer up itself: nobody behind it was asked.
    StandIn => "stand-in", Exact;
    /// When it was sent is not known.
    Time => "time", Exact;
    /// Method or address match more than one request: which one was sent is not known.
    Address => "address", Reconstructed;
    /// The query was split into decoded parameters: its order and its encoding are not known.
    QuerySplit => "query-split", Reconstructed;
    /// The body came with a content coding and was kept without.
    Decompressed => "decompressed", Decoded;
    /// The body's length is not what `Content-Length` says: it was decompressed, or cut.
    LengthDiffers => "length-differs", Decoded;
    /// No `Content-Length` was kept to check the body by: it may have been decompressed.
    LengthUnknown => "length-unknown", Decoded;
    /// Only the body's text was kept, not its bytes.
    TextOnly => "text-only", Text;
    /// The body came in another charset than UTF-8 and was kept as text.
    Charset => "charset", Text;
    /// The body's text has replacement characters (U+FFFD): bytes that were no UTF-8 may have been destroyed.
    ReplacementCharacters => "replacement-characters", Reconstructed;
    /// The JSON was written anew: blanks, duplicate members, number text and escapes are gone.
    JsonRewritten => "json-rewritten", Reconstructed;
    /// The body is made from a template when the answer is served.
    Templated => "templated", Reconstructed;
    /// The body was not kept.
    BodyMissing => "body-missing", Reconstructed;
    /// The body stands in a file that is missing.
    BodyFileMissing => "body-file-missing", Reconstructed;
    /// The body was cut at a limit.
    BodyCut => "body-cut", Reconstructed;
}

impl Loss {
    /// The loss of that name, known or not.
    #[must_use]
    pub fn by_name(name: &str) -> Self {
        Self::ALL.iter().find(|known| known.name() == name).cloned().unwrap_or_else(|| Self::Other(name.to_owned()))
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
