//! One browser of its own for each test: started, given to the test, and closed however the test ends.

use crate::{command::Command, surroundings};
use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    time::Duration,
};

/// How long a condition is awaited. Far longer than anything takes: it only bounds how long a failure lasts.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at a condition.
const LOOK: Duration = Duration::from_millis(20);

/// Keeps every Worker that the page starts where a test can reach it: the latest of each name in `window.workers`.
pub const KEEP_WORKERS: &str = "
    window.workers = {};
    window.Worker = class extends Worker {
      constructor(address, options) {
        super(address, options);
        window.workers[options.name] = this;
      }
    };";

/// Counts how often the page has left the state `running`: a run can be over between two looks from here. Changes come in batches, and each tells only what was
/// there before it: what came of one is what was there before the next.
pub const COUNT_RUNS: &str = "
    window.runsOver = 0;
    new MutationObserver((changes) => {
      const root = document.documentElement;
      const states = [...changes.filter(({ target }) => target === root).map(({ oldValue }) => oldValue), root.dataset.threadbare];
      window.runsOver += states.filter((state, at) => state === 'running' && at + 1 < states.length && states[at + 1] !== 'running').length;
    }).observe(document, { subtree: true, attributeFilter: ['data-threadbare'], attributeOldValue: true });";

/// A browser with one window.
pub struct Browser {
    /// For what has no shorter word here.
    pub client: Client,
}

/// How a browser looks and what it runs before any page's own code.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Width and height of the window in CSS pixels.
    pub size: (u32, u32),
    /// Whether the system prefers dark colours.
    pub dark: bool,
    /// A script that runs first in every page.
    pub before: &'static str,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            size: (1280, 800),
            dark: false,
            before: "",
        }
    }
}

/// Gives the test a browser as it comes.
pub async fn browse(test: impl AsyncFnOnce(&Browser)) {
    browse_as(Look::default(), test).await;
}

