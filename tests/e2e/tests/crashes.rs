//! Threads that really break, and an engine that is killed: the page says so, keeps what was set, and runs on.

use e2e::{Browser, KEEP_WORKERS, Look, browse, browse_as};

/// Gives the test a page whose Workers it can end.
async fn browse_with_workers(test: impl AsyncFnOnce(&Browser)) {
    let look = Look {
        before: KEEP_WORKERS,
        ..Look::default()
    };
    browse_as(look, test).await;
}

async fn crash(page: &Browser, variant: &str, says: &str) {
    page.open(&format!("lab=crash&variant={variant}&threads=3")).await;
    page.run().await;
    let said = page.status().await;
    assert!(said.to_lowercase().contains(says), "{said}");
    let kept = "return location.hash.includes('threads=3') && location.hash.includes(arguments[0])";
    assert!(page.js::<bool>(kept, vec![variant.into()]).await);
    page.find("link", "Counter").await.click().await.expect("a link");
    page.wait("the lab shows", "return location.hash.includes('lab=counter')")
        .await;
    page.run().await;
    assert!(page.number("Got").await.is_some());
}

#[tokio::test]
async fn a_trap_is_told_and_the_page_runs_on() {
    browse(async |page| crash(page, "trap", "crashed").await).await;
}

#[tokio::test]
async fn an_endless_loop_is_told_and_the_page_runs_on() {
    browse(async |page| crash(page, "endless-loop", "endless loop").await).await;
}

#[tokio::test]
async fn memory_that_runs_out_is_told_and_the_page_runs_on() {
    browse(async |page| crash(page, "out-of-memory", "memory").await).await;
}

#[tokio::test]
async fn an_engine_that_is_killed_in_the_middle_of_a_run_is_replaced() {
    browse_with_workers(async |page| {
        page.open("lab=counter&variant=locked&lock=cpython&threads=3&size=50000000")
            .await;
        page.press("Run").await;
        page.reaches("running").await;
        let runs = page.runs_over().await;
        let _: bool = page.js("window.workers.engine.terminate(); return true", vec![]).await;
        page.over_after(runs).await;
        // Its lock tells, not its silence.
        let said = page.status().await;
        assert!(said.contains("the browser ended the engine"), "{said}");
        assert!(
            page.js::<bool>("return location.hash.includes('size=50000000')", vec![])
                .await
        );
        page.open("lab=counter&variant=atomic&threads=3&size=1000").await;
        page.run().await;
        assert_eq!(page.number("Got").await, Some(3_000));
    })
    .await;
}

#[tokio::test]
async fn an_engine_that_is_killed_between_runs_is_replaced() {
    browse_with_workers(async |page| {
        page.open("lab=counter&variant=atomic&threads=3&size=1000").await;
        let _: bool = page.js("window.workers.engine.terminate(); return true", vec![]).await;
        page.run().await;
        page.reaches("ready").await;
        page.run().await;
        assert_eq!(page.number("Got").await, Some(3_000));
    })
    .await;
}

/// A simulator that is silent may be computing, for half a minute; one that is gone is replaced at once, and shows the same moment.
#[tokio::test]
async fn a_simulator_that_is_killed_is_replaced_at_once() {
    browse_with_workers(async |page| {
        page.open("lab=counter&variant=unprotected&engine=lockstep&threads=2&size=2")
            .await;
        page.press("Step").await;
        let kill = "window.killed = window.workers.simulator; window.killed.terminate(); return true";
        let _: bool = page.js(kill, vec![]).await;
        page.wait("another simulator", "return window.workers.simulator !== window.killed")
            .await;
        page.press("Step").await;
        page.reaches("ready").await;
    })
    .await;
}
