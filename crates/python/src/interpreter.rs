//! A run: the program, its modules, and what is the same for all its threads.

use std::sync::{Arc, LazyLock, OnceLock};

use hashbrown::HashMap;
use python_syntax::Refusal;

use crate::builtins::methods;
use crate::effect::Start;
use crate::exceptions::ExceptionKind;
use crate::library::{kept, standard};
use crate::machine::body::Body;
use crate::machine::mentioned::Mentioned;
use crate::number;
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::function::Function;
use crate::objects::guarded::Guarded;
use crate::objects::module::Module;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// What can be chosen for a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether accesses and check points are handed out.
    pub announces: bool,
    /// How deep calls may nest before RecursionError.
    pub recursion_limit: usize,
    /// How many bytes may be in use before MemoryError.
    pub memory_limit: usize,
    /// How many bytes are in use; asked about every thousand check points of each thread. The host knows, the machine does not.
    pub memory_in_use: fn() -> usize,
    /// What `sys.argv` holds; empty: the file alone.
    pub arguments: Vec<String>,
    /// Where hashes, `id` and `random` come from.
    pub seed: u64,
    /// Which Python `sys.version_info` names, such as (3, 14), and whether it runs without the lock.
    pub version: (u8, u8, bool),
    /// How many cores `os.cpu_count()` names.
    pub cores: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            announces: false,
            recursion_limit: 1000,
            memory_limit: 1 << 30,
            memory_in_use: || 0,
            arguments: Vec::new(),
            seed: 0,
            version: (3, 14, false),
            cores: 2,
        }
    }
}

/// A run of a program.
pub struct Interpreter {
    /// What was chosen for it.
    pub settings: Settings,
    /// The program's text.
    pub source: String,
    /// What tracebacks call the program's file.
    pub file: String,
    /// The built-in names.
    pub builtins: Arc<Dict>,
    /// The modules that were imported, by name.
    pub modules: Arc<Dict>,
    /// What the library's Python keeps for the run: threads by number, names given out.
    pub registry: Arc<Dict>,
    /// The run's output streams as objects.
    pub streams: (Value, Value),
    /// Names that the machine looks up all the time.
    pub(crate) words: Words,
    pub(crate) mentioned: OnceLock<Arc<Mentioned>>,
    /// Whether it only keeps modules of the library for other runs.
    pub(crate) keeps: bool,
}

/// Names that the machine looks up all the time.
pub(crate) struct Words {
    pub(crate) call: Name,
    pub(crate) init: Name,
    pub(crate) abstract_methods: Name,
}

impl Interpreter {
    /// A run of a program that has not begun.
    #[must_use]
    pub fn new(source: String, file: String, settings: Settings) -> Arc<Self> {
        kept::begin();
        Self::made(source, file, settings, false)
    }

    // What keeps modules of the library for other runs.
    pub(crate) fn keeper(settings: Settings) -> Arc<Self> {
        Self::made(String::new(), "<library>".to_owned(), settings, true)
    }

    fn made(source: String, file: String, settings: Settings, keeps: bool) -> Arc<Self> {
        methods::install();
        let builtins = builtins(&source);
        let outer = number::swap(number::first_of(0xff_ffff));
        let words = Words {
            call: intern("__call__"),
            init: intern("__init__"),
            abstract_methods: intern("__abstractmethods__"),
        };
        let interpreter = Self {
            settings,
            source,
            file,
            builtins,
            modules: Arc::new(Dict::default()),
            registry: Arc::default(),
            streams: standard::streams(),
            words,
            mentioned: OnceLock::new(),
            keeps,
        };
        number::swap(outer);
        Arc::new(interpreter)
    }

    /// Whether accesses and check points are handed out.
    #[inline]
    pub fn announces(&self) -> bool {
        self.settings.announces
    }

    /// What the main thread runs: the program.
    ///
    /// # Errors
    /// The syntax error, or what is not supported.
    pub fn main(&self) -> Result<Start, Refusal> {
        Ok(self.start(&compile(&self.source, &self.file)?))
    }

