//! The `_headers` file of static hosts (Netlify, Cloudflare Pages): patterns of paths, and the headers they get.

use std::fs;
use std::path::Path;

use crate::Outcome;

/// The rules of one `_headers` file.
#[derive(Debug, Default)]
pub struct Headers {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    /// A path that may end in `*`.
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Headers {
    /// Reads a file; the site has always one.
    pub fn read(file: &Path) -> Outcome<Self> {
        fs::read_to_string(file)
            .map(|text| Self::parse(&text))
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    /// The headers of one path; where two rules name the same header, the later one has it.
    pub fn of(&self, path: &str) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> = Vec::new();
        for (name, value) in self
            .rules
            .iter()
            .filter(|rule| rule.covers(path))
            .flat_map(|rule| &rule.headers)
        {
            all.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            all.push((name, value));
        }
        all
    }

    fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            match (
                line.starts_with(char::is_whitespace),
                line.split_once(':'),
                rules.last_mut(),
            ) {
                (true, Some((name, value)), Some(rule)) => rule.headers.push((name.trim().into(), value.trim().into())),
                _ => rules.push(Rule {
                    pattern: line.trim().to_owned(),
                    headers: Vec::new(),
                }),
            }
        }
        Self { rules }
    }
}

impl Rule {
    fn covers(&self, path: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.pattern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_rules_win() {
        let headers =
            Headers::parse("/*\n  Cache-Control: no-cache\n  X-A: b: c\n\n/code-*\n  cache-control: immutable\n");
        assert_eq!(
            headers.of("/index.html"),
            [("Cache-Control", "no-cache"), ("X-A", "b: c")]
        );
        assert_eq!(
            headers.of("/code-1/app.js"),
            [("X-A", "b: c"), ("cache-control", "immutable")]
        );
    }
}
