//! Reads the command line of `cargo xtask`.

use crate::Outcome;

/// How `cargo xtask` is used, one line a chore.
pub const USAGE: &str = "usage: cargo xtask CHORE
  setup                 find or install the compilers, tools and browsers that the other chores share
  serve [--port 8080]   build the site and serve it on this machine (port 0: any free one)
  build [--out dist]    build the static site into a folder that any file host can serve
  package [NAME...]     make the packages that others install, into target/packages
  test [SUITE...]       run every check and test, or only: tidy advisories format lint native docs models browser e2e packages exports chores
  bench [WORD...]       measure the release build in a headless browser against the native one; `short`: see only that it works
  soak [WORD...]        let one page and one process suffer thousands of runs, mishaps and hostile input; `short`: a few of each
  tidy                  check the house rules
  env                   print the exports for calling wasm-bindgen and wasm-pack by hand";

/// What each chore does, for `cargo xtask CHORE --help`.
const HELP: [(&str, &str); 9] = [
    (
        "setup",
        "usage: cargo xtask setup
Finds or installs what the other chores share: the Rust toolchains and targets, the tools that cargo and the site's build call, Chromium, Firefox,
WebKitGTK and their drivers. What only one suite or package needs of PyPI or npm is installed when that is first run. What is there already is left as it
is. It takes no options.",
    ),
    (
        "serve",
        "usage: cargo xtask serve [--port N]
Builds the site into dist and serves it on 127.0.0.1 with the headers that shared memory needs, until Ctrl-C.
  --port N   from 0 to 65535, 0 for any free one (8080)",
    ),
    (
        "build",
        "usage: cargo xtask build [--out FOLDER]
Builds the static site, ready for any file host. A folder that holds other files and no site is refused; over an older site the new one is laid.
  --out FOLDER   where to, from the root of the project (dist)",
    ),
    (
        "package",
        "usage: cargo xtask package [--out FOLDER] [NAME...]
Makes the packages that others install, or only those that are named; nothing is published.
  --out FOLDER   where to, from the root of the project (target/packages)
  python         a wheel for pip: the command line, a module and a plugin of pytest
  embed          a wheel for authors: the Sphinx directive, the MkDocs plugin, the notebook display, and the built site
  npm            the built site, the element `<thread-bare>` and its types",
    ),
    (
        "test",
        "usage: cargo xtask test [SUITE...]
Runs every check and test, or only the suites that are named, and prints the totals last. It fails when anything failed.
  tidy        the house rules
  advisories  what RustSec knows against the dependencies, where its database can be reached
  format      rustfmt
  lint        clippy, for this machine and for wasm
  native      the tests of this machine
  docs        the examples in the documentation, and rustdoc without a warning
  models      the protocols of `threads` under loom, and its unit tests under Miri where that is installed
  browser     the tests inside a headless browser
  e2e         the built site, driven in Chromium, and its main ways in Firefox and WebKitGTK where they are there
  packages    each package made, installed where nothing else is, and used
  exports     traces and findings, opened by the tools that they are written for
  chores      what is called by hand, in its shortest form",
    ),
    (
        "bench",
        "usage: cargo xtask bench [WORD...]
Builds the release, measures it in a headless browser against the native one, and prints a table.
  WORD   a part to measure, of: throughput scaling recording restart mishaps load tasks lockstep labs programs (all of them);
         or a number of rounds",
    ),
    (
        "soak",
        "usage: cargo xtask soak [WORD...]
Builds the release and lets it suffer for hours what months bring: runs, deadlocks that are broken and engines that are killed in one page, with the memory
after each; addresses, messages and files that make no sense; healthy runs beside busy cores. Verdicts are printed in the end, and on Ctrl-C those so far.
  WORD   a part, of: mishaps hostile readers healthy (all of them); a number, which is how many hundredths of it all (100);
         or `short`, which takes few of each",
    ),
    (
        "tidy",
        "usage: cargo xtask tidy
Checks the house rules: which crate may know which, and how files are kept. It takes no options.",
    ),
    (
        "env",
        "usage: cargo xtask env
Prints the exports for calling cargo, wasm-bindgen and wasm-pack by hand, for a POSIX shell: eval \"$(cargo xtask env)\". It takes no options.",
    ),
];

/// One chore, with what was asked of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Subcommand {
    /// Print the usage.
    Help,
    /// Print what one chore does.
    Explain(&'static str),
    /// Install what is missing.
    Setup,
    /// Build and serve on this TCP port; 0 is any free one.
    Serve { port: u16 },
    /// Build into this folder, relative to the root of the project.
    Build { out: String },
    /// Make these packages, all when none is named, into this folder, relative to the root of the project.
    Package { out: String, names: Vec<String> },
    /// Run these suites; all of them when none is named.
    Test { suites: Vec<String> },
    /// Run the benchmarks with these further words.
    Bench { words: Vec<String> },
    /// Let the site suffer, with these further words.
    Soak { words: Vec<String> },
    /// Check the house rules.
    Tidy,
    /// Print the exports.
    Env,
}

