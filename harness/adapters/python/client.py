#!/usr/bin/env python3
"""A client of the order calls of five gateways, to be copied. Python 3.9, standard library only.

Keep the gateways you use. Every call goes the same way: write the request once, sign those bytes, send those bytes, and
believe an answer only when its code says success and it is about the order that was asked for.

    COUNTERFOIL_KEYS=folder python3 client.py GATEWAY BASE_URL [ORDER]

Opens an order, asks how it stands, then closes it or gives the money back where the gateway has a call for that.
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import socket
import string
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

TIMEOUT_SECONDS = 10  # For a whole exchange, however slowly its bytes come.
MAX_ANSWER = 1 << 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Yours: what names your key at each gateway, and where callbacks and payers go.
KEY_NAMES = {
    "cregis": "1382528827416576",
    "gatepay": "TESTkey1",
    "paycools": "TESTkey1",
    "payprotocol": "TESTkey1",
    "pelago": "10052",
}
NOTIFY_URL = os.environ.get("NOTIFY_URL") or "https://shop.example/notify"
RETURN_URL = os.environ.get("RETURN_URL") or "https://shop.example/thanks"
# How long to wait before each question. A callback comes sooner, and is what should settle an order.
POLL_SECONDS = [float(text) for text in (os.environ.get("POLL_SECONDS") or "5,10,30,60").split(",")]
# Yours as well, where the gateway does not say on which hosts its payment pages are.
PAYMENT_HOSTS = tuple(filter(None, os.environ.get("PAYMENT_HOSTS", "").split(",")))


class Refused(Exception):
    """The gateway said no, or its answer cannot be right: nothing may be built on it."""


class Unknown(Exception):
    """Nobody knows what became of the request. Ask for the order, or repeat it with its number: never a new one."""


class Order(NamedTuple):
    number: str
    amount: str  # Text from beginning to end: a float has no cents.


class Created(NamedTuple):
    number: str  # The gateway's.
    payment: str  # A checked address to send the payer to, or what a QR code shows.


# --- HTTP ------------------------------------------------------------------------------------------------------------


class Http:
    """One request per connection. http.client follows no redirects and no proxies, and adds nothing to the body."""

    def __init__(self, base_url):
        url = urlsplit(base_url)
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in LOOPBACK):
            raise ValueError("the base URL has to be https: answers are not signed, TLS is all that guards them")
        self.make = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        self.host, self.port, self.path = url.hostname, url.port, url.path.rstrip("/")

    def exchange(self, method, target, headers, body=b""):
        """The answer as a JSON object; `target` is path and query, as signed."""
        connection = self.make(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.connect()
        except OSError as error:
            raise Refused(f"cannot connect, nothing was sent: {error}") from None
        # A time limit per read would let an answer drip for ever.
        limit = threading.Timer(TIMEOUT_SECONDS, hang_up, [connection.sock])
        limit.start()
        try:
            connection.request(method, target, body or None, headers)
            answer = connection.getresponse()
            data = answer.read(MAX_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise Unknown(f"no whole answer: {error!r}") from None
        finally:
            limit.cancel()
            connection.close()
        if answer.length:  # What is left: `read` with a limit takes a cut answer for a whole one.
            raise Unknown("the answer was cut off or is too large")
        if answer.status >= 500 or answer.status in (408, 429) or len(data) > MAX_ANSWER:
            raise Unknown(f"HTTP {answer.status}, {len(data)} bytes")
        if 300 <= answer.status < 400:
            raise Unknown(f"HTTP {answer.status}: a redirect would carry the signature to somebody else")
        if answer.status != 200:
            raise Refused(f"HTTP {answer.status}: {excerpt(data)}")
        return read_object(data)


def hang_up(sock):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:  # It was over already.
        pass


def read_object(data):
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=without_duplicates, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise Unknown(f"the answer is not JSON: {excerpt(data)}") from None
    if not isinstance(document, dict):
        raise Unknown("the answer is not a JSON object")
    return document


def without_duplicates(members):
    document = dict(members)
    if len(document) < len(members):
        raise ValueError("a member occurs twice")
    return document


def excerpt(data):
    return ascii(data[:100].decode("utf-8", "replace"))


def write(document):
    """The one text of a document: it is written once, then signed and sent as it is."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


# --- Answers ---------------------------------------------------------------------------------------------------------


