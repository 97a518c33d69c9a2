//! Ops as real threads run them: several in one where no check point lies between them.
//!
//! Each place of the code keeps its own op, so jumps may land anywhere; a fused op stands where its first one does and skips the rest. Where its short
//! way does not apply it has done nothing yet, and the first op runs as the compiler wrote it. Announcing threads run the compiler's ops alone.

use python_syntax::code::{BinaryOperator, Code, Comparison, Op};

/// An op as real threads run it.
#[derive(Clone, Copy, Debug)]
pub enum Quick {
    /// As the compiler wrote it.
    Plain(Op),
    /// `a b`: two slots.
    FastFast(u16, u16),
    /// `a + constant`
    BinaryFastConst(BinaryOperator, u16, u16),
    /// `a + b`
    BinaryFastFast(BinaryOperator, u16, u16),
    /// `top + constant`
    BinaryConst(BinaryOperator, u16),
    /// `top + a`
    BinaryFast(BinaryOperator, u16),
    /// `a += constant`
    InPlaceFastConst(BinaryOperator, u16, u16),
    /// `a += b`
    InPlaceFastFast(BinaryOperator, u16, u16),
    /// `a += top`, where `a` lies below the top.
    InPlaceStore(BinaryOperator, u16),
    /// `if a < constant`
    BranchFastConst(Comparison, u16, u16),
    /// `if a < b`
    BranchFastFast(Comparison, u16, u16),
    /// `if top < constant`
    BranchConst(Comparison, u16),
    /// `if below < top`
    Branch(Comparison),
    /// `a.name`
    FastAttr(u16, u16),
    /// `a.name`, to be called.
    FastMethod(u16, u16),
    /// `a.name = top`
    FastStoreAttr(u16, u16),
    /// `a[b]`
    FastSubscript(u16, u16),
    /// `a[b] = top`
    FastStoreSubscript(u16, u16),
    /// `for a in ...`
    ForStore(u16),
    /// `for a, b in ...`
    ForPair(u16, u16),
    /// `return a`
    ReturnFast(u16),
}

/// The ops of a code as real threads run them, place by place.
#[must_use]
pub fn fuse(code: &Code) -> Box<[Quick]> {
    (0..code.ops.len()).map(|at| fused(&code.ops[at..])).collect()
}

fn fused(ops: &[Op]) -> Quick {
    let small = |number: u32| u16::try_from(number).ok();
    let pair = |a: u32, b: u32| Some((small(a)?, small(b)?));
    let found = match ops {
        [
            Op::LoadFast(a),
            Op::LoadConst(c),
            Op::InPlace(op),
            Op::StoreFast(to),
            ..,
        ] if a == to => pair(*a, *c).map(|(a, c)| Quick::InPlaceFastConst(*op, a, c)),
        [Op::LoadFast(a), Op::LoadFast(b), Op::InPlace(op), Op::StoreFast(to), ..] if a == to => {
            pair(*a, *b).map(|(a, b)| Quick::InPlaceFastFast(*op, a, b))
        }
        [
            Op::LoadFast(a),
            Op::LoadConst(c),
            Op::Compare(op),
            Op::PopJumpIfFalse(_),
            ..,
        ] => pair(*a, *c).map(|(a, c)| Quick::BranchFastConst(*op, a, c)),
        [
            Op::LoadFast(a),
            Op::LoadFast(b),
            Op::Compare(op),
            Op::PopJumpIfFalse(_),
            ..,
        ] => pair(*a, *b).map(|(a, b)| Quick::BranchFastFast(*op, a, b)),
        [Op::LoadConst(c), Op::Compare(op), Op::PopJumpIfFalse(_), ..] => small(*c).map(|c| Quick::BranchConst(*op, c)),
        [Op::Compare(op), Op::PopJumpIfFalse(_), ..] => Some(Quick::Branch(*op)),
        [Op::LoadFast(a), Op::LoadConst(c), Op::Binary(op), ..] => {
            pair(*a, *c).map(|(a, c)| Quick::BinaryFastConst(*op, a, c))
        }
        [Op::LoadFast(a), Op::LoadFast(b), Op::Binary(op), ..] => {
            pair(*a, *b).map(|(a, b)| Quick::BinaryFastFast(*op, a, b))
        }
        [Op::LoadFast(a), Op::LoadFast(b), Op::BinarySubscript, ..] => {
            pair(*a, *b).map(|(a, b)| Quick::FastSubscript(a, b))
        }
        [Op::LoadFast(a), Op::LoadFast(b), Op::StoreSubscript, ..] => {
            pair(*a, *b).map(|(a, b)| Quick::FastStoreSubscript(a, b))
        }
        [Op::LoadConst(c), Op::Binary(op), ..] => small(*c).map(|c| Quick::BinaryConst(*op, c)),
        [Op::LoadFast(a), Op::Binary(op), ..] => small(*a).map(|a| Quick::BinaryFast(*op, a)),
        [Op::InPlace(op), Op::StoreFast(a), ..] => small(*a).map(|a| Quick::InPlaceStore(*op, a)),
        [Op::LoadFast(a), Op::LoadAttr(name), ..] => pair(*a, *name).map(|(a, name)| Quick::FastAttr(a, name)),
        [Op::LoadFast(a), Op::LoadMethod(name), ..] => pair(*a, *name).map(|(a, name)| Quick::FastMethod(a, name)),
        [Op::LoadFast(a), Op::StoreAttr(name), ..] => pair(*a, *name).map(|(a, name)| Quick::FastStoreAttr(a, name)),
        [
            Op::ForIter(_),
            Op::UnpackSequence(2),
            Op::StoreFast(a),
            Op::StoreFast(b),
            ..,
        ] => pair(*a, *b).map(|(a, b)| Quick::ForPair(a, b)),
        [Op::ForIter(_), Op::StoreFast(a), ..] => small(*a).map(Quick::ForStore),
        [Op::LoadFast(a), Op::Return, ..] => small(*a).map(Quick::ReturnFast),
        [Op::LoadFast(a), Op::LoadFast(b), ..] => pair(*a, *b)
            .filter(|_| matches!(fused(&ops[1..]), Quick::Plain(_) | Quick::FastFast(..)))
            .map(|(a, b)| Quick::FastFast(a, b)),
        _ => None,
    };
    found.unwrap_or(Quick::Plain(ops[0]))
}

// A loop reads its ops all the time: they stay as small as the compiler's.
const _: () = assert!(size_of::<Quick>() == 8);
