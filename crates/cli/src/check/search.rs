//! One file under the Pythons asked for: how far it is on a terminal, and what is known when Ctrl-C is pressed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use check::limits::{Progress as Far, Stage};
use check::part::{self, Shard};
use check::{Checked, Limits, Model, Source};
use clap::ArgMatches;

use super::kept::Kept;
use super::report::Report;
use crate::progress::Progress;
use crate::table::count;
use crate::wrong::CliError;

/// How often it says how far it is.
const TELL: Duration = Duration::from_millis(100);

/// From now on Ctrl-C ends the search, and what is known is printed; a second one ends the whole program at once.
pub fn listen() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = stop.clone();
    // Where there is no such signal, nobody presses it either.
    let _ = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    stop
}

/// How often a search that is kept is put away.
const KEEP: f64 = 5_000.0;

/// How files are checked.
pub struct Way<'a> {
    pub models: &'a [Model],
    pub matches: &'a ArgMatches,
    pub stop: &'a Arc<AtomicBool>,
    pub shard: Option<Shard>,
    pub kept: Option<Kept>,
}

/// Checks a program.
pub fn one(program: check::Text, way: &mut Way) -> Result<Report, CliError> {
    let name = program.file.clone();
    let line = Arc::new(Mutex::new(Progress::every(TELL)));
    let mut limits = limits(way.matches, way.stop);
    let (shown, told) = (name.clone(), line.clone());
    limits.watcher = Some(Arc::new(move |far| {
        let mut line = told.lock().unwrap_or_else(PoisonError::into_inner);
        line.tell(|| words(&shown, far));
    }));
    let text = program.text.clone();
    let source = program.source();
    let mut report = Report {
        name,
        text,
        results: Vec::new(),
        shard: way.shard,
        whole: Vec::new(),
    };
    for model in way.models {
        let checked = match (way.shard, &way.kept) {
            (None, None) => check::check(&source, *model, &limits),
            _ => in_part(&mut report, &source, *model, &limits, way)?,
        };
        report.results.push(checked);
    }
    Ok(report)
}

// In slices, so that little is lost if the machine is.
fn in_part(
    report: &mut Report,
    source: &Arc<dyn Source>,
    model: Model,
    limits: &Limits,
    way: &mut Way,
) -> Result<Checked, CliError> {
    let mut standing = way
        .kept
        .as_ref()
        .map(|kept| kept.standing(&report.text, model))
        .unwrap_or_default();
    let end = (limits.now)() + limits.millis;
    let complete = loop {
        let slice = Limits {
            millis: KEEP.min(end - (limits.now)()).max(0.0),
            schedules: way.matches.get_one("schedules").copied().unwrap_or(u64::MAX),
            ..limits.clone()
        };
        let (complete, now) = part::advance(source, model, &slice, way.shard, standing);
        standing = now;
        if let Some(kept) = &mut way.kept {
            kept.keep(&report.name, &report.text, model, standing.clone())?;
        }
        let enough = standing.tally.schedules >= slice.schedules || way.stop.load(Ordering::Relaxed);
        if complete || enough || (limits.now)() >= end {
            break complete;
        }
    };
    if standing.whole {
        report.whole.push(model);
    }
    Ok(part::conclude(source, model, limits, complete, &standing))
}

fn words(name: &str, far: Far) -> String {
    let stage = match far.stage {
        Stage::Few(0) => ", without pre-emptive switches".to_owned(),
        Stage::Few(1) => ", at most 1 switch".to_owned(),
        Stage::Few(bound) => format!(", at most {bound} switches"),
        Stage::Random => ", at random".to_owned(),
        _ => String::new(),
    };
    let failed = if far.failures == 0 {
        String::new()
    } else {
        format!(", {} failed", count(far.failures))
    };
    format!(
        "{name}: Python {}{stage}: {} schedules{failed}",
        far.model.name(),
        count(far.schedules)
    )
}

fn limits(matches: &ArgMatches, stop: &Arc<AtomicBool>) -> Limits {
    let number = |name: &str| matches.get_one::<u64>(name).copied();
    let start = Instant::now();
    let mut limits = Limits::new(Arc::new(move || start.elapsed().as_secs_f64() * 1000.0));
    limits.workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    limits.switches = number("switches").map(|switches| usize::try_from(switches).unwrap_or(usize::MAX));
    #[expect(clippy::cast_precision_loss, reason = "seconds")]
    if let Some(seconds) = number("seconds") {
        limits.millis = seconds as f64 * 1000.0;
    }
    limits.schedules = number("schedules").unwrap_or(limits.schedules);
    limits.seed = number("seed").unwrap_or(limits.seed);
    limits.stop = stop.clone();
    limits
}
