//! Random expressions and small random programs print what the machine's own `python3` prints, where there is one.

use std::io::Write;
use std::process::{Command, Stdio};

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Thread};

/// 600 expressions and 60 programs keep the test under a few seconds; `PYTHON_AGREE` asks for more. The seed is fixed, so each run sees the same.
fn rounds() -> usize {
    let asked = std::env::var("PYTHON_AGREE").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(600)
}

// xorshift: the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const ATOMS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "255",
    "10**20",
    "-(2**63)",
    "2**63",
    "0.0",
    "-0.0",
    "1.5",
    "-2.25",
    "1e16",
    "1e-7",
    "True",
    "False",
    "None",
    "''",
    "'a'",
    "'abc'",
    "'Hello, World'",
    "'é☃'",
    "' x '",
    "b''",
    "b'ab'",
    "[]",
    "[1, 2, 3]",
    "['b', 'a']",
    "()",
    "(1,)",
    "(1, 'x', None)",
    "{}",
    "{'a': 1, 'b': [2]}",
    "{1: 2}",
    "set()",
    "{3}",
    "frozenset([1])",
    "range(5)",
    "range(10, 0, -3)",
    "1j",
];
const BINARY: &[&str] = &[
    "+", "-", "*", "//", "%", "/", "&", "|", "^", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or",
    "is not",
];
const CALLS: &[&str] = &[
    "len",
    "str",
    "repr",
    "bool",
    "int",
    "float",
    "list",
    "tuple",
    "sorted",
    "sum",
    "max",
    "min",
    "abs",
    "round",
    "hash",
    "type",
    "any",
    "all",
    "bin",
    "hex",
    "set",
    "dict",
    "list(reversed",
    "list(enumerate",
    "ascii",
    "oct",
    "chr",
    "ord",
    "bytes",
];
const METHODS: &[&str] = &[
    "upper()",
    "split()",
    "strip()",
    "title()",
    "replace('a', 'b')",
    "find('b')",
    "count(1)",
    "index(2)",
    "copy()",
    "keys()",
    "items()",
    "get('a')",
    "pop()",
    "bit_length()",
    "is_integer()",
    "join(['x', 'y'])",
    "startswith('a')",
    "isdigit()",
    "zfill(6)",
    "center(7, '*')",
    "encode()",
    "hex()",
    "union([1])",
    "real",
    "as_integer_ratio()",
    "partition(',')",
    "swapcase()",
    "splitlines()",
    "conjugate()",
];
const SPECS: &[&str] = &[
    "", ":>8", ":<6", ":^7", ":05", ":.2f", ":,", ":x", ":e", ":g", ":+", ":%", ":.3", "!r", "!s:>10", ":d", ":b", ":_",
];
const INDICES: &[&str] = &[
    "0", "-1", "1", "5", "'a'", "::-1", "1:", ":2", "::2", "-2:", "1:-1", "5:1:-1", "None", "1.5",
];

fn expression(random: &mut Random, depth: usize) -> String {
    if depth == 0 {
        return random.one(ATOMS).to_owned();
    }
    let part = |random: &mut Random| {
        let depth = random.below(depth);
        expression(random, depth)
    };
    match random.below(9) {
        0 | 1 => {
            let (a, op, b) = (part(random), random.one(BINARY), part(random));
            format!("({a} {op} {b})")
        }
        2 => {
            let (call, inner) = (random.one(CALLS), part(random));
            let close = if call.contains('(') { "))" } else { ")" };
            format!("{call}({inner}{close}")
        }
        3 => {
            let inner = part(random);
            format!("({inner}).{}", random.one(METHODS))
        }
        4 => {
            let inner = part(random);
            format!("({inner})[{}]", random.one(INDICES))
        }
        5 => {
            let inner = part(random);
            let spec = random.one(SPECS);
            // Before 3.12 an f-string inside another needs quotes of its own.
            if inner.contains("f\"") {
                return inner;
            }
            format!("f\"{{({}){spec}}}\"", inner.replace('"', "'").replace('\\', ""))
        }
        6 => {
            let (a, b, c) = (part(random), part(random), part(random));
            format!("({a} if {b} else {c})")
        }
        7 => {
            let (item, over) = (random.one(&["x", "(x, x)", "str(x)", "[x]", "x == 1"]), part(random));
            format!("[{item} for x in {over}]")
        }
        _ => {
            let (a, b) = (part(random), part(random));
            format!("{}{a}, {b}{}", "[", "]")
        }
    }
}

