//! Texts to work on: the book, the visitor's own files, repetition, and made-up text of any size.

pub mod decode;
pub mod repeat;
pub mod zipf;

/// Jane Austen's *Persuasion* (1818), in the public domain; see `data/BOOK.md`.
pub const BOOK: &str = include_str!("../../data/book.txt");
