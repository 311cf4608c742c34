//! `check`: run the cases against a subject and judge it.

use core::time::Duration;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::{Config, duration};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Output, block_on, complain, say};
use crate::config::{Budget, Target, UsageError, budget, gateways_of, read};
use crate::event::RunEvent;
use crate::plan::Selection;
use crate::report::{self, Human, Report};
use crate::run::{Listener, Run, run as run_cases};
use crate::subject::builtin::{self, Served};
use crate::{exit, families};

/// The file that is read when there is one.
const DEFAULT_CONFIG: &str = "counterfoil.toml";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An address such as http://127.0.0.1:8080/notify, or builtin:NAME; the reference where left out.
    subject: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
    /// Only these callbacks, by id.
    #[arg(long, value_name = "ID")]
    message: Vec<String>,
    /// Only cases that fit: id, family, impact, level-1 … level-4; globs.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Not the cases that fit.
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
    /// Run one part of several, such as 1/4.
    #[arg(long, value_name = "I/N")]
    shard: Option<String>,
    /// What the order of the cases is made from.
    #[arg(long, default_value_t = 1, env = "COUNTERFOIL_SEED")]
    seed: u64,
    /// What the whole run may take, such as 120s.
    #[arg(long, value_name = "TIME", env = "COUNTERFOIL_MAX_TIME")]
    max_time: Option<String>,
    /// List the cases instead of sending them.
    #[arg(long)]
    dry_run: bool,
}

/// What says where a subject is and how it is reached.
#[derive(Debug, Args)]
pub(super) struct TargetArguments {
    /// Only these gateways.
    #[arg(long, value_name = "NAME")]
    pub(super) gateway: Vec<String>,
    /// What the subject promises; counterfoil.toml in this folder where left out.
    #[arg(long, value_name = "FILE", env = "COUNTERFOIL_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// The target is not this machine, and you may test it.
    #[arg(long)]
    pub(super) i_own_this_target: bool,
}

impl TargetArguments {
    /// What a `replay` of the same subject needs.
    fn flags(&self) -> String {
        let config = self.config.as_ref().map(|path| format!(" --config {}", path.display())).unwrap_or_default();
        let owned = if self.i_own_this_target { " --i-own-this-target" } else { "" };
        format!("{config}{owned}")
    }
}

pub(super) fn run(arguments: Arguments, output: Output) -> Result<u8, UsageError> {
    let selection = Selection::new(&arguments.only, &arguments.skip, &arguments.message, arguments.shard.as_deref())?;
    if arguments.dry_run {
        return dry_run(&arguments, &selection);
    }
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    block_on(async {
        let (targets, budget, name, _served) = subject(arguments.subject.as_deref(), &arguments.target).await?;
        let max_time = arguments.max_time.as_deref().map(duration).transpose().map_err(UsageError)?;
        let budget = Budget { run: max_time.unwrap_or(budget.run), ..budget };
        let bodies = folder_for_bodies()?;
        let flags = arguments.target.flags();
        let run = Run { subject: name, targets, selection, budget, seed: arguments.seed, flags, bodies };
        let mut listener = Listeners::new(&mut reports, output);
        let exit = run_cases(&run, &mut listener).await;
        let human = listener.done();
        say(&human.text(output.quiet, output.verbose));
        // Succeeds only while it is empty: nothing failed.
        let _ = fs_err::remove_dir(&run.bodies);
        finish(reports, exit)
    })?
}

/// A folder of its own, that nobody else could have made before.
fn folder_for_bodies() -> Result<PathBuf, UsageError> {
    let folder = tempfile::Builder::new().prefix("counterfoil-").tempdir();
    let folder = folder.map_err(|error| UsageError(format!("cannot make a temporary folder: {error}")))?;
    Ok(folder.keep())
}

fn finish(reports: Vec<Box<dyn Report>>, exit: u8) -> Result<u8, UsageError> {
    reports.into_iter().try_for_each(Report::finish).map(|()| exit)
}

fn dry_run(arguments: &Arguments, selection: &Selection) -> Result<u8, UsageError> {
    let gateways = gateways_of(&arguments.target.gateway)?;
    let cases: Vec<_> = gateways.into_iter().flat_map(families::cases).filter(|case| selection.takes(case)).collect();
    let lines: String = cases.iter().map(|case| format!("{} {}\n", case.id, case.expect)).collect();
    say(&lines);
    Ok(if cases.is_empty() { exit::NOTHING } else { exit::FINE })
}

