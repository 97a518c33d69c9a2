//! Embeds at work in a page: how high they are, how one leaves them, what they tell unasked, and what many of them cost.

use crate::frames::{around, heard, host, visit};
use e2e::{Browser, Host, Look, browse, browse_as};
use serde_json::{Value, json};

/// Puts elements with these attributes into columns of these widths, and notes every height that each is told.
const PUT: &str = "const [columns] = arguments;
    window.embeds = [];
    import(new URL('thread-bare.js', location.href)).then(() => {
      document.body.replaceChildren();
      for (const [width, attributes] of columns) {
        const element = document.createElement('thread-bare');
        const embed = { element, heights: [], reports: 0, name: JSON.stringify([width, attributes]) };
        embed.inside = () => element.shadowRoot.querySelector('iframe').contentDocument;
        embed.high = () => embed.inside().getElementById('page').getBoundingClientRect().height;
        embed.press = (name) => [...embed.inside().querySelectorAll('button')].find((button) => button.textContent.trim() === name).click();
        element.addEventListener('threadbare-state', () => (embed.told = true));
        element.addEventListener('threadbare-height', ({ detail }) => embed.heights.push(detail));
        element.addEventListener('threadbare-report', () => embed.reports++);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        element.style.width = `${width}px`;
        document.body.append(element);
        embeds.push(embed);
      }
    });
    return null";

/// A frame far below is fetched when it comes near.
const TOLD: &str = "const silent = embeds.filter(({ told }) => !told);
    silent[0]?.element.scrollIntoView();
    return embeds.length > 0 && silent.length === 0";

/// Every frame is as high as the page in it.
const SNUG: &str = "return embeds.every(({ element, high }) => Math.abs(element.clientHeight - high()) < 2)";

async fn put(page: &Browser, columns: Value) {
    page.open("lab=crash").await;
    page.js::<Value>(PUT, vec![columns]).await;
    page.wait("all have told their state", TOLD).await;
    page.wait("every frame is as high as its page", SNUG).await;
}

async fn each(page: &Browser, act: &str) {
    page.js::<Value>(&format!("embeds.forEach((embed) => {act}); return null"), vec![])
        .await;
}

async fn every(page: &Browser, what: &str, condition: &str) {
    page.wait(what, &format!("return embeds.every((embed) => {condition})"))
        .await;
}

/// Neither a step, nor a run, nor playing, nor a deadlock moves the text below an embed in lockstep.
#[tokio::test]
async fn an_embed_in_lockstep_is_as_high_after_a_run_as_before() {
    let labs = [
        json!({"lab": "counter", "engine": "lockstep"}),
        json!({"lab": "mapreduce", "engine": "lockstep"}),
        json!({"lab": "nested-pools", "variant": "own-pool", "lock": "held", "engine": "lockstep"}),
        json!({"lab": "service", "engine": "lockstep"}),
    ];
    let columns: Vec<Value> = labs
        .iter()
        .flat_map(|lab| [json!([700, lab]), json!([320, lab])])
        .collect();
    browse(async |page| {
        put(page, json!(columns)).await;
        every(page, "the listing is there", "embed.inside().querySelector('.lines li')").await;
        page.wait("every frame is as high as its page", SNUG).await;
        each(page, "embed.heights = [embed.element.clientHeight]").await;
        each(page, "embed.press('Step')").await;
        every(page, "a step is made", "/at=1\\b/.test(embed.inside().location.hash)").await;
        each(page, "embed.press('Run')").await;
        every(page, "the run is over", "embed.reports > 0").await;
        each(page, "embed.press('Back')").await;
        each(page, "embed.press('Play')").await;
        every(page, "it was played to its end", "embed.reports > 1").await;
        page.wait("every frame is as high as its page", SNUG).await;
        let moved: Vec<Value> = page
            .js("return embeds.filter(({ heights }) => new Set(heights).size > 1).map(({ name, heights }) => [name, heights])", vec![])
            .await;
        assert_eq!(moved, Vec::<Value>::new());
        let high: Vec<u32> = page.js("return embeds.map(({ heights }) => heights[0])", vec![]).await;
        assert!(high.iter().step_by(2).all(|high| *high <= 700), "{high:?}");
    })
    .await;
}

