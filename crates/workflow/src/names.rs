//! Enumerations whose members have one name each, used in data, in the database and in texts.

/// Defines an enumeration with `ALL`, `name()`, `Display`, `FromStr` and serde by name.
macro_rules! named {
    ($(#[$doc:meta])* $vis:vis enum $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $type { $($(#[$vdoc])* #[serde(rename = $name)] $variant,)* }

        impl $type {
            /// Every member, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name used in data.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }
        impl TryFrom<String> for $type {
            type Error = $crate::names::UnknownName;
            fn try_from(text: String) -> Result<Self, Self::Error> { text.parse() }
        }
        impl std::str::FromStr for $type {
            type Err = $crate::names::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok(Self::$variant),)*
                    _ => Err($crate::names::UnknownName {
                        given: text.to_owned(),
                        allowed: &[$($name),*],
                    }),
                }
            }
        }
    };
}
pub(crate) use named;

/// A word that is none of the allowed names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not known; use one of {}", allowed.join(", "))]
pub struct UnknownName {
    /// What was given.
    pub given: String,
    /// What would have been right.
    pub allowed: &'static [&'static str],
}
