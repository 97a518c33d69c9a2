//! The module `_twister`: the Mersenne Twister MT19937 as CPython seeds and reads it (Matsumoto and Nishimura, 1998).

use std::sync::{Arc, OnceLock};

use num_bigint::{BigInt, Sign};

use super::touch::touch;
use crate::builtins::methods::method;
use crate::checkpoint::Undo;
use crate::effect::Kind;
use crate::machine::cx::{Arguments, Call, Cx};
use crate::number::{self, ObjectNumber};
use crate::objects::class::{Class, Layout};
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::function::Slow;
use crate::objects::guarded::Guarded;
use crate::objects::opaque::Opaque;
use crate::objects::types::types;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// The words of the state.
const WORDS: usize = 624;
/// How far the word lies that is mixed in.
const FAR: usize = 397;

/// A generator of random bits: its number, and its state.
struct Twister {
    number: ObjectNumber,
    state: Guarded<State>,
}

#[derive(Clone)]
struct State {
    words: Vec<u32>,
    at: usize,
}

impl State {
    fn of(seed: u32) -> Self {
        let mut words = vec![seed; WORDS];
        for at in 1..WORDS {
            let last = words[at - 1];
            words[at] = 1_812_433_253_u32
                .wrapping_mul(last ^ (last >> 30))
                .wrapping_add(at as u32);
        }
        Self { words, at: WORDS }
    }

    fn of_key(key: &[u32]) -> Self {
        let mut state = Self::of(19_650_218);
        let words = &mut state.words;
        let (mut at, mut key_at) = (1, 0);
        for _ in 0..WORDS.max(key.len()) {
            let last = words[at - 1] ^ (words[at - 1] >> 30);
            words[at] = (words[at] ^ last.wrapping_mul(1_664_525))
                .wrapping_add(key[key_at])
                .wrapping_add(key_at as u32);
            key_at = (key_at + 1) % key.len();
            at = onward(words, at);
        }
        for _ in 1..WORDS {
            let last = words[at - 1] ^ (words[at - 1] >> 30);
            words[at] = (words[at] ^ last.wrapping_mul(1_566_083_941)).wrapping_sub(at as u32);
            at = onward(words, at);
        }
        words[0] = 0x8000_0000;
        state
    }

    fn twist(&mut self) {
        for at in 0..WORDS {
            let joined = (self.words[at] & 0x8000_0000) | (self.words[(at + 1) % WORDS] & 0x7fff_ffff);
            let odd = if joined & 1 == 0 { 0 } else { 0x9908_b0df };
            self.words[at] = self.words[(at + FAR) % WORDS] ^ (joined >> 1) ^ odd;
        }
        self.at = 0;
    }

