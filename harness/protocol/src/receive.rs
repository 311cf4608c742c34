//! The reference receiver: locate → canonical → verify → fresh? → parse → seen?

use std::borrow::Cow;
use std::collections::HashSet;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::canonical::SignedBytes;
use crate::gateway::{Event, Gateway, Part, Place, Signing, View, open};
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::{Rule, Rules};
use crate::scheme::{RawSignature, Scheme, SignatureFault, VerifyingKey};
use crate::value::{Skew, UnixMillis, Window};
use crate::wire::{Limits, Request, checked_text};

/// A receiver of one gateway's messages.
#[derive(Debug)]
pub struct Receiver {
    /// Whose messages.
    pub gateway: &'static Gateway,
    /// Who sends them: a callback by default.
    pub direction: Direction,
    /// How they are signed.
    pub signing: Signing,
    /// The readings followed.
    pub readings: Readings,
    /// The key that signatures are checked with.
    pub key: VerifyingKey,
    /// The public address, where it differs from what the receiver sees.
    pub notify_url: Option<String>,
    /// The window for timestamps; none is documented for callbacks, so none is the default.
    pub window: Option<Window>,
    /// What is taken at most.
    pub limits: Limits,
    /// Which checks are made.
    pub rules: Rules,
}

/// The events credited so far.
#[derive(Clone, Debug, Default)]
pub struct Ledger(HashSet<String>);

/// A callback that was accepted: acknowledge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub event: Event,
    /// Whether it is to be credited: a paid status that was not credited before.
    pub credit: bool,
}

impl Receiver {
    /// A receiver with the default readings and limits and all rules.
    #[must_use]
    pub fn new(gateway: &'static Gateway, key: VerifyingKey) -> Self {
        Self {
            gateway,
            direction: Direction::Callback,
            signing: gateway.signing(),
            readings: Readings::default_of(gateway.readings),
            key,
            notify_url: None,
            window: None,
            limits: Limits::default(),
            rules: Rules::all(),
        }
    }

    /// One callback, bytes to event.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, in the order of [`crate::rejection::Stage`].
    pub fn receive(&self, request: &Request, now: UnixMillis, ledger: &mut Ledger) -> Result<Received, Rejection> {
        self.transport(request)?;
        let text = self.text(&request.body);
        let view = self.authenticate(request, text.as_deref().map_err(Clone::clone))?;
        self.fresh(&view, now)?;
        let event = (self.gateway.parse)(&view, self.rules)?;
        Ok(self.credit(event, ledger))
    }

    /// Method and size.
    ///
    /// # Errors
    ///
    /// [`Code::Method`], [`Code::TooLarge`].
    pub fn transport(&self, request: &Request) -> Result<(), Rejection> {
        if self.rules.on(Rule::Method) && request.method != "POST" {
            return Err(Rejection::new(Code::Method, "method", "POST", format!("`{}`", excerpt(&request.method))));
        }
        if self.rules.on(Rule::BodyLimit) && request.body.len() > self.limits.body {
            let expected = format!("at most {} bytes", self.limits.body);
            return Err(Rejection::new(Code::TooLarge, "body", expected, format!("{} bytes", request.body.len())));
        }
        Ok(())
    }

