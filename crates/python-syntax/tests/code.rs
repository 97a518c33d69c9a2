//! The ops of small programs, written out, and the stack's depth on every path of larger ones.

use python_syntax::code::{Constant, Kind};
use python_syntax::{Code, Op, compile, verify};

fn code(text: &str) -> Code {
    compile(text, "f.py").unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn inner(code: &Code, name: &str) -> Code {
    let found = code.constants.iter().find_map(|constant| match constant {
        Constant::Code(inner) if &*inner.name == name => Some(Code::clone(inner)),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {name} in {code}"))
}

#[test]
fn an_augmented_assignment_reads_computes_and_stores() {
    let shown = code("def f():\n    global n\n    n += 1\n").to_string();
    let expected = "f Function stack 2\n   3    0 LoadGlobal(0) n\n        1 LoadConst(0) Int(1)\n        2 InPlace(Add)\n        3 StoreGlobal(0) n\n        4 LoadConst(1) None\n        5 Return\n";
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn a_with_statement_calls_enter_and_both_exits() {
    let shown = code("with lock:\n    work()\n").to_string();
    let expected = "\
<module> Module stack 4
   1    0 LoadName(0) lock
        1 LoadWithMethods(false)
        2 Call(0)
        3 Pop
   2    4 LoadName(1) work
        5 Call(0)
        6 Pop
   1    7 LoadConst(0) None
        8 LoadConst(0) None
        9 LoadConst(0) None
       10 Call(3)
       11 Pop
       12 Jump(24)
       13 PushExceptionInfo
       14 WithExceptStart
       15 PopJumpIfTrue(17)
       16 ReRaise
       17 Pop
       18 PopExcept
       19 Pop
       20 Jump(24)
       21 Swap(2)
       22 PopExcept
       23 ReRaise
       24 LoadConst(0) None
       25 Return
     3..6 to 13 keeping 1
     13..17 to 21 keeping 2
";
    assert_eq!(shown, expected);
}

#[test]
fn return_runs_the_final_statements_of_every_try_around() {
    let text =
        "def f(xs):\n    for x in xs:\n        try:\n            return x\n        finally:\n            done()\n";
    let f = inner(&code(text), "f");
    let calls = f.ops.iter().filter(|op| matches!(op, Op::Call(0))).count();
    assert_eq!(
        calls, 2,
        "once on the way out, once for an exception: nothing else reaches the end\n{f}"
    );
}

#[test]
fn a_comprehension_has_variables_of_its_own_in_the_same_code() {
    let f = inner(&code("def f(i):\n    return [i for i in range(i)], i\n"), "f");
    assert_eq!(f.locals.iter().map(|name| &**name).collect::<Vec<_>>(), ["i", "i"]);
    let closures = inner(&code("def f():\n    return [lambda: i for i in x]\n"), "f");
    assert!(
        closures.ops.contains(&Op::MakeCell(0)),
        "a new cell whenever the comprehension begins\n{closures}"
    );
}

#[test]
fn captured_parameters_move_to_cells() {
    let f = inner(
        &code("def f(a, b):\n    def g():\n        return b\n    return g\n"),
        "f",
    );
    assert_eq!((&*f.cells[0].name, f.cells[0].parameter), ("b", Some(1)));
    assert_eq!(inner(&f, "g").frees, ["b".into()]);
}

#[test]
fn kinds_follow_yield_and_async() {
    let kind = |text: &str| inner(&code(text), "f").kind;
    assert_eq!(kind("def f():\n    yield\n"), Kind::Generator);
    assert_eq!(kind("async def f():\n    await x\n"), Kind::Coroutine);
    assert_eq!(kind("async def f():\n    yield 1\n"), Kind::AsyncGenerator);
    assert_eq!(kind("def f():\n    return [x for x in y]\n"), Kind::Function);
}

#[test]
fn private_names_are_mangled_inside_a_class() {
    let class = inner(
        &code("class _C:\n    def f(self, __a):\n        self.__x = __a\n"),
        "_C",
    );
    let f = inner(&class, "f");
    assert_eq!((&*f.locals[1], &*f.names[0]), ("_C__a", "_C__x"));
}

#[test]
fn every_op_has_its_place() {
    let module = code("x = (1 +\n     y)\n");
    let add = module.ops.iter().position(|op| matches!(op, Op::Binary(_))).unwrap();
    assert_eq!(module.spans[add].to_string(), "1:5-2:6");
    assert_eq!(module.spans.len(), module.ops.len());
}

#[test]
fn annotations_are_not_evaluated_but_can_be_asked_for() {
    let class = inner(&code("class C:\n    x: Missing = 1\n"), "C");
    assert!(!class.names.iter().any(|name| &**name == "Missing"));
    let annotate = inner(&class, "__annotate__");
    assert!(annotate.constants.contains(&Constant::Str("Missing".into())));
}

#[test]
fn every_path_keeps_the_depth_of_the_stack() {
    verify::verify(&code(include_str!("golden/program.py"))).unwrap();
}

/// `PYTHON_SYNTAX_CORPUS=folder` verifies every program in a folder, such as CPython's own library.
#[test]
fn every_path_of_a_corpus_keeps_the_depth_of_the_stack() {
    let Ok(folder) = std::env::var("PYTHON_SYNTAX_CORPUS") else {
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let code = compile(&text, "f.py").unwrap_or_else(|refusal| panic!("{}: {refusal}", entry.path().display()));
        verify::verify(&code).unwrap_or_else(|fault| panic!("{}: {fault}", entry.path().display()));
    }
}
