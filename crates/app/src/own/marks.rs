//! What stands beside the lines of a program: where it cannot be run, where it races, and where its threads are.

use crate::model::Own;
use crate::parts::Markup;
use yew::Html;

/// What stands beside the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Lines that race, and what about.
    pub races: Vec<(u32, String)>,
    /// The line that cannot be run.
    pub wrong: Option<u32>,
    /// The line of the move on show.
    pub now: Option<u32>,
    /// Where each thread is.
    pub threads: Vec<(u16, u32)>,
    /// What the threads are called.
    names: Vec<String>,
}

impl Marks {
    /// What there is to mark in a program.
    pub fn of(own: &Own) -> Self {
        let (now, threads) = own.screen.lines();
        let mut races: Vec<(u32, String)> = Vec::new();
        for race in own.found.races() {
            races.extend(race.lines.map(|line| (line, race.object.clone())));
        }
        races.sort();
        races.dedup();
        let wrong = own.found.trouble.as_ref().map(|trouble| trouble.line);
        let names = own.screen.showing.as_ref().map(|showing| showing.film.threads.clone());
        Marks {
            races,
            wrong: wrong.filter(|line| *line > 0),
            now,
            threads,
            names: names.unwrap_or_default(),
        }
    }

    /// Whether a line races.
    pub fn is_raced(&self, line: u32) -> bool {
        self.races.iter().any(|(raced, _)| *raced == line)
    }

    /// The same in words, for those who do not see the gutter.
    pub fn listed(&self) -> Html {
        let words = self.words();
        if words.is_empty() {
            return Html::default();
        }
        let each = |markup: Markup, words: String| markup.tags("<li>").text(words).tags("</li>");
        Markup::default()
            .tags("<ul class=unseen aria-label=\"Marked lines\">")
            .each(words, each)
            .tags("</ul>")
            .html()
    }

    fn words(&self) -> Vec<String> {
        let wrong = self.wrong.iter().map(|line| format!("Line {line} cannot be run."));
        let races = self
            .races
            .iter()
            .map(|(line, of)| format!("Line {line}: a race on {of}."));
        let name = |thread: u16| self.names.get(usize::from(thread)).map_or("a thread", String::as_str);
        let threads = self.threads.iter();
        let threads = threads.map(|(thread, line)| format!("Line {line}: {} is here.", name(*thread)));
        wrong.chain(races).chain(threads).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_said_line_by_line() {
        let marks = Marks {
            races: vec![(7, "hits".into())],
            wrong: Some(3),
            now: Some(7),
            threads: vec![(1, 7)],
            names: vec!["MainThread".into(), "Thread-1".into()],
        };
        let expected = [
            "Line 3 cannot be run.",
            "Line 7: a race on hits.",
            "Line 7: Thread-1 is here.",
        ];
        assert_eq!(marks.words(), expected);
        assert!(Marks::default().words().is_empty());
    }
}