def succeeded(answer, code, *success):
    """HTTP 200 alone says nothing. Types count: 200 is neither "200" nor true."""
    found = answer.get(code)
    if not any(found == wanted and type(found) is type(wanted) for wanted in success):
        words = [answer[name] for name in ("errorMessage", "message", "msg", "description") if answer.get(name)]
        raise Refused(f"code {excerpt(write(found).encode())}: {excerpt(str(words[:1]).encode())}")
    return answer


def data_of(answer):
    data = answer.get("data")
    if not isinstance(data, dict):
        raise Refused("the answer has no data")
    return data


def text(data, name, pattern="(?s:.+)"):
    value = data.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise Refused(f"{name} is missing or malformed")
    return value


def number_of(data, name):
    """A number of the gateway's: it goes into paths and queries, so nothing but harmless characters."""
    return text(data, name, "[A-Za-z0-9_-]{1,64}")


def demand(data, name, wanted):
    """An answer about another order or amount than asked for is none."""
    if data.get(name) != wanted:
        raise Refused(f"{name} of the answer is {excerpt(str(data.get(name)).encode())}, not {wanted}")


def demand_amount(data, name, wanted):
    value = data.get(name)
    found = value if isinstance(value, str) else str(value)
    if not re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,18})?", found) or Decimal(found) != Decimal(wanted):
        raise Refused(f"{name} of the answer is {excerpt(found.encode())}, not {wanted}")


def payment_page(address, hosts):
    """The address, if the payer may be sent there. Only TLS guards an answer, and a shop's payers trust the shop."""
    hosts = PAYMENT_HOSTS or hosts
    # What browsers strip or turn round, parsers do not.
    if not isinstance(address, str) or not re.fullmatch(r"https://[!-\[\]-~]{1,2000}", address):
        raise Refused("the payment page has no https address")
    try:
        url = urlsplit(address)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise Refused("the payment page has no valid address") from None
    if "@" in url.netloc or port not in (None, 443):
        raise Refused("the payment page has a user name or a port in its address")
    if not any(host == known or host.endswith("." + known) for known in hosts):
        raise Refused(f"the payment page is on {host}, which is not in PAYMENT_HOSTS or {hosts}")
    return address


# --- Gateways --------------------------------------------------------------------------------------------------------

OPEN, PAID, OVER = "open", "paid", "over"


def milliseconds():
    return time.time_ns() // 1_000_000


def nonce(length=32):
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(length))


class Gateway:
    """`close` and `refund` are None where no page has such a call for these orders."""

    close = refund = None

    def __init__(self, http, name, key):
        self.http, self.name, self.key = http, name, key


class GatePay(Gateway):
    HOSTS = ("gate.com", "gate.io", "gateapi.io")

    def call(self, path, document):
        # X-GatePay-Signature is hex(HMAC-SHA512(secret, timestamp LF nonce LF body LF)); at most 10 s old.
        # https://docs.gate.com/essentials/version/100/en/authentication&Security
        body = write(document).encode()
        timestamp, once = str(milliseconds()), nonce()
        signed = f"{timestamp}\n{once}\n".encode() + body + b"\n"
        headers = {
            "Content-Type": "application/json",
            "X-GatePay-Certificate-ClientId": self.name,
            "X-GatePay-Timestamp": timestamp,
            "X-GatePay-Nonce": once,
            "X-GatePay-Signature": hmac.new(self.key, signed, hashlib.sha512).hexdigest(),
        }
        return succeeded(self.http.exchange("POST", self.http.path + path, headers, body), "code", "000000", None)

    def create(self, order):
        # https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native
        document = {
            "merchantTradeNo": order.number,
            "env": {"terminalType": "WEB"},
            "goods": {"goodsName": "Order " + order.number},
            "currency": "USDT",
            "orderAmount": order.amount,
            "returnUrl": RETURN_URL,
        }
        data = data_of(self.call("/v1/pay/transactions/native", document))
        return Created(number_of(data, "prepayId"), payment_page(data.get("location"), self.HOSTS))

    def query(self, order, _created):
        # https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query
        data = data_of(self.call("/v1/pay/order/query", {"merchantTradeNo": order.number}))
        demand(data, "merchantTradeNo", order.number)
        demand_amount(data, "orderAmount", order.amount)
        # The status inside, since the one outside is that of the call.
        return {"PENDING": OPEN, "PAID": PAID}.get(text(data, "status"), OVER)

    def close(self, order, _created):
        # https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose
        demand(data_of(self.call("/v1/pay/order/close", {"merchantTradeNo": order.number})), "result", "SUCCESS")

    def refund(self, order, created):
        # https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2
        document = {
            "prepayId": created.number,
            "refundRequestId": refund_number(order),
            "refundAmount": order.amount,
            "refundReason": "returned",
        }
        self.call("/v2/standard/order/refund", document)


