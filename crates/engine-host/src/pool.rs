//! Has the page make the pool's Workers. In Firefox under remote control (WebDriver BiDi) the constructor of a Worker within a Worker does not
//! return in 20 to 45 % of starts: parent and child wait for one wake-up that comes once. The page's own Workers are free of that.

use js_sys::{Array, Object, Proxy, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// From now on a Worker that is made here is made by the page, which was asked through `page`; who makes it gets a port to it, and speaks and
/// listens to that as to a Worker. What the page says of one that broke goes to `lost`.
pub fn made_by(page: &MessagePort, lost: impl Fn(&str) + 'static) -> Result<(), JsValue> {
    let asked = page.clone();
    let construct =
        Closure::<dyn FnMut(JsValue, Array) -> Result<JsValue, JsValue>>::new(move |_, arguments: Array| {
            ask(&asked, &arguments.get(0))
        });
    let (scope, handler) = (js_sys::global(), Object::new());
    let own = Reflect::get(&scope, &"Worker".into())?;
    Reflect::set(&handler, &"construct".into(), construct.as_ref())?;
    Reflect::set(&scope, &"Worker".into(), &Proxy::new(&own, &handler))?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        lost(&event.data().as_string().unwrap_or_default());
    });
    page.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // Both live as long as the Worker.
    construct.forget();
    on_message.forget();
    Ok(())
}

fn ask(page: &MessagePort, address: &JsValue) -> Result<JsValue, JsValue> {
    let channel = MessageChannel::new()?;
    let (ours, theirs) = (channel.port1(), channel.port2());
    page.post_message_with_transferable(&Array::of2(address, &theirs), &Array::of1(&theirs))?;
    ours.start();
    Ok(ours.into())
}
