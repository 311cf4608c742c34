//! PayCools: the decoded text of one member.

use super::SignedBytes;
use super::rendered::{bytes, decoded};
use crate::rejection::{Code, Rejection};
use crate::wire::Object;

/// The UTF-8 bytes of a string member after exactly one JSON decoding.
///
/// <https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html>
///
/// # Errors
///
/// [`Code::Missing`] without the member, [`Code::Shape`] where it is not a string: the text that was signed is gone then.
pub fn decoded_text<'a>(object: &Object<'a>, name: &str) -> Result<SignedBytes<'a>, Rejection> {
    let place = || format!("/{name}");
    let value = object.get(name).ok_or_else(|| Rejection::new(Code::Missing, place(), "a string", "no such member"))?;
    let text = decoded(object, value)
        .ok_or_else(|| Rejection::new(Code::Shape, place(), "a string", value.shape().to_string()))?;
    let mut signed = SignedBytes::with_capacity(1);
    signed.push_cow(bytes(text));
    Ok(signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_decoded_once() {
        let object = Object::parse(r#"{"param":"{\"a\":\"\\u0041\"}","o":{}}"#).unwrap();
        assert_eq!(decoded_text(&object, "param").unwrap().to_vec(), br#"{"a":"\u0041"}"#);
        assert_eq!(decoded_text(&object, "o").unwrap_err().code, Code::Shape);
        assert_eq!(decoded_text(&object, "x").unwrap_err().code, Code::Missing);
    }
}
