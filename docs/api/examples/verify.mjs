// Verifies a proof (../proof.md) offline: node verify.mjs FILE --trust BUNDLE [--nonce HEX]
// Written from that page alone; nothing but Node 20 and sm.mjs beside it.
import { createHash, createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ofAsn1, sm2PublicKey, sm2Verify, sm3 } from './sm.mjs';

/** Why a proof does not hold: a reason of ../proof.md, and the part of the file. */
export class NotProved extends Error {
  constructor(reason, where) { super(`${reason} (${where})`); this.reason = reason; this.where = where; }
}

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hex = bytes => bytes.toString('hex');

/** What `work` returns; whatever is odd in it is `reason`. */
function reading(reason, where, work) {
  try { return work(); } catch (e) { throw e instanceof NotProved ? e : new NotProved(reason, where); }
}

function must(holds, reason, where) { if (!holds) throw new NotProved(reason, where); }

// ---- the spellings

/** JSON of the one spelling: what is read is written again, and must be the same. */
function json(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = JSON.parse(text);
  if (JSON.stringify(value) !== text) throw new Error('another spelling');
  return value;
}

function fields(object, ...names) {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) throw new Error('no object');
  if (JSON.stringify(Object.keys(object)) !== JSON.stringify(names)) throw new Error('other fields');
  return object;
}

function base64(text) {
  if (typeof text !== 'string') throw new Error('no text');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Error('another spelling of base64');
  return bytes;
}

const list = (value, each) => { if (!Array.isArray(value)) throw new Error('no list'); return value.map(each); };

/** A protobuf message: known fields in ascending order, those not in `repeated` at most once. */
function wire(bytes, known, repeated = []) {
  const found = new Map();
  let at = 0, last = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      if (at === bytes.length) break;
      const b = bytes[at++];
      value |= BigInt(b & 0x7f) << shift;
      if (b < 0x80) {
        if (b === 0 && shift > 0n) throw new Error('a longer spelling of a number');
        return value;
      }
    }
    throw new Error('no number');
  };
  while (at < bytes.length) {
    const key = varint(), number = Number(key >> 3n), type = Number(key & 7n);
    if (!(number > last || (number === last && repeated.includes(number))) || !known.includes(number)) throw new Error(`field ${number}`);
    last = number;
    let value;
    if (type === 0) value = varint();
    else if (type === 2) {
      const length = Number(varint());
      if (length > bytes.length - at) throw new Error('cut short');
      value = bytes.subarray(at, at += length);
    } else throw new Error(`type ${type}`);
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  const all = number => (found.get(number) ?? []).map(v => { if (typeof v === 'bigint') throw new Error('a number'); return v; });
  return {
    all,
    has: number => found.has(number),
    bytes: number => all(number)[0] ?? Buffer.alloc(0),
    text: number => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all(number)[0] ?? Buffer.alloc(0)),
    number: number => {
      const value = found.get(number)?.[0] ?? 0n;
      if (typeof value !== 'bigint' || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('no number');
      return Number(value);
    },
  };
}

// ---- signatures

const ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551n;

/** SEQUENCE { r, s } as r‖s, if it is DER to the letter. */
function ofDer(der) {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const out = [];
  let at = 2;
  for (let i = 0; i < 2; i++) {
    const length = der[at + 1], number = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 2 || length < 1 || length > 33 || number.length !== length || number[0] >= 0x80) return undefined;
    const padded = number[0] === 0;
    if (padded && (length === 1 || number[1] < 0x80)) return undefined;
    const plain = padded ? number.subarray(1) : number;
    if (plain.length > 32) return undefined;
    out.push(Buffer.alloc(32 - plain.length), plain);
    at += 2 + length;
  }
  return at === der.length ? Buffer.concat(out) : undefined;
}

