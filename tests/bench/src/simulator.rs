//! Lockstep in the browser: what a step costs, how fast one gets anywhere in a long run, how many schedules are searched a second.

use crate::{engine::code_folder, table::Row};
use e2e::{Browser, Look};
use protocol::{Navigation, SimulatorCommand, SimulatorEvent};
use serde_json::json;
use trace::{Report, SearchReport};

/// Two threads with so many increments each, a read and a write each, have 100,000 steps.
const INCREMENTS: &str = "25000";
const STEPS: u64 = 100_000;
/// Where a reader might want to go in them: far, near, the middle, the end.
const PLACES: [u64; 5] = [99_999, 1, 50_000, 75_000, 100_000];
/// What loom and shuttle are measured with too: two threads, four bare increments each, every schedule of which there are C(16, 8).
const SCHEDULES: u64 = 12_870;

/// Steps, seeks and searches.
pub async fn measure(rounds: usize) -> Vec<Row> {
    let simulator = Simulator::open().await;
    let (mut seeks, mut steps, mut searches) = (Vec::new(), Vec::new(), Vec::new());
    // The first round warms the compiler and is not counted.
    for round in 0..=rounds {
        let (worst, step) = simulator.walk().await;
        let search = simulator.search().await;
        if round > 0 {
            seeks.push(worst);
            steps.push(step);
            searches.push(search / 1e6);
        }
    }
    simulator.close().await;
    vec![
        Row::rounds_at_most("a step in lockstep, every detector on", &steps, 100.0, "ns")
            .with("running through 100,000 steps, its answer to the page included".into()),
        Row::rounds_at_most("seek to any of 100,000 steps", &seeks, 50.0, "ms")
            .with("the slowest of five, there and back to the page".into()),
        Row::rounds_at_least("schedules searched a second", &searches, 0.25, "M/s")
            .with("two threads, four bare increments each, without reduction; shuttle natively does some 0.24".into()),
    ]
}

/// A browser with a simulator and no page.
pub struct Simulator {
    browser: Browser,
}

impl Simulator {
    /// Opens a window and starts a simulator in it.
    pub async fn open() -> Self {
        let browser = Browser::start(Look::default()).await;
        let anywhere = format!("{}icon.svg", e2e::address());
        browser.client.goto(&anywhere).await.expect("the site is served");
        let script = format!("{}; return true", include_str!("simulator.js"));
        let _: bool = browser.js(&script, vec![]).await;
        let loader = format!("{}{}/simulator_loader.js", e2e::address(), code_folder());
        let start = "const done = arguments[2]; window.bench.start(arguments[0], arguments[1]).then(done)";
        let alive = &protocol::encode(&SimulatorEvent::Alive)[..1];
        let _: (f64, Vec<u8>) = browser.js_later(start, vec![json!(loader), json!(alive)]).await;
        Simulator { browser }
    }

    /// Milliseconds until the answer, and the answer.
    async fn ask(&self, order: &SimulatorCommand) -> (f64, SimulatorEvent) {
        let script = "const done = arguments[2]; window.bench.ask(arguments[0], arguments[1]).then(done)";
        let arguments = vec![json!(protocol::encode(order)), json!(answers())];
        let (took, bytes): (f64, Vec<u8>) = self.browser.js_later(script, arguments).await;
        (took, protocol::decode(&bytes).expect("a message of this version"))
    }

    /// Sets a run up and plays it fairly to its end: in how many milliseconds, with the answer to the page, and the report.
    pub async fn play(&self, settings: &[(&str, &str)]) -> (f64, Report) {
        let settings = pairs(settings);
        let (set_up, told) = self.ask(&SimulatorCommand::Open { id: 3, settings }).await;
        assert!(matches!(told, SimulatorEvent::Snapshot(_)), "{told:?}");
        let navigation = Navigation::Fair;
        let (took, told) = self.ask(&SimulatorCommand::Go { id: 3, navigation }).await;
        let SimulatorEvent::Snapshot(scene) = told else {
            panic!("{told:?}")
        };
        let report = scene.report.expect("the run has ended");
        (set_up + took, serde_json::from_str(&report).expect("a report"))
    }

    async fn go(&self, navigation: Navigation) -> f64 {
        let (took, told) = self.ask(&SimulatorCommand::Go { id: 1, navigation }).await;
        assert!(matches!(told, SimulatorEvent::Snapshot(_)), "{told:?}");
        took
    }

    /// The slowest seek in milliseconds, and nanoseconds a step of a run from end to end.
    async fn walk(&self) -> (f64, f64) {
        let settings = settings(INCREMENTS);
        let (_, told) = self.ask(&SimulatorCommand::Open { id: 1, settings }).await;
        assert!(matches!(told, SimulatorEvent::Snapshot(_)), "{told:?}");
        self.go(Navigation::Fair).await;
        let mut worst: f64 = 0.0;
        for place in PLACES {
            worst = worst.max(self.go(Navigation::Seek(place)).await);
        }
        self.go(Navigation::Seek(0)).await;
        // The last moment is made into a report as well, so one stops short of it.
        let through = self.go(Navigation::Seek(STEPS - 1)).await;
        (worst, through * 1e6 / STEPS as f64)
    }

    /// Schedules a second.
    async fn search(&self) -> f64 {
        let order = SimulatorCommand::Search {
            id: 2,
            settings: settings("4"),
            reduction: false,
            preemptions: None,
            // Of a search this long every second stretch looks where faults are: those schedules count towards the most.
            most: 4 * SCHEDULES,
        };
        let (_, told) = self.ask(&order).await;
        let SimulatorEvent::Searched { report, .. } = told else {
            panic!("{told:?}")
        };
        let report: SearchReport = serde_json::from_str(&report).expect("a search report");
        assert_eq!((report.schedules, report.complete), (SCHEDULES, true));
        report.schedules as f64 / report.elapsed_ms * 1e3
    }

    /// Closes the window.
    pub async fn close(self) {
        self.browser.client.close().await.expect("the browser closes");
    }
}

/// The first bytes of the answers that are waited for: everything but signs of life and of progress.
fn answers() -> Vec<u8> {
    let (id, message, report) = (0, String::new(), String::new());
    // No scene can be made up in passing; its kind is the one after the sign of life.
    let scene = protocol::encode(&SimulatorEvent::Alive)[0] + 1;
    let others = [
        SimulatorEvent::Searched { id, report },
        SimulatorEvent::Refused { id, message },
    ];
    let others = others.iter().map(|told| protocol::encode(told)[0]);
    std::iter::once(scene).chain(others).collect()
}

fn settings(increments: &str) -> protocol::Settings {
    pairs(&[
        ("lab", "counter"),
        ("engine", "lockstep"),
        ("lock", "off"),
        ("threads", "2"),
        ("size", increments),
    ])
}

fn pairs(settings: &[(&str, &str)]) -> protocol::Settings {
    settings
        .iter()
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .collect()
}
