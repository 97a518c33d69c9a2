//! An engine that broke, would not answer or would not start, and what is done about it.

use super::{Next, Threads};
use crate::model::{Activity, Context, Death, LATE, RichText, Running, Setup, Show, Silence, TRIES};
use protocol::Reply;
use trace::{Report, json::write_text};

impl Threads {
    /// The browser says that the engine broke, or it would not answer.
    pub fn died(&mut self, message: &str, setup: &mut Setup, show: &mut Show, ctx: &mut Context) -> Next {
        match self.pool.die() {
            Death::None => {}
            Death::Again { threads, tries } => {
                self.launch((threads, tries), setup, show, ctx);
                let said = format!(
                    "The threads did not start: {message} Trying again, {} of {TRIES}…",
                    tries + 1
                );
                ctx.note(&said);
            }
            Death::Never => {
                self.series = None;
                self.pool.fail(message);
                never(message, ctx);
                return Next::FallBack;
            }
            Death::Lost => self.lost(message, setup, show, ctx),
        }
        Next::Nothing
    }

    /// The engine is of no more use: what ran has crashed, and another engine is started.
    fn lost(&mut self, message: &str, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        let was = std::mem::take(&mut self.activity);
        self.pool.watch.expect(None);
        self.series = None;
        self.relaunch(setup, show, ctx);
        match was {
            Activity::Running(running) if !running.stopping => {
                let json = report_for(&running, message, ctx.facts.hardware);
                if let Some(report) = Report::read(&json) {
                    show.present((report, None), (&running, true), setup, ctx);
                }
                ctx.tell(Reply::Report(json));
            }
            Activity::Idle => ctx.note(&format!("The engine was replaced: {message}")),
            _ => {
                let said = format!(": {message} The engine was replaced; your settings were not.");
                ctx.say(RichText::default().strong("Stopped").say(said));
                ctx.tell(Reply::Error(format!("Stopped: {message}")));
            }
        }
    }

    /// While the threads of a stopped run are awaited, silence of another kind is not what is awaited.
    pub fn tick(&mut self, elapsed_ms: f64, setup: &mut Setup, show: &mut Show, ctx: &mut Context) -> Next {
        match self.pool.tick(elapsed_ms) {
            Silence::Usual => {}
            Silence::Late => ctx.note(LATE),
            Silence::Mute => return self.died("the engine stopped answering.", setup, show, ctx),
            Silence::Dead(why) => return self.died(why, setup, show, ctx),
        }
        Next::Nothing
    }
}

/// However often a start was tried, there are no threads.
fn never(message: &str, ctx: &mut Context) {
    let lockstep = format!(": {message} Lockstep takes their place.");
    ctx.say(
        RichText::default()
            .bad("The threads do not start")
            .say(lockstep.clone()),
    );
    ctx.tell(Reply::Error(format!("The threads do not start{lockstep}")));
}

/// The engine can report no more, so the page does, in the same JSON.
fn report_for(running: &Running, message: &str, cores: u16) -> String {
    let (settings, lab) = (running.experiment.to_settings(), running.experiment.lab);
    let mut out = String::from("{\"version\":1");
    for (key, value) in &settings {
        out += &format!(",\"{key}\":");
        match value.parse::<u64>() {
            // `007` is no number in JSON.
            Ok(number) if number.to_string() == *value => out += value,
            _ => write_text(value, &mut out),
        }
    }
    out += &format!(",\"cores\":{cores},\"outcome\":\"crashed\",\"sentence\":");
    write_text(message, &mut out);
    let (elapsed, done) = (running.now as f64 / 1e6, running.done);
    out += &format!(
        ",\"elapsed_ms\":{elapsed:.3},\"work\":{{\"amount\":{done},\"unit\":\"{}\"}}",
        lab.unit
    );
    out +=
        ",\"throughput\":0,\"result\":{},\"contention\":{\"acquisitions\":0,\"waits\":0,\"wait_ms\":0,\"switches\":0}";
    out += &format!(
        ",\"cycle\":[],\"schedule\":\"\",\"environment\":{{\"agent\":\"\",\"hardware_threads\":{cores},\"isolated\":true}}}}"
    );
    out
}