    /// The body as text that may be parsed. Repaired, not refused, where [`Rule::Encoding`] is off.
    ///
    /// # Errors
    ///
    /// [`Code::Encoding`], [`Code::TooDeep`], [`Code::Malformed`].
    pub fn text<'a>(&self, body: &'a [u8]) -> Result<Cow<'a, str>, Rejection> {
        if self.rules.on(Rule::Encoding) {
            return checked_text(body, self.limits.depth).map(Cow::Borrowed);
        }
        let repaired = String::from_utf8_lossy(body).trim_start_matches('\u{feff}').to_owned();
        checked_text(repaired.as_bytes(), self.limits.depth)?;
        Ok(Cow::Owned(repaired))
    }

    /// Finds the signature and checks it; what comes back is opened and authentic.
    ///
    /// A header-signed body is verified as bytes before it is parsed.
    ///
    /// # Errors
    ///
    /// Stages wire, locate and verify.
    pub fn authenticate<'a>(
        &'a self,
        request: &'a Request,
        text: Result<&'a str, Rejection>,
    ) -> Result<View<'a>, Rejection> {
        let mut view = self.view(request);
        if matches!(self.signing.place, Place::Member(_)) {
            view.object = Some(open(text.clone()?, self.rules)?);
        }
        self.check_shapes(&view)?;
        if let Some(signature) = self.signature(&view)? {
            let signed = (self.signing.canonical)(&view)?;
            self.verify(&signed, &signature)?;
        }
        if view.object.is_none() {
            view.object = Some(open(text?, self.rules)?);
        }
        Ok(view)
    }

    fn view<'a>(&'a self, request: &'a Request) -> View<'a> {
        View {
            request,
            object: None,
            direction: self.direction,
            readings: self.readings,
            notify_url: self.notify_url.as_deref(),
            depth: self.limits.depth,
        }
    }

    fn check_shapes(&self, view: &View<'_>) -> Result<(), Rejection> {
        if !self.rules.on(Rule::PartShapes) {
            return Ok(());
        }
        [self.signing.timestamp, self.signing.nonce].into_iter().flatten().try_for_each(|part| {
            let text = self.part(view, part.place)?;
            let found = || format!("`{}`", excerpt(&text));
            let refuse = || Rejection::new(Code::Shape, part.place.to_string(), part.shape.describe(), found());
            part.shape.fits(&text).then_some(()).ok_or_else(refuse)
        })
    }

    /// The signature text; `None` where there is none and [`Rule::SignaturePresent`] is off.
    fn signature<'a>(&self, view: &View<'a>) -> Result<Option<Cow<'a, str>>, Rejection> {
        match self.part(view, self.signing.place) {
            Ok(text) => Ok(Some(text)),
            Err(absent) if absent.code == Code::Missing && !self.rules.on(Rule::SignaturePresent) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn part<'a>(&self, view: &View<'a>, place: Place) -> Result<Cow<'a, str>, Rejection> {
        match (view.part(place), place) {
            (Err(twice), Place::Header(name))
                if twice.code == Code::DuplicateHeader && !self.rules.on(Rule::SingleHeaders) =>
            {
                let first = view.request.headers.all(name).next().unwrap_or_default();
                Ok(String::from_utf8_lossy(first))
            }
            (found, _) => found,
        }
    }

    fn verify(&self, signed: &SignedBytes<'_>, text: &str) -> Result<(), Rejection> {
        if !self.rules.on(Rule::SignatureMatches) {
            return Ok(());
        }
        let raw = match self.key.decode(text) {
            Ok(raw) => raw,
            Err(fault) if self.rules.on(Rule::SignatureText) => return Err(self.refused(&fault)),
            Err(fault) => decoded_leniently(self.signing.scheme, text).ok_or_else(|| self.refused(&fault))?,
        };
        self.key.verify(signed, &raw).map_err(|fault| self.refused(&fault))
    }

    fn refused(&self, fault: &SignatureFault) -> Rejection {
        let place = self.signing.place.to_string();
        match fault {
            SignatureFault::Encoding { expected, found } => {
                Rejection::new(Code::SignatureEncoding, place, expected.to_string(), found.clone())
            }
            SignatureFault::Length { expected, found } => {
                Rejection::new(Code::SignatureEncoding, place, format!("{expected} bytes"), format!("{found} bytes"))
            }
            SignatureFault::Mismatch => Rejection::new(
                Code::SignatureMismatch,
                place,
                format!("the signature of the signed bytes ({})", self.signing.scheme),
                "another signature",
            ),
        }
    }

    /// The timestamp against the window, where both are there.
    ///
    /// # Errors
    ///
    /// [`Code::Shape`], [`Code::Stale`], [`Code::Future`].
    pub fn fresh(&self, view: &View<'_>, now: UnixMillis) -> Result<(), Rejection> {
        let (Some(window), Some(Part { place, shape })) = (self.window, self.signing.timestamp) else { return Ok(()) };
        if !self.rules.on(Rule::Freshness) {
            return Ok(());
        }
        let text = self.part(view, place)?;
        let unreadable =
            || Rejection::new(Code::Shape, place.to_string(), shape.describe(), format!("`{}`", excerpt(&text)));
        let then = shape.millis(&text).map(UnixMillis::new).ok_or_else(unreadable)?;
        window.check(now, then).map_err(|skew| {
            let (code, most, by, side) = match skew {
                Skew::Past { by_ms } => (Code::Stale, window.past_ms, by_ms, "before"),
                Skew::Future { by_ms } => (Code::Future, window.future_ms, by_ms, "after"),
            };
            let expected = format!("a time at most {most} ms {side} now");
            Rejection::new(code, place.to_string(), expected, format!("{by} ms {side} now"))
        })
    }

    fn credit(&self, event: Event, ledger: &mut Ledger) -> Received {
        let pays = event.outcome.credits() || !self.rules.on(Rule::PaidOnly);
        let credit = pays && (ledger.enter(&event.key) || !self.rules.on(Rule::Once));
        Received { event, credit }
    }
}

impl Ledger {
    /// Whether the event is new; one that is known is not copied.
    fn enter(&mut self, key: &str) -> bool {
        !self.0.contains(key) && self.0.insert(key.to_owned())
    }
}

/// What a lenient decoder makes of it: blanks dropped, either alphabet, padding or not, either case.
fn decoded_leniently(scheme: Scheme, text: &str) -> Option<RawSignature> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let raw = match scheme {
        Scheme::HmacSha256Hex | Scheme::HmacSha512Hex | Scheme::Md5Hex => {
            data_encoding::HEXLOWER_PERMISSIVE.decode(compact.as_bytes()).ok()?
        }
        Scheme::HmacSha256Base64 | Scheme::RsaSha256Base64 => {
            let config = GeneralPurposeConfig::new()
                .with_decode_allow_trailing_bits(true)
                .with_decode_padding_mode(DecodePaddingMode::Indifferent);
            let standard = compact.replace('-', "+").replace('_', "/");
            GeneralPurpose::new(&alphabet::STANDARD, config).decode(standard).ok()?
        }
    };
    RawSignature::from_slice(&raw)
}
