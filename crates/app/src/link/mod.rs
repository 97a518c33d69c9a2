//! A Worker as the page holds it, the engine or the simulator: started, spoken to, thrown away.

mod pool;
mod worker;

pub use worker::address;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use pool::Pool;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, MessagePort, Worker};
use yew::Callback;

/// What comes from a Worker.
pub enum WorkerMessage<T> {
    /// A message.
    Message(T),
    /// Its code is on its way; how much is here, in words.
    Arrives(String),
    /// It broke; what the browser says about it.
    Broke(String),
}

/// A running Worker. Dropped, it is terminated, and nothing more is heard of it.
pub struct Link {
    worker: Worker,
    _pool: Option<Pool>,
    _listeners: [EventListener; 3],
}

/// What is sent when a Worker first says something: what is sent before it listens is lost.
struct First {
    message: Vec<u8>,
    port: MessagePort,
}

impl Link {
    /// Starts a Worker that needs no others.
    pub fn start<T: DeserializeOwned + 'static>(
        name: &'static str,
        heard: Callback<WorkerMessage<T>>,
    ) -> Result<Link, String> {
        Link::begin(name, None, None, heard)
    }

    /// Starts a Worker whose pool the page makes; `stirs` hears a sign of life of each Worker of the pool.
    pub fn start_with_pool<T: DeserializeOwned + 'static>(
        name: &'static str,
        message: Vec<u8>,
        heard: Callback<WorkerMessage<T>>,
        stirs: Callback<()>,
    ) -> Result<Link, String> {
        let (pool, port) = Pool::offer(stirs).map_err(|error| words(&error))?;
        Link::begin(name, Some(pool), Some(First { message, port }), heard)
    }

    fn begin<T: DeserializeOwned + 'static>(
        name: &'static str,
        _pool: Option<Pool>,
        first: Option<First>,
        heard: Callback<WorkerMessage<T>>,
    ) -> Result<Link, String> {
        let worker = worker::start(name).map_err(|error| words(&error))?;
        let _listeners = [
            EventListener::new(&worker, "message", said(worker.clone(), first, heard.clone())),
            EventListener::new(&worker, "error", broke(heard.clone())),
            EventListener::new(&worker, "messageerror", move |_| {
                heard.emit(WorkerMessage::Broke(format!(
                    "a message from the {name} could not be read"
                )));
            }),
        ];
        Ok(Link {
            worker,
            _pool,
            _listeners,
        })
    }

    /// Sends a message, and files with it.
    pub fn send<T: Serialize>(&self, message: &T, files: &[File]) -> Result<(), String> {
        post(&self.worker, &protocol::encode(message), files)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn post(worker: &Worker, message: &[u8], files: &[File]) -> Result<(), String> {
    let message = Array::of1(&Uint8Array::from(message));
    files.iter().for_each(|file| {
        message.push(file);
    });
    worker.post_message(&message).map_err(|error| words(&error))
}

fn greet(worker: &Worker, First { message, port }: First) -> Result<(), String> {
    let message = Array::of2(&Uint8Array::from(message.as_slice()), &port);
    worker
        .post_message_with_transfer(&message, &Array::of1(&port))
        .map_err(|error| words(&error))
}

fn said<T: DeserializeOwned>(
    worker: Worker,
    mut first: Option<First>,
    heard: Callback<WorkerMessage<T>>,
) -> impl FnMut(&web_sys::Event) {
    move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        // Words come from its loader, before there is anybody to greet.
        if let Some(words) = data.as_ref().and_then(JsValue::as_string) {
            return heard.emit(WorkerMessage::Arrives(words));
        }
        if let Some(Err(error)) = first.take().map(|first| greet(&worker, first)) {
            heard.emit(WorkerMessage::Broke(error));
        }
        let bytes = data.and_then(|data| data.dyn_into::<Uint8Array>().ok());
        heard.emit(match bytes.map(|bytes| protocol::decode(&bytes.to_vec())) {
            Some(Ok(message)) => WorkerMessage::Message(message),
            Some(Err(malformed)) => WorkerMessage::Broke(malformed.to_string()),
            None => return,
        });
    }
}

fn broke<T: 'static>(heard: Callback<WorkerMessage<T>>) -> impl FnMut(&web_sys::Event) {
    move |event| {
        // The page says what happened; the console need not repeat it.
        event.prevent_default();
        let message = event
            .dyn_ref::<ErrorEvent>()
            .map(ErrorEvent::message)
            .filter(|message| !message.is_empty());
        let message = message.unwrap_or_else(|| "its code could not be loaded or stopped at once".to_string());
        heard.emit(WorkerMessage::Broke(message));
    }
}

fn words(error: &JsValue) -> String {
    String::from(js_sys::Object::from(error.clone()).to_string())
}
