//! From a vector's parts to the message on the wire.

use counterfoil_protocol::gateway::{Gateway, Part, Place, View};
use counterfoil_protocol::gateways::cregis::team::TEAM;
use counterfoil_protocol::message;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::{Limits, Object, Request};

use crate::data::{Direction, Input, Recipe, Vector};

/// The whole message, signature included.
pub(crate) fn request(gateway: &Gateway, vector: &Vector) -> Request {
    let input = &vector.input;
    let mut request = Request {
        method: input.method.clone().unwrap_or_else(|| "POST".to_owned()),
        target: input.target.clone().unwrap_or_else(|| "/notify".to_owned()),
        body: body(vector).into_bytes(),
        ..Request::default()
    };
    for (name, value) in &input.headers {
        request.headers.push(name, value.as_str());
    }
    let place = |part: Option<Part>| part.map(|part| part.place);
    push(&mut request, place(gateway.timestamp), input.timestamp.as_deref());
    push(&mut request, place(gateway.nonce), input.nonce.as_deref());
    push(&mut request, Some(gateway.place), vector.signature.as_deref());
    request
}

fn push(request: &mut Request, place: Option<Place>, value: Option<&str>) {
    if let (Some(Place::Header(name)), Some(value)) = (place, value) {
        request.headers.push(name, value);
    }
}

fn body(vector: &Vector) -> String {
    let signature = serde_json::to_string(&vector.signature).unwrap();
    match &vector.input {
        Input { members: Some(members), .. } => {
            format!("{},\"sign\":{signature}}}", members.strip_suffix('}').unwrap())
        }
        Input { data: Some(data), .. } => format!("{{\"data\":{data},\"signature\":{signature}}}"),
        input => {
            let body = input.body.clone().unwrap_or_default();
            check_param(vector, &body);
            body
        }
    }
}

fn check_param(vector: &Vector, body: &str) {
    if let Some(param) = &vector.input.param {
        let object = Object::parse(body).unwrap();
        let decoded = |name| object.get(name).unwrap().decoded().unwrap().into_owned();
        assert_eq!((&decoded("param"), Some(&decoded("sign"))), (param, vector.signature.as_ref()), "{}", vector.id);
    }
}

/// The choices that the vector names, the default elsewhere.
pub(crate) fn readings(gateway: &Gateway, vector: &Vector) -> Readings {
    let default = Readings::default_of(gateway.readings);
    vector.readings.iter().fold(default, |readings, (name, choice)| readings.with(name, choice).unwrap())
}

/// What our recipe signs for this message.
pub(crate) fn signed(gateway: &Gateway, vector: &Vector, readings: Readings) -> Vec<u8> {
    if vector.recipe == Some(Recipe::CregisTeam) {
        return team(&vector.input);
    }
    let request = request(gateway, vector);
    let in_body = matches!(gateway.place, Place::Member(_));
    let view = View {
        request: &request,
        object: in_body.then(|| Object::parse(core::str::from_utf8(&request.body).unwrap()).unwrap()),
        direction: match vector.direction {
            Some(Direction::Callback) => message::Direction::Callback,
            _ => message::Direction::Request,
        },
        readings,
        notify_url: vector.input.notify_url.as_deref(),
        depth: Limits::default().depth,
    };
    (gateway.canonical)(&view).unwrap_or_else(|refused| panic!("{}: {refused}", vector.id)).to_vec()
}

/// The Team API of Cregis has a rule of its own, all in headers.
fn team(input: &Input) -> Vec<u8> {
    let mut request = Request::post(input.target.as_deref().unwrap(), input.body.as_deref().unwrap());
    let place = |part: Option<Part>| part.map(|part| part.place);
    push(&mut request, place(TEAM.timestamp), input.timestamp.as_deref());
    push(&mut request, place(TEAM.nonce), input.nonce.as_deref());
    let view = View {
        request: &request,
        object: None,
        direction: message::Direction::Request,
        readings: Readings::default_of(&[]),
        notify_url: None,
        depth: Limits::default().depth,
    };
    (TEAM.canonical)(&view).unwrap().to_vec()
}
