//! The index: whoever built it, in chunks of whatever size, under every lock, it answers alike, and no line is lost.

use crate::{LOCKS, Stage};
use labs::indexing::program::{Settings, TOP, build};
use std::{sync::Arc, time::Duration};
use threads::{Run, Status};
use workloads::{
    Parameters,
    input::{Input, books},
    kernel::{
        index::{Hits, Index},
        query::Query,
        record::Header,
    },
};
use world::{LockKind, UnderLock, World};

/// A tenth of CPython's switch interval, so that short runs see many turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Enough for each of eight threads to take some of a hundred records.
const LINES: u64 = 1_500;

/// Of every kind: common words and a name that one book has, an author, years, ratings, and what no book has.
const QUERIES: [&str; 6] = [
    "dragon",
    "author:\"ines quill\" river",
    "silent year:1990..1999",
    "rating:4.5..5 garden winter",
    "Beladvale",
    "nosuchword",
];

/// 1 to 8 threads and chunks of 1, 100 and 10,000 records, parallel; and serial: all find what one thread finds that looks at all records.
pub fn everybody_finds_the_same(stage: &Stage, threads: impl Iterator<Item = u32>) {
    let list = books::list(11, LINES);
    let input = Arc::new(Input::sound(list.csv));
    let one = built(stage, &input, "serial", 1, 500, LockKind::Off);
    let expected = answers(&one, &input);
    assert!(expected[..4].iter().all(|hits| hits.found > 0), "{expected:?}");
    for (threads, chunk) in threads.flat_map(|threads| [1, 100, 10_000].map(|chunk| (threads, chunk))) {
        let lock = LOCKS[(threads as usize + chunk as usize) % LOCKS.len()];
        let index = built(stage, &input, "parallel", threads, chunk, lock);
        let told = format!("{threads} threads, {chunk} a chunk, {lock:?}");
        assert_eq!(answers(&index, &input), expected, "{told}");
        assert_eq!(index.terms(), one.terms(), "{told}");
        assert_eq!(index.malformed(), one.malformed(), "{told}");
        assert_eq!(index.malformed().len() as u64, list.malformed, "{told}");
        assert_eq!((index.records() + index.malformed().len()) as u64, LINES, "{told}");
    }
}

fn built(stage: &Stage, input: &Arc<Input>, variant: &str, threads: u32, chunk: u64, lock: LockKind) -> Arc<Index> {
    let set = Parameters {
        threads,
        numbers: vec![("chunk", chunk)],
        words: vec![("query", QUERIES[0].to_owned())],
        input: input.clone(),
        ..Parameters::default()
    };
    let settings = Settings::read(variant, &set).expect("a variant");
    let run = Run::new(stage.pool(), true);
    match lock {
        LockKind::Off => finished(stage, &run, &settings, &run.world()),
        kind => finished(stage, &run, &settings, &UnderLock::new(run.world(), kind, INTERVAL)),
    }
}

fn finished<W: World>(stage: &Stage, run: &Run, settings: &Settings, world: &W) -> Arc<Index> {
    let shared = build(world, settings);
    run.start(settings.alive() as usize).expect("enough threads");
    assert_eq!(stage.wait(run), Status::Finished);
    stage.send_home(run);
    shared.index().expect("an index")
}

fn answers(index: &Index, input: &Input) -> Vec<Hits> {
    let shape = Header::read(&input.text).expect("a list");
    let answer = |typed: &&str| index.search(&Query::read(typed).expect("a query"), &input.text, &shape, TOP);
    QUERIES.iter().map(answer).collect()
}
