package scf.platform.trade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The forms in which one and the same paper is written, as the software of others writes them.
enum Rendering {
    UBL,
    PEPPOL,
    ENGLISH,
    ENGLISH_GBK,
    CHINESE,
    PINYIN,
    OFD,
    CSV,
    CSV_GBK,
    XLSX;

    static final String SELLER = PracticeDocuments.SELLER;
    static final String BUYER = PracticeDocuments.BUYER;
    static final Charset GBK = Charset.forName("GBK");

    private static final String UBL_NAMES = "urn:oasis:names:specification:ubl:schema:xsd:";

    /// The forms in which a paper of this kind is met.
    static List<Rendering> of(TradeFamily.Paper paper) {
        boolean invoice = paper.kind() == DocumentKind.INVOICE && paper.prepaidFen() == 0;
        boolean red = paper.kind() == DocumentKind.CREDIT_NOTE;
        if (invoice || red) {
            return List.of(values());
        }
        return paper.kind() == DocumentKind.INVOICE
                ? List.of(UBL, PEPPOL, CSV, CSV_GBK, XLSX)
                : List.of(UBL, CSV, CSV_GBK, XLSX);
    }

    String mediaType() {
        return switch (this) {
            case CSV, CSV_GBK -> "text/csv";
            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case OFD -> "application/ofd";
            case UBL, PEPPOL, ENGLISH, ENGLISH_GBK, CHINESE, PINYIN -> "application/xml";
        };
    }

    /// No invoice of the tax bureau knows the order behind it.
    boolean namesTheOrder() {
        return switch (this) {
            case UBL, PEPPOL, CSV, CSV_GBK, XLSX -> true;
            case ENGLISH, ENGLISH_GBK, CHINESE, PINYIN, OFD -> false;
        };
    }

