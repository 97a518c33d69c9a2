//! The address: restored on load and on going back, and friendly about nonsense.

use e2e::browse;

/// A value that no key can have, for each key that means something, in a lab that knows it.
const NONSENSE: [(&str, &str, &str); 23] = [
    ("counter", "lab", "nowhere"),
    ("counter", "variant", "psychic"),
    ("counter", "engine", "steam"),
    ("counter", "lock", "rusty"),
    ("counter", "threads", "0"),
    ("counter", "threads", "many"),
    ("counter", "threads", "-3"),
    ("counter", "threads", "99999999999999999999"),
    ("counter", "size", "1e99"),
    ("counter", "size", "%E2%88%9E"),
    ("counter", "size", ""),
    ("counter", "interval", "NaN"),
    ("counter", "interval", "0"),
    ("counter", "seed", "0x7"),
    ("hashing", "message", "-1"),
    ("mapreduce", "text", "palimpsest"),
    ("mapreduce", "reducers", "0"),
    ("mapreduce", "chunk", "1"),
    ("nested-pools", "inner", "0"),
    ("counter", "theme", "plaid"),
    ("counter", "embed", "maybe"),
    ("counter", "layout", "spiral"),
    ("counter", "panes", "code,attic"),
];

#[tokio::test]
async fn nonsense_under_every_key_gets_a_friendly_line_and_the_page_runs() {
    browse(async |page| {
        for (lab, key, value) in NONSENSE {
            let lab = if key == "lab" {
                String::new()
            } else {
                format!("lab={lab}&")
            };
            page.open(&format!("{lab}{key}={value}")).await;
            let notes = page.all("note", None).await;
            assert_eq!(notes.len(), 1, "{key}={value}");
            let said = notes[0].text().await.expect("a banner");
            let shown = if value.starts_with('%') { "∞" } else { value };
            let shown = if key == "panes" { "attic" } else { shown };
            assert!(
                said.contains(&format!("{key} cannot be")) && said.contains(shown),
                "{key}={value}: {said}"
            );
        }
        page.press("Understood").await;
        page.wait(
            "the line is gone",
            "return document.querySelector('[role=note]') === null",
        )
        .await;
        page.run().await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn unknown_keys_and_broken_escapes_are_ignored() {
    browse(async |page| {
        page.open("lab=counter&flavour=vanilla&&=&%zz=%zz&threads=3&size=1000")
            .await;
        assert_eq!(page.all("note", None).await.len(), 0);
        page.run().await;
        assert_eq!(page.number("Expected").await, Some(3_000));
    })
    .await;
}

#[tokio::test]
async fn everything_set_is_restored_from_the_address() {
    browse(async |page| {
        page.open("lab=hashing&variant=fine-locks&lock=held&threads=3&size=1500&interval=2.5&message=2048&seed=11")
            .await;
        let address: String = page.js("return location.href", vec![]).await;
        page.client.goto("about:blank").await.expect("nothing is opened");
        page.client.goto(&address).await.expect("the page is opened");
        page.reaches("ready").await;
        page.run().await;
        for part in [
            "variant=fine-locks",
            "lock=held",
            "threads=3",
            "size=1500",
            "interval=2.5",
            "message=2048",
            "seed=11",
        ] {
            assert!(address.contains(part), "{part} in {address}");
        }
        let said: String = page
            .js(
                "return document.querySelector('[aria-labelledby=result-title]').textContent",
                vec![],
            )
            .await;
        assert!(said.contains("1,500"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn going_back_goes_back_to_the_lab_before() {
    browse(async |page| {
        page.open("lab=counter&threads=3").await;
        page.find("link", "MapReduce").await.click().await.expect("a link");
        page.wait(
            "the other lab shows",
            "return document.querySelector('h1').textContent.includes('words')",
        )
        .await;
        page.client.back().await.expect("back");
        page.wait(
            "the first lab shows again",
            "return document.querySelector('h1').textContent.includes('n += 1')",
        )
        .await;
        let threads = page.find("spinbutton", "Threads").await;
        assert_eq!(threads.prop("value").await.expect("a field").as_deref(), Some("3"));
    })
    .await;
}
