//! How true lockstep is to CPython: every figure of both, side by side, and what is outside said as such.

use super::{Dispatch, presses};
use crate::model::{Command, Fidelity, PtrEq};
use protocol::{Checked, Figure};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct FidelityPane {
    /// The checks.
    pub fidelity: PtrEq<Fidelity>,
    /// Where actions go.
    pub send: Dispatch,
}

/// How true lockstep is to CPython.
pub fn fidelity_pane(props: &FidelityPane) -> Html {
    let FidelityPane { fidelity, send } = props;
    let live = fidelity.live.is_some();
    html! {
        <section class="fidelity card" aria-labelledby="fidelity-title">
            <h1 id="fidelity-title">{"How true is it?"}</h1>
            <p class="words">{"CPython 3.14, with its lock and without, was measured on a machine with two cores. Here the same programs are played in \
                lockstep, on two virtual cores, with the lock built as CPython’s is and with CPython’s cost ratios. Each figure says whether it is within a \
                fair tolerance of the measured one; what is outside says so. A zero and a deadlock must be exact."}</p>
            <p class="doors"><button class={if live { "" } else { "primary" }} onclick={presses(send, Command::Check)}>
                {if live { "Stop the checks" } else { "Play the checks" }}
            </button></p>
            {table(fidelity, false)}
            {table(fidelity, true)}
        </section>
    }
}

/// The checks that were played, or what was kept back; nothing as long as there is none.
fn table(fidelity: &Fidelity, holdout: bool) -> Html {
    let mut checks = fidelity.of(holdout).peekable();
    if checks.peek().is_none() {
        return Html::default();
    }
    let (region, name) = match holdout {
        false => ("The checks", "Checks against CPython"),
        true => ("Not used to fit anything", "Figures that were not used to fit anything"),
    };
    html! {
        <>
            if holdout {
                <h2>{"Not used to fit anything"}</h2>
                <p class="words">{"Some numbers of the simulated machine were fitted to figures above, so that those had to agree. The figures below were \
                    chosen before lockstep was asked for any of them, and nothing was fitted to them: this is what it foretells. At the first try 83 of the 123 \
                    were inside; since then what a Lock costs was corrected, from another measurement."}</p>
            }
            <div class="tables" tabindex="0" role="region" aria-label={region}>
                <table aria-label={name}>
                    <thead><tr><th scope="col">{if holdout { "Figure" } else { "Check" }}</th><th scope="col">{"CPython"}</th>
                        <th scope="col">{"Threadbare"}</th><th scope="col">{"Ratio"}</th><th scope="col">{"Fair"}</th><th scope="col">{"Verdict"}</th></tr></thead>
                    {checks.map(group).collect::<Html>()}
                </table>
            </div>
        </>
    }
}

fn group(check: &Checked) -> Html {
    html! {
        <tbody key={check.number}>
            <tr class="about"><th scope="rowgroup" colspan="6">{title(check)}</th></tr>
            {check.figures.iter().map(row).collect::<Html>()}
        </tbody>
    }
}

fn title(check: &Checked) -> String {
    match check.holdout {
        false => format!("{}. {}", check.number, check.name),
        true => check.name.clone(),
    }
}

fn row(figure: &Figure) -> Html {
    let ratio = match figure.cpython == 0.0 {
        true => "–".to_string(),
        false => format!("{:.2}", figure.threadbare / figure.cpython),
    };
    let fair = match figure.low == figure.high {
        true => "exact".to_string(),
        false => format!("{} to {}", shown(figure.low), shown(figure.high)),
    };
    let (class, verdict) = if figure.inside {
        ("good", "✓ inside")
    } else {
        ("bad", "✗ outside")
    };
    html! {
        <tr>
            <th scope="row">{&figure.name}if !figure.note.is_empty() { <small>{&figure.note}</small> }</th>
            <td>{format!("{} {}", shown(figure.cpython), figure.unit)}</td>
            <td>{format!("{} {}", shown(figure.threadbare), figure.unit)}</td>
            <td>{ratio}</td><td>{fair}</td><td {class}>{verdict}</td>
        </tr>
    }
}

fn shown(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        some if some >= 10.0 => format!("{value:.1}"),
        _ if value.fract() == 0.0 => format!("{value}"),
        _ => format!("{value:.3}").trim_end_matches('0').to_string(),
    }
}
