//! The gateway's side: a merchant's request, found, verified and checked against its table.

use crate::gateway::{Gateway, View, open};
use crate::message::{Carrier, Direction, Field, Kind, Message, Presence, table_violations, violations};
use crate::reading::Readings;
use crate::receive::Receiver;
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::Rules;
use crate::scheme::VerifyingKey;
use crate::value::{UnixMillis, Window};
use crate::wire::{Limits, Object, Request, checked_text};

/// Takes the requests of one gateway's merchants.
#[derive(Debug)]
pub struct Gate {
    /// Whose gateway.
    pub gateway: &'static Gateway,
    /// The readings followed.
    pub readings: Readings,
    /// The key that requests are checked with; the merchant's.
    pub key: VerifyingKey,
    /// The key for messages with a signing rule of their own; without one they are refused.
    pub own_key: Option<VerifyingKey>,
    /// The window for timestamps; that of the documents by default, none where they say nothing.
    pub window: Option<Window>,
    /// What is taken at most.
    pub limits: Limits,
}

/// A request whose signature is right.
#[derive(Clone, Debug)]
pub struct Admitted {
    /// Which message it is.
    pub message: &'static Message,
    /// Its own parameters as a JSON object: the inner document where there is one, query and path as strings.
    pub parameters: String,
    /// What its table objects to.
    pub violations: Vec<Rejection>,
}

/// Where a request line leads.
#[derive(Clone, Debug)]
pub struct Route {
    /// Which message it is.
    pub message: &'static Message,
    /// Parameters in the path.
    pub in_path: Vec<(&'static str, String)>,
}

impl Gate {
    /// A gate with the default readings and the documented window.
    #[must_use]
    pub fn new(gateway: &'static Gateway, key: VerifyingKey) -> Self {
        let window = gateway.request_window_ms.map(|ms| Window { past_ms: ms, future_ms: ms });
        Self {
            gateway,
            readings: Readings::default_of(gateway.readings),
            key,
            own_key: None,
            window,
            limits: Limits::default(),
        }
    }

    /// Finds the message of a request line.
    ///
    /// # Errors
    ///
    /// As [`route`].
    pub fn route(&self, method: &str, target: &str) -> Result<Route, Rejection> {
        route(self.gateway, method, target)
    }

    /// One request, bytes to parameters.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, in the order of [`crate::rejection::Stage`]; violations of the table are none.
    pub fn admit(&self, request: &Request, now: UnixMillis) -> Result<Admitted, Rejection> {
        let route = self.route(&request.method, &request.target)?;
        let receiver = self.receiver(route.message);
        receiver.transport(request)?;
        if let Some(name) = self.gateway.key_header_of(route.message) {
            request.headers.single(name)?;
        }
        let text = if request.body.is_empty() { Ok("{}".into()) } else { receiver.text(&request.body) };
        let view = if route.message.signed {
            let view = receiver.authenticate(request, text.as_deref().map_err(Clone::clone))?;
            receiver.fresh(&view, now)?;
            view
        } else {
            self.unsigned(request, text.as_deref().map_err(Clone::clone), &receiver)?
        };
        admitted(self.gateway, &route, request, &view)
    }

    fn receiver(&self, message: &'static Message) -> Receiver {
        let signing = self.gateway.signing_of(message);
        Receiver {
            direction: Direction::Request,
            signing,
            readings: self.readings,
            window: self.window,
            limits: self.limits,
            // The route has settled the method.
            rules: Rules::all().without(crate::rules::Rule::Method),
            ..Receiver::new(self.gateway, self.key_of(message).clone())
        }
    }

    fn key_of(&self, message: &Message) -> &VerifyingKey {
        self.own_key.as_ref().filter(|_| message.signing.is_some()).unwrap_or(&self.key)
    }

    fn unsigned<'a>(
        &'a self,
        request: &'a Request,
        text: Result<&'a str, Rejection>,
        receiver: &Receiver,
    ) -> Result<View<'a>, Rejection> {
        Ok(View {
            request,
            object: Some(open(text?, receiver.rules)?),
            direction: Direction::Request,
            readings: self.readings,
            notify_url: None,
            depth: self.limits.depth,
        })
    }
}

/// Finds the message of a request line among those of a gateway.
///
/// # Errors
///
/// [`Code::UnknownMessage`] for a path that no page names, [`Code::Method`] for a method it does not have.
pub fn route(gateway: &'static Gateway, method: &str, target: &str) -> Result<Route, Rejection> {
    let path = target.split('?').next().unwrap_or_default();
    let below = path.strip_prefix(gateway.api_base);
    let candidates = || {
        let paths = gateway.requests.iter().flat_map(|message| {
            core::iter::once(message.path).chain(message.other_paths.iter().copied()).map(move |path| (*message, path))
        });
        paths.filter_map(|(message, pattern)| Some((message, matched(pattern, below?)?)))
    };
    let routes = candidates().filter(|(message, _)| message.method == method);
    // A path without parameters is more exact than one with.
    if let Some((message, in_path)) = routes.min_by_key(|(_, in_path)| in_path.len()) {
        return Ok(Route { message, in_path });
    }
    let found = || format!("`{} {}`", excerpt(method), excerpt(path));
    match candidates().next() {
        Some((message, _)) => Err(Rejection::new(Code::Method, "method", message.method, found())),
        None => Err(Rejection::new(Code::UnknownMessage, "path", "a documented path", found())),
    }
}

