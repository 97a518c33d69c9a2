//! Whatever the text is, the machine answers: an output, one sentence or a traceback, within bounds of steps and memory; no panic, no hang.

use std::fs;
use std::path::Path;

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Thread};

// xorshift: the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }
}

/// 400 texts of each kind keep the test under a few seconds; `PYTHON_FUZZ` asks for more.
fn rounds() -> usize {
    let asked = std::env::var("PYTHON_FUZZ").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(400)
}

/// Check points, each about a thousand calls or passes apart, after which a program is cut off.
const PATIENCE: usize = 40;

fn run(source: &str) {
    let settings = Settings {
        memory_limit: 64 << 20,
        ..Settings::default()
    };
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), settings);
    let start = match interpreter.main() {
        Ok(start) => start,
        Err(refusal) => {
            let sentence = refusal.to_string();
            assert!(!sentence.trim().is_empty() && !sentence.contains('\n'), "{sentence:?}");
            return;
        }
    };
    let mut thread = Thread::new(&interpreter, 0, start);
    let mut left = PATIENCE;
    while left > 0 {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Finished(Ok(_)) => return,
            Effect::Finished(Err(raised)) => {
                let (_, text) = interpreter.exit(raised);
                assert!(text.len() < 1 << 24, "an exception says too much");
                return;
            }
            Effect::Sync { .. } | Effect::Spawn { .. } | Effect::Exit(_) => return,
            _ => left -= 1,
        }
    }
}

// The text in a panic's message is what to try again.
fn survives(source: &str) {
    let text = source.to_owned();
    let ran = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || run(&text));
    assert!(ran.expect("a thread").join().is_ok(), "panicked:\n{source}");
}

fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in [
        "tests/programs",
        "../../examples",
        "../../../shared/corpus",
        "../../../shared/corpus/lang",
    ] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "py") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                texts.extend(text.split("\n# ---- ").map(str::to_owned));
            }
        }
    }
    texts.sort();
    texts
}

#[test]
fn random_bytes_get_an_answer() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..rounds() {
        let bytes: Vec<u8> = (0..random.below(60)).map(|_| random.below(256) as u8).collect();
        survives(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn mutated_programs_get_an_answer() {
    let mut random = Random(0x0DDB_1A5E_5BAD_5EED);
    let texts = corpus();
    let pieces = [
        "(", ")", "[", "]", ":", "=", "\n", "    ", "'", "*", "lambda: ", "yield ", "None", "-1", "0", "10**9", "x",
        ".", ", ", "[]", "{}", "not ", "self", "1.5", "'%s'", "**", "//", "del ", "del x\n", "return ", "raise ",
        "is ", "in ", "f'{x}'", "b''", "[::-1]", "()",
    ];
    for _ in 0..rounds() {
        let mut text: Vec<char> = texts[random.below(texts.len())].chars().take(1500).collect();
        for _ in 0..=random.below(4) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.drain(at..(at + 1 + random.below(6)).min(text.len()))),
                1 => drop(text.splice(at..at, pieces[random.below(pieces.len())].chars())),
                2 => swap_lines(&mut text, &mut random),
                _ => {
                    let end = (at + 1 + random.below(3)).min(text.len());
                    drop(text.splice(at..end, pieces[random.below(pieces.len())].chars()));
                }
            }
            if text.is_empty() {
                break;
            }
        }
        survives(&text.into_iter().collect::<String>());
    }
}

fn swap_lines(text: &mut Vec<char>, random: &mut Random) {
    let whole: String = text.iter().collect();
    let mut lines: Vec<&str> = whole.lines().collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    if a < lines.len() && b < lines.len() {
        lines.swap(a, b);
    }
    *text = lines.join("\n").chars().collect();
}

#[test]
fn values_that_nest_deeply_get_an_answer() {
    for (make, use_it) in [
        ("x = [x]", "print(repr(x)[:3])"),
        ("x = (x,)", "print(x == (x,))"),
        ("x = {0: x}", "str(x)"),
        ("x = (x,)", "hash(x)"),
        ("x = [x]", "import copy\ncopy.deepcopy(x)"),
        ("x = [x]", "import json\njson.dumps(x)"),
        ("x = [x]", "del x"),
        ("x = (x,)", "del x"),
        ("x = frozenset([x])", "del x"),
        ("x = map(str, x)", "del x"),
        ("x = map(str, x)", "print(list(x))"),
        ("x = enumerate(x)", "del x"),
        ("x = zip(x, x)", "print(repr(x)[:3])"),
        ("x = iter(lambda: 0, x)", "del x"),
        ("x = lambda a=x: a", "del x"),
        ("x = (lambda a: lambda: a)(x)", "print(repr(x)[:3])"),
        ("x = (i for i in x)", "del x"),
        ("x = slice(x)", "print(repr(x)[:3])"),
        ("x = staticmethod(x)", "del x"),
        ("x = property(x)", "del x"),
        ("x = list[x]", "print(repr(x)[:3])"),
        ("x = ValueError(x)", "print(repr(x)[:3])"),
        ("x = type('X', (), {'x': x})()", "del x"),
        ("import types; x = types.MethodType(print, x)", "print(repr(x)[:3])"),
        (
            "import functools; x = functools.partial(print, x)",
            "print(repr(x)[:3])",
        ),
        ("import collections; x = collections.deque([x])", "del x"),
        ("import itertools; x = itertools.chain(x)", "del x"),
    ] {
        for depth in [100, 5_000, 100_000] {
            println!("{depth} times {make}, then {use_it}");
            survives(&format!("x = ()\nfor i in range({depth}):\n    {make}\n{use_it}\n"));
        }
    }
}

// How the main thread of a program ends.
fn ends(source: &str, settings: Settings) -> String {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), settings);
    let start = interpreter.main().expect("a program that runs here");
    let mut thread = Thread::new(&interpreter, 0, start);
    loop {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Finished(Err(raised)) => {
                let text = interpreter.exit(raised).1;
                return text.lines().last().unwrap_or_default().to_owned();
            }
            Effect::Finished(Ok(_)) => return "well".to_owned(),
            _ => {}
        }
    }
}

#[test]
fn what_asks_for_too_much_at_once_ends_in_an_exception() {
    for source in [
        "x = [0] * 10**12",
        "x = 'a' * 10**12",
        "x = 1 << 10**12",
        "x = 10 ** 10 ** 10",
        "x = bytes(10**12)",
        "x = list(range(10**12))",
    ] {
        let last = ends(source, Settings::default());
        assert!(
            last.starts_with("MemoryError") || last.starts_with("OverflowError"),
            "{source}: {last}"
        );
    }
}

#[test]
fn what_grows_without_end_ends_in_memory_error() {
    for source in [
        "x = []\nwhile True:\n    x.append(0)\n",
        "def f(n):\n    return f(n - 1) + 1 if n else 0\nwhile True:\n    f(500)\n",
        "def g():\n    while True:\n        yield 1\nfor x in g():\n    pass\n",
    ] {
        let settings = Settings {
            memory_in_use: || 1 << 40,
            ..Settings::default()
        };
        assert_eq!(ends(source, settings), "MemoryError", "{source}");
    }
}
