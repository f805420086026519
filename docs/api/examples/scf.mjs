// SCF-Sig/1 and SCF-Act/1 for Node, from docs/api/signing.md and docs/api/acts.md; nothing but node: modules.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { der, ofAsn1, sm2OfJwk, sm2PrivateKey, sm2Sign, sm2Verify, sm3, toAsn1 } from './sm.mjs';

const sha256 = bytes => createHash('sha256').update(bytes).digest();
const sha512 = bytes => createHash('sha512').update(bytes).digest();
const now = () => Math.floor(Date.now() / 1000);
const b64url = value => Buffer.from(typeof value === 'object' && !Buffer.isBuffer(value) ? JSON.stringify(value) : value).toString('base64url');
const DIGESTS = { 'sha-256': sha256, 'sha-512': sha512, sm3 };

/** An answer that must not be believed. */
export class NotBelieved extends Error {}

/** A refusal of the platform: signed, verified, RFC 9457. */
export class Refused extends Error {
  constructor(answer) {
    super(`${answer.method} ${answer.target}: ${answer.status} ${answer.json?.code} ${answer.json?.detail ?? ''} ${JSON.stringify(answer.json?.errors ?? [])}`);
    this.answer = answer;
    this.code = answer.json?.code;
  }
}

// ---- keys

/** A private key: {kid, algorithm, suite, sign(bytes), user}. */
export function keyOf({ kid, algorithm, user }, pem) {
  if (algorithm.startsWith('sm2')) {
    const { d, q } = sm2PrivateKey(pem);
    const raw = bytes => sm2Sign(bytes, d, q);
    return { kid, algorithm, user, suite: 'GM', digest: 'sm3', sign: algorithm === 'sm2-sm3-asn1' ? b => toAsn1(raw(b)) : raw };
  }
  const key = algorithm === 'ed25519' ? ed25519PrivateKey(pem) : createPrivateKey(pem);
  const signer = {
    ed25519: bytes => sign(null, bytes, key),
    'ecdsa-p256-sha256': bytes => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  }[algorithm];
  if (!signer) throw new Error(`unknown algorithm ${algorithm}`);
  return { kid, algorithm, user, suite: 'INTL', digest: 'sha-256', sign: signer };
}

/** PKCS#8 of either version: OpenSSL 3 (and so Node) does not read the second, which carries the public key too (RFC 5958). */
function ed25519PrivateKey(pem) {
  const pkcs8 = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  const secret = der(der(pkcs8)[0].value)[2].value; // OCTET STRING in an OCTET STRING
  return createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b65700422', 'hex'), secret]), format: 'der', type: 'pkcs8' });
}

/** Does a signature of this algorithm verify? key: a KeyObject, or [x, y] for SM2. */
export function verifies(algorithm, key, bytes, signature) {
  switch (algorithm) {
    case 'sm2-sm3': return sm2Verify(bytes, signature, key);
    case 'sm2-sm3-asn1': return sm2Verify(bytes, ofAsn1(signature), key);
    case 'ed25519': return verify(null, bytes, key, signature);
    case 'ecdsa-p256-sha256': return signature.length === 64 && verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
    default: throw new Error(`unknown algorithm ${algorithm}`);
  }
}

/** party.json and the keys beside it. */
export function party(folder, name) {
  const card = JSON.parse(readFileSync(join(folder, name, 'party.json'), 'utf8'));
  const keys = card.keys.map(k => ({ ...k, key: keyOf(k, readFileSync(join(folder, name, k.privateKey), 'utf8')) }));
  return {
    ...card,
    id: card.enterpriseId,
    http: Object.fromEntries(keys.filter(k => k.usage === 'http').map(k => [k.user, k.key])),
    acts: Object.fromEntries(keys.filter(k => k.usage === 'act').map(k => [k.kid, k.key])),
  };
}

// ---- bytes over the wire, nothing added to them but Host and Content-Length

function exchange(method, url, headers, body) {
  const { hostname, port, protocol, host } = new URL(url);
  const path = url.slice(url.indexOf(host) + host.length);
  return new Promise((done, failed) => {
    const call = (protocol === 'https:' ? https : http).request(
      { method, hostname, port, path, headers: { Host: host, ...headers, ...(body ? { 'Content-Length': body.length } : {}) }, timeout: 60_000 },
      answer => {
        const parts = [];
        answer.on('data', part => parts.push(part));
        answer.on('error', failed);
        answer.on('end', () => {
          const fields = {};
          for (let i = 0; i < answer.rawHeaders.length; i += 2) {
            const name = answer.rawHeaders[i].toLowerCase(), value = answer.rawHeaders[i + 1].trim();
            fields[name] = name in fields ? `${fields[name]}, ${value}` : value;
          }
          done({ status: answer.statusCode, fields, body: Buffer.concat(parts) });
        });
      });
    call.on('timeout', () => call.destroy(new Error(`${method} ${url}: no answer`)));
    call.on('error', failed);
    call.end(body);
  });
}

