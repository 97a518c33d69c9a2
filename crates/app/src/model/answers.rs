//! What the reader has found out, a sentence a lab, for the front door.

use super::{Effect, Model, PtrEq, Shown};

impl Model {
    /// Keeps what was just told of a run as the lab's answer, if something new came of one.
    pub(super) fn keep_answer(&mut self, before: Option<PtrEq<Shown>>) {
        if self.shown == before {
            return;
        }
        let Some(shown) = self.shown.as_ref() else {
            return;
        };
        let id = self.experiment.lab.id.to_string();
        let answer = format!("{} ({})", shown.summary.told.plain(), shown.caption);
        let answers = self.answers.edit();
        answers.retain(|(known, _)| *known != id);
        answers.push((id, answer));
        self.ctx.push(Effect::KeepAnswers(lines(answers)));
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
