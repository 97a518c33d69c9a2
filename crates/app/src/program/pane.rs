//! The program's pane: two listings, and a badge for each thread at the line it is at.

use super::folds::{Fold, folds};
use super::highlight::{TokenKind, pieces};
use super::listing::Sources;
use super::marks::{Mark, annotated, marks};
use crate::model::{Action, Language, ProgramCommand, PtrEq, RcCell, Recording, ViewChange, ViewState};
use crate::parts::{Dispatch, Markup};
use crate::shell::{memo, remember_here};
use catalogue::Variant;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct ProgramPane {
    /// The lab's id.
    pub lab: &'static str,
    /// The variant's listings.
    pub sources: PtrEq<Option<Sources>>,
    /// Whether they could not be had.
    pub unlisted: bool,
    /// Asks for them once more.
    pub relist: Callback<()>,
    /// The variant.
    pub variant: &'static Variant,
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// Its version, which changes whenever it does.
    pub version: u64,
    /// The moment of a run on real threads that is looked at; `None` for its end.
    pub playhead: Option<u64>,
    /// What is said beside lines, by their marks, once a run came to its end.
    pub beside: Vec<(&'static str, String)>,
    /// Whether threads stand still for ever: their line is kept in view.
    pub stands: bool,
    /// The thread whose line is kept in view, in lockstep.
    pub follows: Option<u16>,
    /// What is in front, and what is pointed at.
    pub looks: PtrEq<ViewState>,
    /// Where actions go.
    pub send: Dispatch,
}

/// Threads of a line that are shown; the others are counted.
const MOST_BADGES: usize = 8;

/// The program's pane.
pub fn program_pane(props: &ProgramPane) -> Html {
    let language = props.looks.language;
    let shown = (props.looks.pointed, props.playhead);
    let marks = match &*props.sources {
        Some(sources) => annotated(
            marks(&props.recording.borrow(), shown, sources, language),
            &props.beside,
            sources,
            language,
        ),
        None => Vec::new(),
    };
    let of = |mark: &&Mark| props.follows.is_some_and(|thread| mark.threads.contains(&thread));
    // Where threads wait for ever, most of them wait at one line.
    let stands = || {
        marks
            .iter()
            .filter(|_| props.stands)
            .max_by_key(|mark| mark.threads.len())
    };
    let followed = marks.iter().find(of).or_else(stands).map(|mark| mark.line);
    html! {
        <section class="card code" aria-labelledby="program-title">
            <h2><span id="program-title">{"Program"}</span>
                <span class="tabs" role="tablist" aria-label="Language">
                    {tab(props, Language::Python, "Python")}{tab(props, Language::Rust, "Rust, as it runs")}
                </span>
                {edit(props)}
            </h2>
            if props.unlisted { {missing(&props.relist)} }
            <Scroll key={format!("{}{}{language:?}{}", props.lab, props.variant.id, props.sources.is_some())} sources={props.sources.clone()} {language} {followed} {marks} />
            <p class="note">{props.variant.note}</p>
        </section>
    }
}

fn tab(props: &ProgramPane, language: Language, name: &'static str) -> Html {
    let chosen = props.looks.language == language;
    let send = props.send.clone();
    let choose = Callback::from(move |_: MouseEvent| send.emit(Action::Look(ViewChange::Listing(language))));
    html! { <button class="tab" role="tab" id={format!("tab-{language:?}")} aria-controls="listing" aria-selected={chosen.to_string()} onclick={choose}>{name}</button> }
}

/// Opens the Python where it can be edited and searched; the lab stays one step back.
fn edit(props: &ProgramPane) -> Html {
    let Some(sources) = props.sources.as_ref() else {
        return html! {};
    };
    let (send, text) = (props.send.clone(), sources.python.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        remember_here();
        send.emit(Action::Program(ProgramCommand::Edit(text.clone())));
    });
    html! { <button class="link edit-program" {onclick}>{"Edit this program"}</button> }
}

