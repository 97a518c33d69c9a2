//! Two hundred random doings: whatever comes of them, the page is ready in the end.

use e2e::{Browser, browse};
use rand_pcg::{Pcg32, rand_core::Rng};
use serde_json::{Value, json};

const DOINGS: usize = 200;

/// Tried unless the environment variable `THREADBARE_SEED` names another.
const SEED: u64 = 20_261_121;

/// What is typed into fields, sensible and not.
const TYPED: [&str; 16] = [
    "1",
    "2",
    "8",
    "32",
    "33",
    "0",
    "-1",
    "1e3",
    "5000",
    "999999999999",
    "NaN",
    "",
    "∞",
    "'; drop",
    "a",
    "0.5",
];

/// Does one thing to one visible control, picked by number: clicks a button, a link or a choice, or fills a field.
const DO: &str = "
    const [pick, typed] = arguments;
    const top = document.querySelector('dialog[open]') ?? document;
    const controls = [...top.querySelectorAll('button, nav a, summary, select, input:not([type=file])')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled && !control.readOnly);
    const control = controls[pick % controls.length];
    if (!control) return 'nothing';
    if (control.matches('select')) {
      control.selectedIndex = pick % control.options.length;
    } else if (control.matches('input[type=number], input[type=text], input:not([type])')) {
      control.value = typed;
    } else {
      control.click();
      return control.ariaLabel ?? control.textContent.trim() ?? control.value;
    }
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    return `${control.ariaLabel ?? control.name} = ${control.value}`;";

fn below(random: &mut Pcg32, bound: usize) -> usize {
    random.next_u32() as usize % bound
}

async fn doings(page: &Browser, seed: u64) {
    let mut random = Pcg32::new(seed, 1);
    let mut done: Vec<String> = Vec::new();
    page.open("lab=counter").await;
    for number in 0..DOINGS {
        let typed = TYPED[below(&mut random, TYPED.len())];
        let did: Value = page.js(DO, vec![json!(random.next_u32()), json!(typed)]).await;
        done.push(did.to_string());
        let state = page.state().await;
        let known = ["loading", "ready", "running", "deadlocked"].contains(&state.as_str());
        assert!(known, "seed {seed}, doing {number}: {state} after {done:?}");
    }
    let settle = "document.querySelector('dialog[open]')?.close();
        if (['running', 'deadlocked'].includes(document.documentElement.dataset.threadbare)) {
          [...document.querySelectorAll('button')].find((button) => button.ariaLabel === 'Stop')?.click();
        }
        return document.documentElement.dataset.threadbare === 'ready'";
    page.wait(&format!("seed {seed}: the page is ready after {done:?}"), settle)
        .await;
    page.open("lab=counter&variant=atomic&threads=2&size=1000").await;
    page.run().await;
    assert_eq!(page.number("Got").await, Some(2_000), "seed {seed}");
}

#[tokio::test]
async fn two_hundred_random_doings_leave_the_page_ready() {
    let given = std::env::var("THREADBARE_SEED").ok().and_then(|seed| seed.parse().ok());
    browse(async |page| doings(page, given.unwrap_or(SEED)).await).await;
}
