//! The page of a night: one static file.

mod chart;

use core::time::Duration;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::cli::clock;
use crate::crash::Crash;
use crate::failed::Failed;
use crate::folder::Folder;
use crate::series::Series;
use crate::state::State;

const STYLE: &str = include_str!("style.css");

/// The page, from the state and the logs.
pub(crate) fn write(folder: &Folder, state: &State, targets: &[String], slices: usize) -> Result<String, Failed> {
    let mut all = Vec::new();
    for target in targets {
        let log = folder.path(&format!("logs/{target}.log"));
        if log.is_file() {
            let bytes = fs_err::read(log)?;
            all.push((target.as_str(), Series::parse(&String::from_utf8_lossy(&bytes))));
        }
    }
    let now = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string();
    Ok(document(state, &all, slices, &now).into_string())
}

fn document(state: &State, all: &[(&str, Series)], slices: usize, now: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Fuzzing overnight" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Fuzzing overnight" }
                (summary(state, all, slices, now))
                (crashes(&state.crashes))
                h2 { "Targets" }
                (table(state, all))
                h2 { "Coverage over time" }
                (charts(all))
            }
        }
    }
}

fn summary(state: &State, all: &[(&str, Series)], slices: usize, now: &str) -> Markup {
    let runs: u64 = all.iter().map(|(_, series)| series.runs).sum();
    let time: Duration = all.iter().map(|(_, series)| series.time).sum();
    let added: u64 = all.iter().map(|(_, series)| series.added).sum();
    let done = state.done.len();
    html! {
        p.lead {
            (done) " of " (slices) " slices, " (now)
            @if done < slices { ". Not over: the command without a time goes on." }
        }
        dl {
            div { dt { "Executions" } dd { (grouped(runs)) } }
            div { dt { "Core time, h:mm:ss" } dd { (clock(time)) } }
            div { dt { "New inputs" } dd { (grouped(added)) } }
            div.crash[!state.crashes.is_empty()] { dt { "Crashes" } dd { (state.crashes.len()) } }
        }
    }
}

fn crashes(crashes: &[Crash]) -> Markup {
    html! {
        @if !crashes.is_empty() {
            h2 { "Crashes" }
            @for crash in crashes {
                section {
                    h3 { (crash.target) ": " code { (crash.cause) } }
                    pre { (crash.lines.join("\n")) }
                    p { "Shown by " (grouped(crash.times)) " inputs. The smallest is " code { (crash.file) } "." }
                }
            }
            p {
                "Fix it, name the file after what it is, see that it is replayed, and commit both:"
            }
            pre { "mv fuzz/regressions/<target>/found-… fuzz/regressions/<target>/<what-it-is>\n"
                "cargo test -p counterfoil --test fuzzing" }
        }
    }
}

fn table(state: &State, all: &[(&str, Series)]) -> Markup {
    html! {
        div.wide {
            table {
                thead {
                    tr {
                        th { "Target" } th { "Time" } th { "Executions" } th { "Per second" } th { "Coverage" }
                        th { "New inputs" } th { "Crashes" }
                    }
                }
                tbody {
                    @for (target, series) in all {
                        @let crashes = state.crashes.iter().filter(|crash| crash.target == *target).count();
                        tr {
                            th scope="row" { (target) }
                            td { (clock(series.time)) }
                            td { (grouped(series.runs)) }
                            td { (rounded(series.per_second())) }
                            td { (grouped(series.coverage().map_or(0, |(_, best)| best))) }
                            td { (grouped(series.added)) }
                            td.crash[crashes > 0] { (crashes) }
                        }
                    }
                }
            }
        }
    }
}

fn charts(all: &[(&str, Series)]) -> Markup {
    html! {
        div.charts {
            @for (target, series) in all {
                @if let Some((first, best)) = series.coverage() {
                    figure {
                        (PreEscaped(chart::svg(series)))
                        figcaption { (target) ": " (first) " to " (best) " edges" }
                    }
                }
            }
        }
    }
}

/// Thousands apart, by a thin space.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join("\u{202f}")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate, which is small and not negative")]
fn rounded(number: f64) -> String {
    grouped(number.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(crashes: Vec<Crash>) -> String {
        let log = "slice 1\n#5000: cov: 30 ft: 60 corp: 5 exec/s: 100 oom/timeout/crash: 0/0/0 time: 2s job: 1\n";
        let state = State { crashes, ..State::default() };
        document(&state, &[("json", Series::parse(log))], 8, "2026-11-21 03:00 UTC").into_string()
    }

    #[test]
    fn it_says_how_far_it_got() {
        let page = page(Vec::new());
        assert!(page.contains("0 of 8 slices, 2026-11-21 03:00 UTC. Not over"), "{page}");
        assert!(page.contains("<td>5\u{202f}000</td><td>2\u{202f}500</td><td>30</td>"), "{page}");
        assert!(!page.contains("found-"));
    }

    #[test]
    fn what_crashed_is_shown_and_never_markup() {
        let crash = Crash {
            target: "json".to_owned(),
            cause: "a.rs:1:2".to_owned(),
            lines: vec!["panicked".to_owned(), "<script>".to_owned()],
            file: "fuzz/regressions/json/found-abc".to_owned(),
            times: 3,
        };
        let page = page(vec![crash]);
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"));
        assert!(page.contains("fuzz/regressions/json/found-abc"));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            ["999", "1\u{202f}000", "1\u{202f}234\u{202f}567"],
            [grouped(999), grouped(1000), grouped(1_234_567)]
        );
    }
}
