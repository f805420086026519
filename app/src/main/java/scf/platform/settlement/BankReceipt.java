package scf.platform.settlement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;

/// A bank's notification of credits (到账通知) or its statement of an account (对账单), and what each credit pays.
///
/// @param message the message as it came, character for character: it is evidence
public record BankReceipt(
        BankReceiptId id,
        EnterpriseId bank,
        String messageId,
        String version,
        String message,
        List<Entry> entries,
        String receivedBy,
        Instant receivedAt) {

    public BankReceipt {
        entries = List.copyOf(entries);
    }

    /// The same message of the same bank is the same receipt, whenever and however often it comes.
    static BankReceiptId idOf(EnterpriseId bank, String messageId) {
        return new BankReceiptId(UUID.nameUUIDFromBytes((bank + " " + messageId).getBytes(StandardCharsets.UTF_8)));
    }

    /// `SETTLING` while the ledger has not answered; `SETTLED` once something of it is, here or where it was told
    /// first; else `UNMATCHED`.
    public String state() {
        if (entries.stream().anyMatch(Entry.Settling.class::isInstance)) {
            return "SETTLING";
        }
        return entries.stream().anyMatch(Entry.Settled.class::isInstance) ? "SETTLED" : "UNMATCHED";
    }

    Optional<Entry> entry(int no) {
        return entries.stream().filter(entry -> entry.credit().no() == no).findFirst();
    }

    BankReceipt with(List<Entry> now) {
        return new BankReceipt(id, bank, messageId, version, message, now, receivedBy, receivedAt);
    }
}
