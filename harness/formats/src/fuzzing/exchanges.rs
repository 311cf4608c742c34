//! One exchange, and lines of them.

use super::shown;
use crate::exchange::{Exchange, lines, read, to_file, to_line};

/// Any bytes as one exchange, and as lines of exchanges.
///
/// * What is read is the same when it is written, as file and as line, and read again.
/// * Lines are read each by itself: what stands in one does not change another.
///
/// # Panics
///
/// When one of these does not hold.
pub fn exchanges(bytes: &[u8]) {
    if let Ok(exchange) = read(bytes) {
        survives(&exchange, bytes);
    }
    let mut written = String::new();
    let mut read = Vec::new();
    for line in lines(bytes) {
        if let Ok(exchange) = line.exchange {
            survives(&exchange, bytes);
            written.push_str(to_line(&exchange).trim_end());
            written.push('\n');
            read.push(exchange);
        }
    }
    let again: Result<Vec<Exchange>, _> = lines(written.as_bytes()).map(|line| line.exchange).collect();
    assert!(again.as_ref() == Ok(&read), "{read:?}, then {again:?}\n{}", shown(bytes));
}

fn survives(exchange: &Exchange, bytes: &[u8]) {
    for text in [to_file(exchange), to_line(exchange)] {
        let again = read(text.as_bytes());
        assert!(again.as_ref() == Ok(exchange), "{exchange:?}, then {again:?}\n{text}\n{}", shown(bytes));
    }
}
