//! Shared secrets: any bytes, but not the accidents of files and clipboards.

use super::KeyError;

/// Refuses a secret that no gateway hands out: empty, or with a line end or blank around it.
///
/// # Errors
///
/// [`KeyError::Empty`], [`KeyError::LineEnd`], [`KeyError::OuterBlank`], [`KeyError::ByteOrderMark`].
pub(super) fn check(secret: &[u8]) -> Result<(), KeyError> {
    let (Some(first), Some(last)) = (secret.first(), secret.last()) else { return Err(KeyError::Empty) };
    if secret.starts_with(b"\xef\xbb\xbf") {
        Err(KeyError::ByteOrderMark)
    } else if matches!(last, b'\n' | b'\r') {
        Err(KeyError::LineEnd)
    } else if first.is_ascii_whitespace() || last.is_ascii_whitespace() {
        Err(KeyError::OuterBlank)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_any_other_bytes() {
        for secret in [&b"TEST"[..], b"a b", b"a\nb", b"\0", b"\xff\xfe", b"=="] {
            assert_eq!(check(secret), Ok(()));
        }
    }

    #[test]
    fn err_accidents() {
        let cases = [
            (&b""[..], KeyError::Empty),
            (b"TEST\n", KeyError::LineEnd),
            (b"TEST\r\n", KeyError::LineEnd),
            (b"TEST\r", KeyError::LineEnd),
            (b"\n", KeyError::LineEnd),
            (b" TEST", KeyError::OuterBlank),
            (b"TEST\t", KeyError::OuterBlank),
            (b"\nTEST", KeyError::OuterBlank),
            (b"\xef\xbb\xbfTEST", KeyError::ByteOrderMark),
        ];
        for (secret, error) in cases {
            assert_eq!(check(secret), Err(error), "{}", secret.escape_ascii());
        }
    }
}
