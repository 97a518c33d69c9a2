//! The canvas on the page: draws at most once a frame, and only when something has changed.

use super::{
    pointing,
    stage::Stage,
    tooltip::{Tip, tooltip},
};
use crate::model::{Action, Command, Language, PtrEq, RcCell, Recording, StepCommand, ViewChange};
use crate::parts::Dispatch;
use crate::program::Sources;
use crate::shell::{Resized, on_wheel};
use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

/// Pixels that a pointer may move and still click.
const STILL: f64 = 5.0;

/// See [`Picture`].
#[derive(Properties)]
pub struct Props {
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// Its version, which changes whenever it does.
    pub version: u64,
    /// The moment that is looked at.
    pub playhead: Option<u64>,
    /// How many rows there are.
    pub rows: usize,
    /// What is on the canvas.
    pub stage: RcCell<Stage>,
    /// Whether a click on a lane moves its thread.
    pub moves: bool,
    /// The variant's listings, to tell lines in.
    pub sources: PtrEq<Option<Sources>>,
    /// Which of them is in front.
    pub language: Language,
    /// Whether what is on show is dark.
    pub dark: bool,
    /// Where actions go.
    pub send: Dispatch,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        (self.version, self.rows, self.dark, self.moves) == (other.version, other.rows, other.dark, other.moves)
            && (self.language, &self.sources, self.playhead) == (other.language, &other.sources, other.playhead)
            && self.stage == other.stage
    }
}

/// The canvas and its axis.
#[component]
pub fn Picture(props: &Props) -> Html {
    let (canvas, veil, axis) = (use_node_ref(), use_node_ref(), use_node_ref());
    let tip = use_state_eq(|| None::<Tip>);
    let redraw = use_redraw(&props.stage, &canvas, &veil, &axis);
    use_playhead(props, &veil);
    use_drawing(props, &canvas, &axis, &redraw);
    let point = pointing_at(props, &tip, &redraw);
    let (stage, again) = (props.stage.clone(), redraw.clone());
    let down = Callback::from(move |event: PointerEvent| {
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let mut stage = stage.borrow_mut();
        stage.pointers.push((event.pointer_id(), at.0));
        stage.pressed = (stage.pointers.len() == 1).then_some(at);
        if let Some(target) = event.target_dyn_into::<HtmlElement>() {
            // Without capture a drag ends at the canvas' edge, and no more.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
    });
    let stage = props.stage.clone();
    let up = Callback::from(move |event: PointerEvent| {
        stage.borrow_mut().pointers.retain(|(id, _)| *id != event.pointer_id())
    });
    let click = clicked(props);
    let left = point.reform(|_: PointerEvent| None);
    let stage = props.stage.clone();
    let key = Callback::from(move |event: KeyboardEvent| {
        if pointing::keyed(&mut stage.borrow_mut(), &event) {
            event.prevent_default();
            event.stop_propagation();
            again.emit(());
        }
    });
    html! {
        <div class="picture">
            <canvas ref={canvas} class="lanes-canvas" tabindex="0" role="img" aria-label={label(&props.recording.borrow())}
                style={format!("height:{}px", super::stage::row_height(props.rows) * props.rows as f64)}
                onpointerdown={down} onclick={click} onpointerup={up.clone()} onpointercancel={up} onpointermove={point.reform(Some)} onpointerleave={left} onkeydown={key} />
            <div class="to-come" aria-hidden="true"><i ref={veil}></i></div>
            <canvas ref={axis} class="axis" aria-hidden="true" />
            if let Some(tip) = (*tip).as_ref() { {tooltip(&props.recording.borrow(), tip, &props.sources, props.language)} }
        </div>
    }
}

/// A click that was no drag moves the thread in whose lane it lies, in lockstep.
fn clicked(props: &Props) -> Callback<MouseEvent> {
    let (stage, send, moves) = (props.stage.clone(), props.send.clone(), props.moves);
    Callback::from(move |event: MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let pressed = stage.borrow_mut().pressed.take();
        let still = pressed.is_some_and(|(from_x, from_y)| (x - from_x).hypot(y - from_y) < STILL);
        let thread = stage.borrow().thread_at(y).filter(|_| moves && still);
        if let Some(thread) = thread {
            send.emit(Action::Command(Command::Step(StepCommand::Thread(Some(thread)))));
        }
    })
}

fn label(recording: &Recording) -> String {
    let (threads, locks) = (recording.timeline.threads.len(), recording.timeline.locks.len());
    format!(
        "Timeline of {threads} threads and {locks} locks. Arrows move, plus and minus look closer. The same as a table: the button before this picture."
    )
}

