//! Passwords: argon2id, twelve characters or more, no composition rules, the most common ones refused.

use std::collections::HashSet;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use unicode_normalization::UnicodeNormalization;

use crate::failure::Failure;

/// The fewest characters of a password (NIST SP 800-63B asks for 8, OWASP ASVS for 12).
pub const FEWEST: usize = 12;
/// The most characters: a limit on work, generous for passphrases.
pub const MOST: usize = 200;

/// The password of every account of the demonstration; shown on its sign-in page.
pub const DEMONSTRATION: &str = "open-grants-2010";

/// Common passwords of twelve characters or more, in lower case, one a line.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("common_passwords.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .collect()
});

/// How much work a hash takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hashing {
    /// argon2id with 19 MiB, 2 passes, 1 lane: the OWASP minimum, some 25 ms.
    Standard,
    /// A fraction of it, only for loading the demonstration: its accounts are public anyway. A sign-in makes the hash
    /// standard.
    Demonstration,
}

impl Hashing {
    /// Memory in KiB and passes.
    const fn cost(self) -> (u32, u32) {
        match self {
            Self::Standard => (19 * 1024, 2),
            Self::Demonstration => (64, 1),
        }
    }

    fn hasher(self) -> Result<Argon2<'static>, Failure> {
        let (memory, passes) = self.cost();
        let parameters = Params::new(memory, passes, 1, None)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
    }
}

/// What comparing a password with a hash shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is another password, or there is no hash.
    Wrong,
    /// It is the password.
    Right,
    /// It is the password, and its hash is weaker than today's standard: hash it again.
    RightButWeak,
}

/// Hashes and compares passwords, a few at a time: each takes 19 MiB, and a storm of sign-ins must not exhaust memory.
#[derive(Debug)]
pub struct Passwords {
    hashing: Hashing,
    /// Compared against when there is no account, so that the answer takes as long.
    nobody: String,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Passwords {
    /// A hasher that does at most `parallel` at a time.
    pub fn new(hashing: Hashing, parallel: usize) -> Result<Self, Failure> {
        let nobody = hash_with(hashing, "the password of nobody")?;
        Ok(Self {
            hashing,
            nobody,
            free: Mutex::new(parallel.max(1)),
            freed: Condvar::new(),
        })
    }

    /// The password in the form that is hashed (Unicode NFKC: the same however it was typed), or the code of what is
    /// wrong with it: `password-short`, `too-long`, `password-common`.
    pub fn check(raw: &str, email: &str) -> Result<String, &'static str> {
        let password = normalised(raw);
        let length = password.chars().count();
        let lower = password.to_lowercase();
        if length < FEWEST {
            Err("password-short")
        } else if length > MOST {
            Err("too-long")
        } else if COMMON.contains(lower.as_str())
            || is_monotonous(&lower)
            || lower == email.to_lowercase()
        {
            Err("password-common")
        } else {
            Ok(password)
        }
    }

    /// The PHC string of a password that [`Passwords::check`] has passed.
    pub fn hash(&self, password: &str) -> Result<String, Failure> {
        let _turn = self.turn();
        hash_with(self.hashing, password)
    }

    /// Compares a password as typed with a PHC string; takes as long when there is none.
    pub fn compare(&self, raw: &str, hash: Option<&str>) -> Result<Compared, Failure> {
        let _turn = self.turn();
        // Typed in full or not: never more than the longest password is hashed.
        let password: String = normalised(raw).chars().take(MOST + 1).collect();
        let stored = hash.unwrap_or(&self.nobody);
        let parsed = PasswordHash::new(stored).map_err(|error| {
            Failure::Unexpected(format!("a stored password hash cannot be read: {error}"))
        })?;
        let right = self
            .hashing
            .hasher()?
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        Ok(match (right && hash.is_some(), is_weak(&parsed)) {
            (false, _) => Compared::Wrong,
            (true, false) => Compared::Right,
            (true, true) => Compared::RightButWeak,
        })
    }

    fn turn(&self) -> Turn<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self
                .freed
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Turn(self)
    }
}

/// A place among those who hash; given back when dropped.
struct Turn<'a>(&'a Passwords);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

fn normalised(raw: &str) -> String {
    raw.chars().take(4 * MOST).nfkc().collect()
}

fn hash_with(hashing: Hashing, password: &str) -> Result<String, Failure> {
    hashing
        .hasher()?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Failure::Unexpected(format!("a password cannot be hashed: {error}")))
}

fn is_weak(hash: &PasswordHash) -> bool {
    let (memory, passes) = Hashing::Standard.cost();
    match Params::try_from(hash) {
        Ok(used) => used.m_cost() < memory || used.t_cost() < passes,
        Err(_) => true,
    }
}

/// Fewer than four different characters: `aaaaaaaaaaaa`, `121212121212`.
fn is_monotonous(password: &str) -> bool {
    password.chars().collect::<HashSet<_>>().len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quick() -> Passwords {
        Passwords::new(Hashing::Demonstration, 2).unwrap()
    }

    #[test]
    fn only_length_and_commonness_count() {
        assert_eq!(Passwords::check("short", ""), Err("password-short"));
        assert_eq!(Passwords::check(&"ab cd".repeat(41), ""), Err("too-long"));
        assert_eq!(Passwords::check("Password1234", ""), Err("password-common"));
        assert_eq!(Passwords::check("121212121212", ""), Err("password-common"));
        assert_eq!(
            Passwords::check("Amina@hope.example", "amina@hope.example"),
            Err("password-common")
        );
        assert!(Passwords::check("four plain words suffice", "").is_ok());
        // Twelve Arabic letters are twelve characters, though twenty-four bytes.
        assert!(Passwords::check("كلمةسرطويلةجدا", "").is_ok());
    }

    #[test]
    fn the_same_password_typed_in_another_way_is_the_same() {
        let passwords = quick();
        let hash = passwords
            .hash(&Passwords::check("cafe\u{301} au lait chaud", "").unwrap())
            .unwrap();
        assert_ne!(
            passwords
                .compare("caf\u{e9} au lait chaud", Some(&hash))
                .unwrap(),
            Compared::Wrong
        );
        assert_eq!(
            passwords
                .compare("cafe au lait chaud", Some(&hash))
                .unwrap(),
            Compared::Wrong
        );
    }

    #[test]
    fn nobody_has_no_password() {
        assert_eq!(
            quick().compare("the password of nobody", None).unwrap(),
            Compared::Wrong
        );
    }

    #[test]
    fn weak_hashes_are_told_from_standard_ones() {
        let weak = quick().hash("four plain words suffice").unwrap();
        let standard = Passwords::new(Hashing::Standard, 1).unwrap();
        assert_eq!(
            standard
                .compare("four plain words suffice", Some(&weak))
                .unwrap(),
            Compared::RightButWeak
        );
        let strong = standard.hash("four plain words suffice").unwrap();
        assert!(
            strong.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{strong}"
        );
        assert_eq!(
            standard
                .compare("four plain words suffice", Some(&strong))
                .unwrap(),
            Compared::Right
        );
    }

    #[test]
    fn hashing_waits_for_its_turn() {
        let passwords = Passwords::new(Hashing::Demonstration, 1).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| passwords.hash("four plain words suffice").unwrap());
            }
        });
        assert_eq!(*passwords.free.lock().unwrap(), 1);
    }
}
