//! The checker, which is started when it is first asked something, and what it was asked.

use crate::model::{Awaited, Context, Effect, Watchdog, privacy::WITHDRAWN};
use protocol::{Reply, check::CheckerCommand};

/// How long the checker may take to end a search: longer, and it is replaced.
const ENDS: Awaited = Awaited::Home;

/// The life of the checker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Checker {
    /// Nobody needed it yet.
    #[default]
    Off,
    /// On its way.
    Starting,
    /// It can be asked.
    Ready,
}

/// The checker, and what it was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckerState {
    /// The life of the checker.
    pub life: Checker,
    pub(in crate::model) watch: Watchdog,
    /// The number of the search that goes on.
    pub(super) looking: Option<u32>,
    /// Whether the page around this one waits for what comes of it.
    pub(in crate::model) host_waits: bool,
    asked: Vec<CheckerCommand>,
    next: u32,
}

impl CheckerState {
    /// Whether a search is under way.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// Whether this is the search that goes on.
    pub fn looks(&self, id: u32) -> bool {
        self.looking == Some(id)
    }

    /// Asks, as soon as somebody listens.
    pub(super) fn ask(&mut self, ask: CheckerCommand, ctx: &mut Context) {
        match self.life {
            Checker::Ready => ctx.push(Effect::CheckerCommand(ask)),
            Checker::Starting => self.asked.push(ask),
            Checker::Off => {
                self.asked.push(ask);
                self.launch(ctx);
            }
        }
    }

    /// Starts the checker, if nobody did.
    pub fn prepare(&mut self, ctx: &mut Context) {
        if self.life == Checker::Off {
            self.launch(ctx);
        }
    }

    fn launch(&mut self, ctx: &mut Context) {
        self.life = Checker::Starting;
        self.watch.expect(Some(Awaited::Start));
        ctx.push(Effect::LaunchChecker);
    }

    /// It listens.
    pub fn ready(&mut self, ctx: &mut Context) {
        self.life = Checker::Ready;
        self.watch.expect(None);
        ctx.effects.extend(self.asked.drain(..).map(Effect::CheckerCommand));
    }

    /// Takes back a search that nobody was asked for yet; `false` when somebody was.
    pub(super) fn take_back(&mut self) -> bool {
        let waits = self.life != Checker::Ready;
        if waits {
            self.asked.retain(|ask| !matches!(ask, CheckerCommand::Check { .. }));
            self.looking = None;
        }
        waits
    }

    /// Ends the search.
    pub(super) fn stop(&mut self, ctx: &mut Context) {
        self.ask(CheckerCommand::Stop, ctx);
        self.watch.expect(Some(ENDS));
    }

    /// Another text comes, or the text is edited: what was asked about the one there is is not answered.
    pub fn stop_for_new_text(&mut self, ctx: &mut Context) {
        self.withdraw(ctx);
        if self.looking.take().is_some() {
            self.stop(ctx);
        }
    }

    /// The search is over.
    pub(super) fn done(&mut self) {
        self.looking = None;
        self.watch.expect(None);
    }

    /// It is gone; whether it was starting, and whether it was searching.
    pub(super) fn end(&mut self) -> (bool, bool) {
        let starting = self.life == Checker::Starting;
        self.asked.clear();
        self.watch.expect(None);
        self.life = Checker::Off;
        (starting, self.looking.take().is_some())
    }

    /// Another one takes its place, and what it searched is not searched any more.
    pub(super) fn start_anew(&mut self, ctx: &mut Context) {
        self.looking = None;
        self.launch(ctx);
    }

    /// The page around this one has its answer, if it waits for one.
    pub(super) fn answer(&mut self, answer: Result<String, String>, ctx: &mut Context) {
        if std::mem::take(&mut self.host_waits) {
            ctx.tell(answer.map_or_else(Reply::Error, Reply::Check));
        }
    }

    /// What was asked about a program is not answered once another text stands here, or none.
    pub fn withdraw(&mut self, ctx: &mut Context) {
        self.answer(Err(WITHDRAWN.into()), ctx);
    }

    pub(super) fn take_id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }
}
