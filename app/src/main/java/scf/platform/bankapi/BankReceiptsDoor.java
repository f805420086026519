package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import scf.platform.settlement.BankReceipt;
import scf.platform.settlement.BankReceipts;
import scf.platform.settlement.Camt;
import scf.platform.settlement.PreparingReceipt;
import scf.platform.settlement.Receiving;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.voucher.SettleRefusal;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// `/v1/bank-receipts`: the receiving bank shows that the issuers' money has arrived (camt.054, camt.053), and signs
/// that it settles the vouchers which it pays.
@RestController
@RequestMapping("/v1/bank-receipts")
class BankReceiptsDoor {

    private static final String CAMT = "ISO 20022 camt.053 and camt.054, docs/api/bank.md";

    private final BankReceipts receipts;

    BankReceiptsDoor(BankReceipts receipts) {
        this.receipts = receipts;
    }

    /// One message, as the bank's system writes it, XML as text.
    ///
    /// @param camt054 a notification of credits
    /// @param camt053 a statement of an account
    /// @param key the act key that will sign, where the bank has several
    record PrepareBody(
            @Nullable String camt054,
            @Nullable String camt053,
            @Nullable KeyId key) {}

    /// @param act none is needed for a message that pays nothing which is due
    record ReceiptBody(
            @Nullable String camt054,
            @Nullable String camt053,
            @Nullable ActJson act) {}

    /// The message, and the field in which it came.
    private record Message(String field, String xml) {

        static Message of(@Nullable String camt054, @Nullable String camt053) {
            if (camt054 != null && camt053 == null) {
                return new Message("/camt054", camt054);
            }
            if (camt053 != null && camt054 == null) {
                return new Message("/camt053", camt053);
            }
            throw Problem.refused(
                            422,
                            "one_message",
                            "Not one message",
                            "A receipt is one message: a notification in camt054, or a statement in camt053.")
                    .field("/camt054")
                    .field("/camt053");
        }
    }

    /// @param messageId the bank's own: the same message is the same receipt
    /// @param state SETTLING while the ledger has not answered, SETTLED once something of it is, else UNMATCHED
    record ReceiptJson(
            BankReceiptId id,
            String messageId,
            String version,
            String state,
            List<CreditJson> entries,
            Instant receivedAt) {

        static ReceiptJson of(BankReceipt receipt) {
            return new ReceiptJson(
                    receipt.id(),
                    receipt.messageId(),
                    receipt.version(),
                    receipt.state(),
                    receipt.entries().stream().map(CreditJson::of).toList(),
                    receipt.receivedAt());
        }
    }

    @GetMapping
    Page<ReceiptJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = receipts.all(
                caller.party(), after.created(), new BankReceiptId(UUID.fromString(after.id())), paging.limit() + 1);
        return paging.page(
                        rows,
                        receipt ->
                                new Position(receipt.receivedAt(), receipt.id().toString()))
                .map(ReceiptJson::of);
    }

    @GetMapping("/{id}")
    ReceiptJson one(Caller caller, @PathVariable BankReceiptId id) {
        return receipts.find(caller.party(), id).map(ReceiptJson::of).orElseThrow(Problem::notFound);
    }

    @PostMapping("/prepare")
    PreparedAct prepare(Caller caller, @RequestBody PrepareBody body) {
        caller.mustBe(PartyKind.BANK);
        var message = Message.of(body.camt054(), body.camt053());
        return switch (receipts.prepare(caller.party(), caller.user(), body.key(), message.xml())) {
            case PreparingReceipt.Prepared(var act) -> act;
            case PreparingReceipt.NotAcceptable(var why) -> throw notAcceptable(message, why);
            case PreparingReceipt.OtherContent(var messageId) -> throw otherContent(message, messageId);
            case PreparingReceipt.NothingMatches(var entries) ->
                throw Problem.refused(
                                422,
                                "nothing_matches",
                                "Nothing to settle",
                                "No credit of the message pays anything that is due to this bank: nothing is to be signed.")
                        .field(message.field())
                        .with("entries", entries.stream().map(CreditJson::of).toList());
            case PreparingReceipt.Refused(var why) -> throw problem(why);
            case PreparingReceipt.NoKey(var why) -> throw ActsProblems.of(why);
        };
    }

    @PostMapping
    ResponseEntity<ReceiptJson> receive(Caller caller, @RequestBody ReceiptBody body) {
        caller.mustBe(PartyKind.BANK);
        var message = Message.of(body.camt054(), body.camt053());
        return switch (receipts.receive(caller.party(), caller.user(), message.xml(), body.act())) {
            case Receiving.Received(var receipt) -> answer(receipt);
            case Receiving.ReceivedBefore(var receipt) -> answer(receipt);
            case Receiving.NotAcceptable(var why) -> throw notAcceptable(message, why);
            case Receiving.OtherContent(var messageId) -> throw otherContent(message, messageId);
            case Receiving.ActMissing(var paid) ->
                throw actProblem("act_missing", "Not signed", "The bank signs that these vouchers are paid.", paid);
            case Receiving.ActSettlesOthers(var paid) ->
                throw actProblem(
                        "act_settles_others",
                        "The act settles other vouchers",
                        "The act names other vouchers than the credits pay: prepare it anew.",
                        paid);
            case Receiving.Refused(var why) -> throw problem(why);
            case Receiving.NotTheAct(var why) -> throw ActsProblems.of(why);
        };
    }

    /// The ledger has to answer while something is settling; otherwise everything has been said.
    private static ResponseEntity<ReceiptJson> answer(BankReceipt receipt) {
        var place = URI.create("/v1/bank-receipts/" + receipt.id());
        var answer = receipt.state().equals("SETTLING")
                ? ResponseEntity.accepted().location(place)
                : ResponseEntity.created(place);
        return answer.body(ReceiptJson.of(receipt));
    }

    private static Problem notAcceptable(Message message, Camt.Reading.NotAcceptable why) {
        return Problem.refused(422, "camt054_not_acceptable", "Not a message that settles", why.message())
                .error(message.field(), why.rule(), CAMT, why.path() + ": " + why.message());
    }

    private static Problem otherContent(Message message, String messageId) {
        return Problem.refused(
                        422,
                        "message_differs",
                        "Another message under the same id",
                        "This bank has sent another message under MsgId %s.".formatted(messageId))
                .field(message.field())
                .rule("a message id names one message", CAMT);
    }

    private static Problem actProblem(String code, String title, String detail, List<VoucherNo> paid) {
        return Problem.refused(422, code, title, detail).field("/act").with("vouchers", paid);
    }

    static Problem problem(SettleRefusal refusal) {
        return switch (refusal) {
            case SettleRefusal.NoSuchVoucher _ -> Problem.notFound();
            case SettleRefusal.NotDue not ->
                Problem.refused(
                        409,
                        "voucher_not_due",
                        "Voucher not due",
                        "Voucher %s is %s.".formatted(not.no(), not.state()));
            case SettleRefusal.Outdated outdated ->
                Problem.refused(
                                409,
                                "act_outdated",
                                "Act outdated",
                                "Voucher %s has moved on since the act was prepared: prepare it anew."
                                        .formatted(outdated.no()))
                        .field("/act");
        };
    }
}
