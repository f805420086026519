package scf.contract;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret of the collection `supervised`, from which everything is derived that must be the same on every endorsing
/// peer and unguessable to everybody else: fingerprints of invoices, names of parties, salts of private values.
///
/// A fingerprint without a key would be guessed in no time: invoice numbers are short and sellers are known.
///
/// @param version grows when the key is replaced; what was written under an older one says so
record FingerprintKey(long version, Bytes key) {

    static final int BYTES = 32;

    FingerprintKey {
        if (key.size() != BYTES) {
            throw new Malformed("the length of the fingerprint key");
        }
    }

    static FingerprintKey parse(Bytes json) {
        return JsonReader.read(json, in -> new FingerprintKey(in.number("version"), Bytes.ofHex(in.string("key"))));
    }

    Bytes bytes() {
        return new JsonWriter()
                .number("version", version)
                .string("key", key.hex())
                .bytes();
    }

    /// Who sells, under which number: that is the invoice, however it is spelt.
    String ofInvoice(InvoiceIdentity invoice) {
        return mac("invoice", invoice.seller() + "\n" + invoice.number()).hex();
    }

    /// Names of private keys are hashed without salt in public: so a party stands there under a name that only
    /// members of the collection can derive.
    String ofParty(String party) {
        return mac("party", party).hex();
    }

    /// A salt that all endorsers agree on and nobody else can guess: fresh for each value and each transaction.
    Bytes salt(String transactionId, String name) {
        return mac("salt", transactionId + "\n" + name);
    }

    /// The purpose comes first, so that a salt can never be a fingerprint.
    private Bytes mac(String purpose, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(Bytes.utf8(purpose + "\n" + message).toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }
}
