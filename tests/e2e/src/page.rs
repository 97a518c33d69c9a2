//! Threadbare's page as a person meets it, by the roles and names that it promises.

use crate::{Browser, command::Command, surroundings};
use fantoccini::{elements::Element, error::CmdError, key::Key};
use serde_json::{Value, json};

const FIND: &str = include_str!("find.js");

impl Browser {
    /// Opens the page afresh with a hash such as `lab=counter&threads=2`, and waits until it is ready.
    pub async fn open(&self, hash: &str) {
        self.open_at(&format!("{}#v=1&{hash}", surroundings::address())).await;
    }

    /// Goes to a hash in the page that is open, as a link in it would, and waits until the page is drawn and ready.
    pub async fn turn_to(&self, hash: &str) {
        let script = "const [hash, done] = arguments;
            const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
            if (location.hash === hash) return drawn();
            addEventListener('hashchange', drawn, { once: true });
            location.hash = hash;";
        let _: bool = self.js_later(script, vec![json!(format!("#v=1&{hash}"))]).await;
        self.reaches("ready").await;
    }

    /// Opens an address afresh, and waits until the page is ready.
    pub async fn open_at(&self, address: &str) {
        // From one hash to another the browser would keep the page.
        self.goto("about:blank").await;
        self.goto(address).await;
        self.reaches("ready").await;
    }

    /// Waits until the page is `ready`, `running`, `deadlocked` or `failed`.
    pub async fn reaches(&self, state: &str) {
        let script = "return document.documentElement.dataset.threadbare === arguments[0]";
        self.wait_with(&format!("the page gets {state}"), script, vec![json!(state)])
            .await;
    }

    /// What the page is.
    pub async fn state(&self) -> String {
        self.js("return document.documentElement.dataset.threadbare", vec![])
            .await
    }

    /// Every element with this role; and with this name, if one is given.
    pub async fn all(&self, role: &str, name: Option<&str>) -> Vec<Element> {
        let found = self.client.execute(FIND, vec![json!(role), json!(name)]).await;
        let Ok(Value::Array(found)) = found else {
            panic!("{role} {name:?}: {found:?}")
        };
        found.into_iter().map(|element| self.element(element)).collect()
    }

    /// The first element with this role and name.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        let script = format!("return (function () {{ {FIND} }}).apply(null, arguments).length");
        self.wait_with(
            &format!("there is a {role} “{name}”"),
            &script,
            vec![json!(role), json!(name)],
        )
        .await;
        self.all(role, Some(name)).await.remove(0)
    }

    /// Clicks the button of this name.
    pub async fn press(&self, name: &str) {
        let mut button = self.find("button", name).await;
        let mut clicked = button.click().await;
        // WebKitGTK's driver leaves what is below the window where it is.
        if clicked.as_ref().is_err_and(CmdError::is_element_not_interactable) {
            self.bring_into_view(&button).await;
            clicked = button.click().await;
        }
        // The page may have drawn the button anew since it was found.
        while clicked.as_ref().is_err_and(CmdError::is_stale_element_reference) {
            button = self.find("button", name).await;
            clicked = button.click().await;
        }
        clicked.unwrap_or_else(|why| panic!("{name}: {why}"));
    }

    async fn bring_into_view(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' }); return null";
        let _: Value = self
            .js(script, vec![serde_json::to_value(element).expect("JSON")])
            .await;
    }

    /// Opens the drawer of settings.
    pub async fn open_drawer(&self) {
        let script = "document.querySelector('.settings').open = true; return true";
        let _: bool = self.js(script, vec![]).await;
    }

    /// The sentence in the status region.
    pub async fn status(&self) -> String {
        let script = "return [...document.querySelectorAll('[role=status]')].map((region) => region.textContent.trim()).join(' ').trim()";
        self.js(script, vec![]).await
    }

    /// Replaces what stands in a field, and leaves it.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        let field = self.find(role, name).await;
        let all = format!("{}a{}", Key::Control, Key::Null);
        let typed = field.send_keys(&format!("{all}{text}{}", Key::Tab)).await;
        typed.unwrap_or_else(|why| panic!("{name}: {why}"));
    }

    /// Presses Run, and waits until the run has ended and the page is ready again.
    pub async fn run(&self) {
        let runs = self.runs_over().await;
        self.press("Run").await;
        self.over_after(runs).await;
    }

    /// How many runs are over.
    pub async fn runs_over(&self) -> u64 {
        self.js("return window.runsOver", vec![]).await
    }

    /// Waits until more than `runs` are over and the page is ready.
    pub async fn over_after(&self, runs: u64) {
        let script = "return window.runsOver > arguments[0] && document.documentElement.dataset.threadbare === 'ready'";
        self.wait_with("the run is over", script, vec![json!(runs)]).await;
    }

    /// What the pane of results says: names and values.
    pub async fn result(&self) -> Vec<(String, String)> {
        let script = "return [...document.querySelectorAll('[aria-labelledby=result-title] dt')]
            .map((name) => [name.textContent, name.nextElementSibling.firstChild.textContent])";
        self.js(script, vec![]).await
    }

    /// One whole number of the result; `None` when there is none of this name.
    pub async fn number(&self, name: &str) -> Option<u64> {
        let result = self.result().await;
        let (_, value) = result.iter().find(|(known, _)| known == name)?;
        value.replace(',', "").parse().ok()
    }

    /// Clicks a button within the region of this heading.
    pub async fn press_in(&self, region: &str, name: &str) {
        for button in self.all("button", Some(name)).await {
            let script = "const region = arguments[0].closest('section[aria-labelledby]');
                return document.getElementById(region?.getAttribute('aria-labelledby'))?.textContent ?? ''";
            let heading: String = self
                .js(script, vec![serde_json::to_value(&button).expect("JSON")])
                .await;
            if heading == region {
                return button.click().await.expect("a click");
            }
        }
        panic!("no button “{name}” under “{region}”");
    }

    /// The rows of a table by its name, header first, cells as text; found and read in one go, since the page may
    /// draw a table anew when it learns more.
    pub async fn table(&self, name: &str) -> Vec<Vec<String>> {
        self.find("table", name).await;
        let script = format!(
            "const [table] = (function () {{ {FIND} }}).apply(null, arguments);
            return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
        );
        self.js(&script, vec![json!("table"), json!(name)]).await
    }

    /// The role and the name of an element as assistive technology has them.
    pub async fn as_heard(&self, element: &Element) -> (String, String) {
        let id = element.element_id();
        let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
        let role = self
            .client
            .issue_cmd(Command::computed_role(&id))
            .await
            .expect("a role");
        let label = self
            .client
            .issue_cmd(Command::computed_label(&id))
            .await
            .expect("a name");
        (text(role), text(label))
    }

    fn element(&self, found: Value) -> Element {
        let id = found
            .as_object()
            .and_then(|element| element.values().next())
            .and_then(Value::as_str);
        let id = id.unwrap_or_else(|| panic!("no element: {found}"));
        Element::from_element_id(self.client.clone(), id.to_owned().into())
    }
}
