import java.util.Map;
import java.util.Set;

/// Which state may follow which: the tables of the trade (domain, state machines), written down here once more.
final class States {

    /// A voucher. A step that waits for the ledger goes on when the ledger writes it and back when it refuses.
    static final Map<String, Set<String>> VOUCHER = Map.ofEntries(
            Map.entry("", Set.of("ISSUING", "PENDING_ACCEPT", "ACTIVE")),
            Map.entry("ISSUING", Set.of("PENDING_ACCEPT", "ISSUE_REFUSED")),
            Map.entry("PENDING_ACCEPT", Set.of("ACCEPTING", "DECLINING", "VOID")),
            Map.entry("ACCEPTING", Set.of("ACTIVE", "PENDING_ACCEPT")),
            Map.entry("DECLINING", Set.of("VOID", "PENDING_ACCEPT")),
            Map.entry("ACTIVE", Set.of("TRANSFERRING", "VOIDING", "LOCKING", "DUE", "VOID")),
            Map.entry("TRANSFERRING", Set.of("SPENT", "ACTIVE")),
            Map.entry("VOIDING", Set.of("VOID", "ACTIVE")),
            Map.entry("LOCKING", Set.of("FIN_LOCKED", "ACTIVE")),
            Map.entry("FIN_LOCKED", Set.of("FUNDING", "ACTIVE")),
            Map.entry("FUNDING", Set.of("FINANCED", "FIN_LOCKED")),
            Map.entry("FINANCED", Set.of("DUE", "VOID")),
            Map.entry("DUE", Set.of("SETTLING", "OVERDUE")),
            Map.entry("SETTLING", Set.of("SETTLED", "DUE", "OVERDUE", "RECOURSED")),
            Map.entry("OVERDUE", Set.of("SETTLING", "RECOURSED", "DEFAULTED")),
            Map.entry("RECOURSED", Set.of("SETTLING")));

    /// An entry of the whitelist (白名单), by the states of its versions.
    static final Map<String, Set<String>> LISTING = Map.of(
            "", Set.of("DECLARED"),
            "DECLARED", Set.of("RECOMMENDED", "REMOVED"),
            "RECOMMENDED", Set.of("REVIEWED", "REMOVED"),
            "REVIEWED", Set.of("PUBLICISED", "REMOVED"),
            "PUBLICISED", Set.of("LISTED", "REMOVED"),
            "LISTED", Set.of("LISTED", "SUSPENDED", "REMOVED"),
            "SUSPENDED", Set.of("LISTED", "REMOVED"));

    private States() {}

    static boolean leads(Map<String, Set<String>> machine, String from, String to) {
        return machine.getOrDefault(from, Set.of()).contains(to);
    }

    /// In which states the platform may show a voucher that stands so on the ledger, when nothing waits.
    ///
    /// Maturity, the end of a lock and the end of an offer to accept come by the calendar: no act tells the ledger.
    ///
    /// @param lapsed whether its payee has let it lapse
    static Set<String> ofVoucherOn(String standing, boolean lapsed) {
        return switch (standing) {
            case "PENDING_ACCEPT" -> lapsed ? Set.of("VOID") : Set.of("PENDING_ACCEPT");
            case "ACTIVE" -> Set.of("ACTIVE", "DUE", "OVERDUE", "RECOURSED", "DEFAULTED");
            case "FIN_LOCKED" -> Set.of("FIN_LOCKED", "ACTIVE", "DUE", "OVERDUE", "RECOURSED", "DEFAULTED");
            case "FINANCED" -> Set.of("FINANCED", "DUE", "OVERDUE", "RECOURSED", "DEFAULTED");
            default -> Set.of(standing);
        };
    }
}
