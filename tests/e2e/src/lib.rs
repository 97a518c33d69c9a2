//! A real browser, driven as a person would: found by role and name, clicked, typed into, and listened to.
//!
//! Nothing here waits for a fixed time: every wait is for a condition, and says what was awaited when it gives up.

mod browser;
mod command;
mod host;
mod page;
mod surroundings;

pub use browser::{
    Browser, COUNT_RUNS, KEEP_WORKERS, Look, PATIENCE, browse, browse_as, browse_in_firefox, browse_in_webkit,
};
pub use fantoccini::{Locator, elements::Element, key::Key};
pub use host::{Answer, Host};
pub use surroundings::{address, dist, jupyter_address, npm, pages_address, plain_address};
