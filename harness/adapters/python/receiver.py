#!/usr/bin/env python3
"""A receiver of payment callbacks from five gateways, to be copied. Python 3.9, standard library only.

Keep the gateways you use, then write `store`. Every gateway goes the same way: take the signature, verify it over the
received bytes or the decoded text, and only then look at what the message says.

    PORT=8080 COUNTERFOIL_KEYS=folder python3 receiver.py
"""

import base64
import hashlib
import hmac
import json
import os
import re
import socket
import sys
import traceback
from email.errors import FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

MAX_BODY = 1 << 20
MAX_DEPTH = 128
IDLE_SECONDS = 60
REQUEST_SECONDS = 4
PLAIN, JSON = "text/plain; charset=utf-8", "application/json"


class Refusal(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status, self.reason = status, reason


class Event(NamedTuple):
    """What a verified callback says. A status that nobody knows is kept, and is never `paid`."""

    order: str
    status: str
    paid: bool


def store(gateway, event):
    """Yours: compare amount, currency and recipient with the order, then commit, before the gateway is answered.

    The same callback comes again, late and out of order: credit an order once, and never move a paid one back.
    """


# --- JSON ------------------------------------------------------------------------------------------------------------


class Number(NamedTuple):
    """A number as it was written: a float would lose digits, and the digits are signed."""

    text: str


STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)


def read_object(source):
    """The JSON object in `source`, bytes or text, read so that no two readers can disagree about it."""
    try:
        text = source.decode("utf-8") if isinstance(source, bytes) else source
        limit_depth(text)
        numbers = {"parse_int": Number, "parse_float": Number, "parse_constant": refuse_constant}
        document = json.loads(text, object_pairs_hook=without_duplicates, **numbers)
        json.dumps(document, ensure_ascii=False).encode("utf-8")  # Fails where half a surrogate pair was escaped.
    except ValueError:
        raise Refusal(400, "not JSON in UTF-8") from None
    if not isinstance(document, dict):
        raise Refusal(400, "not a JSON object")
    return document


def limit_depth(text):
    # Before parsing, because the parser is recursive and its stack is not ours to spend.
    depth = 0
    for token in STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MAX_DEPTH:
            raise Refusal(400, "nested too deep")


def without_duplicates(members):
    document = dict(members)
    if len(document) < len(members):
        raise Refusal(400, "a member occurs twice")
    return document


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON number")


ANY, FILLED = r"(?s:.*)", r"(?s:.+)"
DECIMAL = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
ID = r"[A-Za-z0-9_-]{1,64}"


def string(document, name, pattern=ANY):
    value = document.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise Refusal(400, f"{name} is missing or malformed")
    return value


def integer(document, name):
    """The digits of an integer."""
    value = document.get(name)
    if not isinstance(value, Number) or not re.fullmatch(r"-?[0-9]+", value.text):
        raise Refusal(400, f"{name} is missing or no integer")
    return value.text


def flat_members(document, left_out=None):
    """The names and texts that a sorted-member signature covers, in byte order of the names."""
    # Python compares by code point, which is the byte order of UTF-8.
    members = sorted(document.items())
    return {name: scalar_text(value) for name, value in members if name != left_out and value not in (None, "")}


def scalar_text(value):
    if isinstance(value, (dict, list)):
        raise Refusal(400, "a nested value, for which there is no signing rule")
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.text if isinstance(value, Number) else value


# --- Signatures ------------------------------------------------------------------------------------------------------


def demand(genuine):
    if not genuine:
        raise Refusal(401, "the signature is missing or wrong")


def strict_base64(text):
    """Blanks, lost padding, stray bits or another alphabet would give one signature several spellings."""
    demand(isinstance(text, str))
    try:
        decoded = base64.b64decode(text, validate=True)
    except ValueError:
        decoded = b""
    demand(base64.b64encode(decoded).decode() == text)
    return decoded


class PublicKey(NamedTuple):
    modulus: int
    exponent: int

    def verifies(self, signature, signed):
        """RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017, section 8.2.2."""
        length = (self.modulus.bit_length() + 7) // 8
        number = int.from_bytes(signature, "big")
        if len(signature) != length or number >= self.modulus:
            return False
        digest_info = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(signed).digest()
        # Compared as a whole: taking the padding apart is where forgeries get in.
        expected = b"\x00\x01" + b"\xff" * (length - len(digest_info) - 3) + b"\x00" + digest_info
        return hmac.compare_digest(pow(number, self.exponent, self.modulus).to_bytes(length, "big"), expected)


