package scf.platform.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.contract.ActType;
import scf.contract.Row;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// What an act is to say, before its bytes are made.
///
/// @param subject the object on the ledger that the act is about; of a batch, the batch's own id
/// @param version the version of the subject on the ledger that the act expects; 0 while it does not exist, and
///     for a batch
/// @param actor the enterprise that will sign
/// @param key the act key it will sign with; none: its only active one
/// @param user the maker (经办人): who asked for the act
/// @param consenting who has to sign the same bytes beside the actor, each with the first of its active act keys
public record Draft(
        ActType type,
        String subject,
        long version,
        EnterpriseId actor,
        @Nullable KeyId key,
        String user,
        List<Row> rows,
        List<EnterpriseId> consenting) {

    /// An act that its actor alone signs.
    public Draft(
            ActType type,
            String subject,
            long version,
            EnterpriseId actor,
            @Nullable KeyId key,
            String user,
            List<Row> rows) {
        this(type, subject, version, actor, key, user, rows, List.of());
    }

    public Draft {
        rows = List.copyOf(rows);
        consenting = List.copyOf(consenting);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("An act without a row says nothing");
        }
    }
}
