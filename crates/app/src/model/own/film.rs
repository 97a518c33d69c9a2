//! The film of a failure: moved through by hand, played, and left for another schedule.

use super::{Filming, Own, Showing};
use crate::model::{Context, Model, RichText};
use protocol::check::{CheckerCommand, Film};
use std::rc::Rc;

/// Milliseconds that a move is shown while the film plays.
const PACE_MS: f64 = 900.0;

impl Model {
    /// Asks for a Python's shortest failure; it opens after so many moves, or at the switch that does the harm.
    pub(super) fn film_failure(&mut self, python: usize, at: Option<usize>, plays: bool) {
        let failure = match &self.own.results[python.min(2)] {
            // One that is too long has no moves to be shown.
            super::Result3::Known(verdict) => verdict.shortest.clone().filter(|failure| failure.moves > 0),
            _ => None,
        };
        let Some(failure) = failure else { return };
        let own = self.own.edit();
        own.python = python;
        let wish = Wish {
            at,
            plays,
            chosen: false,
        };
        own.film(failure.schedule, None, wish, &mut self.ctx);
    }

    pub(super) fn watch_failure(&mut self, python: usize) {
        let own = self.own.edit();
        (own.python, own.tab, own.chosen) = (python.min(2), super::Tab::Film, true);
        match &mut own.showing {
            Some(showing) if usize::from(showing.film.python) == python && !showing.branched => {
                (showing.at, showing.playing) = (0, true);
                own.played_ms = 0.0;
            }
            _ => self.film_failure(python, Some(0), true),
        }
        self.say_verdict();
    }

    /// Plays a schedule that ends in one of the ways that were found.
    pub(super) fn watch_ending(&mut self, ending: usize) {
        let verdict = self.own.verdict().cloned();
        let found = verdict.as_ref().and_then(|verdict| verdict.endings.get(ending));
        let Some(ending) = found.filter(|ending| !ending.schedule.is_empty()) else {
            return;
        };
        let own = self.own.edit();
        own.tab = super::Tab::Film;
        let wish = Wish {
            at: Some(0),
            plays: true,
            chosen: true,
        };
        own.film(ending.schedule.clone(), None, wish, &mut self.ctx);
    }

    pub(super) fn filmed(&mut self, film: Film) {
        let own = self.own.edit();
        let Some(filming) = own.filming.take_if(|filming| filming.id == film.id) else {
            return;
        };
        let rows = film.rows.len();
        let (failed, ending) = (film.failed, film.ending.clone());
        let harm = film.harm.map_or(rows, |harm| harm as usize + 1);
        own.played_ms = 0.0;
        own.showing = Some(Showing {
            at: filming.at.unwrap_or(harm).min(rows),
            playing: filming.plays,
            branched: filming.branched,
            film: Rc::new(film),
        });
        if filming.branched {
            let said = RichText::of("This schedule ends so: ");
            let differs = self.own.verdict().is_some_and(|verdict| verdict.outputs > 0);
            let said = match (failed, differs) {
                (true, _) => said.bad(ending),
                (false, true) => said.strong(ending),
                (false, false) => said.good(ending),
            };
            self.ctx.say(said.say("."));
        }
    }

    pub(super) fn to(&mut self, at: usize) {
        if let Some(showing) = &mut self.own.edit().showing {
            showing.at = at.min(showing.film.rows.len());
            showing.playing = false;
        }
    }

    pub(super) fn move_film(&mut self, on: bool) {
        let at = self.own.showing.as_ref().map_or(0, |showing| showing.at);
        self.to(if on { at + 1 } else { at.saturating_sub(1) });
    }

    pub(super) fn play_film(&mut self) {
        let own = self.own.edit();
        own.played_ms = 0.0;
        if let Some(showing) = &mut own.showing {
            showing.playing = !showing.playing;
            if showing.playing && showing.at >= showing.film.rows.len() {
                showing.at = 0;
            }
        }
    }

    pub(super) fn seek_harm(&mut self) {
        let harm = self.own.showing.as_ref().and_then(|showing| showing.film.harm);
        if let Some(harm) = harm {
            self.to(harm as usize + 1);
        }
    }

    /// From the move on show on another thread goes on; what was to come is no more.
    pub(super) fn branch(&mut self, thread: u16) {
        let Some(showing) = self.own.showing.clone() else {
            return;
        };
        let Some(row) = showing.at.checked_sub(1).and_then(|last| showing.film.rows.get(last)) else {
            return;
        };
        if !row.can.contains(&thread) {
            return self
                .ctx
                .say(RichText::of("No other thread can go on between these two moves."));
        }
        let wish = Wish {
            at: Some(showing.at + 1),
            plays: false,
            chosen: true,
        };
        let leaves = Some((row.effects, thread));
        self.own
            .edit()
            .film(showing.film.schedule.clone(), leaves, wish, &mut self.ctx);
    }

    /// So much time went by.
    pub(in crate::model) fn tick_own(&mut self, elapsed_ms: f64) {
        if self.own.wants_ticks() {
            let ticked = self.own.edit().watch.tick(elapsed_ms);
            if let crate::model::WatchdogVerdict::InVain(what) = ticked {
                self.in_vain(what);
            }
            self.own.edit().play_on(elapsed_ms);
        }
    }

    fn in_vain(&mut self, what: crate::model::Awaited) {
        match what {
            crate::model::Awaited::Start => self.checker_died("it did not start in time."),
            // One schedule takes long; the search is over all the same.
            _ => {
                let own = self.own.edit();
                own.looking = None;
                own.lose();
                own.launch(&mut self.ctx);
                self.ctx
                    .say(RichText::of("Stopped in the middle of a very long schedule."));
            }
        }
    }
}

/// Where a film opens, and whether it plays.
pub(super) struct Wish {
    pub(super) at: Option<usize>,
    pub(super) plays: bool,
    /// Whether it is another than the shortest failure, at the visitor's wish.
    pub(super) chosen: bool,
}

impl Own {
    /// Asks for the run that an address names: its schedule, and after how many moves it opens, at its end if that is not said.
    pub(super) fn film_of_address(&mut self, (schedule, at): (String, Option<u64>), ctx: &mut Context) {
        let at = at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
        let wish = Wish {
            at: Some(at),
            plays: false,
            chosen: false,
        };
        self.film(schedule, None, wish, ctx);
    }

    pub(super) fn film(&mut self, schedule: String, branch: Option<(u64, u16)>, wish: Wish, ctx: &mut Context) {
        let id = self.take_id();
        self.filming = Some(Filming {
            id,
            at: wish.at,
            plays: wish.plays,
            branched: wish.chosen,
        });
        let ask = CheckerCommand::Film {
            id,
            source: self.text.to_string(),
            file: self.name.clone(),
            python: self.python as u8,
            schedule,
            branch,
        };
        self.ask(ask, ctx);
    }

    fn play_on(&mut self, elapsed_ms: f64) {
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
