//! Networks of addresses: proxies that are trusted, and the neighbourhood an attempt comes from.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// An address with the number of its leading bits that count (CIDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// A text that names no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is neither an address (10.0.0.7, ::1) nor a network (10.0.0.0/8)")]
pub struct NoNetwork(pub String);

impl Network {
    /// The network of `bits` leading bits around `address`; more bits than the address has count as all of them.
    pub fn around(address: IpAddr, bits: u8) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let bits = bits.min(32);
                let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
                Self {
                    first: Ipv4Addr::from_bits(v4.to_bits() & mask).into(),
                    bits,
                }
            }
            IpAddr::V6(v6) => {
                let bits = bits.min(128);
                let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
                Self {
                    first: Ipv6Addr::from_bits(v6.to_bits() & mask).into(),
                    bits,
                }
            }
        }
    }

    /// The neighbourhood that counts as one when attempts are limited: the address itself in IPv4, the /64 that one
    /// household has in IPv6.
    pub fn neighbourhood(address: IpAddr) -> Self {
        Self::around(
            address,
            if address.to_canonical().is_ipv4() {
                32
            } else {
                64
            },
        )
    }

    /// Whether the address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.first.is_ipv4() && Self::around(address, self.bits) == self
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

impl FromStr for Network {
    type Err = NoNetwork;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let no = || NoNetwork(text.to_owned());
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| no())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits: u8 = bits.map_or(Ok(most), str::parse).map_err(|_| no())?;
        if bits > most {
            Err(no())
        } else {
            Ok(Self::around(address, bits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(network: &str, address: &str) -> bool {
        network
            .parse::<Network>()
            .unwrap()
            .contains(address.parse().unwrap())
    }

    #[test]
    fn addresses_lie_in_their_networks() {
        assert!(holds("10.0.0.0/8", "10.200.3.4") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("0.0.0.0/0", "192.0.2.1") && !holds("0.0.0.0/0", "::1"));
        assert!(holds("127.0.0.1", "127.0.0.1") && holds("127.0.0.1", "::ffff:127.0.0.1"));
        assert!(holds("2001:db8::/32", "2001:db8:1::1") && !holds("::1", "::2"));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "here",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/x",
            "10.0.0/8",
        ] {
            assert_eq!(text.parse::<Network>(), Err(NoNetwork(text.to_owned())));
        }
    }

    #[test]
    fn neighbours_in_ipv6_share_the_first_half() {
        let of = |text: &str| Network::neighbourhood(text.parse().unwrap());
        assert_eq!(of("2001:db8:0:1::1"), of("2001:db8:0:1:ffff::2"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
