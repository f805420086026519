package scf.platform.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.settlement.SettlementStates.CreditEvent;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.SettleRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.KeyId;

/// The credits that matched nothing by themselves, worked off by persons of the bank (未匹配入账处理).
///
/// A person may say which instruction a credit pays, alone or as a part; that the money goes back; or that it is no
/// payment of a voucher. No person makes amounts fit: what pays an instruction adds up to it, to the fen. Whatever
/// moves money or settles a voucher is looked at by two.
@Service
@Transactional
public class UnmatchedCredits {

    private final SettlementStore store;
    private final Instructions instructions;
    private final Vouchers vouchers;
    private final Acts acts;

    UnmatchedCredits(SettlementStore store, Instructions instructions, Vouchers vouchers, Acts acts) {
        this.store = store;
        this.instructions = instructions;
        this.vouchers = vouchers;
        this.acts = acts;
    }

    /// What waits at this bank, the longest first.
    @Transactional(readOnly = true)
    public List<Waiting> queue(EnterpriseId bank, Instant receivedAfter, BankReceiptId after, int noAfter, int limit) {
        return store.waiting(bank, receivedAfter, after, noAfter, limit);
    }

    // To an instruction

    /// What is looked for before a credit is assigned, and found.
    private record Found(BankReceipt receipt, Entry.Unmatched entry, Instruction.Due instruction, Money missing) {

        boolean completes() {
            return entry.credit().amount().equals(missing);
        }
    }

    /// The act that settles the voucher, for a credit which completes what is to be paid.
    public Assigning prepareAssignment(
            EnterpriseId bank, String user, @Nullable KeyId key, BankReceiptId id, int no, InstructionId to) {
        var looking = look(bank, id, no, to);
        if (looking.refusal() != null) {
            return looking.refusal();
        }
        var found = looking.found();
        if (!found.completes()) {
            return new Assigning.PartIsNotSigned(found.missing());
        }
        var drafting = vouchers.prepareSettlement(
                bank,
                user,
                key,
                id,
                found.receipt().messageId(),
                List.of(found.instruction().terms().voucher()));
        return switch (drafting) {
            case Drafting.Refused<SettleRefusal>(var why) -> new Assigning.Refused(why);
            case Drafting.NoKey<SettleRefusal>(var why) -> new Assigning.NoKey(why);
            case Drafting.Prepared<SettleRefusal>(var act) -> new Assigning.Prepared(act);
        };
    }

    public Assigning assign(
            EnterpriseId bank, String user, BankReceiptId id, int no, InstructionId to, @Nullable ActJson act) {
        store.lockReceiptsOf(bank);
        instructions.lock(bank, to);
        var looking = look(bank, id, no, to);
        if (looking.refusal() != null) {
            return looking.refusal();
        }
        var found = looking.found();
        if (!found.completes()) {
            return act == null ? part(found) : new Assigning.PartIsNotSigned(found.missing());
        }
        if (act == null) {
            return new Assigning.ActMissing();
        }
        if (acts.verify(act, ActType.SETTLE, id.toString(), bank) instanceof Verifying.Verified verified
                && verified.preparedBy().equals(user)) {
            return new Assigning.MakerIsChecker();
        }
        return switch (vouchers.settle(bank, id, act)) {
            case Stepping.Refused<SettleRefusal, ?> refused -> new Assigning.Refused(refused.why());
            case Stepping.NotTheAct<SettleRefusal, ?> not -> new Assigning.NotTheAct(not.why());
            case Stepping.Asked<SettleRefusal, ?> _ -> settling(found);
        };
    }

    private Assigning part(Found found) {
        var terms = found.instruction().terms();
        store.save(found.receipt().id(), new Entry.Part(found.entry().credit(), terms.id()));
        return new Assigning.Assigned(reread(found.receipt()));
    }

    private Assigning settling(Found found) {
        var terms = found.instruction().terms();
        store.save(found.receipt().id(), new Entry.Settling(found.entry().credit(), terms.id()));
        instructions.settling(new Instructions.Match(found.entry().credit(), found.instruction()), found.receipt());
        return new Assigning.Assigned(reread(found.receipt()));
    }

    /// Either a refusal or what was found.
    private record Looking(
            @Nullable Assigning refusal, @Nullable Found at) {

        Found found() {
            if (at == null) {
                throw new IllegalStateException("a refusal has found nothing: " + refusal);
            }
            return at;
        }

        static Looking refused(Assigning why) {
            return new Looking(why, null);
        }
    }

