//! The Python beside each lab runs, under every Python and lock, and finds what the lab finds.

use std::sync::LazyLock;
use std::time::Duration;

use catalogue::{Experiment, LABS, LabInfo, Variant};
use lab::{InputCache, Limits, RecordOptions};
use program_lab::{Own, read};
use serde_json::Value;
use trace::{Outcome, Report};

/// More than any listing has at once with these settings.
const MOST: u32 = 64;

/// Settings that make each lab small. The last number that a key finds room for counts.
fn small(lab: &'static LabInfo, variant: &str) -> Experiment {
    let mut set = Experiment::of(lab);
    set.set("variant", variant).unwrap();
    let (threads, size) = match lab.id {
        "hash-chain" => ("3", "5"),
        "nested-pools" => ("2", "4"),
        "service" => ("2", "3"),
        // The network is slow for real.
        "fetch" => ("2", "4"),
        "thread-cost" => ("2", "10"),
        "convoy" => ("1", "5"),
        "crash" => ("2", "1"),
        "mapreduce" => ("2", "2000"),
        _ => ("2", "20"),
    };
    for (key, value) in [
        ("threads", threads),
        ("size", size),
        ("latency", "1"),
        ("calls", "5"),
        ("pause", "10"),
    ] {
        // What a lab does not have or does not allow stays as it is.
        let _ = set.set(key, value);
    }
    set
}

static FILES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| listings::files().collect());

fn listing(set: &Experiment) -> String {
    let (_, file) = FILES.iter().find(|(lab, _)| *lab == set.lab.id).unwrap();
    listings::sources(file, set.variant.id, &set.pairs()).unwrap().python
}

fn program(set: &Experiment) -> String {
    listings::program(set.lab.id, &listing(set))
}

fn run(text: &str, python: &str, limits: &Limits) -> Result<Report, String> {
    let experiment = read([("python", python), ("interval", "0.5")])?;
    let arguments = ["listing.py"].map(str::to_owned).to_vec();
    let own = Own::new(text, arguments, &experiment, MOST)?;
    let recording = lab::run_subject(&experiment, &own, limits, RecordOptions::default());
    recording
        .map(|recording| recording.report)
        .map_err(|refusal| refusal.sentence)
}

const PYTHONS: [&str; 3] = ["3.9", "3.14", "3.14t"];

/// How a listing ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Well,
    /// Well, or in a deadlock: its schedule decides.
    WellOrStuck,
    Deadlock,
    /// A thread raises: that is what it shows.
    Raises,
    /// Well, or a thread raises: its schedule decides.
    WellOrRaises,
    /// It runs for ever, and is stopped.
    Endless,
    /// It needs what the machine does not have, and says so before it begins.
    Refused(&'static str),
}

fn end(lab: &str, variant: &str) -> End {
    match (lab, variant) {
        ("crash", "endless-loop") => End::Endless,
        ("crash", _) => End::Raises,
        // It asks the operating system how much memory the process has.
        ("thread-cost", "memory") => End::Raises,
        // A consumer that is left behind finds the file closed.
        ("pipeline", "daemon") => End::WellOrRaises,
        ("fetch", "processes") => End::Refused("multiprocessing"),
        ("nested-pools", "lock-held") => End::Refused("Code in C"),
        ("nested-pools", "same-pool" | "lock-and-slot" | "supervisors") | ("service", "shared-pool") => End::Deadlock,
        ("pipeline", "too-few-pills" | "dead-reader") | ("barrier", "one-dies") => End::Deadlock,
        ("dining", "naive") | ("pipeline", "empty-get") => End::WellOrStuck,
        ("condition", "lost-notify" | "notify-one" | "if") | ("readers", "again") => End::WellOrStuck,
        _ => End::Well,
    }
}

fn limits(end: End) -> Limits {
    let whole = (end == End::Endless).then(|| Duration::from_millis(500));
    Limits {
        whole,
        ..Limits::default()
    }
}

