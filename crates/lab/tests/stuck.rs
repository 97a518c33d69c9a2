//! Every way in which a lab gets stuck is told as it is: names and numbers come from the wait-for graph, and what is in the graph is told.

use catalogue::{Experiment, LABS, Lock};
use lab::{Limits, Texts, run};
use std::collections::BTreeSet;
use trace::{Outcome, Report};

fn set(pairs: &[(&str, &str)]) -> Experiment {
    let (experiment, complaints) = Experiment::read(pairs.iter().copied());
    assert_eq!(complaints, []);
    experiment
}

#[test]
fn look() {
    let mut seen = BTreeSet::new();
    for engine in ["lockstep", "threads"] {
        for lab in LABS.iter().filter(|lab| lab.id != "crash") {
            for variant in lab.variants {
                for lock in Lock::ALL {
                    for threads in ["1", "2", "3", "4", "6"] {
                        let small = if lab.id == "mapreduce" { "20000" } else { "8" };
                        let mut e = set(&[("lab", lab.id), ("variant", variant.id), ("lock", lock.id()), ("threads", threads), ("size", small)]);
                        e.set("engine", engine).unwrap();
                        let report: Report = run(&e, &mut Texts::default(), &Limits::default()).unwrap();
                        if report.outcome == Outcome::Deadlocked {
                            let said = report.stuck.as_ref().map(|stuck| stuck.sentence()).unwrap_or_default();
                            if seen.insert((engine, lab.id, variant.id, lock.id(), said.clone())) {
                                println!("{engine} {} {} {} t={threads}: [{}] {said}", lab.id, variant.id, lock.id(), report.stuck.as_ref().map(|s| s.told_threads()).unwrap_or_default());
                                if engine == "threads" && threads == "3" { for w in &report.stuck.as_ref().unwrap().waiting { println!("      {}", w.told()); } }
                            }
                        }
                    }
                }
            }
        }
    }
}
