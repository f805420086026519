package scf.platform.bankapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.Account;
import scf.platform.enterprise.Enterprise;
import scf.platform.money.Money;
import scf.platform.settlement.Instruction;
import scf.platform.settlement.InstructionView;
import scf.platform.settlement.Instructions;
import scf.platform.settlement.Payee;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// `/v1/clearing-instructions`: what issuers are to pay at maturity (清分指令), for the issuer, the receiving bank and
/// the holder of record.
@RestController
@RequestMapping("/v1/clearing-instructions")
class ClearingInstructionsDoor {

    private final Instructions instructions;

    ClearingInstructionsDoor(Instructions instructions) {
        this.instructions = instructions;
    }

    /// @param reference the payer's bank carries it as EndToEndId
    /// @param state DUE, OVERDUE, SETTLING or SETTLED
    /// @param payer with its verified accounts: money that names another one does not match
    /// @param receivingBank absent until the holder of an unfinanced voucher has a verified account
    /// @param payeeAccount where the money belongs, if no bank has financed the voucher
    /// @param payees who gets what; as of today while it is not settled
    /// @param loanId for the receiving bank and the holder
    /// @param refusal why the ledger refused the last settlement, when it did
    record InstructionJson(
            InstructionId id,
            VoucherNo voucherNo,
            String reference,
            String state,
            Money amount,
            LocalDate dueOn,
            PayerJson payer,
            @Nullable PartyJson receivingBank,
            @Nullable AccountJson payeeAccount,
            List<PayeeJson> payees,
            @Nullable LoanId loanId,
            @Nullable BankReceiptId bankReceiptId,
            @Nullable LocalDate settledOn,
            @Nullable String refusal,
            Instant createdAt) {

        static InstructionJson of(InstructionView view, EnterpriseId reader) {
            var instruction = view.instruction();
            var terms = instruction.terms();
            return new InstructionJson(
                    terms.id(),
                    terms.voucher(),
                    terms.reference(),
                    view.state(),
                    terms.amount(),
                    terms.dueOn(),
                    PayerJson.of(view),
                    view.receivingBank() == null ? null : PartyJson.of(view.receivingBank()),
                    view.account() == null ? null : AccountJson.of(view.account()),
                    view.payees().stream().map(PayeeJson::of).toList(),
                    reader.equals(terms.payer()) ? null : terms.loan(),
                    receipt(instruction),
                    instruction instanceof Instruction.Settled settled ? settled.on() : null,
                    instruction instanceof Instruction.Due due ? due.refusal() : null,
                    terms.createdAt());
        }

        private static @Nullable BankReceiptId receipt(Instruction instruction) {
            return switch (instruction) {
                case Instruction.Due _ -> null;
                case Instruction.Settling settling -> settling.receipt();
                case Instruction.Settled settled -> settled.receipt();
            };
        }
    }

    record PartyJson(EnterpriseId id, String name) {

        static PartyJson of(Enterprise party) {
            return new PartyJson(party.id(), party.name());
        }
    }

    record PayerJson(EnterpriseId id, String name, List<AccountJson> accounts) {

        static PayerJson of(InstructionView view) {
            return new PayerJson(
                    view.payer().id(),
                    view.payer().name(),
                    view.payerAccounts().stream().map(AccountJson::of).toList());
        }
    }

    record AccountJson(String name, String number, String bankCode) {

        static AccountJson of(Account account) {
            return new AccountJson(account.name(), account.number(), account.bankCode());
        }
    }

    /// @param role HOLDER, PLEDGEE, or REMAINDER for what is left to the holder after its pledgee
    record PayeeJson(Payee.Role role, EnterpriseId id, String name, Money amount) {

        static PayeeJson of(InstructionView.NamedPayee named) {
            return new PayeeJson(
                    named.payee().role(),
                    named.payee().party(),
                    named.party().name(),
                    named.payee().amount());
        }
    }

    @GetMapping
    Page<InstructionJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = instructions.all(
                caller.party(), after.created(), new InstructionId(UUID.fromString(after.id())), paging.limit() + 1);
        return paging.page(
                        rows,
                        view -> new Position(
                                view.instruction().terms().createdAt(),
                                view.instruction().terms().id().toString()))
                .map(view -> InstructionJson.of(view, caller.party()));
    }

    @GetMapping("/{id}")
    InstructionJson one(Caller caller, @PathVariable InstructionId id) {
        return instructions
                .find(caller.party(), id)
                .map(view -> InstructionJson.of(view, caller.party()))
                .orElseThrow(Problem::notFound);
    }
}
