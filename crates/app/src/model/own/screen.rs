//! The film on show: moved through by hand, and played.

use crate::model::{Context, RichText};
use protocol::check::Film;
use std::rc::Rc;

/// Milliseconds that a move is shown while the film plays.
const PACE_MS: f64 = 900.0;

/// The film on show.
#[derive(Clone, Debug, PartialEq)]
pub struct Showing {
    /// The run.
    pub film: Rc<Film>,
    /// So many of its moves are shown.
    pub at: usize,
    /// Whether it plays.
    pub playing: bool,
    /// Whether the visitor chose it: by another thread's move, or from the list of how schedules end.
    pub branched: bool,
}

/// The film of a run, on show or on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// The film on show.
    pub showing: Option<Showing>,
    /// The one that is on its way.
    pub(in crate::model) filming: Option<Filming>,
    /// What an address wants to be shown once its program is read: a schedule, and after how many moves.
    pub(in crate::model) wanted: Option<(String, Option<u64>)>,
    played_ms: f64,
}

/// A film that is on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Filming {
    /// Its number.
    pub id: u32,
    /// Where it opens; none for the switch that does the harm.
    pub at: Option<usize>,
    /// Whether it plays.
    pub plays: bool,
    /// Whether the visitor chose it.
    pub branched: bool,
}

impl Screen {
    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.showing.as_ref().is_some_and(|showing| showing.playing)
    }

    /// Whether this film is on its way.
    pub fn is_filming(&self, id: u32) -> bool {
        self.filming.as_ref().is_some_and(|filming| filming.id == id)
    }

    /// The line of the move that was shown last, and each thread's line so far.
    pub fn lines(&self) -> (Option<u32>, Vec<(u16, u32)>) {
        let Some(showing) = &self.showing else {
            return (None, Vec::new());
        };
        let rows = &showing.film.rows[..showing.at.min(showing.film.rows.len())];
        let mut lines: Vec<(u16, u32)> = Vec::new();
        for row in rows.iter().filter(|row| row.line > 0) {
            lines.retain(|(thread, _)| *thread != row.thread);
            lines.push((row.thread, row.line));
        }
        (rows.last().map(|row| row.line).filter(|line| *line > 0), lines)
    }

    /// The schedule and the moves on show, for an address; a film that plays is at no move.
    pub(super) fn address(&self) -> (Option<String>, Option<u64>) {
        match (&self.wanted, &self.showing) {
            (Some((schedule, at)), _) => (Some(schedule.clone()), *at),
            (None, Some(showing)) => {
                let at = (!showing.playing).then_some(showing.at as u64);
                (Some(showing.film.schedule.clone()), at)
            }
            _ => (None, None),
        }
    }

    /// A film has come, and opens where it was wanted; `differs` says that outputs depend on the order.
    pub(super) fn filmed(&mut self, film: Film, differs: bool, ctx: &mut Context) {
        let Some(filming) = self.filming.take_if(|filming| filming.id == film.id) else {
            return;
        };
        let rows = film.rows.len();
        let (failed, ending) = (film.failed, film.ending.clone());
        let harm = film.harm.map_or(rows, |harm| harm as usize + 1);
        self.played_ms = 0.0;
        self.showing = Some(Showing {
            at: filming.at.unwrap_or(harm).min(rows),
            playing: filming.plays,
            branched: filming.branched,
            film: Rc::new(film),
        });
        if filming.branched {
            let said = RichText::of("This schedule ends so: ");
            let said = match (failed, differs) {
                (true, _) => said.bad(ending),
                (false, true) => said.strong(ending),
                (false, false) => said.good(ending),
            };
            ctx.say(said.say("."));
        }
    }

    /// So many moves are shown.
    pub fn to(&mut self, at: usize) {
        if let Some(showing) = &mut self.showing {
            showing.at = at.min(showing.film.rows.len());
            showing.playing = false;
        }
    }

    /// One move on, or back.
    pub fn step(&mut self, on: bool) {
        let at = self.showing.as_ref().map_or(0, |showing| showing.at);
        self.to(if on { at + 1 } else { at.saturating_sub(1) });
    }

    /// Plays, or rests.
    pub fn play(&mut self) {
        self.played_ms = 0.0;
        if let Some(showing) = &mut self.showing {
            showing.playing = !showing.playing;
            if showing.playing && showing.at >= showing.film.rows.len() {
                showing.at = 0;
            }
        }
    }

    /// To the switch that does the harm.
    pub fn seek_harm(&mut self) {
        let harm = self.showing.as_ref().and_then(|showing| showing.film.harm);
        if let Some(harm) = harm {
            self.to(harm as usize + 1);
        }
    }

    /// Plays a Python's shortest failure again from its start; `false` when that is not the film on show.
    pub(super) fn replay(&mut self, python: usize) -> bool {
        let is_it = |showing: &&mut Showing| usize::from(showing.film.python) == python && !showing.branched;
        let showing = self.showing.as_mut().filter(is_it);
        let found = showing.is_some();
        if let Some(showing) = showing {
            (showing.at, showing.playing) = (0, true);
            self.played_ms = 0.0;
        }
        found
    }

    /// Another Python is looked at: a film of another than this goes.
    pub(super) fn leave_to(&mut self, python: usize) {
        self.showing
            .take_if(|showing| usize::from(showing.film.python) != python);
    }

    /// Stands still.
    pub fn rest(&mut self) {
        if let Some(showing) = &mut self.showing {
            showing.playing = false;
        }
    }

    /// The text is another: there is no film of it.
    pub(super) fn forget(&mut self) {
        (self.showing, self.filming) = (None, None);
    }

    /// So much time went by.
    pub(super) fn play_on(&mut self, elapsed_ms: f64) {
        let Some(showing) = self.showing.as_mut().filter(|showing| showing.playing) else {
            return;
        };
        self.played_ms += elapsed_ms;
        if self.played_ms >= PACE_MS {
            self.played_ms = 0.0;
            showing.at = (showing.at + 1).min(showing.film.rows.len());
            showing.playing = showing.at < showing.film.rows.len();
        }
    }
}
