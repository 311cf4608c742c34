"""Records what stands beside it: callbacks signed with the TEST keys, sent to the sample receiver through WireMock.

    python3 record.py wiremock-standalone-3.13.2.jar
"""

import hashlib
import hmac
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[4]
WIREMOCK = 28192
KEYS = {name: (ROOT / f"corpus/keys/{name}.secret").read_bytes().strip() for name in ("gatepay", "cregis")}

PAY = (
    '{"bizType":"PAY","bizId":"1647557960944","bizStatus":"PAY_SUCCESS","data":"{\\"merchantTradeNo\\":\\"CF0000000001\\",'
    '\\"productType\\":\\"NFT\\",\\"productName\\":\\"ka\\",\\"tradeType\\":\\"APP\\",\\"goodsName\\":\\"ka\\",'
    '\\"terminalType\\":\\"APP\\",\\"currency\\":\\"USDT\\",\\"totalFee\\":\\"1.2\\",\\"orderAmount\\":\\"1.2\\",'
    '\\"createTime\\":1664123708000,\\"transactionId\\":\\"24344545\\",\\"channelId\\":\\"123456\\"}"}'
)
ORDER = (
    '{"cregis_id":"po20240703132452000","order_id":"CF0000000002","receive_amount":"12.86","receive_currency":"USDT",'
    '"pay_amount":"12.86","pay_currency":"USDT","order_amount":"100","order_currency":"HKD","exchange_rate":"0.1286",'
    '"payment_address":"0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e","created_time":1719993183015,"cancel_time":null,'
    '"transact_time":1719993183325,"valid_time":30,"status":"paid","payer_id":"p_001","payer_name":"",'
    '"payer_email":"test@mail.example","remark":"\u8d2d\u4e70\u5546\u54c1",'
    '"tx_id":"0x0502f2bfd96cd0f55edea3343513940f3af7fe594eae77f08d2f46ea24829b11"}'
)


def gatepay(body, nonce):
    """hex(HMAC-SHA512(secret, timestamp LF nonce LF body LF))."""
    timestamp = str(int(time.time() * 1000))
    signed = f"{timestamp}\n{nonce}\n{body}\n".encode()
    return {
        "Content-Type": "application/json",
        "X-GatePay-Certificate-ClientId": "TESTclient",
        "X-GatePay-Timestamp": timestamp,
        "X-GatePay-Nonce": nonce,
        "X-GatePay-Signature": hmac.new(KEYS["gatepay"], signed, hashlib.sha512).hexdigest(),
    }


def cregis(data, nonce):
    """hex(MD5(secret, then name and value of each other member, sorted by name))."""
    members = {"pid": 1382528827416576, "event_name": "order", "event_type": "paid", "data": data, "nonce": nonce,
               "timestamp": int(time.time() * 1000)}
    signed = "".join(f"{name}{members[name]}" for name in sorted(members)).encode()
    return json.dumps(members | {"sign": hashlib.md5(KEYS["cregis"] + signed).hexdigest()}, ensure_ascii=False)


def send(path, body, headers):
    wire = http.client.HTTPConnection("127.0.0.1", WIREMOCK)
    wire.request("POST", path, body.encode(), headers)
    answer = wire.getresponse()
    return answer.status, answer.read()


def admin(method, path, body=None):
    wire = http.client.HTTPConnection("127.0.0.1", WIREMOCK)
    wire.request(method, "/__admin" + path, None if body is None else json.dumps(body))
    return wire.getresponse().read()


def traffic():
    paid = gatepay(PAY, "nonce0001")
    assert send("/gatepay", PAY, paid)[0] == 200
    # Another order under the signature of the first.
    assert send("/gatepay", PAY.replace("CF0000000001", "CF0000000009"), paid)[0] == 401
    order = cregis(ORDER, "nonce2")
    plain = {"Content-Type": "application/json"}
    assert send("/cregis", order, plain)[0] == 200
    assert send("/cregis", order.replace("CF0000000002", "CF0000000008"), plain)[0] == 401


def wait():
    for _ in range(300):
        try:
            return admin("GET", "/health")
        except OSError:
            time.sleep(0.1)
    raise SystemExit("WireMock does not start")


def record():
    traffic()
    lint = json.loads((HERE / "advised.json").read_text())
    journal = json.loads(admin("GET", "/requests"))
    stubs = {"by-default": {"persist": False}, "as-advised": lint | {"persist": False}}
    (HERE / "journal.json").write_text(json.dumps(journal, indent=1, ensure_ascii=False) + "\n")
    for name, asked in stubs.items():
        recorded = json.loads(admin("POST", "/recordings/snapshot", asked))
        folder = HERE / name / "mappings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "recorded.json").write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")


def main(jar):
    receiver = [sys.executable, ROOT / "harness/adapters/python/receiver.py"]
    receiver = subprocess.Popen(receiver, env=os.environ | {"PORT": "28193"}, stdout=subprocess.DEVNULL)
    options = ["--port", str(WIREMOCK), "--bind-address", "127.0.0.1", "--proxy-all", "http://127.0.0.1:28193",
               "--disable-banner", "--root-dir", tempfile.mkdtemp()]
    wiremock = subprocess.Popen(["java", "-jar", jar, *options], stdout=subprocess.DEVNULL)
    try:
        wait()
        record()
    finally:
        receiver.terminate()
        wiremock.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