    byte[] render(TradeFamily.Paper paper) {
        return switch (this) {
            case UBL, PEPPOL -> utf8(ubl(paper, this == PEPPOL));
            case ENGLISH -> utf8(declared("UTF-8") + english(paper));
            case ENGLISH_GBK -> (declared("GBK") + english(paper)).getBytes(GBK);
            case CHINESE -> utf8(declared("UTF-8") + chinese(paper));
            case PINYIN -> (declared("GB18030") + pinyin(paper)).getBytes(Charset.forName("GB18030"));
            case OFD -> zip(ofd(paper));
            case CSV -> utf8(csv(List.of(paper)));
            case CSV_GBK -> csv(List.of(paper)).getBytes(GBK);
            case XLSX -> xlsx(table(List.of(paper)));
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String declared(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n";
    }

    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static String plain(@Nullable BigDecimal quantity) {
        return quantity == null ? "" : quantity.toPlainString();
    }

    private static String xml(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    // UBL

    private static String ubl(TradeFamily.Paper paper, boolean peppol) {
        String root = switch (paper.kind()) {
            case ORDER -> "Order";
            case DESPATCH -> "DespatchAdvice";
            case RECEIPT -> "ReceiptAdvice";
            case INVOICE -> "Invoice";
            case CREDIT_NOTE -> "CreditNote";
            case PAYMENT -> "RemittanceAdvice";
            case CONTRACT, WAYBILL -> throw new IllegalArgumentException("no UBL for " + paper.kind());
        };
        var out = new StringBuilder(declared("UTF-8"));
        out.append("<%s xmlns=\"%s%s-2\"".formatted(root, UBL_NAMES, root))
                .append(" xmlns:cac=\"" + UBL_NAMES + "CommonAggregateComponents-2\"")
                .append(" xmlns:cbc=\"" + UBL_NAMES + "CommonBasicComponents-2\">");
        if (peppol) {
            out.append("<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
                    + "</cbc:CustomizationID>"
                    + "<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>");
        }
        out.append("<cbc:ID>%s</cbc:ID><cbc:IssueDate>%s</cbc:IssueDate>".formatted(paper.number(), paper.date()));
        if (paper.kind() == DocumentKind.PAYMENT) {
            out.append(amount("TotalPaymentAmount", paper.payableFen()));
        } else {
            out.append("<cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>");
        }
        if (paper.order() != null) {
            out.append("<cac:OrderReference><cbc:ID>%s</cbc:ID></cac:OrderReference>".formatted(paper.order()));
        }
        if (paper.invoice() != null) {
            out.append(("<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>%s</cbc:ID>"
                            + "</cac:InvoiceDocumentReference></cac:BillingReference>")
                    .formatted(paper.invoice()));
        }
        out.append(parties(paper.kind(), peppol));
        out.append(totals(paper));
        paper.lines().forEach(line -> out.append(ublLine(paper.kind(), line)));
        return out.append("</").append(root).append(">").toString();
    }

    private static String parties(DocumentKind kind, boolean peppol) {
        return switch (kind) {
            case ORDER -> party("BuyerCustomerParty", BUYER, peppol) + party("SellerSupplierParty", SELLER, peppol);
            case DESPATCH, RECEIPT ->
                party("DespatchSupplierParty", SELLER, peppol) + party("DeliveryCustomerParty", BUYER, peppol);
            case INVOICE, CREDIT_NOTE, PAYMENT, CONTRACT, WAYBILL ->
                party("AccountingSupplierParty", SELLER, peppol) + party("AccountingCustomerParty", BUYER, peppol);
        };
    }

    private static String party(String role, String code, boolean peppol) {
        String identification = peppol
                ? "<cbc:EndpointID schemeID=\"0201\">%s</cbc:EndpointID>".formatted(code)
                : "<cac:PartyIdentification><cbc:ID schemeID=\"USCC\">%s</cbc:ID></cac:PartyIdentification>"
                        .formatted(code);
        return "<cac:%s><cac:Party>%s<cac:PartyName><cbc:Name>闽江</cbc:Name></cac:PartyName></cac:Party></cac:%s>"
                .formatted(role, identification, role);
    }

    private static String totals(TradeFamily.Paper paper) {
        return switch (paper.kind()) {
            case ORDER ->
                "<cac:AnticipatedMonetaryTotal>" + amount("PayableAmount", paper.payableFen())
                        + "</cac:AnticipatedMonetaryTotal>";
            case INVOICE, CREDIT_NOTE ->
                "<cac:TaxTotal>" + amount("TaxAmount", paper.taxFen()) + "</cac:TaxTotal><cac:LegalMonetaryTotal>"
                        + amount("LineExtensionAmount", paper.netFen())
                        + amount("TaxExclusiveAmount", paper.netFen())
                        + amount("TaxInclusiveAmount", paper.netFen() + paper.taxFen())
                        + (paper.prepaidFen() == 0 ? "" : amount("PrepaidAmount", paper.prepaidFen()))
                        + amount("PayableAmount", paper.payableFen()) + "</cac:LegalMonetaryTotal>";
            case DESPATCH, RECEIPT, PAYMENT, CONTRACT, WAYBILL -> "";
        };
    }

    private static String amount(String name, long fen) {
        return "<cbc:%s currencyID=\"CNY\">%s</cbc:%s>".formatted(name, yuan(fen), name);
    }

    private static String ublLine(DocumentKind kind, TradeFamily.Line line) {
        String item = "<cac:Item><cbc:Name>%s</cbc:Name><cac:SellersItemIdentification><cbc:ID>%s</cbc:ID>"
                        .formatted(xml(line.name()), line.item())
                + "</cac:SellersItemIdentification></cac:Item>";
        String order = "<cac:OrderLineReference><cbc:LineID>%d</cbc:LineID></cac:OrderLineReference>"
                .formatted(line.orderLine());
        String id = "<cbc:ID>%d</cbc:ID>".formatted(line.no());
        String net = amount("LineExtensionAmount", line.netFen());
        return switch (kind) {
            case ORDER ->
                "<cac:OrderLine><cac:LineItem>" + id + quantity("Quantity", line) + net + item
                        + "</cac:LineItem></cac:OrderLine>";
            case DESPATCH ->
                "<cac:DespatchLine>" + id + quantity("DeliveredQuantity", line) + order + item + "</cac:DespatchLine>";
            case RECEIPT ->
                "<cac:ReceiptLine>" + id + quantity("ReceivedQuantity", line) + order + item + "</cac:ReceiptLine>";
            case INVOICE ->
                "<cac:InvoiceLine>" + id + quantity("InvoicedQuantity", line) + net + order + item
                        + "</cac:InvoiceLine>";
            case CREDIT_NOTE ->
                "<cac:CreditNoteLine>" + id + quantity("CreditedQuantity", line) + net + order + item
                        + "</cac:CreditNoteLine>";
            case PAYMENT, CONTRACT, WAYBILL -> "";
        };
    }

    private static String quantity(String name, TradeFamily.Line line) {
        return line.quantity() == null
                ? ""
                : "<cbc:%s unitCode=\"%s\">%s</cbc:%s>".formatted(name, line.unit(), plain(line.quantity()), name);
    }

    // 数电票

    /// A credit note is the red-letter invoice: everything is below zero.
    private static int sign(TradeFamily.Paper paper) {
        return paper.kind() == DocumentKind.CREDIT_NOTE ? -1 : 1;
    }

    private static String signed(TradeFamily.Paper paper, @Nullable BigDecimal quantity) {
        return quantity == null ? "" : plain(quantity.multiply(BigDecimal.valueOf(sign(paper))));
    }

    static String english(TradeFamily.Paper paper) {
        int sign = sign(paper);
        var items = new StringBuilder();
        for (var line : paper.lines()) {
            items.append(("<IssuItemInformation><ItemName>*通用设备*%s</ItemName><MeaUnits>%s</MeaUnits>"
                            + "<Quantity>%s</Quantity><Amount>%s</Amount><TaxRate>0.%02d</TaxRate></IssuItemInformation>")
                    .formatted(
                            xml(line.name()),
                            line.unit(),
                            signed(paper, line.quantity()),
                            yuan(sign * line.netFen()),
                            paper.taxRate()));
        }
        return ("<EInvoice><Header><EIid>%s</EIid></Header><EInvoiceData>"
                        + "<SellerInformation><SellerIdNum>%s</SellerIdNum><SellerName>闽江轴承</SellerName></SellerInformation>"
                        + "<BuyerInformation><BuyerIdNum>%s</BuyerIdNum><BuyerName>闽江装备</BuyerName></BuyerInformation>"
                        + "<BasicInformation><TotalAmWithoutTax>%s</TotalAmWithoutTax><TotalTaxAm>%s</TotalTaxAm>"
                        + "<TotalTax-includedAmount>%s</TotalTax-includedAmount><RequestTime>%s 10:21:07</RequestTime>"
                        + "</BasicInformation>%s%s</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>%s</InvoiceNumber>"
                        + "<IssueTime>%s 10:21:09</IssueTime></TaxSupervisionInfo></EInvoice>")
                .formatted(
                        paper.number(),
                        SELLER,
                        BUYER,
                        yuan(sign * paper.netFen()),
                        yuan(sign * paper.taxFen()),
                        yuan(sign * paper.payableFen()),
                        paper.date(),
                        items,
                        paper.invoice() == null
                                ? ""
                                : "<SpecificInformation><RedEInvoice><OriginalInvoiceCode>" + paper.invoice()
                                        + "</OriginalInvoiceCode></RedEInvoice></SpecificInformation>",
                        paper.number(),
                        paper.date());
    }

    static String chinese(TradeFamily.Paper paper) {
        int sign = sign(paper);
        var items = new StringBuilder();
        for (var line : paper.lines()) {
            items.append("<明细><项目名称>*通用设备*%s</项目名称><单位>%s</单位><数量>%s</数量><金额>%s</金额><税率>%d%%</税率></明细>"
                    .formatted(
                            xml(line.name()),
                            line.unit(),
                            signed(paper, line.quantity()),
                            yuan(sign * line.netFen()),
                            paper.taxRate()));
        }
        return ("<电子发票><发票号码>%s</发票号码><开票日期>%s</开票日期><销售方信息><名称>闽江轴承</名称>"
                        + "<纳税人识别号>%s</纳税人识别号></销售方信息><购买方信息><名称>闽江装备</名称><纳税人识别号>%s</纳税人识别号></购买方信息>"
                        + "<合计金额>¥%s</合计金额><合计税额>¥%s</合计税额><价税合计>¥%s</价税合计>%s<发票明细>%s</发票明细></电子发票>")
                .formatted(
                        paper.number(),
                        "%d年%02d月%02d日"
                                .formatted(
                                        paper.date().getYear(),
                                        paper.date().getMonthValue(),
                                        paper.date().getDayOfMonth()),
                        SELLER,
                        BUYER,
                        yuan(sign * paper.netFen()),
                        yuan(sign * paper.taxFen()),
                        yuan(sign * paper.payableFen()),
                        paper.invoice() == null ? "" : "<被红冲蓝字发票号码>" + paper.invoice() + "</被红冲蓝字发票号码>",
                        items);
    }

    static String pinyin(TradeFamily.Paper paper) {
        int sign = sign(paper);
        var items = new StringBuilder();
        for (var line : paper.lines()) {
            items.append("<XMXX><XMMC>*通用设备*%s</XMMC><DW>%s</DW><XMSL>%s</XMSL><XMJE>%s</XMJE><SL>0.%02d</SL></XMXX>"
                    .formatted(
                            xml(line.name()),
                            line.unit(),
                            signed(paper, line.quantity()),
                            yuan(sign * line.netFen()),
                            paper.taxRate()));
        }
        return ("<FPXX><FPHM>%s</FPHM><KPRQ>%s</KPRQ><XSF_NSRSBH>%s</XSF_NSRSBH><XSF_MC>闽江轴承</XSF_MC>"
                        + "<GMF_NSRSBH>%s</GMF_NSRSBH><GMF_MC>闽江装备</GMF_MC><HJJE>%s</HJJE><HJSE>%s</HJSE>"
                        + "<JSHJXX>%s</JSHJXX>%s<XMXXS>%s</XMXXS></FPXX>")
                .formatted(
                        paper.number(),
                        paper.date().toString().replace("-", ""),
                        SELLER,
                        BUYER,
                        yuan(sign * paper.netFen()),
                        yuan(sign * paper.taxFen()),
                        yuan(sign * paper.payableFen()),
                        paper.invoice() == null ? "" : "<YFP_HM>" + paper.invoice() + "</YFP_HM>",
                        items);
    }

    private static Map<String, byte[]> ofd(TradeFamily.Paper paper) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("OFD.xml", utf8("<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"));
        files.put("Doc_0/Document.xml", utf8("<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"));
        files.put("Doc_0/Attach/original_invoice.xml", utf8(declared("UTF-8") + english(paper)));
        return files;
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // Sheets

    private static final List<String> HEADINGS = List.of(
            "单据类型",
            "单据号码",
            "单据日期",
            "销售方识别号",
            "购买方识别号",
            "订单号",
            "被红冲蓝字发票号码",
            "价税合计",
            "预付金额",
            "行号",
            "订单行号",
            "物料编码",
            "货物名称",
            "数量",
            "单位",
            "金额");

    /// A row for each line, under the headings; the document's own columns stand in its first row.
    static List<List<String>> table(List<TradeFamily.Paper> papers) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        for (var paper : papers) {
            var lines = new ArrayList<>(paper.lines());
            int count = Math.max(1, lines.size());
            for (int i = 0; i < count; i++) {
                boolean priced = paper.kind() != DocumentKind.DESPATCH && paper.kind() != DocumentKind.RECEIPT;
                var row = new ArrayList<>(List.of(
                        paper.kind().name(),
                        paper.number(),
                        i > 0 ? "" : paper.date().toString(),
                        SELLER,
                        i > 0 ? "" : BUYER,
                        i > 0 || paper.order() == null ? "" : paper.order(),
                        i > 0 || paper.invoice() == null ? "" : paper.invoice(),
                        i > 0 || !priced ? "" : yuan(paper.payableFen()),
                        i > 0 || paper.prepaidFen() == 0 ? "" : yuan(paper.prepaidFen())));
                if (lines.isEmpty()) {
                    row.addAll(List.of("", "", "", "", "", "", ""));
                } else {
                    var line = lines.get(i);
                    row.addAll(List.of(
                            Integer.toString(line.no()),
                            paper.kind() == DocumentKind.ORDER ? "" : Integer.toString(line.orderLine()),
                            line.item(),
                            line.name(),
                            plain(line.quantity()),
                            line.unit(),
                            priced ? yuan(line.netFen()) : ""));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static String csv(List<TradeFamily.Paper> papers) {
        var out = new StringBuilder();
        for (var row : table(papers)) {
            out.append(String.join(
                            ",",
                            row.stream()
                                    .map(cell -> cell.contains(",") || cell.contains("\"")
                                            ? "\"" + cell.replace("\"", "\"\"") + "\""
                                            : cell)
                                    .toList()))
                    .append("\r\n");
        }
        return out.toString();
    }

    private static final Set<String> NUMERIC = Set.of("价税合计", "预付金额", "数量", "金额");

    /// Text as inline strings, amounts and quantities as numbers.
    static byte[] xlsx(List<List<String>> table) {
        return workbook(utf8(sheet(table)), Map.of());
    }

    static String sheet(List<List<String>> table) {
        var sheet = new StringBuilder(declared("UTF-8"))
                .append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int row = 0; row < table.size(); row++) {
            sheet.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < table.get(row).size(); column++) {
                String cell = table.get(row).get(column);
                String place = (char) ('A' + column) + Integer.toString(row + 1);
                if (cell.isEmpty()) {
                    continue;
                }
                boolean number = row > 0 && NUMERIC.contains(table.getFirst().get(column));
                sheet.append(
                        number
                                ? "<c r=\"%s\"><v>%s</v></c>".formatted(place, cell)
                                : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(place, xml(cell)));
            }
            sheet.append("</row>");
        }
        return sheet.append("</sheetData></worksheet>").toString();
    }

    static byte[] workbook(byte[] sheet, Map<String, String> more) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(
                "[Content_Types].xml",
                utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"));
        files.put(
                "xl/workbook.xml",
                utf8("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
        files.put(
                "xl/_rels/workbook.xml.rels",
                utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"rId1\" Type=\"x\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
        files.put("xl/worksheets/sheet1.xml", sheet);
        more.forEach((name, content) -> files.put(name, utf8(content)));
        return zip(files);
    }
}
