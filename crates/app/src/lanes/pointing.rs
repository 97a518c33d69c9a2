//! Pointer, wheel and keys on the canvas: each changes the stretch in view.

use super::{stage::Stage, view::View};
use web_sys::{KeyboardEvent, WheelEvent};

/// How much closer one key or one notch of the wheel looks.
const CLOSER: f64 = 1.4;

/// How far an arrow moves, in parts of what is in view.
const STRIDE: f64 = 0.15;

/// A pointer moved while it was down: one drags, two pinch. Whether that meant anything.
pub fn dragged(stage: &mut Stage, id: i32, x: f64) -> bool {
    let Some(position) = stage.pointers.iter().position(|(known, _)| *known == id) else {
        return false;
    };
    let before = stage.pointers[position].1;
    stage.pointers[position].1 = x;
    let (width, end) = (stage.size.width.max(1.0), stage.recording.borrow().timeline.end);
    let view = match stage.pointers[..] {
        [_] => stage.view.moved((before - x) / width * stage.view.length(), end),
        [(_, one), (_, other)] => {
            let still = if position == 0 { other } else { one };
            let factor = ((x - still).abs() / (before - still).abs().max(1.0)).clamp(0.2, 5.0);
            stage.view.zoomed(stage.view.moment(still, width), factor, end)
        }
        _ => return false,
    };
    stage.look(view);
    true
}

/// A wheel over the canvas: sideways moves; up and down look closer or from further away, with Ctrl or while the canvas has the focus.
/// Everything else is left to the page, so that it scrolls. Whether it was taken.
pub fn wheeled(stage: &mut Stage, event: &WheelEvent, focused: bool) -> bool {
    let (width, end) = (stage.size.width.max(1.0), stage.recording.borrow().timeline.end);
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
        16.0
    } else {
        1.0
    };
    let (across, down) = (event.delta_x() * lines, event.delta_y() * lines);
    let sideways = if event.shift_key() && across == 0.0 {
        down
    } else {
        across
    };
    let view = if event.ctrl_key() || event.meta_key() || (focused && !event.shift_key() && down.abs() > across.abs()) {
        let about = stage.view.moment(f64::from(event.offset_x()), width);
        stage.view.zoomed(about, (-down / 240.0).clamp(-1.5, 1.5).exp(), end)
    } else if sideways != 0.0 && (event.shift_key() || across.abs() > down.abs()) {
        stage.view.moved(sideways / width * stage.view.length(), end)
    } else {
        return false;
    };
    let moved = view != stage.view;
    stage.look(view);
    moved || event.ctrl_key()
}

/// A key on the canvas; whether it meant anything.
pub fn keyed(stage: &mut Stage, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let end = stage.recording.borrow().timeline.end;
    let (view, length) = (stage.view, stage.view.length());
    let middle = view.from + length / 2.0;
    let view = match event.key().as_str() {
        "ArrowLeft" => view.moved(-STRIDE * length, end),
        "ArrowRight" => view.moved(STRIDE * length, end),
        "+" | "=" => view.zoomed(middle, CLOSER, end),
        "-" => view.zoomed(middle, 1.0 / CLOSER, end),
        "Home" => view.moved(-(end as f64), end),
        "End" => view.moved(end as f64, end),
        "0" => View::all(end),
        _ => return false,
    };
    stage.look(view);
    true
}