def read_public_key(pem):
    """SPKI: SEQUENCE { SEQUENCE { OID, NULL }, BIT STRING { SEQUENCE { INTEGER modulus, INTEGER exponent } } }."""
    armour = re.search(r"-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", pem, re.DOTALL)
    spki, _ = der_element(base64.b64decode(armour[1] if armour else ""), 0x30)
    algorithm, key = der_element(spki, 0x30)
    bit_string, _ = der_element(key, 0x03)
    numbers, _ = der_element(bit_string[1:], 0x30)
    modulus, rest = der_element(numbers, 0x02)
    exponent, _ = der_element(rest, 0x02)
    if algorithm != bytes.fromhex("06092a864886f70d0101010500") or len(modulus) < 128:
        raise ValueError("not an RSA key of 1024 bits or more")
    return PublicKey(int.from_bytes(modulus, "big"), int.from_bytes(exponent, "big"))


def der_element(data, tag):
    """The contents of the element that `data` begins with, and what follows it."""
    start, length = 2, data[1] if len(data) > 1 else 0
    if length >= 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[2:start], "big")
    if data[:1] != bytes([tag]) or len(data) < start + length:
        raise ValueError("not a public key in SPKI form")
    return data[start : start + length], data[start + length :]


# --- Gateways --------------------------------------------------------------------------------------------------------


class Message(NamedTuple):
    """A callback as it came over the wire."""

    target: str
    headers: object
    body: bytes

    def header(self, name, pattern):
        values = [value.strip(" \t") for value in self.headers.get_all(name, [])]
        # Of two values, somebody before us may have looked at the other one.
        demand(len(values) == 1 and re.fullmatch(pattern, values[0]))
        return values[0]


def gatepay(message, secret):
    # X-GatePay-Signature is hex(HMAC-SHA512(secret, timestamp LF nonce LF body LF)).
    # https://docs.gate.com/essentials/version/100/en/authentication&Security
    timestamp = message.header("X-GatePay-Timestamp", "[0-9]{13}")
    nonce = message.header("X-GatePay-Nonce", "[A-Za-z0-9]{1,32}")
    signature = message.header("X-GatePay-Signature", "[0-9a-f]{128}")
    signed = f"{timestamp}\n{nonce}\n".encode() + message.body + b"\n"
    demand(hmac.compare_digest(hmac.new(secret, signed, hashlib.sha512).hexdigest(), signature))
    envelope = read_object(message.body)
    string(envelope, "bizType", "PAY")
    string(envelope, "bizId")
    status = string(envelope, "bizStatus")
    payment = read_object(string(envelope, "data"))
    string(payment, "orderAmount", DECIMAL)
    return Event(string(payment, "merchantTradeNo"), status, status == "PAY_SUCCESS")


def cregis(message, secret):
    # sign is hex(MD5(secret, then name and value of each other member, sorted by name; null and "" are left out)).
    # https://developer.cregis.com/api-reference/signature
    envelope = read_object(message.body)
    signature = envelope.get("sign")
    demand(isinstance(signature, str) and re.fullmatch("[0-9a-f]{32}", signature))
    signed = "".join(name + text for name, text in flat_members(envelope, left_out="sign").items())
    demand(hmac.compare_digest(hashlib.md5(secret + signed.encode()).hexdigest(), signature))
    # Without separators text can move between members, and an empty one is not signed: demand them all, filled.
    for name in ("event_name", "event_type", "data", "nonce"):
        string(envelope, name, FILLED)
    for name in ("pid", "timestamp"):
        integer(envelope, name)
    payment = read_object(envelope["data"])
    string(payment, "cregis_id")
    event, status = envelope["event_type"], string(payment, "status")
    # A refund repeats the order's status `paid`, so the event has a say too.
    return Event(string(payment, "order_id"), f"{event} {status}", event == status == "paid")


