//! The index against a reader and a search that are obviously right: no line is lost, and everything is found, however it was built.

use proptest::prelude::*;
use rand_pcg::{Pcg32, rand_core::Rng};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;
use workloads::input::books::{self, PROLIFIC};
use workloads::kernel::columns::{FirstLine, MOST_COLUMNS};
use workloads::kernel::csv::{LONGEST_FIELD, RecordError, RecordSplitter};
use workloads::kernel::index::{Hits, Index, merge_all};
use workloads::kernel::query::{Query, STOP_WORDS};
use workloads::kernel::record::{Header, hundredths};
use workloads::kernel::segment::Segment;

/// A book as the naive reader sees it.
struct Book {
    line: u32,
    words: BTreeSet<String>,
    fields: Vec<String>,
}

/// Reads one letter at a time, as RFC 4180 says, with semicolons. Only for lists without a flaw of quoting.
fn naive_lines(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut inside = false;
    while let Some(letter) = letters.next() {
        match (inside, letter) {
            (true, '"') if letters.peek() == Some(&'"') => field.extend(letters.next()),
            (true, '"') => inside = false,
            (false, '"') if field.is_empty() => inside = true,
            (false, ';') => line.push(std::mem::take(&mut field)),
            (false, '\n') => {
                line.push(std::mem::take(&mut field));
                lines.push(std::mem::take(&mut line));
            }
            (_, letter) => field.push(letter),
        }
    }
    lines
}

fn naive_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Looks at every book.
fn naive_search(books: &[Book], query: &Query, most: usize) -> (usize, Vec<(u16, String, u32)>) {
    let mut found: Vec<_> = books
        .iter()
        .filter(|book| {
            let author = book.fields[2].to_lowercase();
            query.words.iter().all(|word| book.words.contains(word))
                && query.author.as_ref().is_none_or(|wanted| *wanted == author)
                && query.years.contains(&book.fields[3].parse().expect("a year"))
                && query.ratings.contains(&hundredths(&book.fields[4]).expect("a rating"))
        })
        .map(|book| {
            (
                hundredths(&book.fields[4]).expect("a rating"),
                book.fields[0].clone(),
                book.line,
            )
        })
        .collect();
    found.sort_by(|a, b| (Reverse(a.0), &a.1, a.2).cmp(&(Reverse(b.0), &b.1, b.2)));
    let count = found.len();
    found.truncate(most);
    (count, found)
}

/// Deals chunks out to `threads` segments in an uneven but fixed way, and merges these.
fn index(text: &str, threads: usize, chunk: usize) -> Index {
    let shape = Header::read(text).expect("a first line");
    let mut cutter = shape.records();
    let mut segments: Vec<_> = (0..threads).map(|_| Segment::default()).collect();
    let mut random = Pcg32::new(threads as u64, 1);
    while let Some(mut dealt) = cutter.next(text.as_bytes(), chunk) {
        let segment = &mut segments[random.next_u32() as usize % threads];
        while segment.read(text, &shape, &mut dealt, 10_000) > 0 {}
    }
    assert_eq!(
        segments.iter().map(Segment::lines).sum::<usize>(),
        cutter.lines() as usize
    );
    let sorted = segments.into_iter().map(|segment| {
        let mut sorting = segment.sort();
        while sorting.advance(100) {}
        Arc::new(sorting.finish())
    });
    merge_all(&sorted.collect::<Vec<_>>())
}

fn search(index: &Index, text: &str, typed: &str) -> Hits {
    let shape = Header::read(text).expect("a first line");
    index.search(&Query::read(typed).expect("a query"), text, &shape, 10)
}

/// A thousand queries of every sort, most of which find something.
fn queries(books: &[Book]) -> Vec<String> {
    let mut random = Pcg32::new(5, 5);
    let mut below = move |bound: usize| random.next_u32() as usize % bound;
    (0..1_000)
        .map(|number| {
            let book = &books[below(books.len())];
            let words = Vec::from_iter(&book.words);
            let mut parts: Vec<String> = (0..number % 4)
                .map(|_| words[below(words.len())].to_uppercase())
                .collect();
            if number % 3 == 0 {
                parts.push(format!("author:\"{}\"", book.fields[2]));
            }
            if number % 5 == 0 {
                parts.push(format!("year:{}..2024", 1950 + below(70)));
            }
            if number % 7 == 0 || parts.is_empty() {
                parts.push("rating:3.5..4.75".into());
            }
            parts.push("lighthouse".repeat(usize::from(number % 11 == 0)));
            parts.join(" ")
        })
        .collect()
}

