//! Writes each lab's file into the folder that is named, for the site.

use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("name the folder to write to"))?;
    fs::create_dir_all(&folder)?;
    listings::files().try_for_each(|(lab, file)| fs::write(folder.join(lab).with_extension("txt"), file))
}