/// The targets of a subject by its name, the budget, the subject's name, and what serves it.
pub(super) async fn subject(
    subject: Option<&str>,
    arguments: &TargetArguments,
) -> Result<(Vec<Target>, Budget, String, Option<Served>), UsageError> {
    let name = subject.map(str::to_owned);
    match name.as_deref() {
        Some(text) if text.starts_with("builtin:") => served(&text["builtin:".len()..], arguments).await,
        Some(text) if text.contains("://") => remote(Some(text), arguments),
        Some(text) => Err(UsageError(format!(
            "`{text}` is no subject; give an address such as http://127.0.0.1:8080/notify, or builtin:NAME (`counterfoil list subjects`)"
        ))),
        None if arguments.config.is_some() => remote(None, arguments),
        None => served("reference", arguments).await,
    }
}

async fn served(
    name: &str,
    arguments: &TargetArguments,
) -> Result<(Vec<Target>, Budget, String, Option<Served>), UsageError> {
    let builtin = builtin::by_name(name)
        .ok_or_else(|| UsageError(format!("no built-in receiver `{name}`; `counterfoil list subjects` shows them")))?;
    let served = builtin.serve().await.map_err(|error| UsageError(format!("cannot serve on loopback: {error}")))?;
    let mut config = served.config();
    if let Some(path) = &arguments.config {
        config.limits = read(path)?.limits;
    }
    let targets = gateways_of(&arguments.gateway)?
        .into_iter()
        .map(|gateway| Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), true))
        .collect::<Result<_, _>>()?;
    Ok((targets, budget(&config), format!("builtin:{name}"), Some(served)))
}

fn remote(
    url: Option<&str>,
    arguments: &TargetArguments,
) -> Result<(Vec<Target>, Budget, String, Option<Served>), UsageError> {
    let (config, folder) = config(arguments.config.as_deref())?;
    let gateways = match (arguments.gateway.is_empty(), url) {
        (false, _) => gateways_of(&arguments.gateway)?,
        (true, None) => config.gateways.keys().map(|name| crate::config::gateway_of(name)).collect::<Result<_, _>>()?,
        (true, Some(_)) if config.gateways.len() == 1 => {
            config.gateways.keys().map(|name| crate::config::gateway_of(name)).collect::<Result<_, _>>()?
        }
        (true, Some(_)) => {
            return Err(UsageError("say which gateway's callbacks the address receives: --gateway NAME".to_owned()));
        }
    };
    if url.is_some() && gateways.len() > 1 {
        return Err(UsageError(
            "one address can receive one gateway's callbacks; put the addresses of several into counterfoil.toml"
                .to_owned(),
        ));
    }
    if gateways.is_empty() {
        return Err(UsageError("the configuration names no gateway; `counterfoil init` writes one".to_owned()));
    }
    let default = Default::default();
    let targets = gateways
        .into_iter()
        .map(|gateway| {
            let table = config.gateways.get(gateway.name).unwrap_or(&default);
            Target::new(gateway, table, url, &folder, arguments.i_own_this_target)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let name = match (url, &targets[..]) {
        (Some(url), _) => url.to_owned(),
        (None, [target]) => target.endpoint.url.to_string(),
        (None, targets) => format!("{} and {} more", targets[0].endpoint.url, targets.len() - 1),
    };
    Ok((targets, budget(&config), name, None))
}

fn config(path: Option<&Path>) -> Result<(Config, PathBuf), UsageError> {
    let default = Path::new(DEFAULT_CONFIG);
    let Some(path) = path.or_else(|| default.is_file().then_some(default)) else {
        return Ok((Config::default(), PathBuf::from(".")));
    };
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok((read(path)?, folder))
}

/// All reports and the progress bar.
struct Listeners<'r> {
    human: Human,
    reports: &'r mut Vec<Box<dyn Report>>,
    bar: ProgressBar,
}

impl<'r> Listeners<'r> {
    fn new(reports: &'r mut Vec<Box<dyn Report>>, output: Output) -> Self {
        let terminal = std::io::stderr().is_terminal() && !output.quiet;
        let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { human: Human::default(), reports, bar }
    }

    /// Keeps a failure's body, so that its `curl` line works.
    fn keep(&self, file: &Path, body: &[u8]) {
        if let Err(error) = fs_err::write(file, body) {
            complain(&format!("the body of a failure cannot be kept: {error}"));
        }
    }

    fn done(self) -> Human {
        self.bar.finish_and_clear();
        self.human
    }
}

impl Listener for Listeners<'_> {
    fn event(&mut self, event: &RunEvent) {
        if let RunEvent::Judged(judged) = event
            && let Some((file, body)) = judged.body.as_ref().filter(|_| judged.is_failure())
        {
            self.keep(file, body);
        }
        match event {
            RunEvent::Started(started) => self.bar.set_length(started.cases as u64),
            RunEvent::Judged(judged) => {
                self.bar.inc(1);
                self.bar.set_message(format!("{}/{}", judged.case.gateway.name, judged.case.family));
            }
            _ => {}
        }
        self.human.event(event);
        self.reports.iter_mut().for_each(|report| report.event(event));
    }
}
