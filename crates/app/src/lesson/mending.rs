//! A program to mend: the invitation at its stop, and what stands above the editor while it is mended.

use super::{lesson_link, stops::linked};
use crate::model::{Lesson, Own, PtrEq, judged};
use crate::parts::rich_sentence;
use catalogue::{EmbedOptions, OwnAddress, Page, lesson::LESSON};
use lesson_words::{Judged, Mend};
use yew::prelude::*;

/// The way from a stop to its program.
pub fn invitation(mend: &Mend, number: u32, mended: bool, chrome: &EmbedOptions) -> Html {
    let chrome = EmbedOptions {
        mend: Some(number),
        ..chrome.clone()
    };
    let address = OwnAddress::default().hash(&chrome);
    html! {
        <div class="question">
            <p><b>{"Your turn. "}</b>{rich_sentence(&mend.task)}</p>
            <p class="choices">
                <a class="button" href={address}>{if mended { "Mend it again" } else { "Mend it" }}</a>
                if mended { <span class="good">{"✓ Mended. "}</span>{rich_sentence(&mend.done)} }
            </p>
        </div>
    }
}

/// What stands above the editor.
#[derive(PartialEq)]
pub struct Mending {
    /// The stop, counted from 1.
    pub number: u32,
    /// The reader's way so far.
    pub lesson: PtrEq<Lesson>,
    /// The reader's text, and what search says of it.
    pub own: PtrEq<Own>,
    /// How the page dresses.
    pub chrome: EmbedOptions,
}

/// The task, how far one is, and the way back.
pub fn mending(props: &Mending) -> Html {
    let Some(mend) = props.lesson.mend(props.number) else {
        return html! {};
    };
    let back = lesson_link(props.number, &props.chrome);
    let mended = props.lesson.answered(props.number).mended;
    html! {
        <section class="mending card" aria-label="Mend it">
            <p><b>{format!("Lesson, stop {}. ", props.number)}</b>{rich_sentence(&mend.task)}</p>
            <p class="said" role="status">{verdict(mend, &props.own)}</p>
            <details><summary>{"A hint"}</summary><p>{rich_sentence(&mend.hint)}</p></details>
            <span class="doors">
                <a class="button" href={back}>{"Back to the stop"}</a>
                <a class={classes!("button", mended.then_some("primary"))} href={onwards(props.number, &props.chrome)}>{"Next stop"}</a>
            </span>
        </section>
    }
}

fn onwards(number: u32, chrome: &EmbedOptions) -> String {
    match (number as usize) < LESSON.len() {
        true => lesson_link(number + 1, chrome),
        false => linked(Page::LessonEnd, None, chrome),
    }
}

fn verdict(mend: &Mend, own: &Own) -> Html {
    match judged(mend, own) {
        None => html! { {"Change the text, then press “Find what can go wrong”: search is the judge."} },
        Some(Judged::Mended) => html! { <><b class="good">{"Mended. "}</b>{rich_sentence(&mend.done)}</> },
        Some(Judged::Fails(3)) => {
            html! { <><b class="bad">{"Not yet. "}</b>{"All three Pythons have an order that fails: the film shows the shortest."}</> }
        }
        Some(Judged::Fails(count)) => {
            html! { <><b class="bad">{"Not yet. "}</b>{format!("{count} of 3 Pythons have an order that fails: the film shows the shortest.")}</> }
        }
        Some(Judged::Changed) => {
            html! { <><b class="bad">{"Not so. "}</b>{"Something below the line is different: there the threads are started and the result is asserted. Put it back as it was."}</> }
        }
        Some(Judged::Unknown) => {
            html! { {"Nothing failed, but there were too many orders to try them all: make the change smaller."} }
        }
    }
}
