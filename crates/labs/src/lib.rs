//! Every lab in a room of its own: what it says of itself, its program, its listing, its sentences, what must hold.
//!
//! Read [`counter`] first: it is the smallest. [`each_lab!`] lists them, and nothing else does: [`LABS`] describes them, [`Program`] runs them in
//! any world, [`listings`] has their texts, [`summary`] tells their runs. The page holds no program and the engine no story, because each is compiled
//! where somebody asks for it and nowhere else.

mod list;
mod program;
mod registry;
mod summary;
#[cfg(test)]
mod testing;

pub use program::Program;
pub use registry::{LABS, Listing, lab, listings};
pub use summary::{account, beside, faster_under_lock, keys, stuck_note, summary, verdict, whole, why_broken};

/// A room for each lab.
macro_rules! rooms {
    ($($room:ident: $name:ident,)+) => {
        $(pub mod $room;)+
    };
}

each_lab!(rooms);
