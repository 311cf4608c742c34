//! Return codes of Cregis, in `code` of a response.
//!
//! Only `00000` is success. Numbers in brackets are those of the contradictions listed in the gateway's documents.
//! `E0017` is not documented.

use crate::message::Value;

/// <https://developer-cn.cregis.com/api-reference/return-codes>
pub const RETURN_CODES: &[Value] = &[
    Value { name: "00000", about: "success, the only one" },
    Value { name: "Axxxx", about: "a family of codes: parameter error" },
    Value { name: "B0001", about: "signature error" },
    Value { name: "T0062", about: "address quota of the subscription used up" },
    Value { name: "E0001", about: "caller's IP address not on the allow-list" },
    Value { name: "E0002", about: "alias or remark too long (23: 20 or 40 characters)" },
    Value { name: "E0003", about: "project missing or in an abnormal state" },
    Value { name: "E0004", about: "interface type not supported (23: project settings not enabled)" },
    Value { name: "E0005", about: "coin not supported" },
    Value { name: "E0006", about: "payout amount must be above 0" },
    Value { name: "E0007", about: "payout precision wrong" },
    Value { name: "E0008", about: "address invalid" },
    Value { name: "E0009", about: "duplicate third-party number (23: duplicate project id)" },
    Value { name: "E0010", about: "wallet missing" },
    Value { name: "E0011", about: "approval flow missing; older pages only" },
    Value { name: "E0012", about: "approval flow deleted; older pages only" },
    Value { name: "E0013", about: "approval flow closed; older pages only" },
    Value { name: "E0014", about: "payout order not found" },
    Value { name: "E0015", about: "project order not found" },
    Value { name: "E0016", about: "amount error" },
    Value { name: "E0018", about: "order number not unique" },
    Value { name: "E0019", about: "order number longer than 128" },
    Value { name: "E0020", about: "fiat currency not supported" },
    Value { name: "E0021", about: "order remark longer than 256" },
    Value { name: "E0022", about: "order amount must be above 0" },
    Value { name: "E0023", about: "order amount precision wrong" },
    Value { name: "E0024", about: "order not found" },
    Value { name: "E0025", about: "payer information wrong" },
    Value { name: "E0026", about: "valid time outside 10 to 60 minutes (8)" },
    Value { name: "E0027", about: "batch number out of range" },
    Value { name: "E0028", about: "address status value not supported" },
    Value { name: "E0029", about: "nothing to update" },
    Value { name: "E0030", about: "address update failed" },
    Value { name: "E0031", about: "checkout page could not be created" },
    Value { name: "E0032", about: "memo must be digits below 4294967295" },
    Value { name: "E0033", about: "address quota exceeded" },
    Value { name: "E0034", about: "payout quota exceeded" },
    Value { name: "O0015", about: "API key missing or abnormal; Team API, seen in a test report" },
];
