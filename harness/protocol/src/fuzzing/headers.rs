//! Headers against the plainest model of them.

use arbitrary::{Result, Unstructured};

use crate::wire::Headers;

/// Steps on a list of headers.
///
/// * After each step they are what a list of pairs is; a header is given out only when it is there once, in visible
///   ASCII.
///
/// # Panics
///
/// When this does not hold.
pub fn headers(bytes: &[u8]) {
    let (mut headers, mut model) = (Headers::default(), Vec::new());
    let mut u = Unstructured::new(bytes);
    for _ in 0..MOST_STEPS {
        if u.is_empty() || step(&mut headers, &mut model, &mut u).is_err() {
            return;
        }
    }
}

/// Each step is compared with the whole list.
const MOST_STEPS: usize = 24;

/// Two of them are one name.
const NAMES: [&str; 4] = ["X-PAY-SIGN", "x-pay-sign", "X-PAY-SIGN2", "K"];

type Model = Vec<(String, Vec<u8>)>;

fn step(headers: &mut Headers, model: &mut Model, u: &mut Unstructured<'_>) -> Result<()> {
    let name = *u.choose(&NAMES)?;
    let is = |known: &str| known.to_lowercase() == name.to_lowercase();
    let kind: u8 = u.int_in_range(0..=3)?;
    let value: Vec<u8> = u.arbitrary()?;
    match kind {
        0 | 1 => {
            headers.push(name, value.clone());
            model.push((name.to_owned(), value));
        }
        2 => {
            headers.set(name, value.clone());
            model.retain(|(known, _)| !is(known));
            model.push((name.to_owned(), value));
        }
        _ => {
            headers.remove(name);
            model.retain(|(known, _)| !is(known));
        }
    }
    let all: Vec<(&str, &[u8])> = model.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert!(headers.iter().eq(all.iter().copied()), "{headers:?} is not {all:?}");
    let of_name: Vec<&[u8]> = all.iter().filter(|(known, _)| is(known)).map(|(_, value)| *value).collect();
    assert!(headers.all(name).eq(of_name.iter().copied()), "{name} of {headers:?} is not {of_name:?}");
    let single = match of_name.as_slice() {
        [one] if one.iter().all(|byte| (0x20..0x7f).contains(byte)) => core::str::from_utf8(one).ok(),
        _ => None,
    };
    assert!(headers.single(name).ok() == single, "{name} of {headers:?} is not {single:?}");
    Ok(())
}