class Cregis(Gateway):
    # Hosts of projects; no page says where the checkout is.
    HOSTS = ("cregis.io",)

    def call(self, path, parameters):
        # sign is hex(MD5(key, then name and value of each other member, sorted by name; null and "" are left out)).
        # https://developer.cregis.com/api-reference/signature
        document = {**parameters, "pid": int(self.name), "nonce": nonce(6), "timestamp": milliseconds()}
        signed = "".join(f"{name}{value}" for name, value in sorted(document.items()) if value not in (None, ""))
        document["sign"] = hashlib.md5(self.key + signed.encode()).hexdigest()
        headers = {"Content-Type": "application/json"}
        answer = self.http.exchange("POST", self.http.path + path, headers, write(document).encode())
        return succeeded(answer, "code", "00000")

    def create(self, order):
        # https://developer.cregis.com/api-reference/request-apis/payment/payment-engine-create
        parameters = {
            "order_id": order.number,
            "order_amount": order.amount,
            "order_currency": "USD",
            "payer_id": "payer-1",
            "valid_time": 60,
            "callback_url": NOTIFY_URL,
            "success_url": RETURN_URL,
            "cancel_url": RETURN_URL,
        }
        data = data_of(self.call("/api/v2/checkout", parameters))
        demand_amount(data, "order_amount", order.amount)
        return Created(number_of(data, "cregis_id"), payment_page(data.get("checkout_url"), self.HOSTS))

    def query(self, order, created):
        # https://developer.cregis.com/api-reference/request-apis/payment/payment-engine-query
        data = data_of(self.call("/api/v2/order/info", {"cregis_id": created.number}))
        demand(data, "order_id", order.number)
        demand_amount(data, "order_amount", order.amount)
        # `paid_over` and `paid_partial` are for people to decide on.
        return {"new": OPEN, "paid": PAID}.get(text(data, "status"), OVER)


class PayCools(Gateway):
    # No page names the hosts: say them in PAYMENT_HOSTS.
    HOSTS = ()

    def call(self, path, parameters):
        # sign is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the text of param), by the merchant's key.
        # https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html
        param = write({**parameters, "timestamp": milliseconds()})
        envelope = {"appId": self.name, "sign": self.key.sign(param.encode()), "param": param}
        headers = {"Content-Type": "application/json"}
        answer = self.http.exchange("POST", self.http.path + path, headers, write(envelope).encode())
        return succeeded(answer, "code", 10000)

    def create(self, order):
        # https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html
        parameters = {
            "mchOrderId": order.number,
            "amount": cents(order.amount),
            "channelCode": "PH_GCASH_URL",
            "customerName": "A Payer",
            "email": "payer@shop.example",
            "mobile": "09171234567",
            "notifyUrl": NOTIFY_URL,
            "redirectUrl": RETURN_URL,
        }
        data = data_of(self.call("/open-api/philippines/payment/generate", parameters))
        demand(data, "mchOrderId", order.number)
        payment = text(data, "payData")
        if data.get("channelType") == "URL":
            payment = payment_page(payment, self.HOSTS)
        return Created(number_of(data, "transactionId"), payment)

    def query(self, order, _created):
        # https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html
        data = data_of(self.call("/open-api/philippines/payment/query", {"mchOrderId": order.number}))
        demand(data, "mchOrderId", order.number)
        demand(data, "amount", cents(order.amount))
        return {"PENDING": OPEN, "COMPLETED": PAID}.get(text(data, "transactionStatus"), OVER)

    def refund(self, order, created):
        # https://docs.bluepay.asia/en/refund/CreateRefundOrder.html
        parameters = {
            "mchRefundOrderId": refund_number(order),
            "originalTransactionId": created.number,
            "refundAmount": cents(order.amount),
            "refundCallbackUrl": NOTIFY_URL,
        }
        demand(data_of(self.call("/open-api/payment/refund", parameters)), "mchRefundOrderId", refund_number(order))


