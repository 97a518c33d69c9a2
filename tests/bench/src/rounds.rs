//! Rounds in which each side is measured in turn.

use crate::{
    Extent,
    engine::Engine,
    native,
    peers::{Peers, Window},
    table::Row,
};
use lab::InputCache;
use workloads::input::BOOK;

/// Laps of the book that are counted: some eight megabytes.
const LAPS: usize = 17;

/// Messages that are hashed, and their length in bytes: some 65 megabytes.
const MESSAGES: (u64, u64) = (4_000, 16_384);

/// How many numbers a round gives.
const SIDES: usize = 7;

/// The middle one.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Word counts and SHA-512: native, in the browser, and by the browser's own means.
pub async fn throughput(extent: Extent, peers: &Peers) -> Vec<Row> {
    let mut texts = InputCache::default();
    let engine = Engine::open(8).await;
    let window = Window::open(peers, &format!("{}\n\n", BOOK), extent.of(LAPS, 1)).await;
    let mut measured: [Vec<f64>; SIDES] = Default::default();
    // The first round warms compilers and caches and is not counted.
    for round in 0..=extent.rounds {
        let one = one_round(extent, &engine, &window, &mut texts).await;
        if round > 0 {
            measured.iter_mut().zip(one).for_each(|(all, one)| all.push(one));
        }
    }
    engine.close().await;
    window.close().await;
    rows(&measured)
}

/// Words a second native, with one thread, with two, and in JavaScript; messages a second native, in the engine, by the package.
async fn one_round(extent: Extent, engine: &Engine, window: &Window, texts: &mut InputCache) -> [f64; SIDES] {
    let size = (extent.of(LAPS, 1) * (BOOK.len() + 2)).to_string();
    let words = |threads| {
        [
            ("lab", "mapreduce"),
            ("lock", "off"),
            ("threads", threads),
            ("size", size.as_str()),
        ]
    };
    let native_words = native::throughput(&words("1"), texts);
    let one = engine.run(&words("1"), true).await;
    let two = engine.run(&words("2"), true).await;
    let plain = window.words().await;
    assert_eq!(
        (one.number("words"), one.number("distinct")),
        (Some(plain.counted.0), Some(plain.counted.1))
    );
    let of_messages = extent.of(MESSAGES.0, 100);
    let (messages, length) = (of_messages.to_string(), MESSAGES.1.to_string());
    let hashing = [
        ("lab", "hashing"),
        ("lock", "off"),
        ("threads", "1"),
        ("size", &messages),
        ("message", &length),
    ];
    let native_hashes = native::throughput(&hashing, texts);
    let hashes = engine.run(&hashing, true).await;
    let (package, sum) = window.hashes(of_messages, MESSAGES.1).await;
    assert_eq!(hashes.text("digest"), Some(sum.as_str()), "the peer hashes the same");
    [
        native_words,
        one.throughput,
        two.throughput,
        plain.throughput,
        native_hashes,
        hashes.throughput,
        package,
    ]
}

fn rows(measured: &[Vec<f64>; SIDES]) -> Vec<Row> {
    let [native_words, one, two, plain, native_hashes, hashes, package] = measured;
    let million = |side: &Vec<f64>| median(&mut side.clone()) / 1e6;
    let megabytes = |side: &Vec<f64>| median(&mut side.clone()) * MESSAGES.1 as f64 / 1e6;
    let words = |ours, theirs: (&str, &Vec<f64>)| {
        format!(
            "{:.1} against {:.1} million words/s {}",
            million(ours),
            million(theirs.1),
            theirs.0
        )
    };
    let bytes = |theirs: (&str, &Vec<f64>)| {
        format!(
            "{:.0} against {:.0} MB/s {}",
            megabytes(hashes),
            megabytes(theirs.1),
            theirs.0
        )
    };
    vec![
        Row::rounds_at_least(
            "word count, browser against native, 1 thread",
            &ratios(one, native_words),
            0.6,
            "x",
        )
        .with(words(one, ("native", native_words))),
        Row::rounds_at_least(
            "word count in the browser, 2 threads against 1",
            &ratios(two, one),
            1.7,
            "x",
        )
        .with(words(two, ("with one", one))),
        Row::rounds_at_least("word count against plain JavaScript", &ratios(one, plain), 3.0, "x")
            .with(words(one, ("in JavaScript", plain))),
        Row::rounds_at_least(
            "SHA-512, browser against native",
            &ratios(hashes, native_hashes),
            0.7,
            "x",
        )
        .with(bytes(("native", native_hashes))),
        Row::rounds_at_least("SHA-512 against npm's hash-wasm", &ratios(hashes, package), 1.0, "x")
            .with(bytes(("by hash-wasm", package))),
    ]
}

