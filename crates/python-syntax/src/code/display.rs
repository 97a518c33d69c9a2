//! Code written out, an op a line, for tests and for people.

use std::fmt;

use super::{Code, Constant, Op};

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {:?} stack {}", self.qualname, self.kind, self.stack_size)?;
        let mut line = 0;
        for (at, op) in self.ops.iter().enumerate() {
            let here = self.spans[at].line;
            let shown = if here == line { String::new() } else { here.to_string() };
            line = here;
            writeln!(f, "{shown:>4} {at:>4} {op:?}{}", self.meaning(*op))?;
        }
        for handler in &self.handlers {
            let (start, last) = (handler.start, handler.end - 1);
            writeln!(
                f,
                "     {start}..{last} to {} keeping {}",
                handler.target, handler.depth
            )?;
        }
        for constant in &self.constants {
            if let Constant::Code(inner) = constant {
                write!(f, "\n{inner}")?;
            }
        }
        Ok(())
    }
}

impl Code {
    // What an op's number stands for.
    fn meaning(&self, op: Op) -> String {
        let name = match op {
            Op::LoadConst(index) => return self.constants.get(index as usize).map(shown).unwrap_or_default(),
            Op::LoadFast(index) | Op::StoreFast(index) | Op::DeleteFast(index) | Op::ClearFast(index) => {
                self.locals.get(index as usize)
            }
            Op::LoadDeref(index) | Op::StoreDeref(index) | Op::DeleteDeref(index) | Op::MakeCell(index) => {
                self.cell_name(index)
            }
            Op::LoadClosure(index) | Op::LoadClassDeref(index) | Op::LoadFromDictOrDeref(index) => {
                self.cell_name(index)
            }
            Op::LoadGlobal(index) | Op::StoreGlobal(index) | Op::DeleteGlobal(index) => self.names.get(index as usize),
            Op::LoadName(index) | Op::StoreName(index) | Op::DeleteName(index) => self.names.get(index as usize),
            Op::LoadAttr(index) | Op::StoreAttr(index) | Op::DeleteAttr(index) => self.names.get(index as usize),
            Op::LoadMethod(index) | Op::ImportName(index) | Op::ImportFrom(index) => self.names.get(index as usize),
            Op::LoadFromDictOrGlobals(index) => self.names.get(index as usize),
            _ => None,
        };
        name.map(|name| format!(" {name}")).unwrap_or_default()
    }
}

fn shown(constant: &Constant) -> String {
    match constant {
        Constant::Code(code) => format!(" <code {}>", code.qualname),
        constant => format!(" {constant:?}"),
    }
}
