//! RFC 8785: the JSON Canonicalization Scheme.

use serde_json::value::RawValue;

use crate::rejection::{Code, Rejection, excerpt};
use crate::wire::{Object, Shape, Text};

/// The value as canonical JSON: members sorted by UTF-16 units, ECMAScript numbers, no white space.
///
/// <https://www.rfc-editor.org/rfc/rfc8785>
///
/// # Errors
///
/// [`Code::Malformed`] for what is not JSON, [`Code::Shape`] for a number that no double holds.
pub fn canonical_json(value: Text<'_>) -> Result<String, Rejection> {
    let mut out = String::with_capacity(value.raw().len());
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: Text<'_>, out: &mut String) -> Result<(), Rejection> {
    match value.shape() {
        Shape::Null | Shape::Boolean => out.push_str(value.raw()),
        Shape::Number => out.push_str(&number(value.raw())?),
        Shape::String => string(&value.decoded().ok_or_else(|| malformed("a string"))?, out)?,
        Shape::Array => array(value, out)?,
        Shape::Object => object(value, out)?,
    }
    Ok(())
}

fn number(text: &str) -> Result<String, Rejection> {
    let double = text.parse::<f64>().ok().filter(|double| double.is_finite());
    let refused = || Rejection::new(Code::Shape, "number", "a number that a double holds", excerpt(text));
    let double = double.ok_or_else(refused)?;
    Ok(ryu_js::Buffer::new().format(double).to_owned())
}

fn string(text: &str, out: &mut String) -> Result<(), Rejection> {
    out.push_str(&serde_json::to_string(text).map_err(|_| malformed("a string"))?);
    Ok(())
}

fn array(value: Text<'_>, out: &mut String) -> Result<(), Rejection> {
    let items: Vec<&RawValue> = serde_json::from_str(value.raw()).map_err(|_| malformed("an array"))?;
    out.push('[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(Text::from(item), out)?;
    }
    out.push(']');
    Ok(())
}

fn object(value: Text<'_>, out: &mut String) -> Result<(), Rejection> {
    let object = Object::parse(value.raw())?;
    let mut members: Vec<_> = object.members().iter().collect();
    members.sort_by(|a, b| a.name.encode_utf16().cmp(b.name.encode_utf16()));
    out.push('{');
    for (index, member) in members.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        string(&member.name, out)?;
        out.push(':');
        write(member.value, out)?;
    }
    out.push('}');
    Ok(())
}

fn malformed(expected: &'static str) -> Rejection {
    Rejection::new(Code::Malformed, "canonical JSON", expected, "text that cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 8785, section 3.2.2 and 3.2.3.
    #[test]
    fn the_example_of_the_rfc_holds() {
        let source = r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
        let wrapped = format!("{{\"v\":{source}}}");
        let object = Object::parse(&wrapped).unwrap();
        assert_eq!(
            canonical_json(object.get("v").unwrap()).unwrap(),
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        );
    }
}
