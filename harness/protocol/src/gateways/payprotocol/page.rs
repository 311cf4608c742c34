//! The address of the payment page: official host and `paymentUrl`, and nothing else.

use core::fmt;
use url::Url;

/// The address a buyer is sent to: an official host followed by `paymentUrl`, by plain concatenation.
///
/// > Do not use the returned paymentUrl directly, you must concatenate the official domain to avoid misuse or security
/// > risks.
///
/// Source: <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>, "Payment page access rules".
///
/// ```text
/// paymentUrl = "/" [ not-slash *( pchar / "/" ) ] [ "?" *( pchar / "/" / "?" ) ]     pchar as in RFC 3986
/// ```
///
/// What is decided for the shapes that the page does not mention:
///
/// * Percent-encoding is kept as it came, neither decoded nor encoded again; `%` without two hex digits is refused.
/// * Dot segments (`.`, `..`, also as `%2e`) in the path are refused: some parsers remove them, so that the address
///   visited is not the one checked. In the query they are plain text.
/// * A fragment is refused: it never reaches the server, so what stands behind `#` would be lost without notice.
/// * Backslash, control characters (tab, CR, LF), blanks and all that is not ASCII are refused, because parsers drop,
///   convert or encode them. So is `'` in the query, by the check at the end.
/// * `@`, `:` and `//` behind the first slash are data of the path and are accepted: the host is complete there.
///
/// At last the whole is read by the `url` crate (WHATWG): scheme, host, port and credentials must be those of the
/// official host, and its text must be the concatenation, byte for byte.
///
/// ```
/// use counterfoil_protocol::gateways::payprotocol::page::{PageAddress, PageHost};
///
/// let address = PageAddress::join(PageHost::Production, "/payment?apiSign=na%2FcP%3D")?;
/// assert_eq!(address.as_str(), "https://payment.payprotocol.network/payment?apiSign=na%2FcP%3D");
/// assert_eq!(address.api_sign(), Some("na%2FcP%3D"));
/// assert!(PageAddress::join(PageHost::Production, "@evil.example/payment").is_err());
/// # Ok::<(), counterfoil_protocol::gateways::payprotocol::page::PageAddressError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageAddress {
    text: String,
}

impl PageAddress {
    /// The longest `paymentUrl`, in bytes. The limit is ours; the documented example has 65.
    pub const MAX_LEN: usize = 2048;

    /// Puts the address together.
    ///
    /// # Errors
    ///
    /// [`PageAddressError`] names the first thing that could lead away from the official host, or that parsers read
    /// differently.
    pub fn join(host: PageHost, payment_url: &str) -> Result<Self, PageAddressError> {
        check_length(payment_url)?;
        check_start(payment_url)?;
        check_characters(payment_url)?;
        check_percent(payment_url)?;
        check_segments(payment_url)?;
        let text = format!("{}{payment_url}", host.origin());
        check_parsed(host, &text)?;
        Ok(Self { text })
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value of `apiSign` in the query, still percent-encoded; `None` where it is absent or stands twice, since
    /// parsers disagree on which of two counts.
    #[must_use]
    pub fn api_sign(&self) -> Option<&str> {
        let (_, query) = self.text.split_once('?')?;
        let mut signs = query.split('&').filter_map(|pair| pair.strip_prefix("apiSign="));
        signs.next().filter(|_| signs.next().is_none())
    }
}

impl fmt::Display for PageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The official hosts of the payment page.
///
/// The older brand's hosts (`payment.utcpay.com`) are left out: a page of theirs for a Pay Protocol order would be a
/// surprise.
///
/// Source: <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>, "Payment page access rules".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageHost {
    /// `https://payment.payprotocol.network`
    Production,
    /// `https://payment-sandbox.payprotocol.network`
    Sandbox,
}

impl PageHost {
    /// Scheme and host, without a slash at the end.
    #[must_use]
    pub const fn origin(self) -> &'static str {
        match self {
            Self::Production => "https://payment.payprotocol.network",
            Self::Sandbox => "https://payment-sandbox.payprotocol.network",
        }
    }

    /// The host alone.
    #[must_use]
    pub const fn domain(self) -> &'static str {
        match self {
            Self::Production => "payment.payprotocol.network",
            Self::Sandbox => "payment-sandbox.payprotocol.network",
        }
    }
}

