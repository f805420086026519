package scf.platform.bankapi;

import java.time.LocalDate;
import java.util.List;
import scf.platform.creditline.Availability;
import scf.platform.creditline.Level;
import scf.platform.money.Money;
import scf.schema.ids.NodeId;

/// What a path has room for today.
///
/// @param binding the level that binds, as a refusal names it: `LIMIT_CHAIN`
record AvailabilityJson(Money available, String binding, NodeId bindingNodeId, List<OnPath> path) {

    record OnPath(NodeId nodeId, Level level, Money available) {}

    static AvailabilityJson of(Availability.Available found, LocalDate today) {
        return new AvailabilityJson(
                found.amount(),
                found.binding().level().code(),
                found.binding().id(),
                found.path().stream()
                        .map(node -> new OnPath(node.id(), node.level(), node.available(today)))
                        .toList());
    }
}
