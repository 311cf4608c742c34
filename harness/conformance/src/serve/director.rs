//! Which fault comes when: for each route a right answer, then each fault once, then right answers again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use counterfoil_protocol::gateway::{Gateway, Place};

use super::aftermath::{Aftermath, Finding};
use super::call::{Call, digest};
use super::faults::{Fault, Scene, Stays};
use super::journal::Entry;
use super::judge::{case, judged};
use super::trap::{Trap, Visit};
use crate::case::Expect;
use crate::event::Judged;
use crate::verdict::{Observation, Verdict};

/// How often one request gets the same fault: enough to see that a client does not stop.
const MOST_TIMES: u32 = 13;
/// Requests kept after each fault.
const MOST_LATER: usize = 256;
/// Kinds of orders kept in mind.
const MOST_HABITS: usize = 10_000;

/// Decides which fault comes when, and keeps what the client did after it.
#[derive(Debug)]
pub struct Director {
    gateway: &'static Gateway,
    faults: Vec<&'static Fault>,
    routes: BTreeMap<&'static str, Route>,
    plays: Vec<Play>,
    /// The first order number under which something was ordered.
    habits: HashMap<u64, String>,
}

/// One message's faults.
#[derive(Debug, Default)]
struct Route {
    waiting: Vec<&'static Fault>,
    /// Requests that got a fault, and the play; none where the right answer is next.
    given: BTreeMap<String, Option<usize>>,
}

/// A fault that was played.
#[derive(Debug)]
struct Play {
    fault: &'static Fault,
    message: &'static str,
    fabricated: String,
    trap: Option<Arc<Trap>>,
    secrets: Vec<&'static str>,
    times: u32,
    since_ms: u64,
    lasts_ms: u64,
    habit: bool,
    asked: Option<Arc<Entry>>,
    later: Vec<Arc<Entry>>,
}

/// A fault that comes now.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The fault.
    pub fault: &'static Fault,
    /// The number that only it tells.
    pub fabricated: String,
    /// Where it leads.
    pub trap: String,
    /// How long its answer takes, in milliseconds.
    pub lasts_ms: u64,
    play: usize,
}