    /// What the main thread runs: the program, whose code was made before by [`compile`].
    #[must_use]
    pub fn start(&self, body: &Arc<Body>) -> Start {
        let outer = number::swap(number::first_of(0xff_fffe));
        self.mentioned.get_or_init(|| body.mentioned());
        let globals = Arc::new(Dict::of_globals());
        globals.set_text("__name__", Value::from("__main__"));
        globals.set_text("__doc__", Value::None);
        globals.set_text("__file__", Value::from(self.file.clone()));
        globals.set_text("__builtins__", Value::Dict(self.builtins.clone()));
        let module = Module {
            name: intern("__main__"),
            globals: globals.clone(),
        };
        self.modules.set_text("__main__", Value::Module(Arc::new(module)));
        let callable = Value::Function(function(body.clone(), globals));
        number::swap(outer);
        Start {
            callable,
            arguments: Vec::new(),
            keywords: Vec::new(),
        }
    }

    /// The code of a module of the library as a function.
    pub(crate) fn library_function(&self, name: &str, text: &str) -> Result<Arc<Function>, Raised> {
        let body = library_body(name, text)
            .map_err(|refusal| Raised::new(ExceptionKind::ImportError, format!("{name}: {refusal}")))?;
        let globals = Arc::new(Dict::default());
        globals.set_text("__name__", Value::from(name));
        globals.set_text("__doc__", Value::None);
        globals.set_text("__builtins__", Value::Dict(self.builtins.clone()));
        Ok(function(body, globals))
    }

    /// What the program's text says of attributes.
    pub(crate) fn mentioned(&self) -> &Mentioned {
        self.mentioned.get_or_init(Arc::default)
    }

    /// Whether the program put another object in place of `sys.stdout`.
    pub(crate) fn redirected(&self) -> bool {
        match self.modules.get_text("sys") {
            Some(Value::Module(sys)) => match sys.globals.get_text("stdout") {
                Some(output) => standard::stream_of(&output).is_none(),
                None => false,
            },
            _ => false,
        }
    }

    /// What `print` writes to.
    pub(crate) fn output(&self) -> Value {
        match self.modules.get_text("sys") {
            Some(Value::Module(sys)) => sys.globals.get_text("stdout").unwrap_or_else(|| self.streams.0.clone()),
            _ => self.streams.0.clone(),
        }
    }
}

impl Drop for Interpreter {
    // Functions know their module's globals, which know the functions: the circle is opened here.
    fn drop(&mut self) {
        for (_, module) in self.modules.to_pairs() {
            if let Value::Module(module) = module
                && (self.keeps || !kept::is_kept(module.name.as_str()))
            {
                let names = std::mem::take(&mut *module.globals.lock());
                drop(names);
            }
        }
    }
}

/// A program's code as any number of runs may share it.
///
/// # Errors
/// The syntax error, or what is not supported.
pub fn compile(source: &str, file: &str) -> Result<Arc<Body>, Refusal> {
    let code = python_syntax::compile(source, file)?;
    crate::library::imports::check(&code)?;
    let code = Arc::new(code);
    Ok(numbered(0xff_fffd, || Body::new(&code, false)))
}

thread_local! {
    static BUILTINS: Arc<Dict> = numbered(0xff_fffb, || {
        drop(standard::streams());
        Arc::new(standard::builtins())
    });
}

// The built-in names are the same for all runs on one thread of the host, which a search plays by the thousand, unless the program may change them.
fn builtins(source: &str) -> Arc<Dict> {
    let kept = BUILTINS.with(Clone::clone);
    if source.contains("builtins") {
        return numbered(0xff_fffb, || Arc::new(standard::builtins()));
    }
    kept
}

static LIBRARY: LazyLock<Guarded<HashMap<String, Arc<Body>>>> = LazyLock::new(Guarded::default);

// A module of the library is compiled once: a search plays thousands of runs.
fn library_body(name: &str, text: &str) -> Result<Arc<Body>, Refusal> {
    if let Some(body) = LIBRARY.lock().get(name) {
        return Ok(body.clone());
    }
    let code = Arc::new(python_syntax::compile(text, &format!("<{name}>"))?);
    let body = numbered(0xff_fffc, || Body::new(&code, true));
    Ok(LIBRARY.lock().entry(name.to_owned()).or_insert(body).clone())
}

// Constants that outlive a run take no numbers from it.
fn numbered<T>(maker: u32, make: impl FnOnce() -> T) -> T {
    let outer = number::swap(number::first_of(maker));
    let made = make();
    number::swap(outer);
    made
}

fn function(body: Arc<Body>, globals: Arc<Dict>) -> Arc<Function> {
    Arc::new(Function {
        body,
        globals,
        closure: Vec::new(),
        defaults: Vec::new(),
        keyword_defaults: Vec::new(),
        number: number::next(),
        attributes: Guarded::default(),
    })
}
