//! Threads' tokens on their way: into the lock that they take, up in its queue, and home when they let go of it.

use crate::shell::{found, is_in_view, wants_no_motion};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::Element;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An element with what `web-sys` has only among the unstable.
    #[wasm_bindgen(extends = Element)]
    type Movable;
    #[wasm_bindgen(method)]
    fn animate(this: &Movable, keyframes: &JsValue, milliseconds: f64) -> Animation;

    type Animation;
    #[wasm_bindgen(method)]
    fn cancel(this: &Animation);
    #[wasm_bindgen(method, getter, js_name = playState)]
    fn play_state(this: &Animation) -> String;
}

/// How long a token is on its way at most, in milliseconds: it has come before the next change where those follow quickly.
const LASTS: f64 = 420.0;

/// Changes that come after fewer milliseconds are too many to be followed: tokens just stand elsewhere.
const FOLLOWED: f64 = 70.0;

/// Tokens that are on their way at a time; what changes faster than anybody sees just changes.
const MOST: usize = 16;

/// Pixels: what moves less has stayed where it was.
const STILL: f64 = 3.0;

/// What tokens and their homes can be scrolled out of.
const SCROLLS: &str = ".fill, .things, .rows";

/// See [`Tokens`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Who has what and who waits for what: tokens are looked for anew whenever it changes.
    pub seats: AttrValue,
}

/// Lets the tokens of the part around it fly when who has what changes: elements with `data-token`, the number of a thread after its last colon.
/// A thread is at home in the element with its number as `data-home`, wherever that is on the page.
#[component]
pub fn Tokens(props: &Props) -> Html {
    let node = use_node_ref();
    let sky = use_mut_ref(Sky::default);
    {
        let node = node.clone();
        use_effect_with(props.seats.clone(), move |_| {
            if let Some(element) = node.cast::<Element>() {
                sky.borrow_mut().look(&element);
            }
        });
    }
    html! { <div class="sky" ref={node} aria-hidden="true"></div> }
}

/// A place on the page, from the left upper corner of what is around the tokens.
type Place = (f64, f64);

/// Tokens by what they stand for, and where each is; `None` for one that is scrolled out of view.
type Standing = BTreeMap<String, (Element, Option<Place>)>;

/// Where tokens were seen last, and which are on their way.
#[derive(Default)]
struct Sky {
    seen: Option<Standing>,
    flights: Vec<Flight>,
    looked: f64,
}

struct Flight {
    key: String,
    copy: Element,
    animations: Vec<Animation>,
}

impl Flight {
    fn is_over(&self) -> bool {
        self.animations
            .iter()
            .all(|animation| animation.play_state() != "running")
    }

    fn end(&self) {
        self.animations.iter().for_each(Animation::cancel);
        self.copy.remove();
    }
}

impl Sky {
    /// Looks where the tokens are now, and lets those fly that were elsewhere.
    fn look(&mut self, sky: &Element) {
        let Some(around) = sky.parent_element() else { return };
        let origin = corner(&around);
        let now = tokens(&around, origin);
        let before = self.seen.replace(now.clone());
        self.land(|flight| flight.is_over() || !now.contains_key(&flight.key));
        let moment = js_sys::Date::now();
        let lasts = (moment - std::mem::replace(&mut self.looked, moment)).min(LASTS);
        let follows = lasts >= FOLLOWED && !wants_no_motion();
        let Some(before) = before.filter(|_| follows && is_in_view(&around)) else {
            return self.land(|_| true);
        };
        for (key, (token, to)) in &now {
            let from = before.get(key).map_or_else(|| home(key, origin), |(_, from)| *from);
            self.fly(sky, (key, token), origin, (from, *to), (true, lasts));
        }
        for (key, (token, from)) in before.iter().filter(|(key, _)| !now.contains_key(*key)) {
            self.fly(sky, (key, token), origin, (*from, home(key, origin)), (false, lasts));
        }
    }