/// What is said where the listing would stand.
fn missing(relist: &Callback<()>) -> Html {
    html! {
        <p class="empty unlisted" role="alert">{"The listing of this program could not be fetched. "}
            <button onclick={relist.reform(|_: MouseEvent| ())}>{"Try again"}</button>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct ScrollProps {
    sources: PtrEq<Option<Sources>>,
    language: Language,
    followed: Option<u32>,
    marks: Vec<Mark>,
}

/// The listing and its badges, scrolled to where the variant's own code begins.
#[component]
fn Scroll(props: &ScrollProps) -> Html {
    let node = use_node_ref();
    {
        let (node, sources, language) = (node.clone(), props.sources.clone(), props.language);
        use_effect_with((), move |()| {
            let focus = sources.as_ref().map_or(1, |sources| sources.focus);
            if let Some(listing) = node.cast::<Element>().filter(|_| language == Language::Rust) {
                let top = line(&listing, focus.saturating_sub(1).max(1)).map_or(0, |line| line.offset_top());
                listing.set_scroll_top(top);
            }
        });
    }
    {
        // New lines have no badges yet.
        let node = node.clone();
        use_effect_with((props.marks.clone(), props.sources.clone()), move |(marks, _)| {
            if let Some(listing) = node.cast::<Element>() {
                show(&listing, marks);
            }
        });
    }
    {
        let node = node.clone();
        use_effect_with(props.followed, move |followed| {
            if let Some((listing, number)) = node.cast::<Element>().zip(*followed) {
                keep_in_view(&listing, number);
            }
        });
    }
    let unfold = Callback::from(|event: MouseEvent| {
        let fold = event.target_dyn_into::<Element>();
        if let Some(fold) = fold.and_then(|target| target.closest(".fold").ok()?) {
            unfold(&fold);
        }
    });
    html! {
        <div class="listing" id="listing" role="tabpanel" aria-labelledby={format!("tab-{:?}", props.language)} tabindex="0" ref={node} onclick={unfold}>
            {memo((props.sources.clone(), props.language), lines)}
        </div>
    }
}

/// A line of a listing, counted from 1.
fn line(listing: &Element, number: u32) -> Option<HtmlElement> {
    let lines = listing.query_selector_all("li").ok()?;
    lines.get(number.checked_sub(1)?)?.dyn_into().ok()
}

/// Shows the folded lines that a button stands for, and takes the button away.
fn unfold(fold: &Element) {
    let name = fold.get_attribute("data-fold").unwrap_or_default();
    let lines = fold.closest("ol").ok().flatten();
    if let Some(lines) = lines {
        // These names are always allowed.
        let _ = lines.set_attribute(&format!("data-shows-{name}"), "");
    }
}

/// Scrolls no further than it must for a line and its neighbours to be seen.
fn keep_in_view(listing: &Element, number: u32) {
    let Some(line) = line(listing, number) else { return };
    let (top, height) = (listing.scroll_top(), listing.client_height());
    let beside = line.offset_height();
    let (first, last) = (line.offset_top() - beside, line.offset_top() + 2 * beside);
    if first < top {
        listing.set_scroll_top(first);
    } else if last > top + height {
        listing.set_scroll_top(last - height);
    }
}

/// Puts the badges of the threads at the lines where they are, and takes away those that were there.
fn show(listing: &Element, marks: &[Mark]) {
    while let Ok(Some(badges)) = listing.query_selector(".badges") {
        if let Some(line) = badges.parent_element() {
            line.set_class_name("");
        }
        badges.remove();
    }
    for mark in marks {
        let Some(line) = line(listing, mark.line) else { continue };
        line.set_class_name(if mark.pointed { "mark pointed" } else { "mark" });
        // What is written here is nothing but numbers; words come as text.
        let _ = line.insert_adjacent_html("beforeend", &badges(mark));
        if let Ok(Some(words)) = line.query_selector(".beside") {
            words.set_text_content(mark.words.as_deref());
        }
    }
}

fn badges(mark: &Mark) -> String {
    let badge = |thread: &u16| {
        format!(
            "<i class=swatch style=\"background:var(--t{})\" aria-hidden=true>{}</i>",
            thread % 8 + 1,
            thread + 1
        )
    };
    let threads: String = mark.threads.iter().take(MOST_BADGES).map(badge).collect();
    let words = mark.words.as_ref().map_or("", |_| "<small class=beside></small>");
    let shown = format!("{words}{threads}");
    match mark.threads.len().saturating_sub(MOST_BADGES) {
        0 => format!("<span class=badges>{shown}</span>"),
        more => format!("<span class=badges>{shown}<small>+{more}</small></span>"),
    }
}

/// The lines themselves; they change only with the variant and the language.
fn lines((sources, language): &(PtrEq<Option<Sources>>, Language)) -> Html {
    let Some(sources) = sources.as_ref() else {
        return html! {};
    };
    let (text, folds) = match language {
        Language::Python => (
            &sources.python,
            folds(&sources.python, |line| {
                sources.ties.iter().any(|tie| tie.python == line)
            }),
        ),
        Language::Rust => (&sources.rust, Vec::new()),
    };
    let line = |markup: Markup, (number, line): (u32, &str)| {
        let fold = folds.iter().find(|fold| fold.lines.contains(&number));
        folded(markup.tags(format!("<li data-n={number}")), fold, number)
            .tags("<code>")
            .each(pieces(line, *language), inked)
            .tags("</code></li>")
    };
    Markup::default()
        .tags("<ol class=lines>")
        .each((1..).zip(text.lines()), line)
        .tags("</ol>")
        .html()
}

/// The rest of a line's tag; the first of those that are folded has a button that shows them.
fn folded(markup: Markup, fold: Option<&Fold>, number: u32) -> Markup {
    match fold {
        None => markup.tags(">"),
        Some(fold) if fold.lines.start == number => markup.tags(format!(
            " data-first={0}><button class=fold data-fold={0}>{1} lines: {0}</button>",
            fold.name,
            fold.lines.end - fold.lines.start
        )),
        Some(fold) => markup.tags(format!(" data-in={}>", fold.name)),
    }
}

/// A piece of a line in its colour.
pub fn inked(markup: Markup, (ink, text): (TokenKind, &str)) -> Markup {
    let (open, close) = match ink {
        TokenKind::Plain => ("", ""),
        TokenKind::Key => ("<b>", "</b>"),
        TokenKind::Literal => ("<i>", "</i>"),
        TokenKind::Comment => ("<em>", "</em>"),
    };
    markup.tags(open).text(text).tags(close)
}
