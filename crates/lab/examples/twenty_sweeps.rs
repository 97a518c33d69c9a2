//! Twenty sweeps of hashing and of counter alone, and twenty beside two programs that spin, and what each said:
//! `cargo run --release -p lab --example twenty_sweeps [SWEEPS] [alone|beside] [LAB...]`.
//!
//! Each sweep is as the page makes it, 1 to 8 threads with the lock off and on, so all of them take about half an hour.

use catalogue::{Experiment, Lock};
use lab::{InputCache, Limits, Pace, Sweep};
use std::process::{Child, Command, Stdio};
use trace::{Curve, free_cores, told_of_sweep};

const SWEEPS: usize = 20;
const BURNERS: usize = 2;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let sweeps = words.iter().find_map(|word| word.parse().ok()).unwrap_or(SWEEPS);
    let mut labs: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| word.parse::<usize>().is_err() && !["alone", "beside"].contains(word))
        .collect();
    if labs.is_empty() {
        labs = vec!["hashing", "counter"];
    }
    let wanted = |burning: &bool| {
        !words
            .iter()
            .any(|word| word == if *burning { "alone" } else { "beside" })
    };
    for burning in [false, true].into_iter().filter(wanted) {
        for lab in &labs {
            let beside = if burning { "beside two burners" } else { "alone" };
            println!("\n## {lab}, {beside}\n");
            let burners = burning.then(lit);
            (1..=sweeps).for_each(|number| println!("{number}. {}", said(lab)));
            burners.into_iter().flatten().for_each(end);
        }
    }
}

fn lit() -> Vec<Child> {
    let burner = |_| {
        let mut shell = Command::new("sh");
        let shell = shell
            .args(["-c", "while kill -0 $PPID; do :; done 2>/dev/null"])
            .stdin(Stdio::null());
        shell.spawn().expect("a shell")
    };
    (0..BURNERS).map(burner).collect()
}

fn end(mut burner: Child) {
    // It may be gone already.
    let _ = burner.kill();
    let _ = burner.wait();
}

/// What one sweep says, with the free cores and the spread that it says it by.
fn said(lab: &str) -> String {
    let experiment = Experiment::of(catalogue::lab(lab).expect("a lab that is there"));
    let input = InputCache::default().get(&experiment).expect("a text");
    let threads: Vec<u32> = (1..=8).collect();
    let mut sweep = Sweep::new(
        &experiment,
        input,
        &threads,
        &[Lock::Off, Lock::CPython],
        Pace::Patience,
    );
    lab::sweep(&mut sweep, &Limits::default(), &mut |_| true).expect("it runs");
    let curves = sweep.curves();
    if std::env::var_os("POINTS").is_some() {
        for point in curves.iter().flat_map(|curve| &curve.points) {
            println!("   {} threads: {:?}", point.threads, point.each);
        }
    }
    let trust = Curve::trust(&curves);
    let machine = trust.machine.as_ref().map(free_cores).unwrap_or_default();
    format!(
        "{} [{machine}; spread {:.2}]",
        told_of_sweep(&curves).plain(),
        trust.spread
    )
}
