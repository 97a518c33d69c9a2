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
                "Real threads need shared memory, and browsers give it only to pages whose server sends the headers \
                 `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`; this one did not. \
                 Lockstep needs no shared memory: it runs the same programs, one move at a time."
            }
            Missing::Framed => {
                "Real threads need shared memory, and browsers give it to a page in a frame only if the page around it is \
                 cross-origin isolated and allows it (`allow=\"cross-origin-isolated\"`). \
                 Lockstep needs no shared memory: it runs the same programs, one move at a time."
            }
            Missing::Memory => {
                "Real threads need shared memory, and this browser has it switched off: there is no `SharedArrayBuffer` here, \
                 although the page is cross-origin isolated. EmbedOptions, Edge, Firefox and Safari have it. \
                 Lockstep needs no shared memory: it runs the same programs, one move at a time."
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
