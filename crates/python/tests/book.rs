//! The book says which modules are here, what they lack, and what is said of the others; `THREADBARE_BOOK=update` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use python::library::{imports, lacking, sources, stdlib};

const BEGIN: &str = "## The modules\n";

/// What the code knows, as a chapter's end.
fn modules() -> String {
    let listed = |names: Vec<&str>| {
        names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut here: Vec<&str> = sources::SOURCES.iter().map(|(name, _)| *name).collect();
    here.extend(["math", "sys", "builtins", "unicodedata"]);
    here.retain(|name| !name.starts_with('_') && *name != "posixpath");
    here.sort_unstable();
    let mut text = format!("{BEGIN}\nHere, most of them in full: {}.\n", listed(here));
    text += "\n| of | these are not here |\n|---|---|\n";
    for (module, names) in lacking::lacking() {
        text += &format!("| `{module}` | {} |\n", listed(names.collect()));
    }
    let mut said: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for module in stdlib::modules().filter(|name| !name.starts_with('_')) {
        let sentence = imports::said_of(module).unwrap_or_default();
        let sentence = sentence.replace(&format!("The module {module} "), "The module *name* ");
        said.entry(sentence).or_default().push(module);
    }
    said.remove("");
    text += "\n| a program that imports | is told |\n|---|---|\n";
    for (sentence, names) in said {
        text += &format!("| {} | {sentence} |\n", listed(names));
    }
    text
}

#[test]
fn the_book_says_what_is_left_out() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/book/src/python.md");
    let chapter = fs::read_to_string(&file).expect("a chapter");
    let before = chapter.split(BEGIN).next().unwrap_or_default();
    let new = format!("{before}{}", modules());
    if std::env::var("THREADBARE_BOOK").is_ok_and(|word| word == "update") {
        fs::write(&file, new).expect("the chapter is written");
    } else {
        assert_eq!(chapter, new, "THREADBARE_BOOK=update writes it");
    }
}
