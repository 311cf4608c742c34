#!/usr/bin/env node
// A receiver of payment callbacks from five gateways, to be copied. Node 18.3, standard library only.
//
// Keep the gateways you use, then write `store`. Every gateway goes the same way: take the signature, verify it over
// the received bytes or the decoded text, and only then look at what the message says.
//
//     PORT=8080 COUNTERFOIL_KEYS=folder node receiver.mjs

import { constants, createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAX_BODY = 1 << 20;
const MAX_DEPTH = 128;
const IDLE_MS = 60_000;
const REQUEST_MS = 4_000;
const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';

class Refusal extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

/**
 * Yours: compare amount, currency and recipient with the order, then commit, before the gateway is answered.
 *
 * The same callback comes again, late and out of order: credit an order once, and never move a paid one back.
 * `event` is what a verified callback says. A status that nobody knows is kept, and is never `paid`.
 */
async function store(gateway, event) {}

// --- JSON -----------------------------------------------------------------------------------------------------------

/** A number as it was written: a double would lose digits, and the digits are signed. */
class NumberText {
  constructor(text) {
    this.text = text;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const STRING_OR_BRACKET = /"[^"\\]*(?:\\.[^"\\]*)*"?|[[\]{}]/gs;
const LITERALS = new Map([['true', true], ['false', false], ['null', null]]);
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|[^\s,:[\]{}"]+/gs;

/** The JSON object in `source`, bytes or text, as a Map, read so that no two readers can disagree about it. */
function readObject(source) {
  const text = checkSyntax(source);
  const tokens = text.matchAll(TOKEN);
  const document = readValue(next(tokens), tokens);
  if (!(document instanceof Map)) throw new Refusal(400, 'not a JSON object');
  return document;
}

function checkSyntax(source) {
  try {
    const text = typeof source === 'string' ? source : UTF8.decode(source);
    limitDepth(text);
    JSON.parse(text);
    return text;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'not JSON in UTF-8');
  }
}

function limitDepth(text) {
  // Before reading, because `readValue` is recursive and the stack is not ours to spend.
  let depth = 0;
  for (const [token] of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) throw new Refusal(400, 'nested too deep');
  }
}

// JSON.parse rounds numbers and drops duplicates. Where it found no fault, the tokens alone give the structure.
function readValue(token, tokens) {
  if (token === '{') return readMembers(tokens);
  if (token === '[') return readItems(tokens);
  if (token.startsWith('"')) return readString(token);
  return LITERALS.has(token) ? LITERALS.get(token) : new NumberText(token);
}

function readMembers(tokens) {
  const document = new Map();
  for (let token = next(tokens); token !== '}'; token = next(tokens)) {
    const name = readString(token);
    if (document.has(name)) throw new Refusal(400, 'a member occurs twice');
    document.set(name, readValue(next(tokens), tokens));
  }
  return document;
}

function readItems(tokens) {
  const items = [];
  for (let token = next(tokens); token !== ']'; token = next(tokens)) items.push(readValue(token, tokens));
  return items;
}

function readString(token) {
  const text = JSON.parse(token);
  if (/\p{Surrogate}/u.test(text)) throw new Refusal(400, 'half a surrogate pair');
  return text;
}

const next = (tokens) => tokens.next().value[0];

const ANY = /^/;
const FILLED = /./s;
const DECIMAL = /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

function string(document, name, pattern = ANY) {
  const value = document.get(name);
  if (typeof value !== 'string' || !pattern.test(value)) throw new Refusal(400, `${name} is missing or malformed`);
  return value;
}

/** The digits of an integer. */
function integer(document, name) {
  const value = document.get(name);
  if (!(value instanceof NumberText) || !/^-?[0-9]+$/.test(value.text)) {
    throw new Refusal(400, `${name} is missing or no integer`);
  }
  return value.text;
}

/** The names and texts that a sorted-member signature covers, in byte order of the names. */
function flatMembers(document, leftOut) {
  const signed = [...document].filter(([name, value]) => name !== leftOut && value !== null && value !== '');
  // JavaScript compares UTF-16 units, which differs from the byte order of UTF-8 above U+D7FF.
  const keyed = signed.map(([name, value]) => ({ bytes: Buffer.from(name), name, text: scalarText(value) }));
  keyed.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  return new Map(keyed.map(({ name, text }) => [name, text]));
}

function scalarText(value) {
  if (value instanceof Map || Array.isArray(value)) {
    throw new Refusal(400, 'a nested value, for which there is no signing rule');
  }
  return value instanceof NumberText ? value.text : String(value);
}

// --- Signatures -----------------------------------------------------------------------------------------------------

function demand(genuine) {
  if (!genuine) throw new Refusal(401, 'the signature is missing or wrong');
}

/** Both are digests of one kind, the received one already checked to have its length. */
const same = (expected, received) => timingSafeEqual(Buffer.from(expected), Buffer.from(received));

/** Blanks, lost padding, stray bits or another alphabet would give one signature several spellings. */
function strictBase64(text) {
  demand(typeof text === 'string');
  const decoded = Buffer.from(text, 'base64');
  demand(decoded.toString('base64') === text);
  return decoded;
}

/** RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017, section 8.2.2. */
function verifies(publicKey, signature, signed) {
  const length = Math.ceil(publicKey.asymmetricKeyDetails.modulusLength / 8);
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
  return signature.length === length && verify('RSA-SHA256', Buffer.from(signed), key, signature);
}

function readPublicKey(pem) {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength < 1024) {
    throw new Error('not an RSA key of 1024 bits or more');
  }
  return key;
}

// --- Gateways -------------------------------------------------------------------------------------------------------

/** The one value of a header of a message { target, headers, body }, all as they came over the wire. */
function header(message, name, pattern) {
  const values = message.headers[name.toLowerCase()] ?? [];
  // Of two values, somebody before us may have looked at the other one.
  demand(values.length === 1 && pattern.test(values[0]));
  return values[0];
}

function gatepay(message, secret) {
  // X-GatePay-Signature is hex(HMAC-SHA512(secret, timestamp LF nonce LF body LF)).
  // https://docs.gate.com/essentials/version/100/en/authentication&Security
  const timestamp = header(message, 'X-GatePay-Timestamp', /^[0-9]{13}$/);
  const nonce = header(message, 'X-GatePay-Nonce', /^[A-Za-z0-9]{1,32}$/);
  const signature = header(message, 'X-GatePay-Signature', /^[0-9a-f]{128}$/);
  const hmac = createHmac('sha512', secret).update(`${timestamp}\n${nonce}\n`).update(message.body).update('\n');
  demand(same(hmac.digest('hex'), signature));
  const envelope = readObject(message.body);
  string(envelope, 'bizType', /^PAY$/);
  string(envelope, 'bizId');
  const status = string(envelope, 'bizStatus');
  const payment = readObject(string(envelope, 'data'));
  string(payment, 'orderAmount', DECIMAL);
  return { order: string(payment, 'merchantTradeNo'), status, paid: status === 'PAY_SUCCESS' };
}

function cregis(message, secret) {
  // sign is hex(MD5(secret, then name and value of each other member, sorted by name; null and "" are left out)).
  // https://developer.cregis.com/api-reference/signature
  const envelope = readObject(message.body);
  const signature = envelope.get('sign');
  demand(typeof signature === 'string' && /^[0-9a-f]{32}$/.test(signature));
  const signed = [...flatMembers(envelope, 'sign')].flat().join('');
  demand(same(createHash('md5').update(secret).update(signed).digest('hex'), signature));
  // Without separators text can move between members, and an empty one is not signed: demand them all, filled.
  for (const name of ['event_name', 'event_type', 'data', 'nonce']) string(envelope, name, FILLED);
  for (const name of ['pid', 'timestamp']) integer(envelope, name);
  const payment = readObject(envelope.get('data'));
  string(payment, 'cregis_id');
  const event = envelope.get('event_type');
  const status = string(payment, 'status');
  // A refund repeats the order's status `paid`, so the event has a say too.
  const paid = event === 'paid' && status === 'paid';
  return { order: string(payment, 'order_id'), status: `${event} ${status}`, paid };
}

function paycools(message, publicKey) {
  // sign is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the decoded text of param), by the platform's key.
  // https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html
  const envelope = readObject(message.body);
  const param = string(envelope, 'param');
  demand(verifies(publicKey, strictBase64(envelope.get('sign')), param));
  // The `sign` in here is a leftover of an older protocol and proves nothing.
  const payment = readObject(param);
  const name = string(payment, 'eventName');
  const status = string(payment, 'transactionStatus');
  string(payment, 'transactionId');
  integer(payment, 'amount');
  const paid = ['order.payment.success', 'static.order.payment.success'].includes(name) && status === 'COMPLETED';
  return { order: string(payment, 'mchOrderId'), status: `${name} ${status}`, paid };
}

function payprotocol(message, secret) {
  // X-PAY-SIGN is base64(HMAC-SHA256(secret, timestamp, "POST", path with query, body)), with nothing in between.
  // https://doc.payprotocol.network/docs/api/guide/callback
  const timestamp = header(message, 'X-PAY-TIMESTAMP', /^[0-9]{10}$/);
  const signature = strictBase64(header(message, 'X-PAY-SIGN', /^[A-Za-z0-9+/]{43}=$/));
  const start = Buffer.from(`${timestamp}POST${message.target}`, 'latin1');
  demand(same(createHmac('sha256', secret).update(start).update(message.body).digest(), signature));
  const payment = readObject(message.body);
  string(payment, 'outPaymentNo');
  const status = integer(payment, 'paymentStatus');
  return { order: string(payment, 'outTradeNo'), status, paid: status === '0' };
}

const PELAGO_SHAPES = { amount: DECIMAL, orderAmount: DECIMAL, paidAmount: DECIMAL, orderId: ID, pelagoOrderId: ID };

function pelago(message, publicKey) {
  // signature is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the values of data, sorted by name; null, "" left out).
  // https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (no page of the documentation has the rule)
  const envelope = readObject(message.body);
  const data = envelope.get('data');
  if (!(data instanceof Map)) throw new Refusal(400, 'data is missing or no object');
  const signature = strictBase64(envelope.get('signature'));
  // createTime is signed by some senders and not by others, so never rely on it.
  const texts = [undefined, 'createTime'].map((leftOut) => [...flatMembers(data, leftOut).values()].join(''));
  demand(texts.some((text) => verifies(publicKey, signature, text)));
  // Names are not signed and values have no separators: a message must look like exactly one kind.
  const members = flatMembers(data);
  for (const [name, pattern] of Object.entries(PELAGO_SHAPES)) {
    if (members.has(name) && !pattern.test(members.get(name))) throw new Refusal(400, `${name} is malformed`);
  }
  const fiat = ['scenarioCode', 'pelagoOrderId'].some((name) => members.has(name));
  const crypto = ['orderId', 'coinId', 'payStatus'].some((name) => members.has(name));
  if (fiat === crypto) throw new Refusal(400, 'neither a fiat nor a crypto notification');
  string(data, 'merchantOrderId', FILLED);
  return fiat ? pelagoFiat(data) : pelagoCrypto(data);
}

function pelagoFiat(data) {
  for (const name of ['scenarioCode', 'pelagoOrderId', 'orderCurrency']) string(data, name, FILLED);
  if ((data.get('orderAmount') ?? '') === '') throw new Refusal(400, 'orderAmount is missing');
  const status = integer(data, 'orderStatus');
  return { order: data.get('merchantOrderId'), status: `fiat ${status}`, paid: status === '2' };
}

function pelagoCrypto(data) {
  for (const name of ['orderId', 'coinId', 'amount', 'address']) string(data, name, FILLED);
  const status = integer(data, 'orderStatus');
  const payStatus = integer(data, 'payStatus');
  const paid = status === '1' && ['2', '3'].includes(payStatus);
  return { order: data.get('merchantOrderId'), status: `crypto ${status} ${payStatus}`, paid };
}

// What each gateway takes for an acknowledgement, to the letter. Otherwise it sends the callback again.
const ROUTES = new Map([
  ['/gatepay', [gatepay, JSON_TYPE, '{"returnCode":"SUCCESS","returnMessage":null}']],
  ['/cregis', [cregis, PLAIN, 'success']],
  ['/paycools', [paycools, JSON_TYPE, '{"code":10000,"message":"Success"}']],
  ['/payprotocol', [payprotocol, PLAIN, 'success']],
  ['/pelago', [pelago, PLAIN, 'SUCCESS']],
]);

/** The content type and the text of the acknowledgement. */
async function receive(message, keys) {
  const [path] = message.target.split('?');
  if (!ROUTES.has(path)) throw new Refusal(404, 'no gateway has this path');
  const [gateway, contentType, acknowledgement] = ROUTES.get(path);
  await store(path.slice(1), gateway(message, keys[path.slice(1)]));
  return [contentType, acknowledgement];
}

// --- HTTP -----------------------------------------------------------------------------------------------------------

async function handle(request, response, keys) {
  try {
    if (request.method !== 'POST') throw new Refusal(405, 'only POST');
    const body = await readBody(request);
    const message = { target: request.url, headers: request.headersDistinct, body };
    answer(response, 200, ...(await receive(message, keys)));
  } catch (error) {
    if (response.destroyed) return; // The sender went away.
    if (error instanceof Refusal) return answer(response, error.status, PLAIN, error.message);
    console.error(error); // A fault of ours, in `store` perhaps: the gateway shall come again.
    answer(response, 500, PLAIN, 'internal error');
  }
}

async function readBody(request) {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) throw new Refusal(413, 'the body is too large');
  const chunks = [];
  let size = 0;
  // Read to the end even when there is too much: leaving early closes the connection before it is answered.
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  if (size > MAX_BODY) throw new Refusal(413, 'the body is too large');
  return Buffer.concat(chunks);
}

function answer(response, status, contentType, text) {
  const body = Buffer.from(text);
  const headers = { 'Content-Type': contentType, 'Content-Length': body.length };
  if (status === 405) headers.Allow = 'POST';
  response.writeHead(status, headers).end(body);
}

function refuseTunnel(request, socket) {
  socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

// --- Start ----------------------------------------------------------------------------------------------------------

function readKeys(folder) {
  const secret = (name) => [name, readSecret(join(folder, `${name}.secret`))];
  const publicKey = (name) => [name, readPublic(join(folder, `${name}-platform.spki.pem`))];
  return Object.fromEntries([
    ...['gatepay', 'cregis', 'payprotocol'].map(secret),
    ...['paycools', 'pelago'].map(publicKey),
  ]);
}

function readSecret(path) {
  const secret = Buffer.from(readFileSync(path, 'latin1').replace(/[\r\n]+$/, ''), 'latin1');
  if (secret.length === 0) throw new Error(`${path} is empty`); // Anybody can sign with an empty key.
  return secret;
}

function readPublic(path) {
  const pem = readFileSync(path);
  try {
    return readPublicKey(pem);
  } catch (error) {
    throw new Error(`${path}: ${error.message}`);
  }
}

function fail(error) {
  console.error(`receiver: cannot start: ${error.message}`);
  process.exit(2);
}

function main() {
  const folder = process.env.COUNTERFOIL_KEYS || fileURLToPath(new URL('../../../corpus/keys', import.meta.url));
  const keys = readKeys(folder);
  const server = createServer({
    keepAliveTimeout: IDLE_MS,
    headersTimeout: REQUEST_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: 500,
  });
  server.on('request', (request, response) => handle(request, response, keys));
  server.on('connect', refuseTunnel);
  server.on('error', fail);
  server.listen(Number(process.env.PORT || 8080), '127.0.0.1', () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}`);
  });
}

try {
  main();
} catch (error) {
  fail(error);
}
