//! Messages by their ids.

use core::fmt;

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Message;

/// An id that stands for nothing that can be used here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMessage {
    id: String,
    wanted: &'static str,
    known: Vec<&'static str>,
}

impl UnknownMessage {
    pub(crate) fn new(id: &str, wanted: &'static str, usable: fn(&Message) -> bool) -> Self {
        let of_gateway = |gateway: &&&Gateway| id.split('/').next() == Some(gateway.name);
        let messages = gateways::ALL.iter().filter(of_gateway).flat_map(|gateway| gateway.messages());
        Self { id: id.to_owned(), wanted, known: messages.filter(|message| usable(message)).map(|m| m.id).collect() }
    }
}

/// The message of that id, with its gateway.
pub(crate) fn message_of(id: &str) -> Option<(&'static Gateway, &'static Message)> {
    gateways::ALL.into_iter().find_map(|gateway| {
        let message = gateway.messages().find(|message| message.id == id)?;
        Some((gateway, message))
    })
}

impl fmt::Display for UnknownMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, wanted, known } = self;
        if known.is_empty() {
            return write!(f, "`{id}` is no {wanted}; ids are written `gatepay/create-order`");
        }
        write!(f, "`{id}` is no {wanted}; there are: {}", known.join(", "))
    }
}

impl core::error::Error for UnknownMessage {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_lists_what_the_gateway_has() {
        let all = |_: &Message| true;
        assert!(UnknownMessage::new("gatepay/x", "message", all).to_string().contains("gatepay/create-order"));
        assert!(UnknownMessage::new("x", "message", all).to_string().contains("ids are written"));
    }
}
