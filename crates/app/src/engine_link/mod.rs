//! The engine's Worker as the page holds it: started, spoken to, thrown away.

mod worker;

pub use worker::start;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use protocol::{Job, News};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, Worker};
use yew::Callback;

/// What comes from the engine.
pub enum Heard {
    /// A message.
    News(News),
    /// It broke; what the browser says about it.
    Broke(String),
}

/// A running engine. Its first job is sent when it first says something: what is sent before it listens is lost. Dropped, it is terminated, and nothing more is heard of it.
pub struct EngineLink {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl EngineLink {
    /// Starts an engine and gives it its first job.
    pub fn start(threads: u16, heard: Callback<Heard>) -> Result<EngineLink, String> {
        let worker = start("engine").map_err(|error| words(&error))?;
        let _listeners = [
            EventListener::new(
                &worker,
                "message",
                told(worker.clone(), Job::Start { threads }, heard.clone()),
            ),
            EventListener::new(&worker, "error", broke(heard.reform(Heard::Broke))),
            EventListener::new(&worker, "messageerror", move |_| {
                heard.emit(Heard::Broke("a message from the engine could not be read.".into()));
            }),
        ];
        Ok(EngineLink { worker, _listeners })
    }

    /// Sends a job, and files with it.
    pub fn send(&self, job: &Job, files: &[File]) -> Result<(), String> {
        post(&self.worker, &protocol::encode(job), files)
    }
}

impl Drop for EngineLink {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Sends a Worker the bytes of a message, and files with it.
pub fn post(worker: &Worker, message: &[u8], files: &[File]) -> Result<(), String> {
    let message = Array::of1(&Uint8Array::from(message));
    files.iter().for_each(|file| {
        message.push(file);
    });
    worker.post_message(&message).map_err(|error| words(&error))
}

fn told(worker: Worker, first: Job, heard: Callback<Heard>) -> impl FnMut(&web_sys::Event) {
    let mut first = Some(first);
    move |event| {
        if let Some(Err(error)) = first.take().map(|first| post(&worker, &protocol::encode(&first), &[])) {
            heard.emit(Heard::Broke(error));
        }
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let bytes = data.and_then(|data| data.dyn_into::<Uint8Array>().ok());
        heard.emit(match bytes.map(|bytes| protocol::decode(&bytes.to_vec())) {
            Some(Ok(news)) => Heard::News(news),
            Some(Err(malformed)) => Heard::Broke(format!("{malformed}.")),
            None => return,
        });
    }
}

/// Hears that a Worker broke, and what the browser says about it.
pub fn broke(heard: Callback<String>) -> impl FnMut(&web_sys::Event) {
    move |event| {
        // The page says what happened; the console need not repeat it.
        event.prevent_default();
        let message = event
            .dyn_ref::<ErrorEvent>()
            .map(ErrorEvent::message)
            .filter(|message| !message.is_empty());
        heard.emit(message.map_or_else(
            || "its code could not be loaded or stopped at once.".to_string(),
            |message| format!("{}.", message.trim_end_matches('.')),
        ));
    }
}

/// What the browser says about an error.
pub fn words(error: &JsValue) -> String {
    String::from(js_sys::Object::from(error.clone()).to_string())
}
