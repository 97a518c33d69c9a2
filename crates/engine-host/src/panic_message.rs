//! What a thread said before it broke: in wasm a panic is a trap, and nothing else of it reaches the coordinator.

use std::{
    panic,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};

static SAID: AtomicBool = AtomicBool::new(false);
static WORDS: Mutex<String> = Mutex::new(String::new());

/// Makes every panic leave its words.
pub fn listen() {
    panic::set_hook(Box::new(|panic| {
        if let Ok(mut words) = WORDS.try_lock() {
            *words = panic.to_string();
        }
        SAID.store(true, SeqCst);
    }));
}

/// Why the engine is beyond use, in words for a person; `None` as long as nothing is known to be broken.
pub fn heard() -> Option<String> {
    if !SAID.load(SeqCst) {
        return None;
    }
    Some(WORDS.try_lock().map(|words| words.clone()).unwrap_or_default())
}

/// What to say of a Worker that died, whether or not it left words.
pub fn of_a_dead_worker(event: &str) -> String {
    let words = lab::in_words(&heard().unwrap_or_else(|| event.to_string()));
    match threads::memory_refused() {
        Some(bytes) => format!(
            "memory ran out when {} more were asked for",
            trace::numbers::bytes(bytes as u64)
        ),
        None => words,
    }
}
