// Puts the cases that the Java verifier has judged before the one in Node: node verify-cases.mjs FOLDER
// `mvn verify` leaves them in chaincode-client/kit/target/proof-cases, one JSON line each: proofs, and proofs with one byte changed.
import { readdirSync, readFileSync } from 'node:fs';
import { NotProved, readTrust, verify } from './verify.mjs';

const folder = process.argv[2];
if (!folder) { console.error('node verify-cases.mjs FOLDER'); process.exit(2); }

let cases = 0, differ = 0;
for (const name of readdirSync(folder)) {
  for (const line of readFileSync(`${folder}/${name}`, 'utf8').split('\n').filter(l => l !== '')) {
    const { what, trust, nonce, proof, verdict } = JSON.parse(line);
    let found;
    try {
      found = ['PROVED', ...verify(Buffer.from(proof), readTrust(trust), nonce).holds.slice(1)].join('\n');
    } catch (e) {
      if (!(e instanceof NotProved)) throw e;
      found = e.reason;
    }
    cases++;
    if (found !== verdict) { differ++; console.log(`FAIL  ${name}, ${what}: ${found}, but Java says ${verdict}`); }
  }
}
console.log(`${cases} cases, ${differ} on which the two verifiers differ`);
process.exit(cases > 0 && differ === 0 ? 0 : 1);