class PayProtocol(Gateway):
    """Its base URL ends in /api/mer, which is part of the signed path."""

    HOSTS = ("payprotocol.network",)
    PAGES = os.environ.get("PAYPROTOCOL_PAGES") or "https://payment.payprotocol.network"

    def call(self, method, path, body=""):
        # X-PAY-SIGN is base64(HMAC-SHA256(secret, timestamp, method, path with query, body)), nothing in between.
        # https://doc.payprotocol.network/docs/api/quick-start/payment
        timestamp, target = str(milliseconds() // 1000), self.http.path + path
        signed = f"{timestamp}{method}{target}{body}".encode()
        headers = {
            "Content-Type": "application/json",
            "X-PAY-KEY": self.name,
            "X-PAY-TIMESTAMP": timestamp,
            "X-PAY-SIGN": base64.b64encode(hmac.new(self.key, signed, hashlib.sha256).digest()).decode(),
        }
        return succeeded(self.http.exchange(method, target, headers, body.encode()), "code", 200)

    def create(self, order):
        # https://doc.payprotocol.network/docs/api/merchant/create-payment-order
        document = {
            "chainId": 1,
            "description": "Order " + order.number,
            "outTradeNo": order.number,
            "isLegalTender": 0,
            "quoteCurrencySymbol": "USDT",
            "quoteAmount": order.amount,
            "notifyUrl": NOTIFY_URL,
            "redirectionUrl": RETURN_URL,
        }
        data = data_of(self.call("POST", "/payment/createPaymentOrder", write(document)))
        # Half an address: put behind a host of our own choice, and only if it cannot leave it.
        page = self.PAGES + text(data, "paymentUrl", r"/payment\?apiSign=[A-Za-z0-9%+/=._-]{1,500}")
        return Created(number_of(data, "outPaymentNo"), payment_page(page, self.HOSTS))

    def query(self, order, _created):
        # https://doc.payprotocol.network/docs/api/merchant/get-payment-detail
        data = data_of(self.call("GET", "/payment/detail?" + urlencode({"outTradeNo": order.number})))
        demand(data, "outTradeNo", order.number)
        demand_amount(data, "quoteAmount", order.amount)
        status = data.get("paymentStatus")
        if type(status) is not int:
            raise Refused("paymentStatus is no integer")
        return {0: PAID, 1: OPEN, 2: OPEN}.get(status, OVER)

    def refund(self, order, _created):
        # https://doc.payprotocol.network/docs/api/merchant/create-refund-order
        # With an amount: without one everything that was received goes back.
        document = {"outTradeNo": order.number, "amount": order.amount, "notifyUrl": NOTIFY_URL}
        self.call("POST", "/refund/createRefundOrder", write(document))


class Pelago(Gateway):
    """Fiat orders: the answer of the v2 call has no order number, so its orders can only be asked for once notified.

    Refunds are documented for crypto orders only.
    """

    HOSTS = ("pelagotech.com",)

    def call(self, path, data):
        # signature is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the values of data, sorted by name; no null, no "").
        # https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (no page of the documentation has the rule)
        values = [value for _, value in sorted(data.items()) if value not in (None, "")]
        signed = "".join(value if isinstance(value, str) else write(value) for value in values)
        body = write({"data": data, "signature": self.key.sign(signed.encode())}).encode()
        return self.exchange("POST", path, body)

    def exchange(self, method, path, body=b""):
        headers = {"Content-Type": "application/json", "X-App-Key": self.name}
        return succeeded(self.http.exchange(method, self.http.path + path, headers, body), "code", 0, "0")

    def create(self, order):
        # https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108
        data = {
            "scenarioCode": "ONLINE_H5",
            "merchantId": self.name,
            "merchantOrderId": order.number,
            "orderAmount": bare_number(order.amount),
            "productId": "1",
            "orderCountry": "SG",
            "orderCurrency": "USD",
            "timestamp": str(milliseconds()),
            "nonce": nonce(),
            "notifyUrl": NOTIFY_URL,
            "redirectUrl": RETURN_URL,
        }
        data = data_of(self.call("/openapi/fiat/createOrder", data))
        demand(data, "merchantOrderId", order.number)
        demand_amount(data, "orderAmount", order.amount)
        return Created(number_of(data, "pelagoOrderId"), payment_page(data.get("paymentUrl"), self.HOSTS))

    def query(self, order, created):
        # https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744 (authorised by the key's name alone)
        data = data_of(self.exchange("GET", f"/openapi/v2.0/order/query/{created.number}"))
        demand(data, "pelagoOrderId", created.number)
        demand(data, "merchantOrderId", order.number)
        demand_amount(data, "orderAmount", order.amount)
        return {"CREATE": OPEN, "PENDING": OPEN, "SUCCESS": PAID}.get(text(data, "orderStatus"), OVER)


def refund_number(order):
    """The same for each repetition, so that money goes back once; at most 32 characters."""
    return "R" + hashlib.sha256(order.number.encode()).hexdigest()[:31]


def cents(amount):
    value = Decimal(amount) * 100
    if value != int(value):
        raise ValueError(f"{amount} has a fraction of a cent")
    return int(value)


def bare_number(amount):
    """A JSON number that every reader prints in the same way, since its digits are signed: 10.5, never 10.50."""
    value = Decimal(amount)
    return int(value) if value == int(value) else float(value)


# --- RSA -------------------------------------------------------------------------------------------------------------


class PrivateKey(NamedTuple):
    """How long Python's pow takes depends on the key. Where others can measure that, sign with a library."""

    modulus: int
    public: int
    private: int

    def sign(self, signed):
        """Base64 of RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017, section 8.2.1."""
        length = (self.modulus.bit_length() + 7) // 8
        digest_info = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(signed).digest()
        padded = b"\x00\x01" + b"\xff" * (length - len(digest_info) - 3) + b"\x00" + digest_info
        message = int.from_bytes(padded, "big")
        return base64.b64encode(pow(message, self.private, self.modulus).to_bytes(length, "big")).decode()


def read_private_key(pem):
    """PKCS#8: SEQUENCE { version, algorithm, OCTET STRING { SEQUENCE { version, modulus, public, private, … } } }."""
    armour = re.search(r"-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", pem, re.DOTALL)
    outer, _ = der_element(base64.b64decode(armour[1] if armour else ""), 0x30)
    _, rest = der_element(outer, 0x02)
    algorithm, rest = der_element(rest, 0x30)
    key, _ = der_element(rest, 0x04)
    rest, _ = der_element(key, 0x30)
    numbers = []
    for _ in range(4):
        number, rest = der_element(rest, 0x02)
        numbers.append(int.from_bytes(number, "big"))
    if algorithm != bytes.fromhex("06092a864886f70d0101010500") or numbers[1].bit_length() < 2048:
        raise ValueError("not an RSA key of 2048 bits or more")
    return PrivateKey(*numbers[1:])


def der_element(data, tag):
    """The contents of the element that `data` begins with, and what follows it."""
    start, length = 2, data[1] if len(data) > 1 else 0
    if length >= 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[2:start], "big")
    if data[:1] != bytes([tag]) or len(data) < start + length:
        raise ValueError("not a private key in PKCS#8 form")
    return data[start : start + length], data[start + length :]


