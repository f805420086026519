package scf.platform.receivable;

import java.util.Optional;
import org.springframework.stereotype.Service;
import scf.contract.Bytes;
import scf.gateway.Provable;
import scf.platform.ledger.Proofs;
import scf.platform.ledger.Proving;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// Proofs of what a debtor has confirmed, or that it has confirmed nothing.
@Service
public class ReceivableProofs {

    private final Receivables receivables;
    private final Proofs proofs;

    ReceivableProofs(Receivables receivables, Proofs proofs) {
        this.receivables = receivables;
        this.proofs = proofs;
    }

    /// Empty for whoever is neither creditor nor debtor, as for a receivable that does not exist. To these two all of
    /// it is open.
    public Optional<Proving> prove(EnterpriseId reader, ReceivableId id, Bytes nonce) {
        return receivables
                .find(id, reader)
                .map(_ -> proofs.prove(Provable.RECEIVABLE, id.toString(), nonce, reader, _ -> true));
    }
}
