//! The element in pages of other people: which engine runs under which headers, and what is said where a policy keeps the frame out.

use e2e::{Answer, Browser, Host, address, browse};
use serde_json::{Value, json};

/// Keeps what the elements of a page tell, each by its id.
const LISTEN: &str = "<script>
    window.heard = {};
    for (const kind of ['ready', 'state', 'report', 'error', 'height'])
      addEventListener(`threadbare-${kind}`, ({ target, detail }) => ((heard[target.id] ??= {})[kind] = detail ?? true));
  </script>";

const ISOLATED: [(&str, &str); 2] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
];

/// The site with its own headers, as another site than the pages around it.
pub(crate) fn guest() -> String {
    address().replace("127.0.0.1", "localhost")
}

/// A page around elements from `guest`, as people paste them.
pub(crate) fn around(guest: &str, elements: &str) -> String {
    format!("{LISTEN}<script src=\"{guest}thread-bare-1.js\" async></script>{elements}")
}

/// A host of one such page, with headers.
pub(crate) fn host(body: String, headers: &'static [(&'static str, &'static str)]) -> Host {
    Host::start(move |path, answer: &mut Answer| {
        if path == "page.html" {
            answer.page(&body);
            headers.iter().for_each(|(name, value)| answer.says(name, value));
        }
    })
}

pub(crate) async fn visit(page: &Browser, host: &Host) {
    page.goto(&format!("{}page.html", host.address())).await;
}

pub(crate) async fn heard(page: &Browser, id: &str, kind: &str) -> Value {
    let script = "return window.heard?.[arguments[0]]?.[arguments[1]] !== undefined";
    page.wait_with(&format!("{id} tells {kind}"), script, vec![json!(id), json!(kind)])
        .await;
    page.js("return heard[arguments[0]][arguments[1]]", vec![json!(id), json!(kind)])
        .await
}

/// Which engine a run in this element has.
pub(crate) async fn engine(page: &Browser, id: &str) -> Value {
    heard(page, id, "state").await;
    page.js::<Value>(
        "document.getElementById(arguments[0]).run(); return null",
        vec![json!(id)],
    )
    .await;
    heard(page, id, "report").await["engine"].clone()
}

/// The page around it sends nothing, and the frame's host what `_headers` says: Chromium gives the frame real threads.
#[tokio::test]
async fn a_plain_page_gets_real_threads_from_a_host_that_isolates_its_documents() {
    let host = host(
        around(
            &guest(),
            "<thread-bare id=a lab=counter variant=atomic threads=2 size=1000></thread-bare>",
        ),
        &[],
    );
    browse(async |page| {
        visit(page, &host).await;
        assert_eq!(engine(page, "a").await, json!("threads"));
        assert!(!page.js::<bool>("return crossOriginIsolated", vec![]).await);
    })
    .await;
}

/// Neither sends a header, not even the one of CORS: the element works all the same, in lockstep, keeps the threads that fit, and the link
/// opens what was asked for.
#[tokio::test]
async fn a_host_without_headers_gives_lockstep_and_keeps_what_was_asked_for() {
    let bare = Host::start(|_, _| {});
    let element =
        "<thread-bare id=a lab=counter variant=locked threads=3 size=1000><a href='x'>Open it</a></thread-bare>";
    let frame = format!(
        "<iframe src='{}#embed=1&lab=counter&threads=3&size=1000'></iframe>",
        bare.elsewhere()
    );
    let host = host(around(&bare.elsewhere(), &format!("{element}{frame}")), &[]);
    browse(async |page| {
        visit(page, &host).await;
        let state = heard(page, "a", "state").await;
        assert_eq!((&state["engine"], &state["threads"]), (&json!("lockstep"), &json!(3)));
        page.client.clone().enter_frame(0).await.expect("a frame");
        page.reaches("ready").await;
        let full = page
            .find("link", "Open the full page")
            .await
            .attr("href")
            .await
            .expect("a link");
        let full = full.unwrap_or_default();
        assert!(full.contains("engine=threads&lock=off&threads=3&size=1000"), "{full}");
        assert!(!full.contains("embed"), "{full}");
        let told = page
            .js::<String>("return document.querySelector('.banner').textContent", vec![])
            .await;
        assert!(
            told.contains("Asked for: Bare, 3 threads, lock off, 1,000 increments each"),
            "{told}"
        );
    })
    .await;
}

