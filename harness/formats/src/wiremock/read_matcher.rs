//! Matchers as they stand in files.

use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::{Shape, Text};

use super::matcher::{Matcher, NumberSide, Side, Unsupported, Values};
use crate::error::ReadError;
use crate::json::Verbatim;
use crate::members::{Members, base64, items, text};

/// Steps of a pointer at most: matchers can stand inside each other, and a file comes from anywhere.
const DEPTH: usize = 128;

/// By name: one matcher, or several for several values.
pub(super) fn by_name(members: &mut Members<'_>, name: &str) -> Result<Vec<(String, Values)>, ReadError> {
    let Some(object) = members.object(name)? else { return Ok(Vec::new()) };
    object.rest().map(|(name, value, place)| Ok((name.to_owned(), values(value, &String::from(place))?))).collect()
}

/// Every item of a list is a matcher.
pub(super) fn list(members: &mut Members<'_>, name: &str) -> Result<Vec<Matcher>, ReadError> {
    members.list(name)?.into_iter().map(|(value, place)| matcher(value, &place)).collect()
}

fn values(value: Text<'_>, place: &str) -> Result<Values, ReadError> {
    let mut members = Members::of(value, place)?;
    for (name, several) in [("hasExactly", Values::Exactly as fn(_) -> _), ("includes", Values::Including)] {
        if members.rest().any(|(known, ..)| known == name) {
            return list(&mut members, name).map(several);
        }
    }
    matcher(value, place).map(Values::One)
}

/// Reads one matcher.
fn matcher(value: Text<'_>, place: &str) -> Result<Matcher, ReadError> {
    if place.matches('/').count() > DEPTH {
        return Err(ReadError::new(
            excerpt(place),
            "matchers that are not nested so deep",
            format!("more than {DEPTH} levels"),
        ));
    }
    of_members(Members::of(value, place)?, value, place)
}