impl fmt::Display for PageHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.origin())
    }
}

fn check_length(payment_url: &str) -> Result<(), PageAddressError> {
    if payment_url.len() > PageAddress::MAX_LEN {
        return Err(PageAddressError::TooLong { bytes: payment_url.len() });
    }
    Ok(())
}

fn check_start(payment_url: &str) -> Result<(), PageAddressError> {
    let mut characters = payment_url.chars();
    match (characters.next(), characters.next()) {
        (Some('/'), Some(character @ ('/' | '\\'))) => Err(PageAddressError::SecondSlash { character }),
        (Some('/'), _) => Ok(()),
        (character, _) => Err(PageAddressError::Start { character }),
    }
}

fn check_characters(payment_url: &str) -> Result<(), PageAddressError> {
    match payment_url.char_indices().find(|(_, character)| !is_url_character(*character)) {
        Some((position, character)) => Err(PageAddressError::Character { character, position }),
        None => Ok(()),
    }
}

/// `pchar`, `/`, `?` of RFC 3986, sections 3.3 and 3.4; `%` is looked at apart.
fn is_url_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%".contains(character)
}

fn check_percent(payment_url: &str) -> Result<(), PageAddressError> {
    let whole = |position: usize| {
        let digits = payment_url.as_bytes().get(position + 1..position + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    match payment_url.match_indices('%').find(|(position, _)| !whole(*position)) {
        Some((position, _)) => Err(PageAddressError::Percent { position }),
        None => Ok(()),
    }
}

fn check_segments(payment_url: &str) -> Result<(), PageAddressError> {
    let path = payment_url.split('?').next().unwrap_or_default();
    let mut position = 0;
    for segment in path.split('/') {
        if matches!(segment.replace("%2e", ".").replace("%2E", ".").as_str(), "." | "..") {
            return Err(PageAddressError::DotSegment { position });
        }
        position += segment.len() + 1;
    }
    Ok(())
}

fn check_parsed(host: PageHost, text: &str) -> Result<(), PageAddressError> {
    let url = Url::parse(text).map_err(|_| PageAddressError::Parsed { found: String::new() })?;
    let official = url.scheme() == "https" && url.host_str() == Some(host.domain()) && url.port().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    if official && anonymous && url.as_str() == text {
        return Ok(());
    }
    Err(PageAddressError::Parsed { found: url.into() })
}

/// Why a `paymentUrl` was not joined. Positions are bytes of it, counted from 0; all before them is ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageAddressError {
    /// More than [`PageAddress::MAX_LEN`] bytes.
    TooLong {
        /// How many came.
        bytes: usize,
    },
    /// The first character is no slash, so it would become part of the host, port or credentials, or is a scheme.
    Start {
        /// What came; `None` for an empty text.
        character: Option<char>,
    },
    /// A second slash or a backslash follows the first: a resolver takes the rest for another host.
    SecondSlash {
        /// What came.
        character: char,
    },
    /// A character that has no place in the path or query of an address.
    Character {
        /// What came.
        character: char,
        /// Where.
        position: usize,
    },
    /// A `%` without two hex digits behind it.
    Percent {
        /// Where the `%` stands.
        position: usize,
    },
    /// A segment `.` or `..`, encoded or not.
    DotSegment {
        /// Where the segment begins.
        position: usize,
    },
    /// The `url` crate reads the concatenation as something else.
    Parsed {
        /// What it reads; empty where it reads no address at all.
        found: String,
    },
}

impl fmt::Display for PageAddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(f, "expected a paymentUrl of at most {} bytes, found {bytes}", PageAddress::MAX_LEN)
            }
            Self::Start { character: None } => f.write_str("expected a paymentUrl that begins with '/', found nothing"),
            Self::Start { character: Some(character) } => {
                write!(f, "expected a paymentUrl that begins with '/', found {character:?} at position 0")
            }
            Self::SecondSlash { character } => {
                write!(f, "expected a paymentUrl that begins with exactly one '/', found {character:?} at position 1")
            }
            Self::Character { character, position } => write!(
                f,
                "expected a character of a path or query (RFC 3986), found {character:?} at position {position}"
            ),
            Self::Percent { position } => write!(f, "expected two hex digits behind '%' at position {position}"),
            Self::DotSegment { position } => {
                write!(f, "expected a path without dot segments, found one at position {position}")
            }
            Self::Parsed { found } => write!(f, "expected an address that parsers leave as it is, found {found:?}"),
        }
    }
}

