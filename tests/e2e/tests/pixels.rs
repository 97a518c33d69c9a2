//! Every lab, variant and lock at four sizes: the reason in view, the program in lines one can read, and no text small, cut or covered.
//!
//! What stands where depends on how long the sentences are, and those on variant and lock: so every one of them is run, with little work, and looked at on
//! the commonest screen. The other sizes differ by the stylesheet alone: they are looked at once for each variant, without another run.

use catalogue::{LABS, LabInfo, Lock};
use e2e::{Browser, browse};
use serde_json::json;

const PIXELS: &str = include_str!("pixels.js");

const DESK: (u32, u32) = (1280, 800);
/// The last is as narrow as a page at 400 % on a desk.
const OTHERS: [(u32, u32); 4] = [(1024, 768), (1440, 900), (390, 844), (320, 844)];

/// The most controls that can be pressed at once in lockstep.
const MOST_CONTROLS: u64 = 20;

pub async fn resize(page: &Browser, (width, height): (u32, u32)) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    page.wait_with(
        "the window has its size",
        "return innerWidth === arguments[0] && innerHeight === arguments[1]",
        vec![json!(width), json!(height)],
    )
    .await;
}

/// Nothing moves: a replay shows its end at once.
pub async fn keep_still(page: &Browser) {
    let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    page.devtools("Emulation.setEmulatedMedia", still).await;
}

async fn look(page: &Browser, what: &str, size: (u32, u32), found: &mut Vec<String>) {
    let seen: Vec<String> = page.js(PIXELS, vec![]).await;
    found.extend(
        seen.into_iter()
            .map(|seen| format!("{what}, {} by {}: {seen}", size.0, size.1)),
    );
}

/// Looks at what the page shows at every size, and leaves it at the first.
pub async fn look_at_all_sizes(page: &Browser, what: &str, found: &mut Vec<String>) {
    for size in [DESK].into_iter().chain(OTHERS) {
        resize(page, size).await;
        look(page, what, size, found).await;
    }
    resize(page, DESK).await;
}

/// Opens an address in the page that is there, and runs it with as little work as the lab offers.
async fn run(page: &Browser, lab: &LabInfo, variant: &str, lock: Lock) {
    let size = lab.size.offered.first().copied().unwrap_or(lab.size.least.max(2));
    let hash = format!("#v=1&lab={}&variant={variant}&lock={}&size={size}", lab.id, lock.id());
    page.js::<()>("location.hash = arguments[0]", vec![json!(hash)]).await;
    let shows = "return document.querySelector('.main-fields select')?.value === arguments[0]
        && document.documentElement.dataset.threadbare === 'ready' && document.querySelector('.listing li') !== null";
    page.wait_with("the variant shows", shows, vec![json!(variant)]).await;
    let runs = page.runs_over().await;
    page.press("Run").await;
    let over = "const state = document.documentElement.dataset.threadbare;
        return window.runsOver > arguments[0] && ['ready', 'deadlocked'].includes(state) && document.querySelector('.replay button')?.textContent !== 'Pause'";
    page.wait_with(&hash, over, vec![json!(runs)]).await;
}

async fn free(page: &Browser) {
    if page.state().await == "deadlocked" {
        page.press("Stop").await;
        page.reaches("ready").await;
    }
}

#[tokio::test]
async fn every_lab_variant_and_lock_can_be_read_at_every_size() {
    browse(async |page| {
        keep_still(page).await;
        page.open("lab=counter").await;
        let mut found = Vec::new();
        for lab in LABS.iter().filter(|lab| lab.id != "crash") {
            for variant in lab.variants {
                for lock in Lock::ALL {
                    let what = format!("{} {} {}", lab.id, variant.id, lock.id());
                    run(page, lab, variant.id, lock).await;
                    look(page, &what, DESK, &mut found).await;
                    if lock == Lock::CPython {
                        for size in OTHERS {
                            resize(page, size).await;
                            look(page, &what, size, &mut found).await;
                        }
                        resize(page, DESK).await;
                    }
                    free(page).await;
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn every_lab_can_be_read_before_a_run_and_in_lockstep() {
    browse(async |page| {
        keep_still(page).await;
        let mut found = Vec::new();
        page.open("lab=counter").await;
        for lab in LABS {
            page.turn_to(&format!("lab={}", lab.id)).await;
            look_at_all_sizes(page, &format!("{} before a run", lab.id), &mut found).await;
            // It breaks real threads, and lockstep has none to break.
            if lab.id == "crash" {
                continue;
            }
            page.turn_to(&format!("lab={}&engine=lockstep", lab.id)).await;
            for step in 1..=4 {
                page.press("Step").await;
                let at = "return document.querySelector('[aria-label=\"Step shown\"]')?.ariaValueText?.startsWith(arguments[0])";
                page.wait_with("the step shows", at, vec![json!(format!("Step {step} of"))]).await;
            }
            look_at_all_sizes(page, &format!("{} in lockstep", lab.id), &mut found).await;
            let controls = "const pressed = 'main :is(button, input, select, summary, a)';
                return [...document.querySelectorAll(pressed)].filter((one) => {
                    const box = one.getBoundingClientRect();
                    return one.checkVisibility({ checkVisibilityCSS: true }) && box.bottom > 0 && box.top < innerHeight && !one.matches(':disabled');
                }).length";
            let controls: u64 = page.js(controls, vec![]).await;
            // Each thread beyond the second brings its own button.
            let movers: u64 = page.js("return document.querySelectorAll('.mover').length", vec![]).await;
            if controls > MOST_CONTROLS + movers.saturating_sub(2) {
                found.push(format!("{} in lockstep: {controls} controls", lab.id));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}
