//! The root component: keeps the model, carries out its effects, and hands each part what it shows.

use super::address::AddressBar;
use super::{
    Resized, dom, early, effects::Platform, files, host::Host, kept::Kept, listeners, listings::Fetched, memo,
    message::Msg,
};
use crate::lanes::Stage;
use crate::lesson::{End, LessonStop, Mending, lesson_end, lesson_stop, mending};
use crate::link::WorkerMessage;
use crate::model::{
    Action, Activity, Dialog, Effect, Engine, Model, ProgramCommand, PtrEq, RcCell, Recording, Simulator, TICK_MS,
    ViewChange, WorkerKind,
};
use crate::own::{LivePane, own_page, share_own};
use crate::parts::{
    Controls, Dispatch, FidelityPane, Front, Header, Intro, banner, controls, fidelity_pane, front, header,
    help_dialog, intro, progress_bar, share_dialog, status_line, told_to_host, why_line,
};
use crate::program::{Sources, sources};
use crate::stepper::{Bar, bar};
use crate::words;
use catalogue::{Experiment, Layout, Pane, Theme};
use gloo_events::EventListener;
use gloo_render::AnimationFrame;
use gloo_timers::callback::Interval;
use protocol::{EngineEvent, Reply, SimulatorEvent, check::CheckerEvent};
use web_sys::File;
use yew::prelude::*;

/// The root component.
pub struct Page {
    pub(super) model: Model,
    outside: Platform,
    pub(super) send: Dispatch,
    files: Callback<Vec<File>>,
    frame: Option<AnimationFrame>,
    beat: Option<AnimationFrame>,
    beaten: f64,
    ticks: Option<Interval>,
    height: u32,
    watch: Option<Resized>,
    theme: Theme,
    pub(super) stage: RcCell<Stage>,
    pub(super) kept_stage: Option<RcCell<Stage>>,
    pub(super) sources: PtrEq<Option<Sources>>,
    /// The lanes of the visitor's own program, which has no listing.
    live_stage: RcCell<Stage>,
    no_sources: PtrEq<Option<Sources>>,
    of: Option<PtrEq<Experiment>>,
    /// The lab's file, once it has come.
    listing: Option<String>,
    /// Whether that file could not be had whole.
    pub(super) unlisted: bool,
    /// Asks for it once more.
    pub(super) relist: Callback<()>,
    _coming: Option<Fetched>,
    _reading: Option<files::Reading>,
    _listeners: Vec<EventListener>,
}

