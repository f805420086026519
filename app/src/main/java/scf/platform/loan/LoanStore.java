package scf.platform.loan;

import static scf.schema.loan.Tables.JOURNAL_ENTRIES;
import static scf.schema.loan.Tables.LOANS;
import static scf.schema.loan.Tables.POSTINGS;
import static scf.schema.loan.Tables.REPAYMENTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;
import scf.schema.ids.VoucherNo;

/// Loans, what came back on them, and the memo ledger.
@Repository
class LoanStore {

    private final DSLContext sql;

    LoanStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Loan> find(LoanId id) {
        return sql.selectFrom(LOANS).where(LOANS.ID.eq(id)).fetchOptional(LoanStore::read);
    }

    Optional<Loan> lock(LoanId id) {
        return sql.selectFrom(LOANS).where(LOANS.ID.eq(id)).forUpdate().fetchOptional(LoanStore::read);
    }

    Optional<Loan> lockOf(FinancingRequestId request) {
        return sql.selectFrom(LOANS)
                .where(LOANS.REQUEST_ID.eq(request))
                .forUpdate()
                .fetchOptional(LoanStore::read);
    }

    /// The loan that stands on a voucher, cancelled ones aside.
    Optional<Loan> on(VoucherNo voucher) {
        return sql.selectFrom(LOANS)
                .where(LOANS.VOUCHER_NO.eq(voucher), LOANS.STATE.ne("CANCELLED"))
                .fetchOptional(LoanStore::read);
    }

    List<Loan> concerning(EnterpriseId reader, Instant originatedAfter, LoanId idAfter, int limit) {
        return sql.selectFrom(LOANS)
                .where(LOANS.BANK_ID.eq(reader).or(LOANS.BORROWER_ID.eq(reader)))
                .and(DSL.row(LOANS.ORIGINATED_AT, LOANS.ID).gt(originatedAfter, idAfter))
                .orderBy(LOANS.ORIGINATED_AT, LOANS.ID)
                .limit(limit)
                .fetch(LoanStore::read);
    }

    void insert(Loan.PendingDisburse loan) {
        var terms = loan.terms();
        sql.insertInto(LOANS)
                .set(LOANS.ID, terms.id())
                .set(LOANS.REQUEST_ID, terms.request())
                .set(LOANS.OFFER_ID, terms.offer())
                .set(LOANS.HOLD_ID, terms.hold())
                .set(LOANS.VOUCHER_NO, terms.voucher())
                .set(LOANS.BANK_ID, terms.bank())
                .set(LOANS.BORROWER_ID, terms.borrower())
                .set(LOANS.DEBTOR_ID, terms.debtor())
                .set(LOANS.PRODUCT, terms.product().name())
                .set(LOANS.INTEREST_MODE, terms.interestMode().name())
                .set(LOANS.DAY_COUNT, terms.dayCount().name())
                .set(LOANS.ANNUAL_RATE_MILLIONTHS, terms.annualRate().millionths())
                .set(LOANS.PENALTY_UPLIFT_PERCENT, terms.penaltyUplift())
                .set(LOANS.CURRENCY, terms.principal().currency().getCurrencyCode())
                .set(LOANS.PRINCIPAL_MINOR, terms.principal().minor())
                .set(LOANS.FEES_MINOR, terms.fees().minor())
                .set(LOANS.DUE_DATE, terms.dueDate())
                .set(LOANS.PAYABLE_ON, terms.payableOn())
                .set(LOANS.STATE, loan.state())
                .set(LOANS.ORIGINATED_BY, terms.originatedBy())
                .set(LOANS.ORIGINATED_AT, terms.originatedAt())
                .set(LOANS.CHANGED_AT, terms.originatedAt())
                .execute();
    }

