//! Every lab by its buttons: a run ends, and says what happened.

use catalogue::LABS;
use e2e::{Browser, browse};

/// So often a lab whose outcome only the scheduler can bring about is run again; see the conformance tests for why that is enough.
const PATIENCE: usize = 40;

async fn is_on(page: &Browser) -> bool {
    let switch = page.find("switch", "Global lock").await;
    switch.attr("aria-checked").await.expect("a switch").as_deref() == Some("true")
}

async fn flip(page: &Browser) {
    page.find("switch", "Global lock")
        .await
        .click()
        .await
        .expect("a switch");
}

#[tokio::test]
async fn every_variant_shows_its_program() {
    let shown = "return document.querySelectorAll('#listing li').length == arguments[0]";
    browse(async |page| {
        page.open("lab=counter").await;
        for (lab, file) in listings::files() {
            let lab = LABS.iter().find(|known| known.id == lab).expect("a lab");
            for variant in lab.variants {
                page.turn_to(&format!("lab={}&variant={}", lab.id, variant.id)).await;
                let python = listings::sources(&file, variant.id, &[]).expect("a listing").python;
                page.wait_with(variant.id, shown, vec![python.lines().count().into()])
                    .await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_lab_runs_and_says_what_happened() {
    browse(async |page| {
        page.open("lab=counter").await;
        for lab in LABS
            .iter()
            .filter(|lab| !["nested-pools", "dining", "crash"].contains(&lab.id))
        {
            page.find("link", lab.name).await.click().await.expect("a link");
            page.wait(
                "the lab shows",
                &format!("return location.hash.includes('lab={}')", lab.id),
            )
            .await;
            for _ in 0..2 {
                let before = page.status().await;
                page.run().await;
                let said = page.status().await;
                assert_ne!(said, before, "{}", lab.id);
                assert!(said.ends_with(['.', '?', '!']), "{}: {said}", lab.id);
                assert!(page.result().await.len() > 2, "{}", lab.id);
                flip(page).await;
            }
            assert_eq!(page.console_errors().await, Vec::<String>::new(), "{}", lab.id);
        }
    })
    .await;
}

/// Once updates were lost, the read and the write between which they went say so in the listing, with the numbers of the sentence. Whether any are is chance.
#[tokio::test]
async fn the_two_lines_of_a_race_say_what_was_lost_there() {
    browse(async |page| {
        page.open("lab=counter&variant=unprotected&lock=off&threads=4&size=200000").await;
        for _ in 0..PATIENCE {
            page.run().await;
            if page.number("Lost").await.is_some_and(|lost| lost > 0) {
                break;
            }
        }
        let lost = page.js::<String>("return [...document.querySelectorAll('.result dt')].find((term) => term.textContent === 'Lost').nextElementSibling.textContent", vec![]).await;
        page.press("Replay").await;
        page.wait("nothing is said of a moment", "return !document.querySelector('#listing .beside')")
            .await;
        let at_the_end = "const replay = document.querySelector('.replay input'); replay.value = replay.max; replay.dispatchEvent(new Event('input', { bubbles: true })); return true";
        let _: bool = page.js(at_the_end, vec![]).await;
        page.wait("two lines say it", "return document.querySelectorAll('#listing .beside').length === 2")
            .await;
        let said: Vec<(String, String)> = page
            .js("return [...document.querySelectorAll('#listing .beside')].map((words) => [words.closest('li').querySelector('code').textContent.trim(), words.textContent])", vec![])
            .await;
        let expected = [
            ("seen = n".to_owned(), "800,000 reads".to_owned()),
            ("n = seen + 1".to_owned(), format!("800,000 writes, {lost} lost")),
        ];
        assert_eq!(said, expected);
        page.open("lab=counter&variant=atomic&lock=off&threads=4&size=2000").await;
        page.run().await;
        assert!(page.js::<bool>("return !document.querySelector('#listing .beside')", vec![]).await);
    })
    .await;
}

#[tokio::test]
async fn every_step_of_every_lab_is_one_click() {
    browse(async |page| {
        page.open("lab=counter").await;
        for lab in LABS.iter().filter(|lab| lab.id != "crash") {
            page.turn_to(&format!("lab={}", lab.id)).await;
            for step in lab.steps {
                let runs = page.runs_over().await;
                let script = "const step = [...document.querySelectorAll('ol button')]
                    .find((button) => button.textContent.includes(arguments[0])); step.click(); return true";
                let _: bool = page.js(script, vec![step.name.into()]).await;
                let over = "const state = document.documentElement.dataset.threadbare;
                    return state === 'deadlocked' || (window.runsOver > arguments[0] && state === 'ready')";
                page.wait_with(
                    &format!("{}: “{}” is over or stuck", lab.id, step.name),
                    over,
                    vec![runs.into()],
                )
                .await;
                if page.state().await == "deadlocked" {
                    page.press("Stop").await;
                    page.reaches("ready").await;
                }
            }
            let done: usize = page
                .js("return document.querySelectorAll('ol button.done').length", vec![])
                .await;
            assert_eq!(done, lab.steps.len(), "{}", lab.id);
        }
    })
    .await;
}

#[tokio::test]
async fn the_counter_loses_with_the_lock_off_and_keeps_all_with_it_on() {
    browse(async |page| {
        page.open("lab=counter&variant=unprotected&lock=off&threads=4&size=1000000")
            .await;
        assert!(!is_on(page).await);
        let mut lost = 0;
        for _ in 0..PATIENCE {
            page.run().await;
            lost = page.number("Lost").await.expect("a count");
            if lost > 0 {
                break;
            }
        }
        assert!(lost > 0);
        assert_eq!(page.number("Got").await.map(|got| got + lost), Some(4_000_000));
        assert!(page.status().await.contains("lost"));
        flip(page).await;
        page.wait("the address says so", "return location.hash.includes('lock=cpython')")
            .await;
        assert!(is_on(page).await);
        page.run().await;
        assert_eq!(
            (page.number("Got").await, page.number("Lost").await),
            (Some(4_000_000), Some(0))
        );
    })
    .await;
}

#[tokio::test]
async fn settings_by_hand_reach_the_run_and_the_address() {
    browse(async |page| {
        page.open("lab=counter&variant=atomic&size=1000").await;
        page.fill("spinbutton", "Threads", "3").await;
        page.wait("the address says so", "return location.hash.includes('threads=3')")
            .await;
        page.open_drawer().await;
        page.fill("textbox", "Increments each", "2,500").await;
        page.wait("the address says so", "return location.hash.includes('size=2500')")
            .await;
        page.run().await;
        assert_eq!(page.number("Got").await, Some(7_500));
        page.press("Reset").await;
        page.wait(
            "everything is as it comes",
            "return location.hash.includes('threads=4')",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_long_run_is_stopped_and_the_next_one_runs() {
    browse(async |page| {
        page.open("lab=counter&variant=locked&lock=cpython&threads=4&size=50000000")
            .await;
        page.press("Run").await;
        page.reaches("running").await;
        let runs = page.runs_over().await;
        page.press("Stop").await;
        page.over_after(runs).await;
        assert!(page.status().await.contains("Stopped"), "{}", page.status().await);
        page.find("link", "Hashing").await.click().await.expect("a link");
        page.wait("the lab shows", "return location.hash.includes('lab=hashing')")
            .await;
        page.run().await;
        assert!(page.number("Messages").await.is_some() || !page.result().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_timeline_has_a_twin_in_numbers() {
    browse(async |page| {
        page.open("lab=counter&variant=locked&lock=cpython&threads=3&size=20000")
            .await;
        page.run().await;
        page.press_in("Threads", "as a table").await;
        let rows = page.table("Timeline as a table").await;
        let threads: Vec<&str> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
        assert_eq!(threads, ["adder 1", "adder 2", "adder 3"]);
    })
    .await;
}

#[tokio::test]
async fn a_link_can_be_copied_and_the_page_says_whether_it_was() {
    browse(async |page| {
        page.open("lab=counter&size=1000").await;
        page.press("Share").await;
        page.press("Copy the link").await;
        page.wait(
            "the page says so",
            "return /Cop(ied|y)|copy/.test(document.querySelector('[role=status]').textContent)",
        )
        .await;
        page.press("Close").await;
        page.run().await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}
