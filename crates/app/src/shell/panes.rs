//! What each pane is given to show, and where it stands.

use super::{memo, page::Page};
use crate::graph::{GraphPane, graph_pane, moment};
use crate::lanes::{LanesPane, Stage, lanes_pane};
use crate::model::{KeptHistory, PtrEq, RcCell, swept_by_hand};
use crate::parts::{ResultPane, result_pane};
use crate::plot::{PlotPane, WaitsPane, plot_pane, waits_pane};
use crate::program::{ProgramPane, program_pane};
use crate::search::{SearchPane, search_pane};
use crate::sequence::{LoadPane, SequencePane, load_pane, sequence_pane};
use crate::stepper::{MemoryPane, RacesPane, ThreadsPane, memory_pane, races_pane, threads_pane};
use catalogue::{Feature, Pane, SweepAxis};
use yew::prelude::*;

impl Page {
    /// All panes that were not asked away.
    pub(super) fn panes(&self) -> Html {
        let model = &self.model;
        if model.is_lockstep() {
            return self.stepping_panes();
        }
        let has = |pane: Pane| model.chrome.panes.contains(&pane);
        let [plot, graph] = [(Pane::Plot, self.plot()), (Pane::Graph, self.graph())]
            .map(|(pane, html)| if has(pane) { html } else { Html::default() });
        let result = self.result();
        // Where there is no curve the graph is what the lab is about: it gets the tall place, and the result the wide one.
        let (side, wide) = match model.experiment.lab.sweeps {
            true => (html! { <>{result}{graph}</> }, plot),
            false => (html! { <>{graph}{plot}</> }, result),
        };
        html! {
            <>
                if has(Pane::Code) { {self.program()} }
                if has(Pane::Lanes) { {self.lanes()} }
                {self.sequence()}
                <div class="side-column">{side}</div>
                <div class="wide">{wide}</div>
            </>
        }
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

    /// What lockstep shows: the program and the threads side by side, then what they share and wait for, the lanes and the races.
    fn stepping_panes(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.chrome.panes.contains(&pane);
        let (stepping, send) = (model.stepping.clone(), self.send.clone());
        let (sources, language) = (self.sources.clone(), model.looks.language);
        let turns = ThreadsPane {
            stepping: stepping.clone(),
            sources: sources.clone(),
            language,
            send: send.clone(),
        };
        let memory = MemoryPane {
            stepping: stepping.clone(),
        };
        let races = RacesPane {
            stepping,
            sources,
            language,
            send,
        };
        html! {
            <>
                if has(Pane::Code) { {self.program()} }
                if has(Pane::Turns) { {memo(turns, threads_pane)} }
                if has(Pane::Lanes) { {self.lanes()} }
                {self.sequence()}
                <div class="side-column">
                    if has(Pane::Memory) { {memo(memory, memory_pane)} }
                    if has(Pane::Graph) { {self.graph()} }
                </div>
                {self.result()}
                <div class="wide">if has(Pane::Races) { {memo(races, races_pane)} }</div>
            </>
        }
    }

    fn result(&self) -> Html {
        let shown = ResultPane {
            shown: self.model.shown.clone(),
            lockstep: self.model.is_lockstep(),
            keeps_order: (!self.model.is_lockstep()).then_some(self.model.keeps_order),
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
            variant: model.experiment.variant,
            recording: model.recording.clone(),
            version: model.recording.borrow().version,
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

    fn graph(&self) -> Html {
        let model = &self.model;
        let recording = model.recording.borrow();
        let shown = GraphPane {
            recording: model.recording.clone(),
            run: recording.run,
            moment: moment(&recording, model.looks.pointed),
            stepped: model.stepped(),
            shown: model.shown.clone(),
            stuck: model.state() == "deadlocked",
            sources: self.sources.clone(),
            language: model.looks.language,
            send: self.send.clone(),
        };
        memo(shown, graph_pane)
    }

    fn plot(&self) -> Html {
        let model = &self.model;
        let shown = PlotPane {
            lab: model.experiment.lab.id,
            shown: model.shown.clone(),
            threads: swept_by_hand(&model.experiment),
            sweep: model.sweep.clone(),
            looks: model.looks.clone(),
            hardware: model.facts.hardware,
            dark: model.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, plot_pane)
    }
}
