package scf.platform.trade;

import static scf.schema.trade.Tables.COUNTERSIGNATURES;
import static scf.schema.trade.Tables.DISCLOSURES;
import static scf.schema.trade.Tables.VERIFICATIONS;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.trade.tables.records.CountersignaturesRecord;
import scf.schema.trade.tables.records.DisclosuresRecord;
import scf.schema.trade.tables.records.VerificationsRecord;

/// What others say of documents, and who may read them.
@Repository
class StandingStore {

    private final DSLContext sql;

    StandingStore(DSLContext sql) {
        this.sql = sql;
    }

    Map<DocumentId, DocumentStanding> of(Collection<DocumentId> documents) {
        var signatures = sql.selectFrom(COUNTERSIGNATURES)
                .where(COUNTERSIGNATURES.DOCUMENT_ID.in(documents))
                .fetchMap(COUNTERSIGNATURES.DOCUMENT_ID, StandingStore::countersignature);
        var verifications = sql.selectFrom(VERIFICATIONS)
                .where(VERIFICATIONS.DOCUMENT_ID.in(documents))
                .orderBy(VERIFICATIONS.RECORDED_AT, VERIFICATIONS.PARTY_ID, VERIFICATIONS.REFERENCE)
                .fetchGroups(VERIFICATIONS.DOCUMENT_ID, StandingStore::verification);
        var standings = new HashMap<DocumentId, DocumentStanding>();
        for (var id : documents) {
            standings.put(id, new DocumentStanding(signatures.get(id), verifications.getOrDefault(id, List.of())));
        }
        return standings;
    }

    /// Writes the countersignature unless there is one; false says that there is.
    boolean insert(TradeDocument document, Countersignature signature) {
        return sql.insertInto(COUNTERSIGNATURES)
                        .set(new CountersignaturesRecord(
                                document.id(),
                                document.seller(),
                                document.buyer(),
                                document.uploader(),
                                document.sha256(),
                                signature.by(),
                                signature.signedBy(),
                                signature.signedAt()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<Countersignature> countersignature(DocumentId document) {
        return sql.selectFrom(COUNTERSIGNATURES)
                .where(COUNTERSIGNATURES.DOCUMENT_ID.eq(document))
                .fetchOptional(StandingStore::countersignature);
    }

    /// Writes the verification unless its source and reference are recorded by this party; false says that they are.
    boolean insert(DocumentId document, Verification verification) {
        return sql.insertInto(VERIFICATIONS)
                        .set(new VerificationsRecord(
                                document,
                                verification.by(),
                                verification.source(),
                                verification.reference(),
                                verification.result().name(),
                                verification.checkedOn(),
                                verification.recordedBy(),
                                verification.recordedAt()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Verification verification(DocumentId document, Verification same) {
        return sql.selectFrom(VERIFICATIONS)
                .where(
                        VERIFICATIONS.DOCUMENT_ID.eq(document),
                        VERIFICATIONS.PARTY_ID.eq(same.by()),
                        VERIFICATIONS.SOURCE.eq(same.source()),
                        VERIFICATIONS.REFERENCE.eq(same.reference()))
                .fetchSingle(StandingStore::verification);
    }

    void insert(DocumentId document, EnterpriseId reader, String shownBy, Instant at) {
        sql.insertInto(DISCLOSURES)
                .set(new DisclosuresRecord(document, reader, shownBy, at))
                .onConflictDoNothing()
                .execute();
    }

    boolean isShown(DocumentId document, EnterpriseId reader) {
        return sql.fetchExists(DISCLOSURES, DISCLOSURES.DOCUMENT_ID.eq(document).and(DISCLOSURES.READER_ID.eq(reader)));
    }

    private static Countersignature countersignature(CountersignaturesRecord row) {
        return new Countersignature(row.getPartyId(), row.getSignedBy(), row.getSha256(), row.getSignedAt());
    }

    private static Verification verification(VerificationsRecord row) {
        return new Verification(
                row.getPartyId(),
                Verification.Result.valueOf(row.getResult()),
                row.getSource(),
                row.getReference(),
                row.getCheckedOn(),
                row.getRecordedBy(),
                row.getRecordedAt());
    }
}
