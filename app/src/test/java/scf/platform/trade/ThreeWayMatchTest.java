package scf.platform.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// What order, receipt and invoice support together.
class ThreeWayMatchTest {

    private static final EnterpriseId SELLER = EnterpriseId.random();
    private static final EnterpriseId BUYER = EnterpriseId.random();
    private static final Path SAMPLES = Path.of("../../shared/samples/ubl");

    private final TradeDocument order = ubl("ubl-order.xml");
    private final TradeDocument despatch = ubl("ubl-despatch-advice.xml");
    private final TradeDocument receipt = ubl("ubl-receipt-advice.xml");
    private final TradeDocument invoice = ubl("ubl-invoice.xml");

    @Test
    void of_a_hundred_invoiced_and_ninety_received_ten_are_too_many_and_ninety_are_supported() {
        var result = match(order, List.of(receipt), List.of(despatch), invoice);

        assertThat(result.supported()).isEqualTo(Money.fen(9675));
        assertThat(result.discrepancies())
                .containsExactly(new Discrepancy(
                        Discrepancy.Code.QUANTITY,
                        "1",
                        "90",
                        "100",
                        "line 1: received and not yet invoiced 90 KGM, invoiced 100 KGM, 10 too many"));
    }

    @Test
    void the_public_family_is_caught_in_the_same_way() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "the public samples lie beside the checkout");
        var result = match(
                sample("UBL-Order-2.0-Example.xml"),
                List.of(sample("UBL-ReceiptAdvice-2.0-Example.xml")),
                List.of(sample("UBL-DespatchAdvice-2.0-Example.xml")),
                sample("UBL-Invoice-2.0-Example.xml"));

        assertThat(result.supported()).isEqualTo(Money.ofMinor(9675, "GBP"));
        assertThat(result.discrepancies()).extracting(Discrepancy::code).containsExactly(Discrepancy.Code.QUANTITY);
    }

    @Test
    void a_match_without_a_difference_supports_all_that_is_payable() {
        var result = match(order, List.of(quantity(receipt, "100")), List.of(), invoice);

        assertThat(result.supported()).isEqualTo(Money.fen(10750));
        assertThat(result.discrepancies()).isEmpty();
    }

    @Test
    void deliveries_add_up() {
        var result = match(order, List.of(receipt, quantity(receipt, "10")), List.of(), invoice);

        assertThat(result.supported()).isEqualTo(Money.fen(10750));
    }

    @Test
    void more_than_was_ordered_is_not_supported_even_if_it_was_received() {
        var result = match(quantity(order, "80"), List.of(quantity(receipt, "100")), List.of(), invoice);

        assertThat(result.discrepancies()).extracting(Discrepancy::code).contains(Discrepancy.Code.OVER_ORDER);
        assertThat(result.supported()).isEqualTo(Money.fen(8600));
    }

    @Test
    void a_higher_price_is_supported_at_the_orders() {
        var cheaper = xml(PracticeDocuments.of("ubl-order.xml")
                .replace(
                        "\n      <cbc:LineExtensionAmount currencyID=\"CNY\">100.00",
                        "\n      <cbc:LineExtensionAmount currencyID=\"CNY\">80.00"));
        var result = match(cheaper, List.of(quantity(receipt, "100")), List.of(), invoice);

        assertThat(result.discrepancies()).extracting(Discrepancy::code).containsExactly(Discrepancy.Code.PRICE);
        assertThat(result.discrepancies().getFirst().expected()).isEqualTo("0.8");
        assertThat(result.supported()).isEqualTo(Money.fen(8600));
    }

    @Test
    void goods_that_nobody_ordered_are_not_supported() {
        var other = xml(PracticeDocuments.of("ubl-invoice.xml")
                .replace("BS-GCR15-060", "XX-1")
                .replace("CM-60-GCR15", "XX-2")
                .replace("<cbc:LineID>1<", "<cbc:LineID>7<")
                .replace("轴承钢棒", "咨询服务"));
        var result = match(order, List.of(receipt), List.of(), other);

        assertThat(result.discrepancies()).extracting(Discrepancy::code).containsExactly(Discrepancy.Code.NOT_ORDERED);
        assertThat(result.supported()).isEqualTo(Money.fen(0));
    }

    @Test
    void units_are_compared_by_meaning_and_never_converted() {
        var inChinese = xml(PracticeDocuments.of("ubl-invoice.xml").replace("unitCode=\"KGM\"", "unitCode=\"千克\""));
        var inTons = xml(PracticeDocuments.of("ubl-invoice.xml").replace("unitCode=\"KGM\"", "unitCode=\"TNE\""));

        assertThat(match(order, List.of(receipt), List.of(), inChinese).supported())
                .isEqualTo(Money.fen(9675));
        assertThat(match(order, List.of(receipt), List.of(), inTons).discrepancies())
                .extracting(Discrepancy::code)
                .containsExactly(Discrepancy.Code.UNIT);
    }

    @Test
    void a_delivery_pays_for_itself_once() {
        var evidence = new ThreeWayMatch.Evidence(
                List.of(quantity(receipt, "150")), List.of(), List.of(), List.of(), List.of(invoice), List.of());
        var result = ThreeWayMatch.match(quantity(order, "200"), evidence, invoice);

        assertThat(result.supported()).isEqualTo(Money.fen(5375));
    }

    @Test
    void what_a_credit_note_took_back_is_owed_no_more() {
        var note = xml(PracticeDocuments.of("ubl-invoice.xml")
                .replace(">107.50</cbc:Pay", ">-100.00</cbc:Pay")
                .replace(">107.50</cbc:TaxInc", ">-100.00</cbc:TaxInc"));
        var evidence =
                new ThreeWayMatch.Evidence(List.of(receipt), List.of(), List.of(note), List.of(), List.of(), List.of());
        var result = ThreeWayMatch.match(order, evidence, invoice);

        assertThat(result.supported()).isEqualTo(Money.fen(750));
        assertThat(result.discrepancies())
                .extracting(Discrepancy::code)
                .containsExactly(Discrepancy.Code.QUANTITY, Discrepancy.Code.CREDITED);
    }

    @Test
    void what_was_prepaid_pays_for_what_was_received_first() {
        var prepaid = xml(PracticeDocuments.of("ubl-invoice.xml")
                .replace(
                        "<cbc:PayableAmount currencyID=\"CNY\">107.50",
                        "<cbc:PrepaidAmount currencyID=\"CNY\">50.00</cbc:PrepaidAmount>"
                                + "<cbc:PayableAmount currencyID=\"CNY\">57.50"));
        var result = match(order, List.of(receipt), List.of(), prepaid);

        assertThat(result.supported()).isEqualTo(Money.fen(4675));
        assertThat(result.discrepancies())
                .extracting(Discrepancy::code)
                .containsExactly(Discrepancy.Code.QUANTITY, Discrepancy.Code.PREPAID);
    }

    @Test
    void what_was_paid_is_owed_no_more() {
        var payment = payment("50.00");
        var evidence = new ThreeWayMatch.Evidence(
                List.of(receipt), List.of(), List.of(), List.of(payment, payment("100.00")), List.of(), List.of());
        var once = new ThreeWayMatch.Evidence(
                List.of(receipt), List.of(), List.of(), List.of(payment), List.of(), List.of());

        assertThat(ThreeWayMatch.match(order, once, invoice).supported()).isEqualTo(Money.fen(4675));
        assertThat(ThreeWayMatch.match(order, evidence, invoice).supported()).isEqualTo(Money.fen(0));
        assertThat(ThreeWayMatch.match(order, once, invoice).discrepancies())
                .extracting(Discrepancy::code)
                .containsExactly(Discrepancy.Code.QUANTITY, Discrepancy.Code.PAID);
    }

    @Test
    void what_an_earlier_invoice_took_and_gave_back_can_be_invoiced_anew() {
        var note = xml(PracticeDocuments.of("ubl-invoice.xml")
                .replace(">107.50</cbc:Pay", ">-107.50</cbc:Pay")
                .replace(">107.50</cbc:TaxInc", ">-107.50</cbc:TaxInc")
                .replace(">100</cbc:InvoicedQuantity", ">-100</cbc:InvoicedQuantity"));
        var evidence = new ThreeWayMatch.Evidence(
                List.of(receipt), List.of(), List.of(), List.of(), List.of(invoice), List.of(note));

        assertThat(ThreeWayMatch.match(order, evidence, invoice).supported()).isEqualTo(Money.fen(9675));
    }

    private static TradeDocument payment(String amount) {
        return stored(RowsReader.read(new DocumentRows.PaymentRows(
                "BANK-" + amount,
                LocalDate.parse("2026-09-15"),
                new DocumentRows.AccountRow(null, null, null),
                new DocumentRows.AccountRow(null, null, null),
                Money.parse(amount, "CNY"),
                null,
                "INV-2026-0910")));
    }

    @Test
    void thirds_are_rounded_once_and_half_up() {
        var seven = quantity(receipt, "33.335");

        assertThat(match(order, List.of(seven), List.of(), invoice).supported()).isEqualTo(Money.fen(3584));
    }

    private static ThreeWayMatch.Result match(
            TradeDocument order, List<TradeDocument> receipts, List<TradeDocument> despatches, TradeDocument invoice) {
        return ThreeWayMatch.match(
                order,
                new ThreeWayMatch.Evidence(receipts, despatches, List.of(), List.of(), List.of(), List.of()),
                invoice);
    }

    private static TradeDocument quantity(TradeDocument document, String quantity) {
        var line = document.lines().getFirst();
        var unpriced = document.kind() == DocumentKind.ORDER;
        return with(
                document,
                Arrays.asList(new DocumentLine(
                        line.lineNo(),
                        line.orderLineNo(),
                        line.sellerItem(),
                        line.buyerItem(),
                        line.standardItem(),
                        line.itemName(),
                        new BigDecimal(quantity),
                        line.unit(),
                        unpriced ? null : line.netMinor(),
                        line.price())));
    }

    private static TradeDocument ubl(String name) {
        return xml(PracticeDocuments.of(name));
    }

    private static TradeDocument sample(String name) throws Exception {
        return stored(UblReader.read(XmlTree.read(Files.readAllBytes(SAMPLES.resolve(name)))));
    }

    private static TradeDocument xml(String xml) {
        return stored(UblReader.read(XmlTree.read(xml.getBytes(StandardCharsets.UTF_8))));
    }

    private static TradeDocument with(TradeDocument document, List<DocumentLine> lines) {
        return new TradeDocument(
                document.id(),
                document.kind(),
                document.format(),
                document.number(),
                document.issueDate(),
                document.dueDate(),
                document.deliveredOn(),
                document.contractNumber(),
                document.orderNumber(),
                document.despatchNumber(),
                document.invoiceNumber(),
                document.payable(),
                document.prepaid(),
                lines,
                document.details(),
                document.seller(),
                document.buyer(),
                document.sellerIdentifier(),
                document.buyerIdentifier(),
                document.uploader(),
                document.uploadedBy(),
                document.uploadedAt(),
                document.mediaType(),
                document.sha256(),
                document.part(),
                document.warnings());
    }

    private static TradeDocument stored(ReadDocument read) {
        return new TradeDocument(
                DocumentId.random(),
                read.kind(),
                read.format(),
                read.number(),
                read.issueDate(),
                read.dueDate(),
                read.deliveredOn(),
                read.references().contract(),
                read.references().order(),
                read.references().despatch(),
                read.references().invoice(),
                read.payable(),
                read.prepaid(),
                read.lines(),
                read.details(),
                SELLER,
                BUYER,
                PracticeDocuments.SELLER,
                PracticeDocuments.BUYER,
                SELLER,
                "clerk-1",
                Instant.parse("2026-09-21T02:00:00Z"),
                "application/xml",
                "",
                null,
                read.warnings());
    }
}
