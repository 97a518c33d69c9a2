//! Messages from the page that opened this one: obeyed, answered, and when they are nonsense, answered in words.

use e2e::{Browser, address, browse};
use serde_json::{Value, json};

/// Opens Threadbare from a page of its own, as a host does, and waits for its `ready`.
async fn host(page: &Browser) {
    page.client
        .goto(&format!("{}icon.svg", address()))
        .await
        .expect("the site is served");
    let script = "const [address, done] = arguments;
        window.heard = [];
        window.addEventListener('message', ({ data }) => {
          window.heard.push(data);
          if (data.is === 'ready') done(true);
        });
        window.guest = window.open(address)";
    let _: bool = page
        .js_later(script, vec![json!(format!("{}#v=1&lab=counter&size=1000", address()))])
        .await;
}

/// Posts a message and returns the first answer of one of these kinds.
async fn ask(page: &Browser, message: Value, kinds: &[&str]) -> Value {
    let script = "const [message, kinds, done] = arguments;
        const before = window.heard.length;
        window.guest.postMessage(message, '*');
        const look = () => {
          const answer = window.heard.slice(before).find(({ is }) => kinds.includes(is));
          answer ? done(answer) : setTimeout(look, 5);
        };
        look()";
    page.js_later(script, vec![message, json!(kinds)]).await
}

#[tokio::test]
async fn a_host_loads_runs_sweeps_and_resets() {
    browse(async |page| {
        host(page).await;
        let state = ask(
            page,
            json!({"threadbare": 1, "do": "load", "lab": "counter", "variant": "locked", "threads": 3, "size": 500}),
            &["state", "error"],
        )
        .await;
        assert_eq!(
            (&state["state"]["variant"], &state["state"]["threads"]),
            (&json!("locked"), &json!(3))
        );
        let report = ask(page, json!({"threadbare": 1, "do": "run"}), &["report", "error"]).await;
        assert_eq!(
            (&report["report"]["outcome"], &report["report"]["result"]["got"]),
            (&json!("finished"), &json!(1_500))
        );
        assert_eq!(
            (
                &report["threadbare"],
                &report["report"]["version"],
                &report["report"]["lab"]
            ),
            (&json!(1), &json!(1), &json!("counter"))
        );
        let curve = ask(
            page,
            json!({"threadbare": 1, "do": "sweep", "threads": [1, 2], "runs": 1}),
            &["curve", "error"],
        )
        .await;
        let threads: Vec<&Value> = curve["curve"]["points"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|point| &point["threads"])
            .collect();
        assert_eq!(threads, [&json!(1), &json!(2)]);
        assert!(
            curve["curve"]["predicted"]
                .as_array()
                .is_some_and(|predicted| predicted.len() > 2),
            "{curve}"
        );
        let state = ask(page, json!({"threadbare": 1, "do": "reset"}), &["state", "error"]).await;
        assert_eq!(state["state"]["threads"], json!(4));
    })
    .await;
}

#[tokio::test]
async fn a_deadlock_is_reported_with_its_cycle_and_stopped() {
    browse(async |page| {
        host(page).await;
        ask(
            page,
            json!({"threadbare": 1, "do": "load", "lab": "nested-pools", "threads": 2, "size": 2}),
            &["state"],
        )
        .await;
        let report = ask(page, json!({"threadbare": 1, "do": "run"}), &["report", "error"]).await;
        assert_eq!(report["report"]["outcome"], json!("deadlocked"));
        assert!(
            report["report"]["cycle"]
                .as_array()
                .is_some_and(|cycle| !cycle.is_empty()),
            "{report}"
        );
        ask(
            page,
            json!({"threadbare": 1, "do": "load", "lab": "counter", "variant": "own", "size": 10}),
            &["state"],
        )
        .await;
        let report = ask(page, json!({"threadbare": 1, "do": "run"}), &["report", "error"]).await;
        assert_eq!(report["report"]["result"]["lost"], json!(0));
    })
    .await;
}

