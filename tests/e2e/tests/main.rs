//! What a person does on the page, and what must come of it. Each test has a browser of its own.

mod accessible;
mod addresses;
mod book;
mod crashes;
mod editor;
mod element;
mod embeds;
mod files;
mod firefox;
mod frames;
mod front;
mod generators;
mod hosts;
mod labs;
mod lesson;
mod lockstep;
mod looks;
mod messages;
mod monkey;
mod nginx;
mod pixels;
mod pools;
mod program;
mod runs;
mod start;
mod sweeps;