/// Reads the words after `cargo xtask`; the error says what is allowed.
pub fn parse(words: impl Iterator<Item = String>) -> Outcome<Subcommand> {
    let words: Vec<String> = words.collect();
    let Some((name, rest)) = words.split_first() else {
        return Ok(Subcommand::Help);
    };
    if let Some(help) = help(name).filter(|_| rest.iter().any(|word| word == "-h" || word == "--help")) {
        return Ok(Subcommand::Explain(help));
    }
    match name.as_str() {
        "help" | "-h" | "--help" => Ok(Subcommand::Help),
        "setup" => alone(rest, Subcommand::Setup),
        "tidy" => alone(rest, Subcommand::Tidy),
        "env" => alone(rest, Subcommand::Env),
        "serve" => Ok(Subcommand::Serve { port: port(rest)? }),
        "build" => Ok(Subcommand::Build {
            out: flag(rest, "--out")?.unwrap_or("dist").to_owned(),
        }),
        "package" => package(rest),
        "test" => Ok(Subcommand::Test { suites: rest.to_vec() }),
        "bench" => Ok(Subcommand::Bench { words: rest.to_vec() }),
        "soak" => Ok(Subcommand::Soak { words: rest.to_vec() }),
        unknown => Err(format!("there is no chore `{unknown}`\n{USAGE}")),
    }
}

fn package(rest: &[String]) -> Outcome<Subcommand> {
    let asked = |out: &str, names: &[String]| Subcommand::Package {
        out: out.to_owned(),
        names: names.to_vec(),
    };
    match rest {
        [flag, out, names @ ..] if flag == "--out" => Ok(asked(out, names)),
        [word, names @ ..] if word.starts_with("--out=") => Ok(asked(&word["--out=".len()..], names)),
        [word, ..] if word.starts_with('-') => {
            Err(format!("only `--out FOLDER` is understood here, not `{word}`\n{USAGE}"))
        }
        names => Ok(asked("target/packages", names)),
    }
}

/// What a chore does, if there is such a one.
fn help(chore: &str) -> Option<&'static str> {
    HELP.iter().find(|(name, _)| *name == chore).map(|(_, text)| *text)
}

fn alone(rest: &[String], chore: Subcommand) -> Outcome<Subcommand> {
    match rest.first() {
        None => Ok(chore),
        Some(word) => Err(format!("`{word}` is not understood here\n{USAGE}")),
    }
}

fn port(rest: &[String]) -> Outcome<u16> {
    let Some(given) = flag(rest, "--port")? else {
        return Ok(8080);
    };
    given
        .parse()
        .map_err(|_| format!("--port is `{given}`, but must be a number from 0 to 65535"))
}

fn flag<'a>(rest: &'a [String], name: &str) -> Outcome<Option<&'a str>> {
    match rest {
        [] => Ok(None),
        [key, value] if key == name => Ok(Some(value)),
        [word] if word.starts_with(&format!("{name}=")) => Ok(Some(&word[name.len() + 1..])),
        _ => Err(format!(
            "only `{name} VALUE` is understood here, not `{}`\n{USAGE}",
            rest.join(" ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Subcommand> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn chores_and_their_defaults() {
        assert_eq!(parsed(""), Ok(Subcommand::Help));
        assert_eq!(parsed("serve"), Ok(Subcommand::Serve { port: 8080 }));
        assert_eq!(parsed("serve --port 0"), Ok(Subcommand::Serve { port: 0 }));
        assert_eq!(parsed("serve --port=81"), Ok(Subcommand::Serve { port: 81 }));
        assert_eq!(parsed("build --out site"), Ok(Subcommand::Build { out: "site".into() }));
        let packages = |out: &str, names: &[&str]| Subcommand::Package {
            out: out.into(),
            names: names.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(parsed("package"), Ok(packages("target/packages", &[])));
        assert_eq!(parsed("package --out there python"), Ok(packages("there", &["python"])));
        assert_eq!(
            parsed("test native"),
            Ok(Subcommand::Test {
                suites: vec!["native".into()]
            })
        );
    }

    #[test]
    fn every_chore_explains_itself_and_does_nothing_else() {
        for line in USAGE.lines().skip(1) {
            let chore = line.split_whitespace().next().unwrap_or_default();
            for asked in [format!("{chore} --help"), format!("{chore} -h")] {
                assert!(
                    matches!(parsed(&asked), Ok(Subcommand::Explain(text)) if text.contains(&format!("cargo xtask {chore}"))),
                    "{asked}"
                );
            }
        }
    }

    #[test]
    fn nonsense_is_answered_in_words() {
        assert!(parsed("fly").is_err_and(|said| said.contains("usage")));
        assert!(parsed("serve --port 70000").is_err_and(|said| said.contains("65535")));
        assert!(parsed("serve --prot 1").is_err_and(|said| said.contains("--port")));
        assert!(parsed("package --prt 1").is_err_and(|said| said.contains("--out")));
        assert!(parsed("tidy now").is_err_and(|said| said.contains("now")));
    }
}
