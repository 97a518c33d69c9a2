//! What each pane is given to show, and where it stands.

use super::{dom, memo, page::Page};
use crate::graph::{GraphPane, graph_pane, moment};
use crate::lanes::{LanesPane, Stage, lanes_pane};
use crate::model::{
    KeptHistory, PtrEq, RcCell, RichText, Shown,
    format::{count, nanos},
};
use crate::objects::{ObjectsPane, crew, flight, objects_pane, of_moment, of_run};
use crate::parts::{ResultPane, result_pane};
use crate::plot::{PlotPane, WaitsPane, plot_pane, waits_pane};
use crate::program::{ProgramPane, program_pane};
use crate::search::{SearchPane, search_pane};
use crate::sequence::{LoadPane, SequencePane, load_pane, sequence_pane};
use crate::stepper::{RacesPane, ThreadsPane, last_mover, races_pane, stepped, threads_pane};
use catalogue::{Feature, Pane, SweepAxis};
use trace::{Outcome, Report};
use yew::prelude::*;

/// Numbers of a run that stand beside what came out; all of them are a tab away.
const MOST_ROWS: usize = 6;

impl Page {
    /// The stage: the program beside the picture, and the lanes below both; what has nothing to show takes no room.
    pub(super) fn stage(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.ctx.chrome.panes.contains(&pane);
        let began = model.lab.setup.is_lockstep() || model.lab.show.recording.borrow().timeline.end > 0;
        html! {
            <>
                if has(Pane::Code) { {self.program()} }
                if model.lab.setup.is_lockstep() {
                    <div class="beside">if has(Pane::Turns) { {self.turns()} }{self.picture()}</div>
                } else if began || self.is_service() {
                    {self.picture()}
                }
                if began && has(Pane::Lanes) { {self.lanes()} }
                if model.lab.setup.is_lockstep() && self.is_service() { {self.sequence()} }
            </>
        }
    }

    /// What stands beside the program: who waits for ever, or messages, or memory and locks.
    fn picture(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.ctx.chrome.panes.contains(&pane);
        match (self.stands_stuck(), model.lab.setup.is_lockstep()) {
            (true, true) if has(Pane::Graph) => html! { <>{self.graph()}{self.objects()}</> },
            (true, false) if has(Pane::Graph) => self.graph(),
            (_, false) if self.is_service() => self.sequence(),
            _ if has(Pane::Memory) || !model.lab.setup.is_lockstep() => self.objects(),
            _ => html! {},
        }
    }

    /// Whether what is on show is threads that wait for ever: a replay of how they came to that shows memory and locks.
    pub(super) fn stands_stuck(&self) -> bool {
        let model = &self.model;
        let graph = model
            .lab
            .show
            .shown
            .as_ref()
            .is_some_and(|shown| shown.graph.as_ref().is_some_and(|graph| !graph.nodes.is_empty()));
        let stuck = model.state() == "deadlocked" || (graph && !model.lab.setup.is_lockstep());
        stuck && model.lab.playhead(&model.ctx).is_none()
    }

    /// What came of the run, while its end is looked at.
    fn at_the_end(&self) -> Option<&Shown> {
        let lab = &self.model.lab;
        let ended = !lab.show.recording.borrow().live && lab.playhead(&self.model.ctx).is_none();
        lab.show.shown.as_deref().filter(|_| ended)
    }

    /// What a run on real threads says beside the lines of the listing that is shown.
    fn beside(&self) -> Vec<(&'static str, String)> {
        let setup = &self.model.lab.setup;
        let ran = |report: &&Report| {
            report.outcome == Outcome::Finished && report.variant == setup.experiment.variant.id && !setup.is_lockstep()
        };
        let report = self.at_the_end().map(|shown| &shown.report).filter(ran);
        report.map_or_else(Vec::new, labs::beside)
    }

