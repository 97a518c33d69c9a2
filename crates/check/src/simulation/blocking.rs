//! Calls of sync objects: whether they take place, have to wait, or have waited for too long.

use explore::{Place, Touch};
use python::{Answer, Effect, Value, sync};

use super::Simulation;
use super::effects::Turn;
use super::log::{Went, What};
use super::running::{Next, Running};
use super::shared::looked_at;
use super::touches::touch_of;

// Who waits with a limit might have given up before what it waited for took place.
fn timed(touch: sync::Touch, limited: bool) -> sync::Touch {
    match touch {
        sync::Touch::Take | sync::Touch::Observe if limited => sync::Touch::Wait,
        touch => touch,
    }
}

impl Simulation {
    pub(super) fn sync(&mut self, turn: &mut Turn<'_>, running: &mut Running, effect: Effect) -> Option<Answer> {
        let Effect::Sync { object, call, limit } = &effect else {
            return Some(Answer::Go);
        };
        let place = self.place((object.0, 0));
        let Some(state) = self.states.get_mut(&object.0) else {
            return Some(Answer::Value(Value::None));
        };
        let (touch, checks) = (timed(state.touch(call), limit.is_some()), state.checks(call));
        let answer = match (state.attempt(call, u32::from(turn.task)), limit) {
            (Some(value), _) => value,
            (None, Some(limit)) if turn.fresh => {
                running.time += *limit;
                let value = state.expire(call);
                self.expired(turn, running, place, object.0, call);
                running.may_switch |= checks.after;
                return Some(Answer::Value(value));
            }
            (None, _) => {
                let object = object.0;
                self.waits(turn, place, object);
                running.next = Next::Perform(effect);
                return None;
            }
        };
        running.may_switch |= checks.after;
        self.took_place(turn, running, place, (object.0, call), touch, &answer);
        Some(Answer::Value(answer))
    }

    fn meet(&mut self, turn: &mut Turn<'_>, place: Place, touch: Touch) {
        if self.order.meets_others(turn.task, place) {
            self.contend(place);
        }
        self.order.sync(turn.task, place, touch.is_look());
        if let Some(watch) = &mut self.watch {
            watch.races.sync(turn.task, place, touch.is_look());
        }
        turn.footprint.add(place, touch);
    }

    fn took_place(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        place: Place,
        (object, call): (u64, &sync::Call),
        touch: sync::Touch,
        answer: &Value,
    ) {
        if matches!(call, sync::Call::Start) {
            return;
        }
        let means = self.announced(object, touch_of(touch));
        self.meet(turn, place, means);
        self.meet_in_time(running, object, touch);
        let refused = matches!(answer, Value::Bool(false)) && touch == sync::Touch::Change;
        let looks = refused || matches!(touch, sync::Touch::Look | sync::Touch::Observe);
        if looks {
            running.spin.read(place, self.order.version(place));
        } else if !matches!(call, sync::Call::Enlist) {
            running.spin.changed |= !matches!(touch, sync::Touch::Take | sync::Touch::Give);
            self.order.change(place);
        }
        let went = if refused { Went::Refused } else { Went::Well };
        self.look_for_name(running, object);
        self.note(turn.task, running, || What::Sync {
            object,
            call: call.clone(),
            went,
        });
    }

    // Who was woken goes on no earlier than who woke it. In a search only ends are that late, for what a clock says there should not depend on the schedule.
    fn meet_in_time(&mut self, running: &mut Running, object: u64, touch: sync::Touch) {
        if self.fair || matches!(touch, sync::Touch::Happen | sync::Touch::Observe) {
            let time = self.times.entry(object).or_default();
            *time = running.time.max(*time);
            running.time = *time;
        }
    }

    fn expired(&mut self, turn: &mut Turn<'_>, running: &mut Running, place: Place, object: u64, call: &sync::Call) {
        let means = self.announced(object, Touch::Write);
        self.meet(turn, place, means);
        running.spin.read(place, self.order.version(place));
        self.look_for_name(running, object);
        self.note(turn.task, running, || What::Sync {
            object,
            call: call.clone(),
            went: Went::Expired,
        });
    }

    fn waits(&mut self, turn: &mut Turn<'_>, place: Place, object: u64) {
        if self.order.meets_others(turn.task, place) {
            self.contend(place);
        }
        // Where it is not yet known that others touch it, the step will stop before it once that is learnt.
        if self.is_contended(place) {
            self.announced(object, Touch::Read);
        }
        turn.footprint.add(place, Touch::Read);
    }

    // A thread's end is announced as long as nobody is known to look at it, or to wait for it with a limit.
    fn announced(&mut self, object: u64, touch: Touch) -> Touch {
        if touch == Touch::Observe || !matches!(self.states.get(&object), Some(sync::State::End(_))) {
            return touch;
        }
        let looked = self.place(looked_at(object));
        match touch {
            Touch::Happen if !self.is_contended(looked) => return Touch::Announce,
            Touch::Happen => {}
            _ => self.contend(looked),
        }
        touch
    }
}
