//! Memory and locks as objects, at the moment on show: on real threads and in lockstep.

mod flight;
mod pane;
mod things;
mod tokens;

pub use flight::{Flight, Moving, flight};
pub use pane::{ObjectsPane, objects_pane};
pub use things::{crew, of_moment, of_run};
pub use tokens::Tokens;
