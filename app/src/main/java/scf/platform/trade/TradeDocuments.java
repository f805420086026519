package scf.platform.trade;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.InvoiceIdentity;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Identifier;
import scf.platform.enterprise.PartyKind;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// The trade documents (贸易单证): taken in, read, compared with what is stored, kept with their very bytes.
///
/// A document belongs to its seller and its buyer, and nobody else learns that it exists.
@Service
public class TradeDocuments {

    private final DocumentStore store;
    private final Standings standings;
    private final Enterprises enterprises;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TradeDocuments(
            DocumentStore store,
            Standings standings,
            Enterprises enterprises,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.standings = standings;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.events = events;
        this.clock = clock;
    }

    public Optional<TradeDocument> find(DocumentId id) {
        return store.find(id);
    }

    /// The document, if it is this party's.
    public Optional<TradeDocument> find(DocumentId id, EnterpriseId party) {
        return store.find(id).filter(document -> document.isOf(party));
    }

    /// The bytes as they were handed in.
    public byte[] original(DocumentId id) {
        return store.original(id);
    }

    /// A party's documents in the order in which they came; of a bank those that were shown to it.
    public List<TradeDocument> list(
            EnterpriseId party,
            @Nullable DocumentKind kind,
            @Nullable Instant afterTime,
            @Nullable DocumentId afterId,
            int limit) {
        boolean bank = enterprises
                .find(party)
                .filter(each -> each.kind() == PartyKind.BANK)
                .isPresent();
        return bank
                ? store.shown(party, kind, afterTime, afterId, limit)
                : store.list(party, kind, afterTime, afterId, limit);
    }

    /// The documents of one trade, found by the number of its order.
    public List<TradeDocument> ofOrder(EnterpriseId seller, EnterpriseId buyer, String orderNumber) {
        return store.ofOrder(seller, buyer, InvoiceIdentity.normalised(orderNumber));
    }

    /// The contract of this number between the two, where one of them has handed it in.
    public Optional<TradeDocument> contract(EnterpriseId seller, EnterpriseId buyer, String number) {
        return store.contract(seller, buyer, InvoiceIdentity.normalised(number));
    }

    /// The document as its issuer has handed it in, where the issuer has; or else as it is.
    public TradeDocument inForce(TradeDocument document) {
        return document.isIssuersOwn()
                ? document
                : versions(document).stream()
                        .filter(TradeDocument::isIssuersOwn)
                        .findFirst()
                        .orElse(document);
    }

    /// The document under its number, as each party has handed it in.
    public List<TradeDocument> versions(TradeDocument document) {
        return store.underTheNumberOf(document);
    }

    /// The credit notes that take back this invoice, in whole or part.
    public List<TradeDocument> creditNotesOf(TradeDocument invoice) {
        return store.creditNotes(invoice.seller(), invoice.buyer(), InvoiceIdentity.normalised(invoice.number()));
    }

    /// The invoice that a credit note names, where it is stored.
    public Optional<TradeDocument> invoiceOf(TradeDocument creditNote) {
        String number = creditNote.invoiceNumber();
        return number == null
                ? Optional.empty()
                : store.invoice(creditNote.seller(), InvoiceIdentity.normalised(number));
    }

    /// What was paid on this invoice, by payments that name it.
    public List<TradeDocument> paymentsOf(TradeDocument invoice) {
        return store.payments(invoice.seller(), invoice.buyer(), InvoiceIdentity.normalised(invoice.number()));
    }

    /// How well the four streams behind an invoice are documented: the documents that a claim names, and what was
    /// credited and paid.
    @Transactional(readOnly = true)
    public List<StreamEvidence> streams(DocumentId invoice, Collection<DocumentId> evidence) {
        var behind = new LinkedHashMap<DocumentId, TradeDocument>();
        store.find(invoice).ifPresent(found -> {
            behind.put(invoice, found);
            creditNotesOf(found).forEach(note -> behind.put(note.id(), note));
            paymentsOf(found).forEach(payment -> behind.put(payment.id(), payment));
        });
        store.all(evidence).forEach(document -> behind.put(document.id(), document));
        return StreamEvidence.of(List.copyOf(behind.values()), standings.of(behind.keySet()));
    }

