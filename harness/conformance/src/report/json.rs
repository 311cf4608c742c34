//! JSON lines: `run`, one `case` each, `end`.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use counterfoil_formats::report::{CaseLine, EndLine, FORMAT, LearnedLine, RunLine};
use serde::Serialize;

use super::{Report, WholeFile};
use crate::config::UsageError;
use crate::event::{Judged, RunEvent};

/// Writes the lines.
#[derive(Debug)]
pub struct Json {
    file: BufWriter<WholeFile>,
    broken: Option<io::Error>,
}

impl Json {
    /// At a path that is written when the run is over.
    ///
    /// # Errors
    ///
    /// A place that cannot be written.
    pub fn create(path: &Path) -> Result<Self, UsageError> {
        Ok(Self { file: BufWriter::new(WholeFile::create(path)?), broken: None })
    }

    fn line(&mut self, line: &impl Serialize) {
        let file = &mut self.file;
        let written =
            serde_json::to_writer(&mut *file, line).map_err(io::Error::from).and_then(|()| file.write_all(b"\n"));
        if let (Err(error), None) = (written, &self.broken) {
            self.broken = Some(error);
        }
    }
}

impl Report for Json {
    fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Started(started) => self.line(&RunLine {
                format: FORMAT,
                tool: concat!("counterfoil ", env!("CARGO_PKG_VERSION")).to_owned(),
                subject: started.subject.clone(),
                seed: started.seed,
                started: started.started.clone(),
            }),
            RunEvent::Judged(judged) => self.line(&case_line(judged)),
            RunEvent::Finished(finished) => {
                self.line(&EndLine { complete: finished.complete, totals: finished.totals, exit: finished.exit });
            }
            RunEvent::Learned { gateway, text } => {
                self.line(&LearnedLine { gateway: (*gateway).to_owned(), text: text.clone() });
            }
            RunEvent::Note { .. } | RunEvent::Diagnosed { .. } => {}
        }
    }

    fn finish(mut self: Box<Self>) -> Result<(), UsageError> {
        let path = self.file.get_ref().path().display().to_string();
        let flushed = self.broken.take().map_or_else(|| self.file.flush(), Err);
        // What is still in the buffer has failed before, or is empty.
        let (file, _) = self.file.into_parts();
        flushed.and_then(|()| file.keep()).map_err(|error| {
            UsageError(format!("the report {path} could not be written, nothing of it was left behind: {error}"))
        })
    }
}

fn case_line(judged: &Judged) -> CaseLine {
    let case = &judged.case;
    CaseLine {
        id: case.id.clone(),
        rev: case.rev,
        gateway: case.gateway.name.to_owned(),
        family: case.family.to_owned(),
        message: case.message.to_owned(),
        level: case.level as u8,
        impact: case.impact.name().to_owned(),
        class: case.class.name().to_owned(),
        expect: case.expect.name().to_owned(),
        observed: judged.observed.name().to_owned(),
        verdict: judged.verdict.name().to_owned(),
        known: false,
        detail: judged.detail.clone(),
        repro: judged.repro.clone(),
    }
}
