//! What makes no sense, given to a page that is never left; now and then it must still run a program.

use crate::{Extent, account::Account, mishaps::do_all, nonsense::Nonsense};
use e2e::{Browser, Look};
use serde_json::{Value, json};

/// Things in one go; after each the page has to run something.
const BATCH: usize = 20;

/// What the page must still be able to run.
const SOUND: &str = "v=1&lab=counter&variant=atomic&engine=threads&lock=off&threads=2&size=1000";

/// Where files are taken, each in its own way.
const TAKES_FILES: [&str; 3] = [
    "v=1&lab=mapreduce&text=own&engine=threads&threads=2",
    "v=1&lab=indexing&text=own&engine=threads&threads=2",
    "v=1&lab=program",
];

/// Opens all of it in one browser.
pub async fn suffer(extent: Extent, account: &Account) {
    let mut nonsense = Nonsense::new(extent.seed);
    let browser = Browser::start(Look {
        before: include_str!("page.js"),
        ..Look::default()
    })
    .await;
    browser.open(SOUND).await;

    let count = extent.of(20_000, 60);
    account.begin("addresses that make no sense, in the page", count);
    for _ in (0..count).step_by(BATCH) {
        let links: Vec<Value> = (0..BATCH).map(|_| json!(nonsense.link())).collect();
        batch(&browser, account, "link", &links).await;
    }
    account.end();

    let count = extent.of(10_000, 60);
    account.begin("files that make no sense, in the page", count);
    for number in 0..count / BATCH {
        do_all(&browser, "link", &[TAKES_FILES[number % TAKES_FILES.len()]]).await;
        let files: Vec<Value> = (0..BATCH).map(|_| json!(nonsense.file())).collect();
        batch(&browser, account, "file", &files).await;
    }
    account.end();

    let count = extent.of(20_000, 60);
    account.begin("messages that make no sense, to a frame", count);
    // The page around it runs nothing by itself.
    browser.goto(&format!("{}manifest.webmanifest", e2e::address())).await;
    let frame = format!(
        "{}?embed=1#lab=counter&variant=atomic&threads=2&size=1000",
        e2e::address()
    );
    let _: Value = browser
        .js_later(
            "const [address, done] = arguments; soak.framed(address).then(() => done(true))",
            vec![json!(frame)],
        )
        .await;
    for _ in (0..count).step_by(BATCH) {
        let messages: Vec<Value> = (0..BATCH).map(|_| nonsense.message()).collect();
        let wrong = do_all(&browser, "message", &messages).await;
        account.add(BATCH, wrong);
    }
    account.end();
    console(&browser, account).await;
    browser.client.close().await.expect("the browser closes");
}

async fn batch(browser: &Browser, account: &Account, act: &str, things: &[Value]) {
    let mut wrong = do_all(browser, act, things).await;
    let sound = do_all(browser, "run", &[SOUND]).await;
    wrong.extend(sound.into_iter().map(|why| format!("after {}: {why}", json!(things))));
    account.add(BATCH, wrong);
}

/// A panic is told in the console, also one that the page lived through.
async fn console(browser: &Browser, account: &Account) {
    let mut told = browser.console_errors().await;
    // Files that are shown as documents have no icon.
    told.retain(|line| !line.contains("favicon.ico"));
    account.judge(told.is_empty(), &format!("errors in the console: {}", told.len()));
    told.iter().take(5).for_each(|line| account.note(&format!("  {line}")));
}