    void save(Loan loan, Instant now) {
        var disbursement = loan.disbursed();
        var price = disbursement == null ? null : disbursement.price();
        int saved = sql.update(LOANS)
                .set(LOANS.STATE, loan.state())
                .set(LOANS.START_DATE, price == null ? null : price.start())
                .set(LOANS.ACCOUNT_ID, disbursement == null ? null : disbursement.account())
                .set(
                        LOANS.DISCOUNT_MINOR,
                        price == null ? null : price.discount().minor())
                .set(LOANS.NET_MINOR, price == null ? null : price.net().minor())
                .set(LOANS.PRINCIPAL_REPAID_MINOR, repaid(loan))
                .set(LOANS.REFUSAL, refusal(loan))
                .set(LOANS.CHANGED_AT, now)
                .where(LOANS.ID.eq(loan.terms().id()))
                .execute();
        if (saved != 1) {
            throw new IllegalStateException(
                    "expected one loan %s, saved %d".formatted(loan.terms().id(), saved));
        }
    }

    private static long repaid(Loan loan) {
        return switch (loan) {
            case Loan.PendingDisburse _, Loan.Funding _, Loan.Cancelled _ -> 0;
            case Loan.Running running -> running.repaid().minor();
            case Loan.Settled settled -> settled.terms().principal().minor();
        };
    }

    private static @Nullable String refusal(Loan loan) {
        return switch (loan) {
            case Loan.PendingDisburse pending -> pending.refusal();
            case Loan.Cancelled cancelled -> cancelled.why();
            case Loan.Funding _, Loan.Running _, Loan.Settled _ -> null;
        };
    }

    private static Loan read(Record row) {
        String currency = row.get(LOANS.CURRENCY);
        var terms = new Loan.Terms(
                row.get(LOANS.ID),
                row.get(LOANS.REQUEST_ID),
                row.get(LOANS.OFFER_ID),
                row.get(LOANS.HOLD_ID),
                row.get(LOANS.VOUCHER_NO),
                row.get(LOANS.BANK_ID),
                row.get(LOANS.BORROWER_ID),
                row.get(LOANS.DEBTOR_ID),
                Product.valueOf(row.get(LOANS.PRODUCT)),
                InterestMode.valueOf(row.get(LOANS.INTEREST_MODE)),
                DayCount.valueOf(row.get(LOANS.DAY_COUNT)),
                new Rate(row.get(LOANS.ANNUAL_RATE_MILLIONTHS)),
                row.get(LOANS.PENALTY_UPLIFT_PERCENT),
                Money.ofMinor(row.get(LOANS.PRINCIPAL_MINOR), currency),
                Money.ofMinor(row.get(LOANS.FEES_MINOR), currency),
                row.get(LOANS.DUE_DATE),
                row.get(LOANS.PAYABLE_ON),
                row.get(LOANS.ORIGINATED_BY),
                row.get(LOANS.ORIGINATED_AT));
        String refusal = row.get(LOANS.REFUSAL);
        return switch (row.get(LOANS.STATE)) {
            case "PENDING_DISBURSE" -> new Loan.PendingDisburse(terms, refusal);
            case "CANCELLED" -> new Loan.Cancelled(terms, refusal);
            case "FUNDING" -> new Loan.Funding(terms, disbursement(row, currency));
            case "ACTIVE" -> new Loan.Active(terms, disbursement(row, currency));
            case "PARTLY_REPAID" ->
                new Loan.PartlyRepaid(
                        terms,
                        disbursement(row, currency),
                        Money.ofMinor(row.get(LOANS.PRINCIPAL_REPAID_MINOR), currency));
            case "SETTLED" -> new Loan.Settled(terms, disbursement(row, currency));
            case String other -> throw new IllegalStateException("loan %s is %s".formatted(terms.id(), other));
        };
    }

    private static Loan.Disbursement disbursement(Record row, String currency) {
        return new Loan.Disbursement(
                row.get(LOANS.ACCOUNT_ID),
                new Loan.Price(
                        row.get(LOANS.START_DATE),
                        Money.ofMinor(row.get(LOANS.DISCOUNT_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.FEES_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.NET_MINOR), currency)));
    }

    /// In the order in which they came.
    List<Repayment> repayments(LoanId loan, Currency currency) {
        return sql.selectFrom(REPAYMENTS)
                .where(REPAYMENTS.LOAN_ID.eq(loan))
                .orderBy(REPAYMENTS.BUSINESS_DATE, REPAYMENTS.RECORDED_AT, REPAYMENTS.ID)
                .fetch(row -> read(row, currency));
    }