impl core::error::Error for PageAddressError {}

#[cfg(test)]
mod tests {
    use super::{PageAddress, PageAddressError, PageHost, Url};
    use proptest::prelude::*;

    const DOCUMENTED: &str = "/payment?apiSign=na%2FcPNFSRrx4izPwaAemCibbJLUCGP64B5mJ60upO1Q%3D";
    const API_SIGN: &str = "na%2FcPNFSRrx4izPwaAemCibbJLUCGP64B5mJ60upO1Q%3D";

    fn join(payment_url: &str) -> Result<PageAddress, PageAddressError> {
        PageAddress::join(PageHost::Production, payment_url)
    }

    fn sign(payment_url: &str) -> Option<String> {
        join(payment_url).unwrap().api_sign().map(str::to_owned)
    }

    fn begins_with(character: char) -> Result<PageAddress, PageAddressError> {
        Err(PageAddressError::Start { character: Some(character) })
    }

    fn contains(character: char, position: usize) -> Result<PageAddress, PageAddressError> {
        Err(PageAddressError::Character { character, position })
    }

    #[test]
    fn the_documented_example_is_joined() {
        let production = join(DOCUMENTED).unwrap();
        assert_eq!(production.as_str(), format!("https://payment.payprotocol.network{DOCUMENTED}"));
        assert_eq!(production.api_sign(), Some(API_SIGN));
        let sandbox = PageAddress::join(PageHost::Sandbox, DOCUMENTED).unwrap();
        assert_eq!(sandbox.as_str(), format!("https://payment-sandbox.payprotocol.network{DOCUMENTED}"));
        assert_eq!(sandbox.to_string(), sandbox.as_str());
    }

    #[test]
    fn h1_what_extends_the_host_is_refused() {
        assert_eq!(join("@evil.example/payment?apiSign=x"), begins_with('@'));
        assert_eq!(join(":443@evil.example/"), begins_with(':'));
        assert_eq!(join(".evil.example/"), begins_with('.'));
        assert_eq!(join("evil.example/p"), begins_with('e'));
        assert_eq!(join(":8443/x"), begins_with(':'));
        assert_eq!(join("?apiSign=x"), begins_with('?'));
        assert_eq!(join("#/payment"), begins_with('#'));
        assert_eq!(join("%2Fpayment"), begins_with('%'));
        assert_eq!(join("／payment"), begins_with('／'));
        assert_eq!(join(""), Err(PageAddressError::Start { character: None }));
    }

    #[test]
    fn h2_what_a_resolver_takes_elsewhere_is_refused() {
        assert_eq!(join("//evil.example/p"), Err(PageAddressError::SecondSlash { character: '/' }));
        assert_eq!(join("///evil.example/p"), Err(PageAddressError::SecondSlash { character: '/' }));
        assert_eq!(join("https://evil.example/p"), begins_with('h'));
        assert_eq!(join("javascript:alert(1)"), begins_with('j'));
        assert_eq!(join(r"/\evil.example/"), Err(PageAddressError::SecondSlash { character: '\\' }));
        assert_eq!(join("/\t/evil.example/"), contains('\t', 1));
        assert_eq!(join("/\n\\evil.example/"), contains('\n', 1));
    }

