//! The journal in pieces, cut off, too large, and wrong in places.

use counterfoil_formats::wiremock::{JournalReader, journal};
use proptest::collection::vec;
use proptest::prelude::any;

use crate::fixtures::{JOURNAL, RECEIVER_JOURNAL};

/// Place, offset and text of each entry, and how it ended.
type Read = (Vec<(String, u64, Result<Vec<u8>, String>)>, Result<(), String>);

fn read_in(pieces: &[&[u8]], limit: usize) -> Read {
    let mut entries = Vec::new();
    let mut reader = JournalReader::new(limit);
    let own = |entry: counterfoil_formats::wiremock::RawEntry<'_>| {
        (entry.place, entry.offset, entry.text.map(<[u8]>::to_vec).map_err(|error| error.to_string()))
    };
    for piece in pieces {
        reader.feed(piece, |entry| entries.push(own(entry)));
    }
    let end = reader.finish(|entry| entries.push(own(entry))).map_err(|error| error.to_string());
    (entries, end)
}

const SMALL: &str = r#" {"meta": {"requests": [1]}, "requests" : [ {"request":{"method":"GET","url":"/a\"]}"}} ,7, "x", {}],"meta":{}}"#;

#[test]
fn however_it_is_cut_the_entries_are_the_same() {
    for text in [SMALL, RECEIVER_JOURNAL, "[{}, {}]", "{\"request\":{\"url\":\"[\"}}", "[]", "\u{feff}[{}]"] {
        let whole = read_in(&[text.as_bytes()], 5000);
        assert_eq!(whole.1, Ok(()), "{text}");
        for cut in 0..=text.len() {
            let (left, right) = text.as_bytes().split_at(cut);
            assert_eq!(read_in(&[left, right], 5000), whole, "{cut}: {text}");
        }
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(read_in(&bytes, 5000), whole, "{text}");
    }
    let (entries, _) = read_in(&[SMALL.as_bytes()], 5000);
    let places: Vec<&str> = entries.iter().map(|(place, ..)| place.as_str()).collect();
    assert_eq!(places, ["/requests/0", "/requests/1", "/requests/2", "/requests/3"]);
}

#[test]
fn a_real_journal_cut_off_anywhere_gives_what_is_whole() {
    let whole = journal(JOURNAL.as_bytes());
    for cut in (0..JOURNAL.trim_end().len()).step_by(97) {
        let read = journal(&JOURNAL.as_bytes()[..cut]);
        let good = read.iter().take_while(|entry| entry.is_ok()).count();
        assert_eq!(read[..good], whole[..good], "{cut}");
        assert!(good + 1 >= read.len(), "{cut}");
    }
    let say = |cut: usize| journal(&JOURNAL.as_bytes()[..cut]).pop().unwrap().unwrap_err().to_string();
    assert_eq!(
        say(4000),
        "byte 4000: expected the rest of the journal, found the end of the file: the journal is cut off after 2 whole \
         entries"
    );
    assert_eq!(say(0), "byte 0: expected a request journal, found an empty file");
}

#[test]
fn an_entry_that_is_too_large_does_not_keep_the_others_back() {
    let large = format!("[{{\"a\":\"{}\"}},{{}}]", "x".repeat(100));
    for pieces in [vec![large.as_bytes()], large.as_bytes().chunks(7).collect()] {
        let (entries, end) = read_in(&pieces, 50);
        assert_eq!(end, Ok(()));
        let expected = ": expected an entry of at most 50 bytes, found 108 bytes from byte 1";
        assert_eq!(entries[0].2, Err(format!("the document{expected}")));
        assert_eq!(entries[1].2, Ok(b"{}".to_vec()));
    }
}

#[test]
fn an_entry_with_wrong_base64_does_not_keep_the_others_back() {
    let good = r#"{"id":"b","request":{"method":"POST","url":"/","bodyAsBase64":"e30="}}"#;
    let bad = good.replace("e30=", "e30");
    let read = journal(format!("{{\"requests\":[{bad},{good}]}}").as_bytes());
    let error = read[0].as_ref().unwrap_err().to_string();
    assert_eq!(
        error,
        "/requests/0/request/bodyAsBase64: expected Base64 with padding (RFC 4648, section 4), found `e30` (Invalid \
         padding)"
    );
    assert_eq!(read[1].as_ref().unwrap().request.body, b"{}");
}

