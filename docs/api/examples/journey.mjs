// The main job once more, with new documents, through the same doors: node journey.mjs <practice folder>
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readTrust, verify } from './verify.mjs';
import { party, Client, NotBelieved, open, Platform, Refused, signAct, until } from './scf.mjs';

const folder = process.argv[2];
if (!folder) { console.error('node journey.mjs <practice folder>'); process.exit(2); }

let passed = 0, failed = 0;
function check(what, holds, otherwise = '') {
  if (holds) { passed++; console.log(`ok    ${what}`); }
  else { failed++; console.log(`FAIL  ${what} ${typeof otherwise === 'string' ? otherwise : JSON.stringify(otherwise)}`); }
}
const same = (what, found, expected) => check(`${what}: ${expected}`, String(found) === String(expected), `but found ${JSON.stringify(found)}`);
const money = amount => ({ amount, currency: 'CNY' });
const plus = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const instant = (ms = 0) => new Date(Date.now() + ms).toISOString().slice(0, 19) + 'Z';

try {
  await journey();
} catch (e) {
  failed++;
  console.log(`FAIL  ${e instanceof Refused || e instanceof NotBelieved ? e.message : e.stack}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function journey() {
  const master = party(folder, 'chain-master'), castings = party(folder, 'supplier-castings');
  const south = party(folder, 'bank-south'), east = party(folder, 'bank-east'), harbour = party(folder, 'bank-harbour');
  const platform = new Platform(master.baseUrl);
  const maker = new Client(platform, master, 'maker'), checker = new Client(platform, master, 'checker');
  const supplier = new Client(platform, castings), bank = new Client(platform, south), other = new Client(platform, east);
  const stranger = new Client(platform, harbour);

  // ---- where and when are we?
  const whitelist = await bank.exchange('GET', '/v1/whitelist');
  const today = whitelist.json.asOf, dueDate = plus(today, 10), run = Date.now().toString(36).toUpperCase();
  same('bank-south signs with SM2 and is answered with', whitelist.signedBy.algorithm, 'sm2-sm3');
  check(`the whitelist of ${today} has the chain-master`, whitelist.json.items.some(i => i.enterpriseId === master.id), whitelist.json);
  same('chain-master signs with P-256 and is answered with', (await maker.exchange('GET', `/v1/enterprises/${master.id}`)).signedBy.algorithm, 'ecdsa-p256-sha256');

  // ---- what is not believed
  const claimed = { invoiceId: crypto.randomUUID(), contractNo: 'HT-1' };
  const tampered = await supplier.request('POST', '/v1/receivables', claimed);
  tampered.body = Buffer.from(JSON.stringify({ ...claimed, contractNo: 'HT-2' }));
  const refusal = await supplier.send(tampered); // verified like any answer: the refusal is signed
  same(`a tampered body is refused (${refusal.json.code}), signed by ${refusal.signedBy.keyid}`, refusal.status, 401);
  check('by its digest', ['digest_mismatch', 'signature_invalid'].includes(refusal.json.code), refusal.json);

  const tamperedGm = await bank.request('POST', '/v1/registrations', { requestId: claimed.invoiceId });
  tamperedGm.body = Buffer.from('{}');
  const refusalGm = await bank.send(tamperedGm);
  same(`a tampered SM2 call is refused (${refusalGm.json.code}), signed with ${refusalGm.signedBy.algorithm}`, refusalGm.status, 401);

  const once = await bank.request('GET', '/v1/loans');
  same('a call with a nonce', (await bank.send(once)).status, 200);
  const twice = await bank.send(once);
  same(`the same message again is refused (${twice.json.code})`, twice.status, 401);
  check('by its nonce', ['nonce_replayed', 'signature_invalid'].includes(twice.json.code), twice.json);
  const onceIntl = await supplier.request('GET', '/v1/loans');
  same('an INTL call', (await supplier.send(onceIntl)).status, 200);
  const twiceIntl = await supplier.send(onceIntl);
  same(`the same INTL message again is refused (${twiceIntl.json.code})`, twiceIntl.status, 401);

  for (const [what, change] of [
    ['whose body was changed', a => ({ ...a, body: Buffer.from(a.text.replace('CNY', 'USD') + ' ') })],
    ['whose status was changed', a => ({ ...a, status: 201 })],
    ['without a signature', a => ({ ...a, fields: { ...a.fields, signature: undefined } })],
  ]) {
    const answer = await bank.exchange('GET', '/v1/credit-lines');
    check(`an answer ${what} is not believed`, await believed(platform, answer.request, change(answer)) === false);
  }
  const [mine, others] = [await bank.exchange('GET', '/v1/loans'), await bank.exchange('GET', '/v1/loans')];
  check('nor is the answer to another call', await believed(platform, mine.request, others) === false && await believed(platform, mine.request, mine));

  const unsigned = await supplier.request('GET', '/v1/loans');
  for (const fields of [unsigned.headers, unsigned.fields])
    for (const name of Object.keys(fields)) if (/^signature/i.test(name)) delete fields[name];
  same('an unsigned call is refused, signed', (await supplier.send(unsigned)).status, 401);

  // ---- what a broken run has left unpaid: until it is paid the chain-master may issue nothing (issuer_stopped)
  for (const left of await bank.list('/v1/clearing-instructions'))
    if (['DUE', 'OVERDUE'].includes(left.state) && left.payer.id === master.id) {
      await bank.act('/v1/bank-receipts', { camt054: notification({ id: left.voucherNo, instruction: left, date: today }) });
      console.log(`note  voucher ${left.voucherNo} of an earlier run is paid`);
    }

  // ---- trade documents: ordered 100, received 90, invoiced 100 for 107.50
  const family = ubl({ seller: castings, buyer: master, run, ordered: plus(today, -20), delivered: plus(today, -5), invoiced: plus(today, -3), dueDate });
  const documents = {};
  for (const [kind, xml] of Object.entries(family)) {
    const answer = await supplier.post('/v1/trade-documents', xml, { type: 'application/xml' });
    documents[kind] = answer.json;
    same(`${answer.json.kind} ${answer.json.number} is handed in as UBL by the seller`, answer.status, 201);
  }
  const goods = await maker.post('/v1/trade-documents', {
    kind: 'RECEIPT', number: `GR-${run}`, date: plus(today, -5), acceptedOn: plus(today, -5), orderNumber: `PO-${run}`, despatchNumber: `DN-${run}`,
    seller: { identifier: castings.identifier, name: castings.name }, buyer: { identifier: master.identifier, name: master.name },
    lines: [{ line: '1', orderLine: '1', item: 'CAST-A', name: '铸件 A', quantity: '90', unit: 'C62' }],
  });
  documents.receipt = goods.json;
  same(`${goods.json.kind} ${goods.json.number} is handed in as rows by the buyer`, goods.status, 201);
  same('the invoice is payable at', documents.invoice.payable.amount, '107.50');
  const again = await supplier.post('/v1/trade-documents', family.invoice, { type: 'application/xml' });
  check('the same invoice again is the same document, 200', again.status === 200 && again.json.id === documents.invoice.id, again.text);

  // ---- claim; the same Idempotency-Key
  const claim = { invoiceId: documents.invoice.id, documentIds: ['order', 'despatch', 'receipt'].map(k => documents[k].id), contractNo: `HT-${run}`, dueDate };
  const idempotencyKey = crypto.randomUUID();
  const first = await supplier.post('/v1/receivables', claim, { idempotencyKey });
  const receivable = first.json;
  same('the claim is', `${first.status} ${receivable.state}`, '201 MATCHED');
  same('the documents support', receivable.supported.amount, '96.75');
  const replayed = await supplier.post('/v1/receivables', claim, { idempotencyKey });
  check('the same Idempotency-Key, the same content: the first answer, byte for byte',
    replayed.status === 201 && replayed.body.equals(first.body) && replayed.fields['idempotency-replayed'] === 'true', replayed.fields);
  const reused = await supplier.exchange('POST', '/v1/receivables', { ...claim, contractNo: `HT-${run}-B` }, { idempotencyKey });
  same('the same Idempotency-Key, other content', `${reused.status} ${reused.json.code}`, '422 idempotency_key_reused');

  // ---- the receipt of that call, for whoever has to prove it
  const receipt = await supplier.get(`/v1/receipts/${first.fields['scf-receipt']}`);
  check('the receipt holds the bytes that were sent and answered',
    Buffer.from(receipt.request.body, 'base64').equals(first.request.body) && Buffer.from(receipt.response.body, 'base64').equals(first.body), Object.keys(receipt));

  // ---- confirmation by maker and checker
  const alone = await maker.post(`/v1/receivables/${receivable.id}/confirmation/prepare`, {});
  const byMaker = await maker.exchange('POST', `/v1/receivables/${receivable.id}/confirmation`, { act: signAct(master, alone.json).act });
  check(`the maker cannot confirm what it has prepared (${byMaker.status} ${byMaker.json.code})`, byMaker.status >= 400 && byMaker.status < 500, byMaker.json);
  const confirmation = await maker.act(`/v1/receivables/${receivable.id}/confirmation`, {}, {
    by: checker, inCall: {},
    check: ([row]) => same('what the checker signs confirms', `${row.confirmedMinor} of ${row.invoiceMinor} ${row.currency}`, '9675 of 10750 CNY'),
  });
  same('the confirmation is taken', confirmation.answer.status, 202);
  same(`act ${confirmation.prepared.code} is`, confirmation.outcome.state, 'COMMITTED');
  const confirmed = await settled(supplier, `/v1/receivables/${receivable.id}`, 'CONFIRMING');
  same('confirmed', `${confirmed.state} ${confirmed.confirmed.amount}`, 'PART_DISPUTED 96.75');

  // ---- voucher
  const issue = await checker.act('/v1/vouchers', { receivableId: receivable.id, amount: money('96.75'), dueDate }, { inCall: {} });
  const no = issue.prepared.subject, voucher = `/v1/vouchers/${no}`;
  same(`voucher ${no} is issued`, (await settled(supplier, voucher, 'ISSUING')).state, 'PENDING_ACCEPT');
  await supplier.act(`${voucher}/acceptance`, {});
  const accepted = await settled(supplier, voucher, 'ACCEPTING');
  same('and accepted', accepted.state, 'ACTIVE');
  check(`due on ${dueDate}, payable on ${accepted.payableOn}`, accepted.dueDate === dueDate && accepted.payableOn >= dueDate, accepted);

  // ---- two banks are asked
  const request = (await supplier.post('/v1/financing-requests', {
    voucherNo: no, product: 'RECEIVABLES_PLEDGE_LOAN', amount: money('80.00'), bankIds: [south.id, east.id],
  })).json;
  const at = `/v1/financing-requests/${request.id}`;
  same('financing is requested', request.state, 'SUBMITTED');
  same('another bank does not see the request', (await stranger.exchange('GET', at)).status, 404);
  const offerOf = annualRate => ({
    product: 'RECEIVABLES_PLEDGE_LOAN', interestMode: 'AT_MATURITY', amount: money('80.00'), annualRate, dayCount: 'ACT_360', fees: money('0.00'),
    validUntil: instant(24 * 3_600_000),
  });
  const offer = (await bank.post(`${at}/offers`, offerOf('4.3500'))).json;
  const dearer = (await other.post(`${at}/offers`, offerOf('6.0000'))).json;
  check(`bank-south offers ${offer.netProceeds.amount} at ${offer.allInAnnualCost} %, bank-east at ${dearer.allInAnnualCost} %`,
    offer.netProceeds.amount === '80.00' && Number(offer.allInAnnualCost) < Number(dearer.allInAnnualCost), [offer, dearer]);
  await supplier.act(`${at}/acceptance`, { offerId: offer.id }, {
    check: ([row]) => same('the supplier signs that it pledges, for how much and at what price',
      `${row.offer} ${row.product} ${row.fundedMinor} ${row.currency} ${row.annualRateMillionths} ${row.dayCount} ${row.feesMinor}`,
      `${offer.id} PLEDGE 8000 CNY 43500 ACT_360 0`),
  });
  same('bank-south is accepted, the voucher is', (await settled(supplier, voucher, 'LOCKING')).state, 'FIN_LOCKED');

  // ---- the bank does not take the platform's word
  const nonce = randomBytes(32).toString('hex'), trust = readTrust(readFileSync(`${folder}/../trust.json`, 'utf8'));
  const proof = (await bank.exchange('GET', `${voucher}/proof?nonce=${nonce}`)).body;
  const proved = verify(proof, trust, nonce).holds.join('\n');
  check('city and platform have signed that the voucher is locked for bank-south', proved.includes(`It is locked for bank ${south.id}`)
    && proved.includes(`Voucher ${no} stands as FIN_LOCKED`) && proved.includes('"amountMinor":9675'), proved);
  check('bank-east, which was only asked, reads the state and no terms',
    !verify((await other.exchange('GET', `${voucher}/proof?nonce=${nonce}`)).body, trust, nonce).holds.join('\n').includes('opened'));
  same('another bank has no such voucher to prove', (await stranger.exchange('GET', `${voucher}/proof?nonce=${nonce}`)).status, 404);
  let reason = 'nothing';
  try { verify(proof, trust, randomBytes(32).toString('hex')); } catch (e) { reason = e.reason; }
  same('the proof of another question is', reason, 'NONCE_DIFFERS');

  // ---- registration, loan, money
  const { text } = await bank.get(`${at}/registration-text`);
  const registration = await bank.post('/v1/registrations', {
    requestId: request.id, registrationNo: String(Date.now()).padStart(20, '0'), registeredAt: instant(), searchedAt: instant(),
    searchResult: 'NO_PRIOR_REGISTRATION', assetText: text,
  });
  same('registered at 中登网', registration.status, 201);
  const loan = (await bank.post('/v1/loans', { requestId: request.id, amount: money('80.00') })).json;
  same(`loan ${loan.id}`, loan.state, 'PENDING_DISBURSE');
  const account = (await supplier.list(`/v1/enterprises/${castings.id}/accounts`)).find(a => a.verified);
  await bank.act(`/v1/loans/${loan.id}/disbursement`, { accountId: account.id });
  same('paid out, the loan is', (await settled(bank, `/v1/loans/${loan.id}`, 'FUNDING')).state, 'ACTIVE');
  same('another bank does not see the loan', (await stranger.exchange('GET', `/v1/loans/${loan.id}`)).status, 404);

  // ---- the day comes
  const payDay = accepted.payableOn; // the due date, or the working day after it
  await open('POST', `${platform.baseUrl}/practice/business-date`, { businessDate: payDay });
  const instruction = await until(async () => (await bank.list('/v1/clearing-instructions')).find(i => i.voucherNo === no), 60, 'clearing instruction');
  same(`on ${payDay} the chain-master is to pay under ${instruction.reference}`, `${instruction.state} ${instruction.amount.amount}`, 'DUE 96.75');
  const camt054 = notification({ id: no, instruction, date: payDay });
  const paid = await bank.act('/v1/bank-receipts', { camt054 }, {
    check: ([row]) => same('bank-south signs with SM2 that it has received', `${row.amountMinor} for ${row.voucher}`, `9675 for ${no}`),
  });
  same('the ledger holds the settlement', paid.outcome.state, 'COMMITTED');
  same('the voucher is', (await settled(supplier, voucher, 'SETTLING')).state, 'SETTLED');
  const ended = await until(async () => { const l = await bank.get(`/v1/loans/${loan.id}`); return l.state === 'ACTIVE' ? null : l; }, 60, 'loan');
  same('the loan is', ended.state, 'SETTLED');
  same('nothing is owed', ended.owed.total.amount, '0.00');
  same('the instruction is', (await bank.get(`/v1/clearing-instructions/${instruction.id}`)).state, 'SETTLED');
}

async function believed(platform, request, answer) {
  return platform.verify(request, answer).then(() => true, e => { if (e instanceof NotBelieved) return false; throw e; });
}

/** Reads until the state is no longer the pending one. */
async function settled(client, target, pending) {
  return until(async () => { const it = await client.get(target); return it.state === pending ? null : it; }, 60, `${target} out of ${pending}`);
}

// ---- documents

function ubl({ seller, buyer, run, ordered, delivered, invoiced, dueDate }) {
  const name = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
  const of = p => `<cac:Party><cac:PartyIdentification><cbc:ID>${p.identifier}</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>${name(p.name)}</cbc:Name></cac:PartyName><cac:PartyLegalEntity><cbc:RegistrationName>${name(p.name)}</cbc:RegistrationName><cbc:CompanyID>${p.identifier}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>`;
  const item = '<cac:Item><cbc:Name>铸件 A</cbc:Name><cac:SellersItemIdentification><cbc:ID>CAST-A</cbc:ID></cac:SellersItemIdentification></cac:Item>';
  const price = '<cac:Price><cbc:PriceAmount currencyID="CNY">1.00</cbc:PriceAmount></cac:Price>';
  const order = `<cac:OrderReference><cbc:ID>PO-${run}</cbc:ID></cac:OrderReference>`, line = '<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>';
  const document = (root, body) => `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${body}</${root}>\n`;
  const amounts = (total, net = '') => `<cac:${total}>${net}<cbc:TaxExclusiveAmount currencyID="CNY">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="CNY">107.50</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="CNY">107.50</cbc:PayableAmount></cac:${total}>`;
  const tax = '<cac:TaxTotal><cbc:TaxAmount currencyID="CNY">7.50</cbc:TaxAmount></cac:TaxTotal>';
  const net = '<cbc:LineExtensionAmount currencyID="CNY">100.00</cbc:LineExtensionAmount>';
  return {
    order: document('Order', `<cbc:ID>PO-${run}</cbc:ID><cbc:IssueDate>${ordered}</cbc:IssueDate><cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
<cac:BuyerCustomerParty>${of(buyer)}</cac:BuyerCustomerParty><cac:SellerSupplierParty>${of(seller)}</cac:SellerSupplierParty>${tax}${amounts('AnticipatedMonetaryTotal', net)}
<cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cbc:Quantity unitCode="C62">100</cbc:Quantity>${net}${price}${item}</cac:LineItem></cac:OrderLine>`),
    despatch: document('DespatchAdvice', `<cbc:ID>DN-${run}</cbc:ID><cbc:IssueDate>${delivered}</cbc:IssueDate>${order}
<cac:DespatchSupplierParty>${of(seller)}</cac:DespatchSupplierParty><cac:DeliveryCustomerParty>${of(buyer)}</cac:DeliveryCustomerParty>
<cac:DespatchLine><cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="C62">100</cbc:DeliveredQuantity>${line}${item}</cac:DespatchLine>`),
    invoice: document('Invoice', `<cbc:ID>INV-${run}</cbc:ID><cbc:IssueDate>${invoiced}</cbc:IssueDate><cbc:DueDate>${dueDate}</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>${order}
<cac:AccountingSupplierParty>${of(seller)}</cac:AccountingSupplierParty><cac:AccountingCustomerParty>${of(buyer)}</cac:AccountingCustomerParty>${tax}${amounts('LegalMonetaryTotal', net)}
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">100</cbc:InvoicedQuantity>${net}${line}${item}${price}</cac:InvoiceLine>`),
  };
}

function notification({ id, instruction, date }) {
  const [account] = instruction.payer.accounts;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>N-${id}</MsgId><CreDtTm>${date}T10:00:00+08:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N-${id}-1</Id><Acct><Id><Othr><Id>6222000000009999</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="${instruction.amount.currency}">${instruction.amount.amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${date}</Dt></BookgDt>
<AcctSvcrRef>CR-${id}</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>CR-${id}-1</AcctSvcrRef><EndToEndId>${instruction.reference}</EndToEndId></Refs>
<RltdPties><Dbtr><Pty><Nm>${account.name}</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>${account.number}</Id></Othr></Id></DbtrAcct></RltdPties>
</TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
`;
}
