//! Sweeps beside programs that spin: whatever such a machine makes of them, none may state what is not so.

use catalogue::{Experiment, Lock};
use lab::{InputCache, Limits, Pace, Sweep};
use std::{
    process::{Child, Command, Stdio},
    thread::available_parallelism,
};
use trace::{
    Curve,
    judge::{CurveTrend, course},
};

/// Programs that spin, as many as there are cores, until this is dropped; each is ended by its own handle.
struct Burners(Vec<Child>);

impl Burners {
    fn lit() -> Self {
        let burner = |_| {
            let mut shell = Command::new("sh");
            let shell = shell
                .args(["-c", "while kill -0 $PPID; do :; done 2>/dev/null"])
                .stdin(Stdio::null());
            shell.spawn().expect("a shell")
        };
        Burners((0..cores()).map(burner).collect())
    }
}

impl Drop for Burners {
    fn drop(&mut self) {
        for burner in &mut self.0 {
            // It may be gone already.
            let _ = burner.kill();
            let _ = burner.wait();
        }
    }
}

fn cores() -> u32 {
    available_parallelism().map_or(1, |cores| cores.get() as u32)
}

/// As many others as there are cores leave a half of each. Racy, for the system shares out as it likes, so three looks are enough and 0.85 will do.
#[test]
fn a_busy_machine_is_seen_to_be_one() {
    let _burners = Burners::lit();
    let looks: Vec<f64> = (0..3)
        .filter_map(|_| lab::machine())
        .map(|machine| machine.share())
        .collect();
    assert!(looks.iter().any(|share| *share < 0.85), "{looks:?}");
}

/// What must not be said of a curve, because it is not so on any machine. Of the others there is no such thing: how a service, an extension or the making of
/// threads goes with more of them depends on what each costs there, and a chain whose rounds are overwritten may have many done at once.
fn is_wrong(lab: &str, lock: Lock, course: &CurveTrend) -> bool {
    let several = cores() > 1;
    match (lab, lock, course) {
        (_, _, CurveTrend::Unclear) => false,
        // Waiting takes no core and no lock.
        ("fetch", _, course) => !matches!(course, CurveTrend::Rises(..)),
        // One thread runs at a time.
        ("counter" | "hash-chain" | "hashing" | "mapreduce" | "indexing", Lock::CPython, CurveTrend::Rises(..)) => true,
        // Independent work, and a core for two of it.
        ("hashing" | "mapreduce" | "indexing", Lock::Off, course) if several => {
            !matches!(course, CurveTrend::Rises(..))
        }
        _ => false,
    }
}

/// A short sweep with few points: it cannot tell much, and so is the likeliest to tell something wrong.
fn swept(lab: &str, size: &str) -> Vec<Curve> {
    let (experiment, complaints) = Experiment::read([("lab", lab), ("size", size)]);
    assert_eq!(complaints, []);
    let input = InputCache::default().get(&experiment).unwrap();
    let locks = [Lock::Off, Lock::CPython];
    let mut sweep = Sweep::new(&experiment, input, &[1, 2, 4], &locks, Pace::Runs(3));
    lab::sweep(&mut sweep, &Limits::default(), &mut |_| true).unwrap();
    sweep.curves()
}

/// One sweep of each lab: bounded by that, for each takes a second or two; the thousands are simulated, where the judgement is (`trace::judge`).
#[test]
fn beside_other_programs_no_lab_states_a_wrong_direction() {
    let _burners = Burners::lit();
    let labs = [
        ("counter", "200000"),
        ("hash-chain", "500"),
        ("hashing", "100000"),
        ("mapreduce", "2000000"),
        ("indexing", "3000"),
        ("fetch", "20"),
        ("service", "10"),
        ("extension", "100"),
        ("thread-cost", "50"),
    ];
    for (lab, size) in labs {
        let curves = swept(lab, size);
        let trust = Curve::trust(&curves);
        for curve in &curves {
            let course = course(&curve.points, &trust);
            let lock = Lock::read(&curve.lock).unwrap();
            assert!(
                !is_wrong(lab, lock, &course),
                "{lab} {lock:?}: {course:?} from {curve:?}, {trust:?}"
            );
        }
    }
}

#[test]
fn every_lab_that_sweeps_is_swept_here() {
    let swept: Vec<&str> = catalogue::LABS
        .iter()
        .filter(|lab| lab.sweeps)
        .map(|lab| lab.id)
        .collect();
    assert_eq!(swept.len(), 9, "{swept:?}");
}