    private Looking look(EnterpriseId bank, BankReceiptId id, int no, InstructionId to) {
        var receipt = receiptOf(bank, id);
        var entry = receipt.flatMap(found -> found.entry(no));
        if (receipt.isEmpty() || entry.isEmpty()) {
            return Looking.refused(new Assigning.NoSuchCredit());
        }
        if (!(entry.get() instanceof Entry.Unmatched waiting)) {
            return Looking.refused(new Assigning.NotWaiting(
                    entry.get().state(), refusal(entry.get(), CreditEvent.PAY).orElseThrow()));
        }
        var instruction = instructions.receivedBy(bank, to);
        if (instruction.isEmpty()) {
            return Looking.refused(new Assigning.NoSuchInstruction());
        }
        if (!(instruction.get() instanceof Instruction.Due due)) {
            return Looking.refused(new Assigning.NotDue(
                    instruction.get().state(),
                    SettlementStates.TABLE
                            .refusal(instruction.get().status(), SettlementStates.Event.SETTLE)
                            .orElseThrow()));
        }
        var missing = instructions.missing(due);
        var amount = waiting.credit().amount();
        if (!amount.currency().equals(missing.currency()) || amount.exceeds(missing)) {
            return Looking.refused(new Assigning.OtherAmount(missing));
        }
        return new Looking(null, new Found(receipt.get(), waiting, due, missing));
    }

    // Back, or aside

    /// The money goes back to where it came from, if another person agrees.
    public Working proposeReturn(EnterpriseId bank, String user, BankReceiptId id, int no, String words) {
        return decide(
                bank,
                id,
                no,
                CreditEvent.PROPOSE_RETURN,
                entry -> new Entry.Returning(entry.credit(), why(entry), new Entry.Decision(words, user, null)));
    }

    public Working confirmReturn(EnterpriseId bank, String user, BankReceiptId id, int no) {
        if (entry(bank, id, no)
                        .map(Entry::decided)
                        .filter(made -> made.proposedBy().equals(user))
                        .isPresent()
                && entry(bank, id, no).orElseThrow() instanceof Entry.Returning) {
            return new Working.MakerIsChecker();
        }
        return decide(bank, id, no, CreditEvent.CONFIRM_RETURN, entry -> {
            var proposed = ((Entry.Returning) entry).decision();
            return new Entry.Returned(
                    entry.credit(), why(entry), new Entry.Decision(proposed.words(), proposed.proposedBy(), user));
        });
    }

    /// It stays, and waits again.
    public Working refuseReturn(EnterpriseId bank, BankReceiptId id, int no) {
        return decide(
                bank, id, no, CreditEvent.REFUSE_RETURN, entry -> new Entry.Unmatched(entry.credit(), why(entry)));
    }

    /// It is no payment of a voucher, and no business of this platform.
    public Working setAside(EnterpriseId bank, String user, BankReceiptId id, int no, String words) {
        return decide(
                bank,
                id,
                no,
                CreditEvent.SET_ASIDE,
                entry -> new Entry.SetAside(entry.credit(), why(entry), new Entry.Decision(words, user, null)));
    }

    // Back to the queue

    /// A person had assigned it as a part, or set it aside, and was wrong: it waits again. No part is taken
    /// back while the last one is on its way to the ledger.
    public Working takeBack(EnterpriseId bank, BankReceiptId id, int no, String words) {
        store.lockReceiptsOf(bank);
        if (entry(bank, id, no).orElse(null) instanceof Entry.Part part) {
            instructions.lock(bank, part.instruction());
            var instruction = instructions
                    .receivedBy(bank, part.instruction())
                    .orElseThrow()
                    .status();
            var refusal = SettlementStates.TABLE.refusal(instruction, SettlementStates.Event.SETTLE);
            if (refusal.isPresent()) {
                return new Working.NotPossible(part.state(), refusal.get());
            }
        }
        return decide(
                bank,
                id,
                no,
                CreditEvent.TAKE_BACK,
                entry -> new Entry.Unmatched(entry.credit(), takenBack(entry, words)));
    }

    /// What was set aside waits for the reason for which it had waited before.
    private static Mismatch takenBack(Entry entry, String words) {
        var why = entry.mismatch();
        return why == null ? new Mismatch(Mismatch.Code.TAKEN_BACK, words) : why;
    }

    private Working decide(
            EnterpriseId bank, BankReceiptId id, int no, CreditEvent event, UnaryOperator<Entry> decided) {
        store.lockReceiptsOf(bank);
        var found = entry(bank, id, no);
        if (found.isEmpty()) {
            return new Working.NoSuchCredit();
        }
        var refusal = refusal(found.get(), event);
        if (refusal.isPresent()) {
            return new Working.NotPossible(found.get().state(), refusal.get());
        }

        store.save(id, decided.apply(found.get()));
        return new Working.Done(store.find(id).orElseThrow());
    }

    private static Mismatch why(Entry entry) {
        var why = entry.mismatch();
        if (why == null) {
            throw new IllegalStateException("a credit that waits says why, not " + entry);
        }
        return why;
    }

    private static Optional<String> refusal(Entry entry, CreditEvent event) {
        return SettlementStates.CREDITS.refusal(entry.status(), event);
    }

    private Optional<Entry> entry(EnterpriseId bank, BankReceiptId id, int no) {
        return receiptOf(bank, id).flatMap(receipt -> receipt.entry(no));
    }

    private Optional<BankReceipt> receiptOf(EnterpriseId bank, BankReceiptId id) {
        return store.find(id).filter(receipt -> receipt.bank().equals(bank));
    }

    private BankReceipt reread(BankReceipt receipt) {
        return store.find(receipt.id()).orElseThrow();
    }
}
