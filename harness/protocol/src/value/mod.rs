//! Newtypes for what stands in the messages: parsed once, never a bare string or a float afterwards.
//!
//! * [`Amount`]: decimal text, as in `"1.20"`.
//! * [`ScaledAmount`]: integer text times 10^decimals, as in `"1864595"`.
//! * [`MinorAmount`]: JSON integer in cents or whole units.
//! * [`UnixMillis`], [`UnixSeconds`]: two types, so that they cannot be mixed; [`Window`] says what is fresh.
//! * [`Moment`]: a time whose unit and zone are known, or said not to be.
//! * [`Address`]: an address on a chain, with what its checksum says.
//! * [`FiatCode`], [`Symbol`]: currencies.
//! * [`Secret`]: key material that prints nothing.

mod address;
mod amount;
mod currency;
mod digits;
mod minor;
mod moment;
mod scaled;
mod secret;
mod time;

pub use address::{Address, AddressCheck};
pub use amount::{Amount, AmountError};
pub use currency::{CurrencyError, FiatCode, Symbol};
pub use minor::{MinorAmount, MinorError, Unit};
pub use moment::Moment;
pub use scaled::{ScaledAmount, ScaledError};
pub use secret::Secret;
pub use time::{Skew, TimeError, TimeUnit, Timestamp, UnixMillis, UnixSeconds, Window};
