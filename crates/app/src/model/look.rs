//! How things are looked at: what is open, pointed at, shown as a table.

use catalogue::Theme;

/// A change of how things are looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewChange {
    /// Which listing is in front.
    Listing(Language),
    /// Lanes as a table.
    LanesTable(bool),
    /// Throughput as a table.
    PlotTable(bool),
    /// What a search found as a table.
    SearchTable(bool),
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
    /// Which moment of the run on show is looked at, in nanoseconds; `None` for its end.
    Moment(Option<u64>),
    /// Play the run on show again, or pause.
    Play,
    /// So many milliseconds of a replay went by.
    Beat(f64),
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
