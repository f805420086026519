// SM3 (GB/T 32905) and SM2 signatures (GB/T 32918.2) with BigInt: enough for a client, readable rather than fast.
// BigInt arithmetic is not constant-time: in production let an HSM or a signature server (签名验签服务器) do this.
import { randomBytes } from 'node:crypto';

// ---- SM3

const rotl = (x, n) => { n %= 32; return n === 0 ? x >>> 0 : ((x << n) | (x >>> (32 - n))) >>> 0; };
const p0 = x => (x ^ rotl(x, 9) ^ rotl(x, 17)) >>> 0;
const p1 = x => (x ^ rotl(x, 15) ^ rotl(x, 23)) >>> 0;

export function sm3(message) {
  message = Buffer.from(message);
  const padded = Buffer.alloc(((message.length + 8) >> 6) * 64 + 64);
  message.copy(padded);
  padded[message.length] = 0x80;
  padded.writeBigUInt64BE(BigInt(message.length) * 8n, padded.length - 8);
  const v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
  const w = new Array(68);
  for (let at = 0; at < padded.length; at += 64) {
    for (let j = 0; j < 16; j++) w[j] = padded.readUInt32BE(at + 4 * j);
    for (let j = 16; j < 68; j++)
      w[j] = (p1((w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15)) >>> 0) ^ rotl(w[j - 13], 7) ^ w[j - 6]) >>> 0;
    let [a, b, c, d, e, f, g, h] = v;
    for (let j = 0; j < 64; j++) {
      const a12 = rotl(a, 12);
      const ss1 = rotl((a12 + e + rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) >>> 0, 7);
      const ss2 = (ss1 ^ a12) >>> 0;
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = ((ff >>> 0) + d + ss2 + ((w[j] ^ w[j + 4]) >>> 0)) % 2 ** 32;
      const tt2 = ((gg >>> 0) + h + ss1 + w[j]) % 2 ** 32;
      d = c; c = rotl(b, 9); b = a; a = tt1;
      h = g; g = rotl(f, 19); f = e; e = p0(tt2);
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { v[i] = (v[i] ^ x) >>> 0; });
  }
  const out = Buffer.alloc(32);
  v.forEach((x, i) => out.writeUInt32BE(x, 4 * i));
  return out;
}

// ---- the curve sm2p256v1 (a = p − 3)

const P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFn;
const A = P - 3n;
const B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93n;
const N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123n;
const G = [0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7n,
  0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0n, 1n];
const INFINITY = [1n, 1n, 0n];

const mod = (x, m = P) => { const r = x % m; return r < 0n ? r + m : r; };

function inverse(x, m) {
  let [a, b, u, v] = [mod(x, m), m, 1n, 0n];
  while (a > 1n) { const q = b / a; [a, b] = [b - q * a, a]; [u, v] = [v - q * u, u]; }
  return mod(u, m);
}

// Jacobian coordinates: x = X / Z², y = Y / Z³
function twice([x, y, z]) {
  if (z === 0n || y === 0n) return INFINITY;
  const y2 = mod(y * y), s = mod(4n * x * y2), z2 = mod(z * z), m = mod(3n * (x - z2) * (x + z2));
  const x3 = mod(m * m - 2n * s);
  return [x3, mod(m * (s - x3) - 8n * y2 * y2), mod(2n * y * z)];
}

function add(p, q) {
  if (p[2] === 0n) return q;
  if (q[2] === 0n) return p;
  const zp = mod(p[2] * p[2]), zq = mod(q[2] * q[2]);
  const u = mod(p[0] * zq), v = mod(q[0] * zp), s = mod(p[1] * zq * q[2]), t = mod(q[1] * zp * p[2]);
  if (u === v) return s === t ? twice(p) : INFINITY;
  const h = mod(v - u), r = mod(t - s), h2 = mod(h * h), h3 = mod(h2 * h), uh = mod(u * h2);
  const x = mod(r * r - h3 - 2n * uh);
  return [x, mod(r * (uh - x) - s * h3), mod(h * p[2] * q[2])];
}

function times(k, p) {
  let r = INFINITY;
  for (const bit of k.toString(2)) { r = twice(r); if (bit === '1') r = add(r, p); }
  return r;
}

function affine([x, y, z]) {
  const i = inverse(z, P), i2 = mod(i * i);
  return [mod(x * i2), mod(y * i2 * i)];
}

const toInt = bytes => BigInt('0x' + Buffer.from(bytes).toString('hex'));
const to32 = n => Buffer.from(n.toString(16).padStart(64, '0'), 'hex');

