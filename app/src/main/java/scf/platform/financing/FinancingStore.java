package scf.platform.financing;

import static scf.schema.financing.Tables.ASKED_BANKS;
import static scf.schema.financing.Tables.OFFERS;
import static scf.schema.financing.Tables.REQUESTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.Recourse;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.financing.tables.records.AskedBanksRecord;
import scf.schema.financing.tables.records.OffersRecord;
import scf.schema.financing.tables.records.RequestsRecord;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// Requests, the banks that were asked, and their offers.
@Repository
class FinancingStore {

    private final DSLContext sql;

    FinancingStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<FinancingRequest> find(FinancingRequestId id) {
        return sql.selectFrom(REQUESTS).where(REQUESTS.ID.eq(id)).fetchOptional(FinancingStore::read);
    }

    Optional<FinancingRequest> lock(FinancingRequestId id) {
        return sql.selectFrom(REQUESTS).where(REQUESTS.ID.eq(id)).forUpdate().fetchOptional(FinancingStore::read);
    }

    /// The requests that this party made, or was asked about as a bank.
    List<FinancingRequest> concerning(
            EnterpriseId party, Instant submittedAfter, FinancingRequestId idAfter, int limit) {
        Condition concerned = REQUESTS.HOLDER_ID
                .eq(party)
                .or(DSL.exists(DSL.selectOne()
                        .from(ASKED_BANKS)
                        .where(ASKED_BANKS.REQUEST_ID.eq(REQUESTS.ID), ASKED_BANKS.BANK_ID.eq(party))));
        return sql.selectFrom(REQUESTS)
                .where(concerned, DSL.row(REQUESTS.SUBMITTED_AT, REQUESTS.ID).gt(submittedAfter, idAfter))
                .orderBy(REQUESTS.SUBMITTED_AT, REQUESTS.ID)
                .limit(limit)
                .fetch(FinancingStore::read);
    }

    /// The vouchers on which this holder has asked this bank for money.
    List<VoucherNo> shownTo(EnterpriseId bank, EnterpriseId holder) {
        return sql.selectDistinct(REQUESTS.VOUCHER_NO)
                .from(REQUESTS)
                .join(ASKED_BANKS)
                .on(ASKED_BANKS.REQUEST_ID.eq(REQUESTS.ID), ASKED_BANKS.BANK_ID.eq(bank))
                .where(REQUESTS.HOLDER_ID.eq(holder))
                .orderBy(REQUESTS.VOUCHER_NO)
                .fetch(REQUESTS.VOUCHER_NO);
    }

    /// The requests of a bundle, in the order of their vouchers' numbers.
    List<FinancingRequest> bundle(FinancingBundleId bundle) {
        return sql.selectFrom(REQUESTS)
                .where(REQUESTS.BUNDLE_ID.eq(bundle))
                .orderBy(REQUESTS.VOUCHER_NO)
                .fetch(FinancingStore::read);
    }

    List<FinancingRequest> lockOpenOn(VoucherNo voucher) {
        return sql.selectFrom(REQUESTS)
                .where(REQUESTS.VOUCHER_NO.eq(voucher), REQUESTS.STATE.in("SUBMITTED", "OFFERED"))
                .orderBy(REQUESTS.ID)
                .forUpdate()
                .fetch(FinancingStore::read);
    }

    List<FinancingRequest> lockOpenUntil(Instant now, int atMost) {
        return sql.selectFrom(REQUESTS)
                .where(REQUESTS.STATE.in("SUBMITTED", "OFFERED"), REQUESTS.VALID_UNTIL.le(now))
                .orderBy(REQUESTS.ID)
                .limit(atMost)
                .forUpdate()
                .skipLocked()
                .fetch(FinancingStore::read);
    }

