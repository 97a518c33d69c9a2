//! What each pane is given to show, and where it stands.

use super::{memo, page::Page};
use crate::graph::{GraphPane, graph_pane, moment};
use crate::lanes::{LanesPane, lanes_pane};
use crate::model::Activity;
use crate::parts::{ResultPane, result_pane};
use crate::plot::{PlotPane, plot_pane};
use crate::program::{ProgramPane, program_pane};
use crate::search::{SearchPane, search_pane};
use catalogue::Pane;
use yew::prelude::*;

impl Page {
    /// All panes that were not asked away.
    pub(super) fn panes(&self) -> Html {
        let model = &self.model;
        let has = |pane: Pane| model.chrome.panes.contains(&pane);
        let [plot, graph] = [(Pane::Plot, self.plot()), (Pane::Graph, self.graph())]
            .map(|(pane, html)| if has(pane) { html } else { Html::default() });
        let result = memo(
            ResultPane {
                shown: model.shown.clone(),
                finds: !model.is_lockstep() && !model.experiment.lab.small.is_empty(),
                send: self.send.clone(),
            },
            result_pane,
        );
        // Where there is no curve the graph is what the lab is about: it gets the tall place, and the result the wide one.
        let (side, wide) = match model.experiment.lab.sweeps {
            true => (html! { <>{result}{graph}</> }, plot),
            false => (html! { <>{graph}{plot}</> }, result),
        };
        html! {
            <>
                if has(Pane::Code) { {self.program()} }
                if has(Pane::Lanes) { {self.lanes()} }
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

    fn program(&self) -> Html {
        let model = &self.model;
        let shown = ProgramPane {
            lab: model.experiment.lab.id,
            sources: self.sources.clone(),
            variant: model.experiment.variant,
            recording: model.recording.clone(),
            version: model.recording.borrow().version,
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
            dark: model.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, lanes_pane)
    }

    fn graph(&self) -> Html {
        let model = &self.model;
        let recording = model.recording.borrow();
        let shown = GraphPane {
            recording: model.recording.clone(),
            run: recording.run,
            moment: moment(&recording, model.looks.pointed),
            shown: model.shown.clone(),
            stuck: matches!(model.activity, Activity::Stuck { .. }),
            send: self.send.clone(),
        };
        memo(shown, graph_pane)
    }

    fn plot(&self) -> Html {
        let model = &self.model;
        let shown = PlotPane {
            lab: model.experiment.lab.id,
            sweep: model.sweep.clone(),
            looks: model.looks.clone(),
            hardware: model.facts.hardware,
            dark: model.is_dark(),
            send: self.send.clone(),
        };
        memo(shown, plot_pane)
    }
}