    /// The documents of one trade, found from any of them by the numbers in which they name each other.
    ///
    /// @param reader sees of the family what is its own or was shown to it
    public Optional<Family> family(DocumentId id, EnterpriseId reader) {
        return standings.read(id, reader).map(asked -> {
            var known = List.of(asked);
            while (known.size() <= Limits.MOST_OF_A_FAMILY) {
                var wider = store.related(
                        asked.seller(), asked.buyer(), FamilyNumbers.of(asked, known), Limits.MOST_OF_A_FAMILY + 1);
                if (wider.size() <= known.size()) {
                    break;
                }
                known = wider;
            }
            boolean whole = known.size() <= Limits.MOST_OF_A_FAMILY;
            var seen = (known.isEmpty() ? List.of(asked) : known)
                    .stream()
                            .limit(Limits.MOST_OF_A_FAMILY)
                            .filter(document -> asked.isOf(reader)
                                    || standings.read(document.id(), reader).isPresent())
                            .toList();
            return Family.of(
                    seen, standings.of(seen.stream().map(TradeDocument::id).toList()), whole);
        });
    }

    /// Takes in a file: XML of one document or several, OFD, CSV, XLSX. What it is, its first bytes say.
    @Transactional
    public Importing importFile(Upload upload) {
        DocumentFile file;
        try {
            file = DocumentFile.read(
                    upload.bytes().toArray(), upload.mediaType().equals("text/csv"));
        } catch (Unacceptable e) {
            return new Importing.One(new Filing.Unreadable(List.of(e.fault())));
        }
        if (!file.several()) {
            return new Importing.One(file(upload, file.pieces().getFirst()));
        }
        return new Importing.Several(file.pieces().stream()
                .map(piece -> new Importing.Item(Objects.requireNonNullElse(piece.place(), ""), file(upload, piece)))
                .toList());
    }

    /// Takes in XML of one document.
    @Transactional
    public Filing fileXml(Upload upload) {
        return switch (importFile(upload)) {
            case Importing.One one -> one.filing();
            case Importing.Several several ->
                throw new IllegalArgumentException(
                        "one document was expected, not " + several.items().size());
        };
    }

    /// Takes in the rows of an ERP.
    @Transactional
    public Filing fileRows(Upload upload, DocumentRows rows) {
        try {
            return file(upload, null, RowsReader.read(rows));
        } catch (Unacceptable e) {
            return new Filing.Unreadable(List.of(e.fault()));
        }
    }

    private Filing file(Upload upload, DocumentFile.Piece piece) {
        return switch (piece) {
            case DocumentFile.Piece.Faulty faulty -> new Filing.Unreadable(faulty.faults());
            case DocumentFile.Piece.Sound(String place, ReadDocument document) -> file(upload, place, document);
        };
    }

