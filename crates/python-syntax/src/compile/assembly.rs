//! From a unit to a code object: labels to targets, code that is never reached out, handlers to a table.

use std::sync::Arc;

use super::Compiler;
use super::unit::Unit;
use crate::code::{Code, Handler};
use crate::refusal::Refusal;
use crate::verify::{Cover, Flow, depths};

impl Compiler<'_> {
    /// Closes the current unit.
    pub fn finish_unit(&mut self) -> Result<Code, Refusal> {
        let unit = self
            .units
            .pop()
            .expect("a unit is open while there is something to compile");
        Ok(assemble(unit, &self.filename))
    }
}

fn assemble(mut unit: Unit, filename: &Arc<str>) -> Code {
    bind_jumps(&mut unit);
    let covered: Vec<Option<Cover>> = unit.covered.iter().map(|number| cover(&unit, *number)).collect();
    let flow = depths(&unit.ops, &covered);
    let moved = drop_unreached(&mut unit, &flow);
    let handlers = table(&covered, &flow, &moved);
    Code {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.clone(),
        first_line: unit.first_line,
        kind: unit.kind,
        nested: unit.nested,
        ops: unit.ops,
        spans: unit.spans,
        constants: unit.constants,
        names: unit.names,
        locals: unit.locals,
        cells: unit.cells,
        frees: unit.frees,
        positional: unit.shape.positional,
        positional_only: unit.shape.positional_only,
        keyword_only: unit.shape.keyword_only,
        variadic: unit.shape.variadic,
        variadic_keywords: unit.shape.variadic_keywords,
        handlers,
        stack_size: flow.highest,
        doc: unit.doc,
    }
}

fn bind_jumps(unit: &mut Unit) {
    for op in &mut unit.ops {
        if let Some((label, _)) = op.effect().jump {
            let target = unit.labels[label as usize].unwrap_or_default();
            *op = op.with_target(target);
        }
    }
}

// Takes ops out that nothing reaches; gives each old index its new one.
fn drop_unreached(unit: &mut Unit, flow: &Flow) -> Vec<u32> {
    let reached: Vec<bool> = flow.depth.iter().map(Option::is_some).collect();
    let mut moved = Vec::with_capacity(reached.len() + 1);
    let mut next = 0;
    for keep in &reached {
        moved.push(next);
        next += u32::from(*keep);
    }
    moved.push(next);
    let mut keep = reached.iter();
    unit.ops.retain(|_| *keep.next().unwrap_or(&false));
    let mut keep = reached.iter();
    unit.spans.retain(|_| *keep.next().unwrap_or(&false));
    for op in &mut unit.ops {
        if let Some((target, _)) = op.effect().jump {
            *op = op.with_target(moved[target as usize]);
        }
    }
    moved
}

fn cover(unit: &Unit, number: Option<usize>) -> Option<Cover> {
    let region = unit.regions[number?];
    let target = unit.labels[region.target.0 as usize]?;
    Some(Cover {
        target,
        start: region.start,
        spare: region.spare,
    })
}

fn table(covered: &[Option<Cover>], flow: &Flow, moved: &[u32]) -> Vec<Handler> {
    let mut handlers: Vec<Handler> = Vec::new();
    for (at, handler) in covered.iter().enumerate() {
        let (start, end) = (moved[at], moved[at + 1]);
        let (Some(cover), true) = (handler, start < end) else {
            continue;
        };
        let Some(depth) = flow.kept_by(*cover) else { continue };
        let target = moved[cover.target as usize];
        match handlers.last_mut() {
            Some(last) if last.end == start && last.target == target && last.depth == depth => last.end = end,
            _ => handlers.push(Handler {
                start,
                end,
                target,
                depth,
            }),
        }
    }
    handlers
}
