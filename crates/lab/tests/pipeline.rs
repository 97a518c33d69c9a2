//! The pipeline in very many schedules: the account always balances, and which way to stop can lose is as theory says.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits, Settings};
use std::collections::BTreeSet;
use trace::{Outcome, Report, SearchReport};

const ITEMS: u64 = 8;

fn experiment(variant: &str, pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab("pipeline").unwrap());
    experiment.shrink();
    for (key, value) in [("engine", "lockstep"), ("variant", variant)].iter().chain(pairs) {
        experiment.set(key, value).unwrap();
    }
    experiment
}

fn play(experiment: &Experiment) -> Report {
    lab::run(experiment, &mut InputCache::default(), &Limits::default()).unwrap()
}

fn search(experiment: &Experiment) -> SearchReport {
    lab::search(
        experiment,
        &mut InputCache::default(),
        Settings::default(),
        &Limits::default(),
    )
    .unwrap()
}

fn items(report: &Report, key: &str) -> Vec<u64> {
    let items = report.result[key].as_array().into_iter().flatten();
    items.filter_map(|item| item.as_u64()).collect()
}

/// Two producers, three consumers, eight items, by these seeds: what was lost in each schedule.
fn losses(variant: &str, capacity: &str, lock: &str, seeds: std::ops::Range<u64>) -> Vec<u64> {
    let size = ITEMS.to_string();
    let mut experiment = experiment(
        variant,
        &[
            ("threads", "3"),
            ("producers", "2"),
            ("size", &size),
            ("capacity", capacity),
            ("lock", lock),
        ],
    );
    let mut lost = Vec::new();
    for seed in seeds {
        experiment.set("schedule", &format!("r{seed}")).unwrap();
        let report = play(&experiment);
        let told = format!("{variant} {capacity} {lock}, seed {seed}");
        let stuck = variant == "too-few-pills";
        let ended = if stuck { Outcome::Deadlocked } else { Outcome::Finished };
        assert_eq!(report.outcome, ended, "{told}");
        if stuck {
            assert_eq!(report.parameters["ending"], "partial deadlock", "{told}");
            assert!(report.stuck.is_some(), "{told}");
        }
        let account = ["sent", "written", "lost"].map(|key| report.number(key).unwrap());
        assert_eq!((account[0], account[1] + account[2]), (ITEMS, ITEMS), "{told}");
        let (written, gone) = (items(&report, "order"), items(&report, "lost_items"));
        assert_eq!((written.len() + gone.len()) as u64, ITEMS, "{told}");
        let all: BTreeSet<u64> = written.into_iter().chain(gone).collect();
        assert!(all.into_iter().eq(1..=ITEMS), "{told}");
        assert!(
            capacity == "0" || report.number("deepest") <= capacity.parse().ok(),
            "{told}"
        );
        lost.push(account[2]);
    }
    lost
}

/// A thousand schedules of each way to stop. A pill is queued behind every item, so nothing can be lost. The event loses what is queued, which
/// is at most what the queue has room for; the daemons' end also loses what each of the three has in hand.
#[test]
fn sent_is_written_or_lost_in_a_thousand_schedules_of_each_way_to_stop() {
    for (variant, in_hand) in [
        ("pill", None),
        ("too-few-pills", None),
        ("event", Some(0)),
        ("daemon", Some(3)),
    ] {
        let unlimited = losses(variant, "0", "off", 0..500);
        let narrow = losses(variant, "2", "off", 500..900);
        let locked = losses(variant, "2", "cpython", 900..1_000);
        let most = |lost: &[u64]| lost.iter().copied().max().unwrap();
        match in_hand {
            None => assert_eq!([most(&unlimited), most(&narrow), most(&locked)], [0; 3], "{variant}"),
            Some(in_hand) => {
                assert!(
                    unlimited.contains(&0) || narrow.contains(&0),
                    "{variant} can lose nothing, by luck"
                );
                assert!(most(&unlimited) > in_hand, "{variant}");
                assert!(most(&narrow) > 0 && most(&narrow) <= 2 + in_hand, "{variant}");
                assert!(most(&locked) <= 2 + in_hand, "{variant}");
            }
        }
    }
}

/// One producer, two items, two consumers, every schedule.
#[test]
fn only_pills_are_safe_and_one_too_few_never_ends() {
    for capacity in ["0", "1"] {
        for (variant, verdict) in [
            ("pill", "Safe: "),
            ("event", "Not safe: "),
            ("daemon", "Not safe: "),
            ("too-few-pills", "Never right: "),
        ] {
            let mut experiment = experiment(variant, &[("capacity", capacity)]);
            let found = search(&experiment);
            assert!(found.complete, "{variant}: {:?}", found.limits);
            assert!(found.verdict.starts_with(verdict), "{variant}: {}", found.verdict);
            if let Some(bad) = found.shortest_bad {
                experiment.set("schedule", &bad.schedule).unwrap();
                let report = play(&experiment);
                let stuck = report.outcome == Outcome::Deadlocked;
                assert_eq!(stuck, variant == "too-few-pills", "{variant}");
                assert!(stuck || report.number("lost") > Some(0), "{variant}");
            }
        }
    }
}
