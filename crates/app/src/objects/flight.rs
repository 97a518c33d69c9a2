//! A value on its way from memory to the thread that reads it, or back.

use trace::Snapshot;
use web_sys::{Document, Element};
use yew::prelude::*;

/// A value that the last step moved.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Flight {
    /// The step.
    pub step: u64,
    /// The thread that took it.
    pub thread: u16,
    /// Which of the shared things it read or wrote.
    pub thing: usize,
    /// The value.
    pub value: AttrValue,
    /// Whether it went to memory.
    pub writes: bool,
}

/// What the last step moved, if it read or wrote a value and the moment before it was on show.
pub fn flight(moment: &Snapshot, earlier: Option<&Snapshot>) -> Option<Flight> {
    let last = earlier.and(moment.last.as_ref())?;
    let written = moment
        .shared
        .iter()
        .position(|shared| shared.changed && !shared.is_held);
    let read = || {
        let name = last.words.strip_prefix("reads `")?.strip_suffix('`')?;
        moment
            .shared
            .iter()
            .position(|shared| shared.name == name && !shared.is_held)
    };
    let thing = written.or_else(read)?;
    Some(Flight {
        step: moment.at,
        thread: last.thread,
        thing,
        value: moment.shared[thing].value.clone().into(),
        writes: written.is_some(),
    })
}

/// Where it begins, and how far it goes, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Path {
    from: (f64, f64),
    by: (f64, f64),
}

/// The value as it moves; nothing once it has arrived, and nothing for those who want no motion.
#[component]
pub fn Moving(props: &Flight) -> Html {
    let path = use_state_eq(|| None::<(u64, Path)>);
    {
        let (path, flight) = (path.clone(), props.clone());
        use_effect_with(props.step, move |step| {
            path.set(measured(&flight).map(|path| (*step, path)))
        });
    }
    let Some((step, Path { from, by })) = path.filter(|(step, _)| *step == props.step) else {
        return html! {};
    };
    let style = format!(
        "left:{:.0}px;top:{:.0}px;--dx:{:.0}px;--dy:{:.0}px;background:var(--t{})",
        from.0,
        from.1,
        by.0,
        by.1,
        props.thread % 8 + 1
    );
    html! { <span class="flight" key={step} {style} aria-hidden="true">{&props.value}</span> }
}

fn measured(flight: &Flight) -> Option<Path> {
    let document = web_sys::window()?.document()?;
    let memory = middle(&document, &format!("[data-thing=\"{}\"]", flight.thing))?;
    let hand = middle(&document, &format!("[data-hand=\"{}\"]", flight.thread))?;
    let (from, to) = if flight.writes { (hand, memory) } else { (memory, hand) };
    Some(Path {
        from,
        by: (to.0 - from.0, to.1 - from.1),
    })
}

fn middle(document: &Document, selector: &str) -> Option<(f64, f64)> {
    let element: Element = document.query_selector(selector).ok()??;
    let room = element.get_bounding_client_rect();
    Some((room.left() + room.width() / 2.0, room.top() + room.height() / 2.0))
}