    private Filing file(Upload upload, @Nullable String place, ReadDocument read) {
        // Find: whose document it is, and of which family.
        var platforms = platformIn("seller", read.seller(), upload).or(() -> platformIn("buyer", read.buyer(), upload));
        if (platforms.isPresent()) {
            return platforms.get();
        }
        var warnings = new ArrayList<>(read.warnings());
        var seller = party("seller", read.seller(), upload.seller(), warnings);
        if (seller instanceof Party.Unclear unclear) {
            return unclear.refusal();
        }
        var buyer = party("buyer", read.buyer(), upload.buyer(), warnings);
        if (buyer instanceof Party.Unclear unclear) {
            return unclear.refusal();
        }
        var against = namedAgainst(read.references(), upload.references());
        if (against.isPresent()) {
            return against.get();
        }
        var references = references(read, upload.references(), warnings);
        var document = document(upload, place, read, references, known(seller), known(buyer), warnings);

        // Every reason to refuse.
        if (document.seller().equals(document.buyer())) {
            var figures = Figures.of("number", document.number()).and("seller_and_buyer", document.seller());
            return verdicts.refused(RuleCode.R_02, Subject.of(upload.uploader()), figures, new Filing.SellerIsBuyer());
        }
        if (!document.isOf(upload.uploader())) {
            return new Filing.NotTheirDocument();
        }

        // Insert or find: of two who hand in one number at once, the second waits and meets the first one's row.
        document = document.with(lookAlikes(document));
        var stored = store.underTheNumberOf(document);
        if (mayBeAdded(document, stored)
                && store.insert(document, upload.bytes().toArray())) {
            events.publishEvent(new DocumentFiled(document));
            return new Filing.Filed(document);
        }
        return compared(store.underTheNumberOf(document), document);
    }

    /// A number that differs from a stored one by zeros alone is another number, and worth a look: a spreadsheet
    /// drops zeros, and so does whoever wants to be paid twice.
    private List<Warning> lookAlikes(TradeDocument document) {
        return store.differingByZeros(document).stream()
                .filter(other -> other.isOf(document.uploader()))
                .limit(3)
                .map(other -> new Warning(
                        "number_differs_by_zeros",
                        "",
                        "document %s of %s is numbered %s".formatted(other.id(), other.issueDate(), other.number())))
                .toList();
    }

    /// A mapping fills what a document leaves open; it never says otherwise than the document.
    private static Optional<Filing> namedAgainst(DocumentReferences own, Upload.References mapped) {
        return differs("contract", own.contract(), mapped.contract())
                .or(() -> differs("order", own.order(), mapped.order()))
                .or(() -> differs("invoice", own.invoice(), mapped.invoice()));
    }

    private static Optional<Filing> differs(String role, @Nullable String own, @Nullable String mapped) {
        return own == null
                        || mapped == null
                        || InvoiceIdentity.normalised(own).equals(InvoiceIdentity.normalised(mapped))
                ? Optional.empty()
                : Optional.of(new Filing.MappedAgainstTheDocument(role, "?" + role, own));
    }

    private static DocumentReferences references(ReadDocument read, Upload.References mapped, List<Warning> warnings) {
        var whole =
                read.references().or(new DocumentReferences(mapped.contract(), mapped.order(), null, mapped.invoice()));
        if (!whole.equals(read.references())) {
            warnings.add(
                    new Warning("reference_mapped", "", "the document does not name its whole family; the caller has"));
        }
        return whole;
    }

    /// A number is used once, but for one thing: what the seller has handed in of the buyer's orders and receipts, or
    /// the buyer of the seller's invoices, does not keep the issuer from handing in its own, which then counts.
    private static boolean mayBeAdded(TradeDocument document, List<TradeDocument> stored) {
        boolean other = stored.stream()
                .noneMatch(each -> each.isIssuersOwn()
                        || DocumentComparison.differences(each, document).isEmpty());
        return stored.isEmpty() || (document.isIssuersOwn() && other);
    }

    private static Filing compared(List<TradeDocument> versions, TradeDocument handedIn) {
        var same = versions.stream()
                .filter(each -> DocumentComparison.differences(each, handedIn).isEmpty())
                .findFirst();
        if (same.isPresent()) {
            return new Filing.FiledBefore(same.get());
        }
        var stored = versions.stream()
                .filter(TradeDocument::isIssuersOwn)
                .findFirst()
                .orElseGet(versions::getFirst);
        var differences = DocumentComparison.differences(stored, handedIn);
        // Another buyer's invoice is not shown to this one: that the number is taken is all it learns.
        return stored.isOf(handedIn.uploader())
                ? new Filing.NumberTaken(stored, differences)
                : new Filing.NumberTaken(null, List.of());
    }

