//! Return codes of Pay Protocol, in `code` of a response.
//!
//! No table was found: 200 is success, anything else an error told in `msg` and `description`.

use crate::message::Value;

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub const RETURN_CODES: &[Value] = &[
    Value { name: "200", about: "success, in all examples" },
    Value { name: "0", about: "A9: sample value of the schema; nowhere said to be success" },
];

/// HTTP statuses that the pages list, without their bodies.
/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub const HTTP_STATUSES: &[Value] = &[
    Value { name: "200", about: "OK; whether also where `code` is another is open (A9)" },
    Value { name: "201", about: "Created; only on the pages of POST calls" },
    Value { name: "401", about: "Unauthorized" },
    Value { name: "403", about: "Forbidden" },
    Value { name: "404", about: "Not Found" },
];
