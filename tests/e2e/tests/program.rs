//! A program of the visitor's own: searched, watched as it fails, mended, shared, and all of that by keyboard, by finger and from another page.

use crate::accessible::{complaints, press, tab_to};
use e2e::{Browser, Key, Look, address, browse, browse_as, plain_address};
use serde_json::{Value, json};

const PHONE: Look = Look {
    size: (390, 844),
    dark: false,
    before: "",
};

/// Whether all three Pythons have a verdict.
pub const JUDGED: &str =
    "const words = [...document.querySelectorAll('[data-verdict]')].map((one) => one.dataset.verdict);
    return words.length === 3 && words.every((word) => ['safe', 'fails', 'unknown'].includes(word))";

/// The words of the three verdicts, in the order of the page.
const WORDS: &str = "return [...document.querySelectorAll('[data-verdict]')].map((one) => one.textContent)";

const MENDED: &str = include_str!("../../../examples/lost-update-mended.py");

async fn verdicts(page: &Browser) -> Vec<String> {
    page.wait("three verdicts", JUDGED).await;
    page.reaches("ready").await;
    page.js(WORDS, vec![]).await
}

pub async fn look(page: &Browser) -> Vec<String> {
    page.press("Find what can go wrong").await;
    verdicts(page).await
}

/// Replaces the text as a paste does.
pub async fn paste(page: &Browser, text: &str) {
    page.find("textbox", "Your program").await;
    let script = "const field = document.querySelector('[aria-label=\"Your program\"]');
        field.focus();
        field.select();
        return document.execCommand('insertText', false, arguments[0])";
    assert!(page.js::<bool>(script, vec![json!(text)]).await, "the text is pasted");
    page.wait_with(
        "the text is there",
        "return document.querySelector('[aria-label=\"Your program\"]').value === arguments[0]",
        vec![json!(text)],
    )
    .await;
}

pub async fn text(page: &Browser) -> String {
    page.find("textbox", "Your program").await;
    page.js(
        "return document.querySelector('[aria-label=\"Your program\"]').value",
        vec![],
    )
    .await
}

async fn first_page(page: &Browser) {
    page.client.goto(&address()).await.expect("the page is opened");
    page.reaches("ready").await;
    crate::editor::edited(page).await;
}

/// Opens Share and reads the link.
pub async fn link(page: &Browser) -> String {
    page.press("Share").await;
    page.find("textbox", "Link to exactly this").await;
    page.js("return document.querySelector('dialog input').value", vec![])
        .await
}

