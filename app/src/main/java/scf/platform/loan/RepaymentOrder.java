package scf.platform.loan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// In which order a payment that is less than the debt meets its parts (清偿顺序).
///
/// The law's order holds where the parties have not agreed otherwise: costs, then interest, then principal (民法典 561);
/// what lateness adds is met before the interest itself. What the contract says instead has a version of its own, and
/// each payment tells by which it went.
///
/// @param version 0 is the law's
public record RepaymentOrder(int version, List<Rank> ranks) {

    /// The parts of a debt.
    public enum Rank {
        COSTS,
        PENALTY,
        INTEREST,
        PRINCIPAL
    }

    public static final RepaymentOrder OF_THE_LAW = new RepaymentOrder(0, List.of(Rank.values()));

    public RepaymentOrder {
        ranks = List.copyOf(ranks);
        if (!isComplete(ranks)) {
            throw new IllegalArgumentException("an order ranks each part once, not " + ranks);
        }
    }

    public static boolean isComplete(List<Rank> ranks) {
        return ranks.size() == Rank.values().length && EnumSet.copyOf(ranks).size() == Rank.values().length;
    }

    static RepaymentOrder of(int version, String written) {
        return new RepaymentOrder(
                version,
                Arrays.stream(written.split(",", -1)).map(Rank::valueOf).toList());
    }

    String written() {
        return ranks.stream().map(Rank::name).collect(Collectors.joining(","));
    }
}
