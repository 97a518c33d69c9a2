//! The text: a plain field that takes what is typed, over the same text in colours, beside the numbers of its lines.

use super::{does, token::written};
use crate::model::{Action, Own, ProgramCommand, PtrEq, RichText, Trouble};
use crate::parts::{Dispatch, Markup, picked};
use crate::program::{TokenKind, python_pieces};
use crate::shell::memo;
use std::rc::Rc;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The longest text, in bytes, that is drawn in colours: a longer one is a plain field.
const MOST_DRAWN: usize = 96 * 1024;

/// What stands beside a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Lines that race.
    races: Vec<u32>,
    /// The line that cannot be run.
    wrong: Option<u32>,
    /// The line of the move on show.
    now: Option<u32>,
    /// Where each thread is.
    threads: Vec<(u16, u32)>,
}

/// What the part shows.
#[derive(PartialEq)]
pub struct Editor {
    text: Rc<str>,
    name: String,
    unread: bool,
    looking: bool,
    trouble: Option<Trouble>,
    before: bool,
    marks: Marks,
    files: Callback<Vec<File>>,
    send: Dispatch,
}

impl Editor {
    /// What there is to show of a program.
    pub fn of(own: &PtrEq<Own>, files: &Callback<Vec<File>>, send: &Dispatch) -> Self {
        let (now, threads) = own.lines();
        let races = own.races().iter().flat_map(|race| race.lines).collect();
        let wrong = own
            .trouble
            .as_ref()
            .map(|trouble| trouble.line)
            .filter(|line| *line > 0);
        Editor {
            text: own.text.clone(),
            name: own.name.clone(),
            unread: own.unread,
            looking: own.is_looking(),
            trouble: own.trouble.clone(),
            before: own.before.is_some(),
            marks: Marks {
                races,
                wrong,
                now,
                threads,
            },
            files: files.clone(),
            send: send.clone(),
        }
    }
}

/// The text, what can be done with it, and why it cannot be run.
pub fn editor(props: &Editor) -> Html {
    let send = &props.send;
    html! {
        <section class="card editor-card" aria-label="Program">
            <div class="tools">
                {go(props)}
                <span class="spread"></span>
                <a class="button examples-link" href="#examples" onclick={Callback::from(to_examples)}>{"Examples"}</a>
                {picker(&props.files)}
                <button onclick={does(send, ProgramCommand::Save)}>{"Save as file"}</button>
            </div>
            {field(props)}
            if let Some(trouble) = &props.trouble { {alert(trouble)} }
            <p class="foot-note"><span class="file-name">{&props.name}</span>{" · Kept in this browser. Nothing is sent anywhere."}
                if props.before { {" "}<button class="link" onclick={does(send, ProgramCommand::Restore)}>{"Back to your own text"}</button> }
            </p>
        </section>
    }
}

fn go(props: &Editor) -> Html {
    let (name, what) = match props.looking {
        true => ("Stop looking", ProgramCommand::Stop),
        false => ("Find what can go wrong", ProgramCommand::Look),
    };
    html! { <span class="go"><button class="primary" disabled={props.unread} onclick={does(&props.send, what)}>{name}</button></span> }
}

// The address holds the program, so that a place on the page cannot stand in it.
fn to_examples(event: MouseEvent) {
    event.prevent_default();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(examples) = document.and_then(|document| document.get_element_by_id("examples")) {
        examples.scroll_into_view();
        if let Ok(Some(first)) = examples.query_selector("button") {
            // What cannot have the focus does without.
            let _ = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(first).map(|first| first.focus());
        }
    }
}

// A button takes the focus in the field's place: a field for files reads keys as the names of some.
fn ask_for_a_file(_: MouseEvent) {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.get_element_by_id("program-file"));
    if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(field).ok()) {
        field.click();
    }
}

fn picker(files: &Callback<Vec<File>>) -> Html {
    let pick = picked(files);
    html! {
        <>
            <button class="file" onclick={Callback::from(ask_for_a_file)}>{"Open a file"}</button>
            <input id="program-file" hidden=true tabindex="-1" type="file" accept=".py,.txt,text/*" aria-label="Program file" onchange={pick} />
        </>
    }
}

fn alert(trouble: &Trouble) -> Html {
    html! {
        <p class="trouble" role="alert" id="trouble">
            if trouble.line > 0 { <b>{format!("Line {}, column {}: ", trouble.line, trouble.column)}</b> }
            {crate::parts::rich(&RichText::default().say(&trouble.words))}
        </p>
    }
}

fn field(props: &Editor) -> Html {
    let send = props.send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            send.emit(Action::Program(ProgramCommand::Type(area.value())));
        }
    });
    let wrong = props.trouble.is_some();
    let area = html! {
        <textarea aria-label="Your program" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" readonly={props.unread}
            aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then_some("trouble")} value={props.text.to_string()} {oninput} />
    };
    if props.text.len() > MOST_DRAWN {
        return html! { <div class="editor plain">{area}</div> };
    }
    html! {
        <div class="editor">
            <div class="sheet-of-text">
                {memo((props.text.clone(), props.marks.clone()), gutter)}
                <div class="paper">
                    {memo(props.text.clone(), coloured)}
                    {area}
                </div>
                {memo((props.text.clone(), props.marks.clone()), threads)}
            </div>
        </div>
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX)
}

fn gutter((text, marks): &(Rc<str>, Marks)) -> Html {
    let line = |markup: Markup, line: u32| {
        let mut classes = Vec::new();
        let mut mark = |is: bool, class| {
            if is {
                classes.push(class);
            }
        };
        mark(marks.wrong == Some(line), "wrong");
        mark(marks.races.contains(&line), "raced");
        mark(marks.now == Some(line), "now");
        markup
            .tags(format!("<li class=\"{}\">", classes.join(" ")))
            .text(line.to_string())
            .tags("</li>")
    };
    Markup::default()
        .tags("<ol class=gutter aria-hidden=true>")
        .each(1..=lines(text), line)
        .tags("</ol>")
        .html()
}

fn threads((_, marks): &(Rc<str>, Marks)) -> Html {
    let mut lines: Vec<u32> = marks.threads.iter().map(|(_, line)| *line).collect();
    lines.sort_unstable();
    lines.dedup();
    let at = |markup: Markup, line: u32| {
        let here = marks.threads.iter().filter(|(_, at)| *at == line);
        markup
            .tags(format!("<li style=\"--number:{}\">", line - 1))
            .each(here, |markup, (thread, _)| written(markup, usize::from(*thread)))
            .tags("</li>")
    };
    Markup::default()
        .tags("<ol class=whereabouts aria-hidden=true>")
        .each(lines, at)
        .tags("</ol>")
        .html()
}

// The last line has an end too, or the field would be a line higher than what is drawn.
fn coloured(text: &Rc<str>) -> Html {
    let piece = |markup: Markup, (ink, text): (TokenKind, &str)| {
        let (open, close) = match ink {
            TokenKind::Plain => ("", ""),
            TokenKind::Key => ("<b>", "</b>"),
            TokenKind::Literal => ("<i>", "</i>"),
            TokenKind::Comment => ("<em>", "</em>"),
        };
        markup.tags(open).text(text).tags(close)
    };
    let line = |markup: Markup, line: &str| markup.each(python_pieces(line), piece).tags("\n");
    Markup::default()
        .tags("<pre aria-hidden=true>")
        .each(text.split('\n'), line)
        .tags("</pre>")
        .html()
}
