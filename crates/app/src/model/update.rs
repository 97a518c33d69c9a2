//! The reducer: what happened, to what has changed.

use super::{Action, Effect, Language, Model, PtrEq, RichText, ViewChange, WorkerKind};
use catalogue::Theme;

impl Model {
    /// Takes in what happened; returns what is to be done in the world outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let (address, shown, sweep) = (self.address(), self.shown.clone(), self.sweep.clone());
        match action {
            Action::Address { query, hash } => self.readdress(&query, &hash),
            Action::Set(settings) => self.set(&settings),
            Action::Command(press) => self.press(press),
            Action::EngineEvent(news) => self.heard(news),
            Action::SimulatorEvent(told) => self.told(told),
            Action::Arrives(kind, words) => self.arrives(kind, &words),
            Action::WorkerCrashed(WorkerKind::Engine, message) => self.died(&message),
            Action::WorkerCrashed(WorkerKind::Simulator, message) => self.simulator_died(&message),
            Action::WorkerCrashed(WorkerKind::Checker, message) => {
                self.program.own.edit().died(&message, &mut self.ctx)
            }
            Action::WorkerCrashed(WorkerKind::Programs, message) => {
                self.program.live.edit().died(&message, &mut self.ctx)
            }
            Action::Live(news) => self.program.live.edit().heard(news, &mut self.ctx),
            Action::Program(what) => self.act_on_program(what),
            Action::CheckerEvent(found) => self.program.heard(found, &mut self.ctx),
            Action::Tick(elapsed_ms) => self.ticked(elapsed_ms),
            Action::HostRequest(asked) => self.asked(asked),
            Action::FilesChosen(files) => self.chose(files),
            Action::Look(look) => self.look(look),
            Action::Learn(what) => self.learn(what),
            Action::Notice(said) => self.ctx.say(said),
        }
        self.keep_answer(shown);
        self.attend();
        self.pay(&sweep);
        if self.address() != address {
            self.ctx.push(Effect::Address(self.address()));
        }
        let mut effects = std::mem::take(&mut self.ctx.effects);
        self.withhold(&mut effects);
        effects
    }

    /// While bytes come, however slowly, nothing is late.
    fn arrives(&mut self, kind: WorkerKind, words: &str) {
        let (what, watch) = match kind {
            WorkerKind::Engine => ("the threads", &mut self.watch),
            WorkerKind::Simulator => ("lockstep", &mut self.stepping_watch),
            WorkerKind::Checker => ("what searches", &mut self.program.own.edit().checker.watch),
            WorkerKind::Programs => ("the threads", &mut self.program.live.edit().pool.watch),
        };
        watch.arrives();
        if !words.is_empty() {
            self.ctx.mention(&format!("Fetching {what}: {words}"));
        }
    }

    fn ticked(&mut self, elapsed_ms: f64) {
        self.tick(elapsed_ms);
        self.tick_simulator(elapsed_ms);
        self.program.tick(elapsed_ms, &mut self.ctx);
    }

    fn look(&mut self, look: ViewChange) {
        let looks = self.ctx.looks.edit();
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
                self.ctx.chrome.theme = theme;
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
                self.ctx.complaints = PtrEq::default();
                "The usual values are used."
            }
            ViewChange::Dialog(dialog) => return looks.dialog = dialog,
            ViewChange::Point(pointed) => return looks.pointed = pointed,
            ViewChange::Dark(dark) => return looks.system_dark = dark,
            ViewChange::Below(below) => return looks.below = Some(below),
            ViewChange::Drawer(open) => return looks.drawer = open,
            ViewChange::Moment(_) | ViewChange::Play | ViewChange::Beat(_) => return self.look_back(look),
        };
        self.ctx.say(RichText::of(said));
    }
}
