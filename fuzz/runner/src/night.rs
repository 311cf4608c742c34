//! `night`: all targets for hours, on all cores.

use core::num::NonZero;
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use clap::Args;

use crate::cli::{Outcome, clock, complain, say, time};
use crate::failed::Failed;
use crate::folder::{Folder, whole};
use crate::layout::Layout;
use crate::page;
use crate::process::Stop;
use crate::screen::Screen;
use crate::slice::{Night, Slice};
use crate::state::{Done, State, Turn};
use crate::status::Status;
use crate::target::{self, Target};
use crate::toolchain;

/// libFuzzer's first jobs take a second each, and it reads the corpus before.
const LEAST: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// For how long, such as 8h; left out, the night that was ended goes on.
    #[arg(value_parser = time)]
    time: Option<Duration>,
    /// Begin another night, though the last one is not over; it is put aside.
    #[arg(long, requires = "time")]
    new: bool,
    /// Cores; all of them where left out.
    #[arg(long, value_name = "N", env = "COUNTERFOIL_FUZZ_JOBS")]
    jobs: Option<NonZero<usize>>,
    /// How often each target has its turn.
    #[arg(long, value_name = "N", default_value = "4", requires = "time", value_parser = clap::value_parser!(u32).range(1..=1000))]
    rounds: u32,
    /// Only targets whose name begins so; may be given several times.
    #[arg(long, value_name = "NAME", requires = "time")]
    target: Vec<String>,
    /// Stop when less than so many GiB of the disk are free.
    #[arg(long, value_name = "GIB", default_value = "1")]
    keep_free: u64,
}

impl Arguments {
    fn cores(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, NonZero::get);
        self.jobs.map_or_else(all, NonZero::get)
    }

    /// The state to go on with, or a new one.
    fn state(&self, folder: &Folder, all: &[String]) -> Result<State, Failed> {
        // An unreadable state is no reason against another night.
        let before = if self.new { None } else { folder.state()? };
        let open = before.filter(|state| !state.left(all).is_empty());
        let Some(time) = self.time else {
            return open.ok_or_else(|| Failed::new("no night to go on with; say how long: night 8h"));
        };
        if let Some(open) = open {
            let (done, all) = (open.done.len(), open.done.len() + open.left(all).len());
            return Err(Failed::new(format!(
                "{done} of {all} slices of the last night are done: `night` goes on with it, `night {}s --new` begins another",
                time.as_secs()
            )));
        }
        let state = State { only: self.target.clone(), ..State::new(time, self.cores(), self.rounds) };
        let slices = state.left(all).len();
        if slices == 0 {
            return Err(Failed::new("no target has such a name: fuzz/README.md lists them"));
        }
        let share = state.share(Duration::ZERO, slices);
        if share < LEAST {
            let (share, least) = (share.as_secs_f64(), LEAST.as_secs());
            return Err(Failed::new(format!(
                "{share:.1} s for each of {slices} slices is too short: {least} s at least; give more time or fewer --rounds"
            )));
        }
        folder.put_aside()?;
        folder.save(&state)?;
        Ok(state)
    }
}

pub(crate) fn run(arguments: &Arguments, layout: &Layout, stop: &Stop) -> Result<Outcome, Failed> {
    let targets = target::all(layout)?;
    let names: Vec<String> = targets.iter().map(|target| target.name.clone()).collect();
    let folder = Folder::open(layout)?;
    folder.check_room(arguments.keep_free)?;
    let state = arguments.state(&folder, &names)?;
    let built = toolchain::build(layout, &layout.builds(), &[])?;
    let crashes = Mutex::new(state.crashes.clone());
    let night = Night { layout, built: &built, folder: &folder, stop, crashes };
    let course = Course {
        night,
        targets,
        names,
        keep_free: arguments.keep_free,
        screen: Screen::new(),
        cores: arguments.cores(),
        now: Mutex::new(Now { state, under_way: Vec::new(), failed: None }),
    };
    std::thread::scope(|scope| {
        for _ in 0..course.cores {
            scope.spawn(|| course.work());
        }
    });
    course.screen.done();
    course.end()
}

/// A night under way.
struct Course<'a> {
    night: Night<'a>,
    targets: Vec<Target>,
    names: Vec<String>,
    keep_free: u64,
    screen: Screen,
    cores: usize,
    now: Mutex<Now>,
}

struct Now {
    state: State,
    under_way: Vec<(Turn, Duration)>,
    failed: Option<Failed>,
}

