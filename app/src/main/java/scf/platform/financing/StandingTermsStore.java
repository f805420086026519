package scf.platform.financing;

import static org.jooq.impl.DSL.row;
import static scf.schema.financing.Tables.STANDING_TERMS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.contract.Recourse;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.financing.tables.records.StandingTermsRecord;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.StandingTermsId;

@Repository
class StandingTermsStore {

    private final DSLContext sql;

    StandingTermsStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Whether there were none for the same: of two that are set at once the second waits here and is told.
    boolean insert(StandingTerms terms) {
        var wish = terms.wish();
        return sql.insertInto(STANDING_TERMS)
                        .set(STANDING_TERMS.ID, terms.id())
                        .set(STANDING_TERMS.BANK_ID, terms.bank())
                        .set(STANDING_TERMS.MASTER_ID, wish.master())
                        .set(STANDING_TERMS.SUPPLIER_ID, wish.supplier())
                        .set(STANDING_TERMS.PRODUCT, wish.product().name())
                        .set(STANDING_TERMS.RECOURSE, wish.recourse().name())
                        .set(STANDING_TERMS.INTEREST_MODE, wish.interestMode().name())
                        .set(STANDING_TERMS.DAY_COUNT, wish.dayCount().name())
                        .set(
                                STANDING_TERMS.ANNUAL_RATE_MILLIONTHS,
                                wish.annualRate().millionths())
                        .set(STANDING_TERMS.CURRENCY, wish.most().currency().getCurrencyCode())
                        .set(STANDING_TERMS.MOST_MINOR, wish.most().minor())
                        .set(STANDING_TERMS.FEES_MINOR, wish.fees().minor())
                        .set(STANDING_TERMS.OFFER_HOURS, wish.offerHours())
                        .set(STANDING_TERMS.EFFECTIVE_FROM, wish.effectiveFrom())
                        .set(STANDING_TERMS.EFFECTIVE_TO, wish.effectiveTo())
                        .set(STANDING_TERMS.SET_BY, terms.setBy())
                        .set(STANDING_TERMS.SET_AT, terms.setAt())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<StandingTerms> same(EnterpriseId bank, StandingTerms.Wish wish) {
        return sql.selectFrom(STANDING_TERMS)
                .where(STANDING_TERMS.BANK_ID.eq(bank), STANDING_TERMS.ENDED_AT.isNull())
                .and(STANDING_TERMS.MASTER_ID.eq(wish.master()))
                .and(STANDING_TERMS.SUPPLIER_ID.isNotDistinctFrom(wish.supplier()))
                .and(STANDING_TERMS.PRODUCT.eq(wish.product().name()))
                .and(STANDING_TERMS.CURRENCY.eq(wish.most().currency().getCurrencyCode()))
                .fetchOptional(StandingTermsStore::read);
    }

    /// What this bank is ready to offer today on a request like this; terms for the one supplier before those for all.
    Optional<StandingTerms> answering(EnterpriseId bank, FinancingRequest.Asked asked, LocalDate today) {
        Condition forHolder = STANDING_TERMS.SUPPLIER_ID.isNull().or(STANDING_TERMS.SUPPLIER_ID.eq(asked.holder()));
        return sql.selectFrom(STANDING_TERMS)
                .where(STANDING_TERMS.BANK_ID.eq(bank), STANDING_TERMS.ENDED_AT.isNull())
                .and(STANDING_TERMS.MASTER_ID.eq(asked.issuer()))
                .and(forHolder)
                .and(STANDING_TERMS.PRODUCT.eq(asked.product().name()))
                .and(STANDING_TERMS.CURRENCY.eq(asked.amount().currency().getCurrencyCode()))
                .and(STANDING_TERMS.EFFECTIVE_FROM.le(today))
                .and(STANDING_TERMS.EFFECTIVE_TO.ge(today))
                .orderBy(STANDING_TERMS.SUPPLIER_ID.asc().nullsLast())
                .limit(1)
                .fetchOptional(StandingTermsStore::read);
    }

    Optional<StandingTerms> find(EnterpriseId bank, StandingTermsId id) {
        return sql.selectFrom(STANDING_TERMS)
                .where(STANDING_TERMS.ID.eq(id), STANDING_TERMS.BANK_ID.eq(bank))
                .fetchOptional(StandingTermsStore::read);
    }

    List<StandingTerms> of(EnterpriseId bank, Instant setAfter, StandingTermsId idAfter, int limit) {
        return sql.selectFrom(STANDING_TERMS)
                .where(
                        STANDING_TERMS.BANK_ID.eq(bank),
                        row(STANDING_TERMS.SET_AT, STANDING_TERMS.ID).gt(setAfter, idAfter))
                .orderBy(STANDING_TERMS.SET_AT, STANDING_TERMS.ID)
                .limit(limit)
                .fetch(StandingTermsStore::read);
    }

    void end(StandingTermsId id, Instant now) {
        sql.update(STANDING_TERMS)
                .set(STANDING_TERMS.ENDED_AT, now)
                .where(STANDING_TERMS.ID.eq(id), STANDING_TERMS.ENDED_AT.isNull())
                .execute();
    }

    private static StandingTerms read(StandingTermsRecord row) {
        var wish = new StandingTerms.Wish(
                row.getMasterId(),
                row.getSupplierId(),
                Product.valueOf(row.getProduct()),
                Recourse.valueOf(row.getRecourse()),
                InterestMode.valueOf(row.getInterestMode()),
                new Rate(row.getAnnualRateMillionths()),
                DayCount.valueOf(row.getDayCount()),
                Money.ofMinor(row.getMostMinor(), row.getCurrency()),
                Money.ofMinor(row.getFeesMinor(), row.getCurrency()),
                row.getOfferHours(),
                row.getEffectiveFrom(),
                row.getEffectiveTo());
        return new StandingTerms(row.getId(), row.getBankId(), wish, row.getSetBy(), row.getSetAt(), row.getEndedAt());
    }
}
