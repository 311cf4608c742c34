//! The command line from outside: the real binary, its exit codes, what it prints and what it leaves behind.
//!
//! Each test has a folder of its own, so that no `counterfoil.toml` is picked up by accident.

mod audit;
mod audit_config;
mod audit_wiremock;
mod bad_recordings;
mod call;
mod config;
mod convert;
mod corpus;
mod exits;
mod faults;
mod fuzz;
mod fuzz_screen;
mod human;
mod init;
mod json;
mod keys;
mod lint;
mod list;
mod message;
mod record;
mod recordings;
mod replay;
mod reports;
mod secrets;
mod server;
mod subject;
mod support;
mod targets;
