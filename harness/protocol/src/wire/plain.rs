//! One spelling for all spellings of a value.

use super::json::{Object, Shape, Text};

/// The value without white space and needless escapes; members keep their order, numbers are as written.
///
/// For comparing values that were written by different hands. What cannot be read stays as it is.
#[must_use]
pub fn plain(value: Text<'_>) -> String {
    let mut out = String::with_capacity(value.raw().len());
    if write(value, &mut out).is_none() {
        return value.raw().to_owned();
    }
    out
}

fn write(value: Text<'_>, out: &mut String) -> Option<()> {
    match value.shape() {
        Shape::Null | Shape::Boolean | Shape::Number => out.push_str(value.raw()),
        Shape::String => string(&value.decoded()?, out)?,
        Shape::Array => {
            out.push('[');
            for (index, item) in value.items()?.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(item, out)?;
            }
            out.push(']');
        }
        Shape::Object => {
            out.push('{');
            for (index, member) in Object::parse(value.raw()).ok()?.members().iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                string(&member.name, out)?;
                out.push(':');
                write(member.value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
}

fn string(text: &str, out: &mut String) -> Option<()> {
    out.push_str(&serde_json::to_string(text).ok()?);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_escapes_do_not_count_and_digits_do() {
        let plain = |source: &str| plain(Object::parse(source).unwrap().members()[0].value);
        assert_eq!(plain(r#"{"a": [ {"\u0062" :1.0} ,"\u00e9\/" ] }"#), r#"[{"b":1.0},"é/"]"#);
        assert_ne!(plain(r#"{"a":9007199254740993}"#), plain(r#"{"a":9007199254740992}"#));
    }
}
