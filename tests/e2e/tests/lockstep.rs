//! Lockstep as a person meets it: stepping into a race by hand, back, another way, a link; the search; and where there is no isolation.

use e2e::{Browser, Key, Look, browse, browse_as, plain_address};
use serde_json::json;

/// Two threads, one increment each: four moves, and the wrong order of them loses one.
pub const SMALL: &str = "lab=counter&engine=lockstep&variant=unprotected&lock=off&threads=2&size=1";

/// A browser without service workers, so that nothing can add the headers of isolation.
const NO_SERVICE_WORKERS: &str = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }); \
     delete Navigator.prototype.serviceWorker;";

/// Waits until so many steps were taken.
pub async fn at(page: &Browser, steps: u64) {
    let script =
        "return document.querySelector('[aria-label=\"Step shown\"]')?.ariaValueText?.startsWith(arguments[0])";
    page.wait_with(
        &format!("step {steps} shows"),
        script,
        vec![json!(format!("Step {steps} of"))],
    )
    .await;
}

/// Moves these threads, one after the other, from the step that shows.
pub async fn walk(page: &Browser, mut from: u64, threads: &[u32]) {
    for thread in threads {
        page.press(&format!("Move adder {thread}")).await;
        from += 1;
        at(page, from).await;
    }
}

/// The address once it holds this schedule: browsers let it be written only so often.
async fn address(page: &Browser, schedule: &str) -> String {
    let script = "return new URLSearchParams(location.hash.slice(1)).get('schedule') === arguments[0]";
    page.wait_with(&format!("the address holds {schedule}"), script, vec![json!(schedule)])
        .await;
    page.js("return location.href", vec![]).await
}

/// What the tables of threads and memory say, as text.
async fn tables(page: &Browser) -> String {
    let threads = page.table("Threads and their next operations").await;
    let memory = page.table("Shared memory").await;
    format!("{threads:?} {memory:?}")
}

