//! What each pane is given to show, and where it stands.

use super::{memo, page::Page};
use crate::graph::{GraphPane, graph_pane, moment};
use crate::lanes::{LanesPane, Stage, lanes_pane};
use crate::model::{
    KeptHistory, PtrEq, RcCell,
    format::{count, nanos},
};
use crate::objects::{ObjectsPane, crew, flight, objects_pane, of_moment, of_run};
use crate::parts::{ResultPane, result_pane};
use crate::plot::{PlotPane, WaitsPane, plot_pane, waits_pane};
use crate::program::{ProgramPane, program_pane};
use crate::search::{SearchPane, search_pane};
use crate::sequence::{LoadPane, SequencePane, load_pane, sequence_pane};
use crate::stepper::{RacesPane, ThreadsPane, races_pane, threads_pane};
use catalogue::{Feature, Pane, SweepAxis};
use yew::prelude::*;

/// Numbers of a run that stand beside what came out; all of them are a tab away.
const MOST_ROWS: usize = 6;

impl Page {
    /// The stage: the program beside the picture, and the lanes below both; what has nothing to show takes no room.
    pub(super) fn stage(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.chrome.panes.contains(&pane);
        let began = model.is_lockstep() || model.recording.borrow().timeline.end > 0;
        html! {
            <>
                if has(Pane::Code) { {self.program()} }
                if model.is_lockstep() {
                    <div class="beside">if has(Pane::Turns) { {self.turns()} }{self.picture()}</div>
                } else if began || self.is_service() {
                    {self.picture()}
                }
                if began && has(Pane::Lanes) { {self.lanes()} }
                if model.is_lockstep() && self.is_service() { {self.sequence()} }
            </>
        }
    }

    /// What stands beside the program: who waits for ever, or messages, or memory and locks.
    fn picture(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.chrome.panes.contains(&pane);
        match (self.stands_stuck(), model.is_lockstep()) {
            (true, true) if has(Pane::Graph) => html! { <>{self.graph()}{self.objects()}</> },
            (true, false) if has(Pane::Graph) => self.graph(),
            (_, false) if self.is_service() => self.sequence(),
            _ if has(Pane::Memory) || !model.is_lockstep() => self.objects(),
            _ => html! {},
        }
    }

    /// Whether what is on show is threads that wait for ever: a replay of how they came to that shows memory and locks.
    pub(super) fn stands_stuck(&self) -> bool {
        let model = &self.model;
        let graph = model
            .shown
            .as_ref()
            .is_some_and(|shown| shown.graph.as_ref().is_some_and(|graph| !graph.nodes.is_empty()));
        let stuck = model.state() == "deadlocked" || (graph && !model.is_lockstep());
        stuck && model.playhead().is_none()
    }

