//! One value against one matcher.

use jiff::Timestamp;
use regex::RegexBuilder;

use super::request::template;
use super::{Matched, json};
use crate::wiremock::matcher::{Matcher, NumberSide, Side};
use counterfoil_protocol::rejection::excerpt;

/// Whether the bytes match; `None` is a value that is not there.
pub(super) fn value(matcher: &Matcher, bytes: Option<&[u8]>) -> Matched {
    match matcher {
        Matcher::Unsupported(what) => return Matched::Unknown(what.name.clone()),
        Matcher::Absent => return Matched::when(bytes.is_none(), || "it is there".to_owned()),
        Matcher::Not(_) | Matcher::Anything | Matcher::DoesNotContain(_) | Matcher::DoesNotMatch(_)
            if bytes.is_none() && *matcher != not_absent() =>
        {
            return Matched::Unknown("whether no value is taken by a negative matcher".to_owned());
        }
        Matcher::Not(inner) => return value(inner, bytes).not(),
        Matcher::And(all) => return Matched::all(all.iter().map(|one| value(one, bytes))),
        Matcher::Or(all) => return Matched::any(all.iter().map(|one| value(one, bytes))),
        Matcher::Anything => return Matched::Yes,
        _ => {}
    }
    let Some(bytes) = bytes else { return Matched::No("it is not there".to_owned()) };
    if let Matcher::BinaryEqualTo(expected) = matcher {
        return Matched::when(expected == bytes, || "other bytes".to_owned());
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => of_text(matcher, text),
        Err(_) => Matched::Unknown("a value that is no UTF-8".to_owned()),
    }
}

/// The usual way to demand that there is a value.
fn not_absent() -> Matcher {
    Matcher::Not(Box::new(Matcher::Absent))
}

fn of_text(matcher: &Matcher, found: &str) -> Matched {
    let differs = || format!("found `{}`", excerpt(found));
    match matcher {
        Matcher::EqualTo { text, any_case: false } => Matched::when(text == found, differs),
        Matcher::EqualTo { text, any_case: true } if text.is_ascii() && found.is_ascii() => {
            Matched::when(text.eq_ignore_ascii_case(found), differs)
        }
        Matcher::EqualTo { .. } => Matched::Unknown("caseInsensitive beyond ASCII".to_owned()),
        Matcher::Contains(text) => Matched::when(found.contains(text), differs),
        Matcher::DoesNotContain(text) => Matched::when(!found.contains(text), differs),
        Matcher::Matches(pattern) => regex(pattern, found),
        Matcher::DoesNotMatch(pattern) => regex(pattern, found).not(),
        Matcher::Moment { side, text } => moment(*side, text, found),
        Matcher::Number { side, text } => number(*side, text, found),
        Matcher::EqualToJson { text, any_order, may_have_more, .. } => {
            json::equal(text, found, json::Slack { any_order: *any_order, may_have_more: *may_have_more })
        }
        Matcher::JsonPath { expression, found: inner } => json::path(expression, inner.as_deref(), found),
        Matcher::JsonSchema { text, version } => json::schema(text, version.as_deref(), found),
        Matcher::PathTemplate(text) => Matched::when(template(text, found).is_some(), differs),
        Matcher::EqualToXml(_) => of_xml("equalToXml", found),
        Matcher::XPath { .. } => of_xml("matchesXPath", found),
        _ => Matched::Unknown("a matcher of bytes inside text".to_owned()),
    }
}

/// No message of a gateway is XML, and what is no XML never matches; what is, is left open.
fn of_xml(name: &str, found: &str) -> Matched {
    if found.trim_start_matches('\u{FEFF}').trim_start().starts_with('<') {
        return Matched::Unknown(name.to_owned());
    }
    Matched::No(format!("found `{}`, which is no XML", excerpt(found)))
}

/// The whole value, with line feeds in `.`, as WireMock calls Java's `Pattern`.
///
/// What Java reads in another way is not decided: possessive quantifiers, and classes where letters are not ASCII.
pub(super) fn regex(pattern: &str, found: &str) -> Matched {
    let unknown = || Matched::Unknown(format!("the regular expression `{}`", excerpt(pattern)));
    let is_possessive = ["++", "*+", "?+", "}+"].iter().any(|sign| pattern.contains(sign));
    let has_classes = pattern.contains('\\') || pattern.contains("(?");
    // Alone first: what is not balanced would mean something else inside brackets.
    if regex::Regex::new(pattern).is_err() || is_possessive || (has_classes && !found.is_ascii()) {
        return unknown();
    }
    let built = RegexBuilder::new(&format!(r"\A(?:{pattern})\z")).dot_matches_new_line(true).build();
    match built {
        Ok(regex) => Matched::when(regex.is_match(found), || {
            format!("`{}` is not matched by `{}`", excerpt(found), excerpt(pattern))
        }),
        Err(_) => unknown(),
    }
}

/// Times with their zone on both sides; `now`, offsets and formats are left open.
fn moment(side: Side, expected: &str, found: &str) -> Matched {
    let Ok(expected) = expected.parse::<Timestamp>() else {
        return Matched::Unknown(format!("the time `{}`", excerpt(expected)));
    };
    let Ok(found) = found.parse::<Timestamp>() else {
        return Matched::Unknown(format!("the time `{}`", excerpt(found)));
    };
    let holds = match side {
        Side::Before => found < expected,
        Side::After => found > expected,
        Side::Equal => found == expected,
    };
    Matched::when(holds, || format!("found {found}, expected is {expected}"))
}

fn number(side: NumberSide, expected: &str, found: &str) -> Matched {
    let (Ok(left), Ok(right)) = (found.trim().parse::<f64>(), expected.parse::<f64>()) else {
        return Matched::No(format!("found `{}`, which is no number", excerpt(found)));
    };
    let holds = match side {
        NumberSide::Less => left < right,
        NumberSide::LessOrEqual => left <= right,
        NumberSide::Equal => left.total_cmp(&right).is_eq(),
        NumberSide::GreaterOrEqual => left >= right,
        NumberSide::Greater => left > right,
    };
    Matched::when(holds, || format!("found {found}, expected beside {expected}"))
}
