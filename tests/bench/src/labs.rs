//! What labs promise of their own speed: the service, indexing and fetching at the sizes that their descriptions name.

use crate::{
    Extent,
    engine::Engine,
    rounds::{median, ratios},
    simulator::Simulator,
    table::Row,
};
use std::time::Instant;
use trace::Outcome;

/// Books in the list.
const RECORDS: &str = "82000";
/// What the sweep of the fetching lab goes through.
const FETCHERS: [&str; 7] = ["1", "2", "4", "6", "8", "16", "32"];

/// The service at its defaults on real threads, and with ten thousand requests in lockstep.
pub async fn service(extent: Extent) -> Vec<Row> {
    let engine = Engine::open(16).await;
    let requests = extent.of("10000", "100");
    let (mut real, mut virtual_time) = (Vec::new(), Vec::new());
    for round in 0..=extent.rounds {
        let began = Instant::now();
        let report = engine.run(&[("lab", "service"), ("lock", "off")], true).await;
        let took = began.elapsed().as_secs_f64();
        assert_eq!(report.number("done"), Some(10), "{report:?}");
        if round > 0 {
            real.push(took);
        }
    }
    engine.close().await;
    let simulator = Simulator::open().await;
    for round in 0..=extent.rounds {
        let (took, report) = simulator.play(&many_requests(requests)).await;
        assert_eq!(report.number("done"), requests.parse().ok(), "{report:?}");
        if round > 0 {
            virtual_time.push(took / 1e3);
        }
    }
    simulator.close().await;
    vec![
        Row::rounds_at_most("service, 10 requests, real threads, lock off", &real, 2.0, "s")
            .with("at its defaults, the way to the engine and back included".into()),
        Row::rounds_at_most("service, 10,000 requests in lockstep", &virtual_time, 1.0, "s")
            .with("otherwise at its defaults, setting it up and the answer to the page included".into()),
    ]
}

/// The defaults on real threads, which lockstep makes smaller unless it is told.
fn many_requests(requests: &str) -> [(&'static str, &str); 9] {
    [
        ("lab", "service"),
        ("engine", "lockstep"),
        ("lock", "off"),
        ("size", requests),
        ("threads", "4"),
        ("low", "500"),
        ("high", "1000"),
        ("inner", "2"),
        ("clients", "2"),
    ]
}

/// A list of books read and indexed with one thread and with two, in turn, and how much memory that took.
pub async fn indexing(extent: Extent) -> Vec<Row> {
    let engine = Engine::open(8).await;
    let settings = |threads| {
        [
            ("lab", "indexing"),
            ("lock", "off"),
            ("size", extent.of(RECORDS, "2000")),
            ("threads", threads),
        ]
    };
    let (mut seconds, mut one, mut two) = (Vec::new(), Vec::new(), Vec::new());
    // The first round makes the list and is not counted.
    for round in 0..=extent.rounds {
        let alone = engine.run(&settings("1"), false).await;
        let both = engine.run(&settings("2"), false).await;
        assert_eq!(alone.result.get("hits"), both.result.get("hits"));
        if round > 0 {
            seconds.push(alone.elapsed_ms / 1e3);
            one.push(alone.throughput);
            two.push(both.throughput);
        }
    }
    let megabytes = engine.megabytes().await;
    engine.close().await;
    let rates = format!(
        "{:.0} against {:.0} records/s, both medians",
        median(&mut two.clone()),
        median(&mut one.clone())
    );
    vec![
        Row::rounds_at_most("indexing 82,000 records, 1 thread", &seconds, 1.0, "s"),
        Row::rounds_at_least("indexing, 2 threads against 1", &ratios(&two, &one), 1.6, "x").with(rates),
        Row::at_most("indexing 82,000 records, memory", megabytes, 200.0, "MB")
            .with("all that the engine has, after runs with one thread and with two".into()),
    ]
}

/// A thousand URLs in lockstep, with each number of threads.
pub async fn fetch(extent: Extent) -> Vec<Row> {
    let simulator = Simulator::open().await;
    let urls = extent.of("1000", "50");
    let mut sweeps = Vec::new();
    for round in 0..=extent.rounds {
        let mut sweep = 0.0;
        for threads in FETCHERS {
            let settings = [
                ("lab", "fetch"),
                ("engine", "lockstep"),
                ("lock", "off"),
                ("size", urls),
                ("threads", threads),
            ];
            let (took, report) = simulator.play(&settings).await;
            assert_eq!(
                (report.outcome, report.number("sent")),
                (Outcome::Finished, urls.parse().ok())
            );
            sweep += took / 1e3;
        }
        if round > 0 {
            sweeps.push(sweep);
        }
    }
    simulator.close().await;
    let behind = format!("with {} threads", FETCHERS.join(", "));
    vec![Row::rounds_at_most("a sweep of 1,000 URLs in lockstep", &sweeps, 0.5, "s").with(behind)]
}
