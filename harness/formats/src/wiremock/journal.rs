//! The request journal, entry by entry, in memory bounded by the largest entry.
//!
//! <https://wiremock.org/docs/standalone/admin-api-reference/> (Requests). Read are the answers of `GET
//! /__admin/requests` and `POST /__admin/requests/find`, a bare list, and a single entry.

use core::mem::take;

use super::entry;
use super::scan::Scan;
use crate::error::ReadError;
use crate::exchange::Exchange;

/// Bytes of one entry at most, as long as nothing else is asked for: 16 MiB.
pub const LIMIT: usize = 16 << 20;

/// One entry as it stands in the journal, not yet read: other threads may do that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawEntry<'a> {
    /// Its pointer, such as `/requests/3`.
    pub place: String,
    /// Where it begins, in bytes of the journal.
    pub offset: u64,
    /// Its text, or what keeps it from being read.
    pub text: Result<&'a [u8], ReadError>,
}

impl RawEntry<'_> {
    /// Reads the entry.
    ///
    /// # Errors
    ///
    /// What is wrong with this entry alone, with its place in the journal.
    pub fn read(&self) -> Result<Exchange, ReadError> {
        self.text.clone().and_then(entry::read).map_err(|error| error.within(&self.place))
    }
}

/// Takes a journal in pieces of any size and gives its entries.
///
/// ```
/// use counterfoil_formats::wiremock::JournalReader;
///
/// let mut reader = JournalReader::default();
/// let mut targets = Vec::new();
/// for piece in [&br#"{"requests":[{"request":{"method":"GET","ur"#[..], br#"l":"/a"}}]}"#] {
///     reader.feed(piece, |entry| targets.push(entry.read().unwrap().request.target));
/// }
/// reader.finish(|_| unreachable!()).unwrap();
/// assert_eq!(targets, ["/a"]);
/// ```
#[derive(Debug)]
pub struct JournalReader {
    state: State,
    scan: Scan,
    /// What came of the value in earlier pieces.
    kept: Vec<u8>,
    /// How long the value is by now, kept or not.
    length: usize,
    limit: usize,
    /// How many bytes came before this piece.
    before: u64,
    /// Where the value began.
    began: u64,
    /// How many entries began.
    index: usize,
    /// What an entry's pointer begins with.
    list: &'static str,
}

#[derive(Clone, Debug, Default)]
enum State {
    /// Nothing but blanks so far.
    #[default]
    Start,
    /// In an object: the answer of the admin API, or a single entry.
    Outer,
    /// Before an item; the list may end here where none came yet.
    Item { first: bool },
    /// In an item.
    Inside,
    /// Behind an item.
    Behind,
    /// Behind the list: what follows does not matter.
    Rest,
    /// Behind a single entry.
    Single,
    /// Something stands where it cannot.
    Broken(ReadError),
}

impl Default for JournalReader {
    fn default() -> Self {
        Self::new(LIMIT)
    }
}

