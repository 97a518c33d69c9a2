//! How long eight programs take beside the machine's own `python3`: `cargo run --release -p python --example against_cpython [ROUNDS [NAME]]`.
//!
//! Both run each program in turns, timed inside their process, without start and compilation. What counts is the best of all rounds of each side.

use std::process::Command;
use std::time::{Duration, Instant};

use python::interpreter::{Settings, compile};
use python::{Answer, Effect, Interpreter, Thread};

macro_rules! programs {
    ($($name:literal),*) => { [$(($name, include_str!(concat!("speed/", $name, ".py")))),*] };
}

const PROGRAMS: [(&str, &str); 8] = programs![
    "calls",
    "loop",
    "attributes",
    "containers",
    "strings",
    "words",
    "sieve",
    "generators"
];

// Prints what the program prints, then the seconds it took.
const TIMED: &str = "import sys, time
code = compile(sys.stdin.read(), 'program.py', 'exec')
names = {'__name__': '__main__'}
began = time.perf_counter()
exec(code, names)
print(time.perf_counter() - began)";

fn ours(source: &str) -> (String, Duration) {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    let body = compile(source, "program.py").expect("a program that runs here");
    let began = Instant::now();
    let mut thread = Thread::new(&interpreter, 0, interpreter.start(&body));
    let mut printed = String::new();
    loop {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Output { text, .. } => printed.push_str(&text),
            Effect::Finished(Ok(_)) => return (printed, began.elapsed()),
            Effect::Finished(Err(raised)) => panic!("{}", interpreter.exit(raised).1),
            _ => {}
        }
    }
}

fn theirs(source: &str) -> Option<(String, Duration)> {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new("python3")
        .args(["-c", TIMED])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (printed, seconds) = text.trim_end().rsplit_once('\n')?;
    Some((format!("{printed}\n"), Duration::from_secs_f64(seconds.parse().ok()?)))
}

struct Measured {
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
}

impl Measured {
    fn of(name: &str, source: &str, rounds: usize) -> Self {
        let mut measured = Self {
            ours: Vec::new(),
            theirs: Vec::new(),
        };
        for _ in 0..rounds {
            let (here, time) = ours(source);
            measured.ours.push(time);
            if let Some((there, time)) = theirs(source) {
                assert_eq!(here, there, "{name} prints otherwise");
                measured.theirs.push(time);
            }
        }
        measured
    }

    fn ratio(&self) -> f64 {
        best(&self.ours) / best(&self.theirs)
    }

    // The smallest and largest ratio of two runs of one round.
    fn spread(&self) -> (f64, f64) {
        let ratios = self.ours.iter().zip(&self.theirs);
        let ratios: Vec<f64> = ratios.map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
        (
            ratios.iter().copied().fold(f64::INFINITY, f64::min),
            ratios.iter().copied().fold(0.0, f64::max),
        )
    }
}

fn best(times: &[Duration]) -> f64 {
    times.iter().min().map_or(f64::NAN, Duration::as_secs_f64)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let only = arguments.next();
    println!("{:12} {:>9} {:>9} {:>6}  rounds", "program", "here", "python3", "ratio");
    let mut logarithms = Vec::new();
    for (name, source) in PROGRAMS {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let measured = Measured::of(name, source, rounds);
        let (here, there) = (best(&measured.ours) * 1e3, best(&measured.theirs) * 1e3);
        let (least, most) = measured.spread();
        println!(
            "{name:12} {here:6.1} ms {there:6.1} ms {:6.2}  {least:.2} to {most:.2}",
            measured.ratio()
        );
        logarithms.push(measured.ratio().ln());
    }
    let mean = (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp();
    println!("geometric mean {mean:.2}");
}
