//! The root component: keeps the model, carries out its effects, and hands each part what it shows.

use super::address::AddressBar;
use super::{
    Resized, dom, early,
    effects::Platform,
    files, held,
    host::Host,
    kept::Kept,
    listeners,
    listings::Fetched,
    memo,
    message::Msg,
    slots::{ABOUT, DIALOG, LAB, draw},
};
use crate::lanes::Stage;
use crate::later;
use crate::lesson::{End, LessonStop, Mending, lesson_end, lesson_stop, mending};
use crate::link::WorkerMessage;
use crate::model::{
    Action, Activity, CheckCommand, Command, Dialog, Effect, Engine, Model, Playback, ProgramCommand, PtrEq, RcCell,
    Recording, Simulator, TICK_MS, TextCommand, ViewChange, WorkerEvent, WorkerKind,
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
use yew::{html::Scope, prelude::*};

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
        model.lab.show.kept.now_ms = js_sys::Date::now();
        let named = [&query, &hash].iter().any(|part| part.contains("theme="));
        if let Some(theme) = dom::kept_theme().filter(|_| !named) {
            model.ctx.chrome.theme = theme;
        }
        model.lab.show.kept.recall(&Kept::Answers.read().unwrap_or_default());
        if !model.ctx.chrome.embed {
            model
                .lab
                .show
                .kept
                .runs
                .edit()
                .recall(&Kept::Runs.read().unwrap_or_default());
        }
        model.lesson.edit().recall(&Kept::Lesson.read().unwrap_or_default());
        model.ctx.looks.edit().drawer = Kept::Drawer.read().as_deref() == Some("open") && !model.ctx.chrome.embed;
        if !dom::is_embedded(&query, &hash) {
            model.program.recall(&Kept::Program.read().unwrap_or_default());
        }
        let mut effects = effects;
        let (typed, looks) = early::done();
        for what in typed
            .map(|text| ProgramCommand::Text(TextCommand::Type(text)))
            .into_iter()
            .chain(looks.then_some(ProgramCommand::Check(CheckCommand::Look)))
        {
            let action = Action::Program(what);
            if held::leads_on_soon(&action) {
                later::ask();
            }
            effects.extend(model.update(action));
        }
        let outside = Platform {
            engine: None,
            files: Vec::new(),
            host: Host::listen(link.callback(|asked| Msg::Act(Action::HostRequest(asked)))),
            heard: heard(link, WorkerKind::Engine, WorkerEvent::Engine),
            told: heard(link, WorkerKind::Simulator, WorkerEvent::Simulator),
            simulator: None,
            checker: None,
            programs: None,
            lived: heard(link, WorkerKind::Programs, WorkerEvent::Programs),
            coming: None,
            lesson: None,
            found: heard(link, WorkerKind::Checker, WorkerEvent::Checker),
            address: AddressBar::new(&hash, send.clone()),
            send: send.clone(),
        };
        let theme = model.ctx.chrome.theme;
        let stage = RcCell::new(Stage::new(model.lab.show.recording.clone()).into());
        let live_stage = RcCell::new(Stage::new(model.program.live.recording.clone()).into());
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
                let goes_on =
                    !dom::wants_no_motion() && dom::found(".stage").is_some_and(|stage| dom::is_in_view(&stage));
                Action::Command(Command::Playback(if goes_on {
                    Playback::Beat(elapsed)
                } else {
                    Playback::Moment(None)
                }))
            }
            Msg::Resized => {
                self.tell_height();
                return false;
            }
            Msg::Files(files) if self.model.ctx.is_own() => {
                let send = self
                    .send
                    .reform(|(name, text)| Action::Program(ProgramCommand::Text(TextCommand::Opened(name, text))));
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
            Msg::Act(action) if !later::is_here() && (held::leads_on(&action) || held::follows(&action)) => {
                let link = ctx.link().clone();
                later::once_here(move || link.send_message(Msg::Act(action)));
                return false;
            }
            Msg::Act(action) => action,
        };
        if held::leads_on_soon(&action) {
            later::ask();
        }
        if let Action::Look(ViewChange::Drawer(open)) = &action {
            Kept::Drawer.keep(if *open { "open" } else { "shut" });
        }
        if let Action::Address { hash, .. } = &action {
            self.outside.address.taken(hash);
        }
        // What comes many times a second is shown once a frame; silence is not shown at all.
        let often = matches!(
            action,
            Action::Worker(WorkerEvent::Engine(
                EngineEvent::Progress(_) | EngineEvent::Point { .. }
            )) | Action::Worker(WorkerEvent::Programs(EngineEvent::Progress(_)))
                | Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Searching(_)))
                | Action::Worker(WorkerEvent::Checker(CheckerEvent::Progress { .. }))
        );
        let silent = matches!(
            action,
            Action::Worker(WorkerEvent::Engine(EngineEvent::Alive))
                | Action::Worker(WorkerEvent::Programs(EngineEvent::Alive))
                | Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive))
                | Action::Tick(_)
        );
        let beat = matches!(action, Action::Command(Command::Playback(Playback::Beat(_))));
        // What plays goes on with the ticks, and with the beats of a replay.
        let seen = |model: &Model| {
            (
                model.ctx.status.clone(),
                model.program.own.screen.showing.as_ref().map(|showing| showing.at),
                model.lab.told_moment(&model.ctx),
            )
        };
        let before = seen(&self.model);
        self.model.lab.show.kept.now_ms = js_sys::Date::now();
        let effects = self.model.update(action);
        let changed = !effects.is_empty() || seen(&self.model) != before;
        self.act_on(effects);
        self.settle(ctx);
        if beat {
            self.follow_playhead();
        }
        if often && self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Some(gloo_render::request_animation_frame(move |_| {
                link.send_message(Msg::Frame)
            }));
        }
        !often && (changed || !(silent || beat))
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (model, send) = (&self.model, &self.send);
        let chrome = &model.ctx.chrome;
        let class = classes!(
            chrome.embed.then_some("embed"),
            model.lab.setup.is_lockstep().then_some("lockstep"),
            (chrome.layout == Layout::Stack).then_some("stack"),
            chrome.present.then_some("present"),
            (!model.lab.setup.experiment.lab.sweeps).then_some("no-curve"),
            self.is_service().then_some("serves"),
            model.ctx.is_own().then_some("own"),
            Pane::ALL
                .iter()
                .filter(|pane| !chrome.panes.contains(pane))
                .map(|pane| format!("no-{}", pane.id()))
                .collect::<Vec<_>>(),
        );
        // In a small frame the controls come first.
        // The search through a program needs no threads, and says so of none.
        let engine = if model.ctx.is_own() {
            &Engine::Off
        } else {
            &model.lab.threads.pool.engine
        };
        // Lockstep that does not start matters to nobody on real threads.
        let simulator = if model.lab.setup.is_lockstep() {
            &model.lab.lockstep.simulator
        } else {
            &Simulator::Off
        };
        let banner = banner(
            engine,
            simulator,
            &model.ctx.complaints,
            (self.full(), model.asked_for().as_ref().map(words::captioned_whole)),
            send,
        );
        html! {
            <div id="page" {class}>
                if !chrome.embed {
                    {memo(Header { lab: model.lab.setup.experiment.lab.id, chrome: chrome.clone(), engine: model.lab.threads.pool.engine.clone(), lockstep: model.lab.setup.is_lockstep(), hardware: model.ctx.facts.hardware, send: send.clone() }, header)}
                }
                <main id="main" tabindex="-1">
                    if !chrome.embed { {banner.clone()} }
                    {draw(&ABOUT, self)}
                    if model.ctx.is_own() {
                        {own_page(&model.program.own, self.live(), &model.ctx.status, chrome.embed.then(|| self.full()), &self.files, send)}
                    } else if matches!(chrome.page, catalogue::Page::Fidelity | catalogue::Page::LessonEnd) {
                        {status_line(&self.told_of_page(), None)}
                    } else {
                        {draw(&LAB, self)}
                    }
                    if self.outside.host.is_some() && model.privacy().reads_readers_own() { {told_to_host(model.ctx.tells_host, send)} }
                    if chrome.embed { {banner} }
                </main>
                {draw(&DIALOG, self)}
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
    pub fn lab(&self) -> Html {
        let (model, send) = (&self.model, &self.send);
        let chrome = &model.ctx.chrome;
        let blocked = model.blocked().map(AttrValue::from);
        html! {
            <>
                if !matches!(chrome.page, catalogue::Page::Lesson(_)) {
                    {memo(Intro { lockstep: model.lab.setup.is_lockstep(), lab: model.lab.setup.experiment.lab.id, tried: model.lab.show.results.tried.clone(), blocked: blocked.clone(), send: send.clone() }, intro)}
                }
                {memo(Controls { lockstep: model.lab.setup.is_lockstep(), drawer: model.ctx.looks.drawer, keeps_order: model.lab.setup.keeps_order, undo: model.lab.setup.undo.is_some(), experiment: model.lab.setup.experiment.clone(), missing: model.ctx.facts.missing, text: model.lab.setup.text.clone(), state: model.state(), blocked, files: self.files.clone(), send: send.clone() }, controls)}
                {progress_bar(share(&model.lab.threads.activity, model), pace(&model.lab.threads.activity))}
                <div class="now">
                    <div class="happened">
                        {status_line(&model.ctx.status, chrome.embed.then(|| self.full()))}
                        if model.state() != "running" { {why_line(model.lab.show.shown.as_deref())} }
                    </div>
                    if model.lab.setup.is_lockstep() { {memo(Bar { stepping: model.lab.lockstep.stepping.clone(), send: send.clone() }, bar)} }
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
            live: model.program.live.clone(),
            sources: self.no_sources.clone(),
            python: model.program.own.found.python,
            stage: self.live_stage.clone(),
            looks: model.ctx.looks.clone(),
            dark: model.ctx.is_dark(),
            send: self.send.clone(),
        }
    }

    /// What stands above the lab.
    pub fn about(&self) -> Html {
        let chrome = self.model.ctx.chrome.clone();
        match chrome.page {
            catalogue::Page::Labs => {
                let answers = self.model.lab.show.kept.answers.clone();
                memo(Front { chrome, answers }, front)
            }
            catalogue::Page::Lesson(number) => {
                let seen = self.model.lab.show.shown.is_some() || self.model.lab.lockstep.search.found.is_some();
                let (tried, send) = (self.model.lab.show.results.tried.clone(), self.send.clone());
                let blocked = self.model.blocked().is_some();
                let by_hand = catalogue::lesson::stop(number).is_some_and(|stop| stop.steps.is_empty());
                let said = by_hand.then(|| self.model.ctx.status.clone());
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
                let (fidelity, send) = (self.model.lab.lockstep.fidelity.clone(), self.send.clone());
                memo(FidelityPane { fidelity, send }, fidelity_pane)
            }
            catalogue::Page::Program => match chrome.mend {
                None => html! {},
                Some(number) => {
                    let (lesson, own) = (self.model.lesson.clone(), self.model.program.own.clone());
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

    /// The dialog that is open.
    pub fn dialog(&self) -> Html {
        match self.model.ctx.looks.dialog {
            None => html! {},
            Some(Dialog::Help) => help_dialog(&self.send),
            Some(Dialog::Share) if self.model.ctx.is_own() => {
                let ctx = &self.model.ctx;
                share_own(
                    &dom::link(""),
                    &self.model.program.own,
                    &ctx.chrome,
                    &ctx.status,
                    &self.send,
                )
            }
            Some(Dialog::Share) => {
                let ctx = &self.model.ctx;
                share_dialog(
                    (&dom::link(""), self.model.lab.show.link_to_result()),
                    &self.model.lab.current(),
                    &ctx.chrome,
                    &ctx.status,
                    &self.send,
                )
            }
        }
    }

    /// Tells the page around this one how high the content is.
    fn tell_height(&mut self) {
        let height = dom::page().map_or(0, |page| page.get_bounding_client_rect().height().ceil() as u32);
        if self.model.ctx.chrome.embed && height != self.height {
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
        let kept = self.model.lab.lockstep.stepping.kept.as_ref();
        let is_of = |stage: &RcCell<Stage>| kept.is_some_and(|kept| stage.borrow().recording == kept.recording);
        if !self.kept_stage.as_ref().is_some_and(is_of) {
            self.kept_stage = kept.map(|kept| RcCell::new(Stage::new(kept.recording.clone()).into()));
        }
        let end = |recording: &RcCell<Recording>| recording.borrow().timeline.end;
        let least = kept.map_or(0, |kept| end(&kept.recording).max(end(&self.model.lab.show.recording)));
        for stage in self.kept_stage.iter().chain([&self.stage]) {
            stage.borrow_mut().least = least;
        }
    }

    /// Brings what is outside the components in line with the model.
    fn settle(&mut self, ctx: &Context<Self>) {
        if let Some(root) = dom::root() {
            // These names are always allowed.
            let _ = root.dataset().set("threadbare", self.model.state());
            let _ = root
                .dataset()
                .set("engine", self.model.lab.setup.experiment.engine.id());
            let _ = root.dataset().set("page", self.model.ctx.chrome.page.id());
            match self.model.asked_address() {
                Some(asked) => drop(root.dataset().set("asked", &asked)),
                None => root.dataset().delete("asked"),
            }
        }
        self.settle_kept();
        let experiment = &self.model.lab.setup.experiment;
        dom::write_title(&self.model.ctx.chrome.page.title(experiment.lab.name));
        if self.model.ctx.is_own() {
            return self.settle_always(ctx);
        }
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
        let lab = self.model.lab.setup.experiment.lab.id;
        self._coming = Fetched::listings(lab, anew, ctx.link().callback(Msg::Listed)).ok();
    }

    fn settle_always(&mut self, ctx: &Context<Self>) {
        if self.theme != self.model.ctx.chrome.theme {
            self.theme = self.model.ctx.chrome.theme;
            // What the page around it asks for is no wish of its reader.
            dom::write_theme(self.theme, !self.model.ctx.chrome.embed);
        }
        let plays = self.model.lab.show.replay.is_some_and(|replay| replay.playing);
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
        let sources = listing.and_then(|listing| sources(listing, &self.model.lab.setup.experiment));
        if *self.sources != sources {
            self.sources = PtrEq::new(sources);
        }
        self.sources.is_some()
    }
}

/// What is heard of a Worker.
fn heard<T: 'static>(link: &Scope<Page>, kind: WorkerKind, says: fn(T) -> WorkerEvent) -> Callback<WorkerMessage<T>> {
    link.callback(move |heard| {
        Msg::Act(Action::Worker(match heard {
            WorkerMessage::Message(news) => says(news),
            WorkerMessage::Arrives(words) => WorkerEvent::Arrives(kind, words),
            WorkerMessage::Broke(message) => WorkerEvent::Crashed(kind, message),
        }))
    })
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
        Activity::Sweeping { .. } => {
            Some((model.lab.show.sweep.runs() as f64 / model.lab.show.sweep.planned.max(1) as f64).min(1.0))
        }
        Activity::Idle | Activity::Deadlocked { .. } => None,
    }
}
