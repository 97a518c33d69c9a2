//! The book beside the page: mdBook's, with a template of ours, because the site's policy allows no script inside a page.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::{Outcome, child, places};

/// What mdBook lays beside any book, and this one's template does not use.
const UNUSED: [&str; 12] = [
    "404.html",
    "ayu-highlight.css",
    "book.js",
    "clipboard.min.js",
    "css",
    "favicon.png",
    "favicon.svg",
    "fonts",
    "highlight.css",
    "toc.html",
    "toc.js",
    "tomorrow-night.css",
];

/// Makes the book into a folder. No part of the page loads anything of it.
pub fn make(mdbook: &Path, folder: &Path) -> Outcome {
    let mut build = child::command(mdbook);
    build
        .arg("build")
        .arg(places::root().join("docs/book"))
        .arg("--dest-dir")
        .arg(folder);
    child::run_quietly(&mut build, &places::target().join("threadbare/book.log"))?;
    for name in UNUSED {
        let path = folder.join(name);
        let gone = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        // Which of them there are depends on how mdBook was built.
        gone.or_else(|error| {
            if error.kind() == ErrorKind::NotFound {
                Ok(())
            } else {
                Err(error)
            }
        })
        .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
