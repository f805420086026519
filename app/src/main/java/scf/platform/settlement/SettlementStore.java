package scf.platform.settlement;

import static scf.schema.settlement.Tables.BANK_RECEIPTS;
import static scf.schema.settlement.Tables.INSTRUCTIONS;
import static scf.schema.settlement.Tables.LATE_RATES;
import static scf.schema.settlement.Tables.LINES;
import static scf.schema.settlement.Tables.RECEIPT_ENTRIES;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.settlement.SettlementStates.CreditState;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// Instructions, receipts with their credits, and the lines that say who got what.
@Repository
class SettlementStore {

    private final DSLContext sql;

    SettlementStore(DSLContext sql) {
        this.sql = sql;
    }

    // Instructions

    Optional<Instruction> find(InstructionId id) {
        return sql.selectFrom(INSTRUCTIONS).where(INSTRUCTIONS.ID.eq(id)).fetchOptional(SettlementStore::instruction);
    }

    List<Instruction> concerning(EnterpriseId reader, Instant createdAfter, InstructionId idAfter, int limit) {
        return sql.selectFrom(INSTRUCTIONS)
                .where(INSTRUCTIONS
                        .PAYER_ID
                        .eq(reader)
                        .or(INSTRUCTIONS.BANK_ID.eq(reader))
                        .or(INSTRUCTIONS.HOLDER_ID.eq(reader)))
                .and(DSL.row(INSTRUCTIONS.CREATED_AT, INSTRUCTIONS.ID).gt(createdAfter, idAfter))
                .orderBy(INSTRUCTIONS.CREATED_AT, INSTRUCTIONS.ID)
                .limit(limit)
                .fetch(SettlementStore::instruction);
    }

    List<Instruction> withReferences(EnterpriseId bank, Collection<String> references) {
        return sql.selectFrom(INSTRUCTIONS)
                .where(INSTRUCTIONS.BANK_ID.eq(bank), INSTRUCTIONS.REFERENCE.in(references))
                .orderBy(INSTRUCTIONS.VOUCHER_NO)
                .fetch(SettlementStore::instruction);
    }

    Instruction lock(VoucherNo voucher) {
        return sql.selectFrom(INSTRUCTIONS)
                .where(INSTRUCTIONS.VOUCHER_NO.eq(voucher))
                .forUpdate()
                .fetchOptional(SettlementStore::instruction)
                .orElseThrow(() -> new IllegalStateException("voucher %s has no instruction".formatted(voucher)));
    }

    List<Instruction> withoutReceiver() {
        return sql.selectFrom(INSTRUCTIONS)
                .where(INSTRUCTIONS.BANK_ID.isNull())
                .orderBy(INSTRUCTIONS.VOUCHER_NO)
                .limit(200)
                .forUpdate()
                .skipLocked()
                .fetch(SettlementStore::instruction);
    }

    void insert(Instruction.Due due) {
        var terms = due.terms();
        sql.insertInto(INSTRUCTIONS)
                .set(INSTRUCTIONS.ID, terms.id())
                .set(INSTRUCTIONS.VOUCHER_NO, terms.voucher())
                .set(INSTRUCTIONS.REFERENCE, terms.reference())
                .set(INSTRUCTIONS.PAYER_ID, terms.payer())
                .set(INSTRUCTIONS.HOLDER_ID, terms.holder())
                .set(INSTRUCTIONS.BANK_ID, terms.bank())
                .set(INSTRUCTIONS.LOAN_ID, terms.loan())
                .set(INSTRUCTIONS.ACCOUNT_ID, terms.account())
                .set(INSTRUCTIONS.CURRENCY, terms.amount().currency().getCurrencyCode())
                .set(INSTRUCTIONS.AMOUNT_MINOR, terms.amount().minor())
                .set(INSTRUCTIONS.DUE_ON, terms.dueOn())
                .set(INSTRUCTIONS.STATE, due.state())
                .set(INSTRUCTIONS.CREATED_AT, terms.createdAt())
                .set(INSTRUCTIONS.CHANGED_AT, terms.createdAt())
                .execute();
    }