/// One request without a look at its signature, bytes to parameters: for a stand-in that holds no key.
///
/// # Errors
///
/// The first thing that is wrong, as [`Gate::admit`], but for signature and freshness.
pub fn unverified(gateway: &'static Gateway, request: &Request) -> Result<Admitted, Rejection> {
    let route = route(gateway, &request.method, &request.target)?;
    let Limits { body, depth } = Limits::default();
    if request.body.len() > body {
        let found = format!("{} bytes", request.body.len());
        return Err(Rejection::new(Code::TooLarge, "body", format!("at most {body} bytes"), found));
    }
    if let Some(name) = gateway.key_header_of(route.message) {
        request.headers.single(name)?;
    }
    let text = if request.body.is_empty() { "{}" } else { checked_text(&request.body, depth)? };
    let view = View {
        request,
        object: Some(open(text, Rules::all())?),
        direction: Direction::Request,
        readings: Readings::default_of(gateway.readings),
        notify_url: None,
        depth,
    };
    admitted(gateway, &route, request, &view)
}

fn admitted(gateway: &Gateway, route: &Route, request: &Request, view: &View<'_>) -> Result<Admitted, Rejection> {
    let message = route.message;
    let (parameters, mut violations) = if message.carrier == Carrier::Query {
        let parameters = query_object(route, request);
        let violations = query_violations(message.fields, &parameters);
        (parameters, violations)
    } else {
        let object = view.object()?;
        (inner(gateway, message, object)?, violations(message, object))
    };
    violations.extend(header_violations(message.headers, request));
    Ok(Admitted { message, parameters, violations })
}

/// The inner document where the message has one, else the whole.
fn inner(gateway: &Gateway, message: &Message, object: &Object<'_>) -> Result<String, Rejection> {
    let nested = gateway.nested.filter(|nested| {
        let of_name = |field: &&Field| field.name == nested.member;
        message.fields.iter().find(of_name).is_some_and(|field| matches!(field.kind, Kind::Nested(_) | Kind::Object(_)))
    });
    let Some(value) = nested.and_then(|nested| object.get(nested.member)) else {
        return Ok(object.source().to_owned());
    };
    let text = value.decoded().unwrap_or(value.raw().into()).into_owned();
    Object::parse(&text).map_err(|refused| refused.within(&format!("/{}", nested.map_or("", |n| n.member))))?;
    Ok(text)
}

/// Headers of a message's own, as a table of strings.
fn header_violations(fields: &'static [Field], request: &Request) -> Vec<Rejection> {
    let single = |field: &Field| Some((field.name, request.headers.single(field.name).ok()?));
    let members = fields.iter().filter_map(single);
    let members: Vec<String> =
        members.map(|(name, value)| format!("\"{name}\":{}", serde_json::Value::from(value))).collect();
    let text = format!("{{{}}}", members.join(","));
    let in_header = |refused: Rejection| {
        let place = format!("header {}", refused.place.trim_start_matches('/'));
        Rejection { place: place.into(), ..refused }
    };
    Object::parse(&text)
        .map_or_else(|refused| vec![refused], |object| table_violations(fields, &object))
        .into_iter()
        .map(in_header)
        .collect()
}

/// The parameters in a path that fits the pattern.
fn matched(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    if !pattern.starts_with('/') {
        return None;
    }
    let (wanted, given): (Vec<&'static str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut parameters = Vec::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        match wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !given.is_empty() => parameters.push((name, decoded(given))),
            None if wanted == given => {}
            _ => return None,
        }
    }
    Some(parameters)
}

fn decoded(segment: &str) -> String {
    // A plus is a plus in a path.
    let pair = format!("a={}", segment.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Query and path as one object of strings.
fn query_object(route: &Route, request: &Request) -> String {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let in_path = route.in_path.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let in_query =
        url::form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
    let members: Vec<String> = in_path
        .chain(in_query)
        .map(|(name, value)| format!("{}:{}", serde_json::Value::from(name), serde_json::Value::from(value)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Parameters are text on the wire: a number may stand for itself.
fn query_violations(fields: &[Field], parameters: &str) -> Vec<Rejection> {
    let Ok(object) = Object::parse(parameters) else { return Vec::new() };
    let check = |field: &Field| {
        let place = format!("query {}", field.name);
        let refuse = |code, found: String| Some(Rejection::new(code, place.clone(), field.kind.describe(), found));
        let Some(value) = object.get(field.name) else {
            let missing = field.presence == Presence::Required;
            return missing.then(|| refuse(Code::MissingMember, "no such parameter".to_owned()))?;
        };
        let text = value.decoded().unwrap_or_default().into_owned();
        let bare = serde_json::from_str::<&serde_json::value::RawValue>(&text).ok();
        let fits = field.kind.fits(value) || bare.is_some_and(|bare| field.kind.fits(bare.into()));
        if fits { None } else { refuse(Code::MemberKind, format!("`{}`", excerpt(&text))) }
    };
    fields.iter().filter_map(check).collect()
}