impl Course<'_> {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One core: slices until none is left, somebody wants an end, or something goes wrong.
    fn work(&self) {
        while let Some((turn, time)) = self.next() {
            if let Err(failed) = self.turn(&turn, time) {
                self.now().failed.get_or_insert(failed);
                self.night.stop.set();
            }
        }
    }

    fn next(&self) -> Option<(Turn, Duration)> {
        if self.night.stop.is_set() {
            return None;
        }
        let mut now = self.now();
        let is_free = |turn: &Turn| now.under_way.iter().all(|(other, _)| other.target != turn.target);
        let left = now.state.left(&self.names);
        let turn = left.iter().find(|turn| is_free(turn))?.clone();
        let time = now.state.share(now.under_way.iter().map(|(_, time)| *time).sum(), left.len() - now.under_way.len());
        now.under_way.push((turn.clone(), time));
        Some((turn, time))
    }

    fn turn(&self, turn: &Turn, time: Duration) -> Result<(), Failed> {
        self.night.folder.check_room(self.keep_free)?;
        let Some(target) = self.targets.iter().find(|target| target.name == turn.target) else { return Ok(()) };
        let start = Instant::now();
        let is_last = turn.round == self.now().state.rounds;
        let slice = self.night.slice(target, turn.round, time, is_last, |status| {
            self.screen.now(|| self.progress(turn, status));
        })?;
        let mut now = self.now();
        now.under_way.retain(|(other, _)| other != turn);
        now.state.crashes.clone_from(&self.night.crashes.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(slice) = slice {
            let Turn { round, target } = turn.clone();
            now.state.done.push(Done { round, target, seconds: start.elapsed().as_secs_f64() });
            self.screen.line(&self.told(turn, &slice, &now));
        }
        self.night.folder.save(&now.state)?;
        self.write_page(&now)
    }

    fn write_page(&self, now: &Now) -> Result<(), Failed> {
        let all = now.state.done.len() + now.state.left(&self.names).len();
        let html = page::write(self.night.folder, &now.state, &self.names, all)?;
        Ok(whole(&self.night.folder.path("index.html"), html.as_bytes())?)
    }

    fn count(&self, now: &Now) -> String {
        let done = now.state.done.len();
        format!("{done}/{}", done + now.state.left(&self.names).len())
    }

    fn left(&self, now: &Now) -> Duration {
        now.state.share(Duration::ZERO, self.cores)
    }

    /// In fewer than 80 columns.
    fn progress(&self, turn: &Turn, status: Status) -> String {
        let now = self.now();
        let (count, left, crashes) = (self.count(&now), clock(self.left(&now)), now.state.crashes.len());
        let Status { per_second, coverage, .. } = status;
        format!("{count} {}: {per_second}/s, cov {coverage}; {crashes} crashes, {left} left", turn.target)
    }

    fn told(&self, turn: &Turn, slice: &Slice, now: &Now) -> String {
        let Status { runs, coverage, corpus, .. } = slice.status.unwrap_or_default();
        let mut text = format!("{} {}: {runs} runs, cov {coverage}, {corpus} inputs", self.count(now), turn.target);
        if let Some(shrunk) = slice.shrunk {
            text += &format!(", {} kept", shrunk.after);
        }
        let crashes = now.state.crashes.iter().filter(|crash| crash.target == turn.target).count();
        if crashes > 0 {
            text += &format!(", {crashes} CRASHES");
        }
        if slice.waiting > 0 {
            text += &format!(", {} to look at", slice.waiting);
        }
        text
    }

    fn end(self) -> Result<Outcome, Failed> {
        let mut now = self.now();
        let failed = now.failed.take();
        now.state.crashes.clone_from(&self.night.crashes.lock().unwrap_or_else(PoisonError::into_inner));
        // What went wrong first is what has to be told, not that the disk is still full.
        let written = self.night.folder.save(&now.state).and_then(|()| self.write_page(&now));
        if let Some(failed) = failed {
            return Err(failed);
        }
        written?;
        let (count, page) = (self.count(&now), "fuzz/night/index.html");
        for crash in &now.state.crashes {
            say(&format!("{}: {}\n  {}", crash.target, crash.cause, crash.file));
        }
        say(&format!("{count} slices, {} crashes; see {page}", now.state.crashes.len()));
        if self.night.stop.is_set() {
            complain("ended; `night` without a time goes on");
            return Ok(Outcome::Ended);
        }
        Ok(if now.state.crashes.is_empty() { Outcome::Fine } else { Outcome::Found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(time: Option<u64>, new: bool) -> Arguments {
        let time = time.map(Duration::from_secs);
        Arguments { time, new, jobs: NonZero::new(2), rounds: 4, target: Vec::new(), keep_free: 1 }
    }

    #[test]
    fn a_night_goes_on_begins_or_says_why_not() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(&Layout::at(root.path())).unwrap();
        let names = ["json", "keys"].map(str::to_owned);
        let refused = |arguments: Arguments| arguments.state(&folder, &names).unwrap_err().0;
        assert!(refused(arguments(None, false)).contains("no night to go on with"));
        assert!(refused(arguments(Some(4), false)).contains("too short"));
        let mut first = arguments(Some(80), false).state(&folder, &names).unwrap();
        assert_eq!(first.left(&names).len(), 8);
        first.done.push(Done { round: 1, target: "json".to_owned(), seconds: 20.0 });
        folder.save(&first).unwrap();
        assert_eq!(arguments(None, false).state(&folder, &names).unwrap(), first);
        assert!(refused(arguments(Some(80), false)).contains("1 of 8 slices"));
        assert!(arguments(Some(80), true).state(&folder, &names).unwrap().done.is_empty());
        std::fs::write(folder.path("state.json"), "{").unwrap();
        assert!(refused(arguments(None, false)).contains("--new"));
        assert!(arguments(Some(80), true).state(&folder, &names).is_ok());
    }
}
