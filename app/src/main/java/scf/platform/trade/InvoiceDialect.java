package scf.platform.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words in which XML of Chinese invoices says one and the same thing.
///
/// The English structure and the older 增值税电子发票 have a schema: their fields are asked at their exact path. Files
/// with Chinese or pinyin names come out of many systems that agree on the names and on nothing else: there a field is
/// the one element of that name outside the lines and the signature. Two of them are refused, never chosen from.
///
/// @param paths each field's names, the likelier first; of a nested one the last steps, such as `销售方信息/名称`
/// @param items the name that an invoice's line is known by: whatever has such a child is a line
record InvoiceDialect(
        boolean byPath, Map<Field, List<String>> paths, List<String> items, Map<ItemField, List<String>> itemNames) {

    /// What the head of an invoice says.
    enum Field {
        NUMBER,
        CODE,
        CHECK_CODE,
        DATE,
        GENERATED,
        SELLER_ID,
        SELLER_NAME,
        BUYER_ID,
        BUYER_NAME,
        NET,
        TAX,
        TOTAL,
        ORIGINAL,
        REMARK
    }

    /// What a line says.
    enum ItemField {
        NAME,
        UNIT,
        QUANTITY,
        PRICE,
        NET,
        TAX,
        TOTAL,
        RATE
    }

    /// The dominant one: 数电票 as the tax bureau writes it. `TotalTax-includedAmount` of the head and
    /// `TotaltaxIncludedAmount` of a line differ by a hyphen and a capital.
    static final InvoiceDialect ENGLISH = new InvoiceDialect(
            true,
            Map.ofEntries(
                    Map.entry(Field.NUMBER, List.of("TaxSupervisionInfo/InvoiceNumber")),
                    Map.entry(Field.DATE, List.of("EInvoiceData/BasicInformation/RequestTime")),
                    Map.entry(Field.GENERATED, List.of("TaxSupervisionInfo/IssueTime")),
                    Map.entry(Field.SELLER_ID, List.of("EInvoiceData/SellerInformation/SellerIdNum")),
                    Map.entry(Field.SELLER_NAME, List.of("EInvoiceData/SellerInformation/SellerName")),
                    Map.entry(Field.BUYER_ID, List.of("EInvoiceData/BuyerInformation/BuyerIdNum")),
                    Map.entry(Field.BUYER_NAME, List.of("EInvoiceData/BuyerInformation/BuyerName")),
                    Map.entry(Field.NET, List.of("EInvoiceData/BasicInformation/TotalAmWithoutTax")),
                    Map.entry(Field.TAX, List.of("EInvoiceData/BasicInformation/TotalTaxAm")),
                    Map.entry(Field.TOTAL, List.of("EInvoiceData/BasicInformation/TotalTax-includedAmount")),
                    Map.entry(
                            Field.ORIGINAL,
                            List.of(
                                    "EInvoiceData/SpecificInformation/RedEInvoice/OriginalInvoiceCode",
                                    "EInvoiceData/SpecificInformation/RedEInvoice/OriginalInvoiceNumber")),
                    Map.entry(Field.REMARK, List.of("EInvoiceData/AdditionalInformation/Remark"))),
            List.of("EInvoiceData/IssuItemInformation"),
            Map.of(
                    ItemField.NAME, List.of("ItemName"),
                    ItemField.UNIT, List.of("MeaUnits"),
                    ItemField.QUANTITY, List.of("Quantity"),
                    ItemField.PRICE, List.of("UnPrice"),
                    ItemField.NET, List.of("Amount"),
                    ItemField.TAX, List.of("ComTaxAm"),
                    ItemField.TOTAL, List.of("TotaltaxIncludedAmount"),
                    ItemField.RATE, List.of("TaxRate")));

    /// 增值税电子发票 before the 数电票: XML of the archive standard of 2019, inside an OFD.
    static final InvoiceDialect VAT = new InvoiceDialect(
            true,
            Map.ofEntries(
                    Map.entry(Field.NUMBER, List.of("InvoiceNo")),
                    Map.entry(Field.CODE, List.of("InvoiceCode")),
                    Map.entry(Field.CHECK_CODE, List.of("InvoiceCheckCode")),
                    Map.entry(Field.DATE, List.of("IssueDate")),
                    Map.entry(Field.SELLER_ID, List.of("Seller/SellerTaxID")),
                    Map.entry(Field.SELLER_NAME, List.of("Seller/SellerName")),
                    Map.entry(Field.BUYER_ID, List.of("Buyer/BuyerTaxID")),
                    Map.entry(Field.BUYER_NAME, List.of("Buyer/BuyerName")),
                    Map.entry(Field.NET, List.of("TaxExclusiveTotalAmount")),
                    Map.entry(Field.TAX, List.of("TaxTotalAmount")),
                    Map.entry(Field.TOTAL, List.of("TaxInclusiveTotalAmount")),
                    Map.entry(Field.REMARK, List.of("Note"))),
            List.of("GoodsInfos/GoodsInfo"),
            Map.of(
                    ItemField.NAME, List.of("Item"),
                    ItemField.UNIT, List.of("MeasurementDimension"),
                    ItemField.QUANTITY, List.of("Quantity"),
                    ItemField.PRICE, List.of("Price"),
                    ItemField.NET, List.of("Amount"),
                    ItemField.TAX, List.of("TaxAmount"),
                    ItemField.RATE, List.of("TaxScheme")));

    static final InvoiceDialect CHINESE = new InvoiceDialect(
            false,
            Map.ofEntries(
                    Map.entry(Field.NUMBER, List.of("发票号码", "数电票号码", "数电发票号码")),
                    Map.entry(Field.CODE, List.of("发票代码")),
                    Map.entry(Field.CHECK_CODE, List.of("校验码")),
                    Map.entry(Field.DATE, List.of("开票日期", "开票时间")),
                    Map.entry(Field.SELLER_ID, identifiers("销售方", "销方")),
                    Map.entry(Field.SELLER_NAME, names("销售方", "销方")),
                    Map.entry(Field.BUYER_ID, identifiers("购买方", "购方")),
                    Map.entry(Field.BUYER_NAME, names("购买方", "购方")),
                    Map.entry(Field.NET, List.of("合计金额", "金额合计", "合计不含税金额", "不含税金额")),
                    Map.entry(Field.TAX, List.of("合计税额", "税额合计")),
                    Map.entry(Field.TOTAL, List.of("价税合计", "价税合计小写", "价税合计_小写", "价税合计金额")),
                    Map.entry(
                            Field.ORIGINAL,
                            List.of("被红冲蓝字发票号码", "被红冲蓝字数电发票号码", "被红冲蓝字数电票号码", "对应蓝字发票号码", "原蓝字发票号码", "原发票号码")),
                    Map.entry(Field.REMARK, List.of("备注"))),
            List.of("项目名称", "货物或应税劳务名称", "货物或应税劳务_服务名称", "货物名称", "商品名称"),
            Map.of(
                    ItemField.NAME, List.of("项目名称", "货物或应税劳务名称", "货物或应税劳务_服务名称", "货物名称", "商品名称"),
                    ItemField.UNIT, List.of("单位", "计量单位"),
                    ItemField.QUANTITY, List.of("数量"),
                    ItemField.PRICE, List.of("单价"),
                    ItemField.NET, List.of("金额"),
                    ItemField.TAX, List.of("税额"),
                    ItemField.TOTAL, List.of("价税合计", "含税金额"),
                    ItemField.RATE, List.of("税率", "税率征收率", "税率_征收率")));

    /// `SL` is the quantity in one system and the tax rate in another: where `XMSL` stands it is the rate.
    static final InvoiceDialect PINYIN = new InvoiceDialect(
            false,
            Map.ofEntries(
                    Map.entry(Field.NUMBER, List.of("FPHM")),
                    Map.entry(Field.CODE, List.of("FPDM")),
                    Map.entry(Field.CHECK_CODE, List.of("JYM")),
                    Map.entry(Field.DATE, List.of("KPRQ", "KPSJ")),
                    Map.entry(
                            Field.SELLER_ID,
                            List.of("XSFNSRSBH", "XSF_NSRSBH", "XFNSRSBH", "XSFSBH", "XFSBH", "XSFSH", "XFSH")),
                    Map.entry(Field.SELLER_NAME, List.of("XSFMC", "XSF_MC", "XFMC")),
                    Map.entry(
                            Field.BUYER_ID,
                            List.of("GMFNSRSBH", "GMF_NSRSBH", "GFNSRSBH", "GMFSBH", "GFSBH", "GMFSH", "GFSH")),
                    Map.entry(Field.BUYER_NAME, List.of("GMFMC", "GMF_MC", "GFMC")),
                    Map.entry(Field.NET, List.of("HJJE")),
                    Map.entry(Field.TAX, List.of("HJSE")),
                    Map.entry(Field.TOTAL, List.of("JSHJXX", "JSHJ")),
                    Map.entry(Field.ORIGINAL, List.of("BHCLZFPHM", "LZFPHM", "YFPHM", "YFP_HM")),
                    Map.entry(Field.REMARK, List.of("BZ"))),
            List.of("XMMC", "SPMC", "HWMC", "HWHYSLWMC"),
            Map.of(
                    ItemField.NAME, List.of("XMMC", "SPMC", "HWMC", "HWHYSLWMC"),
                    ItemField.UNIT, List.of("DW", "JLDW"),
                    ItemField.QUANTITY, List.of("XMSL", "SPSL", "SL"),
                    ItemField.PRICE, List.of("XMDJ", "SPDJ", "DJ"),
                    ItemField.NET, List.of("XMJE", "SPJE", "JE"),
                    ItemField.TAX, List.of("SE", "XMSE"),
                    ItemField.TOTAL, List.of("JSHJ"),
                    ItemField.RATE, List.of("SLV", "ZZSSL")));

    private static List<String> identifiers(String... parties) {
        var found = new ArrayList<String>();
        for (String party : parties) {
            found.add(party + "纳税人识别号");
            found.add(party + "统一社会信用代码");
            found.add(party + "识别号");
            found.add(party + "税号");
            for (String section : List.of(party, party + "信息")) {
                found.add(section + "/纳税人识别号");
                found.add(section + "/统一社会信用代码");
                found.add(section + "/税号");
            }
        }
        return List.copyOf(found);
    }

    private static List<String> names(String... parties) {
        var found = new ArrayList<String>();
        for (String party : parties) {
            found.add(party + "名称");
            found.add(party + "/名称");
            found.add(party + "信息/名称");
        }
        return List.copyOf(found);
    }

    /// The dialect in which this element is an invoice, if it is one that says so by its own name.
    static Optional<InvoiceDialect> ofRoot(XmlElement root) {
        if (root.name().equals("EInvoice")) {
            return Optional.of(ENGLISH);
        }
        return root.name().equals("eInvoice") && root.one("InvoiceNo") != null ? Optional.of(VAT) : Optional.empty();
    }

    /// Dialects that are told by their words, not by the name of their root.
    static List<InvoiceDialect> byWords() {
        return List.of(CHINESE, PINYIN);
    }

    /// Whether that element is a line: by path none is told apart this way.
    boolean isItem(XmlElement element) {
        return !byPath && element.children().stream().anyMatch(child -> items.contains(plain(child)));
    }

    /// Names of elements in one spelling: pinyin comes in capitals and without.
    static String plain(XmlElement element) {
        return element.name().toUpperCase(Locale.ROOT);
    }
}
