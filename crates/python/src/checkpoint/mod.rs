//! A moment of a run to go back to: what each object that may change held then, to be put back into the same objects.
//!
//! A search goes back to a moment thousands of times, so what lies before it is not run again. Objects stay the ones they were: only what they hold is
//! copied, and what was made after the moment is dropped.

mod content;
mod walk;

use std::sync::Arc;

use crate::interpreter::Interpreter;
use crate::library::kept;
use crate::machine::thread::Thread;
use crate::objects::class;
use crate::value::Value;
use content::Content;
pub(crate) use content::Undo;
use walk::Walk;

/// What the objects of a run held at a moment.
pub struct Checkpoint {
    interpreter: Arc<Interpreter>,
    contents: Vec<Content>,
    modules: usize,
    classes: u64,
}

impl Checkpoint {
    /// This moment of a run: what its modules, its threads and these values lead to. `None` if something on the way cannot be put back: a native in the middle
    /// of its work, an object with data that nobody knows how to copy.
    pub fn take<'a>(
        interpreter: &Arc<Interpreter>,
        threads: impl Iterator<Item = &'a Thread>,
        values: impl Iterator<Item = Value>,
    ) -> Option<Self> {
        if kept::is_changed() || interpreter.source.contains("builtins") {
            return None;
        }
        let mut walk = Walk::new(interpreter);
        for thread in threads {
            walk.thread(thread)?;
        }
        values.for_each(|value| walk.push(&value));
        Some(Self {
            interpreter: interpreter.clone(),
            contents: walk.go()?,
            modules: interpreter.modules.lock().len(),
            classes: class::version(),
        })
    }

    /// Puts everything back; `false` if it cannot be, because the program changed what all runs share.
    #[must_use]
    pub fn put_back(&self) -> bool {
        if kept::is_changed() {
            return false;
        }
        if self.interpreter.modules.lock().len() != self.modules {
            self.forget_modules();
        }
        let classes_changed = class::version() != self.classes;
        for content in &self.contents {
            content.put_back(classes_changed);
        }
        if classes_changed {
            class::changed();
        }
        true
    }

    // A module and its functions hold each other: of those that came later the circle is opened.
    fn forget_modules(&self) {
        let pairs = self.interpreter.modules.to_pairs();
        for (_, module) in pairs.into_iter().skip(self.modules) {
            if let Value::Module(module) = module
                && !kept::is_kept(module.name.as_str())
            {
                let names = std::mem::take(&mut *module.globals.lock());
                drop(names);
            }
        }
    }
}