fn statement(random: &mut Random, depth: usize, indent: &str) -> String {
    let name = random.one(&["a", "b", "c"]);
    let value = expression(random, 2);
    match random.below(if depth == 0 { 4 } else { 8 }) {
        0 | 1 => format!("{indent}{name} = {value}\n"),
        2 => format!(
            "{indent}{name} {}= {value}\n",
            random.one(&["+", "-", "*", "//", "|", "%"])
        ),
        3 => format!("{indent}print(repr({name})[:200])\n"),
        _ => {
            let head = match random.below(4) {
                0 => format!("if {value}:"),
                1 => format!("for {name} in list({value}):"),
                2 => "try:".to_owned(),
                _ => format!("for i in range({}):", random.below(4)),
            };
            let inner = format!("{indent}    ");
            let mut text = format!("{indent}{head}\n");
            for _ in 0..=random.below(3) {
                text += &statement(random, depth - 1, &inner);
            }
            text + &match head.as_str() {
                "try:" => format!("{indent}except Exception as e:\n{inner}print(type(e).__name__)\n"),
                _ => String::new(),
            }
        }
    }
}

fn ours(source: &str) -> String {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    let start = interpreter
        .main()
        .unwrap_or_else(|refusal| panic!("{refusal}\n{source}"));
    let mut thread = Thread::new(&interpreter, 0, start);
    let mut printed = String::new();
    loop {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Output { text, .. } => printed.push_str(&text),
            Effect::Finished(_) => return printed,
            _ => {}
        }
    }
}

fn theirs(source: &str) -> Option<String> {
    let mut child = Command::new("python3")
        .args(["-X", "utf8", "-W", "ignore", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    String::from_utf8(child.wait_with_output().ok()?.stdout).ok()
}

// Strings hash from the run, so sets and hashes of them are each machine's own.
fn is_told_apart(text: &str) -> bool {
    !(text.contains("hash") || text.contains("set(") && text.contains('\''))
}

// What the machine does as 3.14 and an older `python3` does not: from 3.12 on slices have a hash, so a dict is asked for them, and from 3.14 on `chr` looks at
// how large a number is before at whether it fits.
fn is_newer(text: &str, here: Option<&&str>, there: Option<&&str>) -> bool {
    match (here, there) {
        (Some(&"KeyError"), Some(&"TypeError")) => text.contains(':'),
        (Some(_), Some(&"OverflowError")) => text.contains("chr("),
        _ => false,
    }
}

fn agree(whole: &str, parts: &[String]) {
    let Some(there) = theirs(whole) else {
        println!("skipped: there is no python3");
        return;
    };
    let here = ours(whole);
    let (here, there): (Vec<&str>, Vec<&str>) = (here.lines().collect(), there.lines().collect());
    let differ = |at: &usize| {
        let (here, there) = (here.get(*at), there.get(*at));
        here != there && !is_newer(&parts[*at], here, there)
    };
    let wrong: Vec<String> = (0..parts.len())
        .filter(differ)
        .map(|at| {
            format!(
                "{}\n  here:   {:?}\n  python: {:?}",
                parts[at],
                here.get(at),
                there.get(at)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn random_expressions_are_worth_the_same() {
    let mut random = Random(0x5EED_1234_ABCD_0001);
    let parts: Vec<String> = std::iter::repeat_with(|| expression(&mut random, 3))
        .filter(|text| is_told_apart(text))
        .take(rounds())
        .collect();
    let lines = parts.iter().map(|text| {
        format!("try:\n    print(ascii({text})[:300])\nexcept Exception as e:\n    print(type(e).__name__)\n")
    });
    agree(&lines.collect::<String>(), &parts);
}

#[test]
fn small_random_programs_print_the_same() {
    let mut random = Random(0x5EED_1234_ABCD_0002);
    let parts: Vec<String> = std::iter::repeat_with(|| {
        let body: String = (0..8).map(|_| statement(&mut random, 3, "    ")).collect();
        format!("def f(a=0, b='s', c=[1]):\n{body}    return repr((a, b, c))[:300]\n")
    })
    .filter(|text| is_told_apart(text))
    .take(rounds() / 10)
    .collect();
    let lines = parts.iter().map(|text| {
        let call = "import io, contextlib\no = io.StringIO()\ntry:\n    with contextlib.redirect_stdout(o):\n        r = f()\nexcept Exception as e:\n    r = type(e).__name__\nprint(ascii((o.getvalue()[-300:], r)))\n";
        format!("{text}{call}")
    });
    agree(&lines.collect::<String>(), &parts);
}
