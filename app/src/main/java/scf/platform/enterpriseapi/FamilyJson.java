package scf.platform.enterpriseapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.trade.DocumentStanding;
import scf.platform.trade.Family;
import scf.platform.trade.StreamEvidence;

/// The documents of one trade, how well each stream is documented, and what it comes to.
///
/// @param balance null where the family speaks of several currencies, or of none
/// @param whole false where there are more documents than are shown
record FamilyJson(
        List<TradeDocumentJson> documents,
        List<StreamEvidence> streams,
        Family.@Nullable Balance balance,
        boolean whole) {

    static FamilyJson of(Family family) {
        return new FamilyJson(
                family.documents().stream()
                        .map(document -> TradeDocumentJson.of(
                                document, family.standings().getOrDefault(document.id(), DocumentStanding.NONE)))
                        .toList(),
                family.streams(),
                family.balance(),
                family.whole());
    }
}