def paycools(message, public_key):
    # sign is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the decoded text of param), by the platform's key.
    # https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html
    envelope = read_object(message.body)
    param = string(envelope, "param")
    demand(public_key.verifies(strict_base64(envelope.get("sign")), param.encode()))
    # The `sign` in here is a leftover of an older protocol and proves nothing.
    payment = read_object(param)
    name, status = string(payment, "eventName"), string(payment, "transactionStatus")
    string(payment, "transactionId")
    integer(payment, "amount")
    paid = name in ("order.payment.success", "static.order.payment.success") and status == "COMPLETED"
    return Event(string(payment, "mchOrderId"), f"{name} {status}", paid)


def payprotocol(message, secret):
    # X-PAY-SIGN is base64(HMAC-SHA256(secret, timestamp, "POST", path with query, body)), with nothing in between.
    # https://doc.payprotocol.network/docs/api/guide/callback
    timestamp = message.header("X-PAY-TIMESTAMP", "[0-9]{10}")
    signature = strict_base64(message.header("X-PAY-SIGN", "[A-Za-z0-9+/]{43}="))
    signed = f"{timestamp}POST{message.target}".encode("latin-1") + message.body
    demand(hmac.compare_digest(hmac.new(secret, signed, hashlib.sha256).digest(), signature))
    payment = read_object(message.body)
    string(payment, "outPaymentNo")
    status = integer(payment, "paymentStatus")
    return Event(string(payment, "outTradeNo"), status, status == "0")


PELAGO_SHAPES = {"amount": DECIMAL, "orderAmount": DECIMAL, "paidAmount": DECIMAL, "orderId": ID, "pelagoOrderId": ID}


def pelago(message, public_key):
    # signature is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the values of data, sorted by name; null, "" left out).
    # https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (no page of the documentation has the rule)
    envelope = read_object(message.body)
    data = envelope.get("data")
    if not isinstance(data, dict):
        raise Refusal(400, "data is missing or no object")
    signature = strict_base64(envelope.get("signature"))
    # createTime is signed by some senders and not by others, so never rely on it.
    texts = ["".join(flat_members(data, left_out).values()) for left_out in (None, "createTime")]
    demand(any(public_key.verifies(signature, text.encode()) for text in texts))
    # Names are not signed and values have no separators: a message must look like exactly one kind.
    members = flat_members(data)
    for name in PELAGO_SHAPES.keys() & members.keys():
        if not re.fullmatch(PELAGO_SHAPES[name], members[name]):
            raise Refusal(400, f"{name} is malformed")
    fiat = members.keys() & {"scenarioCode", "pelagoOrderId"}
    crypto = members.keys() & {"orderId", "coinId", "payStatus"}
    if bool(fiat) == bool(crypto):
        raise Refusal(400, "neither a fiat nor a crypto notification")
    string(data, "merchantOrderId", FILLED)
    return pelago_fiat(data) if fiat else pelago_crypto(data)


def pelago_fiat(data):
    for name in ("scenarioCode", "pelagoOrderId", "orderCurrency"):
        string(data, name, FILLED)
    if data.get("orderAmount") in (None, ""):
        raise Refusal(400, "orderAmount is missing")
    status = integer(data, "orderStatus")
    return Event(data["merchantOrderId"], f"fiat {status}", status == "2")


def pelago_crypto(data):
    for name in ("orderId", "coinId", "amount", "address"):
        string(data, name, FILLED)
    status, pay_status = integer(data, "orderStatus"), integer(data, "payStatus")
    return Event(data["merchantOrderId"], f"crypto {status} {pay_status}", status == "1" and pay_status in ("2", "3"))


# What each gateway takes for an acknowledgement, to the letter. Otherwise it sends the callback again.
ROUTES = {
    "/gatepay": (gatepay, JSON, '{"returnCode":"SUCCESS","returnMessage":null}'),
    "/cregis": (cregis, PLAIN, "success"),
    "/paycools": (paycools, JSON, '{"code":10000,"message":"Success"}'),
    "/payprotocol": (payprotocol, PLAIN, "success"),
    "/pelago": (pelago, PLAIN, "SUCCESS"),
}


def receive(message, keys):
    """The content type and the text of the acknowledgement."""
    path = message.target.split("?")[0]
    if path not in ROUTES:
        raise Refusal(404, "no gateway has this path")
    gateway, content_type, acknowledgement = ROUTES[path]
    store(path[1:], gateway(message, keys[path[1:]]))
    return content_type, acknowledgement


