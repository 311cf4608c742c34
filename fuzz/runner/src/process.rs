//! A process with all its children: its lines, its time, its end.

use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use rustix::process::{Pid, Signal, kill_process_group};

use crate::failed::Failed;

/// How often it is looked whether the time is over.
const GLANCE: Duration = Duration::from_millis(100);
/// Of a line, so many bytes are kept: a finding may print megabytes.
const LINE: usize = 4096;

/// Set once somebody wants an end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Set by SIGINT, SIGTERM and SIGHUP.
    pub(crate) fn on_signals() -> Result<Self, Failed> {
        let stop = Self::default();
        let set = stop.clone();
        let handled = ctrlc::set_handler(move || set.set());
        handled.map_err(|error| Failed::new(format!("signals cannot be handled: {error}")))?;
        Ok(stop)
    }

    /// Ends everything.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is to end.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself.
    Exited(ExitStatus),
    /// Its time was over.
    Late,
    /// Somebody wanted an end.
    Stopped,
}

impl End {
    /// By itself, and content.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Exited(status) if status.success())
    }
}

/// Runs a process and hands out each line of its standard error. It is killed with its children when its time is over; where
/// this program is killed instead, it ends with its next line, which nobody reads any more.
pub(crate) fn supervise(
    command: &mut Command,
    time: Duration,
    stop: &Stop,
    mut line: impl FnMut(&str),
) -> Result<End, Failed> {
    let start = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).process_group(0);
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().map_err(|error| Failed::new(format!("{name} cannot be run: {error}")))?;
    let lines = child.stderr.take().map(lines_of);
    let mut open = lines.is_some();
    loop {
        match lines.as_ref().filter(|_| open).map(|lines| lines.recv_timeout(GLANCE)) {
            Some(Ok(text)) => line(&text),
            Some(Err(RecvTimeoutError::Disconnected)) => open = false,
            Some(Err(RecvTimeoutError::Timeout)) => {}
            None => std::thread::sleep(GLANCE / 4),
        }
        if !open && let Some(status) = child.try_wait()? {
            return Ok(End::Exited(status));
        }
        if stop.is_set() || start.elapsed() >= time {
            kill(&mut child)?;
            return Ok(if stop.is_set() { End::Stopped } else { End::Late });
        }
    }
}

fn kill(child: &mut Child) -> Result<(), Failed> {
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // Gone already is gone.
        let _ = kill_process_group(group, Signal::KILL);
    }
    child.wait()?;
    Ok(())
}

/// Read in a thread of its own, so that a quiet process can be ended too.
fn lines_of(stderr: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stderr);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let kept = &bytes[..bytes.len().min(LINE)];
            if sender.send(String::from_utf8_lossy(kept).trim_end().to_owned()).is_err() {
                return;
            }
            bytes.clear();
        }
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, time: Duration, stop: &Stop) -> (End, Vec<String>) {
        let mut lines = Vec::new();
        let end = supervise(Command::new("sh").args(["-c", script]), time, stop, |line| lines.push(line.to_owned()));
        (end.unwrap(), lines)
    }

    #[test]
    fn every_line_is_read_to_the_end() {
        let (end, lines) = shell("echo one >&2; echo two >&2; exit 3", Duration::from_secs(20), &Stop::default());
        assert!(!end.is_success() && matches!(end, End::Exited(status) if status.code() == Some(3)));
        assert_eq!(lines, ["one", "two"]);
    }

    #[test]
    fn who_is_late_is_ended_with_its_children() {
        let start = Instant::now();
        let (end, lines) = shell("sleep 60 & echo $! >&2; wait", Duration::from_millis(500), &Stop::default());
        assert_eq!(end, End::Late);
        assert!(start.elapsed() < Duration::from_secs(30));
        let child = Pid::from_raw(lines[0].parse().unwrap()).unwrap();
        // An orphan stays a moment until it is collected.
        let gone = (0..100).any(|_| {
            std::thread::sleep(GLANCE);
            rustix::process::test_kill_process(child).is_err() || is_zombie(child)
        });
        assert!(gone);
    }

    fn is_zombie(pid: Pid) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        stat.contains(") Z ")
    }

    #[test]
    fn who_is_told_to_end_ends() {
        let stop = Stop::default();
        stop.set();
        assert_eq!(shell("sleep 60", Duration::from_secs(60), &stop).0, End::Stopped);
    }
}
