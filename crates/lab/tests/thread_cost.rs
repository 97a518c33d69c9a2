//! What a thread costs: no number of threads breaks it, and its figures can be true together.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits};
use trace::{Outcome, Report};

fn play(pairs: &[(&str, &str)]) -> Report {
    let mut set = Experiment::of(lab("thread-cost").unwrap());
    for (key, value) in pairs {
        set.set(key, value).unwrap();
    }
    lab::run(&set, &mut InputCache::default(), &Limits::default()).unwrap()
}

fn micros(report: &Report, key: &str) -> Option<f64> {
    report.result[key].as_f64()
}

#[test]
fn no_number_of_threads_breaks_a_run() {
    for variant in ["start", "pool", "switch", "memory", "too-fine", "too-coarse"] {
        for (threads, lock) in [
            ("1", "off"),
            ("3", "cpython"),
            ("8", "off"),
            ("17", "cpython"),
            ("32", "off"),
        ] {
            let report = play(&[
                ("variant", variant),
                ("threads", threads),
                ("lock", lock),
                ("size", "64"),
            ]);
            assert_eq!(
                report.outcome,
                Outcome::Finished,
                "{variant} {threads}: {:?}",
                report.message
            );
        }
    }
}

/// What all tasks took lies between what the parts of the run took, and what was not measured is no zero.
#[test]
fn what_a_task_took_has_bounds_and_what_was_not_measured_has_no_figure() {
    let report = play(&[("variant", "too-coarse"), ("threads", "2"), ("size", "256")]);
    for key in ["task", "alone"] {
        let of = |end: &str| micros(&report, &format!("{key}_{end}")).unwrap();
        assert!(
            0.0 < of("low_us") && of("low_us") <= of("high_us"),
            "{:?}",
            report.result
        );
    }
    let report = play(&[("variant", "start"), ("threads", "2"), ("size", "16")]);
    assert!(report.result["alone_us"].is_null() && report.result["alone_low_us"].is_null());
    assert!(micros(&report, "start_us") > Some(0.0) && micros(&report, "task_us") > Some(0.0));
}

/// In lockstep a switch costs what the listing beside it was measured to take, and a little for the token.
#[test]
fn a_switch_in_lockstep_costs_what_was_measured() {
    let report = play(&[
        ("engine", "lockstep"),
        ("variant", "switch"),
        ("threads", "4"),
        ("size", "64"),
    ]);
    let took = micros(&report, "task_us").unwrap();
    assert!((11.0..20.0).contains(&took), "{took} us");
}
