package scf.platform.trade;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.InvoiceIdentity;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Identifier;
import scf.platform.enterprise.PartyKind;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// The trade documents (贸易单证): taken in, read, compared with what is stored, kept with their very bytes.
///
/// A document belongs to its seller and its buyer, and nobody else learns that it exists.
@Service
public class TradeDocuments {

    private final DocumentStore store;
    private final Enterprises enterprises;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TradeDocuments(DocumentStore store, Enterprises enterprises, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
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

    /// A party's documents in the order in which they came.
    public List<TradeDocument> list(
            EnterpriseId party,
            @Nullable DocumentKind kind,
            @Nullable Instant afterTime,
            @Nullable DocumentId afterId,
            int limit) {
        return store.list(party, kind, afterTime, afterId, limit);
    }

    /// The documents of one trade, found by the number of its order.
    public List<TradeDocument> ofOrder(EnterpriseId seller, EnterpriseId buyer, String orderNumber) {
        return store.ofOrder(seller, buyer, InvoiceIdentity.normalised(orderNumber));
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

    /// Takes in XML: UBL or 数电票, told apart by its root.
    @Transactional
    public Filing fileXml(Upload upload) {
        return file(upload, () -> {
            var root = XmlTree.read(upload.bytes().toArray());
            if (UblReader.reads(root)) {
                return UblReader.read(root);
            }
            if (DigitalInvoiceReader.reads(root)) {
                return DigitalInvoiceReader.read(root);
            }
            throw new Unacceptable(
                    root.path(),
                    "known_document",
                    Values.PAGE,
                    root.all("EInvoice").isEmpty()
                            ? "neither UBL 2 Order, DespatchAdvice, ReceiptAdvice, Invoice, CreditNote nor EInvoice"
                            : "several invoices in one file: hand in each by itself");
        });
    }

    /// Takes in the rows of an ERP.
    @Transactional
    public Filing fileRows(Upload upload, DocumentRows rows) {
        return file(upload, () -> RowsReader.read(rows));
    }

    private Filing file(Upload upload, Supplier<ReadDocument> reader) {
        // Find: what the bytes say, and whose document it is.
        ReadDocument read;
        try {
            read = reader.get();
        } catch (Unacceptable e) {
            return new Filing.Unreadable(List.of(e.fault()));
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
        var document = document(upload, read, known(seller), known(buyer), warnings);

        // Every reason to refuse.
        if (document.seller().equals(document.buyer())) {
            return new Filing.SellerIsBuyer();
        }
        if (!document.isOf(upload.uploader())) {
            return new Filing.NotTheirDocument();
        }

        // Insert or find: of two who hand in one number at once, the second waits and meets the first one's row.
        if (store.insert(document, upload.bytes().toArray())) {
            events.publishEvent(new DocumentFiled(document));
            return new Filing.Filed(document);
        }
        return compared(store.underTheNumberOf(document), document);
    }

    private static Filing compared(TradeDocument stored, TradeDocument handedIn) {
        var differences = differences(stored, handedIn);
        if (differences.isEmpty()) {
            return new Filing.FiledBefore(stored);
        }
        // Another buyer's invoice is not shown to this one: that the number is taken is all it learns.
        return stored.isOf(handedIn.uploader())
                ? new Filing.NumberTaken(stored, differences)
                : new Filing.NumberTaken(null, List.of());
    }

    /// Another counterparty, date, total or quantity under one number is another document, and one of the two is
    /// wrong.
    private static List<Filing.Difference> differences(TradeDocument stored, TradeDocument handedIn) {
        var found = new ArrayList<Filing.Difference>();
        compare(found, "seller", stored.sellerIdentifier(), handedIn.sellerIdentifier());
        compare(found, "buyer", stored.buyerIdentifier(), handedIn.buyerIdentifier());
        compare(found, "date", stored.issueDate(), handedIn.issueDate());
        compare(found, "payable", stored.payable(), handedIn.payable());
        compare(found, "quantities", quantities(stored), quantities(handedIn));
        return found;
    }

    private static void compare(
            List<Filing.Difference> found, String field, @Nullable Object stored, @Nullable Object handedIn) {
        String before = stored == null ? "" : stored.toString();
        String now = handedIn == null ? "" : handedIn.toString();
        if (!before.equals(now)) {
            found.add(new Filing.Difference(field, before, now));
        }
    }

    private static List<String> quantities(TradeDocument document) {
        return document.lines().stream()
                .map(DocumentLine::quantity)
                .filter(quantity -> quantity != null)
                .map(BigDecimal::stripTrailingZeros)
                .map(BigDecimal::toPlainString)
                .toList();
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
            Upload upload, ReadDocument read, Enterprise seller, Enterprise buyer, List<Warning> warnings) {
        return new TradeDocument(
                DocumentId.random(),
                read.kind(),
                read.format(),
                read.number(),
                read.issueDate(),
                read.dueDate(),
                read.deliveredOn(),
                read.orderNumber(),
                read.despatchNumber(),
                read.invoiceNumber(),
                read.payable(),
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