impl Component for Page {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let send = link.callback(Msg::Act);
        let (query, hash) = dom::address();
        let (mut model, effects) = Model::new(dom::facts(), &query, &hash);
        model.now_ms = js_sys::Date::now();
        let named = [&query, &hash].iter().any(|part| part.contains("theme="));
        if let Some(theme) = dom::kept_theme().filter(|_| !named) {
            model.chrome.theme = theme;
        }
        model.recall(&Kept::Answers.read().unwrap_or_default());
        if !model.chrome.embed {
            model.recall_runs(&Kept::Runs.read().unwrap_or_default());
        }
        model.recall_lesson(&Kept::Lesson.read().unwrap_or_default());
        model.looks.edit().drawer = Kept::Drawer.read().as_deref() == Some("open") && !model.chrome.embed;
        if !dom::is_embedded(&query, &hash) {
            model.recall_program(&Kept::Program.read().unwrap_or_default());
        }
        let mut effects = effects;
        let (typed, looks) = early::done();
        for what in typed
            .map(ProgramCommand::Type)
            .into_iter()
            .chain(looks.then_some(ProgramCommand::Look))
        {
            effects.extend(model.update(Action::Program(what)));
        }
        let outside = Platform {
            engine: None,
            files: Vec::new(),
            host: Host::listen(link.callback(|asked| Msg::Act(Action::HostRequest(asked)))),
            heard: link.callback(|heard| {
                Msg::Act(match heard {
                    WorkerMessage::Message(news) => Action::EngineEvent(news),
                    WorkerMessage::Arrives(words) => Action::Arrives(WorkerKind::Engine, words),
                    WorkerMessage::Broke(message) => Action::WorkerCrashed(WorkerKind::Engine, message),
                })
            }),
            told: link.callback(|heard| {
                Msg::Act(match heard {
                    WorkerMessage::Message(told) => Action::SimulatorEvent(told),
                    WorkerMessage::Arrives(words) => Action::Arrives(WorkerKind::Simulator, words),
                    WorkerMessage::Broke(message) => Action::WorkerCrashed(WorkerKind::Simulator, message),
                })
            }),
            simulator: None,
            checker: None,
            programs: None,
            lived: link.callback(|heard| {
                Msg::Act(match heard {
                    WorkerMessage::Message(news) => Action::Live(news),
                    WorkerMessage::Arrives(words) => Action::Arrives(WorkerKind::Programs, words),
                    WorkerMessage::Broke(message) => Action::WorkerCrashed(WorkerKind::Programs, message),
                })
            }),
            coming: None,
            lesson: None,
            found: link.callback(|heard| {
                Msg::Act(match heard {
                    WorkerMessage::Message(found) => Action::CheckerEvent(found),
                    WorkerMessage::Arrives(words) => Action::Arrives(WorkerKind::Checker, words),
                    WorkerMessage::Broke(message) => Action::WorkerCrashed(WorkerKind::Checker, message),
                })
            }),
            address: AddressBar::new(&hash, send.clone()),
            send: send.clone(),
        };
        let theme = model.chrome.theme;
        let stage = RcCell::new(Stage::new(model.recording.clone()).into());
        let live_stage = RcCell::new(Stage::new(model.live.recording.clone()).into());
        let mut page = Page {
            model,
            outside,
            send,
            files: link.callback(Msg::Files),
            frame: None,
            beat: None,
            beaten: 0.0,
            ticks: None,
            height: 0,
            watch: None,
            theme,
            stage,
            kept_stage: None,
            sources: PtrEq::default(),
            live_stage,
            no_sources: PtrEq::default(),
            of: None,
            listing: None,
            unlisted: false,
            relist: link.callback(|()| Msg::Relist),
            _coming: None,
            _reading: None,
            _listeners: listeners::all(&link.callback(|msg| msg)),
        };
        effects.into_iter().for_each(|effect| page.outside.carry_out(effect));
        page.settle(ctx);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let action = match msg {
            Msg::Frame => {
                self.frame = None;
                return true;
            }
            Msg::Beat(now) => {
                self.beat = None;
                let elapsed = (now - std::mem::replace(&mut self.beaten, now)).clamp(0.0, LONGEST_BEAT_MS);
                // Who wants no motion, or does not look, gets the end.
                let goes_on = !dom::wants_no_motion() && dom::is_in_view(".stage");
                Action::Look(if goes_on {
                    ViewChange::Beat(elapsed)
                } else {
                    ViewChange::Moment(None)
                })
            }
            Msg::Resized => {
                self.tell_height();
                return false;
            }
            Msg::Files(files) if self.model.is_own() => {
                let send = self
                    .send
                    .reform(|(name, text)| Action::Program(ProgramCommand::Opened(name, text)));
                self._reading = files.first().and_then(|file| files::read(file, send));
                return false;
            }
            Msg::Files(files) => {
                let notes = files.iter().map(|file| (file.name(), file.size() as u64)).collect();
                self.outside.files = files;
                Action::FilesChosen(notes)
            }
            Msg::Listed(listing) => {
                self.listing = listing;
                self.unlisted = !self.list();
                return true;
            }
            Msg::Relist => {
                self.fetch_listing(ctx, true);
                return true;
            }
            Msg::Act(action) => action,
        };
        if let Action::Look(ViewChange::Drawer(open)) = &action {
            Kept::Drawer.keep(if *open { "open" } else { "shut" });
        }
        if let Action::Address { hash, .. } = &action {
            self.outside.address.taken(hash);
        }
        // What comes many times a second is shown once a frame; silence is not shown at all.
        let often = matches!(
            action,
            Action::EngineEvent(EngineEvent::Progress(_) | EngineEvent::Point { .. })
                | Action::Live(EngineEvent::Progress(_))
                | Action::SimulatorEvent(SimulatorEvent::Searching(_))
                | Action::CheckerEvent(CheckerEvent::Progress { .. })
        );
        let silent = matches!(
            action,
            Action::EngineEvent(EngineEvent::Alive)
                | Action::Live(EngineEvent::Alive)
                | Action::SimulatorEvent(SimulatorEvent::Alive)
                | Action::Tick(_)
        );
        // What plays goes on with the ticks.
        let seen = |model: &Model| {
            (
                model.status.clone(),
                model.own.showing.as_ref().map(|showing| showing.at),
            )
        };
        let before = seen(&self.model);
        self.model.now_ms = js_sys::Date::now();
        let effects = self.model.update(action);
        let changed = !effects.is_empty() || seen(&self.model) != before;
        self.act_on(effects);
        self.settle(ctx);
        if often && self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Some(gloo_render::request_animation_frame(move |_| {
                link.send_message(Msg::Frame)
            }));
        }
        !often && (!silent || changed)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (model, send) = (&self.model, &self.send);
        let chrome = &model.chrome;
        let class = classes!(
            chrome.embed.then_some("embed"),
            model.is_lockstep().then_some("lockstep"),
            (chrome.layout == Layout::Stack).then_some("stack"),
            chrome.present.then_some("present"),
            (!model.experiment.lab.sweeps).then_some("no-curve"),
            self.is_service().then_some("serves"),
            model.is_own().then_some("own"),
            Pane::ALL
                .iter()
                .filter(|pane| !chrome.panes.contains(pane))
                .map(|pane| format!("no-{}", pane.id()))
                .collect::<Vec<_>>(),
        );
        // In a small frame the controls come first.
        // The search through a program needs no threads, and says so of none.
        let engine = if model.is_own() { &Engine::Off } else { &model.engine };
        // Lockstep that does not start matters to nobody on real threads.
        let simulator = if model.is_lockstep() {
            &model.simulator
        } else {
            &Simulator::Off
        };
        let banner = banner(
            engine,
            simulator,
            &model.complaints,
            (self.full(), model.asked_for().as_ref().map(words::captioned_whole)),
            send,
        );
        html! {
            <div id="page" {class}>
                if !chrome.embed {
                    {memo(Header { lab: model.experiment.lab.id, chrome: chrome.clone(), engine: model.engine.clone(), lockstep: model.is_lockstep(), hardware: model.facts.hardware, send: send.clone() }, header)}
                }
                <main id="main" tabindex="-1">
                    if !chrome.embed { {banner.clone()} }
                    {self.about()}
                    if model.is_own() {
                        {own_page(&model.own, self.live(), &model.status, chrome.embed.then(|| self.full()), &self.files, send)}
                    } else if matches!(chrome.page, catalogue::Page::Fidelity | catalogue::Page::LessonEnd) {
                        {status_line(&model.status, None)}
                    } else {
                        {self.lab()}
                    }
                    if self.outside.host.is_some() && model.reads_readers_own() { {told_to_host(model.tells_host, send)} }
                    if chrome.embed { {banner} }
                </main>
                {self.dialog()}
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let resized = ctx.link().callback(|()| Msg::Resized);
            self.watch = dom::page().and_then(|page| Resized::watch(&page, resized));
        }
    }
}

