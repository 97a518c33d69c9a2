//! How many values each op takes from the stack and leaves on it, and where it may go: what the compiler and its verifier count with.

use super::op::Op;

/// What an op does to the depth of the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// How many values must be there.
    pub needs: u32,
    /// Change of the depth when the next op follows; `None` if none does.
    pub next: Option<i32>,
    /// The target and the change of the depth when it jumps.
    pub jump: Option<(u32, i32)>,
}

impl Op {
    /// What the op does to the depth of the stack.
    pub fn effect(self) -> Effect {
        if let Some(effect) = self.jump_effect() {
            return effect;
        }
        let (pops, pushes) = self.counts();
        let next = (!self.ends()).then(|| signed(pushes) - signed(pops));
        Effect {
            needs: pops,
            next,
            jump: None,
        }
    }

    /// Whether no op follows it: it returns or raises.
    pub fn ends(self) -> bool {
        matches!(
            self,
            Op::Return | Op::Raise(_) | Op::ReRaise | Op::Jump(_) | Op::JumpBackward(_)
        )
    }

    fn jump_effect(self) -> Option<Effect> {
        let (needs, next, target, jump) = match self {
            Op::Jump(target) | Op::JumpBackward(target) => (0, None, target, 0),
            Op::PopJumpIfFalse(target)
            | Op::PopJumpIfTrue(target)
            | Op::PopJumpIfNone(target)
            | Op::PopJumpIfNotNone(target) => (1, Some(-1), target, -1),
            Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => (1, Some(-1), target, 0),
            Op::ForIter(target) => (1, Some(1), target, -1),
            _ => return None,
        };
        Some(Effect {
            needs,
            next,
            jump: Some((target, jump)),
        })
    }

    /// The same op with another target, for an op that jumps.
    pub fn with_target(self, target: u32) -> Op {
        match self {
            Op::Jump(_) => Op::Jump(target),
            Op::JumpBackward(_) => Op::JumpBackward(target),
            Op::PopJumpIfFalse(_) => Op::PopJumpIfFalse(target),
            Op::PopJumpIfTrue(_) => Op::PopJumpIfTrue(target),
            Op::PopJumpIfNone(_) => Op::PopJumpIfNone(target),
            Op::PopJumpIfNotNone(_) => Op::PopJumpIfNotNone(target),
            Op::JumpIfFalseOrPop(_) => Op::JumpIfFalseOrPop(target),
            Op::JumpIfTrueOrPop(_) => Op::JumpIfTrueOrPop(target),
            Op::ForIter(_) => Op::ForIter(target),
            other => other,
        }
    }

    // Pops and pushes of the ops that do not jump.
    fn counts(self) -> (u32, u32) {
        match self {
            Op::Nop | Op::DeleteFast(_) | Op::ClearFast(_) | Op::DeleteDeref(_) | Op::MakeCell(_) => (0, 0),
            Op::DeleteGlobal(_) | Op::DeleteName(_) => (0, 0),
            Op::LoadConst(_) | Op::LoadFast(_) | Op::LoadDeref(_) | Op::LoadClosure(_) | Op::LoadClassDeref(_) => {
                (0, 1)
            }
            Op::LoadGlobal(_) | Op::LoadName(_) | Op::LoadLocals | Op::LoadBuildClass | Op::LoadAssertionError => {
                (0, 1)
            }
            Op::Pop | Op::StoreFast(_) | Op::StoreDeref(_) | Op::StoreGlobal(_) | Op::StoreName(_) => (1, 0),
            Op::DeleteAttr(_) | Op::Return | Op::ReRaise | Op::PopExcept | Op::ImportStar => (1, 0),
            Op::Copy(n) => (n, n + 1),
            Op::Swap(n) => (n, n),
            Op::LoadFromDictOrGlobals(_) | Op::LoadFromDictOrDeref(_) | Op::LoadAttr(_) | Op::Unary(_) => (1, 1),
            Op::GetIter | Op::ListToTuple | Op::YieldValue | Op::GetYieldFromIter | Op::GetAwaitable => (1, 1),
            Op::GetAiter | Op::StopIterationError | Op::MakeGeneric => (1, 1),
            Op::StoreAttr(_) | Op::DeleteSubscript | Op::EndAsyncFor => (2, 0),
            Op::LoadMethod(_) | Op::PushExceptionInfo | Op::GetAnext | Op::LoadWithMethods(_) => (1, 2),
            Op::ImportFrom(_) | Op::MatchSequence | Op::MatchMapping | Op::GetLength => (1, 2),
            Op::LoadSuper | Op::MakeTypeAlias => (3, 1),
            Op::StoreSubscript => (3, 0),
            Op::BinarySubscript | Op::Binary(_) | Op::InPlace(_) | Op::Compare(_) | Op::Contains(_) | Op::Is(_) => {
                (2, 1)
            }
            Op::YieldFrom | Op::PrepareReraiseStar | Op::ImportName(_) | Op::SetTypeParameters => (2, 1),
            Op::CheckExceptionMatch | Op::CheckGroupMatch => (2, 2),
            Op::MatchKeys => (2, 3),
            Op::MatchClass(_) => (3, 1),
            Op::WithExceptStart => (3, 4),
            Op::Raise(n) => (n, 0),
            other => other.sized_counts(),
        }
    }

    // Pops and pushes of the ops whose operand is a size.
    fn sized_counts(self) -> (u32, u32) {
        match self {
            Op::BuildList(n) | Op::BuildTuple(n) | Op::BuildSet(n) | Op::BuildString(n) | Op::BuildSlice(n) => (n, 1),
            Op::BuildMap(n) => (2 * n, 1),
            Op::ListAppend(n) | Op::SetAdd(n) | Op::ListExtend(n) | Op::SetUpdate(n) | Op::DictUpdate(n) => (1 + n, n),
            Op::DictMerge(n) => (3 + n, 2 + n),
            Op::MapAdd(n) => (2 + n, n),
            Op::UnpackSequence(n) => (1, n),
            Op::UnpackEx { before, after } => (1, u32::from(before) + 1 + u32::from(after)),
            Op::FormatValue { spec, .. } => (1 + u32::from(spec), 1),
            Op::Call(n) => (1 + n, 1),
            Op::CallKeywords { count, .. } => (1 + u32::from(count), 1),
            Op::CallMethod(n) => (2 + n, 1),
            Op::CallMethodKeywords { count, .. } => (2 + u32::from(count), 1),
            Op::CallEx(keywords) => (2 + u32::from(keywords), 1),
            Op::MakeFunction(flags) => (1 + flags.count_ones(), 1),
            Op::MakeTypeParameter { bound, default, .. } => (1 + u32::from(bound) + u32::from(default), 1),
            _ => (0, 0),
        }
    }
}

fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