    fn next(&mut self) -> u32 {
        if self.at >= WORDS {
            self.twist();
        }
        let mut word = self.words[self.at];
        self.at += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn float(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    fn bits(&mut self, mut count: usize) -> Value {
        if count <= 32 {
            return Value::Int(if count == 0 {
                0
            } else {
                i64::from(self.next() >> (32 - count))
            });
        }
        let mut words = Vec::new();
        while count > 0 {
            let word = self.next();
            words.push(if count < 32 { word >> (32 - count) } else { word });
            count = count.saturating_sub(32);
        }
        Value::from(BigInt::from_slice(Sign::Plus, &words))
    }
}

fn onward(words: &mut [u32], at: usize) -> usize {
    if at + 1 < WORDS {
        return at + 1;
    }
    words[0] = words[WORDS - 1];
    1
}

/// What is done with a state.
type Step = fn(&Guarded<State>, &[Value], u64) -> Outcome;

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    globals.set_text("new", Value::native("new", new));
    for name in ["seed", "random", "getrandbits", "getstate", "setstate"] {
        let announced: Slow = |cx, args| Box::pin(announced(cx, args));
        globals.set_text(name, method("", name, Some(at_once), Some(announced), None));
    }
}

fn step_of(name: &str) -> Step {
    match name {
        "seed" => seed,
        "random" => random,
        "getrandbits" => bits,
        "getstate" => state,
        _ => set_state,
    }
}

fn at_once(call: &Call) -> Outcome {
    if call.interpreter.announces() {
        return Err(Raised::Defer);
    }
    let (own, rest) = own(call.args)?;
    step_of(call.function.name)(&own.state, rest, call.interpreter.settings.seed)
}

async fn announced(cx: Cx, args: Arguments) -> Outcome {
    let (own, rest) = own(&args.args)?;
    touch(&cx, own.number, Kind::Update, "random").await;
    step_of(args.function.name)(&own.state, rest, cx.interpreter.settings.seed)
}

fn own(args: &[Value]) -> Result<(&Twister, &[Value]), Raised> {
    let found = args
        .split_first()
        .and_then(|(own, rest)| Some((own.data::<Twister>()?, rest)));
    found.ok_or_else(|| Raised::type_error("a random generator is required"))
}

fn new(_: &Call) -> Outcome {
    static CLASS: OnceLock<Arc<Class>> = OnceLock::new();
    let class = CLASS.get_or_init(|| Arc::new(Class::builtin("_random.Twister", Some(&types().object), Layout::Final)));
    let (number, state) = (number::next(), Guarded::new(State::of(0)));
    Ok(Value::opaque(class, Twister { number, state }))
}

/// What puts its state back as it is now.
pub(super) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    let (object, held) = (object.clone(), object.data::<Twister>()?.state.get());
    Some(Box::new(move || {
        if let Some(twister) = object.data::<Twister>() {
            twister.state.replace(held.clone());
        }
    }))
}

fn key_of(value: &Value, seed: u64) -> Vec<u32> {
    let digits = match value {
        Value::Big(number) => number.magnitude().to_u32_digits(),
        Value::Int(number) => BigInt::from(*number).magnitude().to_u32_digits(),
        Value::Bool(value) => vec![u32::from(*value)],
        Value::Float(value) => {
            let hash = crate::operations::hash::hash(&Value::Float(*value))
                .unwrap_or(0)
                .cast_unsigned();
            BigInt::from(hash).magnitude().to_u32_digits()
        }
        _ => BigInt::from(seed ^ 0x9e37_79b9_7f4a_7c15).magnitude().to_u32_digits(),
    };
    if digits.is_empty() { vec![0] } else { digits }
}

fn seed(state: &Guarded<State>, args: &[Value], seed: u64) -> Outcome {
    let key = key_of(args.first().unwrap_or(&Value::None), seed);
    state.replace(State::of_key(&key));
    Ok(Value::None)
}

fn random(state: &Guarded<State>, _: &[Value], _: u64) -> Outcome {
    Ok(Value::Float(state.lock().float()))
}

fn bits(state: &Guarded<State>, args: &[Value], _: u64) -> Outcome {
    let count = args.first().and_then(Value::to_int).unwrap_or(0);
    let count = usize::try_from(count).map_err(|_| Raised::value_error("number of bits must be non-negative"))?;
    Ok(state.lock().bits(count))
}

fn state(state: &Guarded<State>, _: &[Value], _: u64) -> Outcome {
    let state = state.get();
    let mut all: Vec<Value> = state.words.iter().map(|word| Value::Int(i64::from(*word))).collect();
    all.push(Value::Int(state.at as i64));
    Ok(Value::tuple(all))
}

fn set_state(state: &Guarded<State>, args: &[Value], _: u64) -> Outcome {
    let Some(Value::Tuple(all)) = args.first() else {
        return Err(Raised::type_error("state vector must be a tuple"));
    };
    if all.len() != WORDS + 1 {
        return Err(Raised::value_error("state vector is the wrong size"));
    }
    let word = |value: &Value| value.to_int().and_then(|word| u32::try_from(word).ok()).unwrap_or(0);
    let numbers: Vec<u32> = all.iter().map(word).collect();
    let (words, at) = (numbers[..WORDS].to_vec(), numbers[WORDS] as usize);
    state.replace(State { words, at });
    Ok(Value::None)
}
