//! What the page around this one may hear of a text, a list or a program that is the reader's own: totals, unless the reader says so.

use super::{Context, Effect, Own, Setup, TextState};
use catalogue::{PROGRAM, Text};
use protocol::{Reply, Request};
use trace::json::Json;

/// Why a host may not search.
pub(super) const REFUSED: &str =
    "The list is the reader’s own, so it is not searched from outside; the reader can allow it on this page.";
/// What a host hears of a question about a program that is not here any more.
pub(super) const WITHDRAWN: &str = "Stopped: the page is not about that program any more.";
/// What a host hears instead of a sentence that may quote what is the reader's own.
const ERROR: &str = "It cannot be done. The reason may quote what is the reader’s own, so it stays on the page.";

/// Texts that say nothing of what was read: names of settings, units, endings, verdicts.
const NAMES: [&str; 12] = [
    "lab", "variant", "engine", "lock", "text", "outcome", "ending", "unit", "agent", "python", "verdict", "model",
];
/// Objects and lists that hold figures or further names.
const GROUPS: [&str; 5] = ["work", "result", "contention", "environment", "results"];
/// A figure that answers a search.
const ANSWER: &str = "found";
/// Settings that quote what is read.
const QUOTING: [&str; 3] = ["src", "query", "columns"];

/// What is the reader's own, and whether it may be told.
#[derive(Clone, Copy, Debug)]
pub struct Privacy<'a> {
    /// Whether the reader allows it, and what the page is about.
    pub ctx: &'a Context,
    /// The visitor's own program.
    pub own: &'a Own,
    /// The text and the query of a lab.
    pub setup: &'a Setup,
}

impl Privacy<'_> {
    /// Whether what is read or searched is the reader's own.
    pub fn reads_readers_own(&self) -> bool {
        match self.ctx.is_own() {
            true => self.own.source.is_readers(),
            false => {
                self.setup.experiment.lab.reads_text()
                    && self.setup.experiment.text == Text::Own
                    && !self.setup.text.files.is_empty()
            }
        }
    }

    /// Whether anything here may be the reader's own, whatever is on show by the time a reply comes: an answer can be about what was there before.
    fn holds_back(&self) -> bool {
        !self.ctx.tells_host && (self.reads_readers_own() || self.setup.text.state != TextState::None)
    }

    /// Whether a host asks for something that would look into what is the reader's own.
    pub fn is_prying(&self, asked: &Result<Request, String>) -> bool {
        let Ok(Request::Load(settings)) = asked else {
            return false;
        };
        let asks = |key: &str| {
            settings
                .iter()
                .rfind(|(known, _)| known == key)
                .map(|(_, value)| value.as_str())
        };
        // A query that is set beside another text would search the own one as soon as that is chosen.
        let held = !self.ctx.tells_host && !self.setup.text.files.is_empty();
        let own_now = !self.ctx.is_own() && self.setup.experiment.text == Text::Own;
        let own_then = asks("text").map_or(own_now, |text| text == Text::Own.id());
        held && own_then && (asks("query").is_some() || !own_now)
    }

    /// Takes out of all that is told what is the reader's own.
    pub fn withhold(&self, effects: &mut [Effect]) {
        for effect in effects {
            if let Effect::Tell(reply) = effect {
                self.withhold_from(reply);
            }
        }
    }

    fn withhold_from(&self, reply: &mut Reply) {
        let private = self.holds_back();
        match reply {
            Reply::Report(json) if !self.ctx.tells_host && self.is_of_readers_own(json) => *json = totals(json),
            Reply::Search(json) if private && reads_text(json) => *json = totals(json),
            Reply::Check(json) if private => *json = totals(json),
            Reply::State(settings) if private => settings.retain(|(key, _)| !QUOTING.contains(&key.as_str())),
            Reply::Error(sentence) if private && !self.is_about_settings(sentence) => *sentence = ERROR.into(),
            _ => {}
        }
    }

    /// A run may end when something else is on the page already.
    fn is_of_readers_own(&self, report: &str) -> bool {
        let report = Json::read(report);
        let is = |key: &str, value: &str| {
            let found = report.as_ref().and_then(|report| report.get(key)?.text());
            found == Some(value)
        };
        is("text", Text::Own.id()) || is("lab", PROGRAM) && self.own.source.is_readers()
    }

    fn is_about_settings(&self, sentence: &str) -> bool {
        [REFUSED, WITHDRAWN].contains(&sentence)
            || self
                .ctx
                .complaints
                .iter()
                .any(|complaint| complaint.to_string() == sentence)
    }
}

fn reads_text(search: &str) -> bool {
    let search = Json::read(search);
    let lab = search.as_ref().and_then(|search| search.get("lab")?.text());
    // What names no lab could be any.
    lab.and_then(|lab| catalogue::lab(lab).ok())
        .is_none_or(|lab| lab.reads_text())
}

/// The figures of a report, a search or a check, in its shape: what could quote the reader's own is empty.
fn totals(json: &str) -> String {
    let mut out = String::new();
    if let Some(Json::Object(mut entries)) = Json::read(json) {
        entries.iter_mut().for_each(blank);
        entries.push(("withheld".into(), Json::Flag(true)));
        Json::Object(entries).write(&mut out);
    }
    out
}

fn blank((key, value): &mut (String, Json)) {
    let is = |names: &[&str]| names.contains(&key.as_str());
    match value {
        Json::Number(_) if is(&[ANSWER]) || is(&QUOTING) => *value = Json::Null,
        Json::Text(text) if !is(&NAMES) => text.clear(),
        Json::List(list) if !is(&GROUPS) => list.clear(),
        Json::List(list) => list.iter_mut().for_each(blank_all),
        Json::Object(entries) if !is(&GROUPS) => entries.clear(),
        Json::Object(_) => blank_all(value),
        _ => {}
    }
}

fn blank_all(value: &mut Json) {
    if let Json::Object(entries) = value {
        entries.iter_mut().for_each(blank);
    }
}

#[cfg(test)]
mod tests {
    use super::totals;

    #[test]
    fn totals_have_the_shape_and_no_words() {
        let report = r#"{"version":1,"lab":"mapreduce","text":"own","query":"hunter2","message":"“a.txt”","outcome":"finished","work":{"amount":7,"unit":"words"},"result":{"words":7,"found":3,"top":[{"word":"salary","count":2}],"columns":"title"},"outcomes":{"salary":1},"schedule":"1.2"}"#;
        let told = totals(report);
        assert_eq!(
            told,
            r#"{"version":1,"lab":"mapreduce","text":"own","query":"","message":"","outcome":"finished","work":{"amount":7,"unit":"words"},"result":{"words":7,"found":null,"top":[],"columns":""},"outcomes":{},"schedule":"","withheld":true}"#
        );
        assert_eq!(totals(r#"{"query":1984}"#), r#"{"query":null,"withheld":true}"#);
        let check = r#"{"version":1,"file":"pay.py","results":[{"python":"3.14","verdict":"fails","schedules":2,"outcomes":[{"stdout":"secret"}],"shortest":{"why":"secret"}}]}"#;
        assert!(!totals(check).contains("secret") && totals(check).contains(r#""verdict":"fails","schedules":2"#));
    }
}
