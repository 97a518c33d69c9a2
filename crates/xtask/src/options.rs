//! Reads the command line of `cargo xtask`.

use crate::Outcome;

/// How `cargo xtask` is used, one line a chore.
pub const USAGE: &str = "usage: cargo xtask CHORE
  setup                 find or install everything the other chores need
  serve [--port 8080]   build the site and serve it on this machine (port 0: any free one)
  build [--out dist]    build the static site into a folder that any file host can serve
  test [SUITE...]       run every check and test, or only: tidy format lint native docs browser e2e chores
  bench [WORD...]       measure the release build in a headless browser against the native one; `short`: see only that it works
  tidy                  check the house rules
  env                   print the exports for calling trunk and wasm-pack by hand";

/// One chore, with what was asked of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Chore {
    /// Print the usage.
    Help,
    /// Install what is missing.
    Setup,
    /// Build and serve on this TCP port; 0 is any free one.
    Serve { port: u16 },
    /// Build into this folder, relative to the root of the project.
    Build { out: String },
    /// Run these suites; all of them when none is named.
    Test { suites: Vec<String> },
    /// Run the benchmarks with these further words.
    Bench { words: Vec<String> },
    /// Check the house rules.
    Tidy,
    /// Print the exports.
    Env,
}

/// Reads the words after `cargo xtask`; the error says what is allowed.
pub fn parse(words: impl Iterator<Item = String>) -> Outcome<Chore> {
    let words: Vec<String> = words.collect();
    let Some((name, rest)) = words.split_first() else {
        return Ok(Chore::Help);
    };
    match name.as_str() {
        "help" | "-h" | "--help" => Ok(Chore::Help),
        "setup" => alone(rest, Chore::Setup),
        "tidy" => alone(rest, Chore::Tidy),
        "env" => alone(rest, Chore::Env),
        "serve" => Ok(Chore::Serve { port: port(rest)? }),
        "build" => Ok(Chore::Build {
            out: flag(rest, "--out")?.unwrap_or("dist").to_owned(),
        }),
        "test" => Ok(Chore::Test { suites: rest.to_vec() }),
        "bench" => Ok(Chore::Bench { words: rest.to_vec() }),
        unknown => Err(format!("there is no chore `{unknown}`\n{USAGE}")),
    }
}

fn alone(rest: &[String], chore: Chore) -> Outcome<Chore> {
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

    fn parsed(line: &str) -> Outcome<Chore> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn chores_and_their_defaults() {
        assert_eq!(parsed(""), Ok(Chore::Help));
        assert_eq!(parsed("serve"), Ok(Chore::Serve { port: 8080 }));
        assert_eq!(parsed("serve --port 0"), Ok(Chore::Serve { port: 0 }));
        assert_eq!(parsed("serve --port=81"), Ok(Chore::Serve { port: 81 }));
        assert_eq!(parsed("build --out site"), Ok(Chore::Build { out: "site".into() }));
        assert_eq!(
            parsed("test native"),
            Ok(Chore::Test {
                suites: vec!["native".into()]
            })
        );
    }

    #[test]
    fn nonsense_is_answered_in_words() {
        assert!(parsed("fly").is_err_and(|said| said.contains("usage")));
        assert!(parsed("serve --port 70000").is_err_and(|said| said.contains("65535")));
        assert!(parsed("serve --prot 1").is_err_and(|said| said.contains("--port")));
        assert!(parsed("tidy now").is_err_and(|said| said.contains("now")));
    }
}
