//! The orders that a stand-in has taken.

use counterfoil_protocol::message::Message;

use super::document::find;
use super::flows::{Creation, Does, Flows, FollowUp};

/// Orders at most; the oldest is forgotten when one more comes.
const MOST: usize = 10_000;

/// One order.
#[derive(Clone, Debug)]
pub struct Order {
    /// The merchant's number.
    pub order: String,
    /// The gateway's number.
    pub number: String,
    /// The amount as the merchant wrote it.
    pub amount: String,
    /// Where its callback goes, as the merchant wrote it; empty where it is configured.
    pub notify_url: String,
    /// How far it is.
    pub state: State,
    /// The request's own parameters.
    pub parameters: String,
    /// How it came about.
    pub creation: &'static Creation,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not paid yet.
    Open,
    /// Paid.
    Paid,
    /// Closed unpaid.
    Closed,
    /// Given back.
    Refunded,
}

/// What becomes of a request, as far as orders are concerned.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It made this order.
    Created(Order),
    /// It is about this order, as it is now.
    About(Order, &'static FollowUp),
    /// An order of that number is there already.
    Duplicate,
    /// There is no such order.
    NotFound,
    /// The order is in the wrong state for it.
    WrongState,
    /// It has nothing to do with orders.
    Apart,
}

/// All orders.
#[derive(Clone, Debug)]
pub struct Store {
    flows: &'static Flows,
    orders: Vec<Order>,
    made: u64,
}

impl Store {
    /// No orders yet.
    #[must_use]
    pub fn new(flows: &'static Flows) -> Self {
        Self { flows, orders: Vec::new(), made: 0 }
    }

    /// What a request does to the orders.
    pub fn apply(&mut self, message: &Message, parameters: &str) -> Outcome {
        if let Some(creation) = self.flows.creations.iter().find(|creation| creation.request == message.id) {
            return self.create(creation, parameters);
        }
        match self.flows.follow_ups.iter().find(|follow_up| follow_up.request == message.id) {
            Some(follow_up) => self.follow(follow_up, parameters),
            None => Outcome::Apart,
        }
    }

    /// What a request would do to the orders.
    #[must_use]
    pub fn foresee(&self, message: &Message, parameters: &str) -> Outcome {
        self.clone().apply(message, parameters)
    }

    /// The order of that gateway number.
    #[must_use]
    pub fn get(&self, number: &str) -> Option<&Order> {
        self.orders.iter().find(|order| order.number == number)
    }

    /// Marks an open order as paid; what comes back is the order then.
    pub fn pay(&mut self, number: &str) -> Option<Order> {
        let order = self.orders.iter_mut().find(|order| order.number == number && order.state == State::Open)?;
        order.state = State::Paid;
        Some(order.clone())
    }

    fn create(&mut self, creation: &'static Creation, parameters: &str) -> Outcome {
        let value =
            |name: &str| if name.is_empty() { String::new() } else { find(parameters, name).unwrap_or_default() };
        let order = value(creation.order);
        let known = |other: &Order| other.order == order && other.creation.request == creation.request;
        if !order.is_empty() && self.orders.iter().any(known) {
            return Outcome::Duplicate;
        }
        self.made += 1;
        let order = Order {
            order,
            number: number(creation.prefix, self.made),
            amount: value(creation.amount),
            notify_url: value(creation.notify),
            state: State::Open,
            parameters: parameters.to_owned(),
            creation,
        };
        if self.orders.len() == MOST {
            self.orders.remove(0);
        }
        self.orders.push(order.clone());
        Outcome::Created(order)
    }

    fn follow(&mut self, follow_up: &'static FollowUp, parameters: &str) -> Outcome {
        let names: Vec<String> = follow_up.by.iter().filter_map(|name| find(parameters, name)).collect();
        let named = |order: &&mut Order| names.iter().any(|name| *name == order.order || *name == order.number);
        let Some(order) = self.orders.iter_mut().find(named) else { return Outcome::NotFound };
        order.state = match (follow_up.does, order.state) {
            (Does::Asks, state) => state,
            (Does::Closes, State::Open | State::Closed) => State::Closed,
            (Does::Refunds, State::Paid | State::Refunded) => State::Refunded,
            _ => return Outcome::WrongState,
        };
        Outcome::About(order.clone(), follow_up)
    }
}

/// The gateway's number: 21 characters with its prefix at most, different for each order.
fn number(prefix: Option<&str>, serial: u64) -> String {
    match prefix {
        Some(prefix) => format!("{prefix}202611210{serial:010}"),
        // Within 2^53, as the examples are.
        None => format!("138262646{serial:07}"),
    }
}

impl State {
    /// For the journal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Closed => "closed",
            Self::Refunded => "refunded",
        }
    }
}