    fn objects(&self) -> Html {
        let model = &self.model;
        let recording = model.recording.borrow();
        let shown = match model.stepping.moment.as_ref().filter(|_| model.is_lockstep()) {
            Some(moment) => {
                let earlier = model.stepping.earlier.as_deref();
                ObjectsPane {
                    things: of_moment(moment, earlier, &model.stepping.graph),
                    names: moment.turns.iter().map(|turn| turn.name.clone()).collect(),
                    when: match moment.at {
                        0 => "at the beginning".into(),
                        at => format!("after step {}", count(at)),
                    },
                    flight: flight(moment, earlier),
                    crew: Vec::new(),
                    rows: Vec::new(),
                }
            }
            None => {
                let end = recording.timeline.end;
                let at = model.playhead().unwrap_or(end).min(end);
                let report = model
                    .shown
                    .as_ref()
                    .filter(|_| !recording.live && model.playhead().is_none());
                ObjectsPane {
                    things: of_run(
                        &recording,
                        at,
                        report.map(|shown| &shown.report),
                        model.experiment.lab.unit,
                    ),
                    names: (0..recording.timeline.threads.len())
                        .map(|thread| recording.thread(thread))
                        .collect(),
                    when: match (recording.live, at < end) {
                        (true, _) => "now".into(),
                        (_, true) => format!("at {}", nanos(at)),
                        _ => "at the end".into(),
                    },
                    flight: None,
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

    /// The search through every schedule; where real threads run, its button stands with their result.
    pub(super) fn search(&self) -> Html {
        let model = &self.model;
        if !model.is_lockstep() || !model.chrome.panes.contains(&Pane::Search) {
            return Html::default();
        }
        let shown = SearchPane {
            search: model.search.clone(),
            experiment: model.experiment.clone(),
            looks: model.looks.clone(),
            send: self.send.clone(),
        };
        memo(shown, search_pane)
    }

    /// What only one lab measures, on real threads, below the panes that all have.
    pub(super) fn own(&self) -> Html {
        match self.model.experiment.lab.feature {
            _ if self.model.chrome.embed || self.model.is_lockstep() => Html::default(),
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
                rows: model.wait_rows(over),
                planned: over.plan(&model.experiment).len(),
                live: model.comparing() == Some(over),
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
        let recording = model.recording.borrow();
        let shown = SequencePane {
            shown: model.shown.clone(),
            so_far: recording.so_far.clone(),
            live: recording.live && !model.is_lockstep(),
        };
        memo(shown, sequence_pane)
    }

    /// Whether the panes that only the service has are there.
    pub(super) fn is_service(&self) -> bool {
        self.model.experiment.lab.feature == Some(Feature::Requests) && !self.model.chrome.embed
    }

    /// The load test, which only the service has.
    fn load_test(&self) -> Html {
        let model = &self.model;
        let load = LoadPane {
            rows: model.load_rows(),
            live: model.comparing() == Some(SweepAxis::Lock),
            ready: self.is_ready(),
            send: self.send.clone(),
        };
        memo(load, load_pane)
    }

    /// The threads of a run in lockstep, and what each would do next.
    fn turns(&self) -> Html {
        let shown = ThreadsPane {
            stepping: self.model.stepping.clone(),
            sources: self.sources.clone(),
            language: self.model.looks.language,
            send: self.send.clone(),
        };
        memo(shown, threads_pane)
    }

    pub(super) fn races(&self) -> Html {
        let shown = RacesPane {
            stepping: self.model.stepping.clone(),
            sources: self.sources.clone(),
            language: self.model.looks.language,
            send: self.send.clone(),
        };
        memo(shown, races_pane)
    }

    pub(super) fn result(&self) -> Html {
        let shown = ResultPane {
            shown: self.model.shown.clone(),
            finds: !self.model.is_lockstep() && !self.model.experiment.lab.small.is_empty(),
            send: self.send.clone(),
        };
        memo(shown, result_pane)
    }

    fn program(&self) -> Html {
        let model = &self.model;
        let shown = ProgramPane {
            lab: model.experiment.lab.id,
            sources: self.sources.clone(),
            unlisted: self.unlisted,
            relist: self.relist.clone(),
            variant: model.experiment.variant,
            recording: model.recording.clone(),
            version: model.recording.borrow().version,
            playhead: model.playhead(),
            stands: self.stands_stuck(),
            follows: model.last_mover(),
            looks: model.looks.clone(),
            send: self.send.clone(),
        };
        memo(shown, program_pane)
    }

    fn lanes(&self) -> Html {
        let model = &self.model;
        let shown = LanesPane {
            recording: model.recording.clone(),
            version: model.recording.borrow().version,
            stage: self.stage.clone(),
            replay: (model.replay.filter(|_| !model.is_lockstep()), model.playhead()),
            looks: model.looks.clone(),
            lockstep: model.is_lockstep(),
            kept: self.kept_lanes(),
            sources: self.sources.clone(),
            dark: model.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, lanes_pane)
    }

    /// The run that the one on show is compared with.
    fn kept_lanes(&self) -> Option<(PtrEq<KeptHistory>, RcCell<Stage>, String)> {
        let kept = self.model.stepping.kept.clone().filter(|_| self.model.is_lockstep())?;
        let stage = self.kept_stage.clone()?;
        Some((kept, stage, self.model.stepping.outcome.clone()))
    }

    pub(super) fn graph(&self) -> Html {
        let model = &self.model;
        let recording = model.recording.borrow();
        let shown = GraphPane {
            recording: model.recording.clone(),
            run: recording.run,
            moment: moment(&recording, model.playhead()),
            stepped: model.stepped(),
            shown: model.shown.clone(),
            stuck: model.state() == "deadlocked",
            sources: self.sources.clone(),
            language: model.looks.language,
            send: self.send.clone(),
        };
        memo(shown, graph_pane)
    }

    pub(super) fn plot(&self, threads: Vec<u32>) -> Html {
        let model = &self.model;
        let shown = PlotPane {
            lab: model.experiment.lab.id,
            shown: model.shown.clone(),
            threads,
            sweep: model.sweep.clone(),
            looks: model.looks.clone(),
            hardware: model.facts.hardware,
            dark: model.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, plot_pane)
    }
}
