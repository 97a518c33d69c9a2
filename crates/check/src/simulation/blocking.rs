//! Calls of sync objects: whether they take place, have to wait, or have waited for too long.

use explore::{Place, Touch};
use python::{Answer, Effect, Value, sync};

use super::Simulation;
use super::effects::Turn;
use super::log::{Went, What};
use super::running::{Next, Running};
use super::shared::looked_at;
use super::touches::touch_of;

impl Simulation {
    pub(super) fn sync(&mut self, turn: &mut Turn<'_>, running: &mut Running, effect: Effect) -> Option<Answer> {
        let Effect::Sync { object, call, limit } = &effect else {
            return Some(Answer::Go);
        };
        let Some(state) = self.states.get_mut(&object.0) else {
            return Some(Answer::Value(Value::None));
        };
        let (me, checks) = (u32::from(turn.task), state.checks(call));
        let (touches, changes) = (
            state.touches(call, me, limit.is_some()),
            state.touch(call) == sync::Touch::Change,
        );
        let answer = match (state.attempt(call, me), limit) {
            (Some(value), _) => value,
            (None, Some(limit)) if turn.fresh => {
                running.time += *limit;
                let (value, looks) = (state.expire(call), state.gives_up(call));
                self.expired(turn, running, (object.0, call), &looks);
                running.may_switch |= checks.after;
                return Some(Answer::Value(value));
            }
            (None, _) => {
                let (object, looks) = (object.0, state.looks(call));
                self.waits(turn, object, &looks);
                running.next = Next::Perform(effect);
                return None;
            }
        };
        running.may_switch |= checks.after;
        let refused = changes && matches!(answer, Value::Bool(false));
        let went = if refused { Went::Refused } else { Went::Well };
        self.took_place(turn, running, (object.0, call), &touches, went);
        Some(Answer::Value(answer))
    }

    // A call touches parts of its object: in each it is ordered with others, and about the whole it is learnt whether threads contend for it.
    fn meet(&mut self, turn: &mut Turn<'_>, object: u64, touches: &[sync::PartTouch]) -> Vec<(Place, sync::Touch)> {
        let whole = self.place((object, sync::Part::Whole.number()));
        if self.order.meets_others(turn.task, whole) {
            self.contend(whole);
        }
        let mut places = Vec::with_capacity(touches.len());
        for (part, touch) in touches {
            let (place, means) = (
                self.place((object, part.number())),
                self.announced(object, touch_of(*touch)),
            );
            self.order.sync(turn.task, place, means.is_look());
            if let Some(watch) = &mut self.watch {
                watch.races.sync(turn.task, place, means.is_look());
            }
            turn.footprint.add(place, means);
            places.push((place, *touch));
        }
        places
    }

    fn took_place(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        (object, call): (u64, &sync::Call),
        touches: &[sync::PartTouch],
        went: Went,
    ) {
        if matches!(call, sync::Call::Start) {
            return;
        }
        let places = self.meet(turn, object, touches);
        self.meet_in_time(running, object, touches);
        for (place, touch) in places {
            if went == Went::Refused || touch.is_look() {
                running.spin.read(place, self.order.version(place));
            } else if !matches!(call, sync::Call::Enlist) {
                running.spin.changed |= !matches!(touch, sync::Touch::Take | sync::Touch::Give);
                self.order.change(place);
            }
        }
        self.look_for_name(running, object);
        self.note(turn.task, running, || What::Sync {
            object,
            call: call.clone(),
            went,
        });
    }

    // Who was woken goes on no earlier than who woke it. In a search only ends are that late, for what a clock says there should not depend on the schedule.
    fn meet_in_time(&mut self, running: &mut Running, object: u64, touches: &[sync::PartTouch]) {
        let ends = |(part, touch): &sync::PartTouch| {
            *part == sync::Part::Whole && matches!(touch, sync::Touch::Happen | sync::Touch::Observe)
        };
        if self.fair || touches.iter().any(ends) {
            let time = self.times.entry(object).or_default();
            *time = running.time.max(*time);
            running.time = *time;
        }
    }

    fn expired(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        (object, call): (u64, &sync::Call),
        looks: &[sync::PartTouch],
    ) {
        for (place, _) in self.meet(turn, object, looks) {
            running.spin.read(place, self.order.version(place));
        }
        self.look_for_name(running, object);
        self.note(turn.task, running, || What::Sync {
            object,
            call: call.clone(),
            went: Went::Expired,
        });
    }

    fn waits(&mut self, turn: &mut Turn<'_>, object: u64, looks: &[sync::PartTouch]) {
        let whole = self.place((object, sync::Part::Whole.number()));
        if self.order.meets_others(turn.task, whole) {
            self.contend(whole);
        }
        // Where it is not yet known that others touch it, the step will stop before it once that is learnt.
        if self.is_contended(whole) {
            self.announced(object, Touch::Read);
        }
        for (part, touch) in looks {
            turn.footprint
                .add(self.place((object, part.number())), touch_of(*touch));
        }
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
