package scf.platform.trade;

import static scf.schema.trade.Tables.DISCLOSURES;
import static scf.schema.trade.Tables.DOCUMENTS;
import static scf.schema.trade.Tables.LINES;
import static scf.schema.trade.Tables.ORIGINALS;
import static scf.schema.trade.Tables.WARNINGS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.InvoiceIdentity;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.trade.tables.records.DocumentsRecord;
import scf.schema.trade.tables.records.LinesRecord;
import scf.schema.trade.tables.records.WarningsRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Trade documents in PostgreSQL, with their lines, their warnings and their bytes.
@Repository
class DocumentStore {

    private static final JsonMapper JSON = new JsonMapper();

    /// Everything but the bytes, which are asked for by themselves.
    private static final List<TableField<DocumentsRecord, ?>> READ = List.of(
            DOCUMENTS.ID,
            DOCUMENTS.KIND,
            DOCUMENTS.FORMAT,
            DOCUMENTS.NUMBER,
            DOCUMENTS.ISSUE_DATE,
            DOCUMENTS.DUE_DATE,
            DOCUMENTS.DELIVERY_DATE,
            DOCUMENTS.CONTRACT_NUMBER,
            DOCUMENTS.ORDER_NUMBER,
            DOCUMENTS.DESPATCH_NUMBER,
            DOCUMENTS.INVOICE_NUMBER,
            DOCUMENTS.CURRENCY,
            DOCUMENTS.PAYABLE_MINOR,
            DOCUMENTS.PREPAID_MINOR,
            DOCUMENTS.DETAILS,
            DOCUMENTS.SELLER_ID,
            DOCUMENTS.BUYER_ID,
            DOCUMENTS.SELLER_IDENTIFIER,
            DOCUMENTS.BUYER_IDENTIFIER,
            DOCUMENTS.UPLOADER_ID,
            DOCUMENTS.UPLOADED_BY,
            DOCUMENTS.UPLOADED_AT,
            DOCUMENTS.MEDIA_TYPE,
            DOCUMENTS.SHA256,
            DOCUMENTS.PART);

    private final DSLContext sql;

    DocumentStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Writes the document unless its number is taken by the same side; false says that it is.
    boolean insert(TradeDocument document, byte[] original) {
        sql.insertInto(ORIGINALS, ORIGINALS.SHA256, ORIGINALS.CONTENT)
                .values(document.sha256(), original)
                .onConflictDoNothing()
                .execute();
        int inserted = sql.insertInto(DOCUMENTS)
                .set(row(document))
                .onConflict(DOCUMENTS.KIND, DOCUMENTS.ISSUER_ID, DOCUMENTS.NORMAL_NUMBER, DOCUMENTS.ISSUERS_OWN)
                .doNothing()
                .execute();
        if (inserted == 0) {
            return false;
        }
        var lines = new ArrayList<LinesRecord>();
        for (var line : document.lines()) {
            lines.add(row(document.id(), lines.size() + 1, line));
        }
        sql.batchInsert(lines).execute();
        var warnings = new ArrayList<WarningsRecord>();
        for (var warning : document.warnings()) {
            warnings.add(new WarningsRecord(
                    document.id(), warnings.size() + 1, warning.code(), warning.field(), warning.message()));
        }
        sql.batchInsert(warnings).execute();
        return true;
    }

    Optional<TradeDocument> find(DocumentId id) {
        return fetch(DOCUMENTS.ID.eq(id)).stream().findFirst();
    }

    List<TradeDocument> all(Collection<DocumentId> ids) {
        return fetch(DOCUMENTS.ID.in(ids));
    }

    /// None, one, or two: as the seller and as the buyer have handed it in.
    List<TradeDocument> underTheNumberOf(TradeDocument document) {
        return fetch(DOCUMENTS
                .KIND
                .eq(document.kind().name())
                .and(DOCUMENTS.ISSUER_ID.eq(issuer(document)))
                .and(DOCUMENTS.NORMAL_NUMBER.eq(InvoiceIdentity.normalised(document.number()))));
    }

