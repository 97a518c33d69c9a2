//! The page's styles in one file: eleven that each wait for a connection keep the first paint waiting.

use std::fs;
use std::path::Path;

use crate::Outcome;

/// The file that takes their place.
const ALL: &str = "page.css";

/// Joins the styles that index.html links, in their order there, and links the one file instead.
pub fn join(staging: &Path) -> Outcome {
    let page = staging.join("index.html");
    let complain = |error: std::io::Error| format!("{}: {error}", page.display());
    let html = fs::read_to_string(&page).map_err(complain)?;
    let (html, names) = linked_once(&html);
    let mut styles = String::new();
    for name in &names {
        let path = staging.join(name);
        styles += &fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        fs::remove_file(path).map_err(complain)?;
    }
    fs::write(staging.join(ALL), styles)
        .and_then(|()| fs::write(&page, html))
        .map_err(complain)
}

// The page with one link in the place of the first of them, and the files that the links named.
fn linked_once(html: &str) -> (String, Vec<String>) {
    let (mut lines, mut names) = (Vec::new(), Vec::new());
    for line in html.lines() {
        let name = line.trim().strip_prefix("<link rel=\"stylesheet\" href=\"./");
        match name.and_then(|name| name.strip_suffix("\">")) {
            Some(name) => {
                if names.is_empty() {
                    lines.push(line.replace(name, ALL));
                }
                names.push(name.to_owned());
            }
            None => lines.push(line.to_owned()),
        }
    }
    (lines.join("\n") + "\n", names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_link_stands_where_the_first_stood() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"./a.css\">\n  <link rel=\"stylesheet\" href=\"./b.css\">\n  <link rel=\"icon\" href=\"./a.svg\">\n</head>\n";
        let (html, names) = linked_once(html);
        assert_eq!(names, ["a.css", "b.css"]);
        assert_eq!(
            html,
            "<head>\n  <link rel=\"stylesheet\" href=\"./page.css\">\n  <link rel=\"icon\" href=\"./a.svg\">\n</head>\n"
        );
    }
}
