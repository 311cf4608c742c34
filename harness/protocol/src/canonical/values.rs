//! Pelago: the bare values, sorted by name, no separators.

use super::SignedBytes;
use super::rendered::{bytes, rendered};
use crate::rejection::Rejection;
use crate::wire::{Member, Object};

/// Values of the members sorted by name in byte order; `left_out`, null and empty ones dropped.
///
/// The rule is established by a captured notification and the vendor's own plugin
/// (<https://github.com/Airswiftio/WooCommerce_Airswift_Plugin>); no public page states it.
///
/// # Errors
///
/// [`crate::rejection::Code::Shape`] for an object or array among the values.
pub fn values<'a>(object: &Object<'a>, left_out: &[&str]) -> Result<SignedBytes<'a>, Rejection> {
    let mut members: Vec<&Member<'a>> =
        object.members().iter().filter(|member| !left_out.contains(&&*member.name)).collect();
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let mut signed = SignedBytes::with_capacity(members.len());
    for member in members {
        if let Some(value) = rendered(object, member)? {
            signed.push_cow(bytes(value));
        }
    }
    Ok(signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_are_signed_zero_included() {
        let object = Object::parse(r#"{"b":0,"a":"x\/y","c":null,"d":"","t":5,"e":"0"}"#).unwrap();
        assert_eq!(values(&object, &["t"]).unwrap().to_vec(), b"x/y00");
    }
}
