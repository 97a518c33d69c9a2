//! The page about a program of the visitor's own: its text and what is found in it, and the same program on real threads.

mod command;
mod events;
mod host;
mod text;

pub use command::{CheckCommand, FilmCommand, ProgramCommand, TextCommand};

use super::{Context, Live, Own, PtrEq};
use catalogue::{EmbedOptions, OwnAddress};
use protocol::Settings;

/// A program of the visitor's own.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Its text, and what the checker finds in it.
    pub own: PtrEq<Own>,
    /// The same on real threads.
    pub live: PtrEq<Live>,
}

impl Program {
    /// The page is about it from now on: the one that the address holds, or the one that was there.
    pub fn open(&mut self, query: &str, hash: &str, ctx: &mut Context) {
        let (address, complaints) = OwnAddress::read(query, hash);
        ctx.complaints.edit().extend(complaints);
        let known = self.own.address();
        // What the reader allowed was said of a text or a list.
        ctx.tells_host &= self.own.source.open;
        let own = self.own.edit();
        own.source.open = true;
        own.source.place_first();
        if known != address || address.src.is_none() {
            own.take(&address, ctx);
        }
        // What searches is fetched while the program is read; in a frame, of which a page may have twelve, at the first press.
        if !ctx.chrome.embed {
            own.checker.prepare(ctx);
        }
        if !own.source.unread {
            ctx.say(super::RichText::of("Threads that share something can run in many orders. Press “Find what can go wrong”: every one is tried."));
            ctx.greet();
            if ctx.chrome.autorun && address.src.is_none() {
                own.look_for_failures(ctx);
            }
        }
    }

    /// The page is about something else from now on; the film rests.
    pub fn leave(&mut self, ctx: &mut Context) {
        self.live.edit().leave(ctx);
        let own = self.own.edit();
        own.checker.withdraw(ctx);
        // What the reader allowed was said of this program.
        ctx.tells_host = false;
        own.source.open = false;
        own.screen.rest();
    }

    /// What an earlier visit typed, where the address holds nothing.
    pub fn recall(&mut self, text: &str) {
        if self.own.source.unread || text.is_empty() {
            return;
        }
        let own = self.own.edit();
        own.forget();
        own.source.recall(text);
    }

    /// `loading`, `ready`, `running` or `deadlocked`, for people's test scripts.
    pub fn state(&self) -> &'static str {
        let Program { own, live } = self;
        match (own.source.unread, own.checker.is_looking()) {
            (true, _) => "loading",
            (_, true) => "running",
            _ if live.is_running() => "running",
            _ if live.doing.is_stuck() => "deadlocked",
            _ => "ready",
        }
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        self.own.wants_ticks() || self.live.pool.watch.is_on()
    }

    /// So much time went by.
    pub fn tick(&mut self, elapsed_ms: f64, ctx: &mut Context) {
        if self.own.wants_ticks() {
            self.own.edit().tick(elapsed_ms, ctx);
        }
        if self.live.pool.watch.is_on() {
            self.live.edit().tick(elapsed_ms, ctx);
        }
    }

    /// What is set of it, and how the page dresses, by their keys.
    pub fn settings(&self, chrome: &EmbedOptions) -> Settings {
        let own = self.own.address().pairs().into_iter().chain(chrome.pairs());
        own.map(|(key, value)| (key.to_string(), value)).collect()
    }
}
