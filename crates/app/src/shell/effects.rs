//! Carries out what the model wants done.

use super::{address::AddressBar, clipboard, dom, host::Host};
use crate::engine_link::{EngineLink, Heard};
use crate::model::{Action, Effect, Rich, Side};
use crate::parts::Send;
use crate::simulator_link::{self, SimulatorLink};
use protocol::{Job, Order};
use web_sys::File;
use yew::Callback;

/// What the page holds of the world outside.
pub struct Outside {
    /// The engine, while there is one.
    pub engine: Option<EngineLink>,
    /// The simulator, while there is one.
    pub simulator: Option<SimulatorLink>,
    /// Where the address is written.
    pub address: AddressBar,
    /// The user's own text.
    pub files: Vec<File>,
    /// The page around this one.
    pub host: Option<Host>,
    /// Where the engine is heard.
    pub heard: Callback<Heard>,
    /// Where the simulator is heard.
    pub told: Callback<simulator_link::Heard>,
    /// Where actions go.
    pub send: Send,
}

impl Outside {
    /// Does one thing; a failure comes back as an action.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Launch(threads) => self.launch(threads),
            Effect::Send(job) => self.job(&job),
            Effect::LaunchSimulator => self.launch_simulator(),
            Effect::Order(order) => self.order(&order),
            Effect::SendFiles => self.job(&Job::Text),
            Effect::Address(hash) => self.address.write(hash),
            Effect::Copy(text, "link") if text.starts_with('#') => {
                clipboard::copy(&dom::link(&text), "link", &self.send)
            }
            Effect::Copy(text, what) => clipboard::copy(&text, what, &self.send),
            Effect::Tell(reply) => {
                if let Some(host) = &self.host {
                    host.tell(&reply);
                }
            }
            Effect::KeepAnswers(lines) => dom::keep_answers(&lines),
            Effect::Save(name, kind, text) => {
                if dom::save(name, kind, &text).is_err() {
                    self.send
                        .emit(Action::Said(Rich::of("The browser does not let this page save files.")));
                }
            }
        }
    }

    fn launch(&mut self, threads: u16) {
        // The old one goes first: two pools would fight for the same cores.
        self.engine = None;
        match EngineLink::start(threads, self.heard.clone()) {
            Ok(engine) => self.engine = Some(engine),
            Err(message) => self.send.emit(Action::Died(Side::Engine, message)),
        }
    }

    fn job(&self, job: &Job) {
        let files: &[File] = if *job == Job::Text { &self.files } else { &[] };
        let sent = self
            .engine
            .as_ref()
            .map_or(Err("there is no engine.".to_string()), |engine| engine.send(job, files));
        if let Err(message) = sent {
            self.send.emit(Action::Died(Side::Engine, message));
        }
    }

    fn launch_simulator(&mut self) {
        self.simulator = None;
        match SimulatorLink::start(self.told.clone()) {
            Ok(simulator) => self.simulator = Some(simulator),
            Err(message) => self.send.emit(Action::Died(Side::Simulator, message)),
        }
    }

    fn order(&self, order: &Order) {
        let files: &[File] = if *order == Order::Text { &self.files } else { &[] };
        let sent = match &self.simulator {
            Some(simulator) => simulator.send(order, files),
            None => Err("there is no simulator.".to_string()),
        };
        if let Err(message) = sent {
            self.send.emit(Action::Died(Side::Simulator, message));
        }
    }
}
