//! Pure: (recipe, context) → the request to send.

use core::fmt;
use std::sync::Arc;

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::gateway::{Gateway, PartShape, Place, View};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::{Object, Request};

use crate::draft::{Draft, Escapes, quote};
use crate::framing::Framing;
use crate::keys::Keys;
use crate::samples::Sample;

/// What a rendering depends on beside the recipe.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Whose message.
    pub gateway: &'static Gateway,
    /// The time of sending, in milliseconds since 1970 UTC.
    pub now_ms: u64,
    /// Different for each request of a run: nonce and order numbers are made from it.
    pub serial: u64,
    /// The keys to sign with.
    pub keys: &'a Keys,
    /// The readings the subject follows.
    pub readings: Readings,
    /// Path and query of the request line.
    pub target: String,
    /// The public address that the gateway would send to.
    pub notify_url: String,
}

impl Context<'_> {
    /// The merchant's order number of this rendering.
    #[must_use]
    pub fn order(&self) -> String {
        format!("CF{:010}", self.serial)
    }

    /// The gateway's order number of this rendering: 19 digits, the same for a repetition a second later.
    #[must_use]
    pub fn gateway_id(&self) -> String {
        format!("202611210{:010}", self.serial)
    }

    /// The nonce of this rendering: 6 letters and digits.
    #[must_use]
    pub fn nonce(&self) -> String {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut left = self.serial.wrapping_mul(2_654_435_761) % 36_u64.pow(6);
        let mut nonce = String::new();
        for _ in 0..6 {
            nonce.push(char::from(DIGITS[usize::try_from(left % 36).unwrap_or_default()]));
            left /= 36;
        }
        nonce
    }

    /// The time of sending in the unit of the gateway's timestamp.
    #[must_use]
    pub fn timestamp(&self) -> String {
        match self.gateway.timestamp.map(|part| part.shape) {
            Some(PartShape::Seconds) => (self.now_ms / 1000).to_string(),
            _ => self.now_ms.to_string(),
        }
    }
}

/// Changes a draft.
pub type Edit = Arc<dyn Fn(&mut Draft, &Context<'_>) + Send + Sync>;
/// Changes the finished request.
pub type Tamper = Arc<dyn Fn(&mut Request, &Context<'_>) + Send + Sync>;
/// Changes the bytes of the body before a header signature is made.
pub type BodyEdit = Arc<dyn Fn(Vec<u8>) -> Vec<u8> + Send + Sync>;
/// Makes other signed bytes.
pub type BytesEdit = Arc<dyn Fn(&Material<'_>) -> Vec<u8> + Send + Sync>;
/// Makes a raw signature over bytes.
pub type Signer = Arc<dyn Fn(&Keys, &[u8]) -> Vec<u8> + Send + Sync>;
/// Writes a raw signature as a header value, or as raw JSON for a member.
pub type Encoder = Arc<dyn Fn(&[u8]) -> SignatureText + Send + Sync>;

/// How a request is made from a sample.
#[derive(Clone)]
pub struct Recipe {
    /// The genuine message it begins with.
    pub sample: &'static Sample,
    /// What is changed before signing.
    pub edit: Option<Edit>,
    /// What is changed in the body's bytes before a header signature covers them.
    pub body: Option<BodyEdit>,
    /// How it is signed.
    pub signing: Signing,
    /// What is changed after signing.
    pub tamper: Option<Tamper>,
    /// How many milliseconds before the time of sending it is dated; negative for the future.
    pub age_ms: i64,
    /// Whether it repeats the serial of the step before, so that it is the same order and nonce.
    pub same_serial: bool,
    /// The choice of a reading that it follows instead of the subject's.
    pub reading: Option<(&'static str, &'static str)>,
    /// What the text of the right signature must look like for the recipe to differ from the genuine message.
    pub needs: Option<fn(&str) -> bool>,
    /// How it is written on the wire.
    pub framing: Framing,
}

/// How a request is signed; everything left out is done right.
#[derive(Clone, Default)]
pub struct Signing {
    /// Signs this instead of the draft that is sent.
    pub draft: Option<Edit>,
    /// Signs these bytes instead of the right ones.
    pub bytes: Option<BytesEdit>,
    /// Signs with another key or algorithm.
    pub signer: Option<Signer>,
    /// Writes the signature in another way.
    pub encoder: Option<Encoder>,
}

/// What stands where the signature belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureText {
    /// A header value, or a JSON string.
    Text(String),
    /// A header value, or raw JSON.
    Raw(String),
    /// Nothing at all.
    Absent,
}

/// What a signer may look at.
#[derive(Debug)]
pub struct Material<'a> {
    /// The right signed bytes.
    pub signed: &'a [u8],
    /// The draft that is signed.
    pub draft: &'a Draft,
    /// The request without its signature.
    pub request: &'a Request,
    /// Time, nonce and the like.
    pub context: &'a Context<'a>,
}

/// A rendered request with what made it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// To be sent.
    pub request: Request,
    /// What the signature covers.
    pub signed: Vec<u8>,
    /// The merchant's order number in it.
    pub order: String,
    /// Whether the message turned out rightly signed although it was signed otherwise: what differs is not signed under
    /// the readings followed, or was not there.
    pub rightly_signed: bool,
    /// How it is written on the wire.
    pub framing: Framing,
}

