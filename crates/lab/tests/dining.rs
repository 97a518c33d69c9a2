//! Several locks at once, in every schedule: where the circle closes, and that the cures keep it open.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits, Settings};
use trace::{Outcome, Report, SearchReport};

/// The lab's small numbers: one meal, no pause, two tries, no wait.
fn small(variant: &str, scene: &str, pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab("dining").unwrap());
    experiment.shrink();
    let fixed = [("engine", "lockstep"), ("variant", variant), ("scene", scene)];
    for (key, value) in fixed.iter().chain(pairs) {
        experiment.set(key, value).unwrap();
    }
    experiment
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

fn play(experiment: &Experiment) -> Report {
    lab::run(experiment, &mut InputCache::default(), &Limits::default()).unwrap()
}

/// N philosophers, one meal: what can differ is which of its two neighbours gets a fork first, so there are 2^N ways. All to the left is
/// the circle; all to the right cannot be, for it would need each to take its second fork before its first; all others end.
/// The shortest way into the circle is N forks taken and N waited for.
#[test]
fn the_circle_is_one_way_in_two_to_the_n_less_one() {
    for philosophers in 2..=5u32 {
        let mut experiment = small("naive", "table", &[("threads", &philosophers.to_string())]);
        let found = search(&experiment);
        assert!(found.complete);
        assert_eq!((found.schedules, found.deadlocks), ((1 << philosophers) - 1, 1));
        let bad = found.shortest_bad.unwrap();
        assert_eq!(bad.steps, u64::from(2 * philosophers));
        experiment.set("schedule", &bad.schedule).unwrap();
        let report = play(&experiment);
        assert_eq!(report.outcome, Outcome::Deadlocked);
        assert_eq!(report.cycle.len(), philosophers as usize);
        assert_eq!(report.number("meals"), Some(0));
    }
}

/// Two philosophers, k meals each: orders of all meals there are C(2k, k); and after any i and j meals, in any of their C(i + j, i) orders, the
/// circle can close as long as both are still hungry.
#[test]
fn two_philosophers_get_stuck_after_any_number_of_meals() {
    let orders = |i: u64, j: u64| (1..=j).fold(1, |product, step| product * (i + step) / step);
    for meals in 1..=4u64 {
        let found = search(&small("naive", "table", &[("size", &meals.to_string())]));
        let hungry = (0..meals).flat_map(|i| (0..meals).map(move |j| (i, j)));
        let stuck: u64 = hungry.map(|(i, j)| orders(i, j)).sum();
        assert_eq!(
            (found.deadlocks, found.schedules),
            (stuck, stuck + orders(meals, meals))
        );
    }
}

/// The cures are proved, and where the waiter is none that is found.
#[test]
fn cures_are_safe_in_every_schedule_and_the_waiter_only_at_the_table() {
    for scene in ["table", "accounts", "hierarchy"] {
        for threads in ["2", "3"] {
            for variant in ["naive", "ordered", "waiter", "one-lock"] {
                let found = search(&small(variant, scene, &[("threads", threads)]));
                let safe = match variant {
                    "naive" => false,
                    "waiter" => scene == "table" || threads == "2",
                    _ => true,
                };
                let told = format!("{variant} {scene} {threads}: {}", found.verdict);
                assert!(found.complete, "{told}");
                assert_eq!(found.verdict.starts_with("Safe: "), safe, "{told}");
                assert_eq!(found.deadlocks, found.bad, "{told}");
            }
        }
    }
}

#[test]
fn cures_are_safe_under_cpython_s_lock_and_none_is_when_the_lock_is_held_while_waiting() {
    for variant in ["naive", "ordered", "waiter", "one-lock"] {
        let cpython = search(&small(variant, "table", &[("lock", "cpython")]));
        assert!(cpython.complete, "{variant}");
        assert_eq!(
            cpython.deadlocks > 0,
            variant == "naive",
            "{variant}: {}",
            cpython.verdict
        );
        let held = search(&small(variant, "table", &[("lock", "held")]));
        assert!(held.complete && held.deadlocks > 0, "{variant}: {}", held.verdict);
        assert!(held.outcomes.contains_key("deadlock"), "{variant}");
    }
}

/// Backing off is never stuck, but two who do it in step get nothing: found, said, and replayed.
#[test]
fn backing_off_is_never_stuck_and_livelocks() {
    for scene in ["table", "accounts", "hierarchy"] {
        let mut experiment = small("back-off", scene, &[]);
        let found = search(&experiment);
        assert!(found.complete && found.bad > 0, "{scene}: {}", found.verdict);
        assert_eq!(found.deadlocks, 0, "{scene}");
        assert_eq!(
            found.outcomes.keys().map(String::as_str).collect::<Vec<_>>(),
            ["0", "1", "2"],
            "{scene}"
        );
        let bad = found.shortest_bad.unwrap();
        assert!(bad.reason.starts_with("Livelock"), "{}", bad.reason);
        experiment.set("schedule", &bad.schedule).unwrap();
        let report = play(&experiment);
        assert_eq!(report.outcome, Outcome::Finished);
        assert!(report.number("hungry") > Some(0));
    }
}

/// On as many cores as philosophers and without chance, all take and put back in step: no meal in 500. A wait of random length breaks the step.
#[test]
fn in_step_nobody_ever_eats_and_chance_helps() {
    let set = |wait| {
        let pairs = [
            ("threads", "5"),
            ("cores", "8"),
            ("size", "100"),
            ("pause", "100"),
            ("tries", "10"),
            ("wait", wait),
        ];
        play(&small("back-off", "table", &pairs))
    };
    let (in_step, by_chance) = (set("0"), set("200"));
    assert_eq!(
        (in_step.number("meals"), in_step.number("hungry")),
        (Some(0), Some(500))
    );
    assert!(by_chance.number("meals") > Some(400));
}
