//! Pages that Sphinx, MkDocs, mdBook, nbconvert, VitePress and reveal.js made, on a host that sends no headers: the embed runs, checks, and is as light or dark as its page.

use e2e::{Browser, Look, browse_as, pages_address};
use serde_json::{Value, json};

/// Each page, and whether it is dark where the system prefers dark. MkDocs Material has a switch for it instead.
const PAGES: [(&str, bool); 6] = [
    ("sphinx/index.html", true),
    ("mkdocs/index.html", false),
    ("mdbook/notes.html", true),
    ("notebook/notes.html", false),
    ("plain/index.html", true),
    ("vitepress/index.html", true),
];

/// A deck, which shows one slide at a time.
const DECK: &str = "reveal/index.html";

/// Keeps what embeds say, from the beginning.
pub const LISTEN: &str = "
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
        for path in PAGES.map(|(path, _)| path).into_iter().chain([DECK]) {
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
const SWITCHES: [(&str, &str); 4] = [
    ("sphinx/index.html", "document.querySelector('.theme-toggle').click()"),
    (
        "mkdocs/index.html",
        "document.querySelector('label[for^=__palette]:not([hidden])').click()",
    ),
    (
        "mdbook/notes.html",
        "document.querySelector('#mdbook-theme-navy').click()",
    ),
    (
        "vitepress/index.html",
        "document.querySelector('.VPSwitchAppearance').click()",
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

/// On a slide the embed has room below the heading. The keys of the deck are the lab's from a click into it to a click beside it.
#[tokio::test]
#[ignore = "needs the pages that the suite `packages` builds"]
async fn on_a_slide_the_embed_fits_and_keys_go_to_what_was_clicked() {
    let look = Look {
        before: LISTEN,
        ..Look::default()
    };
    browse_as(look, async |page| {
        open(page, DECK).await;
        let fits = "const [box, slide] = [embeds()[arguments[0]], document.querySelector('.slides')].map((one) => one.getBoundingClientRect());
            return box.height > 200 && box.top >= slide.top && box.bottom <= slide.bottom + 1";
        page.wait_with("the program fits its slide", fits, vec![json!(0)]).await;
        let slide = "return Reveal.getIndices().h === arguments[0]";
        press_key(page, "ArrowRight").await;
        page.wait_with("the second slide shows", slide, vec![json!(1)]).await;
        page.wait_with("the lab fits its slide", fits, vec![json!(1)]).await;

        let state = "embeds()[1].state(); return heard.state?.lab === 'counter' && (heard.state.at ?? 0) === arguments[0]";
        page.wait_with("the lab is at its first step", state, vec![json!(0)]).await;
        click(page, "embeds()[1]").await;
        page.wait("the lab has the focus", "return document.activeElement.matches('div.threadbare')").await;
        press_key(page, "ArrowRight").await;
        page.wait_with("the lab has made a step", state, vec![json!(1)]).await;
        assert!(page.js::<bool>(slide, vec![json!(1)]).await, "the deck has moved too");

        click(page, "document.querySelectorAll('h2')[1]").await;
        press_key(page, "ArrowLeft").await;
        page.wait_with("the first slide shows again", slide, vec![json!(0)]).await;
    })
    .await;
}

/// A real click in the middle of the top of something, whatever lies there.
async fn click(page: &Browser, what: &str) {
    let place = format!("const box = {what}.getBoundingClientRect(); return [box.left + box.width / 2, box.top + 6]");
    let (x, y): (f64, f64) = page.js(&place, vec![]).await;
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        page.devtools("Input.dispatchMouseEvent", event).await;
    }
}

/// A real key, for whatever has the focus, in a frame or not.
async fn press_key(page: &Browser, key: &str) {
    let code = match key {
        "ArrowLeft" => 37,
        _ => 39,
    };
    for kind in ["keyDown", "keyUp"] {
        let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}
