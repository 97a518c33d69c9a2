//! What surrounds a lab: embedding, theme, layout, panes.

use crate::{ValidationError, lesson, pick};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Panes below each other or side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layout {
    /// Side by side where there is room.
    #[default]
    Split,
    /// Always below each other.
    Stack,
}

/// A pane of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The program.
    Code,
    /// The threads.
    Lanes,
    /// Who waits for whom.
    Graph,
    /// Throughput.
    Plot,
    /// In lockstep: the threads, and what each could do.
    Turns,
    /// In lockstep: what is shared.
    Memory,
    /// In lockstep: accesses that race.
    Races,
    /// In lockstep: the search through every schedule.
    Search,
}

/// What the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Page {
    /// One lab.
    #[default]
    Lab,
    /// All labs, a question each.
    Labs,
    /// A stop of the lesson, counted from 1.
    Lesson(u32),
    /// What comes after the lesson's last stop.
    LessonEnd,
    /// What CPython measured beside what is predicted here.
    Fidelity,
    /// A program of the visitor's own.
    Program,
}

/// How the page dresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedOptions {
    /// What the page is about.
    pub page: Page,
    /// Fit for a frame: no navigation, no header.
    pub embed: bool,
    /// Light or dark.
    pub theme: Theme,
    /// Stacked or split.
    pub layout: Layout,
    /// Which panes are shown.
    pub panes: Vec<Pane>,
    /// Run once as soon as the engine is ready.
    pub autorun: bool,
    /// In large letters, for the back row.
    pub present: bool,
    /// The lesson's stop whose program is to be mended, counted from 1.
    pub mend: Option<u32>,
}

impl Default for EmbedOptions {
    fn default() -> Self {
        EmbedOptions {
            page: Page::Lab,
            embed: false,
            theme: Theme::Auto,
            layout: Layout::Split,
            panes: Pane::ALL.to_vec(),
            autorun: false,
            present: false,
            mend: None,
        }
    }
}

impl EmbedOptions {
    /// Sets one value by its key; unknown keys change nothing.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ValidationError> {
        match key {
            "page" => self.page = Page::read(value)?,
            "stop" if value.trim() == lesson::END => self.page = Page::LessonEnd,
            "stop" => self.page = Page::Lesson(lesson::read(key, value)?),
            "mend" => self.mend = Some(lesson::read(key, value)?),
            "present" => self.present = flag(key, value)?,
            "embed" => self.embed = flag(key, value)?,
            "theme" => self.theme = pick(&Theme::ALL, Theme::id, key, value)?,
            "layout" => self.layout = pick(&[Layout::Split, Layout::Stack], Layout::id, key, value)?,
            "panes" => self.panes = panes(value)?,
            "autorun" => self.autorun = flag(key, value)?,
            _ => {}
        }
        Ok(())
    }

    /// What differs from the default, as pairs.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let usual = EmbedOptions::default();
        let mut pairs = Vec::new();
        let mut push = |differs: bool, key, value: String| differs.then(|| pairs.push((key, value)));
        // An address names a program of the visitor's own as it names a lab.
        let named = self.page != usual.page && self.page != Page::Program;
        push(named, "page", self.page.id().into());
        match self.page {
            Page::Lesson(stop) => push(true, "stop", stop.to_string()),
            Page::LessonEnd => push(true, "stop", lesson::END.into()),
            _ => None,
        };
        push(self.embed != usual.embed, "embed", "1".into());
        push(self.theme != usual.theme, "theme", self.theme.id().into());
        push(self.layout != usual.layout, "layout", self.layout.id().into());
        push(
            self.panes != usual.panes,
            "panes",
            self.panes.iter().map(|pane| pane.id()).collect::<Vec<_>>().join(","),
        );
        push(self.autorun != usual.autorun, "autorun", "1".into());
        push(self.present, "present", "1".into());
        // Only a program can be mended.
        let mend = self.mend.filter(|_| self.page == Page::Program);
        push(mend.is_some(), "mend", mend.unwrap_or_default().to_string());
        pairs
    }
}

impl Page {
    /// All pages, the lesson at its first stop.
    const ALL: [Page; 5] = [Page::Lab, Page::Labs, Page::Lesson(1), Page::Fidelity, Page::Program];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Page::Lab => "lab",
            Page::Labs => "labs",
            Page::Lesson(_) | Page::LessonEnd => "lesson",
            Page::Fidelity => "fidelity",
            Page::Program => crate::PROGRAM,
        }
    }

    /// What it is called in the window's title and in a browser's history, where `lab` is the name of the lab that is open.
    pub fn title(self, lab: &str) -> String {
        match self {
            Page::Lab => lab.to_owned(),
            Page::Labs => "All labs".to_owned(),
            Page::Lesson(number) => match lesson::stop(number) {
                Some(stop) => format!("{number}. {}", stop.title),
                None => "Lesson".to_owned(),
            },
            Page::LessonEnd => "The end of the lesson".to_owned(),
            Page::Fidelity => "How true is it?".to_owned(),
            Page::Program => "Your program".to_owned(),
        }
    }

    fn read(id: &str) -> Result<Self, ValidationError> {
        pick(&Self::ALL, Self::id, "page", id)
    }
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

impl Layout {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Layout::Split => "split",
            Layout::Stack => "stack",
        }
    }
}

impl Pane {
    /// All panes, in the order of the page.
    pub const ALL: [Pane; 8] = [
        Pane::Code,
        Pane::Lanes,
        Pane::Graph,
        Pane::Plot,
        Pane::Turns,
        Pane::Memory,
        Pane::Races,
        Pane::Search,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Pane::Code => "code",
            Pane::Lanes => "lanes",
            Pane::Graph => "graph",
            Pane::Plot => "plot",
            Pane::Turns => "turns",
            Pane::Memory => "memory",
            Pane::Races => "races",
            Pane::Search => "search",
        }
    }
}

fn flag(key: &str, value: &str) -> Result<bool, ValidationError> {
    match value {
        "1" | "true" | "" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(ValidationError::new(key, value, "0 or 1")),
    }
}

fn panes(value: &str) -> Result<Vec<Pane>, ValidationError> {
    let panes = value
        .split(',')
        .map(|id| pick(&Pane::ALL, Pane::id, "panes", id.trim()));
    panes.collect::<Result<_, _>>().map_err(|_| {
        ValidationError::new(
            "panes",
            value,
            "some of code, lanes, graph, plot, turns, memory, races, search, with commas between",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_told_from_every_other_by_its_title() {
        let pages = [
            (Page::Lab, "Counter"),
            (Page::Labs, "All labs"),
            (Page::Lesson(1), "1. Two workers, nothing shared"),
            (Page::Lesson(9_999), "Lesson"),
            (Page::LessonEnd, "The end of the lesson"),
            (Page::Fidelity, "How true is it?"),
            (Page::Program, "Your program"),
        ];
        for (page, title) in pages {
            assert_eq!(page.title("Counter"), title);
        }
    }
}
