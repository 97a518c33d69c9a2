//! A JupyterLab with the wheel installed and the notebook of `packages/pages` in its folder, as on an author's own machine.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::embed;
use super::workshop::scratch;
use crate::{Outcome, browser, child, places, site};

/// How long it gets to listen: it is Python, and imports much.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running JupyterLab; it ends when this is dropped, and its kernels with it.
pub struct JupyterLab {
    child: Child,
    port: u16,
}

impl JupyterLab {
    /// Starts it on a free port, with settings of its own, and waits until it listens.
    pub fn start() -> Outcome<Self> {
        let (room, port) = (scratch("jupyter"), browser::free_port()?);
        let complain = |error: std::io::Error| format!("{}: {error}", room.display());
        let _ = fs::remove_dir_all(&room);
        let notebooks = room.join("notebooks");
        site::copy(&places::root().join("packages/pages/notebook"), &notebooks).map_err(complain)?;
        let log = fs::File::create(places::log("jupyter")?).map_err(complain)?;
        let mut command = embed::tools()?.command("jupyter");
        command
            .args([
                "lab",
                "--no-browser",
                "--allow-root",
                "--IdentityProvider.token=",
                "--LabApp.expose_app_in_browser=True",
            ])
            .args([
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                "--LabApp.news_url=None",
            ])
            .arg(format!("--ServerApp.port={port}"))
            .arg(format!("--ServerApp.root_dir={}", notebooks.display()))
            .stdin(Stdio::null())
            .stderr(log);
        let child = keeps_to(&mut command, &room)
            .spawn()
            .map_err(|error| format!("jupyter: {error}"))?;
        let mut lab = JupyterLab { child, port };
        match lab.listens() {
            true => Ok(lab),
            false => Err("JupyterLab does not listen; its log says why".to_owned()),
        }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn listens(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && matches!(self.child.try_wait(), Ok(None)) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

/// What a user has set is neither read nor changed.
fn keeps_to<'a>(command: &'a mut Command, room: &Path) -> &'a mut Command {
    let folders = ["CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"].map(|name| format!("JUPYTER_{name}"));
    let lab = ["SETTINGS_DIR", "WORKSPACES_DIR"].map(|name| format!("JUPYTERLAB_{name}"));
    for name in folders.into_iter().chain(lab) {
        command.env(&name, room.join(&name));
    }
    command
}

impl Drop for JupyterLab {
    fn drop(&mut self) {
        // Asked to end, it ends its kernels too; killed, it would leave them.
        let asked = child::command("kill").arg(self.child.id().to_string()).status();
        let (start, asked) = (Instant::now(), asked.is_ok_and(|status| status.success()));
        while asked && start.elapsed() < PATIENCE && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