    /// @param banks each with the last day on which it has promised to answer, if it has promised one
    void insert(FinancingRequest.Open request, Map<EnterpriseId, Optional<LocalDate>> banks) {
        var asked = request.asked();
        sql.insertInto(REQUESTS)
                .set(REQUESTS.ID, asked.id())
                .set(REQUESTS.VOUCHER_NO, asked.voucher())
                .set(REQUESTS.HOLDER_ID, asked.holder())
                .set(REQUESTS.ISSUER_ID, asked.issuer())
                .set(REQUESTS.PRODUCT, asked.product().name())
                .set(REQUESTS.CURRENCY, asked.amount().currency().getCurrencyCode())
                .set(REQUESTS.ASKED_MINOR, asked.amount().minor())
                .set(REQUESTS.STATE, request.state().name())
                .set(REQUESTS.SUBMITTED_BY, asked.submittedBy())
                .set(REQUESTS.SUBMITTED_AT, asked.submittedAt())
                .set(REQUESTS.CHANGED_AT, asked.submittedAt())
                .set(REQUESTS.VALID_UNTIL, asked.validUntil())
                .set(REQUESTS.BUNDLE_ID, asked.bundle())
                .execute();
        banks.forEach((bank, answerBy) -> sql.insertInto(ASKED_BANKS)
                .set(ASKED_BANKS.REQUEST_ID, asked.id())
                .set(ASKED_BANKS.BANK_ID, bank)
                .set(ASKED_BANKS.ANSWER_BY, answerBy.orElse(null))
                .execute());
    }

