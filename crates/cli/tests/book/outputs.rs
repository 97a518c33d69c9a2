//! Runs what a reader would type, and compares what comes with what the book says.

use super::blocks::{self, Block};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Figures and their units are of the moment; digits in a name are not.
fn masked(line: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for letter in line.chars() {
        let goes_on = text.ends_with('#') && (letter.is_ascii_digit() || matches!(letter, ',' | '.'));
        let begins = letter.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '-' | '_');
        match (goes_on, begins) {
            (true, _) => {}
            (false, true) => text.push('#'),
            (false, false) => text.push(letter),
        }
        before = letter;
    }
    let words = text.split_whitespace();
    let units = ["ns", "µs", "ms", "s", "million", "thousand"];
    words.filter(|word| !units.contains(word)).collect::<Vec<_>>().join(" ")
}

fn is_of_the_machine(line: &str) -> bool {
    line.is_empty() || line.starts_with("This machine")
}

fn seen(lines: &[String], varies: bool) -> Vec<String> {
    let trimmed = lines.iter().map(|line| line.trim_end());
    let kept = trimmed.filter(|line| !varies || !is_of_the_machine(line));
    let mut kept: Vec<String> = kept
        .map(|line| if varies { masked(line) } else { line.to_owned() })
        .collect();
    while kept.last().is_some_and(String::is_empty) {
        kept.pop();
    }
    kept
}

/// A block's commands, each with the output that the book gives.
fn commands(block: &Block) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in &block.lines {
        match (line.strip_prefix("$ "), all.last_mut()) {
            (Some(command), _) => all.push((command.to_owned(), Vec::new())),
            (None, Some((_, output))) => output.push(line.clone()),
            (None, None) => panic!("a block of commands begins with `$ `, not with `{line}`"),
        }
    }
    all
}

fn run(command: &str, folder: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_threadbare"));
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = program.parent().expect("a folder").to_owned();
    let folders = [own].into_iter().chain(env::split_paths(&inherited));
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .env("PATH", env::join_paths(folders).expect("a path"))
        .current_dir(folder)
        .output()
        .expect("a shell");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn folder_of(chapter: &Path) -> PathBuf {
    let name = chapter.file_stem().expect("a name");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    folder
}

/// Runs a chapter; gives it with today's outputs, and says where they differ from the book's.
fn walked(chapter: &Path, text: &str) -> (String, Vec<String>) {
    let folder = folder_of(chapter);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let mut grown = 0_isize;
    for block in blocks::of(text) {
        if let Some(file) = block.file() {
            fs::write(folder.join(file), block.lines.join("\n") + "\n").expect("a file");
        }
        if block.words[0] != "console" {
            continue;
        }
        let mut today = Vec::new();
        for (command, expected) in commands(&block) {
            let came = run(&command, &folder);
            if seen(&came, block.has("vary")) != seen(&expected, block.has("vary")) {
                wrong.push(format!(
                    "{}:{}: `{command}` prints\n{}",
                    chapter.display(),
                    block.start,
                    came.join("\n")
                ));
            }
            today.push(format!("$ {command}"));
            today.extend(came.into_iter().filter(|line| !line.starts_with("This machine")));
        }
        while today.last().is_some_and(String::is_empty) {
            today.pop();
        }
        let start = block.start.checked_add_signed(grown).expect("a line");
        grown += today.len() as isize - block.lines.len() as isize;
        lines.splice(
            start..start + block.lines.len(),
            today.iter().map(|line| line.trim_end().to_owned()),
        );
    }
    (lines.join("\n") + "\n", wrong)
}

#[test]
fn every_command_prints_what_the_book_says() {
    let mut wrong = Vec::new();
    let mut ran = 0;
    for (chapter, text) in super::chapters() {
        let (today, differs) = walked(&chapter, &text);
        ran += blocks::of(&text)
            .iter()
            .filter(|block| block.words[0] == "console")
            .count();
        if env::var("THREADBARE_BOOK").is_ok_and(|asked| asked == "update") && !differs.is_empty() {
            fs::write(&chapter, today).expect("the chapter is written");
        } else {
            wrong.extend(differs);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(ran >= 10, "only {ran} blocks of commands were found");
}

#[test]
fn a_figure_with_its_unit_is_masked_and_a_name_with_a_digit_is_not() {
    assert_eq!(masked("  finished in 4.2 ms by Thread-1"), "finished in # by Thread-1");
    assert_eq!(masked("got 1,801,596 of 4,000,000"), "got # of #");
    assert_eq!(masked("counter,off,1,382.5,increments"), "counter,off,#increments");
}