#[test]
fn a_thousand_queries_find_what_a_scan_finds_however_the_index_was_built() {
    let list = books::list(3, 3_000);
    let lines = naive_readable(&list.csv);
    let indices: Vec<_> = (1..=8)
        .flat_map(|threads| [1, 100, 10_000].map(|chunk| index(&list.csv, threads, chunk)))
        .collect();
    let mut found_some = 0;
    for typed in queries(&lines) {
        let Ok(query) = Query::read(&typed) else {
            continue;
        };
        let (count, top) = naive_search(&lines, &query, 10);
        found_some += usize::from(count > 0);
        for index in &indices {
            let hits = search(index, &list.csv, &typed);
            let ours: Vec<_> = hits
                .top
                .into_iter()
                .map(|hit| (hit.rating.expect("a rating"), hit.title, hit.line))
                .collect();
            assert_eq!((hits.found, &ours), (count, &top), "{typed}");
        }
    }
    assert!(found_some > 700, "{found_some} queries found something");
}

/// The records of a list, read naively; lines that our reader calls broken are left out first, for a naive reader loses what is around
/// them.
fn naive_readable(text: &str) -> Vec<Book> {
    let shape = Header::read(text).expect("a first line");
    let mut cutter = RecordSplitter::new(shape.start);
    let mut books = Vec::new();
    while let Some(chunk) = cutter.next(text.as_bytes(), 1) {
        shape.each(text, &chunk, |_, record| {
            if record.is_ok() {
                let lines = naive_lines(&text[chunk.text.clone()]);
                assert_eq!((lines.len(), lines[0].len()), (1, 5));
                books.extend(lines.into_iter().map(|fields| {
                    Book {
                        line: chunk.first,
                        words: naive_words(&format!("{} {}", fields[0], fields[1]))
                            .into_iter()
                            .collect(),
                        fields,
                    }
                }));
            }
        });
    }
    books
}

#[test]
fn a_made_up_list_has_as_many_lines_as_asked_and_its_broken_ones_are_all_found() {
    for seed in 0..20 {
        let list = books::list(seed, 4_000);
        let index = index(&list.csv, 3, 7);
        assert_eq!(index.malformed().len() as u64, list.malformed, "seed {seed}");
        assert_eq!(index.records() + index.malformed().len(), 4_000);
        assert!(list.malformed > 0 && index.authors() == books::AUTHORS);
    }
    let list = books::list(1, 4_000);
    let index = index(&list.csv, 2, 100);
    assert!(index.flaws().count() >= 2, "{:?}", index.flaws().collect::<Vec<_>>());
    let prolific = search(&index, &list.csv, &format!("author:\"{PROLIFIC}\"")).found;
    assert!((400..800).contains(&prolific), "{prolific}");
    assert_eq!(books::list(1, 4_000), list);
}

#[test]
fn a_broken_line_takes_no_other_with_it() {
    let header = "title;description;author;year;rating\n";
    let good = "A;b;C;1999;4.5\n";
    for (bad, flaw) in [
        ("\"A\" x;b;C;1999;4.5\n", RecordError::AfterQuote),
        ("\"A;b;C;1999;4.5\n", RecordError::Unclosed),
        ("A;b;C;1999\n", RecordError::Fields),
        ("A;b;C;1999;4.5;6\n", RecordError::Fields),
        ("A;b;C;MCM;4.5\n", RecordError::Year),
        ("A;b;C;1999.0;4\n", RecordError::Year),
        ("A;b;C;-44;4\n", RecordError::YearRange),
        ("A;b;C;65536;4\n", RecordError::YearRange),
        ("A;b;C;;4\n", RecordError::NoYear),
        ("A;b;C;-;4\n", RecordError::Year),
        ("A;b;C;1999;11\n", RecordError::RatingRange),
        ("A;b;C;1999;10,01\n", RecordError::RatingRange),
        ("A;b;C;1999;-1\n", RecordError::RatingRange),
        ("A;b;C;1999;\n", RecordError::NoRating),
        ("A;b;C;1999;good\n", RecordError::Rating),
        ("A;b;C;1999;4.555\n", RecordError::Decimals),
        ("A;b;C;1999;10.000\n", RecordError::Decimals),
    ] {
        let text = format!("{header}{good}{bad}{good}");
        let index = index(&text, 2, 1);
        assert_eq!(index.records(), 2, "{bad}");
        assert_eq!(index.flaws().collect::<Vec<_>>(), [(flaw, 1)], "{bad}");
    }
    let long = "x".repeat(LONGEST_FIELD + 1);
    for bad in [
        format!("{long};b;C;1999;4.5\n"),
        format!("\"{long}\";b;C;1999;4.5\n"),
        format!("A;\"{long}\n"),
    ] {
        let text = format!("{header}{good}{bad}{good}");
        let index = index(&text, 2, 1);
        assert_eq!(index.flaws().collect::<Vec<_>>(), [(RecordError::TooLong, 1)]);
        assert_eq!(index.records(), 2);
    }
}