/// Neither does a run on real threads, nor a deadlock, nor the film of a program: until then the program has the room that these will need.
#[tokio::test]
async fn an_embed_with_threads_is_as_high_after_a_run_as_before() {
    let runs = [
        json!({"lab": "counter", "lock": "off", "threads": 8}),
        json!({"lab": "service"}),
        json!({"lab": "fetch"}),
        json!({"lab": "nested-pools", "variant": "own-pool", "lock": "held", "threads": 6}),
        json!({"lab": "program"}),
    ];
    let columns: Vec<Value> = runs
        .iter()
        .flat_map(|run| [json!([700, run]), json!([320, run])])
        .collect();
    browse(async |page| {
        for two in columns.chunks(2) {
            put(page, json!(two)).await;
            every(page, "the program is there", "embed.inside().querySelector('.lines li, .editor textarea')").await;
            page.wait("every frame is as high as its page", SNUG).await;
            each(page, "embed.heights = [embed.element.clientHeight]").await;
            each(page, "embed.element.run()").await;
            every(page, "it is over", "embed.reports > 0 || embed.inside().querySelector('.film .rows')").await;
            page.wait("every frame is as high as its page", SNUG).await;
            let moved: Vec<Value> = page
                .js("return embeds.filter(({ heights }) => new Set(heights).size > 1).map(({ name, heights }) => [name, heights])", vec![])
                .await;
            assert_eq!(moved, Vec::<Value>::new());
        }
    })
    .await;
}

/// In a frame of 700 by 480 the program, who can move and the threads stand above the edge.
#[tokio::test]
async fn a_small_frame_shows_program_moves_and_threads() {
    browse(async |page| {
        put(page, json!([[700, {"lab": "counter", "engine": "lockstep"}]])).await;
        let below: Vec<String> = page
            .js(
                "return ['.code', '.turns', '.lanes-card'].filter((pane) => embeds[0].inside().querySelector(pane).getBoundingClientRect().bottom > 480)",
                vec![],
            )
            .await;
        assert_eq!(below, Vec::<String>::new());
    })
    .await;
}

/// A view with the lanes alone looks meant: nothing is kept free for the panes that were asked away.
#[tokio::test]
async fn panes_that_were_asked_away_leave_no_hole() {
    browse(async |page| {
        put(
            page,
            json!([[700, {"lab": "counter", "engine": "lockstep", "panes": "lanes"}], [700, {"lab": "counter", "threads": 2, "size": 100, "panes": "lanes"}],
                [320, {"lab": "counter", "engine": "lockstep", "panes": "lanes"}], [700, {"lab": "counter", "engine": "lockstep", "panes": "code"}]]),
        )
        .await;
        each(page, "embed.element.run()").await;
        every(page, "the run is over", "embed.reports > 0").await;
        let holes: Vec<Value> = page
            .js(
                "return embeds.map(({ name, inside }) => {
                  const stage = inside().querySelector('.stage');
                  const cards = [...stage.querySelectorAll('.card')].map((card) => card.getBoundingClientRect()).filter(({ height }) => height > 0);
                  const free = stage.getBoundingClientRect().height - cards.reduce((sum, { height }) => sum + height, 0);
                  return [name, free];
                }).filter(([, free]) => free > 20)",
                vec![],
            )
            .await;
        assert_eq!(holes, Vec::<Value>::new());
    })
    .await;
}

/// One press of Tab shows the way past a lab, and Enter takes it; the height that the author set is the most, until it is taken away.
#[tokio::test]
async fn an_author_bounds_the_height_and_a_reader_with_keys_gets_past() {
    let bare = Host::start(|_, _| {});
    let elements = "<a id=before href='#'>Before</a><thread-bare id=a lab=counter height=300></thread-bare><a id=after href='#'>After</a>";
    let host = host(around(&bare.elsewhere(), elements), &[]);
    browse(async |page| {
        visit(page, &host).await;
        heard(page, "a", "state").await;
        heard(page, "a", "height").await;
        page.wait("it is as high as is wished", "return a.clientHeight === 300")
            .await;
        page.js::<Value>("document.getElementById('before').focus(); return null", vec![])
            .await;
        key(page, "Tab", "").await;
        page.wait(
            "the way past it shows",
            "return a.shadowRoot.activeElement?.textContent === 'Skip this lab'",
        )
        .await;
        key(page, "Enter", "\r").await;
        key(page, "Tab", "").await;
        page.wait("the page goes on", "return document.activeElement.id === 'after'")
            .await;
        page.js::<Value>("a.removeAttribute('height'); return null", vec![])
            .await;
        page.wait(
            "it is as high as its content",
            "return a.clientHeight === heard.a.height",
        )
        .await;
    })
    .await;
}

