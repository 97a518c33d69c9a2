//! The end of the lesson: what came of each stop, the code to hand in, and where to go from here.

use super::{learns, sheet::sheet, stops::lesson_link, stops::linked};
use crate::model::{Action, Command, Learn, Lesson, PtrEq, ShareCommand};
use crate::parts::{Dispatch, presses, rich_sentence};
use catalogue::{
    EmbedOptions, Page,
    lesson::{LESSON, PARTS},
};
use lesson_words::{Answered, Closing, Progress, Question, Stop as Words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct End {
    /// The reader's way.
    pub lesson: PtrEq<Lesson>,
    /// How the page dresses.
    pub chrome: EmbedOptions,
    /// Where actions go.
    pub send: Dispatch,
}

/// The page after the last stop.
pub fn lesson_end(props: &End) -> Html {
    let (lesson, send) = (&props.lesson, &props.send);
    let code = lesson.progress.code();
    let copied = presses(send, Command::Share(ShareCommand::Copy(code.clone(), "code")));
    html! {
        <section class="lesson lesson-end card" aria-labelledby="lesson-title">
            <h1 id="lesson-title">{title(&lesson.progress)}</h1>
            <p>{"Threads share memory, and that is the whole difficulty. Share nothing where you can; hold one lock for as short a time as you can where you must; \
                acquire several locks in one order; and let search, not luck, tell you that it is right."}</p>
            {table(lesson, &lesson.progress, "What you did")}
            <div class="hand-in">
                <h2>{"Hand it in"}</h2>
                <p>{"This code holds your guesses and answers, and nothing else. It stays in this browser until you copy it."}</p>
                <p class="choices"><code class="code">{code}</code><button onclick={copied}>{"Copy the code"}</button></p>
            </div>
            {reader(lesson, send)}
            <p class="doors">
                <a class="button" href={lesson_link(1, &props.chrome)}>{"Back to the first stop"}</a>
                <a class="button primary" href={linked(Page::Labs, None, &props.chrome)}>{"All labs"}</a>
                <a class="button" href={linked(Page::Program, None, &props.chrome)}>{"Your own program"}</a>
                <button onclick={learns(send, Learn::Print)}>{"Print the work sheet"}</button>
                <button onclick={learns(send, Learn::Forget)}>{"Forget my answers"}</button>
            </p>
            {sheet(lesson)}
        </section>
    }
}

fn title(progress: &Progress) -> String {
    let seen = progress.stops.iter().filter(|stop| stop.seen).count();
    match seen == LESSON.len() {
        true => "You have been through all of it".into(),
        false => format!("You have seen {seen} of {} stops", LESSON.len()),
    }
}

fn reader(lesson: &Lesson, send: &Dispatch) -> Html {
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            send.emit(Action::Learn(Learn::Read(field.value())));
        }
    });
    html! {
        <details class="hand-in" open={lesson.read.is_some()}>
            <summary>{"For teachers: read a code"}</summary>
            <label>{"Code "}<input type="text" {onchange} autocomplete="off" spellcheck="false" placeholder="TB1-…" /></label>
            {match &lesson.read {
                None => html! {},
                Some(Err(words)) => html! { <p class="bad" role="alert">{words}</p> },
                Some(Ok(theirs)) => table(lesson, theirs, "What the code says"),
            }}
        </details>
    }
}

/// Guesses and answers, a row a stop.
fn table(lesson: &Lesson, progress: &Progress, caption: &'static str) -> Html {
    let rows = PARTS.iter().flat_map(|part| part.stops.clone()).map(|number| {
        let place = number as usize - 1;
        let answered = progress.stops.get(place).copied().unwrap_or_default();
        row(place, lesson.stop(number), answered)
    });
    html! {
        <div class="scrolls">
            <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{"Stop"}</th><th scope="col">{"Guess"}</th><th scope="col">{"Seen"}</th><th scope="col">{"At the end"}</th></tr></thead>
                <tbody>{rows.collect::<Html>()}</tbody>
            </table>
        </div>
    }
}

fn row(place: usize, words: Option<&Words>, answered: Answered) -> Html {
    let title = LESSON.get(place).map_or("", |stop| stop.title);
    let closing = match words.map(|words| &words.closing) {
        Some(Closing::Check(check)) => chosen(Some(check), answered.closing),
        Some(Closing::Mend(_)) if answered.mended => html! { <span class="good">{"✓ mended"}</span> },
        _ => html! { {"–"} },
    };
    html! {
        <tr key={place}>
            <th scope="row">{format!("{}. {title}", place + 1)}</th>
            <td>{chosen(words.map(|words| &words.guess), answered.guess)}</td>
            <td>{if answered.seen { "yes" } else { "no" }}</td>
            <td>{closing}</td>
        </tr>
    }
}

fn chosen(question: Option<&Question>, choice: Option<u8>) -> Html {
    let (Some(question), Some(choice)) = (question, choice) else {
        return html! { {"–"} };
    };
    match question.choices.get(usize::from(choice)) {
        None => html! { {"did not know"} },
        Some(words) if usize::from(choice) == question.right => {
            html! { <><span class="good">{"✓ "}</span>{rich_sentence(words)}</> }
        }
        Some(words) => html! { <><span class="bad">{"✗ "}</span>{rich_sentence(words)}</> },
    }
}