/// One side against the other, round by round.
pub fn ratios(ours: &[f64], theirs: &[f64]) -> Vec<f64> {
    ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect()
}

/// What recording events costs, where there are few and where there are many: runs with and without in turn.
pub async fn recording(extent: Extent) -> Vec<Row> {
    let engine = Engine::open(8).await;
    let counting = [
        ("lab", "mapreduce"),
        ("lock", "off"),
        ("threads", "2"),
        ("size", extent.of("32000000", "1000000")),
    ];
    let locking = [
        ("lab", "counter"),
        ("variant", "locked"),
        ("lock", "cpython"),
        ("threads", "2"),
        ("size", extent.of("500000", "5000")),
    ];
    let mut rows = Vec::new();
    for (what, settings) in [
        ("word count", counting.as_slice()),
        ("a lock under the global lock", locking.as_slice()),
    ] {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for round in 0..=2 * extent.rounds {
            // Whichever comes second finds everything warm, so they take turns at that, too.
            let first = engine.run(settings, round % 2 == 0).await.throughput;
            let second = engine.run(settings, round % 2 == 1).await.throughput;
            let (on, off) = if round % 2 == 0 {
                (first, second)
            } else {
                (second, first)
            };
            if round > 0 {
                with.push(on);
                without.push(off);
            }
        }
        let slower = median(&mut ratios(&without, &with));
        let cost = (slower - 1.0) * 100.0;
        let spread = trace::judge::spread([&ratios(&without, &with)[..]]);
        let differ = format!("the ratios of the rounds differ {spread:.2}-fold");
        rows.push(Row::at_most(&format!("recording of events, {what}"), cost, 3.0, "%").with(differ));
    }
    engine.close().await;
    rows
}

/// What the global lock does to hashing with four threads against one: it serialises short messages, and is let go of for long ones.
pub async fn scaling(extent: Extent) -> Vec<Row> {
    let engine = Engine::open(8).await;
    let cases = [
        ("cpython", "64", extent.of("400000", "4000")),
        ("off", "64", extent.of("400000", "4000")),
        ("cpython", "16384", extent.of("4000", "100")),
    ];
    let mut gains: [Vec<f64>; 3] = Default::default();
    for _ in 0..extent.rounds {
        for ((lock, message, size), gains) in cases.iter().zip(&mut gains) {
            let settings = |threads| {
                [
                    ("lab", "hashing"),
                    ("lock", *lock),
                    ("threads", threads),
                    ("size", *size),
                    ("message", *message),
                ]
            };
            let one = engine.run(&settings("1"), false).await.throughput;
            gains.push(engine.run(&settings("4"), false).await.throughput / one);
        }
    }
    engine.close().await;
    let [short_on, short_off, long_on] = &gains;
    vec![
        Row::rounds_at_most("SHA-512 of 64 bytes, lock on, 4 threads against 1", short_on, 1.15, "x"),
        Row::rounds_at_least(
            "SHA-512 of 64 bytes, lock off, 4 threads against 1",
            short_off,
            1.7,
            "x",
        ),
        Row::rounds_at_least("SHA-512 of 16 KiB, lock on, 4 threads against 1", long_on, 1.5, "x"),
    ]
}
