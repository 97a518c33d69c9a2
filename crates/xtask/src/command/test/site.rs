//! The suites around the built site and what others get: `browser`, `e2e`, `packages`, `exports` and `chores`.

use std::path::Path;

use super::SuiteTools;
use crate::browser::{self, Driver};
use crate::command::{env, exports, on_site};
use crate::package;
use crate::server::Server;
use crate::tally::TestCounts;
use crate::{Outcome, child, places, setup, site};

/// The tests inside a headless browser.
pub fn in_browser(tools: &SuiteTools) -> Outcome<TestCounts> {
    browser::write_capabilities(&tools.browser)?;
    let mut command = tools.kit.command("wasm-pack");
    command.args(["test", "--headless", "--chrome", "tests/browser"]);
    TestCounts::counted(
        command
            .env("CHROMEDRIVER", &tools.browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

/// The built site, driven in headless browsers.
pub fn end_to_end(tools: &SuiteTools) -> Outcome<TestCounts> {
    let dist = tools.site()?;
    let small = match tools.kit.wasm_opt {
        Some(_) => TestCounts::tried(site::check_sizes(&dist)),
        None => TestCounts::default(), // without the optimiser every module is larger
    };
    let server = Server::start(&dist, 0)?;
    let plain = Server::start_plain(&dist, "/some/folder/")?;
    let driver = Driver::start(&tools.browser)?;
    let firefox = setup::firefox()?;
    let gecko = firefox.as_ref().map(Driver::of_firefox).transpose()?;
    let webkit = setup::webkit()?;
    let webkit_driver = webkit.as_ref().map(Driver::of_webkit).transpose()?;
    let mut command = child::command("cargo");
    command.args(["test", "--package", "e2e", "--no-fail-fast"]);
    command
        .env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_PLAIN_ADDRESS", plain.address())
        .env("THREADBARE_DIST", &dist)
        .env("THREADBARE_CACHE", places::cache()?);
    if let (Some(firefox), Some(gecko)) = (&firefox, &gecko) {
        browser::tell_of(&mut command, "FIREFOX", &firefox.program, gecko);
    }
    if let (Some(webkit), Some(driver)) = (&webkit, &webkit_driver) {
        browser::tell_of(&mut command, "WEBKIT", &webkit.program, driver);
    }
    Ok(small + TestCounts::counted(browser::tell(&mut command, &tools.browser, &driver))?)
}

/// What people call by hand, and no other suite does, in its shortest form, so that none of it can rot: the bench with one round of small sizes,
/// the soak with a few of each, and the exports.
pub fn chores(tools: &SuiteTools) -> Outcome<TestCounts> {
    let exported = TestCounts::tried(env::run());
    let words = ["short".to_owned()];
    let benched = on_site::on("bench", &tools.site()?, &tools.browser, &words, &[]);
    let soaked = on_site::on("soak", &tools.site()?, &tools.browser, &words, &[]);
    Ok(exported + TestCounts::tried(benched) + TestCounts::tried(soaked))
}

/// What the command line writes for other tools, opened by those tools.
pub fn exports_opened(tools: &SuiteTools) -> Outcome<TestCounts> {
    child::run(child::command("cargo").args(["build", "--quiet", "--package", "threadbare"]))?;
    TestCounts::counted(&mut exports::command(&tools.browser)?)
}

/// Every package made, put where nothing else is, and used as others would.
pub fn packages(tools: &SuiteTools) -> Outcome<TestCounts> {
    Ok(package::try_all(&|| tools.site()) + opened(tools, &package::pages())?)
}

/// The pages that other people's generators made, opened in a browser, from the plainest of hosts.
fn opened(tools: &SuiteTools, pages: &Path) -> Outcome<TestCounts> {
    let server = Server::start_plain(pages, "/")?;
    let driver = Driver::start(&tools.browser)?;
    let jupyter = package::JupyterLab::start()?;
    let mut command = child::command("cargo");
    command.args([
        "test",
        "--package",
        "e2e",
        "--test",
        "page",
        "--",
        "--ignored",
        "generators::",
        "jupyter::",
    ]);
    command
        .env("THREADBARE_PAGES_ADDRESS", server.address())
        .env("THREADBARE_JUPYTER_ADDRESS", jupyter.address());
    TestCounts::counted(browser::tell(&mut command, &tools.browser, &driver))
}
