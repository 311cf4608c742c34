//! What to do so that a recording keeps what it lost.
//!
//! <https://wiremock.org/docs/record-playback/>

use counterfoil_protocol::gateway::Gateway;

use crate::exchange::Loss;
use crate::json::Json;
use crate::wiremock::signed_headers;

/// Something that a recording lost, and how to keep it next time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is missing, in a sentence.
    pub what: String,
    /// Which setting or step lost it.
    pub why: &'static str,
    /// How to record it so that it is kept.
    pub remedy: &'static str,
}

const CAPTURE: &str = "The recorder keeps no header that `captureHeaders` does not name.";
const USE_REQUEST: &str =
    "Record with the request below, or keep the journal: `curl --output journal.json HOST/__admin/requests`.";
const USE_JOURNAL: &str =
    "Keep the journal: `curl --output journal.json HOST/__admin/requests`; or record with `counterfoil record`.";
const USE_TAP: &str = "Ask the sender for no Content-Encoding, or record with `counterfoil record`.";

impl Finding {
    /// A header that the signature needs.
    pub(super) fn header(name: &str) -> Self {
        let what = format!("Header {name}, which the signature needs, is not in the recording.");
        Self { what, why: CAPTURE, remedy: USE_REQUEST }
    }

    /// A loss of the request; `None` for those that no verdict needs.
    pub(super) fn of_request(loss: &Loss) -> Option<Self> {
        let (why, remedy) = match loss {
            // Those that a signature needs are told one by one, too.
            Loss::HeadersNotCaptured => (CAPTURE, USE_JOURNAL),
            Loss::MediaType => (
                "WireMock's server takes well-known media types from a list, whatever letters were sent.",
                "Record with `counterfoil record`.",
            ),
            Loss::HeaderOrder | Loss::HeaderSpelling | Loss::HeaderRepeats | Loss::FramingHeaders => return None,
            Loss::Time => ("Recorded stubs have no time.", USE_JOURNAL),
            Loss::Address => ("The stub answers more than one request.", USE_JOURNAL),
            Loss::QuerySplit => ("The recorder splits every query into `queryParameters`.", USE_JOURNAL),
            Loss::Decompressed | Loss::LengthDiffers => {
                ("WireMock takes gzip off before it looks at a body, also where no header announces it.", USE_TAP)
            }
            Loss::LengthUnknown => (
                "Nothing proves that the body was not decompressed: Content-Length was not sent, or not captured.",
                "Capture Content-Length, as the request below does; for a chunked body record with `counterfoil record`.",
            ),
            Loss::TextOnly => (
                "A stub holds the body as text; only a captured Content-Length proves which bytes it was.",
                USE_REQUEST,
            ),
            Loss::Charset | Loss::ReplacementCharacters => {
                ("A stub holds the body as text; what is no UTF-8 is replaced.", USE_JOURNAL)
            }
            Loss::JsonRewritten => (
                "The stub holds the document as JSON, not as a string: an editor or program wrote it anew.",
                "Leave `equalToJson` as the string that the recorder wrote, or record again.",
            ),
            Loss::BodyMissing => (
                "The recorder writes `anything` for multipart bodies, and nothing for matchers that name no bytes.",
                USE_REQUEST,
            ),
            Loss::BodyCut => ("A limit cut the body.", "Start WireMock without `--logged-response-body-size-limit`."),
            Loss::StandIn | Loss::Templated | Loss::BodyFileMissing | Loss::Other(_) => {
                ("The recording says so.", USE_JOURNAL)
            }
        };
        Some(Self { what: format!("Request: {}", loss.about()), why, remedy })
    }

    /// An answer that WireMock made because it could not hand the request on.
    pub(super) fn error_page() -> Self {
        Self {
            what: "Answer: it is WireMock's own error page, and its journal lacks the request.".to_owned(),
            why: "WireMock hands on no request whose target is no URL, such as one with `{` in it.",
            remedy: "Record with `counterfoil record`, which forwards every byte.",
        }
    }

    /// A loss of the answer; `None` for those that no verdict needs.
    pub(super) fn of_response(loss: &Loss) -> Option<Self> {
        let (why, remedy) = match loss {
            Loss::HeaderOrder
            | Loss::HeaderSpelling
            | Loss::HeaderRepeats
            | Loss::FramingHeaders
            | Loss::MediaType
            | Loss::Time => {
                return None;
            }
            Loss::LengthUnknown | Loss::TextOnly => return None,
            Loss::StandIn => (
                "WireMock was the receiver: what it answers was told it, not computed.",
                "Put WireMock in front of the receiver with `targetBaseUrl`, or record with `counterfoil record`.",
            ),
            Loss::Templated => {
                ("A template makes the body when it is served.", "Record the answer itself, not the stub.")
            }
            Loss::BodyFileMissing => (
                "`bodyFileName` names a file that is not below `__files`.",
                "Put the `__files` folder beside `mappings`, or record without `extractBodyCriteria`.",
            ),
            Loss::JsonRewritten => ("`jsonBody` is written anew by WireMock.", "Use `body` or `base64Body`."),
            Loss::BodyCut | Loss::LengthDiffers | Loss::BodyMissing => (
                "A limit cut the answer in the journal.",
                "Start WireMock without `--logged-response-body-size-limit`.",
            ),
            _ => ("A stub holds the answer as text, without its content coding.", USE_JOURNAL),
        };
        Some(Self { what: format!("Answer: {}", loss.about()), why, remedy })
    }
}

/// The body for `POST /__admin/recordings/start` that keeps what a verdict on this gateway's messages needs. `target` is
/// the receiver; without it WireMock records what it answers itself.
///
/// With `Content-Length` captured a stub proves its bytes; with `equalTo` one body that is no JSON does not spoil the
/// recording of all others.
#[must_use]
pub fn recording_request(gateway: &Gateway, target: Option<&str>) -> Json {
    let framing = ["Content-Type", "Content-Encoding", "Content-Length"];
    let names = signed_headers(Some(gateway)).into_iter().chain(gateway.key_header).chain(framing);
    let headers = Json::object(names.map(|name| (name, Json::Object(Vec::new()))));
    let target = target.map(|base| ("targetBaseUrl", Json::from(base)));
    let rest = [
        ("requestBodyPattern", Json::object([("matcher", Json::from("equalTo"))])),
        ("captureHeaders", headers),
        ("filters", Json::object([("allowNonProxied", Json::from(true))])),
        ("repeatsAsScenarios", true.into()),
        ("persist", true.into()),
    ];
    Json::object(target.into_iter().chain(rest))
}
