//! Tokens, values and texts that messages are made of.

use super::random::Random;
use crate::draft::{Escapes, quote};

/// What parsers stumble over.
pub(super) fn token(random: &mut Random) -> String {
    const TOKENS: [&str; 30] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "\\/",
        "\u{0}",
        "\u{feff}",
        "\n",
        " ",
        "/**/",
        "1E2",
        "-0",
        "01",
        "NaN",
        "null",
        "true",
        "'",
        "\"a\":1,",
        "\"sign\":\"0\",",
        "{}",
        "\u{2028}",
        "\u{e9}",
        "\"__proto__\":{},",
        "\r\n\r\n",
    ];
    TOKENS[random.below(TOKENS.len())].to_owned()
}

/// Bytes that are not UTF-8.
pub(super) fn foreign(random: &mut Random) -> Vec<u8> {
    const BYTES: [&[u8]; 6] = [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe9", b"\xe8\xae", b"\xf4\x90\x80\x80"];
    BYTES[random.below(BYTES.len())].to_vec()
}

pub(super) fn blanks(random: &mut Random) -> String {
    (0..random.below(5)).map(|_| [' ', '\t', '\r', '\n'][random.below(4)]).collect()
}

/// A raw value of any JSON type.
pub(super) fn raw_value(random: &mut Random) -> String {
    const VALUES: [&str; 22] = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "1E2",
        "1e400",
        "0.1",
        "9007199254740993",
        "[]",
        "{}",
        "\"\"",
        "\" \"",
        "\"0\"",
        "\"null\"",
        "[\"CF1\"]",
        "{\"$ne\":1}",
        "\"1e2\"",
        "\"2\"",
        "99999999999999999999999",
    ];
    if random.one_in(3) {
        return quote(&text(random), Escapes::Needed);
    }
    VALUES[random.below(VALUES.len())].to_owned()
}

/// A free text: letters of many scripts and what has to be escaped, no control characters.
pub(super) fn text(random: &mut Random) -> String {
    const LETTERS: [char; 32] = [
        'a',
        'Z',
        '0',
        ' ',
        '"',
        '\\',
        '/',
        '\'',
        '<',
        '&',
        '%',
        '+',
        '=',
        '{',
        '}',
        '\u{e9}',
        '\u{df}',
        '\u{301}',
        '\u{200b}',
        '\u{2028}',
        '\u{202e}',
        '\u{5d0}',
        '\u{8ba2}',
        '\u{ff11}',
        '\u{feff}',
        '\u{fffd}',
        '\u{10ffff}',
        '\u{1f39f}',
        '\u{1f468}',
        '\u{200d}',
        '\u{fe0f}',
        '#',
    ];
    // Never empty: whether an empty member counts as one is open.
    (0..=random.below(12)).map(|_| LETTERS[random.below(LETTERS.len())]).collect()
}
