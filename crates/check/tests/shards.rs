//! However the search of a program is cut, its shards together find what the whole finds; where threads share nothing that only some shards can learn, they
//! count each class once.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use check::limits::Now;
use check::part::{Part, Shard, Standing};
use check::{Limits, Model, Source, Text, kept};
use python::Interpreter;
use python::effect::Start;

/// What is searched whole with less is compared; the rest would only take long.
const MOST: u64 = 120;
const SHARDS: usize = 3;

fn limits() -> Limits {
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = MOST;
    limits
}

fn search(source: &Arc<dyn Source>, model: Model, shard: Option<Shard>) -> Option<Standing> {
    let limits = limits();
    let standing = Part::new(source, model, &limits, shard).advance(Standing::default(), f64::INFINITY);
    standing.is_complete().then_some(standing)
}

type Counts = BTreeMap<check::Outcome, u64>;

fn counts<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> Counts {
    let mut all = Counts::new();
    for (outcome, told) in standings.into_iter().flat_map(|standing| &standing.tally.outcomes) {
        *all.entry(outcome.clone()).or_default() += told.count;
    }
    all
}

fn examples() -> Vec<(String, Arc<dyn Source>)> {
    let files = common::programs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"));
    let read = |file: &PathBuf| {
        let (name, text) = (common::name_of(file), std::fs::read_to_string(file).unwrap());
        (name.clone(), Text::new(text, name).source())
    };
    files.iter().map(read).collect()
}