    fn objects(&self) -> Html {
        let model = &self.model;
        let recording = model.lab.show.recording.borrow();
        let shown = match model
            .lab
            .lockstep
            .stepping
            .moment
            .as_ref()
            .filter(|_| model.lab.setup.is_lockstep())
        {
            Some(moment) => {
                let earlier = model.lab.lockstep.stepping.earlier.as_deref();
                ObjectsPane {
                    things: of_moment(moment, earlier, &model.lab.lockstep.stepping.graph),
                    names: moment.turns.iter().map(|turn| turn.name.clone()).collect(),
                    when: match moment.at {
                        0 => "at the beginning".into(),
                        at => format!("after step {}", count(at)),
                    },
                    step: (moment.at, flight(moment, earlier)),
                    crew: Vec::new(),
                    rows: Vec::new(),
                }
            }
            None => {
                let end = recording.timeline.end;
                let at = model.lab.told_moment(&model.ctx).unwrap_or(end).min(end);
                let report = self.at_the_end();
                ObjectsPane {
                    things: of_run(
                        &recording,
                        at,
                        report.map(|shown| &shown.report),
                        model.lab.setup.experiment.lab.unit,
                    ),
                    names: (0..recording.timeline.threads.len())
                        .map(|thread| recording.thread(thread))
                        .collect(),
                    when: match (recording.live, at < end) {
                        (true, _) => "now".into(),
                        (_, true) => format!("at {}", nanos(at)),
                        _ => "at the end".into(),
                    },
                    step: (0, None),
                    crew: if at < end || recording.live {
                        crew(&recording, at)
                    } else {
                        Vec::new()
                    },
                    rows: report
                        .map(|shown| shown.summary.rows.iter().take(MOST_ROWS).cloned().collect())
                        .unwrap_or_default(),
                }
            }
        };
        memo(shown, objects_pane)
    }

    /// What is said on a page without a lab: on that of the checks nothing before they have begun, for nothing else happens there.
    pub(super) fn told_of_page(&self) -> PtrEq<RichText> {
        let fidelity = &self.model.lab.lockstep.fidelity;
        let quiet = self.model.ctx.chrome.page == catalogue::Page::Fidelity
            && fidelity.live.is_none()
            && fidelity.checks.is_empty();
        if quiet {
            PtrEq::default()
        } else {
            self.model.ctx.status.clone()
        }
    }

    /// The search through every schedule; where real threads run, its button stands with their result.
    pub(super) fn search(&self) -> Html {
        let model = &self.model;
        if !model.lab.setup.is_lockstep() || !model.ctx.chrome.panes.contains(&Pane::Search) {
            return Html::default();
        }
        let shown = SearchPane {
            search: model.lab.lockstep.search.clone(),
            experiment: model.lab.setup.experiment.clone(),
            looks: model.ctx.looks.clone(),
            send: self.send.clone(),
        };
        memo(shown, search_pane)
    }

    /// What only one lab measures, on real threads, below the panes that all have.
    pub(super) fn own(&self) -> Html {
        match self.model.lab.setup.experiment.lab.feature {
            _ if self.model.ctx.chrome.embed || self.model.lab.setup.is_lockstep() => Html::default(),
            Some(Feature::Requests) => self.load_test(),
            Some(Feature::Waits(_)) => self.waits(),
            Some(Feature::Depth(_) | Feature::Libraries) | None => Html::default(),
        }
    }

    /// Whether a series of runs could begin.
    fn is_ready(&self) -> bool {
        self.model.blocked().is_none() && self.model.state() != "running"
    }

    /// What only the convoy has: waits against the switch interval and against the number of threads.
    fn waits(&self) -> Html {
        let model = &self.model;
        let pane = |over: SweepAxis| {
            let pane = WaitsPane {
                over,
                rows: model.lab.show.results.wait_rows(over, &model.lab.setup.experiment),
                planned: over.plan(&model.lab.setup.experiment).len(),
                live: model.lab.threads.series.as_ref().map(|series| series.over) == Some(over),
                ready: self.is_ready(),
                send: self.send.clone(),
            };
            memo(pane, waits_pane)
        };
        html! { <>{pane(SweepAxis::Interval)}{pane(SweepAxis::Threads)}</> }
    }

    /// Who sent what to whom, which only the service has.
    fn sequence(&self) -> Html {
        let model = &self.model;
        if !self.is_service() {
            return Html::default();
        }
        let recording = model.lab.show.recording.borrow();
        let shown = SequencePane {
            shown: model.lab.show.shown.clone(),
            so_far: recording.so_far.clone(),
            live: recording.live && !model.lab.setup.is_lockstep(),
        };
        memo(shown, sequence_pane)
    }

    /// Whether the panes that only the service has are there.
    pub(super) fn is_service(&self) -> bool {
        self.model.lab.setup.experiment.lab.feature == Some(Feature::Requests) && !self.model.ctx.chrome.embed
    }

