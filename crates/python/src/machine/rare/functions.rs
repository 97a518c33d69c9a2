//! What the rarer ops do at length.

use super::*;

impl Thread {
    pub(super) fn load_super(&mut self) -> Result<Rare, Raised> {
        let (first, class, callable) = (self.pop(), self.pop(), self.pop());
        match (&callable, &class) {
            (Value::Class(known), Value::Class(_)) if Arc::ptr_eq(known, &crate::objects::types::types().super_) => {
                self.stack.push(crate::builtins::classes::super_of(&class, &first)?);
                Ok(Rare::Go)
            }
            _ => {
                self.stack.push(callable);
                Ok(Rare::Call(0))
            }
        }
    }

    pub(super) fn make_function(&mut self, frame: &Frame, flags: u8) {
        let code = self.pop();
        let tuple = |value: Value| match value {
            Value::Tuple(items) => items.to_vec(),
            _ => Vec::new(),
        };
        let closure = if flags & CLOSURE != 0 {
            tuple(self.pop())
        } else {
            Vec::new()
        };
        let annotate = if flags & ANNOTATE != 0 { Some(self.pop()) } else { None };
        let keyword_defaults = if flags & KEYWORD_DEFAULTS != 0 {
            sequence::keywords_of(&self.pop())
        } else {
            Ok(Vec::new())
        };
        let defaults = if flags & DEFAULTS != 0 {
            tuple(self.pop())
        } else {
            Vec::new()
        };
        let Value::Code(body) = code else { return };
        let mut attributes = Names::default();
        if let Some(annotate) = annotate {
            attributes.insert(intern("__annotate__"), annotate);
        }
        self.stack.push(Value::Function(Arc::new(Function {
            body,
            globals: frame.function.globals.clone(),
            closure,
            defaults,
            keyword_defaults: keyword_defaults.unwrap_or_default(),
            number: number::next(),
            attributes: Guarded::new(attributes),
        })));
    }

    pub(super) fn raise(&mut self, count: u32) -> Result<Rare, Raised> {
        if count == 0 {
            return Err(match &self.handled {
                Some(exception) => Raised::Exception(exception.clone()),
                None => Raised::new(ExceptionKind::RuntimeError, "No active exception to reraise"),
            });
        }
        let cause = if count == 2 { Some(self.pop()) } else { None };
        let exception = self.pop();
        if let (Value::Instance(instance), None) = (&exception, &cause)
            && instance.memory().is_some()
        {
            return Err(Raised::Exception(instance.clone()));
        }
        let cx = self.cx.clone();
        Ok(wait(Expect::Push, async move {
            Err(crate::exceptions::construct::to_raise(&cx, exception, cause).await)
        }))
    }

    /// A frame's names: its globals, or its locals as a dict.
    pub(in crate::machine) fn scope(&self, frame: &Frame, ask: Ask) -> Result<Value, Raised> {
        let globals = Value::Dict(frame.function.globals.clone());
        if ask == Ask::Globals {
            return Ok(globals);
        }
        if let Some(space) = &frame.namespace {
            return Ok(space.clone());
        }
        let body = &frame.function.body;
        if body.code.kind == python_syntax::code::Kind::Module {
            return Ok(globals);
        }
        let mut table = Table::default();
        for (slot, name) in body.locals.iter().enumerate() {
            match self.stack.get(frame.base + slot) {
                None | Some(Value::Unbound) => {}
                Some(_) if name.as_str().starts_with('.') => {}
                Some(value) => {
                    table.insert_name(name, value.clone());
                }
            }
        }
        for index in 0..(body.code.cells.len() + body.code.frees.len()) as u32 {
            if let (Some(cell), Some(name)) = (cell_of(&self.stack, frame, index), body.code.cell_name(index)) {
                match cell.value.get() {
                    Value::Unbound => {}
                    value => {
                        table.insert_name(&intern(name), value);
                    }
                }
            }
        }
        Ok(Value::dict(table))
    }

    /// NameError for a name, with a suggestion from what the frame knows.
    pub(in crate::machine) fn unknown_name(&self, frame: &Frame, name: &Name) -> Raised {
        let mut known: Vec<Name> = frame.function.body.locals.to_vec();
        let keys = |dict: &crate::objects::dict::Dict| {
            dict.lock()
                .iter()
                .filter_map(|entry| match &entry.key {
                    Value::Str(name) => Some(name.clone()),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        known.extend(keys(&frame.function.globals));
        known.extend(keys(&self.interpreter.builtins));
        words::name_error_among(name, &known)
    }
}