/// Gives the test a browser with a look; closes it even when the test fails, having printed what its console said.
pub async fn browse_as(look: Look, test: impl AsyncFnOnce(&Browser)) {
    let browser = Browser::start(look).await;
    let outcome = AssertUnwindSafe(test(&browser)).catch_unwind().await;
    if outcome.is_err() {
        browser.explain().await;
    }
    // A session that cannot be closed ends with the driver.
    let _ = browser.client.close().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// The drivers of Firefox and WebKitGTK have one session at a time, and tests run side by side.
type Turn = tokio::sync::Mutex<()>;

static FIREFOX: Turn = Turn::const_new(());
static WEBKIT: Turn = Turn::const_new(());

/// Gives the test a Firefox with a fresh profile; where there is none the test is not made, and says so.
pub async fn browse_in_firefox(test: impl AsyncFnOnce(&Browser)) {
    let Some((program, driver)) = surroundings::firefox() else {
        return eprintln!("there is no Firefox here");
    };
    let options = json!({ "moz:firefoxOptions": { "binary": program, "args": ["-headless"] } });
    browse_alone(&FIREFOX, &driver, &options, test).await;
}

/// As [`browse_in_firefox`], for WebKitGTK.
pub async fn browse_in_webkit(test: impl AsyncFnOnce(&Browser)) {
    let Some((program, driver)) = surroundings::webkit() else {
        return eprintln!("there is no WebKitGTK here");
    };
    let options = json!({ "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] } });
    browse_alone(&WEBKIT, &driver, &options, test).await;
}

async fn browse_alone(turn: &Turn, driver: &str, capabilities: &Value, test: impl AsyncFnOnce(&Browser)) {
    let _turn = turn.lock().await;
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap_or_default())
        .connect(driver)
        .await
        .expect("the driver starts its browser");
    let browser = Browser { client };
    let outcome = AssertUnwindSafe(test(&browser)).catch_unwind().await;
    if outcome.is_err() {
        browser.explain_page().await;
    }
    // A session that cannot be closed ends with the driver.
    let _ = browser.client.clone().close().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Browser {
    /// Starts one; the caller closes it.
    pub async fn start(look: Look) -> Self {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(look))
            .connect(&surroundings::driver())
            .await
            .expect("the driver starts a browser");
        client.update_timeouts(generous()).await.expect("time limits are set");
        let browser = Browser { client };
        let (width, height) = look.size;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        if look.dark {
            let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
            browser.devtools("Emulation.setEmulatedMedia", dark).await;
        }
        for source in [COUNT_RUNS, look.before] {
            let script = json!({ "source": source });
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
        }
        browser
    }

    /// Opens an address, whatever answers there; from one hash to another the page stays.
    pub async fn goto(&self, address: &str) {
        let opened = self.client.goto(address).await;
        opened.unwrap_or_else(|why| panic!("{address} is not opened: {why}"));
    }

    /// Runs a script in the page and reads what it returns.
    pub async fn js<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        self.try_js(script, arguments)
            .await
            .unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn js_later<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let value = self.client.execute_async(script, arguments).await;
        let value = value.unwrap_or_else(|why| panic!("{script}: {why}"));
        serde_json::from_value(value).unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// Waits until a script returns something truthy, and fails with `what` if that does not come about.
    pub async fn wait(&self, what: &str, script: &str) {
        self.wait_with(what, script, vec![]).await;
    }

    /// As [`Browser::wait`], with arguments for the script.
    pub async fn wait_with(&self, what: &str, script: &str, arguments: Vec<Value>) {
        let looked = async {
            // While a page is being replaced, scripts fail.
            while !self
                .try_js::<Value>(script, arguments.clone())
                .await
                .is_ok_and(|value| truthy(&value))
            {
                tokio::time::sleep(LOOK).await;
            }
        };
        if tokio::time::timeout(PATIENCE, looked).await.is_err() {
            panic!("{what}: not within {PATIENCE:?}");
        }
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, name: &str, parameters: Value) -> Value {
        let command = Command::devtools(name, &parameters);
        self.client
            .issue_cmd(command)
            .await
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    /// What the console said since the last time, as level and text.
    pub async fn console(&self) -> Vec<(String, String)> {
        let lines = self
            .client
            .issue_cmd(Command::console())
            .await
            .expect("the console can be read");
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        lines
            .as_array()
            .into_iter()
            .flatten()
            .map(|line| (text(line, "level"), text(line, "message")))
            .collect()
    }

    /// What the console said that a developer would call an error.
    pub async fn console_errors(&self) -> Vec<String> {
        let lines = self.console().await;
        lines
            .into_iter()
            .filter(|(level, _)| level == "SEVERE")
            .map(|(_, text)| text)
            .collect()
    }

    async fn try_js<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T, String> {
        let value = self
            .client
            .execute(script, arguments)
            .await
            .map_err(|why| why.to_string())?;
        serde_json::from_value(value).map_err(|why| why.to_string())
    }

    async fn explain(&self) {
        self.explain_page().await;
        for (level, text) in self.console().await {
            eprintln!("console {level}: {text}");
        }
    }

    async fn explain_page(&self) {
        let page = "return [location.href, document.documentElement.dataset.threadbare, \
                    document.querySelector('[role=status]')?.textContent]";
        let page = self.client.execute(page, vec![]).await;
        eprintln!("the page when the test failed: {page:?}");
    }
}

fn capabilities(look: Look) -> Map<String, Value> {
    let mut flags = surroundings::flags();
    flags.retain(|flag| !flag.starts_with("--window-size"));
    flags.push(format!("--window-size={},{}", look.size.0, look.size.1));
    let options = json!({ "binary": surroundings::chrome(), "args": flags });
    let capabilities = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    capabilities.as_object().cloned().unwrap_or_default()
}

fn generous() -> fantoccini::wd::TimeoutConfiguration {
    let long = Some(Duration::from_secs(60));
    fantoccini::wd::TimeoutConfiguration::new(long, long, Some(Duration::ZERO))
}

fn truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && *value != json!("") && *value != json!(0)
}
