//! Sweeps: two curves, and the same numbers in the picture's twin.

use crate::pixels::look_at_all_sizes;
use e2e::{Browser, Key, browse};

/// `1.23 million`, `12,300` or `123` as a number.
fn read(shown: &str) -> f64 {
    let (number, scale) = match shown.split_once(' ') {
        Some((number, "million")) => (number, 1e6),
        Some((number, "billion")) => (number, 1e9),
        _ => (shown, 1.0),
    };
    number
        .replace(',', "")
        .parse::<f64>()
        .unwrap_or_else(|_| panic!("no number: {shown}"))
        * scale
}

pub async fn sweep(page: &Browser) {
    let runs = page.runs_over().await;
    page.press("Sweep").await;
    page.over_after(runs).await;
}

#[tokio::test]
async fn a_sweep_draws_both_curves_and_its_table_says_the_same() {
    browse(async |page| {
        page.open("lab=hashing&size=2000").await;
        sweep(page).await;
        let lines = "return document.querySelectorAll('[aria-labelledby=plot-title] svg polyline, [aria-labelledby=plot-title] svg path').length";
        assert!(page.js::<u64>(lines, vec![]).await >= 2);
        let words: String = page.js("return document.querySelector('[aria-labelledby=plot-title] svg').textContent", vec![]).await;
        let readout = page.find("slider", "Values at a number of threads").await;
        readout.send_keys(&format!("{}{}", Key::Home, Key::Right)).await.expect("the keys are pressed");
        let values = page.js::<String>("return document.querySelector('.readout p').textContent", vec![]).await;
        assert!(values.starts_with("2 threads: lock off ") && values.contains("one thread"), "{values}");
        let json = "const [done] = arguments; const real = URL.createObjectURL;
            URL.createObjectURL = (blob) => { blob.text().then(done); return real.call(URL, blob); };
            [...document.querySelectorAll('button')].find((button) => button.textContent === 'JSON').click()";
        let saved: String = page.js_later(json, vec![]).await;
        page.press_in("Throughput", "as a table").await;
        let rows = page.table("Throughput as a table").await;
        assert_eq!(rows.len(), 9, "{rows:?}");
        let curves: serde_json::Value = serde_json::from_str(&saved).expect("JSON");
        for (column, lock) in [(1, "off"), (4, "cpython")] {
            let curve = curves.as_array().into_iter().flatten().find(|curve| curve["lock"] == lock).expect("a curve");
            let points = curve["points"].as_array().expect("points");
            assert_eq!(points.len(), 8);
            for (row, point) in rows[1..].iter().zip(points) {
                assert_eq!(row[0], point["threads"].to_string());
                let (shown, saved) = (read(&row[column]), point["median"].as_f64().expect("a number"));
                assert!((shown / saved - 1.0).abs() < 0.01, "{shown} and {saved}");
                let one = points[0]["median"].as_f64().expect("a number");
                assert!((read(&row[column + 1]) - saved / one).abs() < 0.01, "{row:?}");
            }
        }
        assert!(words.contains("threads") && words.contains("times one thread"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn a_sweep_is_predicted_too_and_the_page_says_how_far_off_that_is() {
    browse(async |page| {
        page.open("lab=hashing&size=2000").await;
        sweep(page).await;
        page.wait(
            "the prediction is told",
            "return /prediction is .*off by \\d+ %.* with the lock on.*For 64 threads it says|cannot be told beside other work/
                .test(document.querySelector('[aria-labelledby=plot-title]').textContent)",
        )
        .await;
        page.press_in("Throughput", "as a table").await;
        let rows = page.table("Throughput as a table").await;
        assert_eq!((rows.len(), rows[0].len()), (9, 9), "{rows:?}");
        assert!(
            rows[1..].iter().all(|row| row[7..].iter().all(|cell| read(cell) > 0.0)),
            "{rows:?}"
        );
        let mut unread = Vec::new();
        look_at_all_sizes(page, "a sweep that is done", &mut unread).await;
        assert!(unread.is_empty(), "{}", unread.join("\n"));
        let further = page.table("Predicted for more threads as a table").await;
        assert_eq!(
            further.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
            ["Threads", "16", "32", "64"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_sweep_can_be_stopped_and_what_was_measured_stays() {
    browse(async |page| {
        page.open("lab=hashing&size=100000").await;
        let runs = page.runs_over().await;
        page.press("Sweep").await;
        page.press_in("Throughput", "as a table").await;
        page.wait(
            "a point is measured",
            "return document.querySelector('[aria-label=\"Throughput as a table\"] tbody td') !== null",
        )
        .await;
        page.press("Stop").await;
        page.over_after(runs).await;
        let rows = page.table("Throughput as a table").await;
        assert!((2..9).contains(&rows.len()), "{rows:?}");
        page.run().await;
    })
    .await;
}
