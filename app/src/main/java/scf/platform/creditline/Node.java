package scf.platform.creditline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// One limit (额度), in the tree of a line or across lines, with what is reserved (预占) and used (占用) of it.
///
///     available = 0                            if the node is closed, or the limit was cut below its use
///               = limit − reserved − used      if it revolves (循环): what is repaid is free again
///               = limit − reserved − drawn     if it does not: what was once drawn stays drawn
///
/// @param line the line in whose tree it stands; none for a limit that cuts across lines
/// @param place what the node limits: a tier, a supplier, a product; across lines, a name
/// @param effectiveTo the last day, included
/// @param drawn all that was ever drawn; never falls
public record Node(
        NodeId id,
        @Nullable CreditLineId line,
        @Nullable NodeId parent,
        Place place,
        Money limit,
        boolean revolving,
        LocalDate effectiveFrom,
        LocalDate effectiveTo,
        @Nullable String frozenBecause,
        boolean removed,
        Money reserved,
        Money used,
        Money drawn) {

    /// Where in the tree: each level names what those above it name, and one thing more.
    public record Place(
            Level level,
            @Nullable Integer tier,
            @Nullable EnterpriseId supplier,
            @Nullable String product) {

        static final Place CHAIN = new Place(Level.CHAIN, null, null, null);

        static Place tier(int tier) {
            return new Place(Level.TIER, tier, null, null);
        }

        static Place supplier(int tier, EnterpriseId supplier) {
            return new Place(Level.SUPPLIER, tier, supplier, null);
        }

        static Place across(Level level, EnterpriseId party) {
            return new Place(level, null, party, null);
        }

        static Place product(int tier, EnterpriseId supplier, String product) {
            return new Place(Level.PRODUCT, tier, supplier, product);
        }
    }

    /// Whether anything can be taken from a node today, and if not, why.
    public enum Openness {
        OPEN,
        REMOVED,
        FROZEN,
        NOT_YET_EFFECTIVE,
        EXPIRED
    }

    public Level level() {
        return place.level();
    }

    public Openness openness(LocalDate today) {
        if (removed) {
            return Openness.REMOVED;
        }
        if (frozenBecause != null) {
            return Openness.FROZEN;
        }
        if (today.isBefore(effectiveFrom)) {
            return Openness.NOT_YET_EFFECTIVE;
        }
        return today.isAfter(effectiveTo) ? Openness.EXPIRED : Openness.OPEN;
    }

    public Money available(LocalDate today) {
        var room = room();
        return openness(today) != Openness.OPEN || room.isNegative() ? Money.zero(limit.currency()) : room;
    }

    /// The limit was cut below what is taken of it: nothing more goes out, and somebody should know.
    public boolean overLimit() {
        return room().isNegative();
    }

    Node changed(Money newLimit, LocalDate newFrom, LocalDate newTo, boolean nowRemoved) {
        return new Node(
                id,
                line,
                parent,
                place,
                newLimit,
                revolving,
                newFrom,
                newTo,
                frozenBecause,
                nowRemoved,
                reserved,
                used,
                drawn);
    }

    Node frozen(@Nullable String because) {
        return new Node(
                id,
                line,
                parent,
                place,
                limit,
                revolving,
                effectiveFrom,
                effectiveTo,
                because,
                removed,
                reserved,
                used,
                drawn);
    }

    private Money room() {
        return limit.minus(reserved).minus(revolving ? used : drawn);
    }
}
