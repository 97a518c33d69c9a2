//! Puts all code of one build into a folder named after its content, so that a cache never mixes two builds.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// Moves the code in `staging` to `code-HASH/` and lets index.html point there; returns that folder's name.
///
/// The engine's files have names that never change (the page must find them), its Workers fetch each other's files
/// for as long as the page is open, and all of them must come from one build.
pub fn folder(staging: &Path) -> Outcome<String> {
    let complain = |error: std::io::Error| format!("{}: {error}", staging.display());
    let code = code(staging)?;
    let page = staging.join("index.html");
    let name = format!("code-{}", hash(code.iter().chain([&page]))?);
    let to = staging.join(&name);
    fs::create_dir_all(&to).map_err(complain)?;
    let mut html = fs::read_to_string(&page).map_err(complain)?;
    for file in staging.read_dir().map_err(complain)?.flatten().filter(is_code) {
        let own = file.file_name();
        fs::rename(file.path(), to.join(&own)).map_err(complain)?;
        html = pointed(&html, &own.to_string_lossy(), &name);
    }
    fs::write(&page, html).map_err(complain)?;
    Ok(name)
}

fn code(staging: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = staging.read_dir().map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for entry in entries.flatten().filter(is_code) {
        match entry.path() {
            path if path.is_dir() => all.extend(super::files(&path)?),
            path => all.push(path),
        }
    }
    all.sort();
    Ok(all)
}

// A service worker governs only what lies beside or below it, and other people's pages name the files of the custom element: they stay.
fn is_code(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().into_owned();
    matches!(
        &*name,
        "snippets" | "listings" | "examples" | "lesson.json" | "labs.svg" | "book.txt"
    ) || (!matches!(&*name, "sw.js" | "thread-bare.js" | "thread-bare-blocks.js")
        && [".js", ".wasm", ".css"].iter().any(|kind| name.ends_with(kind)))
}

fn pointed(html: &str, file: &str, folder: &str) -> String {
    html.replace(&format!("\"./{file}\""), &format!("\"./{folder}/{file}\""))
}

fn hash<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Outcome<Hash> {
    let mut hash = Hash::new();
    for file in files {
        hash.add(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.add(&fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    Ok(hash)
}

/// A 64-bit FNV-1a hash: it tells builds apart, it defends against nobody.
#[derive(Debug, PartialEq, Eq)]
pub struct Hash(u64);

impl Hash {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in some bytes, and where they end.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_points_into_the_folder() {
        let html = "<script src=\"./start.js\"></script><link href=\"./restart.js\">";
        let expected = "<script src=\"./code-7/start.js\"></script><link href=\"./restart.js\">";
        assert_eq!(pointed(html, "start.js", "code-7"), expected);
    }

    #[test]
    fn other_bytes_or_other_cuts_give_another_hash() {
        let of = |parts: &[&str]| {
            let mut hash = Hash::new();
            parts.iter().for_each(|part| hash.add(part.as_bytes()));
            hash
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
