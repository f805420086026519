package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static scf.platform.receivable.TradePapers.supported;
import static scf.platform.receivable.TradePapers.yuan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.ReceivableId;

/// A delivery is paid for once: whoever claims at the same moment, and whatever order a receipt is held against.
class DeliveriesTest {

    private static final ReceivableId FIRST = new ReceivableId(new UUID(0, 0));

    private final Town town = new Town();
    private final TradePapers papers = new TradePapers(town);
    private final Receivables receivables = town.the(Receivables.class);

    @Test
    void of_six_claims_at_once_on_one_delivery_one_is_supported() throws Exception {
        papers.order("PO-1", 100);
        papers.receipt("GR-1", "PO-1", 100);
        var claims = new ArrayList<Callable<Money>>();
        for (int i = 1; i <= 6; i++) {
            var invoice = papers.invoice("INV-" + i, "PO-1", 100);
            claims.add(() -> supported(papers.claimed(invoice).receivable()));
        }

        assertThat(atOnce(claims)).filteredOn(Money::isPositive).containsExactly(yuan(100));
    }

    @Test
    void a_receipt_that_comes_while_it_is_claimed_is_seen_by_the_claim_or_sees_it() throws Exception {
        for (int i = 1; i <= 8; i++) {
            String order = "PO-" + i;
            String receipt = "GR-" + i;
            papers.order(order, 100);
            var invoice = papers.invoice("INV-" + i, order, 100);

            atOnce(List.of(
                    () -> papers.claimed(invoice).receivable().state(), () -> papers.receipt(receipt, order, 100)));
        }
        assertThat(receivables.list(town.supplier, null, null, Instant.EPOCH, FIRST, 200))
                .hasSize(8)
                .allSatisfy(each -> assertThat(supported(each)).isEqualTo(yuan(100)));
    }

    @Test
    void the_receipt_of_one_order_supports_no_invoice_of_another() {
        papers.order("PO-A", 100);
        var other = papers.order("PO-B", 100);
        var receipt = papers.receipt("GR-A", "PO-A", 100);
        assertThat(supported(
                        papers.claimed(papers.invoice("INV-A", "PO-A", 100)).receivable()))
                .isEqualTo(yuan(100));

        var claimed = papers.claimed(papers.invoice("INV-B", "PO-B", 100), other, receipt);

        assertThat(claimed.receivable()).isInstanceOf(Receivable.Submitted.class);
        assertThat(claimed.findings())
                .extracting(Finding::code)
                .containsExactly("MISSING_RECEIPT", "RECEIPT_OF_ANOTHER_ORDER");
    }

    @Test
    void a_receipt_that_names_no_order_is_used_up_line_by_line() {
        var first = papers.order("PO-A", 60);
        var second = papers.order("PO-B", 100);
        var receipt = papers.receipt("GR-AB", null, 100);
        assertThat(supportedOn(first, 60, "INV-A", receipt)).isEqualTo(yuan(60));

        var claimed = papers.claimed(papers.invoice("INV-B", null, 100), second, receipt);

        assertThat(supported(claimed.receivable())).isEqualTo(yuan(40));
        assertThat(claimed.findings())
                .extracting(Finding::code, Finding::expected)
                .containsExactly(tuple("QUANTITY", "40"));
    }

    @Test
    void what_names_its_order_is_used_before_what_could_serve_another() {
        var first = papers.order("PO-A", 60);
        var second = papers.order("PO-B", 100);
        var own = papers.receipt("GR-A", "PO-A", 60);
        var open = papers.receipt("GR-AB", null, 100);
        assertThat(supportedOn(first, 60, "INV-A", own, open)).isEqualTo(yuan(60));

        assertThat(supportedOn(second, 100, "INV-B", open)).isEqualTo(yuan(100));
    }

    private Money supportedOn(DocumentId order, int quantity, String invoice, DocumentId... receipts) {
        var evidence = new ArrayList<>(List.of(receipts));
        evidence.add(order);
        return supported(papers.claimed(papers.invoice(invoice, null, quantity), evidence.toArray(DocumentId[]::new))
                .receivable());
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            var running = all.stream()
                    .map(each -> threads.submit(() -> {
                        start.await();
                        return each.call();
                    }))
                    .toList();
            start.countDown();
            var answers = new ArrayList<T>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
