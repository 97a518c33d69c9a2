//! The book beside the page keeps its word: each command behind a `$` is run and each output compared, each link leads somewhere, each field is explained.
//!
//! `THREADBARE_BOOK=update cargo test -p threadbare --test book` writes what commands print today into the book.

mod blocks;
mod fields;
mod install;
mod links;
mod outputs;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the chapters.
fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/book/src")
}

/// Every chapter with its text.
fn chapters() -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(source()).expect("the book is there").flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|kind| kind == "md"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(file).expect("a chapter is text")))
        .collect()
}
