//! What a text is filled with.

/// A value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words, shown as they are.
    Text(String),
    /// A whole number: chooses the plural form and is written as the language writes numbers.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&&str> for Value {
    fn from(text: &&str) -> Self {
        Self::Text((*text).to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

/// A whole number of any size, by value or by reference (templates pass references). What does not fit into 64 bits
/// with sign counts as the nearest that does.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl<N: Whole + ?Sized> Whole for &N {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! whole {
    ($($number:ty)*) => {$(
        impl Whole for $number {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Number(number.whole())
            }
        }
        impl From<&$number> for Value {
            fn from(number: &$number) -> Self {
                Self::Number(number.whole())
            }
        }
    )*};
}

whole!(i16 i32 i64 u8 u16 u32 u64 usize);
