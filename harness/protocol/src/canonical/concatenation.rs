//! Pay Protocol: four parts without separators.

use super::SignedBytes;

/// `timestamp + method + path + body`, nothing between them.
///
/// <https://doc.payprotocol.network/docs/api/quick-start/payment>
#[must_use]
pub fn concatenation<'a>(timestamp: &'a str, method: &'a str, path: &'a str, body: &'a [u8]) -> SignedBytes<'a> {
    let mut signed = SignedBytes::with_capacity(4);
    for part in [timestamp.as_bytes(), method.as_bytes(), path.as_bytes(), body] {
        signed.push(part);
    }
    signed
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_stands_between_the_parts() {
        assert_eq!(super::concatenation("17", "POST", "/p?q=1", b"{}").to_vec(), b"17POST/p?q=1{}");
    }
}