    byte[] original(DocumentId id) {
        return sql.select(ORIGINALS.CONTENT)
                .from(ORIGINALS)
                .join(DOCUMENTS)
                .on(DOCUMENTS.SHA256.eq(ORIGINALS.SHA256))
                .where(DOCUMENTS.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    List<TradeDocument> ofOrder(EnterpriseId seller, EnterpriseId buyer, String normalOrderNumber) {
        return fetch(DOCUMENTS
                .SELLER_ID
                .eq(seller)
                .and(DOCUMENTS.BUYER_ID.eq(buyer))
                .and(DOCUMENTS
                        .NORMAL_ORDER_NUMBER
                        .eq(normalOrderNumber)
                        .or(DOCUMENTS
                                .KIND
                                .eq(DocumentKind.ORDER.name())
                                .and(DOCUMENTS.NORMAL_NUMBER.eq(normalOrderNumber)))));
    }

    /// Documents whose number is this one but for zeros at the beginning of a group of digits.
    List<TradeDocument> differingByZeros(TradeDocument document) {
        var zeroless =
                DSL.field("regexp_replace({0}, '(^|[^0-9])0+', '\\1', 'g')", String.class, DOCUMENTS.NORMAL_NUMBER);
        String normal = InvoiceIdentity.normalised(document.number());
        return fetch(DOCUMENTS
                .KIND
                .eq(document.kind().name())
                .and(DOCUMENTS.ISSUER_ID.eq(issuer(document)))
                .and(zeroless.eq(normal.replaceAll("(^|[^0-9])0+", "$1")))
                .and(DOCUMENTS.NORMAL_NUMBER.ne(normal)));
    }

    /// What names these numbers or has one of them, between the two.
    List<TradeDocument> related(EnterpriseId seller, EnterpriseId buyer, FamilyNumbers numbers, int limit) {
        var has = DSL.falseCondition()
                .or(is(DocumentKind.CONTRACT, numbers.contracts()))
                .or(is(DocumentKind.ORDER, numbers.orders()))
                .or(is(DocumentKind.DESPATCH, numbers.despatches()))
                .or(is(DocumentKind.INVOICE, numbers.invoices()));
        var names = DOCUMENTS
                .NORMAL_ORDER_NUMBER
                .in(numbers.orders())
                .or(DOCUMENTS.NORMAL_DESPATCH_NUMBER.in(numbers.despatches()))
                .or(DOCUMENTS.NORMAL_INVOICE_NUMBER.in(numbers.invoices()))
                .or(DOCUMENTS.NORMAL_CONTRACT_NUMBER.in(numbers.ownContracts()));
        return read(sql.select(READ)
                .from(DOCUMENTS)
                .where(DOCUMENTS.SELLER_ID.eq(seller), DOCUMENTS.BUYER_ID.eq(buyer), has.or(names))
                .orderBy(DOCUMENTS.UPLOADED_AT, DOCUMENTS.ID)
                .limit(limit)
                .fetch());
    }

    private static Condition is(DocumentKind kind, Collection<String> normalNumbers) {
        return DOCUMENTS.KIND.eq(kind.name()).and(DOCUMENTS.NORMAL_NUMBER.in(normalNumbers));
    }

    Optional<TradeDocument> contract(EnterpriseId seller, EnterpriseId buyer, String normalNumber) {
        return fetch(DOCUMENTS
                        .KIND
                        .eq(DocumentKind.CONTRACT.name())
                        .and(DOCUMENTS.SELLER_ID.eq(seller))
                        .and(DOCUMENTS.BUYER_ID.eq(buyer))
                        .and(DOCUMENTS.NORMAL_NUMBER.eq(normalNumber)))
                .stream()
                .findFirst();
    }

    /// Payments of this invoice, by the number that they name.
    List<TradeDocument> payments(EnterpriseId seller, EnterpriseId buyer, String normalInvoiceNumber) {
        return fetch(DOCUMENTS
                .KIND
                .eq(DocumentKind.PAYMENT.name())
                .and(DOCUMENTS.SELLER_ID.eq(seller))
                .and(DOCUMENTS.BUYER_ID.eq(buyer))
                .and(DOCUMENTS.NORMAL_INVOICE_NUMBER.eq(normalInvoiceNumber)));
    }

    List<TradeDocument> creditNotes(EnterpriseId seller, EnterpriseId buyer, String normalInvoiceNumber) {
        return fetch(DOCUMENTS
                .KIND
                .eq(DocumentKind.CREDIT_NOTE.name())
                .and(DOCUMENTS.SELLER_ID.eq(seller))
                .and(DOCUMENTS.BUYER_ID.eq(buyer))
                .and(DOCUMENTS.NORMAL_INVOICE_NUMBER.eq(normalInvoiceNumber)));
    }

    Optional<TradeDocument> invoice(EnterpriseId seller, String normalNumber) {
        return fetch(DOCUMENTS
                        .KIND
                        .eq(DocumentKind.INVOICE.name())
                        .and(DOCUMENTS.ISSUER_ID.eq(seller))
                        .and(DOCUMENTS.NORMAL_NUMBER.eq(normalNumber)))
                .stream()
                .max(Comparator.comparing(TradeDocument::isIssuersOwn));
    }

    List<TradeDocument> list(
            EnterpriseId party,
            @Nullable DocumentKind kind,
            @Nullable Instant afterTime,
            @Nullable DocumentId afterId,
            int limit) {
        var mine = DOCUMENTS.SELLER_ID.eq(party).or(DOCUMENTS.BUYER_ID.eq(party));
        return page(mine, kind, afterTime, afterId, limit);
    }

    List<TradeDocument> shown(
            EnterpriseId reader,
            @Nullable DocumentKind kind,
            @Nullable Instant afterTime,
            @Nullable DocumentId afterId,
            int limit) {
        var shown = DOCUMENTS.ID.in(
                DSL.select(DISCLOSURES.DOCUMENT_ID).from(DISCLOSURES).where(DISCLOSURES.READER_ID.eq(reader)));
        return page(shown, kind, afterTime, afterId, limit);
    }

    private List<TradeDocument> page(
            Condition which,
            @Nullable DocumentKind kind,
            @Nullable Instant afterTime,
            @Nullable DocumentId afterId,
            int limit) {
        var ofKind = kind == null ? DSL.noCondition() : DOCUMENTS.KIND.eq(kind.name());
        var after = afterTime == null || afterId == null
                ? DSL.noCondition()
                : DSL.row(DOCUMENTS.UPLOADED_AT, DOCUMENTS.ID).gt(afterTime, afterId);
        return read(sql.select(READ)
                .from(DOCUMENTS)
                .where(which, ofKind, after)
                .orderBy(DOCUMENTS.UPLOADED_AT, DOCUMENTS.ID)
                .limit(limit)
                .fetch());
    }

    private List<TradeDocument> fetch(Condition which) {
        return read(sql.select(READ)
                .from(DOCUMENTS)
                .where(which)
                .orderBy(DOCUMENTS.UPLOADED_AT, DOCUMENTS.ID)
                .fetch());
    }

    private List<TradeDocument> read(List<? extends Record> rows) {
        var ids = rows.stream().map(row -> row.get(DOCUMENTS.ID)).toList();
        var lines = new HashMap<>(sql.selectFrom(LINES)
                .where(LINES.DOCUMENT_ID.in(ids))
                .orderBy(LINES.POSITION)
                .fetchGroups(LINES.DOCUMENT_ID, DocumentStore::line));
        var warnings = new HashMap<>(sql.selectFrom(WARNINGS)
                .where(WARNINGS.DOCUMENT_ID.in(ids))
                .orderBy(WARNINGS.POSITION)
                .fetchGroups(
                        WARNINGS.DOCUMENT_ID, row -> new Warning(row.getCode(), row.getField(), row.getMessage())));
        return rows.stream()
                .map(row -> document(
                        row,
                        lines.getOrDefault(row.get(DOCUMENTS.ID), List.of()),
                        warnings.getOrDefault(row.get(DOCUMENTS.ID), List.of())))
                .toList();
    }

    private static EnterpriseId issuer(TradeDocument document) {
        return switch (document.kind().issuer()) {
            case SELLER -> document.seller();
            case BUYER -> document.buyer();
        };
    }

    private static DocumentsRecord row(TradeDocument document) {
        var row = new DocumentsRecord();
        row.setId(document.id());
        row.setKind(document.kind().name());
        row.setFormat(document.format().name());
        row.setNumber(document.number());
        row.setNormalNumber(InvoiceIdentity.normalised(document.number()));
        row.setIssuerId(issuer(document));
        row.setSellerId(document.seller());
        row.setBuyerId(document.buyer());
        row.setSellerIdentifier(document.sellerIdentifier());
        row.setBuyerIdentifier(document.buyerIdentifier());
        row.setIssueDate(document.issueDate());
        row.setDueDate(document.dueDate());
        row.setDeliveryDate(document.deliveredOn());
        row.setContractNumber(document.contractNumber());
        row.setNormalContractNumber(normalised(document.contractNumber()));
        row.setOrderNumber(document.orderNumber());
        row.setNormalOrderNumber(normalised(document.orderNumber()));
        row.setDespatchNumber(document.despatchNumber());
        row.setNormalDespatchNumber(normalised(document.despatchNumber()));
        row.setInvoiceNumber(document.invoiceNumber());
        row.setNormalInvoiceNumber(normalised(document.invoiceNumber()));
        var payable = document.payable();
        row.setCurrency(payable == null ? null : payable.currency().getCurrencyCode());
        row.setPayableMinor(payable == null ? null : payable.minor());
        var prepaid = document.prepaid();
        row.setPrepaidMinor(prepaid == null ? null : prepaid.minor());
        row.setDetails(JSONB.valueOf(JSON.writeValueAsString(document.details())));
        row.setMediaType(document.mediaType());
        row.setSha256(document.sha256());
        row.setPart(document.part());
        row.setUploaderId(document.uploader());
        row.setUploadedBy(document.uploadedBy());
        row.setUploadedAt(document.uploadedAt());
        return row;
    }

    private static @Nullable String normalised(@Nullable String number) {
        return number == null ? null : InvoiceIdentity.normalised(number);
    }

    private static LinesRecord row(DocumentId document, int position, DocumentLine line) {
        return new LinesRecord(
                document,
                position,
                line.lineNo(),
                line.orderLineNo(),
                line.sellerItem(),
                line.buyerItem(),
                line.standardItem(),
                line.itemName(),
                line.quantity(),
                line.unit(),
                line.netMinor(),
                line.price());
    }

    private static DocumentLine line(LinesRecord row) {
        return new DocumentLine(
                row.getLineNo(),
                row.getOrderLineNo(),
                row.getSellerItem(),
                row.getBuyerItem(),
                row.getStandardItem(),
                row.getItemName(),
                row.getQuantity(),
                row.getUnit(),
                row.getNetMinor(),
                row.getPrice());
    }

    private static TradeDocument document(Record row, List<DocumentLine> lines, List<Warning> warnings) {
        return new TradeDocument(
                row.get(DOCUMENTS.ID),
                DocumentKind.valueOf(row.get(DOCUMENTS.KIND)),
                DocumentFormat.valueOf(row.get(DOCUMENTS.FORMAT)),
                row.get(DOCUMENTS.NUMBER),
                row.get(DOCUMENTS.ISSUE_DATE),
                row.get(DOCUMENTS.DUE_DATE),
                row.get(DOCUMENTS.DELIVERY_DATE),
                row.get(DOCUMENTS.CONTRACT_NUMBER),
                row.get(DOCUMENTS.ORDER_NUMBER),
                row.get(DOCUMENTS.DESPATCH_NUMBER),
                row.get(DOCUMENTS.INVOICE_NUMBER),
                money(row.get(DOCUMENTS.PAYABLE_MINOR), row.get(DOCUMENTS.CURRENCY)),
                money(row.get(DOCUMENTS.PREPAID_MINOR), row.get(DOCUMENTS.CURRENCY)),
                lines,
                details(row.get(DOCUMENTS.DETAILS)),
                row.get(DOCUMENTS.SELLER_ID),
                row.get(DOCUMENTS.BUYER_ID),
                row.get(DOCUMENTS.SELLER_IDENTIFIER),
                row.get(DOCUMENTS.BUYER_IDENTIFIER),
                row.get(DOCUMENTS.UPLOADER_ID),
                row.get(DOCUMENTS.UPLOADED_BY),
                row.get(DOCUMENTS.UPLOADED_AT),
                row.get(DOCUMENTS.MEDIA_TYPE),
                row.get(DOCUMENTS.SHA256),
                row.get(DOCUMENTS.PART),
                warnings);
    }

    private static @Nullable Money money(@Nullable Long minor, @Nullable String currency) {
        return minor == null || currency == null ? null : Money.ofMinor(minor, currency);
    }

    private static Map<String, String> details(JSONB json) {
        return JSON.readValue(json.data(), new TypeReference<Map<String, String>>() {});
    }
}
