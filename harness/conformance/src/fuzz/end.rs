//! What is saved on the way and said at the end.

use counterfoil_formats::report::Totals;

use super::course::Course;
use super::folder::State;
use super::learned::Learned;
use super::mark::Mark;
use super::settle::Unsettled;
use crate::event::{Finished, RunEvent};
use crate::exit;

impl Course<'_> {
    /// What cannot be saved is tried again the next time, and told once.
    pub(super) fn save(&self) {
        let open = self.open.borrow().iter().chain(self.again.borrow().iter()).copied().collect();
        let learned = |(mark, learned): (&Mark<'_>, &Learned)| (mark.target.gateway.name.to_owned(), learned.clone());
        let state = State {
            subject: self.fuzz.subject.clone(),
            gateways: self.fuzz.targets.iter().map(|target| target.gateway.name.to_owned()).collect(),
            seed: self.fuzz.seed,
            next: self.next.get(),
            open,
            seconds: self.elapsed().as_secs(),
            tally: self.tally.borrow().clone(),
            learned: self.marks.iter().zip(self.learned.borrow().iter()).map(learned).collect(),
            ..State::default()
        };
        let saved = self.folder.save(&state);
        self.kept(saved.map_err(|error| format!("the state cannot be saved: {error}")));
    }

    pub(super) fn kept(&self, saved: Result<(), String>) {
        match saved {
            Ok(()) => {}
            Err(trouble) => {
                let told = self.trouble.borrow().is_some();
                if !told {
                    self.tell(&format!("{}: {trouble}; it goes on", self.folder.path().display()));
                }
                *self.trouble.borrow_mut() = Some(trouble);
            }
        }
    }

    pub(super) fn finished(&self, refused: &[(&'static str, Unsettled)]) -> u8 {
        self.tell_what_was_learned();
        let unsaved = self.unsaved();
        let unreachable = refused.iter().any(|(_, why)| matches!(why, Unsettled::Unreachable(_)));
        let complete = self.stop.borrow().is_none() && !unreachable && self.refused.get() == 0 && !unsaved;
        let exit = self.exit_code(complete);
        let tally = self.tally.borrow();
        let totals = Totals {
            pass: tally.passed,
            fail: self.findings.borrow().len(),
            skip: tally.skipped,
            error: tally.unjudged,
            observed: tally.observed,
        };
        self.event(&RunEvent::Finished(Finished { complete, totals, exit }));
        exit
    }

    /// The first that applies of 1, 4 and 5; 2 never comes so far.
    fn exit_code(&self, complete: bool) -> u8 {
        let tally = self.tally.borrow();
        if self.refused.get() > 0 || self.findings.borrow().iter().any(|known| known.finding.is_failure()) {
            exit::FAILURE
        } else if !complete {
            exit::UNREACHABLE
        } else if tally.passed + tally.failed + tally.observed == 0 {
            exit::NOTHING
        } else {
            exit::FINE
        }
    }

    fn tell_what_was_learned(&self) {
        for (mark, learned) in self.marks.iter().zip(self.learned.borrow().iter()) {
            for text in learned.told() {
                self.event(&RunEvent::Learned { gateway: mark.target.gateway.name, text });
            }
        }
        let unrepeated = self.tally.borrow().unrepeated;
        if unrepeated > 0 {
            let times = if unrepeated == 1 { "one case".to_owned() } else { format!("{unrepeated} cases") };
            let gateway = self.fuzz.targets.first().map_or("", |target| target.gateway.name);
            let text = format!("{times} failed and did not fail again when sent again");
            self.event(&RunEvent::Note { gateway, text });
        }
    }

    /// Tries once more to write what could not be written, and says what is lost.
    fn unsaved(&self) -> bool {
        if self.trouble.borrow().is_none() {
            return false;
        }
        *self.trouble.borrow_mut() = None;
        self.save();
        let lost: Vec<String> = self
            .findings
            .borrow()
            .iter()
            .map(|known| known.finding.clone())
            .filter(|finding| !self.folder.case_file(finding).is_file())
            .map(|finding| finding.to_file())
            .collect();
        lost.iter().for_each(|text| self.tell(&format!("could not be written, so it is printed here:\n{text}")));
        self.trouble.borrow().is_some() || !lost.is_empty()
    }
}
