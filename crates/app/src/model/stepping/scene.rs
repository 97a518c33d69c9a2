//! What the simulator tells: a moment to show, and what it means.

use super::{Asked, Simulator};
use crate::model::{Effect, Model, PtrEq, RichText, Shown};
use crate::words;
use protocol::{Navigation, Reply, SimulatorEvent, SnapshotUpdate};
use trace::{Report, Snapshot, WaitGraph};

impl Model {
    /// The simulator said something.
    pub(in crate::model) fn told(&mut self, told: SimulatorEvent) {
        self.stepping_watch.heard();
        if self.search_told(&told) || self.check_told(&told) || self.foretold(&told) {
            return;
        }
        match told {
            SimulatorEvent::Alive if matches!(self.simulator, Simulator::Starting { .. }) => self.simulator_ready(),
            SimulatorEvent::Snapshot(scene) if scene.id == self.stepping.id && self.is_lockstep() => self.scene(*scene),
            SimulatorEvent::Refused { id, message } if id == self.stepping.id && self.is_lockstep() => {
                self.not_opened(&message);
            }
            SimulatorEvent::Text(news) if self.is_lockstep() => self.text_heard(news),
            // What an earlier order still had to say.
            _ => {}
        }
    }

    fn scene(&mut self, scene: SnapshotUpdate) {
        let before = self.stepping.moment.clone().filter(|_| self.is_shown());
        let asked = self.stepping.edit().asked.pop_front();
        if self.stepping.asked.is_empty() {
            self.stepping_watch.expect(None);
        }
        let SnapshotUpdate {
            moment,
            keep,
            events,
            names,
            graph,
            report,
            so_far,
            complaint,
            ..
        } = scene;
        {
            let mut recording = self.recording.borrow_mut();
            recording.follow(keep, events, names, &moment);
            recording.tell(so_far.as_deref());
        }
        let moved = before.as_deref() != Some(&moment);
        let moment = PtrEq::new(moment);
        let stepping = self.stepping.edit();
        stepping.earlier = before.clone().filter(|before| before.at + 1 == moment.at);
        (stepping.moment, stepping.graph) = (Some(moment.clone()), PtrEq::new(graph));
        if moved {
            self.conclude(report.as_deref());
        }
        self.stepping.edit().outcome = self.outcome();
        let told = self.tell_scene(asked, before.as_deref(), &moment);
        self.ctx.say(match complaint {
            Some(complaint) if moved => told.say(format!(" {complaint}")),
            Some(complaint) => RichText::of(complaint),
            None => told,
        });
        self.rest();
        self.ctx.greet();
        self.answer();
        self.go_on_seeking();
        if asked == Some(Asked::Open) {
            self.begin_stepping();
        }
    }

    /// What was wanted while it was opened, or what the address wants done at once.
    fn begin_stepping(&mut self) {
        let autorun = self.ctx.take_autorun();
        let untouched = self.stepping.moment.as_ref().is_some_and(|moment| moment.known == 0);
        if self.wanted.take().is_some() || (autorun && untouched) {
            self.run_fair();
        }
    }

    /// Shows what came of the run when it is over, and takes it away when it is not.
    fn conclude(&mut self, report: Option<&str>) {
        let read = report.and_then(|report| Some((report, Report::read(report)?)));
        self.shown = read.map(|(json, report)| {
            let summary = words::summarize(&report, &self.reports);
            self.ctx.push(Effect::Tell(Reply::Report(json.to_string())));
            PtrEq::new(Shown {
                summary,
                caption: words::caption(&self.experiment),
                graph: None,
                replay: None,
                report,
            })
        });
        if let Some(shown) = self.shown.clone() {
            self.remember(shown.report.clone(), &shown.summary.short);
        }
    }

    fn tell_scene(&self, asked: Option<Asked>, before: Option<&Snapshot>, moment: &Snapshot) -> RichText {
        let summary = self.shown.as_ref().map(|shown| &shown.summary.told);
        match asked {
            Some(Asked::Open) => words::opened(moment, self.lacks_threads()),
            Some(Asked::Go(Navigation::Back | Navigation::Seek(_))) => words::looked_at(moment, summary),
            _ => words::stepped(before, moment, summary),
        }
    }

    /// What came of the run on show, in a few words.
    fn outcome(&self) -> String {
        match (&self.shown, &self.stepping.moment) {
            (Some(shown), _) => shown.summary.short.clone(),
            (None, Some(moment)) => words::under_way(moment),
            (None, None) => String::new(),
        }
    }

    /// Who moved last in lockstep.
    pub fn last_mover(&self) -> Option<u16> {
        let moment = self.stepping.moment.as_ref().filter(|_| self.is_lockstep())?;
        moment.last.as_ref().map(|last| last.thread)
    }

    /// Who waits for whom in lockstep, and after which step.
    pub fn stepped(&self) -> Option<(PtrEq<WaitGraph>, u64)> {
        let moment = self.stepping.moment.as_ref().filter(|_| self.is_lockstep())?;
        Some((self.stepping.graph.clone(), moment.at))
    }

    /// The page around this one is told what came of its wish.
    fn answer(&mut self) {
        if self.stepping.host_waits && self.stepping.asked.is_empty() {
            self.stepping.edit().host_waits = false;
            self.ctx.push(Effect::Tell(Reply::State(self.settings())));
        }
    }
}
