package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
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
import scf.platform.loan.Ordering;
import scf.platform.loan.Originating;
import scf.platform.loan.RepaymentOrder;
import scf.platform.loan.Repayments;
import scf.platform.loan.WritingOff;
import scf.platform.money.Money;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
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

/// `/v1/loans`: the bank originates (放款前), disburses (放款) and gives up what is lost (核销); the borrower reads.
@RestController
@RequestMapping("/v1/loans")
class LoansDoor {

    private static final String REGISTRATION = "银发〔2025〕77号 art 13";

    private final Loans loans;
    private final Repayments repayments;

    LoansDoor(Loans loans, Repayments repayments) {
        this.loans = loans;
        this.repayments = repayments;
    }

    /// @param amount the one that was accepted
    record OriginationBody(FinancingRequestId requestId, Money amount) {}

    /// @param accountId the borrower's own, verified by the bank that keeps it
    /// @param key the act key that will sign, where the bank has several
    record PrepareBody(AccountId accountId, @Nullable KeyId key) {}

    record DisbursementBody(AccountId accountId, ActJson act) {}

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

    /// @param reason why the bank counts on it no more
    record WriteOffBody(String reason) {}

    @PostMapping("/{id}/write-off")
    LoanJson writeOff(Caller caller, @PathVariable LoanId id, @RequestBody WriteOffBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return switch (repayments.writeOff(caller.party(), caller.user(), id, reason)) {
            case WritingOff.WrittenOff _ -> read(caller.party(), id);
            case WritingOff.NoSuchLoan _ -> throw Problem.notFound();
            case WritingOff.NotNonPerforming(var state, var why) ->
                throw Problem.refused(
                                409,
                                why,
                                "Not to be written off",
                                "Only a loan that is NPL is written off; this one is %s.".formatted(state))
                        .rule("L-90", "商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）")
                        .with("state", state);
        };
    }

    /// @param order COSTS, PENALTY, INTEREST and PRINCIPAL, each once: what a payment meets first stands first
    /// @param contractNo the contract in which bank and borrower say so
    record OrderBody(List<RepaymentOrder.Rank> order, String contractNo) {}

    @PostMapping("/{id}/repayment-order")
    ResponseEntity<LoanJson.OrderJson> propose(Caller caller, @PathVariable LoanId id, @RequestBody OrderBody body) {
        caller.mustBe(PartyKind.BANK);
        if (!RepaymentOrder.isComplete(body.order())) {
            throw Problem.refused(
                            422,
                            "order_incomplete",
                            "Not an order of repayment",
                            "An order names COSTS, PENALTY, INTEREST and PRINCIPAL, each once.")
                    .field("/order")
                    .rule("C-561", "民法典 art 561");
        }
        var contract = BodyFields.text("/contractNo", body.contractNo(), 1, BodyFields.LONGEST);
        return switch (repayments.propose(caller.party(), caller.user(), id, body.order(), contract)) {
            case Ordering.Done(var order) ->
                ResponseEntity.status(HttpStatus.CREATED).body(LoanJson.OrderJson.of(order));
            case Ordering.NoSuchLoan _ -> throw Problem.notFound();
            case Ordering.Over(var state) -> throw nothingLeft(state);
            case Ordering.NotProposed(var last) -> throw notProposed(last);
        };
    }

    /// @param version the one that the bank has proposed last
    record AgreementBody(int version) {}

    @PostMapping("/{id}/repayment-order/agreement")
    LoanJson.OrderJson agree(Caller caller, @PathVariable LoanId id, @RequestBody AgreementBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (repayments.agree(caller.party(), caller.user(), id, body.version())) {
            case Ordering.Done(var order) -> LoanJson.OrderJson.of(order);
            case Ordering.NoSuchLoan _ -> throw Problem.notFound();
            case Ordering.Over(var state) -> throw nothingLeft(state);
            case Ordering.NotProposed(var last) -> throw notProposed(last);
        };
    }

    private static Problem nothingLeft(String state) {
        return Problem.refused(409, "loan_not_running", "Nothing to repay", "The loan is %s.".formatted(state))
                .with("state", state);
    }

    private static Problem notProposed(int last) {
        return Problem.refused(
                        409,
                        "order_not_proposed",
                        "Not what the bank proposes",
                        "The bank's last proposal is version %d, and it is agreed on once.".formatted(last))
                .field("/version");
    }

    /// The memo ledger of the loan, and what it says is owed.
    @GetMapping("/{id}/ledger")
    LoanLedgerJson ledger(Caller caller, @PathVariable LoanId id) {
        return loans.books(caller.party(), id).map(LoanLedgerJson::of).orElseThrow(Problem::notFound);
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
