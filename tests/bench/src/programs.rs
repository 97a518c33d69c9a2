//! What a second thread brings a Python program in the browser, without the lock and with it.

use crate::{Extent, engine::Engine, rounds::median, table::Row};

/// Work that each thread does for itself, by name; `n` says how much.
const WORK: [(&str, &str); 3] = [
    (
        "a loop",
        "def work(n):\n    total = 0\n    for i in range(n * 40):\n        total += i * i % 7\n    return total\n",
    ),
    (
        "calls",
        "def fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\ndef work(n):\n    for _ in range(n // 2000):\n        fib(16)\n",
    ),
    (
        "objects",
        "class Point:\n    def __init__(self, x):\n        self.x = x\n    def move(self, by):\n        self.x += by\ndef work(n):\n    point = Point(0)\n    for i in range(n * 8):\n        point.move(i)\n",
    ),
];

/// How much work, and how much in the short form.
const AMOUNT: (u32, u32) = (20_000, 400);

fn program(work: &str, amount: u32, threads: u32) -> String {
    format!(
        "import threading\n{work}ts = [threading.Thread(target=work, args=({amount},)) for _ in range({threads})]\nfor t in ts:\n    t.start()\nfor t in ts:\n    t.join()\n"
    )
}

/// Twice the work by two threads against once by one, as a ratio of rates.
pub async fn speed_up(extent: Extent) -> Vec<Row> {
    let engine = Engine::open_for_programs(4).await;
    let mut rows = Vec::new();
    for (name, work) in WORK {
        let mut gains: [Vec<f64>; 2] = Default::default();
        // The first round warms the compiler and is not counted.
        for round in 0..=extent.rounds {
            for (python, gains) in ["3.14t", "3.14"].into_iter().zip(&mut gains) {
                let gain = gain(&engine, work, python, extent.of(AMOUNT.0, AMOUNT.1)).await;
                if round > 0 {
                    gains.push(gain);
                }
            }
        }
        rows.extend(rows_of(name, &gains));
    }
    engine.close().await;
    rows
}

async fn gain(engine: &Engine, work: &str, python: &str, amount: u32) -> f64 {
    let one = engine.run_program(&program(work, amount, 1), python).await;
    let two = engine.run_program(&program(work, amount, 2), python).await;
    assert_eq!((one.text("errors"), two.text("errors")), (Some(""), Some("")));
    2.0 * one.elapsed_ms / two.elapsed_ms
}

fn rows_of(name: &str, [off, on]: &[Vec<f64>; 2]) -> [Row; 3] {
    let best = off.iter().copied().fold(0.0, f64::max);
    let title = |lock| format!("Python in the browser, {name}, lock {lock}, 2 threads against 1");
    let both = format!("{:.2} the median", median(&mut on.clone()));
    [
        Row::rounds_at_least(&title("off"), off, 1.8, "x").with(format!("{best:.2} the best round")),
        Row::rounds_at_least(&title("on"), on, 0.9, "x").with(both.clone()),
        Row::rounds_at_most(&title("on"), on, 1.1, "x").with(both),
    ]
}