impl JournalReader {
    /// A reader that refuses entries of more than `limit` bytes, and goes on behind them.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        let (state, scan, kept) = (State::Start, Scan::default(), Vec::new());
        Self { state, scan, kept, length: 0, limit, before: 0, began: 0, index: 0, list: "" }
    }

    /// Takes the next piece; each entry of a list that ends in it is given to `each`.
    pub fn feed(&mut self, piece: &[u8], mut each: impl FnMut(RawEntry<'_>)) {
        let mut at = 0;
        while at < piece.len() {
            at = match self.state {
                State::Broken(_) | State::Rest => piece.len(),
                State::Inside => self.inside(piece, at, &mut each),
                State::Outer => self.outer(piece, at),
                _ => self.between(piece[at], at),
            };
        }
        self.before += piece.len() as u64;
    }

    /// Says whether the journal was whole; an entry that stands alone in its file is given here.
    ///
    /// # Errors
    ///
    /// The byte where the journal breaks off or is none. Entries given before are good.
    pub fn finish(mut self, mut each: impl FnMut(RawEntry<'_>)) -> Result<(), ReadError> {
        match take(&mut self.state) {
            State::Rest => Ok(()),
            State::Single => {
                each(RawEntry { place: String::new(), offset: self.began, text: Ok(&self.kept) });
                Ok(())
            }
            State::Broken(error) => Err(error),
            State::Start => Err(ReadError::new("byte 0", "a request journal", "an empty file")),
            State::Inside => Err(self.cut_off(self.index.saturating_sub(1))),
            State::Outer | State::Item { .. } | State::Behind => Err(self.cut_off(self.index)),
        }
    }

    fn cut_off(&self, whole: usize) -> ReadError {
        let entries = if whole == 1 { "1 whole entry" } else { &format!("{whole} whole entries") };
        let found = format!("the end of the file: the journal is cut off after {entries}");
        ReadError::new(format!("byte {}", self.before), "the rest of the journal", found)
    }

    /// One byte between values; gives where to go on.
    fn between(&mut self, byte: u8, at: usize) -> usize {
        let here = self.before + at as u64;
        let is_mark = here < 3 && [0xef, 0xbb, 0xbf].get(usize::try_from(here).unwrap_or(3)) == Some(&byte);
        if byte.is_ascii_whitespace() || (is_mark && matches!(self.state, State::Start)) {
            return at + 1;
        }
        self.state = match (&self.state, byte) {
            (State::Start, b'[') => State::Item { first: true },
            (State::Start, b'{') => {
                self.begin(here);
                State::Outer
            }
            (State::Item { first: true } | State::Behind, b']') => State::Rest,
            (State::Behind, b',') => State::Item { first: false },
            (State::Item { .. }, byte) if !b",:]}".contains(&byte) => {
                self.begin(here);
                self.index += 1;
                State::Inside
            }
            _ => State::Broken(self.unexpected(byte, here)),
        };
        // The first byte of a value belongs to it.
        if matches!(self.state, State::Inside | State::Outer) { at } else { at + 1 }
    }

    fn begin(&mut self, here: u64) {
        self.began = here;
        self.length = 0;
        self.kept.clear();
        self.scan = Scan::default();
    }

    fn inside(&mut self, piece: &[u8], at: usize, each: &mut impl FnMut(RawEntry<'_>)) -> usize {
        let Some(end) = self.scan.run(&piece[at..]) else {
            self.keep(&piece[at..]);
            return piece.len();
        };
        self.state = State::Behind;
        let last = &piece[at..at + end];
        let text = if self.length == 0 && last.len() <= self.limit {
            Ok(last)
        } else {
            self.keep(last);
            if self.length > self.limit { Err(self.too_large()) } else { Ok(self.kept.as_slice()) }
        };
        each(RawEntry { place: format!("{}/{}", self.list, self.index - 1), offset: self.began, text });
        at + end
    }

    /// Memory stays bounded: what has become too large is let go.
    fn keep(&mut self, part: &[u8]) {
        self.length += part.len();
        if self.length > self.limit {
            self.kept = Vec::new();
        } else {
            self.kept.extend_from_slice(part);
        }
    }

    fn too_large(&self) -> ReadError {
        let found = format!("{} bytes from byte {}", self.length, self.began);
        ReadError::new("", format!("an entry of at most {} bytes", self.limit), found)
    }

    /// The outer object is kept until its list begins: it may be a single entry.
    fn outer(&mut self, piece: &[u8], from: usize) -> usize {
        for (at, &byte) in piece.iter().enumerate().skip(from) {
            if byte == b'[' && self.scan.is_structure() && self.scan.depth() == 1 && self.is_list() {
                self.kept.clear();
                self.list = "/requests";
                self.state = State::Item { first: true };
                return at + 1;
            }
            self.scan.step(byte);
            self.keep(&[byte]);
            if self.length > self.limit {
                self.state = State::Broken(self.too_large());
                return piece.len();
            }
            if self.scan.is_structure() && self.scan.depth() == 0 {
                self.state = State::Single;
                return at + 1;
            }
        }
        piece.len()
    }

    /// Whether the last name of the outer object is `requests`.
    fn is_list(&self) -> bool {
        let before = self.kept.trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end);
        let before = before.and_then(|text| text.strip_suffix(b"\"requests\"")).map(<[u8]>::trim_ascii_end);
        before.is_some_and(|text| text.ends_with(b",") || text.ends_with(b"{"))
    }

    fn unexpected(&self, byte: u8, here: u64) -> ReadError {
        let found = format!("`{}`", byte.escape_ascii());
        let expected = match self.state {
            State::Start if byte == 0xff || byte == 0xfe => {
                let found = "UTF-16: write the journal anew, for instance with `curl --output FILE`";
                return ReadError::new("byte 0", "UTF-8", found);
            }
            State::Start => "a request journal: `{\"requests\":[…]}`, a list or one entry",
            State::Item { .. } => "an entry",
            State::Single => "nothing behind the entry",
            _ => "`,` or `]` behind an entry",
        };
        ReadError::new(format!("byte {here}"), expected, found)
    }
}

/// Every entry of a journal that is at hand as a whole, and at the end why there are no more, if that is an error.
#[must_use]
pub fn journal(bytes: &[u8]) -> Vec<Result<Exchange, ReadError>> {
    let mut entries = Vec::new();
    let mut reader = JournalReader::default();
    reader.feed(bytes, |entry| entries.push(entry.read()));
    let mut last = Vec::new();
    let end = reader.finish(|entry| last.push(entry.read()));
    entries.into_iter().chain(last).chain(end.err().map(Err)).collect()
}
