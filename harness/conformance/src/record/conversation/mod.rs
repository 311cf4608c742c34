//! What goes by on one connection, put together to requests with their answers. Pure: bytes and times come in.

mod entry;

use std::collections::VecDeque;
use std::sync::Arc;

use super::body::Body;
use super::budget::Budget;
use super::framing::Framing;
use super::head::{RequestHead, ResponseHead, take_head};
use super::recorded::{SeenRequest, SeenResponse, Told};
use entry::Entry;
pub(super) use entry::Moment;

/// Requests without an answer at most, on one connection.
const MOST_OPEN: usize = 1000;

/// Reads a copy of both directions.
#[derive(Debug)]
pub(super) struct Conversation {
    connection: u64,
    budget: Arc<Budget>,
    requests: Reading,
    responses: Reading,
    open: VecDeque<Entry>,
    serial: u64,
    /// When the request began whose head is being read.
    begun: Option<Moment>,
    interim: Vec<u16>,
    told: Vec<Told>,
}

/// The place in one direction.
#[derive(Debug)]
enum Reading {
    Head(Vec<u8>),
    Body(Framing),
    /// Nothing is read any more.
    Over,
}

/// Why an answer ends the reading.
enum Halt {
    /// The reading failed.
    Failed(String),
    /// What follows is no HTTP; the exchange that led there is not told either.
    Other(&'static str),
    /// Requests are not read any more, so that nobody knows what this answers.
    Unknown,
}

impl Conversation {
    pub(super) fn new(connection: u64, budget: Arc<Budget>) -> Self {
        Self {
            connection,
            budget,
            requests: Reading::Head(Vec::new()),
            responses: Reading::Head(Vec::new()),
            open: VecDeque::new(),
            serial: 0,
            begun: None,
            interim: Vec::new(),
            told: Vec::new(),
        }
    }

    /// What there is to tell since the last time.
    pub(super) fn take_told(&mut self) -> Vec<Told> {
        core::mem::take(&mut self.told)
    }

    /// Bytes that the target was sent.
    pub(super) fn sent(&mut self, mut bytes: &[u8], now: Moment) {
        while !bytes.is_empty() {
            match self.step_request(bytes, now) {
                Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
                Err(reason) => {
                    self.requests = Reading::Over;
                    self.stop_asking(&reason, now);
                    self.tell_unrecorded(reason);
                    break;
                }
            }
        }
        self.flush();
    }

    /// Bytes that the client was sent.
    pub(super) fn answered(&mut self, mut bytes: &[u8], now: Moment) {
        while !bytes.is_empty() {
            match self.step_response(bytes, now) {
                Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
                Err(halt) => {
                    self.halt(halt, now);
                    break;
                }
            }
        }
        self.flush();
    }

    /// Whether a whole request waits for its answer.
    pub(super) fn is_asked(&self) -> bool {
        self.open.front().is_some_and(|entry| entry.asked)
    }

    /// The target takes nothing more; it may still answer.
    pub(super) fn unheard(&mut self, now: Moment) {
        self.requests = Reading::Over;
        self.stop_asking("the target stopped listening within the request", now);
        self.flush();
    }

    /// The client sends nothing more.
    pub(super) fn sent_end(&mut self, now: Moment) {
        match core::mem::replace(&mut self.requests, Reading::Over) {
            Reading::Head(begun) if !begun.trim_ascii().is_empty() => {
                self.tell_unrecorded("the client stopped within the head of a request".to_owned());
            }
            Reading::Body(_) => self.stop_asking("the client stopped within the request", now),
            _ => {}
        }
        self.flush();
    }

    /// The target sends nothing more.
    pub(super) fn answered_end(&mut self, now: Moment) {
        let was = core::mem::replace(&mut self.responses, Reading::Over);
        if let Some(front) = self.open.front_mut() {
            match was {
                Reading::Body(Framing::UntilClose) => front.end_answer(now),
                Reading::Body(_) => front.fail("the target closed the connection within its answer", now),
                Reading::Head(begun) if !begun.is_empty() => {
                    front.fail("the target closed the connection within the head of its answer", now);
                }
                _ => {}
            }
        }
        for entry in self.open.iter_mut().filter(|entry| !entry.answered) {
            entry.fail("the target closed the connection without an answer", now);
        }
        self.flush();
    }

    /// Nothing more comes from either side.
    pub(super) fn finish(&mut self, reason: Option<&str>, now: Moment) {
        (self.requests, self.responses) = (Reading::Over, Reading::Over);
        let reason = reason.unwrap_or("the connection ended");
        for entry in &mut self.open {
            entry.fail(reason, now);
            entry.asked = true;
        }
        self.flush();
    }

    fn step_request(&mut self, bytes: &[u8], now: Moment) -> Result<usize, String> {
        match &mut self.requests {
            Reading::Over => Ok(bytes.len()),
            Reading::Head(buffer) => {
                self.begun.get_or_insert(now);
                let (taken, head) = take_head(buffer, bytes, RequestHead::parse, |head| head.length)?;
                if let Some(head) = head {
                    let raw = core::mem::take(buffer);
                    self.open_entry(head, raw, now)?;
                }
                Ok(taken)
            }
            Reading::Body(framing) => {
                let entry = self.open.back_mut().ok_or("a body without a head")?;
                let taken = framing.take(bytes, &mut entry.request.body)?;
                entry.last = now;
                if taken.done {
                    entry.asked = true;
                    self.requests = Reading::Head(Vec::new());
                }
                Ok(taken.bytes)
            }
        }
    }