#[test]
fn the_shards_of_every_example_together_find_what_the_whole_finds() {
    let mut compared = 0;
    for (name, source) in examples() {
        for model in Model::ALL {
            let Some(whole) = search(&source, model, None) else {
                continue;
            };
            let shards: Option<Vec<Standing>> = (0..SHARDS)
                .map(|index| search(&source, model, Some(Shard { index, of: SHARDS })))
                .collect();
            let shards = shards.unwrap_or_else(|| panic!("{name} {model:?}: a shard is larger than the whole"));
            let (one, many) = (counts([&whole]), counts(&shards));
            let kinds = |counts: &Counts| counts.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(kinds(&many), kinds(&one), "{name} {model:?}");
            if shards.iter().all(|shard| !shard.whole) {
                assert_eq!(many, one, "{name} {model:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

/// Two threads that add twice each: 34 classes without the lock.
const TWICE: &str = "import threading
n = 0
def f():
    global n
    for _ in range(2):
        n += 1
both = [threading.Thread(target=f) for _ in range(2)]
for t in both: t.start()
for t in both: t.join()
";

/// Six threads that add one, each after it took a lock that nobody else takes.
const PRIVATE: &str = "import threading
n = 0
locks = [threading.Lock() for _ in range(6)]
def f(own):
    global n
    for _ in range(2):
        with own:
            pass
    n += 1
all = [threading.Thread(target=f, args=(own,)) for own in locks]
for t in all: t.start()
for t in all: t.join()
";

/// A clock that goes on whenever somebody looks at it, so that a search ends that counts nothing.
fn glances() -> Now {
    let glances = AtomicUsize::new(0);
    Arc::new(move || glances.fetch_add(1, Relaxed) as f64)
}

/// The same six beside two that end at once.
const EARLY: &str = "import threading
n = 0
def idle():
    pass
def f():
    global n
    n += 1
all = [threading.Thread(target=idle) for _ in range(2)] + [threading.Thread(target=f) for _ in range(6)]
for t in all: t.start()
for t in all: t.join()
";

/// What no other thread can notice is no choice: were another thread tried instead, all below would only repeat, and a shard count nothing for hours.
#[test]
fn a_shard_of_a_large_program_counts_more_than_it_repeats() {
    for text in [PRIVATE, EARLY] {
        let source = Text::new(text.into(), "large.py".into()).source();
        let mut limits = Limits::new(glances());
        (limits.schedules, limits.millis) = (MOST, 20_000.0);
        for index in 0..SHARDS {
            let part = Part::new(&source, Model::Free314, &limits, Some(Shard { index, of: SHARDS }));
            let tally = part.advance(Standing::default(), f64::INFINITY).tally;
            assert!(
                tally.schedules >= MOST,
                "{} beside {}",
                tally.schedules,
                tally.redundant
            );
            assert!(tally.redundant < tally.schedules, "{}", tally.redundant);
        }
    }
}

/// Whether a thread has ended can be asked, and one can wait for that with a limit: then its end is a choice.
const LOOKED: &str = "import threading
n = 0
def f():
    global n
    n += 1
all = [threading.Thread(target=f) for _ in range(3)]
for t in all: t.start()
print([t.is_alive() for t in all])
all[0].join(0.1)
for t in all: t.join()
print(n)
";

#[test]
fn an_end_that_is_looked_at_is_in_every_shard() {
    let source = Text::new(LOOKED.into(), "looked.py".into()).source();
    let mut limits = limits();
    limits.schedules = u64::MAX;
    for model in [Model::Free314, Model::Python314] {
        let search = |shard| Part::new(&source, model, &limits, shard).advance(Standing::default(), f64::INFINITY);
        let whole = search(None);
        let shards: Vec<Standing> = (0..SHARDS)
            .map(|index| search(Some(Shard { index, of: SHARDS })))
            .collect();
        assert!(
            shards.iter().all(|shard| shard.is_complete() && !shard.whole),
            "{model:?}"
        );
        assert_eq!(counts(&shards), counts([&whole]), "{model:?}");
    }
}

/// A program that presses Ctrl-C when it begins its so-manieth run.
struct Impatient {
    program: Arc<dyn Source>,
    runs: AtomicUsize,
    most: usize,
    stop: Arc<AtomicBool>,
}

impl Source for Impatient {
    fn begin(&self, model: Model) -> Arc<Interpreter> {
        self.program.begin(model)
    }

    fn main(&self, interpreter: &Interpreter) -> Start {
        if self.runs.fetch_add(1, Relaxed) + 1 >= self.most {
            self.stop.store(true, Relaxed);
        }
        self.program.main(interpreter)
    }
}

/// More runs than one moment of the cut plays, which is asked before each.
const AT_MOST: usize = 8;

#[test]
fn who_learns_and_cuts_can_be_stopped_and_begins_anew() {
    let program = Text::new(TWICE.into(), "twice.py".into()).source();
    let shard = Some(Shard { index: 1, of: SHARDS });
    let whole = search(&program, Model::Free314, shard).unwrap();
    for most in [1, 100, 300, 410, 450] {
        let (mut limits, stop) = (limits(), Arc::<AtomicBool>::default());
        limits.stop = stop.clone();
        let impatient = Arc::new(Impatient {
            program: program.clone(),
            runs: AtomicUsize::new(0),
            most,
            stop: stop.clone(),
        });
        let source: Arc<dyn Source> = impatient.clone();
        let part = Part::new(&source, Model::Free314, &limits, shard);
        let stopped = part.advance(Standing::default(), f64::INFINITY);
        let more = impatient.runs.load(Relaxed) - most;
        assert!(more <= AT_MOST, "{more} runs after {most}");
        stop.store(false, Relaxed);
        let rest = Part::new(&program, Model::Free314, &limits, shard).advance(stopped, f64::INFINITY);
        assert_eq!(counts([&rest]), counts([&whole]), "{most}");
    }
}

/// A run that is too long leaves a search incomplete, and yet there is nothing left to try.
#[test]
fn a_search_that_is_through_does_not_go_on() {
    let program = Text::new(TWICE.into(), "twice.py".into()).source();
    let mut limits = limits();
    limits.schedules = u64::MAX;
    let mut standing = search(&program, Model::Free314, None).unwrap();
    standing.tally.cut = 1;
    let part = Part::new(&program, Model::Free314, &limits, None);
    let before = standing.tally.schedules;
    standing = part.advance(standing, f64::INFINITY);
    assert!(standing.is_through() && !standing.is_complete() && !part.goes_on(&standing));
    assert_eq!(standing.tally.schedules, before);
}

/// As a file has it, stopped after every few schedules.
#[test]
fn a_search_that_is_kept_counts_what_one_in_a_piece_counts() {
    let source = Text::new(TWICE.into(), "twice.py".into()).source();
    let whole = search(&source, Model::Free314, None).unwrap();
    let (mut standing, mut rounds) = (Standing::default(), 0);
    loop {
        let mut limits = limits();
        limits.schedules = standing.tally.schedules + 2;
        let now = Part::new(&source, Model::Free314, &limits, None).advance(standing, f64::INFINITY);
        standing = kept::read(&kept::write(&now)).unwrap();
        rounds += 1;
        assert!(
            rounds <= whole.tally.schedules + 1,
            "a round tries one schedule at least"
        );
        if standing.is_complete() {
            break;
        }
    }
    assert!(rounds > 5, "{rounds}");
    assert_eq!(counts([&standing]), counts([&whole]));
}