impl Page {
    /// The lab itself.
    fn lab(&self) -> Html {
        let (model, send) = (&self.model, &self.send);
        let chrome = &model.chrome;
        let blocked = model.blocked().map(AttrValue::from);
        html! {
            <>
                if !matches!(chrome.page, catalogue::Page::Lesson(_)) {
                    {memo(Intro { lockstep: model.is_lockstep(), lab: model.experiment.lab.id, tried: model.tried.clone(), blocked: blocked.clone(), send: send.clone() }, intro)}
                }
                {memo(Controls { lockstep: model.is_lockstep(), drawer: model.looks.drawer, keeps_order: model.keeps_order, undo: model.undo.is_some(), experiment: model.experiment.clone(), missing: model.facts.missing, text: model.text.clone(), state: model.state(), blocked, files: self.files.clone(), send: send.clone() }, controls)}
                {progress_bar(share(&model.activity, model), pace(&model.activity))}
                <div class="now">
                    <div class="happened">
                        {status_line(&model.status, chrome.embed.then(|| self.full()))}
                        if model.state() != "running" { {why_line(model.shown.as_deref())} }
                    </div>
                    if model.is_lockstep() { {memo(Bar { stepping: model.stepping.clone(), send: send.clone() }, bar)} }
                </div>
                <div class="grid stage">{self.stage()}</div>
                {self.below()}
                {self.own()}
            </>
        }
    }

