//! The files of WireMock: its request journal and its stub mappings, read and written.
//!
//! What they keep and what they lose was measured with WireMock 3.13.2 and stands in the tests, one for each finding.

mod entry;
mod journal;
mod losses;
mod mapping;
mod matcher;
mod matching;
mod read_mapping;
mod read_matcher;
mod recorded;
mod scan;
mod write_journal;
mod write_mapping;

pub use entry::read as read_entry;
pub use journal::{JournalReader, LIMIT, RawEntry, journal};
pub use mapping::{
    BodyDefinition, DEFAULT_PRIORITY, Delay, Fault, Mapping, MethodPattern, PartPattern, RequestPattern,
    ResponseDefinition, STARTED, Step, UrlPattern,
};
pub use matcher::{Matcher, NumberSide, Side, Unsupported, Values};
pub use matching::{Matched, Picked, Scenarios, matches, pick};
pub use read_mapping::mappings;
pub use recorded::{NoRecording, exchange};
pub use write_journal::{journal_entry, journal_file};
pub use write_mapping::{Repeat, mapping, mapping_name, mappings_file, request_pattern, signed_headers};
