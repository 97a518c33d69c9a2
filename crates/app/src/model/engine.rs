//! The life of the engine as the page sees it.

/// Why real threads are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The host did not send the two headers.
    Headers,
    /// The page stands in a frame that does not pass them on.
    Framed,
    /// The page is isolated, and the browser has no shared memory all the same, as WebKitGTK ships.
    Memory,
    /// The page stands in a sandbox: it has no origin, and its Workers may load nothing of each other's.
    Sandbox,
}

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedding {
    /// In a window or a tab of its own.
    TopLevel,
    /// In a frame.
    Framed,
    /// In a frame that has no origin.
    Sandboxed,
}

/// The engine's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// There cannot be one here.
    Missing(Missing),
    /// Nobody needed it yet.
    Off,
    /// On its way; `tries` counts starts that failed before.
    Starting {
        /// Threads of its pool.
        threads: u16,
        /// Starts that failed before.
        tries: u8,
    },
    /// It can be given jobs.
    Ready {
        /// Threads of its pool.
        threads: u16,
    },
    /// It would not start.
    Failed {
        /// Why, for a person.
        message: String,
    },
}

/// How often a start is tried.
pub const TRIES: u8 = 3;

/// The largest pool.
pub const MOST_THREADS: u16 = 64;

impl Missing {
    /// Why there are no real threads here, if there are none: what the page finds about itself.
    pub fn of(isolated: bool, shared_memory: bool, embedding: Embedding) -> Option<Missing> {
        match (isolated, shared_memory, embedding) {
            (.., Embedding::Sandboxed) => Some(Missing::Sandbox),
            (true, true, _) => None,
            (true, false, _) => Some(Missing::Memory),
            (false, _, Embedding::Framed) => Some(Missing::Framed),
            (false, _, Embedding::TopLevel) => Some(Missing::Headers),
        }
    }

    /// The same as [`Missing::sentence`], in half a sentence.
    pub fn short(self) -> &'static str {
        match self {
            Missing::Headers | Missing::Framed => {
                "this page is not cross-origin isolated, and without that browsers give it no shared memory"
            }
            Missing::Memory => "this browser gives pages no shared memory",
            Missing::Sandbox => "this page stands in a sandbox, whose Workers may load nothing of each other’s",
        }
    }

    /// Why, and what helps.
    pub fn sentence(self) -> &'static str {
        match self {
            Missing::Headers => {
                "Real threads need shared memory, and browsers give it only to pages whose server sends \
                 `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`."
            }
            Missing::Framed => {
                "In a frame, Chrome and Edge give shared memory where its server sends \
                 `Document-Isolation-Policy: isolate-and-require-corp`; other browsers where the page around it is \
                 cross-origin isolated and allows it (`allow=\"cross-origin-isolated\"`)."
            }
            Missing::Memory => "This browser has shared memory switched off. Chrome, Edge, Firefox and Safari have it.",
            Missing::Sandbox => {
                "This page stands in a sandbox and has no origin there, which real threads need: add `allow-same-origin` \
                 to the frame’s `sandbox`."
            }
        }
    }
}

impl Engine {
    /// Whether it takes jobs.
    pub fn is_ready(&self) -> bool {
        matches!(self, Engine::Ready { .. })
    }
}
