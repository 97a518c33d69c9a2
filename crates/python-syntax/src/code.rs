//! What the compiler makes and the machine runs: code objects, their ops with exact stack effects, constants, handlers.
//!
//! Stacks are written bottom to top: `a b -> c` pops `b` and `a` and pushes `c`. Jump targets are indices into [`Code::ops`]. "Name `n`" is
//! `code.names[n]`, "constant `n`" is `code.constants[n]`.

use std::fmt;
use std::sync::Arc;

pub use crate::code::effect::Effect;
pub use crate::code::op::{BinaryOperator, Comparison, Conversion, Op, TypeParameterKind, UnaryOperator};

mod display;
mod effect;
mod op;

/// What a code object is the body of; decides what a call of its function gives and where its names live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A module: names live in the globals; [`Op::LoadName`] and its like are used.
    Module,
    /// A class body: names live in the namespace that `__build_class__` got from `__prepare__`.
    Class,
    /// A function: a call runs it.
    Function,
    /// A generator function: a call binds arguments and returns a generator over the frame.
    Generator,
    /// An `async def`: a call returns a coroutine.
    Coroutine,
    /// An `async def` with `yield`: a call returns an asynchronous generator; [`Op::YieldValue`] there hands a value to `__anext__`.
    AsyncGenerator,
}

/// A code object.
///
/// A frame has `locals.len()` fast slots (the first ones are the parameters), then one cell for each of [`Code::cells`] (made afresh when the frame is),
/// then the closure's cells for [`Code::frees`]. `LoadDeref(i)` counts cells first, then frees.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// `__name__` of the function or class; `<module>`, `<lambda>`, `<genexpr>`.
    pub name: Arc<str>,
    /// `__qualname__`, such as `Account.deposit` or `make.<locals>.inner`.
    pub qualname: Arc<str>,
    /// The file as it was given to [`crate::compile`].
    pub filename: Arc<str>,
    /// The line of `def`, `class` or the first decorator (`co_firstlineno`), from 1.
    pub first_line: u32,
    /// What it is the body of.
    pub kind: Kind,
    /// Whether it was defined inside a function.
    pub nested: bool,
    /// The ops.
    pub ops: Vec<Op>,
    /// The place of each op in the source; as long as `ops`.
    pub spans: Vec<Span>,
    /// The constants.
    pub constants: Vec<Constant>,
    /// Names of globals, attributes, imports.
    pub names: Vec<Arc<str>>,
    /// Names of the fast slots: parameters in the order positional-only, positional, keyword-only, `*args`, `**kwargs`; then other locals.
    /// Variables of inlined comprehensions have slots of their own, so a name may stand here twice.
    pub locals: Vec<Arc<str>>,
    /// Variables that inner functions capture.
    pub cells: Vec<CellVariable>,
    /// Variables captured from outer functions; the function's closure has one cell for each, in this order.
    pub frees: Vec<Arc<str>>,
    /// Number of positional parameters, positional-only ones among them (`co_argcount`).
    pub positional: u32,
    /// Number of positional-only parameters.
    pub positional_only: u32,
    /// Number of keyword-only parameters.
    pub keyword_only: u32,
    /// Whether there is a `*args` parameter.
    pub variadic: bool,
    /// Whether there is a `**kwargs` parameter.
    pub variadic_keywords: bool,
    /// The exception table: ranges do not overlap and are sorted by `start`.
    pub handlers: Vec<Handler>,
    /// The greatest depth of the value stack.
    pub stack_size: u32,
    /// The docstring of a function (a class or module stores `__doc__` itself).
    pub doc: Option<Arc<str>>,
}

/// A variable of this code that inner functions capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellVariable {
    /// Its name.
    pub name: Arc<str>,
    /// The fast slot of the parameter whose argument the cell takes over when the frame is made; the slot is not used after that.
    pub parameter: Option<u32>,
}

/// A range of ops and where an exception in it goes.
///
/// The machine cuts the value stack to `depth`, pushes the exception and goes on at `target`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// First op of the range.
    pub start: u32,
    /// One past the last op.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// How many values stay on the stack.
    pub depth: u32,
}

/// A place in the source. Lines count from 1, columns from 0 in characters; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last.
    pub end_column: u32,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True`, `False`
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// Any other integer: decimal digits, perhaps after a `-`.
    BigInt(Arc<str>),
    /// A float.
    Float(f64),
    /// An imaginary number (`2j`): its imaginary part; the real part is zero.
    Imaginary(f64),
    /// Text. A lone surrogate cannot stand in it: such literals are refused.
    Str(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple of constants.
    Tuple(Arc<[Constant]>),
    /// A frozenset of constants (`x in {1, 2}`), in the order written.
    FrozenSet(Arc<[Constant]>),
    /// The code of an inner function or class.
    Code(Arc<Code>),
}

/// Flag of [`Op::MakeFunction`]: a tuple of defaults of positional parameters is on the stack.
pub const DEFAULTS: u8 = 1;
/// Flag of [`Op::MakeFunction`]: a dict of defaults of keyword-only parameters is on the stack.
pub const KEYWORD_DEFAULTS: u8 = 2;
/// Flag of [`Op::MakeFunction`]: the function's `__annotate__` function is on the stack.
pub const ANNOTATE: u8 = 4;
/// Flag of [`Op::MakeFunction`]: a tuple of cells for [`Code::frees`] is on the stack.
pub const CLOSURE: u8 = 8;

impl Code {
    /// The handler that covers an op.
    pub fn handler_of(&self, op: u32) -> Option<Handler> {
        let after = self.handlers.partition_point(|handler| handler.start <= op);
        let last = *self.handlers.get(after.checked_sub(1)?)?;
        (op < last.end).then_some(last)
    }

    /// How many fast slots parameters take.
    pub fn parameters(&self) -> usize {
        let stars = usize::from(self.variadic) + usize::from(self.variadic_keywords);
        self.positional as usize + self.keyword_only as usize + stars
    }

    /// The name of the variable that `LoadDeref(index)` reads.
    pub fn cell_name(&self, index: u32) -> Option<&Arc<str>> {
        let index = index as usize;
        let own = self.cells.get(index).map(|cell| &cell.name);
        own.or_else(|| self.frees.get(index.checked_sub(self.cells.len())?))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}-{}:{}", self.line, self.column, self.end_line, self.end_column)
    }
}
