//! Ctrl-C: what was measured so far is kept and printed.

use crate::exit_status::INTERRUPTED;

/// From now on Ctrl-C ends what is measured, and a second one the whole program at once.
pub fn listen() {
    // Where there is no such signal, nobody presses it either.
    let _ = ctrlc::set_handler(|| {
        if lab::interrupt() {
            std::process::exit(INTERRUPTED.into());
        }
    });
}