function signedByPeer(certificate, message, signature) {
  const raw = ofDer(signature);
  return raw !== undefined && BigInt('0x' + hex(raw.subarray(32))) <= ORDER / 2n
    && verifySignature('sha256', message, { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' }, raw);
}

function signedByParty(algorithm, spki, message, signature) {
  const key = () => createPublicKey({ key: spki, format: 'der', type: 'spki' });
  switch (algorithm) {
    case 'ed25519': return verifySignature(null, message, key(), signature);
    case 'ecdsa-p256-sha256': return verifySignature('sha256', message, { key: key(), dsaEncoding: 'ieee-p1363' }, signature);
    case 'sm2-sm3': return sm2Verify(message, signature, sm2PublicKey(spki));
    case 'sm2-sm3-asn1': return ofDer(signature) !== undefined && sm2Verify(message, ofAsn1(signature), sm2PublicKey(spki));
    default: return false;
  }
}

// ---- who endorses

const ROLES = ['peer', 'client', 'admin', 'orderer'];

export function readTrust(text) {
  const trust = fields(json(Buffer.from(text.trim())), 'format', 'note', 'channel', 'chaincode', 'endorsers', 'organisations');
  if (trust.format !== 'SCF-Trust/1') throw new Error('not of format SCF-Trust/1');
  const roots = new Map(trust.organisations.map(o => [fields(o, 'mspId', 'roots').mspId, o.roots.map(pem => new X509Certificate(pem))]));
  if (trust.endorsers.length === 0 || !trust.endorsers.every(id => roots.has(id))) throw new Error('the endorsers are not among the organisations');
  return { ...trust, roots };
}

function endorser(serialized, trust) {
  const { organisation, certificate } = reading('ENDORSER_UNREADABLE', 'endorsers', () => {
    const identity = wire(serialized, [1, 2]);
    const certificate = new X509Certificate(identity.bytes(2));
    const pem = ['-----BEGIN CERTIFICATE-----', ...certificate.raw.toString('base64').match(/.{1,64}/g), '-----END CERTIFICATE-----', ''].join('\n');
    if (pem !== identity.text(2)) throw new Error('another spelling of PEM');
    return { organisation: identity.text(1), certificate };
  });
  const roots = trust.roots.get(organisation);
  must(roots, 'ORGANISATION_UNKNOWN', organisation);
  must(roots.some(root => certificate.issuer === root.subject && certificate.verify(root.publicKey)), 'CERTIFICATE_NOT_OF_ROOT', organisation);
  const roles = certificate.subject.split('\n').filter(p => p.startsWith('OU=')).map(p => p.slice(3)).filter(r => ROLES.includes(r));
  must(!certificate.ca && roles.length === 1 && roles[0] === 'peer', 'NOT_A_PEER', organisation);
  return { organisation, certificate, serialized };
}

function endorsers(all, trust) {
  const found = all.map(one => endorser(one, trust));
  found.forEach((e, i) => must(found.findIndex(o => o.organisation === e.organisation) === i, 'ORGANISATION_UNKNOWN', e.organisation));
  must(trust.endorsers.every(id => found.some(e => e.organisation === id)), 'POLICY_NOT_MET', 'endorsers');
  return found;
}

const validAt = (e, time) => time >= Date.parse(e.certificate.validFrom) && time <= Date.parse(e.certificate.validTo);

// ---- one read

const nameOf = chaincodeId => wire(chaincodeId, [1, 2, 3]).text(2);

/** ProposalResponsePayload */
function action(payload) {
  const response = wire(payload, [1, 2]), act = wire(response.bytes(2), [1, 2, 3, 4]), answer = wire(act.bytes(3), [1, 2, 3]);
  if (answer.number(1) !== 200) throw new Error(`status ${answer.number(1)}`);
  return { hash: response.bytes(1), results: act.bytes(1), answer: answer.bytes(3), chaincode: nameOf(act.bytes(4)) };
}

function endorsedRead(where, value, signers) {
  const { question, payload, signatures } = reading('NOT_A_PROOF', where, () => {
    fields(value, 'channelHeader', 'signatureHeader', 'proposal', 'payload', 'signatures');
    return {
      question: [value.channelHeader, value.signatureHeader, value.proposal].map(base64),
      payload: base64(value.payload),
      signatures: list(value.signatures, base64),
    };
  });
  must(signatures.length === signers.length, 'NOT_A_PROOF', where);
  signers.forEach((e, i) => must(signedByPeer(e.certificate, Buffer.concat([payload, e.serialized]), signatures[i]),
    'SIGNATURE_INVALID', `${where}, ${e.organisation}`));
  const said = reading('ANSWER_UNREADABLE', where, () => action(payload));
  must(sha256(...question).equals(said.hash), 'HASH_DIFFERS', where);
  const read = reading('QUESTION_UNREADABLE', where, () => {
    const channel = wire(question[0], [1, 2, 3, 4, 5, 6, 7, 8]), signature = wire(question[1], [1, 2]);
    const spec = wire(wire(wire(question[2], [1]).bytes(1), [1]).bytes(1), [1, 2, 3, 4]);
    const time = wire(channel.bytes(3), [1, 2]), chaincode = nameOf(wire(channel.bytes(7), [2]).bytes(2));
    must(channel.number(1) === 3 && channel.text(5) === hex(sha256(signature.bytes(2), signature.bytes(1)))
      && nameOf(spec.bytes(2)) === chaincode && said.chaincode === chaincode, 'QUESTION_UNREADABLE', where);
    return {
      where, payload, signatures, results: said.results, answer: said.answer, chaincode,
      channel: channel.text(4),
      asked: time.number(1) * 1000 + Math.floor(time.number(2) / 1e6),
      arguments: wire(spec.bytes(3), [1], [1]).all(1).map(a => new TextDecoder('utf-8', { fatal: true }).decode(a)),
    };
  });
  signers.forEach(e => must(validAt(e, read.asked), 'CERTIFICATE_NOT_VALID_THEN', `${where}, ${e.organisation}`));
  return read;
}

/** The one key that was read: {key, place}; place is undefined where nothing stood. */
function keyRead(read) {
  return reading('ANSWER_UNREADABLE', read.where, () => {
    const reads = wire(read.results, [1, 2], [2]).all(2)
      .map(namespace => wire(namespace, [1, 2]))
      .filter(namespace => namespace.text(1) === read.chaincode)
      .flatMap(namespace => wire(namespace.bytes(2), [1], [1]).all(1))
      .map(one => wire(one, [1, 2]));
    if (reads.length !== 1) throw new Error('not one key');
    const [one] = reads, version = one.has(2) ? wire(one.bytes(2), [1, 2]) : undefined;
    return { key: one.text(1), place: version && { block: version.number(1), transaction: version.number(2) } };
  });
}

// ---- the transaction

function committed(processed) {
  const whole = wire(processed, [1, 2]), payload = wire(wire(whole.bytes(1), [1, 2]).bytes(1), [1, 2]);
  const channel = wire(wire(payload.bytes(1), [1, 2]).bytes(1), [1, 2, 3, 4, 5, 6, 7, 8]);
  const call = wire(wire(wire(payload.bytes(2), [1]).bytes(1), [1, 2]).bytes(2), [1, 2]);
  const said = action(wire(call.bytes(2), [1, 2], [2]).bytes(1));
  const written = new Map();
  for (const one of wire(said.results, [1, 2], [2]).all(2)) {
    const namespace = wire(one, [1, 2, 3], [3]);
    if (namespace.text(1) !== said.chaincode) continue;
    for (const write of wire(namespace.bytes(2), [1, 2, 3, 4], [1, 2, 3, 4]).all(3)) {
      const pair = wire(write, [1, 2, 3]);
      written.set(pair.text(1), pair.bytes(3));
    }
  }
  return { channel: channel.text(4), id: channel.text(5), chaincode: said.chaincode, code: whole.number(2), written };
}

// ---- the whole

const KINDS = { readReceivable: ['RCV:', 'Receivable'], readVoucher: ['VCH:', 'Voucher'] };

/** {holds, open}: what is proved and what is not, as sentences; or it throws NotProved. */
export function verify(file, trust, nonce, now = Date.now()) {
  const proof = reading('NOT_A_PROOF', 'the file', () => {
    const read = fields(json(file), 'format', 'endorsers', 'height', 'state', 'transaction', 'act', 'keys', 'terms');
    must(read.format === 'SCF-Proof/1' && Array.isArray(read.keys), 'NOT_A_PROOF', 'format');
    return { ...read, endorsers: list(read.endorsers, base64) };
  });
  const signers = endorsers(proof.endorsers, trust);
  const holds = [], open = [];

  const height = endorsedRead('height', proof.height, signers);
  asked(height, trust, 'qscc', 'GetChainInfo', trust.channel, height.arguments.at(-1));
  must(nonce === undefined || height.arguments.at(-1) === nonce, 'NONCE_DIFFERS', 'height');
  const blocks = reading('ANSWER_UNREADABLE', 'height', () => wire(height.answer, [1, 2, 3, 4]).number(1));
  const link = hex(sha256(height.payload, ...height.signatures));
  holds.push(`As of block ${blocks - 1} of channel ${trust.channel}, and by the word of ${signers.map(e => e.organisation).join(' and ')}, asked at ${new Date(height.asked).toISOString()} by the clock of who asked:`);
  signers.filter(e => !validAt(e, now)).forEach(e => holds.push(`The certificate of ${e.organisation} was valid then and has expired since.`));

  const state = endorsedRead('state', proof.state, signers);
  const [prefix, kind] = KINDS[state.arguments[0]] ?? [], id = state.arguments[1];
  must(prefix && state.arguments.length === 3, 'QUESTION_DIFFERS', 'state');
  asked(state, trust, trust.chaincode, state.arguments[0], id, link);
  const { key, place } = keyRead(state);
  must(key === prefix + id && (place !== undefined) === (state.answer.length > 0), 'ANSWER_DIFFERS', 'state');
  must(place === undefined || place.block < blocks, 'WRITTEN_AFTER_HEIGHT', 'state');
  if (place === undefined) {
    must(proof.transaction === null && proof.act === null && proof.keys.length === 0 && proof.terms === null, 'NOT_A_PROOF', 'the file');
    holds.push(`${kind} ${id} does not stand on the ledger. Nothing is ever deleted there, so it never did before.`);
  } else {
    const object = reading('ANSWER_UNREADABLE', 'state', () => fields(json(state.answer), 'state', 'version', 'act', 'commitment'));
    holds.push(`${kind} ${id} stands as ${object.state} in version ${object.version}, written last by transaction ${place.transaction} of block ${place.block}.`);
    transaction(proof, signers, trust, link, state, key, object, holds);
    if (proof.act !== null) act(proof, signers, trust, link, object, holds, open);
    else must(proof.keys.length === 0, 'NOT_A_PROOF', 'keys');
    if (proof.terms !== null) terms(proof.terms, object, holds);
  }
  open.push(`What has happened after block ${blocks - 1}.`, 'Which enterprises stand behind the ids: the city keeps that register.');
  if (nonce === undefined) open.push('That this answers your question and is not an older answer: you have given no nonce.');
  if (trust.note !== '') open.push(`Mind what your trust bundle says of its network: ${trust.note}`);
  return { holds, open };
}

function asked(read, trust, chaincode, ...args) {
  must(read.channel === trust.channel && read.chaincode === chaincode && JSON.stringify(read.arguments) === JSON.stringify(args),
    'QUESTION_DIFFERS', read.where);
}

function transaction(proof, signers, trust, link, state, key, object, holds) {
  must(proof.transaction !== null, 'NOT_A_PROOF', 'transaction');
  const read = endorsedRead('transaction', proof.transaction, signers);
  const found = reading('ANSWER_UNREADABLE', 'transaction', () => committed(read.answer));
  asked(read, trust, 'qscc', 'GetTransactionByID', trust.channel, found.id, link);
  must(found.code === 0, 'TRANSACTION_NOT_VALID', `transaction, code ${found.code}`);
  must(found.channel === trust.channel && found.chaincode === trust.chaincode && found.written.get(key)?.equals(state.answer)
    && found.written.has(`ACT:${object.act}`), 'TRANSACTION_DIFFERS', 'transaction');
  holds.push(`The peers found that transaction valid: ${found.id}.`);
}

function act(proof, signers, trust, link, object, holds, open) {
  const { bytes, signatures, rows } = reading('NOT_A_PROOF', 'act', () => {
    fields(proof.act, 'header', 'signatures', 'rows');
    return { bytes: base64(proof.act.header), signatures: list(proof.act.signatures, base64), rows: list(proof.act.rows, row => row) };
  });
  must(hex(sha256(bytes)) === object.act, 'ACT_DIFFERS', 'act/header');
  const header = reading('ACT_UNREADABLE', 'act/header', () => json(bytes));
  const parties = [{ actor: header.actor, key: header.key }, ...(header.cosigners ?? [])];
  must(header.format === 'SCF-Act/1' && header.channel === trust.channel && signatures.length === parties.length, 'ACT_UNREADABLE', 'act/header');
  must(rows.length === header.rows.length, 'ROW_DIFFERS', 'act/rows');
  must(proof.keys.length === parties.length, 'NOT_A_PROOF', 'keys');
  holds.push(`It carried the act ${object.act}: ${header.type} on ${header.subject}, business date ${header.businessDate}, prepared at ${header.preparedAt}.`);
  rows.forEach((row, i) => {
    if (row === null) return;
    const where = `act/rows/${i}`;
    const opened = reading('NOT_A_PROOF', where, () => { fields(row, 'row', 'salt'); return { row: base64(row.row), salt: base64(row.salt) }; });
    const digest = header.digest === 'sm3' ? sm3(Buffer.concat([opened.salt, opened.row])) : sha256(opened.salt, opened.row);
    must(opened.salt.length === 32 && hex(digest) === header.rows[i], 'ROW_DIFFERS', where);
    holds.push(`Row ${i + 1} of the act, opened: ${opened.row}`);
  });
  const closed = rows.filter(row => row === null).length;
  if (closed > 0) open.push(`What the closed rows of the act say: ${closed} of ${rows.length}.`);
  parties.forEach((party, i) => {
    const read = endorsedRead(`keys/${i}`, proof.keys[i], signers);
    asked(read, trust, trust.chaincode, 'readKey', party.key, link);
    must(keyRead(read).key === `KEY:${party.key}`, 'ANSWER_DIFFERS', read.where);
    const key = reading('ANSWER_UNREADABLE', read.where, () =>
      fields(json(read.answer), 'state', 'version', 'act', 'algorithm', 'publicKey', 'commitment'));
    const signed = reading('ANSWER_UNREADABLE', read.where, () => signedByParty(key.algorithm, base64(key.publicKey), bytes, signatures[i]));
    must(signed, 'ACT_SIGNATURE_INVALID', `act/signatures/${i}`);
    holds.push(`${i === 0 ? 'Its actor' : 'The consenting party'} ${party.actor} has signed it (${key.algorithm}) with key ${party.key}, which stands as ${key.state} now; when the act was taken, it was active and its own, as both found.`);
  });
}

function terms(text, object, holds) {
  const bytes = reading('NOT_A_PROOF', 'terms', () => base64(text));
  must(hex(sha256(bytes)) === object.commitment, 'TERMS_DIFFER', 'terms');
  const opened = json(bytes);
  holds.push(`Its terms, opened: ${bytes}`);
  if ('holder' in opened) {
    holds.push(opened.lock === null ? 'No lock stands on it.' : `It is locked for bank ${opened.lock.bank} until ${opened.lock.until}, unless that time has passed.`);
  }
}

// ---- the command

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, flag, bundle, more, nonce] = process.argv.slice(2);
  if (flag !== '--trust' || !bundle || (more !== undefined && (more !== '--nonce' || !nonce))) {
    console.error('node verify.mjs FILE --trust BUNDLE [--nonce HEX]');
    process.exit(2);
  }
  try {
    const { holds, open } = verify(readFileSync(file), readTrust(readFileSync(bundle, 'utf8')), nonce);
    console.log(['PROVED', ...holds.map(l => `  ${l}`), 'NOT PROVED', ...open.map(l => `  ${l}`)].join('\n'));
  } catch (e) {
    if (!(e instanceof NotProved)) { console.error(`cannot be read: ${e.message}`); process.exit(2); }
    console.log(`NOT A PROOF: ${e.message}`);
    process.exit(1);
  }
}
