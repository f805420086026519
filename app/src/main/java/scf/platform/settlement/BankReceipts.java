package scf.platform.settlement;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Malformed;
import scf.contract.Row;
import scf.platform.ledger.ActJson;
import scf.platform.settlement.Instructions.Matching;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.SettleRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// Bank receipts (到账通知, 对账单): the receiving bank shows that the issuers' money has arrived, and signs that it settles
/// the vouchers which it pays.
///
/// A credit pays an instruction when reference, amount, currency and, where given, the accounts agree to the letter.
/// All vouchers of a message are settled by one act, or none is. What pays nothing is kept and shown with its reason.
@Service
@Transactional
public class BankReceipts {

    private final SettlementStore store;
    private final Instructions instructions;
    private final Vouchers vouchers;
    private final Clock clock;

    BankReceipts(SettlementStore store, Instructions instructions, Vouchers vouchers, Clock clock) {
        this.store = store;
        this.instructions = instructions;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    /// For the bank that sent it.
    @Transactional(readOnly = true)
    public Optional<BankReceipt> find(EnterpriseId bank, BankReceiptId id) {
        return store.find(id).filter(receipt -> receipt.bank().equals(bank));
    }

    @Transactional(readOnly = true)
    public List<BankReceipt> all(EnterpriseId bank, Instant receivedAfter, BankReceiptId idAfter, int limit) {
        return store.receiptsOf(bank, receivedAfter, idAfter, limit);
    }

    /// Says what the message would settle, as the act that the bank has to sign.
    public PreparingReceipt prepare(EnterpriseId bank, String user, @Nullable KeyId key, String xml) {
        Camt message;
        switch (CamtReader.read(xml)) {
            case Camt.Reading.NotAcceptable not -> {
                return new PreparingReceipt.NotAcceptable(not);
            }
            case Camt.Reading.Read read -> message = read.message();
        }
        var id = BankReceipt.idOf(bank, message.messageId());
        var before = store.find(id);
        if (before.isPresent() && !isOf(message, before.get())) {
            return new PreparingReceipt.OtherContent(message.messageId());
        }
        var matching = instructions.match(bank, untold(bank, id, open(message, before)));
        if (matching.matches().isEmpty()) {
            return new PreparingReceipt.NothingMatches(entries(matching));
        }

        var drafting = vouchers.prepareSettlement(bank, user, key, id, message.messageId(), matching.paid());
        return switch (drafting) {
            case Drafting.Refused<SettleRefusal> refused -> new PreparingReceipt.Refused(refused.why());
            case Drafting.NoKey<SettleRefusal> noKey -> new PreparingReceipt.NoKey(noKey.why());
            case Drafting.Prepared<SettleRefusal> prepared -> new PreparingReceipt.Prepared(prepared.act());
        };
    }

    /// Stores the message and settles what it pays.
    ///
    /// @param act signed by the bank; none is needed for a message that pays nothing
    public Receiving receive(EnterpriseId bank, String user, String xml, @Nullable ActJson act) {
        Camt message;
        switch (CamtReader.read(xml)) {
            case Camt.Reading.NotAcceptable not -> {
                return new Receiving.NotAcceptable(not);
            }
            case Camt.Reading.Read read -> message = read.message();
        }
        var id = BankReceipt.idOf(bank, message.messageId());
        store.lockReceiptsOf(bank);
        var before = store.find(id);
        if (before.isPresent() && !isOf(message, before.get())) {
            return new Receiving.OtherContent(message.messageId());
        }
        var open = open(message, before);
        var matching = instructions.matchLocked(bank, untold(bank, id, open));
        if (matching.matches().isEmpty() && before.isPresent()) {
            return new Receiving.ReceivedBefore(before.get());
        }
        var receipt = before.orElseGet(() -> new BankReceipt(
                id, bank, message.messageId(), message.version(), xml, List.of(), user, clock.instant()));
        if (matching.matches().isEmpty()) {
            return act == null ? stored(receipt, open, matching) : new Receiving.ActSettlesOthers(List.of());
        }
        if (act == null) {
            return new Receiving.ActMissing(matching.paid());
        }
        if (!settles(matching.paid(), act)) {
            return new Receiving.ActSettlesOthers(matching.paid());
        }
        return settle(receipt, open, before.isPresent(), matching, act);
    }

    /// Whether the act speaks of exactly these vouchers. What cannot be read is refused by its verification, with
    /// its field.
    private static boolean settles(List<VoucherNo> paid, ActJson act) {
        var rows = Optional.ofNullable(act.rows()).orElse(List.of());
        try {
            var named = rows.stream()
                    .flatMap(row -> Optional.ofNullable(row).stream())
                    .map(row -> new VoucherNo(
                            Row.parse(ActType.SETTLE, Bytes.ofBase64(row)).subject()))
                    .sorted(Comparator.comparing(VoucherNo::value))
                    .toList();
            return named.equals(paid);
        } catch (Malformed _) {
            return true;
        }
    }

    private Receiving stored(BankReceipt receipt, List<Credit> open, Matching matching) {
        var complete = receipt.with(entries(receipt, open, matching));
        store.insert(complete);
        return new Receiving.Received(complete);
    }

    private Receiving settle(BankReceipt receipt, List<Credit> open, boolean stored, Matching matching, ActJson act) {
        return switch (vouchers.settle(receipt.bank(), receipt.id(), act)) {
            case Stepping.Refused<SettleRefusal, ?> refused -> new Receiving.Refused(refused.why());
            case Stepping.NotTheAct<SettleRefusal, ?> not -> new Receiving.NotTheAct(not.why());
            case Stepping.Asked<SettleRefusal, ?> _ -> {
                var told = entries(receipt, open, matching);
                var now = receipt.with(merged(receipt.entries(), told));
                if (stored) {
                    told.forEach(entry -> store.save(receipt.id(), entry));
                } else {
                    store.insert(now);
                }
                matching.matches().forEach(match -> instructions.settling(match, now));
                yield new Receiving.Received(now);
            }
        };
    }

    private static boolean isOf(Camt message, BankReceipt receipt) {
        return CamtReader.read(receipt.message()).equals(new Camt.Reading.Read(message));
    }

    /// The credits that pay nothing yet: all of a new message.
    private static List<Credit> open(Camt message, Optional<BankReceipt> before) {
        return before.map(receipt -> receipt.entries().stream()
                        .filter(Entry.Unmatched.class::isInstance)
                        .map(Entry::credit)
                        .toList())
                .orElse(message.credits());
    }

    /// The credits that no earlier message has told of: a booking that stands in a notification and again in a
    /// statement is one.
    private List<Credit> untold(EnterpriseId bank, BankReceiptId id, List<Credit> credits) {
        return credits.stream()
                .filter(credit -> store.toldBefore(bank, id, credit).isEmpty())
                .toList();
    }

    private List<Entry> entries(BankReceipt receipt, List<Credit> open, Matching matching) {
        var entries = new ArrayList<>(entries(matching));
        for (var credit : open) {
            store.toldBefore(receipt.bank(), receipt.id(), credit)
                    .ifPresent(first -> entries.add(new Entry.Duplicate(credit, first.receipt(), first.no())));
        }
        entries.sort(Comparator.comparingInt(entry -> entry.credit().no()));
        return entries;
    }

    private static List<Entry> entries(Matching matching) {
        var entries = new ArrayList<Entry>(matching.rest());
        matching.matches()
                .forEach(match -> entries.add(new Entry.Settling(
                        match.credit(), match.instruction().terms().id())));
        entries.sort(Comparator.comparingInt(entry -> entry.credit().no()));
        return entries;
    }

    private static List<Entry> merged(List<Entry> before, List<Entry> now) {
        var merged = new ArrayList<>(now);
        before.stream().filter(entry -> !(entry instanceof Entry.Unmatched)).forEach(merged::add);
        merged.sort(Comparator.comparingInt(entry -> entry.credit().no()));
        return merged;
    }

    // What the ledger answers

    @Transactional(propagation = Propagation.MANDATORY)
    void settled(VoucherNo no, BankReceiptId id) {
        var receipt = store.find(id).orElseThrow();
        var entry = settling(no, receipt);
        store.save(id, new Entry.Settled(entry.credit(), entry.instruction(), false));
        store.settleParts(entry.instruction());
        instructions.settled(no, receipt, entry.credit());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refused(VoucherNo no, BankReceiptId id, String why) {
        var entry = settling(no, store.find(id).orElseThrow());
        store.save(id, new Entry.Unmatched(entry.credit(), new Mismatch(Mismatch.Code.REFUSED_BY_LEDGER, why)));
        instructions.refused(no, why);
    }

    private Entry.Settling settling(VoucherNo no, BankReceipt receipt) {
        var instruction = store.lock(no).terms().id();
        return receipt.entries().stream()
                .filter(Entry.Settling.class::isInstance)
                .map(Entry.Settling.class::cast)
                .filter(entry -> entry.instruction().equals(instruction))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the ledger answers about voucher %s, which receipt %s does not pay"
                                .formatted(no, receipt.id())));
    }
}
