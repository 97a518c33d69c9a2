//! The work sheet: every stop's question with boxes to tick and lines to write on. It is seen on paper only.

use crate::model::Lesson;
use crate::parts::rich_sentence;
use catalogue::lesson::{LESSON, Part, stop};
use lesson_words::{Closing, Question, Stop as Words};
use yew::prelude::*;

/// The sheet.
pub fn sheet(lesson: &Lesson) -> Html {
    let stops = 1..=LESSON.len() as u32;
    html! {
        <div class="sheet" aria-hidden="true">
            <p class="name">{"Name "}<span class="line"></span>{" Date "}<span class="line"></span></p>
            {stops.filter_map(|number| Some(printed(number, lesson.stop(number)?))).collect::<Html>()}
        </div>
    }
}

fn printed(number: u32, words: &Words) -> Html {
    let first = Part::of(number).filter(|(_, part)| *part.stops.start() == number);
    html! {
        <div key={number}>
            if let Some((at, part)) = first { <h2>{format!("Part {at}: {}", part.title)}</h2> }
            <div class="task">
                <h3>{format!("{number}. {}", stop(number).map_or("", |stop| stop.title))}</h3>
                <p>{rich_sentence(&words.tell)}</p>
                {boxes(&words.guess)}
                <p class="name">{"What I saw "}<span class="line"></span></p>
                {match &words.closing {
                    Closing::Check(check) => boxes(check),
                    Closing::Mend(mend) => html! { <p>{rich_sentence(&mend.task)}{" What I changed: "}<span class="line"></span></p> },
                }}
            </div>
        </div>
    }
}

fn boxes(question: &Question) -> Html {
    html! {
        <>
            <p><b>{rich_sentence(&question.ask)}</b></p>
            <ul>{question.choices.iter().map(|choice| html! { <li>{"☐ "}{rich_sentence(choice)}</li> }).collect::<Html>()}</ul>
        </>
    }
}
