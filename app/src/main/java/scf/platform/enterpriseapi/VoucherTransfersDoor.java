package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.TransferRefusal;
import scf.platform.voucher.Transfers;
import scf.platform.voucher.Voucher;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// `/v1/vouchers/{no}/transfer` and `/split`: the holder passes its voucher on, whole or in parts (转让), or cuts it up
/// for itself (拆分).
@RestController
@RequestMapping("/v1/vouchers/{no}")
class VoucherTransfersDoor {

    private final Transfers transfers;

    VoucherTransfersDoor(Transfers transfers) {
        this.transfers = transfers;
    }

    /// @param documentId the trade document that is paid with the part
    record PartBody(EnterpriseId payeeId, Money amount, DocumentId documentId) {}

    /// What the parts leave of the voucher stays with the holder.
    ///
    /// @param acceptBy the last day on which the payees may accept; none: as long as the rule allows
    /// @param key the act key that will sign, where the holder has several
    record TransferBody(
            List<PartBody> parts,
            @Nullable LocalDate acceptBy,
            @Nullable KeyId key) {}

    /// @param amounts each becomes a voucher of the holder; what they leave becomes one more
    record SplitBody(List<Money> amounts, @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    @PostMapping("/transfer/prepare")
    PreparedAct prepareTransfer(Caller caller, @PathVariable VoucherNo no, @RequestBody TransferBody body) {
        var parts = body.parts().stream()
                .map(part -> new Transfers.Part(part.payeeId(), part.amount(), part.documentId()))
                .toList();
        return prepared(caller, no, body.key(), new Transfers.Transfer(parts, List.of(), body.acceptBy()));
    }

    @PostMapping("/split/prepare")
    PreparedAct prepareSplit(Caller caller, @PathVariable VoucherNo no, @RequestBody SplitBody body) {
        return prepared(caller, no, body.key(), Transfers.Transfer.ofSplit(body.amounts()));
    }

    private PreparedAct prepared(Caller caller, VoucherNo no, @Nullable KeyId key, Transfers.Transfer asked) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (transfers.prepare(caller.party(), caller.user(), key, no, asked)) {
            case Drafting.Refused<TransferRefusal>(var why) -> throw problem(why, asked);
            case Drafting.NoKey<TransferRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<TransferRefusal>(var act) -> act;
        };
    }

    @PostMapping("/transfer")
    ResponseEntity<VoucherJson> transfer(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        return taken(caller, no, body);
    }

    @PostMapping("/split")
    ResponseEntity<VoucherJson> split(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        return taken(caller, no, body);
    }

    private ResponseEntity<VoucherJson> taken(Caller caller, VoucherNo no, ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (transfers.transfer(caller.party(), no, body.act())) {
            case Stepping.Refused<TransferRefusal, Voucher.Transferring>(var why) ->
                throw problem(why, Transfers.Transfer.ofSplit(List.of()));
            case Stepping.NotTheAct<TransferRefusal, Voucher.Transferring>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<TransferRefusal, Voucher.Transferring>(var voucher) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/vouchers/" + no))
                        .body(VoucherJson.of(voucher, caller.party()));
        };
    }

    private static Problem problem(TransferRefusal refusal, Transfers.Transfer asked) {
        return switch (refusal) {
            case TransferRefusal.NoSuchVoucher _ -> Problem.notFound();
            case TransferRefusal.NotActive(var state, var reason) ->
                VouchersDoor.wrongState("voucher_not_active", state, reason);
            case TransferRefusal.Frozen _ -> VouchersDoor.frozen();
            case TransferRefusal.Matured matured ->
                Problem.refused(
                        409,
                        "voucher_matured",
                        "Voucher due",
                        "The voucher is due on %s; what is to be paid is not passed on.".formatted(matured.dueDate()));
            case TransferRefusal.NothingMoves _ ->
                Problem.refused(
                                422,
                                "nothing_moves",
                                "Nothing moves",
                                "A transfer has a part for another, a split leaves two vouchers at least.")
                        .field(asked.parts().isEmpty() ? "/amounts" : "/parts");
            case TransferRefusal.NoSuchPayee(int part) ->
                Problem.refused(422, "no_such_payee", "No such payee", "No enterprise is known by this id.")
                        .field("/parts/" + part + "/payeeId");
            case TransferRefusal.PayeeIsTheHolder(int part) ->
                Problem.refused(
                                422,
                                "payee_is_the_holder",
                                "Payee is the holder",
                                "A part goes to another; what you keep needs no part.")
                        .field("/parts/" + part + "/payeeId");
            case TransferRefusal.PayeeIsTheIssuer(int part) ->
                Problem.refused(
                                422,
                                "payee_is_the_issuer",
                                "Payee is the issuer",
                                "The issuer would owe itself; cancel the voucher together instead.")
                        .field("/parts/" + part + "/payeeId")
                        .rule("C-576", "民法典 art 576");
            case TransferRefusal.NoSuchDocument(int part, Rule rule) ->
                Problem.refused(
                                422,
                                "no_trade_document",
                                "No trade document",
                                "A part is paid for a trade: name a document of it that you may read.")
                        .field("/parts/" + part + "/documentId")
                        .rule(rule.code().code(), rule.source());
            case TransferRefusal.DocumentOfAnotherTrade(int part, Rule rule) ->
                Problem.refused(
                                422,
                                "document_of_another_trade",
                                "Another trade",
                                "The document does not show that the payee sells to you.")
                        .field("/parts/" + part + "/documentId")
                        .rule(rule.code().code(), rule.source());
            case TransferRefusal.OtherCurrency(int part, String currency) ->
                Problem.refused(422, "other_currency", "Other currency", "The voucher is in " + currency + ".")
                        .field(amount(asked, part) + "/currency");
            case TransferRefusal.NothingInPart(int part) ->
                Problem.refused(422, "nothing_in_part", "Nothing in a part", "A part is worth more than nothing.")
                        .field(amount(asked, part) + "/amount");
            case TransferRefusal.AboveFace(int part, Money left) ->
                Problem.refused(
                                422,
                                "parts_above_face",
                                "More than the voucher",
                                "Before this part %s of the voucher is left.".formatted(left))
                        .field(amount(asked, part) + "/amount")
                        .with("left", left);
            case TransferRefusal.HopsExceeded(int cap, Rule rule) ->
                Problem.refused(
                                422,
                                "hops_exceeded",
                                "Passed on too often",
                                "The value of a voucher changes hands %d times at most.".formatted(cap))
                        .field("/parts")
                        .rule(rule.code().code(), rule.source());
            case TransferRefusal.PartsExceeded(int cap, Rule rule) ->
                Problem.refused(
                                422,
                                "parts_exceeded",
                                "Too many parts",
                                "A voucher is split into %d at most, with what is kept.".formatted(cap))
                        .field(asked.parts().isEmpty() ? "/amounts" : "/parts")
                        .rule(rule.code().code(), rule.source());
            case TransferRefusal.AcceptByOutOfBounds bounds ->
                VouchersDoor.acceptByOutOfBounds(bounds.first(), bounds.last(), bounds.rule());
        };
    }

    private static String amount(Transfers.Transfer asked, int part) {
        return asked.parts().isEmpty() ? "/amounts/" + part : "/parts/" + part + "/amount";
    }
}
