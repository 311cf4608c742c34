//! Files as a stream of raw recordings, in batches that threads can work on.
//!
//! What is held at once does not depend on how many recordings there are: one batch of about a mebibyte, or one recording
//! where it is larger. A file of mappings is read as a whole, as is an exchange over several lines.

use core::ops::Range;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

use counterfoil_formats::error::ReadError;
use counterfoil_formats::wiremock::JournalReader;

use super::content::{Content, content};
use super::files::{Input, walk};
use super::lines::{self, Line};

/// Bytes of a batch, more or less: what one core has read lies in a cache yet when another takes it.
const BATCH: usize = 1 << 17;
/// Recordings of a batch.
const MOST: usize = 1 << 11;
/// What a kind is told by.
const START: usize = 64 << 10;
/// Bytes of a file that must be read as a whole.
const WHOLE: u64 = 64 << 20;

/// A file that recordings come from.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    /// In the order of reading, from 0.
    pub index: u32,
    /// As it is printed.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
}

/// One recording that is not read yet, or a file's mappings.
#[derive(Debug)]
pub struct Raw {
    /// Its file.
    pub origin: Arc<Origin>,
    /// Its number in the file, from 0.
    pub number: u32,
    /// What it is.
    pub kind: RawKind,
}

/// What a raw recording is, and where its bytes stand in the batch.
#[derive(Debug)]
pub enum RawKind {
    /// A line with an own exchange.
    Line(Range<usize>),
    /// An own exchange.
    Exchange(Range<usize>),
    /// An entry of a journal, with its place.
    Entry(String, Range<usize>),
    /// One or several mappings.
    Mappings(Range<usize>),
    /// What cannot be read.
    Broken(String),
}

/// Raw recordings with their bytes.
#[derive(Debug, Default)]
pub struct Batch {
    /// In order.
    pub raws: Vec<Raw>,
    /// Their bytes.
    pub bytes: Vec<u8>,
}

/// What was found beside recordings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that hold recordings, or should.
    pub files: u32,
    /// Files in folders that hold none.
    pub others: u32,
}

/// Reads everything below the PATHs. Stops when `send` says that nobody listens.
pub fn read(paths: &[PathBuf], send: &mut dyn FnMut(Batch) -> bool) -> Counts {
    let mut reader = Reader { batch: Batch::default(), send, listening: true, counts: Counts::default() };
    walk(paths, &mut |input| {
        reader.input(input);
        reader.listening
    });
    reader.flush();
    reader.counts
}

struct Reader<'s> {
    batch: Batch,
    send: &'s mut dyn FnMut(Batch) -> bool,
    listening: bool,
    counts: Counts,
}

