//! Bars for long work, on a terminal only.

use std::borrow::Cow;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the standard error; invisible when that is no terminal. It goes when it is dropped.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar for so many steps.
    pub fn of(steps: u64, what: impl Into<Cow<'static, str>>) -> Self {
        let bar = ProgressBar::new(steps);
        if let Ok(style) =
            ProgressStyle::with_template("{msg:14} {wide_bar} {human_pos}/{human_len} {eta:>4}")
        {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self(bar)
    }

    /// So many steps of so many are done.
    pub fn set(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }

    /// What is being done now.
    pub fn say(&self, what: &'static str) {
        if self.0.message() != what {
            self.0.set_message(what);
            self.0.reset_eta();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
