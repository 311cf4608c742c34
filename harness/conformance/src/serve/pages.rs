//! The stand-in's own pages below `/__counterfoil/`: for people, health checks and scripts.

use core::fmt::Write as _;

use counterfoil_protocol::gateway::Gateway;
use serde_json::json;

use super::StandIn;
use super::wire::Reply;

/// Where the pages begin.
pub(super) const BASE: &str = "/__counterfoil/";
/// Below it: addresses that nobody should go to.
pub(super) const TRAP: &str = "/__counterfoil/trap/";

/// The page of that target; `None` where the target is the gateway's.
pub(super) fn page(stand_in: &StandIn, target: &str) -> Option<Reply> {
    let path = target.split('?').next().unwrap_or_default();
    if let Some(number) = path.strip_prefix(TRAP) {
        stand_in.trapped(number);
        return Some(Reply::whole(404, &[("Content-Type", "text/plain")], "nothing here"));
    }
    let name = if path == BASE.trim_end_matches('/') { "" } else { path.strip_prefix(BASE)? };
    Some(match name {
        "" => Reply::whole(200, &[("Content-Type", "text/html; charset=utf-8")], html(stand_in)),
        "health" => Reply::json(200, json!({"status": "ok", "gateway": stand_in.gateway.name}).to_string()),
        "routes" => Reply::json(200, routes(stand_in.gateway).to_string()),
        "journal" => Reply::json(200, stand_in.journal().json().to_string()),
        _ => Reply::whole(404, &[("Content-Type", "text/plain")], "pages: health, routes, journal\n"),
    })
}

fn routes(gateway: &'static Gateway) -> serde_json::Value {
    let requests = gateway.requests.iter().filter(|message| message.path.starts_with('/'));
    requests
        .map(|message| {
            json!({
                "id": message.id, "method": message.method, "path": format!("{}{}", gateway.api_base, message.path),
                "signed": message.signed, "about": message.about,
            })
        })
        .collect()
}

fn html(stand_in: &StandIn) -> String {
    let gateway = stand_in.gateway;
    let mut rows = String::new();
    for message in gateway.requests.iter().filter(|message| message.path.starts_with('/')) {
        let signed = if message.signed { "signed" } else { "" };
        let _ = write!(
            rows,
            "<tr><td>{}</td><td><code>{}{}</code></td><td>{signed}</td><td>{}</td></tr>",
            message.method,
            escaped(gateway.api_base),
            escaped(message.path),
            escaped(message.about),
        );
    }
    let mut exchanges = String::new();
    for entry in stand_in.journal().entries().iter().rev().take(50) {
        let _ = write!(
            exchanges,
            "<tr><td>{}</td><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
            entry.number,
            escaped(&entry.request.method),
            escaped(&entry.request.target),
            entry.status,
            escaped(&entry.objection),
        );
    }
    let title = format!("Counterfoil stands in for {}", escaped(gateway.title));
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style>\
         <h1>{title}</h1><p><a href=\"health\">health</a> · <a href=\"routes\">routes</a> · <a href=\"journal\">journal</a></p>\
         <h2>Last exchanges</h2><table><tr><th>#</th><th>method</th><th>target</th><th>state</th><th>objection</th></tr>{exchanges}</table>\
         <h2>Routes</h2><table><tr><th>method</th><th>path</th><th></th><th>what it is for</th></tr>{rows}</table></html>"
    )
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}\
    table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d8dee4;vertical-align:top}\
    code{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}\
    @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}td,th{border-color:#30363d}a{color:#58a6ff}}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
