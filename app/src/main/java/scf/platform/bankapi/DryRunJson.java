package scf.platform.bankapi;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.creditline.DryRun;
import scf.platform.creditline.Level;
import scf.platform.creditline.Node;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// Would this fit, and what binds?
///
/// @param why `FITS`, or the first reason why not
/// @param binding the level that decides, as a refusal names it: `LIMIT_CHAIN`
/// @param shortBy by how much the amount is too much
/// @param nodes every node that a draw would take from, with its figures: the root first, limits across lines last
record DryRunJson(
        boolean fits,
        DryRun.Why why,
        String binding,
        Money amount,
        Money available,
        Money shortBy,
        List<FiguresJson> nodes) {

    /// @param supplierId the supplier; of a limit across lines the name it is on
    record FiguresJson(
            NodeId nodeId,
            Level level,
            @Nullable Integer tier,
            @Nullable EnterpriseId supplierId,
            @Nullable String product,
            Node.Openness state,
            Money limit,
            boolean revolving,
            Money reserved,
            Money used,
            Money drawn,
            Money available,
            boolean overLimit) {

        static FiguresJson of(Node node, LocalDate today) {
            return new FiguresJson(
                    node.id(),
                    node.level(),
                    node.place().tier(),
                    node.place().supplier(),
                    node.place().product(),
                    node.openness(today),
                    node.limit(),
                    node.revolving(),
                    node.reserved(),
                    node.used(),
                    node.drawn(),
                    node.available(today),
                    node.overLimit());
        }
    }

    static DryRunJson of(DryRun run, LocalDate today) {
        return new DryRunJson(
                run.fits(),
                run.why(),
                run.binding().code(),
                run.asked(),
                run.available(),
                run.shortBy(),
                run.path().stream().map(node -> FiguresJson.of(node, today)).toList());
    }
}
