//! The matchers of values. <https://wiremock.org/docs/request-matching/>

use crate::json::Verbatim;

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// `equalTo`
    EqualTo {
        /// The text.
        text: String,
        /// Whether case does not count.
        any_case: bool,
    },
    /// `binaryEqualTo`: these bytes.
    BinaryEqualTo(Vec<u8>),
    /// `contains`
    Contains(String),
    /// `doesNotContain`
    DoesNotContain(String),
    /// `matches`: a regular expression for the whole value.
    Matches(String),
    /// `doesNotMatch`
    DoesNotMatch(String),
    /// `not`
    Not(Box<Self>),
    /// `and`
    And(Vec<Self>),
    /// `or`
    Or(Vec<Self>),
    /// `absent`: there is no such value.
    Absent,
    /// `anything`
    Anything,
    /// `before`, `after`, `equalToDateTime`
    Moment {
        /// On which side.
        side: Side,
        /// The moment, as it is written.
        text: String,
    },
    /// Numbers by value (4.x).
    Number {
        /// On which side.
        side: NumberSide,
        /// The number, as it is written.
        text: String,
    },
    /// `equalToJson`
    EqualToJson {
        /// The document: the text of a string, or the text of a node.
        text: String,
        /// Whether it was a node: then WireMock's recorder, or a person, wrote it anew.
        is_node: bool,
        /// `ignoreArrayOrder`
        any_order: bool,
        /// `ignoreExtraElements`
        may_have_more: bool,
    },
    /// `matchesJsonPath`
    JsonPath {
        /// The expression.
        expression: String,
        /// What it must find; anything where there is none.
        found: Option<Box<Self>>,
    },
    /// `matchesJsonSchema`
    JsonSchema {
        /// The schema: the text of a string, or the text of a node.
        text: String,
        /// `schemaVersion`, such as `V7`; WireMock takes 2020-12 where there is none.
        version: Option<String>,
    },
    /// `matchesPathTemplate`, such as `/orders/{id}`.
    PathTemplate(String),
    /// `equalToXml`: this document.
    EqualToXml(String),
    /// `matchesXPath`
    XPath {
        /// The expression.
        expression: String,
        /// What it must find; anything where there is none.
        found: Option<Box<Self>>,
    },
    /// A matcher that this version cannot check: never taken for a match.
    Unsupported(Unsupported),
}

/// On which side of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `before`
    Before,
    /// `after`
    After,
    /// `equalToDateTime`
    Equal,
}

/// On which side of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberSide {
    /// `lessThanNumber`
    Less,
    /// `lessThanEqualNumber`
    LessOrEqual,
    /// `equalToNumber`
    Equal,
    /// `greaterThanEqualNumber`
    GreaterOrEqual,
    /// `greaterThanNumber`
    Greater,
}

/// The values of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of the values must match.
    One(Matcher),
    /// `hasExactly`: each matcher has a value, and no value is left over.
    Exactly(Vec<Matcher>),
    /// `includes`: each matcher has a value.
    Including(Vec<Matcher>),
}

/// What this version cannot check, by its name in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// Its name, such as `customMatcher`.
    pub name: String,
    /// Its pointer in the mapping.
    pub place: String,
    /// It, as it is written.
    pub value: Verbatim,
}
