//! GatePay: three lines, each ended by a line feed.

use super::SignedBytes;

/// `timestamp LF nonce LF body LF`; an empty body leaves two line feeds at the end.
///
/// <https://docs.gate.com/essentials/version/100/en/authentication&Security>
#[must_use]
pub fn lines<'a>(timestamp: &'a str, nonce: &'a str, body: &'a [u8]) -> SignedBytes<'a> {
    let mut signed = SignedBytes::with_capacity(6);
    for line in [timestamp.as_bytes(), nonce.as_bytes(), body] {
        signed.push(line);
        signed.push(b"\n");
    }
    signed
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_line_ends_with_a_line_feed() {
        assert_eq!(super::lines("1", "n", b"{}").to_vec(), b"1\nn\n{}\n");
        assert_eq!(super::lines("1", "n", b"").to_vec(), b"1\nn\n\n");
    }
}
