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
    pub fn of(isolated: bool, shared_memory: bool, framed: bool) -> Option<Missing> {
        match (isolated, shared_memory) {
            (true, true) => None,
            (true, false) => Some(Missing::Memory),
            (false, _) if framed => Some(Missing::Framed),
            (false, _) => Some(Missing::Headers),
        }
    }

    /// The same as [`Missing::sentence`], in half a sentence.
    pub fn short(self) -> &'static str {
        match self {
            Missing::Headers | Missing::Framed => {
                "this page is not cross-origin isolated, and without that browsers give it no shared memory"
            }
            Missing::Memory => "this browser gives pages no shared memory",
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
        }
    }
}

impl Engine {
    /// Whether it takes jobs.
    pub fn is_ready(&self) -> bool {
        matches!(self, Engine::Ready { .. })
    }
}
