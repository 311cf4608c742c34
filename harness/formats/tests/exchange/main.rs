//! The exchange file: bytes out are bytes in, what is unknown is kept, what is wrong is named with its place.

mod arbitrary;
mod errors;
mod round_trip;
mod schema;
