//! Judges implementations of payment gateway callbacks. All I/O lives here.
//!
//! Pure: [`case`], [`draft`], [`framing`], [`render`], [`plan`], [`verdict`], [`event`]. Then [`families`] and
//! [`samples`], which make the cases; [`subject`], which carries them; [`saved`], a run on file; [`diagnose`] and
//! [`run`]; [`fuzz`], which sends what no case says; [`authored`], cases in files; [`record`], the tap; [`audit`], recorded traffic as it is;
//! [`retouch`], recordings scrubbed or signed anew; [`convert`], recordings as files of WireMock; [`report`]; [`cli`].

pub mod audit;
pub mod authored;
pub mod case;
pub mod cli;
pub mod config;
pub mod convert;
pub mod diagnose;
pub mod draft;
pub mod event;
pub mod exit;
pub mod families;
pub mod framing;
pub mod fuzz;
pub mod keys;
pub mod mistakes;
pub mod plan;
pub mod record;
pub mod render;
pub mod report;
pub mod retouch;
pub mod run;
pub mod samples;
pub mod saved;
pub mod serve;
pub mod subject;
pub mod verdict;
mod whole;
