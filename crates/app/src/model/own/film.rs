//! The film of a failure: asked for, played from its start, and left for another schedule.

use super::{Own, Result3, Tab, screen::Filming};
use crate::model::Context;
use protocol::check::CheckerCommand;

/// Where a film opens, and whether it plays.
pub(super) struct Wish {
    at: Option<usize>,
    plays: bool,
    /// Whether it is another than the shortest failure, at the visitor's wish.
    chosen: bool,
}

impl Own {
    /// Asks for a Python's shortest failure; it opens after so many moves, or at the switch that does the harm.
    pub(super) fn film_failure(&mut self, python: usize, at: Option<usize>, plays: bool, ctx: &mut Context) {
        let failure = match &self.found.results[python.min(2)] {
            // One that is too long has no moves to be shown.
            Result3::Known(verdict) => verdict.shortest.clone().filter(|failure| failure.moves > 0),
            _ => None,
        };
        let Some(failure) = failure else { return };
        self.found.python = python;
        let chosen = false;
        self.film(failure.schedule, None, Wish { at, plays, chosen }, ctx);
    }

    /// Plays a Python's shortest failure from its start.
    pub fn watch_failure(&mut self, python: usize, ctx: &mut Context) {
        self.found.tab = Tab::Film;
        (self.found.python, self.found.chosen) = (python.min(2), true);
        if !self.screen.replay(python) {
            self.film_failure(python, Some(0), true, ctx);
        }
        self.found.say(ctx);
    }

    /// Plays a schedule that ends in one of the ways that were found.
    pub fn watch_ending(&mut self, ending: usize, ctx: &mut Context) {
        let verdict = self.found.verdict().cloned();
        let found = verdict.as_ref().and_then(|verdict| verdict.endings.get(ending));
        let Some(ending) = found.filter(|ending| !ending.schedule.is_empty()) else {
            return;
        };
        self.found.tab = Tab::Film;
        let wish = Wish {
            at: Some(0),
            plays: true,
            chosen: true,
        };
        self.film(ending.schedule.clone(), None, wish, ctx);
    }

    /// From the move on show on another thread goes on; what was to come is no more.
    pub fn branch(&mut self, thread: u16, ctx: &mut Context) {
        let Some(showing) = self.screen.showing.clone() else {
            return;
        };
        let Some(row) = showing.at.checked_sub(1).and_then(|last| showing.film.rows.get(last)) else {
            return;
        };
        if !row.can.contains(&thread) {
            return ctx.note("No other thread can go on between these two moves.");
        }
        let wish = Wish {
            at: Some(showing.at + 1),
            plays: false,
            chosen: true,
        };
        let leaves = Some((row.effects, thread));
        self.film(showing.film.schedule.clone(), leaves, wish, ctx);
    }

    /// Asks for the run that an address names: its schedule, and after how many moves it opens, at its end if that is not said.
    pub fn film_of_address(&mut self, (schedule, at): (String, Option<u64>), ctx: &mut Context) {
        let at = at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
        let wish = Wish {
            at: Some(at),
            plays: false,
            chosen: false,
        };
        self.film(schedule, None, wish, ctx);
    }

    fn film(&mut self, schedule: String, branch: Option<(u64, u16)>, wish: Wish, ctx: &mut Context) {
        let id = self.checker.take_id();
        self.screen.filming = Some(Filming {
            id,
            at: wish.at,
            plays: wish.plays,
            branched: wish.chosen,
        });
        let ask = CheckerCommand::Film {
            id,
            source: self.source.text.to_string(),
            file: self.source.name.clone(),
            python: self.found.python as u8,
            schedule,
            branch,
        };
        self.checker.ask(ask, ctx);
    }
}