    #[test]
    fn h3_backslashes_are_refused_everywhere() {
        assert_eq!(join(r"\@evil.example/"), begins_with('\\'));
        assert_eq!(join(r"\\evil.example/"), begins_with('\\'));
        assert_eq!(join(r"/payment\@evil.example"), contains('\\', 8));
        assert_eq!(join(r"/payment?apiSign=a\b"), contains('\\', 18));
    }

    #[test]
    fn h4_line_breaks_and_blanks_are_refused() {
        assert_eq!(join("/payment?apiSign=a\r\nSet-Cookie: x=1"), contains('\r', 18));
        assert_eq!(join("/payment?apiSign=a\nb"), contains('\n', 18));
        assert_eq!(join("/payment?apiSign=a b"), contains(' ', 18));
        assert_eq!(join("/payment?apiSign=a\t"), contains('\t', 18));
        assert_eq!(join("/payment?apiSign=a\0"), contains('\0', 18));
        assert_eq!(join("/payment?apiSign=a\u{7f}"), contains('\u{7f}', 18));
        assert_eq!(join("/payment?apiSign=a\u{a0}"), contains('\u{a0}', 18));
        assert_eq!(join("/payment?apiSign=ä"), contains('ä', 17));
        assert_eq!(join(" /payment"), begins_with(' '));
        assert_eq!(join("\u{feff}/payment"), begins_with('\u{feff}'));
    }

    #[test]
    fn h5_api_sign_is_neither_decoded_nor_encoded_again() {
        assert_eq!(sign(DOCUMENTED).as_deref(), Some(API_SIGN));
        assert_eq!(sign(&format!("{DOCUMENTED}&lang=en")).as_deref(), Some(API_SIGN));
        assert_eq!(sign("/payment?lang=en&apiSign=a%2Bb").as_deref(), Some("a%2Bb"));
        assert_eq!(sign("/payment?apiSign=na%252FcP").as_deref(), Some("na%252FcP"));
        assert_eq!(sign("/payment?apiSign=a+b/c=").as_deref(), Some("a+b/c="));
        assert_eq!(sign("/payment?apiSign=na%2fcP%3d").as_deref(), Some("na%2fcP%3d"));
        assert_eq!(sign("/payment?apiSign=").as_deref(), Some(""));
    }

    #[test]
    fn api_sign_stands_once_under_its_own_name() {
        assert_eq!(sign("/payment"), None);
        assert_eq!(sign("/payment?apiSign"), None);
        assert_eq!(sign("/payment?apisign=x&xapiSign=y"), None);
        assert_eq!(sign("/payment/apiSign=x?lang=en"), None);
        assert_eq!(sign("/payment?apiSign=x&apiSign=y"), None);
    }

    #[test]
    fn dot_segments_are_refused_in_the_path_only() {
        let dots = |position| Err(PageAddressError::DotSegment { position });
        assert_eq!(join("/.."), dots(1));
        assert_eq!(join("/./payment"), dots(1));
        assert_eq!(join("/payment/../x"), dots(9));
        assert_eq!(join("/payment/%2e%2e/x"), dots(9));
        assert_eq!(join("/payment/.%2E?apiSign=x"), dots(9));
        assert_eq!(join("/payment/%2e"), dots(9));
        assert!(join("/payment/.../.x?next=/../").is_ok());
        assert!(join("/payment/%252e%252e/x").is_ok());
    }

    #[test]
    fn fragments_are_refused() {
        assert_eq!(join("/payment#apiSign=x"), contains('#', 8));
        assert_eq!(join("/payment?apiSign=x#"), contains('#', 18));
    }

    #[test]
    fn broken_percent_signs_are_refused() {
        assert_eq!(join("/payment?apiSign=%"), Err(PageAddressError::Percent { position: 17 }));
        assert_eq!(join("/payment?apiSign=%2"), Err(PageAddressError::Percent { position: 17 }));
        assert_eq!(join("/payment?apiSign=a%zz"), Err(PageAddressError::Percent { position: 18 }));
        assert_eq!(join("/payment?apiSign=%2F%%2F"), Err(PageAddressError::Percent { position: 20 }));
    }

