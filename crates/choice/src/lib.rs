//! The mathematics of choosing: who reads what, what several scores come to, and which projects a sum of money buys.
//!
//! Everything here is exact integer arithmetic on plain numbers, without clock, chance or memory: the same input gives
//! the same answer on every machine. The crate knows nothing of grants and imports nothing of the house.

pub mod agreement;
pub mod allocation;
pub mod assignment;
pub mod consolidation;
pub mod suppression;
