package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.loan.DisburseRefusal;
import scf.platform.loan.Loan;
import scf.platform.loan.Loans;
import scf.platform.loan.Originating;
import scf.platform.loan.Payment;
import scf.platform.loan.Repaying;
import scf.platform.money.Money;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.FundRefusal;
import scf.platform.voucher.Stepping;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.LoanId;

/// `/v1/loans`: the bank originates (放款前), disburses (放款) and records what comes back (还款); the borrower reads.
@RestController
@RequestMapping("/v1/loans")
class LoansDoor {

    private static final String REGISTRATION = "银发〔2025〕77号 art 13";
    private static final int LONGEST_REFERENCE = 64;

    private final Loans loans;

    LoansDoor(Loans loans) {
        this.loans = loans;
    }

    /// @param amount the one that was accepted
    record OriginationBody(FinancingRequestId requestId, Money amount) {}

    /// @param accountId the borrower's own, verified by the bank that keeps it
    /// @param key the act key that will sign, where the bank has several
    record PrepareBody(AccountId accountId, @Nullable KeyId key) {}

    record DisbursementBody(AccountId accountId, ActJson act) {}

    /// @param costs what enforcing the claim has cost since the payment before, if anything
    /// @param bankReference the bank's own reference of the credit: the same one is never counted twice
    record RepaymentBody(Money amount, @Nullable Money costs, String bankReference) {}

    record RepaidJson(LoanJson.RepaymentJson repayment, LoanJson loan) {}

