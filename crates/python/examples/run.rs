//! Runs one single-threaded program on the machine alone: output as it comes, a traceback and its status at the end.

use std::io::Write;
use std::time::{Duration, Instant};

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Stream, Thread};

fn main() {
    let file = std::env::args().nth(1).unwrap_or_default();
    let Ok(source) = std::fs::read_to_string(&file) else {
        eprintln!("no such file: {file}");
        std::process::exit(2);
    };
    let settings = Settings {
        announces: std::env::var("ANNOUNCE").is_ok(),
        ..Settings::default()
    };
    let interpreter = Interpreter::new(source, file, settings);
    let start = match interpreter.main() {
        Ok(start) => start,
        Err(refusal) => {
            eprintln!("{refusal}");
            std::process::exit(2);
        }
    };
    let began = Instant::now();
    let mut slept = Duration::ZERO;
    let mut thread = Thread::new(&interpreter, 0, start);
    let mut answer = Answer::Go;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    loop {
        let effect = thread.resume(&interpreter, std::mem::replace(&mut answer, Answer::Go));
        match effect {
            Effect::Output {
                stream: Stream::Output,
                text,
            } => {
                let _ = out.write_all(text.as_bytes());
            }
            Effect::Output {
                stream: Stream::Error,
                text,
            } => eprint!("{text}"),
            Effect::Clock => answer = Answer::Time(began.elapsed() + slept),
            Effect::Sleep(time) => slept += time,
            Effect::Finished(Ok(_)) => break,
            Effect::Finished(Err(raised)) => {
                let _ = out.flush();
                let (status, text) = interpreter.exit(raised);
                eprint!("{text}");
                std::process::exit(status);
            }
            Effect::Access(access) if std::env::var("SHOW").is_ok() => {
                println!("@{} {:?} {} {:?}", thread.line(), access.kind, access.name, access.slot);
            }
            _ => {}
        }
    }
    let _ = out.flush();
}
