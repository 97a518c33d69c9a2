//! What surrounds every part of the page: what was found and asked for, how it is looked at, what is said, and what goes out.

use super::{Dialog, Effect, Facts, PtrEq, RichText, ViewState};
use catalogue::{EmbedOptions, Page, Theme, ValidationError};
use protocol::Reply;

/// What surrounds every part of the page. Parts know it, and no part knows another one's inside.
#[derive(Clone, Debug)]
pub struct Context {
    /// What the page found when it was opened.
    pub facts: Facts,
    /// How the page dresses, and what it is about.
    pub chrome: EmbedOptions,
    /// What of the address could not be used.
    pub complaints: PtrEq<Vec<ValidationError>>,
    /// What is open, pointed at, shown as a table.
    pub looks: PtrEq<ViewState>,
    /// What just happened.
    pub status: PtrEq<RichText>,
    /// The status only says what is waited for, or what nobody asked for: the next note takes its place.
    pub(super) status_is_note: bool,
    /// Whether the reader lets the page around this one hear of what is the reader's own.
    pub tells_host: bool,
    /// What is to be done in the world outside.
    pub(super) effects: Vec<Effect>,
    once: Once,
    next_id: u32,
}

/// What is done once a visit.
#[derive(Clone, Debug, Default)]
struct Once {
    greeted: bool,
    autorun: bool,
}

impl Context {
    /// As the page is opened.
    pub fn new(facts: Facts, chrome: EmbedOptions, complaints: Vec<ValidationError>) -> Self {
        Context {
            facts,
            chrome,
            complaints: PtrEq::new(complaints),
            looks: PtrEq::new(ViewState::new(facts.dark)),
            status: PtrEq::default(),
            status_is_note: true,
            tells_host: false,
            effects: Vec::new(),
            once: Once::default(),
            next_id: 0,
        }
    }

    /// Whether the page is about a program of the visitor's own.
    pub fn is_own(&self) -> bool {
        self.chrome.page == Page::Program
    }

    /// Threads of a pool when nobody asks for more.
    pub fn usual_pool(&self) -> u16 {
        self.facts.hardware.clamp(8, super::MOST_THREADS)
    }

    /// Whether what is on show is dark.
    pub fn is_dark(&self) -> bool {
        match self.chrome.theme {
            Theme::Auto => self.looks.system_dark,
            theme => theme == Theme::Dark,
        }
    }

    /// Says what just happened.
    pub fn say(&mut self, status: RichText) {
        self.status = PtrEq::new(status);
        self.status_is_note = false;
    }

    /// Says what just happened, in plain words.
    pub fn note(&mut self, status: &str) {
        self.say(RichText::of(status));
    }

    /// Says what is waited for: how far that is takes its place.
    pub fn say_for_now(&mut self, status: &str) {
        self.say(RichText::of(status));
        self.status_is_note = true;
    }

    /// Says one thing more: it comes after the answer that stands there, or in the place of a note.
    pub fn add(&mut self, status: RichText) {
        let before = match self.status_is_note {
            true => RichText::default(),
            false => (*self.status).clone(),
        };
        self.say(before.and(status));
    }

    /// Says what nobody asked for: it takes the place of no answer.
    pub fn mention(&mut self, status: &str) {
        if self.status_is_note {
            self.say_for_now(status);
        }
    }

    /// This is to be done in the world outside.
    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows what can be shared, and copies the link.
    pub fn share(&mut self, link: String) {
        self.open_share();
        self.push(Effect::Copy(link, "link"));
    }

    /// Shows what can be shared.
    pub fn open_share(&mut self) {
        self.looks.edit().dialog = Some(Dialog::Share);
    }

    /// The page around this one is to hear this.
    pub fn tell(&mut self, reply: Reply) {
        self.push(Effect::Tell(reply));
    }

    /// The page around this one hears what could not be used of its settings.
    pub fn complain(&mut self, complaints: &[ValidationError]) {
        for complaint in complaints {
            self.tell(Reply::Error(complaint.to_string()));
        }
    }

    /// The page around this one hears that the page has started, once; whether that is now.
    pub fn greet(&mut self) -> bool {
        let first = !std::mem::replace(&mut self.once.greeted, true);
        if first {
            self.tell(Reply::Ready);
        }
        first
    }

    /// Whether the address wants a run at once, and none was begun for it yet.
    pub fn take_autorun(&mut self) -> bool {
        self.chrome.autorun && !std::mem::replace(&mut self.once.autorun, true)
    }

    /// The reader says whether the page around this one may hear everything.
    pub fn allow_host(&mut self, all: bool) {
        self.tells_host = all;
        self.say(RichText::of(match all {
            true => "The page around this one hears what is found from now on.",
            false => "The page around this one hears totals only.",
        }));
    }

    /// A number that no job has had.
    pub fn take_id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }
}