export const publicOf = d => affine(times(d, G));

/** Z of GB/T 32918.2 5.5: the signer's identity, mixed into every digest. */
function za([x, y], id) {
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(id.length * 8);
  return sm3(Buffer.concat([bits, id, to32(A), to32(B), to32(G[0]), to32(G[1]), to32(x), to32(y)]));
}

const ID = Buffer.from('1234567812345678');
const digestOf = (message, q, id) => toInt(sm3(Buffer.concat([za(q, id), message])));

/** r‖s, 64 bytes. d: the secret number; q: [x, y] of the public key. */
export function sm2Sign(message, d, q = publicOf(d), id = ID) {
  const e = digestOf(message, q, id);
  for (;;) {
    const k = toInt(randomBytes(40)) % (N - 1n) + 1n;
    const r = mod(e + affine(times(k, G))[0], N);
    if (r === 0n || r + k === N) continue;
    const s = mod(inverse(1n + d, N) * (k - r * d), N);
    if (s !== 0n) return Buffer.concat([to32(r), to32(s)]);
  }
}

export function sm2Verify(message, signature, q, id = ID) {
  if (signature.length !== 64 || !onCurve(q)) return false;
  const r = toInt(signature.subarray(0, 32)), s = toInt(signature.subarray(32));
  if (r < 1n || r >= N || s < 1n || s >= N) return false;
  const t = mod(r + s, N);
  if (t === 0n) return false;
  const point = add(times(s, G), times(t, [q[0], q[1], 1n]));
  return point[2] !== 0n && mod(digestOf(message, q, id) + affine(point)[0], N) === r;
}

export const onCurve = ([x, y]) => x >= 0n && x < P && y >= 0n && y < P && mod(y * y - x * x * x - A * x - B) === 0n;

// ---- DER

/** [{tag, value}] of what stands in the bytes, one level. */
export function der(bytes) {
  const out = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at++];
    let length = bytes[at++];
    if (length & 0x80) {
      let n = length & 0x7f;
      for (length = 0; n > 0; n--) length = length * 256 + bytes[at++];
    }
    if (at + length > bytes.length) throw new Error('DER: cut short');
    out.push({ tag, value: bytes.subarray(at, at + length) });
    at += length;
  }
  return out;
}

const SM2_CURVE = Buffer.from('2a811ccf5501822d', 'hex'); // 1.2.156.10197.1.301
const ofPem = pem => Buffer.from(pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, ''), 'base64');

/** PKCS#8, PEM or DER: {d, q}. */
export function sm2PrivateKey(key) {
  const [version, algorithm, octets] = der(der(typeof key === 'string' ? ofPem(key) : key)[0].value);
  if (version.tag !== 2 || !der(algorithm.value)[1].value.equals(SM2_CURVE)) throw new Error('no SM2 key in PKCS#8');
  const d = toInt(der(der(octets.value)[0].value)[1].value); // ECPrivateKey { version, privateKey, … }
  if (d < 1n || d > N - 2n) throw new Error('no sound SM2 key');
  return { d, q: publicOf(d) };
}

/** The public key of a JWK {"kty":"EC","crv":"SM2","x","y"}. */
export function sm2OfJwk(jwk) {
  const q = [toInt(Buffer.from(jwk.x, 'base64url')), toInt(Buffer.from(jwk.y, 'base64url'))];
  if (!onCurve(q)) throw new Error('SM2: not a point of the curve');
  return q;
}

/** SubjectPublicKeyInfo of an SM2 key, DER or base64: [x, y]. */
export function sm2PublicKey(spki) {
  const [algorithm, bits] = der(der(typeof spki === 'string' ? ofPem(spki) : spki)[0].value);
  if (!der(algorithm.value)[1].value.equals(SM2_CURVE) || bits.value[1] !== 4) throw new Error('no SM2 public key');
  return [toInt(bits.value.subarray(2, 34)), toInt(bits.value.subarray(34, 66))];
}

const derInteger = bytes => {
  let v = bytes;
  while (v.length > 1 && v[0] === 0 && v[1] < 0x80) v = v.subarray(1);
  if (v[0] & 0x80) v = Buffer.concat([Buffer.of(0), v]);
  return Buffer.concat([Buffer.of(2, v.length), v]);
};

/** r‖s as SEQUENCE { r, s }. */
export function toAsn1(raw) {
  const body = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

export function ofAsn1(bytes) {
  return Buffer.concat(der(der(bytes)[0].value).map(i => to32(toInt(i.value))));
}
