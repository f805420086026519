package scf.platform.bankapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.creditline.Level;
import scf.platform.creditline.Line;
import scf.platform.creditline.Node;
import scf.platform.creditline.Preferences;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.NodeId;

/// A line with its whole tree, the root first and every parent before its children.
record LineJson(
        CreditLineId id,
        EnterpriseId bankId,
        ChainId chainId,
        EnterpriseId masterId,
        String currency,
        Instant grantedAt,
        @Nullable PreferencesJson preferences,
        List<NodeJson> nodes) {

    /// What the chain-master's listing brought to the line, and the version of the listing that brought it.
    record PreferencesJson(
            ListingId listingId,
            int listingVersion,
            @Nullable Money scale,
            boolean scalePromised,
            @Nullable Rate rateCap,
            @Nullable Integer approvalDays) {

        static @Nullable PreferencesJson of(@Nullable Preferences found) {
            return found == null
                    ? null
                    : new PreferencesJson(
                            found.listing(),
                            found.version(),
                            found.scale(),
                            found.scalePromised(),
                            found.rateCap(),
                            found.approvalDays());
        }
    }

    /// @param available of this node alone
    /// @param availableOnPath of this node and all above it: what could really be drawn
    /// @param binding the level with the least room on that path, the first from the root
    record NodeJson(
            NodeId id,
            @Nullable NodeId parentId,
            Level level,
            @Nullable Integer tier,
            @Nullable EnterpriseId supplierId,
            @Nullable String product,
            Money limit,
            boolean revolving,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            Node.Openness state,
            @Nullable String frozenBecause,
            Money reserved,
            Money used,
            Money drawn,
            Money available,
            Money availableOnPath,
            String binding,
            boolean overLimit) {

        static NodeJson of(Line line, Node node, LocalDate today) {
            var binding = Line.binding(line.pathTo(node), today);
            return new NodeJson(
                    node.id(),
                    node.parent(),
                    node.level(),
                    node.place().tier(),
                    node.place().supplier(),
                    node.place().product(),
                    node.limit(),
                    node.revolving(),
                    node.effectiveFrom(),
                    node.effectiveTo(),
                    node.openness(today),
                    node.frozenBecause(),
                    node.reserved(),
                    node.used(),
                    node.drawn(),
                    node.available(today),
                    binding.available(today),
                    binding.level().code(),
                    node.overLimit());
        }
    }

    static LineJson of(Line line, LocalDate today) {
        return new LineJson(
                line.id(),
                line.bank(),
                line.chain(),
                line.master(),
                line.currency().getCurrencyCode(),
                line.grantedAt(),
                PreferencesJson.of(line.preferences()),
                line.nodes().stream()
                        .map(node -> NodeJson.of(line, node, today))
                        .toList());
    }
}
