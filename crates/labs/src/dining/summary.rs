//! Threads that need several locks at once: that all ate, or gave meals up, and why.

use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, figure};
use trace::{DeadlockKind, Report};

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (meals, hungry, put_back) = (
        figure(report, "meals"),
        figure(report, "hungry"),
        figure(report, "put_back"),
    );
    let what = meals_of(report);
    let told = match (hungry, meals) {
        (0, _) => RichText::default().good(format!("All {} came about", counted(meals, what))),
        (_, 0) => RichText::default()
            .bad("Livelock")
            .say(format!(": not one of {} came about", counted(hungry, what))),
        _ => RichText::default().bad(format!(
            "{} of {} were given up",
            count(hungry),
            counted(meals + hungry, what)
        )),
    };
    let mut rows = vec![Row::judged(title(what), count(meals), hungry == 0)];
    if report.variant == "back-off" {
        rows.push(Row::judged("Given up", count(hungry), hungry == 0));
        rows.push(Row::new("Put back", counted(put_back, "times")));
    }
    Summary {
        told: told.say(format!(" in {}.", millis(report.elapsed_ms))),
        rows,
        why: why(report, hungry, put_back),
        short: match hungry {
            0 => "it ends".into(),
            _ => format!("{} given up", count(hungry)),
        },
    }
}

fn why(report: &Report, hungry: u64, put_back: u64) -> RichText {
    match report.variant.as_str() {
        _ if report.threads == 1 => RichText::of("One thread alone has nobody to wait for."),
        "naive" => RichText::of(
            "Luck: never did each hold one lock and wait for the next. Nothing rules it out; a longer pause with a lock in hand brings it about, and a search finds it.",
        ),
        "ordered" => RichText::of(
            "All take locks in one order. In a circle somebody would have to wait for a lock that comes before one it holds, and nobody ever does.",
        ),
        "waiter" => RichText::of(
            "One thread fewer than there are sits at the table, so one of those who sit always finds both its locks free.",
        ),
        "one-lock" => RichText::of(
            "There is only one lock to wait for, so there is no circle. The price: one at a time, even where two would not have met.",
        ),
        "back-off" if hungry > 0 => RichText::of("Nobody waited for ever, and yet ")
            .strong(counted(hungry, meals_of(report)))
            .say(format!(
                " never came about: locks were taken and put back {}, each time because another did the same. That is a livelock. A wait of random length breaks the step; \
                without the limit of tries it could go on for ever.",
                counted(put_back, "times")
            )),
        _ => RichText::of(format!(
            "Whoever found a lock taken put back what it held, {} in all, so nobody ever waited with a lock in hand. That does no harm as long as not all do it in step.",
            counted(put_back, "times")
        )),
    }
}

/// What is done with all locks in hand, in the plural.
fn meals_of(report: &Report) -> &'static str {
    match report.parameters.get("scene").and_then(serde_json::Value::as_str) {
        Some("accounts") => "transfers",
        Some("hierarchy") => "visits",
        _ => "meals",
    }
}

fn title(what: &str) -> String {
    let mut letters = what.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Why the circle closes sooner or later, by how long a thread looks around with a lock in its hand.
pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
    let pause = report.parameters.get("pause").and_then(serde_json::Value::as_u64);
    match pause.filter(|_| kind == DeadlockKind::Circle) {
        Some(pause @ 1..) => format!(
            " With {pause} µs between one lock and the next it happens almost at once; with none it takes longer, and happens all the same."
        ),
        Some(0) => " There is hardly a moment between one lock and the next, and yet it happened.".into(),
        _ => String::new(),
    }
}