    /// Who runs the platform is no party of the trade that is financed on it.
    private Optional<Filing> platformIn(String role, ReadDocument.NamedParty named, Upload upload) {
        boolean isThere = named.identifiers().stream()
                .flatMap(identifier -> official(identifier).stream())
                .flatMap(identifier -> enterprises.find(identifier).stream())
                .anyMatch(party -> party.kind() == PartyKind.CITY);
        if (!isThere) {
            return Optional.empty();
        }
        var today = businessDates.today();
        var rule = rulebook.at(today, RuleCode.R_03)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-03 on " + today));
        var why = new Filing.PlatformIsAParty(role, named.field(), rule);
        return Optional.of(verdicts.refused(rule, Subject.of(upload.uploader()), Figures.of("as", role), why));
    }

    /// Whom the document means.
    private sealed interface Party {

        record Known(Enterprise enterprise) implements Party {}

        record Unclear(Filing refusal) implements Party {}
    }

    private static Enterprise known(Party party) {
        return switch (party) {
            case Party.Known known -> known.enterprise();
            case Party.Unclear unclear -> throw new IllegalStateException("was refused before: " + unclear);
        };
    }

    /// By the document's own identifiers first. A mapping by the caller only fills what they leave open: a
    /// document that names one enterprise is never filed as another's.
    private Party party(
            String role, ReadDocument.NamedParty named, @Nullable EnterpriseId mapped, List<Warning> warnings) {
        for (String identifier : named.identifiers()) {
            var official = official(identifier);
            if (official.isEmpty()) {
                continue;
            }
            var found = enterprises.find(official.get()).filter(each -> each.kind() == PartyKind.ENTERPRISE);
            if (mapped != null && !found.map(Enterprise::id).equals(Optional.of(mapped))) {
                return new Party.Unclear(new Filing.MappedAgainstTheDocument(role, named.field(), identifier));
            }
            if (found.isPresent()) {
                return new Party.Known(found.get());
            }
        }
        var chosen = mapped == null
                ? Optional.<Enterprise>empty()
                : enterprises.find(mapped).filter(each -> each.kind() == PartyKind.ENTERPRISE);
        if (chosen.isEmpty()) {
            return new Party.Unclear(new Filing.UnknownParty(role, named.field(), named.identifiers()));
        }
        String called = named.name() == null ? "nobody" : named.name();
        warnings.add(new Warning(
                "party_mapped",
                named.field(),
                "the document names %s without a known identifier; the caller mapped the %s to %s"
                        .formatted(called, role, chosen.get().identifier().value())));
        return new Party.Known(chosen.get());
    }

    /// A 统一社会信用代码 or an LEI, if the text is one; a tax number of elsewhere is none.
    private static Optional<Identifier> official(String text) {
        String plain = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        for (var scheme : Identifier.Scheme.values()) {
            try {
                return Optional.of(Identifier.of(scheme, plain));
            } catch (IllegalArgumentException _) {
                // Not one of this scheme.
            }
        }
        return Optional.empty();
    }

    private TradeDocument document(
            Upload upload,
            @Nullable String place,
            ReadDocument read,
            DocumentReferences references,
            Enterprise seller,
            Enterprise buyer,
            List<Warning> warnings) {
        return new TradeDocument(
                DocumentId.random(),
                read.kind(),
                read.format(),
                read.number(),
                read.issueDate(),
                read.dueDate(),
                read.deliveredOn(),
                references.contract(),
                references.order(),
                references.despatch(),
                references.invoice(),
                read.payable(),
                read.prepaid(),
                read.lines(),
                read.details(),
                seller.id(),
                buyer.id(),
                seller.identifier().value(),
                buyer.identifier().value(),
                upload.uploader(),
                upload.user(),
                // As precise as the database, so that the first answer and the later ones are equal.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                upload.mediaType(),
                sha256(upload.bytes().toArray()),
                place,
                warnings);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