#[tokio::test]
async fn a_visitor_finds_a_race_mends_it_and_shares_the_proof() {
    browse(async |page| {
        first_page(page).await;
        assert_eq!(look(page).await, ["fails"; 3]);
        let film = page.table("The failure, move by move").await;
        assert_eq!(film[0][1..], ["MMainThread", "1Thread-1", "2Thread-2"]);
        assert!(
            film.iter()
                .any(|row| row.iter().any(|cell| cell.contains("hits = hits + count(page)"))),
            "{film:?}"
        );
        assert!(page.status().await.contains("hits"), "{}", page.status().await);
        page.press("Watch it fail").await;
        let plays = "const at = Number(document.querySelector('.film-controls .at').textContent.split(' ')[0]);
            return at >= 2 && document.querySelector('.film-controls .play').textContent === 'Pause'";
        page.wait("the film moves by itself", plays).await;
        page.press("Pause").await;
        page.wait(
            "what stands still can be played",
            "return document.querySelector('.film-controls .play').textContent === 'Play'",
        )
        .await;
        page.press("The switch").await;
        page.wait(
            "a move is on show",
            "return document.querySelector('tr[aria-current=step].switch') !== null",
        )
        .await;
        paste(page, MENDED).await;
        assert_eq!(look(page).await, ["safe"; 3]);
        assert!(
            page.status().await.contains("Safe three times"),
            "{}",
            page.status().await
        );
        let link = link(page).await;
        browse(async |other| {
            other.open_at(&link).await;
            assert_eq!(text(other).await, MENDED);
            assert_eq!(look(other).await, ["safe"; 3]);
        })
        .await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_link_to_a_moment_of_a_failure_opens_that_moment() {
    browse(async |page| {
        first_page(page).await;
        look(page).await;
        page.find("table", "The failure, move by move").await;
        page.press("Back").await;
        page.press("Back").await;
        let (moment, text_here) = (shown(page).await, text(page).await);
        let link = link(page).await;
        browse(async |other| {
            other.open_at(&link).await;
            other.find("table", "The failure, move by move").await;
            assert_eq!(shown(other).await, moment);
            assert_eq!(text(other).await, text_here);
        })
        .await;
    })
    .await;
}

/// The move on show: its number and its words.
pub async fn shown(page: &Browser) -> String {
    let script = "return document.querySelector('tr[aria-current=step]')?.textContent ?? ''";
    page.wait("a move is on show", script).await;
    page.js(script, vec![]).await
}

#[tokio::test]
async fn by_keyboard_alone_it_is_searched_and_watched() {
    browse(async |page| {
        first_page(page).await;
        tab_to(page, "Find what can go wrong").await;
        press(page, &Key::Enter.to_string()).await;
        assert_eq!(verdicts(page).await, ["fails"; 3]);
        tab_to(page, "Your program").await;
        press(page, &Key::Tab.to_string()).await;
        let left: bool = page
            .js("return document.activeElement.ariaLabel !== 'Your program'", vec![])
            .await;
        assert!(left, "Tab leaves the field");
        tab_to(page, "Watch it fail").await;
        press(page, &Key::Enter.to_string()).await;
        tab_to(page, "Move").await;
        // To the end first: the film plays, and where it has not moved yet the first key would move nothing and stop nothing.
        for key in [Key::End, Key::Home, Key::Right] {
            press(page, &key.to_string()).await;
        }
        assert!(shown(page).await.starts_with('1'));
    })
    .await;
}

#[tokio::test]
async fn letters_typed_into_the_program_do_nothing_else() {
    browse(async |page| {
        first_page(page).await;
        let field = page.find("textbox", "Your program").await;
        field.send_keys("rslpnb1?").await.expect("typed");
        assert!(text(page).await.contains("rslpnb1?"));
        let body = page.client.find(e2e::Locator::Css("body")).await.expect("a body");
        body.send_keys("rsl").await.expect("keys");
        assert_eq!(page.state().await, "ready");
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_nothing_sticks_out_and_a_finger_does_it_all() {
    browse_as(PHONE, async |page| {
        first_page(page).await;
        assert_eq!(sideways(page).await, 0);
        assert_eq!(look(page).await, ["fails"; 3]);
        page.find("table", "The failure, move by move").await;
        page.press("Watch it fail").await;
        page.wait(
            "the film is where one looks",
            "const { top } = document.querySelector('.film').getBoundingClientRect(); return top >= 0 && top <= innerHeight / 2",
        )
        .await;
        page.press("Pause").await;
        assert_eq!(sideways(page).await, 0);
        assert_eq!(complaints(page).await, Vec::<String>::new());
        paste(page, MENDED).await;
        assert_eq!(look(page).await, ["safe"; 3]);
    })
    .await;
}

/// By how many pixels the page is wider than its window.
pub async fn sideways(page: &Browser) -> i64 {
    page.js(
        "return Math.max(0, document.documentElement.scrollWidth - innerWidth)",
        vec![],
    )
    .await
}

/// Text below 12 pixels, what of the reason is out of view, and how many lines of code are in view.
const LAID_OUT: &str = "
    const box = (one) => document.querySelector(one).getBoundingClientRect();
    const small = [...document.querySelectorAll('#page *')].filter((one) => one.checkVisibility() && [...one.childNodes].some((node) =>
      node.nodeType === 3 && node.data.trim() !== '') && parseFloat(getComputedStyle(one).fontSize) < 12 && one.getBoundingClientRect().width > 1);
    const status = document.querySelector('.told .status');
    const clipped = status.scrollHeight > status.clientHeight + 1 || box('.told').bottom > innerHeight || box('.told').top < 0;
    return { small: small.map((one) => one.outerHTML.slice(0, 80)), clipped, lines: Math.floor(box('.editor').height / 24), film: Math.round(box('.film').height) }";

#[tokio::test]
async fn at_a_laptop_s_size_the_code_the_reason_and_the_film_are_all_in_view() {
    for (size, lines) in [((1280, 800), 24), ((1440, 900), 24), ((1024, 768), 20)] {
        browse_as(
            Look {
                size,
                ..Look::default()
            },
            async |page| {
                first_page(page).await;
                look(page).await;
                page.find("table", "The failure, move by move").await;
                let found: Value = page.js(LAID_OUT, vec![]).await;
                assert_eq!(found["small"], json!([]), "{size:?}");
                assert_eq!(found["clipped"], json!(false), "{size:?}");
                assert!(
                    found["lines"].as_i64().is_some_and(|seen| seen >= lines),
                    "{size:?} {found}"
                );
                assert!(
                    found["film"].as_i64().is_some_and(|height| height >= 200),
                    "{size:?} {found}"
                );
                assert_eq!(sideways(page).await, 0, "{size:?}");
            },
        )
        .await;
    }
}

#[tokio::test]
async fn what_cannot_be_run_is_an_alert_and_the_text_stays() {
    browse(async |page| {
        first_page(page).await;
        for (bad, words) in [("x = = 1\n", "Line 1, column 5"), ("def f(:\n    pass", "Line 1")] {
            paste(page, bad).await;
            page.press("Find what can go wrong").await;
            page.wait_with(
                "an alert says where",
                "return document.querySelector('[role=alert]')?.textContent.includes(arguments[0])",
                vec![json!(words)],
            )
            .await;
            assert_eq!(text(page).await, bad);
            page.reaches("ready").await;
        }
        paste(page, MENDED).await;
        assert_eq!(look(page).await, ["safe"; 3]);
    })
    .await;
}

#[tokio::test]
async fn a_hostile_link_is_one_sentence() {
    browse(async |page| {
        for hash in ["src=____", "src=%00", "python=2.7&src=!", "schedule=zzz&at=99999"] {
            page.open(&format!("lab=program&{hash}")).await;
            assert!(text(page).await.contains("hits"), "{hash}");
        }
        assert_eq!(look(page).await, ["fails"; 3]);
    })
    .await;
}

#[tokio::test]
async fn typing_never_waits_for_a_search() {
    browse(async |page| {
        first_page(page).await;
        let long = "from threading import Thread\nn = 0\ndef f():\n    global n\n    for _ in range(6):\n        n += 1\nts = [Thread(target=f) for _ in range(4)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n";
        paste(page, long).await;
        page.press("Find what can go wrong").await;
        page.reaches("running").await;
        page.wait("schedules are counted", "return [...document.querySelectorAll('.how-many')].some((one) => /second/.test(one.textContent))")
            .await;
        page.press("Stop looking").await;
        page.reaches("ready").await;
        page.find("button", "Find what can go wrong").await;
        let words: Vec<String> = page.js(WORDS, vec![]).await;
        assert!(words.iter().all(|word| ["safe", "fails", "unknown"].contains(&word.as_str())), "{words:?}");
    })
    .await;
}

#[tokio::test]
async fn another_thread_at_a_move_is_a_run_of_one_s_own() {
    browse(async |page| {
        first_page(page).await;
        look(page).await;
        page.press("The switch").await;
        page.press("Back").await;
        page.wait(
            "a branch is offered",
            "return document.querySelector('.branches button') !== null",
        )
        .await;
        page.js::<Value>(
            "document.querySelector('.branches button').click(); return null",
            vec![],
        )
        .await;
        page.wait(
            "the run is one's own",
            "return document.getElementById('own-Film').textContent.startsWith('This schedule')",
        )
        .await;
        assert!(
            page.status().await.contains("This schedule ends so"),
            "{}",
            page.status().await
        );
        page.find("button", "Back to the shortest failure").await;
    })
    .await;
}

/// Opens the page as a host serves it that sends no headers.
async fn not_isolated(page: &Browser) {
    let before = format!("{}icon.svg", plain_address());
    page.client.goto(&before).await.expect("the site is served");
    // A tab that has asked for isolation once is not reloaded again.
    page.js::<Value>(
        "sessionStorage.setItem('threadbare-isolation', 'asked'); return null",
        vec![],
    )
    .await;
    page.client.goto(&plain_address()).await.expect("the page is opened");
    page.reaches("ready").await;
}

#[tokio::test]
async fn it_works_where_a_page_is_not_isolated() {
    browse(async |page| {
        not_isolated(page).await;
        assert!(!page.js::<bool>("return crossOriginIsolated", vec![]).await);
        assert_eq!(look(page).await, ["fails"; 3]);
    })
    .await;
}

#[tokio::test]
async fn an_element_holds_a_program_and_tells_what_a_check_finds() {
    browse(async |page| {
        page.open("lab=program").await;
        let script = "const [source, done] = arguments;
            window.heard = {};
            for (const kind of ['check', 'error']) document.addEventListener(`threadbare-${kind}`, ({ detail }) => (window.heard[kind] = detail));
            const put = () => {
              const element = document.createElement('thread-bare');
              element.setAttribute('python', '3.14t');
              const script = document.createElement('script');
              script.type = 'text/x-python';
              script.textContent = source;
              element.append(script);
              element.addEventListener('threadbare-state', ({ detail }) => { if (detail.lab === 'program') { element.check(); done(true); } });
              document.body.prepend(element);
            };
            import(new URL('thread-bare.js', location.href)).then(put)";
        let _: bool = page.js_later(script, vec![json!(include_str!("../../../examples/lost-update.py"))]).await;
        page.wait("the check is told", "return !!window.heard.check").await;
        let check: Value = page.js("return window.heard.check", vec![]).await;
        let word = |python: &str| {
            let all = check["results"].as_array().cloned().unwrap_or_default();
            all.into_iter().find(|one| one["python"] == python).map(|one| one["verdict"].clone())
        };
        assert_eq!((word("3.14"), word("3.14t")), (Some(json!("safe")), Some(json!("fails"))));
    })
    .await;
}

/// Two threads that each add one so often that they meet in nearly every run.
const COUNTER: &str = "import threading

hits = 0

def visit():
    global hits
    for _ in range(30000):
        hits += 1

visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
print(hits)
";

/// Increments of all its threads together.
const ALL: &str = "60000\n";

/// A bare counter is run so often until it loses: with two cores one run in ten loses nothing at worst, so that ten runs without a loss are no chance.
const PATIENCE: usize = 10;

/// What the run on show wrote, to which stream.
async fn written(page: &Browser, stream: &str) -> String {
    let script = "return document.querySelector(`pre[aria-label=${arguments[0]}]`)?.textContent ?? ''";
    page.js(script, vec![json!(stream)]).await
}

#[tokio::test]
async fn on_real_threads_a_program_loses_without_the_lock_and_keeps_all_with_it() {
    browse(async |page| {
        page.open("lab=program&python=3.14t").await;
        paste(page, COUNTER).await;
        let mut lost = false;
        for _ in 0..PATIENCE {
            page.run().await;
            lost |= written(page, "Output").await != ALL;
            if lost {
                break;
            }
        }
        assert!(lost, "nothing was lost in {PATIENCE} runs without the lock");
        let said = page.status().await;
        assert!(said.contains("on real threads, as Python 3.14t"), "{said}");
        page.find("radio", "3.14").await;
        let choose = "document.querySelector('input[name=run-python][value=\"3.14\"]').click(); return null";
        page.js::<Value>(choose, vec![]).await;
        for _ in 0..3 {
            page.run().await;
            assert_eq!(written(page, "Output").await, ALL);
        }
        assert!(
            page.status().await.contains("as Python 3.14."),
            "{}",
            page.status().await
        );
        assert_eq!(complaints(page).await, Vec::<String>::new());
        // The search is there as before; of 30,000 rounds it would take as long as it may.
        paste(page, &COUNTER.replace("30000", "2")).await;
        assert_eq!(look(page).await, ["safe"; 3]);
        let said = page.status().await;
        assert!(said.contains("prints depends on the order"), "{said}");
        page.press("Watch: prints 3").await;
        page.wait(
            "its film is on show",
            "return document.querySelector('.film-controls') !== null",
        )
        .await;
        assert!(
            page.status().await.contains("ends so: prints 3"),
            "{}",
            page.status().await
        );
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn on_real_threads_whatever_goes_wrong_is_one_sentence_and_the_next_run_works() {
    let stuck = "import threading\nfork, spoon = threading.Lock(), threading.Lock()\nboth = threading.Barrier(2)\ndef eat(first, second):\n    with first:\n        both.wait()\n        with second:\n            pass\nthreading.Thread(target=eat, args=(fork, spoon)).start()\nthreading.Thread(target=eat, args=(spoon, fork)).start()\n";
    let deep = "def deeper():\n    deeper()\ndeeper()\n";
    let greedy = "kept = []\nwhile True:\n    kept.append('x' * 1000 + str(len(kept)))\n";
    let wrong = "x = = 1\n";
    browse(async |page| {
        page.open("lab=program&python=3.14t").await;
        paste(page, stuck).await;
        page.press("Run").await;
        page.reaches("deadlocked").await;
        let said = page.status().await;
        assert!(said.contains("Stuck") && said.contains("fork") && said.contains("spoon"), "{said}");
        page.find("table", "Who waits for whom as a table").await;
        page.press("Break it").await;
        page.reaches("ready").await;
        for (text, words) in [(deep, "RecursionError"), (greedy, "MemoryError"), (wrong, "Not run")] {
            paste(page, text).await;
            page.run().await;
            assert!(page.status().await.contains(words), "{}", page.status().await);
        }
        paste(page, "import threading\ndef spin():\n    while True:\n        pass\nthreading.Thread(target=spin).start()\nprint('on')\nspin()\n").await;
        page.press("Run").await;
        page.wait("it has printed", "return document.querySelector('pre[aria-label=Output]')?.textContent === 'on\\n'")
            .await;
        let runs = page.runs_over().await;
        page.press("Stop").await;
        page.over_after(runs).await;
        assert!(page.status().await.starts_with("Stopped after"), "{}", page.status().await);
        let many = "import threading\ngate = threading.Event()\nts = [threading.Thread(target=gate.wait) for _ in range(40)]\nfor t in ts: t.start()\ngate.set()\nfor t in ts: t.join()\nprint(len(ts))\n";
        paste(page, many).await;
        page.run().await;
        assert_eq!(written(page, "Output").await, "40\n", "{}", page.status().await);
    })
    .await;
}

#[tokio::test]
async fn where_a_page_is_not_isolated_run_says_why_and_the_search_works() {
    browse(async |page| {
        not_isolated(page).await;
        page.press("Run").await;
        page.wait(
            "the reason is given",
            "return document.querySelector('[role=status]').textContent.includes('not cross-origin isolated')",
        )
        .await;
        assert_eq!(look(page).await, ["fails"; 3]);
    })
    .await;
}
