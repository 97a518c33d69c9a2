//! Touches of slots and of the output: who else touched them, and whether anything ordered that.

use explore::Place;
use explore::Touch;
use python::Kind;
use python::effect::Access;

use super::Simulation;
use super::effects::Turn;
use super::log::What;
use super::running::Running;
use super::shared::OUTPUT;

impl Simulation {
    pub(super) fn access(&mut self, turn: &mut Turn<'_>, running: &mut Running, access: &Access) {
        let place = self.slot(access.object.0, &access.slot);
        let looks = access.kind == Kind::Read;
        let contended = self.reach(turn, place, looks);
        if looks {
            running.spin.read(place, self.order.version(place));
        } else {
            if contended {
                running.spin.changed = true;
            } else {
                running.spin.change_own(place);
            }
            self.order.change(place);
        }
        if self.watch.is_some() {
            self.look_for_race(turn.task, running, access, place);
            self.note_access(turn.task, running, access, contended);
        }
    }

    // A slot or the output is touched: whether threads contend for it.
    fn reach(&mut self, turn: &mut Turn<'_>, place: Place, looks: bool) -> bool {
        let contended = self.is_contended(place);
        if contended {
            self.order.sync(turn.task, place, looks);
            turn.footprint
                .add(place, if looks { Touch::Read } else { Touch::Write });
        } else if !self.order.touch(turn.task, place, 0, looks, false).is_empty() {
            self.contend(place);
        }
        contended
    }

    pub(super) fn print(&mut self, turn: &mut Turn<'_>, running: &mut Running, text: String) {
        let place = self.place(OUTPUT);
        self.reach(turn, place, false);
        running.spin.changed = true;
        if self.output.len() < 1 << 20 || self.fair {
            self.output.push_str(&text);
        }
        self.note(turn.task, running, || What::Output(text));
    }
}