/// A key as the system sends it: what has the focus is the browser's affair.
async fn key(page: &Browser, name: &str, text: &str) {
    let code = if name == "Tab" { 9 } else { 13 };
    for kind in ["keyDown", "keyUp"] {
        let event = json!({ "type": kind, "key": name, "code": name, "text": text, "windowsVirtualKeyCode": code });
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}

/// A run that the address asks for is told to the element unasked, and to a page without the element when it first asks for the state.
#[tokio::test]
async fn a_run_that_starts_by_itself_is_told() {
    let bare = Host::start(|_, _| {});
    let site = bare.elsewhere();
    let element = "<thread-bare id=a lab=counter engine=lockstep autorun=1></thread-bare>";
    let frame =
        format!("<iframe width=700 height=480 src='{site}?embed=1#lab=counter&engine=lockstep&autorun=1'></iframe>");
    let script = "<script>window.told = []; addEventListener('message', ({ source, data }) => source === window[0] && told.push(data.is));</script>";
    let alone = host(format!("{script}{frame}"), &[]);
    let host = host(around(&site, element), &[]);
    browse(async |page| {
        visit(page, &host).await;
        assert_eq!(heard(page, "a", "report").await["outcome"], json!("finished"));
        visit(page, &alone).await;
        page.client.clone().enter_frame(0).await.expect("a frame");
        page.wait("the run is over", "return !!document.querySelector('.result dd')")
            .await;
        page.client
            .clone()
            .enter_parent_frame()
            .await
            .expect("the page around it");
        assert!(!page.js::<bool>("return told.includes('report')", vec![]).await);
        page.js::<Value>(
            "window[0].postMessage({ threadbare: 1, do: 'state' }, '*'); return null",
            vec![],
        )
        .await;
        page.wait(
            "the run is told after the state",
            "return told.join().includes('state,report')",
        )
        .await;
    })
    .await;
}

/// Counts what the frames of a page do by themselves: frames that are drawn and ticks.
const STIRS: Look = Look {
    size: (1280, 800),
    dark: false,
    before: "if (window.top !== window) {
        const counted = (what) => {
          const own = window[what];
          window[what] = (act, ...rest) => own((...given) => ((window.top.stirs = (window.top.stirs ?? 0) + 1), act(...given)), ...rest);
        };
        counted('requestAnimationFrame');
        counted('setInterval');
      }",
};

/// The page around draws two seconds' worth of frames, in none of which an embed stirs.
const RESTS: &str = "const done = arguments[0];
    let still = 0;
    let seen = window.stirs ?? 0;
    const look = () => {
      still = (window.stirs ?? 0) === seen ? still + 1 : 0;
      seen = window.stirs ?? 0;
      still < 120 ? requestAnimationFrame(look) : done(true);
    };
    look();";

/// Twelve on one page, labs and programs: all get ready, all run at once without a complaint, and then none of them does anything.
#[tokio::test]
async fn twelve_embeds_on_one_page_all_run_and_then_rest() {
    let labs = [
        "counter threads=2 size=1000",
        "hashing threads=2 size=100",
        "hash-chain threads=2 size=100",
        "pipeline threads=2 size=100",
        "mapreduce engine=lockstep",
        "dining variant=ordered engine=lockstep",
        "indexing engine=lockstep",
        "fetch engine=lockstep",
    ];
    let lab = |(number, lab): (usize, &&str)| format!("<thread-bare id=e{number} lab={lab}></thread-bare>");
    let program = |number: usize| {
        format!("<thread-bare id=e{number}><script type='text/x-python'>print({number})</script></thread-bare>")
    };
    let mut elements: String = labs.iter().enumerate().map(lab).collect();
    elements.extend((8..11).map(program));
    elements += "<thread-bare id=e11 lab=convoy load=press></thread-bare>";
    // Frames of the page's own host, into which the counting reaches.
    let host = host(
        around("./", &elements),
        &[("Document-Isolation-Policy", "isolate-and-require-corp")],
    );
    browse_as(STIRS, async |page| {
        visit(page, &host).await;
        // A frame far below is fetched when it comes near.
        page.wait(
            "all that nobody has to press are ready",
            "const silent = [...document.querySelectorAll('thread-bare:not([load])')].filter(({ id }) => !heard[id]?.state);
             silent[0]?.scrollIntoView();
             return silent.length === 0",
        )
        .await;
        let pressed =
            "return e11.shadowRoot.querySelector('iframe') === null && !!e11.shadowRoot.querySelector('.press button')";
        assert!(page.js::<bool>(pressed, vec![]).await);
        page.js::<Value>(
            "window.told = {};
             for (const kind of ['report', 'error'])
               addEventListener(`threadbare-${kind}`, ({ target, detail }) => ((told[target.id] ??= {})[kind] = detail));
             document.querySelectorAll('thread-bare:not([load])').forEach((embed) => embed.run());
             return null",
            vec![],
        )
        .await;
        page.wait(
            "all have told what came of it",
            "return [...document.querySelectorAll('thread-bare:not([load])')].every(({ id }) => told[id])",
        )
        .await;
        let wrong: Vec<Value> = page
            .js("return Object.entries(told).filter(([, { error, report }]) => error || report.outcome !== 'finished')", vec![])
            .await;
        assert_eq!(wrong, Vec::<Value>::new());
        assert!(page.js_later::<bool>(RESTS, vec![]).await, "an embed does something by itself");
        let errors = page.console_errors().await.into_iter();
        let ours: Vec<String> = errors.filter(|error| !error.contains("favicon.ico")).collect();
        assert_eq!(ours, Vec::<String>::new());
    })
    .await;
}