impl fmt::Debug for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipe({})", self.sample.slug)
    }
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signing")
    }
}

impl Recipe {
    /// The genuine message.
    #[must_use]
    pub fn of(sample: &'static Sample) -> Self {
        Self {
            sample,
            edit: None,
            body: None,
            signing: Signing::default(),
            tamper: None,
            age_ms: 0,
            same_serial: false,
            reading: None,
            needs: None,
            framing: Framing::default(),
        }
    }

    /// Changes the draft before signing.
    #[must_use]
    pub fn edit(mut self, edit: impl Fn(&mut Draft, &Context<'_>) + Send + Sync + 'static) -> Self {
        self.edit = Some(Arc::new(edit));
        self
    }

    /// Changes the finished body before a header signature covers it.
    #[must_use]
    pub fn body(mut self, body: impl Fn(Vec<u8>) -> Vec<u8> + Send + Sync + 'static) -> Self {
        self.body = Some(Arc::new(body));
        self
    }

    /// Signs in another way.
    #[must_use]
    pub fn signing(mut self, signing: Signing) -> Self {
        self.signing = signing;
        self
    }

    /// Writes the right signature in another way.
    #[must_use]
    pub fn encoder(mut self, encoder: impl Fn(&[u8]) -> SignatureText + Send + Sync + 'static) -> Self {
        self.signing.encoder = Some(Arc::new(encoder));
        self
    }

    /// Changes the finished request.
    #[must_use]
    pub fn tamper(mut self, tamper: impl Fn(&mut Request, &Context<'_>) + Send + Sync + 'static) -> Self {
        self.tamper = Some(Arc::new(tamper));
        self
    }

    /// Dates it earlier, or later where negative.
    #[must_use]
    pub fn aged(mut self, age_ms: i64) -> Self {
        self.age_ms = age_ms;
        self
    }
}

impl Signing {
    /// Whether only the signed bytes are other than right, not key, algorithm or encoding.
    pub(crate) fn changes_bytes_only(&self) -> bool {
        (self.draft.is_some() || self.bytes.is_some()) && self.signer.is_none() && self.encoder.is_none()
    }

    /// Signs another draft than is sent.
    #[must_use]
    pub fn draft(edit: impl Fn(&mut Draft, &Context<'_>) + Send + Sync + 'static) -> Self {
        Self { draft: Some(Arc::new(edit)), ..Self::default() }
    }

    /// Signs other bytes.
    #[must_use]
    pub fn bytes(bytes: impl Fn(&Material<'_>) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self { bytes: Some(Arc::new(bytes)), ..Self::default() }
    }

    /// Signs with another key or algorithm.
    #[must_use]
    pub fn signer(signer: impl Fn(&Keys, &[u8]) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self { signer: Some(Arc::new(signer)), ..Self::default() }
    }

    /// Writes the right signature in another way.
    #[must_use]
    pub fn encoder(encoder: impl Fn(&[u8]) -> SignatureText + Send + Sync + 'static) -> Self {
        Self { encoder: Some(Arc::new(encoder)), ..Self::default() }
    }
}

/// Renders a recipe.
///
/// Where the recipe needs a certain look of the signature, other serials are tried until it has it.
#[must_use]
pub fn render(recipe: &Recipe, context: &Context<'_>) -> Rendered {
    let mut rendered = render_once(recipe, context);
    let Some(needs) = recipe.needs else { return rendered };
    for attempt in 1..MOST_ATTEMPTS {
        let right = context.keys.signing.sign_text(&SignedBytes::from(rendered.signed.clone()));
        if needs(&right) {
            break;
        }
        let serial = context.serial.wrapping_add(attempt * SERIAL_STEP);
        rendered = render_once(recipe, &Context { serial, ..context.clone() });
    }
    rendered
}

/// A look that one signature in two has is missed 64 times in a row by nobody.
const MOST_ATTEMPTS: u64 = 64;
/// Far from the serials of the same run.
const SERIAL_STEP: u64 = 2_000_000_000;

fn render_once(recipe: &Recipe, context: &Context<'_>) -> Rendered {
    let chosen = recipe.reading.and_then(|(name, choice)| context.readings.with(name, choice).ok());
    let dated = Context {
        now_ms: context.now_ms.saturating_add_signed(-recipe.age_ms),
        readings: chosen.unwrap_or(context.readings),
        ..context.clone()
    };
    let context = &dated;
    let mut draft = (recipe.sample.draft)(context);
    let genuine = draft.clone();
    apply(recipe.edit.as_ref(), &mut draft, context);
    let signed_draft = match &recipe.signing.draft {
        Some(edit) => {
            let mut other = genuine.clone();
            edit(&mut other, context);
            other
        }
        None => draft.clone(),
    };
    let (mut request, signed) = match context.gateway.place {
        Place::Header(name) => in_header(name, recipe, context, &draft, &signed_draft),
        Place::Member(name) => in_member(name, recipe, context, &mut draft, &signed_draft, &genuine),
    };
    let rightly_signed =
        recipe.signing.changes_bytes_only() && recipe.tamper.is_none() && covers(context, &request, &signed);
    if let Some(tamper) = &recipe.tamper {
        tamper(&mut request, context);
    }
    Rendered { request, signed, order: context.order(), rightly_signed, framing: recipe.framing.clone() }
}

/// Whether these are the right signed bytes of the request as it is sent.
fn covers(context: &Context<'_>, request: &Request, signed: &[u8]) -> bool {
    let body = String::from_utf8_lossy(&request.body);
    let body = matches!(context.gateway.place, Place::Member(_)).then_some(&*body);
    signed_bytes(context, request, body).is_some_and(|right| right == signed)
}

fn apply(edit: Option<&Edit>, draft: &mut Draft, context: &Context<'_>) {
    if let Some(edit) = edit {
        edit(draft, context);
    }
}

fn in_header(
    name: &str,
    recipe: &Recipe,
    context: &Context<'_>,
    draft: &Draft,
    signed_draft: &Draft,
) -> (Request, Vec<u8>) {
    let body = |draft: &Draft| match &recipe.body {
        Some(change) => change(draft.body().into_bytes()),
        None => draft.body().into_bytes(),
    };
    let mut request = unsigned(context, body(draft));
    let to_sign = unsigned(context, body(signed_draft));
    let signed = signed_bytes(context, &to_sign, None).unwrap_or_default();
    let (text, signed) =
        signature(recipe, context, &Material { signed: &signed, draft: signed_draft, request: &to_sign, context });
    if let SignatureText::Text(text) | SignatureText::Raw(text) = text {
        request.headers.push(name, text);
    }
    (request, signed)
}

fn in_member(
    name: &str,
    recipe: &Recipe,
    context: &Context<'_>,
    draft: &mut Draft,
    signed_draft: &Draft,
    genuine: &Draft,
) -> (Request, Vec<u8>) {
    let to_sign = unsigned(context, signed_draft.body().into_bytes());
    // What cannot be signed by the rule carries the signature of the genuine message.
    let signed = signed_bytes(context, &to_sign, Some(&signed_draft.body()))
        .or_else(|| signed_bytes(context, &to_sign, Some(&genuine.body())))
        .unwrap_or_default();
    let (text, signed) =
        signature(recipe, context, &Material { signed: &signed, draft: signed_draft, request: &to_sign, context });
    let literal = quote(name, Escapes::Needed);
    match text {
        SignatureText::Text(text) => draft.outer.push(&literal, &quote(&text, Escapes::Needed)),
        SignatureText::Raw(raw) => draft.outer.push(&literal, &raw),
        SignatureText::Absent => {}
    }
    let body = draft.body().into_bytes();
    let body = recipe.body.as_ref().map_or_else(|| body.clone(), |change| change(body.clone()));
    (unsigned(context, body), signed)
}

fn signature(recipe: &Recipe, context: &Context<'_>, material: &Material<'_>) -> (SignatureText, Vec<u8>) {
    let signing = &recipe.signing;
    let bytes = signing.bytes.as_ref().map_or_else(|| material.signed.to_vec(), |bytes| bytes(material));
    let raw = match &signing.signer {
        Some(signer) => signer(context.keys, &bytes),
        None => context.keys.signing.sign(&SignedBytes::from(bytes.clone())).as_slice().to_vec(),
    };
    let text = match &signing.encoder {
        Some(encoder) => encoder(&raw),
        None => SignatureText::Text(context.gateway.scheme.encode(&raw)),
    };
    (text, bytes)
}

/// The request with everything but the signature.
fn unsigned(context: &Context<'_>, body: Vec<u8>) -> Request {
    let mut request = Request::post(context.target.clone(), body);
    if let Some(name) = context.gateway.key_header {
        request.headers.push(name, "TESTkey1");
    }
    if let Some(Place::Header(name)) = context.gateway.timestamp.map(|part| part.place) {
        request.headers.push(name, context.timestamp());
    }
    if let Some(Place::Header(name)) = context.gateway.nonce.map(|part| part.place) {
        request.headers.push(name, context.nonce());
    }
    request
}

/// The right signed bytes of a request; `None` where the rule cannot be applied to such a body.
#[must_use]
pub fn signed_bytes(context: &Context<'_>, request: &Request, body: Option<&str>) -> Option<Vec<u8>> {
    let object = match body {
        Some(text) => Some(Object::parse(text).ok()?),
        None => None,
    };
    let view = View {
        request,
        object,
        direction: Direction::Callback,
        readings: context.readings,
        notify_url: Some(&context.notify_url),
        depth: usize::MAX,
    };
    (context.gateway.canonical)(&view).ok().map(|signed| signed.to_vec())
}