#[test]
fn missing_bodies_and_lengths_that_disagree_are_losses() {
    let lost = |members: &str| {
        let text = format!("[{{\"request\":{{\"method\":\"POST\",\"url\":\"/\",{members}}}}}]");
        let exchange = journal(text.as_bytes()).pop().unwrap().unwrap();
        crate::fixtures::beyond(&exchange.request.lost).join(" ")
    };
    assert_eq!(lost(r#""headers":{"Content-Length":"5"}"#), "body-missing");
    assert_eq!(lost(r#""headers":{"Content-Length":"5"},"body":"hello""#), "text-only");
    assert_eq!(lost(r#""headers":{"Content-Length":"5"},"body":"h\ufffd!""#), "text-only replacement-characters");
    assert_eq!(
        lost(r#""headers":{"Content-Length":["5","6"]},"bodyAsBase64":"aGVsbG8=""#),
        "header-repeats length-differs"
    );
    assert_eq!(lost(r#""headers":{"content-length":"0"}"#), "");
    assert_eq!(lost(r#""headers":{}"#), "");
}

#[test]
fn what_is_no_journal_is_named() {
    let say = |text: &[u8]| journal(text).pop().unwrap().unwrap_err().to_string();
    assert_eq!(
        say(b"<html>"),
        "byte 0: expected a request journal: `{\"requests\":[\u{2026}]}`, a list or one entry, found `<`"
    );
    assert_eq!(
        say(b"\xff\xfe{\0"),
        "byte 0: expected UTF-8, found UTF-16: write the journal anew, for instance with `curl --output FILE`"
    );
    assert_eq!(say(b"{\"mappings\":[]}"), "/mappings: expected entries of a request journal, found stub mappings");
    assert_eq!(say(b"{}"), "/request: expected an entry of a request journal, found neither `request` nor `url`");
    assert_eq!(say(b"[{} {}]"), "byte 4: expected `,` or `]` behind an entry, found `{`");
    assert_eq!(
        say(br#"{"requests":[{"request":{"method":"GET","url":7}}]}"#),
        "/requests/0/request/url: expected a string, found a number, `7`"
    );
}

#[test]
fn older_and_newer_shapes_are_read() {
    let read = |text: &str| journal(text.as_bytes()).pop().unwrap().unwrap();
    let only_absolute = read(r#"[{"request":{"method":{"name":"PUT"},"absoluteUrl":"https://a.example/b?c"}}]"#);
    assert_eq!((only_absolute.request.method.as_str(), only_absolute.request.target.as_str()), ("PUT", "/b?c"));
    let fault = read(r#"{"request":{"method":"GET","url":"/"},"response":{"status":200,"fault":"EMPTY_RESPONSE"}}"#);
    assert_eq!(fault.failure.as_deref(), Some("WireMock answered with a fault: EMPTY_RESPONSE"));
    let dated = read(r#"{"request":{"method":"GET","url":"/","loggedDate":"2020-01-01T00:00:00Z"}}"#);
    assert_eq!(dated.at.unwrap().as_second(), 1_577_836_800);
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic_and_pieces_do_not_matter(bytes in vec(any::<u8>(), 0..60), at in 0_usize..60) {
        let whole = read_in(&[&bytes], 30);
        let (left, right) = bytes.split_at(at.min(bytes.len()));
        proptest::prop_assert_eq!(read_in(&[left, right], 30), whole);
    }

    #[test]
    fn no_structure_panics(text in r#"([\[\]{},:"\\ 1a]|"requests":\[){0,40}"#, at in 0_usize..40) {
        let whole = read_in(&[text.as_bytes()], 30);
        let (left, right) = text.as_bytes().split_at(at.min(text.len()));
        proptest::prop_assert_eq!(read_in(&[left, right], 30), whole);
        let _ = journal(text.as_bytes());
    }
}
