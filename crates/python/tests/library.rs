//! The library's modules against what CPython prints.

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Thread};

/// What a program prints, and whether it let go of the lock for a computation.
fn run(source: &str) -> (String, bool) {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    let start = interpreter.main().expect("the program runs here");
    let mut thread = Thread::new(&interpreter, 0, start);
    let (mut out, mut detached) = (String::new(), false);
    loop {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Output { text, .. } => out.push_str(&text),
            Effect::Compute { detached: true, .. } => detached = true,
            Effect::Finished(Err(raised)) => return (out + &interpreter.describe(raised), detached),
            Effect::Finished(Ok(_)) => return (out, detached),
            _ => {}
        }
    }
}

fn refusal(source: &str) -> String {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    interpreter
        .main()
        .err()
        .map(|refusal| refusal.to_string())
        .unwrap_or_default()
}

#[test]
fn digests_are_those_of_the_standards() {
    let (out, _) = run("import hashlib\nfor n in 'md5', 'sha1', 'sha256': print(hashlib.new(n, b'abc').hexdigest())");
    assert_eq!(
        out,
        "900150983cd24fb0d6963f7d28e17f72\na9993e364706816aba3e25717850c26c9cd0d89d\n\
         ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
    );
}

#[test]
fn hashing_lets_go_of_the_lock_above_2047_bytes() {
    assert!(!run("import hashlib\nhashlib.sha256(b'a' * 2047)").1);
    assert!(run("import hashlib\nhashlib.sha256(b'a' * 2048)").1);
    assert!(run("import hashlib\nhashlib.sha256().update(b'a' * 2048)").1);
}

#[test]
fn seeded_random_numbers_are_those_of_cpython() {
    let (out, _) =
        run("import random\nrandom.seed(42)\nprint(random.random(), random.randint(1, 100), random.getrandbits(70))");
    assert_eq!(out, "0.6394267984578837 4 RANDOM\n".replace("RANDOM", SEVENTY_BITS));
}

/// `random.getrandbits(70)` of Python 3.11 after the calls above.
const SEVENTY_BITS: &str = "281774556622676705531";

#[test]
fn files_live_in_the_run() {
    let (out, _) = run(
        "with open('a.txt', 'w') as f:\n    f.write('one\\ntwo\\n')\nwith open('a.txt', 'a') as f:\n    print('three', file=f)\n\
         print(open('a.txt').readlines())\ntry:\n    open('b.txt')\nexcept FileNotFoundError as e:\n    print(e)\n",
    );
    assert_eq!(
        out,
        "['one\\n', 'two\\n', 'three\\n']\n[Errno 2] No such file or directory: 'b.txt'\n"
    );
}

#[test]
fn what_is_written_reaches_the_file_when_it_is_flushed() {
    let (out, _) = run(
        "f = open('a.txt', 'w')\nf.write('one')\nprint(repr(open('a.txt').read()))\nf.flush()\nprint(repr(open('a.txt').read()))\n",
    );
    assert_eq!(out, "''\n'one'\n");
}

#[test]
fn imports_that_do_not_run_here_are_refused_before_the_run() {
    assert!(
        refusal("def f():\n    import subprocess\n").starts_with("line 2, column 5: Other programs do not run here")
    );
    assert!(
        refusal("import hashlib\nprint(hashlib.blake2b(b''))\n")
            .starts_with("line 2, column 7: blake2b and blake2s are not here")
    );
    assert!(
        refusal("from hashlib import md5, blake2s\n").starts_with("line 1, column 1: blake2b and blake2s are not here")
    );
    for module in [
        "pathlib", "decimal", "inspect", "pickle", "weakref", "argparse", "unittest", "zlib",
    ] {
        assert!(
            refusal(&format!("import {module}\n")).starts_with("line 1, column 1: "),
            "{module}"
        );
    }
    for (program, sentence) in [
        (
            "print(1)\nimport select\n",
            "line 2, column 1: The module select is not here",
        ),
        (
            "from concurrent.interpreters import create\n",
            "line 1, column 1: The module concurrent.interpreters",
        ),
        (
            "def f():\n    return eval('1')\n",
            "line 2, column 12: eval, exec and compile are not here",
        ),
        (
            "try:\n    import multiprocessing\nexcept ImportError:\n    pass\n",
            "line 2, column 5: multiprocessing starts",
        ),
    ] {
        assert!(
            refusal(program).starts_with(sentence),
            "{program}: {}",
            refusal(program)
        );
    }
    for program in [
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy, select\n",
        "def compile(x):\n    return x\ncompile(1)\n",
        "from re import compile\ncompile('a')\n",
    ] {
        assert_eq!(refusal(program), "");
    }
    assert!(refusal("import os\nos.fork()\n").starts_with("line 2, column 1: os.fork starts a process"));
    assert_eq!(refusal("import threading, os\nprint(os.getpid())\n"), "");
}

#[test]
fn an_uncaught_exception_says_what_its_class_says() {
    let (out, _) =
        run("class E(Exception):\n    def __str__(self):\n        return f'own {self.args[0]}'\nraise E(3)\n");
    assert!(out.ends_with("\nE: own 3\n"), "{out}");
}

#[test]
fn the_version_has_names() {
    let (out, _) = run("import sys\nv = sys.version_info\nprint(v.major, v >= (3, 9), v[:2], v)\n");
    let shown = "sys.version_info(major=3, minor=14, micro=0, releaselevel='final', serial=0)";
    assert_eq!(out, format!("3 True (3, 14) {shown}\n"));
}
