package scf.platform.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import scf.contract.ActHeader;
import scf.contract.Bytes;
import scf.contract.Row;
import scf.contract.SignedAct;
import scf.gateway.DisclosedAct;
import scf.gateway.Disclosing;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerUnavailable;
import scf.gateway.Provable;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;

/// Proofs (证明) of what the ledger holds, for readers who need not trust us: the word of city and platform, signed,
/// with as much of the act behind it as the reader may see. `docs/api/proof.md` is the format.
///
/// Who may ask at all, and to whom an object's terms are open, the rooms say whose objects they are. No transaction is
/// open while the ledger is asked.
@Service
public class Proofs {

    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final LedgerClient ledger;
    private final ActStore acts;

    Proofs(LedgerClient ledger, ActStore acts) {
        this.ledger = ledger;
        this.acts = acts;
    }

    /// Proves what stands under this name, or that nothing does.
    ///
    /// @param nonce drawn by the reader
    /// @param opens whether these terms, as the ledger keeps them, are open to the reader in full
    public Proving prove(Provable kind, String id, Bytes nonce, EnterpriseId reader, Predicate<Bytes> opens) {
        try {
            var proof = ledger.proofs()
                    .prove(kind, id, nonce, (act, terms) -> disclosed(act, id, reader, opens.test(terms)));
            return new Proving.Proved(proof.bytes());
        } catch (LedgerUnavailable e) {
            LOG.warn("No proof of {} {}: {}", kind, id, e.getMessage());
            return new Proving.LedgerAway();
        }
    }

    private Disclosing.Disclosed disclosed(String hash, String id, EnterpriseId reader, boolean open) {
        Optional<DisclosedAct> act =
                acts.signed(new ActHash(hash)).map(signed -> disclosed(signed, id, reader.toString(), open));
        return new Disclosing.Disclosed(act, open);
    }

    /// Header and signatures say who took which step. A row is open to whoever has signed it, and to a reader of the
    /// terms if it is about this very object: in a batch the other rows are other people's business.
    private static DisclosedAct disclosed(SignedAct act, String id, String reader, boolean open) {
        var header = ActHeader.parse(act.header());
        boolean signer = header.actor().equals(reader)
                || header.cosigners().stream()
                        .anyMatch(cosigner -> cosigner.actor().equals(reader));
        var signatures = new ArrayList<>(List.of(act.signature()));
        signatures.addAll(act.cosignatures());
        List<Optional<DisclosedAct.Row>> rows = IntStream.range(0, act.rows().size())
                .mapToObj(
                        i -> new DisclosedAct.Row(act.rows().get(i), act.salts().get(i)))
                .map(row -> Optional.of(row).filter(one -> signer || (open && isAbout(header, one.row(), id))))
                .toList();
        return new DisclosedAct(act.header(), signatures, rows);
    }

    private static boolean isAbout(ActHeader header, Bytes row, String id) {
        return Row.parse(header.type(), row).subject().equals(id);
    }
}
