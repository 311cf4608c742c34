//! Return codes of Pelago, in `code` of a response.
//!
//! Only success is published; the code is an integer on some pages and a text on others (A11).

use crate::message::Value;

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744>
pub const RETURN_CODES: &[Value] = &[Value { name: "0", about: "success" }];
