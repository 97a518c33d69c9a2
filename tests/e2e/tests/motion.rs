//! What moves on the page: tokens into locks and out of them, values between memory and threads; and nothing for those who want no motion.

use crate::lockstep::{at, walk};
use e2e::{Browser, browse};
use serde_json::json;

/// Two threads that take a lock of their own around an increment.
const LOCKED: &str = "lab=counter&engine=lockstep&variant=locked&lock=off&threads=2&size=1";

/// Notes, frame by frame, what is on its way: by the class of what is around it.
const WATCH: &str = "
    window.flown = [];
    const look = () => {
        for (const { effect } of document.getAnimations()) {
            const kind = effect.target.closest('.sky') ? 'token' : effect.target.classList.contains('flight') ? 'value' : null;
            if (kind && !window.flown.includes(kind)) window.flown.push(kind);
        }
        requestAnimationFrame(look);
    };
    look();";

async fn flies(page: &Browser, kind: &str) {
    let script = "return window.flown.includes(arguments[0])";
    page.wait_with(&format!("a {kind} flies"), script, vec![json!(kind)])
        .await;
}

async fn no_motion(page: &Browser) {
    let features = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    page.devtools("Emulation.setEmulatedMedia", features).await;
}

/// What has flown, once the next two frames have been drawn: whatever a step sets off is there by then.
const FLOWN: &str =
    "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.flown))))";

