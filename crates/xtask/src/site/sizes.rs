//! What a visitor downloads: each file's size under gzip, and the budgets that none may exceed.

use std::fs;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

use crate::Outcome;

/// Files whose names begin and end like this may have at most so many KB (of 1,000 bytes) together under gzip -9.
struct Budget {
    what: &'static str,
    begins: &'static str,
    ends: &'static str,
    most: f64,
}

/// The goals are 350 KB for everything before a person can press a button, 250 KB for the engine and 400 KB for the checker. These are ratchets: what is
/// reached is kept. They were raised for three labs (14 to 30 KB each), for a program of one's own as the first page (28 KB), for the stage of the labs with
/// its objects and replay (16 KB, after the words of panics were taken out), and for programs on real threads, the gallery and the lesson together (48 KB); the
/// checker's for going back in a search and for `collections.abc` (21 KB), and with the engine of programs for what programs import: moments of time, warnings,
/// protocols (5 KB); page, engine and simulator's for texts and lists as people have them: marks of all scripts, other encodings, columns by their names, and what
/// a page around may hear of them (5 to 15 KB); the page's for runs that are kept and shared, values of curves and outputs that differ (15 KB), which with runs too long to be searched took 5 KB of the checker's.
const BUDGETS: [Budget; 6] = [
    Budget {
        what: "page",
        begins: "app",
        ends: "_bg.wasm",
        most: 498.0,
    },
    Budget {
        what: "engine",
        begins: "engine",
        ends: "_bg.wasm",
        most: 392.0,
    },
    Budget {
        what: "engine of programs",
        begins: "program-engine",
        ends: "_bg.wasm",
        most: 1025.0,
    },
    Budget {
        what: "simulator",
        begins: "simulator",
        ends: "_bg.wasm",
        most: 738.0,
    },
    Budget {
        what: "checker",
        begins: "checker",
        ends: "_bg.wasm",
        most: 1010.0,
    },
    // CodeMirror and its Python mode, after the first paint of the first page alone.
    Budget {
        what: "editor",
        begins: "editor",
        ends: ".js",
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
        let mine = |name: &str| {
            let file = name.rsplit('/').next().unwrap_or(name);
            file.starts_with(self.begins) && file.ends_with(self.ends)
        };
        let total: f64 = sizes.iter().filter(|(name, _)| mine(name)).map(|(_, size)| size).sum();
        println!("{:>10}: {total:.1} of {:.0} KB", self.what, self.most);
        match total {
            0.0 => Some(format!(
                "the {} is not in the site: no file is named {}…{}",
                self.what, self.begins, self.ends
            )),
            total if total > self.most => Some(format!(
                "the {} has {total:.1} KB and may have {:.0}",
                self.what, self.most
            )),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: Budget = Budget {
        what: "page",
        begins: "app",
        ends: "_bg.wasm",
        most: 10.0,
    };

    #[test]
    fn a_budget_adds_up_its_files_and_names_what_is_over() {
        let sizes = |size| {
            vec![
                ("code-1/app_bg.wasm".to_owned(), size),
                ("code-1/other.js".to_owned(), 99.0),
            ]
        };
        assert_eq!(BUDGET.complaint(&sizes(10.0)), None);
        assert_eq!(
            BUDGET.complaint(&sizes(10.5)).as_deref(),
            Some("the page has 10.5 KB and may have 10")
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_no_saving() {
        assert!(BUDGET.complaint(&[]).is_some());
    }
}