# --- HTTP ------------------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.1"  # Otherwise garbage is answered in HTTP/0.9, without a status.
    disable_nagle_algorithm = True

    def handle_one_request(self):
        try:
            self.connection.settimeout(IDLE_SECONDS)
            self.rfile.peek(1)
            self.connection.settimeout(REQUEST_SECONDS)
            super().handle_one_request()
        except OSError:  # The sender went away, or fell silent.
            self.close_connection = True

    def do_POST(self):
        try:
            body = self.read_body()
        except Refusal as refusal:
            return self.send_error(refusal.status)
        except socket.timeout:
            return self.send_error(408)
        # Not `self.path`, which http.server shortens: this text is signed.
        message = Message(self.requestline.split()[1], self.headers, body)
        try:
            self.answer(200, *receive(message, self.server.keys))
        except Refusal as refusal:
            self.answer(refusal.status, PLAIN, refusal.reason)
        except Exception:  # A fault of ours, in `store` perhaps: the gateway shall come again.
            traceback.print_exc()
            self.answer(500, PLAIN, "internal error")

    def read_body(self):
        lengths = self.headers.get_all("Content-Length", [])
        codings = self.headers.get_all("Transfer-Encoding", [])
        # http.server drops a header line without a colon, and with it all that follow.
        cut = (FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect)
        if any(isinstance(defect, cut) for defect in self.headers.defects) or len(lengths) + len(codings) > 1:
            raise Refusal(400, "ambiguous framing")
        if [coding.strip().lower() for coding in codings] == ["chunked"]:
            return self.read_chunks()
        length = "".join(lengths).strip(" \t") or "0"
        if codings or not re.fullmatch("[0-9]{1,15}", length):
            raise Refusal(400, "unknown framing")
        return self.read_exactly(int(length), MAX_BODY)

    def read_chunks(self):
        body = bytearray()
        while size := self.read_chunk_size():
            body += self.read_exactly(size, MAX_BODY - len(body))
            if self.rfile.readline(2) != b"\r\n":
                raise Refusal(400, "malformed chunk")
        for _ in range(100):  # Trailers, which are of no use here.
            if self.rfile.readline(8192) == b"\r\n":
                return bytes(body)
        raise Refusal(400, "malformed trailers")

    def read_chunk_size(self):
        line = re.fullmatch(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?\r\n", self.rfile.readline(1024))
        if not line:
            raise Refusal(400, "malformed chunk")
        return int(line[1], 16)

    def read_exactly(self, size, limit):
        if size > limit:
            raise Refusal(413, "the body is too large")
        data = self.rfile.read(size)
        if len(data) < size:
            raise Refusal(400, "the body was cut off")
        return data

    def answer(self, status, content_type, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if status == 405:
            self.send_header("Allow", "POST")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code, message=None, explain=None):
        """For a request whose end is unknown: what follows on the connection cannot be trusted."""
        status = {501: 405, 505: 400}.get(code, code)  # http.server's codes for a strange method and version.
        self.close_connection = True
        self.answer(status, PLAIN, HTTPStatus(status).phrase)
        # Closing with unread input resets the connection, and the answer might be lost with it.
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(1)
        for _ in range(1024):
            if not self.rfile.read1(1 << 16):
                break

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


# --- Start -----------------------------------------------------------------------------------------------------------


def read_keys(folder):
    secrets = {name: read_secret(folder / f"{name}.secret") for name in ("gatepay", "cregis", "payprotocol")}
    public = {name: read_public(folder / f"{name}-platform.spki.pem") for name in ("paycools", "pelago")}
    return {**secrets, **public}


def read_secret(path):
    secret = path.read_bytes().rstrip(b"\r\n")
    if not secret:  # Anybody can sign with an empty key.
        raise ValueError(f"{path} is empty")
    return secret


def read_public(path):
    try:
        return read_public_key(path.read_text("ascii"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def main():
    default = Path(__file__).parent / "../../../corpus/keys"
    try:
        keys = read_keys(Path(os.environ.get("COUNTERFOIL_KEYS") or default.resolve()))
        server = Server(("127.0.0.1", int(os.environ.get("PORT") or 8080)), Handler)
    except (OSError, ValueError, OverflowError) as error:
        print(f"receiver: cannot start: {error}", file=sys.stderr)
        sys.exit(2)
    server.keys = keys
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