    /// Takes away the flights of which this is true.
    fn land(&mut self, over: impl Fn(&Flight) -> bool) {
        self.flights
            .extract_if(.., |flight| over(flight))
            .for_each(|flight| flight.end());
    }

    /// A copy of the token flies; one that arrives is seen only then.
    fn fly(
        &mut self,
        sky: &Element,
        (key, token): (&str, &Element),
        origin: Place,
        ends: (Option<Place>, Option<Place>),
        (arrives, lasts): (bool, f64),
    ) {
        let (Some(from), Some(to)) = ends else { return };
        let by = (from.0 - to.0, from.1 - to.1);
        // Who stays where it is may still be on its way there.
        if by.0.hypot(by.1) < STILL || self.flights.len() >= MOST {
            return;
        }
        self.land(|flight| flight.key == key);
        let Some(copy) = copied(token, (origin.0 + to.0, origin.1 + to.1)) else {
            return;
        };
        // The sky is this part's own, and nothing else is put there.
        let _ = sky.append_child(&copy);
        let flies = format!(
            r#"[{{"opacity":1,"transform":"translate({:.0}px,{:.0}px)","easing":"ease-in-out"}},{{"opacity":1,"transform":"none"}}]"#,
            by.0, by.1
        );
        let mut animations = vec![animated(&copy, &flies, lasts)];
        animations.extend(arrives.then(|| animated(token, r#"[{"opacity":0},{"opacity":0}]"#, lasts)));
        self.flights.push(Flight {
            key: key.into(),
            copy,
            animations,
        });
    }
}

fn animated(element: &Element, keyframes: &str, lasts: f64) -> Animation {
    let keyframes = js_sys::JSON::parse(keyframes).unwrap_or_default();
    element.unchecked_ref::<Movable>().animate(&keyframes, lasts)
}

/// A copy of a token's mark, centred on a point of the window.
fn copied(token: &Element, (x, y): Place) -> Option<Element> {
    let mark = token.query_selector(".swatch").ok()??;
    let copy: Element = mark.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let style = copy.get_attribute("style").unwrap_or_default();
    copy.set_attribute("style", &format!("{style};left:{x:.0}px;top:{y:.0}px"))
        .ok()?;
    Some(copy)
}

/// All tokens inside, by what they stand for, and where their marks are.
fn tokens(around: &Element, origin: Place) -> Standing {
    let mut found = BTreeMap::new();
    let Ok(list) = around.query_selector_all("[data-token]") else {
        return found;
    };
    for number in 0..list.length() {
        let token = list.get(number).and_then(|node| node.dyn_into::<Element>().ok());
        let Some(token) = token else { continue };
        if let Some(key) = token.get_attribute("data-token") {
            let at = middle(&token, origin);
            found.insert(key, (token, at));
        }
    }
    found
}

/// Where the thread of a token stands when it has nothing and waits for nothing; `None` where that is not shown.
fn home(key: &str, origin: Place) -> Option<Place> {
    let (_, thread) = key.rsplit_once(':')?;
    middle(&found(&format!("[data-home=\"{thread}\"]"))?, origin)
}

/// Where the mark in an element is; `None` where that is scrolled out of what is around it.
fn middle(element: &Element, origin: Place) -> Option<Place> {
    let mark = element.query_selector(".swatch").ok()??;
    let room = mark.get_bounding_client_rect();
    let (x, y) = (room.left() + room.width() / 2.0, room.top() + room.height() / 2.0);
    let frame = element
        .closest(SCROLLS)
        .ok()?
        .map(|frame| frame.get_bounding_client_rect());
    let is_seen = frame
        .is_none_or(|frame| (frame.left()..=frame.right()).contains(&x) && (frame.top()..=frame.bottom()).contains(&y));
    (room.width() > 0.0 && is_seen).then_some((x - origin.0, y - origin.1))
}

fn corner(element: &Element) -> Place {
    let room = element.get_bounding_client_rect();
    (room.left(), room.top())
}
