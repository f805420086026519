package scf.platform.voucher;

import static scf.schema.voucher.Tables.ALERTS;
import static scf.schema.voucher.Tables.CAPS;
import static scf.schema.voucher.Tables.PARTS;
import static scf.schema.voucher.Tables.VOUCHERS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ActHash;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// What transfers ask for, how far vouchers may travel, and what was noticed about it.
@Repository
class TransferStore {

    private final DSLContext sql;

    TransferStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A voucher that will come of another.
    ///
    /// @param document none: the holder keeps it
    record Part(
            VoucherNo no,
            EnterpriseId payee,
            long minor,
            @Nullable DocumentId document,
            @Nullable LocalDate acceptBy) {}

    void keep(ActHash act, VoucherNo no, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            sql.insertInto(PARTS)
                    .set(PARTS.ACT_HASH, act)
                    .set(PARTS.VOUCHER_NO, no)
                    .set(PARTS.NO, part.no())
                    .set(PARTS.POSITION, i)
                    .set(PARTS.PAYEE_ID, part.payee())
                    .set(PARTS.AMOUNT_MINOR, part.minor())
                    .set(PARTS.DOCUMENT_ID, part.document())
                    .set(PARTS.ACCEPT_BY, part.acceptBy())
                    .set(PARTS.STATE, "PREPARED")
                    .execute();
        }
    }

    List<Part> parts(ActHash act) {
        return sql.selectFrom(PARTS)
                .where(PARTS.ACT_HASH.eq(act))
                .orderBy(PARTS.POSITION)
                .fetch(row -> new Part(
                        row.getNo(), row.getPayeeId(), row.getAmountMinor(), row.getDocumentId(), row.getAcceptBy()));
    }

    /// PREPARED → ASKED → WRITTEN | REFUSED.
    void move(ActHash act, String from, String to) {
        int moved = sql.update(PARTS)
                .set(PARTS.STATE, to)
                .where(PARTS.ACT_HASH.eq(act), PARTS.STATE.eq(from))
                .execute();
        if (moved == 0) {
            throw new IllegalStateException("act %s has no parts that are %s".formatted(act, from));
        }
    }

    // Caps

    Optional<Caps> caps(EnterpriseId issuer, LocalDate today) {
        return sql.selectFrom(CAPS)
                .where(CAPS.ISSUER_ID.eq(issuer), CAPS.EFFECTIVE_FROM.le(today))
                .orderBy(CAPS.EFFECTIVE_FROM.desc())
                .limit(1)
                .fetchOptional(
                        row -> new Caps(row.getEffectiveFrom(), row.getHops(), row.getParts(), row.getPartsADay()));
    }

    List<Caps> allCaps(EnterpriseId issuer) {
        return sql.selectFrom(CAPS)
                .where(CAPS.ISSUER_ID.eq(issuer))
                .orderBy(CAPS.EFFECTIVE_FROM)
                .fetch(row -> new Caps(row.getEffectiveFrom(), row.getHops(), row.getParts(), row.getPartsADay()));
    }

    /// Whether they were set; not if others begin on the same day.
    boolean insert(EnterpriseId issuer, Caps caps, String user, Instant now) {
        return sql.insertInto(CAPS)
                        .set(CAPS.ISSUER_ID, issuer)
                        .set(CAPS.EFFECTIVE_FROM, caps.effectiveFrom())
                        .set(CAPS.HOPS, caps.hops())
                        .set(CAPS.PARTS, caps.parts())
                        .set(CAPS.PARTS_A_DAY, caps.partsADay())
                        .set(CAPS.SET_BY, user)
                        .set(CAPS.SET_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    // Alerts

    /// How many parts of a root this holder has passed on to others since then.
    int passedOnSince(VoucherNo root, EnterpriseId transferor, Instant since) {
        return sql.fetchCount(
                VOUCHERS,
                VOUCHERS.ROOT_NO.eq(root),
                VOUCHERS.TRANSFEROR_ID.eq(transferor),
                VOUCHERS.PAYEE_ID.ne(transferor),
                VOUCHERS.ISSUED_AT.gt(since));
    }

    void raise(Alert alert) {
        sql.insertInto(ALERTS)
                .set(ALERTS.VOUCHER_NO, alert.no())
                .set(ALERTS.KIND, alert.kind().name())
                .set(ALERTS.PARTY_ID, alert.party())
                .set(ALERTS.DETAIL, alert.detail())
                .set(ALERTS.RAISED_AT, alert.raisedAt())
                .onConflictDoNothing()
                .execute();
    }

    List<Alert> alerts(Instant after, String idAfter, int limit) {
        var id = ALERTS.VOUCHER_NO.cast(String.class).concat(" ").concat(ALERTS.KIND);
        return sql.selectFrom(ALERTS)
                .where(DSL.row(ALERTS.RAISED_AT, id).gt(after, idAfter))
                .orderBy(ALERTS.RAISED_AT, id)
                .limit(limit)
                .fetch(row -> new Alert(
                        row.getVoucherNo(),
                        Alert.Kind.valueOf(row.getKind()),
                        row.getPartyId(),
                        row.getDetail(),
                        row.getRaisedAt()));
    }

    List<Alert.Kind> alertsOn(VoucherNo no) {
        return sql.select(ALERTS.KIND)
                .from(ALERTS)
                .where(ALERTS.VOUCHER_NO.eq(no))
                .orderBy(ALERTS.KIND)
                .fetch(row -> Alert.Kind.valueOf(row.value1()));
    }
}