#[tokio::test]
async fn in_lockstep_tokens_and_values_fly_from_where_they_were() {
    browse(async |page| {
        page.open(LOCKED).await;
        page.js::<()>(WATCH, vec![]).await;
        walk(page, 0, &[1]).await;
        flies(page, "token").await;
        walk(page, 1, &[1, 1]).await;
        flies(page, "value").await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// So many runs may hand the lock over at no moment that a replay draws: under the global lock it changes hands every few milliseconds, and a replay stretches
/// the tenth of a second that a run takes to seconds, so one is nearly always enough.
const RUNS: usize = 5;

#[tokio::test]
async fn in_a_replay_the_token_of_a_thread_flies_into_the_lock() {
    browse(async |page| {
        page.open("lab=counter&variant=unprotected&lock=cpython&threads=3&size=3000000")
            .await;
        page.js::<()>(WATCH, vec![]).await;
        let over = "const at = document.querySelector('[aria-label=\"Moment shown\"]');
            return window.flown.includes('token') || (at !== null && at.value === at.max)";
        for _ in 0..RUNS {
            page.run().await;
            page.wait("a token flies, or the replay is over", over).await;
            if page.js("return window.flown.includes('token')", vec![]).await {
                return;
            }
        }
        panic!("no token flew in {RUNS} replays");
    })
    .await;
}

#[tokio::test]
async fn in_a_film_tokens_and_values_fly() {
    browse(async |page| {
        page.open("lab=program").await;
        page.js::<()>(WATCH, vec![]).await;
        page.press("Find what can go wrong").await;
        page.wait(
            "there is a film",
            "return document.querySelector('.film .rows') !== null",
        )
        .await;
        page.press("Play").await;
        flies(page, "value").await;
    })
    .await;
}

#[tokio::test]
async fn nothing_flies_for_those_who_want_no_motion() {
    browse(async |page| {
        no_motion(page).await;
        page.open(LOCKED).await;
        page.js::<()>(WATCH, vec![]).await;
        walk(page, 0, &[1, 1, 1, 1]).await;
        at(page, 4).await;
        assert_eq!(page.js::<Vec<String>>(FLOWN, vec![]).await, Vec::<String>::new());
        let holds = "return document.querySelector('.lock-thing .seat').textContent";
        assert_eq!(page.js::<String>(holds, vec![]).await, "free");
        page.open("lab=counter&variant=locked&lock=off&threads=2&size=20000").await;
        page.js::<()>(WATCH, vec![]).await;
        page.run().await;
        let over = "const at = document.querySelector('[aria-label=\"Moment shown\"]'); return at !== null && at.value === at.max";
        page.wait("the end is shown", over).await;
        assert_eq!(page.js::<Vec<String>>(FLOWN, vec![]).await, Vec::<String>::new());
    })
    .await;
}

/// Where the threads of two schedules move is what tells them apart: the pictures of the steps have their names, and the lanes above each other differ.
#[tokio::test]
async fn two_schedules_that_are_compared_look_different() {
    browse(async |page| {
        page.open("lab=counter&engine=lockstep&variant=unprotected&lock=off&threads=2&size=1")
            .await;
        walk(page, 0, &[1, 1, 2, 2]).await;
        let names = "return [...document.querySelectorAll('.chart-names li')].map((name) => name.textContent)";
        assert_eq!(page.js::<Vec<String>>(names, vec![]).await, ["adder 1", "adder 2"]);
        let beside = "const chart = document.querySelector('.chart').getBoundingClientRect();
            return [...document.querySelectorAll('.chart-names li')].every((name, row) => {
                const box = name.getBoundingClientRect();
                const middle = chart.top + chart.height / 2 * (row + 0.5);
                return box.top < middle && middle < box.bottom && box.height <= chart.height / 2 + 0.5;
            })";
        assert!(page.js::<bool>(beside, vec![]).await, "each name stands beside its row");
        page.js::<()>("document.querySelector('.more-steps').open = true", vec![])
            .await;
        page.press("Compare").await;
        for step in [3, 2, 1, 0] {
            page.press("Back").await;
            at(page, step).await;
        }
        walk(page, 0, &[1, 2, 1, 2]).await;
        let differ =
            "const [kept, now] = [...document.querySelectorAll('.lanes-canvas')].map((lanes) => lanes.toDataURL());
            return now !== undefined && kept !== now && document.querySelectorAll('.chart-names').length === 2";
        page.wait("the lanes of both schedules differ", differ).await;
    })
    .await;
}

/// Each card has a picture of its own lab's run, but for the lab that breaks what runs it.
#[tokio::test]
async fn every_lab_has_a_picture_of_its_own_on_its_card() {
    browse(async |page| {
        page.open("page=labs").await;
        let without = "return [...document.querySelectorAll('.cards .door')]
            .filter((card) => !(card.querySelector('svg.mini use')?.getBBox().width > 0))
            .map((card) => new URLSearchParams(card.hash.slice(1)).get('lab'))";
        page.wait(
            "the pictures have come",
            &format!("return document.querySelector('.cards') !== null && (() => {{ {without} }})().length === 1"),
        )
        .await;
        assert_eq!(page.js::<Vec<String>>(without, vec![]).await, ["crash"]);
    })
    .await;
}

/// The moves on the first page, what each one's animation is, and whether it is seen.
const FIRST_FILM: &str = "return [...document.querySelectorAll('.own .first-film li')].map((move) => {
    const [animation] = move.getAnimations();
    return [animation?.playState ?? '', animation?.effect.getTiming().iterations ?? 0, animation?.effect.getTiming().delay ?? 0, move.checkVisibility({ checkVisibilityCSS: true })];
})";

type FirstFilm = Vec<(String, f64, f64, bool)>;

#[tokio::test]
async fn the_first_page_plays_an_example_s_last_moves_once_and_waits_when_asked() {
    browse(async |page| {
        page.open("lab=program").await;
        let moves = "return document.querySelectorAll('.own .first-film li').length > 2";
        page.wait("moves", moves).await;
        page.js::<()>("document.querySelector('.first-film input').click()", vec![]).await;
        // What has come by then stays, and nothing more comes.
        let paused: FirstFilm = page.js(FIRST_FILM, vec![]).await;
        let coming: Vec<_> = paused.iter().filter(|(state, ..)| !state.is_empty()).collect();
        assert!(!coming.is_empty() && coming.iter().all(|(state, times, ..)| state == "paused" && *times == 1.0), "{paused:?}");
        assert!(coming.windows(2).all(|pair| pair[0].2 < pair[1].2), "one after the other: {paused:?}");
        page.js::<()>("document.querySelector('.first-film input').click()", vec![]).await;
        let over = "return [...document.querySelectorAll('.own .first-film li')].every((move) => move.getAnimations().length === 0)";
        page.wait("the film is over", over).await;
        let shown: FirstFilm = page.js(FIRST_FILM, vec![]).await;
        assert!(shown.iter().all(|(.., seen)| *seen), "{shown:?}");
    })
    .await;
}

#[tokio::test]
async fn who_wants_no_motion_sees_the_first_film_s_moves_at_once() {
    browse(async |page| {
        no_motion(page).await;
        page.open("lab=program").await;
        let shown: FirstFilm = page.js(FIRST_FILM, vec![]).await;
        assert!(
            shown.len() > 2 && shown.iter().all(|(state, .., seen)| state.is_empty() && *seen),
            "{shown:?}"
        );
    })
    .await;
}
