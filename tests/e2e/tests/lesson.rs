//! The front door and the lesson, walked as a reader does.

use catalogue::{LABS, lesson::LESSON};
use e2e::{Browser, browse};

#[tokio::test]
async fn the_front_door_asks_every_question_and_answers_only_what_was_run() {
    browse(async |page| {
        page.open("page=labs").await;
        let cards: Vec<String> = page
            .js(
                "return [...document.querySelectorAll('.cards li')].map((card) => card.textContent)",
                vec![],
            )
            .await;
        assert_eq!(cards.len(), LABS.len());
        assert!(cards.iter().all(|card| card.contains("Not run yet")), "{cards:?}");
        page.open("lab=counter&variant=locked&threads=2&size=500").await;
        page.run().await;
        page.find("link", "All labs").await.click().await.expect("a link");
        page.wait(
            "the answer stands there",
            "return document.querySelector('.cards li').textContent.includes('You saw: 1,000 of 1,000')",
        )
        .await;
        // It is known at the next visit too.
        page.open("page=labs").await;
        page.wait(
            "the answer still stands there",
            "return document.querySelector('.cards li').textContent.includes('You saw: 1,000')",
        )
        .await;
    })
    .await;
}

/// Every stop does what it says, and then tells why.
#[tokio::test]
async fn the_lesson_is_walked_from_the_first_stop_to_the_last() {
    browse(async |page| {
        page.open("page=lesson").await;
        for (index, stop) in LESSON.iter().enumerate() {
            let script = "return document.getElementById('lesson-title')?.textContent === arguments[0]";
            page.wait_with(stop.title, script, vec![serde_json::json!(stop.title)])
                .await;
            let stepped = stop.set.contains(&("engine", "lockstep"));
            page.wait(
                "the page can be used",
                "return ['ready', 'deadlocked'].includes(document.documentElement.dataset.threadbare)",
            )
            .await;
            match (stop.search, stepped) {
                (true, _) => page.press("Find what can go wrong").await,
                (false, true) => {
                    for _ in 0..2 {
                        page.press("Move thread 1").await;
                        page.press("Move thread 2").await;
                    }
                }
                (false, false) => {
                    for step in 0..stop.steps.len() {
                        press_step(page, step).await;
                    }
                }
            }
            page.wait(
                &format!("“{}” tells why", stop.title),
                "return document.querySelector('.lesson details').open",
            )
            .await;
            if index + 1 < LESSON.len() {
                page.find("link", "Next stop").await.click().await.expect("a link");
            }
        }
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// Clicks one of the stop's steps and waits until it says what was seen, and whether that was expected.
async fn press_step(page: &Browser, step: usize) {
    let script = "document.querySelectorAll('.lesson .try button')[arguments[0]].click(); return true";
    let _: bool = page.js(script, vec![step.into()]).await;
    let told = "const steps = document.querySelectorAll('.lesson .try button');
        const seen = document.querySelector('.lesson .seen')?.textContent ?? '';
        return steps[arguments[0]].classList.contains('done') && seen.startsWith(`Step ${arguments[0] + 1}`)";
    page.wait_with(
        &format!("step {} says what was seen", step + 1),
        told,
        vec![step.into()],
    )
    .await;
}

#[tokio::test]
async fn the_checks_against_cpython_are_played_on_the_page() {
    browse(async |page| {
        page.open("page=fidelity").await;
        page.press("Play the checks").await;
        // Each may take seconds; together they take longer than anything else is waited for.
        for number in 1..=12 {
            let script = "return [...document.querySelectorAll('[aria-label=\"Checks against CPython\"] .about')].length >= arguments[0]";
            page.wait_with(&format!("check {number} was played"), script, vec![serde_json::json!(number)]).await;
        }
        // What was kept back comes after the checks, a group at a time.
        let first = "return document.querySelectorAll('[aria-label=\"Figures that were not used to fit anything\"] .about').length > 0";
        page.wait("a group that was kept back was played", first).await;
        page.press("Stop the checks").await;
        let table = page.table("Checks against CPython").await;
        assert!(
            table.iter().filter(|row| row[0].starts_with("12.")).count() == 1,
            "{table:?}"
        );
        let exact: Vec<_> = table
            .iter()
            .filter(|row| row.get(4).is_some_and(|fair| fair == "exact"))
            .collect();
        assert!(
            !exact.is_empty() && exact.iter().all(|row| row[5].contains("inside")),
            "{exact:?}"
        );
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}