    /// The visitor's own program on real threads.
    fn live(&self) -> LivePane {
        let model = &self.model;
        LivePane {
            live: model.live.clone(),
            sources: self.no_sources.clone(),
            python: model.own.python,
            stage: self.live_stage.clone(),
            looks: model.looks.clone(),
            dark: model.is_dark(),
            send: self.send.clone(),
        }
    }

    /// What stands above the lab.
    fn about(&self) -> Html {
        let chrome = self.model.chrome.clone();
        match chrome.page {
            catalogue::Page::Labs => {
                let answers = self.model.answers.clone();
                memo(Front { chrome, answers }, front)
            }
            catalogue::Page::Lesson(number) => {
                let seen = self.model.shown.is_some() || self.model.search.found.is_some();
                let (tried, send) = (self.model.tried.clone(), self.send.clone());
                let blocked = self.model.blocked().is_some();
                let by_hand = catalogue::lesson::stop(number).is_some_and(|stop| stop.steps.is_empty());
                let said = by_hand.then(|| self.model.status.clone());
                let lesson = self.model.lesson.clone();
                let shown = LessonStop {
                    number,
                    lesson,
                    chrome,
                    seen,
                    tried,
                    said,
                    blocked,
                    send,
                };
                memo(shown, lesson_stop)
            }
            catalogue::Page::LessonEnd => {
                let (lesson, send) = (self.model.lesson.clone(), self.send.clone());
                memo(End { lesson, chrome, send }, lesson_end)
            }
            catalogue::Page::Fidelity => {
                let (fidelity, send) = (self.model.fidelity.clone(), self.send.clone());
                memo(FidelityPane { fidelity, send }, fidelity_pane)
            }
            catalogue::Page::Program => match chrome.mend {
                None => html! {},
                Some(number) => {
                    let (lesson, own) = (self.model.lesson.clone(), self.model.own.clone());
                    let shown = Mending {
                        number,
                        lesson,
                        own,
                        chrome,
                    };
                    memo(shown, mending)
                }
            },
            catalogue::Page::Lab => html! {},
        }
    }

    fn dialog(&self) -> Html {
        match self.model.looks.dialog {
            None => html! {},
            Some(Dialog::Help) => help_dialog(&self.send),
            Some(Dialog::Share) if self.model.is_own() => {
                let Model {
                    chrome, status, own, ..
                } = &self.model;
                share_own(&dom::link(""), own, chrome, status, &self.send)
            }
            Some(Dialog::Share) => {
                let Model { chrome, status, .. } = &self.model;
                share_dialog(
                    (&dom::link(""), self.model.address_with_result()),
                    &self.model.current(),
                    chrome,
                    status,
                    &self.send,
                )
            }
        }
    }

    /// Tells the page around this one how high the content is.
    fn tell_height(&mut self) {
        let height = dom::page().map_or(0, |page| page.get_bounding_client_rect().height().ceil() as u32);
        if self.model.chrome.embed && height != self.height {
            self.height = height;
            self.outside.carry_out(Effect::Tell(Reply::Height(height)));
        }
    }

    /// The address of the full page.
    fn full(&self) -> String {
        dom::link(&self.model.full_address())
    }

    fn act_on(&mut self, effects: Vec<Effect>) {
        effects.into_iter().for_each(|effect| self.outside.carry_out(effect));
    }

