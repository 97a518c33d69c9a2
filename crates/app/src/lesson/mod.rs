//! The lesson: a stop asks for a guess, then lets one see, then says why, and ends with something to answer or to mend.

mod end;
mod mending;
mod question;
mod sheet;
mod stops;

pub use end::{End, lesson_end};
pub use mending::{Mending, mending};
pub use stops::lesson_link;

use crate::model::{Action, Command, Learn, Lesson, PtrEq, RichText, StepCommand, StepSource, TriedStep};
use crate::parts::{Dispatch, explained, presses, rich, rich_sentence, to_try};
use crate::search::find_button;
use crate::shell::show_from_its_top;
use catalogue::{
    EmbedOptions,
    lesson::{LESSON, LessonPage, Part, stop},
};
use lesson_words::{Answered, Closing, Stop as Words};
use question::{Asked, question};
use stops::{all_stops, doors};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct LessonStop {
    /// The stop's number, counted from 1.
    pub number: u32,
    /// The reader's way so far.
    pub lesson: PtrEq<Lesson>,
    /// How the page dresses.
    pub chrome: EmbedOptions,
    /// Whether something came of it already.
    pub seen: bool,
    /// Steps that were tried.
    pub tried: PtrEq<Vec<TriedStep>>,
    /// What was just said, where no step says it.
    pub said: Option<PtrEq<RichText>>,
    /// Whether nothing can be run.
    pub blocked: bool,
    /// Where actions go.
    pub send: Dispatch,
}

impl LessonStop {
    fn answered(&self) -> Answered {
        self.lesson.answered(self.number)
    }

    /// Whether there is nothing left to do at this stop.
    fn is_done(&self) -> bool {
        let steps = stop(self.number).map_or(0, |stop| stop.steps.len());
        let here = StepSource::Stop(self.number);
        let tried = self.tried.iter().filter(|tried| tried.of == here).count() == steps;
        let closed = self.answered().closing.is_some() || self.answered().mended;
        self.seen && tried && closed
    }
}

/// A stop of the lesson.
pub fn lesson_stop(props: &LessonStop) -> Html {
    let Some(here) = stop(props.number) else {
        return html! {};
    };
    html! {
        <section class="lesson card" aria-labelledby="lesson-title">
            <div class="where"><p><small>{whereabouts(props.number, here)}{" "}{explained(&props.send)}</small></p>{all_stops(&props.lesson, props.number, &props.chrome)}{doors(props)}</div>
            <h1 id="lesson-title">{here.title}</h1>
            if let Some(words) = props.lesson.stop(props.number) {
                {sides(here, words, props)}
            } else if props.lesson.missing {
                {task(here, props)}
            } else {
                <p class="empty">{"Fetching the lesson's words…"}</p>
            }
        </section>
    }
}

fn whereabouts(number: u32, here: &LessonPage) -> String {
    let part = Part::of(number).map_or_else(String::new, |(at, part)| format!("Part {at}: {}. ", part.title));
    format!(
        "{part}Stop {number} of {}, about {} minutes.",
        LESSON.len(),
        here.minutes
    )
}

fn sides(here: &'static LessonPage, words: &Words, props: &LessonStop) -> Html {
    let answered = props.answered();
    let seen = answered.guess.is_some() && props.seen;
    html! {
        <div class="sides">
            <div>
                <p>{rich_sentence(&words.tell)}</p>
                if seen {
                    <p class="because"><b>{"Why. "}</b>{rich_sentence(&words.because)}</p>
                }
                <details class="notes"><summary>{"For teachers"}</summary><p>{rich_sentence(&words.notes)}</p></details>
            </div>
            <div>
                {question(&Asked { question: &words.guess, chosen: answered.guess, unsure: true, open: seen, lead: "Guess first. ", choose: chooses(&props.send, Learn::Guess) })}
                if answered.guess.is_some() { <div>{task(here, props)}</div> }
                <IntoView tried={props.tried.clone()} of={StepSource::Stop(props.number)} large={props.chrome.present} />
                if seen { {closing(&words.closing, props)} }
            </div>
        </div>
    }
}

fn closing(closing: &Closing, props: &LessonStop) -> Html {
    match closing {
        Closing::Check(check) => {
            let chosen = props.answered().closing;
            question(&Asked {
                question: check,
                chosen,
                unsure: false,
                open: chosen.is_some(),
                lead: "One more. ",
                choose: chooses(&props.send, Learn::Answer),
            })
        }
        Closing::Mend(mend) => mending::invitation(mend, props.number, props.answered().mended, &props.chrome),
    }
}

fn chooses(send: &Dispatch, learn: fn(u8) -> Learn) -> Callback<u8> {
    send.reform(move |choice| Action::Learn(learn(choice)))
}

/// A click that does something in the lesson.
fn learns(send: &Dispatch, what: Learn) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(Action::Learn(what.clone())))
}

/// What came of the steps, and whether that is shown in large letters.
#[derive(PartialEq, Properties)]
struct Came {
    tried: PtrEq<Vec<TriedStep>>,
    of: StepSource,
    large: bool,
}

/// In large letters the card fills the window: what a step has come to is scrolled to.
#[component]
fn IntoView(props: &Came) -> Html {
    let is_here = props.tried.last().is_some_and(|last| last.of == props.of);
    let shown = props.large && is_here;
    use_effect_with(props.tried.clone(), move |_| {
        if shown {
            show_from_its_top(".now");
        }
    });
    html! {}
}

/// What to do, each one click.
fn task(stop: &'static LessonPage, props: &LessonStop) -> Html {
    if !stop.steps.is_empty() {
        let here = StepSource::Stop(props.number);
        return to_try(stop.steps, here, &props.tried, props.blocked, &props.send);
    }
    let go = match stop.search {
        true => find_button("chip", &props.send),
        false => (0..2).map(|thread| mover(thread, &props.send)).collect(),
    };
    html! {
        <>
            <p class="try"><b>{"Then do it: "}</b>{go}</p>
            if let Some(said) = &props.said { <p class="expect">{rich(said)}</p> }
        </>
    }
}

fn mover(thread: u16, send: &Dispatch) -> Html {
    let press = Command::Step(StepCommand::Thread(Some(thread)));
    html! { <button class="chip" onclick={presses(send, press)}>{format!("Move thread {}", thread + 1)}</button> }
}
