//! What ops do at their ends: macros of the loop, which name its thread and its frame.

/// Defines the macros inside the loop's function. `$d` is a dollar: it keeps their own variables from being replaced too early.
macro_rules! endings {
    ($d:tt, $me:ident, $frame:ident, $announces:ident, $again:lifetime) => {
        macro_rules! go_on {
                            ($d handed:expr) => {
                                match $d handed {
                                    Ok(next) => {
                                        $frame = next;
                                        continue $again;
                                    }
                                    Err(next) => return next,
                                }
                            };
                        }
        macro_rules! raise {
                            ($d raised:expr) => {{
                                let raised = $d raised;
                                match $me.unwind(&mut $frame, raised) {
                                    Ok(()) => continue $again,
                                    Err(exception) => {
                                        $me.leave(&mut $frame);
                                        go_on!($me.hand_over(Outcome::Raised(Raised::Exception(exception)), false))
                                    }
                                }
                            }};
                        }
        macro_rules! attempt {
                            ($d result:expr) => {
                                match $d result {
                                    Ok(value) => value,
                                    Err(raised) => raise!(raised),
                                }
                            };
                        }
        macro_rules! pop {
            () => {
                $me.stack.pop().unwrap_or_default()
            };
        }
        // Waits for a native that may call Python.
        macro_rules! wait {
                            ($d expect:expr, |$d cx:ident| $d body:expr) => {{
                                $frame.expect = $d expect;
                                $me.frames.push(Activation::Python($frame));
                                let $d cx = $me.cx.clone();
                                return $me.begin(Box::pin(async move { $d body }));
                            }};
                        }
        macro_rules! checked_entry {
            () => {{
                if $announces && !$frame.function.body.hidden {
                    $me.frames.push(Activation::Python($frame));
                    return Next::Effect(Effect::CheckPoint(CheckKind::Entry));
                }
                $me.countdown -= 1;
                if $me.countdown == 0 {
                    $me.countdown = $me.patience;
                    if $me.is_out_of_memory() {
                        raise!(Raised::with(crate::exceptions::ExceptionKind::MemoryError, Vec::new()))
                    }
                    $me.frames.push(Activation::Python($frame));
                    return Next::Effect(Effect::CheckPoint(CheckKind::Entry));
                }
                continue $again;
            }};
        }
        macro_rules! entered {
            () => {{
                match $me.frames.pop() {
                    Some(Activation::Python(next)) => $frame = next,
                    Some(other) => {
                        $me.frames.push(other);
                        return Next::Run;
                    }
                    None => return Next::Run,
                }
                checked_entry!()
            }};
        }
        // Enters the function at a place on the stack, whose arguments are its slots.
        macro_rules! enter {
            ($d place:expr) => {{
                let next = $me.entering($d place);
                $frame.expect = Expect::Push;
                let caller = std::mem::replace(&mut $frame, next);
                $me.frames.push(Activation::Python(caller));
                checked_entry!()
            }};
        }
        // Calls what lies at a place on the stack.
        macro_rules! call {
                            ($d expect:expr, $d at:expr, $d count:expr, $d keywords:expr) => {{
                                let at = $d at;
                                if let Value::Native(_) = &$me.stack[at]
                                    && let Value::Native(native) = std::mem::take(&mut $me.stack[at])
                                {
                                    match $me.call_native(&native, at, at + 1, $d keywords) {
                                        Called::Value(value) => {
                                            if $d expect == Expect::Push {
                                                $me.stack.push(value);
                                            }
                                            if $announces && !$frame.function.body.hidden {
                                                $me.frames.push(Activation::Python($frame));
                                                return Next::Effect(Effect::CheckPoint(CheckKind::Call));
                                            }
                                            continue $again;
                                        }
                                        Called::Raised(raised) => raise!(raised),
                                        Called::Frame => return Next::Run,
                                        Called::Ask(ask) => {
                                            $frame.expect = $d expect;
                                            $me.frames.push(Activation::Python($frame));
                                            return Next::Deliver($me.answer(ask));
                                        }
                                        Called::Next(next) => {
                                            $frame.expect = $d expect;
                                            let above = if matches!(next, Next::Run) {
                                                $me.frames.pop()
                                            } else {
                                                None
                                            };
                                            $me.frames.push(Activation::Python($frame));
                                            $me.frames.extend(above);
                                            return next;
                                        }
                                    }
                                }
                                $frame.expect = $d expect;
                                $me.frames.push(Activation::Python($frame));
                                match $me.call(at, $d count, $d keywords) {
                                    Called::Frame => entered!(),
                                    Called::Value(value) => {
                                        let native = true;
                                        go_on!($me.hand_over(Outcome::Value(value), native))
                                    }
                                    Called::Raised(raised) => go_on!($me.hand_over(Outcome::Raised(raised), false)),
                                    Called::Ask(ask) => return Next::Deliver($me.answer(ask)),
                                    Called::Next(next) => return next,
                                }
                            }};
                        }
        macro_rules! found {
                            ($d found:expr) => {
                                match $d found {
                                    Ok(Found::Value(value)) => {
                                        $me.stack.push(value);
                                        continue $again;
                                    }
                                    Ok(Found::Call(callable, args)) => {
                                        let at = $me.stack.len();
                                        let count = args.len();
                                        $me.stack.push(callable);
                                        $me.stack.extend(args);
                                        call!(Expect::Push, at, count, Vec::new())
                                    }
                                    Ok(Found::Asks(callable, args)) => {
                                        wait!(Expect::Push, |cx| cx.ask_attribute(callable, args).await)
                                    }
                                    Err(raised) => raise!(raised),
                                }
                            };
                        }
        macro_rules! put {
                            ($d put:expr) => {
                                match $d put {
                                    Ok(Put::Done) => continue $again,
                                    Ok(Put::Call(callable, args)) => {
                                        let at = $me.stack.len();
                                        let count = args.len();
                                        $me.stack.push(callable);
                                        $me.stack.extend(args);
                                        call!(Expect::Discard, at, count, Vec::new())
                                    }
                                    Err(raised) => raise!(raised),
                                }
                            };
                        }
        // The truth of the top, which stays; what needs Python is asked and the op runs again.
        macro_rules! truth_of_top {
            () => {
                match $me.stack.last() {
                    Some(Value::Bool(truth)) => *truth,
                    Some(other) => match compare::truth(other) {
                        Ok(truth) => truth,
                        Err(Raised::Defer) => {
                            let value = pop!();
                            wait!(Expect::Again, |cx| cx.truth(&value).await.map(Value::Bool))
                        }
                        Err(raised) => raise!(raised),
                    },
                    None => false,
                }
            };
        }
    };
}

pub(super) use endings;
