package scf.platform.creditline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// A limit of a bank across its lines: on one name (单一客户集中度), or on a guarantor's promise (担保额度).
///
/// @param node its figures: what is taken of it over all lines
/// @param document what the guarantor's promise rests on (公司决议、担保合同); only with a guarantee
/// @param covers the suppliers' limits that the guarantor stands behind; only with a guarantee
public record CrossCut(
        EnterpriseId bank, Node node, @Nullable String document, List<NodeId> covers, Instant createdAt) {

    public CrossCut {
        covers = List.copyOf(covers);
    }

    /// Whose name it is on: the borrower or debtor that is limited, or the guarantor.
    public EnterpriseId party() {
        var named = node.place().supplier();
        if (named == null) {
            throw new IllegalStateException("limit " + node.id() + " across lines names nobody");
        }
        return named;
    }

    /// What a bank asks for when it sets such a limit, for the first time or anew.
    ///
    /// @param level SINGLE_NAME or GUARANTEE_POOL
    /// @param covers for a guarantee, limits of suppliers in this bank's lines; they are added to those before
    public record Wanted(
            Level level,
            EnterpriseId party,
            Money limit,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @Nullable String document,
            List<NodeId> covers) {

        public Wanted {
            covers = List.copyOf(covers);
        }
    }
}
