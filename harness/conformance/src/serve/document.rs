//! JSON texts with some members changed; everything else stays as it is written.

use counterfoil_protocol::wire::{Object, Shape, Text};

/// Asks for each member, at every level, whether its raw value changes; documents inside strings are left alone.
#[must_use]
pub fn rewritten(text: &str, change: &mut dyn FnMut(&str, Text<'_>) -> Option<String>) -> String {
    if let Ok(object) = Object::parse(text) {
        let members: Vec<String> = object
            .members()
            .iter()
            .map(|member| {
                let value = change(&member.name, member.value).unwrap_or_else(|| rewritten_value(member.value, change));
                format!("{}:{value}", serde_json::Value::from(&*member.name))
            })
            .collect();
        return format!("{{{}}}", members.join(","));
    }
    text.to_owned()
}

/// The same for any value.
#[must_use]
pub fn rewritten_value(value: Text<'_>, change: &mut dyn FnMut(&str, Text<'_>) -> Option<String>) -> String {
    match (value.shape(), value.items()) {
        (Shape::Object, _) => rewritten(value.raw(), change),
        (Shape::Array, Some(items)) => {
            let items: Vec<String> = items.into_iter().map(|item| rewritten_value(item, change)).collect();
            format!("[{}]", items.join(","))
        }
        _ => value.raw().to_owned(),
    }
}

/// The same text in the JSON type of the value it replaces, where it can be written so.
#[must_use]
pub fn like(old: Text<'_>, new: &str) -> String {
    let written = match old.shape() {
        Shape::Number => serde_json::from_str::<serde_json::Number>(new).is_ok(),
        Shape::Boolean => matches!(new, "true" | "false"),
        _ => false,
    };
    if written { new.to_owned() } else { serde_json::Value::from(new).to_string() }
}

/// A string decoded, anything else as it is written.
#[must_use]
pub fn plain(value: Text<'_>) -> String {
    value.decoded().map_or_else(|| value.raw().to_owned(), |text| text.into_owned())
}

/// The first member of that name at any level, as plain text.
#[must_use]
pub fn find(text: &str, name: &str) -> Option<String> {
    let mut found = None;
    let _unchanged = rewritten(text, &mut |member, value| {
        if found.is_none() && member == name && !matches!(value.shape(), Shape::Object | Shape::Array | Shape::Null) {
            found = Some(plain(value));
        }
        None
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_changes() {
        let text = r#"{"a":1.10,"b":{"id":7,"list":[{"id":"x"},2e3]},"c":null}"#;
        let changed = rewritten(text, &mut |name, old| (name == "id").then(|| like(old, "12")));
        assert_eq!(changed, r#"{"a":1.10,"b":{"id":12,"list":[{"id":"12"},2e3]},"c":null}"#);
    }

    #[test]
    fn members_are_found_inside() {
        assert_eq!(find(r#"{"data":{"orders":[{"no":17}]}}"#, "no").as_deref(), Some("17"));
        assert_eq!(find("[1]", "no"), None);
    }

    #[test]
    fn a_number_stays_a_number_where_it_can() {
        let old = |raw: &'static str| -> Text<'static> { Object::parse(raw).unwrap().members()[0].value };
        assert_eq!(like(old(r#"{"a":1}"#), "23"), "23");
        assert_eq!(like(old(r#"{"a":1}"#), "CF1"), "\"CF1\"");
        assert_eq!(like(old(r#"{"a":1}"#), "1.50"), "1.50");
        assert_eq!(like(old(r#"{"a":true}"#), "false"), "false");
        assert_eq!(like(old(r#"{"a":"1"}"#), "23"), "\"23\"");
    }
}