fn ends_as_said(set: &Experiment, python: &str) -> Option<Report> {
    let end = end(set.lab.id, set.variant.id);
    let name = format!("{} {} {python}", set.lab.id, set.variant.id);
    let ran = run(&program(set), python, &limits(end));
    if let End::Refused(module) = end {
        let sentence = ran.expect_err(&name);
        assert!(sentence.contains(module), "{name}: {sentence}");
        return None;
    }
    let report = ran.unwrap_or_else(|sentence| panic!("{name}: {sentence}"));
    let some = |key, nothing: Value| report.result.get(key).is_some_and(|found| *found != nothing);
    let raised = some("exception", Value::Null) || some("thread_exceptions", Value::Array(Vec::new()));
    let fits = match end {
        End::Well | End::WellOrRaises => report.outcome == Outcome::Finished,
        End::WellOrStuck => matches!(report.outcome, Outcome::Finished | Outcome::Deadlocked),
        End::Deadlock => report.outcome == Outcome::Deadlocked,
        End::Raises => report.outcome == Outcome::Finished && raised,
        End::Endless | End::Refused(_) => report.outcome == Outcome::TimedOut,
    };
    assert!(fits, "{name}: {:?} {:?}", report.outcome, report.result.get("errors"));
    let may_raise = match end {
        End::Well | End::Endless => !raised,
        End::Raises => raised,
        // A thread that dies of its exception is why others wait.
        End::WellOrRaises | End::Deadlock | End::WellOrStuck | End::Refused(_) => true,
    };
    assert!(may_raise, "{name}: {:?}", report.result.get("errors"));
    Some(report)
}

fn variants() -> impl Iterator<Item = Experiment> {
    // What uses up all memory would use up the host's: a native run has no limit of its own.
    let bounded = |variant: &&Variant| variant.id != "out-of-memory";
    let each = move |lab: &'static LabInfo| {
        let variants = lab.variants.iter().filter(bounded);
        variants.map(move |variant| small(lab, variant.id))
    };
    LABS.iter().flat_map(each)
}

fn lab_finds(set: &Experiment) -> Report {
    lab::run(set, &mut InputCache::default(), &Limits::default()).unwrap()
}

fn output(report: &Report) -> &str {
    report.result["output"].as_str().unwrap_or_default()
}

#[test]
fn every_listing_runs_and_ends_as_its_lab_does() {
    let mut count = 0;
    for set in variants() {
        for python in PYTHONS {
            ends_as_said(&set, python);
        }
        count += 1;
    }
    assert!(count >= 55, "{count}");
}

#[test]
fn counters_count_as_the_lab_does() {
    for set in variants().filter(|set| set.lab.id == "counter") {
        let expected = lab_finds(&set).result["expected"].as_u64().unwrap();
        for python in PYTHONS {
            let report = ends_as_said(&set, python).unwrap();
            let words: Vec<&str> = output(&report).split_whitespace().collect();
            let numbers: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
            let [told, got] = numbers[..] else { panic!("{words:?}") };
            assert_eq!(told, expected);
            let may_lose = match set.variant.id {
                "unprotected" => python != "3.14",
                "call-between" | "python-3-9" => true,
                _ => false,
            };
            assert!(
                got == expected || may_lose && got < expected,
                "{} {python}: {got}",
                set.variant.id
            );
        }
    }
}

#[test]
fn digests_are_the_labs() {
    for set in variants().filter(|set| matches!(set.lab.id, "hash-chain" | "hashing")) {
        let key = if set.lab.id == "hashing" {
            "digest"
        } else {
            "expected_digest"
        };
        let expected = lab_finds(&set).result[key].as_str().unwrap().to_owned();
        let may_differ = ["unprotected", "handed-out"].contains(&set.variant.id);
        for python in PYTHONS.iter().filter(|_| !may_differ) {
            let report = ends_as_said(&set, python).unwrap();
            let found = output(&report).split_whitespace().next().unwrap_or_default();
            assert_eq!(found, expected, "{} {} {python}", set.lab.id, set.variant.id);
        }
    }
}

#[test]
fn what_is_counted_comes_to_the_same() {
    for (lab, key) in [("dining", "meals"), ("nested-pools", "completed"), ("fetch", "ok")] {
        for set in variants().filter(|set| set.lab.id == lab && end(lab, set.variant.id) == End::Well) {
            let expected = lab_finds(&set).result[key].as_u64().unwrap();
            for python in PYTHONS {
                let report = ends_as_said(&set, python).unwrap();
                let said = output(&report);
                let words: Vec<&str> = said.split(|letter: char| !letter.is_ascii_digit()).collect();
                let may_starve = set.variant.id == "back-off";
                assert!(
                    may_starve || words.contains(&expected.to_string().as_str()),
                    "{lab} {} {python}: {said} is not {expected}",
                    set.variant.id
                );
            }
        }
    }
}