impl Director {
    /// Nothing played yet.
    #[must_use]
    pub fn new(gateway: &'static Gateway, faults: &[&'static Fault]) -> Self {
        Self { gateway, faults: faults.to_vec(), routes: BTreeMap::new(), plays: Vec::new(), habits: HashMap::new() }
    }

    /// The fault that this request gets instead of its right answer; `None` for the right answer.
    pub fn cue(&mut self, scene: &Scene<'_>, call: &Call) -> Option<Cue> {
        let id = scene.message.id;
        if !self.routes.contains_key(id) {
            let waiting = self.faults.iter().copied().filter(|fault| (fault.applies)(scene)).collect();
            self.routes.insert(id, Route { waiting, given: BTreeMap::new() });
            return None;
        }
        let route = self.routes.get_mut(id)?;
        if let Some(given) = route.given.get_mut(&call.identity) {
            let play = *given.as_ref()?;
            if !self.plays[play].again(scene.now_ms) {
                *given = None;
                return None;
            }
            return Some(self.plays[play].cue(play));
        }
        let at = route.waiting.iter().position(|fault| (fault.applies)(scene))?;
        let fault = route.waiting[at];
        let trap = if fault.trapped { Some(Trap::open()?) } else { None };
        route.waiting.remove(at);
        let play = self.plays.len();
        // Only a number that the merchant chose tells a repetition from another call.
        if call.is_certain() {
            route.given.insert(call.identity.clone(), (fault.stays != Stays::Once).then_some(play));
        }
        let habit = self.habits.get(&habit(id, call)).is_some_and(|order| *order != call.order);
        self.plays.push(Play { habit, ..Play::new(fault, scene, play, trap) });
        Some(self.plays[play].cue(play))
    }

    /// A request that was answered, with the fault that it got.
    pub fn saw(&mut self, entry: &Arc<Entry>, cue: Option<&Cue>) {
        for play in self.plays.iter_mut().filter(|play| play.asked.is_some() && play.later.len() < MOST_LATER) {
            play.later.push(Arc::clone(entry));
        }
        if let Some((cue, play)) = cue.and_then(|cue| Some((cue, self.plays.get_mut(cue.play)?))) {
            play.asked.get_or_insert_with(|| Arc::clone(entry));
            play.lasts_ms = cue.lasts_ms;
        }
        if let (Some(call), Some(message)) = (&entry.call, entry.message)
            && !call.business.is_empty()
            && self.habits.len() < MOST_HABITS
        {
            self.habits.entry(habit(message, call)).or_insert_with(|| call.order.clone());
        }
    }

    /// Somebody went to an address on the stand-in itself that only this number's fault named.
    pub fn trapped(&mut self, number: &str) {
        if let Some(trap) = self.plays.iter().find(|play| play.fabricated == number).and_then(|play| play.trap.as_ref())
        {
            trap.visit(None);
        }
    }

    /// Every verdict: of faults played, and one for each message with faults that were not.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Judged> {
        let played = self.plays.iter().filter_map(|play| self.verdict(play));
        let never = self.faults.iter().filter_map(|fault| self.never(fault));
        let waiting = self.routes.iter().filter_map(|(id, route)| self.not_reached(id, route));
        played.chain(never).chain(waiting).collect()
    }

    fn verdict(&self, play: &Play) -> Option<Judged> {
        let asked = play.asked.as_ref()?;
        let visits = play.trap.as_ref().map(|trap| trap.visits()).unwrap_or_default();
        let Finding { observed, verdict, detail, impact } = (play.fault.judge)(&play.aftermath(asked, &visits)?);
        let slug = format!("{}-{}", name(play.message), play.fault.slug);
        let title = format!("{}, to `{}`", play.fault.title, play.message);
        let mut case = case(self.gateway, play.fault.family, &slug, Some(play.message), title, Expect::Refuse);
        if verdict == Verdict::Observed {
            case.expect = Expect::Observe;
        }
        case.impact = impact.unwrap_or(case.impact);
        Some(self.again(judged(case, observed, verdict, detail), play.fault.slug))
    }

    fn never(&self, fault: &'static Fault) -> Option<Judged> {
        let reason = fault.never.filter(|_| !self.routes.is_empty())?;
        let case = case(self.gateway, fault.family, fault.slug, None, fault.title.to_owned(), Expect::Observe);
        Some(self.again(judged(case, Observation::None, Verdict::Skip, reason.to_owned()), fault.slug))
    }

    fn not_reached(&self, id: &'static str, route: &Route) -> Option<Judged> {
        let first = route.waiting.first()?;
        let count = route.waiting.len();
        let slug = format!("{}-not-reached", name(id));
        let title = format!("{count} faults to `{id}` that were not reached");
        let case = case(self.gateway, first.family, &slug, Some(id), title, Expect::Observe);
        let slugs: BTreeSet<&str> = route.waiting.iter().map(|fault| fault.slug).collect();
        let slugs: Vec<&str> = slugs.into_iter().collect();
        let detail = format!("{count} faults were not reached; call `{id}` {count} times more: {}", slugs.join(", "));
        Some(self.again(judged(case, Observation::None, Verdict::Skip, detail), &slugs.join(",")))
    }

    fn again(&self, judged: Judged, slugs: &str) -> Judged {
        Judged { repro: format!("counterfoil serve {} --faults={slugs}", self.gateway), ..judged }
    }
}

impl Play {
    fn new(fault: &'static Fault, scene: &Scene<'_>, serial: usize, trap: Option<Arc<Trap>>) -> Self {
        let signing = scene.gateway.signing_of(scene.message);
        let signature = if let Place::Header(name) = signing.place { Some(name) } else { None };
        Self {
            fault,
            message: scene.message.id,
            // Within 2^53, and far from the numbers that orders get.
            fabricated: format!("71830546{serial:08}"),
            trap,
            secrets: signature.into_iter().chain(signing.key_header).collect(),
            times: 1,
            since_ms: scene.now_ms,
            lasts_ms: 0,
            habit: false,
            asked: None,
            later: Vec::new(),
        }
    }

    /// Whether a repetition gets the fault again; then it is counted.
    fn again(&mut self, now_ms: u64) -> bool {
        let over = match self.fault.stays {
            Stays::Once => true,
            Stays::Repeated => false,
            Stays::For(time) => u128::from(now_ms.saturating_sub(self.since_ms)) >= time.as_millis(),
        };
        self.times += 1;
        !over && self.times <= MOST_TIMES
    }

    fn cue(&self, play: usize) -> Cue {
        Cue {
            fault: self.fault,
            fabricated: self.fabricated.clone(),
            trap: self.trap.as_ref().map(|trap| trap.authority.clone()).unwrap_or_default(),
            lasts_ms: self.lasts_ms,
            play,
        }
    }

