//! Where the program is written: a plain field at once, and the editor in its place when that has come.

use super::{marks::Marks, plain::plain};
use crate::model::{Action, ProgramCommand, TextCommand};
use crate::parts::Dispatch;
use crate::shell::{
    early,
    editor::{self, Begin, Editor, Place},
};
use gloo_events::EventListener;
use gloo_render::AnimationFrame;
use std::rc::Rc;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

/// So many texts are kept while the plain field is there, to be undone in the editor.
const MOST_KEPT: usize = 200;

/// What the field shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub text: Rc<str>,
    /// Counts the times that it was put there by anything but typing.
    pub placed: u32,
    /// Whether the page stands in a frame, of which a page may have many: there the plain field stays.
    pub framed: bool,
    /// Whether the text is still to come.
    pub unread: bool,
    /// Whether it cannot be run.
    pub wrong: bool,
    /// What stands beside its lines.
    pub marks: Marks,
    /// Where actions go.
    pub send: Dispatch,
}

/// What happens to it.
pub enum Msg {
    /// A reader turns to the field (the pointer over it, a finger on it, the focus in it), or lines of it are marked.
    Wanted,
    /// The editor's script is here.
    Came,
    /// The plain field was typed into.
    Typed(String),
    /// Characters are being put together in the plain field, or are complete.
    Composing(bool),
}

/// The field.
pub struct Field {
    area: NodeRef,
    host: NodeRef,
    editor: Option<Editor>,
    past: Vec<String>,
    composing: bool,
    _next: Option<AnimationFrame>,
    _coming: Option<EventListener>,
    _listeners: Vec<EventListener>,
}

impl Component for Field {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Field {
            area: NodeRef::default(),
            host: NodeRef::default(),
            editor: None,
            past: Vec::new(),
            composing: false,
            _next: None,
            _coming: None,
            _listeners: Vec::new(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Wanted if self._coming.is_none() => {
                self._coming = editor::fetch(ctx.link().callback(|()| Msg::Came));
            }
            Msg::Wanted => {}
            Msg::Came => return self.swap(ctx),
            Msg::Typed(text) => {
                if self.past.len() < MOST_KEPT {
                    self.past.push(ctx.props().text.to_string());
                }
                ctx.props()
                    .send
                    .emit(Action::Program(ProgramCommand::Text(TextCommand::Type(text))));
            }
            Msg::Composing(now) => {
                self.composing = now;
                return !now && editor::is_here() && self.swap(ctx);
            }
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let Props {
            text,
            placed,
            marks,
            unread,
            wrong,
            ..
        } = ctx.props();
        let Some(editor) = &self.editor else {
            if *placed != old.placed {
                self.past.clear();
            }
            // Lines that are marked are looked at.
            if *marks != old.marks && !ctx.props().framed {
                ctx.link().send_message(Msg::Wanted);
            }
            return true;
        };
        if *placed != old.placed {
            editor.place(text);
        }
        if *marks != old.marks {
            mark(editor, marks);
        }
        if (*unread, *wrong) != (old.unread, old.wrong) {
            editor.be(*unread, *wrong);
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let kind = if self.editor.is_some() { "rich" } else { "plain" };
        html! {
            <div class="editor" data-editor={kind}>
                <p id="leaving" class="unseen">{"Where you have typed, Tab indents. Escape, then Tab, leaves the program."}</p>
                <div class="host" ref={self.host.clone()}></div>
                if self.editor.is_none() { {self.plain(ctx)} }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && !ctx.props().framed {
            if editor::is_here() {
                let link = ctx.link().clone();
                self._next = Some(gloo_render::request_animation_frame(move |_| {
                    link.send_message(Msg::Came)
                }));
            }
            self.listen(ctx);
        }
        if let Some(((start, end), area)) = early::selection()
            .filter(|_| first)
            .zip(self.area.cast::<HtmlTextAreaElement>())
        {
            // Where one had begun to type one goes on.
            let _ = area.focus();
            let _ = area.set_selection_range(start, end);
        }
    }
}

impl Field {
    /// Hears when a reader turns to the field, when characters begin to be put together, and when they are complete.
    fn listen(&mut self, ctx: &Context<Self>) {
        let Some(area) = self.area.cast::<HtmlTextAreaElement>() else {
            return;
        };
        let hear = |(name, now): (&'static str, bool)| {
            let told = ctx.link().callback(move |()| Msg::Composing(now));
            EventListener::new(&area, name, move |_| told.emit(()))
        };
        let composing = [("compositionstart", true), ("compositionend", false)].map(hear);
        let wanted = ["pointerover", "focus"].map(|name| {
            let told = ctx.link().callback(|()| Msg::Wanted);
            EventListener::new(&area, name, move |_| told.emit(()))
        });
        self._listeners = composing.into_iter().chain(wanted).collect();
    }

    fn plain(&self, ctx: &Context<Self>) -> Html {
        let Props {
            text,
            marks,
            unread,
            wrong,
            ..
        } = ctx.props();
        let oninput = ctx.link().batch_callback(|event: InputEvent| {
            let area = event.target_dyn_into::<HtmlTextAreaElement>();
            area.map(|area| Msg::Typed(area.value()))
        });
        let area = html! {
            <textarea ref={self.area.clone()} aria-label="Your program" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" readonly={*unread}
                aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then_some("trouble")} value={text.to_string()} {oninput} />
        };
        plain(text, marks, area)
    }

    /// Puts the editor in the plain field's place, as soon as no character is being put together; whether it did.
    fn swap(&mut self, ctx: &Context<Self>) -> bool {
        let places = (self.host.cast::<HtmlElement>(), self.area.cast::<HtmlTextAreaElement>());
        let ((Some(host), Some(area)), false, true) =
            (places, self.composing || self.editor.is_some(), editor::is_here())
        else {
            return false;
        };
        let Props {
            marks,
            unread,
            wrong,
            send,
            ..
        } = ctx.props();
        let begin = Begin {
            text: &area.value(),
            past: std::mem::take(&mut self.past),
            readonly: *unread,
        };
        let typed = send.reform(|text| Action::Program(ProgramCommand::Text(TextCommand::Type(text))));
        let place = Place::of(&area);
        self.editor = Editor::make(&host, begin, typed);
        if let Some(editor) = &self.editor {
            editor.be(*unread, *wrong);
            mark(editor, marks);
            editor.follow(&place);
        }
        self.editor.is_some()
    }
}

fn mark(editor: &Editor, marks: &Marks) {
    let races = marks.races.iter().map(|(line, _)| *line).collect();
    editor.mark(races, marks.wrong, marks.now, &marks.threads);
}