/// Asks for one drawing in the next frame, however often it is called.
#[hook]
fn use_redraw(stage: &RcCell<Stage>, canvas: &NodeRef, veil: &NodeRef, axis: &NodeRef) -> Callback<()> {
    let (weak, canvas, veil, axis) = (stage.downgrade(), canvas.clone(), veil.clone(), axis.clone());
    use_callback((), move |(), ()| {
        let Some(stage) = weak.upgrade() else { return };
        if stage.borrow().frame.is_some() {
            return;
        }
        let (later, canvas, veil, axis) = (weak.clone(), canvas.clone(), veil.clone(), axis.clone());
        let frame = gloo_render::request_animation_frame(move |_| {
            let Some(stage) = later.upgrade() else { return };
            let mut stage = stage.borrow_mut();
            stage.frame = None;
            if let (Some(canvas), Some(axis)) = (canvas.cast::<HtmlCanvasElement>(), axis.cast()) {
                stage.draw(&canvas, &axis);
            }
            if let Some(veil) = veil.cast() {
                stage.place(&veil);
            }
        });
        stage.borrow_mut().frame = Some(frame);
    })
}

/// Moves the line to the moment that is looked at: in each frame of a replay, so that nothing else is done for it.
#[hook]
fn use_playhead(props: &Props, veil: &NodeRef) {
    let (stage, veil) = (props.stage.clone(), veil.clone());
    use_effect_with(props.playhead, move |playhead| {
        stage.borrow_mut().playhead = *playhead;
        if let Some(veil) = veil.cast() {
            stage.borrow().place(&veil);
        }
    });
}

/// Draws whenever what is drawn, its colours or its size has changed; everything ends with the component.
#[hook]
fn use_drawing(props: &Props, canvas: &NodeRef, axis: &NodeRef, redraw: &Callback<()>) {
    let (again, stage) = (redraw.clone(), props.stage.clone());
    use_effect_with((props.version, props.rows), move |_| again.emit(()));
    let again = redraw.clone();
    use_effect_with(props.dark, move |_| {
        stage.borrow_mut().repaint();
        again.emit(());
    });
    let (again, stage, canvas, axis) = (redraw.clone(), props.stage.clone(), canvas.clone(), axis.clone());
    use_effect_with((), move |()| {
        let resized = axis
            .cast::<web_sys::Element>()
            .and_then(|axis| Resized::watch(&axis, again.clone()));
        let wheel = canvas.cast::<web_sys::Element>().map(|element| {
            let focused = crate::shell::has_focus;
            let stage = stage.clone();
            on_wheel(&element.clone(), move |event| {
                let taken = pointing::wheeled(&mut stage.borrow_mut(), event, focused(&element));
                if taken {
                    again.emit(());
                }
                taken
            })
        });
        move || {
            drop((resized, wheel));
            let mut stage = stage.borrow_mut();
            stage.frame = None;
            stage.pointers.clear();
            stage.pointer = None;
        }
    });
}

/// Follows the pointer: drags while it is down, else shows what lies under it; `None` when it has left.
fn pointing_at(
    props: &Props,
    tip: &UseStateHandle<Option<Tip>>,
    redraw: &Callback<()>,
) -> Callback<Option<PointerEvent>> {
    let (stage, send, tip, redraw) = (props.stage.clone(), props.send.clone(), tip.clone(), redraw.clone());
    Callback::from(move |event: Option<PointerEvent>| {
        let at = event
            .as_ref()
            .map(|event| (f64::from(event.offset_x()), f64::from(event.offset_y())));
        let (found, pointed) = {
            let mut stage = stage.borrow_mut();
            let drags = event
                .zip(at)
                .is_some_and(|(event, (x, _))| pointing::dragged(&mut stage, event.pointer_id(), x));
            let at = at.filter(|_| !drags);
            stage.pointer = at.map(|(x, _)| x);
            let width = stage.size.width;
            let found = at.and_then(|(x, y)| {
                stage.hit(x, y).map(|(hit, crowded)| Tip {
                    hit,
                    crowded,
                    x,
                    y,
                    width,
                })
            });
            let pointed = found
                .as_ref()
                .map(|tip| tip.hit.pointed(stage.view.moment(tip.x, width)));
            (found, pointed)
        };
        tip.set(found);
        send.emit(Action::Look(ViewChange::Point(pointed)));
        redraw.emit(());
    })
}