    fn aftermath<'a>(&'a self, asked: &'a Entry, visits: &'a [Visit]) -> Option<Aftermath<'a>> {
        Some(Aftermath {
            asked,
            call: asked.call.as_ref()?,
            later: &self.later,
            visits,
            secrets: &self.secrets,
            fabricated: &self.fabricated,
            habit: self.habit,
            lasts_ms: self.lasts_ms,
        })
    }
}

fn habit(message: &str, call: &Call) -> u64 {
    digest(&format!("{message} {}", call.business))
}

fn name(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::serve::aftermath::made::{order, query};
    use crate::serve::faults::picked;
    use crate::serve::wire::Reply;

    /// A director that was asked once: the first answer of a route is right.
    fn begun(faults: &str) -> Director {
        let gateway = counterfoil_protocol::gateways::by_name("payprotocol").unwrap();
        let mut director = Director::new(gateway, &picked(faults).unwrap());
        assert_eq!(played(&mut director, &order("first", 0)), None);
        director
    }

    /// The fault that a request gets; it is seen as the stand-in sees it.
    fn played(director: &mut Director, entry: &Entry) -> Option<&'static str> {
        let gateway = director.gateway;
        let scene = Scene {
            gateway,
            message: gateway.requests[0],
            creation: None,
            body: "{}",
            failure: "{}",
            stale: &Reply::json(401, "{}"),
            contrary: None,
            fabricated: "",
            trap: "",
            slow: Duration::ZERO,
            now_ms: entry.at_ms,
        };
        let cue = director.cue(&scene, entry.call.as_ref().unwrap());
        director.saw(&Arc::new(entry.clone()), cue.as_ref());
        cue.map(|cue| cue.fault.slug)
    }

    #[test]
    fn each_fault_comes_once_and_then_the_right_answer() {
        let mut director = begun("reset,no-content,deep-nesting");
        let next: Vec<_> = (1..=4).map(|n| played(&mut director, &order(&n.to_string(), n))).collect();
        assert_eq!(next, [Some("no-content"), Some("reset"), Some("deep-nesting"), None]);
        assert_eq!(director.verdicts().len(), 3);
    }

    #[test]
    fn a_repetition_gets_the_same_until_it_is_a_storm() {
        let mut director = begun("reset,no-content");
        let same: Vec<_> = (1..=20).map(|at| played(&mut director, &order("A", at))).collect();
        assert!(same[..13].iter().all(|slug| *slug == Some("no-content")), "{same:?}");
        assert!(same[13..].iter().all(Option::is_none), "{same:?}");
        assert_eq!(played(&mut director, &order("B", 30)), Some("reset"));
        let verdicts = director.verdicts();
        assert_eq!(verdicts.iter().map(|judged| judged.verdict).collect::<Vec<_>>(), [Verdict::Fail, Verdict::Pass]);
    }

    /// Without a number of the merchant's nobody knows a repetition from another call.
    #[test]
    fn an_equal_question_gets_the_next_fault() {
        let mut director = begun("reset,no-content");
        let next: Vec<_> = (1..=3).map(|at| played(&mut director, &query("{}", at))).collect();
        assert_eq!(next, [Some("no-content"), Some("reset"), None]);
    }

    /// CLI-06: 429, then OK.
    #[test]
    fn after_retry_after_all_is_well() {
        let mut director = begun("too-many-requests");
        let mut at = |ms| played(&mut director, &order("A", ms));
        assert_eq!(
            [at(0), at(500), at(1_000), at(1_001)],
            [Some("too-many-requests"), Some("too-many-requests"), None, None]
        );
    }

    #[test]
    fn what_was_not_reached_is_told_once() {
        let director = begun("reset,no-content,response-signature-missing");
        let verdicts = director.verdicts();
        assert_eq!(verdicts.len(), 2);
        assert!(verdicts.iter().all(|judged| judged.verdict == Verdict::Skip));
        assert!(verdicts[1].detail.contains("2 times more: no-content, reset"), "{}", verdicts[1].detail);
    }

    #[test]
    fn memory_is_bounded() {
        let mut director = begun("reset");
        played(&mut director, &order("A", 1));
        for at in 0..2_000 {
            played(&mut director, &order("B", at));
        }
        assert_eq!(director.plays[0].later.len(), MOST_LATER);
    }
}
