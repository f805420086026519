package scf.platform.signing;

import static scf.schema.signing.Tables.RECEIPTS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;

@Repository
class ReceiptStore {

    private static final int YEARS_KEPT = 10;

    private final DSLContext sql;

    ReceiptStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A receipt as it lies here.
    record Kept(
            UUID id,
            String kid,
            String algorithm,
            Bytes publicKey,
            String method,
            String targetUri,
            Instant receivedAt,
            Bytes requestHead,
            Bytes requestBody,
            Bytes requestBase,
            int status,
            Bytes responseHead,
            Bytes responseBody,
            Bytes responseBase,
            String platformKid,
            Instant keepUntil) {}

    void insert(Receipt receipt) {
        sql.insertInto(RECEIPTS)
                .set(RECEIPTS.ID, receipt.id())
                .set(RECEIPTS.TENANT_ID, receipt.tenant())
                .set(RECEIPTS.KID, receipt.key().kid())
                .set(RECEIPTS.ALGORITHM, receipt.key().algorithm().wire())
                .set(RECEIPTS.PUBLIC_KEY, receipt.key().publicKey().toArray())
                .set(RECEIPTS.METHOD, receipt.request().method())
                .set(RECEIPTS.TARGET_URI, receipt.request().targetUri())
                .set(RECEIPTS.RECEIVED_AT, receipt.receivedAt())
                .set(RECEIPTS.REQUEST_HEAD, receipt.requestHead().toArray())
                .set(RECEIPTS.REQUEST_BODY, receipt.request().body().toArray())
                .set(RECEIPTS.REQUEST_BASE, receipt.requestBase().toArray())
                .set(RECEIPTS.STATUS, receipt.response().status())
                .set(RECEIPTS.RESPONSE_HEAD, receipt.responseHead().toArray())
                .set(RECEIPTS.RESPONSE_BODY, receipt.response().body().toArray())
                .set(RECEIPTS.RESPONSE_BASE, receipt.responseBase().toArray())
                .set(RECEIPTS.PLATFORM_KID, receipt.platformKid())
                .set(RECEIPTS.KEEP_UNTIL, keepUntil(receipt.receivedAt()))
                .execute();
    }

    /// A day more than the years, so that no leap year and no time zone makes it less.
    private static Instant keepUntil(Instant received) {
        return received.atOffset(ZoneOffset.UTC)
                .plusYears(YEARS_KEPT)
                .plusDays(1)
                .toInstant();
    }

    Optional<Kept> find(UUID id, EnterpriseId tenant) {
        return sql.selectFrom(RECEIPTS)
                .where(RECEIPTS.ID.eq(id))
                .and(RECEIPTS.TENANT_ID.eq(tenant))
                .fetchOptional(row -> new Kept(
                        row.getId(),
                        row.getKid().value(),
                        row.getAlgorithm(),
                        Bytes.of(row.getPublicKey()),
                        row.getMethod(),
                        row.getTargetUri(),
                        row.getReceivedAt(),
                        Bytes.of(row.getRequestHead()),
                        Bytes.of(row.getRequestBody()),
                        Bytes.of(row.getRequestBase()),
                        row.getStatus(),
                        Bytes.of(row.getResponseHead()),
                        Bytes.of(row.getResponseBody()),
                        Bytes.of(row.getResponseBase()),
                        row.getPlatformKid(),
                        row.getKeepUntil()));
    }
}
