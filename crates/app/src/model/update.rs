//! The reducer: what happened, to what has changed.

use super::{Action, Effect, Language, Look, Model, Rich, Same, Side};
use catalogue::Theme;

impl Model {
    /// Takes in what happened; returns what is to be done in the world outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (address, shown, sweep) = (self.address(), self.shown.clone(), self.sweep.clone());
        match action {
            Action::Address { query, hash } => self.readdress(&query, &hash, &mut effects),
            Action::Set(settings) => self.set(&settings, &mut effects),
            Action::Press(press) => self.press(press, &mut effects),
            Action::Heard(news) => self.heard(news, &mut effects),
            Action::SimulatorEvent(told) => self.told(told, &mut effects),
            Action::Died(Side::Engine, message) => self.died(&message, &mut effects),
            Action::Died(Side::Simulator, message) => self.simulator_died(&message, &mut effects),
            Action::Died(Side::Checker, message) => self.checker_died(&message, &mut effects),
            Action::Died(Side::Programs, message) => self.live_died(&message, &mut effects),
            Action::Real(what) => self.act_on_live(what, &mut effects),
            Action::Live(news) => self.heard_live(news, &mut effects),
            Action::Own(what) => self.act_on_own(what, &mut effects),
            Action::CheckerEvent(found) => self.found(found, &mut effects),
            Action::Tick(elapsed_ms) => self.ticked(elapsed_ms, &mut effects),
            Action::Asked(asked) => self.asked(asked, &mut effects),
            Action::Chose(files) => self.chose(files, &mut effects),
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
        effects
    }

    fn ticked(&mut self, elapsed_ms: f64, effects: &mut Vec<Effect>) {
        self.tick(elapsed_ms, effects);
        self.tick_simulator(elapsed_ms, effects);
        self.tick_own(elapsed_ms, effects);
        self.tick_live(elapsed_ms, effects);
    }

    fn look(&mut self, look: Look) {
        let looks = self.looks.edit();
        let said = match look {
            Look::Listing(language) => {
                looks.language = language;
                match language {
                    Language::Python => "The program as a learner writes it, in Python.",
                    Language::Rust => "The program that runs, in Rust.",
                }
            }
            Look::LanesTable(table) => {
                looks.lanes_table = table;
                if table {
                    "The timeline as a table."
                } else {
                    "The timeline as a picture."
                }
            }
            Look::PlotTable(table) => {
                looks.plot_table = table;
                if table {
                    "Throughput as a table."
                } else {
                    "Throughput as a picture."
                }
            }
            Look::SearchTable(table) => {
                looks.search_table = table;
                if table {
                    "Outcomes as a table."
                } else {
                    "Outcomes as a picture."
                }
            }
            Look::Theme(theme) => {
                self.chrome.theme = theme;
                match theme {
                    Theme::Auto => "Light or dark, as the system says.",
                    Theme::Light => "Light.",
                    Theme::Dark => "Dark.",
                }
            }
            Look::Letters(on) => match on {
                true => "Letters are keys again, wherever nothing is typed.",
                false => "Letters are no keys any more. “Keys and words” switches them on again.",
            },
            Look::Dismiss => {
                self.complaints = Same::default();
                "The usual values are used."
            }
            Look::Dialog(dialog) => return looks.dialog = dialog,
            Look::Point(pointed) => return looks.pointed = pointed,
            Look::Dark(dark) => return looks.system_dark = dark,
            Look::Below(below) => return looks.below = Some(below),
            Look::Drawer(open) => return looks.drawer = open,
            Look::Moment(_) | Look::Play | Look::Beat(_) => return self.look_back(look),
        };
        self.say(Rich::of(said));
    }
}
