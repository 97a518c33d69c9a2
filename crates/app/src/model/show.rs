//! What is on show: a run and what came of it, a sweep, and what is kept of others.

use super::{
    Context, Kept, KeptRun, Playback, PtrEq, RcCell, Recording, Replay, Results, RichText, Running, Setup, Shown,
    Sweep, Tour,
    runs::{RESULT, result_of},
};
use crate::words;
use catalogue::{Experiment, ValidationError};
use trace::{Report, WaitGraph};

/// What is on show.
#[derive(Clone, Debug, Default)]
pub struct Show {
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// What came of it.
    pub shown: Option<PtrEq<Shown>>,
    /// The same, played again.
    pub replay: Option<Replay>,
    /// Throughput.
    pub sweep: PtrEq<Sweep>,
    /// What came of other runs.
    pub results: Results,
    /// What stays for the next visit.
    pub kept: Kept,
    /// Counts the times that everything was taken off the page: what is late says by it where it belongs.
    pub visit: u32,
}

impl Show {
    /// Takes everything off the page that an earlier run left there.
    pub fn clear(&mut self, ctx: &mut Context) {
        self.visit += 1;
        self.shown = None;
        self.sweep = PtrEq::new(Sweep::default());
        ctx.looks.edit().pointed = None;
        self.replay = None;
        self.blank_lanes();
    }

    /// The lanes begin anew.
    pub fn blank_lanes(&mut self) {
        let none = Recording::none(&self.recording.borrow());
        *self.recording.borrow_mut() = none;
    }

    /// A run begins.
    pub fn begin(&mut self, ctx: &mut Context) {
        let fresh = Recording::begin(&self.recording.borrow());
        *self.recording.borrow_mut() = fresh;
        ctx.looks.edit().pointed = None;
        self.replay = None;
    }

    /// A sweep that goes on is over.
    pub fn end_sweep(&mut self) {
        if self.sweep.live {
            self.sweep.edit().end(&[]);
        }
    }

    /// Whether what runs was begun on the page on show.
    pub fn is_here(&self, running: &Running) -> bool {
        running.visit == self.visit
    }

    /// The moment of a run on real threads that everything shows: what is pointed at, or where a replay is; `None` for its end.
    pub fn playhead(&self, ctx: &Context) -> Option<u64> {
        let replayed = self.replay.filter(|replay| replay.at < replay.until);
        let pointed = ctx.looks.pointed.map(|pointed| pointed.moment);
        pointed.or(replayed.map(|replay| replay.at))
    }

    /// The moment that values, locks and lines are of: the playhead, or in a replay one shortly before it, so that they can be read.
    pub fn told_moment(&self, ctx: &Context) -> Option<u64> {
        let replay = self
            .replay
            .filter(|replay| replay.playing && ctx.looks.pointed.is_none());
        match replay {
            Some(replay) => Some(replay.told(&self.recording.borrow())),
            None => self.playhead(ctx),
        }
    }

    /// The run on show in lockstep, if its order was recorded.
    pub fn recorded(&self) -> Option<Experiment> {
        self.shown.as_ref()?.replay.clone()
    }

    /// The run on show is played again.
    pub fn play_back(&mut self, what: Playback) {
        if let Some(replay) = &mut self.replay {
            replay.play(what, &self.recording.borrow());
        }
    }

    /// Puts a report on the page, unless the page shows something else by now; one that is alone is played again.
    pub fn present(
        &mut self,
        (report, graph): (Report, Option<WaitGraph>),
        (running, alone): (&Running, bool),
        setup: &Setup,
        ctx: &mut Context,
    ) {
        let experiment = &running.experiment;
        if self.is_here(running) {
            let summary = words::summarize(&report, self.results.reports());
            ctx.say(summary.told.clone());
            let stuck = graph.is_some();
            let (caption, short) = (words::caption(experiment), summary.short.clone());
            self.shown = Some(PtrEq::new(Shown {
                report: report.clone(),
                summary,
                caption,
                graph,
                replay: replay(experiment, &report),
            }));
            self.results.note(experiment, &report, &short, Tour::of(ctx, setup));
            let again = Replay::of(&self.recording.borrow(), stuck);
            self.replay = again.filter(|_| alone && !setup.is_lockstep());
        }
        self.results.keep(report);
    }

    /// Shows what came of a run in lockstep when it is over, and takes it away when it is not.
    pub fn conclude(&mut self, report: Option<&str>, setup: &Setup, ctx: &mut Context) {
        let read = report.and_then(|report| Some((report, Report::read(report)?)));
        let Some((json, report)) = read else {
            self.shown = None;
            return;
        };
        ctx.tell(protocol::Reply::Report(json.to_string()));
        let summary = words::summarize(&report, self.results.reports());
        let tour = Tour::of(ctx, setup);
        self.results.note(&setup.experiment, &report, &summary.short, tour);
        self.results.keep(report.clone());
        self.shown = Some(PtrEq::new(Shown {
            summary,
            caption: words::caption(&setup.experiment),
            graph: None,
            replay: None,
            report,
        }));
    }

    /// Shows a kept run as if it had just ended.
    pub fn show_kept(&mut self, run: &KeptRun, ctx: &mut Context) {
        let shown = run.shown();
        let whence = if run.elsewhere {
            "Measured elsewhere:"
        } else {
            "Measured earlier:"
        };
        ctx.say(RichText::of(whence).and(shown.summary.told.clone()));
        self.shown = Some(PtrEq::new(shown));
    }

    /// A link carries a result besides its settings: it is shown as what it is, measured elsewhere.
    pub fn take_result(&mut self, hash: &str, experiment: &Experiment, ctx: &mut Context) {
        let Some(json) = result_of(hash) else { return };
        let Some(run) = KeptRun::of_link(json, experiment, self.kept.now_ms) else {
            let complaint = ValidationError::new(
                RESULT,
                "what the link holds",
                "the report of a run of its lab, as “Share” writes it",
            );
            return ctx.complaints.edit().push(complaint);
        };
        self.show_kept(&run, ctx);
        self.kept.runs.edit().add(run);
    }

    /// The hash of a link that carries the result on show and its settings, where there may be one.
    pub fn link_to_result(&self) -> Option<String> {
        self.kept.runs.link_to(&self.shown.as_ref()?.report)
    }
}

/// The same run in lockstep, if its order was recorded.
fn replay(experiment: &Experiment, report: &Report) -> Option<Experiment> {
    let recorded = !report.schedule.is_empty();
    recorded.then(|| Experiment {
        engine: catalogue::Engine::Lockstep,
        schedule: report.schedule.clone(),
        at: None,
        ..experiment.clone()
    })
}