# --- Start -----------------------------------------------------------------------------------------------------------

GATEWAYS = {
    "cregis": (Cregis, "cregis.secret"),
    "gatepay": (GatePay, "gatepay.secret"),
    "paycools": (PayCools, "paycools-merchant.pkcs8.pem"),
    "payprotocol": (PayProtocol, "payprotocol.secret"),
    "pelago": (Pelago, "pelago-merchant.pkcs8.pem"),
}


def open_gateway(name, base_url):
    gateway, file = GATEWAYS[name]
    default = Path(__file__).parent / "../../../corpus/keys"
    path = Path(os.environ.get("COUNTERFOIL_KEYS") or default.resolve()) / file
    key = path.read_bytes().rstrip(b"\r\n")
    if not key:
        raise ValueError(f"{path} is empty")
    if path.suffix == ".pem":
        key = read_private_key(key.decode("ascii"))
    return gateway(Http(base_url), KEY_NAMES[name], key)


def settle(gateway, order, created):
    """Asks until the order is no longer open, or patience ends."""
    state = OPEN
    for seconds in POLL_SECONDS:
        time.sleep(seconds)
        state = gateway.query(order, created)
        if state != OPEN:
            break
    return state


def run(gateway, order):
    created = gateway.create(order)
    print(f"created {order.number} as {created.number}: {created.payment}")
    state = settle(gateway, order, created)
    print(f"it is {state}")
    if state == PAID and gateway.refund:
        gateway.refund(order, created)
        print("refund asked for")
    if state == OPEN and gateway.close:
        gateway.close(order, created)
        print("closed")


def main(arguments):
    if len(arguments) not in (2, 3) or arguments[0] not in GATEWAYS:
        print(f"usage: client.py {'|'.join(GATEWAYS)} BASE_URL [ORDER]", file=sys.stderr)
        return 2
    order = Order(arguments[2] if len(arguments) == 3 else f"CF{milliseconds()}{nonce(8)}", "10.5")
    try:
        run(open_gateway(*arguments[:2]), order)
    except (OSError, ValueError) as error:
        print(f"client: {error}", file=sys.stderr)
        return 2
    except Refused as error:
        print(f"client: {order.number}: refused: {error}", file=sys.stderr)
        return 1
    except Unknown as error:
        words = "unknown whether it was done; repeat it with this number"
        print(f"client: {order.number}: {words}: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
