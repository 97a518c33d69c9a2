//! The convoy in virtual time: what CPython's lock does to a thread that waits for answers, to the microsecond.

use catalogue::{Experiment, SweepAxis, lab};
use lab::{InputCache, Limits, Series};
use trace::{Outcome, Report, WaitRow};

fn play(variant: &str, pairs: &[(&str, &str)]) -> Report {
    let mut experiment = Experiment::of(lab("convoy").unwrap());
    for (key, value) in [("engine", "lockstep"), ("variant", variant)].iter().chain(pairs) {
        experiment.set(key, value).unwrap();
    }
    let report = lab::run(&experiment, &mut InputCache::default(), &Limits::default()).unwrap();
    assert_eq!(report.outcome, Outcome::Finished);
    report
}

fn median(report: &Report) -> f64 {
    report.result["p50_ms"].as_f64().unwrap()
}

/// Beside one thread that computes, the median is the interval and at most a slice of work more (0.021 ms): FACTS have the interval and 0.14
/// to 0.22 ms, of which the alarm clock and the waking of a real system are the rest.
#[test]
fn beside_one_thread_the_wait_is_the_interval() {
    for interval in ["0.5", "1", "2", "5", "10", "20"] {
        let report = play(
            "mixed",
            &[("lock", "cpython"), ("threads", "1"), ("interval", interval)],
        );
        let least: f64 = interval.parse().unwrap();
        let over = median(&report) - least;
        assert!((0.0..0.05).contains(&over), "{interval}: {over} over");
    }
}

/// Without the lock, and alone, there is nothing to wait for; nor when the lock is kept while waiting, at the price of the others.
#[test]
fn without_the_lock_and_alone_there_is_no_wait() {
    let free = play("mixed", &[("lock", "off"), ("threads", "1")]);
    let alone = play("io-only", &[("lock", "cpython")]);
    let held = play("mixed", &[("lock", "held"), ("threads", "1")]);
    for report in [&free, &alone, &held] {
        assert!(median(report) < 0.01, "{}", median(report));
    }
    let a_second = |report: &Report| report.number("slices").unwrap() as f64 / report.elapsed_ms;
    assert!(a_second(&held) < 0.6 * a_second(&free));
}

/// With four the lock may go to another computing thread first: some waits are several turns long.
#[test]
fn beside_four_threads_some_waits_are_many_turns_long() {
    let report = play("mixed", &[("lock", "cpython"), ("threads", "4"), ("size", "500")]);
    let longest = report.result["max_ms"].as_f64().unwrap();
    assert!(longest > 15.0, "{longest}");
}

/// Two that only compute take turns of one interval each.
#[test]
fn those_who_compute_wait_one_turn() {
    let report = play("cpu-only", &[("lock", "cpython"), ("threads", "2")]);
    assert!((5.0..5.1).contains(&median(&report)), "{}", median(&report));
    assert!(report.number("waits") > Some(50));
    let free = play("cpu-only", &[("lock", "off"), ("threads", "2")]);
    assert_eq!(free.number("waits"), Some(0));
}

fn series(over: SweepAxis, pairs: &[(&str, &str)]) -> Vec<WaitRow> {
    let mut base = Experiment::of(lab("convoy").unwrap());
    for (key, value) in [("engine", "lockstep")].iter().chain(pairs) {
        base.set(key, value).unwrap();
    }
    let mut series = Series::waits(&base, over).unwrap();
    while let Some(next) = series.next() {
        let report = lab::run(&next, &mut InputCache::default(), &Limits::default()).unwrap();
        series.record(&report);
    }
    series.rows().to_vec()
}

/// FACTS.md, check 11: the median is the interval and a little more at each of the intervals that can be set, and flat without the lock.
#[test]
fn over_the_intervals_the_median_is_the_interval_and_a_little() {
    let rows = series(SweepAxis::Interval, &[("size", "20")]);
    let ([free], under) = rows.split_at(1) else {
        panic!("{rows:?}");
    };
    assert!(free.p50_ms < Some(0.01) && free.interval_ms.is_none(), "{free:?}");
    assert_eq!(under.len(), 9);
    for row in under {
        let (interval, median) = (row.interval_ms.unwrap(), row.p50_ms.unwrap());
        assert!((0.0..0.05).contains(&(median - interval)), "{row:?}");
        let times = row.times().map(Option::unwrap);
        assert!(times.is_sorted() && row.waits >= 20, "{row:?}");
    }
    assert_eq!(rows, series(SweepAxis::Interval, &[("size", "20")]), "the same again");
}

/// With more computing threads the longest waits grow under the lock, though the median need not; each number is run with the lock off too.
#[test]
fn over_the_threads_the_tail_grows_under_the_lock() {
    let rows = series(
        SweepAxis::Threads,
        &[("interval", "1"), ("cores", "32"), ("size", "100")],
    );
    let (off, on): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.lock == "off");
    assert_eq!((off.len(), on.len()), (5, 5));
    assert!(off.iter().all(|row| row.max_ms < Some(0.01)), "{off:?}");
    assert!(on[0].max_ms < Some(1.1), "{on:?}");
    assert!(on[4].p99_ms > on[0].p99_ms.map(|one| 3.0 * one), "{on:?}");
}

#[test]
fn only_the_convoy_has_somebody_who_waits() {
    let refused = Series::waits(&Experiment::of(lab("counter").unwrap()), SweepAxis::Interval);
    assert!(refused.is_err_and(|complaint| complaint.to_string().contains("convoy")));
}
