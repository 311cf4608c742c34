//! JSON lines: `run`, one `case` each, `end`.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use counterfoil_formats::report::{CaseLine, EndLine, FORMAT, RunLine};
use serde::Serialize;

use super::{Report, WholeFile};
use crate::config::UsageError;
use crate::event::{Judged, RunEvent};

/// Writes the lines.
#[derive(Debug)]
pub struct Json(BufWriter<WholeFile>);

impl Json {
    /// At a path that is written when the run is over.
    ///
    /// # Errors
    ///
    /// A place that cannot be written.
    pub fn create(path: &Path) -> Result<Self, UsageError> {
        WholeFile::create(path).map(BufWriter::new).map(Self)
    }

    fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, line)?;
        self.0.write_all(b"\n")
    }
}

impl Report for Json {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
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
                self.line(&EndLine { complete: finished.complete, totals: finished.totals, exit: finished.exit })
            }
            RunEvent::Note { .. } | RunEvent::Diagnosed { .. } => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.into_inner().map_err(io::IntoInnerError::into_error)?.keep()
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
