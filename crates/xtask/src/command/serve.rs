//! `cargo xtask serve`: the site, built and served on this machine.

use std::thread;

use crate::server::Server;
use crate::{Outcome, places, setup, site};

/// Builds the site, prints its link and serves it until the process is stopped.
pub fn run(port: u16) -> Outcome {
    let kit = setup::for_building()?;
    let dist = places::root().join("dist");
    site::build(&kit, &dist)?;
    let server = Server::start(&dist, port)?;
    println!("open {} (Ctrl-C stops it)", server.address());
    loop {
        thread::park();
    }
}
