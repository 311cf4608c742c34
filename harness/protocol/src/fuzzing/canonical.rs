//! The recipes that sort, against a second, naive implementation.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use serde_json::value::RawValue;

use super::document::{Members, Value, write};
use super::values::{number, scalar, text};
use crate::canonical::{ObjectValues, canonical_json, named_values, values};
use crate::wire::{Object, Text};

/// Any members, in any order and style.
///
/// * Canonical JSON, names with values, and bare values do not depend on order and style.
/// * They are what a naive implementation makes of the same members; canonical JSON is canonical already.
///
/// # Panics
///
/// When one of these does not hold.
pub fn canonical(bytes: &[u8]) {
    // Too few bytes for members: nothing to look at.
    let _enough = check(&mut Unstructured::new(bytes));
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    let members = members(u, 3)?;
    let styles: [[u8; 16]; 2] = u.arbitrary()?;
    let turned: Members = members.iter().rev().cloned().map(|(name, value)| (name, turned(value))).collect();
    let texts = [write(&members, &styles[0]), write(&turned, &styles[1])];
    let expected = naive_json(&Value::Object(members.clone()));
    for text in &texts {
        let found = json(text);
        assert!(found == expected, "canonical JSON is {found:?}, not {expected:?}\n{text:?}");
        let object = Object::parse(text).expect("an object was written");
        let found = named_values(&object, "sign", ObjectValues::CanonicalJson).map(|signed| signed.to_vec()).ok();
        let expected = naive_pieces(&members, true, &["sign"]);
        assert!(found == expected, "names with values are {found:?}, not {expected:?}\n{text:?}");
        let found = values(&object, &["sign"]).map(|signed| signed.to_vec()).ok();
        let expected = naive_pieces(&members, false, &["sign"]);
        assert!(found == expected, "bare values are {found:?}, not {expected:?}\n{text:?}");
    }
    if let Some(canonical) = expected {
        assert!(json(&canonical).as_ref() == Some(&canonical), "not canonical already: {canonical:?}");
    }
    Ok(())
}

fn json(text: &str) -> Option<String> {
    let raw: &RawValue = serde_json::from_str(text).expect("an object was written");
    canonical_json(Text::from(raw)).ok()
}

/// Members with names of their own.
fn members(u: &mut Unstructured<'_>, levels: usize) -> Result<Members> {
    let mut members = BTreeMap::new();
    for _ in 0..u.int_in_range(0..=6_u8)? {
        let name = if u.ratio(1_u8, 8_u8)? { "sign".to_owned() } else { text(u, 0, 6)? };
        members.insert(name, value(u, levels)?);
    }
    Ok(members.into_iter().collect())
}

fn value(u: &mut Unstructured<'_>, levels: usize) -> Result<Value> {
    Ok(match u.int_in_range(0..=7_u8)? {
        0 if levels > 0 => Value::Object(members(u, levels - 1)?),
        1 if levels > 0 => Value::List(vec![value(u, levels - 1)?, value(u, levels - 1)?]),
        2 | 3 => number(u)?,
        _ => scalar(u)?,
    })
}

fn turned(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.into_iter().rev().map(|(name, value)| (name, turned(value))).collect())
        }
        Value::List(items) => Value::List(items.into_iter().map(turned).collect()),
        other => other,
    }
}

/// RFC 8785, as its sections read; nothing where a number is too large.
fn naive_json(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Number(number) => naive_number(number)?,
        Value::Text(text) => naive_string(text),
        Value::List(items) => {
            let items = items.iter().map(naive_json).collect::<Option<Vec<_>>>()?;
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<_>>());
            let members =
                members.iter().map(|(name, value)| Some(format!("{}:{}", naive_string(name), naive_json(value)?)));
            format!("{{{}}}", members.collect::<Option<Vec<_>>>()?.join(","))
        }
        Value::Nested(_) | Value::NestedList(_) | Value::Base64(_) => unreachable!("not made here"),
    })
}

/// ECMAScript's `Number::toString`, section 6.1.6.1.20, from the shortest digits that Rust prints.
fn naive_number(text: &str) -> Option<String> {
    let double: f64 = text.parse().ok().filter(|double: &f64| double.is_finite())?;
    if double == 0.0 {
        return Some("0".to_owned());
    }
    let shortest = format!("{:e}", double.abs());
    // Of several shortest ones, the nearest; of two nearest, the even one. Rust rounds so where the length is given.
    let digits = shortest.split('e').next()?.replace('.', "").len();
    let nearest = format!("{:.*e}", digits - 1, double.abs());
    let scientific = if nearest.parse() == Ok(double.abs()) { nearest } else { shortest };
    let (mantissa, exponent) = scientific.split_once('e')?;
    let digits = mantissa.replace('.', "");
    let (k, n) = (i32::try_from(digits.len()).ok()?, exponent.parse::<i32>().ok()? + 1);
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let written = match n {
        n if k <= n && n <= 21 => format!("{digits}{}", zeros(n - k)),
        n if 0 < n && n <= 21 => {
            let (whole, fraction) = digits.split_at(usize::try_from(n).ok()?);
            format!("{whole}.{fraction}")
        }
        n if -6 < n && n <= 0 => format!("0.{}{digits}", zeros(-n)),
        n => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            let sign = if n > 0 { '+' } else { '-' };
            format!("{first}{dot}{rest}e{sign}{}", (n - 1).abs())
        }
    };
    let sign = if double < 0.0 { "-" } else { "" };
    Some(format!("{sign}{written}"))
}

/// Section 3.2.2.2: the seven short escapes, other control characters in hex, everything else as it is.
fn naive_string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..=' ' if character != ' ' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Sorted by name in byte order, null and empty ones dropped; nothing where a value cannot be signed.
fn naive_pieces(members: &Members, names: bool, left_out: &[&str]) -> Option<Vec<u8>> {
    let sorted: BTreeMap<&str, &Value> = members.iter().map(|(name, value)| (&**name, value)).collect();
    let mut out = String::new();
    for (name, value) in sorted {
        if left_out.contains(&name) {
            continue;
        }
        let text = match value {
            Value::Null => continue,
            Value::Text(text) if text.is_empty() => continue,
            Value::Text(text) | Value::Number(text) => text.clone(),
            Value::Boolean(yes) => yes.to_string(),
            Value::Object(_) if names => naive_json(value)?,
            _ => return None,
        };
        if names {
            out.push_str(name);
        }
        out.push_str(&text);
    }
    Some(out.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8785, appendix B.
    #[test]
    fn naive_numbers_are_those_of_the_rfc() {
        let samples: [(u64, &str); 12] = [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ];
        for (bits, expected) in samples {
            assert_eq!(naive_number(&format!("{:e}", f64::from_bits(bits))).unwrap(), expected);
        }
    }
}
