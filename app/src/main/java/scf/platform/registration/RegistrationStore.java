package scf.platform.registration;

import static scf.schema.registration.Tables.CHANGES;
import static scf.schema.registration.Tables.REGISTRATIONS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.RegistrationId;
import scf.schema.registration.tables.records.RegistrationsRecord;

@Repository
class RegistrationStore {

    private final DSLContext sql;

    RegistrationStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Registration> find(RegistrationId id) {
        return sql.selectFrom(REGISTRATIONS).where(REGISTRATIONS.ID.eq(id)).fetchOptional(RegistrationStore::read);
    }

    Optional<Registration> of(FinancingRequestId request) {
        return sql.selectFrom(REGISTRATIONS)
                .where(REGISTRATIONS.REQUEST_ID.eq(request))
                .fetchOptional(RegistrationStore::read);
    }

    List<Registration> by(EnterpriseId bank, Instant recordedAfter, RegistrationId idAfter, int limit) {
        return sql.selectFrom(REGISTRATIONS)
                .where(
                        REGISTRATIONS.BANK_ID.eq(bank),
                        DSL.row(REGISTRATIONS.RECORDED_AT, REGISTRATIONS.ID).gt(recordedAfter, idAfter))
                .orderBy(REGISTRATIONS.RECORDED_AT, REGISTRATIONS.ID)
                .limit(limit)
                .fetch(RegistrationStore::read);
    }

    /// Whether the number was free: of two that record one number at once, the second waits here and is told.
    boolean insert(Registration registration) {
        return sql.insertInto(REGISTRATIONS)
                        .set(REGISTRATIONS.ID, registration.id())
                        .set(REGISTRATIONS.REQUEST_ID, registration.request())
                        .set(REGISTRATIONS.BANK_ID, registration.bank())
                        .set(REGISTRATIONS.REGISTRATION_NO, registration.number())
                        .set(REGISTRATIONS.REGISTERED_AT, registration.registeredAt())
                        .set(REGISTRATIONS.SEARCHED_AT, registration.search().searchedAt())
                        .set(
                                REGISTRATIONS.SEARCH_RESULT,
                                registration.search().result().name())
                        .set(REGISTRATIONS.SEARCH_NO, registration.search().number())
                        .set(REGISTRATIONS.PROOF_SHA256, registration.search().proofSha256())
                        .set(REGISTRATIONS.ASSET_TEXT, registration.assetText())
                        .set(
                                REGISTRATIONS.TERM_MONTHS,
                                registration.term() == null
                                        ? null
                                        : registration.term().months())
                        .set(
                                REGISTRATIONS.EXPIRES_ON,
                                registration.term() == null
                                        ? null
                                        : registration.term().expiresOn())
                        .set(REGISTRATIONS.RECORDED_BY, registration.recordedBy())
                        .set(REGISTRATIONS.RECORDED_AT, registration.recordedAt())
                        .onConflict(REGISTRATIONS.REGISTRATION_NO)
                        .doNothing()
                        .execute()
                == 1;
    }

    Optional<Registration> lock(RegistrationId id) {
        return sql.selectFrom(REGISTRATIONS)
                .where(REGISTRATIONS.ID.eq(id))
                .forUpdate()
                .fetchOptional(RegistrationStore::read);
    }

    /// Whether the number of the change was free.
    ///
    /// @param months of an extension; none discharges
    boolean insertChange(
            RegistrationId id, String number, Instant changedAt, @Nullable Integer months, String user, Instant now) {
        return sql.insertInto(CHANGES)
                        .set(CHANGES.REGISTRATION_ID, id)
                        .set(CHANGES.CHANGE_NO, number)
                        .set(CHANGES.KIND, months == null ? "DISCHARGE" : "EXTENSION")
                        .set(CHANGES.CHANGED_AT, changedAt)
                        .set(CHANGES.MONTHS, months)
                        .set(CHANGES.RECORDED_BY, user)
                        .set(CHANGES.RECORDED_AT, now)
                        .onConflict(CHANGES.CHANGE_NO)
                        .doNothing()
                        .execute()
                == 1;
    }

    void save(Registration registration) {
        var term = registration.term();
        int changed = sql.update(REGISTRATIONS)
                .set(REGISTRATIONS.TERM_MONTHS, term == null ? null : term.months())
                .set(REGISTRATIONS.EXPIRES_ON, term == null ? null : term.expiresOn())
                .set(REGISTRATIONS.DISCHARGED_AT, registration.dischargedAt())
                .where(REGISTRATIONS.ID.eq(registration.id()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException(
                    "registration " + registration.id() + " was to be changed and is not there");
        }
    }

    private static Registration read(RegistrationsRecord row) {
        return new Registration(
                row.getId(),
                row.getRequestId(),
                row.getBankId(),
                row.getRegistrationNo(),
                row.getRegisteredAt(),
                new Registration.Search(
                        row.getSearchedAt(),
                        Registration.SearchResult.valueOf(row.getSearchResult()),
                        row.getSearchNo(),
                        row.getProofSha256()),
                row.getAssetText(),
                row.getTermMonths() == null ? null : new Registration.Term(row.getTermMonths(), row.getExpiresOn()),
                row.getDischargedAt(),
                row.getRecordedBy(),
                row.getRecordedAt());
    }
}
