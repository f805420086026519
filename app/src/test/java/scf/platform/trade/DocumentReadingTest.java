package scf.platform.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;

/// What is read from a document's bytes, and what is refused with the path of the element.
class DocumentReadingTest {

    private static final String UBL = PracticeDocuments.of("ubl-invoice.xml");
    private static final String E_INVOICE = PracticeDocuments.of("e-invoice.xml");

    @Test
    void a_ubl_invoice_is_financed_for_what_is_payable() {
        var invoice = ubl(UBL);

        assertThat(invoice.kind()).isEqualTo(DocumentKind.INVOICE);
        assertThat(invoice.number()).isEqualTo("INV-2026-0910");
        assertThat(invoice.payable()).isEqualTo(Money.fen(10750));
        assertThat(invoice.dueDate()).isEqualTo(LocalDate.parse("2026-11-06"));
        assertThat(invoice.references().order()).isEqualTo("PO-2026-0817");
        assertThat(invoice.seller().identifiers()).containsExactly(PracticeDocuments.SELLER);
        assertThat(invoice.buyer().identifiers()).containsExactly(PracticeDocuments.BUYER);
        assertThat(invoice.lines().getFirst().quantity()).isEqualByComparingTo("100");
        assertThat(invoice.warnings()).isEmpty();
    }

    @Test
    void a_prepaid_amount_is_no_longer_payable() {
        var invoice = ubl(UBL.replace(
                "<cbc:PayableAmount currencyID=\"CNY\">107.50",
                "<cbc:PrepaidAmount currencyID=\"CNY\">7.50</cbc:PrepaidAmount>"
                        + "<cbc:PayableAmount currencyID=\"CNY\">100.00"));

        assertThat(invoice.payable()).isEqualTo(Money.fen(10000));
        assertThat(invoice.warnings()).isEmpty();
    }

    @Test
    void a_total_that_does_not_add_up_is_warned_of() {
        assertThat(ubl(UBL.replace(">107.50</cbc:PayableAmount", ">107.00</cbc:PayableAmount"))
                        .warnings())
                .extracting(Warning::code)
                .containsExactly("total_does_not_add_up");
    }

    @Test
    void a_negative_invoice_is_a_credit_note() {
        var note = ubl(UBL.replace(">107.50</cbc:Pay", ">-107.50</cbc:Pay")
                .replace(">107.50</cbc:TaxInc", ">-107.50</cbc:TaxInc"));

        assertThat(note.kind()).isEqualTo(DocumentKind.CREDIT_NOTE);
        assertThat(note.payable()).isEqualTo(Money.fen(10750));
        assertThat(note.warnings()).extracting(Warning::code).contains("negative_invoice");
    }

    @Test
    void what_was_rejected_at_the_gate_was_not_received() {
        var receipt = ubl(PracticeDocuments.of("ubl-receipt-advice.xml")
                .replace(
                        "<cbc:ShortQuantity",
                        "<cbc:RejectedQuantity unitCode=\"KGM\">5</cbc:RejectedQuantity><cbc:ShortQuantity"));

        assertThat(receipt.lines().getFirst().quantity()).isEqualByComparingTo("85");
        assertThat(receipt.deliveredOn()).isEqualTo(LocalDate.parse("2026-09-08"));
    }

    @Test
    void a_ubl_waybill_says_who_moved_what_from_whom_to_whom() {
        var waybill = ubl(WAYBILL);

        assertThat(waybill.kind()).isEqualTo(DocumentKind.WAYBILL);
        assertThat(waybill.number()).isEqualTo("WB-2026-0905");
        assertThat(waybill.deliveredOn()).isEqualTo(LocalDate.parse("2026-09-08"));
        assertThat(waybill.references().order()).isEqualTo("PO-2026-0817");
        assertThat(waybill.references().despatch()).isEqualTo("DN-2026-0905");
        assertThat(waybill.seller().identifiers()).containsExactly(PracticeDocuments.SELLER);
        assertThat(waybill.buyer().identifiers()).containsExactly(PracticeDocuments.BUYER);
        assertThat(waybill.lines().getFirst().quantity()).isEqualByComparingTo("90");
        assertThat(waybill.details())
                .containsEntry("carrier", "闽运物流")
                .containsEntry("vehicleNumber", "闽A12345")
                .containsEntry("to", "福州");
        assertThatThrownBy(() -> ubl(WAYBILL.replace("ConsigneeParty", "NotifyParty")))
                .isInstanceOf(Unacceptable.class);
    }