/// A page beside a copy of the site, on a host that sends nothing: the frame has a service worker of its own, which isolates it.
#[tokio::test]
async fn a_page_on_the_same_host_gets_real_threads_without_headers() {
    let element = "<thread-bare id=a lab=counter variant=atomic threads=2 size=1000></thread-bare>";
    let host = host(around("./", element), &[]);
    browse(async |page| {
        visit(page, &host).await;
        assert_eq!(engine(page, "a").await, json!("threads"));
        assert!(!page.js::<bool>("return crossOriginIsolated", vec![]).await);
    })
    .await;
}

/// The element's script is not there, or is kept out by a policy: the link that stands in the element is seen, and can be pressed.
#[tokio::test]
async fn an_element_without_its_script_shows_the_link_in_it() {
    const STRICT: [(&str, &str); 1] = [("Content-Security-Policy", "script-src 'self'")];
    let bare = Host::start(|path, answer| {
        if path.starts_with("thread-bare") {
            answer.missing();
        }
    });
    let link = format!("<a href='{}#lab=counter'>Open it in Threadbare</a>", bare.elsewhere());
    let element = format!("<thread-bare lab=counter>{link}</thread-bare>");
    let gone = host(around(&bare.elsewhere(), &element), &[]);
    let strict = host(around(&guest(), &element), &STRICT);
    browse(async |page| {
        for host in [gone, strict] {
            visit(page, &host).await;
            page.wait("the page has come", "return document.readyState === 'complete'")
                .await;
            let defined = "return customElements.get('thread-bare') !== undefined";
            assert!(!page.js::<bool>(defined, vec![]).await);
            let link = page.find("link", "Open it in Threadbare").await;
            link.click().await.expect("a link in view");
            page.reaches("ready").await;
        }
    })
    .await;
}

/// A page that is isolated keeps out frames without headers, unless they come without cookies: then they have real threads.
#[tokio::test]
async fn an_isolated_page_gets_real_threads_from_a_host_without_headers() {
    let bare = Host::start(|_, _| {});
    let src = bare.elsewhere();
    let element =
        format!("<thread-bare id=a src='{src}' lab=counter variant=atomic threads=2 size=1000></thread-bare>");
    let host = host(around("./", &element), &ISOLATED);
    browse(async |page| {
        visit(page, &host).await;
        assert_eq!(engine(page, "a").await, json!("threads"));
    })
    .await;
}

/// The same where the site lies on the page's own host: after 8 seconds the frame comes without cookies, and takes the place of the link.
#[tokio::test]
async fn an_isolated_page_gets_a_frame_of_its_own_host_at_the_second_try() {
    let host = host(
        around("./", "<thread-bare id=a lab=counter threads=2 size=1000></thread-bare>"),
        &ISOLATED,
    );
    browse(async |page| {
        visit(page, &host).await;
        heard(page, "a", "error").await;
        heard(page, "a", "ready").await;
        assert!(
            page.js::<bool>("return a.shadowRoot.querySelector('.notice') === null", vec![])
                .await
        );
    })
    .await;
}

/// A frame that a policy keeps out, and one whose host is not there: after 8 seconds a line, a link, and an event.
#[tokio::test]
async fn a_frame_that_is_kept_out_leaves_a_link_and_an_event() {
    const STRICT: [(&str, &str); 1] = [("Content-Security-Policy", "frame-src 'self'")];
    let elements = "<thread-bare id=a lab=hashing threads=3></thread-bare>";
    let strict = host(around(&guest(), elements), &STRICT);
    browse(async |page| {
        visit(page, &strict).await;
        let said = heard(page, "a", "error").await;
        assert!(
            said.as_str().is_some_and(|said| said.contains("does not answer")),
            "{said}"
        );
        let link: String = page
            .js("return a.shadowRoot.querySelector('.notice a').href", vec![])
            .await;
        assert!(
            link.starts_with(&guest()) && link.contains("lab=hashing&threads=3"),
            "{link}"
        );
    })
    .await;
}

