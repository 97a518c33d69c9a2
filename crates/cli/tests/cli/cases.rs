//! Texts and lists as people have them (`tests/cases`, and larger ones made here): what the command line makes of each, on threads and in lockstep.

use crate::common::{Scratch, err, json, out, typed};
use serde_json::Value;

/// A run of one of the cases, with further flags.
fn case(name: &str, flags: &str) -> std::process::Output {
    let lab = if name.ends_with(".txt") {
        "mapreduce"
    } else {
        "indexing"
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    typed(&format!("run --lab {lab} --threads 2 --input {folder}/{name} {flags}"))
}

fn result(name: &str, flags: &str) -> Value {
    let output = case(name, &format!("{flags} --json"));
    assert_eq!(output.status.code(), Some(0), "{name}: {}", err(&output));
    let threads = json(&output)["result"].clone();
    let lockstep = json(&case(name, &format!("{flags} --json --engine lockstep")))["result"].clone();
    assert_eq!(threads, lockstep, "{name}: both worlds find the same");
    threads
}

#[test]
fn words_are_counted_as_their_script_has_them() {
    for (name, flags, words, distinct) in [
        ("77b-utf16le.txt", "", 4, 3),
        ("78-apostrophes.txt", "", 6, 5),
        ("78-apostrophes.txt", "--apostrophes join", 3, 3),
        ("79b-mixed.txt", "", 4, 4),
        ("80-hindi.txt", "", 3, 3),
        ("80-hindi.txt", "--word-rule 1", 4, 4),
        ("81a-soft-hyphen.txt", "", 1, 1),
        ("81c-nfd.txt", "", 1, 1),
        ("82-windows-1252.txt", "", 3, 3),
        ("82-windows-1252.txt", "--apostrophes join", 2, 2),
        ("84-hyphens-decimals.txt", "", 14, 13),
    ] {
        let result = result(name, flags);
        let counted = (&result["words"], &result["distinct"], &result["replaced_bytes"]);
        assert_eq!(counted, (&words.into(), &distinct.into(), &0.into()), "{name} {flags}");
        let rule = if flags.ends_with('1') { 1 } else { 2 };
        assert_eq!(result["word_rule"], rule, "{name} {flags}");
    }
}

#[test]
fn the_rule_stands_beside_the_number() {
    for (flags, says) in [
        (
            "",
            "vowel signs, joiners, soft hyphens), in lower case: an apostrophe, a hyphen or a decimal point ends it",
        ),
        (
            "--apostrophes join",
            "an apostrophe between letters does not; text without spaces is not divided",
        ),
        (
            "--word-rule 1",
            "  A word is       a run of letters and digits, in lower case",
        ),
    ] {
        let said = out(&case("84-hyphens-decimals.txt", flags));
        assert!(said.contains("  A word is ") && said.contains(says), "{said}");
    }
}

#[test]
fn what_a_text_is_written_in_is_said() {
    for (name, says) in [
        ("77b-utf16le.txt", "UTF-16"),
        ("82-windows-1252.txt", "Windows-1252 (Latin-1)"),
    ] {
        let output = case(name, "--apostrophes join");
        let said = err(&output);
        assert!(
            said.contains(says) && said.contains("read as such") && said.lines().count() == 1,
            "{said}"
        );
        assert!(!out(&output).contains(['\0', '\u{FFFD}']), "{}", out(&output));
    }
    assert_eq!(
        result("82-windows-1252.txt", "--apostrophes join")["top"][0]["word"],
        "don't"
    );
}

#[test]
fn lists_are_read_as_other_programs_write_them() {
    let plain = "title, description, author, year, rating";
    for (name, records, malformed, columns) in [
        (
            "70-backslash-quotes.csv",
            20,
            0,
            format!("{plain}; quotes written \\\""),
        ),
        ("71-lone-quote.csv", 99, 1, plain.into()),
        ("74-cr-only.csv", 20, 0, format!("{plain}; lines end in CR")),
        ("76-european.csv", 20, 0, plain.into()),
        ("77-utf16le.csv", 20, 0, plain.into()),
        ("86a-comma.csv", 2, 0, format!("{plain}; commas between")),
        ("104-numbers.csv", 1, 6, plain.into()),
        ("110-escape.csv", 1, 0, plain.into()),
    ] {
        let result = result(name, "--query year:0..9999");
        let read = (&result["records"], &result["malformed"], &result["columns"]);
        assert_eq!(read, (&records.into(), &malformed.into(), &columns.into()), "{name}");
    }
    assert_eq!(result("76-european.csv", "--query GR\u{d6}SSE")["found"], 0);
    assert_eq!(result("76-european.csv", "--query größe")["hits"][0]["rating"], 4.25);
    let title = &result("70-backslash-quotes.csv", "--query rides")["hits"][0]["title"];
    assert_eq!(title, "Peter \"J.\" Rides");
}

#[test]
fn the_list_that_everybody_has_loads() {
    let output = case("69-bx-books.csv", "--query café");
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("Windows-1252 (Latin-1)"), "{}", err(&output));
    for part in [
        "  Records     2\n",
        "title is “Book-Title”, author is “Book-Author”, year is “Year-Of-Publication”; there is no description and no rating",
        "  -  Café au lait, René François, 2001\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let result = result(
        "69-bx-books.csv",
        "--query café --columns title:Publisher,author:2,year:4",
    );
    assert_eq!((&result["found"], &result["records"]), (&0.into(), &2.into()));
    let output = case("69-bx-books.csv", "--columns title:Isbn2");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("no column “Isbn2”: allowed is “ISBN;Book-Title;"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_is_wrong_has_its_line_and_its_reason() {
    let flaw = &result("71-lone-quote.csv", "--query dragon")["flaws"];
    assert_eq!(flaw[0]["line"], 3);
    assert!(
        flaw[0]["why"]
            .as_str()
            .unwrap()
            .contains("a quote may have been left open")
    );
    let head = "title;description;author;year;rating\n";
    let long = format!("\"L\";\"{}\";W;1999;4\n", "word ".repeat(40_000));
    let one = Scratch::with(format!("{head}A;B;C;1999;4\n{long}D;E;F;2000;4\n").as_bytes());
    let report = json(&typed(&format!(
        "run --lab indexing --query e --json --input {}",
        one.path()
    )));
    assert_eq!(
        (&report["result"]["records"], &report["result"]["flaws"][0]["line"]),
        (&2.into(), &3.into())
    );
    assert!(
        report["result"]["flaws"][0]["why"]
            .as_str()
            .unwrap()
            .contains("131,072 bytes")
    );
    let all = Scratch::with(format!("{head}{}", long.repeat(5)).as_bytes());
    for engine in ["threads", "lockstep"] {
        let output = typed(&format!("run --lab indexing --engine {engine} --input {}", all.path()));
        assert_eq!(output.status.code(), Some(2));
        assert!(out(&output).contains("not one line is a record") && !out(&output).contains("a second"));
    }
}

/// Case 87, smaller: many chunks, one word, and the same in both worlds.
#[test]
fn a_text_without_spaces_is_one_word_of_many_chunks() {
    let text = Scratch::with("\u{65e5}".repeat(100_000).as_bytes());
    for flags in [
        "",
        "--variant one-chunk-a-thread",
        "--engine lockstep",
        "--reducers 3 --lock cpython",
    ] {
        let report = json(&typed(&format!(
            "run --lab mapreduce --threads 2 --json --input {} {flags}",
            text.path()
        )));
        let result = &report["result"];
        assert_eq!(
            (&result["words"], &result["distinct"], &report["outcome"]),
            (&1.into(), &1.into(), &"finished".into())
        );
    }
    let report = json(&typed(&format!(
        "search --lab mapreduce --threads 2 --schedules 10 --json --input {}",
        text.path()
    )));
    assert_eq!(
        report["outcomes"].as_object().map(|outcomes| outcomes.len()),
        Some(1),
        "{report}"
    );
}

#[test]
fn nothing_in_a_list_reaches_the_terminal_raw() {
    let output = case("110-escape.csv", "--query dragon");
    assert!(
        !out(&output).replace('\n', "").contains(char::is_control),
        "{:?}",
        out(&output)
    );
    let head = Scratch::with("Title \u{1b}[31m;Author;Year\nA;B;1999\n".as_bytes());
    let output = typed(&format!("run --lab indexing --query year:1999 --input {}", head.path()));
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        !out(&output).replace('\n', "").contains(char::is_control),
        "{:?}",
        out(&output)
    );
}
