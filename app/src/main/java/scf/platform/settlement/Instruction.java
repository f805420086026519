package scf.platform.settlement;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.settlement.SettlementStates.Event;
import scf.platform.settlement.SettlementStates.State;
import scf.schema.ids.AccountId;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// A clearing instruction (清分指令): what the issuer of a due voucher is to pay, where, and under which reference.
///
///     Due ──a bank's receipt──▶ Settling ──▶ Settled
///      ▲ ◀───────refused────────┘
///
/// It is for banks to carry out: the platform has no account and moves nothing (银发〔2025〕77号 art 14).
public sealed interface Instruction {

    Terms terms();

    /// What is to be paid.
    ///
    /// @param reference unique; the payer's bank carries it as EndToEndId, and the receipt is matched by it
    /// @param holder the holder of record (权利人) at maturity: a bank that has bought the voucher, or whoever has it
    /// @param bank the receiving bank: the one that has financed the voucher, else the one that keeps the holder's
    ///     account; absent until the holder has a verified account
    /// @param loan the loan on the voucher, if a bank has financed it
    /// @param account the holder's account, if no bank has financed the voucher
    record Terms(
            InstructionId id,
            VoucherNo voucher,
            String reference,
            EnterpriseId payer,
            EnterpriseId holder,
            @Nullable EnterpriseId bank,
            @Nullable LoanId loan,
            @Nullable AccountId account,
            Money amount,
            LocalDate dueOn,
            Instant createdAt) {

        Terms receivedBy(EnterpriseId keeper, AccountId verified) {
            return new Terms(id, voucher, reference, payer, holder, keeper, loan, verified, amount, dueOn, createdAt);
        }
    }

    /// To be paid.
    ///
    /// @param refusal why the ledger refused the last settlement, when it did
    record Due(Terms terms, @Nullable String refusal) implements Instruction {

        Settling settle(BankReceiptId receipt) {
            return new Settling(terms, receipt);
        }
    }

    /// The receiving bank has signed that the money is there; the ledger has not answered yet.
    record Settling(Terms terms, BankReceiptId receipt) implements Instruction {

        Settled written(LocalDate today) {
            return new Settled(terms, receipt, today);
        }

        Due refused(String why) {
            return new Due(terms, why);
        }
    }

    /// Paid.
    record Settled(Terms terms, BankReceiptId receipt, LocalDate on) implements Instruction {}

    /// The state that is written down; [InstructionView] adds what the date makes of it.
    default State status() {
        return switch (this) {
            case Due _ -> State.DUE;
            case Settling _ -> State.SETTLING;
            case Settled _ -> State.SETTLED;
        };
    }

    default String state() {
        return status().name();
    }

    /// The state on a day: what is due is overdue once the days of grace are over.
    default State on(LocalDate today, int graceDays) {
        return this instanceof Due && today.isAfter(terms().dueOn().plusDays(graceDays))
                ? SettlementStates.TABLE.next(status(), Event.END_GRACE)
                : status();
    }
}
