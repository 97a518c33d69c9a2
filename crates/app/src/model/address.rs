//! The address: what it says of the page, and what it makes of the page.

use super::{Model, PtrEq};
use catalogue::{Address, EmbedOptions, Experiment, Page, ValidationError};

impl Model {
    /// The address of all this.
    pub fn address(&self) -> String {
        match self.ctx.is_own() {
            true => self.program.own.address().hash(&self.ctx.chrome),
            false => hash(self.lab.current(), &self.ctx.chrome),
        }
    }

    /// What was asked for, where lockstep has taken the place of threads that are missing and nobody has moved yet.
    pub fn asked_for(&self) -> Option<Experiment> {
        let lacks = self.lab.threads.pool.is_missing();
        lacks.then(|| self.lab.setup.asked_for(self.lab.current())).flatten()
    }

    /// The address of what was asked for, where that is not what the address bar says.
    pub fn asked_address(&self) -> Option<String> {
        let asked = self.asked_for().filter(|_| !self.ctx.is_own());
        asked.map(|experiment| hash(experiment, &self.ctx.chrome))
    }

    /// The address of the full page, with what was asked for.
    pub fn full_address(&self) -> String {
        let address = self.asked_address().unwrap_or_else(|| self.address());
        address.replace("&embed=1", "")
    }

    /// Takes over an address; what cannot be used of it is shown.
    pub(super) fn readdress(&mut self, query: &str, hash: &str) {
        let (mut address, complaints) = Address::read(query, hash);
        if self.ctx.is_own() || address.chrome.page == Page::Program {
            return self.come_or_go(address, complaints, (query, hash));
        }
        let lacks = self.lab.threads.pool.is_missing();
        self.lab.setup.settle_engine(&mut address.experiment, lacks);
        if address.hash() == self.address() && complaints.is_empty() {
            return;
        }
        let (lab, ctx) = (&mut self.lab, &mut self.ctx);
        ctx.complaints = PtrEq::new(complaints);
        let leaves = ctx.chrome.page != address.chrome.page;
        ctx.chrome = address.chrome;
        if leaves {
            lab.threads.stop(ctx);
            lab.clear(ctx);
            lab.lockstep.search.edit().found = None;
        }
        lab.adopt(address.experiment, ctx);
        lab.setup.introduce(ctx);
        lab.show.take_result(hash, &lab.setup.experiment, ctx);
    }

    /// The page turns to a program of the visitor's own, or away from it.
    fn come_or_go(&mut self, address: Address, complaints: Vec<ValidationError>, (query, hash): (&str, &str)) {
        let Model { ctx, lab, program, .. } = self;
        ctx.complaints = PtrEq::new(complaints);
        let was = ctx.is_own();
        ctx.chrome = address.chrome;
        if ctx.is_own() {
            if !was {
                lab.threads.stop(ctx);
                lab.clear(ctx);
            }
            return program.open(query, hash, ctx);
        }
        let mut experiment = address.experiment;
        lab.setup.settle_engine(&mut experiment, lab.threads.pool.is_missing());
        lab.setup.experiment = PtrEq::new(experiment);
        program.leave(ctx);
        lab.clear(ctx);
        if lab.setup.is_lockstep() {
            lab.lockstep.open(&lab.setup, ctx);
        } else if lab.threads.pool.is_off() {
            lab.threads.relaunch(&mut lab.setup, &mut lab.show, ctx);
        }
        lab.setup.introduce(ctx);
    }
}

fn hash(experiment: Experiment, chrome: &EmbedOptions) -> String {
    let chrome = chrome.clone();
    Address { experiment, chrome }.hash()
}
