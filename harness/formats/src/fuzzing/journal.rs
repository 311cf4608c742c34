//! WireMock's request journal.

use super::shown;
use crate::error::ReadError;
use crate::exchange::Exchange;
use crate::wiremock::{JournalReader, journal as whole, journal_file, read_entry};

/// Any bytes as a request journal.
///
/// * It says the same whole, in two pieces, and byte by byte.
/// * No entry larger than the limit is kept.
/// * What is read of it is read again, as many entries with the same request lines and bodies, when it is written.
///
/// # Panics
///
/// When one of these does not hold.
pub fn journal(bytes: &[u8]) {
    let entries = whole(bytes);
    let half = bytes.len() / 2;
    for pieces in [vec![&bytes[..half], &bytes[half..]], bytes.chunks(1).collect()] {
        let again = fed(&pieces, crate::wiremock::LIMIT);
        assert!(again == entries, "{entries:?}, in {} pieces {again:?}\n{}", pieces.len(), shown(bytes));
    }
    bounded(bytes);
    let read: Vec<Exchange> = entries.into_iter().flatten().collect();
    let written = journal_file(&read).to_file();
    let again: Vec<Exchange> = whole(written.as_bytes()).into_iter().rev().flatten().collect();
    let lines = |all: &[Exchange]| all.iter().map(|one| (one.id.clone(), one.request.body.clone())).collect::<Vec<_>>();
    assert!(lines(&again) == lines(&read), "{read:?}, then {again:?}\n{written}\n{}", shown(bytes));
}

fn fed(pieces: &[&[u8]], limit: usize) -> Vec<Result<Exchange, ReadError>> {
    let mut entries = Vec::new();
    let mut reader = JournalReader::new(limit);
    for piece in pieces {
        reader.feed(piece, |entry| entries.push(entry.read()));
    }
    let mut last = Vec::new();
    let end = reader.finish(|entry| last.push(entry.read()));
    entries.into_iter().chain(last).chain(end.err().map(Err)).collect()
}

fn bounded(bytes: &[u8]) {
    const LIMIT: usize = 64;
    let mut reader = JournalReader::new(LIMIT);
    let check = |text: Result<&[u8], ReadError>| {
        let Ok(text) = text else { return };
        assert!(text.len() <= LIMIT, "an entry of {} bytes\n{}", text.len(), shown(bytes));
        let _read = read_entry(text);
    };
    bytes.chunks(7).for_each(|piece| reader.feed(piece, |entry| check(entry.text)));
    let _end = reader.finish(|entry| check(entry.text));
}
