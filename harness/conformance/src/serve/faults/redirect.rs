//! CLI-03: redirects to another host.

use super::{Fault, Scene};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding};
use crate::serve::rules;
use crate::serve::trap::Visit;
use crate::serve::wire::Reply;

const PLAIN: Fault =
    Fault { cli: "CLI-03", family: &rules::CLIENT_REDIRECT, trapped: true, judge: stays_home, ..Fault::PLAIN };

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "redirect-302",
        title: "state 302 with the address of another host and port",
        play: |scene| elsewhere(scene, 302),
        ..PLAIN
    },
    Fault {
        slug: "redirect-307",
        title: "state 307, which keeps method and body, with the address of another host and port",
        play: |scene| elsewhere(scene, 307),
        ..PLAIN
    },
];

fn elsewhere(scene: &Scene<'_>, status: u16) -> Reply {
    let location = format!("http://{}{}", scene.trap, scene.gateway.api_base);
    Reply::whole(status, &[("Location", location.trim_end_matches('/'))], "")
}

fn stays_home(aftermath: &Aftermath<'_>) -> Finding {
    let carried = |visit: &Visit| {
        let request = visit.request.as_ref()?;
        let header = aftermath.secrets.iter().find(|name| request.headers.all(name).any(|value| !value.is_empty()));
        header.map(|name| (*name).to_owned()).or_else(|| (!request.body.is_empty()).then(|| "the body".to_owned()))
    };
    match (aftermath.visits.iter().find_map(carried), aftermath.visits) {
        (Some(what), _) => Finding::fail(Impact::Leak, format!("{what} went to the other host")),
        (None, [_, ..]) => Finding::seen("followed, without key, signature or body"),
        (None, []) => Some(aftermath.bounded()).filter(Finding::is_failure).unwrap_or(Finding::pass("not followed")),
    }
}

#[cfg(test)]
mod tests {
    use counterfoil_protocol::wire::Request;

    use super::*;
    use crate::serve::aftermath::made::{judged, order};
    use crate::verdict::Verdict;

    /// CLI-03: signed headers are not sent to the new host; following alone is not forbidden by RFC 9110, 15.4.
    #[test]
    fn signature_key_and_body_stay() {
        let after = |visits: &[Visit]| judged(&order("A", 0), [], |a| stays_home(&Aftermath { visits, ..a })).verdict;
        let bare = Request { method: "GET".to_owned(), ..Request::default() };
        let mut signed = bare.clone();
        signed.headers.push("x-sign", "abc");
        let visit = |request: Request| Visit { request: Some(request) };
        assert_eq!(after(&[]), Verdict::Pass);
        assert_eq!(after(&[visit(bare.clone())]), Verdict::Observed);
        assert_eq!(after(&[visit(signed.clone())]), Verdict::Fail);
        assert_eq!(after(&[visit(bare.clone()), visit(signed)]), Verdict::Fail);
        assert_eq!(after(&[visit(Request { body: b"{}".to_vec(), ..bare })]), Verdict::Fail);
    }
}