#[tokio::test]
async fn a_race_is_stepped_by_hand_undone_taken_another_way_and_shared() {
    browse(async |page| {
        page.open(SMALL).await;
        // Eight clicks: both read, both write; back to the middle; another way.
        walk(page, 0, &[1, 2, 1, 2]).await;
        page.wait(
            "the lost update is told",
            "return document.body.textContent.includes('1 lost') || document.body.textContent.includes('update')",
        )
        .await;
        assert_eq!(page.number("Got").await, Some(1));
        let raced = address(page, "1.2.1.2").await;
        page.press("Back").await;
        at(page, 3).await;
        page.press("Back").await;
        at(page, 2).await;
        page.press("Back").await;
        at(page, 1).await;
        walk(page, 1, &[1, 2, 2]).await;
        assert_eq!(page.number("Got").await, Some(2));
        let branched = address(page, "1x2.2x2").await;
        let seen = tables(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        // Another person, another browser profile.
        browse(async |other| {
            other.open_at(&branched).await;
            at(other, 4).await;
            assert_eq!(tables(other).await, seen);
            other.open_at(&raced).await;
            at(other, 4).await;
            assert_eq!(other.number("Got").await, Some(1));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_link_into_the_middle_shows_the_middle() {
    browse(async |page| {
        page.open(&format!("{SMALL}&schedule=1.2.1.2&at=2")).await;
        at(page, 2).await;
        let told = tables(page).await;
        assert!(told.matches("n = 0").count() >= 2, "both have read: {told}");
        let output: String = page
            .js(
                "return document.querySelector('[aria-label=\"Step shown\"]').ariaValueText",
                vec![],
            )
            .await;
        assert_eq!(output, "Step 2 of 4");
    })
    .await;
}

#[tokio::test]
async fn bad_schedules_get_a_friendly_line_and_the_page_stays() {
    browse(async |page| {
        for schedule in ["9x9", "1x4294967295", "boo", "1..2", "65536", "f0", "1.2.1.2.1.2", "%00", "1x"] {
            page.open(&format!("{SMALL}&schedule={schedule}")).await;
            page.wait(
                "a line says what is wrong",
                "return document.querySelector('[role=note]') !== null || /schedule|run was over/.test(document.querySelector('[role=status]').textContent)",
            )
            .await;
            page.press("Reset").await;
        }
        page.open(SMALL).await;
        walk(page, 0, &[1]).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_search_finds_the_shortest_race_and_opens_it() {
    browse(async |page| {
        page.open("lab=counter&engine=lockstep&variant=unprotected&threads=2&size=1")
            .await;
        page.press("Find what can go wrong").await;
        page.wait(
            "the verdict is there",
            "return document.querySelector('[aria-labelledby=search-title]').textContent.includes('Not safe')",
        )
        .await;
        page.press("Open the shortest").await;
        page.wait(
            "its schedule is in the address",
            "return /schedule=[12]/.test(location.hash)",
        )
        .await;
        page.reaches("ready").await;
        assert_eq!(page.number("Got").await, Some(1));
        page.open("lab=counter&engine=lockstep&variant=locked&threads=2&size=1")
            .await;
        page.press("Find what can go wrong").await;
        page.wait(
            "it is proved safe",
            "return document.querySelector('[aria-labelledby=search-title]').textContent.includes('Safe: all')",
        )
        .await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_deadlock_is_found_opened_and_drawn() {
    browse(async |page| {
        page.open("lab=nested-pools&engine=lockstep&variant=same-pool&lock=off&threads=1&size=1&inner=1").await;
        page.press("Find what can go wrong").await;
        page.wait("the verdict is there", "return document.querySelector('[aria-labelledby=search-title]').textContent.includes('Never right')").await;
        page.press("Open the shortest").await;
        page.reaches("deadlocked").await;
        let graph = "return [...document.querySelectorAll('.knots[role=img]')].some((picture) => picture.ariaLabel.includes('slot of the pool is taken'))";
        page.wait("the graph is drawn", graph).await;
    })
    .await;
}

async fn key(page: &Browser, key: &str) {
    let body = page.client.find(e2e::Locator::Css("body")).await.expect("a body");
    body.send_keys(key).await.expect("a key");
}

#[tokio::test]
async fn stepping_searching_and_sharing_work_by_keyboard_alone() {
    browse(async |page| {
        page.open(SMALL).await;
        for (number, pressed) in ["1", "2", "1", "2"].into_iter().enumerate() {
            key(page, pressed).await;
            at(page, number as u64 + 1).await;
        }
        assert_eq!(page.number("Got").await, Some(1));
        for steps in [3, 2, 1] {
            key(page, "b").await;
            at(page, steps).await;
        }
        for steps in [2, 3, 4] {
            key(page, "n").await;
            at(page, steps).await;
        }
        for (name, done) in [
            (
                "Find what can go wrong",
                "return document.querySelector('[aria-labelledby=search-title]').textContent.includes('Not safe')",
            ),
            ("Open the shortest", "return /schedule=[12]/.test(location.hash)"),
            ("Share", "return document.querySelector('dialog[open]') !== null"),
        ] {
            let element = page.find("button", name).await;
            let script = "arguments[0].focus(); return document.activeElement === arguments[0]";
            let focused: bool = page
                .js(script, vec![serde_json::to_value(&element).expect("JSON")])
                .await;
            assert!(focused, "{name} takes the focus");
            element.send_keys(&Key::Enter.to_string()).await.expect("a key");
            page.wait(name, done).await;
        }
    })
    .await;
}

#[tokio::test]
async fn without_isolation_the_page_opens_in_lockstep_and_says_so() {
    let look = Look {
        before: NO_SERVICE_WORKERS,
        ..Look::default()
    };
    browse_as(look, async |page| {
        let address = format!("{}#lab=counter", plain_address());
        page.client.goto(&address).await.expect("the page is opened");
        page.reaches("ready").await;
        assert!(!page.js::<bool>("return crossOriginIsolated", vec![]).await);
        let said: String = page
            .js("return document.querySelector('main').textContent", vec![])
            .await;
        assert!(said.contains("Lockstep only: real threads cannot run here"), "{said}");
        let address = format!("{}#v=1&{SMALL}", plain_address());
        page.open_at(&address).await;
        walk(page, 0, &[1, 2, 1, 2]).await;
        assert_eq!(page.number("Got").await, Some(1));
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// A page of another origin, which is not isolated, embeds the lab as documentation does.
#[tokio::test]
async fn a_frame_of_another_origin_runs_lockstep() {
    browse(async |page| {
        // The same machine under another name is another origin; any file that is shown as a document will do.
        let host = plain_address().replace("127.0.0.1", "localhost");
        page.client
            .goto(&format!("{host}manifest.webmanifest"))
            .await
            .expect("a page around it");
        let script = "const frame = document.createElement('iframe');
            frame.width = 700; frame.height = 480; frame.src = arguments[0];
            addEventListener('message', ({ data }) => { (window.heard ??= []).push(data.is); });
            document.body.append(frame);
            return true";
        let guest = format!("{}#v=1&embed=1&{SMALL}", e2e::address());
        let _: bool = page.js(script, vec![json!(guest)]).await;
        page.wait("the guest is ready", "return (window.heard ?? []).includes('ready')")
            .await;
        page.client.clone().enter_frame(0).await.expect("a frame");
        page.reaches("ready").await;
        walk(page, 0, &[1, 2, 1, 2]).await;
        assert_eq!(page.number("Got").await, Some(1));
        // The page around it has no icon, which is its own affair.
        let errors = page.console_errors().await.into_iter();
        let ours: Vec<String> = errors.filter(|error| !error.contains("favicon.ico")).collect();
        assert_eq!(ours, Vec::<String>::new());
    })
    .await;
}

/// A run on real threads opens in lockstep in the order in which it really went, with the result it really had.
#[tokio::test]
async fn a_recorded_run_is_replayed_in_lockstep() {
    browse(async |page| {
        page.open("lab=counter&variant=unprotected&lock=off&threads=4&size=50")
            .await;
        page.open_drawer().await;
        page.find("checkbox", "Record").await.click().await.expect("a box");
        page.run().await;
        let got = page.number("Got").await;
        page.press("Replay in lockstep").await;
        page.wait(
            "the replay is at its end",
            "return location.hash.includes('engine=lockstep') && /at=400/.test(location.hash)",
        )
        .await;
        page.reaches("ready").await;
        assert_eq!(page.number("Got").await, got);
        page.press("Back").await;
        at(page, 399).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}