    private static final String WAYBILL = """
            <Waybill xmlns="urn:oasis:names:specification:ubl:schema:xsd:Waybill-2"
                xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>WB-2026-0905</cbc:ID><cbc:IssueDate>2026-09-05</cbc:IssueDate>
              <cac:ConsignorParty><cac:PartyIdentification><cbc:ID>%s</cbc:ID></cac:PartyIdentification>
              </cac:ConsignorParty>
              <cac:CarrierParty><cac:PartyName><cbc:Name>闽运物流</cbc:Name></cac:PartyName></cac:CarrierParty>
              <cac:Shipment><cbc:ID>1</cbc:ID>
                <cac:GoodsItem><cbc:ID>1</cbc:ID><cbc:Description>铸件</cbc:Description>
                  <cbc:Quantity unitCode="KGM">90</cbc:Quantity></cac:GoodsItem>
                <cac:Consignment><cbc:ID>1</cbc:ID><cac:ConsigneeParty>
                  <cac:PartyIdentification><cbc:ID>%s</cbc:ID></cac:PartyIdentification>
                </cac:ConsigneeParty></cac:Consignment>
                <cac:ShipmentStage><cac:TransportMeans><cac:RoadTransport>
                  <cbc:LicensePlateID>闽A12345</cbc:LicensePlateID>
                </cac:RoadTransport></cac:TransportMeans></cac:ShipmentStage>
                <cac:Delivery><cbc:ActualDeliveryDate>2026-09-08</cbc:ActualDeliveryDate>
                  <cac:DeliveryAddress><cbc:CityName>福州</cbc:CityName></cac:DeliveryAddress></cac:Delivery>
              </cac:Shipment>
              <cac:DocumentReference><cbc:ID>PO-2026-0817</cbc:ID>
                <cbc:DocumentTypeCode>220</cbc:DocumentTypeCode></cac:DocumentReference>
              <cac:DocumentReference><cbc:ID>DN-2026-0905</cbc:ID>
                <cbc:DocumentTypeCode>351</cbc:DocumentTypeCode></cac:DocumentReference>
            </Waybill>
            """.formatted(PracticeDocuments.SELLER, PracticeDocuments.BUYER);

    @Test
    void an_unknown_element_is_warned_of_and_refuses_nothing() {
        var invoice = ubl(UBL.replace("<cbc:DueDate>", "<cbc:Surprise>x</cbc:Surprise><cbc:DueDate>"));

        assertThat(invoice.warnings())
                .containsExactly(new Warning(
                        "ignored_element", "/Invoice/Surprise", "this element is not known and was not read"));
    }

    @Test
    void three_decimals_of_a_yuan_are_refused_by_path_and_rule() {
        refused(
                UBL.replace(">107.50</cbc:Pay", ">107.505</cbc:Pay"),
                "/Invoice/LegalMonetaryTotal/PayableAmount",
                "decimals_of_the_currency");
    }

    @Test
    void a_second_total_is_refused_and_not_chosen_from() {
        refused(
                UBL.replace(
                        "<cbc:PayableAmount currencyID=\"CNY\">107.50",
                        "<cbc:PayableAmount currencyID=\"CNY\">9.99</cbc:PayableAmount><cbc:PayableAmount currencyID=\"CNY\">107.50"),
                "/Invoice/LegalMonetaryTotal/PayableAmount[2]",
                "stands_once");
    }

