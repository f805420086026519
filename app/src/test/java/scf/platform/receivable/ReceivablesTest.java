package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.platform.Town;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.enterprise.Sizes;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.platform.trade.DocumentRows;
import scf.platform.trade.Filing;
import scf.platform.trade.PracticeDocuments;
import scf.platform.trade.TradeDocuments;
import scf.platform.trade.Upload;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import tools.jackson.databind.json.JsonMapper;

/// From the documents to the confirmed receivable, with a ledger that the test plays by hand.
class ReceivablesTest {

    private final Town town = new Town();
    private final TradeDocuments documents = town.the(TradeDocuments.class);
    private final Receivables receivables = town.the(Receivables.class);
    private final Confirmations confirmations = town.the(Confirmations.class);
    private final Answers answers = town.the(Answers.class);

    @Test
    void the_family_is_claimed_matched_and_confirmed_for_what_was_received() {
        var id = claimedFamily();

        assertThat(receivables.find(id).orElseThrow()).isInstanceOfSatisfying(Receivable.Matched.class, matched -> {
            assertThat(matched.supported()).isEqualTo(Money.fen(9675));
            assertThat(matched.claim().confirmBy()).isEqualTo(LocalDate.parse("2026-10-21"));
            assertThat(matched.claim().deliveryBasis()).isEqualTo(Claim.DeliveryBasis.RECEIPT);
        });
        assertThat(receivables.findings(id)).extracting(Finding::code).containsExactly("QUANTITY");

        told(id, "maker-1", "checker-1");
        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.Confirming.class);

        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow()).isInstanceOfSatisfying(Receivable.PartDisputed.class, held -> {
            assertThat(held.confirmed()).isEqualTo(Money.fen(9675));
            assertThat(held.disputed()).isEqualTo(Money.fen(1075));
            assertThat(held.open()).isEqualTo(Money.fen(9675));
        });
    }

    @Test
    void a_refusal_by_the_ledger_restores_the_match_and_says_why() {
        var id = claimedFamily();
        told(id, "maker-1", "checker-1");

        town.ledger.refuses(Refusal.INVOICE_DIFFERS);

        assertThat(receivables.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Receivable.Matched.class,
                        matched -> assertThat(matched.refusal()).contains("INVOICE_DIFFERS"));
        told(id, "maker-1", "checker-1");
        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.PartDisputed.class);
    }

    @Test
    void a_maker_does_not_check_himself() {
        var id = claimedFamily();
        var act = prepared(id, "maker-1", new Confirmations.Proposal(null, null, null));

        assertThat(confirmations.tell(town.master, "maker-1", id, town.signed(town.master, act)))
                .isEqualTo(new ConfirmationTelling.Refused(new ConfirmationRefusal.MakerIsChecker()));
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void more_than_the_documents_support_needs_a_reason_and_more_than_the_claim_has_none() {
        var id = claimedFamily();

        assertThat(refused(id, Money.fen(10750), null))
                .isEqualTo(new ConfirmationRefusal.ReasonMissing(Money.fen(9675)));
        assertThat(refused(id, Money.fen(10751), "余货已于次日到齐"))
                .isEqualTo(new ConfirmationRefusal.AboveClaim(Money.fen(10750)));
        assertThat(refused(id, Money.fen(0), "余货已于次日到齐")).isEqualTo(new ConfirmationRefusal.NothingConfirmed());

        var act = prepared(id, "maker-1", new Confirmations.Proposal(Money.fen(10750), "余货已于次日到齐", null));
        confirmations.tell(town.master, "checker-1", id, town.signed(town.master, act));
        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.Confirmed.class);
    }

    @Test
    void one_invoice_is_not_claimed_twice_however_it_is_spelt() {
        var id = claimedFamily();
        var invoice = receivables.find(id).orElseThrow().claim().invoice();
        var again = documents.fileXml(upload(
                town.supplier, PracticeDocuments.of("ubl-invoice.xml").replace("INV-2026-0910", "inv 2026 0910")));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Filing.FiledBefore.class,
                        before -> assertThat(before.document().id()).isEqualTo(invoice));
        assertThat(receivables.claim(town.supplier, "clerk-1", request(invoice, null)))
                .isEqualTo(new Claiming.AboveInvoice(Money.fen(0)));
    }

    @Test
    void consigned_goods_and_bills_are_no_ground_for_a_claim() {
        var id = claimedFamily();
        var invoice = receivables.find(id).orElseThrow().claim().invoice();

        for (var kind : List.of(ClaimKind.CONSIGNMENT, ClaimKind.BILL)) {
            var request = new ClaimRequest(invoice, kind, "HT-2026-0088", null, null, null, List.of());
            assertThat(receivables.claim(town.supplier, "clerk-1", request))
                    .isInstanceOfSatisfying(
                            Claiming.KindExcluded.class,
                            why -> assertThat(why.rule().code()).isEqualTo(RuleCode.R_02));
        }
    }

    @Test
    void the_same_number_with_another_total_is_a_conflict_shown_with_both() {
        claimedFamily();

        assertThat(documents.fileXml(upload(
                        town.supplier, PracticeDocuments.of("ubl-invoice.xml").replace(">107.50<", ">108.50<"))))
                .isInstanceOfSatisfying(
                        Filing.NumberTaken.class,
                        taken -> assertThat(taken.differences())
                                .containsExactly(new Filing.Difference("payable", "107.50 CNY", "108.50 CNY")));
    }

    @Test
    void a_claim_waits_for_its_receipt_and_is_matched_when_the_debtor_hands_it_in() {
        filed("ubl-order.xml");
        var invoice = filed("ubl-invoice.xml");
        var claimed = (Claiming.Claimed) receivables.claim(town.supplier, "clerk-1", request(invoice, null));
        var id = claimed.receivable().claim().id();
        assertThat(claimed.receivable()).isInstanceOf(Receivable.Submitted.class);
        assertThat(claimed.findings()).extracting(Finding::code).containsExactly("MISSING_RECEIPT");

        documents.fileXml(upload(town.master, PracticeDocuments.of("ubl-receipt-advice.xml")));

        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.Matched.class);
    }

    @Test
    void a_large_debtors_long_term_needs_a_clause_of_the_contract() {
        town.sql.execute(
                "update enterprise.enterprises set size_at_contract = 'LARGE' where id = ?", town.master.value());
        filed("ubl-order.xml");
        filed("ubl-receipt-advice.xml");
        var invoice = filed("ubl-invoice.xml");
        var late = LocalDate.parse("2026-12-18");

        assertThat(receivables.claim(town.supplier, "clerk-1", request(invoice, late)))
                .isInstanceOfSatisfying(Claiming.TermTooLong.class, term -> {
                    assertThat(term.latest()).isEqualTo(LocalDate.parse("2026-11-07"));
                    assertThat(term.source()).contains("art 9");
                });
        var agreed = new ClaimRequest(invoice, "HT-2026-09", null, late, "§7.2 验收后一百二十日", List.of());
        assertThat(receivables.claim(town.supplier, "clerk-1", agreed))
                .isInstanceOfSatisfying(
                        Claiming.Claimed.class,
                        claimed -> assertThat(claimed.findings())
                                .extracting(Finding::rule)
                                .contains("R-11"));
    }

    /// The order is of August: what the debtor has become since September takes no right from its supplier.
    @Test
    void a_claim_is_judged_by_the_sizes_of_the_day_of_its_contract() {
        town.the(Sizes.class).declare(town.master, EnterpriseSize.LARGE, Town.TODAY, "desk-1");
        filed("ubl-order.xml");
        filed("ubl-receipt-advice.xml");
        var invoice = filed("ubl-invoice.xml");
        var ordered = Town.TODAY.minusDays(60);

        var claimed = (Claiming.Claimed)
                receivables.claim(town.supplier, "clerk-1", request(invoice, LocalDate.parse("2026-12-18")));

        assertThat(claimed.receivable().claim().contractedOn())
                .isBefore(Town.TODAY)
                .isAfter(ordered);
        assertThat(claimed.findings()).extracting(Finding::rule).doesNotContain("R-11");
    }

    @Test
    void a_digital_invoice_is_matched_with_the_rows_that_its_creditor_names() {
        var order = rows("e-invoice-order.json");
        rows("e-invoice-receipt.json");
        var invoice = filed("e-invoice.xml");
        var request =
                new ClaimRequest(invoice, "HT-2026-09", null, LocalDate.parse("2026-12-18"), null, List.of(order));

        assertThat(receivables.claim(town.supplier, "clerk-1", request))
                .isInstanceOfSatisfying(Claiming.Claimed.class, claimed -> {
                    assertThat(claimed.findings()).isEmpty();
                    assertThat(claimed.receivable())
                            .isInstanceOfSatisfying(
                                    Receivable.Matched.class,
                                    matched -> assertThat(matched.supported()).isEqualTo(Money.fen(100_000_000)));
                });
    }

    @Test
    void a_rejected_claim_frees_its_invoice() {
        var id = claimedFamily();
        var invoice = receivables.find(id).orElseThrow().claim().invoice();

        assertThat(answers.reject(town.master, id, because("货物未按合同验收"))).isInstanceOf(Answering.Answered.class);
        assertThat(answers.reject(town.master, id, because("再次")))
                .isEqualTo(new Answering.NotOpen(Receivable.State.REJECTED));
        assertThat(receivables.claim(town.supplier, "clerk-1", request(invoice, null)))
                .isInstanceOf(Claiming.Claimed.class);
    }

    @Test
    void what_was_disputed_can_still_be_confirmed() {
        var id = claimedFamily();
        assertThat(answers.dispute(town.master, id, because("单价待核"))).isInstanceOf(Answering.Answered.class);

        told(id, "maker-1", "checker-1");
        town.ledger.writes();

        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.PartDisputed.class);
    }

    @Test
    void the_rest_is_confirmed_later_while_vouchers_stand_on_the_first_part() {
        var id = claimedFamily();
        told(id, "maker-1", "checker-1");
        town.ledger.writes();
        town.transaction().executeWithoutResult(_ -> receivables.vouchered(id, Money.fen(9675)));

        assertThat(refused(id, Money.fen(1076), "余货已于次日到齐"))
                .isEqualTo(new ConfirmationRefusal.AboveClaim(Money.fen(1075)));
        assertThat(refused(id, Money.fen(1075), null)).isEqualTo(new ConfirmationRefusal.ReasonMissing(Money.fen(0)));
        more(id, Money.fen(1000));
        assertThat(receivables.find(id).orElseThrow()).isInstanceOfSatisfying(Receivable.ConfirmingMore.class, more -> {
            assertThat(more.state().shown()).isEqualTo(Receivable.State.CONFIRMING);
            assertThat(more.confirmed()).isEqualTo(Money.fen(9675));
            assertThat(more.amount()).isEqualTo(Money.fen(1000));
        });
        town.ledger.refuses(Refusal.INVOICE_EXCEEDED);
        assertThat(receivables.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Receivable.PartDisputed.class,
                        held -> assertThat(held.refusal()).contains("INVOICE_EXCEEDED"));

        more(id, Money.fen(1000));
        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow()).isInstanceOfSatisfying(Receivable.PartDisputed.class, held -> {
            assertThat(held.disputed()).isEqualTo(Money.fen(75));
            assertThat(held.vouchered()).isEqualTo(Money.fen(9675));
            assertThat(held.ledgerVersion()).isEqualTo(2);
        });
        more(id, Money.fen(75));
        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Receivable.Confirmed.class,
                        held -> assertThat(held.open()).isEqualTo(Money.fen(1075)));
    }

    @Test
    void a_credit_note_after_the_confirmation_does_not_bind_whoever_holds_a_voucher_on_it() {
        var id = claimedFamily();
        told(id, "maker-1", "checker-1");
        town.ledger.writes();
        assertThat(documents.fileXml(upload(town.supplier, creditNote("CN-2026-0915"))))
                .isInstanceOf(Filing.Filed.class);
        assertThat(receivables.findings(id)).extracting(Finding::code).contains("CREDITED_LATER");

        town.transaction().executeWithoutResult(_ -> receivables.vouchered(id, Money.fen(9675)));
        documents.fileXml(upload(town.supplier, creditNote("CN-2026-0916")));

        assertThat(receivables.findings(id)).extracting(Finding::code).contains("CREDIT_NOT_BINDING");
        assertThat(town.the(Verdicts.class).on(Subject.of(id), null, 0, 50))
                .filteredOn(verdict -> verdict.rule().code() == RuleCode.R_18)
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.PASSED, Outcome.REFUSED);
        assertThat(receivables.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Receivable.PartDisputed.class,
                        held -> assertThat(held.confirmed()).isEqualTo(Money.fen(9675)));
    }

    /// 96.75 confirmed of 107.50, of which 10.75 never came. Two credit notes of 20.00 take 29.25 of what was
    /// confirmed: so much both have agreed to take off, and no more is in no voucher.
    @Test
    void a_credit_note_takes_first_what_was_never_confirmed_and_what_was_agreed_is_not_asked_for_again() {
        var id = claimedFamily();
        told(id, "maker-1", "checker-1");
        town.ledger.writes();
        town.sql.execute(
                "update receivable.receivables set diluted_minor = 2925, vouchered_minor = 6750 where id = ?",
                id.value());

        documents.fileXml(upload(town.supplier, creditNote("CN-2026-0915")));
        documents.fileXml(upload(town.supplier, creditNote("CN-2026-0916")));
        assertThat(receivables.findings(id)).extracting(Finding::code).doesNotContain("CREDIT_NOT_BINDING");
        documents.fileXml(upload(town.supplier, creditNote("CN-2026-0917")));

        assertThat(receivables.findings(id)).extracting(Finding::code).contains("CREDIT_NOT_BINDING");
    }

    private static String creditNote(String number) {
        return PracticeDocuments.of("ubl-invoice.xml")
                .replace("INV-2026-0910", number)
                .replace(">107.50</cbc:Pay", ">-20.00</cbc:Pay")
                .replace(">107.50</cbc:TaxInc", ">-20.00</cbc:TaxInc")
                .replace(
                        "</cac:OrderReference>",
                        "</cac:OrderReference><cac:BillingReference><cac:InvoiceDocumentReference>"
                                + "<cbc:ID>INV-2026-0910</cbc:ID>"
                                + "</cac:InvoiceDocumentReference></cac:BillingReference>");
    }

    private void more(ReceivableId id, Money amount) {
        var act = prepared(id, "maker-1", new Confirmations.Proposal(amount, "余货已于次日到齐", null));
        assertThat(confirmations.tell(town.master, "checker-1", id, town.signed(town.master, act)))
                .isInstanceOf(ConfirmationTelling.Told.class);
    }

    @Test
    void a_batch_is_confirmed_by_one_act_or_not_at_all() {
        var id = claimedFamily();
        var stranger = ReceivableId.random();

        var refused = (BatchPreparing.RowsRefused)
                confirmations.prepareBatch(town.master, "maker-1", List.of(row(id), row(stranger), row(id)), null);
        assertThat(refused.lines())
                .containsExactly(
                        new BatchPreparing.Line.Ready(id, Money.fen(9675)),
                        new BatchPreparing.Line.Refused(stranger, new ConfirmationRefusal.NoSuchReceivable()),
                        new BatchPreparing.Line.SameAgain(id));
        assertThat(confirmations.preview(town.master, List.of(row(id))))
                .containsExactly(new BatchPreparing.Line.Ready(id, Money.fen(9675)));

        var prepared =
                (BatchPreparing.Prepared) confirmations.prepareBatch(town.master, "maker-1", List.of(row(id)), null);
        var signed = town.signed(town.master, prepared.act());
        assertThat(confirmations.tellBatch(town.master, "maker-1", signed))
                .isEqualTo(new ConfirmationTelling.Refused(new ConfirmationRefusal.MakerIsChecker()));
        assertThat(confirmations.tellBatch(town.master, "checker-1", signed))
                .isInstanceOf(ConfirmationTelling.Told.class);
        town.ledger.writes();

        assertThat(receivables.find(id).orElseThrow()).isInstanceOf(Receivable.PartDisputed.class);
    }

    @Test
    void a_signed_batch_falls_with_the_row_that_was_answered_meanwhile() {
        var id = claimedFamily();
        var prepared =
                (BatchPreparing.Prepared) confirmations.prepareBatch(town.master, "maker-1", List.of(row(id)), null);
        answers.dispute(town.master, id, because("单价待核"));
        answers.reject(town.master, id, because("单价不符"));

        assertThat(confirmations.tellBatch(town.master, "checker-1", town.signed(town.master, prepared.act())))
                .isEqualTo(new ConfirmationTelling.RowRefused(
                        0, new ConfirmationRefusal.NotMatched(Receivable.State.REJECTED)));
        assertThat(town.ledger.told()).isZero();
    }

    private static Confirmations.BatchRow row(ReceivableId id) {
        return new Confirmations.BatchRow(id, null, null);
    }

    @Test
    void a_creditor_takes_back_what_is_not_confirmed_and_may_claim_anew() {
        var id = claimedFamily();
        var invoice = receivables.find(id).orElseThrow().claim().invoice();

        assertThat(answers.withdraw(town.master, id, "不是我们的")).isEqualTo(new Answering.NotTheCreditor());
        assertThat(answers.withdraw(town.bank, id, "看看")).isEqualTo(new Answering.NoSuchReceivable());
        assertThat(answers.withdraw(town.supplier, id, "金额有误")).isInstanceOf(Answering.Answered.class);
        assertThat(answers.withdraw(town.supplier, id, "再次"))
                .isEqualTo(new Answering.NotOpen(Receivable.State.WITHDRAWN));

        var again = (Claiming.Claimed) receivables.claim(town.supplier, "clerk-1", request(invoice, null));
        var second = again.receivable().claim().id();
        told(second, "maker-1", "checker-1");
        assertThat(answers.withdraw(town.supplier, second, "太晚"))
                .isEqualTo(new Answering.NotOpen(Receivable.State.CONFIRMING));
    }

    @Test
    void a_signed_rejection_stands_when_the_ledger_holds_it() {
        var id = claimedFamily();
        var invoice = receivables.find(id).orElseThrow().claim().invoice();
        var rejections = town.the(Rejections.class);
        answers.dispute(town.master, id, because("单价待核"));
        var reason = new Reason(Reason.Code.QUALITY, "货物未按合同验收");
        var act = ((RejectionPreparing.Prepared) rejections.prepare(town.master, "maker-1", id, reason, null)).act();
        var signed = town.signed(town.master, act);

        assertThat(rejections.tell(town.master, "maker-1", id, signed))
                .isEqualTo(new RejectionTelling.Refused(new RejectionRefusal.MakerIsChecker()));
        assertThat(rejections.tell(town.supplier, "checker-1", id, signed))
                .isEqualTo(new RejectionTelling.Refused(new RejectionRefusal.NotTheDebtor()));
        assertThat(rejections.tell(town.bank, "checker-1", id, signed))
                .isEqualTo(new RejectionTelling.Refused(new RejectionRefusal.NoSuchReceivable()));
        assertThat(rejections.tell(town.master, "checker-1", id, signed)).isInstanceOf(RejectionTelling.Told.class);
        town.ledger.refuses(Refusal.CONFIRMED_ALREADY);
        assertThat(receivables.find(id).orElseThrow()).isInstanceOfSatisfying(Receivable.Disputed.class, disputed -> {
            assertThat(disputed.reason().words()).isEqualTo("单价待核");
            assertThat(disputed.refusal()).contains("CONFIRMED_ALREADY");
        });

        var again = ((RejectionPreparing.Prepared) rejections.prepare(town.master, "maker-1", id, reason, null)).act();
        rejections.tell(town.master, "checker-1", id, town.signed(town.master, again));
        assertThat(answers.withdraw(town.supplier, id, "太晚"))
                .isEqualTo(new Answering.NotOpen(Receivable.State.REJECTING));
        town.ledger.writes();
        assertThat(receivables.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Receivable.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
        assertThat(rejections.prepare(town.master, "maker-1", id, reason, null))
                .isEqualTo(new RejectionPreparing.Refused(new RejectionRefusal.NotOpen(Receivable.State.REJECTED)));
        assertThat(receivables.claim(town.supplier, "clerk-1", request(invoice, null)))
                .isInstanceOf(Claiming.Claimed.class);
    }

    private static Reason because(String words) {
        return new Reason(Reason.Code.OTHER, words);
    }

    @Test
    void only_debtor_and_creditor_learn_that_it_exists() {
        var id = claimedFamily();

        assertThat(receivables.find(id, town.bank)).isEmpty();
        assertThat(answers.reject(town.bank, id, because("不是我们"))).isEqualTo(new Answering.NoSuchReceivable());
        assertThat(answers.reject(town.supplier, id, because("自己"))).isEqualTo(new Answering.NotTheDebtor());
        assertThat(documents.fileXml(upload(town.bank, PracticeDocuments.of("ubl-order.xml"))))
                .isEqualTo(new Filing.NotTheirDocument());
    }

    private ReceivableId claimedFamily() {
        filed("ubl-order.xml");
        filed("ubl-despatch-advice.xml");
        filed("ubl-receipt-advice.xml");
        var invoice = filed("ubl-invoice.xml");
        var claimed = (Claiming.Claimed) receivables.claim(town.supplier, "clerk-1", request(invoice, null));
        return claimed.receivable().claim().id();
    }

    private static ClaimRequest request(DocumentId invoice, @Nullable LocalDate due) {
        return new ClaimRequest(invoice, "HT-2026-09", null, due, null, List.of());
    }

    private DocumentId filed(String name) {
        var filing = documents.fileXml(upload(town.supplier, PracticeDocuments.of(name)));
        assertThat(filing).as(name).isInstanceOf(Filing.Filed.class);
        return ((Filing.Filed) filing).document().id();
    }

    private DocumentId rows(String name) {
        String json = PracticeDocuments.of(name);
        var filing = documents.fileRows(
                upload(town.supplier, json), town.the(JsonMapper.class).readValue(json, DocumentRows.class));
        assertThat(filing).as(name).isInstanceOf(Filing.Filed.class);
        return ((Filing.Filed) filing).document().id();
    }

    private static Upload upload(EnterpriseId uploader, String document) {
        return new Upload(
                Bytes.of(document.getBytes(StandardCharsets.UTF_8)),
                "application/xml",
                uploader,
                "clerk-1",
                null,
                null);
    }

    private ConfirmationRefusal refused(ReceivableId id, Money amount, @Nullable String reason) {
        var proposal = new Confirmations.Proposal(amount, reason, null);
        return ((ConfirmationPreparing.Refused) confirmations.prepare(town.master, "maker-1", id, proposal)).why();
    }

    private PreparedAct prepared(ReceivableId id, String maker, Confirmations.Proposal proposal) {
        return ((ConfirmationPreparing.Prepared) confirmations.prepare(town.master, maker, id, proposal)).act();
    }

    private void told(ReceivableId id, String maker, String checker) {
        var act = prepared(id, maker, new Confirmations.Proposal(null, null, null));
        assertThat(confirmations.tell(town.master, checker, id, town.signed(town.master, act)))
                .isInstanceOf(ConfirmationTelling.Told.class);
    }
}