    @GetMapping
    Page<LoanJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows =
                loans.all(caller.party(), after.created(), new LoanId(UUID.fromString(after.id())), paging.limit() + 1);
        return paging.page(
                        rows,
                        view -> new Position(
                                view.loan().terms().originatedAt(),
                                view.loan().terms().id().toString()))
                .map(LoanJson::of);
    }

    @GetMapping("/{id}")
    LoanJson one(Caller caller, @PathVariable LoanId id) {
        return read(caller.party(), id);
    }

    private LoanJson read(EnterpriseId reader, LoanId id) {
        return loans.find(reader, id).map(LoanJson::of).orElseThrow(Problem::notFound);
    }

    @PostMapping
    ResponseEntity<LoanJson> originate(Caller caller, @RequestBody OriginationBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (loans.originate(caller.party(), caller.user(), body.requestId(), body.amount())) {
            case Originating.Originated(var loan) ->
                ResponseEntity.created(place(loan.terms().id()))
                        .body(read(caller.party(), loan.terms().id()));
            case Originating.NoSuchRequest _ -> throw Problem.notFound();
            case Originating.NotRegistered not ->
                throw Problem.refused(
                                409,
                                "request_not_registered",
                                "Request not registered",
                                "A loan is made of a request that is REGISTERED; this one is %s."
                                        .formatted(not.state()))
                        .field("/requestId")
                        .rule("R-04", REGISTRATION)
                        .with("state", not.state());
            case Originating.HoldOver over ->
                throw Problem.refused(
                                409,
                                "hold_expired",
                                "Hold expired",
                                "The credit was held until %s: it may be another's by now.".formatted(over.until()))
                        .field("/requestId");
            case Originating.OtherAmount other ->
                throw Problem.refused(
                                422,
                                "amount_differs",
                                "Not the amount that was accepted",
                                "The holder accepted %s.".formatted(other.accepted()))
                        .field("/amount");
            case Originating.Matured _ ->
                throw Problem.refused(
                                422,
                                "loan_matured",
                                "Due already",
                                "The loan would be due: no day is left to lend for.")
                        .field("/requestId");
        };
    }

    @PostMapping("/{id}/disbursement/prepare")
    PreparedAct prepareDisbursement(Caller caller, @PathVariable LoanId id, @RequestBody PrepareBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (loans.prepareDisbursement(caller.party(), caller.user(), body.key(), id, body.accountId())) {
            case Drafting.Refused<DisburseRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<DisburseRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<DisburseRefusal>(var act) -> act;
        };
    }

    @PostMapping("/{id}/disbursement")
    ResponseEntity<LoanJson> disburse(Caller caller, @PathVariable LoanId id, @RequestBody DisbursementBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (loans.disburse(caller.party(), id, body.accountId(), body.act())) {
            case Stepping.Refused<DisburseRefusal, Loan.Funding>(var why) -> throw problem(why);
            case Stepping.NotTheAct<DisburseRefusal, Loan.Funding>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<DisburseRefusal, Loan.Funding> _ ->
                ResponseEntity.accepted().location(place(id)).body(read(caller.party(), id));
        };
    }

    @PostMapping("/{id}/repayments")
    ResponseEntity<RepaidJson> repay(Caller caller, @PathVariable LoanId id, @RequestBody RepaymentBody body) {
        caller.mustBe(PartyKind.BANK);
        if (body.bankReference().isBlank() || body.bankReference().length() > LONGEST_REFERENCE) {
            throw Problem.refused(
                            422,
                            "bank_reference_malformed",
                            "Not a reference",
                            "The bank's reference is a text of 1 to %d characters.".formatted(LONGEST_REFERENCE))
                    .field("/bankReference");
        }
        var costs = Optional.ofNullable(body.costs())
                .orElseGet(() -> Money.zero(body.amount().currency()));
        var payment = new Payment(body.amount(), costs, body.bankReference());
        return switch (loans.repay(caller.party(), caller.user(), id, payment)) {
            case Repaying.Repaid(var _, var repayment) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new RepaidJson(LoanJson.RepaymentJson.of(repayment), read(caller.party(), id)));
            case Repaying.NoSuchLoan _ -> throw Problem.notFound();
            case Repaying.NotRunning not ->
                throw Problem.refused(
                                409,
                                "loan_not_running",
                                "No money is out",
                                "The loan is %s: there is nothing to repay.".formatted(not.state()))
                        .with("state", not.state());
            case Repaying.OtherCurrency other ->
                throw Problem.refused(
                                422, "other_currency", "Other currency", "The loan is in " + other.currency() + ".")
                        .field("/amount/currency");
            case Repaying.NothingPaid _ ->
                throw Problem.refused(422, "nothing_paid", "Nothing paid", "A payment is of more than nothing.")
                        .field("/amount/amount");
            case Repaying.RecordedBefore(var before) ->
                throw Problem.refused(
                                409,
                                "payment_recorded_before",
                                "Recorded before",
                                "This credit was recorded on the loan already: money is not counted twice.")
                        .field("/bankReference")
                        .with("repaymentId", before.id());
            case Repaying.MoreThanOwed(var owed) ->
                throw Problem.refused(
                                422,
                                "more_than_owed",
                                "More than is owed",
                                "%s is owed today: nobody is made to pay more.".formatted(owed))
                        .field("/amount/amount")
                        .rule("C-561", "民法典 art 561")
                        .with("owed", owed);
        };
    }

    private static URI place(LoanId id) {
        return URI.create("/v1/loans/" + id);
    }

    private static Problem problem(DisburseRefusal refusal) {
        return switch (refusal) {
            case DisburseRefusal.NoSuchLoan _ -> Problem.notFound();
            case DisburseRefusal.NotPending not ->
                Problem.refused(
                                409,
                                "loan_not_pending",
                                "Not to be disbursed",
                                "Only a loan that is PENDING_DISBURSE is paid out; this one is %s."
                                        .formatted(not.state()))
                        .with("state", not.state());
            case DisburseRefusal.AccountNotVerified _ ->
                Problem.refused(
                                422,
                                "account_not_verified",
                                "Not the borrower's verified account",
                                "Money goes only to an account that is the borrower's own and verified by its bank.")
                        .field("/accountId")
                        .rule("own verified account", "docs/api/bank.md");
            case DisburseRefusal.NotRegistered _ ->
                Problem.refused(
                                409,
                                "request_not_registered",
                                "Not registered",
                                "No registration stands for the request of this loan.")
                        .rule("R-04", REGISTRATION);
            case DisburseRefusal.Matured _ ->
                Problem.refused(422, "loan_matured", "Due already", "The loan is due: no day is left to lend for.");
            case DisburseRefusal.VoucherRefuses(var why) -> problem(why);
        };
    }

    private static Problem problem(FundRefusal refusal) {
        return switch (refusal) {
            case FundRefusal.NoSuchVoucher _ -> Problem.notFound();
            case FundRefusal.NotLocked not ->
                Problem.refused(
                                409,
                                "voucher_not_locked",
                                "Voucher not locked",
                                "The voucher is %s: no lock binds it to this bank.".formatted(not.state()))
                        .with("state", not.state());
            case FundRefusal.LockOver over ->
                Problem.refused(
                        409,
                        "lock_expired",
                        "Lock expired",
                        "The voucher was locked until %s.".formatted(over.until()));
            case FundRefusal.Matured matured ->
                Problem.refused(
                        422,
                        "voucher_matured",
                        "Voucher matured",
                        "The voucher is payable on %s: nothing is left to finance.".formatted(matured.payableOn()));
            case FundRefusal.NotAsLocked not ->
                Problem.refused(
                                409,
                                "funding_not_as_locked",
                                "Not what the holder has signed",
                                not.locked() == null
                                        ? "The holder's lock does not say what it is for: nothing is funded on it."
                                        : "The holder has locked the voucher for a %s of %s."
                                                .formatted(
                                                        not.locked().product(),
                                                        not.locked().funded()))
                        .rule("FUNDING_NOT_AS_LOCKED", "docs/api/acts.md");
            case FundRefusal.OtherFunding _ ->
                Problem.refused(
                                422,
                                "act_says_other",
                                "The act says something else",
                                "The act names another loan, offer, product or amount than this disbursement.")
                        .field("/act/rows/0");
        };
    }
}
