//! Which call a name stands for.

use crate::sync::Call;
use crate::value::Value;

pub(super) fn named(name: &str, value: Option<&Value>) -> Option<Call> {
    Some(match name {
        "acquire" => Call::Acquire,
        "try_acquire" => Call::TryAcquire,
        "release" => Call::Release,
        "locked" => Call::Locked,
        "owned" => Call::Owned,
        "release_all" => Call::ReleaseAll,
        "enlist" => Call::Enlist,
        "count" => Call::Count,
        "set" => Call::Set,
        "clear" => Call::Clear,
        "is_set" => Call::IsSet,
        "wait" => Call::Wait,
        "arrive" => Call::Arrive,
        "open" => Call::Open,
        "break" => Call::Break,
        "reset" => Call::Reset,
        "look" => Call::Look,
        "get" => Call::Get,
        "try_get" => Call::TryGet,
        "task_done" => Call::TaskDone,
        "drain" => Call::Drain,
        "is_shut_down" => Call::IsShutDown,
        "unfinished" => Call::Unfinished,
        "items" => Call::Items,
        "begin" => Call::Begin,
        "cancel" => Call::Cancel,
        "outcome" => Call::Outcome,
        "stage" => Call::Stage,
        "try_take" => Call::TryTake,
        "take" => Call::Take,
        "start" => Call::Start,
        "finish" => Call::Finish,
        _ => return with(name, value?.clone()),
    })
}

fn with(name: &str, value: Value) -> Option<Call> {
    let number = match &value {
        Value::Int(number) => *number,
        Value::Bool(flag) => i64::from(*flag),
        _ => 0,
    };
    Some(match name {
        "acquire_all" => Call::AcquireAll(number),
        "await" => Call::Await(number),
        "notify" => Call::Notify(number),
        "give" => Call::Give(number),
        "pass" => Call::Pass(number),
        "put" => Call::Put(value),
        "try_put" => Call::TryPut(value),
        "shut_down" => Call::ShutDown(number != 0),
        "resolve" => Call::Resolve(value),
        "fail" => Call::Fail(value),
        "callback" => Call::Callback(value),
        "submit" => Call::Submit(value),
        "close" => Call::Close(number != 0),
        _ => return None,
    })
}
