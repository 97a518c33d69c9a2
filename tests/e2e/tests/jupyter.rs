//! A notebook in a real JupyterLab, with nothing but the wheel installed: what a cell shows runs, checks, has real threads and follows the theme.

use crate::generators::LISTEN;
use e2e::{Browser, Look, browse_as, jupyter_address};
use serde_json::{Value, json};

/// Gives a command to JupyterLab, as its menus do, and waits until it is carried out.
async fn command(page: &Browser, name: &str, settings: Value) {
    let script =
        "const [name, settings, done] = arguments; jupyterapp.commands.execute(name, settings).then(() => done(true))";
    let _: bool = page.js_later(script, vec![json!(name), settings]).await;
}

/// Opens the notebook and runs its cells, once there is a kernel.
async fn run_notebook(page: &Browser) {
    page.goto(&format!("{}lab/tree/notes.ipynb", jupyter_address())).await;
    let open = "return !!window.jupyterapp?.shell.currentWidget?.sessionContext";
    page.wait("the notebook is open", open).await;
    let kernel = "const done = arguments[0], { context, sessionContext } = jupyterapp.shell.currentWidget;
        Promise.all([jupyterapp.restored, context.ready, sessionContext.ready]).then(() => done(true))";
    let _: bool = page.js_later(kernel, vec![]).await;
    command(page, "notebook:run-all-cells", json!({})).await;
    page.wait("the program is ready", "return !!window.heard.ready").await;
}

async fn has_theme(page: &Browser, theme: &str) {
    let script = "embeds()[0].state(); return heard.state?.theme === arguments[0]";
    page.wait_with(&format!("the program is {theme}"), script, vec![json!(theme)])
        .await;
}

#[tokio::test]
#[ignore = "needs the JupyterLab that the suite `packages` starts"]
async fn a_cell_shows_a_program_that_is_checked_and_as_dark_as_jupyterlab() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        run_notebook(page).await;
        page.js::<Value>("embeds()[0].check(); return null", vec![]).await;
        page.wait("the program is checked", "return !!heard.check").await;
        let found: Value = page.js("return [heard.error ?? null, heard.check.results.map(({ verdict }) => verdict)]", vec![]).await;
        assert_eq!(found, json!([null, ["safe", "fails", "fails"]]));
        for theme in ["Light", "Dark"] {
            command(page, "apputils:change-theme", json!({ "theme": format!("JupyterLab {theme}") })).await;
            has_theme(page, &theme.to_lowercase()).await;
        }
        let inside = "const [frame, cell] = [embeds()[0], document.querySelector('.jp-OutputArea-output')].map((one) => one.getBoundingClientRect());
            return frame.left >= cell.left && frame.right <= cell.right + 1";
        assert!(page.js::<bool>(inside, vec![]).await);
    })
    .await;
}

/// The page of JupyterLab sends no header; its server sends them for the site, and Chromium isolates the frame alone.
#[tokio::test]
#[ignore = "needs the JupyterLab that the suite `packages` starts"]
async fn a_lab_in_a_cell_waits_for_its_press_and_has_real_threads() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        run_notebook(page).await;
        page.wait("the lab is offered", "return embeds().length === 2 && !embeds()[1]").await;
        let press = "delete heard.ready; delete heard.state; document.querySelectorAll('div.threadbare')[1].shadowRoot.querySelector('button').click(); return null";
        page.js::<Value>(press, vec![]).await;
        page.wait("the lab is ready", "return !!heard.ready && !!embeds()[1]").await;
        let threads = "embeds()[1].state(); return heard.state?.lab === 'counter' && (heard.state.engine ?? 'threads') === 'threads'";
        page.wait("it has real threads", threads).await;
    })
    .await;
}
