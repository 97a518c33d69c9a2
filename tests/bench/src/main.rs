//! `cargo xtask bench`: everything that Threadbare promises of its speed, measured side by side, as a table with verdicts.
//!
//! Ratios only: both sides of each are measured in turn, again and again, so that whatever else the machine does hits both. The
//! verdict is on the median of the rounds. Optional arguments: how many rounds (7), and which parts (all).

mod engine;
mod first_load;
mod labs;
mod native;
mod page;
mod peers;
mod rounds;
mod simulator;
mod table;

use table::{Row, Table};

/// How many rounds when nobody says.
const ROUNDS: usize = 7;

const PARTS: [&str; 9] = [
    "throughput",
    "scaling",
    "recording",
    "restart",
    "mishaps",
    "load",
    "tasks",
    "lockstep",
    "labs",
];

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let unknown = words
        .iter()
        .find(|word| word.parse::<usize>().is_err() && !PARTS.contains(&word.as_str()));
    if let Some(unknown) = unknown {
        eprintln!(
            "there is no part `{unknown}`; there are {}, and a number of rounds",
            PARTS.join(", ")
        );
        std::process::exit(2);
    }
    let rounds = words.iter().find_map(|word| word.parse().ok()).unwrap_or(ROUNDS).max(1);
    let none_named = !words.iter().any(|word| PARTS.contains(&word.as_str()));
    let wanted = |part: &str| none_named || words.iter().any(|word| word == part);
    let mut table = Table::default();
    describe_machine();
    if wanted("throughput") {
        table.extend(rounds::throughput(rounds, &peers::install()).await);
    }
    if wanted("scaling") {
        table.extend(rounds::scaling(rounds).await);
    }
    if wanted("recording") {
        table.extend(rounds::recording(rounds).await);
    }
    if wanted("restart") {
        table.push(engine_restart(rounds).await);
    }
    if wanted("mishaps") {
        table.extend(page::mishaps(rounds).await);
    }
    if wanted("load") {
        table.extend(first_load::measure(rounds).await);
    }
    if wanted("tasks") {
        table.push(page::longest_task(rounds).await);
    }
    if wanted("lockstep") {
        table.extend(simulator::measure(rounds).await);
    }
    if wanted("labs") {
        table.extend(labs::service(rounds).await);
        table.extend(labs::indexing(rounds).await);
        table.extend(labs::fetch(rounds).await);
    }
    table.print();
}

async fn engine_restart(rounds: usize) -> Row {
    let mut engine = engine::Engine::open(8).await;
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(engine.restart(8).await);
    }
    engine.close().await;
    Row::at_most("engine restart with 8 threads", rounds::median(&mut times), 500.0, "ms")
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