    #[test]
    fn what_looks_like_a_host_behind_the_first_slash_stays_on_it() {
        for payment_url in
            ["/@evil.example/", "/:443@evil.example/", "/p//evil.example", "/%5Cevil.example", "/?x=a@b", "/"]
        {
            let url = Url::parse(join(payment_url).unwrap().as_str()).unwrap();
            assert_eq!(url.host_str(), Some("payment.payprotocol.network"), "{payment_url}");
        }
    }

    #[test]
    fn what_the_parser_writes_differently_is_refused() {
        let found = "https://payment.payprotocol.network/payment?apiSign=%27".to_owned();
        assert_eq!(join("/payment?apiSign='"), Err(PageAddressError::Parsed { found }));
        for character in ['"', '<', '>', '^', '`', '{', '|', '}', '[', ']'] {
            assert_eq!(join(&format!("/{character}")), contains(character, 1));
        }
    }

    #[test]
    fn the_longest_has_2048_bytes() {
        assert!(join(&format!("/{}", "a".repeat(2047))).is_ok());
        assert_eq!(join(&format!("/{}", "a".repeat(2048))), Err(PageAddressError::TooLong { bytes: 2049 }));
    }

    #[test]
    fn errors_say_what_was_expected_and_what_came() {
        let error = |payment_url: &str| join(payment_url).unwrap_err().to_string();
        assert_eq!(error(""), "expected a paymentUrl that begins with '/', found nothing");
        assert_eq!(error("@evil.example/"), "expected a paymentUrl that begins with '/', found '@' at position 0");
        assert_eq!(
            error("//evil.example/"),
            "expected a paymentUrl that begins with exactly one '/', found '/' at position 1"
        );
        assert_eq!(
            error("/payment?apiSign=a\r\n"),
            r"expected a character of a path or query (RFC 3986), found '\r' at position 18"
        );
        assert_eq!(error("/%zz"), "expected two hex digits behind '%' at position 1");
        assert_eq!(error("/a/.."), "expected a path without dot segments, found one at position 3");
        assert_eq!(
            error("/?'"),
            r#"expected an address that parsers leave as it is, found "https://payment.payprotocol.network/?%27""#
        );
        assert_eq!(error(&"/".repeat(2049)), "expected a paymentUrl of at most 2048 bytes, found 2049");
    }

    fn shady() -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(vec![
            "/",
            "\\",
            "@",
            ":",
            ".",
            "..",
            "?",
            "#",
            "&",
            "=",
            "%",
            "%2e",
            "%2F",
            "%5c",
            "\t",
            "\r\n",
            " ",
            "'",
            "evil.example",
            "https:",
            "443",
            "payment",
            "apiSign=x",
            "ä",
            "\u{ff0f}",
        ]);
        // Half of them begin well, else hardly any would be accepted.
        (proptest::bool::ANY, proptest::collection::vec(piece, 0..5))
            .prop_map(|(slash, pieces)| format!("{}{}", if slash { "/" } else { "" }, pieces.concat()))
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_stays_on_the_host(payment_url in shady()) {
            if let Ok(address) = join(&payment_url) {
                let text = address.as_str();
                prop_assert_eq!(text, format!("https://payment.payprotocol.network{payment_url}"));
                let resolved = Url::parse("https://payment.payprotocol.network").unwrap().join(&payment_url).unwrap();
                prop_assert_eq!(resolved.as_str(), text);
                // A parser of another school: the authority ends at the first of `/?#`, or at a backslash.
                let authority = text["https://".len()..].split(['/', '?', '#', '\\']).next();
                prop_assert_eq!(authority, Some("payment.payprotocol.network"));
            }
        }

        #[test]
        fn plain_paths_with_base64_are_accepted(sign in "([A-Za-z0-9]|%2F|%2B){1,60}(%3D){0,2}") {
            let address = join(&format!("/payment?apiSign={sign}&lang=en")).unwrap();
            prop_assert_eq!(address.api_sign(), Some(sign.as_str()));
        }

        #[test]
        fn any_text_is_joined_or_refused(payment_url: String) {
            let _ = join(&payment_url);
        }
    }
}
