//! The loop of an engine: what the page says is taken, what goes on is looked at, and the page hears that nothing is wrong.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise, Uint8Array};
use protocol::{EngineCommand, EngineEvent};
use threads::{ThreadPool, now};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessagePort};
use worker::{environment, post, scope};

use crate::pool;
use crate::rayon_pool::{RayonPool, SPARE};

/// Between two looks at a run: about a frame.
pub const LOOK_MS: u32 = 16;
/// EngineState so many nanoseconds of silence the page is told that nothing is wrong. By the clock: on a busy machine pauses are longer than they were asked to be.
const ALIVE_AFTER: u64 = 100_000_000;

/// What an engine does with what the page asks.
pub trait Desk: Copy + 'static {
    /// Starts so many Workers; as wasm-bindgen-rayon does.
    fn pool(self, threads: usize) -> Promise;
    /// The pool runs.
    fn has(self, pool: Arc<dyn ThreadPool>);
    /// Begins a job.
    fn take(self, job: EngineCommand);
    /// Sends everybody home.
    fn stop(self);
    /// The files beside a message become the user's own text.
    fn read(self, message: &Array);
    /// A Worker of the pool is dead: with it, perhaps, locks are held for ever.
    fn lose(self, event: &str);
}

/// Begins to listen, and says so.
pub fn listen(desk: impl Desk) {
    let Some(scope) = scope() else { return };
    worker::listen(move |message| receive(desk, message));
    let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
        event.prevent_default();
        desk.lose(&event.message());
    });
    scope.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // It lives as long as the Worker.
    on_error.forget();
    post(&EngineEvent::Alive);
}

fn receive(desk: impl Desk, message: &Array) {
    let bytes = Uint8Array::new(&message.get(0)).to_vec();
    match protocol::decode::<EngineCommand>(&bytes) {
        Ok(EngineCommand::Start { threads }) => spawn_local(start(desk, threads, message.get(1).dyn_into().ok())),
        Ok(EngineCommand::Ping) => post(&EngineEvent::Alive),
        Ok(EngineCommand::Text) => desk.read(message),
        Ok(EngineCommand::Stop) => desk.stop(),
        Ok(job) => desk.take(job),
        Err(malformed) => post(&EngineEvent::Failed {
            message: malformed.to_string(),
        }),
    }
}

/// Starts the pool; `page` is where the page offers to make its Workers.
async fn start(desk: impl Desk, threads: u16, page: Option<MessagePort>) {
    if let Some(page) = page
        && let Err(error) = pool::made_by(&page, move |message| desk.lose(message))
    {
        return post(&not_started(&error));
    }
    let hardware = environment().hardware_threads as u16;
    let news = match JsFuture::from(desk.pool(usize::from(threads) + SPARE)).await {
        Ok(_) => {
            desk.has(Arc::new(RayonPool::new(usize::from(threads))));
            EngineEvent::Ready { threads, hardware }
        }
        Err(error) => not_started(&error),
    };
    post(&news);
}

fn not_started(error: &JsValue) -> EngineEvent {
    EngineEvent::Failed {
        message: format!("The threads could not be started: {error:?}"),
    }
}

/// Looks again and again for as long as there is something to look at: `step` says whether the page was told something, and whether there is more to
/// look at, `pause` how many milliseconds to wait before.
pub async fn look(pause: impl Fn() -> u32, step: impl Fn() -> (bool, bool)) {
    let mut told_at = now();
    loop {
        TimeoutFuture::new(pause()).await;
        let (told, busy) = step();
        if told {
            told_at = now();
        } else if now().saturating_sub(told_at) >= ALIVE_AFTER {
            told_at = now();
            post(&EngineEvent::Alive);
        }
        if !busy {
            return;
        }
    }
}

/// Says that a job was not begun.
pub fn refuse(id: u32, message: String, needs_threads: Option<u16>) {
    post(&EngineEvent::Refused {
        id,
        message,
        needs_threads,
    });
}
