#!/usr/bin/env node
// A client of the order calls of five gateways, to be copied. Node 18.3, standard library only.
//
// Keep the gateways you use. Every call goes the same way: write the request once, sign those bytes, send those bytes,
// and believe an answer only when its code says success and it is about the order that was asked for.
//
//     COUNTERFOIL_KEYS=folder node client.mjs GATEWAY BASE_URL [ORDER]
//
// Opens an order, asks how it stands, then closes it or gives the money back where the gateway has a call for that.

import { createHash, createHmac, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 10_000; // For a whole exchange, however slowly its bytes come.
const MAX_ANSWER = 1 << 20;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

// Yours: what names your key at each gateway, and where callbacks and payers go.
const KEY_NAMES = {
  cregis: '1382528827416576',
  gatepay: 'TESTkey1',
  paycools: 'TESTkey1',
  payprotocol: 'TESTkey1',
  pelago: '10052',
};
const NOTIFY_URL = process.env.NOTIFY_URL || 'https://shop.example/notify';
const RETURN_URL = process.env.RETURN_URL || 'https://shop.example/thanks';
// How long to wait before each question. A callback comes sooner, and is what should settle an order.
const POLL_SECONDS = (process.env.POLL_SECONDS || '5,10,30,60').split(',').map(Number);
// Yours as well, where the gateway does not say on which hosts its payment pages are.
const PAYMENT_HOSTS = (process.env.PAYMENT_HOSTS || '').split(',').filter(Boolean);
const PAYPROTOCOL_PAGES = process.env.PAYPROTOCOL_PAGES || 'https://payment.payprotocol.network';

/** The gateway said no, or its answer cannot be right: nothing may be built on it. */
class Refused extends Error {}

/** Nobody knows what became of the request. Ask for the order, or repeat it with the same number: never a new one. */
class Unknown extends Error {}

// --- HTTP -----------------------------------------------------------------------------------------------------------

/** One request per connection. node:http follows no redirects and adds nothing to the body. */
class Http {
  constructor(baseUrl) {
    const url = new URL(baseUrl);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.includes(url.hostname))) {
      throw new TypeError('the base URL has to be https: answers are not signed, TLS is all that guards them');
    }
    this.request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    this.url = url;
    this.path = url.pathname.replace(/\/$/, '');
  }

  /** The answer as a JSON object; `path` is path and query, as signed. */
  async exchange(method, path, headers, body = '') {
    const { status, data } = await this.send(method, path, headers, Buffer.from(body));
    if (status >= 500 || status === 408 || status === 429) throw new Unknown(`HTTP ${status}`);
    if (status >= 300 && status < 400) {
      throw new Unknown(`HTTP ${status}: a redirect would carry the signature to somebody else`);
    }
    if (status !== 200) throw new Refused(`HTTP ${status}: ${excerpt(data.toString())}`);
    return readObject(data);
  }

  send(method, path, headers, bytes) {
    return new Promise((resolve, reject) => {
      const fail = (error) => reject(error.syscall === 'connect'
        ? new Refused(`cannot connect, nothing was sent: ${error.message}`)
        : new Unknown(`no whole answer: ${error.message}`));
      const options = { method, path, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) };
      options.headers = bytes.length ? { ...headers, 'Content-Length': bytes.length } : headers;
      const request = this.request(this.url, options, (response) => {
        const chunks = [];
        let size = 0;
        response.on('data', (chunk) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > MAX_ANSWER) request.destroy(new Error('the answer is too large'));
        });
        response.on('error', fail);
        response.on('close', () => fail(new Error('the answer was cut off'))); // Does nothing behind `end`.
        response.on('end', () => resolve({ status: response.statusCode, data: Buffer.concat(chunks) }));
      });
      request.on('error', fail);
      request.end(bytes);
    });
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NAME_OR_BRACKET = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:)?|[[\]{}]/gs;

function readObject(data) {
  let document;
  try {
    const text = UTF8.decode(data);
    document = JSON.parse(text);
    refuseDuplicates(text);
  } catch {
    throw new Unknown(`the answer is not JSON: ${excerpt(data.toString())}`);
  }
  if (!isObject(document)) throw new Unknown('the answer is not a JSON object');
  return document;
}