/** An unsigned call to an open path (/practice/, /.well-known/, /oauth2/). */
export async function open(method, url, json) {
  const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
  const answer = await exchange(method, url, body ? { 'Content-Type': 'application/json' } : {}, body);
  const text = answer.body.toString();
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

// ---- structured fields, as far as Signature-Input and Content-Digest need them (RFC 8941)

const MEMBER = /^\s*([a-z*][a-z0-9_.*-]*)=(?:(\(((?:[^()"]|"[^"]*")*)\)((?:;[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[^"\\]|\\.)*"|[^;,\s"]+))?)*))|:([A-Za-z0-9+/=]*):)\s*(?:,|$)/;

function dictionary(text, what) {
  const members = {};
  for (let rest = text; rest !== '';) {
    const m = MEMBER.exec(rest);
    if (!m || m[1] in members) throw new NotBelieved(`${what} is malformed: ${text}`);
    members[m[1]] = m[5] !== undefined ? Buffer.from(m[5], 'base64') : {
      text: m[2],
      components: (m[3].match(/"[^"]*"(?:;[a-z]+)*/g) ?? []),
      parameters: Object.fromEntries([...m[4].matchAll(/;([a-z*][a-z0-9_.*-]*)(?:=("(?:[^"\\]|\\.)*"|[^;]+))?/g)]
        .map(p => [p[1], p[2]?.startsWith('"') ? p[2].slice(1, -1).replace(/\\(.)/g, '$1') : p[2]])),
    };
    rest = rest.slice(m[0].length);
  }
  return members;
}

const digestField = (name, body) => `${name}=:${DIGESTS[name](body).toString('base64')}:`;

// ---- what the platform signs with

export class Platform {
  #keys = new Map();
  #fetched = 0;

  constructor(baseUrl) { this.baseUrl = baseUrl; }

  async key(kid) {
    const old = Date.now() - this.#fetched > 3_600_000;
    if (old || (!this.#keys.has(kid) && Date.now() - this.#fetched > 5_000)) {
      const keys = new Map();
      for (const jwk of (await open('GET', `${this.baseUrl}/.well-known/jwks.json`)).keys)
        if (jwk.kty === 'EC' && jwk.crv === 'P-256') // leave what we do not know
          keys.set(jwk.kid, { algorithm: 'ecdsa-p256-sha256', key: createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, format: 'jwk' }) });
      for (const jwk of (await open('GET', `${this.baseUrl}/.well-known/jwks-sm.json`)).keys)
        if (jwk.crv === 'SM2') keys.set(jwk.kid, { algorithm: 'sm2-sm3', key: sm2OfJwk(jwk) });
      this.#keys = keys;
      this.#fetched = Date.now();
    }
    return this.#keys.get(kid);
  }

  /** Throws NotBelieved unless the answer is signed by the platform as the answer to this very request. */
  async verify(request, answer) {
    const { fields, body, status } = answer;
    const not = why => { throw new NotBelieved(`${request.method} ${request.url} ${status}: ${why}: ${body.toString().slice(0, 300)}`); };
    if (!fields['signature-input'] || !fields.signature) not('the answer is not signed');
    if (body.length > 0) {
      if (!fields['content-digest']) not('no Content-Digest');
      const known = Object.entries(dictionary(fields['content-digest'], 'Content-Digest')).filter(([name]) => DIGESTS[name]);
      if (known.length === 0) not('no Content-Digest that is known');
      for (const [name, value] of known) if (!DIGESTS[name](body).equals(value)) not(`${name} is not that of the body`);
    }
    const ours = Object.entries(dictionary(fields['signature-input'], 'Signature-Input'))
      .filter(([, input]) => input.parameters?.tag === 'fapi-2-response');
    if (ours.length !== 1) not('not one signature with the tag of an answer');
    const [label, input] = ours[0];
    const must = ['"@status"', '"@method";req', '"@target-uri";req'];
    if (body.length > 0) must.push('"content-digest"');
    for (const name of ['content-type', 'idempotency-replayed']) if (fields[name] !== undefined) must.push(`"${name}"`);
    for (const name of ['content-digest', 'signature', 'signature-input'])
      if (request.fields[name] !== undefined) must.push(`"${name}";req`);
    for (const component of must) if (!input.components.includes(component)) not(`${component} is not covered`);
    const lines = input.components.map(component => {
      const [, name, req] = /^"([^"]+)"(;req)?$/.exec(component) ?? not(`unknown component ${component}`);
      const value = name === '@status' && !req ? String(status)
        : req && name === '@method' ? request.method
          : req && name === '@target-uri' ? request.url
            : (req ? request.fields : fields)[name];
      if (value === undefined) not(`${component} is covered and absent`);
      return `${component}: ${value}`;
    });
    const base = [...lines, `"@signature-params": ${input.text}`].join('\n');
    const key = await this.key(input.parameters.keyid) ?? not(`unknown key ${input.parameters.keyid}`);
    if (input.parameters.alg && input.parameters.alg !== key.algorithm) not('alg is not that of the key');
    const signature = dictionary(fields.signature, 'Signature')[label];
    if (!Buffer.isBuffer(signature) || !verifies(key.algorithm, key.key, Buffer.from(base), signature)) not('the signature is wrong');
    return { keyid: input.parameters.keyid, algorithm: key.algorithm };
  }
}

// ---- a caller: one party, one HTTP key (one user)

export class Client {
  #token;
  #dpop;

  constructor(platform, party, user = Object.keys(party.http)[0]) {
    this.platform = platform;
    this.party = party;
    this.key = party.http[user];
    if (!this.key) throw new Error(`${party.party} has no HTTP key of ${user}`);
  }

  #proof(method, url, token) {
    this.#dpop ??= generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty, crv, x, y } = this.#dpop.publicKey.export({ format: 'jwk' });
    const claims = { htm: method, htu: url.split(/[?#]/)[0], iat: now(), jti: randomUUID(), ...(token ? { ath: b64url(sha256(token)) } : {}) };
    return jws({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }, claims,
      bytes => sign('sha256', bytes, { key: this.#dpop.privateKey, dsaEncoding: 'ieee-p1363' }));
  }

  /** private_key_jwt (RFC 7523), bound by DPoP (RFC 9449); kept until shortly before it ends. */
  async #accessToken() {
    if (this.#token && this.#token.until > Date.now()) return this.#token.value;
    const base = this.platform.baseUrl, url = `${base}/oauth2/token`;
    const assertion = jws({ typ: 'JWT', alg: this.key.algorithm === 'ed25519' ? 'EdDSA' : 'ES256', kid: this.key.kid },
      { iss: this.party.id, sub: this.party.id, aud: base, iat: now(), exp: now() + 120, jti: randomUUID() }, this.key.sign);
    const form = new URLSearchParams({
      grant_type: 'client_credentials', client_id: this.party.id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion,
    });
    const answer = await exchange('POST', url, { 'Content-Type': 'application/x-www-form-urlencoded', DPoP: this.#proof('POST', url) }, Buffer.from(form.toString()));
    const json = JSON.parse(answer.body.toString() || '{}');
    if (answer.status !== 200 || json.token_type?.toLowerCase() !== 'dpop') throw new Error(`no token for ${this.key.kid}: ${answer.status} ${answer.body}`);
    this.#token = { value: json.access_token, until: Date.now() + (Number(json.expires_in ?? 300) - 30) * 1000 };
    return this.#token.value;
  }

  /** The signed request, ready to be sent. */
  async request(method, target, body, { type, idempotencyKey, nonce = randomBytes(18).toString('base64url') } = {}) {
    const url = target.startsWith('http') ? target : this.platform.baseUrl + target;
    const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const headers = {};
    if (bytes) {
      headers['Content-Type'] = type ?? 'application/json';
      headers['Content-Digest'] = digestField(this.key.digest, bytes);
    }
    if (method !== 'GET') headers['Idempotency-Key'] = `"${idempotencyKey ?? randomUUID()}"`;
    if (this.key.suite === 'INTL') {
      const token = await this.#accessToken();
      headers.Authorization = `DPoP ${token}`;
      headers.DPoP = this.#proof(method, url, token);
    }
    const names = ['@method', '@target-uri', ...Object.keys(headers).map(h => h.toLowerCase())];
    const fields = Object.fromEntries(Object.entries(headers).map(([n, v]) => [n.toLowerCase(), v]));
    const created = now();
    const parameters = `(${names.map(n => `"${n}"`).join(' ')});created=${created};expires=${created + 60};nonce="${nonce}";keyid="${this.key.kid}";tag="fapi-2-request"`;
    const base = [...names.map(n => `"${n}": ${n === '@method' ? method : n === '@target-uri' ? url : fields[n]}`), `"@signature-params": ${parameters}`].join('\n');
    headers['Signature-Input'] = fields['signature-input'] = `sig1=${parameters}`;
    headers.Signature = fields.signature = `sig1=:${this.key.sign(Buffer.from(base)).toString('base64')}:`;
    return { method, url, target, headers, fields, body: bytes };
  }

  /** Sends a signed request as it is; the answer has been verified, whatever its status. */
  async send(request) {
    const answer = await exchange(request.method, request.url, request.headers, request.body);
    const signedBy = await this.platform.verify(request, answer);
    const text = answer.body.toString();
    const json = /json/.test(answer.fields['content-type'] ?? '') && text ? JSON.parse(text) : undefined;
    return { ...answer, text, json, signedBy, method: request.method, target: request.target, request };
  }

  /** Signs, sends, verifies; 429, 503 and still_running are tried again as a new message with the same Idempotency-Key. */
  async exchange(method, target, body, options = {}) {
    const idempotencyKey = options.idempotencyKey ?? randomUUID();
    for (let attempt = 1; ; attempt++) {
      const answer = await this.send(await this.request(method, target, body, { ...options, idempotencyKey }));
      const again = answer.status === 429 || answer.status === 503 || (answer.status === 409 && answer.json?.code === 'still_running');
      if (!again || attempt === 5) return answer;
      await sleep(1000 * Math.min(10, Number(answer.fields['retry-after'] ?? 1)));
    }
  }

  async #done(answer) { if (answer.status >= 300) throw new Refused(await answer); return answer; }

  async get(target) { return (await this.#done(await this.exchange('GET', target))).json; }

  async post(target, body, options) { return this.#done(await this.exchange('POST', target, body, options)); }

  /** Every item of a list, page by page. */
  async list(target) {
    const items = [];
    for (let next = null; ;) {
      const page = await this.get(next ? `${target}${target.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}` : target);
      items.push(...page.items);
      if (!(next = page.next)) return items;
    }
  }

  /** prepare → check and sign → call → the ledger has it. `by`: the client of the user that makes the call (the checker). */
  async act(target, body, { by = this, inCall = body, check } = {}) {
    const prepared = (await this.post(`${target}/prepare`, body)).json;
    const { act, rows } = signAct(this.party, prepared, check);
    const answer = await by.post(target, { ...inCall, act });
    return { prepared, rows, answer, outcome: await by.committed(prepared.hash) };
  }

  /** Waits until the ledger has said yes; throws with its reason when it says no. */
  async committed(hash, seconds = 60) {
    return until(async () => {
      const act = await this.get(`/v1/acts/${hash}`);
      if (act.state === 'REFUSED') throw new Error(`the ledger refused ${act.type} ${act.subject}: ${JSON.stringify(act.refusal)}`);
      return act.state === 'COMMITTED' ? act : null;
    }, seconds, `act ${hash}`);
  }
}

export const sleep = ms => new Promise(done => setTimeout(done, ms));

/** Asks until there is an answer. */
export async function until(ask, seconds, what) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: nothing within ${seconds} s`);
    await sleep(400);
  }
}

function jws(header, claims, signer) {
  const signed = `${b64url(header)}.${b64url(claims)}`;
  return `${signed}.${signer(Buffer.from(signed)).toString('base64url')}`;
}

// ---- acts

/** Believes nothing of a prepared act but its bytes: checks the commitments, then signs the header. */
export function signAct(party, prepared, check = () => {}) {
  const bytes = Buffer.from(prepared.header, 'base64');
  const header = JSON.parse(bytes.toString());
  const key = party.acts[header.key];
  const must = (holds, what) => { if (!holds) throw new Error(`act ${prepared.hash} is not signed: ${what}`); };
  must(key && prepared.signWith === header.key, `no key ${header.key}`);
  must(header.format === 'SCF-Act/1' && header.actor === party.id && header.type === prepared.type, 'header');
  must(header.digest === key.digest, 'digest of another suite');
  must(sha256(bytes).toString('hex') === prepared.hash && prepared.hash.slice(0, 8).toUpperCase() === prepared.code, 'hash or code');
  must(header.rows.length === prepared.rows.length && header.rows.length === prepared.salts.length, 'number of rows');
  const rows = prepared.rows.map((row64, i) => {
    const row = Buffer.from(row64, 'base64'), salt = Buffer.from(prepared.salts[i], 'base64');
    must(salt.length === 32 && DIGESTS[header.digest](Buffer.concat([salt, row])).toString('hex') === header.rows[i], `commitment of row ${i}`);
    return JSON.parse(row.toString());
  });
  check(rows, header); // what the person who signs would look at
  return { rows, header, act: { header: prepared.header, rows: prepared.rows, salts: prepared.salts, signature: key.sign(bytes).toString('base64') } };
}
