//! Commands of Chrome's driver that are not in the WebDriver standard, and two of the standard that fantoccini lacks.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command below the session's own address.
#[derive(Debug)]
pub struct Command {
    path: String,
    body: Option<Value>,
}

impl Command {
    /// A command of the Chrome DevTools Protocol.
    pub fn devtools(name: &str, parameters: &Value) -> Self {
        Command {
            path: "goog/cdp/execute".into(),
            body: Some(json!({ "cmd": name, "params": parameters })),
        }
    }

    /// What the console said since the last time.
    pub fn console() -> Self {
        Command {
            path: "se/log".into(),
            body: Some(json!({ "type": "browser" })),
        }
    }

    /// The role that assistive technology sees.
    pub fn computed_role(element: &str) -> Self {
        Command {
            path: format!("element/{element}/computedrole"),
            body: None,
        }
    }

    /// The name that assistive technology reads out.
    pub fn computed_label(element: &str) -> Self {
        Command {
            path: format!("element/{element}/computedlabel"),
            body: None,
        }
    }
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.to_string())),
            None => (Method::GET, None),
        }
    }
}
