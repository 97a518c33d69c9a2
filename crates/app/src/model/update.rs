//! The reducer: what happened, to what has changed.

use super::{Action, Effect, Language, Model, PtrEq, RichText, ViewChange, WorkerKind};
use catalogue::Theme;

impl Model {
    /// Takes in what happened; returns what is to be done in the world outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (address, shown, sweep) = (self.address(), self.shown.clone(), self.sweep.clone());
        match action {
            Action::Address { query, hash } => self.readdress(&query, &hash, &mut effects),
            Action::Set(settings) => self.set(&settings, &mut effects),
            Action::Command(press) => self.press(press, &mut effects),
            Action::EngineEvent(news) => self.heard(news, &mut effects),
            Action::SimulatorEvent(told) => self.told(told, &mut effects),
            Action::Arrives(kind, words) => self.arrives(kind, &words),
            Action::WorkerCrashed(WorkerKind::Engine, message) => self.died(&message, &mut effects),
            Action::WorkerCrashed(WorkerKind::Simulator, message) => self.simulator_died(&message, &mut effects),
            Action::WorkerCrashed(WorkerKind::Checker, message) => self.checker_died(&message, &mut effects),
            Action::WorkerCrashed(WorkerKind::Programs, message) => self.live_died(&message, &mut effects),
            Action::Real(what) => self.act_on_live(what, &mut effects),
            Action::Live(news) => self.heard_live(news, &mut effects),
            Action::Program(what) => self.act_on_own(what, &mut effects),
            Action::CheckerEvent(found) => self.found(found, &mut effects),
            Action::Tick(elapsed_ms) => self.ticked(elapsed_ms, &mut effects),
            Action::HostRequest(asked) => self.asked(asked, &mut effects),
            Action::FilesChosen(files) => self.chose(files, &mut effects),
            Action::Look(look) => self.look(look),
            Action::Learn(what) => self.learn(what, &mut effects),
            Action::Notice(said) => self.say(said),
        }
        self.keep_answer(shown, &mut effects);
        self.attend(&mut effects);
        self.pay(&sweep, &mut effects);
        if self.address() != address {
            effects.push(Effect::Address(self.address()));
        }
        self.withhold(&mut effects);
        effects
    }

    /// While bytes come, however slowly, nothing is late.
    fn arrives(&mut self, kind: WorkerKind, words: &str) {
        let (what, watch) = match kind {
            WorkerKind::Engine => ("the threads", &mut self.watch),
            WorkerKind::Simulator => ("lockstep", &mut self.stepping_watch),
            WorkerKind::Checker => ("what searches", &mut self.own.edit().watch),
            WorkerKind::Programs => ("the threads", &mut self.live.edit().watch),
        };
        watch.arrives();
        if !words.is_empty() {
            self.mention(&format!("Fetching {what}: {words}"));
        }
    }

    fn ticked(&mut self, elapsed_ms: f64, effects: &mut Vec<Effect>) {
        self.tick(elapsed_ms, effects);
        self.tick_simulator(elapsed_ms, effects);
        self.tick_own(elapsed_ms, effects);
        self.tick_live(elapsed_ms, effects);
    }

    fn look(&mut self, look: ViewChange) {
        let looks = self.looks.edit();
        let said = match look {
            ViewChange::Listing(language) => {
                looks.language = language;
                match language {
                    Language::Python => "The program as a learner writes it, in Python.",
                    Language::Rust => "The program that runs, in Rust.",
                }
            }
            ViewChange::LanesTable(table) => {
                looks.lanes_table = table;
                if table {
                    "The timeline as a table."
                } else {
                    "The timeline as a picture."
                }
            }
            ViewChange::PlotTable(table) => {
                looks.plot_table = table;
                if table {
                    "Throughput as a table."
                } else {
                    "Throughput as a picture."
                }
            }
            ViewChange::SearchTable(table) => {
                looks.search_table = table;
                if table {
                    "Outcomes as a table."
                } else {
                    "Outcomes as a picture."
                }
            }
            ViewChange::Theme(theme) => {
                self.chrome.theme = theme;
                match theme {
                    Theme::Auto => "Light or dark, as the system says.",
                    Theme::Light => "Light.",
                    Theme::Dark => "Dark.",
                }
            }
            ViewChange::Letters(on) => match on {
                true => "Letters are keys again, wherever nothing is typed.",
                false => "Letters are no keys any more. “Keys and words” switches them on again.",
            },
            ViewChange::Dismiss => {
                self.complaints = PtrEq::default();
                "The usual values are used."
            }
            ViewChange::Dialog(dialog) => return looks.dialog = dialog,
            ViewChange::Point(pointed) => return looks.pointed = pointed,
            ViewChange::Dark(dark) => return looks.system_dark = dark,
            ViewChange::Below(below) => return looks.below = Some(below),
            ViewChange::Drawer(open) => return looks.drawer = open,
            ViewChange::Moment(_) | ViewChange::Play | ViewChange::Beat(_) => return self.look_back(look),
        };
        self.say(RichText::of(said));
    }
}
