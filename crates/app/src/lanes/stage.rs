//! What is on the canvas between two renderings of the page: the stretch in view, fingers on it, colours.

use super::paint::{self, Drawn, Palette, Size};
use super::rows::{Hit, Row, crowd_bars, hit, lock_bars, rows, thread_bars};
use super::view::View;
use crate::model::{RcCell, Recording, STEP, format};
use gloo_render::AnimationFrame;
use web_sys::{Element, HtmlCanvasElement};

/// While a run goes on, so many nanoseconds of it are in view.
const FOLLOWED: f64 = 2e9;

/// Pixels of the axis a tick needs.
const TICK: f64 = 110.0;

/// Pixels from which a span that is narrower than a pixel is found.
const REACH: f64 = 1.5;

/// What is on the canvas.
pub struct Stage {
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// The stretch in view.
    pub view: View,
    /// Whether the view keeps up with the run.
    pub follows: bool,
    /// Pointers that are down, by id, and where.
    pub pointers: Vec<(i32, f64)>,
    /// Where the pointer is, when it is over the canvas.
    pub pointer: Option<f64>,
    /// The moment that is looked at, in nanoseconds.
    pub playhead: Option<u64>,
    /// Where a pointer went down that has not moved since.
    pub pressed: Option<(f64, f64)>,
    /// The picture shows at least so many nanoseconds, to have the scale of another.
    pub least: u64,
    /// A frame that was asked for.
    pub frame: Option<AnimationFrame>,
    /// Size as drawn last.
    pub size: Size,
    palette: Option<Palette>,
    run: u64,
}

impl Stage {
    /// An empty stage.
    pub fn new(recording: RcCell<Recording>) -> Self {
        Stage {
            recording,
            view: View::all(0),
            follows: true,
            pointers: Vec::new(),
            pointer: None,
            playhead: None,
            pressed: None,
            least: 0,
            frame: None,
            size: Size { width: 0.0, row: 0.0 },
            palette: None,
            run: 0,
        }
    }

    /// Colours have changed.
    pub fn repaint(&mut self) {
        self.palette = None;
    }

    /// Draws everything; nothing when there is no canvas to draw on.
    pub fn draw(&mut self, canvas: &HtmlCanvasElement, axis: &HtmlCanvasElement) {
        self.keep_up();
        if self.palette.is_none() {
            self.palette = Palette::read();
        }
        let recording = self.recording.borrow();
        let rows = rows(&recording);
        self.size = Size {
            width: f64::from(axis.client_width()),
            row: row_height(rows.len()),
        };
        let (Size { width, row }, view) = (self.size, self.view);
        let Some(palette) = self
            .palette
            .as_ref()
            .filter(|_| width > 0.0 && recording.timeline.end > 0)
        else {
            return;
        };
        let height = row * rows.len() as f64;
        let (ticks, step) = view.ticks((width / TICK) as usize);
        let ticks: Vec<(f64, f64)> = ticks
            .into_iter()
            .map(|moment| (view.x(moment, width), moment))
            .filter(|(_, moment)| !recording.by_steps || moment % STEP as f64 == 0.0)
            .collect();
        if let Some(context) = paint::prepared(canvas, width, height) {
            let lines: Vec<f64> = ticks.iter().map(|(x, _)| *x).collect();
            paint::grid(&context, palette, &lines, height);
            for (number, each) in rows.iter().enumerate() {
                let drawn = drawn(&recording, *each, view, width);
                paint::row(&context, palette, &drawn, number as f64 * row, self.size, |thread| {
                    format!("T{}", thread + 1)
                });
            }
            if let Some(x) = self.pointer {
                paint::pointer(&context, palette, x, height);
            }
        }
        let below = f64::from(axis.client_height());
        if let Some(context) = paint::prepared(axis, width, below) {
            let words: Vec<_> = ticks
                .iter()
                .map(|(x, moment)| (*x, tick(&recording, *moment, step, view.to)))
                .collect();
            paint::axis(&context, palette, &words, (width, below));
        }
    }

    /// Puts the line down at the moment that is looked at, and the veil over what comes after; nothing is drawn anew.
    pub fn place(&self, veil: &Element) {
        let x = |moment| self.view.x(moment as f64, self.size.width);
        let style = match self.playhead {
            Some(moment) => format!("transform:translateX({:.1}px)", x(moment) - 1.0),
            None => "display:none".into(),
        };
        // This name is always allowed.
        let _ = veil.set_attribute("style", &style);
    }

