//! Pages that Sphinx, MkDocs, mdBook and nbconvert made, on a host that sends no headers: the embed runs, checks, and is as light or dark as its page.

use e2e::{Browser, Look, browse_as, pages_address};
use serde_json::{Value, json};

/// Each page, and whether it is dark where the system prefers dark. MkDocs Material has a switch for it instead.
const PAGES: [(&str, bool); 5] = [
    ("sphinx/index.html", true),
    ("mkdocs/index.html", false),
    ("mdbook/notes.html", true),
    ("notebook/notes.html", false),
    ("plain/index.html", true),
];

/// Keeps what embeds say, from the beginning.
const LISTEN: &str = "
    window.heard = {};
    for (const kind of ['ready', 'state', 'error', 'check'])
      document.addEventListener(`threadbare-${kind}`, ({ detail }) => (window.heard[kind] = detail ?? true));
    window.embeds = () => [...document.querySelectorAll('div.threadbare')].map((block) => block.shadowRoot?.querySelector('thread-bare'));";

async fn open(page: &Browser, path: &str) {
    page.goto(&format!("{}{path}", pages_address())).await;
    page.wait(&format!("the embed in {path} is ready"), "return !!window.heard?.ready")
        .await;
}

/// The embed itself says how it looks; a page's colours may take a moment to fade.
async fn has_theme(page: &Browser, path: &str, theme: &str) {
    let what = format!("the embed in {path} is {theme}");
    page.wait_with(&what, "return heard.state?.theme === arguments[0]", vec![json!(theme)])
        .await;
}

#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn a_program_in_each_generators_page_is_checked_in_its_place() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        for (path, _) in PAGES {
            open(page, path).await;
            has_theme(page, path, "light").await;
            page.js::<Value>("embeds()[0].check(); return null", vec![]).await;
            page.wait(&format!("the program in {path} is checked"), "return !!heard.check")
                .await;
            let found: Value = page.js("return [heard.error ?? null, heard.check]", vec![]).await;
            let verdicts = found[1]["results"].as_array().expect("a result for each Python").iter();
            let verdicts: Vec<&Value> = verdicts.map(|result| &result["verdict"]).collect();
            assert!(
                found[0].is_null() && verdicts.contains(&&json!("fails")),
                "{path}: {found}"
            );
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn on_a_dark_page_the_embed_is_dark_and_on_a_narrow_one_nothing_is_wider() {
    let look = Look {
        size: (390, 844),
        dark: true,
        before: LISTEN,
    };
    browse_as(look, async |page| {
        for (path, dark) in PAGES {
            open(page, path).await;
            has_theme(page, path, if dark { "dark" } else { "light" }).await;
            let inside = "return embeds()[0].getBoundingClientRect().right <= document.documentElement.clientWidth";
            assert!(page.js::<bool>(inside, vec![]).await, "{path}");
        }
    })
    .await;
}

/// The switch of each generator's own theme.
const SWITCHES: [(&str, &str); 3] = [
    ("sphinx/index.html", "document.querySelector('.theme-toggle').click()"),
    (
        "mkdocs/index.html",
        "document.querySelector('label[for^=__palette]:not([hidden])').click()",
    ),
    (
        "mdbook/notes.html",
        "document.querySelector('#mdbook-theme-navy').click()",
    ),
];

#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn the_embed_follows_the_switch_of_its_page() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        for (path, switch) in SWITCHES {
            open(page, path).await;
            page.js::<Value>(&format!("{switch}; return null"), vec![]).await;
            has_theme(page, path, "dark").await;
        }
    })
    .await;
}

/// A sheet of paper has the code, and neither frame nor button.
#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn on_paper_the_code_stands_where_the_embed_was() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        for (path, _) in PAGES {
            open(page, path).await;
            let seen = "const [program, lab] = document.querySelectorAll('div.threadbare');
                return [embeds()[0].clientHeight > 0, program.querySelector('pre').clientHeight > 0, lab.shadowRoot.querySelector('button').clientHeight > 0]";
            assert_eq!(page.js::<Value>(seen, vec![]).await, json!([true, false, true]), "{path}");
            page.devtools("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
            assert_eq!(page.js::<Value>(seen, vec![]).await, json!([false, true, false]), "{path}");
            page.devtools("Emulation.setEmulatedMedia", json!({"media": ""})).await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn a_block_with_a_prompt_loads_nothing_before_it_is_pressed() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        for (path, _) in PAGES {
            open(page, path).await;
            let offered = "return [embeds().length, !!embeds()[1]]";
            assert_eq!(page.js::<Value>(offered, vec![]).await, json!([2, false]), "{path}");
            let press = "delete heard.ready; document.querySelectorAll('div.threadbare')[1].shadowRoot.querySelector('button').click(); return null";
            page.js::<Value>(press, vec![]).await;
            page.wait(&format!("the lab in {path} is ready"), "return !!heard.ready && !!embeds()[1]").await;
        }
    })
    .await;
}
