//! What our dependencies allow: each must come under a licence under which all of this can be passed on.

use crate::child;

/// Licences that ask for no more than their text and a notice, and one (MPL) that binds only its own files.
const ALLOWED: [&str; 9] = [
    "0BSD",
    "Apache-2.0",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Each package of the lock file, as cargo lists it, whose licence is none of these.
pub fn complaints() -> Vec<String> {
    let mut cargo = child::command("cargo");
    cargo.args([
        "tree",
        "--workspace",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}|{l}",
    ]);
    match child::printed(&mut cargo) {
        None => vec!["Cargo.lock: cargo cannot list the dependencies".to_owned()],
        Some(listed) => of(&listed),
    }
}

fn of(listed: &str) -> Vec<String> {
    // What was listed before is marked with a star.
    let packages = listed
        .lines()
        .filter_map(|line| line.trim_end_matches(" (*)").split_once('|'));
    let complaint = |(package, licence): (&str, &str)| {
        let allowed = ALLOWED.join(", ");
        (!is_allowed(licence)).then(|| format!("Cargo.lock: {package} is under “{licence}”; allowed is {allowed}"))
    };
    let mut complaints: Vec<String> = packages.filter_map(complaint).collect();
    complaints.sort();
    complaints.dedup();
    complaints
}

/// Whether an SPDX expression, or an old one with a slash, leaves a choice that is allowed in each of its parts.
fn is_allowed(licence: &str) -> bool {
    licence.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        let choices = part.split(" OR ").flat_map(|choice| choice.split('/'));
        choices.map(str::trim).any(|choice| ALLOWED.contains(&choice))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_allowed_if_one_of_its_choices_is() {
        for licence in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ] {
            assert!(is_allowed(licence), "{licence}");
        }
        for licence in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "MITX"] {
            assert!(!is_allowed(licence), "{licence}");
        }
        let listed = "good v1.0.0|MIT\nbad v0.1.0|AGPL-3.0\nbad v0.1.0|AGPL-3.0 (*)\n";
        assert_eq!(of(listed).len(), 1, "{:?}", of(listed));
    }
}
