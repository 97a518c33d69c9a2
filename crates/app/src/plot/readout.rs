//! The values at one number of threads: pointed at with the mouse, a finger, or with the arrow keys.

use super::table::name;
use crate::model::{Sweep, at, format};
use yew::prelude::*;

/// A line at the number of threads that is chosen, and what was measured there; `columns` are the numbers of threads that were measured, and where they
/// stand in the picture, in CSS pixels.
pub fn readout(sweep: &Sweep, unit: &str, columns: &[(u32, i32)], chosen: &UseStateHandle<Option<usize>>) -> Html {
    if columns.len() < 2 {
        return html! {};
    }
    let last = columns.len() - 1;
    let shown = chosen.map(|chosen| columns[chosen.min(last)]);
    let keys = {
        let chosen = chosen.clone();
        Callback::from(move |event: KeyboardEvent| {
            let now = chosen.map_or(0, |chosen| chosen.min(last));
            chosen.set(match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => Some((now + 1).min(last)),
                "ArrowLeft" | "ArrowDown" => Some(now.saturating_sub(1)),
                "Home" => Some(0),
                "End" => Some(last),
                "Escape" => None,
                _ => return,
            });
            event.prevent_default();
        })
    };
    let to = |wish: Option<usize>| {
        let chosen = chosen.clone();
        move || chosen.set(wish)
    };
    let (first, leave) = (to(Some(0)), to(None));
    let gone = leave.clone();
    let strip = |(number, &(threads, x)): (usize, &(u32, i32))| {
        let half = |other: Option<&(u32, i32)>| other.map_or(24, |other| (other.1 - x).abs() / 2);
        let (before, after) = (
            half(number.checked_sub(1).and_then(|left| columns.get(left))),
            half(columns.get(number + 1)),
        );
        let (enter, press) = (to(Some(number)), to(Some(number)));
        html! {
            <i key={threads} style={format!("left:{}px;width:{}px", x - before, before + after)}
                onpointerenter={Callback::from(move |_: PointerEvent| enter())} onclick={Callback::from(move |_: MouseEvent| press())}></i>
        }
    };
    let threads = shown.map_or(columns[0].0, |(threads, _)| threads);
    html! {
        <div class="readout" tabindex="0" role="slider" aria-label="Values at a number of threads" aria-valuemin={columns[0].0.to_string()}
            aria-valuemax={columns[last].0.to_string()} aria-valuenow={threads.to_string()} aria-valuetext={values(sweep, unit, threads)}
            onkeydown={keys} onfocus={Callback::from(move |_: FocusEvent| first())} onblur={Callback::from(move |_: FocusEvent| gone())}
            onpointerleave={Callback::from(move |_: PointerEvent| leave())}>
            {columns.iter().enumerate().map(strip).collect::<Html>()}
            if let Some((threads, x)) = shown {
                <b style={format!("left:{x}px")}></b>
                <p aria-hidden="true">{values(sweep, unit, threads)}</p>
            }
        </div>
    }
}

/// How much that is beside one thread: more of it in times, less of it in parts of a hundred.
fn beside_one(ratio: f64) -> String {
    match ratio >= 1.0 {
        true => format!(", {} times one thread", format::three_digits(ratio)),
        false => format!(", {:.0} % of one thread", ratio * 100.0),
    }
}

/// `4 threads: lock off 1.46 million messages/s (1.4 to 1.5 million), 2.1 times one thread; lock on …`.
fn values(sweep: &Sweep, unit: &str, threads: u32) -> String {
    let value = |curve: &trace::Curve| {
        let point = at(&curve.points, threads)?;
        let one = at(&curve.points, 1).filter(|one| threads > 1 && one.median > 0.0);
        let speed_up = one.map(|one| beside_one(point.median / one.median));
        let spread = format!("{} to {}", format::large(point.low), format::large(point.high));
        let lock = name(&curve.lock).to_lowercase();
        Some(format!(
            "{lock} {} ({spread}){}",
            format::rate(point.median, unit),
            speed_up.unwrap_or_default()
        ))
    };
    let values: Vec<String> = sweep.curves.iter().filter_map(value).collect();
    format!("{}: {}", format::counted(threads.into(), "threads"), values.join("; "))
}

#[cfg(test)]
mod tests {
    use super::beside_one;

    #[test]
    fn what_is_less_is_told_in_parts_of_a_hundred() {
        assert_eq!(beside_one(1.5), ", 1.50 times one thread");
        assert_eq!(beside_one(0.598), ", 60 % of one thread");
    }
}
