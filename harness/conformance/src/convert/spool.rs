//! Exchanges on their way: kept in a file without a name, so that memory holds only where each of them stands.

use core::hash::Hasher as _;
use std::fs::File;
use std::hash::DefaultHasher;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use counterfoil_formats::exchange::{Exchange, read, to_line};
use counterfoil_formats::wiremock::request_pattern;

/// Takes exchanges in the order of reading.
#[derive(Debug)]
pub(super) struct Spool {
    file: BufWriter<File>,
    length: u64,
    kept: Vec<Kept>,
}

/// Gives them back in the order in which they were sent.
#[derive(Debug)]
pub(super) struct Sorted {
    file: BufReader<File>,
    /// In that order.
    pub(super) kept: Vec<Kept>,
}

/// Where an exchange stands, and what tells it from others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    offset: u64,
    length: u64,
    /// Milliseconds since 1970.
    at: Option<i64>,
    /// The file, and the place in it; a journal's entries count down.
    order: (u32, i64),
    /// Of the request as a mapping sees it.
    pub(super) request: u64,
    /// Of the answer.
    pub(super) answer: u64,
}

impl Spool {
    /// A file in the folder that is gone with the program, however it ends.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(tempfile::tempfile_in(folder)?), length: 0, kept: Vec::new() })
    }

    pub(super) fn push(&mut self, exchange: &Exchange, order: (u32, i64)) -> io::Result<()> {
        let line = to_line(exchange);
        self.file.write_all(line.as_bytes())?;
        let length = line.len() as u64;
        let answer = exchange.response.as_ref().map(|answer| (answer.status, &answer.body));
        self.kept.push(Kept {
            offset: self.length,
            length,
            at: exchange.at.map(jiff::Timestamp::as_millisecond),
            order,
            request: hash(&request_pattern(exchange).to_line()),
            answer: hash(&(answer, exchange.failure.is_some())),
        });
        self.length += length;
        Ok(())
    }

    /// By time where all have one, else in the order of reading.
    pub(super) fn sorted(self) -> io::Result<Sorted> {
        let Self { file, mut kept, .. } = self;
        if kept.iter().all(|one| one.at.is_some()) {
            kept.sort_by_key(|one| (one.at, one.order));
        } else {
            kept.sort_by_key(|one| one.order);
        }
        Ok(Sorted { file: BufReader::new(file.into_inner()?), kept })
    }
}

impl Sorted {
    pub(super) fn get(&mut self, one: Kept) -> io::Result<Exchange> {
        self.file.seek(SeekFrom::Start(one.offset))?;
        let mut line = Vec::new();
        self.file.by_ref().take(one.length).read_to_end(&mut line)?;
        read(&line).map_err(|error| io::Error::other(error.to_string()))
    }
}

fn hash(value: &impl core::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
