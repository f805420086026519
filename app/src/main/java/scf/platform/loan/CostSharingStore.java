package scf.platform.loan;

import static scf.schema.loan.Tables.COST_SHARINGS;
import static scf.schema.loan.Tables.SHARE_PAYMENTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// What chain-masters have undertaken to bear, and what they have paid of it.
@Repository
class CostSharingStore {

    private final DSLContext sql;

    CostSharingStore(DSLContext sql) {
        this.sql = sql;
    }

    List<CostSharing> concerning(EnterpriseId reader, Instant undertakenAfter, UUID idAfter, int limit) {
        return sql.selectFrom(COST_SHARINGS)
                .where(COST_SHARINGS.DEBTOR_ID.eq(reader).or(COST_SHARINGS.BANK_ID.eq(reader)))
                .and(DSL.row(COST_SHARINGS.UNDERTAKEN_AT, COST_SHARINGS.ID).gt(undertakenAfter, idAfter))
                .orderBy(COST_SHARINGS.UNDERTAKEN_AT, COST_SHARINGS.ID)
                .limit(limit)
                .fetch(CostSharingStore::read);
    }

    Optional<CostSharing> inForce(EnterpriseId debtor, EnterpriseId bank, LocalDate day) {
        return sql.selectFrom(COST_SHARINGS)
                .where(COST_SHARINGS.DEBTOR_ID.eq(debtor), COST_SHARINGS.BANK_ID.eq(bank))
                .and(COST_SHARINGS.IN_FORCE_FROM.le(day))
                .and(COST_SHARINGS.IN_FORCE_TO.ge(day))
                .orderBy(COST_SHARINGS.UNDERTAKEN_AT.desc(), COST_SHARINGS.ID)
                .limit(1)
                .fetchOptional(CostSharingStore::read);
    }

    private static CostSharing read(Record row) {
        return new CostSharing(
                row.get(COST_SHARINGS.ID),
                row.get(COST_SHARINGS.DEBTOR_ID),
                row.get(COST_SHARINGS.BANK_ID),
                new CostSharing.Shares(
                        new Rate(row.get(COST_SHARINGS.INTEREST_SHARE_MILLIONTHS)),
                        new Rate(row.get(COST_SHARINGS.FEES_SHARE_MILLIONTHS))),
                row.get(COST_SHARINGS.IN_FORCE_FROM),
                row.get(COST_SHARINGS.IN_FORCE_TO),
                row.get(COST_SHARINGS.AUTHORITY_DOCUMENT),
                row.get(COST_SHARINGS.UNDERTAKEN_BY),
                row.get(COST_SHARINGS.UNDERTAKEN_AT));
    }

    void insert(CostSharing sharing) {
        sql.insertInto(COST_SHARINGS)
                .set(COST_SHARINGS.ID, sharing.id())
                .set(COST_SHARINGS.DEBTOR_ID, sharing.debtor())
                .set(COST_SHARINGS.BANK_ID, sharing.bank())
                .set(
                        COST_SHARINGS.INTEREST_SHARE_MILLIONTHS,
                        sharing.shares().ofInterest().millionths())
                .set(
                        COST_SHARINGS.FEES_SHARE_MILLIONTHS,
                        sharing.shares().ofFees().millionths())
                .set(COST_SHARINGS.IN_FORCE_FROM, sharing.inForceFrom())
                .set(COST_SHARINGS.IN_FORCE_TO, sharing.inForceTo())
                .set(COST_SHARINGS.AUTHORITY_DOCUMENT, sharing.authorityDocument())
                .set(COST_SHARINGS.UNDERTAKEN_BY, sharing.undertakenBy())
                .set(COST_SHARINGS.UNDERTAKEN_AT, sharing.undertakenAt())
                .execute();
    }

    /// What was paid of a loan's share, by the bank's references.
    Map<String, Money> payments(Loan.Terms terms) {
        return sql.selectFrom(SHARE_PAYMENTS)
                .where(SHARE_PAYMENTS.LOAN_ID.eq(terms.id()))
                .fetchMap(
                        SHARE_PAYMENTS.BANK_REFERENCE,
                        row -> new Money(terms.principal().currency(), row.getAmountMinor()));
    }

    void insertPayment(
            LoanId loan, LocalDate businessDate, Money amount, String bankReference, String user, Instant now) {
        sql.insertInto(SHARE_PAYMENTS)
                .set(SHARE_PAYMENTS.LOAN_ID, loan)
                .set(SHARE_PAYMENTS.BUSINESS_DATE, businessDate)
                .set(SHARE_PAYMENTS.AMOUNT_MINOR, amount.minor())
                .set(SHARE_PAYMENTS.BANK_REFERENCE, bankReference)
                .set(SHARE_PAYMENTS.RECORDED_BY, user)
                .set(SHARE_PAYMENTS.RECORDED_AT, now)
                .execute();
    }
}
