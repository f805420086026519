package scf.platform.voucher;

import java.time.LocalDate;

/// How far the vouchers of one issuer may travel (流转层级, 拆分笔数), on one day.
///
/// @param hops how often a value may change hands
/// @param parts into how many vouchers one may be split at once
/// @param partsADay to how many parts a holder passes on of one root within 24 hours before somebody looks at it
public record Caps(LocalDate effectiveFrom, int hops, int parts, int partsADay) {

    /// What binds where two say something: the smaller of each.
    Caps within(Caps wider) {
        return new Caps(
                effectiveFrom,
                Math.min(hops, wider.hops),
                Math.min(parts, wider.parts),
                Math.min(partsADay, wider.partsADay));
    }
}
