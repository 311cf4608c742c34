//! The files: each is whole as soon as it has its name.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::path::Path;

use counterfoil_formats::exchange::Exchange;
use counterfoil_formats::wiremock::{
    Repeat, exchange as recorded, journal_entry, mapping, mapping_name, mappings as read_mappings, read_entry,
};
use tempfile::NamedTempFile;

use super::spool::Sorted;
use super::{Converted, Form};
use crate::whole::begun;

/// Larger bodies get a file of their own below `__files`.
const INLINE: usize = 16 << 10;

/// What the copy says when it is read again.
pub(super) fn back(exchange: &Exchange, form: Form) -> Result<Exchange, String> {
    match form {
        Form::Journal => read_entry(journal_entry(exchange).to_line().as_bytes()).map_err(|error| error.to_string()),
        Form::WireMock => {
            let text = mapping(exchange, None, None).to_line();
            let mut all = read_mappings(text.as_bytes()).map_err(|error| error.to_string())?;
            let one = all.pop().ok_or("no mapping")?.map_err(|error| error.to_string())?;
            recorded(&one, &|_| None).map_err(|error| error.to_string())
        }
    }
}

/// A file for each mapping, numbered in the order in which the requests were sent.
pub(super) fn mappings(mut sorted: Sorted, out: &Path, done: &mut Converted) -> io::Result<()> {
    let folder = out.join("mappings");
    fs_err::create_dir(&folder)?;
    let turns = turns(&sorted, done);
    for (index, (one, repeat)) in sorted.kept.clone().into_iter().zip(turns).enumerate() {
        let exchange = sorted.get(one)?;
        let name = mapping_name(index + 1, &exchange.id);
        let large = exchange.response.as_ref().filter(|answer| answer.body.len() > INLINE);
        let file = large.filter(|_| exchange.failure.is_none()).map(|answer| (format!("{name}.body"), &answer.body));
        if let Some((name, body)) = &file {
            let below = out.join("__files");
            fs_err::create_dir_all(&below)?;
            whole(&below, name, |file| file.write_all(body))?;
            done.bodies += 1;
        }
        let json = mapping(&exchange, repeat, file.as_ref().map(|(name, _)| name.as_str()));
        whole(&folder, &format!("{name}.json"), |file| file.write_all(json.to_file().as_bytes()))?;
        done.count(&exchange);
    }
    Ok(())
}

/// One file, newest entry first.
pub(super) fn journal(mut sorted: Sorted, out: &Path, done: &mut Converted) -> io::Result<()> {
    let total = sorted.kept.len();
    whole(out, "journal.json", |file| {
        let mut file = io::BufWriter::new(file);
        file.write_all(b"{\"requests\":[")?;
        for (index, one) in sorted.kept.clone().into_iter().rev().enumerate() {
            let exchange = sorted.get(one)?;
            file.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            file.write_all(journal_entry(&exchange).to_line().trim_end().as_bytes())?;
            done.count(&exchange);
        }
        write!(file, "\n],\"meta\":{{\"total\":{total}}},\"requestJournalDisabled\":false}}\n")?;
        file.flush()
    })
}

/// Whose turn each mapping is, among those that WireMock cannot tell apart.
fn turns(sorted: &Sorted, done: &mut Converted) -> Vec<Option<Repeat>> {
    let mut same: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, one) in sorted.kept.iter().enumerate() {
        same.entry(one.request).or_default().push(index);
    }
    let turn = |(index, request): (usize, u64)| {
        let group = same.get(&request).filter(|group| group.len() > 1)?;
        let step = group.binary_search(&index).ok()?;
        Some(Repeat { first: group[0] + 1, step, steps: group.len() })
    };
    let turns: Vec<Option<Repeat>> = sorted.kept.iter().map(|one| one.request).enumerate().map(turn).collect();
    done.repeats = turns.iter().flatten().filter(|turn| turn.step > 0).count();
    let differs = |index: usize, first: usize| sorted.kept[index].answer != sorted.kept[first - 1].answer;
    let mut conflicts: Vec<usize> = turns
        .iter()
        .enumerate()
        .filter_map(|(index, turn)| {
            let Repeat { first, .. } = (*turn)?;
            differs(index, first).then_some(first)
        })
        .collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    done.conflicts = conflicts.len();
    turns
}

/// A file that appears when it is whole, and never in the place of another.
fn whole(folder: &Path, name: &str, write: impl FnOnce(&mut NamedTempFile) -> io::Result<()>) -> io::Result<()> {
    let mut file = begun(folder)?;
    write(&mut file)?;
    file.persist_noclobber(folder.join(name)).map(|_| ()).map_err(|error| error.error)
}

impl Converted {
    fn count(&mut self, exchange: &Exchange) {
        self.written += 1;
        self.silent += usize::from(exchange.failure.is_some() || exchange.response.is_none());
    }
}
