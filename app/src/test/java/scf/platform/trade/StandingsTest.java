package scf.platform.trade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.contract.Bytes;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// What a document is worth, whose it is, and which number it has, however it is spelt.
class StandingsTest {

    private static final String SOURCE = "全国增值税发票查验平台";

    private final Town town = new Town();
    private final TradeDocuments documents = town.the(TradeDocuments.class);
    private final Standings standings = town.the(Standings.class);

    @Test
    void a_document_is_worth_its_partys_word_then_both_then_the_issuers() {
        var invoice = filed("ubl-invoice.xml").id();
        assertThat(standings.of(invoice).grade()).isEqualTo(Grade.SELF_DECLARED);

        assertThat(standings.countersign(town.master, "buyer-1", invoice, null))
                .isInstanceOf(Countersigning.Signed.class);
        assertThat(standings.of(invoice).grade()).isEqualTo(Grade.COUNTER_SIGNED);
        assertThat(standings.countersign(town.master, "buyer-2", invoice, null))
                .isInstanceOfSatisfying(
                        Countersigning.SignedBefore.class,
                        before ->
                                assertThat(before.countersignature().signedBy()).isEqualTo("buyer-1"));

        verified(town.city, invoice, Verification.Result.GENUINE, "CY-1");
        assertThat(standings.of(invoice).grade()).isEqualTo(Grade.ISSUER_VERIFIED);
    }

    @Test
    void an_invoice_that_was_made_void_is_worth_no_more_than_its_word() {
        var invoice = filed("ubl-invoice.xml").id();
        standings.countersign(town.master, "buyer-1", invoice, null);
        verified(town.city, invoice, Verification.Result.GENUINE, "CY-1");
        town.pass(Duration.ofDays(1));

        verified(town.city, invoice, Verification.Result.VOIDED, "CY-2");

        assertThat(standings.of(invoice).grade()).isEqualTo(Grade.SELF_DECLARED);
        assertThat(standings.of(invoice).verifications())
                .extracting(Verification::result)
                .containsExactly(Verification.Result.GENUINE, Verification.Result.VOIDED);
    }

    @Test
    void nobody_countersigns_for_another_or_for_himself_or_other_bytes() {
        var invoice = filed("ubl-invoice.xml").id();

        assertThat(standings.countersign(town.bank, "b", invoice, null)).isEqualTo(new Countersigning.NoSuchDocument());
        assertThat(standings.countersign(town.supplier, "s", invoice, null))
                .isEqualTo(new Countersigning.OwnDocument());
        assertThat(standings.countersign(town.master, "m", invoice, "00"))
                .isInstanceOf(Countersigning.OtherBytes.class);
    }

    @Test
    void a_bank_learns_of_a_document_when_a_party_shows_it() {
        var invoice = filed("ubl-invoice.xml").id();

        assertThat(verify(town.bank, invoice, Verification.Result.GENUINE, "B-1", null))
                .isEqualTo(new Verifying.NoSuchDocument());
        assertThat(standings.read(invoice, town.bank)).isEmpty();
        assertThat(documents.family(invoice, town.bank)).isEmpty();
        assertThat(standings.show(town.bank, "b", invoice, town.bank)).isEqualTo(new Showing.NoSuchDocument());
        assertThat(standings.show(town.supplier, "s", invoice, town.master)).isEqualTo(new Showing.NotABank());

        assertThat(standings.show(town.supplier, "s", invoice, town.bank)).isEqualTo(new Showing.Shown());

        assertThat(standings.read(invoice, town.bank)).isPresent();
        assertThat(documents.list(town.bank, null, null, null, 10)).hasSize(1);
        assertThat(documents.list(town.secondBank, null, null, null, 10)).isEmpty();
        assertThat(verify(town.bank, invoice, Verification.Result.GENUINE, "B-1", null))
                .isInstanceOf(Verifying.Recorded.class);
    }

    @Test
    void one_reference_has_one_answer_and_a_day_on_which_it_was_given() {
        var invoice = filed("ubl-invoice.xml").id();
        verified(town.city, invoice, Verification.Result.GENUINE, "CY-1");

        assertThat(verify(town.city, invoice, Verification.Result.GENUINE, "CY-1", null))
                .isInstanceOf(Verifying.RecordedBefore.class);
        assertThat(verify(town.city, invoice, Verification.Result.DIFFERS, "CY-1", null))
                .isInstanceOf(Verifying.RecordedOtherwise.class);
        assertThat(verify(town.city, invoice, Verification.Result.GENUINE, "CY-2", Town.TODAY.plusDays(1)))
                .isEqualTo(new Verifying.CheckedOnNoSuchDay(LocalDate.parse("2026-09-10"), Town.TODAY));
        assertThat(verify(town.city, DocumentId.random(), Verification.Result.GENUINE, "CY-3", null))
                .isEqualTo(new Verifying.NoSuchDocument());
    }

