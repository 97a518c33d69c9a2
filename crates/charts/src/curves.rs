//! Throughput against the number of threads.

use crate::{
    Style,
    frame::{Frame, shown},
    gap::{self, Gap},
    labels::{self, Beside},
    marks::{self, Band, Drawn, Line, line},
    speed_up,
    words::{SMALL, STRONG, Setting, set, width},
};
use plotters::{backend::DrawingBackend, coord::Shift, drawing::DrawingArea, style::text_anchor::HPos};
use trace::Curve;

/// Draws throughput against threads: a band from the lowest run to the highest, the median with its points, dashes for what was predicted, a thin
/// line for what one thread with the lock off would ideally give many, and a mark at the threads of the hardware; each line is named at its end. The band of the first curve is tinted and
/// others are outlined, so that no two colours mix. The gap between lock off and on is named where runs tell them apart. The axis on the right counts in times of
/// that one thread. A point that is missing is simply not there; where nothing is measured there are the axes and a sentence. From 320 by 200 pixels up.
pub fn draw_curves<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, curves: &[Curve], style: &Style) -> Drawn<DB> {
    let frame = Frame::of(area.dim_in_pixel(), curves, style);
    if style.background {
        area.fill(&style.palette.panel)?;
    }
    title(area, style)?;
    grid(area, &frame, style)?;
    thread_axis(area, &frame, curves, style)?;
    if curves
        .iter()
        .all(|curve| curve.points.is_empty() && curve.predicted.is_empty())
    {
        return sentence(area, &frame, style);
    }
    let free = unit(area, &frame, curves, style)?;
    speed_up::draw(area, &frame, free, style)?;
    let ideal = ideal(&frame, style);
    marks::beside(area, &ideal, (Line::Ideal, style.palette.ideal), style)?;
    let reference = reference(&frame, style);
    marks::beside(area, &reference, (Line::Reference, style.palette.muted), style)?;
    // The first curve comes last, on top.
    for (position, curve) in curves.iter().enumerate().rev() {
        let band = if position == 0 { Band::Tinted } else { Band::Outlined };
        marks::curve(area, &frame, (curve, band), style)?;
    }
    let gap = Gap::of(&frame, curves, style);
    gap.iter().try_for_each(|gap| gap::draw(area, gap, style))?;
    let muted = style.palette.muted;
    let predicted = curves.iter().map(|curve| Beside {
        name: "predicted",
        colour: style.palette.lock(&curve.lock),
        path: marks::path(&frame, style, shown(curve, frame.threads), |point| point.median),
    });
    let others = [("ideal", ideal), ("write-up", reference)].map(|(name, path)| Beside {
        name,
        colour: muted,
        path,
    });
    let beside: Vec<Beside> = others.into_iter().chain(predicted).collect();
    labels::place(&frame, curves, &beside, gap.as_ref(), style)
        .into_iter()
        .try_for_each(|label| {
            let setting = Setting {
                size: STRONG,
                bold: true,
                colour: label.colour,
                side: label.side,
            };
            set(area, style, &label.text, label.at, setting)
        })
}

/// The pixels of what somebody else measured, as far as it fits.
fn reference(frame: &Frame, style: &Style) -> Vec<(i32, i32)> {
    let fits = |(threads, value): &&(u32, f64)| *threads <= frame.threads && *value <= frame.most;
    let shown = style.reference.iter().filter(fits);
    shown
        .map(|&(threads, value)| frame.at(style, f64::from(threads), value))
        .collect()
}

fn title<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, style: &Style) -> Drawn<DB> {
    let setting = Setting {
        size: 15,
        bold: true,
        colour: style.palette.ink,
        side: HPos::Left,
    };
    match style.title.as_str() {
        "" => Ok(()),
        title => set(area, style, title, (style.px(8), style.px(18)), setting),
    }
}

/// Lines across at round throughputs, and the numbers before them.
fn grid<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, frame: &Frame, style: &Style) -> Drawn<DB> {
    for tick in frame.ticks() {
        let (_, y) = frame.at(style, 1.0, tick);
        let colour = if tick > 0.0 {
            style.palette.line
        } else {
            style.palette.ideal
        };
        line(area, vec![(frame.left, y), (frame.right, y)], colour, style.px(1))?;
        if frame.step > 0.0 {
            let text = frame.magnitude.tick(tick, frame.step);
            set(
                area,
                style,
                &text,
                (frame.left - style.px(7), y),
                small(style, HPos::Right),
            )?;
        }
    }
    Ok(())
}

