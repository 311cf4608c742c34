//! What was exchanged, for the verdict and for people.

use std::collections::VecDeque;
use std::sync::Arc;

use counterfoil_protocol::wire::Request;
use serde_json::{Value, json};

use super::call::Call;

/// Exchanges kept at most; older ones are counted only.
const MOST: usize = 2_000;
/// Bytes of a body shown at most.
const SHOWN: usize = 16 << 10;

/// One exchange.
#[derive(Clone, Debug)]
pub struct Entry {
    /// From 1.
    pub number: u64,
    /// Milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// `request` from the client, `callback` to it.
    pub kind: EntryKind,
    /// The message's id, where it is known.
    pub message: Option<&'static str>,
    /// Method, target, headers and body as they came or went.
    pub request: Request,
    /// What the gateway's side objects to, empty where nothing.
    pub objection: String,
    /// The HTTP state of the answer, 0 where there was none.
    pub status: u16,
    /// The answer's body, or what came instead of one.
    pub answer: String,
    /// The fault that was played, where one was.
    pub fault: Option<&'static str>,
    /// What was asked for, where the request was right.
    pub call: Option<Call>,
}

/// Who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The client under test.
    Request,
    /// The stand-in.
    Callback,
}

/// All exchanges.
#[derive(Debug, Default)]
pub struct Journal {
    entries: VecDeque<Arc<Entry>>,
    count: u64,
}

impl Journal {
    /// Adds one and gives it its number; what is not shown of its bodies is not kept.
    pub fn add(&mut self, mut entry: Entry) -> Arc<Entry> {
        self.count += 1;
        entry.number = self.count;
        entry.request.body.truncate(SHOWN);
        entry.request.body.shrink_to_fit();
        entry.answer = shown(entry.answer.as_bytes());
        if self.entries.len() == MOST {
            self.entries.pop_front();
        }
        let entry = Arc::new(entry);
        self.entries.push_back(Arc::clone(&entry));
        entry
    }

    /// How many there were.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Those that are kept, oldest first.
    #[must_use]
    pub fn entries(&self) -> &VecDeque<Arc<Entry>> {
        &self.entries
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({ "count": self.count, "exchanges": self.entries.iter().map(|entry| entry.json()).collect::<Vec<_>>() })
    }
}

impl Entry {
    fn json(&self) -> Value {
        let headers: Vec<Value> =
            self.request.headers.iter().map(|(name, value)| json!([name, String::from_utf8_lossy(value)])).collect();
        json!({
            "number": self.number,
            "at": self.at_ms,
            "kind": match self.kind { EntryKind::Request => "request", EntryKind::Callback => "callback" },
            "message": self.message,
            "method": self.request.method,
            "target": self.request.target,
            "headers": headers,
            "body": shown(&self.request.body),
            "objection": if self.objection.is_empty() { Value::Null } else { self.objection.clone().into() },
            "status": self.status,
            "answer": shown(self.answer.as_bytes()),
            "fault": self.fault,
        })
    }
}

fn shown(body: &[u8]) -> String {
    String::from_utf8_lossy(&body[..body.len().min(SHOWN)]).into_owned()
}
