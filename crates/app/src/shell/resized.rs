//! Events that the component library does not offer: a changed size, and a wheel that can be taken from the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, WheelEvent};
use yew::Callback;

/// Watches an element's size until it is dropped.
pub struct Resized {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Resized {
    /// Calls back whenever the element's size has changed; `None` where the browser cannot tell.
    pub fn watch(element: &Element, changed: Callback<()>) -> Option<Resized> {
        let closure = Closure::<dyn FnMut()>::new(move || changed.emit(()));
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Resized {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// A wheel over an element; what `take` takes does not scroll the page.
pub fn on_wheel(element: &Element, take: impl Fn(&WheelEvent) -> bool + 'static) -> EventListener {
    EventListener::new_with_options(
        element,
        "wheel",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            if event.dyn_ref::<WheelEvent>().is_some_and(&take) {
                event.prevent_default();
            }
        },
    )
}
