//! Mapping files: one mapping, or `{"mappings": […]}` as the admin API answers and the recorder writes.
//! <https://wiremock.org/docs/stubbing/>

use counterfoil_protocol::wire::{Shape, Text};

use super::mapping::{
    BodyDefinition, Delay, Fault, Mapping, MethodPattern, PartPattern, RequestPattern, ResponseDefinition, Step,
    UrlPattern,
};
use super::matcher::Unsupported;
use super::read_matcher::{by_name, list};
use crate::error::ReadError;
use crate::json::Verbatim;
use crate::members::{Members, Pointer, base64, items, text};

/// Reads every mapping of a file; one that cannot be read does not keep the others back.
///
/// # Errors
///
/// The file as a whole is no JSON, or holds something else.
pub fn mappings(bytes: &[u8]) -> Result<Vec<Result<Mapping, ReadError>>, ReadError> {
    let document = core::str::from_utf8(bytes).map_err(|error| {
        ReadError::new(format!("byte {}", error.valid_up_to()), "UTF-8", "bytes that are not UTF-8")
    })?;
    let mut members = Members::parse(document, "")?;
    let names: Vec<&str> = members.rest().map(|(name, ..)| name).collect();
    if names.contains(&"mappings") {
        let all = members.list("mappings")?;
        return Ok(all.into_iter().map(|(value, place)| mapping(Members::of(value, place)?)).collect());
    }
    if !names.contains(&"request") && !names.contains(&"response") {
        let found = if names.contains(&"requests") {
            "a request journal"
        } else if names.contains(&"errors") {
            "an error of WireMock: nothing was recorded"
        } else {
            "neither of them"
        };
        return Err(ReadError::new("", "a stub mapping with `request` and `response`, or `mappings`", found));
    }
    Ok(vec![mapping(members)])
}

fn mapping(mut members: Members<'_>) -> Result<Mapping, ReadError> {
    let id = members.text("id")?;
    let alias = members.text("uuid")?;
    Ok(Mapping {
        id: id.or(alias),
        name: members.text("name")?,
        priority: members.integer("priority")?,
        scenario: step(&mut members)?,
        request: members.object("request")?.map(request).transpose()?.unwrap_or_default(),
        response: members.object("response")?.map(response).transpose()?.unwrap_or_default(),
        metadata: members.take("metadata")?.map(|value| Verbatim::new(value.raw())),
        insertion_index: members.integer("insertionIndex")?,
        extra: members.extra(),
    })
}

fn step(members: &mut Members<'_>) -> Result<Option<Step>, ReadError> {
    let scenario = members.text("scenarioName")?;
    let required = members.text("requiredScenarioState")?;
    let next = members.text("newScenarioState")?;
    Ok(scenario.map(|scenario| Step { scenario, required, next }))
}

fn request(mut members: Members<'_>) -> Result<RequestPattern, ReadError> {
    Ok(RequestPattern {
        method: method(&mut members)?,
        url: url(&mut members)?,
        query: by_name(&mut members, "queryParameters")?,
        form: by_name(&mut members, "formParameters")?,
        headers: by_name(&mut members, "headers")?,
        cookies: by_name(&mut members, "cookies")?,
        path: by_name(&mut members, "pathParameters")?,
        body: list(&mut members, "bodyPatterns")?,
        multipart: members.list("multipartPatterns")?.into_iter().map(part).collect::<Result<_, _>>()?,
        basic_auth: basic_auth(&mut members)?,
        unsupported: unsupported(&members),
    })
}

/// Every member that is not understood narrows the pattern, so none may be left out of account.
fn unsupported(members: &Members<'_>) -> Vec<Unsupported> {
    let one = |(name, value, place): (&str, Text<'_>, Pointer<'_>)| Unsupported {
        name: name.to_owned(),
        place: place.into(),
        value: Verbatim::new(value.raw()),
    };
    members.rest().filter(|(_, value, _)| !value.is_null()).map(one).collect()
}

fn method(members: &mut Members<'_>) -> Result<MethodPattern, ReadError> {
    let Some(value) = members.take("method")? else { return Ok(MethodPattern::Any) };
    let place = String::from(members.place("method"));
    if value.shape() == Shape::String {
        let name = text(value, &place)?;
        return Ok(if name == "ANY" { MethodPattern::Any } else { MethodPattern::Is(name) });
    }
    let mut object = Members::of(value, &place)?;
    let [one, none] = ["oneOf", "noneOf"].map(|name| {
        let names = object.list(name)?.into_iter().map(|(value, place)| text(value, &place));
        names.collect::<Result<Vec<String>, ReadError>>()
    });
    match (one?, none?) {
        (one, none) if none.is_empty() && !one.is_empty() => Ok(MethodPattern::OneOf(one)),
        (one, none) if one.is_empty() && !none.is_empty() => Ok(MethodPattern::NoneOf(none)),
        _ => Err(ReadError::value(&place, "a method, `oneOf` or `noneOf`", value)),
    }
}

