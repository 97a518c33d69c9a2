//! The page around this one, or the one that opened it: only they are obeyed, and only they are told anything.

use gloo_events::EventListener;
use protocol::{Reply, Request};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};
use yew::Callback;

/// The page around this one.
pub struct Host {
    window: Window,
    /// Where it is from, once it has asked for something; results are told to nobody else.
    origin: Rc<RefCell<Option<String>>>,
    /// Whether it was told that the page is ready.
    greeted: Cell<bool>,
    /// What came of a run before it had asked for anything; told after the first answer.
    withheld: Rc<RefCell<Option<Reply>>>,
    _listener: EventListener,
}

impl Host {
    /// Listens to the parent, else to the opener; `None` when there is neither.
    pub fn listen(asked: Callback<Result<Request, String>>) -> Option<Host> {
        let here = web_sys::window()?;
        let parent = here.parent().ok().flatten().filter(|parent| *parent != here);
        // Another window's object is of another realm, where it is no instance of this one's `Window`.
        let opener = || {
            here.opener()
                .ok()
                .filter(JsValue::is_object)
                .map(JsCast::unchecked_into::<Window>)
        };
        let window = parent.or_else(opener)?;
        let origin = Rc::new(RefCell::new(None));
        let withheld = Rc::new(RefCell::new(None));
        let listener = EventListener::new(&here, "message", {
            let (window, origin, withheld) = (window.clone(), Rc::clone(&origin), Rc::clone(&withheld));
            move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                let from_host = event
                    .source()
                    .is_some_and(|source| JsValue::from(source) == *AsRef::<JsValue>::as_ref(&window));
                // Who sends it is looked at first: what strangers send is not even read.
                if !from_host {
                    return;
                }
                if let Some(request) = text(&event.data()).and_then(|message| Request::read(&message)) {
                    *origin.borrow_mut() = Some(event.origin());
                    // Who asks for something else waits for what comes of that.
                    if !matches!(request, Ok(Request::State)) {
                        *withheld.borrow_mut() = None;
                    }
                    asked.emit(request);
                }
            }
        });
        Some(Host {
            window,
            origin,
            greeted: Cell::new(false),
            withheld,
            _listener: listener,
        })
    }

    /// Tells the host. That the page is ready, or why it does not get ready, and how high it is may be known to any page; everything else goes
    /// only to an origin that asked: what came of a run by itself is told when it has.
    pub fn tell(&self, reply: &Reply) {
        let known = self.origin.borrow();
        let starting = !self.greeted.get();
        let harmless =
            matches!(reply, Reply::Ready | Reply::Height(_)) || (starting && matches!(reply, Reply::Error(_)));
        self.greeted.set(!starting || *reply == Reply::Ready);
        let target = known
            .as_deref()
            .filter(|origin| !origin.is_empty() && *origin != "null");
        let Some(target) = target.or((harmless || known.is_some()).then_some("*")) else {
            if matches!(reply, Reply::Report(_) | Reply::Check(_)) {
                *self.withheld.borrow_mut() = Some(reply.clone());
            }
            return;
        };
        self.post(reply, target);
        if known.is_some()
            && let Some(withheld) = self.withheld.take()
        {
            self.post(&withheld, target);
        }
    }

    fn post(&self, reply: &Reply, target: &str) {
        if let Ok(message) = js_sys::JSON::parse(&reply.json()) {
            // A host that has gone hears nothing.
            let _ = self.window.post_message(&message, target);
        }
    }
}

/// A message as JSON text, whether it came as text or as an object; `undefined`, a function or a circle is no JSON.
fn text(data: &JsValue) -> Option<String> {
    let as_json = || JsValue::from(js_sys::JSON::stringify(data).ok()?).as_string();
    data.as_string().or_else(as_json)
}
