//! The runs of a lab that this browser keeps, and two of them side by side.

use super::{Dispatch, Markup, presses};
use crate::model::{Command, KeptCommand, KeptRun, PtrEq, Runs, format};
use crate::words;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct KeptRuns {
    /// The runs of every lab.
    pub runs: PtrEq<Runs>,
    /// The lab that is open.
    pub lab: &'static str,
    /// The time of day, in milliseconds since 1970.
    pub now_ms: f64,
    /// Where actions go.
    pub send: Dispatch,
}

/// The runs, the latest first.
pub fn kept_runs(props: &KeptRuns) -> Html {
    let send = &props.send;
    let rows = props.runs.of(props.lab).map(|run| row(props, run));
    html! {
        <section class="card kept-runs" aria-labelledby="runs-title">
            <h2><span id="runs-title">{"Runs"}</span><small>{"kept in this browser, and nowhere else; choose two to see them side by side"}</small>
                <button class="link" onclick={presses(send, Command::Kept(KeptCommand::Forget))}>{"Forget these"}</button>
            </h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="runs-title">
                <table aria-label="Kept runs">
                    <thead><tr>{["Compare", "When", "What", "What came of it", "Again"].map(|head| html! { <th scope="col">{head}</th> }).into_iter().collect::<Html>()}</tr></thead>
                    <tbody>{rows.collect::<Html>()}</tbody>
                </table>
                {side_by_side(props)}
            </div>
        </section>
    }
}

fn row(props: &KeptRuns, run: &KeptRun) -> Html {
    let (when, caption) = (when(run, props.now_ms), run.caption());
    let choose = presses(&props.send, Command::Kept(KeptCommand::PutBeside(run.number)));
    html! {
        <tr key={run.number}>
            <td><input type="checkbox" aria-label={format!("Compare the run of {when}: {caption}")} checked={props.runs.is_beside(run.number)} onclick={choose} /></td>
            <td>{&when}</td>
            <td>{&caption}</td>
            <td>{words::summarize(&run.report, &[]).short}{without(run)}</td>
            <td><button class="small" aria-label={format!("Show the run of {when}: {caption}")} onclick={presses(&props.send, Command::Kept(KeptCommand::Open(run.number)))}>{"Show"}</button></td>
        </tr>
    }
}

/// What a run with a long report was kept without.
fn without(run: &KeptRun) -> Html {
    match &run.left_out()[..] {
        [] => html! {},
        names => html! { <small>{format!(" Kept in short, without: {}.", names.join(", "))}</small> },
    }
}

fn when(run: &KeptRun, now_ms: f64) -> String {
    match run.elsewhere {
        true => "elsewhere, with this link".into(),
        false => ago((now_ms - run.at_ms).max(0.0) / 60_000.0),
    }
}

/// So many minutes ago, in words.
fn ago(minutes: f64) -> String {
    let some = |number: f64, unit: &str| match number as u64 {
        1 => format!("1 {unit} ago"),
        number => format!("{} {unit}s ago", format::count(number)),
    };
    match minutes {
        now if now < 1.0 => "just now".into(),
        some_minutes if some_minutes < 60.0 => some(some_minutes, "minute"),
        hours if hours < 60.0 * 24.0 => some(hours / 60.0, "hour"),
        days => some(days / (60.0 * 24.0), "day"),
    }
}

fn side_by_side(props: &KeptRuns) -> Html {
    let beside: Vec<&KeptRun> = props.runs.beside().collect();
    let [first, second] = beside[..] else {
        return html! {};
    };
    let heads = ["".to_owned(), title(props, first), title(props, second)];
    let ratio = ratio(first, second).map_or_else(|| html! {}, |said| html! { <p class="hint">{said}</p> });
    html! {
        <>
            {Markup::default().table("Two runs side by side", &heads, rows(first, second)).html()}
            {ratio}
        </>
    }
}

fn title(props: &KeptRuns, run: &KeptRun) -> String {
    format!("{}, {}", run.caption(), when(run, props.now_ms))
}

/// What either says, by its name.
fn rows(first: &KeptRun, second: &KeptRun) -> Vec<Vec<String>> {
    let both = [first, second].map(|run| words::summarize(&run.report, &[]).rows);
    let mut names: Vec<String> = Vec::new();
    for row in both.iter().flatten() {
        if !names.contains(&row.name) {
            names.push(row.name.clone());
        }
    }
    let cell = |side: usize, name: &str| {
        let row = both[side].iter().find(|row| row.name == name);
        row.map_or_else(|| "–".to_owned(), |row| row.value.clone())
    };
    names
        .into_iter()
        .map(|name| vec![name.clone(), cell(0, &name), cell(1, &name)])
        .collect()
}

/// How fast the second is beside the first, where both measured the same.
fn ratio(first: &KeptRun, second: &KeptRun) -> Option<String> {
    let of = |run: &KeptRun| (run.report.lab.clone(), run.report.work.unit.clone());
    let (slow, fast) = (first.report.throughput, second.report.throughput);
    let measured = slow > 0.0 && fast > 0.0 && (slow / fast).is_finite() && of(first) == of(second);
    let faster = |ratio: f64| format::three_digits(ratio);
    measured.then(|| {
        let said = match fast >= slow {
            true => format!(
                "The right one did {} times as much a second as the left one",
                faster(fast / slow)
            ),
            false => format!(
                "The left one did {} times as much a second as the right one",
                faster(slow / fast)
            ),
        };
        let machines = match first.elsewhere || second.elsewhere {
            true => "; they ran on different machines.",
            false => "; one run of each, so that on a busy machine the difference can be chance: Sweep measures it.",
        };
        said + machines
    })
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn the_past_is_told_in_words() {
        let told = [0.4, 1.0, 59.9, 60.0, 121.0, 1_440.0, 14_400.0].map(ago);
        let words = [
            "just now",
            "1 minute ago",
            "59 minutes ago",
            "1 hour ago",
            "2 hours ago",
            "1 day ago",
            "10 days ago",
        ];
        assert_eq!(told, words);
    }
}
