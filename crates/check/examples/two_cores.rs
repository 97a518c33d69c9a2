//! How many schedules a second one worker and two search, and how much memory a million schedules take.

use std::sync::Arc;
use std::time::Instant;

use check::{Limits, Model, Text};

// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TEXT: &str = "
import threading
n = 0
def work():
    global n
    n += 1
    n += 1
    n += 1
all = [threading.Thread(target=work) for _ in range(3)]
for one in all: one.start()
for one in all: one.join()
print(n)
";

fn main() {
    let most: u64 = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let source = Text::new(TEXT.to_owned(), "bench.py".to_owned()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 100;
    let shared = check::check(&source, Model::Free314, &limits).shared;
    let mut alone = None;
    for workers in [1, 2] {
        let start = Instant::now();
        let schedules = check::verdict::count(&source, Model::Free314, &shared, workers, most);
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = schedules as f64 / start.elapsed().as_secs_f64();
        let times = rate / *alone.get_or_insert(rate);
        println!(
            "{workers} workers: {schedules} schedules, {rate:.0} a second, {times:.2} times one; {}",
            memory()
        );
    }
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |key: &str| {
        status
            .lines()
            .find(|line| line.starts_with(key))
            .map_or("", |line| line.trim())
            .to_owned()
    };
    format!("{} {}", line("VmRSS:"), line("VmHWM:"))
}
