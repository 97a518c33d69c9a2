//! The built-in exceptions and their hierarchy.

use std::sync::{Arc, LazyLock};

use crate::objects::class::{Class, Layout};

macro_rules! kinds {
    ($($name:ident: $base:ident,)*) => {
        /// A built-in exception.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is the exception of its name")]
        pub enum ExceptionKind { BaseException, $($name,)* }

        static CLASSES: LazyLock<Vec<Arc<Class>>> = LazyLock::new(|| {
            let mut all = vec![Arc::new(Class::builtin("BaseException", Some(&crate::objects::types::types().object), Layout::Exception))];
            $(all.push(made(stringify!($name), ExceptionKind::$base, &all));)*
            all
        });

        /// Each built-in exception with its name.
        pub const ALL: &[(&str, ExceptionKind)] = &[("BaseException", ExceptionKind::BaseException), $((stringify!($name), ExceptionKind::$name),)*];
    };
}

fn made(name: &str, base: ExceptionKind, all: &[Arc<Class>]) -> Arc<Class> {
    let base = &all[base as usize];
    let mut class = Class::builtin(name, Some(base), Layout::Exception);
    if name == "ExceptionGroup" {
        class.bases.push(all[ExceptionKind::Exception as usize].clone());
        class
            .ancestors
            .insert(1, all[ExceptionKind::Exception as usize].clone());
    }
    Arc::new(class)
}

impl ExceptionKind {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static Arc<Class> {
        &CLASSES[self as usize]
    }
}

kinds! {
    BaseExceptionGroup: BaseException,
    Exception: BaseException,
    ExceptionGroup: BaseExceptionGroup,
    ArithmeticError: Exception,
    FloatingPointError: ArithmeticError,
    OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError,
    AssertionError: Exception,
    AttributeError: Exception,
    BufferError: Exception,
    EOFError: Exception,
    ImportError: Exception,
    ModuleNotFoundError: ImportError,
    LookupError: Exception,
    IndexError: LookupError,
    KeyError: LookupError,
    MemoryError: Exception,
    NameError: Exception,
    UnboundLocalError: NameError,
    OSError: Exception,
    BlockingIOError: OSError,
    ChildProcessError: OSError,
    ConnectionError: OSError,
    BrokenPipeError: ConnectionError,
    ConnectionAbortedError: ConnectionError,
    ConnectionRefusedError: ConnectionError,
    ConnectionResetError: ConnectionError,
    FileExistsError: OSError,
    FileNotFoundError: OSError,
    InterruptedError: OSError,
    IsADirectoryError: OSError,
    NotADirectoryError: OSError,
    PermissionError: OSError,
    ProcessLookupError: OSError,
    TimeoutError: OSError,
    ReferenceError: Exception,
    RuntimeError: Exception,
    NotImplementedError: RuntimeError,
    RecursionError: RuntimeError,
    StopAsyncIteration: Exception,
    StopIteration: Exception,
    SyntaxError: Exception,
    IndentationError: SyntaxError,
    TabError: IndentationError,
    SystemError: Exception,
    TypeError: Exception,
    ValueError: Exception,
    UnicodeError: ValueError,
    UnicodeDecodeError: UnicodeError,
    UnicodeEncodeError: UnicodeError,
    UnicodeTranslateError: UnicodeError,
    Warning: Exception,
    BytesWarning: Warning,
    DeprecationWarning: Warning,
    EncodingWarning: Warning,
    FutureWarning: Warning,
    ImportWarning: Warning,
    PendingDeprecationWarning: Warning,
    ResourceWarning: Warning,
    RuntimeWarning: Warning,
    SyntaxWarning: Warning,
    UnicodeWarning: Warning,
    UserWarning: Warning,
    GeneratorExit: BaseException,
    KeyboardInterrupt: BaseException,
    SystemExit: BaseException,
    PythonFinalizationError: RuntimeError,
}
