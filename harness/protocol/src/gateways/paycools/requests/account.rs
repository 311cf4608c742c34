//! The common envelope, balances, reports.

use super::{APP_ID, SIGN, TIME, TIMESTAMP, param};
use crate::gateways::paycools::responses::{UNIFIED_RESPONSE, account as responses};
use crate::message::{Field, IntegerValue, Kind, Message, Pattern};

/// <https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html>
pub static UNIFIED: Message = Message {
    id: "paycools/unified",
    path: "the path of the call",
    about: "The envelope of every request; what is inside `param` depends on the call.",
    fields: &[APP_ID, SIGN, param(&[])],
    answer: Some(&UNIFIED_RESPONSE),
    examples: &["unified_request.request.json"],
    source: "https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html",
    ..Message::REQUEST
};

/// 1.1. <https://docs.ezpaytechs.com/en/Account/CheckBalance.html>
pub static BALANCE_INQUIRY: Message = Message {
    id: "paycools/balance-inquiry",
    path: "/open-api/account/balance",
    about: "Asks for the merchant's balance in one country.",
    fields: &[APP_ID, SIGN, param(BALANCE)],
    answer: Some(&responses::BALANCE_INQUIRY_RESPONSE),
    examples: &["balance_inquiry.request.json", "balance_inquiry_bluepay.request.json"],
    source: "https://docs.ezpaytechs.com/en/Account/CheckBalance.html",
    ..Message::REQUEST
};

const BALANCE: &[Field] = &[
    Field::expected("countryCode", Kind::Pattern(Pattern::CountryCode), "required; a one-country sibling has none"),
    TIMESTAMP,
];

/// 2.0 of the same call; a twin's page, not the subject's. <https://docs.ezpaytechs.com/en/Account/CheckBalanceV2.html>
pub static BALANCE_INQUIRY_V2: Message = Message {
    id: "paycools/balance-inquiry-v2",
    path: "/open-api/account/balance/v2",
    about: "Asks for the merchant's balance in one currency.",
    fields: &[APP_ID, SIGN, param(BALANCE_V2)],
    answer: Some(&responses::BALANCE_INQUIRY_V2_RESPONSE),
    examples: &["balance_inquiry_v2.request.json"],
    source: "https://docs.ezpaytechs.com/en/Account/CheckBalanceV2.html",
    ..Message::REQUEST
};

const BALANCE_V2: &[Field] =
    &[Field::required("currency", Kind::Pattern(Pattern::FiatCode), "instead of `countryCode`"), TIMESTAMP];

/// 1.2. <https://jtdocs.bluepay.asia/en/ReportDownload.html>
pub static REPORT_DOWNLOAD: Message = Message {
    id: "paycools/report-download",
    path: "/open-api/report/download",
    about: "Asks for a link to one day's transactions as a spreadsheet.",
    fields: &[APP_ID, SIGN, param(REPORT)],
    answer: Some(&responses::REPORT_DOWNLOAD_RESPONSE),
    examples: &["report_download.request.json"],
    source: "https://jtdocs.bluepay.asia/en/ReportDownload.html",
    ..Message::REQUEST
};

const REPORT: &[Field] = &[
    Field::required("countryCode", Kind::Pattern(Pattern::CountryCode), ""),
    Field::required("transDate", Kind::Pattern(Pattern::Date), ""),
    Field::required("transType", Kind::IntegerEnumeration(TRANS_TYPES), ""),
    Field::expected("timestamp", TIME, "8: required, yet the page's own sample has none"),
];

const TRANS_TYPES: &[IntegerValue] =
    &[IntegerValue { value: 1, about: "disbursement" }, IntegerValue { value: 2, about: "payment" }];
