package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.receivable.TradePapers.DAY;
import static scf.platform.receivable.TradePapers.DUE;
import static scf.platform.receivable.TradePapers.aReceipt;
import static scf.platform.receivable.TradePapers.anInvoice;
import static scf.platform.receivable.TradePapers.anOrder;
import static scf.platform.receivable.TradePapers.line;
import static scf.platform.receivable.TradePapers.supported;
import static scf.platform.receivable.TradePapers.yuan;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scf.platform.Town;
import scf.platform.calendar.BusinessDates;
import scf.platform.trade.DocumentRows;
import scf.platform.trade.Filing;

/// One number, several stories: whose counts, and from which day on.
class WhoseWordTest {

    private final Town town = new Town();
    private final TradePapers papers = new TradePapers(town);
    private final Receivables receivables = town.the(Receivables.class);

    static Stream<Arguments> otherStories() {
        var net = yuan(100);
        return Stream.of(
                Arguments.of("dueDate", invoice("PO-1", DUE.plusDays(30), null, line(100, "1.00", net))),
                Arguments.of("deliveredOn", invoice("PO-1", DUE, DAY, line(100, "1.00", net))),
                Arguments.of("orderNumber", invoice("PO-2", DUE, null, line(100, "1.00", net))),
                Arguments.of("prices", invoice("PO-1", DUE, null, line(100, "2.00", net))),
                Arguments.of("nets", invoice("PO-1", DUE, null, line(100, "1.00", yuan(99)))),
                Arguments.of("quantities", invoice("PO-1", DUE, null, line(99, "1.00", net))),
                Arguments.of("units", invoice("PO-1", DUE, null, line("1", 100, "箱", "1.00", net))),
                Arguments.of("orderLines", invoice("PO-1", DUE, null, line("2", 100, "件", "1.00", net))));
    }

    private static DocumentRows.InvoiceRows invoice(
            String order, LocalDate due, @Nullable LocalDate delivered, DocumentRows.LineRow line) {
        return TradePapers.invoice("INV-1", order, DAY, due, delivered, yuan(100), line);
    }

    @ParameterizedTest
    @MethodSource("otherStories")
    void whatever_a_claim_reads_makes_another_document(String field, DocumentRows.InvoiceRows other) {
        papers.filed(town.supplier, invoice("PO-1", DUE, null, line(100, "1.00", yuan(100))));

        assertThat(papers.handedIn(town.supplier, other))
                .isInstanceOfSatisfying(
                        Filing.NumberTaken.class,
                        taken -> assertThat(taken.differences())
                                .extracting(Filing.Difference::field)
                                .containsExactly(field));
    }

    @Test
    void the_same_is_the_same_whoever_hands_it_in_and_however_it_is_spelt() {
        var order = papers.filed(town.supplier, anOrder("PO-1", DAY, 100, "1.00"));

        assertThat(papers.handedIn(town.master, anOrder("po 1", DAY, 100, "1.000")))
                .isInstanceOfSatisfying(
                        Filing.FiledBefore.class,
                        before -> assertThat(before.document().id()).isEqualTo(order));
    }

    @Test
    void the_buyers_order_counts_against_what_the_seller_says_was_ordered() {
        papers.filed(town.supplier, anOrder("PO-1", DAY, 100, "100.00"));
        papers.filed(town.master, anOrder("PO-1", DAY, 100, "1.00"));
        papers.receipt("GR-1", "PO-1", 100);

        var claimed = papers.claimed(papers.filed(town.supplier, anInvoice("INV-1", "PO-1", DAY, 100, yuan(10_000))));

        assertThat(supported(claimed.receivable())).isEqualTo(yuan(100));
        assertThat(claimed.findings()).extracting(Finding::code).containsExactly("ISSUERS_VERSION_COUNTS", "PRICE");
    }

