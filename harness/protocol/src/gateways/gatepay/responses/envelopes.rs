//! The families of envelopes (A15). Business failures come with HTTP 200, so that the code decides.

use crate::message::Envelope;

/// <https://docs.gate.com/api-reference/version/100/en/common/securityAndSignature>
pub static STANDARD: Envelope = Envelope {
    name: "standard",
    about: "Six digits; the guide shows a success whose code is null.",
    code: Some("code"),
    success: &["000000", "null"],
    message: Some("errorMessage"),
    data: Some("data"),
    source: "https://docs.gate.com/api-reference/version/100/en/common/securityAndSignature",
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order>
pub static NAMED: Envelope = Envelope {
    name: "named",
    about: "A word as code, `message` instead of `errorMessage`, and no `status`.",
    success: &["SUCCESS"],
    message: Some("message"),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order",
    ..STANDARD_PARTS
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave>
pub static SUBSCRIPTION: Envelope = Envelope {
    name: "subscription",
    about: "A single zero as code, with `success` beside it: true or false, on one page as text.",
    success: &["0"],
    message: Some("message"),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/subscription/planSave",
    ..STANDARD_PARTS
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote>
pub static OTC: Envelope = Envelope {
    name: "otc",
    about: "A single zero as code, and `status` in small letters.",
    success: &["0"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote",
    ..STANDARD_PARTS
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create>
pub static OTC_MESSAGE: Envelope = Envelope {
    name: "otc-message",
    about: "As the others of its product, with `message` instead of `errorMessage`.",
    success: &["0"],
    message: Some("message"),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create",
    ..STANDARD_PARTS
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund>
pub static FIVE_ZEROS: Envelope = Envelope {
    name: "five-zeros",
    about: "As the standard one, with five zeros on success.",
    success: &["00000", "000000"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/paymentRefund",
    ..STANDARD_PARTS
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund>
pub static BARE: Envelope = Envelope {
    name: "bare",
    about: "None: the body is what was asked for. How a failure looks is not shown.",
    code: None,
    success: &[],
    message: None,
    data: None,
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/addresspayment/refund",
};

// What most families have in common.
const STANDARD_PARTS: Envelope = Envelope {
    name: "",
    about: "",
    code: Some("code"),
    success: &[],
    message: Some("errorMessage"),
    data: Some("data"),
    source: "",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Object;

    fn succeeded(envelope: &Envelope, body: &str) -> bool {
        let code = envelope.code_of(&Object::parse(body).unwrap()).unwrap();
        envelope.success.contains(&&*code)
    }

    #[test]
    fn each_family_knows_its_own_success() {
        let bodies = [
            (&STANDARD, r#"{"status":"SUCCESS","code":"000000","errorMessage":"","data":{}}"#),
            (&STANDARD, r#"{"status":"SUCCESS","code":null,"label":null,"errorMessage":null,"data":{}}"#),
            (&NAMED, r#"{"code":"SUCCESS","message":"","data":{}}"#),
            (&SUBSCRIPTION, r#"{"success":"true","code":"0","message":"","data":{}}"#),
            (&OTC, r#"{"code":"0","status":"success","errorMessage":"","data":{}}"#),
            (&OTC_MESSAGE, r#"{"code":"0","message":"success","status":"success","data":{}}"#),
            (&FIVE_ZEROS, r#"{"status":"SUCCESS","code":"00000","errorMessage":"","data":{}}"#),
        ];
        for (envelope, body) in bodies {
            assert!(succeeded(envelope, body), "{}", envelope.name);
        }
    }

    #[test]
    fn failures_are_none_and_no_family_takes_the_word_of_another() {
        let signature = r#"{"status":"FAIL","code":"400002","label":"INVALID_SIGNATURE","errorMessage":"","data":{}}"#;
        let named = r#"{"status":"FAIL","code":"INVALID_REQUEST","errorMessage":"","data":null}"#;
        for envelope in [&STANDARD, &NAMED, &SUBSCRIPTION, &OTC, &OTC_MESSAGE, &FIVE_ZEROS] {
            assert!(!succeeded(envelope, signature) && !succeeded(envelope, named), "{}", envelope.name);
        }
        assert!(!succeeded(&STANDARD, r#"{"code":"0"}"#) && !succeeded(&STANDARD, r#"{"code":"00000"}"#));
        assert!(!succeeded(&NAMED, r#"{"code":"0"}"#) && !succeeded(&OTC, r#"{"code":"SUCCESS"}"#));
    }
}
