//! Addresses on chains: kept as text, checked where their spelling carries a checksum.

use core::fmt;

/// An address as the gateway spelt it.
///
/// Chains are not told by the text alone, so an address is never refused for its spelling: [`Address::check`] says
/// what can be said. TRON: Base58Check of `0x41` and 20 bytes
/// (<https://developers.tron.network/docs/account>). EVM: `0x` and 40 hex digits, mixed case by EIP-55
/// (<https://eips.ethereum.org/EIPS/eip-55>).
///
/// ```
/// use counterfoil_protocol::value::{Address, AddressCheck};
///
/// let address = Address::new("TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K");
/// assert_eq!(address.check(), AddressCheck::TronRight);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// What the spelling of an address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressCheck {
    /// A TRON address whose checksum is right.
    TronRight,
    /// Looks like a TRON address, but its checksum or prefix is wrong.
    TronWrong,
    /// An EVM address whose EIP-55 checksum is right.
    EvmRight,
    /// An EVM address in mixed case whose EIP-55 checksum is wrong.
    EvmWrong,
    /// An EVM address in one case only: it carries no checksum.
    EvmUnchecked,
    /// Another chain's address, or none.
    Other,
}

impl Address {
    /// Keeps the text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As the gateway spelt it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What can be said of it. Costs a hash or two: not done while a callback is received.
    #[must_use]
    pub fn check(&self) -> AddressCheck {
        let text = self.0.as_str();
        if let Some(digits) = text.strip_prefix("0x") {
            return check_evm(text, digits);
        }
        if !(text.len() == 34 && text.starts_with('T')) {
            return AddressCheck::Other;
        }
        let decoded = bs58::decode(text).with_check(Some(0x41)).into_vec();
        if decoded.is_ok_and(|bytes| bytes.len() == 21) { AddressCheck::TronRight } else { AddressCheck::TronWrong }
    }
}

fn check_evm(text: &str, digits: &str) -> AddressCheck {
    if digits.len() != 40 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return AddressCheck::Other;
    }
    let upper = digits.bytes().any(|byte| byte.is_ascii_uppercase());
    let lower = digits.bytes().any(|byte| byte.is_ascii_lowercase());
    match ethaddr::Address::from_str_checksum(text) {
        _ if !(upper && lower) => AddressCheck::EvmUnchecked,
        Ok(_) => AddressCheck::EvmRight,
        Err(_) => AddressCheck::EvmWrong,
    }
}

impl AddressCheck {
    /// Whether somebody would lose money by paying to it.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::TronWrong | Self::EvmWrong)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for AddressCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TronRight => "TRON, checksum right",
            Self::TronWrong => "TRON, checksum wrong",
            Self::EvmRight => "EVM, checksum right",
            Self::EvmWrong => "EVM, checksum wrong",
            Self::EvmUnchecked => "EVM, without a checksum",
            Self::Other => "not TRON or EVM",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> AddressCheck {
        Address::new(text).check()
    }

    #[test]
    fn tron_addresses_of_the_documents() {
        // Base58Check valid by the documents of Pay Protocol; the third is the all-zero address, the native coin.
        for right in [
            "TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K",
            "TGJVB5aC6wvG7fgD7uyfYsPbEUKhV4vigC",
            "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
        ] {
            assert_eq!(check(right), AddressCheck::TronRight, "{right}");
        }
        assert_eq!(check("TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23L"), AddressCheck::TronWrong);
        assert_eq!(check("TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23"), AddressCheck::Other);
        assert_eq!(check("T0qJ84AKTezZnzRN5nJs1k3yD2LUbQa23K"), AddressCheck::TronWrong);
    }

    #[test]
    fn evm_addresses_of_eip_55() {
        for right in ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"] {
            assert_eq!(check(right), AddressCheck::EvmRight, "{right}");
            assert_eq!(check(&right.to_lowercase()), AddressCheck::EvmUnchecked);
        }
        assert_eq!(check("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), AddressCheck::EvmWrong);
        assert_eq!(check("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA"), AddressCheck::Other);
        assert_eq!(check("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"), AddressCheck::Other);
    }
}
