//! Runs that are kept: a history that outlives the page, two runs side by side, and a result that travels in a link.

use e2e::{Browser, browse};
use serde_json::json;

/// The cells of a table, row by row, without its head.
async fn cells(page: &Browser, table: &str) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll(`[aria-label=\"${arguments[0]}\"] tbody tr`)]
        .map((row) => [...row.cells].map((cell) => cell.textContent.trim()))";
    page.js(script, vec![json!(table)]).await
}

#[tokio::test]
async fn runs_are_kept_compared_and_shared_with_their_result() {
    browse(async |page| {
        page.open("lab=counter&variant=locked&threads=2&size=1000&lock=off")
            .await;
        page.run().await;
        page.press("Share").await;
        let field = page.find("textbox", "Link with the result on show").await;
        let link = field.prop("value").await.expect("it has a value").unwrap_or_default();
        page.press("Close").await;
        page.open("lab=counter&variant=locked&threads=4&size=1000&lock=off")
            .await;
        page.run().await;
        page.find("tab", "Runs (2)").await.click().await.expect("the tab opens");
        let kept = cells(page, "Kept runs").await;
        assert!(
            kept[0][2].contains("4 threads") && kept[1][2].contains("2 threads"),
            "{kept:?}"
        );
        let choose = "document.querySelectorAll('.kept-runs input').forEach((box) => box.click())";
        page.js::<()>(choose, vec![]).await;
        page.wait(
            "they stand side by side",
            "return document.querySelector('[aria-label=\"Two runs side by side\"]') !== null",
        )
        .await;
        let beside = cells(page, "Two runs side by side").await;
        let expected = beside.iter().find(|row| row[0] == "Expected").expect("a row");
        assert_eq!(expected[1..], ["4,000", "2,000"], "{beside:?}");

        page.open_at(&link).await;
        let status = page.status().await;
        assert!(status.starts_with("Measured elsewhere:"), "{status}");
        page.press("One more: threads").await;
        let of_now = "return location.hash.includes('threads=3') && !location.hash.includes('result=')";
        page.wait("the address is of what is set now", of_now).await;
        page.find("tab", "Runs (3)").await.click().await.expect("the tab opens");
        assert!(cells(page, "Kept runs").await[0][1].starts_with("elsewhere"));
        page.press("Forget these").await;
        page.wait("they are gone", "return document.querySelector('.kept-runs') === null")
            .await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}