/// The simulator takes 14 seconds to come, nearly twice as long as the element waits for a frame that says nothing: it is waited for, and fetched once.
#[tokio::test]
async fn a_lab_that_comes_slowly_is_not_called_dead() {
    let guest = Host::start(|path, answer| {
        answer.line = path.ends_with("/simulator_bg.wasm").then_some(answer.body.len() / 14);
    });
    let element = "<thread-bare id=a lab=counter engine=lockstep></thread-bare>";
    let host = host(around(&guest.address(), element), &[]);
    browse(async |page| {
        visit(page, &host).await;
        heard(page, "a", "ready").await;
        let said: Value = page
            .js(
                "return [heard.a.error ?? null, a.shadowRoot.querySelector('.notice')?.textContent ?? null]",
                vec![],
            )
            .await;
        assert_eq!(said, json!([null, null]));
        assert_eq!(guest.times("/simulator_bg.wasm"), 1, "what has come is kept");
    })
    .await;
}

/// What is asked right after an attribute was set or taken away is done with the new ones; what is asked of an element that is not in the
/// page waits; and the site's switch between light and dark reaches the lab.
#[tokio::test]
async fn attributes_count_at_once_and_the_page_s_colours_are_followed() {
    let element = "<style>.dark { color-scheme: dark }</style><thread-bare id=a lab=counter engine=lockstep threads=2 size=1 flavour=mild></thread-bare>";
    let host = host(around(&guest(), element), &[]);
    browse(async |page| {
        visit(page, &host).await;
        let state = heard(page, "a", "state").await;
        assert_eq!((&state["lab"], &state["theme"]), (&json!("counter"), &json!("light")));
        page.js::<Value>(
            "a.setAttribute('lab', 'hashing'); a.setAttribute('threads', 3); a.run(); return null",
            vec![],
        )
        .await;
        let report = heard(page, "a", "report").await;
        assert_eq!((&report["lab"], &report["threads"]), (&json!("hashing"), &json!(3)));
        page.js::<Value>(
            "delete heard.a.report; a.removeAttribute('threads'); a.run(); return null",
            vec![],
        )
        .await;
        let report = heard(page, "a", "report").await;
        assert_eq!((&report["lab"], &report["threads"]), (&json!("hashing"), &json!(2)));
        page.js::<Value>("document.body.className = 'dark'; return null", vec![])
            .await;
        page.wait("the lab is dark", "return heard.a.state.theme === 'dark'")
            .await;
        page.js::<Value>(
            "delete heard.a.report; const gone = a; gone.remove(); gone.run(); document.body.append(gone); return null",
            vec![],
        )
        .await;
        heard(page, "a", "report").await;
        let console = page.console().await;
        let told = console.iter().filter(|(_, text)| text.contains("flavour")).count();
        assert_eq!(told, 1, "{console:?}");
        let sent: String = page.js("return a.shadowRoot.querySelector('iframe').src", vec![]).await;
        assert!(sent.contains("lab=hashing") && !sent.contains("flavour"), "{sent}");
    })
    .await;
}

/// A fence that a generator made, on a dark page: all that is set arrives, the frame is no higher than is wished, and the page's switch is followed.
#[tokio::test]
async fn a_block_of_code_becomes_an_embed_with_all_that_is_set() {
    let fence = "<pre><code class='language-python threadbare python=3.9 panes=code_lanes height=300 hljs'>hits = 0\n</code></pre>";
    let script = format!("<script src='{}thread-bare-blocks.js' defer></script>", guest());
    let host = host(
        format!("{LISTEN}<style>:root {{ color-scheme: dark }}</style>{script}{fence}"),
        &[],
    );
    browse(async |page| {
        visit(page, &host).await;
        let state = heard(page, "", "state").await;
        assert_eq!(
            (&state["lab"], &state["theme"]),
            (&json!("program"), &json!("dark")),
            "{state}"
        );
        let embed = "document.querySelector('div.threadbare').shadowRoot.querySelector('thread-bare')";
        let sent: String = page
            .js(
                &format!("return {embed}.shadowRoot.querySelector('iframe').src"),
                vec![],
            )
            .await;
        assert!(
            sent.contains("python=3.9") && sent.contains("panes=code%2Clanes"),
            "{sent}"
        );
        page.wait(
            "the frame is as high as is wished",
            &format!("return !!heard[''].height && {embed}.clientHeight === 300"),
        )
        .await;
        page.js::<Value>(
            "document.documentElement.style.colorScheme = 'light'; return null",
            vec![],
        )
        .await;
        page.wait("the program is light", "return heard[''].state.theme === 'light'")
            .await;
    })
    .await;
}

