//! No sentence of any lab has a bare rate, a ratio below one, or raw words of the machine.

use super::{
    tests::{OUTCOMES, report, told_of},
    *,
};
use catalogue::{Experiment, LABS};
use lab_kit::Tone;
use serde_json::json;
use trace::Sample;

/// Results such as runs give, with zeros and large numbers in turn, of every key that a lab may have.
fn realistic(large: bool) -> serde_json::Value {
    let (few, many): (u64, u64) = if large { (963, 4_000_000) } else { (0, 1) };
    let mut result = serde_json::Map::new();
    let mut put = |keys: &str, value: serde_json::Value| {
        let entries = keys.split(' ').map(|key| (key.to_string(), value.clone()));
        result.extend(entries);
    };
    put(
        "expected rounds messages words distinct records lines terms authors sent waits slices put_back meals",
        json!(many),
    );
    put("got done written ok", json!(many - few));
    put(
        "lost malformed found failed refused unfinished timed_out hungry crashes",
        json!(few),
    );
    put("bytes", json!(2_048 * many));
    put("p50_ms p95_ms p99_ms max_ms", json!(23.4));
    put("start_us task_us", json!(705.0));
    put("alone_us", json!(256.0));
    put("deepest switched before_per_s after_per_s", json!(4_076));
    put("stack_bytes", json!(1_048_576));
    put("digest expected_digest", json!("0123456789abcdef0123"));
    result.into()
}

/// What no sentence and no number may have: a rate of nothing, a ratio below one, a path of ours, a panic as the compiler writes it.
fn faults(said: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let words: Vec<&str> = said.split(' ').collect();
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    if words
        .iter()
        .any(|word| is_number(word) && word.trim_end_matches(['.', ',', ':']).ends_with("/s"))
    {
        found.push("a rate without a unit");
    }
    if words
        .windows(2)
        .any(|pair| pair[0].trim_start_matches('(').starts_with("0.") && pair[1].starts_with("times"))
    {
        found.push("a ratio below one");
    }
    if [".rs", "panicked", "index out of bounds", "JsValue"]
        .iter()
        .any(|raw| said.contains(raw))
    {
        found.push("raw words of the machine");
    }
    if said.contains("NaN") || said.contains("inf ") || said.contains("  ") {
        found.push("no number, or a gap");
    }
    found
}

#[test]
fn no_sentence_of_any_lab_has_a_bare_rate_a_ratio_below_one_or_raw_words() {
    let mut wrong: Vec<String> = Vec::new();
    let all = LABS
        .iter()
        .flat_map(|lab| lab.variants.iter().map(move |variant| (lab, variant)));
    for (lab, variant) in all {
        for (lock, outcome, large) in Lock::ALL
            .into_iter()
            .flat_map(|lock| OUTCOMES.map(|outcome| (lock, outcome)))
            .flat_map(|(lock, outcome)| [(lock, outcome, false), (lock, outcome, true)])
        {
            let of = Experiment {
                variant,
                lock,
                ..Experiment::of(lab)
            };
            let mut one = report(&of, outcome, realistic(large));
            one.elapsed_ms = 214.0;
            let earlier = Report {
                lock: if lock == Lock::Off { "cpython" } else { "off" }.into(),
                throughput: one.throughput * 1.96,
                outcome: Outcome::Finished,
                ..one.clone()
            };
            let summary = summarize(&one, std::slice::from_ref(&earlier));
            let rows = summary.rows.iter().map(|row| format!("{}: {}", row.name, row.value));
            let all = [summary.told.plain(), summary.why.plain(), summary.short.clone()];
            for said in all.into_iter().chain(rows) {
                wrong.extend(
                    faults(&said)
                        .into_iter()
                        .map(|fault| format!("{fault}: {} {} {outcome:?}: {said}", lab.id, variant.id)),
                );
            }
            let green = |row: &&Row| row.tone == Tone::Good;
            if outcome != Outcome::Finished {
                let rows = summary.rows.iter().filter(green);
                wrong.extend(
                    rows.map(|row| format!("green, though {outcome:?}: {} {} {}", lab.id, variant.id, row.name)),
                );
            }
            for step in lab.steps {
                let said = judged(
                    2,
                    step.sees,
                    &one,
                    &summary.short,
                    (&Sample::from_iter([&one]), |_| Some(Sample::from_iter([&earlier]))),
                )
                .plain();
                wrong.extend(
                    faults(&said)
                        .into_iter()
                        .map(|fault| format!("{fault}: {}: {said}", step.name)),
                );
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_faults_that_are_looked_for_are_found() {
    for (said, fault) in [
        ("552,500/s", "a rate without a unit"),
        ("Step 2: 0.51 times as fast as step 1.", "a ratio below one"),
        (
            "panicked at crates/labs/src/crash/crash.rs:97:49",
            "raw words of the machine",
        ),
    ] {
        assert_eq!(faults(said), [fault]);
    }
}

/// CPython takes 0.14 to 0.22 ms to wake one thread and be noticed by the other: that explains no 18 ms.
#[test]
fn a_convoy_names_a_cause_only_where_it_can_explain_the_wait() {
    let why = |p50: f64| {
        let result = json!({ "waits": 200, "p50_ms": p50, "p95_ms": p50, "max_ms": p50 });
        let set = [("lock", "cpython"), ("variant", "mixed")];
        told_of("convoy", &set, Outcome::Finished, result).1.why.plain()
    };
    let (short, long) = (why(5.2), why(23.0));
    assert!(
        short.contains("the interval and 200 µs more: the system wakes the one"),
        "{short}"
    );
    assert!(
        long.contains("23.0 ms, the interval and 18.0 ms more than waking it"),
        "{long}"
    );
    assert!(!long.contains("the system wakes the one"), "{long}");
}

#[test]
fn a_length_and_its_limit_are_in_one_unit() {
    let result = json!({ "messages": 10, "bytes": 20_480 });
    let set = [("lock", "cpython")];
    let why = told_of("hashing", &set, Outcome::Finished, result).1.why.plain();
    assert!(why.contains("2,048 bytes") && !why.contains("KB"), "{why}");
}
