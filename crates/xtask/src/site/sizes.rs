//! What a visitor downloads: each file's size under gzip, and the budgets that none may exceed.

use std::fs;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

use crate::Outcome;

/// Files whose names begin and end like one of these may have at most so many KB (of 1,000 bytes) together under gzip -9.
struct Budget {
    what: &'static str,
    files: &'static [(&'static str, &'static str)],
    most: f64,
}

/// The goals are 350 KB for everything before a person can press a button, 250 KB for the engine and 400 KB for the checker. The first is reached since the page
/// is in two halves; the others are ratchets: what is reached is kept. They were raised for three labs (14 to 30 KB each); the checker's for going back in a search
/// and for `collections.abc` (21 KB), and with the engine of programs for what programs import: moments of time, warnings, protocols (5 KB, and 2 where a library gained features that `xtask` asks of it); engine and
/// simulator's for texts and lists as people have them: marks of all scripts, other encodings, columns by their names (5 to 15 KB); the checker's for runs too
/// long to be searched (5 KB); both again for dates with zones, records through a queue, hints that are text and the names of what is not here (12 and 8 KB); the simulator's for what
/// is generic and now compiled in each of three crates (10 KB); all but the checker's for saying in words, wherever a report is written, who waits for whom (2 to 6 KB), and
/// the second half's for what is said beside the lines of a race (4 KB), and for tokens that fly and pictures of labs (3 KB); the checker's and the engine of programs'
/// for the containers that a call looks into, the names that modules lack, all methods of bytes, and what formats, patterns,
/// classes and modules look into (34 KB); the second half's, the engine's and the simulator's for lanes in
/// the order of steps, and for the reason why a lock seems to help (1 to 2 KB), and the second half's for pictures that come into a presenter's view (1 KB);
/// the checker's and the engine of programs' for what `asyncio` is asked by other threads than its loop's (2 KB).
const BUDGETS: [Budget; 7] = [
    Budget {
        what: "first load",
        files: &[
            ("index", ".html"),
            ("app", ".js"),
            ("app", "_bg.wasm"),
            ("arrive", ".js"),
            ("presence", ".js"),
            ("second", ".js"),
            ("start", ".js"),
            ("page", ".css"),
        ],
        most: 350.0,
    },
    Budget {
        what: "second half",
        files: &[("split_", ".wasm")],
        most: 238.0,
    },
    Budget {
        what: "engine",
        files: &[("engine", "_bg.wasm")],
        most: 396.0,
    },
    Budget {
        what: "engine of programs",
        files: &[("program-engine", "_bg.wasm")],
        most: 1078.0,
    },
    Budget {
        what: "simulator",
        files: &[("simulator", "_bg.wasm")],
        most: 757.0,
    },
    Budget {
        what: "checker",
        files: &[("checker", "_bg.wasm")],
        most: 1057.0,
    },
    // CodeMirror and its Python mode, after the first paint of the first page alone.
    Budget {
        what: "editor",
        files: &[("editor", ".js")],
        most: 125.0,
    },
];

/// Prints every file's size and each budget; an error names the budgets that are exceeded.
pub fn check(site: &Path) -> Outcome {
    let sizes = sizes(site)?;
    for (name, size) in &sizes {
        println!("{size:8.1} KB gzip  {name}");
    }
    let exceeded: Vec<String> = BUDGETS.iter().filter_map(|budget| budget.complaint(&sizes)).collect();
    match exceeded.is_empty() {
        true => Ok(()),
        false => Err(exceeded.join("\n")),
    }
}

fn sizes(site: &Path) -> Outcome<Vec<(String, f64)>> {
    let size = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(site).unwrap_or(path).to_string_lossy().into_owned();
        let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        Ok((name, gzipped(&bytes)? as f64 / 1000.0))
    };
    super::files(site)?.iter().map(size).collect()
}

fn gzipped(bytes: &[u8]) -> Outcome<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    std::io::Write::write_all(&mut encoder, bytes).map_err(|error| error.to_string())?;
    Ok(encoder.finish().map_err(|error| error.to_string())?.len())
}

impl Budget {
    fn complaint(&self, sizes: &[(String, f64)]) -> Option<String> {
        let total: f64 = sizes
            .iter()
            .filter(|(name, _)| self.has(name))
            .map(|(_, size)| size)
            .sum();
        println!("{:>20}: {total:.1} of {:.0} KB", self.what, self.most);
        let is_there = |part: &&(&str, &str)| sizes.iter().any(|(name, _)| is_like(name, part));
        match self.files.iter().find(|part| !is_there(part)) {
            Some((begins, ends)) => Some(format!(
                "the {} is not whole in the site: no file is named {begins}…{ends}",
                self.what
            )),
            None if total > self.most => Some(format!(
                "the {} has {total:.1} KB and may have {:.0}",
                self.what, self.most
            )),
            None => None,
        }
    }

    // What stands beside the code belongs to the page; the book has styles and a first page of its own.
    fn has(&self, name: &str) -> bool {
        !name.starts_with("docs/") && self.files.iter().any(|part| is_like(name, part))
    }
}

fn is_like(name: &str, (begins, ends): &(&str, &str)) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with(begins) && file.ends_with(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: Budget = Budget {
        what: "page",
        files: &[("app", "_bg.wasm"), ("app", ".js")],
        most: 12.0,
    };

    #[test]
    fn a_budget_adds_up_its_files_and_names_what_is_over() {
        let sizes = |size| {
            vec![
                ("code-1/app_bg.wasm".to_owned(), size),
                ("code-1/app.js".to_owned(), 2.0),
                ("code-1/other.js".to_owned(), 99.0),
                ("docs/app.js".to_owned(), 99.0),
            ]
        };
        assert_eq!(BUDGET.complaint(&sizes(10.0)), None);
        assert_eq!(
            BUDGET.complaint(&sizes(10.5)).as_deref(),
            Some("the page has 12.5 KB and may have 12")
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_no_saving() {
        let half = vec![("code-1/app_bg.wasm".to_owned(), 1.0)];
        assert!(BUDGET.complaint(&half).unwrap().contains("no file is named app….js"));
    }
}
