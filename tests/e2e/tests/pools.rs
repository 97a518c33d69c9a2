//! Nested pools: from the lock off to the deadlock in two clicks, and out of it again.

use e2e::browse;

#[tokio::test]
async fn off_completes_held_deadlocks_and_break_it_frees() {
    browse(async |page| {
        page.open("lab=nested-pools&variant=own-pool&lock=off&threads=4&size=4").await;
        page.run().await;
        assert_eq!(page.number("Completed").await, Some(4));
        page.open("lab=nested-pools&variant=own-pool&lock=held&threads=4&size=4").await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        assert!(page.status().await.contains("Stuck"), "{}", page.status().await);
        let table: Vec<String> = page.js("return [...document.querySelectorAll('[aria-label=\"Who waits for whom as a table\"] tbody tr')].map((row) => row.textContent)", vec![]).await;
        assert!(table.iter().any(|row| row.contains("global lock")), "{table:?}");
        let graph = "return [...document.querySelectorAll('.knots[role=img]')].some((picture) => picture.ariaLabel.includes('holds the global lock'))";
        assert!(page.js::<bool>(graph, vec![]).await, "the graph is drawn");
        page.press("Break it").await;
        page.reaches("ready").await;
        page.find("switch", "Global lock").await.click().await.expect("a switch");
        page.run().await;
        assert_eq!(page.number("Completed").await, Some(4));
    })
    .await;
}

#[tokio::test]
async fn the_same_pool_is_stuck_without_any_lock_and_its_slots_are_told_and_drawn() {
    browse(async |page| {
        page.open("lab=nested-pools&variant=same-pool&lock=off&threads=2&size=2")
            .await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        let cycle: String = page
            .js(
                "return document.querySelector('[aria-label=\"Who waits for whom as a table\"]').textContent",
                vec![],
            )
            .await;
        assert!(cycle.contains("slot") && cycle.contains("task"), "{cycle}");
        // Whatever the pane's size, letters keep theirs, and nobody is called by a number alone.
        for (width, height) in [(1280, 800), (390, 844)] {
            page.client.set_window_size(width, height).await.expect("a window");
            let smallest: f64 = page.js("return Math.min(...[...document.querySelectorAll('.knots *')].filter((one) => one.childNodes.length && !one.classList.contains('swatch')).map((one) => parseFloat(getComputedStyle(one).fontSize)))", vec![]).await;
            assert!(smallest >= 12.0, "{smallest}");
            let drawn: String = page.js("return document.querySelector('.knots').textContent", vec![]).await;
            assert!(drawn.contains("outer 1") && drawn.contains("queue"), "{drawn}");
        }
        page.press("Stop").await;
        page.reaches("ready").await;
    })
    .await;
}