#[test]
fn a_field_of_a_hundred_million_bytes_is_one_broken_line() {
    let text = format!(
        "title;description;author;year;rating\n\"{}\";b;C;1999;4.5\nA;b;C;1999;4.5\n",
        "x".repeat(100_000_000)
    );
    let index = index(&text, 1, 10);
    assert_eq!((index.records(), index.malformed().len()), (1, 1));
}

#[test]
fn columns_may_stand_in_any_order_and_lines_end_as_on_any_system() {
    let text = "\u{feff}Year;RATING;isbn;author;Title;description\r\n\r\n2001;4,5;1;Ann;\"The \"\"Sea\"\"\r\nhouse\";salt;\r\n2001;4,5;1;Ann;\"The \"\"Sea\"\"\r\nhouse\";salt\r\n";
    let index = index(text, 1, 1);
    assert_eq!((index.records(), index.malformed().len()), (1, 1));
    let hits = search(&index, text, "SEA house author:ann");
    assert_eq!((hits.found, hits.top[0].rating), (1, Some(450)));
    assert_eq!(hits.top[0].title, "The \"Sea\"\r\nhouse");
}

#[test]
fn what_is_no_list_is_refused_in_words() {
    for (text, said) in [
        ("", "empty"),
        (
            "title description author year rating\nA b C 1999 4",
            "no semicolon, comma or tab",
        ),
        (
            "title;author\n",
            "“title;author”, has no description, year, rating (it has title, author)",
        ),
        ("\"title;author", "must name"),
        (
            "ISBN;Publisher;Pages\n",
            "“ISBN;Publisher;Pages”, has no title, description, author, year, rating.",
        ),
    ] {
        let sentence = Header::read(text).expect_err(text);
        assert!(sentence.contains(said) && sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn queries_that_say_nothing_are_refused_in_words() {
    for (typed, said) in [
        ("", "nothing to search for"),
        ("  \" ", "nothing to search for"),
        ("author:\"\"", "nothing to search for"),
        ("the", "“the” is a stop word"),
        ("The of AND", "stop words"),
        ("dragon year:soon", "After “year:”"),
        ("dragon year:1990..1980", "After “year:”"),
        ("dragon rating:11", "After “rating:”"),
    ] {
        let sentence = Query::read(typed).expect_err(typed);
        assert!(sentence.contains(said) && sentence.ends_with('.'), "{sentence}");
    }
    let query = Query::read("the Dragon author:\"Ines  Quill\" year:1984").expect("a query");
    assert_eq!(query.words, ["dragon"]);
    assert_eq!(
        (query.author.as_deref(), query.years),
        (Some("ines  quill"), 1984..=1984)
    );
    assert_eq!(STOP_WORDS.len(), 33);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]
    /// Whatever the text, every line is a record or malformed, the same ones for every chunk size, and each byte is in one of them.
    #[test]
    fn any_text_is_cut_alike(lines in prop::collection::vec("[ab;\"\r]{0,12}|\"[a;\n]{0,9}\";b;c;1999;4|a;b;c;2000;5", 0..12), chunk in 1_usize..5) {
        let text = format!("title;description;author;year;rating\n{}", lines.join("\n"));
        let (one, other) = (index(&text, 1, 1), index(&text, 3, chunk));
        prop_assert_eq!(one.records(), other.records());
        prop_assert_eq!(one.malformed(), other.malformed());
        let shape = Header::read(&text).expect("a first line");
        let mut cutter = RecordSplitter::new(shape.start);
        let mut at = shape.start;
        while let Some(dealt) = cutter.next(text.as_bytes(), chunk) {
            prop_assert!(text[at..dealt.text.start].trim().is_empty());
            at = dealt.text.end;
        }
        prop_assert!(text[at..].trim().is_empty());
        prop_assert_eq!(one.records() + one.malformed().len(), cutter.lines() as usize);
    }
}

/// What a list of a few lines comes to: records, malformed lines, and how its columns are told.
fn read(text: &str, said: &str) -> (usize, usize, String) {
    let header = Header::mapped(text, said).expect(text);
    let index = index(text, 2, 1);
    let told = FirstLine::read(text).told(&header);
    (index.records(), index.malformed().len(), told)
}

/// Cases 69, 74, 86 and Excel's first line: lists as other programs write them.
#[test]
fn lists_are_read_as_other_programs_write_them() {
    let books = "title;description;author;year;rating\nA;B c;D;1999;4\n\"E \"\"f\"\"\";F;G;2001;3\n";
    let plain = "title, description, author, year, rating";
    for (text, told) in [
        (books.to_string(), plain.to_string()),
        (books.replace(';', ","), format!("{plain}; commas between")),
        (books.replace(';', "\t"), format!("{plain}; tabs between")),
        (books.replace('\n', "\r"), format!("{plain}; lines end in CR")),
        (format!("sep=;\r\n{books}"), plain.to_string()),
        (
            format!("\u{feff}sep=,\n{}", books.replace(';', ",")),
            format!("{plain}; commas between"),
        ),
        (
            format!("sep=\t\r\n{}", books.replace(';', "\t")),
            format!("{plain}; tabs between"),
        ),
        (
            books.replace("\"\"f\"\"", "\\\"f\\\" \\\\"),
            format!("{plain}; quotes written \\\""),
        ),
    ] {
        assert_eq!(read(&text, ""), (2, 0, told), "{text}");
    }
}

#[test]
fn a_quote_behind_a_backslash_is_a_quote_only_where_lists_are_written_so() {
    let head = "title;description;author;year;rating\n";
    let escaped = format!("{head}\"A \\\"b\\\"\";\"\";\"C \\\"d\\\"\";1999;4\n");
    let found = search(
        &index(&escaped, 1, 1),
        &escaped,
        "author:'C \"d\"'".replace('\'', "").as_str(),
    );
    assert_eq!(found.found, 0, "quotes end a name in a query");
    let all = search(&index(&escaped, 1, 1), &escaped, "year:1999");
    assert_eq!(
        (all.top[0].title.as_str(), all.top[0].author.as_str()),
        ("A \"b\"", "C \"d\"")
    );
    let windows = format!("{head}\"C:\\\";\"D:\\\";E;1999;4\n");
    let all = search(&index(&windows, 1, 1), &windows, "year:1999");
    assert_eq!(all.top[0].title, "C:\\");
}

/// Quotes are doubled between quotes only: outside of them, `E""F` is another name than `E"F`.
#[test]
fn an_author_is_who_the_field_says() {
    let text = "title;description;author;year;rating\nA;;E\"\"F;1999;4\nB;;\"E\"\"F\";1999;4\nC;;E\"F;1999;4\n";
    assert_eq!(index(text, 1, 1).authors(), 2);
}

/// A file without a line break is one first line: its columns are counted, and only some of them kept.
#[test]
fn of_a_first_line_of_megabytes_some_names_are_kept() {
    let line = ";".repeat(1_000_000);
    let first = FirstLine::read(&line);
    assert_eq!(first.names.len(), MOST_COLUMNS);
    let why = first.header("").expect_err("it names nothing");
    assert!(why.contains("and 999961 more") && why.len() < 1_000, "{why}");
}

#[test]
fn columns_are_known_by_their_names_or_by_what_is_said() {
    let bx = "\"ISBN\";\"Book-Title\";\"Book-Author\";\"Year-Of-Publication\";\"Publisher\"\n\"1\";\"T\";\"A\";\"1999\";\"P\"\n";
    let told = "title is “Book-Title”, author is “Book-Author”, year is “Year-Of-Publication”; there is no description and no rating";
    assert_eq!(read(bx, ""), (1, 0, told.into()));
    let hits = search(&index(bx, 1, 1), bx, "year:1999");
    assert_eq!((hits.found, hits.top[0].rating), (1, None));
    assert_eq!(search(&index(bx, 1, 1), bx, "year:1999 rating:0..10").found, 0);
    let own = "Buch,Wer,Wann,Warum\nT,A,1999,W\n";
    assert!(Header::read(own).is_err());
    for said in [
        "title:Buch,author:WER,year:Wann",
        "title:1, author:2, year:3,",
        "year:3,title:buch,author:2,rating:",
    ] {
        let told =
            "title is “Buch”, author is “Wer”, year is “Wann”; there is no description and no rating; commas between";
        let header = Header::mapped(own, said).expect(said);
        assert_eq!(FirstLine::read(own).told(&header), told);
        assert!(header.record(own, header.start, 0).1.is_ok());
    }
    for (said, why) in [
        (
            "titel:Buch",
            "“titel” is none of title, description, author, year, rating",
        ),
        ("title:Isbn", "no column “Isbn”: allowed is “Buch;Wer;Wann;Warum”"),
        ("title:5", "no column “5”"),
        ("title:0", "no column “0”"),
        ("title:Buch", "has no description, author, year, rating (it has title)"),
    ] {
        let sentence = Header::mapped(own, said).expect_err(said);
        assert!(sentence.contains(why), "{sentence}");
    }
}

#[test]
fn a_quote_left_open_says_so() {
    let text = "title;description;author;year;rating\nA;b;C;1999;4\n\"A;b;C;1999;4\n\"A\";\"b\";C;1999;4\n";
    let index = index(text, 1, 1);
    assert_eq!(index.flaws().collect::<Vec<_>>(), [(RecordError::LeftOpen, 1)]);
    assert!(
        index.records() == 2
            && RecordError::LeftOpen
                .words()
                .contains("a quote may have been left open")
    );
}