/** JSON.parse takes the last of several members of one name, others the first. */
function refuseDuplicates(text) {
  const open = [];
  for (const [token, string, colon] of text.matchAll(NAME_OR_BRACKET)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (!colon) continue;
    const [names, name] = [open.at(-1), JSON.parse(string)];
    if (names.has(name)) throw new Error('a member occurs twice');
    names.add(name);
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const excerpt = (text) => JSON.stringify(String(text).slice(0, 100));

// --- Answers --------------------------------------------------------------------------------------------------------

/** HTTP 200 alone says nothing. Types count: 200 is not "200". */
function succeeded(answer, ...success) {
  if (!success.includes(answer.code)) {
    const words = answer.errorMessage ?? answer.message ?? answer.msg ?? '';
    throw new Refused(`code ${excerpt(answer.code)}: ${excerpt(words)}`);
  }
  return answer;
}

function dataOf(answer) {
  if (!isObject(answer.data)) throw new Refused('the answer has no data');
  return answer.data;
}

function text(data, name, pattern = /./s) {
  if (typeof data[name] !== 'string' || !pattern.test(data[name])) throw new Refused(`${name} is missing or malformed`);
  return data[name];
}

/** A number of the gateway's: it goes into paths and queries, so nothing but harmless characters. */
const numberOf = (data, name) => text(data, name, /^[A-Za-z0-9_-]{1,64}$/);

/** An answer about another order or amount than asked for is none. */
function demand(data, name, wanted) {
  if (data[name] !== wanted) throw new Refused(`${name} of the answer is ${excerpt(data[name])}, not ${wanted}`);
}

function demandAmount(data, name, wanted) {
  if (decimal(String(data[name])) !== decimal(wanted)) {
    throw new Refused(`${name} of the answer is ${excerpt(data[name])}, not ${wanted}`);
  }
}

/** A decimal in its shortest spelling, compared as text: a double has no cents. */
function decimal(value) {
  const found = /^0*([0-9]{1,20})(?:\.([0-9]{1,18}?)0*)?$/.exec(value);
  if (!found) throw new Refused(`${excerpt(value)} is no amount`);
  return found[2] === undefined || /^0*$/.test(found[2]) ? found[1] : `${found[1]}.${found[2]}`;
}

/** The address, if the payer may be sent there. Only TLS guards an answer, and a shop's payers trust the shop. */
function paymentPage(address, hosts) {
  const known = PAYMENT_HOSTS.length ? PAYMENT_HOSTS : hosts;
  // What browsers strip or turn round, parsers do not.
  if (typeof address !== 'string' || !/^https:\/\/[!-[\]-~]{1,2000}$/.test(address)) {
    throw new Refused('the payment page has no https address');
  }
  const { host, hostname } = parse(address);
  if (host !== hostname || address.split(/[/?#]/)[2].includes('@')) {
    throw new Refused('the payment page has a user name or a port in its address');
  }
  if (!known.some((one) => hostname === one || hostname.endsWith(`.${one}`))) {
    throw new Refused(`the payment page is on ${hostname}, not on ${known.join(' or ')}; see PAYMENT_HOSTS`);
  }
  return address;
}

function parse(address) {
  try {
    return new URL(address);
  } catch {
    throw new Refused('the payment page has no valid address');
  }
}

// --- Gateways -------------------------------------------------------------------------------------------------------
// `close` and `refund` are missing where no page has such a call for these orders.

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const JSON_TYPE = { 'Content-Type': 'application/json' };

function nonce(length = 32) {
  let out = '';
  // Bytes beyond a multiple of 62 would make some characters likelier.
  while (out.length < length) for (const byte of randomBytes(64)) if (byte < 248) out += LETTERS_AND_DIGITS[byte % 62];
  return out.slice(0, length);
}

class GatePay {
  constructor(http, name, key) {
    Object.assign(this, { http, name, key, hosts: ['gate.com', 'gate.io', 'gateapi.io'] });
  }

  async call(path, document) {
    // X-GatePay-Signature is hex(HMAC-SHA512(secret, timestamp LF nonce LF body LF)); at most 10 s old.
    // https://docs.gate.com/essentials/version/100/en/authentication&Security
    const body = JSON.stringify(document);
    const [timestamp, once] = [String(Date.now()), nonce()];
    const headers = {
      ...JSON_TYPE,
      'X-GatePay-Certificate-ClientId': this.name,
      'X-GatePay-Timestamp': timestamp,
      'X-GatePay-Nonce': once,
      'X-GatePay-Signature': createHmac('sha512', this.key).update(`${timestamp}\n${once}\n${body}\n`).digest('hex'),
    };
    return succeeded(await this.http.exchange('POST', this.http.path + path, headers, body), '000000', null);
  }

  async create(order) {
    // https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native
    const answer = await this.call('/v1/pay/transactions/native', {
      merchantTradeNo: order.number,
      env: { terminalType: 'WEB' },
      goods: { goodsName: `Order ${order.number}` },
      currency: 'USDT',
      orderAmount: order.amount,
      returnUrl: RETURN_URL,
    });
    const data = dataOf(answer);
    return { number: numberOf(data, 'prepayId'), payment: paymentPage(data.location, this.hosts) };
  }

  async query(order) {
    // https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query
    const data = dataOf(await this.call('/v1/pay/order/query', { merchantTradeNo: order.number }));
    demand(data, 'merchantTradeNo', order.number);
    demandAmount(data, 'orderAmount', order.amount);
    // The status inside, since the one outside is that of the call.
    return state(text(data, 'status'), { PENDING: 'open', PAID: 'paid' });
  }

  async close(order) {
    // https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose
    demand(dataOf(await this.call('/v1/pay/order/close', { merchantTradeNo: order.number })), 'result', 'SUCCESS');
  }

  async refund(order, created) {
    // https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2
    await this.call('/v2/standard/order/refund', {
      prepayId: created.number,
      refundRequestId: refundNumber(order),
      refundAmount: order.amount,
      refundReason: 'returned',
    });
  }
}

class Cregis {
  constructor(http, name, key) {
    // Hosts of projects; no page says where the checkout is.
    Object.assign(this, { http, name, key, hosts: ['cregis.io'] });
  }

  async call(path, parameters) {
    // sign is hex(MD5(key, then name and value of each other member, sorted by name; null and "" are left out)).
    // https://developer.cregis.com/api-reference/signature
    const document = { ...parameters, pid: Number(this.name), nonce: nonce(6), timestamp: Date.now() };
    const signed = sortedMembers(document).flat().join('');
    document.sign = createHash('md5').update(this.key).update(signed).digest('hex');
    const body = JSON.stringify(document);
    return succeeded(await this.http.exchange('POST', this.http.path + path, JSON_TYPE, body), '00000');
  }

  async create(order) {
    // https://developer.cregis.com/api-reference/request-apis/payment/payment-engine-create
    const answer = await this.call('/api/v2/checkout', {
      order_id: order.number,
      order_amount: order.amount,
      order_currency: 'USD',
      payer_id: 'payer-1',
      valid_time: 60,
      callback_url: NOTIFY_URL,
      success_url: RETURN_URL,
      cancel_url: RETURN_URL,
    });
    const data = dataOf(answer);
    demandAmount(data, 'order_amount', order.amount);
    return { number: numberOf(data, 'cregis_id'), payment: paymentPage(data.checkout_url, this.hosts) };
  }

  async query(order, created) {
    // https://developer.cregis.com/api-reference/request-apis/payment/payment-engine-query
    const data = dataOf(await this.call('/api/v2/order/info', { cregis_id: created.number }));
    demand(data, 'order_id', order.number);
    demandAmount(data, 'order_amount', order.amount);
    // `paid_over` and `paid_partial` are for people to decide on.
    return state(text(data, 'status'), { new: 'open', paid: 'paid' });
  }
}

class PayCools {
  constructor(http, name, key) {
    // No page names the hosts: say them in PAYMENT_HOSTS.
    Object.assign(this, { http, name, key, hosts: [] });
  }

  async call(path, parameters) {
    // sign is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the text of param), by the merchant's key.
    // https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html
    const param = JSON.stringify({ ...parameters, timestamp: Date.now() });
    const body = JSON.stringify({ appId: this.name, sign: rsa(this.key, param), param });
    return succeeded(await this.http.exchange('POST', this.http.path + path, JSON_TYPE, body), 10000);
  }

  async create(order) {
    // https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html
    const answer = await this.call('/open-api/philippines/payment/generate', {
      mchOrderId: order.number,
      amount: cents(order.amount),
      channelCode: 'PH_GCASH_URL',
      customerName: 'A Payer',
      email: 'payer@shop.example',
      mobile: '09171234567',
      notifyUrl: NOTIFY_URL,
      redirectUrl: RETURN_URL,
    });
    const data = dataOf(answer);
    demand(data, 'mchOrderId', order.number);
    const payment = text(data, 'payData');
    if (data.channelType === 'URL') paymentPage(payment, this.hosts);
    return { number: numberOf(data, 'transactionId'), payment };
  }

  async query(order) {
    // https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html
    const data = dataOf(await this.call('/open-api/philippines/payment/query', { mchOrderId: order.number }));
    demand(data, 'mchOrderId', order.number);
    demand(data, 'amount', cents(order.amount));
    return state(text(data, 'transactionStatus'), { PENDING: 'open', COMPLETED: 'paid' });
  }

  async refund(order, created) {
    // https://docs.bluepay.asia/en/refund/CreateRefundOrder.html
    const answer = await this.call('/open-api/payment/refund', {
      mchRefundOrderId: refundNumber(order),
      originalTransactionId: created.number,
      refundAmount: cents(order.amount),
      refundCallbackUrl: NOTIFY_URL,
    });
    demand(dataOf(answer), 'mchRefundOrderId', refundNumber(order));
  }
}

/** Its base URL ends in /api/mer, which is part of the signed path. */
class PayProtocol {
  constructor(http, name, key) {
    Object.assign(this, { http, name, key, hosts: ['payprotocol.network'] });
  }

  async call(method, path, body = '') {
    // X-PAY-SIGN is base64(HMAC-SHA256(secret, timestamp, method, path with query, body)), nothing in between.
    // https://doc.payprotocol.network/docs/api/quick-start/payment
    const timestamp = String(Math.floor(Date.now() / 1000));
    const target = this.http.path + path;
    const headers = {
      ...JSON_TYPE,
      'X-PAY-KEY': this.name,
      'X-PAY-TIMESTAMP': timestamp,
      'X-PAY-SIGN': createHmac('sha256', this.key).update(timestamp + method + target + body).digest('base64'),
    };
    return succeeded(await this.http.exchange(method, target, headers, body), 200);
  }

  async create(order) {
    // https://doc.payprotocol.network/docs/api/merchant/create-payment-order
    const body = JSON.stringify({
      chainId: 1,
      description: `Order ${order.number}`,
      outTradeNo: order.number,
      isLegalTender: 0,
      quoteCurrencySymbol: 'USDT',
      quoteAmount: order.amount,
      notifyUrl: NOTIFY_URL,
      redirectionUrl: RETURN_URL,
    });
    const data = dataOf(await this.call('POST', '/payment/createPaymentOrder', body));
    // Half an address: put behind a host of our own choice, and only if it cannot leave it.
    const half = text(data, 'paymentUrl', /^\/payment\?apiSign=[A-Za-z0-9%+/=._-]{1,500}$/);
    return { number: numberOf(data, 'outPaymentNo'), payment: paymentPage(PAYPROTOCOL_PAGES + half, this.hosts) };
  }

  async query(order) {
    // https://doc.payprotocol.network/docs/api/merchant/get-payment-detail
    const query = new URLSearchParams({ outTradeNo: order.number });
    const data = dataOf(await this.call('GET', `/payment/detail?${query}`));
    demand(data, 'outTradeNo', order.number);
    demandAmount(data, 'quoteAmount', order.amount);
    if (!Number.isInteger(data.paymentStatus)) throw new Refused('paymentStatus is no integer');
    return state(data.paymentStatus, { 0: 'paid', 1: 'open', 2: 'open' });
  }

  async refund(order) {
    // https://doc.payprotocol.network/docs/api/merchant/create-refund-order
    // With an amount: without one everything that was received goes back.
    const document = { outTradeNo: order.number, amount: order.amount, notifyUrl: NOTIFY_URL };
    await this.call('POST', '/refund/createRefundOrder', JSON.stringify(document));
  }
}

/**
 * Fiat orders: the answer of the v2 call has no order number, so its orders can only be asked for once notified.
 *
 * Refunds are documented for crypto orders only.
 */
class Pelago {
  constructor(http, name, key) {
    Object.assign(this, { http, name, key, hosts: ['pelagotech.com'] });
  }

  async call(path, data) {
    // signature is base64(RSASSA-PKCS1-v1_5 with SHA-256 over the values of data, sorted by name; null, "" left out).
    // https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (no page of the documentation has the rule)
    const signed = sortedMembers(data).map(([, value]) => value).join('');
    return this.exchange('POST', path, JSON.stringify({ data, signature: rsa(this.key, signed) }));
  }

  async exchange(method, path, body) {
    const headers = { ...JSON_TYPE, 'X-App-Key': this.name };
    return succeeded(await this.http.exchange(method, this.http.path + path, headers, body), 0, '0');
  }

  async create(order) {
    // https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108
    const answer = await this.call('/openapi/fiat/createOrder', {
      scenarioCode: 'ONLINE_H5',
      merchantId: this.name,
      merchantOrderId: order.number,
      // A number that every reader prints in the same way, since its digits are signed: 10.5, never 10.50.
      orderAmount: Number(order.amount),
      productId: '1',
      orderCountry: 'SG',
      orderCurrency: 'USD',
      timestamp: String(Date.now()),
      nonce: nonce(),
      notifyUrl: NOTIFY_URL,
      redirectUrl: RETURN_URL,
    });
    const data = dataOf(answer);
    demand(data, 'merchantOrderId', order.number);
    demandAmount(data, 'orderAmount', order.amount);
    return { number: numberOf(data, 'pelagoOrderId'), payment: paymentPage(data.paymentUrl, this.hosts) };
  }

  async query(order, created) {
    // https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744 (authorised by the key's name alone)
    const data = dataOf(await this.exchange('GET', `/openapi/v2.0/order/query/${created.number}`));
    demand(data, 'pelagoOrderId', created.number);
    demand(data, 'merchantOrderId', order.number);
    demandAmount(data, 'orderAmount', order.amount);
    return state(text(data, 'orderStatus'), { CREATE: 'open', PENDING: 'open', SUCCESS: 'paid' });
  }
}

/** What nobody knows is neither open nor paid. */
const state = (word, known) => (Object.hasOwn(known, word) ? known[word] : 'over');

/** What is signed of a flat document: names are ASCII, so that any order of characters is that of their bytes. */
function sortedMembers(document) {
  const members = Object.entries(document).filter(([, value]) => value !== null && value !== '');
  return members.sort(([a], [b]) => (a < b ? -1 : 1));
}

const rsa = (key, signed) => sign('RSA-SHA256', Buffer.from(signed), key).toString('base64');

/** The same for each repetition, so that money goes back once; at most 32 characters. */
const refundNumber = (order) => `R${createHash('sha256').update(order.number).digest('hex').slice(0, 31)}`;

function cents(amount) {
  const found = /^([0-9]{1,12})(?:\.([0-9]{1,2}))?$/.exec(amount);
  if (!found) throw new TypeError(`${amount} has a fraction of a cent`);
  return Number(found[1] + (found[2] ?? '').padEnd(2, '0'));
}

// --- Start ----------------------------------------------------------------------------------------------------------

const GATEWAYS = {
  cregis: [Cregis, 'cregis.secret'],
  gatepay: [GatePay, 'gatepay.secret'],
  paycools: [PayCools, 'paycools-merchant.pkcs8.pem'],
  payprotocol: [PayProtocol, 'payprotocol.secret'],
  pelago: [Pelago, 'pelago-merchant.pkcs8.pem'],
};

function openGateway(name, baseUrl) {
  const [Gateway, file] = GATEWAYS[name];
  const folder = process.env.COUNTERFOIL_KEYS || fileURLToPath(new URL('../../../corpus/keys', import.meta.url));
  const text = readFileSync(join(folder, file), 'latin1').replace(/[\r\n]+$/, '');
  if (text === '') throw new TypeError(`${file} is empty`);
  const key = file.endsWith('.pem') ? privateKey(text) : Buffer.from(text, 'latin1');
  return new Gateway(new Http(baseUrl), KEY_NAMES[name], key);
}

function privateKey(pem) {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength < 2048) {
    throw new TypeError('not an RSA key of 2048 bits or more');
  }
  return key;
}

/** Asks until the order is no longer open, or patience ends. */
async function settle(gateway, order, created) {
  let found = 'open';
  for (const seconds of POLL_SECONDS) {
    await sleep(seconds * 1000);
    found = await gateway.query(order, created);
    if (found !== 'open') break;
  }
  return found;
}

async function run(gateway, order) {
  const created = await gateway.create(order);
  console.log(`created ${order.number} as ${created.number}: ${created.payment}`);
  const found = await settle(gateway, order, created);
  console.log(`it is ${found}`);
  if (found === 'paid' && gateway.refund) {
    await gateway.refund(order, created);
    console.log('refund asked for');
  }
  if (found === 'open' && gateway.close) {
    await gateway.close(order, created);
    console.log('closed');
  }
}

async function main([name, baseUrl, number = `CF${Date.now()}${nonce(8)}`, ...more]) {
  if (!Object.hasOwn(GATEWAYS, name ?? '') || !baseUrl || more.length) {
    console.error(`usage: client.mjs ${Object.keys(GATEWAYS).join('|')} BASE_URL [ORDER]`);
    return 2;
  }
  try {
    await run(openGateway(name, baseUrl), { number, amount: '10.5' }); // Text: a double has no cents.
    return 0;
  } catch (error) {
    if (error instanceof Refused) console.error(`client: ${number}: refused: ${error.message}`);
    else if (error instanceof Unknown) {
      console.error(`client: ${number}: unknown whether it was done; repeat it with this number: ${error.message}`);
    } else console.error(`client: ${error.message}`);
    return error instanceof Refused ? 1 : error instanceof Unknown ? 3 : 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
