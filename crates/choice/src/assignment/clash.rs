//! Who cannot sit on a file together.

/// Marks of readers: two with the same mark never come to one file. A reader of no group has a mark of their own.
pub(super) struct Marks(Vec<usize>);

impl Marks {
    /// Marks by group: the first reader of a group lends the group their number.
    pub(super) fn new(groups: &[Option<u32>]) -> Self {
        let first = |reader: usize, group: &Option<u32>| match group {
            None => reader,
            Some(_) => groups
                .iter()
                .position(|other| other == group)
                .unwrap_or(reader),
        };
        Self(
            groups
                .iter()
                .enumerate()
                .map(|(reader, group)| first(reader, group))
                .collect(),
        )
    }

    pub(super) fn of(&self, reader: usize) -> usize {
        self.0.get(reader).copied().unwrap_or(reader)
    }

    /// Whether a reader may join those on a file once `goes` has left it.
    pub(super) fn fits(&self, sitting: &[usize], comes: usize, goes: Option<usize>) -> bool {
        let mark = self.of(comes);
        sitting
            .iter()
            .all(|reader| Some(*reader) == goes || self.of(*reader) != mark)
    }
}
