//! Names gathered while a search looks up one word after another.

/// What is known of a name while candidates are gathered.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub name: u32,
    /// The searched words it has, as bits.
    pub has: u32,
    /// Likeness times weight of those words.
    pub gain: u64,
    /// The most its own words for them can weigh.
    pub listed: u32,
    /// Whether it may agree as one word, and is compared whatever these figures say.
    pub forced: bool,
}

/// The candidates of one search.
pub(super) struct Gathered {
    /// Where the candidate of a name is, by name, counted from one; zero when it is none.
    slots: Vec<u32>,
    pub candidates: Vec<Candidate>,
}

impl Gathered {
    /// None yet, among so many names.
    pub fn new(names: usize) -> Self {
        Self {
            slots: vec![0; names],
            candidates: Vec::new(),
        }
    }

    fn of(&mut self, name: u32) -> Option<&mut Candidate> {
        let slot = self.slots.get_mut(name as usize)?;
        if *slot == 0 {
            *slot = u32::try_from(self.candidates.len() + 1).ok()?;
            self.candidates.push(Candidate {
                name,
                has: 0,
                gain: 0,
                listed: 0,
                forced: false,
            });
        }
        self.candidates.get_mut(*slot as usize - 1)
    }

    /// The first that is added for a word is the most alike, and counts.
    pub fn add(&mut self, name: u32, word: u32, gain: u64, listed: u32) {
        if let Some(candidate) = self.of(name)
            && candidate.has & word == 0
        {
            candidate.has |= word;
            candidate.gain += gain;
            candidate.listed += listed;
        }
    }

    /// Has the name compared whatever its words.
    pub fn force(&mut self, name: u32) {
        if let Some(candidate) = self.of(name) {
            candidate.forced = true;
        }
    }
}