    fn open_entry(&mut self, head: RequestHead, raw: Vec<u8>, now: Moment) -> Result<(), String> {
        if self.open.len() == MOST_OPEN {
            return Err(format!("more than {MOST_OPEN} requests without an answer"));
        }
        let framing = head.framing();
        let RequestHead { method, target, headers, .. } = head;
        let body = Body::new(self.budget.share());
        let tunnel = method == "CONNECT";
        self.serial += 1;
        let request = SeenRequest { head: raw, method, target, headers, body };
        self.open.push_back(Entry::new(self.serial, self.begun.take().unwrap_or(now), request));
        let framing = framing?;
        let empty = matches!(framing, Framing::Known(0));
        if empty || tunnel {
            self.open.back_mut().into_iter().for_each(|entry| entry.asked = true);
        }
        self.requests = match () {
            // The answer says what it becomes.
            () if tunnel => Reading::Over,
            () if empty => Reading::Head(Vec::new()),
            () => Reading::Body(framing),
        };
        Ok(())
    }

    fn step_response(&mut self, bytes: &[u8], now: Moment) -> Result<usize, Halt> {
        match &mut self.responses {
            Reading::Over => Ok(bytes.len()),
            Reading::Head(_) if self.open.is_empty() && matches!(self.requests, Reading::Over) => Err(Halt::Unknown),
            Reading::Head(buffer) => {
                let (taken, head) = take_head(buffer, bytes, ResponseHead::parse, |head| head.length)?;
                if let Some(head) = head {
                    let raw = core::mem::take(buffer);
                    self.open_answer(head, raw, now)?;
                }
                Ok(taken)
            }
            Reading::Body(framing) => {
                let entry = self.open.front_mut().ok_or(Halt::Unknown)?;
                let response = entry.response.as_mut().ok_or(Halt::Unknown)?;
                let taken = framing.take(bytes, &mut response.body)?;
                if taken.done {
                    self.end_answer(now);
                }
                Ok(taken.bytes)
            }
        }
    }

    fn open_answer(&mut self, head: ResponseHead, raw: Vec<u8>, now: Moment) -> Result<(), Halt> {
        let unasked = || Halt::Failed("an answer that nobody asked for".to_owned());
        let entry = self.open.front_mut().filter(|entry| !entry.answered).ok_or_else(unasked)?;
        match head.status {
            101 => return Err(Halt::Other("the connection was upgraded: what follows is forwarded, not recorded")),
            100..=199 => {
                self.interim.push(head.status);
                return Ok(());
            }
            200..=299 if entry.request.method == "CONNECT" => {
                return Err(Halt::Other("the connection became a tunnel: what follows is forwarded, not recorded"));
            }
            _ => {}
        }
        if entry.request.method == "CONNECT" {
            let reason = "a CONNECT was refused: what the client sends after it is forwarded, not recorded";
            self.told.push(Told::Unrecorded { connection: self.connection, reason: reason.to_owned() });
        }
        let framing = head.framing(&entry.request.method)?;
        let ResponseHead { status, reason, headers, .. } = head;
        let interim = core::mem::take(&mut self.interim);
        let body = Body::new(self.budget.share());
        entry.response = Some(SeenResponse { interim, head: raw, status, reason, headers, body });
        if matches!(framing, Framing::Known(0)) {
            self.end_answer(now);
        } else {
            self.responses = Reading::Body(framing);
        }
        Ok(())
    }

    fn end_answer(&mut self, now: Moment) {
        self.responses = Reading::Head(Vec::new());
        self.open.front_mut().into_iter().for_each(|entry| entry.end_answer(now));
        self.flush();
    }

    fn stop_asking(&mut self, reason: &str, now: Moment) {
        if let Some(entry) = self.open.back_mut().filter(|entry| !entry.asked) {
            entry.failure.get_or_insert_with(|| reason.to_owned());
            (entry.asked, entry.last) = (true, now);
        }
    }

    fn halt(&mut self, halt: Halt, now: Moment) {
        match halt {
            Halt::Unknown => self.responses = Reading::Over,
            Halt::Failed(reason) => {
                self.finish(Some(&reason), now);
                self.tell_unrecorded(reason);
            }
            Halt::Other(reason) => {
                self.open.pop_front();
                self.finish(Some(reason), now);
                self.tell_unrecorded(reason.to_owned());
            }
        }
    }

    fn tell_unrecorded(&mut self, reason: String) {
        self.told.push(Told::Unrecorded { connection: self.connection, reason });
    }

    /// Tells what is whole, in the order in which it was asked.
    fn flush(&mut self) {
        while self.open.front().is_some_and(|entry| entry.asked && entry.answered) {
            let Some(entry) = self.open.pop_front() else { return };
            self.told.push(Told::Recorded(Box::new(entry.recorded(self.connection))));
        }
    }
}

impl From<String> for Halt {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

impl From<&'static str> for Halt {
    fn from(reason: &'static str) -> Self {
        Self::Failed(reason.to_owned())
    }
}

#[cfg(test)]
mod tests;
