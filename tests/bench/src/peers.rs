//! The peers in the same browser: word counts in plain JavaScript, and SHA-512 by npm's `hash-wasm`.

use e2e::{Browser, Look};
use serde_json::json;
use std::path::PathBuf;

/// The version that is measured against.
const HASH_WASM: &str = "4.12.0";

/// Where npm put the peer.
pub struct Peers {
    hash_wasm: PathBuf,
}

/// A browser with the peers in it.
pub struct Window {
    browser: Browser,
}

/// What a word count came to.
pub struct Words {
    /// Words a second, by the faster of the two ways to write it.
    pub throughput: f64,
    /// Words, and different words.
    pub counted: (u64, u64),
}

/// Installs what is missing into the cache.
pub fn install() -> Peers {
    Peers {
        hash_wasm: e2e::npm("hash-wasm", HASH_WASM, "dist/sha512.umd.min.js"),
    }
}

impl Window {
    /// Opens a window with nothing but the peers, and gives them the text that they count.
    pub async fn open(peers: &Peers, text: &str, times: usize) -> Self {
        let browser = Browser::start(Look::default()).await;
        browser.client.goto("about:blank").await.expect("an empty window");
        let package = std::fs::read_to_string(&peers.hash_wasm).expect("the package");
        let script = format!(
            "{package};\nwindow.hashwasm ??= this.hashwasm;\n{}; window.peers.text = arguments[0].repeat(arguments[1]); \
             return window.peers.text.length",
            include_str!("peers.js")
        );
        let _: u64 = browser.js(&script, vec![json!(text), json!(times)]).await;
        Window { browser }
    }

    /// Counts words in both ways, and tells of the faster.
    pub async fn words(&self) -> Words {
        let mut best: Option<Words> = None;
        for way in ["wordsByPattern", "wordsByHand"] {
            let script = "return window.peers.timed(() => window.peers[arguments[0]]())";
            let (took, counted): (f64, (u64, u64)) = self.browser.js(script, vec![json!(way)]).await;
            let throughput = counted.0 as f64 / took * 1e3;
            if best.as_ref().is_none_or(|best| best.throughput < throughput) {
                best = Some(Words { throughput, counted });
            }
        }
        best.expect("two ways")
    }

    /// Hashes messages, and tells how many a second and their sum.
    pub async fn hashes(&self, messages: u64, length: u64) -> (f64, String) {
        let script = "const done = arguments[2]; window.peers.hashes(arguments[0], arguments[1]).then(done)";
        let (took, sum): (f64, String) = self
            .browser
            .js_later(script, vec![json!(messages), json!(length)])
            .await;
        (messages as f64 / took * 1e3, sum)
    }

    /// Closes the window.
    pub async fn close(self) {
        self.browser.client.close().await.expect("the browser closes");
    }
}
