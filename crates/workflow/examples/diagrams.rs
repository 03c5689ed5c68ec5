//! Writes the state diagrams into a folder: `cargo run --package workflow --example diagrams -- docs/diagrams`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder for the diagrams, for example docs/diagrams");
        return ExitCode::FAILURE;
    };
    match write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} cannot be written: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// One page for each table.
fn write(folder: &PathBuf) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, page) in workflow::diagram::all() {
        fs::write(folder.join(name), page)?;
    }
    Ok(())
}
