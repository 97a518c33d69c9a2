//! The Python beside a lab counts and finds what the lab does, on the same file: run with this machine's `python3`, where there is one.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use trace::Report;
use workloads::input::{BOOK, Input};

/// Where more cases lie: each text in this folder is tried too.
const MORE: &str = "THREADBARE_CASES";

/// Texts that word counts disagree about, each with a name.
fn texts() -> Vec<(String, Vec<u8>)> {
    let own: [(&str, &[u8]); 13] = [
        ("hindi", "आधुनिक मानक हिन्दी".as_bytes()),
        ("apostrophes", "it's Mike's don’t — it’s".as_bytes()),
        ("mixed", "Hello你好world 日本語 42".as_bytes()),
        ("soft-hyphen", "Donau\u{ad}dampf".as_bytes()),
        ("nfd", "u\u{308}ber nai\u{308}ve Ü".as_bytes()),
        ("windows-1252", b"Hi don\x92t \x93quoted\x94 caf\xe9"),
        ("hyphens", "x-ray 0.45 U.S. snake_case 1,000 ½ ²".as_bytes()),
        ("emoji", "I ❤️ 1️⃣ 👩‍💻 you".as_bytes()),
        ("thai", "ภาษาไทย ที่".as_bytes()),
        ("sigma", "ΟΔΟΣ Straße İstanbul\r\nend\r".as_bytes()),
        (
            "persian",
            "می\u{200c}خواهم co\u{ad}Operate \u{301}a क्\u{200d}ष".as_bytes(),
        ),
        ("quotes", "'quoted' o'clock’s rock'n'roll it''s Ⓐb".as_bytes()),
        ("nothing", b" \n"),
    ];
    let mut all: Vec<_> = own.map(|(name, text)| (name.to_string(), text.to_vec())).into();
    all.push(("book".into(), BOOK.as_bytes().to_vec()));
    all.push(("long".into(), "ab".repeat(40_000).into_bytes()));
    let more = std::env::var(MORE).ok().and_then(|folder| fs::read_dir(folder).ok());
    let files = more.into_iter().flatten().flatten().map(|file| file.path());
    let texts = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    all.extend(texts.filter_map(|path| Some((path.display().to_string(), fs::read(&path).ok()?))));
    // What is no UTF-8 at all is read by other rules, of which the listing knows nothing.
    all.retain(|(_, text)| !text.starts_with(&[0xFF, 0xFE]));
    all
}

const BOOKS: &str = "title;description;author;year;rating\n\
    Der Drache;über einen dragon;Jörg;1990;4,25\n\
    \"The \"\"Dragon\"\"\";of the sea;Ann;1991;9.5\n\
    Dragon's Egg;a star;Bo;1980;9,50\n\
    No such;beast;Cy;2001;10\n\
    हिन्दी;the dragon's हिन्दी;Di;2010;7\n";

fn python(lab_id: &str, variant: &str, apostrophes: &str, file: &Path) -> Option<String> {
    let listing = format!("{lab_id}, {variant}");
    let (_, shown) = listings::files().find(|(id, _)| *id == lab_id).expect("a listing");
    let script = listings::sources(&shown, variant, &[("apostrophes", apostrophes.into())])
        .expect("a variant")
        .python;
    let ran = Command::new("python3")
        .args(["-c", &script])
        .arg(file)
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    let Ok(ran) = ran else {
        println!("There is no python3 on this machine: {listing} was not compared.");
        return None;
    };
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        ran.status.success(),
        "{listing}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    Some(said)
}

fn play(lab_id: &str, variant: &str, apostrophes: &str, text: &[u8]) -> Report {
    let mut set = Experiment::of(lab(lab_id).unwrap());
    for (key, value) in [("variant", variant), ("text", "own"), ("apostrophes", apostrophes)] {
        set.set(key, value).unwrap();
    }
    if lab_id == "indexing" {
        set.set("query", "dragon").unwrap();
    }
    let mut texts = InputCache::default();
    texts.set_own(Input::file(text.to_vec()));
    lab::run(&set, &mut texts, &Limits::default()).unwrap()
}

/// A file of this test's own, which it writes over again and again.
fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("threadbare-listing-{}-{name}", std::process::id()))
}

#[test]
fn the_word_counts_beside_the_lab_are_the_labs() {
    let path = file("text.txt");
    for (name, text) in texts() {
        fs::write(&path, &text).unwrap();
        for (variant, apostrophes) in [("chunks", "split"), ("one-chunk-a-thread", "join")] {
            let Some(said) = python("mapreduce", variant, apostrophes, &path) else {
                return;
            };
            let report = play("mapreduce", variant, apostrophes, &text);
            let (words, distinct) = (report.number("words").unwrap(), report.number("distinct").unwrap());
            let first = said.lines().next().unwrap_or_default();
            assert_eq!(
                first,
                format!("{words} words, {distinct} distinct"),
                "{name}, {variant}"
            );
            let top = report.result["top"].as_array().cloned().unwrap_or_default();
            let top: Vec<String> = top
                .iter()
                .map(|entry| {
                    let word = entry["word"].as_str().unwrap_or_default();
                    let quote = if word.contains('\'') { '"' } else { '\'' };
                    format!("({quote}{word}{quote}, {})", entry["count"])
                })
                .collect();
            // A report shortens a word that nobody reads to its end; the listing prints it whole.
            let shortened = |line: &str| match line.split_once("('").and_then(|(_, rest)| rest.split_once("', ")) {
                Some((word, rest)) => format!("[('{}', {rest}", trace::kept(word.into())),
                None => line.to_string(),
            };
            assert_eq!(
                said.lines()
                    .nth(1)
                    .map(shortened)
                    .map(|line| line.replace("\\u200c", "\u{200c}").replace("\\u200d", "\u{200d}")),
                Some(format!("[{}]", top.join(", "))),
                "{name}, {variant}"
            );
        }
    }
    let _ = fs::remove_file(path);
}

#[test]
fn the_books_found_beside_the_lab_are_the_labs() {
    let path = file("books.csv");
    for text in [
        BOOKS.to_string(),
        format!("\u{feff}{}", BOOKS.replace('\n', "\r\n")),
        BOOKS.replace(',', ".").replace(';', ","),
        BOOKS.replace(';', "\t"),
        BOOKS.replace('\n', "\r"),
    ] {
        fs::write(&path, &text).unwrap();
        for variant in ["serial", "parallel"] {
            let Some(said) = python("indexing", variant, "split", &path) else {
                return;
            };
            let report = play("indexing", variant, "split", text.as_bytes());
            let hits = report.result["hits"].as_array().cloned().unwrap_or_default();
            let word = |hit: &serde_json::Value, key: &str| hit[key].as_str().unwrap_or_default().to_string();
            let lab: Vec<String> = hits
                .iter()
                .map(|hit| format!("{} {}", word(hit, "title"), word(hit, "author")))
                .collect();
            let beside = said
                .lines()
                .map(|line| line.split_once(' ').map_or("", |(_, book)| book));
            assert_eq!(beside.collect::<Vec<_>>(), lab, "{variant}");
            assert_eq!(lab.len(), 4);
        }
    }
    let _ = fs::remove_file(path);
}