    @Test
    void the_buyers_receipt_comes_after_the_sellers_and_the_claim_is_compared_anew() {
        papers.order("PO-1", 100);
        papers.filed(town.supplier, aReceipt("GR-1", "PO-1", DAY, 100));
        var id = papers.claimed(papers.invoice("INV-1", "PO-1", 100))
                .receivable()
                .claim()
                .id();
        assertThat(supported(receivables.find(id).orElseThrow())).isEqualTo(yuan(100));

        papers.filed(town.master, aReceipt("GR-1", "PO-1", DAY, 90));

        assertThat(supported(receivables.find(id).orElseThrow())).isEqualTo(yuan(90));
        assertThat(receivables.findings(id))
                .extracting(Finding::code)
                .containsExactly("ISSUERS_VERSION_COUNTS", "QUANTITY");
    }

    @Test
    void the_seller_takes_no_number_of_the_buyers() {
        papers.order("PO-1", 100);
        papers.receipt("GR-1", "PO-1", 90);

        assertThat(papers.handedIn(town.supplier, aReceipt("GR-1", "PO-1", DAY, 100)))
                .isInstanceOf(Filing.NumberTaken.class);
        assertThat(supported(
                        papers.claimed(papers.invoice("INV-1", "PO-1", 100)).receivable()))
                .isEqualTo(yuan(90));
    }

    @Test
    void a_claim_on_the_sellers_order_has_used_up_the_buyers() {
        papers.filed(town.supplier, anOrder("PO-1", DAY, 100, "1.01"));
        papers.receipt("GR-1", "PO-1", 100);
        papers.claimed(papers.invoice("INV-1", "PO-1", 100));
        papers.filed(town.master, anOrder("PO-1", DAY, 100, "1.00"));

        assertThat(supported(
                        papers.claimed(papers.invoice("INV-2", "PO-1", 100)).receivable()))
                .isEqualTo(yuan(0));
    }

    @Test
    void what_is_received_tomorrow_supports_nothing_today() {
        var today = town.the(BusinessDates.class).today();
        papers.order("PO-1", 100);
        papers.filed(town.master, aReceipt("GR-1", "PO-1", today.plusDays(1), 100));
        var claimed = papers.claimed(papers.invoice("INV-1", "PO-1", 100));
        assertThat(claimed.receivable()).isInstanceOf(Receivable.Submitted.class);
        assertThat(claimed.findings()).extracting(Finding::code).containsExactly("MISSING_RECEIPT", "FUTURE_DATED");

        town.the(BusinessDates.class).move(today.plusDays(1));

        var id = claimed.receivable().claim().id();
        assertThat(supported(receivables.find(id).orElseThrow())).isEqualTo(yuan(100));
        assertThat(receivables.findings(id)).isEmpty();
    }

    @Test
    void an_invoice_of_tomorrow_is_not_claimed_today() {
        var today = town.the(BusinessDates.class).today();
        var invoice = papers.filed(town.supplier, anInvoice("INV-1", "PO-1", today.plusDays(1), 100, yuan(100)));

        assertThat(papers.claiming(invoice)).isEqualTo(new Claiming.InvoiceOfTheFuture(today.plusDays(1), today));
    }

    @Test
    void the_buyer_takes_no_number_of_the_sellers() {
        papers.order("PO-1", 100);
        papers.receipt("GR-1", "PO-1", 100);
        var buyers = papers.filed(town.master, anInvoice("INV-1", "PO-1", DAY, 1, yuan(1)));

        var own = papers.filed(town.supplier, anInvoice("INV-1", "PO-1", DAY, 100, yuan(100)));

        assertThat(papers.claiming(buyers)).isEqualTo(new Claiming.Overruled(own));
        assertThat(supported(papers.claimed(own).receivable())).isEqualTo(yuan(100));
        assertThat(papers.handedIn(town.master, anInvoice("INV-1", "PO-1", DAY, 2, yuan(2))))
                .isInstanceOf(Filing.NumberTaken.class);
    }

    @Test
    void a_claim_on_the_buyers_version_has_used_up_the_sellers() {
        var buyers = papers.filed(town.master, anInvoice("INV-1", "PO-1", DAY, 100, yuan(100)));
        var claim = papers.claimed(buyers).receivable().claim().id();
        var own = papers.filed(town.supplier, anInvoice("INV-1", "PO-1", DAY, 100, yuan(101)));
        assertThat(papers.claiming(own)).isEqualTo(new Claiming.AboveInvoice(yuan(0)));

        town.the(Answers.class).withdraw(town.supplier, claim, "以本方发票为准");

        papers.claimed(own);
    }
}
