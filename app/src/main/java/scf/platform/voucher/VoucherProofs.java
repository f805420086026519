package scf.platform.voucher;

import java.util.Optional;
import org.springframework.stereotype.Service;
import scf.contract.Bytes;
import scf.contract.VoucherTerms;
import scf.gateway.Provable;
import scf.platform.ledger.Proofs;
import scf.platform.ledger.Proving;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// Proofs of vouchers, and of the locks that stand in them.
@Service
public class VoucherProofs {

    private final Vouchers vouchers;
    private final Proofs proofs;

    VoucherProofs(Vouchers vouchers, Proofs proofs) {
        this.vouchers = vouchers;
        this.proofs = proofs;
    }

    /// Empty for whoever may not read the voucher, as for one that does not exist.
    public Optional<Proving> prove(EnterpriseId reader, VoucherNo no, Bytes nonce) {
        return vouchers.readBy(reader, no)
                .map(_ -> proofs.prove(
                        Provable.VOUCHER,
                        no.value(),
                        nonce,
                        reader,
                        terms -> isOpen(VoucherTerms.parse(terms), reader.toString())));
    }

    /// Holder, payee and the bank with a hand on it see all of it. The debtor sees what it has issued, until a bank
    /// comes in: what that bank pays is not its business. A bank that was only asked for money sees the bare state.
    static boolean isOpen(VoucherTerms terms, String reader) {
        var lock = terms.lock();
        var financing = terms.financing();
        boolean between = reader.equals(terms.holder())
                || reader.equals(terms.payee())
                || (lock != null && reader.equals(lock.bank()))
                || (financing != null && reader.equals(financing.bank()));
        return between || (reader.equals(terms.issuer()) && lock == null && financing == null);
    }
}
