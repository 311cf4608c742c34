//! Stub mappings: which request gets which answer.
//!
//! <https://wiremock.org/docs/stubbing/>, <https://wiremock.org/docs/request-matching/>,
//! <https://wiremock.org/docs/simulating-faults/>, <https://wiremock.org/docs/stateful-behaviour/>

use super::matcher::{Matcher, Unsupported, Values};
use crate::exchange::Extra;
use crate::json::Verbatim;

/// The priority of a mapping that has none; 1 is the highest.
pub const DEFAULT_PRIORITY: u32 = 5;

/// The state in which every scenario begins.
pub const STARTED: &str = "Started";

/// One stub mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// `id`, or `uuid` of older versions.
    pub id: Option<String>,
    /// For people.
    pub name: Option<String>,
    /// 1 is the highest.
    pub priority: Option<u32>,
    /// The step of a scenario that it is, if it is one.
    pub scenario: Option<Step>,
    /// Which requests it answers.
    pub request: RequestPattern,
    /// The answer.
    pub response: ResponseDefinition,
    /// What others wrote beside it.
    pub metadata: Option<Verbatim>,
    /// When it was added, in files of the recorder; the newest of equals answers.
    pub insertion_index: Option<u64>,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// A step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The scenario's name.
    pub scenario: String,
    /// The state in which the mapping answers; in any where there is none.
    pub required: Option<String>,
    /// The state afterwards.
    pub next: Option<String>,
}

/// Which requests a mapping answers: all of it must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestPattern {
    /// The method.
    pub method: MethodPattern,
    /// The address.
    pub url: UrlPattern,
    /// By name: parameters of the query, decoded.
    pub query: Vec<(String, Values)>,
    /// By name: fields of a form body.
    pub form: Vec<(String, Values)>,
    /// By name.
    pub headers: Vec<(String, Values)>,
    /// By name.
    pub cookies: Vec<(String, Values)>,
    /// By name: variables of the path's template.
    pub path: Vec<(String, Values)>,
    /// Each must match the body.
    pub body: Vec<Matcher>,
    /// Each must match a part of the body.
    pub multipart: Vec<PartPattern>,
    /// User and password.
    pub basic_auth: Option<(String, String)>,
    /// What this version cannot check.
    pub unsupported: Vec<Unsupported>,
}

/// The method.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MethodPattern {
    /// `ANY`, or none at all.
    #[default]
    Any,
    /// This one.
    Is(String),
    /// One of these (4.x).
    OneOf(Vec<String>),
    /// None of these (4.x).
    NoneOf(Vec<String>),
}

/// The address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UrlPattern {
    /// Any.
    #[default]
    Any,
    /// `url`: path and query, letter by letter.
    Exact(String),
    /// `urlPattern`: a regular expression for path and query.
    Pattern(String),
    /// `urlPath`: the path, letter by letter.
    Path(String),
    /// `urlPathPattern`: a regular expression for the path.
    PathPattern(String),
    /// `urlPathTemplate`: a path with `{variables}`.
    PathTemplate(String),
}

/// What one part of a multipart body must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartPattern {
    /// The part's name in `Content-Disposition`.
    pub name: Option<String>,
    /// Its file name.
    pub file_name: Option<String>,
    /// Whether every part must match, not just one.
    pub every: bool,
    /// By name.
    pub headers: Vec<(String, Values)>,
    /// Each must match the part's body.
    pub body: Vec<Matcher>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseDefinition {
    /// 200 where none is given.
    pub status: Option<u16>,
    /// The words behind the status.
    pub reason: Option<String>,
    /// In order; a list of values is several headers of that name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: BodyDefinition,
    /// Instead of an answer, or in its middle.
    pub fault: Option<Fault>,
    /// Before the answer.
    pub delay: Delay,
    /// The answer comes from there.
    pub proxy: Option<String>,
    /// What changes the answer when it is served, such as `response-template`.
    pub transformers: Vec<String>,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// The body of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BodyDefinition {
    /// Empty.
    #[default]
    None,
    /// `body`: sent as UTF-8.
    Text(String),
    /// `jsonBody`: written anew by WireMock; the text is that of the mapping.
    Json(Verbatim),
    /// `base64Body`: these bytes.
    Bytes(Vec<u8>),
    /// `bodyFileName`: a file below `__files`. The name comes from outside: it may point anywhere.
    File(String),
}

/// How an answer fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `CONNECTION_RESET_BY_PEER`
    ConnectionReset,
    /// `EMPTY_RESPONSE`: closed without an answer.
    EmptyResponse,
    /// `MALFORMED_RESPONSE_CHUNK`: status and headers, then garbage, then closed.
    MalformedChunk,
    /// `RANDOM_DATA_THEN_CLOSE`
    RandomData,
    /// One that this version does not know.
    Other(String),
}

/// How long an answer takes, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delay {
    /// `fixedDelayMilliseconds`
    pub fixed: Option<u64>,
    /// `delayDistribution`, as it is written.
    pub distribution: Option<Verbatim>,
    /// `chunkedDribbleDelay`: in how many parts, over which time.
    pub dribble: Option<(u64, u64)>,
}

impl Mapping {
    /// The priority by which it is tried.
    #[must_use]
    pub fn priority(&self) -> u32 {
        self.priority.unwrap_or(DEFAULT_PRIORITY)
    }
}

impl Fault {
    /// The fault of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Self {
        match name {
            "CONNECTION_RESET_BY_PEER" => Self::ConnectionReset,
            "EMPTY_RESPONSE" => Self::EmptyResponse,
            "MALFORMED_RESPONSE_CHUNK" => Self::MalformedChunk,
            "RANDOM_DATA_THEN_CLOSE" => Self::RandomData,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word in files.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::ConnectionReset => "CONNECTION_RESET_BY_PEER",
            Self::EmptyResponse => "EMPTY_RESPONSE",
            Self::MalformedChunk => "MALFORMED_RESPONSE_CHUNK",
            Self::RandomData => "RANDOM_DATA_THEN_CLOSE",
            Self::Other(name) => name,
        }
    }
}
