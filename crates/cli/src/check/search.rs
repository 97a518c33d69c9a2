//! One file under the Pythons asked for: how far it is on a terminal, and what is known when Ctrl-C is pressed.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use check::limits::{Progress as Far, Stage};
use check::{Checked, Limits, Model};
use clap::ArgMatches;

use super::Report;
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

/// Checks a file.
pub fn one(file: &Path, models: &[Model], matches: &ArgMatches, stop: &Arc<AtomicBool>) -> Result<Report, CliError> {
    let program = super::program(file)?;
    let name = super::name(file);
    let line = Arc::new(Mutex::new(Progress::every(TELL)));
    let mut limits = limits(matches, stop);
    let (shown, told) = (name.clone(), line.clone());
    limits.watcher = Some(Arc::new(move |far| {
        let mut line = told.lock().unwrap_or_else(PoisonError::into_inner);
        line.tell(|| words(&shown, far));
    }));
    let text = program.text.clone();
    let source = program.source();
    let check = |model: &Model| check::check(&source, *model, &limits);
    let results: Vec<Checked> = models.iter().map(check).collect();
    Ok(Report { name, text, results })
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
