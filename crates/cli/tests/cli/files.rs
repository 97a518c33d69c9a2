//! Lists and texts as people have them, and what else a script asks for.

use crate::common::{Scratch, err, json, out, typed};

const BOOKS: &str = "title;description;author;year;rating\n";

#[test]
fn a_list_without_a_record_is_a_failure() {
    let file = Scratch::with(format!("{BOOKS}A;b;C;MCM;4\nA;b;C;;4\n").as_bytes());
    let output = typed(&format!("run --lab indexing --input {}", file.path()));
    assert_eq!(output.status.code(), Some(2));
    let said = out(&output);
    assert!(
        said.contains("not one line is a record") && !said.contains("a second"),
        "{said}"
    );
    assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
}

#[test]
fn each_broken_field_has_its_own_words() {
    let lines =
        "A;b;C;1999.0;4\nA;b;C;-44;4\nA;b;C;;4\nA;b;C;1999;\nA;b;C;1999;11\nA;b;C;1999;4.555\nA;b;C; 1999 ; 4 \n";
    let file = Scratch::with(format!("{BOOKS}{lines}").as_bytes());
    let report = json(&typed(&format!("run --lab indexing --input {} --json", file.path())));
    let whys: Vec<&str> = report["result"]["flaws"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flaw| flaw["why"].as_str().unwrap())
        .collect();
    assert_eq!(
        whys,
        [
            "the year is no whole number",
            "the year is not between 0 and 65,535",
            "the year is missing",
            "the rating is missing",
            "the rating is not between 0 and 10",
            "the rating has more than two decimals",
        ]
    );
    assert_eq!(report["result"]["records"], 1);
}

#[test]
fn a_list_that_cannot_be_read_gets_one_line() {
    let lists: [(&[u8], &str); 5] = [
        (b"", "is empty"),
        (
            b"ISBN;Publisher\nA;b\n",
            "has no title, description, author, year, rating",
        ),
        (
            b"ISBN;Book-Title\nA;b\n",
            "has no description, author, year, rating (it has title)",
        ),
        (b"\xff\xfet\0i\0t\0l\0e\0;\0", "UTF-16"),
        (b"caf\xe9;x\n", "must name the columns"),
    ];
    for (bytes, says) in lists {
        let file = Scratch::with(bytes);
        let output = typed(&format!("run --lab indexing --input {}", file.path()));
        let said = err(&output);
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{said}");
        assert!(said.contains(says) && said.lines().count() == 1, "{said}");
        assert!(!said.trim_end().contains(char::is_control), "{said:?}");
    }
}

#[test]
fn nothing_in_a_file_breaks_the_output() {
    let long = Scratch::with(format!("{} two two", "x".repeat(69_000)).as_bytes());
    let output = typed(&format!("run --lab mapreduce --input {}", long.path()));
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).contains(&format!("1  {}… (69,000 letters)\n", "x".repeat(60))),
        "{}",
        out(&output)
    );
    let hostile = Scratch::with(
        format!(
            "{BOOKS}\u{1b}[31mRed\u{202e}\u{7};dragon;{};1999;4\n",
            "y".repeat(70_000)
        )
        .as_bytes(),
    );
    let output = typed(&format!("run --lab indexing --query dragon --input {}", hostile.path()));
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let shown = format!(" [31mRed , {}… (70,000 letters), 1999", "y".repeat(60));
    assert!(said.contains(&shown), "{said}");
    assert!(!said.replace('\n', "").contains(char::is_control), "{said:?}");
}

#[test]
fn a_picture_and_figures_can_be_had_at_once() {
    let picture = Scratch::with(b"");
    let output = typed(&format!(
        "sweep --lab counter --size 200 --threads 1 --runs 1 --json --svg {}",
        picture.path()
    ));
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(json(&output).is_array());
    assert!(std::fs::read_to_string(&picture.0).unwrap().starts_with("<svg "));
}

#[test]
fn a_trace_without_a_file_says_so() {
    let output = typed("trace --lab counter");
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(
        err(&output).starts_with("threadbare: --out is missing"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_proof_by_accident_says_so_and_names_the_other_one() {
    let output = typed("search --lab counter --lock cpython");
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0));
    for part in [
        "Safe: ",
        "3.10 to 3.14",
        "by accident, not by promise",
        "threadbare search --lab counter --variant python-3-9 --lock cpython",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}
