//! The top of the page: where one is, whether threads are real here, and what concerns the page as a whole.

use super::{Dispatch, caret, icons, looks, presses, rich_sentence, theme::theme_button};
use crate::model::{Command, Dialog, Engine, ShareCommand, ViewChange};
use catalogue::{Address, EmbedOptions, Experiment, LabInfo, Page, THEMES, labs_about};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Header {
    /// The lab that is open, by id.
    pub lab: &'static str,
    /// How the page dresses.
    pub chrome: EmbedOptions,
    /// The engine's state.
    pub engine: Engine,
    /// Whether the program is stepped through in lockstep.
    pub lockstep: bool,
    /// Threads that the hardware runs at once.
    pub hardware: u16,
    /// Where actions go.
    pub send: Dispatch,
}

/// The top of the page.
pub fn header(props: &Header) -> Html {
    let home = "#page=labs";
    let front = (props.chrome.page == Page::Labs).then_some("page");
    let lesson = matches!(props.chrome.page, Page::Lesson(_) | Page::LessonEnd).then_some("page");
    let own = (props.chrome.page == Page::Program).then_some("page");
    html! {
        <header>
            <a class="skip" href="#main" onclick={Callback::from(skip)}>{"Skip to the content"}</a>
            <a class="logo" href={home} aria-label="Threadbare, all labs">{icons::logo()}<span>{"Threadbare"}</span></a>
            <nav aria-label="Labs">
                <button class="labs-button" popovertarget="labs"><span class="unseen">{"All labs, now: "}</span>{open_lab(props)}{caret()}</button>
                <div id="labs" class="labs" popover="auto" onclick={Callback::from(hide)}>
                    <div class="lab-group">
                        <a href="#lab=program" aria-current={own}>{"Your program"}</a>
                        <a href={home} aria-current={front}>{"All labs"}</a>
                        <a href="#page=lesson" aria-current={lesson}>{"Lesson"}</a>
                    </div>
                    {(0..THEMES.len()).map(|theme| group(theme, props)).collect::<Html>()}
                </div>
            </nav>
            <div class="right">
                if own.is_none() { {badge(props)} }
                <button onclick={presses(&props.send, Command::Share(ShareCommand::Link))}>{"Share"}</button>
                <button class="icon" aria-label="Help" title="Keys and words (?)" onclick={looks(&props.send, ViewChange::Dialog(Some(Dialog::Help)))}>{"?"}</button>
                {theme_button(props.chrome.theme, &props.send)}
            </div>
        </header>
    }
}

fn group(theme: usize, props: &Header) -> Html {
    html! {
        <div key={theme} class="lab-group" role="group" aria-label={THEMES[theme]}>
            <small aria-hidden="true">{THEMES[theme]}</small>
            {labs_about(theme).map(|lab| link(lab, props)).collect::<Html>()}
        </div>
    }
}

// The address holds what is set, so that a place on the page cannot stand in it.
fn skip(event: MouseEvent) {
    event.prevent_default();
    let document = web_sys::window().and_then(|window| window.document());
    let main = document.and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        // What cannot have the focus does without.
        let _ = main.focus();
    }
}

fn link(lab: &'static LabInfo, props: &Header) -> Html {
    let current = (lab.id == props.lab && props.chrome.page == Page::Lab).then_some("page");
    // The question describes the link, and is part of its name nowhere.
    html! {
        <a key={lab.id} href={address(lab, props)} aria-current={current} title={plain(lab.question)}>
            {lab.name}<small aria-hidden="true">{rich_sentence(lab.question)}</small>
        </a>
    }
}

fn plain(sentence: &str) -> String {
    sentence.replace('`', "")
}

/// What is open, on the button that shows all labs where there is no room for them.
fn open_lab(props: &Header) -> &'static str {
    match (props.chrome.page, catalogue::lab(props.lab)) {
        (Page::Lab, Ok(lab)) => lab.name,
        (Page::Program, _) => "Your program",
        (Page::Lesson(_) | Page::LessonEnd, _) => "Lesson",
        _ => "Labs",
    }
}

/// The list of labs goes away once one was chosen.
fn hide(event: MouseEvent) {
    let list = event
        .target_dyn_into::<HtmlElement>()
        .and_then(|chosen| chosen.closest("[popover]").ok()?);
    if let Some(list) = list.and_then(|list| list.dyn_into::<HtmlElement>().ok()) {
        // A list that is not open cannot be closed, and need not.
        let _ = list.hide_popover();
    }
}

/// A lab as it comes, on the engine that is chosen.
fn address(lab: &'static LabInfo, props: &Header) -> String {
    let mut experiment = Experiment::of(lab);
    if props.lockstep {
        experiment.engine = catalogue::Engine::Lockstep;
        experiment.shrink();
    }
    let mut chrome = props.chrome.clone();
    chrome.page = Page::Lab;
    Address { experiment, chrome }.hash()
}

fn badge(props: &Header) -> Html {
    let Header { engine, hardware, .. } = props;
    let (class, kind, words, why) = match engine {
        _ if props.lockstep => (
            "badge on",
            "",
            "Lockstep".to_string(),
            "One move at a time, under virtual time, on no thread at all".to_string(),
        ),
        Engine::Ready { threads } => {
            let cores = if *hardware == 1 {
                "1 core".to_string()
            } else {
                format!("{hardware} cores")
            };
            (
                "badge on",
                "Real threads, ",
                cores,
                format!("A pool of {threads} Web Workers shares one memory"),
            )
        }
        Engine::Off => (
            "badge",
            "",
            "No threads yet".to_string(),
            "They start when they are needed".to_string(),
        ),
        Engine::Starting { threads, .. } => (
            "badge",
            "",
            "Starting threads…".to_string(),
            format!("Starting {threads} Web Workers"),
        ),
        Engine::Missing(_) => (
            "badge off",
            "",
            "No real threads here".to_string(),
            "The page says why below".to_string(),
        ),
        Engine::Failed { message } => ("badge off", "", "Threads do not start".to_string(), message.clone()),
    };
    html! { <span class={class} title={why}><i aria-hidden="true"></i><span><span class="roomy">{kind}</span>{words}</span></span> }
}
