//! Debian's packages, where we may install them.

use crate::{Outcome, child, places, say};

/// True on a Debian-like system with us as root.
pub fn is_ours() -> bool {
    places::on_path(&["apt-get"]).is_some() && is_root()
}

/// True when this process may do anything.
pub fn is_root() -> bool {
    child::printed(child::command("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages without their recommendations.
pub fn install(packages: &[&str]) -> Outcome {
    say::step(format!("installing {} (Debian)", packages.join(" ")), || {
        let log = places::log("apt")?;
        child::run_quietly(child::command("apt-get").arg("update"), &log)?;
        let mut install = child::command("apt-get");
        install
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-y", "--no-install-recommends"]);
        child::run_quietly(install.args(packages), &log)
    })
}
