//! However the search of a program is cut, its shards together find what the whole finds; where threads share nothing that only some shards can learn, they
//! count each class once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use check::part::{self, Shard, Standing};
use check::{Limits, Model, Source, Text, kept};

/// What is searched whole with less is compared; the rest would only take long.
const MOST: u64 = 120;
const SHARDS: usize = 3;

fn limits() -> Limits {
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = MOST;
    limits
}

fn search(source: &Arc<dyn Source>, model: Model, shard: Option<Shard>) -> Option<Standing> {
    let (complete, standing) = part::advance(source, model, &limits(), shard, Standing::default());
    complete.then_some(standing)
}

type Counts = BTreeMap<check::Outcome, u64>;

fn counts<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> Counts {
    let mut all = Counts::new();
    for (outcome, told) in standings.into_iter().flat_map(|standing| &standing.tally.outcomes) {
        *all.entry(outcome.clone()).or_default() += told.count;
    }
    all
}

fn programs() -> Vec<(String, Arc<dyn Source>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let files = folder.read_dir().unwrap().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|kind| kind == "py"))
        .collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        (
            name.clone(),
            Text::new(std::fs::read_to_string(file).unwrap(), name).source(),
        )
    };
    files.iter().map(read).collect()
}

#[test]
fn the_shards_of_every_example_together_find_what_the_whole_finds() {
    let mut compared = 0;
    for (name, source) in programs() {
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

/// As a file has it, stopped after every few schedules.
#[test]
fn a_search_that_is_kept_counts_what_one_in_a_piece_counts() {
    let source = Text::new(TWICE.into(), "twice.py".into()).source();
    let whole = search(&source, Model::Free314, None).unwrap();
    let (mut standing, mut rounds) = (Standing::default(), 0);
    loop {
        let mut limits = limits();
        limits.schedules = standing.tally.schedules + 2;
        let (complete, now) = part::advance(&source, Model::Free314, &limits, None, standing);
        standing = kept::read(&kept::write(&now)).unwrap();
        rounds += 1;
        assert!(
            rounds <= whole.tally.schedules + 1,
            "a round tries one schedule at least"
        );
        if complete {
            break;
        }
    }
    assert!(rounds > 5, "{rounds}");
    assert_eq!(counts([&standing]), counts([&whole]));
}
