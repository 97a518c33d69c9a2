//! What stays for the next visit: the runs of this browser, and a sentence a lab that the reader has found out.

use super::{Context, Effect, PtrEq, Runs, Shown};
use catalogue::{Experiment, LabInfo};
use trace::Report;

/// What stays for the next visit.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The runs that are kept.
    pub runs: PtrEq<Runs>,
    /// What the reader has found out so far: a lab's id and a sentence, one a lab.
    pub answers: PtrEq<Vec<(String, String)>>,
    /// The time of day, in milliseconds since 1970, as the page last knew it.
    pub now_ms: f64,
}

impl Kept {
    /// Keeps a run on real threads that is over.
    pub fn keep(&mut self, experiment: &Experiment, report: &Report, ctx: &mut Context) {
        if ctx.chrome.embed {
            return;
        }
        if let Some(lines) = Runs::keep(&mut self.runs, experiment, report, self.now_ms) {
            ctx.push(Effect::KeepRuns(lines));
        }
    }

    /// Forgets every run of a lab, here and in the browser's storage.
    pub fn forget(&mut self, lab: &LabInfo, ctx: &mut Context) {
        ctx.push(Effect::KeepRuns(self.runs.edit().forget(lab.id)));
        ctx.note(&format!("The runs of {} are forgotten.", lab.name));
    }

    /// The run of this number stands beside another, or not any more.
    pub fn put_beside(&mut self, number: u32, ctx: &mut Context) {
        let runs = self.runs.edit();
        runs.toggle(number);
        ctx.note(match runs.beside().count() {
            0 => "No run is chosen.",
            1 => "One run is chosen: choose another, and both stand side by side.",
            _ => "Two runs stand side by side below the list.",
        });
    }

    /// Keeps what was just told of a run as its lab's answer.
    pub fn answer(&mut self, lab: &LabInfo, shown: &Shown, ctx: &mut Context) {
        let id = lab.id.to_string();
        let answer = format!("{} ({})", shown.summary.told.plain(), shown.caption);
        let answers = self.answers.edit();
        answers.retain(|(known, _)| *known != id);
        answers.push((id, answer));
        ctx.push(Effect::KeepAnswers(lines(answers)));
    }

    /// Takes over what an earlier visit found out.
    pub fn recall(&mut self, lines: &str) {
        let known = |id: &str| catalogue::lab(id).is_ok();
        let pairs = lines.lines().filter_map(|line| line.split_once('\t'));
        let pairs = pairs.filter(|(id, _)| known(id));
        self.answers = PtrEq::new(pairs.map(|(id, answer)| (id.to_string(), answer.to_string())).collect());
    }
}

fn lines(answers: &[(String, String)]) -> String {
    let line = |(id, answer): &(String, String)| format!("{id}\t{}\n", answer.replace(['\n', '\t'], " "));
    answers.iter().map(line).collect()
}
