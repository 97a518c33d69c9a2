//! What the lanes show of locks is what the result counts: in random runs of every lab that has any, on real threads and in lockstep.

use catalogue::{Experiment, LABS, Lock};
use lab::{InputCache, Limits, record};
use trace::{EventKind, Outcome, Span, State, Timeline};

/// Runs with each engine: each lab comes up some ten times, under each lock.
const RUNS: u64 = 150;

/// Moments of each run that are looked at.
const MOMENTS: u64 = 40;

/// Random numbers from a seed (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn drawn(dice: &mut Dice, engine: &str) -> Experiment {
    let labs: Vec<_> = LABS
        .iter()
        .filter(|lab| !matches!(lab.id, "crash" | "thread-cost"))
        .collect();
    let lab = labs[dice.below(labs.len() as u64) as usize];
    let mut experiment = Experiment {
        variant: &lab.variants[dice.below(lab.variants.len() as u64) as usize],
        lock: Lock::ALL[dice.below(3) as usize],
        ..Experiment::of(lab)
    };
    let size = if lab.reads_text() { 5_000 } else { 1 } + dice.below(60);
    for (key, value) in [
        ("engine", engine.to_string()),
        ("threads", (1 + dice.below(6)).to_string()),
        ("size", size.to_string()),
        ("seed", dice.below(1_000).to_string()),
    ] {
        experiment.set(key, &value).unwrap();
    }
    experiment
}

fn played(experiment: &Experiment) -> (Timeline, lab::Recording) {
    let recording = record(experiment, &mut InputCache::default(), &Limits::default()).unwrap();
    let mut timeline = Timeline::default();
    timeline.extend(&recording.events, &recording.names);
    timeline.reach(timeline.end);
    (timeline, recording)
}

fn told(experiment: &Experiment) -> String {
    let variant = experiment.variant.id;
    format!("{} {variant} {:?}", experiment.lab.id, experiment.pairs())
}

#[test]
fn takes_in_the_lanes_are_takes_in_the_result() {
    let mut dice = Dice(7);
    let mut counted = 0;
    for round in 0..2 * RUNS {
        let experiment = drawn(&mut dice, if round % 2 == 0 { "threads" } else { "lockstep" });
        let (timeline, recording) = played(&experiment);
        let told = told(&experiment);
        assert!(
            matches!(recording.report.outcome, Outcome::Finished | Outcome::Deadlocked),
            "{told}"
        );
        assert_eq!(timeline.takes(), recording.report.contention.acquisitions, "{told}");
        counted += timeline.locks.iter().map(|lane| lane.crowds.len()).sum::<usize>();
    }
    assert!(
        counted > 0,
        "not one run was quick enough for its takes to be only counted"
    );
}

/// A ring holds 4,096 events, and these runs take the lock a hundred times as often as that: nothing is left out all the same.
#[test]
fn takes_that_are_too_many_to_record_are_counted() {
    for (lab, variant, lock) in [
        ("counter", "locked", Lock::Off),
        ("counter", "locked", Lock::CPython),
        ("dining", "back-off", Lock::Off),
        ("hashing", "coarse-lock", Lock::CPython),
    ] {
        let mut experiment = Experiment::of(catalogue::lab(lab).unwrap());
        for (key, value) in [("variant", variant), ("lock", lock.id()), ("threads", "3")] {
            experiment.set(key, value).unwrap();
        }
        let size = if lab == "counter" { "200000" } else { "2000" };
        experiment.set("size", size).unwrap();
        let (timeline, recording) = played(&experiment);
        assert_eq!(
            timeline.takes(),
            recording.report.contention.acquisitions,
            "{}",
            told(&experiment)
        );
    }
}

fn waiting_at(spans: &[Span], moment: u64) -> Option<u32> {
    let position = spans.partition_point(|span| span.to <= moment);
    let span = spans.get(position).filter(|span| span.from <= moment)?;
    span.object.filter(|_| span.state == State::Waiting)
}

/// Whoever waits for a lock waits for a holder that the lock's lane names; else it is being handed over: the next that happens to it is that somebody has it.
#[test]
fn whoever_waits_for_a_lock_waits_for_the_holder_in_its_lane_or_for_a_hand_over() {
    let mut dice = Dice(11);
    let (mut named, mut handed) = (0, 0);
    for _ in 0..RUNS {
        let experiment = drawn(&mut dice, "threads");
        let (timeline, recording) = played(&experiment);
        if recording.dropped > 0 {
            continue;
        }
        let told = told(&experiment);
        for _ in 0..MOMENTS {
            let moment = dice.below(timeline.end.max(1));
            for lane in &timeline.threads {
                let Some(object) = waiting_at(&lane.spans, moment) else {
                    continue;
                };
                let kind = recording.names.objects[object as usize].kind;
                if !kind.excludes() {
                    continue;
                }
                let holders = timeline.holders_at(object, moment);
                match holders.is_empty() {
                    false => named += 1,
                    true => {
                        let events = recording.events.iter().filter(|event| event.object == object);
                        let next = events
                            .filter(|event| event.at > moment)
                            .filter(|event| {
                                matches!(event.what, EventKind::Acquire | EventKind::Holds | EventKind::Release)
                            })
                            .min_by_key(|event| event.at);
                        assert!(
                            next.is_none_or(|event| event.what != EventKind::Release),
                            "{told}: nobody held it at {moment}, then {next:?}"
                        );
                        handed += 1;
                    }
                }
                let global = kind == trace::Kind::GlobalLock;
                assert!(!global || holders.len() <= 1, "{told}: {holders:?}");
            }
        }
    }
    assert!(named > 100, "{named} of {} waits had a holder", named + handed);
    assert!(handed <= named, "{handed} waits without a holder, {named} with one");
}
