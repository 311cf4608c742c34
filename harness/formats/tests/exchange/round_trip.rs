//! What is written is read back.

use counterfoil_formats::exchange::{Exchange, lines, read, to_file, to_line};
use proptest::collection::vec;
use proptest::prelude::any;

use crate::arbitrary::exchange;

proptest::proptest! {
    #[test]
    fn a_file_comes_back_as_it_was(exchange in exchange()) {
        proptest::prop_assert_eq!(&read(to_file(&exchange).as_bytes()).unwrap(), &exchange);
        let line = to_line(&exchange);
        proptest::prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
        proptest::prop_assert_eq!(&read(line.as_bytes()).unwrap(), &exchange);
    }

    #[test]
    fn lines_cut_anywhere_give_the_whole_ones_and_one_error(all in vec(exchange(), 1..4), at in any::<u16>()) {
        let text: String = all.iter().map(to_line).collect();
        let cut = usize::from(at) % (text.len() + 1);
        let read: Vec<_> = lines(&text.as_bytes()[..cut]).map(|line| line.exchange).collect();
        // A line without its line feed is whole all the same.
        let ends = all.iter().scan(0, |end, exchange| { *end += to_line(exchange).len(); Some(*end - 1) });
        let whole = ends.filter(|end| *end <= cut).count();
        let good: Vec<Exchange> = read.iter().flatten().cloned().collect();
        proptest::prop_assert_eq!(&good[..], &all[..whole]);
        for error in read.iter().filter_map(|line| line.as_ref().err()) {
            proptest::prop_assert!(error.to_string().contains("cut off"), "{}", error);
        }
        proptest::prop_assert!(read.len() - good.len() <= 1);
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
        let _ = lines(&bytes).count();
    }
}

#[test]
fn unknown_members_are_kept_as_they_were_written() {
    let text = r#"{"format":1,"id":"a","request":{"method":"GET","target":"/","fidelity":"exact","tls":{ "v" : [1.00, "a  b\" c"] }},
        "response":{"status":200,"fidelity":"exact","trailer":1E2},"note":"\u00e9"}"#;
    let exchange = read(text.as_bytes()).unwrap();
    assert_eq!(exchange.extra.iter().collect::<Vec<_>>(), [("note", r#""\u00e9""#)]);
    let line = to_line(&exchange);
    assert!(line.contains(r#""tls":{"v":[1.00,"a  b\" c"]}"#), "{line}");
    assert!(line.contains(r#""trailer":1E2"#), "{line}");
    assert_eq!(read(line.as_bytes()).unwrap(), exchange);
}

#[test]
fn a_file_is_written_for_people() {
    let line = r#"{"format":1,"id":"a","at":"2026-11-21T03:57:49.5014+01:00","request":{"method":"POST","target":"/n","headers":
        [["X-PAY-SIGN","a="],["x-pay-sign",{"base64":"/w=="}]],"body":"{}\n","fidelity":"exact"},"response":null,"failure":"hung up"}"#;
    let expected = r#"{
  "format": 1,
  "id": "a",
  "at": "2026-11-21T02:57:49.501Z",
  "took_us": null,
  "request": {
    "method": "POST",
    "target": "/n",
    "headers": [
      ["X-PAY-SIGN","a="],
      ["x-pay-sign",{"base64":"/w=="}]
    ],
    "body": "{}\n",
    "fidelity": "exact",
    "lost": []
  },
  "response": null,
  "failure": "hung up"
}
"#;
    assert_eq!(to_file(&read(line.as_bytes()).unwrap()), expected);
}
