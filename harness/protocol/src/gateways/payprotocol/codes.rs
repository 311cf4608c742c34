//! Return codes of Pay Protocol, in `code` of a response.
//!
//! No table was found: 200 is success, anything else an error told in `msg` and `description`. The pages list the HTTP
//! states 200, 201, 401, 403 and 404 without their bodies.

use crate::message::Value;

/// <https://doc.payprotocol.network/docs/api/merchant/create-payment-order>
pub const RETURN_CODES: &[Value] = &[
    Value { name: "200", about: "success, in all examples" },
    Value { name: "0", about: "A9: sample value of the schema; nowhere said to be success" },
];