/// At most one of them may be given.
fn url(members: &mut Members<'_>) -> Result<UrlPattern, ReadError> {
    type Kind = fn(String) -> UrlPattern;
    let kinds: [(&str, Kind); 5] = [
        ("urlPathTemplate", UrlPattern::PathTemplate),
        ("urlPattern", UrlPattern::Pattern),
        ("url", UrlPattern::Exact),
        ("urlPathPattern", UrlPattern::PathPattern),
        ("urlPath", UrlPattern::Path),
    ];
    let mut found = Vec::new();
    for (name, kind) in kinds {
        found.extend(members.text(name)?.map(|text| (name, kind(text))));
    }
    if let [(one, _), (other, _), ..] = found.as_slice() {
        return Err(ReadError::new(members.place(other), "one kind of address", format!("`{one}` beside it")));
    }
    Ok(found.pop().map_or(UrlPattern::Any, |(_, pattern)| pattern))
}

fn part((value, place): (Text<'_>, String)) -> Result<PartPattern, ReadError> {
    let mut members = Members::of(value, place)?;
    let every = members.text("matchingType")?.is_some_and(|kind| kind == "ALL");
    let read = PartPattern {
        name: members.text("name")?,
        file_name: members.text("fileName")?.or(members.text("filename")?),
        every,
        headers: by_name(&mut members, "headers")?,
        body: list(&mut members, "bodyPatterns")?,
    };
    match members.rest().next() {
        Some((name, _, place)) => Err(ReadError::new(place, "a member of a multipart pattern", format!("`{name}`"))),
        None => Ok(read),
    }
}

fn basic_auth(members: &mut Members<'_>) -> Result<Option<(String, String)>, ReadError> {
    let name = ["basicAuthCredentials", "basicAuth"].into_iter().find(|name| members.rest().any(|(n, ..)| n == *name));
    let Some(mut object) = name.map(|name| members.object(name)).transpose()?.flatten() else { return Ok(None) };
    Ok(Some((object.need_text("username")?, object.need_text("password")?)))
}

fn response(mut members: Members<'_>) -> Result<ResponseDefinition, ReadError> {
    Ok(ResponseDefinition {
        status: members.integer("status")?,
        reason: members.text("statusMessage")?,
        headers: headers(&mut members)?,
        body: body(&mut members)?,
        fault: members.text("fault")?.map(|name| Fault::by_name(&name)),
        delay: delay(&mut members)?,
        proxy: members.text("proxyBaseUrl")?,
        transformers: members
            .list("transformers")?
            .into_iter()
            .map(|(value, place)| text(value, &place))
            .collect::<Result<_, _>>()?,
        extra: members.extra(),
    })
}

fn headers(members: &mut Members<'_>) -> Result<Vec<(String, String)>, ReadError> {
    let Some(object) = members.object("headers")? else { return Ok(Vec::new()) };
    let mut headers = Vec::new();
    for (name, value, place) in object.rest() {
        if value.shape() == Shape::Array {
            for (item, place) in items(value, &String::from(place))? {
                headers.push((name.to_owned(), text(item, &place)?));
            }
        } else {
            headers.push((name.to_owned(), text(value, place)?));
        }
    }
    Ok(headers)
}

fn body(members: &mut Members<'_>) -> Result<BodyDefinition, ReadError> {
    let encoded = members.words("base64Body")?;
    let encoded = encoded.map(|encoded| base64(&encoded, members.place("base64Body"))).transpose()?;
    let json = members.take("jsonBody")?.map(|value| BodyDefinition::Json(Verbatim::new(value.raw())));
    let kinds = [
        encoded.map(BodyDefinition::Bytes),
        json,
        members.text("body")?.map(BodyDefinition::Text),
        members.text("bodyFileName")?.map(BodyDefinition::File),
    ];
    let mut kinds = kinds.into_iter().flatten();
    let first = kinds.next().unwrap_or_default();
    if kinds.next().is_some() {
        return Err(ReadError::new(members.place("body"), "one kind of body", "several"));
    }
    Ok(first)
}

fn delay(members: &mut Members<'_>) -> Result<Delay, ReadError> {
    let dribble = members.object("chunkedDribbleDelay")?;
    let dribble = dribble.map(|mut object| {
        Ok::<_, ReadError>((object.need_integer("numberOfChunks")?, object.need_integer("totalDuration")?))
    });
    Ok(Delay {
        fixed: members.integer("fixedDelayMilliseconds")?,
        distribution: members.take("delayDistribution")?.map(|value| Verbatim::new(value.raw())),
        dribble: dribble.transpose()?,
    })
}
