//! The Workers of the engine's pool, which the page makes when the engine asks for them, and ends with the engine.

use super::{words, worker};
use gloo_events::EventListener;
use js_sys::Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageChannel, MessageEvent, MessagePort, Worker};
use yew::Callback;

/// An offer to make Workers, and those that were made. Dropped, they are terminated.
pub struct Pool {
    _made: Rc<RefCell<Vec<Made>>>,
    _asked: EventListener,
}

/// A Worker of the pool, and the port through which the engine speaks to it.
struct Made {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Pool {
    /// Makes a Worker for each address that comes through the port that is returned; each word of such a Worker is a sign of life.
    pub fn offer(stirs: Callback<()>) -> Result<(Pool, MessagePort), JsValue> {
        let channel = MessageChannel::new()?;
        let (ours, theirs) = (channel.port1(), channel.port2());
        let made = Rc::new(RefCell::new(Vec::new()));
        let asked = EventListener::new(&ours, "message", {
            let (engine, made) = (ours.clone(), made.clone());
            move |event| {
                let Some((address, port)) = request(event) else { return };
                match Made::new(&address, &port, &engine, &stirs) {
                    Ok(worker) => made.borrow_mut().push(worker),
                    Err(error) => tell(&engine, &words(&error)),
                }
            }
        });
        ours.start();
        Ok((
            Pool {
                _made: made,
                _asked: asked,
            },
            theirs,
        ))
    }
}

impl Made {
    fn new(address: &str, port: &MessagePort, engine: &MessagePort, stirs: &Callback<()>) -> Result<Made, JsValue> {
        let worker = worker::module(address, "thread")?;
        let to = EventListener::new(port, "message", {
            let (worker, engine) = (worker.clone(), engine.clone());
            move |event| {
                if let Err(error) = worker.post_message(&data(event)) {
                    tell(&engine, &words(&error));
                }
            }
        });
        let from = EventListener::new(&worker, "message", {
            let (port, stirs) = (port.clone(), stirs.clone());
            move |event| {
                stirs.emit(());
                // What cannot be passed on is missed, and who misses it says so.
                let _ = port.post_message(&data(event));
            }
        });
        let broke = EventListener::new(&worker, "error", {
            let engine = engine.clone();
            move |event| {
                // The engine says what happened; the console need not repeat it.
                event.prevent_default();
                let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                tell(&engine, &message.unwrap_or_default());
            }
        });
        port.start();
        Ok(Made {
            worker,
            _listeners: [to, from, broke],
        })
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn request(event: &web_sys::Event) -> Option<(String, MessagePort)> {
    let request: Array = data(event).dyn_into().ok()?;
    Some((request.get(0).as_string()?, request.get(1).dyn_into().ok()?))
}

fn data(event: &web_sys::Event) -> JsValue {
    event
        .dyn_ref::<MessageEvent>()
        .map_or(JsValue::UNDEFINED, MessageEvent::data)
}

fn tell(engine: &MessagePort, message: &str) {
    // An engine that has gone hears nothing.
    let _ = engine.post_message(&message.into());
}
