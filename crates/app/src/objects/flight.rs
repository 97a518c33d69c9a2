//! A value on its way from memory to the thread that reads it, or back.

use crate::shell::found;
use trace::Snapshot;
use yew::prelude::*;

/// A value that the last step moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// The thread that took it: the element with this `data-hand`.
    pub hand: u16,
    /// Its colour, for a stylesheet.
    pub colour: AttrValue,
    /// Which of the shared things it read or wrote: the element with this `data-thing`.
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
        hand: last.thread,
        colour: format!("var(--t{})", last.thread % 8 + 1).into(),
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

/// See [`Moving`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// After so many steps.
    pub at: u64,
    /// What the last of them moved.
    pub flight: Option<Flight>,
}

/// The value as it moves, when its step comes after the one that was on show; nothing once it has arrived, and nothing for those who want no motion.
#[component]
pub fn Moving(props: &Props) -> Html {
    let last = use_mut_ref(|| props.at);
    let path = use_state_eq(|| None::<(u64, Path)>);
    {
        let (path, flight) = (path.clone(), props.flight.clone());
        use_effect_with(props.at, move |at| {
            let follows = std::mem::replace(&mut *last.borrow_mut(), *at) + 1 == *at;
            let measured = flight.filter(|_| follows).as_ref().and_then(measured);
            path.set(measured.map(|path| (*at, path)));
        });
    }
    let there = path.filter(|(at, _)| *at == props.at);
    let (Some((at, Path { from, by })), Some(flight)) = (there, &props.flight) else {
        return html! {};
    };
    let style = format!(
        "left:{:.0}px;top:{:.0}px;--dx:{:.0}px;--dy:{:.0}px;background:{}",
        from.0, from.1, by.0, by.1, flight.colour
    );
    html! { <span class="flight" key={at} {style} aria-hidden="true">{&flight.value}</span> }
}

fn measured(flight: &Flight) -> Option<Path> {
    let memory = middle(&format!("[data-thing=\"{}\"]", flight.thing))?;
    let hand = middle(&format!("[data-hand=\"{}\"]", flight.hand))?;
    let (from, to) = if flight.writes { (hand, memory) } else { (memory, hand) };
    Some(Path {
        from,
        by: (to.0 - from.0, to.1 - from.1),
    })
}

fn middle(selector: &str) -> Option<(f64, f64)> {
    let room = found(selector)?.get_bounding_client_rect();
    Some((room.left() + room.width() / 2.0, room.top() + room.height() / 2.0))
}
