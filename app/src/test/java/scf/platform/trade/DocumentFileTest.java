package scf.platform.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;

/// What files hold, and what is refused of them by name.
class DocumentFileTest {

    private static final TradeFamily FAMILY = new TradeFamily(3);
    private static final TradeFamily.Paper INVOICE = FAMILY.invoices.getFirst();
    private static final String HEAD = "单据类型,单据号码,单据日期,销售方识别号,购买方识别号,价税合计,货物名称,数量,单位,金额\n";
    private static final String ROW = ",%s,2026-09-21,91350100MA00000C5G,91350100MA00000B7M,%s,数控主轴,%s,台,%s\n";

    // 数电票 and the invoices before it

    @Test
    void the_three_dialects_and_the_ofd_say_one_and_the_same() {
        for (var form :
                List.of(Rendering.ENGLISH, Rendering.ENGLISH_GBK, Rendering.CHINESE, Rendering.PINYIN, Rendering.OFD)) {
            var read = only(form.render(INVOICE));

            assertThat(read.number()).as("%s", form).isEqualTo(INVOICE.number());
            assertThat(read.payable()).isEqualTo(Money.fen(INVOICE.payableFen() + INVOICE.prepaidFen() - prepaid()));
            assertThat(read.seller().identifiers()).containsExactly(Rendering.SELLER);
            assertThat(read.buyer().identifiers()).containsExactly(Rendering.BUYER);
            assertThat(read.lines()).hasSameSizeAs(INVOICE.lines());
        }
        assertThat(only(Rendering.OFD.render(INVOICE)).format()).isEqualTo(DocumentFormat.OFD);
    }

    /// What these forms cannot say: the generator's first invoice of this seed has nothing prepaid.
    private static long prepaid() {
        assertThat(INVOICE.prepaidFen()).isZero();
        return 0;
    }

    @Test
    void several_invoices_in_one_file_are_read_each_by_itself() {
        String english = Rendering.english(INVOICE);
        var twice = pieces(xml("<EInvoices>" + english
                + english.replace("<ItemName>", "<Nothing>").replace("</ItemName>", "</Nothing>") + "</EInvoices>"));
        var chinese = pieces(xml("<批次>" + Rendering.chinese(INVOICE) + Rendering.chinese(INVOICE) + "</批次>"));
        var pinyin =
                pieces(xml("<DATA><LIST>" + Rendering.pinyin(INVOICE) + Rendering.pinyin(INVOICE) + "</LIST></DATA>"));

        assertThat(twice.getFirst()).isInstanceOf(DocumentFile.Piece.Sound.class);
        assertThat(twice.getFirst().place()).isEqualTo("/EInvoices/EInvoice");
        assertThat(twice.getLast()).isInstanceOfSatisfying(DocumentFile.Piece.Faulty.class, faulty -> {
            assertThat(faulty.place()).isEqualTo("/EInvoices/EInvoice[2]");
            assertThat(faulty.faults().getFirst().rule()).isEqualTo("required");
        });
        assertThat(chinese).hasSize(2).allMatch(piece -> piece instanceof DocumentFile.Piece.Sound);
        assertThat(pinyin).hasSize(2).allMatch(piece -> piece instanceof DocumentFile.Piece.Sound);
    }

    @Test
    void what_stands_in_a_signature_is_not_the_invoice_in_any_dialect() {
        String forged =
                "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><Object xmlns=\"\"><发票号码>99999999999999999999</发票号码>"
                        + "<FPHM>99999999999999999999</FPHM><价税合计>1.00</价税合计><JSHJXX>1.00</JSHJXX></Object></Signature>";

        var chinese = only(xml(Rendering.chinese(INVOICE).replace("</电子发票>", forged + "</电子发票>")));
        var pinyin = only(xml(Rendering.pinyin(INVOICE).replace("<FPHM>", forged + "<FPHM>")));

        assertThat(chinese.number()).isEqualTo(INVOICE.number());
        assertThat(pinyin.number()).isEqualTo(INVOICE.number());
        assertThat(pinyin.payable()).isEqualTo(Money.fen(INVOICE.payableFen()));
        assertThat(chinese.warnings()).extracting(Warning::code).contains("signature_not_verified");
    }

    @Test
    void a_second_total_in_words_without_a_schema_is_refused_and_not_chosen_from() {
        refused(xml(Rendering.pinyin(INVOICE).replace("<HJJE>", "<JSHJXX>1.00</JSHJXX><HJJE>")), "stands_once");
        refused(xml(Rendering.chinese(INVOICE).replace("<合计税额>", "<发票号码>1</发票号码><合计税额>")), "stands_once");
    }

