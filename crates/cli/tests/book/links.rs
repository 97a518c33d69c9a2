//! Links within the book, and from it into the site and the repository.

use super::blocks;
use std::fs;

/// What stands between `](` and `)` in the prose of a chapter.
fn links(text: &str) -> Vec<String> {
    let inside = blocks::of(text)
        .into_iter()
        .flat_map(|block| block.start..block.start + block.lines.len());
    let inside: Vec<usize> = inside.collect();
    let prose = text.lines().enumerate().filter(|(number, _)| !inside.contains(number));
    prose
        .flat_map(|(_, line)| line.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .map(str::to_owned)
        .collect()
}

/// A heading as mdBook names it in links.
fn anchor(heading: &str) -> String {
    let letters = heading.trim().to_lowercase();
    let kept = letters
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

fn has_heading(chapter: &str, wanted: &str) -> bool {
    let headings = chapter
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.trim_start_matches('#'));
    headings.map(anchor).any(|anchor| anchor == wanted)
}

/// Files of the site that the book may name, which lies in `docs/` beside them.
const OF_THE_SITE: [&str; 2] = ["../", "../index.html"];

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for (chapter, text) in super::chapters() {
        for link in links(&text) {
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let right = if link.contains("://") {
                link.starts_with("https://")
            } else if OF_THE_SITE.contains(&file) {
                true
            } else {
                let target = if file.is_empty() {
                    chapter.clone()
                } else {
                    super::source().join(file)
                };
                fs::read_to_string(target).is_ok_and(|target| fragment.is_empty() || has_heading(&target, fragment))
            };
            if !right {
                wrong.push(format!("{}: {link}", chapter.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these links lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn every_chapter_is_in_the_summary() {
    let chapters = super::chapters();
    let (_, summary) = chapters
        .iter()
        .find(|(file, _)| file.ends_with("SUMMARY.md"))
        .expect("a summary");
    let listed = links(summary);
    for (file, _) in &chapters {
        let name = file.file_name().expect("a name").to_string_lossy();
        assert!(
            name == "SUMMARY.md" || listed.iter().any(|link| **link == *name),
            "{name} is not in the summary"
        );
    }
}
