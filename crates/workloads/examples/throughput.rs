//! Prints how fast the programs run on real threads, in million units of their work a second, by threads and kind of lock.

use std::sync::Arc;
use std::time::Duration;
use threads::{Run, native_crew};
use workloads::input::Input;
use workloads::{Parameters, Program};
use world::{LockKind, UnderLock};

fn main() {
    let input = Arc::new(Input::book(32_000_000));
    let set = |size, message| Parameters {
        size,
        message,
        reducers: 4,
        chunk: 65_536,
        inner: 2,
        input: input.clone(),
        ..Parameters::default()
    };
    for (lab, variant, set) in [
        ("counter", "unprotected", set(2_000_000, 0)),
        ("counter", "locked", set(500_000, 0)),
        ("hash-chain", "unprotected", set(100_000, 0)),
        ("hash-chain", "locked", set(50_000, 0)),
        ("hashing", "independent", set(500_000, 64)),
        ("hashing", "independent", set(10_000, 16_384)),
        ("hashing", "coarse-lock", set(10_000, 16_384)),
        ("hashing", "fine-locks", set(200_000, 64)),
        ("mapreduce", "chunks", set(0, 0)),
        ("mapreduce", "one-chunk-a-thread", set(0, 0)),
    ] {
        print!("{lab:12} {variant:20} {:6}", set.message);
        for lock in [LockKind::Off, LockKind::CPython] {
            for threads in [1, 2, 4] {
                let program =
                    Program::new(lab, variant, &Parameters { threads, ..set.clone() }).expect("a known program");
                print!(" {:8.3}", throughput(&program, lock));
            }
            print!("  |");
        }
        println!();
    }
}

/// The best of five runs.
fn throughput(program: &Program, lock: LockKind) -> f64 {
    (0..5).map(|_| once(program, lock)).fold(0.0, f64::max)
}

fn once(program: &Program, lock: LockKind) -> f64 {
    let run = Run::new(native_crew(), true);
    match lock {
        LockKind::Off => program.start(&run.world()),
        kind => program.start(&UnderLock::new(run.world(), kind, Duration::from_millis(5))),
    };
    run.start(program.threads() as usize)
        .expect("as many threads as the program says");
    run.wait();
    run.wait_home();
    run.done() as f64 / run.elapsed().as_secs_f64() / 1e6
}
