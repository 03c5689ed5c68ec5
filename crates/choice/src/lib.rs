//! The mathematics of choosing: who reads what, what several scores come to, and which projects a sum of money buys.
//!
//! Everything here is arithmetic on plain numbers, without clock, chance or memory: the same input gives the same answer
//! on every machine. It is exact and in integers, but for [`calibration`], which estimates. The crate knows nothing of
//! grants and imports nothing of the house.

pub mod agreement;
pub mod allocation;
pub mod assignment;
pub mod budgeting;
pub mod calibration;
pub mod consolidation;
pub mod pabulib;
pub mod suppression;
