package scf.platform.bankapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.Account;
import scf.platform.enterprise.Enterprise;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.settlement.Credit;
import scf.platform.settlement.Instruction;
import scf.platform.settlement.InstructionView;
import scf.platform.settlement.Instructions;
import scf.platform.settlement.LateInterest;
import scf.platform.settlement.Payee;
import scf.platform.settlement.PaymentOrder;
import scf.platform.settlement.Stating;
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

    private static final String LATE = "保障中小企业款项支付条例 art 17";

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
    /// @param received what credits have brought so far
    /// @param lateInterest what a large payer owes a smaller supplier for being late, beside the amount
    /// @param paidToOldHolder the payer's money that went to whom the voucher belonged before: it discharges nobody
    ///
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
            Money received,
            @Nullable LateInterestJson lateInterest,
            List<MisdirectedJson> paidToOldHolder,
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
                    view.received(),
                    LateInterestJson.of(view.lateInterest()),
                    view.paidToOldHolder().stream().map(MisdirectedJson::of).toList(),
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

    /// @param dailyRate by law, in percent; absent where a rate was agreed
    /// @param annualRate as agreed, in percent; absent where none was
    record LateInterestJson(
            long days, @Nullable Rate dailyRate, @Nullable Rate annualRate, Money amount, String source) {

        static @Nullable LateInterestJson of(@Nullable LateInterest late) {
            return late == null
                    ? null
                    : new LateInterestJson(late.days(), late.dailyRate(), late.annualRate(), late.amount(), LATE);
        }
    }

    record MisdirectedJson(Money amount, @Nullable LocalDate bookedOn) {

        static MisdirectedJson of(Credit credit) {
            return new MisdirectedJson(credit.amount(), credit.bookedOn());
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

    /// The instruction as an order of payment, for the payer and for the bank that keeps its account.
    @GetMapping(path = "/{id}/pain.001", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> paymentOrder(Caller caller, @PathVariable InstructionId id) {
        return switch (instructions.paymentOrder(caller.party(), id)) {
            case PaymentOrder.Written(var xml) ->
                ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                        .body(xml);
            case PaymentOrder.NoSuchInstruction _ -> throw Problem.notFound();
            case PaymentOrder.NothingToPay(var state) ->
                throw Problem.refused(
                                409,
                                "instruction_not_due",
                                "Nothing to pay",
                                "The instruction is %s: another order would pay it twice.".formatted(state))
                        .with("state", state);
            case PaymentOrder.NoPayersAccount _ ->
                throw Problem.refused(
                        409,
                        "payer_without_account",
                        "No account to pay from",
                        "No account of the payer has been verified by the bank that keeps it.");
            case PaymentOrder.NoReceiver _ ->
                throw Problem.refused(
                        409,
                        "payee_without_account",
                        "No account to pay into",
                        "No account of the holder has been verified by the bank that keeps it.");
        };
    }

    /// @param annualRate what holder and payer have agreed on for late payment, in percent
    /// @param contractDate of the contract that says so
    record LateRateBody(Rate annualRate, LocalDate contractDate) {}

    @PostMapping("/{id}/late-rate")
    InstructionJson stateLateRate(Caller caller, @PathVariable InstructionId id, @RequestBody LateRateBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (instructions.stateLateRate(
                caller.party(), caller.user(), id, body.annualRate(), body.contractDate())) {
            case Stating.Stated _ -> one(caller, id);
            case Stating.NoSuchInstruction _ -> throw Problem.notFound();
            case Stating.NotOwed _ ->
                throw Problem.refused(
                                422,
                                "late_interest_not_owed",
                                "Not owed by this law",
                                "The law protects smaller suppliers of large enterprises; others agree as they like.")
                        .rule("R-15", LATE);
            case Stating.StatedBefore(var before) ->
                throw Problem.refused(
                                409,
                                "late_rate_stated_before",
                                "Stated before",
                                "%s a year was stated before.".formatted(before.annualRate()))
                        .field("/annualRate");
            case Stating.NoRateKnown _ ->
                throw Problem.refused(
                                422,
                                "no_lpr_known",
                                "No LPR for this date",
                                "The contract's date lies ahead, or before there was a loan prime rate.")
                        .field("/contractDate")
                        .rule("R-15", LATE);
            case Stating.BelowTheFloor(var floor) ->
                throw Problem.refused(
                                422,
                                "late_rate_below_lpr",
                                "Below the LPR",
                                "On the contract's date the one-year LPR was %s: no less can be agreed."
                                        .formatted(floor))
                        .field("/annualRate")
                        .rule("R-15", LATE)
                        .with("floor", floor);
        };
    }
}