    /// The run that is compared with has a canvas of its own, and both have one scale.
    fn settle_kept(&mut self) {
        let kept = self.model.stepping.kept.as_ref();
        let is_of = |stage: &RcCell<Stage>| kept.is_some_and(|kept| stage.borrow().recording == kept.recording);
        if !self.kept_stage.as_ref().is_some_and(is_of) {
            self.kept_stage = kept.map(|kept| RcCell::new(Stage::new(kept.recording.clone()).into()));
        }
        let end = |recording: &RcCell<Recording>| recording.borrow().timeline.end;
        let least = kept.map_or(0, |kept| end(&kept.recording).max(end(&self.model.recording)));
        for stage in self.kept_stage.iter().chain([&self.stage]) {
            stage.borrow_mut().least = least;
        }
    }

    /// Brings what is outside the components in line with the model.
    fn settle(&mut self, ctx: &Context<Self>) {
        if let Some(root) = dom::root() {
            // These names are always allowed.
            let _ = root.dataset().set("threadbare", self.model.state());
            let _ = root.dataset().set("engine", self.model.experiment.engine.id());
            let _ = root.dataset().set("page", self.model.chrome.page.id());
        }
        self.settle_kept();
        let experiment = &self.model.experiment;
        if self.model.is_own() {
            return self.settle_own(ctx);
        }
        dom::write_title(experiment.lab.name);
        if self.of.as_ref() != Some(experiment) {
            let lab = experiment.lab.id;
            let known = self.of.replace(experiment.clone());
            if known.is_none_or(|known| known.lab.id != lab) {
                self.fetch_listing(ctx, false);
            }
            self.list();
        }
        self.settle_always(ctx);
    }

    /// Asks for the lab's file; once it came wrong, past the cache.
    fn fetch_listing(&mut self, ctx: &Context<Self>, anew: bool) {
        (self.listing, self.unlisted) = (None, false);
        let lab = self.model.experiment.lab.id;
        self._coming = Fetched::listings(lab, anew, ctx.link().callback(Msg::Listed)).ok();
    }

    fn settle_own(&mut self, ctx: &Context<Self>) {
        dom::write_title("Your program");
        self.settle_always(ctx);
    }

    fn settle_always(&mut self, ctx: &Context<Self>) {
        if self.theme != self.model.chrome.theme {
            self.theme = self.model.chrome.theme;
            // What the page around it asks for is no wish of its reader.
            dom::write_theme(self.theme, !self.model.chrome.embed);
        }
        let plays = self.model.replay.is_some_and(|replay| replay.playing);
        if plays && self.beat.is_none() {
            let link = ctx.link().clone();
            self.beat = Some(gloo_render::request_animation_frame(move |now| {
                link.send_message(Msg::Beat(now))
            }));
        }
        if self.model.wants_ticks() != self.ticks.is_some() {
            self.ticks = self.model.wants_ticks().then(|| ticking(ctx));
        }
    }

    /// Takes the variant's listings out of the lab's file; whether they were in it.
    fn list(&mut self) -> bool {
        let listing = self.listing.as_deref();
        let sources = listing.and_then(|listing| sources(listing, &self.model.experiment));
        if *self.sources != sources {
            self.sources = PtrEq::new(sources);
        }
        self.sources.is_some()
    }
}

/// A replay goes on by no more than this at once, in milliseconds: after a pause it goes on where it was.
const LONGEST_BEAT_MS: f64 = 50.0;

/// Ticks while the page is visible; a hidden page is throttled and judges nobody.
fn ticking(ctx: &Context<Page>) -> Interval {
    let link = ctx.link().clone();
    let now = || js_sys::Date::now();
    let mut last = now();
    Interval::new(TICK_MS as u32, move || {
        let elapsed = now() - std::mem::replace(&mut last, now());
        let hidden = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.hidden());
        if !hidden {
            link.send_message(Msg::Act(Action::Tick(elapsed)));
        }
    })
}

fn pace(activity: &Activity) -> Option<String> {
    match activity {
        Activity::Running(running) => running.pace(),
        _ => None,
    }
}

fn share(activity: &Activity, model: &Model) -> Option<f64> {
    match activity {
        Activity::Running(running) => running.share(),
        Activity::Sweeping { .. } => Some((model.sweep.runs() as f64 / model.sweep.planned.max(1) as f64).min(1.0)),
        Activity::Idle | Activity::Deadlocked { .. } => None,
    }
}