#[tokio::test]
async fn nonsense_is_answered_with_an_error_in_words() {
    browse(async |page| {
        host(page).await;
        for nonsense in [
            json!({"threadbare": 1}),
            json!({"threadbare": 1, "do": "dance"}),
            json!({"threadbare": 1, "do": 7}),
            json!({"threadbare": 2, "do": "run"}),
            json!({"threadbare": 1, "do": "load", "lab": "nowhere"}),
            json!({"threadbare": 1, "do": "load", "threads": "many"}),
            json!({"threadbare": 1, "do": "load", "threads": {"count": 4}}),
            json!({"threadbare": 1, "do": "load", "size": -1}),
            json!({"threadbare": 1, "do": "sweep", "threads": []}),
            json!({"threadbare": 1, "do": "sweep", "threads": "all"}),
            json!({"threadbare": 1, "do": "sweep", "runs": 1e9}),
        ] {
            let answer = ask(page, nonsense.clone(), &["error"]).await;
            assert!(
                answer["message"].as_str().is_some_and(|said| said.ends_with('.')),
                "{nonsense}: {answer}"
            );
        }
        for noise in [
            json!(null),
            json!(17),
            json!("{"),
            json!([]),
            json!({"do": "run"}),
            json!({"other": 1}),
        ] {
            let script = "window.guest.postMessage(arguments[0], '*'); return true";
            let _: bool = page.js(script, vec![noise]).await;
        }
        let state = ask(
            page,
            json!({"threadbare": 1, "do": "state"}),
            &["state", "report", "error"],
        )
        .await;
        assert_eq!(state["is"], json!("state"));
    })
    .await;
}

/// What is no JSON, or deep, is heard and left alone; so is whatever a stranger says, here a frame of the host.
#[tokio::test]
async fn what_is_no_message_is_left_alone() {
    browse(async |page| {
        host(page).await;
        let script = "const circle = { threadbare: 1 };
            circle.circle = circle;
            let deep = [];
            for (let level = 0; level < 1000; level++) deep = [deep];
            const odd = [undefined, null, NaN, -0, 7n, true, '', 'run', '\\ud800', circle, deep, new Map([[1, 2]]), new Date(NaN), /x/, new Error('no'), [undefined],
              new ArrayBuffer(8), new SharedArrayBuffer(8), new Blob(['x']), new Boolean(false), { threadbare: 1n }, { threadbare: 1, do: circle }, { threadbare: 1, do: 'load', size: 7n }];
            window.faults = [];
            const { guest } = window;
            for (const kind of ['error', 'unhandledrejection']) guest.addEventListener(kind, (event) => faults.push(String(event.message ?? event.reason)));
            const stranger = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe');
            document.documentElement.append(stranger);
            const send = stranger.contentWindow.eval('(guest, message) => guest.postMessage(message, \"*\")');
            for (const message of odd) {
              guest.postMessage(message, '*');
              send(guest, message);
              const { port1 } = new MessageChannel();
              guest.postMessage(message, '*', [port1]);
            }
            send(guest, { threadbare: 1, do: 'load', threads: 3 });
            return odd.length";
        let odd: usize = page.js(script, vec![]).await;
        let state = ask(page, json!({"threadbare": 1, "do": "state"}), &["state"]).await;
        assert_eq!(state["state"]["threads"], json!(4), "a stranger is obeyed");
        let report = ask(page, json!({"threadbare": 1, "do": "run"}), &["report"]).await;
        assert_eq!(report["report"]["outcome"], json!("finished"), "after {odd} odd messages");
        let faults: Vec<String> = page.js("return window.faults", vec![]).await;
        assert_eq!(faults, Vec::<String>::new());
        let mut said = page.console_errors().await;
        said.retain(|line| !line.contains("favicon.ico")); // which the host lacks
        assert_eq!(said, Vec::<String>::new());
    })
    .await;
}

/// The page in a frame of another, as in lecture notes: `embed=1`, driven by its parent.
#[tokio::test]
async fn a_page_in_a_frame_obeys_its_parent() {
    browse(async |page| {
        page.open("lab=hashing").await;
        let script = "const [address, done] = arguments;
            window.heard = [];
            const frame = document.createElement('iframe');
            window.addEventListener('message', ({ data, source }) => {
              if (source !== frame.contentWindow) return;
              window.heard.push(data);
              if (data.is === 'ready') done(true);
            });
            Object.assign(frame, { src: address, allow: 'cross-origin-isolated', width: 700, height: 480 });
            document.body.append(frame);
            window.guest = frame.contentWindow";
        let guest = format!("{}#v=1&embed=1&lab=counter&variant=atomic&size=1000", address());
        let _: bool = page.js_later(script, vec![json!(guest)]).await;
        let report = ask(page, json!({"threadbare": 1, "do": "run"}), &["report", "error"]).await;
        assert_eq!(report["report"]["result"]["got"], json!(4_000));
    })
    .await;
}
