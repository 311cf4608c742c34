//! Return codes of Pelago, in `code` of a response, and HTTP statuses of its x402 calls.
//!
//! Only success is published; the code is an integer on some pages and a text on others (A11).

use crate::message::Value;

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744>
pub const RETURN_CODES: &[Value] = &[Value { name: "0", about: "success" }];

/// HTTP statuses that decide where there is no `code`; 400 and 500 are those of the protocol, not of Pelago's pages.
/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783688>
/// <https://github.com/coinbase/x402>
pub const X402_STATUSES: &[Value] = &[
    Value { name: "200", about: "the payment is confirmed, or the record" },
    Value { name: "400", about: "the payment is malformed" },
    Value { name: "402", about: "to be paid, or the payment failed" },
    Value { name: "404", about: "no such record" },
    Value { name: "500", about: "a fault of the server" },
];
