package scf.platform.loan;

import static scf.schema.loan.Tables.JOURNAL_ENTRIES;
import static scf.schema.loan.Tables.LOANS;
import static scf.schema.loan.Tables.POSTINGS;
import static scf.schema.loan.Tables.RECOURSE_CLAIMS;
import static scf.schema.loan.Tables.REPAYMENTS;
import static scf.schema.loan.Tables.REPAYMENT_ORDERS;
import static scf.schema.loan.Tables.REVERSALS;
import static scf.schema.loan.Tables.WRITE_OFFS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.Recourse;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.loan.LoanStates.State;
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
                .set(LOANS.RECOURSE, terms.recourse().name())
                .set(LOANS.INTEREST_MODE, terms.interestMode().name())
                .set(LOANS.DAY_COUNT, terms.dayCount().name())
                .set(LOANS.ANNUAL_RATE_MILLIONTHS, terms.annualRate().millionths())
                .set(LOANS.PENALTY_UPLIFT_PERCENT, terms.penaltyUplift())
                .set(LOANS.CURRENCY, terms.principal().currency().getCurrencyCode())
                .set(LOANS.PRINCIPAL_MINOR, terms.principal().minor())
                .set(LOANS.FEES_MINOR, terms.fees().minor())
                .set(
                        LOANS.INTEREST_SHARE_MILLIONTHS,
                        terms.shares().ofInterest().millionths())
                .set(LOANS.FEES_SHARE_MILLIONTHS, terms.shares().ofFees().millionths())
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
                .set(
                        LOANS.SHARED_DISCOUNT_MINOR,
                        price == null ? 0 : price.sharedDiscount().minor())
                .set(
                        LOANS.SHARED_FEES_MINOR,
                        price == null ? 0 : price.sharedFees().minor())
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
            case Loan.PaidOut paidOut -> paidOut.repaid().minor();
        };
    }

    private static @Nullable String refusal(Loan loan) {
        return switch (loan) {
            case Loan.PendingDisburse pending -> pending.refusal();
            case Loan.Cancelled cancelled -> cancelled.why();
            case Loan.Funding _, Loan.PaidOut _ -> null;
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
                Recourse.valueOf(row.get(LOANS.RECOURSE)),
                InterestMode.valueOf(row.get(LOANS.INTEREST_MODE)),
                DayCount.valueOf(row.get(LOANS.DAY_COUNT)),
                new Rate(row.get(LOANS.ANNUAL_RATE_MILLIONTHS)),
                row.get(LOANS.PENALTY_UPLIFT_PERCENT),
                Money.ofMinor(row.get(LOANS.PRINCIPAL_MINOR), currency),
                Money.ofMinor(row.get(LOANS.FEES_MINOR), currency),
                new CostSharing.Shares(
                        new Rate(row.get(LOANS.INTEREST_SHARE_MILLIONTHS)),
                        new Rate(row.get(LOANS.FEES_SHARE_MILLIONTHS))),
                row.get(LOANS.DUE_DATE),
                row.get(LOANS.PAYABLE_ON),
                row.get(LOANS.ORIGINATED_BY),
                row.get(LOANS.ORIGINATED_AT));
        String refusal = row.get(LOANS.REFUSAL);
        var state = State.valueOf(row.get(LOANS.STATE));
        return switch (state) {
            case PENDING_DISBURSE -> new Loan.PendingDisburse(terms, refusal);
            case CANCELLED -> new Loan.Cancelled(terms, refusal);
            case FUNDING -> new Loan.Funding(terms, disbursement(row, currency));
            case ACTIVE, PARTLY_REPAID, OVERDUE, NPL, WRITTEN_OFF, SETTLED, PREPAID ->
                Loan.paidOut(
                        state,
                        terms,
                        disbursement(row, currency),
                        Money.ofMinor(row.get(LOANS.PRINCIPAL_REPAID_MINOR), currency));
        };
    }

    private static Loan.Disbursement disbursement(Record row, String currency) {
        return new Loan.Disbursement(
                row.get(LOANS.ACCOUNT_ID),
                new Loan.Price(
                        row.get(LOANS.START_DATE),
                        Money.ofMinor(row.get(LOANS.DISCOUNT_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.FEES_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.SHARED_DISCOUNT_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.SHARED_FEES_MINOR), currency),
                        Money.ofMinor(row.get(LOANS.NET_MINOR), currency)));
    }

    /// Loans that the date has made late, or later than ninety days, and whose state does not say so yet.
    List<Loan> lockLate(LocalDate today, LocalDate nonPerformingBefore) {
        return sql.selectFrom(LOANS)
                .where(LOANS.STATE
                        .in("ACTIVE", "PARTLY_REPAID")
                        .and(LOANS.PAYABLE_ON.lt(today))
                        .or(LOANS.STATE.eq("OVERDUE").and(LOANS.PAYABLE_ON.lt(nonPerformingBefore))))
                .orderBy(LOANS.ID)
                .forUpdate()
                .fetch(LoanStore::read);
    }

    /// What a borrower owes this bank on loans of its own; a claim that was sold without recourse is none.
    List<Loan> runningOf(EnterpriseId bank, EnterpriseId borrower) {
        return sql.selectFrom(LOANS)
                .where(LOANS.BANK_ID.eq(bank), LOANS.BORROWER_ID.eq(borrower))
                .and(LOANS.STATE.in("ACTIVE", "PARTLY_REPAID", "OVERDUE", "NPL", "WRITTEN_OFF"))
                .orderBy(LOANS.ID)
                .fetch(LoanStore::read);
    }

    /// Everything that was lent to a borrower, or bought from it, and is not paid.
    List<Loan> runningOf(EnterpriseId borrower) {
        return sql.selectFrom(LOANS)
                .where(LOANS.BORROWER_ID.eq(borrower))
                .and(LOANS.STATE.in("ACTIVE", "PARTLY_REPAID", "OVERDUE", "NPL", "WRITTEN_OFF"))
                .orderBy(LOANS.ID)
                .fetch(LoanStore::read);
    }

    // Recourse

    void insert(LoanId loan, RecourseClaim claim) {
        sql.insertInto(RECOURSE_CLAIMS)
                .set(RECOURSE_CLAIMS.LOAN_ID, loan)
                .set(RECOURSE_CLAIMS.BUSINESS_DATE, claim.claimedOn())
                .set(RECOURSE_CLAIMS.CLAIMED_MINOR, claim.amount().minor())
                .set(RECOURSE_CLAIMS.REASON, claim.reason())
                .set(RECOURSE_CLAIMS.CLAIMED_BY, claim.claimedBy())
                .set(RECOURSE_CLAIMS.CLAIMED_AT, claim.claimedAt())
                .execute();
    }

    Optional<RecourseClaim> recourseClaim(Loan loan) {
        var currency = loan.terms().principal().currency();
        return sql.selectFrom(RECOURSE_CLAIMS)
                .where(RECOURSE_CLAIMS.LOAN_ID.eq(loan.terms().id()))
                .fetchOptional(row -> new RecourseClaim(
                        row.getBusinessDate(),
                        new Money(currency, row.getClaimedMinor()),
                        row.getReason(),
                        row.getClaimedBy(),
                        row.getClaimedAt()));
    }

    // What came back

    List<Repayment> repayments(Loan loan) {
        return repayments(loan.terms().id(), loan.terms().principal().currency());
    }

    /// In the order in which they came.
    private List<Repayment> repayments(LoanId loan, Currency currency) {
        return sql.select(REPAYMENTS.fields())
                .select(REVERSALS.BUSINESS_DATE, REVERSALS.REASON, REVERSALS.RECORDED_BY, REVERSALS.RECORDED_AT)
                .from(REPAYMENTS)
                .leftJoin(REVERSALS)
                .on(REVERSALS.REPAYMENT_ID.eq(REPAYMENTS.ID))
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
                Optional.ofNullable(row.get(REPAYMENTS.CREDITED_ON)).orElse(row.get(REPAYMENTS.BUSINESS_DATE)),
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
                row.get(REPAYMENTS.ORDER_VERSION),
                row.get(REPAYMENTS.ATTEMPT),
                row.get(REPAYMENTS.RECORDED_BY),
                row.get(REPAYMENTS.RECORDED_AT),
                reversal(row));
    }

    private static Repayment.@Nullable Reversal reversal(Record row) {
        return row.get(REVERSALS.RECORDED_AT) == null
                ? null
                : new Repayment.Reversal(
                        row.get(REVERSALS.BUSINESS_DATE),
                        row.get(REVERSALS.REASON),
                        row.get(REVERSALS.RECORDED_BY),
                        row.get(REVERSALS.RECORDED_AT));
    }

    void insert(Repayment repayment) {
        var parts = repayment.parts();
        sql.insertInto(REPAYMENTS)
                .set(REPAYMENTS.ID, repayment.id())
                .set(REPAYMENTS.LOAN_ID, repayment.loan())
                .set(REPAYMENTS.PAYER_ID, repayment.payer())
                .set(REPAYMENTS.BUSINESS_DATE, repayment.businessDate())
                .set(
                        REPAYMENTS.CREDITED_ON,
                        repayment.creditedOn().equals(repayment.businessDate()) ? null : repayment.creditedOn())
                .set(REPAYMENTS.RECEIVED_MINOR, repayment.received().minor())
                .set(REPAYMENTS.COSTS_CLAIMED_MINOR, repayment.costsClaimed().minor())
                .set(REPAYMENTS.COSTS_MINOR, parts.costs().minor())
                .set(REPAYMENTS.PENALTY_MINOR, parts.penalty().minor())
                .set(REPAYMENTS.INTEREST_MINOR, parts.interest().minor())
                .set(REPAYMENTS.PRINCIPAL_MINOR, parts.principal().minor())
                .set(REPAYMENTS.REMAINDER_MINOR, repayment.remainder().minor())
                .set(REPAYMENTS.BANK_REFERENCE, repayment.bankReference())
                .set(REPAYMENTS.BANK_RECEIPT_ID, repayment.receipt())
                .set(REPAYMENTS.ORDER_VERSION, repayment.orderVersion())
                .set(REPAYMENTS.ATTEMPT, repayment.attempt())
                .set(REPAYMENTS.RECORDED_BY, repayment.recordedBy())
                .set(REPAYMENTS.RECORDED_AT, repayment.recordedAt())
                .execute();
    }

    void insert(LoanId loan, RepaymentId repayment, Repayment.Reversal reversal) {
        sql.insertInto(REVERSALS)
                .set(REVERSALS.REPAYMENT_ID, repayment)
                .set(REVERSALS.LOAN_ID, loan)
                .set(REVERSALS.BUSINESS_DATE, reversal.businessDate())
                .set(REVERSALS.REASON, reversal.reason())
                .set(REVERSALS.RECORDED_BY, reversal.recordedBy())
                .set(REVERSALS.RECORDED_AT, reversal.recordedAt())
                .execute();
    }

    void insertWriteOff(LoanId loan, LocalDate businessDate, String reason, String user, Instant now) {
        sql.insertInto(WRITE_OFFS)
                .set(WRITE_OFFS.LOAN_ID, loan)
                .set(WRITE_OFFS.BUSINESS_DATE, businessDate)
                .set(WRITE_OFFS.REASON, reason)
                .set(WRITE_OFFS.RECORDED_BY, user)
                .set(WRITE_OFFS.RECORDED_AT, now)
                .execute();
    }

    // By which order

    /// The order that bank and borrower have agreed on last; the law's while there is none.
    RepaymentOrder orderOf(LoanId loan) {
        return sql.selectFrom(REPAYMENT_ORDERS)
                .where(REPAYMENT_ORDERS.LOAN_ID.eq(loan), REPAYMENT_ORDERS.AGREED_AT.isNotNull())
                .orderBy(REPAYMENT_ORDERS.VERSION.desc())
                .limit(1)
                .fetchOptional(LoanStore::order)
                .orElse(RepaymentOrder.OF_THE_LAW);
    }

    /// What the bank has proposed last, agreed or not.
    Optional<RepaymentOrder> lastProposed(LoanId loan) {
        return sql.selectFrom(REPAYMENT_ORDERS)
                .where(REPAYMENT_ORDERS.LOAN_ID.eq(loan))
                .orderBy(REPAYMENT_ORDERS.VERSION.desc())
                .limit(1)
                .fetchOptional(LoanStore::order);
    }

    private static RepaymentOrder order(Record row) {
        return RepaymentOrder.of(row.get(REPAYMENT_ORDERS.VERSION), row.get(REPAYMENT_ORDERS.RANKS));
    }

    void propose(LoanId loan, RepaymentOrder order, String contractNo, String user, Instant now) {
        sql.insertInto(REPAYMENT_ORDERS)
                .set(REPAYMENT_ORDERS.LOAN_ID, loan)
                .set(REPAYMENT_ORDERS.VERSION, order.version())
                .set(REPAYMENT_ORDERS.RANKS, order.written())
                .set(REPAYMENT_ORDERS.CONTRACT_NO, contractNo)
                .set(REPAYMENT_ORDERS.PROPOSED_BY, user)
                .set(REPAYMENT_ORDERS.PROPOSED_AT, now)
                .execute();
    }

    void agree(LoanId loan, RepaymentOrder order, String user, Instant now) {
        int agreed = sql.update(REPAYMENT_ORDERS)
                .set(REPAYMENT_ORDERS.AGREED_BY, user)
                .set(REPAYMENT_ORDERS.AGREED_AT, now)
                .where(REPAYMENT_ORDERS.LOAN_ID.eq(loan), REPAYMENT_ORDERS.VERSION.eq(order.version()))
                .execute();
        if (agreed != 1) {
            throw new IllegalStateException("expected one order %s of loan %s".formatted(order, loan));
        }
    }

    // The memo ledger

    /// Writes an entry about a loan; one in which nothing moves is none.
    void book(
            LoanId loan,
            Journal.Kind kind,
            @Nullable RepaymentId repayment,
            LocalDate businessDate,
            Journal journal,
            Instant now) {
        if (!journal.isEmpty()) {
            write(loan, null, kind, repayment, businessDate, journal, now);
        }
    }

    void book(VoucherNo voucher, LocalDate businessDate, Journal journal, Instant now) {
        write(null, voucher, Journal.Kind.VOUCHER_PAYMENT, null, businessDate, journal, now);
    }

    private void write(
            @Nullable LoanId loan,
            @Nullable VoucherNo voucher,
            Journal.Kind kind,
            @Nullable RepaymentId repayment,
            LocalDate businessDate,
            Journal journal,
            Instant now) {
        var entry = UUID.randomUUID();
        sql.insertInto(JOURNAL_ENTRIES)
                .set(JOURNAL_ENTRIES.ID, entry)
                .set(JOURNAL_ENTRIES.LOAN_ID, loan)
                .set(JOURNAL_ENTRIES.VOUCHER_NO, voucher)
                .set(JOURNAL_ENTRIES.REPAYMENT_ID, repayment)
                .set(JOURNAL_ENTRIES.KIND, kind.name())
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

    Optional<LocalDate> lastBooked(LoanId loan) {
        return sql.select(DSL.max(JOURNAL_ENTRIES.BUSINESS_DATE))
                .from(JOURNAL_ENTRIES)
                .where(JOURNAL_ENTRIES.LOAN_ID.eq(loan))
                .fetchOptional(Record1::value1);
    }

    Books books(Loan loan) {
        return books(loan.terms().id(), loan.terms().principal().currency());
    }

    private Books books(LoanId loan, Currency currency) {
        var lines = sql.select(POSTINGS.fields())
                .from(POSTINGS)
                .join(JOURNAL_ENTRIES)
                .on(JOURNAL_ENTRIES.ID.eq(POSTINGS.JOURNAL_ENTRY_ID))
                .where(JOURNAL_ENTRIES.LOAN_ID.eq(loan))
                .orderBy(POSTINGS.JOURNAL_ENTRY_ID, POSTINGS.LINE_NO)
                .fetchGroups(POSTINGS.JOURNAL_ENTRY_ID, row -> line(row, currency));
        var entries = sql.selectFrom(JOURNAL_ENTRIES)
                .where(JOURNAL_ENTRIES.LOAN_ID.eq(loan))
                .orderBy(JOURNAL_ENTRIES.SEQ)
                .fetch(row -> new Books.Entry(
                        row.get(JOURNAL_ENTRIES.SEQ),
                        row.get(JOURNAL_ENTRIES.KIND),
                        row.get(JOURNAL_ENTRIES.BUSINESS_DATE),
                        row.get(JOURNAL_ENTRIES.REPAYMENT_ID),
                        row.get(JOURNAL_ENTRIES.POSTED_AT),
                        lines.getOrDefault(row.get(JOURNAL_ENTRIES.ID), List.of())));
        return new Books(currency, entries);
    }

    private static Books.Line line(Record row, Currency currency) {
        return new Books.Line(
                row.get(POSTINGS.ACCOUNT),
                row.get(POSTINGS.PARTY_ID),
                new Money(currency, row.get(POSTINGS.DEBIT_MINOR)),
                new Money(currency, row.get(POSTINGS.CREDIT_MINOR)));
    }
}
