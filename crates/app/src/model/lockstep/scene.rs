//! What the simulator tells: a moment to show, and what it means.

use super::{Lockstep, Simulator};
use crate::model::{Asked, Context, PtrEq, RichText, Setup, Show, settings_of};
use crate::words;
use protocol::{Navigation, Reply, SimulatorEvent, SnapshotUpdate, TextStatus};
use trace::Snapshot;

impl Lockstep {
    /// The simulator said something; gives back what it says of the reader's own text.
    pub fn told(
        &mut self,
        told: SimulatorEvent,
        (setup, lacks_threads): (&mut Setup, bool),
        show: &mut Show,
        ctx: &mut Context,
    ) -> Option<TextStatus> {
        self.watch.heard();
        if self.search.is_about(&told) {
            self.search.edit().told(&told, setup, ctx);
            self.begin_search(setup, ctx);
            return None;
        }
        if show.sweep.is_about(&told) {
            show.sweep.edit().foretold(&told, ctx);
            return None;
        }
        match told {
            SimulatorEvent::Checked(checked) if self.fidelity.live == Some(checked.id) => {
                self.fidelity.edit().told(checked, ctx);
            }
            SimulatorEvent::Alive if matches!(self.simulator, Simulator::Starting { .. }) => {
                self.ready(setup, show, ctx)
            }
            SimulatorEvent::Snapshot(scene) if scene.id == self.stepping.orders.id && setup.is_lockstep() => {
                self.scene(*scene, (setup, lacks_threads), show, ctx);
            }
            SimulatorEvent::Refused { id, message } if id == self.stepping.orders.id && setup.is_lockstep() => {
                self.not_opened(message, setup, show, ctx);
            }
            SimulatorEvent::Text(news) if setup.is_lockstep() => return Some(news),
            // What an earlier order still had to say.
            _ => {}
        }
        None
    }

    /// It was not opened.
    fn not_opened(&mut self, message: String, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        self.watch.expect(None);
        self.stepping.edit().refuse(message.clone());
        setup.wanted = None;
        show.shown = None;
        show.blank_lanes();
        ctx.say(RichText::default().bad("Not here").say(format!(": {message}")));
        ctx.greet();
        ctx.tell(Reply::Error(message));
    }

    fn scene(
        &mut self,
        scene: SnapshotUpdate,
        (setup, lacks_threads): (&mut Setup, bool),
        show: &mut Show,
        ctx: &mut Context,
    ) {
        let SnapshotUpdate {
            moment,
            keep,
            events,
            moves,
            names,
            graph,
            report,
            so_far,
            complaint,
            ..
        } = scene;
        {
            let mut recording = show.recording.borrow_mut();
            recording.follow(keep, events, &moves, names, &moment);
            recording.tell(so_far.as_deref());
        }
        let moment = PtrEq::new(moment);
        let (asked, before) = self.stepping.edit().show(moment.clone(), graph);
        if self.stepping.orders.is_settled() {
            self.watch.expect(None);
        }
        let moved = before.as_deref() != Some(&*moment);
        if moved {
            show.conclude(report.as_deref(), setup, ctx);
        }
        let stepping = self.stepping.edit();
        stepping.outcome = outcome(show, &moment);
        let told = tell(asked, before.as_deref(), &moment, (show, lacks_threads));
        ctx.say(match complaint {
            Some(complaint) if moved => told.say(format!(" {complaint}")),
            Some(complaint) => RichText::of(complaint),
            None => told,
        });
        // What is over plays no more.
        stepping.playing &= !stepping.is_over();
        ctx.greet();
        if asked == Some(Asked::Open) {
            self.begin_stepping(setup, show, ctx);
        }
        // The page around this one is told what came of its wish.
        if self.stepping.orders.host_waits && self.stepping.orders.is_settled() {
            self.stepping.edit().orders.host_waits = false;
            ctx.tell(Reply::State(settings_of(&self.current(setup), &ctx.chrome)));
        }
        self.stepping.edit().go_on_seeking(&mut self.watch, ctx);
    }

    /// What was wanted while it was opened, or what the address wants done at once.
    fn begin_stepping(&mut self, setup: &mut Setup, show: &Show, ctx: &mut Context) {
        let autorun = ctx.take_autorun();
        let untouched = self.stepping.moment.as_ref().is_some_and(|moment| moment.known == 0);
        if setup.wanted.take().is_some() || (autorun && untouched) {
            self.run_fair(setup, ctx);
        }
        for step in std::mem::take(&mut self.stepping.edit().orders.early) {
            self.press(step, setup, show, ctx);
        }
    }
}

fn tell(
    asked: Option<Asked>,
    before: Option<&Snapshot>,
    moment: &Snapshot,
    (show, lacks_threads): (&Show, bool),
) -> RichText {
    let summary = show.shown.as_ref().map(|shown| &shown.summary.told);
    match asked {
        Some(Asked::Open) => words::opened(moment, lacks_threads),
        Some(Asked::Go(Navigation::Back | Navigation::Seek(_))) => words::looked_at(moment, summary),
        _ => words::stepped(before, moment, summary),
    }
}

/// What came of the run on show, in a few words.
fn outcome(show: &Show, moment: &Snapshot) -> String {
    match &show.shown {
        Some(shown) => shown.summary.short.clone(),
        None => words::under_way(moment),
    }
}
