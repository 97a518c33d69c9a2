//! The patterns of `match`.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Pattern, Singleton};
use ruff_text_size::Ranged;

use super::literals::value_of;
use super::matching::{Matching, is_wildcard, is_wildcard_star};
use super::{Compiler, Done};
use crate::code::{BinaryOperator, Comparison, Constant, Op};

impl Compiler<'_> {
    /// Matches the value on top of the stack, which is consumed either way.
    pub(super) fn pattern(&mut self, pattern: &Pattern, matching: &mut Matching) -> Done {
        self.at(pattern.range());
        match pattern {
            Pattern::MatchValue(node) => self.value_pattern(node, matching),
            Pattern::MatchSingleton(node) => {
                self.constant(match node.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                });
                self.emit(Op::Is(false));
                self.jump_to_failure(matching, Op::PopJumpIfFalse);
                Ok(())
            }
            Pattern::MatchSequence(node) => self.sequence_pattern(node, matching),
            Pattern::MatchMapping(node) => self.mapping_pattern(node, matching),
            Pattern::MatchClass(node) => self.class_pattern(node, matching),
            Pattern::MatchStar(node) => self.keep_for(node.name.as_ref(), matching, node.range),
            Pattern::MatchAs(node) => self.as_pattern(node, matching),
            Pattern::MatchOr(node) => self.or_pattern(node, matching),
        }
    }

    fn value_pattern(&mut self, node: &ast::PatternMatchValue, matching: &mut Matching) -> Done {
        self.expression(&node.value)?;
        self.at(node.range);
        self.emit(Op::Compare(Comparison::Equal));
        self.jump_to_failure(matching, Op::PopJumpIfFalse);
        Ok(())
    }

    fn as_pattern(&mut self, node: &ast::PatternMatchAs, matching: &mut Matching) -> Done {
        if let Some(inner) = &node.pattern {
            matching.on_top += 1;
            self.emit(Op::Copy(1));
            self.pattern(inner, matching)?;
            matching.on_top -= 1;
        }
        self.at(node.range);
        self.keep_for(node.name.as_ref(), matching, node.range)
    }

    fn sequence_pattern(&mut self, node: &ast::PatternMatchSequence, matching: &mut Matching) -> Done {
        let size = node.patterns.len();
        let mut stars = node
            .patterns
            .iter()
            .enumerate()
            .filter(|(_, pattern)| pattern.is_match_star());
        let star = stars.next().map(|(index, _)| index);
        if stars.next().is_some() {
            return self.error(node.range, "multiple starred expressions in sequence pattern");
        }
        matching.on_top += 1;
        self.emit(Op::MatchSequence);
        self.jump_to_failure(matching, Op::PopJumpIfFalse);
        match star {
            None => self.require_length(size, Comparison::Equal, matching),
            Some(_) if size > 1 => self.require_length(size - 1, Comparison::GreaterEqual, matching),
            Some(_) => (),
        }
        matching.on_top -= 1;
        if node
            .patterns
            .iter()
            .all(|pattern| is_wildcard(pattern) || is_wildcard_star(pattern))
        {
            self.emit(Op::Pop);
            return Ok(());
        }
        match star {
            Some(star) if is_wildcard_star(&node.patterns[star]) => self.by_subscript(&node.patterns, star, matching),
            star => self.by_unpacking(&node.patterns, star, matching),
        }
    }

    fn require_length(&mut self, size: usize, comparison: Comparison, matching: &mut Matching) {
        self.emit(Op::GetLength);
        self.constant(Constant::Int(i64::try_from(size).unwrap_or(i64::MAX)));
        self.emit(Op::Compare(comparison));
        self.jump_to_failure(matching, Op::PopJumpIfFalse);
    }

    fn by_unpacking(&mut self, patterns: &[Pattern], star: Option<usize>, matching: &mut Matching) -> Done {
        let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.emit(match star {
            None => Op::UnpackSequence(u32::from(count(patterns.len()))),
            Some(star) => Op::UnpackEx {
                before: count(star),
                after: count(patterns.len() - star - 1),
            },
        });
        matching.on_top += patterns.len();
        for pattern in patterns {
            matching.on_top -= 1;
            self.pattern(pattern, matching)?;
        }
        Ok(())
    }

    // `[first, *_, last]` never makes the list in the middle.
    fn by_subscript(&mut self, patterns: &[Pattern], star: usize, matching: &mut Matching) -> Done {
        let integer = |number: usize| Constant::Int(i64::try_from(number).unwrap_or(i64::MAX));
        matching.on_top += 1;
        for (index, pattern) in patterns.iter().enumerate() {
            if index == star || is_wildcard(pattern) {
                continue;
            }
            self.emit(Op::Copy(1));
            if index < star {
                self.constant(integer(index));
            } else {
                self.emit(Op::GetLength);
                self.constant(integer(patterns.len() - index));
                self.emit(Op::Binary(BinaryOperator::Subtract));
            }
            self.emit(Op::BinarySubscript);
            self.pattern(pattern, matching)?;
        }
        matching.on_top -= 1;
        self.emit(Op::Pop);
        Ok(())
    }

    fn mapping_pattern(&mut self, node: &ast::PatternMatchMapping, matching: &mut Matching) -> Done {
        let size = node.keys.len();
        matching.on_top += 1;
        self.emit(Op::MatchMapping);
        self.jump_to_failure(matching, Op::PopJumpIfFalse);
        if size == 0 && node.rest.is_none() {
            matching.on_top -= 1;
            self.emit(Op::Pop);
            return Ok(());
        }
        if size > 0 {
            self.require_length(size, Comparison::GreaterEqual, matching);
        }
        self.keys(node, matching)?;
        self.emit(Op::UnpackSequence(u32::try_from(size).unwrap_or(u32::MAX)));
        matching.on_top += size;
        matching.on_top -= 1;
        for pattern in &node.patterns {
            matching.on_top -= 1;
            self.pattern(pattern, matching)?;
        }
        matching.on_top -= 2;
        self.at(node.range);
        match &node.rest {
            Some(rest) => {
                self.rest_of_mapping(size);
                self.keep_for(Some(rest), matching, node.range)
            }
            None => {
                self.emit(Op::Pop);
                self.emit(Op::Pop);
                Ok(())
            }
        }
    }

    // Pushes the keys and the values they have.
    fn keys(&mut self, node: &ast::PatternMatchMapping, matching: &mut Matching) -> Done {
        let mut seen = Vec::new();
        for key in &node.keys {
            if let Some(value) = value_of(key) {
                if seen.contains(&value) {
                    let written = &self.source.text[key.range()];
                    return self.error(node.range, format!("mapping pattern checks duplicate key ({written})"));
                }
                seen.push(value);
            }
            self.expression(key)?;
        }
        self.at(node.range);
        self.emit(Op::BuildTuple(u32::try_from(node.keys.len()).unwrap_or(u32::MAX)));
        self.emit(Op::MatchKeys);
        matching.on_top += 2;
        self.emit(Op::Copy(1));
        self.jump_to_failure(matching, Op::PopJumpIfNone);
        Ok(())
    }

    // subject, keys -> a dict of the subject without the keys
    fn rest_of_mapping(&mut self, size: usize) {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        self.emit(Op::BuildMap(0));
        self.emit(Op::Swap(3));
        self.emit(Op::DictUpdate(2));
        self.emit(Op::UnpackSequence(size));
        for left in (1..=size).rev() {
            self.emit(Op::Copy(1 + left));
            self.emit(Op::Swap(2));
            self.emit(Op::DeleteSubscript);
        }
    }

    fn class_pattern(&mut self, node: &ast::PatternMatchClass, matching: &mut Matching) -> Done {
        let (patterns, keywords) = (&node.arguments.patterns, &node.arguments.keywords);
        for (index, keyword) in keywords.iter().enumerate() {
            if keywords[..index].iter().any(|before| before.attr.id == keyword.attr.id) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return self.error(keyword.range, message);
            }
        }
        self.expression(&node.cls)?;
        self.at(node.range);
        let names: Vec<Arc<str>> = keywords.iter().map(|keyword| self.mangled(&keyword.attr)).collect();
        let names = self.tuple_of_names(names.into_iter());
        self.emit(Op::LoadConst(names));
        self.emit(Op::MatchClass(u32::try_from(patterns.len()).unwrap_or(u32::MAX)));
        matching.on_top += 1;
        self.emit(Op::Copy(1));
        self.jump_to_failure(matching, Op::PopJumpIfNone);
        let all: Vec<&Pattern> = patterns
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.pattern))
            .collect();
        self.emit(Op::UnpackSequence(u32::try_from(all.len()).unwrap_or(u32::MAX)));
        matching.on_top += all.len();
        matching.on_top -= 1;
        for pattern in all {
            matching.on_top -= 1;
            self.pattern(pattern, matching)?;
        }
        Ok(())
    }

    fn or_pattern(&mut self, node: &ast::PatternMatchOr, matching: &mut Matching) -> Done {
        let end = self.unit().label();
        let mut names: Option<Vec<Arc<str>>> = None;
        for (index, alternative) in node.patterns.iter().enumerate() {
            self.refuse_irrefutable(alternative, index + 1 == node.patterns.len())?;
            let mut inner = Matching::default();
            self.emit(Op::Copy(1));
            self.pattern(alternative, &mut inner)?;
            match &names {
                None => names = Some(inner.stores.clone()),
                Some(names) => self.reorder(names, &mut inner, node)?,
            }
            self.emit(Op::Jump(end.0));
            self.bind_failures(&mut inner);
        }
        self.emit(Op::Pop);
        self.jump_to_failure(matching, Op::Jump);
        self.unit().bind(end);
        let names = names.unwrap_or_default();
        let depth = names.len() + 1 + matching.on_top + matching.stores.len();
        for name in names {
            self.rotate(depth);
            self.refuse_second(&matching.stores, &name, node.range)?;
            matching.stores.push(name);
        }
        self.emit(Op::Pop);
        Ok(())
    }

    fn refuse_irrefutable(&self, alternative: &Pattern, last: bool) -> Done {
        match alternative {
            Pattern::MatchAs(node) if node.pattern.is_none() && !last => {
                let message = match &node.name {
                    Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
                    None => "wildcard makes remaining patterns unreachable".to_owned(),
                };
                self.error(node.range, message)
            }
            _ => Ok(()),
        }
    }

    // Each alternative leaves the same names in the same order.
    fn reorder(&mut self, names: &[Arc<str>], inner: &mut Matching, node: &ast::PatternMatchOr) -> Done {
        let same = names.len() == inner.stores.len() && names.iter().all(|name| inner.stores.contains(name));
        if !same {
            return self.error(node.range, "alternative patterns bind different names");
        }
        for wanted in (0..names.len()).rev() {
            let found = inner
                .stores
                .iter()
                .position(|name| *name == names[wanted])
                .unwrap_or(wanted);
            if found == wanted {
                continue;
            }
            let moved: Vec<Arc<str>> = inner.stores.drain(..=found).collect();
            let count = moved.len();
            inner.stores.splice(wanted - found..wanted - found, moved);
            (0..count).for_each(|_| self.rotate(wanted + 1));
        }
        Ok(())
    }
}
