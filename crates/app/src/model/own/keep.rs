//! Where the text comes from when the page opens, and how an address holds it.

use super::{Own, Showing};
use crate::model::{Context, Model, RichText};
use catalogue::OwnAddress;
use protocol::check::CheckerCommand;

/// The program that the page has when there is no other.
const FIRST: &str = include_str!("../../../../../examples/call-in-between.py");

impl Model {
    /// The page is about a program of the visitor's own from now on: the one that the address holds, or the one that was there.
    pub(in crate::model) fn open_own(&mut self, query: &str, hash: &str) {
        let (address, complaints) = OwnAddress::read(query, hash);
        self.ctx.complaints.edit().extend(complaints);
        let known = self.own.address();
        // What the reader allowed was said of a text or a list.
        self.ctx.tells_host &= self.own.open;
        let own = self.own.edit();
        own.open = true;
        if own.placed == 0 {
            own.place_first();
        }
        if known != address || address.src.is_none() {
            own.take(&address, &mut self.ctx);
        }
        // What searches is fetched while the program is read; in a frame, of which a page may have twelve, at the first press.
        if !self.ctx.chrome.embed {
            self.own.edit().prepare(&mut self.ctx);
        }
        if !self.own.unread {
            self.ctx.say(RichText::of("Threads that share something can run in many orders. Press “Find what can go wrong”: every one is tried."));
            self.ctx.greet();
            if self.ctx.chrome.autorun && address.src.is_none() {
                self.look_for_failures();
            }
        }
    }

    /// The page is about something else from now on; the film rests.
    pub(in crate::model) fn leave_own(&mut self) {
        self.leave_live();
        self.withdraw();
        // What the reader allowed was said of this program.
        self.ctx.tells_host = false;
        let own = self.own.edit();
        own.open = false;
        if let Some(showing) = &mut own.showing {
            showing.playing = false;
        }
    }

    /// What an earlier visit typed, where the address holds nothing.
    pub fn recall_program(&mut self, text: &str) {
        if self.own.unread || text.is_empty() {
            return;
        }
        let own = self.own.edit();
        own.forget();
        own.text = text.into();
        own.name = "program.py".into();
        own.mine = true;
        own.placed += 1;
    }
}

/// An example as a visitor sees it: its question and its code, without what is said to the command line.
pub(super) fn shown(example: &str) -> String {
    let said = |line: &str| {
        ["# title:", "# expect", "# set:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let lines = example.lines().filter(|line| !said(line));
    lines
        .map(|line| line.replacen("# question: ", "# ", 1) + "\n")
        .collect()
}

impl Own {
    fn place_first(&mut self) {
        self.text = shown(FIRST).into();
        self.name = "program.py".into();
        self.placed = 1;
    }

    fn take(&mut self, address: &OwnAddress, ctx: &mut Context) {
        self.python = address.python.min(2);
        let wanted = address.schedule.clone().map(|schedule| (schedule, address.at));
        match &address.src {
            Some(src) if self.packed.as_ref() != Some(&Ok(src.clone())) => {
                let id = self.take_id();
                (self.unread, self.unpacking, self.wanted) = (true, Some(id), wanted);
                self.packed = Some(Ok(src.clone()));
                let packed = src.clone();
                self.ask(CheckerCommand::Unpack { id, packed }, ctx);
            }
            _ => {
                if let Some(wanted) = wanted {
                    self.film_of_address(wanted, ctx);
                }
            }
        }
    }

    /// What an address says of it.
    pub fn address(&self) -> OwnAddress {
        let src = self.packed.clone().and_then(Result::ok);
        let still = |showing: &&Showing| !showing.playing;
        let (schedule, at) = match (&self.wanted, &self.showing) {
            (Some((schedule, at)), _) => (Some(schedule.clone()), *at),
            (None, Some(showing)) => {
                let at = Some(showing).filter(still).map(|showing| showing.at as u64);
                (Some(showing.film.schedule.clone()), at)
            }
            _ => (None, None),
        };
        OwnAddress {
            src,
            python: self.python,
            schedule,
            at,
        }
    }
}
