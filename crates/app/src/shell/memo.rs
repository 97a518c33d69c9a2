//! Parts of the page that are rendered again only when what they show has changed.
//!
//! One component for all of them, not one each: a component of its own costs the page some kilobytes of code.

use std::{any::Any, rc::Rc};
use yew::prelude::*;

/// The part that `render` makes of `shown`; it is made anew only when `shown` differs from the last time.
pub fn memo<T: PartialEq + 'static>(shown: T, render: fn(&T) -> Html) -> Html {
    let part: Rc<dyn Part> = Rc::new(Shown { shown, render });
    html! { <Memo part={Handle(part)} /> }
}

trait Part {
    fn html(&self) -> Html;
    fn is_as(&self, other: &dyn Part) -> bool;
    fn any(&self) -> &dyn Any;
}

struct Shown<T> {
    shown: T,
    render: fn(&T) -> Html,
}

impl<T: PartialEq + 'static> Part for Shown<T> {
    fn html(&self) -> Html {
        (self.render)(&self.shown)
    }

    fn is_as(&self, other: &dyn Part) -> bool {
        let other = other.any().downcast_ref::<Self>();
        other.is_some_and(|other| std::ptr::fn_addr_eq(self.render, other.render) && self.shown == other.shown)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

struct Handle(Rc<dyn Part>);

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_as(&*other.0)
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    part: Handle,
}

struct Memo;

impl Component for Memo {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Memo
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ctx.props().part.0.html()
    }
}