    /// The load test, which only the service has.
    fn load_test(&self) -> Html {
        let model = &self.model;
        let load = LoadPane {
            rows: model.lab.show.results.load_rows(&model.lab.setup.experiment),
            live: model.lab.threads.series.as_ref().map(|series| series.over) == Some(SweepAxis::Lock),
            ready: self.is_ready(),
            send: self.send.clone(),
        };
        memo(load, load_pane)
    }

    /// The threads of a run in lockstep, and what each would do next.
    fn turns(&self) -> Html {
        let shown = ThreadsPane {
            stepping: self.model.lab.lockstep.stepping.clone(),
            sources: self.sources.clone(),
            language: self.model.ctx.looks.language,
            send: self.send.clone(),
        };
        memo(shown, threads_pane)
    }

    pub(super) fn races(&self) -> Html {
        let shown = RacesPane {
            stepping: self.model.lab.lockstep.stepping.clone(),
            sources: self.sources.clone(),
            language: self.model.ctx.looks.language,
            send: self.send.clone(),
        };
        memo(shown, races_pane)
    }

    pub(super) fn result(&self) -> Html {
        let shown = ResultPane {
            shown: self.model.lab.show.shown.clone(),
            finds: !self.model.lab.setup.is_lockstep() && !self.model.lab.setup.experiment.lab.small.is_empty(),
            send: self.send.clone(),
        };
        memo(shown, result_pane)
    }

    fn program(&self) -> Html {
        let model = &self.model;
        let shown = ProgramPane {
            beside: self.beside(),
            lab: model.lab.setup.experiment.lab.id,
            sources: self.sources.clone(),
            unlisted: self.unlisted,
            relist: self.relist.clone(),
            variant: model.lab.setup.experiment.variant,
            recording: model.lab.show.recording.clone(),
            version: model.lab.show.recording.borrow().version,
            playhead: model.lab.told_moment(&model.ctx),
            stands: self.stands_stuck(),
            follows: last_mover(&model.lab),
            looks: model.ctx.looks.clone(),
            send: self.send.clone(),
        };
        memo(shown, program_pane)
    }

    /// The line in the lanes moves with each frame of a replay, for which nothing else is drawn anew.
    pub(super) fn follow_playhead(&self) {
        let mut stage = self.stage.borrow_mut();
        stage.playhead = self.model.lab.playhead(&self.model.ctx);
        if let Some(veil) = dom::found(".lanes-card .to-come i") {
            stage.place(&veil);
        }
    }

    fn lanes(&self) -> Html {
        let model = &self.model;
        let shown = LanesPane {
            recording: model.lab.show.recording.clone(),
            version: model.lab.show.recording.borrow().version,
            stage: self.stage.clone(),
            replay: (
                model.lab.show.replay.filter(|_| !model.lab.setup.is_lockstep()),
                model.lab.playhead(&model.ctx),
            ),
            looks: model.ctx.looks.clone(),
            lockstep: model.lab.setup.is_lockstep(),
            kept: self.kept_lanes(),
            sources: self.sources.clone(),
            dark: model.ctx.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, lanes_pane)
    }

    /// The run that the one on show is compared with.
    fn kept_lanes(&self) -> Option<(PtrEq<KeptHistory>, RcCell<Stage>, String)> {
        let kept = self
            .model
            .lab
            .lockstep
            .stepping
            .kept
            .clone()
            .filter(|_| self.model.lab.setup.is_lockstep())?;
        let stage = self.kept_stage.clone()?;
        Some((kept, stage, self.model.lab.lockstep.stepping.outcome.clone()))
    }

    pub(super) fn graph(&self) -> Html {
        let model = &self.model;
        let recording = model.lab.show.recording.borrow();
        let shown = GraphPane {
            recording: model.lab.show.recording.clone(),
            run: recording.run,
            moment: moment(&recording, model.lab.told_moment(&model.ctx)),
            stepped: stepped(&model.lab),
            shown: model.lab.show.shown.clone(),
            stuck: model.state() == "deadlocked",
            sources: self.sources.clone(),
            language: model.ctx.looks.language,
            send: self.send.clone(),
        };
        memo(shown, graph_pane)
    }

    pub(super) fn plot(&self, threads: Vec<u32>) -> Html {
        let model = &self.model;
        let shown = PlotPane {
            lab: model.lab.setup.experiment.lab.id,
            shown: model.lab.show.shown.clone(),
            threads,
            sweep: model.lab.show.sweep.clone(),
            looks: model.ctx.looks.clone(),
            hardware: model.ctx.facts.hardware,
            dark: model.ctx.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, plot_pane)
    }
}
