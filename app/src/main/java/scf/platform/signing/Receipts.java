package scf.platform.signing;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import scf.schema.ids.EnterpriseId;

/// Receipts of signed calls: written once, never changed, kept for at least ten years (反洗钱法).
@Component
class Receipts {

    private final ReceiptStore store;

    Receipts(ReceiptStore store) {
        this.store = store;
    }

    void append(Receipt receipt) {
        store.insert(receipt);
    }

    /// Another party's receipt does not exist.
    Optional<ReceiptStore.Kept> find(UUID id, EnterpriseId tenant) {
        return store.find(id, tenant);
    }
}
