//! `cargo xtask bench`: everything that Threadbare promises of its speed, measured side by side, as a table with verdicts.
//!
//! Ratios only: both sides of each are measured in turn, again and again, so that whatever else the machine does hits both. The
//! verdict is on the median of the rounds. Optional arguments: how many rounds (7), which parts (all), and `short`: one round of sizes so small
//! that nothing is told but that all of it works.

mod engine;
mod first_load;
mod labs;
mod native;
mod page;
mod peers;
mod programs;
mod rounds;
mod simulator;
mod table;

use table::{Row, Table};

/// How many rounds when nobody says.
const ROUNDS: usize = 7;

/// One round of small sizes.
const SHORT: &str = "short";

const PARTS: [&str; 10] = [
    "throughput",
    "scaling",
    "recording",
    "restart",
    "mishaps",
    "load",
    "tasks",
    "lockstep",
    "labs",
    "programs",
];

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let unknown = words
        .iter()
        .find(|word| word.parse::<usize>().is_err() && *word != SHORT && !PARTS.contains(&word.as_str()));
    if let Some(unknown) = unknown {
        eprintln!(
            "there is no part `{unknown}`; there are {}, `{SHORT}`, and a number of rounds",
            PARTS.join(", ")
        );
        std::process::exit(2);
    }
    let extent = Extent::read(&words);
    let none_named = !words.iter().any(|word| PARTS.contains(&word.as_str()));
    let mut table = Table::default();
    describe_machine();
    for part in PARTS {
        if none_named || words.iter().any(|word| word == part) {
            let before = lab::machine();
            let rows = measure(part, extent).await;
            table.extend(rows, [before, lab::machine()]);
        }
    }
    table.print();
}

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Extent {
    /// How many rounds count.
    pub rounds: usize,
    short: bool,
}

impl Extent {
    fn read(words: &[String]) -> Self {
        let short = words.iter().any(|word| word == SHORT);
        let usual = if short { 1 } else { ROUNDS };
        let rounds = words.iter().find_map(|word| word.parse().ok());
        Extent {
            rounds: rounds.unwrap_or(usual).max(1),
            short,
        }
    }

    /// A size, and what it is in the short form.
    pub fn of<T>(self, full: T, short: T) -> T {
        if self.short { short } else { full }
    }
}

async fn measure(part: &str, extent: Extent) -> Vec<Row> {
    match part {
        "throughput" => rounds::throughput(extent, &peers::install()).await,
        "scaling" => rounds::scaling(extent).await,
        "recording" => rounds::recording(extent).await,
        "restart" => vec![engine_restart(extent.rounds).await],
        "mishaps" => page::mishaps(extent.rounds).await,
        "load" => first_load::measure(extent.rounds).await,
        "tasks" => vec![page::longest_task(extent).await],
        "lockstep" => simulator::measure(extent.rounds).await,
        "programs" => programs::speed_up(extent).await,
        _ => {
            let mut rows = labs::service(extent).await;
            rows.extend(labs::indexing(extent).await);
            rows.extend(labs::fetch(extent).await);
            rows
        }
    }
}

async fn engine_restart(rounds: usize) -> Row {
    let mut engine = engine::Engine::open(8).await;
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(engine.restart(8).await);
    }
    engine.close().await;
    Row::rounds_at_most("engine restart with 8 threads", &times, 500.0, "ms")
}

/// What else the machine does spoils a measurement, so it is told; only some systems say it in a file.
fn describe_machine() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").ok();
    let load = load.and_then(|load| {
        load.split(' ')
            .next()
            .map(|load| format!(", load average {load} before the bench"))
    });
    println!("{cores} hardware threads{}", load.unwrap_or_default());
}