    @Test
    void an_amount_in_another_currency_is_refused() {
        refused(
                UBL.replace(
                        "<cbc:LineExtensionAmount currencyID=\"CNY\">100.00</cbc:LineExtensionAmount>\n    <cac:OrderLine",
                        "<cbc:LineExtensionAmount currencyID=\"USD\">100.00</cbc:LineExtensionAmount>\n    <cac:OrderLine"),
                "/Invoice/InvoiceLine/LineExtensionAmount/@currencyID",
                "one_currency");
    }

    @Test
    void a_number_that_only_looks_latin_is_refused() {
        refused(UBL.replace("INV-2026-0910", "INV-2026-09\u0410"), "/Invoice/ID", "comparable_number");
    }

    @Test
    void an_exponent_is_no_quantity() {
        refused(
                UBL.replace(">100</cbc:InvoicedQuantity", ">1E9999999</cbc:InvoicedQuantity"),
                "/Invoice/InvoiceLine/InvoicedQuantity",
                "decimal");
    }

    @Test
    void document_types_entities_and_inclusions_are_refused() {
        String body = UBL.substring(UBL.indexOf("<Invoice"));
        refused("<!DOCTYPE Invoice [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + body, "", "no_document_type");
        refused("<!DOCTYPE Invoice SYSTEM \"file:///etc/passwd\">" + body, "", "no_document_type");
        refused(
                body.replace(
                        "<cbc:UBLVersionID>",
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/><cbc:UBLVersionID>"),
                "/Invoice",
                "no_inclusion");
    }

    @Test
    void depth_and_size_end_somewhere() {
        refused("<a>".repeat(50) + "</a>".repeat(50), "/a" + "/a".repeat(39), "too_deep");
        refused("<a>" + "<b/>".repeat(50_001) + "</a>", "", "too_many_elements");
        refused("<a>" + " ".repeat(Limits.MOST_BYTES) + "</a>", "", "too_large");
        refused("<a>", "", "well_formed");
        refused("", "", "well_formed");
    }

    @Test
    void a_digital_invoice_is_read_by_exact_path() {
        var invoice = eInvoice(E_INVOICE);

        assertThat(invoice.number()).isEqualTo("26352000000012345678");
        assertThat(invoice.payable()).isEqualTo(Money.fen(100_000_000));
        assertThat(invoice.issueDate()).isEqualTo(LocalDate.parse("2026-09-16"));
        assertThat(invoice.lines().getFirst().itemName()).isEqualTo("*通用设备*数控主轴");
        assertThat(invoice.warnings()).isEmpty();
    }

    @Test
    void the_invoice_is_dated_when_it_was_asked_for_not_when_the_file_was_generated() {
        var invoice = eInvoice(E_INVOICE.replace("<IssueTime>2026-09-16", "<IssueTime>2026-09-19"));

        assertThat(invoice.issueDate()).isEqualTo(LocalDate.parse("2026-09-16"));
        assertThat(invoice.warnings()).extracting(Warning::code).containsExactly("generated_on_another_day");
    }

    @Test
    void a_total_under_a_look_alike_name_is_no_total() {
        refused(
                E_INVOICE.replace("TotalTax-includedAmount>", "TotaltaxIncludedAmount>"),
                "/EInvoice/EInvoiceData/BasicInformation/TotalTax-includedAmount",
                "required");
    }

    @Test
    void amount_and_tax_make_the_total_or_one_fen_beside_it() {
        assertThat(eInvoice(E_INVOICE.replace("<TotalTaxAm>115044.25", "<TotalTaxAm>115044.26"))
                        .payable())
                .isEqualTo(Money.fen(100_000_000));
        refused(
                E_INVOICE.replace("<TotalTaxAm>115044.25", "<TotalTaxAm>115044.27"),
                "/EInvoice/EInvoiceData/BasicInformation/TotalTax-includedAmount",
                "amount_and_tax_make_the_total");
    }

    @Test
    void a_number_of_nineteen_digits_is_refused() {
        refused(
                E_INVOICE.replace("<InvoiceNumber>2", "<InvoiceNumber>"),
                "/EInvoice/TaxSupervisionInfo/InvoiceNumber",
                "twenty_digits");
    }

    @Test
    void a_rate_of_six_percent_is_read_in_both_spellings_and_words_are_warned_of() {
        assertThat(eInvoice(E_INVOICE.replace(">0.13<", ">6%<")).warnings()).isEmpty();
        assertThat(eInvoice(E_INVOICE.replace(">0.13<", ">0.06<")).warnings()).isEmpty();
        assertThat(eInvoice(E_INVOICE.replace(">0.13<", ">免税<")).warnings())
                .extracting(Warning::code)
                .containsExactly("tax_rate_in_words");
    }

    @Test
    void nodes_inside_a_signature_are_not_the_invoice() {
        String forged = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object><TaxSupervisionInfo>"
                + "<InvoiceNumber>99999999999999999999</InvoiceNumber></TaxSupervisionInfo></ds:Object></ds:Signature>";
        var invoice = eInvoice(E_INVOICE.replace("<TaxSupervisionInfo>", forged + "<TaxSupervisionInfo>"));

        assertThat(invoice.number()).isEqualTo("26352000000012345678");
        assertThat(invoice.warnings()).extracting(Warning::code).containsExactly("signature_not_verified");
    }

    @Test
    void gbk_is_read_as_declared() {
        byte[] gbk = E_INVOICE.replace("encoding=\"UTF-8\"", "encoding=\"GBK\"").getBytes(Charset.forName("GBK"));

        assertThat(DigitalInvoiceReader.read(XmlTree.read(gbk), InvoiceDialect.ENGLISH)
                        .seller()
                        .name())
                .isEqualTo("闽江轴承钢有限公司");
    }

    @Test
    void bytes_that_are_not_in_the_declared_encoding_are_refused() {
        assertThatThrownBy(() -> XmlTree.read(E_INVOICE.getBytes(Charset.forName("GBK"))))
                .isInstanceOfSatisfying(
                        Unacceptable.class, e -> assertThat(e.fault().rule()).isEqualTo("encoding"));
    }

    @Test
    void a_red_letter_invoice_is_a_credit_note_on_the_original() {
        var note = eInvoice(
                E_INVOICE
                        .replace("<TotalAmWithoutTax>", "<TotalAmWithoutTax>-")
                        .replace("<TotalTaxAm>", "<TotalTaxAm>-")
                        .replace("<TotalTax-includedAmount>", "<TotalTax-includedAmount>-")
                        .replace("<Quantity>", "<Quantity>-")
                        .replace("<Amount>", "<Amount>-")
                        .replace("<ComTaxAm>", "<ComTaxAm>-")
                        .replace("<TotaltaxIncludedAmount>", "<TotaltaxIncludedAmount>-")
                        .replace(
                                "<AdditionalInformation>",
                                "<SpecificInformation><RedEInvoice><OriginalInvoiceCode>"
                                        + "26352000000000000001</OriginalInvoiceCode></RedEInvoice></SpecificInformation><AdditionalInformation>"));

        assertThat(note.kind()).isEqualTo(DocumentKind.CREDIT_NOTE);
        assertThat(note.payable()).isEqualTo(Money.fen(100_000_000));
        assertThat(note.references().invoice()).isEqualTo("26352000000000000001");
    }

    private static ReadDocument ubl(String xml) {
        return UblReader.read(tree(xml));
    }

    private static ReadDocument eInvoice(String xml) {
        return DigitalInvoiceReader.read(tree(xml), InvoiceDialect.ENGLISH);
    }

    private static XmlElement tree(String xml) {
        return XmlTree.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String xml, String field, String rule) {
        assertThatThrownBy(() -> {
                    var root = tree(xml);
                    if (UblReader.reads(root)) {
                        UblReader.read(root);
                    } else {
                        DigitalInvoiceReader.read(root, InvoiceDialect.ENGLISH);
                    }
                })
                .isInstanceOfSatisfying(Unacceptable.class, e -> {
                    assertThat(e.fault().rule()).isEqualTo(rule);
                    assertThat(e.fault().field()).isEqualTo(field);
                });
    }
}
