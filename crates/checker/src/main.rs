//! The checker: a dedicated Worker that searches the schedules of a visitor's Python program; it knows no thread, no shared memory and no page.
//!
//! Its memory is its own, so it runs where a page is not isolated, and what breaks it breaks nothing else. Nothing in it waits: long work is done a
//! slice at a time, and messages are read between slices.
#![deny(clippy::unwrap_used, clippy::expect_used)]

mod desk;
mod link;
mod session;
mod told;

fn main() {
    desk::listen();
}