    void save(Instruction instruction, Instant now) {
        var terms = instruction.terms();
        int saved = sql.update(INSTRUCTIONS)
                .set(INSTRUCTIONS.BANK_ID, terms.bank())
                .set(INSTRUCTIONS.ACCOUNT_ID, terms.account())
                .set(INSTRUCTIONS.STATE, instruction.state())
                .set(INSTRUCTIONS.BANK_RECEIPT_ID, receipt(instruction))
                .set(INSTRUCTIONS.SETTLED_ON, instruction instanceof Instruction.Settled settled ? settled.on() : null)
                .set(INSTRUCTIONS.REFUSAL, instruction instanceof Instruction.Due due ? due.refusal() : null)
                .set(INSTRUCTIONS.CHANGED_AT, now)
                .where(INSTRUCTIONS.ID.eq(terms.id()))
                .execute();
        if (saved != 1) {
            throw new IllegalStateException("expected one instruction %s, saved %d".formatted(terms.id(), saved));
        }
    }

    private static @Nullable BankReceiptId receipt(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Due _ -> null;
            case Instruction.Settling settling -> settling.receipt();
            case Instruction.Settled settled -> settled.receipt();
        };
    }

    private static Instruction instruction(Record row) {
        var terms = new Instruction.Terms(
                row.get(INSTRUCTIONS.ID),
                row.get(INSTRUCTIONS.VOUCHER_NO),
                row.get(INSTRUCTIONS.REFERENCE),
                row.get(INSTRUCTIONS.PAYER_ID),
                row.get(INSTRUCTIONS.HOLDER_ID),
                row.get(INSTRUCTIONS.BANK_ID),
                row.get(INSTRUCTIONS.LOAN_ID),
                row.get(INSTRUCTIONS.ACCOUNT_ID),
                Money.ofMinor(row.get(INSTRUCTIONS.AMOUNT_MINOR), row.get(INSTRUCTIONS.CURRENCY)),
                row.get(INSTRUCTIONS.DUE_ON),
                row.get(INSTRUCTIONS.CREATED_AT));
        return switch (row.get(INSTRUCTIONS.STATE)) {
            case "DUE" -> new Instruction.Due(terms, row.get(INSTRUCTIONS.REFUSAL));
            case "SETTLING" -> new Instruction.Settling(terms, row.get(INSTRUCTIONS.BANK_RECEIPT_ID));
            case "SETTLED" ->
                new Instruction.Settled(terms, row.get(INSTRUCTIONS.BANK_RECEIPT_ID), row.get(INSTRUCTIONS.SETTLED_ON));
            case String other -> throw new IllegalStateException("instruction %s is %s".formatted(terms.id(), other));
        };
    }

    // Who got what

    List<Payee> lines(Instruction.Terms terms) {
        return sql.selectFrom(LINES)
                .where(LINES.INSTRUCTION_ID.eq(terms.id()))
                .orderBy(LINES.LINE_NO)
                .fetch(row -> new Payee(
                        Payee.Role.valueOf(row.get(LINES.ROLE)),
                        row.get(LINES.PAYEE_ID),
                        new Money(terms.amount().currency(), row.get(LINES.AMOUNT_MINOR))));
    }

    void insertLines(InstructionId instruction, List<Payee> payees, BankReceiptId receipt, int entryNo) {
        int line = 0;
        for (var payee : payees) {
            line++;
            sql.insertInto(LINES)
                    .set(LINES.INSTRUCTION_ID, instruction)
                    .set(LINES.LINE_NO, line)
                    .set(LINES.ROLE, payee.role().name())
                    .set(LINES.PAYEE_ID, payee.party())
                    .set(LINES.AMOUNT_MINOR, payee.amount().minor())
                    .set(LINES.BANK_RECEIPT_ID, receipt)
                    .set(LINES.ENTRY_NO, entryNo)
                    .execute();
        }
    }

    // Receipts

    /// What one bank sends comes one after another: two calls with one message wait for each other, and a booking that
    /// two messages tell of is counted once.
    void lockReceiptsOf(EnterpriseId bank) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val("bank receipts of " + bank));
    }

    /// Where a booking stands that was told twice.
    record Told(BankReceiptId receipt, int no) {}

    /// The first message, before this one, that has told of the same booking: the bank's reference, the payer's, the
    /// sum.
    Optional<Told> toldBefore(EnterpriseId bank, BankReceiptId id, Credit credit) {
        return sql.select(RECEIPT_ENTRIES.BANK_RECEIPT_ID, RECEIPT_ENTRIES.ENTRY_NO)
                .from(RECEIPT_ENTRIES)
                .where(RECEIPT_ENTRIES.BANK_ID.eq(bank), RECEIPT_ENTRIES.BANK_RECEIPT_ID.ne(id))
                .and(RECEIPT_ENTRIES.ENTRY_REFERENCE.eq(credit.reference()))
                .and(RECEIPT_ENTRIES.END_TO_END_ID.isNotDistinctFrom(credit.endToEndId()))
                .and(RECEIPT_ENTRIES.AMOUNT_MINOR.eq(credit.amount().minor()))
                .and(RECEIPT_ENTRIES.CURRENCY.eq(credit.amount().currency().getCurrencyCode()))
                .and(RECEIPT_ENTRIES.STATE.ne("DUPLICATE"))
                .limit(1)
                .fetchOptional(row -> new Told(row.value1(), row.value2()));
    }

    List<Waiting> waiting(EnterpriseId bank, Instant receivedAfter, BankReceiptId after, int noAfter, int limit) {
        return sql.select(RECEIPT_ENTRIES.fields())
                .select(BANK_RECEIPTS.MESSAGE_ID, BANK_RECEIPTS.RECEIVED_AT)
                .from(RECEIPT_ENTRIES)
                .join(BANK_RECEIPTS)
                .on(BANK_RECEIPTS.ID.eq(RECEIPT_ENTRIES.BANK_RECEIPT_ID))
                .where(RECEIPT_ENTRIES.BANK_ID.eq(bank), RECEIPT_ENTRIES.STATE.in("UNMATCHED", "RETURNING"))
                .and(DSL.row(BANK_RECEIPTS.RECEIVED_AT, BANK_RECEIPTS.ID, RECEIPT_ENTRIES.ENTRY_NO)
                        .gt(receivedAfter, after, noAfter))
                .orderBy(BANK_RECEIPTS.RECEIVED_AT, BANK_RECEIPTS.ID, RECEIPT_ENTRIES.ENTRY_NO)
                .limit(limit)
                .fetch(row -> new Waiting(
                        row.get(RECEIPT_ENTRIES.BANK_RECEIPT_ID),
                        row.get(BANK_RECEIPTS.MESSAGE_ID),
                        row.get(BANK_RECEIPTS.RECEIVED_AT),
                        entry(row)));
    }

    /// What credits have brought on an instruction.
    Money received(Instruction.Terms terms) {
        var received = DSL.coalesce(DSL.sum(RECEIPT_ENTRIES.AMOUNT_MINOR), BigDecimal.ZERO);
        return new Money(
                terms.amount().currency(),
                sql.select(received)
                        .from(RECEIPT_ENTRIES)
                        .where(RECEIPT_ENTRIES.INSTRUCTION_ID.eq(terms.id()))
                        .fetchSingle(received)
                        .longValueExact());
    }

    /// The credits that have brought it.
    List<Credit> credits(InstructionId instruction) {
        return sql.selectFrom(RECEIPT_ENTRIES)
                .where(RECEIPT_ENTRIES.INSTRUCTION_ID.eq(instruction))
                .orderBy(RECEIPT_ENTRIES.BANK_RECEIPT_ID, RECEIPT_ENTRIES.ENTRY_NO)
                .fetch(SettlementStore::credit);
    }

    List<Credit> wronglyPaid(LoanId loan) {
        return sql.selectFrom(RECEIPT_ENTRIES)
                .where(RECEIPT_ENTRIES.LOAN_ID.eq(loan))
                .orderBy(RECEIPT_ENTRIES.BANK_RECEIPT_ID, RECEIPT_ENTRIES.ENTRY_NO)
                .fetch(SettlementStore::credit);
    }

    /// The parts of an instruction whose last part the ledger has taken.
    void settleParts(InstructionId instruction) {
        sql.update(RECEIPT_ENTRIES)
                .set(RECEIPT_ENTRIES.STATE, "SETTLED")
                .where(RECEIPT_ENTRIES.INSTRUCTION_ID.eq(instruction), RECEIPT_ENTRIES.STATE.eq("PART"))
                .execute();
    }

    // What was agreed for being late

    Optional<LateInterest.Agreed> lateRate(InstructionId instruction) {
        return sql.selectFrom(LATE_RATES)
                .where(LATE_RATES.INSTRUCTION_ID.eq(instruction))
                .fetchOptional(row -> new LateInterest.Agreed(
                        new Rate(row.getAnnualRateMillionths()),
                        row.getContractDate(),
                        new Rate(row.getFloorMillionths())));
    }

    void insertLateRate(InstructionId instruction, LateInterest.Agreed agreed, String user, Instant now) {
        sql.insertInto(LATE_RATES)
                .set(LATE_RATES.INSTRUCTION_ID, instruction)
                .set(LATE_RATES.ANNUAL_RATE_MILLIONTHS, agreed.annualRate().millionths())
                .set(LATE_RATES.CONTRACT_DATE, agreed.contractDate())
                .set(LATE_RATES.FLOOR_MILLIONTHS, agreed.floor().millionths())
                .set(LATE_RATES.STATED_BY, user)
                .set(LATE_RATES.STATED_AT, now)
                .execute();
    }

    // Receipts, read and written

    Optional<BankReceipt> find(BankReceiptId id) {
        return sql.selectFrom(BANK_RECEIPTS).where(BANK_RECEIPTS.ID.eq(id)).fetchOptional(this::receipt);
    }

    List<BankReceipt> receiptsOf(EnterpriseId bank, Instant receivedAfter, BankReceiptId idAfter, int limit) {
        return sql.selectFrom(BANK_RECEIPTS)
                .where(BANK_RECEIPTS.BANK_ID.eq(bank))
                .and(DSL.row(BANK_RECEIPTS.RECEIVED_AT, BANK_RECEIPTS.ID).gt(receivedAfter, idAfter))
                .orderBy(BANK_RECEIPTS.RECEIVED_AT, BANK_RECEIPTS.ID)
                .limit(limit)
                .fetch(this::receipt);
    }

    private BankReceipt receipt(Record row) {
        return new BankReceipt(
                row.get(BANK_RECEIPTS.ID),
                row.get(BANK_RECEIPTS.BANK_ID),
                row.get(BANK_RECEIPTS.MESSAGE_ID),
                row.get(BANK_RECEIPTS.MESSAGE_VERSION),
                row.get(BANK_RECEIPTS.MESSAGE),
                entries(row.get(BANK_RECEIPTS.ID)),
                row.get(BANK_RECEIPTS.RECEIVED_BY),
                row.get(BANK_RECEIPTS.RECEIVED_AT));
    }

    private List<Entry> entries(BankReceiptId id) {
        return sql.selectFrom(RECEIPT_ENTRIES)
                .where(RECEIPT_ENTRIES.BANK_RECEIPT_ID.eq(id))
                .orderBy(RECEIPT_ENTRIES.ENTRY_NO)
                .fetch(SettlementStore::entry);
    }

    private static Credit credit(Record row) {
        return new Credit(
                row.get(RECEIPT_ENTRIES.ENTRY_NO),
                row.get(RECEIPT_ENTRIES.ENTRY_REFERENCE),
                row.get(RECEIPT_ENTRIES.END_TO_END_ID),
                Money.ofMinor(row.get(RECEIPT_ENTRIES.AMOUNT_MINOR), row.get(RECEIPT_ENTRIES.CURRENCY)),
                row.get(RECEIPT_ENTRIES.BOOKED_ON),
                row.get(RECEIPT_ENTRIES.CREDITED_ACCOUNT),
                row.get(RECEIPT_ENTRIES.PAYER_NAME),
                row.get(RECEIPT_ENTRIES.PAYER_ACCOUNT));
    }

    private static Entry entry(Record row) {
        var credit = credit(row);
        return switch (CreditState.valueOf(row.get(RECEIPT_ENTRIES.STATE))) {
            case UNMATCHED -> new Entry.Unmatched(credit, why(row));
            case PART -> new Entry.Part(credit, row.get(RECEIPT_ENTRIES.INSTRUCTION_ID));
            case SETTLING -> new Entry.Settling(credit, row.get(RECEIPT_ENTRIES.INSTRUCTION_ID));
            case SETTLED ->
                new Entry.Settled(credit, row.get(RECEIPT_ENTRIES.INSTRUCTION_ID), row.get(RECEIPT_ENTRIES.PART));
            case DUPLICATE ->
                new Entry.Duplicate(
                        credit,
                        new BankReceiptId(row.get(RECEIPT_ENTRIES.TOLD_BY_RECEIPT)),
                        row.get(RECEIPT_ENTRIES.TOLD_BY_ENTRY));
            case RETURNING -> new Entry.Returning(credit, why(row), decision(row));
            case RETURNED -> new Entry.Returned(credit, why(row), decision(row));
            case SET_ASIDE -> new Entry.SetAside(credit, why(row), decision(row));
        };
    }

    private static Mismatch why(Record row) {
        return new Mismatch(
                Mismatch.Code.valueOf(row.get(RECEIPT_ENTRIES.REASON_CODE)),
                row.get(RECEIPT_ENTRIES.REASON),
                row.get(RECEIPT_ENTRIES.LOAN_ID));
    }

    private static Entry.Decision decision(Record row) {
        return new Entry.Decision(
                row.get(RECEIPT_ENTRIES.WORDS),
                row.get(RECEIPT_ENTRIES.PROPOSED_BY),
                row.get(RECEIPT_ENTRIES.CONFIRMED_BY));
    }

    void insert(BankReceipt receipt) {
        sql.insertInto(BANK_RECEIPTS)
                .set(BANK_RECEIPTS.ID, receipt.id())
                .set(BANK_RECEIPTS.BANK_ID, receipt.bank())
                .set(BANK_RECEIPTS.MESSAGE_ID, receipt.messageId())
                .set(BANK_RECEIPTS.MESSAGE_VERSION, receipt.version())
                .set(BANK_RECEIPTS.MESSAGE, receipt.message())
                .set(BANK_RECEIPTS.RECEIVED_BY, receipt.receivedBy())
                .set(BANK_RECEIPTS.RECEIVED_AT, receipt.receivedAt())
                .execute();
        for (var entry : receipt.entries()) {
            var credit = entry.credit();
            sql.insertInto(RECEIPT_ENTRIES)
                    .set(RECEIPT_ENTRIES.BANK_RECEIPT_ID, receipt.id())
                    .set(RECEIPT_ENTRIES.ENTRY_NO, credit.no())
                    .set(RECEIPT_ENTRIES.BANK_ID, receipt.bank())
                    .set(RECEIPT_ENTRIES.ENTRY_REFERENCE, credit.reference())
                    .set(RECEIPT_ENTRIES.END_TO_END_ID, credit.endToEndId())
                    .set(RECEIPT_ENTRIES.CURRENCY, credit.amount().currency().getCurrencyCode())
                    .set(RECEIPT_ENTRIES.AMOUNT_MINOR, credit.amount().minor())
                    .set(RECEIPT_ENTRIES.BOOKED_ON, credit.bookedOn())
                    .set(RECEIPT_ENTRIES.CREDITED_ACCOUNT, credit.creditedAccount())
                    .set(RECEIPT_ENTRIES.PAYER_NAME, credit.payerName())
                    .set(RECEIPT_ENTRIES.PAYER_ACCOUNT, credit.payerAccount())
                    .set(said(entry))
                    .execute();
        }
    }

    void save(BankReceiptId receipt, Entry entry) {
        int saved = sql.update(RECEIPT_ENTRIES)
                .set(said(entry))
                .where(RECEIPT_ENTRIES.BANK_RECEIPT_ID.eq(receipt))
                .and(RECEIPT_ENTRIES.ENTRY_NO.eq(entry.credit().no()))
                .execute();
        if (saved != 1) {
            throw new IllegalStateException("expected one credit of receipt %s, saved %d".formatted(receipt, saved));
        }
    }

    /// What is said of a credit, beside the credit itself.
    private static Map<Field<?>, @Nullable Object> said(Entry entry) {
        var why = entry.mismatch();
        var decided = entry.decided();
        var said = new HashMap<Field<?>, @Nullable Object>();
        said.put(RECEIPT_ENTRIES.STATE, entry.state());
        said.put(RECEIPT_ENTRIES.INSTRUCTION_ID, entry.paying());
        said.put(
                RECEIPT_ENTRIES.PART,
                entry instanceof Entry.Part || (entry instanceof Entry.Settled settled && settled.part()));
        said.put(RECEIPT_ENTRIES.REASON_CODE, why == null ? null : why.code().name());
        said.put(RECEIPT_ENTRIES.REASON, why == null ? null : why.words());
        said.put(RECEIPT_ENTRIES.LOAN_ID, entry.wronglyPaid());
        said.put(RECEIPT_ENTRIES.WORDS, decided == null ? null : decided.words());
        said.put(RECEIPT_ENTRIES.PROPOSED_BY, decided == null ? null : decided.proposedBy());
        said.put(RECEIPT_ENTRIES.CONFIRMED_BY, decided == null ? null : decided.confirmedBy());
        said.put(
                RECEIPT_ENTRIES.TOLD_BY_RECEIPT,
                entry instanceof Entry.Duplicate told ? told.receipt().value() : null);
        said.put(RECEIPT_ENTRIES.TOLD_BY_ENTRY, entry instanceof Entry.Duplicate told ? told.no() : null);
        return said;
    }
}