/// Of the members that are left in an object: one matcher, and what changes how it matches.
fn of_members(mut members: Members<'_>, value: Text<'_>, place: &str) -> Result<Matcher, ReadError> {
    let any_case = members.boolean("caseInsensitive")?.unwrap_or(false);
    let any_order = members.boolean("ignoreArrayOrder")?.unwrap_or(false);
    let may_have_more = members.boolean("ignoreExtraElements")?.unwrap_or(false);
    let version = members.text("schemaVersion")?;
    let rest = members.rest().map(|(name, value, place)| (name, value, String::from(place)));
    let left: Vec<(&str, Text<'_>, String)> = rest.collect();
    let [(name, operand, at)] = left.as_slice() else {
        return several(&left, value, place);
    };
    let words = || text(*operand, at);
    let read = match *name {
        "equalTo" => Matcher::EqualTo { text: words()?, any_case },
        "binaryEqualTo" => Matcher::BinaryEqualTo(base64(&words()?, at)?),
        "contains" => Matcher::Contains(words()?),
        "doesNotContain" => Matcher::DoesNotContain(words()?),
        "matches" => Matcher::Matches(words()?),
        "doesNotMatch" => Matcher::DoesNotMatch(words()?),
        "not" => Matcher::Not(Box::new(matcher(*operand, at)?)),
        "and" => Matcher::And(all(*operand, at)?),
        "or" => Matcher::Or(all(*operand, at)?),
        // Whatever stands behind it, `false` included.
        "absent" => Matcher::Absent,
        "anything" => Matcher::Anything,
        "before" => Matcher::Moment { side: Side::Before, text: words()? },
        "after" => Matcher::Moment { side: Side::After, text: words()? },
        "equalToDateTime" => Matcher::Moment { side: Side::Equal, text: words()? },
        "equalToJson" => equal_to_json(*operand, at, any_order, may_have_more)?,
        "matchesJsonPath" => {
            let (expression, found) = path(*operand, at)?;
            Matcher::JsonPath { expression, found }
        }
        "matchesJsonSchema" => Matcher::JsonSchema { text: text_or_node(*operand, at)?.0, version: version.clone() },
        "matchesPathTemplate" => Matcher::PathTemplate(words()?),
        "equalToXml" => Matcher::EqualToXml(words()?),
        "matchesXPath" => {
            let (expression, found) = path(*operand, at)?;
            Matcher::XPath { expression, found }
        }
        name => number(name, *operand).unwrap_or_else(|| unsupported(name, *operand, at)),
    };
    match &read {
        _ if any_case && !matches!(read, Matcher::EqualTo { .. }) => Ok(unsupported("caseInsensitive", value, place)),
        _ if version.is_some() && !matches!(read, Matcher::JsonSchema { .. }) => {
            Ok(unsupported("schemaVersion", value, place))
        }
        _ => Ok(read),
    }
}

/// More than one member, or none, apart from those that change how a matcher matches.
fn several(left: &[(&str, Text<'_>, String)], value: Text<'_>, place: &str) -> Result<Matcher, ReadError> {
    // The recorder writes `"equalToJson"` first; of an unknown pair the name that is not understood is told.
    let known = [
        "equalTo",
        "equalToJson",
        "matches",
        "before",
        "after",
        "equalToDateTime",
        "equalToXml",
        "matchesXPath",
        "matchesJsonPath",
        "matchesJsonSchema",
    ];
    let unknown = left.iter().find(|(name, ..)| !known.contains(name)).or(left.first());
    match unknown {
        Some((name, operand, at)) => Ok(unsupported(name, *operand, at)),
        None => Err(ReadError::value(place, "a matcher, such as `{\"equalTo\": …}`", value)),
    }
}

fn all(value: Text<'_>, place: &str) -> Result<Vec<Matcher>, ReadError> {
    items(value, place)?.into_iter().map(|(item, place)| matcher(item, &place)).collect()
}

/// A string keeps its text; anything else is a node, whose text says nothing about the bytes that were sent.
fn equal_to_json(value: Text<'_>, at: &str, any_order: bool, may_have_more: bool) -> Result<Matcher, ReadError> {
    let (text, is_node) = text_or_node(value, at)?;
    Ok(Matcher::EqualToJson { text, is_node, any_order, may_have_more })
}

/// A document inside a string, or as it stands; and whether it stands so.
fn text_or_node(value: Text<'_>, at: &str) -> Result<(String, bool), ReadError> {
    let is_node = value.shape() != Shape::String;
    Ok((if is_node { value.raw().to_owned() } else { text(value, at)? }, is_node))
}

/// The expression alone, or an object that holds it beside a matcher for what it finds.
fn path(value: Text<'_>, at: &str) -> Result<(String, Option<Box<Matcher>>), ReadError> {
    if value.shape() == Shape::String {
        return Ok((text(value, at)?, None));
    }
    let mut members = Members::of(value, at)?;
    let expression = members.need_text("expression")?;
    if members.rest().next().is_none() {
        return Ok((expression, None));
    }
    let found = of_members(members, value, at)?;
    Ok((expression, Some(Box::new(found))))
}

fn number(name: &str, operand: Text<'_>) -> Option<Matcher> {
    let side = match name {
        "lessThanNumber" => NumberSide::Less,
        "lessThanEqualNumber" => NumberSide::LessOrEqual,
        "equalToNumber" => NumberSide::Equal,
        "greaterThanEqualNumber" => NumberSide::GreaterOrEqual,
        "greaterThanNumber" => NumberSide::Greater,
        _ => return None,
    };
    (operand.shape() == Shape::Number).then(|| Matcher::Number { side, text: operand.raw().to_owned() })
}

fn unsupported(name: &str, value: Text<'_>, place: &str) -> Matcher {
    let value = Verbatim::new(value.raw());
    Matcher::Unsupported(Unsupported { name: name.to_owned(), place: place.to_owned(), value })
}