    void save(FinancingRequest request, Instant now) {
        var row = new RequestsRecord();
        row.setState(request.state().name());
        row.setChangedAt(now);
        row.setRefusal(null);
        bind(row, null, null);
        switch (request) {
            case FinancingRequest.Open open -> row.setRefusal(open.refusal());
            case FinancingRequest.Accepted accepted -> bind(row, accepted.acceptance(), accepted.lockedAt());
            case FinancingRequest.Bound bound -> bind(row, bound.acceptance(), bound.lockedAt());
            case FinancingRequest.Ended _ -> {
                // Nothing is bound any more.
            }
        }
        int changed = sql.update(REQUESTS)
                .set(row)
                .where(REQUESTS.ID.eq(request.id()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("%d rows of request %s changed, not one".formatted(changed, request.id()));
        }
    }

    private static void bind(
            RequestsRecord row, FinancingRequest.@Nullable Acceptance acceptance, @Nullable Instant lockedAt) {
        row.setAcceptedOfferId(acceptance == null ? null : acceptance.offer());
        row.setHoldId(acceptance == null ? null : acceptance.hold());
        row.setLockedUntil(acceptance == null ? null : acceptance.lockedUntil());
        row.setLockedAt(lockedAt);
    }

    // Banks and their answers

    List<AskedBank> banks(FinancingRequestId request) {
        return sql.selectFrom(ASKED_BANKS)
                .where(ASKED_BANKS.REQUEST_ID.eq(request))
                .orderBy(ASKED_BANKS.BANK_ID)
                .fetch(FinancingStore::readBank);
    }

    Optional<AskedBank> bank(FinancingRequestId request, EnterpriseId bank) {
        return sql.selectFrom(ASKED_BANKS)
                .where(ASKED_BANKS.REQUEST_ID.eq(request), ASKED_BANKS.BANK_ID.eq(bank))
                .fetchOptional(FinancingStore::readBank);
    }

    void answer(FinancingRequestId request, AskedBank said) {
        var rejection = said.rejection();
        int changed = sql.update(ASKED_BANKS)
                .set(ASKED_BANKS.ANSWER, said.answer().name())
                .set(
                        ASKED_BANKS.REASON_CODE,
                        rejection == null ? null : rejection.reason().name())
                .set(ASKED_BANKS.REASON, rejection == null ? null : rejection.words())
                .set(ASKED_BANKS.ANSWERED_AT, said.answeredAt())
                .where(ASKED_BANKS.REQUEST_ID.eq(request), ASKED_BANKS.BANK_ID.eq(said.bank()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("bank %s was not asked on request %s".formatted(said.bank(), request));
        }
    }

    // Offers

    void insert(Offer offer) {
        var terms = offer.terms();
        var quote = offer.quote();
        sql.insertInto(OFFERS)
                .set(OFFERS.ID, offer.id())
                .set(OFFERS.REQUEST_ID, offer.request())
                .set(OFFERS.BANK_ID, offer.bank())
                .set(OFFERS.PRODUCT, terms.product().name())
                .set(OFFERS.RECOURSE, terms.recourse().name())
                .set(OFFERS.INTEREST_MODE, terms.interestMode().name())
                .set(OFFERS.DAY_COUNT, terms.dayCount().name())
                .set(OFFERS.ANNUAL_RATE_MILLIONTHS, terms.annualRate().millionths())
                .set(OFFERS.CURRENCY, terms.amount().currency().getCurrencyCode())
                .set(OFFERS.AMOUNT_MINOR, terms.amount().minor())
                .set(OFFERS.FEES_MINOR, terms.fees().minor())
                .set(OFFERS.START_DATE, quote.start())
                .set(OFFERS.DUE_DATE, quote.due())
                .set(OFFERS.DAYS, Math.toIntExact(quote.days()))
                .set(OFFERS.INTEREST_MINOR, quote.interest().minor())
                .set(OFFERS.NET_MINOR, quote.net().minor())
                .set(OFFERS.ALL_IN_ANNUAL_MILLIONTHS, quote.allInAnnualCost().millionths())
                .set(OFFERS.VALID_UNTIL, offer.validUntil())
                .set(OFFERS.OFFERED_BY, offer.offeredBy())
                .set(OFFERS.OFFERED_AT, offer.offeredAt())
                .set(OFFERS.STANDING_TERMS_ID, offer.standingTerms())
                .execute();
    }

    Optional<Offer> offer(FinancingRequestId request, OfferId id) {
        return sql.selectFrom(OFFERS)
                .where(OFFERS.ID.eq(id), OFFERS.REQUEST_ID.eq(request))
                .fetchOptional(FinancingStore::readOffer);
    }

    List<Offer> offers(FinancingRequestId request) {
        return sql.selectFrom(OFFERS)
                .where(OFFERS.REQUEST_ID.eq(request))
                .orderBy(OFFERS.OFFERED_AT, OFFERS.ID)
                .fetch(FinancingStore::readOffer);
    }

    // Reading

    private static FinancingRequest read(RequestsRecord row) {
        var asked = new FinancingRequest.Asked(
                row.getId(),
                row.getVoucherNo(),
                row.getHolderId(),
                row.getIssuerId(),
                Product.valueOf(row.getProduct()),
                Money.ofMinor(row.getAskedMinor(), row.getCurrency()),
                row.getSubmittedBy(),
                row.getSubmittedAt(),
                row.getValidUntil(),
                row.getBundleId());
        var state = RequestState.valueOf(row.getState());
        return switch (state) {
            case SUBMITTED -> new FinancingRequest.Open(asked, false, row.getRefusal());
            case OFFERED -> new FinancingRequest.Open(asked, true, row.getRefusal());
            case ACCEPTED -> new FinancingRequest.Accepted(asked, acceptance(row), row.getLockedAt());
            case REGISTERED, ORIGINATED, DISBURSED, CLOSED ->
                new FinancingRequest.Bound(asked, acceptance(row), row.getLockedAt(), state);
            case REJECTED, WITHDRAWN, EXPIRED -> new FinancingRequest.Ended(asked, state);
        };
    }

    private static FinancingRequest.Acceptance acceptance(RequestsRecord row) {
        return new FinancingRequest.Acceptance(row.getAcceptedOfferId(), row.getHoldId(), row.getLockedUntil());
    }

    private static AskedBank readBank(AskedBanksRecord row) {
        var answer = AskedBank.Answer.valueOf(row.getAnswer());
        var rejection = answer == AskedBank.Answer.REJECTED
                ? new AskedBank.Rejection(RejectionReason.valueOf(row.getReasonCode()), row.getReason())
                : null;
        return new AskedBank(row.getBankId(), answer, rejection, row.getAnsweredAt(), row.getAnswerBy());
    }

    private static Offer readOffer(OffersRecord row) {
        var terms = new OfferTerms(
                Product.valueOf(row.getProduct()),
                Recourse.valueOf(row.getRecourse()),
                InterestMode.valueOf(row.getInterestMode()),
                Money.ofMinor(row.getAmountMinor(), row.getCurrency()),
                new Rate(row.getAnnualRateMillionths()),
                DayCount.valueOf(row.getDayCount()),
                Money.ofMinor(row.getFeesMinor(), row.getCurrency()));
        var quote = new Quote(
                row.getStartDate(),
                row.getDueDate(),
                row.getDays(),
                Money.ofMinor(row.getInterestMinor(), row.getCurrency()),
                Money.ofMinor(row.getNetMinor(), row.getCurrency()),
                new Rate(row.getAllInAnnualMillionths()));
        return new Offer(
                row.getId(),
                row.getRequestId(),
                row.getBankId(),
                terms,
                quote,
                row.getValidUntil(),
                row.getOfferedBy(),
                row.getOfferedAt(),
                row.getStandingTermsId());
    }
}
