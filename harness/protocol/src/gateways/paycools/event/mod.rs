//! What a merchant learns from a PayCools notification.

mod payment;
mod payout;
mod refund;

pub use payment::TransactionStatus;
pub use refund::RefundStatus;

use super::{PARAM, callbacks};
use crate::gateway::{Event, View, open};
use crate::message::{Field, Message, check};
use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::Rules;
use crate::value::{Amount, MinorAmount, Moment, Unit};
use crate::wire::{Object, Text};

/// How one family of notifications is read.
struct Family {
    message: &'static Message,
    param: &'static [Field],
    event: fn(&'static str, &Object<'_>) -> Event,
}

static PAYMENT: Family =
    Family { message: &callbacks::PAYMENT_NOTIFICATION, param: callbacks::PAYMENT_PARAM, event: payment::event };

static STATIC_PAYMENT: Family = Family {
    message: &callbacks::PH_STATIC_PAYMENT_NOTIFICATION,
    param: callbacks::STATIC_PAYMENT_PARAM,
    event: payment::static_event,
};

static CHECKOUT: Family = Family {
    message: &callbacks::V2_CHECKOUT_PAYMENT_NOTIFICATION,
    param: callbacks::CHECKOUT_PARAM,
    event: payment::checkout_event,
};

static PAYOUT: Family =
    Family { message: &callbacks::PH_PAYOUT_NOTIFICATION, param: callbacks::PAYOUT_PARAM, event: payout::event };

static V2_PAYOUT: Family =
    Family { message: &callbacks::V2_PAYOUT_NOTIFICATION, param: callbacks::V2_PAYOUT_PARAM, event: payout::event };

static REFUND: Family =
    Family { message: &callbacks::REFUND_NOTIFICATION, param: callbacks::REFUND_PARAM, event: refund::event };

/// Reads a notification whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    // The envelope is the same in all of them.
    check(callbacks::PAYMENT_NOTIFICATION.fields, view.object()?, rules, "")?;
    let text = view.nested_text(PARAM)?;
    let param = open(&text, rules).map_err(|refused| refused.within("/param"))?;
    let family = family(&param)?;
    check(family.param, &param, rules, "/param→")?;
    Ok((family.event)(family.message.id, &param))
}

/// By the beginning of the event's name: `payment.success` stands inside most of them (15, 16).
fn family(param: &Object<'_>) -> Result<&'static Family, Rejection> {
    // Without a name it is refused for that, by any table.
    let Some(name) = param.get("eventName").and_then(Text::decoded) else { return Ok(&PAYMENT) };
    let has = |member| param.get(member).is_some();
    match &*name {
        name if name.starts_with("order.") => Ok(&PAYMENT),
        name if name.starts_with("static.order.") => Ok(&STATIC_PAYMENT),
        name if name.starts_with("checkout.") => Ok(&CHECKOUT),
        name if name.starts_with("payment.refund.") => Ok(&REFUND),
        name if name.starts_with("disbursement.") && (has("countryCode") || has("currency")) => Ok(&V2_PAYOUT),
        name if name.starts_with("disbursement.") => Ok(&PAYOUT),
        // A payment under a name that no page of this site has: parked, not refused.
        _ if has("channelCode") => Ok(&PAYMENT),
        name => Err(Rejection::new(Code::UnknownMessage, "/param→/eventName", "an event of the documents", {
            format!("`{}`", excerpt(name))
        })),
    }
}

/// Rupiah are whole units, the other documented currencies come in cents.
fn amount(text: &str, currency: Option<&str>) -> Option<Amount> {
    let unit = match currency? {
        "IDR" => Unit::Whole,
        "PHP" | "MYR" | "THB" | "RUB" => Unit::Cents,
        _ => return None,
    };
    Some(MinorAmount::new(text.parse().ok()?, unit).to_amount())
}

fn moment(param: &Object<'_>, name: &str) -> Option<Moment> {
    Moment::parse(&param.get(name)?.decoded()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Outcome;
    use crate::gateways::paycools::GATEWAY;
    use crate::message::Direction;
    use crate::reading::Readings;
    use crate::wire::{Limits, Request};

    /// The notification with that `param`, read.
    pub(super) fn read(param: &str) -> Result<Event, Rejection> {
        read_body(&serde_json::json!({"sign": "c2ln", "param": param}).to_string())
    }

    /// The notification with that body, read; its signature is taken as right.
    pub(super) fn read_body(body: &str) -> Result<Event, Rejection> {
        let request = Request::post("/notify", body);
        let view = View {
            request: &request,
            object: Some(Object::parse(body).unwrap()),
            direction: Direction::Callback,
            readings: Readings::default_of(GATEWAY.readings),
            notify_url: None,
            depth: Limits::default().depth,
        };
        parse(&view, Rules::all())
    }

    macro_rules! example {
        ($file:literal) => {
            include_str!(concat!("../../../../../../corpus/examples/paycools/", $file))
        };
    }
    pub(super) use example;

    #[test]
    fn a_name_decides_by_its_beginning() {
        let of = |name: &str| {
            let param = format!(r#"{{"eventName":"{name}"}}"#);
            family(&Object::parse(&param).unwrap()).map(|family| family.message.name()).map_err(|refused| refused.code)
        };
        assert_eq!(of("order.payment.success"), Ok("payment-notification"));
        assert_eq!(of("static.order.payment.success"), Ok("ph-static-payment-notification"));
        assert_eq!(of("disbursement.success"), Ok("ph-payout-notification"));
        assert_eq!(of("payment.refund.success"), Ok("refund-notification"));
        assert_eq!(of("checkout.payment.success"), Ok("v2-checkout-payment-notification"));
        assert_eq!(of("ticket.status.closed"), Err(Code::UnknownMessage));
        assert_eq!(of(" order.payment.success"), Err(Code::UnknownMessage));
    }

    #[test]
    fn a_payment_of_a_sibling_site_is_parked() {
        let event = read_body(example!("collection_notification_coid.callback.json")).unwrap();
        assert_eq!(event.message, "paycools/payment-notification");
        assert_eq!(event.outcome, Outcome::Unknown);
    }

    #[test]
    fn what_moves_no_order_is_no_message_of_these_documents() {
        let refused = read(example!("ticket_notification_bluepay_param.callback.json")).unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::UnknownMessage, "/param→/eventName"));
    }

    #[test]
    fn a_notification_without_a_name_says_so() {
        let refused = read(r#"{"mchRefundOrderId":"1"}"#).unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::MissingMember, "/param→/eventName"));
    }

    #[test]
    fn a_currency_without_a_known_unit_has_no_amount() {
        let text = |currency| amount("50010", currency).map(|amount| amount.text().to_owned());
        assert_eq!(text(Some("IDR")).as_deref(), Some("50010"));
        assert_eq!(text(Some("PHP")).as_deref(), Some("500.10"));
        assert_eq!(text(Some("USD")), None);
        assert_eq!(text(None), None);
    }
}
