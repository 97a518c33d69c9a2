//! What has to be in view where a reader looks, and what stays where it is while something plays.

use crate::editor::edited;
use crate::program::JUDGED;
use e2e::{Browser, Look, browse, browse_as};
use serde_json::json;

const PHONE: Look = Look {
    size: (390, 844),
    dark: true,
    before: "",
};

/// Notes, frame by frame, where each thing that threads share and each thread's words stand, until the replay is over.
const STANDS: &str = "const done = arguments[arguments.length - 1], stands = {};
    const look = () => {
        for (const one of document.querySelectorAll('.shelf > .kept, .crew > [data-home]')) {
            const { x, y } = one.getBoundingClientRect(), name = one.dataset.home ?? one.querySelector('small').textContent;
            (stands[name] ??= new Set()).add(`${Math.round(x)} ${Math.round(y)}`);
        }
        const at = document.querySelector('[aria-label=\"Moment shown\"]');
        if (at?.value !== at?.max) return requestAnimationFrame(look);
        done(Object.entries(stands).map(([name, places]) => [name, [...places]]));
    };
    look();";

#[tokio::test]
async fn in_a_replay_what_is_shared_stays_where_it_is() {
    browse(async |page| {
        page.open("lab=counter&variant=locked&lock=cpython&threads=4&size=200000")
            .await;
        page.run().await;
        page.wait("a replay", "return document.querySelector('.crew > *') !== null")
            .await;
        let stands: Vec<(String, Vec<String>)> = page.js_later(STANDS, vec![]).await;
        let moved: Vec<_> = stands
            .iter()
            .filter(|(name, places)| places.len() > 1 && name != "what came out")
            .collect();
        assert!(stands.len() >= 6 && moved.is_empty(), "{stands:?}");
    })
    .await;
}

/// Four lanes, or all where there are fewer.
#[tokio::test]
async fn at_a_common_size_four_lanes_are_in_view_with_the_program() {
    let seen = "const { top, height } = document.querySelector('.lanes-canvas').getBoundingClientRect();
        const lanes = document.querySelectorAll('.names li:not(.corner)').length;
        return [Math.min(height, innerHeight - top) * lanes / height, Math.min(lanes, 4)]";
    browse(async |page| {
        for lab in ["counter", "hashing", "convoy"] {
            page.open(&format!("lab={lab}&size=200")).await;
            page.run().await;
            page.wait(
                "lanes and why",
                "return document.querySelector('.lanes-canvas') && document.querySelector('.why')",
            )
            .await;
            let (lanes, wanted): (f64, f64) = page.js(seen, vec![]).await;
            assert!(lanes >= wanted, "{lab}: {lanes}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_line_of_the_first_program_is_cut_and_no_message_of_the_service() {
    let cut = "const one = document.querySelector(arguments[0]); return one.scrollWidth - one.clientWidth";
    browse(async |page| {
        page.open("lab=program").await;
        edited(page).await;
        assert!(page.js::<i32>(cut, vec![json!(".cm-scroller")]).await <= 0);
        page.open("lab=service").await;
        page.run().await;
        assert!(page.js::<i32>(cut, vec![json!(".sequence-fill")]).await <= 0);
    })
    .await;
}

/// Where the bar at the bottom begins, and an element's place on the window.
async fn above_the_bar(page: &Browser, element: &str) {
    let script = "const { top, bottom, left, right } = document.querySelector(arguments[0]).getBoundingClientRect();
        const bar = document.querySelector('.told').getBoundingClientRect().top;
        return top >= 0 && bottom <= bar + 1 && left >= 0 && right <= innerWidth";
    page.wait_with(&format!("{element} is in view"), script, vec![json!(element)])
        .await;
}

#[tokio::test]
async fn on_a_phone_each_move_of_a_film_is_in_view() {
    browse_as(PHONE, async |page| {
        page.open("lab=program").await;
        page.press("Find what can go wrong").await;
        page.wait("three verdicts", JUDGED).await;
        page.press("Watch it fail").await;
        page.press("Pause").await;
        page.press("The switch").await;
        above_the_bar(page, ".rows tr.now").await;
        for _ in 0..5 {
            page.press("Step").await;
            above_the_bar(page, ".rows tr.now").await;
        }
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_the_marks_of_threads_are_in_view_beside_their_line() {
    browse_as(PHONE, async |page| {
        page.open("lab=program").await;
        edited(page).await;
        page.press("Find what can go wrong").await;
        page.wait("three verdicts", JUDGED).await;
        let script = "const frame = document.querySelector('.cm-scroller').getBoundingClientRect();
            const marks = [...document.querySelectorAll('.whereabout')];
            return marks.length > 0 && marks.every((mark) => mark.getBoundingClientRect().right <= frame.right)";
        page.wait("all marks are in view", script).await;
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_no_bar_lies_over_the_list_of_labs() {
    browse_as(PHONE, async |page| {
        page.open("page=labs").await;
        let bars = "return [...document.querySelectorAll('#page *')].filter((one) => getComputedStyle(one).position === 'fixed' && one.checkVisibility() && one.offsetHeight > 4).map((one) => one.className)";
        assert_eq!(page.js::<Vec<String>>(bars, vec![]).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_all_that_is_said_of_a_thread_in_lockstep_is_in_view() {
    browse_as(PHONE, async |page| {
        page.open("lab=dining&engine=lockstep").await;
        page.press("Step").await;
        let cut = "const table = document.querySelector('.turns table'), fill = table.closest('.fill');
            return table.getBoundingClientRect().right - fill.getBoundingClientRect().right";
        assert!(page.js::<f64>(cut, vec![]).await < 1.0);
    })
    .await;
}

#[tokio::test]
async fn the_lesson_is_a_press_away_and_the_page_of_checks_speaks_of_nothing_else() {
    browse(async |page| {
        page.open("lab=counter").await;
        page.find("link", "Lesson").await.click().await.expect("pressed");
        page.wait("a stop", "return document.documentElement.dataset.page === 'lesson'")
            .await;
        let current = "return [...document.querySelectorAll('nav [aria-current]')].map((one) => one.textContent)";
        assert_eq!(page.js::<Vec<String>>(current, vec![]).await, ["Lesson"]);
        page.open("page=fidelity").await;
        assert_eq!(page.status().await, "");
    })
    .await;
}