    @Test
    void a_family_is_found_from_any_of_its_documents_and_a_bank_sees_what_was_shown() {
        var order = filed("ubl-order.xml");
        filed("ubl-despatch-advice.xml");
        var receipt = filed("ubl-receipt-advice.xml");
        var invoice = filed("ubl-invoice.xml");
        standings.show(town.supplier, "s", invoice.id(), town.bank);

        var family = documents.family(receipt.id(), town.master).orElseThrow();

        assertThat(family.documents()).hasSize(4);
        assertThat(family.whole()).isTrue();
        assertThat(requireNonNull(family.balance()).open()).isEqualTo(Money.fen(10750));
        assertThat(family.streams())
                .extracting(StreamEvidence::grade)
                .containsExactly(Grade.SELF_DECLARED, Grade.SELF_DECLARED, Grade.SELF_DECLARED, null);
        assertThat(documents.family(order.id(), town.supplier).orElseThrow().documents())
                .hasSize(4);
        assertThat(documents.family(invoice.id(), town.bank).orElseThrow().documents())
                .extracting(TradeDocument::id)
                .containsExactly(invoice.id());
    }

    @Test
    void a_stream_is_worth_what_its_weakest_document_is() {
        var invoice = filed("ubl-invoice.xml").id();
        var receipt = filed("ubl-receipt-advice.xml").id();
        var despatch = filed("ubl-despatch-advice.xml").id();
        standings.countersign(town.master, "buyer-1", receipt, null);

        assertThat(grade(invoice, List.of(receipt))).isEqualTo(Grade.COUNTER_SIGNED);
        assertThat(grade(invoice, List.of(receipt, despatch))).isEqualTo(Grade.SELF_DECLARED);
        assertThat(grade(invoice, List.of())).isNull();
    }

    @Test
    void a_number_is_one_however_it_is_spelt_and_another_when_zeros_are_missing() {
        var invoice = filed("ubl-invoice.xml");
        String xml = PracticeDocuments.of("ubl-invoice.xml");

        for (String spelling : List.of("inv-2026-0910", "INV 2026 0910", "ＩＮＶ－２０２６－０９１０")) {
            assertThat(file(xml.replace("INV-2026-0910", spelling)))
                    .as(spelling)
                    .isInstanceOfSatisfying(
                            Filing.FiledBefore.class,
                            before -> assertThat(before.document().id()).isEqualTo(invoice.id()));
        }
        assertThat(file(xml.replace("INV-2026-0910", "INV-02026-0910")))
                .isInstanceOfSatisfying(
                        Filing.Filed.class,
                        filed -> assertThat(filed.document().warnings())
                                .extracting(Warning::code)
                                .containsExactly("number_differs_by_zeros"));
        assertThat(file(xml.replace(">2026-09-10<", ">2026-09-11<")))
                .isInstanceOfSatisfying(
                        Filing.NumberTaken.class,
                        taken -> assertThat(taken.differences())
                                .extracting(Filing.Difference::field)
                                .containsExactly("date"));
    }

    private @Nullable Grade grade(DocumentId invoice, List<DocumentId> evidence) {
        return documents.streams(invoice, evidence).stream()
                .filter(stream -> stream.stream() == Stream.LOGISTICS)
                .findFirst()
                .orElseThrow()
                .grade();
    }

    private void verified(EnterpriseId by, DocumentId id, Verification.Result result, String reference) {
        assertThat(verify(by, id, result, reference, null)).isInstanceOf(Verifying.Recorded.class);
    }

    private Verifying verify(
            EnterpriseId by, DocumentId id, Verification.Result result, String reference, @Nullable LocalDate on) {
        return standings.verify(by, "desk-1", id, new Standings.Told(result, SOURCE, reference, on));
    }

    private TradeDocument filed(String name) {
        return switch (file(PracticeDocuments.of(name))) {
            case Filing.Filed filed -> filed.document();
            case Filing other -> throw new AssertionError(other.toString());
        };
    }

    private Filing file(String xml) {
        return documents.fileXml(new Upload(
                Bytes.of(xml.getBytes(StandardCharsets.UTF_8)),
                "application/xml",
                town.supplier,
                "clerk-1",
                null,
                null));
    }
}
