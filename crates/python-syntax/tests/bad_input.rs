//! Whatever the text is, the compiler answers: no panic, no overflow of the stack, and code whose stack is consistent.

use python_syntax::{Refusal, compile, verify};

const PROGRAM: &str = include_str!("golden/program.py");

// xorshift: the same texts in every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or_default()
    }
}

// A Worker's stack is 1 MiB.
fn survives(text: &str) {
    let text = text.to_owned();
    let compiled = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(move || compiles(&text));
    assert!(compiled.unwrap().join().is_ok());
}

fn compiles(text: &str) {
    if let Ok(code) = compile(text, "f.py") {
        verify::verify(&code).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    }
}

/// 3,000 texts keep the test under a few seconds; `PYTHON_SYNTAX_FUZZ` asks for more.
fn rounds() -> usize {
    std::env::var("PYTHON_SYNTAX_FUZZ")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(3_000)
}

#[test]
fn random_bytes_get_an_answer() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..rounds() {
        let bytes: Vec<u8> = (0..random.next(60))
            .map(|_| u8::try_from(random.next(256)).unwrap_or(0))
            .collect();
        survives(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn mutated_programs_get_an_answer() {
    let mut random = Random(0x0DDB_1A5E_5BAD_5EED);
    let pieces = [
        "(", ")", "[", "]", "{", "}", ":", "=", "\n", "    ", "'", "\"\"\"", "f'{", "*", "**", "lambda ", "yield ",
        "\\",
    ];
    let letters: Vec<char> = PROGRAM.chars().collect();
    for _ in 0..rounds() {
        let start = random.next(letters.len());
        let mut text: Vec<char> = letters.iter().skip(start).take(400).copied().collect();
        for _ in 0..=random.next(3) {
            let at = random.next(text.len());
            match random.next(3) {
                0 => drop(text.drain(at..(at + 1 + random.next(5)).min(text.len()))),
                1 => drop(text.splice(at..at, pieces[random.next(pieces.len())].chars())),
                _ => text.truncate(at),
            }
            if text.is_empty() {
                break;
            }
        }
        survives(&text.into_iter().collect::<String>());
    }
}

#[test]
fn deep_nestings_get_a_sentence_or_code() {
    let shapes: [(&str, &str, &str); 22] = [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{", "", "}"),
        ("{1: ", "2", "}"),
        ("f(", "1", ")"),
        ("x[", "1", "]"),
        ("-", "1", ""),
        ("not ", "x", ""),
        ("lambda: ", "x", ""),
        ("x if y else ", "z", ""),
        ("x ** ", "y", ""),
        ("", "x", ".y"),
        ("", "x", "()"),
        ("", "x", " + y"),
        ("", "x", "[0]"),
        ("await ", "x", ""),
        ("[x for x in ", "y", "]"),
        ("f'{", "x", "}'"),
        ("", "x", " and y"),
        ("", "x", " if y else z"),
        ("x = ", "y", ""),
        ("(yield ", "x", ")"),
    ];
    for (before, middle, after) in shapes {
        for count in [50, 150, 500, 5_000, 50_000] {
            survives(&format!("{}{middle}{}\n", before.repeat(count), after.repeat(count)));
        }
    }
}

#[test]
fn deep_blocks_get_a_sentence_or_code() {
    for header in [
        "if x:",
        "while x:",
        "def f():",
        "class A:",
        "with x:",
        "try:",
        "for x in y:",
        "match x:",
    ] {
        for count in [50, 90, 98, 120, 3_000] {
            let lines = (0..count).map(|depth| format!("{}{header}\n", " ".repeat(depth)));
            survives(&format!("{}{}pass\n", lines.collect::<String>(), " ".repeat(count)));
        }
    }
    let many = (0..3_000)
        .map(|index| format!("elif x == {index}:\n    y = {index}\n"))
        .collect::<String>();
    survives(&format!("if x:\n    pass\n{many}"));
}

#[test]
fn what_is_too_deep_says_where() {
    let text = format!("x = 1\ny = {}1{}\n", "(".repeat(150), ")".repeat(150));
    let Err(Refusal::Unsupported(refused)) = compile(&text, "f.py") else {
        panic!("150 brackets were looked at")
    };
    assert_eq!(refused.line, 2);
    assert!(
        refused.sentence.starts_with("Brackets nest more than"),
        "{}",
        refused.sentence
    );
}
