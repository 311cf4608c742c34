//! Pay Protocol: payment orders, their refunds, withdrawals.

use super::{Callback, Creation, Does, Flows, FollowUp, StateMember, text};
use crate::draft::Draft;
use crate::serve::store::Order;

pub(super) static FLOWS: Flows = Flows {
    gateway: "payprotocol",
    creations: &[Creation {
        request: "payprotocol/create-payment-order",
        order: "outTradeNo",
        number: "outPaymentNo",
        prefix: Some("20"),
        amount: "quoteAmount",
        notify: "notifyUrl",
        callback: Some(Callback { message: "payprotocol/payment-callback", fill }),
    }],
    follow_ups: &[
        about("payprotocol/get-payment-detail", Does::Asks),
        about("payprotocol/create-refund-order", Does::Refunds),
    ],
    // 0 s, 15 s, 30 s, 3 min, 5 min, 10 min: read as waits, since no page says whether they are offsets (A8).
    retries_ms: &[15_000, 30_000, 180_000, 300_000, 600_000],
};

const fn about(request: &'static str, does: Does) -> FollowUp {
    FollowUp {
        request,
        does,
        by: &["outTradeNo", "outPaymentNo"],
        state: Some(StateMember { name: "paymentStatus", open: "1", paid: "0", closed: "4", refunded: "5" }),
    }
}

/// USDT on TRON has 6 decimals.
const DECIMALS: usize = 6;

fn fill(draft: &mut Draft, order: &Order) {
    let members = draft.order();
    members.set("outTradeNo", &text(&order.order));
    members.set("outPaymentNo", &text(&order.number));
    members.set("quoteAmount", &text(&order.amount));
    if let Some(scaled) = scaled(&order.amount) {
        members.set("expectedAmount", &text(&scaled));
        members.set("settlementAmount", &text(&scaled));
    }
}

/// The amount as an integer, where it has no more than six decimals.
fn scaled(amount: &str) -> Option<String> {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = format!("{whole}{fraction:0<DECIMALS$}");
    let fits = fraction.len() <= DECIMALS && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare = digits.trim_start_matches('0');
    fits.then(|| if bare.is_empty() { "0".to_owned() } else { bare.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn amounts_are_scaled_exactly() {
        assert_eq!(scaled("1.864595").as_deref(), Some("1864595"));
        assert_eq!(scaled("0.01").as_deref(), Some("10000"));
        assert_eq!(scaled("100").as_deref(), Some("100000000"));
        assert_eq!(scaled("0").as_deref(), Some("0"));
        assert_eq!(scaled("1.0000001"), None);
        assert_eq!(scaled("1e3"), None);
    }
}