/// A program that waits for a press is only opened by it, and says no more than that.
#[tokio::test]
async fn a_press_opens_a_program_and_does_not_promise_to_run_it() {
    let program = "<thread-bare id=a load=press><script type='text/x-python'>print(1)</script></thread-bare>";
    let host = host(around(&guest(), program), &[]);
    browse(async |page| {
        visit(page, &host).await;
        page.wait("the button is there", "return !!a.shadowRoot?.querySelector('button')")
            .await;
        let words: String = page
            .js(
                "const button = a.shadowRoot.querySelector('button'); button.click(); return button.textContent",
                vec![],
            )
            .await;
        assert_eq!(words, "Open this program");
        heard(page, "a", "ready").await;
    })
    .await;
}

/// A frame in a sandbox has no origin: where its files may be read from anywhere it runs in lockstep; elsewhere it says why it cannot.
#[tokio::test]
async fn a_sandbox_gets_lockstep_or_its_reason() {
    browse(async |page| {
        visit_sandboxes(page).await;
        page.wait("the one is ready", "return told.cors?.ready").await;
        page.wait(
            "the other names the sandbox",
            "return told.bare?.error?.includes('sandbox')",
        )
        .await;
    })
    .await;
}

/// The site's own headers let anyone read its files and isolate it: a sandbox runs, with threads where it has an origin, and reads the book too.
#[tokio::test]
async fn a_sandbox_of_a_host_with_the_sites_own_headers_runs() {
    let frames = ["allow-scripts", "allow-scripts allow-same-origin"].map(|allowed| {
        let id = allowed.replace(' ', "-");
        let site = guest();
        format!("<iframe id='{id}' sandbox='{allowed}' allow='cross-origin-isolated' width=700 height=480 src='{site}#embed=1&lab=counter&variant=atomic&threads=2&size=1000'></iframe>")
    });
    let host = host(format!("{TOLD}{}", frames.concat()), &[]);
    browse(async |page| {
        visit(page, &host).await;
        for (frame, engine) in [
            ("allow-scripts", "lockstep"),
            ("allow-scripts-allow-same-origin", "threads"),
        ] {
            page.wait_with(
                &format!("{frame} is ready"),
                "return told[arguments[0]]?.ready",
                vec![json!(frame)],
            )
            .await;
            let counted = asked_to_run(page, frame, json!({ "lab": "counter", "variant": "atomic" })).await;
            assert_eq!(
                (&counted["engine"], &counted["result"]["lost"]),
                (&json!(engine), &json!(0)),
                "{frame}: {counted}"
            );
            let read = asked_to_run(page, frame, json!({ "lab": "mapreduce", "text": "book" })).await;
            assert_eq!(read["outcome"], json!("finished"), "{frame}: {read}");
            let said: Value = page
                .js("return told[arguments[0]].error ?? null", vec![json!(frame)])
                .await;
            assert_eq!(said, Value::Null, "{frame}");
        }
    })
    .await;
}

/// What a frame reports of a run with these settings.
async fn asked_to_run(page: &Browser, frame: &str, settings: Value) -> Value {
    let script = "const [id, settings] = arguments;
        delete told[id].report;
        const frame = document.getElementById(id).contentWindow;
        frame.postMessage({ threadbare: 1, do: 'load', ...settings }, '*');
        frame.postMessage({ threadbare: 1, do: 'run' }, '*');
        return null";
    page.js::<Value>(script, vec![json!(frame), settings]).await;
    let told = "return told[arguments[0]].report ?? told[arguments[0]].error";
    page.wait_with(&format!("{frame} reports"), told, vec![json!(frame)])
        .await;
    page.js(told, vec![json!(frame)]).await
}

/// Keeps what frames say, each by its id.
const TOLD: &str = "<script>
    window.told = {};
    addEventListener('message', ({ source, data }) => {
      for (const frame of document.querySelectorAll('iframe'))
        if (frame.contentWindow === source) (told[frame.id] ??= {})[data.is] = data[data.is] ?? data.message ?? true;
    });
  </script>";

