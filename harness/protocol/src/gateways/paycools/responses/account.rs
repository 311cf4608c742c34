//! Balances, reports.

use super::{CODE, ENVELOPE, MESSAGE, data};
use crate::message::{Field, Kind, Message};

/// 1.1. <https://docs.ezpaytechs.com/en/Account/CheckBalance.html>
pub static BALANCE_INQUIRY_RESPONSE: Message = Message {
    id: "paycools/balance-inquiry-response",
    path: "/open-api/account/balance",
    about: "The balance in one country.",
    fields: &[CODE, MESSAGE, data(&[BALANCE])],
    envelope: Some(&ENVELOPE),
    examples: &["balance_inquiry.response.json", "balance_inquiry_bluepay.response.json"],
    source: "https://docs.ezpaytechs.com/en/Account/CheckBalance.html",
    ..Message::RESPONSE
};

/// <https://docs.ezpaytechs.com/en/Account/CheckBalanceV2.html>
pub static BALANCE_INQUIRY_V2_RESPONSE: Message = Message {
    id: "paycools/balance-inquiry-v2-response",
    path: "/open-api/account/balance/v2",
    about: "The balance in one currency.",
    fields: &[CODE, MESSAGE, data(&[BALANCE])],
    envelope: Some(&ENVELOPE),
    examples: &["balance_inquiry_v2.response.json"],
    source: "https://docs.ezpaytechs.com/en/Account/CheckBalanceV2.html",
    ..Message::RESPONSE
};

/// 1.2. <https://jtdocs.bluepay.asia/en/ReportDownload.html>
pub static REPORT_DOWNLOAD_RESPONSE: Message = Message {
    id: "paycools/report-download-response",
    path: "/open-api/report/download",
    about: "A link to the spreadsheet, which expires.",
    fields: &[CODE, MESSAGE, data(&[DOWNLOAD_URL])],
    envelope: Some(&ENVELOPE),
    examples: &["report_download.response.json"],
    source: "https://jtdocs.bluepay.asia/en/ReportDownload.html",
    ..Message::RESPONSE
};

const BALANCE: Field = Field::expected(
    "balance",
    Kind::DecimalTextOrNumber,
    "12: decimal text in whole units, unlike every amount; an integer of cents at a sibling site",
);
const DOWNLOAD_URL: Field = Field::expected("downloadUrl", Kind::Url, "an xlsx file; the link expires");
