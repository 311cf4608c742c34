//! What is a secret, and what belongs to a person: by the name of a member or header, and by its look.

use core::ops::Range;

/// Members of any message that hold a secret.
const SECRET_MEMBERS: [&str; 13] = [
    "accesstoken",
    "apikey",
    "apisecret",
    "appkey",
    "appsecret",
    "authorization",
    "cardkey",
    "clientsecret",
    "password",
    "privatekey",
    "refreshtoken",
    "secret",
    "secretkey",
];

/// Members of any message that belong to a person, whoever sends it.
const PERSONAL_MEMBERS: [&str; 26] = [
    "address1",
    "address2",
    "birthdate",
    "birthday",
    "cardnumber",
    "city",
    "clientip",
    "email",
    "emailaddress",
    "firstname",
    "fullname",
    "idcard",
    "idnumber",
    "ip",
    "ipaddress",
    "lastname",
    "mobile",
    "mobilephone",
    "phone",
    "phonenumber",
    "postalcode",
    "street",
    "telephone",
    "userip",
    "username",
    "zipcode",
];

/// Members of one gateway's tables that belong to a person. Addresses on a chain are none: they are public there, and a
/// changed one would be refused for its checksum.
const OF_GATEWAYS: [(&str, &[&str]); 5] = [
    (
        "cregis",
        &[
            "payer_email",
            "payer_id",
            "payer_name",
            "recipient_address",
            "recipient_email",
            "recipient_id",
            "recipient_name",
            "remark",
            "memo",
        ],
    ),
    (
        "gatepay",
        &[
            "account_holder",
            "cardNumber",
            "card_num",
            "card_number",
            "creator_name",
            "customerName",
            "customer_id",
            "customer_name",
            "entity_id_number",
            "payer",
            "payerId",
            "remark",
            "transfer_remark",
            "userId",
            "user_id",
        ],
    ),
    ("paycools", &["accountName", "accountNo", "billingAddress", "customerName", "email", "mobile", "remark"]),
    ("payprotocol", &["userId"]),
    ("pelago", &["payer", "remark"]),
];

/// Headers that hold a secret.
const SECRET_HEADERS: [&str; 6] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token"];

/// Headers that tell where somebody is.
const PERSONAL_HEADERS: [&str; 5] = ["forwarded", "x-forwarded-for", "x-real-ip", "true-client-ip", "cf-connecting-ip"];

/// What a value is by its name.
#[must_use]
pub(super) fn member(gateway: Option<&str>, name: &str) -> Option<&'static str> {
    let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    if SECRET_MEMBERS.contains(&plain.as_str()) {
        return Some("secret");
    }
    let listed = OF_GATEWAYS.iter().filter(|(known, _)| gateway.is_none_or(|gateway| gateway == *known));
    let listed = listed.flat_map(|(_, names)| names.iter()).any(|known| *known == name);
    (listed || PERSONAL_MEMBERS.contains(&plain.as_str())).then_some("personal")
}

/// What a header's value is by the header's name.
#[must_use]
pub(super) fn header(name: &str) -> Option<&'static str> {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    if SECRET_HEADERS.iter().any(is) {
        return Some("secret");
    }
    PERSONAL_HEADERS.iter().any(is).then_some("personal")
}

/// E-mail addresses, and phone numbers that begin with their country.
#[must_use]
pub(super) fn in_text(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let mails = text.match_indices('@').filter_map(|(at, _)| Some(("e-mail", mail(text, at)?)));
    let phones = text.match_indices('+').filter_map(|(at, _)| Some(("phone", phone(text, at)?)));
    let mut found: Vec<_> = mails.chain(phones).collect();
    found.sort_by_key(|(_, range)| range.start);
    // One in the other, such as `+49…@example.org`: the first one covers it.
    found.dedup_by(|later, first| later.1.start < first.1.end);
    found
}

fn mail(text: &str, at: usize) -> Option<Range<usize>> {
    let inside = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
    let before: usize = text[..at].chars().rev().take_while(|letter| inside(*letter)).map(char::len_utf8).sum();
    let host = text[at + 1..].chars().take_while(|letter| letter.is_alphanumeric() || ".-".contains(*letter));
    let host: usize = host.map(char::len_utf8).sum();
    let domain = &text[at + 1..at + 1 + host];
    (before > 0 && domain.trim_matches('.').contains('.')).then_some(at - before..at + 1 + host)
}

fn phone(text: &str, plus: usize) -> Option<Range<usize>> {
    let rest = text[plus + 1..].bytes().take_while(|byte| byte.is_ascii_digit() || b" -()".contains(byte)).count();
    let number = text[plus + 1..plus + 1 + rest].trim_end();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    // Base64 and times have plus signs too: nothing may stand right behind or before.
    let alone = !text[..plus].ends_with(char::is_alphanumeric)
        && !text[plus + 1 + number.len()..].starts_with(|letter: char| letter.is_alphanumeric() || letter == ':');
    ((8..=15).contains(&digits) && alone).then_some(plus..plus + 1 + number.len())
}

#[cfg(test)]
mod tests {
    use counterfoil_formats::schema::schema;
    use counterfoil_protocol::gateways;

    use super::*;

    /// A name that no table has would protect nobody.
    #[test]
    fn every_listed_name_is_in_its_gateways_tables() {
        for (name, listed) in OF_GATEWAYS {
            let gateway = gateways::by_name(name).unwrap();
            let tables: String = gateway.messages().map(|message| schema(message).to_line()).collect();
            for member in listed {
                assert!(tables.contains(&format!("\"{member}\"")), "{name} has no {member}");
            }
        }
    }

    #[test]
    fn a_name_tells_what_its_value_is() {
        assert_eq!(member(Some("cregis"), "payer_email"), Some("personal"));
        assert_eq!(member(Some("gatepay"), "payer_email"), None, "only the gateway's own list and the common one");
        assert_eq!(member(None, "payer_email"), Some("personal"));
        assert_eq!(member(Some("pelago"), "API_KEY"), Some("secret"));
        assert_eq!(member(Some("pelago"), "orderId"), None);
    }

    #[test]
    fn mails_and_phones_are_seen_and_signatures_are_not() {
        let found = |text: &str| in_text(text).into_iter().map(|(_, range)| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("to anna.m@example.org, +49 170 1234567."), ["anna.m@example.org", "+49 170 1234567"]);
        assert_eq!(found("王@例子.公司"), ["王@例子.公司"]);
        for text in ["a+12345678901b==", "@home", "x@y", "2026-11-21T02:57:49+08:00", "1+12345678"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