    @Test
    void an_older_invoice_is_known_by_code_and_number_with_their_zeros() {
        String xml = """
                <eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0">
                  <fp:DocID>01</fp:DocID><fp:InvoiceCode>011001900311</fp:InvoiceCode><fp:InvoiceNo>01010038</fp:InvoiceNo>
                  <fp:IssueDate>2020年4月7日</fp:IssueDate><fp:InvoiceCheckCode>01731 58164 94365 15692</fp:InvoiceCheckCode>
                  <fp:Buyer><fp:BuyerName>b</fp:BuyerName><fp:BuyerTaxID>91350100MA00000B7M</fp:BuyerTaxID></fp:Buyer>
                  <fp:Seller><fp:SellerName>s</fp:SellerName><fp:SellerTaxID>91350100MA00000C5G</fp:SellerTaxID></fp:Seller>
                  <fp:TaxInclusiveTotalAmount>113.00</fp:TaxInclusiveTotalAmount>
                  <fp:TaxTotalAmount>13.00</fp:TaxTotalAmount><fp:TaxExclusiveTotalAmount>100.00</fp:TaxExclusiveTotalAmount>
                  <fp:GoodsInfos><fp:GoodsInfo><fp:Item>*金属制品*轴承座</fp:Item><fp:MeasurementDimension>个</fp:MeasurementDimension>
                    <fp:Price>10</fp:Price><fp:Quantity>10</fp:Quantity><fp:Amount>100.00</fp:Amount><fp:TaxScheme>13%</fp:TaxScheme>
                    <fp:TaxAmount>13.00</fp:TaxAmount></fp:GoodsInfo></fp:GoodsInfos>
                </eInvoice>""";
        var read = only(xml(xml));

        assertThat(read.number()).isEqualTo("01100190031101010038");
        assertThat(read.format()).isEqualTo(DocumentFormat.VAT_INVOICE);
        assertThat(read.details()).containsEntry("checkCode", "515692").containsEntry("invoiceCode", "011001900311");
        refused(xml(xml.replace(">01010038<", ">1010038<")), "eight_digits");
        refused(xml(xml.replace(">011001900311<", ">11001900311<")), "code_of_ten_or_twelve_digits");
    }

    @Test
    void an_ofd_without_an_invoice_inside_is_a_picture() {
        refused(Rendering.zip(Map.of("OFD.xml", Rendering.utf8("<a/>"))), "required");
        refused(
                Rendering.zip(Map.of(
                        "Doc_0/Attach/original_invoice.xml",
                        Rendering.utf8(Rendering.english(INVOICE)),
                        "Doc_1/Attachs/original_invoice.xml",
                        Rendering.utf8(Rendering.english(INVOICE)))),
                "stands_once");
    }

    // CSV and XLSX

    @Test
    void rows_are_answered_each_by_itself_with_row_and_heading() {
        var pieces = csv(HEAD
                + ROW.formatted("INV-1", "113.00", "1", "100.00")
                + ROW.formatted("INV-2", "113.005", "1", "100.00")
                + ROW.formatted("INV-3", "1.13E+2", "1", "100.00")
                + ROW.formatted("INV-1", "", "-1", "100.00"));

        assertThat(pieces).hasSize(3);
        assertThat(faults(pieces))
                .containsExactlyInAnyOrder(
                        "/rows/5/quantity not_negative",
                        "/rows/3/payable decimals_of_the_currency",
                        "/rows/4/payable number_lost_digits");
    }

    @Test
    void twenty_digits_are_kept_as_text_and_refused_as_a_number() {
        String number = "26352000000012345678";

        assertThat(only(csv(HEAD + ROW.formatted(number, "113.00", "1", "100.00")))
                        .number())
                .isEqualTo(number);
        assertThat(only(csv(HEAD + ROW.formatted("'" + number, "113.00", "1", "100.00")))
                        .number())
                .isEqualTo(number);
        assertThat(faults(csv(HEAD + ROW.formatted("2.6352E+19", "113.00", "1", "100.00"))))
                .containsExactly("/rows/2/number number_lost_digits");
        assertThat(only(csv(HEAD + ROW.formatted("26352000000012300000", "113.00", "1", "100.00")))
                        .warnings())
                .extracting(Warning::code)
                .containsExactly("digits_may_be_lost");
        assertThat(only(read(sheet("<c r=\"B2\" t=\"inlineStr\"><is><t>" + number + "</t></is></c>")))
                        .number())
                .isEqualTo(number);
        assertThat(faults(read(sheet("<c r=\"B2\"><v>2.6352000000012345E19</v></c>"))))
                .containsExactly("/rows/2/number number_lost_digits");
        assertThat(faults(read(sheet("<c r=\"B2\"><v>26352000000012345678</v></c>"))))
                .containsExactly("/rows/2/number number_lost_digits");
        assertThat(only(read(sheet("<c r=\"B2\"><v>12345</v></c>"))).warnings())
                .extracting(Warning::code)
                .containsExactly("number_cell");
    }

