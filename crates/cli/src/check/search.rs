//! One file under the Pythons asked for: how far it is on a terminal, and what is known when Ctrl-C is pressed.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use check::limits::{Progress as Far, Stage, Watcher};
use check::part::{Part, Shard, Standing};
use check::{Checked, Limits, Model};
use clap::ArgMatches;

use super::kept::Kept;
use super::report::Report;
use super::subject::Subject;
use crate::exit_status::INTERRUPTED;
use crate::progress::Progress;
use crate::table::{count, number_of};
use crate::wrong::CliError;

/// How often it says how far it is.
const TELL: Duration = Duration::from_millis(100);

/// How often a search that is kept is put away.
const KEEP: f64 = 5_000.0;

/// How programs are checked.
pub struct Way<'a> {
    models: Vec<Model>,
    matches: &'a ArgMatches,
    stop: Arc<AtomicBool>,
    shard: Option<Shard>,
    kept: Option<Kept>,
}

impl<'a> Way<'a> {
    /// As a command line asks for it.
    pub fn of(matches: &'a ArgMatches) -> Result<Self, CliError> {
        let shard = matches.get_one::<Shard>("shard").copied();
        let seed = matches.get_one("seed").copied().unwrap_or(1);
        let state = matches.get_one::<PathBuf>("state");
        let models = matches.get_many::<Model>("python");
        Ok(Self {
            models: models.map_or(Model::ALL.to_vec(), |models| models.copied().collect()),
            matches,
            kept: state.map(|path| Kept::open(path, shard, seed)).transpose()?,
            stop: Arc::default(),
            shard,
        })
    }

    /// An error if what is kept is of other programs.
    pub fn suits(&self, subjects: &[Subject]) -> Result<(), CliError> {
        self.kept.as_ref().map_or(Ok(()), |kept| kept.is_of(subjects))
    }

    /// From now on Ctrl-C ends the search, and what is known is printed; a second one ends the whole program at once.
    pub fn listen(&self) {
        let pressed = self.stop.clone();
        // Where there is no such signal, nobody presses it either.
        let _ = ctrlc::set_handler(move || {
            if pressed.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED.into());
            }
        });
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// What is wrong if where the searches stand could not be kept.
    pub fn unwritten(self) -> Result<(), CliError> {
        self.kept.map_or(Ok(()), Kept::unwritten)
    }

    fn is_in_parts(&self) -> bool {
        self.shard.is_some() || self.kept.is_some()
    }
}

/// Checks a program.
pub fn one(subject: Subject, way: &mut Way) -> Report {
    let (name, text) = (subject.program.file.clone(), subject.program.text.clone());
    let limits = limits(&name, way);
    let source = subject.program.clone().source();
    let mut report = Report {
        name,
        text,
        results: Vec::new(),
        shard: way.shard,
        whole: Vec::new(),
    };
    for model in way.models.clone() {
        let checked = match way.is_in_parts() {
            true => in_parts(
                &subject,
                &Part::new(&source, model, &limits, way.shard),
                way,
                &mut report,
            ),
            false => check::check(&source, model, &limits),
        };
        report.results.push(checked);
    }
    report
}

// What is kept is put away now and then, so that little is lost if the machine is.
fn in_parts(subject: &Subject, part: &Part<'_>, way: &mut Way, report: &mut Report) -> Checked {
    let slice = if way.kept.is_some() { KEEP } else { f64::INFINITY };
    let kept = way.kept.as_ref();
    let mut standing = kept.map_or_else(Standing::default, |kept| kept.standing(subject, part.model()));
    loop {
        standing = part.advance(standing, slice);
        if let Some(kept) = &mut way.kept {
            kept.keep(subject, part.model(), standing.clone());
        }
        if !part.goes_on(&standing) {
            break;
        }
    }
    report.whole.extend(standing.whole.then_some(part.model()));
    part.conclude(&standing)
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
        "{name}: Python {}{stage}: {}{failed}",
        far.model.name(),
        number_of(far.schedules, "schedule")
    )
}

fn limits(name: &str, way: &Way) -> Limits {
    let number = |name: &str| way.matches.get_one::<u64>(name).copied();
    let start = Instant::now();
    let mut limits = Limits::new(Arc::new(move || start.elapsed().as_secs_f64() * 1000.0));
    limits.workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    limits.switches = number("switches").map(|switches| usize::try_from(switches).unwrap_or(usize::MAX));
    #[expect(clippy::cast_precision_loss, reason = "seconds")]
    if let Some(seconds) = number("seconds") {
        limits.millis = seconds as f64 * 1000.0;
    }
    // What is shared out or gone on with has no end of its own.
    let usual = if way.is_in_parts() { u64::MAX } else { limits.schedules };
    limits.schedules = number("schedules").unwrap_or(usual);
    limits.seed = number("seed").unwrap_or(limits.seed);
    limits.stop = way.stop.clone();
    limits.watcher = Some(watcher(name.to_owned()));
    limits
}

fn watcher(name: String) -> Watcher {
    let line = Mutex::new(Progress::every(TELL));
    Arc::new(move |far| {
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        line.tell(|| words(&name, far));
    })
}