    /// What lies at a point of the canvas, and whether it is too narrow to be seen alone.
    pub fn hit(&self, x: f64, y: f64) -> Option<(Hit, bool)> {
        let recording = self.recording.borrow();
        let row = *rows(&recording).get((y / self.size.row.max(1.0)) as usize)?;
        let pixel = self.view.length() / self.size.width.max(1.0);
        let hit = hit(&recording, row, self.view.moment(x, self.size.width), REACH * pixel)?;
        let (from, to) = match hit {
            Hit::Thread(_, span) => (span.from, span.to),
            Hit::Lock(_, owner) => (owner.from, owner.to),
            Hit::DenseHolds(_, crowd) => (crowd.from, crowd.to),
        };
        Some((hit, ((to - from) as f64) < pixel))
    }

    /// The thread whose lane lies at a height.
    pub fn thread_at(&self, y: f64) -> Option<u16> {
        let rows = rows(&self.recording.borrow());
        match rows.get((y / self.size.row.max(1.0)) as usize)? {
            Row::Thread(thread) => Some(*thread as u16),
            Row::Lock(_) => None,
        }
    }

    /// Looks at another stretch; the whole run is followed again.
    pub fn look(&mut self, view: View) {
        let recording = self.recording.borrow();
        self.follows = view.is_all(recording.timeline.end.max(self.least));
        self.view = view;
    }

    /// Moves the view along with the run, unless somebody looks at a stretch of it.
    fn keep_up(&mut self) {
        let recording = self.recording.borrow();
        let end = recording.timeline.end.max(self.least);
        if std::mem::replace(&mut self.run, recording.run) != recording.run {
            self.follows = true;
        }
        if self.follows {
            self.view = if recording.live {
                View::last(end, FOLLOWED)
            } else {
                View::all(end)
            };
        }
    }
}

/// The height of a row when there are so many, in CSS pixels: few breathe, many scroll.
pub fn row_height(rows: usize) -> f64 {
    (96.0 / rows.max(1) as f64).floor().clamp(24.0, 36.0)
}

fn drawn(recording: &Recording, row: Row, view: View, width: f64) -> Drawn {
    match row {
        Row::Lock(lock) => Drawn::Lock(
            lock_bars(recording, lock, view, width),
            crowd_bars(recording, lock, view, width),
        ),
        Row::Thread(thread) => Drawn::Thread(thread, thread_bars(recording, thread, view, width)),
    }
}

/// What stands at a tick.
fn tick(recording: &Recording, moment: f64, step: f64, last: f64) -> String {
    match recording.by_steps {
        true => recording.moment(moment as u64),
        false => tick_words(moment, step, last),
    }
}

/// A moment with as many digits as neighbouring ticks need to differ, in the unit that suits the axis up to its last moment.
fn tick_words(moment: f64, step: f64, last: f64) -> String {
    if moment <= 0.0 {
        return "0".into();
    }
    let (unit, name) = match step {
        _ if last < 1e6 => (1e3, "µs"),
        large if large >= 1e8 => (1e9, "s"),
        _ => (1e6, "ms"),
    };
    let decimals = (-(step / unit).log10().floor()).clamp(0.0, 6.0) as usize;
    let number = moment / unit;
    match decimals {
        0 => format!("{} {name}", format::count(number.round() as u64)),
        _ => format!("{number:.decimals$} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_have_the_digits_they_need() {
        assert_eq!(tick_words(5e6, 5e6, 2e7), "5 ms");
        assert_eq!(tick_words(5.5e6, 5e5, 2e7), "5.5 ms");
        assert_eq!(tick_words(1_234_000.0, 1_000.0, 2e6), "1.234 ms");
        assert_eq!(tick_words(2_500.0, 500.0, 9e3), "2.5 µs");
        assert_eq!(tick_words(5e8, 5e8, 2e9), "0.5 s");
    }

    #[test]
    fn few_rows_breathe_and_many_scroll() {
        assert_eq!([1, 3, 8, 40].map(row_height), [36.0, 32.0, 24.0, 24.0]);
    }
}
