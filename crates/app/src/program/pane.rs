//! The program's pane: two listings, and a badge for each thread at the line it is at.

use super::highlight::{TokenKind, pieces};
use super::listing::Sources;
use super::marks::{Mark, marks};
use crate::model::{Action, Language, PtrEq, RcCell, Recording, ViewChange, ViewState};
use crate::parts::{Dispatch, Markup};
use crate::shell::memo;
use catalogue::Variant;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct ProgramPane {
    /// The lab's id.
    pub lab: &'static str,
    /// The variant's listings.
    pub sources: PtrEq<Option<Sources>>,
    /// The variant.
    pub variant: &'static Variant,
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// Its version, which changes whenever it does.
    pub version: u64,
    /// The thread whose line is kept in view, in lockstep.
    pub follows: Option<u16>,
    /// What is in front, and what is pointed at.
    pub looks: PtrEq<ViewState>,
    /// Where actions go.
    pub send: Dispatch,
}

/// Pixels a line; the stylesheet says the same.
const LINE: u32 = 19;

/// The program's pane.
pub fn program_pane(props: &ProgramPane) -> Html {
    let language = props.looks.language;
    let marks = match &*props.sources {
        Some(sources) => marks(&props.recording.borrow(), props.looks.pointed, sources, language),
        None => Vec::new(),
    };
    let of = |mark: &&Mark| props.follows.is_some_and(|thread| mark.threads.contains(&thread));
    let followed = marks.iter().find(of).map(|mark| mark.line);
    html! {
        <section class="card code" aria-labelledby="program-title">
            <h2><span id="program-title">{"Program"}</span>
                <span class="tabs" role="tablist" aria-label="Language">
                    {tab(props, Language::Python, "Python")}{tab(props, Language::Rust, "Rust, as it runs")}
                </span>
            </h2>
            <p class="note">{props.variant.note}</p>
            <Scroll key={format!("{}{}{language:?}{}", props.lab, props.variant.id, props.sources.is_some())} sources={props.sources.clone()} {language} {followed} {marks} />
        </section>
    }
}

fn tab(props: &ProgramPane, language: Language, name: &'static str) -> Html {
    let chosen = props.looks.language == language;
    let send = props.send.clone();
    let choose = Callback::from(move |_: MouseEvent| send.emit(Action::Look(ViewChange::Listing(language))));
    html! { <button class="tab" role="tab" id={format!("tab-{language:?}")} aria-controls="listing" aria-selected={chosen.to_string()} onclick={choose}>{name}</button> }
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
            if let Some(element) = node.cast::<web_sys::Element>().filter(|_| language == Language::Rust) {
                element.set_scroll_top((focus.saturating_sub(2) * LINE) as i32);
            }
        });
    }
    {
        let node = node.clone();
        use_effect_with(props.followed, move |line| {
            if let Some((element, line)) = node.cast::<web_sys::Element>().zip(*line) {
                keep_in_view(&element, line);
            }
        });
    }
    html! {
        <div class="listing" id="listing" role="tabpanel" aria-labelledby={format!("tab-{:?}", props.language)} tabindex="0" ref={node}>
            <div class="sheet-of-code">
                {props.marks.iter().map(mark).collect::<Html>()}
                {memo((props.sources.clone(), props.language), lines)}
            </div>
        </div>
    }
}

/// Scrolls no further than it must for a line and its neighbours to be seen.
fn keep_in_view(listing: &web_sys::Element, line: u32) {
    let (top, height) = (listing.scroll_top(), listing.client_height());
    let (first, last) = ((line.saturating_sub(2) * LINE) as i32, ((line + 1) * LINE) as i32);
    if first < top {
        listing.set_scroll_top(first);
    } else if last > top + height {
        listing.set_scroll_top(last - height);
    }
}

fn mark(mark: &Mark) -> Html {
    let top = (mark.line - 1) * LINE;
    let class = classes!("mark", mark.pointed.then_some("pointed"));
    let badges = mark
        .threads
        .iter()
        .take(8)
        .map(|thread| crate::parts::swatch(usize::from(*thread)));
    let more = mark.threads.len().saturating_sub(8);
    html! {
        <div key={mark.line} {class} style={format!("top:{top}px")}>
            <span class="badges">{badges.collect::<Html>()}if more > 0 { <small>{format!("+{more}")}</small> }</span>
        </div>
    }
}

/// The lines themselves; they change only with the variant and the language.
fn lines((sources, language): &(PtrEq<Option<Sources>>, Language)) -> Html {
    let text = match (sources.as_ref(), language) {
        (None, _) => "",
        (Some(sources), Language::Python) => &sources.python,
        (Some(sources), Language::Rust) => &sources.rust,
    };
    let line = |markup: Markup, line: &str| {
        markup
            .tags("<li><code>")
            .each(pieces(line, *language), inked)
            .tags("</code></li>")
    };
    Markup::default()
        .tags("<ol class=lines>")
        .each(text.lines(), line)
        .tags("</ol>")
        .html()
}

fn inked(markup: Markup, (ink, text): (TokenKind, &str)) -> Markup {
    let (open, close) = match ink {
        TokenKind::Plain => ("", ""),
        TokenKind::Key => ("<b>", "</b>"),
        TokenKind::Literal => ("<i>", "</i>"),
        TokenKind::Comment => ("<em>", "</em>"),
    };
    markup.tags(open).text(text).tags(close)
}