    @Test
    void a_workbook_of_binary_numbers_is_read_as_it_was_typed() {
        var read = only(read(sheet("<c r=\"B2\" t=\"inlineStr\"><is><t>A-1</t></is></c>")));

        assertThat(read.issueDate()).hasToString("2026-09-21");
        assertThat(read.payable()).isEqualTo(Money.fen(1999));
    }

    @Test
    void gbk_without_a_word_about_it_is_read_and_semicolons_separate_as_well() {
        String text = HEAD + ROW.formatted("INV-1", "113.00", "1", "100.00");

        assertThat(only(DocumentFile.read(text.getBytes(Charset.forName("GBK")), true)
                                .pieces())
                        .lines()
                        .getFirst()
                        .itemName())
                .isEqualTo("数控主轴");
        assertThat(only(csv(text.replace(',', ';'))).number()).isEqualTo("INV-1");
    }

    @Test
    void formulas_links_and_programs_in_a_workbook_are_refused() {
        refused(sheet("<c r=\"B2\"><f>1+1</f><v>2</v></c>"), "no_formulas");
        refused(sheet("<c r=\"B2\" t=\"e\"><v>#REF!</v></c>"), "no_errors");
        refused(
                Rendering.workbook(Rendering.utf8("<a/>"), Map.of("xl/externalLinks/externalLink1.xml", "<a/>")),
                "no_external_links");
        refused(Rendering.workbook(Rendering.utf8("<a/>"), Map.of("xl/vbaProject.bin", "x")), "no_macros");
        refused(csvBytes("发票号码\n=cmd|' /C calc'!A0\n"), true, "no_formulas");
    }

