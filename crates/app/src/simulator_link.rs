//! The simulator's Worker as the page holds it: started when lockstep is first asked for, spoken to, thrown away.

use crate::engine_link::{broke, post, start, words};
use gloo_events::EventListener;
use js_sys::Uint8Array;
use protocol::{Order, Told};
use wasm_bindgen::JsCast;
use web_sys::{File, MessageEvent, Worker};
use yew::Callback;

/// What comes from the simulator.
pub enum Heard {
    /// A message.
    Told(Told),
    /// It broke; what the browser says about it.
    Broke(String),
}

/// A running simulator. It takes orders once it has said that it is alive. Dropped, it is terminated, and nothing more is heard of it.
pub struct SimulatorLink {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl SimulatorLink {
    /// Starts a simulator.
    pub fn start(heard: Callback<Heard>) -> Result<SimulatorLink, String> {
        let worker = start("simulator").map_err(|error| words(&error))?;
        let _listeners = [
            EventListener::new(&worker, "message", told(heard.clone())),
            EventListener::new(&worker, "error", broke(heard.reform(Heard::Broke))),
            EventListener::new(&worker, "messageerror", move |_| {
                heard.emit(Heard::Broke("a message from it could not be read.".into()));
            }),
        ];
        Ok(SimulatorLink { worker, _listeners })
    }

    /// Sends an order, and files with it.
    pub fn send(&self, order: &Order, files: &[File]) -> Result<(), String> {
        post(&self.worker, &protocol::encode(order), files)
    }
}

impl Drop for SimulatorLink {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn told(heard: Callback<Heard>) -> impl FnMut(&web_sys::Event) {
    move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let bytes = data.and_then(|data| data.dyn_into::<Uint8Array>().ok());
        heard.emit(match bytes.map(|bytes| protocol::decode(&bytes.to_vec())) {
            Some(Ok(told)) => Heard::Told(told),
            Some(Err(malformed)) => Heard::Broke(format!("{malformed}.")),
            None => return,
        });
    }
}
