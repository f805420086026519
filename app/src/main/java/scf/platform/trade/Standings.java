package scf.platform.trade;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// What stands behind documents beside the word of whoever handed them in: the other party's countersignature, and
/// what the issuer's register said to the city or to a bank.
///
/// A bank learns of a document when seller or buyer show it, and not before.
@Service
@Transactional
public class Standings {

    private final StandingStore store;
    private final DocumentStore documents;
    private final Enterprises enterprises;
    private final BusinessDates businessDates;
    private final Clock clock;

    Standings(
            StandingStore store,
            DocumentStore documents,
            Enterprises enterprises,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.documents = documents;
        this.enterprises = enterprises;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// One for each document; [DocumentStanding#NONE] where nobody has said anything.
    @Transactional(readOnly = true)
    public Map<DocumentId, DocumentStanding> of(Collection<DocumentId> ids) {
        return store.of(ids);
    }

    @Transactional(readOnly = true)
    public DocumentStanding of(DocumentId id) {
        return store.of(List.of(id)).getOrDefault(id, DocumentStanding.NONE);
    }

    /// The party that did not hand the document in stands to it.
    ///
    /// @param sha256 of the bytes that it means; null where it means those that are kept
    public Countersigning countersign(EnterpriseId party, String user, DocumentId id, @Nullable String sha256) {
        // 1. Find.
        var found = documents.find(id).filter(document -> document.isOf(party));
        if (found.isEmpty()) {
            return new Countersigning.NoSuchDocument();
        }
        var document = found.get();

        // 2. Every reason to refuse.
        if (document.uploader().equals(party)) {
            return new Countersigning.OwnDocument();
        }
        if (sha256 != null && !sha256.equals(document.sha256())) {
            return new Countersigning.OtherBytes(document.sha256());
        }

        // 3. Do it, once: of two calls at once the second meets the first one's row.
        var signature = new Countersignature(party, user, document.sha256(), now());
        return store.insert(document, signature)
                ? new Countersigning.Signed(document, signature)
                : new Countersigning.SignedBefore(
                        document, store.countersignature(id).orElseThrow());
    }

    /// What somebody was told by the issuer's register.
    public record Told(
            Verification.Result result,
            String source,
            String reference,
            @Nullable LocalDate checkedOn) {}

    public Verifying verify(EnterpriseId party, String user, DocumentId id, Told told) {
        // 1. Find.
        boolean sees = enterprises.known(party).kind() == PartyKind.CITY || store.isShown(id, party);
        var found = documents.find(id).filter(_ -> sees);
        if (found.isEmpty()) {
            return new Verifying.NoSuchDocument();
        }

        // 2. Every reason to refuse.
        var today = businessDates.today();
        var issued = found.get().issueDate();
        var checkedOn = told.checkedOn() == null ? today : told.checkedOn();
        if (checkedOn.isAfter(today) || (told.checkedOn() != null && checkedOn.isBefore(issued))) {
            return new Verifying.CheckedOnNoSuchDay(issued, today);
        }
        var verification =
                new Verification(party, told.result(), told.source(), told.reference(), checkedOn, user, now());

        // 3. Do it, once.
        if (store.insert(id, verification)) {
            return new Verifying.Recorded(verification);
        }
        var recorded = store.verification(id, verification);
        return recorded.result() == verification.result()
                ? new Verifying.RecordedBefore(recorded)
                : new Verifying.RecordedOtherwise(recorded);
    }

    /// Seller or buyer let a bank read a document.
    public Showing show(EnterpriseId party, String user, DocumentId id, EnterpriseId reader) {
        if (documents.find(id).filter(document -> document.isOf(party)).isEmpty()) {
            return new Showing.NoSuchDocument();
        }
        if (enterprises
                .find(reader)
                .filter(each -> each.kind() == PartyKind.BANK)
                .isEmpty()) {
            return new Showing.NotABank();
        }
        store.insert(id, reader, user, now());
        return new Showing.Shown();
    }

    /// The document, for its parties and for the banks to which they have shown it.
    @Transactional(readOnly = true)
    public Optional<TradeDocument> read(DocumentId id, EnterpriseId reader) {
        return documents.find(id).filter(document -> document.isOf(reader) || store.isShown(id, reader));
    }

    /// As precise as the database, so that the first answer and the later ones are equal.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
