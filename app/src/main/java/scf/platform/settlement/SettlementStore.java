package scf.platform.settlement;

import static scf.schema.settlement.Tables.BANK_RECEIPTS;
import static scf.schema.settlement.Tables.INSTRUCTIONS;
import static scf.schema.settlement.Tables.LINES;
import static scf.schema.settlement.Tables.RECEIPT_ENTRIES;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
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

    /// Two calls with one message wait for each other, also the first two, when there is no row yet to wait at.
    void lockMessage(BankReceiptId id) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val("bank receipt " + id));
    }

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

    private static Entry entry(Record row) {
        var credit = new Credit(
                row.get(RECEIPT_ENTRIES.ENTRY_NO),
                row.get(RECEIPT_ENTRIES.ENTRY_REFERENCE),
                row.get(RECEIPT_ENTRIES.END_TO_END_ID),
                Money.ofMinor(row.get(RECEIPT_ENTRIES.AMOUNT_MINOR), row.get(RECEIPT_ENTRIES.CURRENCY)),
                row.get(RECEIPT_ENTRIES.BOOKED_ON),
                row.get(RECEIPT_ENTRIES.CREDITED_ACCOUNT),
                row.get(RECEIPT_ENTRIES.PAYER_NAME),
                row.get(RECEIPT_ENTRIES.PAYER_ACCOUNT));
        return switch (row.get(RECEIPT_ENTRIES.STATE)) {
            case "UNMATCHED" ->
                new Entry.Unmatched(
                        credit,
                        new Mismatch(
                                Mismatch.Code.valueOf(row.get(RECEIPT_ENTRIES.REASON_CODE)),
                                row.get(RECEIPT_ENTRIES.REASON)));
            case "SETTLING" -> new Entry.Settling(credit, row.get(RECEIPT_ENTRIES.INSTRUCTION_ID));
            case "SETTLED" -> new Entry.Settled(credit, row.get(RECEIPT_ENTRIES.INSTRUCTION_ID));
            case String other -> throw new IllegalStateException("a credit is " + other);
        };
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
                    .set(RECEIPT_ENTRIES.STATE, entry.state())
                    .set(RECEIPT_ENTRIES.INSTRUCTION_ID, instruction(entry))
                    .set(RECEIPT_ENTRIES.REASON_CODE, code(entry))
                    .set(RECEIPT_ENTRIES.REASON, words(entry))
                    .execute();
        }
    }

    void save(BankReceiptId receipt, Entry entry) {
        int saved = sql.update(RECEIPT_ENTRIES)
                .set(RECEIPT_ENTRIES.STATE, entry.state())
                .set(RECEIPT_ENTRIES.INSTRUCTION_ID, instruction(entry))
                .set(RECEIPT_ENTRIES.REASON_CODE, code(entry))
                .set(RECEIPT_ENTRIES.REASON, words(entry))
                .where(RECEIPT_ENTRIES.BANK_RECEIPT_ID.eq(receipt))
                .and(RECEIPT_ENTRIES.ENTRY_NO.eq(entry.credit().no()))
                .execute();
        if (saved != 1) {
            throw new IllegalStateException("expected one credit of receipt %s, saved %d".formatted(receipt, saved));
        }
    }

    private static @Nullable InstructionId instruction(Entry entry) {
        return switch (entry) {
            case Entry.Unmatched _ -> null;
            case Entry.Settling settling -> settling.instruction();
            case Entry.Settled settled -> settled.instruction();
        };
    }

    private static @Nullable String code(Entry entry) {
        return entry instanceof Entry.Unmatched unmatched
                ? unmatched.why().code().name()
                : null;
    }

    private static @Nullable String words(Entry entry) {
        return entry instanceof Entry.Unmatched unmatched ? unmatched.why().words() : null;
    }
}
