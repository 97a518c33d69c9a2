//! f-strings.

use ruff_python_ast as ast;
use ruff_python_ast::{ConversionFlag, FStringPart, InterpolatedStringElement};
use ruff_text_size::Ranged;

use super::{Compiler, Done};
use crate::code::{Conversion, Op};

/// A piece of a formatted string: text, or a replacement field.
enum Piece<'a> {
    Text(String),
    Field(&'a ast::InterpolatedElement),
}

impl Compiler<'_> {
    pub(super) fn formatted(&mut self, node: &ast::ExprFString) -> Done {
        let mut pieces = Vec::new();
        for part in &node.value {
            match part {
                FStringPart::Literal(literal) => add_text(&mut pieces, literal),
                FStringPart::FString(string) => add_elements(&mut pieces, &string.elements, self.source.text),
            }
        }
        self.pieces(&pieces, node.range())
    }

    fn pieces(&mut self, pieces: &[Piece<'_>], range: ruff_text_size::TextRange) -> Done {
        for piece in pieces {
            self.at(range);
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Field(field) => self.field(field)?,
            }
        }
        self.at(range);
        match pieces {
            [] => self.text(""),
            [Piece::Text(_) | Piece::Field(_)] => (),
            many => self.emit(Op::BuildString(u32::try_from(many.len()).unwrap_or(u32::MAX))),
        }
        Ok(())
    }

    fn field(&mut self, field: &ast::InterpolatedElement) -> Done {
        self.expression(&field.expression)?;
        let spec = field.format_spec.as_deref();
        if let Some(spec) = spec {
            let mut pieces = Vec::new();
            add_elements(&mut pieces, &spec.elements, self.source.text);
            self.pieces(&pieces, field.range)?;
        }
        self.at(field.range);
        let conversion = match field.conversion {
            // `f"{x=}"` shows the repr unless something else is asked for.
            ConversionFlag::None if field.debug_text.is_some() && spec.is_none() => Conversion::Repr,
            ConversionFlag::None => Conversion::None,
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Ascii => Conversion::Ascii,
            ConversionFlag::Repr => Conversion::Repr,
        };
        self.emit(Op::FormatValue {
            conversion,
            spec: spec.is_some(),
        });
        Ok(())
    }
}

fn add_elements<'a>(pieces: &mut Vec<Piece<'a>>, elements: &'a ast::InterpolatedStringElements, source: &str) {
    for element in elements {
        match element {
            InterpolatedStringElement::Literal(literal) => add_text(pieces, &literal.value),
            InterpolatedStringElement::Interpolation(field) => {
                if let Some(debug) = &field.debug_text {
                    add_text(pieces, &debug.leading);
                    add_text(pieces, &source[field.expression.range()]);
                    add_text(pieces, &debug.trailing);
                }
                pieces.push(Piece::Field(field));
            }
        }
    }
}

fn add_text(pieces: &mut Vec<Piece<'_>>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => (),
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
