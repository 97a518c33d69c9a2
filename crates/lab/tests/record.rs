//! Runs on real threads whose order was recorded: lockstep replays them to the same end, lock by lock.

use catalogue::{Experiment, Lock, lab};
use lab::{Limits, Recording, Refusal, Texts};
use std::{collections::BTreeMap, time::Duration};
use trace::{Outcome, What};

fn experiment(id: &str, pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab(id).unwrap());
    for (key, value) in pairs {
        experiment.set(key, value).unwrap();
    }
    experiment
}

/// Runs on threads and records the order, then replays it in lockstep.
fn both(experiment: &Experiment, texts: &mut Texts, limits: &Limits) -> Result<(Recording, Recording), Refusal> {
    let real = lab::record_order(experiment, texts, limits)?;
    assert_eq!(real.dropped, 0, "a run as small as that loses no event");
    let mut model = experiment.clone();
    model.set("engine", "lockstep").unwrap();
    model.set("schedule", &real.report.schedule).unwrap();
    Ok((real, lab::record(&model, texts, &Limits::default())?))
}

/// For each lock, who took it, in order of time.
fn acquisitions(recording: &Recording) -> BTreeMap<&str, Vec<&str>> {
    let mut events: Vec<_> = recording.events.iter().collect();
    events.sort_by_key(|event| event.at);
    let mut taken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in events.into_iter().filter(|event| event.what == What::Acquire) {
        let object = &recording.names.objects[event.object as usize].name;
        let thread = &recording.names.threads[usize::from(event.thread)];
        taken.entry(object).or_default().push(thread);
    }
    taken
}

fn assert_same(real: &Recording, model: &Recording, told: &str) {
    let (first, second) = (&real.report, &model.report);
    assert_eq!(second.outcome, first.outcome, "{told}: {:?}", second.message);
    assert_eq!(second.result, first.result, "{told}");
    assert_eq!(second.work, first.work, "{told}");
    assert_eq!(second.parameters["steps"], first.parameters["steps"], "{told}");
    assert_eq!(acquisitions(model), acquisitions(real), "{told}");
    let (taken, again) = (first.contention.acquisitions, second.contention.acquisitions);
    assert_eq!(taken, again, "{told}");
}

/// Eleven variants of three labs, three locks, two to four threads, in so many sizes: 1,089 runs.
const SIZES: u64 = 11;

#[test]
fn a_thousand_recorded_runs_replay_to_the_same_values_with_locks_taken_in_the_same_order() {
    let mut texts = Texts::default();
    let (mut runs, mut lost) = (0, 0);
    for (id, smallest, step) in [("counter", 50, 90), ("hash-chain", 3, 4), ("mapreduce", 5_000, 1_500)] {
        for variant in lab(id).unwrap().variants {
            for (lock, threads) in Lock::ALL.into_iter().flat_map(|lock| (2..=4).map(move |threads| (lock, threads))) {
                for round in 0..SIZES {
                    let (threads, size) = (threads.to_string(), (smallest + round * step).to_string());
                    let (seed, interval) = (round.to_string(), "0.1");
                    let mut pairs = vec![("variant", variant.id), ("lock", lock.id()), ("interval", interval)];
                    pairs.extend([("threads", &*threads), ("size", &size), ("seed", &seed)]);
                    if id == "mapreduce" {
                        pairs.extend([("chunk", "1024"), ("text", "zipf")]);
                    }
                    let told = format!("{id} {pairs:?}");
                    let (real, model) = both(&experiment(id, &pairs), &mut texts, &Limits::default()).expect(&told);
                    assert_eq!(real.report.outcome, Outcome::Finished, "{told}");
                    assert_same(&real, &model, &told);
                    runs += 1;
                    lost += usize::from(real.report.number("lost") > Some(0));
                }
            }
        }
    }
    assert!(runs >= 1_000, "{runs}");
    assert!(lost > 0, "all those runs would prove little if none of them lost an update");
}
