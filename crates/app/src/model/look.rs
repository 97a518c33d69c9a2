//! How things are looked at: what is open, pointed at, shown as a table.

use super::{Context, PtrEq, RichText};
use catalogue::Theme;

/// A change of how things are looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewChange {
    /// Which listing is in front.
    Listing(Language),
    /// This as a table, or as a picture.
    Table(Chart, bool),
    /// Which dialog is open.
    Dialog(Option<Dialog>),
    /// Which moment of which span is pointed at.
    Point(Option<PointedAt>),
    /// Light or dark.
    Theme(Theme),
    /// The system turned light or dark.
    Dark(bool),
    /// Whether letters are keys for the whole page.
    Letters(bool),
    /// The complaints were read.
    Dismiss,
    /// Which tab below the stage is in front.
    Below(Below),
    /// Whether the drawer of settings is open.
    Drawer(bool),
}

/// What can be shown as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// The lanes.
    Lanes,
    /// Throughput.
    Plot,
    /// What a search found.
    Search,
}

/// A tab below the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// What came of the run.
    Result,
    /// Throughput against threads, or what the run measured.
    Plot,
    /// Who waits for whom.
    Waits,
    /// The search through every schedule.
    Search,
    /// The evidence of races.
    Races,
    /// The runs that are kept.
    Runs,
}

/// A language of the program's listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// What a learner knows.
    Python,
    /// What runs.
    Rust,
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The link.
    Share,
    /// The keys.
    Help,
}

/// What is pointed at in the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointedAt {
    /// When, in nanoseconds.
    pub moment: u64,
    /// Which thread; none where several did it.
    pub thread: Option<u16>,
    /// Where in the program.
    pub place: u32,
}

/// What is open, pointed at, shown as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewState {
    /// Which listing is in front.
    pub language: Language,
    /// Lanes as a table.
    pub lanes_table: bool,
    /// Throughput as a table.
    pub plot_table: bool,
    /// What a search found as a table.
    pub search_table: bool,
    /// Which dialog is open.
    pub dialog: Option<Dialog>,
    /// What is pointed at in the lanes.
    pub pointed: Option<PointedAt>,
    /// Whether the system is dark.
    pub system_dark: bool,
    /// Which tab below the stage was chosen; the first of those there are when that one is not.
    pub below: Option<Below>,
    /// Whether the drawer of settings is open.
    pub drawer: bool,
}

impl ViewState {
    /// As the page comes.
    pub fn new(system_dark: bool) -> Self {
        ViewState {
            language: Language::Python,
            lanes_table: false,
            plot_table: false,
            search_table: false,
            dialog: None,
            pointed: None,
            system_dark,
            below: None,
            drawer: false,
        }
    }
}

impl Context {
    /// Something is looked at in another way.
    pub fn look(&mut self, look: ViewChange) {
        let looks = self.looks.edit();
        let said = match look {
            ViewChange::Listing(language) => {
                looks.language = language;
                match language {
                    Language::Python => "The program in Python.",
                    Language::Rust => "The program that runs, in Rust.",
                }
            }
            ViewChange::Table(chart, table) => {
                let (shown, said) = match chart {
                    Chart::Lanes => (
                        &mut looks.lanes_table,
                        ["The timeline as a picture.", "The timeline as a table."],
                    ),
                    Chart::Plot => (
                        &mut looks.plot_table,
                        ["Throughput as a picture.", "Throughput as a table."],
                    ),
                    Chart::Search => (
                        &mut looks.search_table,
                        ["Outcomes as a picture.", "Outcomes as a table."],
                    ),
                };
                *shown = table;
                said[usize::from(table)]
            }
            ViewChange::Theme(theme) => {
                self.chrome.theme = theme;
                match theme {
                    Theme::Auto => "Light or dark, as the system says.",
                    Theme::Light => "Light.",
                    Theme::Dark => "Dark.",
                }
            }
            ViewChange::Letters(on) => match on {
                true => "Letters are keys again, wherever nothing is typed.",
                false => "Letters are no keys any more. “Keys and words” switches them on again.",
            },
            ViewChange::Dismiss => {
                self.complaints = PtrEq::default();
                "The usual values are used."
            }
            ViewChange::Dialog(dialog) => return looks.dialog = dialog,
            ViewChange::Point(pointed) => return looks.pointed = pointed,
            ViewChange::Dark(dark) => return looks.system_dark = dark,
            ViewChange::Below(below) => return looks.below = Some(below),
            ViewChange::Drawer(open) => return looks.drawer = open,
        };
        self.say(RichText::of(said));
    }
}