/// Opens a page with the site in two sandboxes, of a host whose files anyone may have and of one that is as plain as can be.
pub(crate) async fn visit_sandboxes(page: &Browser) {
    let bare = Host::start(|_, _| {});
    let frame = |id: &str, site: &str| {
        format!(
            "<iframe id={id} sandbox=allow-scripts width=700 height=480 src='{site}#embed=1&lab=counter&size=1'></iframe>"
        )
    };
    let cors = Host::start(|_, answer| answer.says("Access-Control-Allow-Origin", "*"));
    let host = host(
        format!(
            "{TOLD}{}{}",
            frame("cors", &cors.elsewhere()),
            frame("bare", &bare.elsewhere())
        ),
        &[],
    );
    visit(page, &host).await;
}

/// What Share gives for a page that is isolated has real threads there, though its host sends nothing.
#[tokio::test]
async fn the_frame_that_share_gives_for_an_isolated_page_has_threads_there() {
    let bare = Host::start(|_, _| {});
    browse(async |page| {
        page.open_at(&format!(
            "{}#lab=counter&variant=atomic&threads=2&size=1000",
            bare.elsewhere()
        ))
        .await;
        page.press("Share").await;
        page.wait(
            "the kit is there",
            "return document.querySelector('author-kit summary') !== null",
        )
        .await;
        let script = "document.querySelector('author-kit summary').click();
            const select = document.querySelector('author-kit select');
            select.value = 'A frame in a page that is isolated';
            select.dispatchEvent(new Event('change'));
            return document.querySelector('author-kit textarea').value";
        let paste: String = page.js(script, vec![]).await;
        assert!(paste.contains(" credentialless"), "{paste}");
        let paste = paste.replace("<iframe", "<iframe id=a").replace("loading=\"lazy\"", "");
        let host = host(format!("{TOLD}{paste}"), &ISOLATED);
        visit(page, &host).await;
        page.wait("the frame is ready", "return told.a?.ready").await;
        let report = asked_to_run(page, "a", json!({})).await;
        assert_eq!(
            (&report["engine"], &report["result"]["lost"]),
            (&json!("threads"), &json!(0))
        );
    })
    .await;
}

/// Share shows an author how the lab looks in a page, and gives one paste for each kind of page.
#[tokio::test]
async fn share_has_one_paste_for_each_kind_of_page_and_shows_it() {
    browse(async |page| {
        page.open("lab=counter&engine=lockstep&threads=2&size=1").await;
        page.press("Share").await;
        page.wait("the kit is there", "return document.querySelector('author-kit summary') !== null")
            .await;
        page.js::<Value>("document.querySelector('author-kit summary').click(); return null", vec![])
            .await;
        let script = "const [select] = document.querySelectorAll('author-kit select');
            return [...select.options].map(({ value }) => {
              select.value = value;
              select.dispatchEvent(new Event('change'));
              return document.querySelector('author-kit textarea').value;
            });";
        page.wait("it shows a paste", "return document.querySelector('author-kit textarea')?.value !== ''")
            .await;
        let pastes: Vec<String> = page.js(script, vec![]).await;
        let begins = ["<script src=", ".. threadbare:: counter", "```threadbare\nlab: counter", "<script src=", "head: [", "from threadbare_embed", "<iframe src=", "<iframe credentialless src="];
        assert_eq!(pastes.len(), begins.len());
        for (paste, begin) in pastes.iter().zip(begins) {
            assert!(paste.starts_with(begin) && paste.contains("counter"), "{paste}");
        }
        let inside = "return document.querySelector('.kit-preview iframe')?.contentDocument?.documentElement.dataset.threadbare === 'ready'";
        page.wait("the preview is ready", inside).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// The element knows every key of every lab, and complains of no other attribute.
#[test]
fn the_element_knows_every_key() {
    let text = std::fs::read_to_string(e2e::dist().join("thread-bare.js")).expect("the element's file");
    let (_, keys) = text.split_once("const KEYS").expect("its keys");
    let keys: Vec<&str> = keys
        .split(';')
        .next()
        .unwrap_or_default()
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .collect();
    for lab in catalogue::LABS {
        for (key, _) in catalogue::Experiment::of(lab).pairs() {
            assert!(keys.contains(&key), "{key} of {}", lab.id);
        }
    }
}
