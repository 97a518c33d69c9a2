//! Sizes and colours: nothing sticks out, on a phone or a desk, light or dark; what is needed together is in view together.

use catalogue::LABS;
use e2e::{Browser, Look, browse, browse_as};
use serde_json::json;

const PHONE: Look = Look {
    size: (390, 844),
    dark: false,
    before: "",
};

/// How far anything sticks out to the right of the window.
const OVERFLOW: &str = "return document.documentElement.scrollWidth - innerWidth";

async fn nothing_sticks_out(look: Look) {
    browse_as(look, async |page| {
        page.open("lab=counter").await;
        for lab in LABS {
            page.turn_to(&format!("lab={}", lab.id)).await;
            assert!(page.js::<i64>(OVERFLOW, vec![]).await <= 0, "{} {look:?}", lab.id);
        }
        page.open("lab=nested-pools&variant=own-pool&lock=held").await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        assert!(page.js::<i64>(OVERFLOW, vec![]).await <= 0, "a deadlock, {look:?}");
        let dark = page.js::<bool>("return matchMedia('(prefers-color-scheme: dark)').matches", vec![]).await;
        assert_eq!(dark, look.dark);
        let brightness: f64 = page.js("const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); \
            return (red + green + blue) / 3", vec![]).await;
        assert_eq!(brightness < 128.0, look.dark, "the page follows the system: {brightness}");
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_in_the_light() {
    nothing_sticks_out(Look {
        size: (390, 844),
        ..Look::default()
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_in_the_dark() {
    nothing_sticks_out(Look {
        size: (390, 844),
        dark: true,
        ..Look::default()
    })
    .await;
}

#[tokio::test]
async fn on_a_desk_in_the_dark() {
    nothing_sticks_out(Look {
        dark: true,
        ..Look::default()
    })
    .await;
}

/// Which of these elements are not wholly in the window.
const OUT_OF_VIEW: &str = "return arguments[0].filter((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return !box?.height || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
})";

async fn out_of_view(page: &Browser, selectors: &[&str]) -> Vec<String> {
    page.js(OUT_OF_VIEW, vec![json!(selectors)]).await
}

async fn steps(page: &Browser, steps: u32) {
    for step in 1..=steps {
        step_to(page, step).await;
    }
}

#[tokio::test]
async fn all_that_lockstep_needs_is_in_view_on_a_desk() {
    browse(async |page| {
        for lab in ["counter", "service", "dining", "nested-pools"] {
            page.open(&format!("lab={lab}&engine=lockstep")).await;
            steps(page, 4).await;
            let needed = [".stepper", ".scrub", ".code", ".turns", ".lanes", ".memory"];
            assert_eq!(out_of_view(page, &needed).await, Vec::<String>::new(), "{lab}");
        }
        // What steps stays when somebody looks further down; all of it fits this window, so that takes a lower one.
        let low = json!({ "width": 1280, "height": 500, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", low).await;
        page.js::<()>("scrollTo(0, 500)", vec![]).await;
        page.wait("the page has scrolled", "return scrollY > 100").await;
        assert_eq!(
            out_of_view(page, &[".status", ".step-main", ".scrub"]).await,
            Vec::<String>::new()
        );
    })
    .await;
}

#[tokio::test]
async fn a_thumb_steps_while_the_lanes_are_in_view_on_a_phone() {
    browse_as(PHONE, async |page| {
        page.open("lab=counter&engine=lockstep").await;
        steps(page, 2).await;
        page.js::<()>("document.querySelector('.lanes-card').scrollIntoView({ block: 'center' })", vec![])
            .await;
        assert_eq!(out_of_view(page, &[".lanes", ".step-main .forward", ".status"]).await, Vec::<String>::new());
        let covered = "const [lanes, bar] = ['.lanes', '.step-main'].map((one) => document.querySelector(one).getBoundingClientRect());
            return lanes.bottom > bar.top";
        assert!(!page.js::<bool>(covered, vec![]).await, "the bar covers the lanes");
    })
    .await;
}

/// What threads share is a pane like the others on a phone, as high as what is in it.
#[tokio::test]
async fn memory_and_locks_are_whole_in_lockstep_on_a_phone() {
    browse_as(PHONE, async |page| {
        page.open("lab=counter&engine=lockstep&variant=locked").await;
        steps(page, 2).await;
        let whole = "const [pane, inside] = ['.objects', '.objects .shelf'].map((one) => document.querySelector(one).getBoundingClientRect());
            return inside.height > 40 && inside.bottom <= pane.bottom";
        assert!(page.js::<bool>(whole, vec![]).await, "the pane ends where its title does");
    })
    .await;
}

/// What a finger is to press and is smaller than 44 pixels, for people: a name or a class, and its size.
const TOO_SMALL: &str = "
    const pressed = 'button, select, summary, input:not([type=radio], [type=checkbox], [type=file]), nav a, .seg label, label.check, .door';
    return [...document.querySelectorAll(pressed)]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([, box]) => Math.min(box.width, box.height) < 43.5)
        .map(([one, box]) => `${one.ariaLabel ?? one.textContent.slice(0, 30)} .${one.className} ${box.width} by ${box.height}`)";

#[tokio::test]
async fn whatever_a_finger_presses_is_large_enough() {
    browse_as(PHONE, async |page| {
        let pages = [
            "lab=counter",
            "lab=service",
            "lab=mapreduce",
            "lab=counter&engine=lockstep",
            "page=labs",
            "stop=2",
            "page=fidelity",
            "lab=program",
        ];
        for hash in pages {
            page.open(hash).await;
            assert_eq!(
                page.js::<Vec<String>>(TOO_SMALL, vec![]).await,
                Vec::<String>::new(),
                "{hash}"
            );
        }
        page.open("lab=counter&threads=2&size=1000").await;
        page.run().await;
        assert_eq!(
            page.js::<Vec<String>>(TOO_SMALL, vec![]).await,
            Vec::<String>::new(),
            "after a run"
        );
    })
    .await;
}

#[tokio::test]
async fn every_lab_is_one_click_away_on_a_desk_and_two_on_a_phone() {
    browse(async |page| {
        page.open("lab=counter").await;
        for lab in LABS {
            page.find("link", lab.name).await;
        }
        let cut = "const nav = document.querySelector('nav');
            return [...nav.querySelectorAll('a')].filter((link) => link.getBoundingClientRect().right > nav.getBoundingClientRect().right).length";
        assert_eq!(page.js::<u64>(cut, vec![]).await, 0);
    })
    .await;
    browse_as(PHONE, async |page| {
        page.open("lab=counter").await;
        page.press("All labs, now: Counter").await;
        page.find("link", "Hashing").await.click().await.expect("a click");
        page.wait("the other lab is open", "return location.hash.includes('lab=hashing')")
            .await;
        page.find("button", "All labs, now: Hashing").await;
        page.wait(
            "the list is closed",
            "return document.querySelector('.labs:popover-open') === null",
        )
        .await;
    })
    .await;
}

/// How many messages the sequence shows.
const MESSAGES: &str = "return document.querySelectorAll('.sequence .message').length";

#[tokio::test]
async fn the_sequence_grows_step_by_step_and_shrinks_again() {
    browse(async |page| {
        page.open("lab=service&engine=lockstep").await;
        let mut step = 0;
        while page.js::<u64>(MESSAGES, vec![]).await < 3 {
            step += 1;
            assert!(step < 60, "60 moves and nobody has answered");
            step_to(page, step).await;
        }
        page.press("Reset").await;
        page.wait("what was sent later is gone", &format!("{MESSAGES} < 3"))
            .await;
    })
    .await;
}

/// One step more, to the one of this number.
async fn step_to(page: &Browser, step: u32) {
    page.press("Step").await;
    let script =
        "return document.querySelector('[aria-label=\"Step shown\"]')?.ariaValueText?.startsWith(arguments[0])";
    page.wait_with("the step shows", script, vec![json!(format!("Step {step} of"))])
        .await;
}

#[tokio::test]
async fn the_sequence_is_drawn_while_real_threads_run() {
    // Notes whether a message was there while the run was still going on.
    let before = "
        window.drawnLive = 0;
        new MutationObserver(() => {
            if (document.documentElement.dataset.threadbare === 'running' && document.querySelector('.sequence .message')) window.drawnLive += 1;
        }).observe(document, { subtree: true, childList: true });";
    let look = Look {
        before,
        ..Look::default()
    };
    browse_as(look, async |page| {
        page.open("lab=service&size=2000&low=2000&high=2000&workers=2").await;
        page.run().await;
        assert!(page.js::<u64>("return window.drawnLive", vec![]).await > 0);
        assert_eq!(page.table("Load test as a table").await.len(), 2, "header and this run");
    })
    .await;
}

/// On paper: the question, what came out, the program in full and memory on the first sheet, dark on white even where the page is dark.
#[tokio::test]
async fn a_lab_is_printed_with_its_program_and_its_result() {
    browse_as(
        Look {
            size: (760, 1123), // a sheet of A4 at 96 pixels an inch
            ..Look::default()
        },
        async |page| {
            page.open("lab=counter&engine=lockstep&threads=2&size=1&theme=dark").await;
            page.run().await;
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
                .await;
            let hidden: Vec<String> = page
                .js(
                    "const seen = (element) => element?.checkVisibility() && element.getBoundingClientRect().bottom < 1123;
                     return ['h1', '.status', '.code', '.objects'].filter((part) => !seen(document.querySelector(part)))",
                    vec![],
                )
                .await;
            assert_eq!(hidden, Vec::<String>::new());
            let whole = "const listing = document.querySelector('.listing'); return listing.scrollHeight <= listing.clientHeight + 1";
            assert!(page.js::<bool>(whole, vec![]).await, "the listing is cut off");
            let pressed = "return [...document.querySelectorAll('button')].filter((button) => button.checkVisibility() && !button.matches('.mover')).map(({ textContent }) => textContent)";
            assert_eq!(page.js::<Vec<String>>(pressed, vec![]).await, Vec::<String>::new());
            let pale = "const bright = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
                return [...document.querySelectorAll('h1, .status, .lines code, td, .names span')].filter((element) => bright(getComputedStyle(element).color) > 140).length";
            assert_eq!(page.js::<u32>(pale, vec![]).await, 0, "what is read is dark");
        },
    )
    .await;
}
