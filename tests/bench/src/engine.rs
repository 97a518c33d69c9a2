//! The engine's Worker, spoken to directly: what it measures is not mixed with drawing.

use e2e::{Browser, Look};
use protocol::{EngineCommand, EngineEvent, EngineState};
use serde_json::json;
use trace::Report;

/// A browser with an engine and no page.
pub struct Engine {
    browser: Browser,
    loader: String,
}

impl Engine {
    /// Opens a window and starts the labs' engine of so many threads in it.
    pub async fn open(threads: u16) -> Self {
        Self::open_of("engine", threads).await
    }

    /// Opens a window and starts the engine of programs in it.
    pub async fn open_for_programs(threads: u16) -> Self {
        Self::open_of("program-engine", threads).await
    }

    async fn open_of(name: &str, threads: u16) -> Self {
        let browser = Browser::start(Look::default()).await;
        // Any file of the site will do: it comes with the headers of isolation, and brings no engine.
        browser
            .client
            .goto(&format!("{}icon.svg", e2e::address()))
            .await
            .expect("the site is served");
        let _: bool = browser
            .js(
                &format!("{}; return crossOriginIsolated", include_str!("engine.js")),
                vec![],
            )
            .await;
        let mut engine = Engine {
            browser,
            loader: format!("{}{}/{name}_loader.js", e2e::address(), code_folder()),
        };
        engine.restart(threads).await;
        engine
    }

    /// Ends the engine and starts another; how many milliseconds until it is ready.
    pub async fn restart(&mut self, threads: u16) -> f64 {
        let job = protocol::encode(&EngineCommand::Start { threads });
        let alive = kinds(&[EngineEvent::Alive]);
        let answers = kinds(&[
            EngineEvent::Ready {
                threads: 0,
                hardware: 0,
            },
            EngineEvent::Failed { message: String::new() },
        ]);
        let script = "const done = arguments[4]; window.bench.start(arguments[0], arguments[1], arguments[2], arguments[3]).then(done)";
        let arguments = vec![json!(self.loader), json!(job), json!(alive), json!(answers)];
        let (took, news): (f64, Vec<u8>) = self.browser.js_later(script, arguments).await;
        match protocol::decode(&news) {
            Ok(EngineEvent::Ready { .. }) => took,
            other => panic!("the engine did not start: {other:?}"),
        }
    }

    /// Runs once.
    pub async fn run(&self, settings: &[(&str, &str)], record: bool) -> Report {
        self.play(settings, record, None).await
    }

    /// Runs a Python program once.
    pub async fn run_program(&self, source: &str, python: &str) -> Report {
        let settings = [("lab", "program"), ("python", python)];
        self.play(&settings, false, Some(source.to_owned())).await
    }

    async fn play(&self, settings: &[(&str, &str)], record: bool, source: Option<String>) -> Report {
        let settings = settings
            .iter()
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect();
        let job = protocol::encode(&EngineCommand::Run {
            id: 1,
            settings,
            record,
            order: false,
            source,
        });
        let ended = EngineEvent::Ended {
            id: 0,
            report: String::new(),
            graph: None,
            after: EngineState::Idle,
        };
        let refused = EngineEvent::Refused {
            id: 0,
            message: String::new(),
            needs_threads: None,
        };
        let answers = kinds(&[ended, refused, EngineEvent::Failed { message: String::new() }]);
        let script = "const done = arguments[2]; window.bench.ask(arguments[0], arguments[1]).then(done)";
        let news: Vec<u8> = self.browser.js_later(script, vec![json!(job), json!(answers)]).await;
        match protocol::decode(&news) {
            Ok(EngineEvent::Ended { report, .. }) => serde_json::from_str(&report).expect("a report"),
            other => panic!("the engine did not run it: {other:?}"),
        }
    }

    /// How large the engine's memory has become since it was started, in megabytes; it never shrinks.
    pub async fn megabytes(&self) -> f64 {
        let bytes: f64 = self.browser.js("return window.bench.size()", vec![]).await;
        bytes / 1e6
    }

    /// Closes the window.
    pub async fn close(self) {
        self.browser.client.close().await.expect("the browser closes");
    }
}

/// The first byte of each message, which tells its kind.
fn kinds(news: &[EngineEvent]) -> Vec<u8> {
    news.iter().map(|news| protocol::encode(news)[0]).collect()
}

/// The folder of the built site that has the code; its name changes with every build.
pub fn code_folder() -> String {
    let entries = std::fs::read_dir(e2e::dist()).expect("the built site");
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .into_iter()
        .find(|name| name.starts_with("code-"))
        .expect("a folder with the code")
}
