//! A genuine message of each gateway, with the TEST key it is signed with.

use crate::gateway::Gateway;
use crate::gateways::{cregis, gatepay, paycools, payprotocol, pelago};
use crate::reading::Readings;

/// The genuine message of one gateway.
pub(super) struct Kit {
    pub(super) gateway: &'static Gateway,
    /// Secret or private key.
    pub(super) key: &'static [u8],
    /// A callback that credits nothing, without its signature.
    pub(super) body: &'static str,
    /// Whether the signed bytes tell where a value ends and the next one begins, and whose it is.
    pub(super) bordered: bool,
    /// Readings that no callback depends on.
    pub(super) unused: &'static [&'static str],
}

impl Kit {
    /// Whether those have their default: with another choice a callback is read as it is anyway.
    pub(super) fn is_of_callbacks(&self, readings: &Readings) -> bool {
        let default = Readings::default_of(self.gateway.readings);
        self.unused.iter().all(|unused| readings.choice(unused) == default.choice(unused))
    }
}

macro_rules! key {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/keys/", $file))
    };
}

/// In the order of `gateways::ALL`.
pub(super) static KITS: [Kit; 5] = [
    Kit {
        gateway: &cregis::GATEWAY,
        key: key!("cregis.secret"),
        body: r#"{"event_name":"order","event_type":"expired","data":"{\"cregis_id\":\"po2026112100000000001\",\"order_id\":\"CF0000000001\",\"order_amount\":\"100\",\"order_currency\":\"HKD\",\"created_time\":1723969400000,\"cancel_time\":1723971200000,\"valid_time\":30,\"status\":\"expired\",\"remark\":\"a sample\",\"payer_id\":\"p_001\",\"payer_name\":\"\",\"payer_email\":\"test@mail.com\"}","pid":1382528827416576,"nonce":"123abo","timestamp":1723971200000}"#,
        bordered: true,
        unused: &[],
    },
    Kit {
        gateway: &gatepay::GATEWAY,
        key: key!("gatepay.secret"),
        body: r#"{"bizType":"PAY","bizId":"2026112100000000001","bizStatus":"PAY_CLOSE","data":"{\"merchantTradeNo\":\"CF0000000001\",\"productType\":\"NFT\",\"productName\":\"ka\",\"tradeType\":\"APP\",\"goodsName\":\"ka\",\"terminalType\":\"APP\",\"currency\":\"USDT\",\"totalFee\":\"1.2\",\"orderAmount\":\"1.2\",\"createTime\":1723971140000,\"transactionId\":\"\",\"channelId\":\"123456\"}"}"#,
        bordered: true,
        unused: &[],
    },
    Kit {
        gateway: &paycools::GATEWAY,
        key: key!("paycools-platform.pkcs8.pem"),
        body: r#"{"param":"{\"eventName\":\"order.payment.failed\",\"amount\":50000,\"channelCode\":\"ID_BCA_VA\",\"mchOrderId\":\"CF0000000001\",\"createTime\":\"2023-01-01 09:38:06\",\"remark\":\"test payment\",\"returnTime\":\"2023-01-01 09:40:06\",\"transactionId\":\"C2026112100000000001\",\"transactionStatus\":\"FAILED\",\"failedCode\":-10004,\"failedMessage\":\"channel rejected\"}"}"#,
        bordered: true,
        unused: &[],
    },
    Kit {
        gateway: &payprotocol::GATEWAY,
        key: key!("payprotocol.secret"),
        body: r#"{"chainId":136,"orgId":7,"outTradeNo":"CF0000000001","outPaymentNo":"202611210000000000001","description":"A sample order","isLegalTender":0,"quoteCurrencySymbol":"USDT","quoteAmount":"0.01","paymentStatus":1,"paymentType":1,"expectedAmount":"10000","settlementAmount":"0","settlementCurrencySymbol":"USDT","createTime":"2024-03-29 17:45:18","blockTime":1723971170}"#,
        // Only timestamp, method and path have no borders, and these are fixed here.
        bordered: true,
        unused: &["request-path"],
    },
    Kit {
        gateway: &pelago::GATEWAY,
        key: key!("pelago-platform.pkcs8.pem"),
        body: r#"{"data":{"merchantId":10052,"merchantOrderId":"2573_1752845620","notifyUrl":"https://shop.example/?wc-api=wc_pelagopay_gateway","redirectUrl":"https://shop.example/order-received/2573/?key=wc_order_x","orderId":"CO2025071813334010215","tradeType":null,"orderStatus":3,"coinId":"ETHEREUM-USDC","amount":"998","address":"0x89c09b5A7Fccc91E8d241c7666d4d87d2596f5fC","paidAmount":"0","refundAmount":"0","payStatus":0,"createTime":1752845620000,"closedTime":null,"refundTime":null}}"#,
        // Bare values: only the exact member set stands in for borders.
        bordered: true,
        unused: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzzing::bench::bench;
    use crate::sign::Signer;

    #[test]
    fn an_unused_reading_changes_nothing_that_a_callback_signs() {
        for kit in &KITS {
            let bench = bench(kit.gateway);
            for readings in Readings::combinations(kit.gateway.readings) {
                let signed = |readings| {
                    let signer = Signer { readings, ..bench.signer() };
                    signer.signed_bytes(&bench.unsigned(kit.body.as_bytes())).map(|signed| signed.to_vec())
                };
                let default = Readings::default_of(kit.gateway.readings);
                let mut used = readings;
                for unused in kit.unused {
                    used = used.with(unused, default.choice(unused)).unwrap();
                }
                assert_eq!(signed(readings).ok(), signed(used).ok(), "{}: {readings}", kit.gateway);
            }
        }
    }
}
