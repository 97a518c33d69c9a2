//! Which crate of ours may depend on which: the arrows of ARCHITECTURE.md.

/// Each crate with the crates of ours it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("world", &[]),
    ("trace", &["world"]),
    ("lab-kit", &["world", "trace", "workloads"]),
    ("labs", &["world", "trace", "workloads", "lab-kit"]),
    ("catalogue", &["lab-kit", "labs"]),
    ("workloads", &["world"]),
    ("listings", &["labs"]),
    ("threads", &["world", "trace"]),
    ("lockstep", &["world", "trace"]),
    (
        "lab",
        &[
            "world",
            "trace",
            "catalogue",
            "workloads",
            "threads",
            "lockstep",
            "lab-kit",
            "labs",
        ],
    ),
    ("fidelity", &["world", "trace", "workloads", "lockstep", "labs", "lab"]),
    (
        "predict",
        &[
            "world",
            "trace",
            "catalogue",
            "workloads",
            "threads",
            "lockstep",
            "labs",
            "lab",
        ],
    ),
    (
        "program-lab",
        &[
            "world",
            "trace",
            "catalogue",
            "workloads",
            "threads",
            "lab",
            "lab-kit",
            "python",
            "python-world",
        ],
    ),
    (
        "cli",
        &[
            "lab",
            "charts",
            "catalogue",
            "trace",
            "workloads",
            "check",
            "program-lab",
            "fidelity",
            "predict",
        ],
    ),
    ("python", &["python-re", "python-syntax"]),
    ("explore", &[]),
    ("check", &["explore", "python"]),
    ("front", &["catalogue", "check", "lab", "trace"]),
    ("python-world", &["python", "world"]),
    ("charts", &["trace"]),
    ("protocol", &["trace", "catalogue"]),
    ("engine-host", &["lab", "protocol", "trace", "threads", "worker"]),
    (
        "program-engine",
        &["engine-host", "lab", "program-lab", "protocol", "threads", "worker"],
    ),
    (
        "engine",
        &[
            "engine-host",
            "lab",
            "protocol",
            "trace",
            "catalogue",
            "threads",
            "worker",
            "workloads",
            "labs",
            "predict",
        ],
    ),
    (
        "simulator",
        &[
            "lab",
            "protocol",
            "trace",
            "catalogue",
            "worker",
            "workloads",
            "labs",
            "fidelity",
            "predict",
        ],
    ),
    ("checker", &["check", "protocol", "worker"]),
    ("worker", &["protocol", "trace", "workloads"]),
    (
        "app",
        &[
            "protocol",
            "trace",
            "catalogue",
            "charts",
            "listings",
            "lab-kit",
            "labs",
            "lesson-words",
        ],
    ),
    ("lesson-words", &[]),
    ("python-re", &[]),
    ("python-syntax", &[]),
    ("unicode-names", &[]),
    ("xtask", &[]),
];

/// The arrows of one crate's Cargo.toml that point where they must not.
pub fn complaints(name: &str, text: &str) -> Vec<String> {
    let own = name.split('/').nth(1).unwrap_or_default();
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == own) else {
        return vec![format!(
            "{name}:1: is a crate that ARCHITECTURE.md and tidy do not know"
        )];
    };
    let ours = |dependency: &str| ARROWS.iter().any(|(known, _)| *known == dependency);
    let wrong = dependencies(text)
        .into_iter()
        .filter(|(_, to)| ours(to) && !allowed.contains(&to.as_str()));
    wrong
        .map(|(line, to)| format!("{name}:{line}: `{own}` must not depend on `{to}`"))
        .collect()
}

// Dependencies of tests and benches are free: they are no part of the product.
fn dependencies(text: &str) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let Some((key, _)) = line.split_once(['.', '=', ' ']).filter(|_| inside) {
            found.push((index + 1, key.trim().to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_the_wrong_way_is_named() {
        let toml = "[dependencies]\nserde.workspace = true\nlab.workspace = true\n\n[dev-dependencies]\nengine = {}\n";
        assert_eq!(
            complaints("crates/app/Cargo.toml", toml),
            ["crates/app/Cargo.toml:3: `app` must not depend on `lab`"]
        );
        assert!(complaints("crates/engine/Cargo.toml", toml).is_empty());
    }

    #[test]
    fn a_stranger_is_noticed() {
        assert_eq!(complaints("crates/new/Cargo.toml", "").len(), 1);
    }
}
