//! The real WireMock: what it records we read, what we write it serves.
//!
//! It is WireMock 3.13.2 from the npm package `wiremock`, run by Java on loopback. Where npm, Java or the registry is out
//! of reach the tests pass and say so, unless `COUNTERFOIL_REQUIRE_WIREMOCK` is set.

mod recorded;
mod served;
mod support;
