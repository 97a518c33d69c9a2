//! A question with its choices: each is a button that stays pressed; which is right shows only when it may.

use crate::parts::rich_sentence;
use lesson_words::{Answered, Question};
use yew::prelude::*;

/// A question, and what the reader chose.
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// The choice.
    pub chosen: Option<u8>,
    /// Whether "I don't know" is a choice.
    pub unsure: bool,
    /// Whether it may be shown which is right.
    pub open: bool,
    /// What stands before the question.
    pub lead: &'static str,
    /// Where a choice goes.
    pub choose: Callback<u8>,
}

/// The question, its choices, and what became of the choice.
pub fn question(asked: &Asked<'_>) -> Html {
    let numbered = (0..).zip(asked.question.choices.iter().map(String::as_str));
    let unsure = asked.unsure.then_some((Answered::UNSURE, "I don’t know"));
    let choices = numbered
        .chain(unsure)
        .map(|(number, words)| choice(number, words, asked));
    html! {
        <fieldset class="question">
            <legend><b>{asked.lead}</b>{rich_sentence(&asked.question.ask)}</legend>
            <div class="choices">{choices.collect::<Html>()}</div>
            if let Some(chosen) = asked.chosen.filter(|_| asked.open) { <p class="outcome" role="status">{outcome(chosen, asked.question)}</p> }
        </fieldset>
    }
}

fn choice(number: u8, words: &str, asked: &Asked<'_>) -> Html {
    let chosen = asked.chosen == Some(number);
    let right = asked.open && usize::from(number) == asked.question.right;
    let wrong = asked.open && chosen && !right && number != Answered::UNSURE;
    let mark = match (right, wrong, chosen) {
        (true, ..) => "✓ ",
        (_, true, _) => "✗ ",
        (.., true) => "• ",
        _ => "",
    };
    let choose = asked.choose.reform(move |_: MouseEvent| number);
    let class = classes!(
        "choice",
        right.then_some("right"),
        wrong.then_some("wrong"),
        chosen.then_some("chosen")
    );
    // What came out is known: a guess is no guess any more.
    html! {
        <button {class} aria-pressed={chosen.to_string()} disabled={asked.open && !chosen && !right} onclick={choose}>
            <span aria-hidden="true">{mark}</span><span>{rich_sentence(words)}</span>
        </button>
    }
}

fn outcome(chosen: u8, question: &Question) -> Html {
    let right = question.choices.get(question.right).map_or("", String::as_str);
    let measured = if question.measured {
        " on a machine with free cores; what yours did stands below"
    } else {
        ""
    };
    let verdict = match chosen {
        Answered::UNSURE => html! { <>{"It is: "}{rich_sentence(right)}{measured}{"."}</> },
        chosen if usize::from(chosen) == question.right => {
            html! { <><b class="good">{"Right"}</b>{measured}{"."}</> }
        }
        _ => html! { <><b class="bad">{"Not so."}</b>{" It is: "}{rich_sentence(right)}{measured}{"."}</> },
    };
    html! { <>{verdict}{" "}{rich_sentence(&question.why)}</> }
}
