//! How much faster two threads do twice the work than one does it after the other, with the lock off and on: `cargo run --release -p python-world
//! --example speedup [NAME]`.

use std::time::{Duration, Instant};

use python::interpreter::Settings;
use python_world::Program;
use threads::{RecordOptions, Run, native_pool};
use world::{LockKind, UnderLock};

/// Work that threads do each for themselves, by name; each takes how much as `n`.
const WORK: [(&str, &str); 6] = [
    (
        "loop",
        "def work(n):\n    total = 0\n    for i in range(n * 40):\n        total += i * i % 7\n    return total\n",
    ),
    (
        "fib",
        "def fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\ndef work(n):\n    for _ in range(n // 2000):\n        fib(16)\n",
    ),
    (
        "lists",
        "def work(n):\n    for _ in range(n // 20):\n        a = [i for i in range(200)]\n        b = {i: a[i] for i in range(50)}\n        a.sort()\n",
    ),
    (
        "words",
        "text = 'the quick brown fox jumps over the lazy dog ' * 20\ndef work(n):\n    for _ in range(n // 40):\n        counts = {}\n        for word in text.split():\n            counts[word] = counts.get(word, 0) + 1\n",
    ),
    (
        "objects",
        "class Point:\n    def __init__(self, x):\n        self.x = x\n    def move(self, by):\n        self.x += by\ndef work(n):\n    point = Point(0)\n    for i in range(n * 8):\n        point.move(i)\n",
    ),
    (
        "globals",
        "step = 3\ndef add(a):\n    return a + step\ndef work(n):\n    total = 0\n    for i in range(n * 8):\n        total = add(total)\n",
    ),
];

const FRAME: &str = "import threading\nts = [threading.Thread(target=work, args=(N,)) for _ in range(THREADS)]\nfor t in ts:\n    t.start()\nfor t in ts:\n    t.join()\n";

fn seconds(work: &str, threads: usize, lock: LockKind) -> f64 {
    let frame = FRAME.replace("N,", "20000,").replace("THREADS", &threads.to_string());
    let settings = Settings {
        version: (3, 14, lock == LockKind::Off),
        ..Settings::default()
    };
    let program =
        Program::new(format!("{work}{frame}"), "work.py".into(), settings).expect("a program that can be run");
    let run = Run::keeping(native_pool(), RecordOptions::default());
    let world = UnderLock::new(run.world(), lock, Duration::from_millis(5));
    let course = program.start(&world, 8, None);
    let began = Instant::now();
    run.start(8).expect("eight threads");
    run.wait();
    let took = began.elapsed().as_secs_f64();
    assert_eq!(course.told().errors, "");
    took
}

/// The middle of five: beside other work, single runs say little.
fn median(mut one: impl FnMut() -> f64) -> f64 {
    let mut all: Vec<f64> = (0..5).map(|_| one()).collect();
    all.sort_by(f64::total_cmp);
    all[2]
}

fn main() {
    let only = std::env::args().nth(1);
    println!("work      one thread   lock off   lock on   (twice the work, two threads: speed-up)");
    for (name, work) in WORK
        .iter()
        .filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name))
    {
        let one = median(|| seconds(work, 1, LockKind::Off));
        let gain = |lock| 2.0 * median(|| seconds(work, 1, lock)) / median(|| seconds(work, 2, lock));
        println!(
            "{name:<9} {:>7.0} ms   {:>8.2}   {:>7.2}",
            one * 1e3,
            gain(LockKind::Off),
            gain(LockKind::CPython)
        );
    }
}