    private static Repayment read(Record row, Currency currency) {
        return new Repayment(
                row.get(REPAYMENTS.ID),
                row.get(REPAYMENTS.LOAN_ID),
                row.get(REPAYMENTS.PAYER_ID),
                row.get(REPAYMENTS.BUSINESS_DATE),
                new Money(currency, row.get(REPAYMENTS.RECEIVED_MINOR)),
                new Money(currency, row.get(REPAYMENTS.COSTS_CLAIMED_MINOR)),
                new Parts(
                        new Money(currency, row.get(REPAYMENTS.COSTS_MINOR)),
                        new Money(currency, row.get(REPAYMENTS.PENALTY_MINOR)),
                        new Money(currency, row.get(REPAYMENTS.INTEREST_MINOR)),
                        new Money(currency, row.get(REPAYMENTS.PRINCIPAL_MINOR))),
                new Money(currency, row.get(REPAYMENTS.REMAINDER_MINOR)),
                row.get(REPAYMENTS.BANK_REFERENCE),
                row.get(REPAYMENTS.BANK_RECEIPT_ID),
                row.get(REPAYMENTS.RECORDED_BY),
                row.get(REPAYMENTS.RECORDED_AT));
    }

    void insert(Repayment repayment) {
        var parts = repayment.parts();
        sql.insertInto(REPAYMENTS)
                .set(REPAYMENTS.ID, repayment.id())
                .set(REPAYMENTS.LOAN_ID, repayment.loan())
                .set(REPAYMENTS.PAYER_ID, repayment.payer())
                .set(REPAYMENTS.BUSINESS_DATE, repayment.businessDate())
                .set(REPAYMENTS.RECEIVED_MINOR, repayment.received().minor())
                .set(REPAYMENTS.COSTS_CLAIMED_MINOR, repayment.costsClaimed().minor())
                .set(REPAYMENTS.COSTS_MINOR, parts.costs().minor())
                .set(REPAYMENTS.PENALTY_MINOR, parts.penalty().minor())
                .set(REPAYMENTS.INTEREST_MINOR, parts.interest().minor())
                .set(REPAYMENTS.PRINCIPAL_MINOR, parts.principal().minor())
                .set(REPAYMENTS.REMAINDER_MINOR, repayment.remainder().minor())
                .set(REPAYMENTS.BANK_REFERENCE, repayment.bankReference())
                .set(REPAYMENTS.BANK_RECEIPT_ID, repayment.receipt())
                .set(REPAYMENTS.RECORDED_BY, repayment.recordedBy())
                .set(REPAYMENTS.RECORDED_AT, repayment.recordedAt())
                .execute();
    }

    void bookDisbursement(LoanId loan, LocalDate businessDate, Journal journal, Instant now) {
        book(loan, "DISBURSEMENT", null, businessDate, journal, now);
    }

    void bookRepayment(Repayment repayment, Journal journal) {
        book(repayment.loan(), "REPAYMENT", repayment.id(), repayment.businessDate(), journal, repayment.recordedAt());
    }

    private void book(
            LoanId loan,
            String kind,
            @Nullable RepaymentId repayment,
            LocalDate businessDate,
            Journal journal,
            Instant now) {
        var entry = UUID.randomUUID();
        sql.insertInto(JOURNAL_ENTRIES)
                .set(JOURNAL_ENTRIES.ID, entry)
                .set(JOURNAL_ENTRIES.LOAN_ID, loan)
                .set(JOURNAL_ENTRIES.REPAYMENT_ID, repayment)
                .set(JOURNAL_ENTRIES.KIND, kind)
                .set(JOURNAL_ENTRIES.BUSINESS_DATE, businessDate)
                .set(JOURNAL_ENTRIES.POSTED_AT, now)
                .execute();
        int line = 0;
        for (var posting : journal.postings()) {
            line++;
            sql.insertInto(POSTINGS)
                    .set(POSTINGS.JOURNAL_ENTRY_ID, entry)
                    .set(POSTINGS.LINE_NO, line)
                    .set(POSTINGS.ACCOUNT, posting.account().name())
                    .set(POSTINGS.PARTY_ID, posting.party())
                    .set(POSTINGS.DEBIT_MINOR, posting.debitMinor())
                    .set(POSTINGS.CREDIT_MINOR, posting.creditMinor())
                    .execute();
        }
    }
}
