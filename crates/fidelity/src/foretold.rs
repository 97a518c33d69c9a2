//! What is played for the figures that were kept back: the labs' own programs, as in the checks.

use crate::{
    chains, counters, hashes, median,
    play::{Place, set},
    python::Build,
    quantile, seen, stuck, tax, turns, waits,
    what::What,
};
use workloads::Parameters;

/// Waits that were played last, for figures that differ only in how many percent of them they look at.
#[derive(Default)]
pub struct Memory {
    played: Option<What>,
    waits: Vec<f64>,
}

/// The unit of the figure, and what lockstep makes of it; not a number if it knows no such kind.
pub fn played(what: &What, memory: &mut Memory) -> (&'static str, f64) {
    match what.kind {
        "turn" => ("ms", turn(what)),
        "wait" => ("ms", memory.at(what, waited)),
        "late" => ("ms", memory.at(what, late)),
        "words" => ("times", words(what.count("threads"))),
        "processes" => ("times", processes(what.count("processes"))),
        "lost" => ("share", lost(what)),
        "chain-speed" => (
            "times",
            chains::speed(what.build, what.word("variant"), what.count("threads")),
        ),
        "hashing" => ("times", hashing(what)),
        "once" => ("share", once(what)),
        "pool" => (
            "s",
            waits::seconds(&place(what), what.count("threads"), what.count("work").into()),
        ),
        "service" => ("s", stuck::served(place(what), 4, what.count("pollers")).0),
        _ => ("", f64::NAN),
    }
}

impl Memory {
    fn at(&mut self, what: &What, play: fn(&What) -> Vec<f64>) -> f64 {
        if !self
            .played
            .as_ref()
            .is_some_and(|played| played.differs_only_in("percent", what))
        {
            self.waits = play(what);
            self.played = Some(what.clone());
        }
        quantile(self.waits.iter().copied(), what.number("percent") / 100.0)
    }
}

fn words(threads: u32) -> f64 {
    tax::words(Place::gil(7), 1) / tax::words(Place::gil(7), threads)
}

/// With the interval that is set, in microseconds, if one is.
fn place(what: &What) -> Place {
    let place = Place::new(what.build, 2, 7);
    match what.number("interval") {
        0.0 => place,
        micros => place.every(micros / 1e3),
    }
}

/// Of work in all, in milliseconds.
const WORK: u64 = 3_600;

fn turn(what: &What) -> f64 {
    let threads = what.count("threads");
    let turns = turns::computing(&place(what), threads, WORK / u64::from(threads));
    median(turns.iter().map(seen::Turn::millis))
}

fn waited(what: &What) -> Vec<f64> {
    let threads = what.count("threads");
    let each = WORK / u64::from(threads);
    match what.build {
        Build::Gil => seen::waits(&turns::computing(&place(what), threads, each)),
        Build::Free => turns::off_core(&place(what), threads, each),
    }
}

/// How often the thread sleeps.
const ROUNDS: u64 = 400;

fn late(what: &What) -> Vec<f64> {
    waits::late(&place(what), what.count("busy"), ROUNDS)
}

/// Pages that take no time to come and some to work on: the lab `fetch` with processes.
fn processes(processes: u32) -> f64 {
    let nanos = |processes| {
        let set = Parameters {
            numbers: vec![("timeout", 1_000), ("parse", 20), ("speed", 1)],
            choices: vec![("latency", "constant")],
            ..set(processes, 160)
        };
        Place::gil(7).lab("fetch", "processes", &set).nanos as f64
    };
    nanos(1) / nanos(processes)
}

/// Of which the middle one counts.
const SEEDS: u64 = 5;

fn lost(what: &What) -> f64 {
    let place = |seed| match what.number("nanos") {
        0.0 => Place::new(what.build, 2, seed),
        nanos => Place::new(what.build, 2, seed).slower(nanos / counters::nanos(what.build, what.word("variant"))),
    };
    let increments = what.number("increments") as u64;
    counters::lost(place, what.word("variant"), what.count("threads"), increments, SEEDS)
}

fn hashing(what: &What) -> f64 {
    let place = match what.build {
        Build::Gil => Place::gil as fn(u64) -> Place,
        Build::Free => Place::free,
    };
    let bytes = u64::from(what.count("bytes"));
    hashes::times(
        place,
        what.word("variant"),
        what.count("threads"),
        bytes,
        hashes::messages(bytes),
    )
}

fn once(what: &What) -> f64 {
    let (cores, threads) = (what.count("cores"), what.count("threads"));
    chains::wrong(what.build, cores, "unprotected", threads, what.word("start"))
}