impl Reader<'_> {
    fn input(&mut self, input: Input) {
        let Input { name, path, named, refused } = input;
        let origin = Arc::new(Origin { index: self.counts.files, name, path });
        if let Some(reason) = refused {
            return self.broken(&origin, 0, reason);
        }
        let opened: io::Result<Box<dyn Read>> = match &origin.path {
            Some(path) => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
            None => Ok(Box::new(io::stdin())),
        };
        let read = opened.and_then(|file| self.file(&origin, named, file));
        if let Err(error) = read {
            self.broken(&origin, 0, error.to_string());
        }
    }

    fn file(&mut self, origin: &Arc<Origin>, named: bool, mut file: Box<dyn Read>) -> io::Result<()> {
        let mut start = Vec::new();
        file.by_ref().take(START as u64).read_to_end(&mut start)?;
        let kind = content(&start);
        let by_name = origin.path.as_ref().and_then(|path| path.extension());
        let claims = named || by_name.is_some_and(|end| end == "json" || end == "jsonl");
        if matches!(kind, Content::OtherJson | Content::Other | Content::Empty) {
            // A folder may hold what it likes; an empty or binary `.json` is a recording that got lost.
            if named || (claims && kind != Content::OtherJson) {
                self.broken(origin, 0, nothing(kind).to_owned());
            } else {
                self.counts.others += 1;
            }
            return Ok(());
        }
        self.counts.files += 1;
        let mut file = BufReader::with_capacity(START * 4, io::Cursor::new(start).chain(file));
        match kind {
            Content::Lines => self.lines(origin, &mut file),
            Content::Journal => self.journal(origin, &mut file),
            Content::Exchange => self.whole(origin, &mut file, RawKind::Exchange),
            _ => self.whole(origin, &mut file, RawKind::Mappings),
        }
    }

    fn lines(&mut self, origin: &Arc<Origin>, file: &mut dyn BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        for number in 0.. {
            match lines::next(file, &mut line)? {
                Line::End => break,
                Line::TooLong => self.broken(origin, number, format!("longer than {} bytes", lines::LIMIT)),
                Line::Whole if line.trim_ascii().is_empty() => {}
                Line::Whole => self.push(origin, number, &line, RawKind::Line),
            }
            if !self.listening {
                break;
            }
        }
        Ok(())
    }

    fn journal(&mut self, origin: &Arc<Origin>, file: &mut dyn BufRead) -> io::Result<()> {
        let mut journal = JournalReader::default();
        let mut number = 0;
        let mut entry = |this: &mut Self, place: String, text: Result<&[u8], ReadError>| {
            match text {
                Ok(text) => this.push(origin, number, text, |range| RawKind::Entry(place, range)),
                Err(error) => this.broken(origin, number, error.within(&place).to_string()),
            }
            number += 1;
        };
        loop {
            let piece = match file.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                piece => piece?,
            };
            let length = piece.len();
            if length == 0 || !self.listening {
                break;
            }
            journal.feed(piece, |raw| entry(self, raw.place, raw.text));
            file.consume(length);
        }
        let ended = journal.finish(|raw| entry(self, raw.place, raw.text));
        if let Err(error) = ended.as_ref().map_err(ToString::to_string)
            && self.listening
        {
            self.broken(origin, number, error);
        }
        Ok(())
    }

    fn whole(
        &mut self,
        origin: &Arc<Origin>,
        file: &mut dyn BufRead,
        kind: fn(Range<usize>) -> RawKind,
    ) -> io::Result<()> {
        let mut text = Vec::new();
        file.take(WHOLE + 1).read_to_end(&mut text)?;
        if text.len() as u64 > WHOLE {
            self.broken(origin, 0, format!("larger than {WHOLE} bytes; only journals and lines may be"));
            return Ok(());
        }
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
        self.push(origin, 0, text, kind);
        Ok(())
    }

    fn push(&mut self, origin: &Arc<Origin>, number: u32, bytes: &[u8], kind: impl FnOnce(Range<usize>) -> RawKind) {
        if self.batch.bytes.is_empty() {
            // The last recording is let in whole.
            self.batch.bytes.reserve(BATCH + bytes.len());
        }
        let from = self.batch.bytes.len();
        self.batch.bytes.extend_from_slice(bytes);
        let range = from..self.batch.bytes.len();
        self.raw(origin, number, kind(range));
    }

    fn broken(&mut self, origin: &Arc<Origin>, number: u32, reason: String) {
        self.raw(origin, number, RawKind::Broken(reason));
    }

    fn raw(&mut self, origin: &Arc<Origin>, number: u32, kind: RawKind) {
        self.batch.raws.push(Raw { origin: Arc::clone(origin), number, kind });
        if self.batch.bytes.len() >= BATCH || self.batch.raws.len() >= MOST {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let batch = core::mem::take(&mut self.batch);
        if !batch.raws.is_empty() && self.listening {
            self.listening = (self.send)(batch);
        }
    }
}

fn nothing(kind: Content) -> &'static str {
    match kind {
        Content::Empty => "the file is empty",
        Content::OtherJson => "no recording: neither an exchange, nor a journal, nor mappings of WireMock",
        _ => "no recording: it does not begin with JSON",
    }
}
