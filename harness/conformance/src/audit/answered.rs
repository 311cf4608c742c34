//! The answer of an exchange, as far as the recording has it.

use counterfoil_formats::config::Policies;
use counterfoil_formats::exchange::{Exchange, Fidelity, Loss, RecordedResponse};
use counterfoil_protocol::gateway::Acknowledgement;

use super::facts::Answered;
use crate::subject;
use crate::verdict::{Observation, Seen, observe};

/// What the receiver answered to a callback.
pub(super) fn acknowledged(acknowledgement: &Acknowledgement, exchange: &Exchange) -> Answered<Seen> {
    let response = match response(exchange) {
        Ok(response) => response,
        Err(reason) => return Answered::Unknown(reason),
    };
    // Nearly all of them: nothing needs to be read.
    if response.status == 200 && response.body == acknowledgement.answer().1.as_bytes() {
        return Answered::With(Seen { observation: Observation::Accepted, detail: "the documented words".to_owned() });
    }
    let took = core::time::Duration::from_micros(exchange.took_us.unwrap_or_default());
    let answer = subject::Answer {
        status: response.status,
        reason: response.reason.clone(),
        headers: response.headers.clone(),
        body: response.body.clone(),
        took,
    };
    Answered::With(observe(acknowledgement, &Policies::default(), &[], &Ok(answer)))
}

/// The answer, where somebody gave it and its letters were kept.
pub(super) fn response(exchange: &Exchange) -> Result<&RecordedResponse, String> {
    let Some(response) = &exchange.response else {
        let reason = exchange.failure.as_deref().unwrap_or("nothing came");
        return Err(format!("no answer was recorded: {reason}"));
    };
    if response.lost.contains(&Loss::StandIn) {
        return Err(Loss::StandIn.about().to_owned());
    }
    if exchange.failure.is_some() {
        return Err("the answer was cut off".to_owned());
    }
    if response.fidelity() <= Fidelity::Reconstructed {
        let worst = response.lost.iter().min_by_key(|loss| loss.leaves());
        return Err(worst.map_or("the answer is not as it was sent", |loss| loss.about()).to_owned());
    }
    let is_coded = |value: &[u8]| !value.trim_ascii().is_empty() && !value.eq_ignore_ascii_case(b"identity");
    if response.headers.all("Content-Encoding").any(is_coded) && !response.lost.contains(&Loss::Decompressed) {
        return Err("the answer was recorded with its content coding on".to_owned());
    }
    Ok(response)
}
