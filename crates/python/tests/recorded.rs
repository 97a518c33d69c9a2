//! Our own programs print what CPython printed and end as it did: `programs/record.py` records them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use python::interpreter::Settings;
use python::sync::State;
use python::{Answer, Effect, Interpreter, Stream, Thread, Value};

const MARK: &str = "# ---- ";

#[derive(Default)]
struct Ended {
    out: String,
    status: i64,
    last: String,
}

fn run(source: &str) -> Ended {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    let (mut ended, mut errors) = (Ended::default(), String::new());
    let start = match interpreter.main() {
        Ok(start) => start,
        Err(refusal) => {
            (ended.status, ended.last) = (1, refusal.to_string());
            return ended;
        }
    };
    let mut thread = Thread::new(&interpreter, 0, start);
    let (mut answer, mut time) = (Answer::Go, Duration::ZERO);
    let mut states: HashMap<u64, State> = HashMap::new();
    // The longest program comes to a few thousand effects.
    for _ in 0..100_000 {
        match thread.resume(&interpreter, std::mem::replace(&mut answer, Answer::Go)) {
            Effect::Output { stream, text } => match stream {
                Stream::Output => ended.out.push_str(&text),
                Stream::Error => errors.push_str(&text),
            },
            Effect::Clock => answer = Answer::Time(time),
            Effect::Sleep(slept) => time += slept,
            Effect::NewSync { object, state } => {
                states.insert(object.0, state);
                answer = Answer::Value(Value::Int(object.0.cast_signed()));
            }
            Effect::Sync { object, call, limit } => match (states.get_mut(&object.0), limit) {
                (None, _) => answer = Answer::Value(Value::None),
                (Some(state), limit) => match (state.attempt(&call, 0), limit) {
                    (Some(value), _) => answer = Answer::Value(value),
                    (None, Some(limit)) => {
                        time += limit;
                        answer = Answer::Value(state.expire(&call));
                    }
                    (None, None) => break,
                },
            },
            Effect::Finished(result) => {
                if let Err(raised) = result {
                    let (status, text) = interpreter.exit(raised);
                    ended.status = i64::from(status);
                    errors.push_str(&text);
                }
                ended.last = errors
                    .trim_end_matches('\n')
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .to_owned();
                return ended;
            }
            _ => {}
        }
    }
    ended.last = "does not end".to_owned();
    ended
}

fn programs(text: &str) -> Vec<(&str, String)> {
    let parts = text.split("\n# ---- ");
    parts
        .map(|part| {
            let part = part.strip_prefix(MARK).unwrap_or(part);
            let (title, body) = part.split_once('\n').unwrap_or((part, ""));
            (title, format!("{}\n", body.trim_matches('\n')))
        })
        .collect()
}

fn difference(source: &str, recorded: &Ended) -> Option<String> {
    let ended = run(source);
    let expected = recorded.out.as_str();
    if ended.out != expected {
        let mut lines = ended.out.lines().zip(expected.lines());
        let first = lines.find(|(found, wanted)| found != wanted);
        let first = first.unwrap_or((ended.out.as_str(), expected));
        return Some(format!(
            "prints\n    {}\n  not {}\n  errors: {}",
            first.0, first.1, ended.last
        ));
    }
    (ended.status != recorded.status || ended.last != recorded.last).then(|| {
        format!(
            "ends with\n    {} {}\n  not {} {}",
            ended.status, ended.last, recorded.status, recorded.last
        )
    })
}

/// A line of a record: an object of strings and one number, as `json.dumps` writes it.
fn recorded(line: &str) -> (String, Ended) {
    let (mut title, mut ended) = (String::new(), Ended::default());
    let mut rest = line;
    while let Some((key, after)) = text(rest) {
        match text(after).filter(|_| after.starts_with(": \"")) {
            Some((value, after)) => {
                match key.as_str() {
                    "title" => title = value,
                    "out" => ended.out = value,
                    _ => ended.last = value,
                }
                rest = after;
            }
            None => {
                let digits = after.trim_start_matches(": ");
                let end = digits.find([',', '}']).unwrap_or(digits.len());
                ended.status = digits[..end].parse().expect("a status");
                rest = &digits[end..];
            }
        }
    }
    (title, ended)
}

// The next JSON string, and what follows it.
fn text(line: &str) -> Option<(String, &str)> {
    let inside = &line[line.find('"')? + 1..];
    let mut value = String::new();
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &inside[at + 1..])),
            '\\' => match letters.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                'b' => value.push('\u{8}'),
                'f' => value.push('\u{c}'),
                'u' => {
                    let digits: String = letters.by_ref().take(4).map(|(_, digit)| digit).collect();
                    value.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                other => value.push(other),
            },
            other => value.push(other),
        }
    }
    None
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let entries = fs::read_dir(folder).expect("the programs").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    files
}

#[test]
fn our_programs_print_what_cpython_printed() {
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files() {
        let text = fs::read_to_string(file.with_extension("py")).expect("the programs of a record");
        let lines = fs::read_to_string(&file).expect("a record");
        let programs = programs(&text);
        assert_eq!(
            programs.len(),
            lines.lines().count(),
            "{} is recorded anew",
            file.display()
        );
        for ((title, source), line) in programs.iter().zip(lines.lines()) {
            let (known, recorded) = recorded(line);
            assert_eq!(known, *title, "{} is recorded anew", file.display());
            count += 1;
            if let Some(what) = difference(source, &recorded) {
                wrong.push(format!(
                    "{}: {title}\n  {what}",
                    file.file_stem().unwrap_or_default().display()
                ));
            }
        }
    }
    println!("{count} programs");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