    @Test
    void sheets_end_somewhere() {
        refused(csvBytes(HEAD + ",,\n".repeat(Limits.MOST_ROWS)), true, "too_many_rows");
        refused(csvBytes("发票号码" + ",x".repeat(Limits.MOST_COLUMNS)), true, "too_many_columns");
        refused(csvBytes("发票号码\n" + "9".repeat(Limits.LONGEST_CELL + 1)), true, "too_long");
        refused(csvBytes("发票号码\n\"open"), true, "quote_is_closed");
        refused(csvBytes("发票号码,数电票号码\n1,2"), true, "stands_once");
        refused(csvBytes("甲,乙\n1,2"), true, "required");
        refused(
                csvBytes("发票号码\n"
                        + IntStream.rangeClosed(0, Limits.MOST_DOCUMENTS)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining("\n"))),
                true,
                "too_many_documents");
    }

    // Zips

    @Test
    void a_zip_that_unpacks_without_end_is_not_unpacked() {
        byte[] zeros = new byte[8 * 1024 * 1024];
        refused(Rendering.zip(Map.of("OFD.xml", zeros)), "zip_bomb");
        var many = new LinkedHashMap<String, byte[]>();
        IntStream.range(0, Limits.MOST_ENTRIES + 1).forEach(i -> many.put("f" + i, new byte[0]));
        refused(Rendering.zip(many), "too_many_files");
    }

    @Test
    void names_that_lead_out_of_a_zip_are_refused() {
        for (String name : List.of("../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x", "a\\b")) {
            refused(Rendering.zip(Map.of("OFD.xml", Rendering.utf8("<a/>"), name, new byte[1])), "path_in_zip");
        }
    }

    @Test
    void a_broken_zip_is_called_one() {
        byte[] zip = Rendering.OFD.render(INVOICE);

        refused(Arrays.copyOf(zip, 60), "zip_broken");
        refused(new byte[] {'P', 'K', 3, 4}, "zip_broken");
        refused(Rendering.zip(Map.of("readme.txt", new byte[1])), "known_document");
    }

    @Test
    void an_element_does_not_talk_without_end() {
        refused(xml("<a>" + "x".repeat(Limits.LONGEST_ELEMENT + 1) + "</a>"), "too_long");
        refused(xml("<FP>" + "<FPHM>1</FPHM>".repeat(Limits.MOST_DOCUMENTS + 1) + "</FP>"), "too_many_documents");
    }

    // The public samples

    @Test
    void documents_as_published_are_read() throws Exception {
        var samples = Path.of("../../shared/samples");
        Assumptions.assumeTrue(Files.isDirectory(samples), "the public samples lie beside the checkout");

        var credit = only(Files.readAllBytes(samples.resolve("peppol/base-creditnote-correction.xml")));
        var base = only(Files.readAllBytes(samples.resolve("peppol/base-example.xml")));
        var remittance = only(Files.readAllBytes(samples.resolve("ubl/UBL-RemittanceAdvice-2.0-Example.xml")));

        assertThat(credit.kind()).isEqualTo(DocumentKind.CREDIT_NOTE);
        assertThat(credit.references().invoice()).isEqualTo("Snippet1");
        assertThat(base.payable()).isEqualTo(Money.ofMinor(165625, "EUR"));
        assertThat(remittance.kind()).isEqualTo(DocumentKind.PAYMENT);
        assertThat(remittance.payable()).isEqualTo(Money.ofMinor(10750, "GBP"));
        assertThat(remittance.references().invoice()).isEqualTo("A00095678");
    }

    // Waybills

    @Test
    void a_multimodal_waybill_has_a_number_of_its_form() {
        assertThat(only(csv("单据类型,单据号码,单据日期,运输方式\n运单,FJXM01AB202609210007,2026-09-21,多式联运\n"))
                        .kind())
                .isEqualTo(DocumentKind.WAYBILL);
        assertThat(faults(csv("单据类型,单据号码,单据日期,运输方式\n运单,FJXM01AB202602300007,2026-09-21,多式联运\n")))
                .containsExactly("/rows/2/number multimodal_number");
    }

    private static byte[] sheet(String number) {
        return Rendering.workbook(
                Rendering.utf8("<worksheet><sheetData><row r=\"1\">"
                        + heading("A1", "单据类型") + heading("B1", "单据号码") + heading("C1", "单据日期") + heading("D1", "价税合计")
                        + heading("E1", "货物名称") + heading("F1", "数量")
                        + "</row><row r=\"2\">" + number
                        + "<c r=\"C2\"><v>46286</v></c><c r=\"D2\"><v>19.989999999999998</v></c>"
                        + heading("E2", "数控主轴")
                        + "<c r=\"F2\"><v>1</v></c></row></sheetData></worksheet>"),
                Map.of());
    }

    private static String heading(String place, String text) {
        return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static byte[] xml(String xml) {
        return Rendering.utf8(xml);
    }

    private static byte[] csvBytes(String csv) {
        return Rendering.utf8(csv);
    }

    private static List<DocumentFile.Piece> csv(String csv) {
        return DocumentFile.read(csvBytes(csv), true).pieces();
    }

    private static List<DocumentFile.Piece> read(byte[] bytes) {
        return pieces(bytes);
    }

    private static List<DocumentFile.Piece> pieces(byte[] bytes) {
        return DocumentFile.read(bytes, false).pieces();
    }

    private static ReadDocument only(byte[] bytes) {
        return only(pieces(bytes));
    }

    private static ReadDocument only(List<DocumentFile.Piece> pieces) {
        assertThat(pieces).hasSize(1);
        return switch (pieces.getFirst()) {
            case DocumentFile.Piece.Sound(var _, var document) -> document;
            case DocumentFile.Piece.Faulty faulty ->
                throw new AssertionError(faulty.faults().toString());
        };
    }

    private static List<String> faults(List<DocumentFile.Piece> pieces) {
        var found = new ArrayList<String>();
        for (var piece : pieces) {
            if (piece instanceof DocumentFile.Piece.Faulty faulty) {
                faulty.faults().forEach(fault -> found.add(fault.field() + " " + fault.rule()));
            }
        }
        return found;
    }

    private static void refused(byte[] bytes, String rule) {
        refused(bytes, false, rule);
    }

    private static void refused(byte[] bytes, boolean csv, String rule) {
        assertThatThrownBy(() -> {
                    for (var piece : DocumentFile.read(bytes, csv).pieces()) {
                        if (piece instanceof DocumentFile.Piece.Faulty faulty) {
                            var fault = faulty.faults().getFirst();
                            throw new Unacceptable(fault.field(), fault.rule(), fault.source(), fault.message());
                        }
                    }
                })
                .isInstanceOfSatisfying(
                        Unacceptable.class, e -> assertThat(e.fault().rule()).isEqualTo(rule));
    }
}
