//! The first page as it opens: something to read before the code has come, nothing that moves, examples, and ways to it from every lab.

use crate::accessible::{press, tab_to};
use crate::editor::edited;
use crate::program::{JUDGED, sideways, text};
use catalogue::{EXAMPLES, Experiment, LABS};
use e2e::{Browser, Key, Look, browse, browse_as};
use serde_json::json;

/// Adds up how much of the page moved by itself.
const SHIFTS: &str = "window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((shift) => (window.moved += shift.value))).observe({ type: 'layout-shift', buffered: true });";

/// The most that may move, as the field measures it.
const MOST_MOVED: f64 = 0.02;

#[tokio::test]
async fn nothing_moves_while_the_page_opens() {
    for (size, dark) in [((1280, 800), false), ((390, 844), true)] {
        let look = Look {
            size,
            dark,
            before: SHIFTS,
        };
        browse_as(look, async |page| {
            page.open("lab=program").await;
            edited(page).await;
            let moved: f64 = page.js("return window.moved", vec![]).await;
            assert!(moved < MOST_MOVED, "{size:?}: {moved}");
        })
        .await;
    }
}

/// Keeps the page's own code back, as a slow connection does.
const NO_CODE: &str = "window.fetch = () => new Promise(() => {});";

#[tokio::test]
async fn there_is_something_to_read_and_to_write_before_the_code_has_come() {
    let look = Look {
        before: NO_CODE,
        ..Look::default()
    };
    browse_as(look, async |page| {
        let go = async |hash: &str| {
            page.client.goto("about:blank").await.expect("nothing is opened");
            page.client.goto(&format!("{}#{hash}", e2e::address())).await.expect("the page is opened");
        };
        go("").await;
        assert!(text(page).await.contains("hits = hits + count(page)"));
        page.find("button", "Find what can go wrong").await;
        assert_eq!(page.all("group", Some("Python 3.14t")).await.len(), 1);
        assert_eq!(page.js::<usize>("return document.querySelectorAll('#examples .mini').length", vec![]).await, EXAMPLES.len());
        for lab in LABS {
            go(&format!("lab={}", lab.id)).await;
            let heading: String = page
                .js("return [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).map((one) => one.textContent).join()", vec![])
                .await;
            assert_eq!(heading, lab.question.replace('`', ""), "{}", lab.id);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_and_pressed_before_the_code_has_come_is_done_when_it_has() {
    // The code waits until it is let go.
    const HELD: &str = "const real = window.fetch, held = new Promise((go) => (window.release = go));
        window.fetch = (...asked) => { window.asked = true; return held.then(() => real(...asked)); };";
    let look = Look {
        before: HELD,
        ..Look::default()
    };
    browse_as(look, async |page| {
        page.client.goto(&e2e::address()).await.expect("the page is opened");
        page.wait("the code is asked for", "return window.asked === true").await;
        let field = page.find("textbox", "Your program").await;
        field.send_keys("# early\n").await.expect("typed");
        page.press("Find what can go wrong").await;
        page.js::<()>("window.release()", vec![]).await;
        page.wait("three verdicts", JUDGED).await;
        assert!(text(page).await.contains("# early"), "{}", text(page).await);
    })
    .await;
}

#[tokio::test]
async fn every_example_opens_from_its_picture() {
    browse(async |page| {
        page.open("lab=program").await;
        edited(page).await;
        for (number, example) in EXAMPLES.iter().enumerate() {
            page.js::<()>(
                "document.querySelector(`[data-example=\"${arguments[0]}\"] svg`).parentElement.click()",
                vec![json!(number)],
            )
            .await;
            page.wait_with(
                example.file,
                "return document.querySelector('.file-name').textContent === arguments[0]",
                vec![json!(format!("{}.py", example.file))],
            )
            .await;
            assert!(
                text(page).await.starts_with(&format!("# {}", example.question)),
                "{}",
                example.file
            );
        }
    })
    .await;
}

#[tokio::test]
async fn every_lab_s_program_opens_to_be_edited_with_its_numbers() {
    browse(async |page| {
        page.open("lab=counter").await;
        for lab in LABS.iter().filter(|lab| lab.id != "crash") {
            page.turn_to(&format!("lab={}&engine=lockstep", lab.id)).await;
            page.press("Edit this program").await;
            page.wait("the program is open", "return location.hash.includes('lab=program')").await;
            let program = text(page).await;
            assert!(program.contains("import"), "{}: {program}", lab.id);
            assert!(!program.contains("sys.argv") && !program.contains("# py: ") && !program.contains("# set: "), "{}", lab.id);
            page.press("Find what can go wrong").await;
            page.wait("it is looked at", "return document.documentElement.dataset.threadbare === 'running' || document.querySelector('[data-verdict=fails], [data-verdict=safe], [data-verdict=unknown], [role=alert]') !== null")
                .await;
            assert_eq!(page.all("alert", None).await.len(), 0, "{}", lab.id);
        }
    })
    .await;
}

#[tokio::test]
async fn the_lab_is_one_step_back_from_its_program() {
    browse(async |page| {
        page.open("lab=counter&variant=locked&threads=3&size=7").await;
        let lab = Experiment::of(catalogue::lab("counter").expect("a lab"));
        assert_eq!(lab.lab.id, "counter");
        page.press("Edit this program").await;
        page.wait("the program is open", "return location.hash.includes('lab=program')")
            .await;
        let program = text(page).await;
        assert!(
            program.contains("THREADS, TIMES = 3, 7") && program.contains("lock.acquire()"),
            "{program}"
        );
        page.client.back().await.expect("back");
        page.wait(
            "the lab is back",
            "return /lab=counter.*variant=locked/.test(location.hash)",
        )
        .await;
        page.find("button", "Run").await;
    })
    .await;
}

/// Whether all of an element is in the window.
async fn in_view(page: &Browser, selector: &str) -> bool {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1";
    page.js(script, vec![json!(selector)]).await
}

#[tokio::test]
async fn on_a_phone_and_at_twice_the_size_the_answer_stands_above_the_button() {
    for size in [(390, 844), (640, 400), (320, 640)] {
        browse_as(Look { size, ..Look::default() }, async |page| {
            page.open("lab=program").await;
            page.press("Find what can go wrong").await;
            page.wait("three verdicts", JUDGED).await;
            for selector in [".told .status", ".go .primary"] {
                assert!(in_view(page, selector).await, "{size:?} {selector}");
            }
            let above = "const [told, go] = ['.told .status', '.tools .go'].map((one) => document.querySelector(one).getBoundingClientRect()); return told.bottom <= go.top + 1";
            assert!(page.js::<bool>(above, vec![]).await, "{size:?}");
            assert_eq!(sideways(page).await, 0, "{size:?}");
            page.open("page=labs").await;
            let fixed = "return getComputedStyle(document.querySelector('.go')).position === 'fixed'";
            assert!(!page.js::<bool>(fixed, vec![]).await, "{size:?}: no bar where one reads");
            assert_eq!(sideways(page).await, 0, "{size:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn the_first_stop_of_the_keyboard_skips_to_the_content() {
    browse(async |page| {
        for hash in ["lab=program", "lab=counter"] {
            page.open(hash).await;
            tab_to(page, "Skip to the content").await;
            press(page, &Key::Enter.to_string()).await;
            assert!(
                page.js::<bool>("return document.activeElement.matches('main')", vec![])
                    .await,
                "{hash}"
            );
            assert!(
                page.js::<bool>("return location.hash.includes(arguments[0])", vec![json!(hash)])
                    .await
            );
        }
    })
    .await;
}

#[tokio::test]
async fn letters_as_keys_can_be_switched_off_for_good() {
    browse(async |page| {
        page.open("lab=counter&variant=atomic&threads=2&size=1000").await;
        page.press("Help").await;
        page.js::<()>("document.querySelector('dialog .check input').click()", vec![])
            .await;
        page.press("Close").await;
        page.open("lab=counter&variant=atomic&threads=2&size=1000").await;
        let runs = page.runs_over().await;
        let body = page.client.find(e2e::Locator::Css("body")).await.expect("a body");
        body.send_keys("rl").await.expect("keys");
        page.run().await;
        assert_eq!(page.runs_over().await, runs + 1, "only the button has run it");
        assert!(
            page.js::<bool>(
                "return location.hash.includes('lock=off') || !location.hash.includes('lock=')",
                vec![]
            )
            .await
        );
    })
    .await;
}
