//! The curves, drawn by `charts` to the room there is.

use super::readout::readout;
use crate::model::Sweep;
use crate::shell::Resized;
use charts::{Palette, Style, columns, curves_svg};
use yew::prelude::*;

/// See [`Picture`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was measured.
    pub sweep: crate::model::PtrEq<Sweep>,
    /// What is counted, in the plural.
    pub unit: &'static str,
    /// Threads that the hardware runs at once.
    pub hardware: u16,
    /// Whether what is on show is dark.
    pub dark: bool,
    /// What is said in an empty picture.
    pub empty: AttrValue,
}

/// The least width and height of the picture in CSS pixels; where there is less room it is cut.
const LEAST: (u32, u32) = (280, 140);

/// Threads on the axis of a sweep that was not made yet.
const USUAL_THREADS: u32 = 8;

/// The curves.
#[component]
pub fn Picture(props: &Props) -> Html {
    let node = use_node_ref();
    let room = use_state_eq(|| (0, 0));
    let chosen = use_state_eq(|| None::<usize>);
    {
        let (node, room) = (node.clone(), room.clone());
        use_effect_with((), move |()| {
            let element = node.cast::<web_sys::Element>();
            let measure = {
                let element = element.clone();
                Callback::from(move |()| {
                    let sides = element
                        .as_ref()
                        .map(|element| (element.client_width(), element.client_height()));
                    room.set(sides.map_or((0, 0), |(wide, high)| (wide.max(0) as u32, high.max(0) as u32)));
                })
            };
            measure.emit(());
            let watch = element.and_then(|element| Resized::watch(&element, measure));
            move || drop(watch)
        });
    }
    let drawn = use_memo(
        (
            props.sweep.clone(),
            *room,
            props.dark,
            props.hardware,
            props.unit,
            props.empty.clone(),
        ),
        |_| match *room {
            (0, _) => (String::new(), Vec::new()),
            (wide, high) => {
                let (size, style) = ((wide.max(LEAST.0), high.max(LEAST.1)), style(props));
                let curves = &props.sweep.curves;
                (curves_svg(curves, size, &style), columns(curves, size, &style))
            }
        },
    );
    let (picture, columns) = &*drawn;
    html! {
        <div class="plot-picture" ref={node}>
            {Html::from_html_unchecked(AttrValue::from(picture.clone()))}
            {readout(&props.sweep, props.unit, columns, &chosen)}
        </div>
    }
}

fn style(props: &Props) -> Style {
    let measured = props
        .sweep
        .curves
        .iter()
        .flat_map(|curve| &curve.points)
        .map(|point| point.threads)
        .max();
    Style {
        palette: if props.dark { Palette::DARK } else { Palette::LIGHT },
        unit: props.unit.to_string(),
        threads: measured.unwrap_or(0).max(USUAL_THREADS),
        hardware_threads: props.hardware.into(),
        reference: props.sweep.reference(),
        empty: props.empty.to_string(),
        ..Style::default()
    }
}
