//! What the benches share: numbers that are the same in every run, and plain timing.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Whether the bench is run as one, rather than listed or tried by a test runner.
pub fn asked_for() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// A fixed sequence of numbers.
pub struct Numbers(u64);

impl Numbers {
    /// A sequence of its own for each seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number from 0 up to, but not including, `most`.
    pub fn below(&mut self, most: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as i64 % most
    }
}

/// What a function answers, and the shortest time of several runs: as many as fit into a second, three at least.
pub fn measure<T>(mut run: impl FnMut() -> T) -> (T, Duration) {
    let mut shortest = Duration::MAX;
    let begun = Instant::now();
    let mut runs = 0;
    loop {
        let start = Instant::now();
        let answer = black_box(run());
        shortest = shortest.min(start.elapsed());
        runs += 1;
        if runs >= 3 && (runs >= 1_000 || begun.elapsed() > Duration::from_secs(1)) {
            return (answer, shortest);
        }
    }
}

/// How many times longer `time` is than `baseline`.
pub fn ratio(time: Duration, baseline: Duration) -> f64 {
    time.as_secs_f64() / baseline.as_secs_f64().max(1e-9)
}