/// Whole numbers below, the mark of the hardware, and the axis' name where the mark leaves room for it.
fn thread_axis<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    curves: &[Curve],
    style: &Style,
) -> Drawn<DB> {
    let below = frame.bottom + style.px(13);
    for threads in thread_ticks(frame, curves, style) {
        let (x, _) = frame.at(style, f64::from(threads), 0.0);
        let hardware = threads == style.hardware_threads;
        let setting = Setting {
            bold: hardware,
            ..small(style, HPos::Center)
        };
        set(area, style, &threads.to_string(), (x, below), setting)?;
    }
    let mark = hardware_mark(area, frame, style)?;
    axis_name(area, frame, mark, style)
}

/// `threads` at the right or the left end, wherever the words of the hardware's mark leave room.
fn axis_name<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    mark: Option<(i32, i32)>,
    style: &Style,
) -> Drawn<DB> {
    let (wide, gap) = (style.px(width("threads", SMALL, false)), style.px(10));
    let (from, to) = mark.unwrap_or((frame.edge, frame.left));
    let spot = if mark.is_none() || to + gap < frame.right - wide {
        (frame.right, HPos::Right)
    } else if frame.left + wide + gap < from {
        (frame.left, HPos::Left)
    } else {
        return Ok(());
    };
    set(
        area,
        style,
        "threads",
        (spot.0, second_row(frame, style)),
        small(style, spot.1),
    )
}

fn second_row(frame: &Frame, style: &Style) -> i32 {
    frame.bottom + style.px(29)
}

/// A dashed line at the hardware's threads, where there is something to compare, and its words below; says from where to where the words reach.
fn hardware_mark<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    style: &Style,
) -> Drawn<DB, Option<(i32, i32)>> {
    let hardware = style.hardware_threads;
    if hardware == 0 || hardware > frame.threads {
        return Ok(None);
    }
    let (x, _) = frame.at(style, f64::from(hardware), 0.0);
    if frame.step > 0.0 {
        let upright = [(x, frame.top), (x, frame.bottom)];
        marks::beside(area, &upright, (Line::Hardware, style.palette.muted), style)?;
    }
    let text = match hardware {
        1 => "1 hardware thread".to_string(),
        many => format!("{many} hardware threads"),
    };
    let half = style.px(width(&text, SMALL, false)) / 2;
    let middle = x.clamp(
        half + style.px(2),
        (frame.edge - half - style.px(2)).max(half + style.px(2)),
    );
    set(
        area,
        style,
        &text,
        (middle, second_row(frame, style)),
        small(style, HPos::Center),
    )?;
    Ok(Some((middle - half, middle + half)))
}

/// What the numbers on the left count; says how far that reaches.
fn unit<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    curves: &[Curve],
    style: &Style,
) -> Drawn<DB, i32> {
    let unit = curves.first().map_or(style.unit.as_str(), |curve| curve.unit.as_str());
    let (name, at) = (frame.magnitude.axis(unit), (style.px(8), frame.top - style.px(15)));
    set(area, style, &name, at, small(style, HPos::Left))?;
    Ok(at.0 + style.px(width(&name, SMALL, false)))
}

fn sentence<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, frame: &Frame, style: &Style) -> Drawn<DB> {
    let middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2);
    let setting = Setting {
        size: STRONG,
        ..small(style, HPos::Center)
    };
    set(area, style, &style.empty, middle, setting)
}

pub(crate) fn small(style: &Style, side: HPos) -> Setting {
    Setting {
        size: SMALL,
        bold: false,
        colour: style.palette.muted,
        side,
    }
}

/// From one thread to the right edge or the top, whichever comes first; empty when it is unknown.
fn ideal(frame: &Frame, style: &Style) -> Vec<(i32, i32)> {
    if frame.ideal <= 0.0 || frame.threads < 2 {
        return Vec::new();
    }
    let threads = f64::from(frame.threads).min(frame.most / frame.ideal);
    let end = frame.at(style, threads, threads * frame.ideal);
    vec![frame.at(style, 1.0, frame.ideal), end]
}

/// Every whole number if there is room, else those that were measured and fit.
fn thread_ticks(frame: &Frame, curves: &[Curve], style: &Style) -> Vec<u32> {
    let room = style.px(width("00", SMALL, false) + 8);
    let fits = (frame.right - frame.left) / room >= frame.threads as i32;
    let mut wanted: Vec<u32> = match fits {
        true => (1..=frame.threads).collect(),
        false => curves
            .iter()
            .flat_map(|curve| &curve.points)
            .map(|point| point.threads)
            .chain([1, style.hardware_threads.clamp(1, frame.threads), frame.threads])
            .collect(),
    };
    wanted.sort_unstable();
    wanted.dedup();
    let mut free = i32::MIN;
    wanted.retain(|&threads| {
        let (x, _) = frame.at(style, f64::from(threads), 0.0);
        let keep = x >= free;
        free = if keep { x + room } else { free };
        keep
    });
    wanted
}
