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
        let cycle: Vec<String> = page.js("return [...document.querySelectorAll('[aria-label=\"The cycle\"] li')].map((link) => link.textContent)", vec![]).await;
        assert!(cycle.iter().any(|link| link.contains("global lock")), "{cycle:?}");
        let graph = "return [...document.querySelectorAll('svg[role=img]')].some((picture) => picture.ariaLabel.includes('waits for'))";
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
async fn the_same_pool_is_stuck_without_any_lock_and_its_slots_are_in_the_cycle() {
    browse(async |page| {
        page.open("lab=nested-pools&variant=same-pool&lock=off&threads=2&size=2")
            .await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        let cycle: String = page
            .js(
                "return document.querySelector('[aria-label=\"The cycle\"]').textContent",
                vec![],
            )
            .await;
        assert!(cycle.contains("slot") && cycle.contains("task"), "{cycle}");
        page.press("Stop").await;
        page.reaches("ready").await;
    })
    .await;
}
