//! What stands below the stage: a tab for each thing that there is to show.

use super::{memo, page::Page};
use crate::graph::moment;
use crate::model::{Action, Below, ViewChange, swept_by_hand};
use crate::parts::{KeptRuns, kept_runs};
use crate::plot::title_of_one_run;
use crate::stepper::stepped;
use catalogue::Pane;
use yew::prelude::*;

impl Page {
    /// The tabs and what is in them; nothing where there is nothing.
    pub(super) fn below(&self) -> Html {
        let tabs: Vec<(Below, String)> = self.tabs();
        let chosen = self
            .model
            .ctx
            .looks
            .below
            .filter(|chosen| tabs.iter().any(|(tab, _)| tab == chosen));
        let Some(front) = chosen.or(tabs.first().map(|(tab, _)| *tab)) else {
            return html! {};
        };
        // A frame in lockstep keeps the room for its tabs, so that it is as high after a run as before.
        let tabbed = tabs.len() > 1 || (self.model.ctx.chrome.embed && self.model.lab.setup.is_lockstep());
        html! {
            <section class="below" aria-label="More about the run">
                if tabbed {
                    <div class="tabs" role="tablist" aria-label="More about the run">{tabs.iter().map(|(tab, name)| self.tab(*tab, name, front)).collect::<Html>()}</div>
                }
                {tabs.iter().map(|(tab, _)| html! {
                    <div class={classes!("panel", (*tab != front).then_some("away"))} role={tabbed.then_some("tabpanel")} id={id("panel", *tab)} aria-labelledby={tabbed.then(|| id("tab", *tab))} key={id("panel", *tab)}>
                        {self.panel(*tab)}
                    </div>
                }).collect::<Html>()}
            </section>
        }
    }

    fn tab(&self, tab: Below, name: &str, front: Below) -> Html {
        let send = self.send.clone();
        let choose = Callback::from(move |_: MouseEvent| send.emit(Action::Look(ViewChange::Below(tab))));
        html! { <button class="tab" role="tab" key={id("tab", tab)} id={id("tab", tab)} aria-controls={id("panel", tab)} aria-selected={(tab == front).to_string()} onclick={choose}>{name}</button> }
    }

    /// What there is to show, in the order of the tabs.
    fn tabs(&self) -> Vec<(Below, String)> {
        let model = &self.model;
        let lockstep = model.lab.setup.is_lockstep();
        let has = |pane: Pane| model.ctx.chrome.panes.contains(&pane);
        let mut tabs = Vec::new();
        if lockstep && has(Pane::Search) {
            tabs.push((Below::Search, "Every schedule".to_string()));
        }
        if model.lab.show.shown.is_some() {
            tabs.push((Below::Result, "Result".to_string()));
        }
        if let Some(name) = self.plot_tab().filter(|_| has(Pane::Plot) && !lockstep) {
            tabs.push((Below::Plot, name));
        }
        if has(Pane::Graph) && self.has_waits() && !self.stands_stuck() {
            tabs.push((Below::Waits, "Who waits".to_string()));
        }
        let races = model
            .lab
            .lockstep
            .stepping
            .moment
            .as_ref()
            .map_or(0, |moment| moment.races.len());
        if lockstep && races > 0 && has(Pane::Races) {
            tabs.push((Below::Races, format!("Races ({races})")));
        }
        let runs = model.lab.show.kept.runs.of(model.lab.setup.experiment.lab.id).count();
        if runs > 0 && !lockstep && !model.ctx.chrome.embed {
            tabs.push((Below::Runs, format!("Runs ({runs})")));
        }
        tabs
    }

    /// The name of the tab of throughput, where there is some or what the run measured.
    fn plot_tab(&self) -> Option<String> {
        let model = &self.model;
        let report = model.lab.show.shown.as_ref().map(|shown| &shown.report);
        let measured = report
            .filter(|report| report.lab == model.lab.setup.experiment.lab.id)
            .and_then(title_of_one_run);
        let swept = model.lab.show.sweep.live || model.lab.show.sweep.measured() > 0;
        measured.or((swept && model.lab.setup.experiment.lab.sweeps).then(|| "Throughput".to_string()))
    }

    /// Whether anybody waits for anybody at the moment on show; while a replay plays, tabs neither come nor go.
    fn has_waits(&self) -> bool {
        let model = &self.model;
        match stepped(&model.lab) {
            Some((graph, _)) => !graph.edges.is_empty(),
            None => {
                let recording = model.lab.show.recording.borrow();
                model.lab.show.shown.as_ref().is_some_and(|shown| shown.graph.is_some())
                    || (!model.lab.show.replay.is_some_and(|replay| replay.playing)
                        && moment(&recording, model.lab.playhead(&model.ctx)).is_some())
            }
        }
    }

    fn panel(&self, tab: Below) -> Html {
        match tab {
            Below::Result => self.result(),
            Below::Plot => self.plot(swept_by_hand(&self.model.lab.setup.experiment)),
            Below::Waits => self.graph(),
            Below::Search => self.search(),
            Below::Races => self.races(),
            Below::Runs => self.runs(),
        }
    }
}

impl Page {
    fn runs(&self) -> Html {
        let model = &self.model;
        let runs = KeptRuns {
            runs: model.lab.show.kept.runs.clone(),
            lab: model.lab.setup.experiment.lab.id,
            // To the minute, so that it is drawn anew once a minute at most.
            now_ms: (model.lab.show.kept.now_ms / 60_000.0).ceil() * 60_000.0,
            send: self.send.clone(),
        };
        memo(runs, kept_runs)
    }
}

fn id(what: &str, tab: Below) -> String {
    format!("{what}-{tab:?}")
}
