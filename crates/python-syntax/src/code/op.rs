//! The ops, with their exact stack effects.

/// One op of the stack machine; 8 bytes.
///
/// An op that can run Python code (a call, an attribute, an operator, a truth test, iteration) may raise; the exception then goes to
/// [`crate::Code::handler_of`] the op.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// ` -> `
    Nop,
    /// ` -> constant n`
    LoadConst(u32),
    /// `a -> `
    Pop,
    /// Pushes the `n`th value from the top again; 1 is the top.
    Copy(u32),
    /// Exchanges the top and the `n`th value from the top; 1 is the top.
    Swap(u32),

    /// ` -> slot n`; UnboundLocalError "cannot access local variable 'x' where it is not associated with a value" if it is empty.
    LoadFast(u32),
    /// `a -> `
    StoreFast(u32),
    /// Empties the slot; UnboundLocalError if it is empty already.
    DeleteFast(u32),
    /// Empties the slot, which may be empty (a comprehension's own variable, before the comprehension begins).
    ClearFast(u32),
    /// ` -> contents of cell n`; empty: UnboundLocalError for an own cell, NameError "cannot access free variable 'x' where it is not associated with
    /// a value in enclosing scope" for a free one.
    LoadDeref(u32),
    /// `a -> `
    StoreDeref(u32),
    /// Empties the cell; raises as [`Op::LoadDeref`] if it is empty already.
    DeleteDeref(u32),
    /// Puts a new, empty cell in place of own cell `n` (a comprehension's captured variable, before the comprehension begins).
    MakeCell(u32),
    /// ` -> cell n itself`, for a closure's tuple.
    LoadClosure(u32),
    /// In a class body: the name of cell `n` in the class's namespace if it is there, else as [`Op::LoadDeref`].
    LoadClassDeref(u32),
    /// ` -> global or builtin of name n`; NameError "name 'x' is not defined".
    LoadGlobal(u32),
    /// `a -> `
    StoreGlobal(u32),
    /// NameError if it is not there.
    DeleteGlobal(u32),
    /// ` -> name n` from the namespace (class), then globals, then builtins. In a module the namespace is the globals.
    LoadName(u32),
    /// `a -> `, into the namespace.
    StoreName(u32),
    /// NameError "name 'x' is not defined" if it is not in the namespace.
    DeleteName(u32),
    /// In a function inside a class's annotation scope: name `n` from the class namespace dict on top of the stack if it is there, else as
    /// [`Op::LoadGlobal`]. `namespace -> a`
    LoadFromDictOrGlobals(u32),
    /// As the former, else as [`Op::LoadDeref`] of the cell. `namespace -> a`
    LoadFromDictOrDeref(u32),
    /// ` -> the namespace of the class body as a dict` (the object itself, not a copy).
    LoadLocals,

    /// `object -> object.name`
    LoadAttr(u32),
    /// `value object -> `: `object.name = value`
    StoreAttr(u32),
    /// `object -> `
    DeleteAttr(u32),
    /// `object -> callable self`: the function and the object if the attribute is a plain method of its class, else the attribute and the machine's
    /// "no self" marker. Only [`Op::CallMethod`] and [`Op::CallMethodKeywords`] consume the pair.
    LoadMethod(u32),
    /// `callable self arg1 .. argN -> result`
    CallMethod(u32),
    /// As [`Op::CallMethod`]; the last of the `count` arguments are keywords, named by the tuple of constant `names`.
    CallMethodKeywords {
        /// All arguments, keywords among them.
        count: u16,
        /// A constant: a tuple of str.
        names: u32,
    },
    /// `super class first -> super object`: `super()` without arguments, compiled with the `__class__` cell and the first parameter. `super` is the
    /// global of that name; if it is not the builtin, the machine calls it without arguments instead.
    LoadSuper,

    /// `container key -> container[key]`
    BinarySubscript,
    /// `value container key -> `: `container[key] = value`
    StoreSubscript,
    /// `container key -> `
    DeleteSubscript,
    /// `start stop -> slice` (2) or `start stop step -> slice` (3)
    BuildSlice(u32),

    /// `a b -> a op b`
    Binary(BinaryOperator),
    /// `a b -> a op= b`
    InPlace(BinaryOperator),
    /// `a -> op a`
    Unary(UnaryOperator),
    /// `a b -> a op b` (whatever the rich comparison gives)
    Compare(Comparison),
    /// `item container -> bool`; `not in` if true.
    Contains(bool),
    /// `a b -> bool`; `is not` if true.
    Is(bool),

    /// Goes to a later op.
    Jump(u32),
    /// Goes to an earlier op: the end of a loop's body, a check point.
    JumpBackward(u32),
    /// `a -> `; goes to the target if `a` is false. Conditional jumps always go forward.
    PopJumpIfFalse(u32),
    /// `a -> `; as the former.
    PopJumpIfTrue(u32),
    /// `a -> `; goes to the target if `a` is None.
    PopJumpIfNone(u32),
    /// `a -> `
    PopJumpIfNotNone(u32),
    /// `a -> a` and goes to the target if `a` is false; otherwise `a -> `.
    JumpIfFalseOrPop(u32),
    /// `a -> a` and goes to the target if `a` is true; otherwise `a -> `.
    JumpIfTrueOrPop(u32),

    /// `iterable -> iterator`; TypeError "'int' object is not iterable".
    GetIter,
    /// `iterator -> iterator next`; at the end `iterator -> ` and goes to the target.
    ForIter(u32),

    /// `a1 .. aN -> list`
    BuildList(u32),
    /// `a1 .. aN -> tuple`
    BuildTuple(u32),
    /// `a1 .. aN -> set`
    BuildSet(u32),
    /// `k1 v1 .. kN vN -> dict`
    BuildMap(u32),
    /// `s1 .. sN -> str`, of str
    BuildString(u32),
    /// `a -> `: appends to the list that is the `n`th from the top once `a` is popped.
    ListAppend(u32),
    /// `a -> `: as the former, of a set.
    SetAdd(u32),
    /// `key value -> `: stores in the dict that is the `n`th from the top once both are popped.
    MapAdd(u32),
    /// `iterable -> `: extends the list `n`th from the top. TypeError "Value after * must be an iterable, not int".
    ListExtend(u32),
    /// `iterable -> `
    SetUpdate(u32),
    /// `mapping -> `: `{**mapping}`. TypeError "'int' object is not a mapping".
    DictUpdate(u32),
    /// `mapping -> `: `f(**mapping)`, into the dict `n`th from the top. TypeError "f() got multiple values for keyword argument 'x'", "f() argument after
    /// ** must be a mapping, not int"; the callable lies two below the dict.
    DictMerge(u32),
    /// `list -> tuple`
    ListToTuple,
    /// `sequence -> aN .. a1`: the first item ends on top. ValueError "not enough values to unpack (expected 2, got 1)", "too many values to unpack
    /// (expected 2, got 3)".
    UnpackSequence(u32),
    /// `sequence -> a(before + 1 + after) .. a1`: the middle one is a list of the rest.
    UnpackEx {
        /// Targets before the star.
        before: u16,
        /// Targets after the star.
        after: u16,
    },
    /// `value -> str` or, with a spec, `value spec -> str`: `format(conversion(value), spec)`. Without a spec a str stays as it is.
    FormatValue {
        /// `!r`, `!s`, `!a` or none.
        conversion: Conversion,
        /// Whether a spec (a str) is on the stack.
        spec: bool,
    },

    /// `callable arg1 .. argN -> result`
    Call(u32),
    /// As [`Op::Call`]; the last of the `count` arguments are keywords, named by the tuple of constant `names`.
    CallKeywords {
        /// All arguments, keywords among them.
        count: u16,
        /// A constant: a tuple of str.
        names: u32,
    },
    /// `callable iterable -> result` or, with keywords, `callable iterable dict -> result`. The iterable is a tuple unless the call is `f(*x)` alone;
    /// then TypeError "f() argument after * must be an iterable, not int".
    CallEx(bool),
    /// `[defaults] [keyword defaults] [annotate] [closure] code -> function`, each part there if its flag is set: [`crate::code::DEFAULTS`] and on.
    MakeFunction(u8),
    /// ` -> builtins.__build_class__`, called with the body's function, the name, the bases and keywords.
    LoadBuildClass,
    /// `value -> `: returns it. In a generator: StopIteration(value).
    Return,

    /// `value -> sent`: hands `value` out of the generator. On resumption pushes what was sent, or raises at this op what was thrown.
    YieldValue,
    /// `iterable -> iterator` for `yield from`: a generator or coroutine stays itself. In plain generators a coroutine is a TypeError.
    GetYieldFromIter,
    /// `iterator value -> result`: sends `value` (first None) to the iterator and hands out what it yields, staying at this op with what is sent next;
    /// when it is done pops both and pushes its result. What is thrown in goes to the iterator (PEP 380). Serves `yield from` and `await`.
    YieldFrom,
    /// `value -> iterator`: what `__await__` gives, a coroutine itself. TypeError "'int' object can't be awaited".
    GetAwaitable,
    /// `iterable -> asynchronous iterator`
    GetAiter,
    /// `aiter -> aiter iterator`: of the awaitable that `__anext__` gives.
    GetAnext,
    /// `aiter exception -> `: at a StopAsyncIteration pops both and goes on, otherwise raises it again (no new traceback entry).
    EndAsyncFor,

    /// Raise(0) raises the current exception again (RuntimeError "No active exception to reraise"), without a new traceback entry; Raise(1)
    /// `exception -> `, Raise(2) `exception cause -> `.
    Raise(u32),
    /// `exception -> previous exception`: makes it the one being handled; what was being handled before (or None) goes below it.
    PushExceptionInfo,
    /// `previous -> `: makes `previous` (or None) the exception being handled.
    PopExcept,
    /// `exception type -> exception bool`; TypeError "catching classes that do not inherit from BaseException is not allowed".
    CheckExceptionMatch,
    /// `exception type -> rest match`: `except*`; each may be None. A plain exception that matches comes as a group of one. If `match` is not None it
    /// becomes the exception being handled.
    CheckGroupMatch,
    /// `original list -> exception or None`: what `except*` raises in the end, of what its clauses raised and what nothing matched (the list; None in it
    /// is passed over).
    PrepareReraiseStar,
    /// `exception -> `: raises it again, without a new traceback entry for this frame.
    ReRaise,
    /// Inside a generator or coroutine's outermost handler: a StopIteration on top becomes RuntimeError "generator raised StopIteration". `exception -> exception`
    StopIterationError,
    /// ` -> AssertionError`, the builtin whatever the name is bound to.
    LoadAssertionError,

    /// `manager -> exit enter`, bound; asynchronous ones if true. TypeError "'X' object does not support the context manager protocol (missed __exit__ method)".
    LoadWithMethods(bool),
    /// `exit previous exception -> exit previous exception result`: calls `exit(type, exception, traceback)`.
    WithExceptStart,

    /// `level fromlist -> module`: name `n`, dotted.
    ImportName(u32),
    /// `module -> module attribute`; ImportError "cannot import name 'x' from 'm' (unknown location)".
    ImportFrom(u32),
    /// `module -> `: puts its public names into the namespace.
    ImportStar,

    /// `subject -> subject bool`
    MatchSequence,
    /// `subject -> subject bool`
    MatchMapping,
    /// `subject keys -> subject keys values`: a tuple of the values, or None if a key is missing.
    MatchKeys,
    /// `subject class names -> attributes`: a tuple of `n` positional and then the named attributes, or None if it does not match.
    MatchClass(u32),
    /// `object -> object len(object)`
    GetLength,

    /// `name -> parameter`; with `bound` (a function of no parameters) `name bound -> parameter`; with a default (such a function) likewise on top.
    MakeTypeParameter {
        /// What it is.
        kind: TypeParameterKind,
        /// Whether a bound or constraints are on the stack.
        bound: bool,
        /// Whether a default is on the stack.
        default: bool,
    },
    /// `name parameters value -> alias`: `parameters` is a tuple (or empty), `value` a function of no parameters that gives the value.
    MakeTypeAlias,
    /// `parameters -> typing.Generic[*parameters]`
    MakeGeneric,
    /// `parameters object -> object`: sets `__type_params__` of a function.
    SetTypeParameters,
}

/// The operators of two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the operator it is named after")]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

/// The operators of one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `-a`
    Negative,
    /// `+a`
    Positive,
    /// `~a`
    Invert,
    /// `not a`
    Not,
}

/// The rich comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the comparison it is named after")]
pub enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

/// The conversion of a replacement field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// None.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// The kinds of PEP 695's type parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeParameterKind {
    /// `T`
    TypeVar,
    /// `*Ts`
    TypeVarTuple,
    /// `**P`
    ParamSpec,
}

// A code object's ops are read all the time: they stay small.
const _: () = assert!(size_of::<Op>() == 8);
