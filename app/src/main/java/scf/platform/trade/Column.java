package scf.platform.trade;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A column of a sheet, by the headings that people write over it.
///
/// The first name is the one of the JSON rows, and the one that faults are told by.
enum Column {
    KIND(Holds.WORDS, "kind", "type", "单据类型", "类型"),
    NUMBER(Holds.NUMBER, "number", "单据号码", "单据编号", "单据号", "发票号码", "数电票号码", "银行流水号"),
    CODE(Holds.NUMBER, "code", "invoicecode", "发票代码"),
    CHECK_CODE(Holds.NUMBER, "checkCode", "校验码"),
    DATE(Holds.DATE, "date", "issuedate", "日期", "单据日期", "开票日期"),
    SELLER(Holds.NUMBER, "seller", "selleridentifier", "销售方识别号", "销售方纳税人识别号", "销售方统一社会信用代码", "销方识别号", "销方税号", "收款方识别号"),
    SELLER_NAME(Holds.WORDS, "sellerName", "销售方名称", "销方名称", "收款方名称"),
    BUYER(Holds.NUMBER, "buyer", "buyeridentifier", "购买方识别号", "购买方纳税人识别号", "购买方统一社会信用代码", "购方识别号", "购方税号", "付款方识别号"),
    BUYER_NAME(Holds.WORDS, "buyerName", "购买方名称", "购方名称", "付款方名称"),
    CONTRACT_NUMBER(Holds.NUMBER, "contractNumber", "合同号", "合同编号"),
    ORDER_NUMBER(Holds.NUMBER, "orderNumber", "订单号", "订单编号"),
    DESPATCH_NUMBER(Holds.NUMBER, "despatchNumber", "发货单号"),
    INVOICE_NUMBER(Holds.NUMBER, "invoiceNumber", "originalinvoice", "原发票号码", "蓝字发票号码", "被红冲蓝字发票号码", "所付发票号码"),
    DUE_DATE(Holds.DATE, "dueDate", "到期日", "付款到期日"),
    DELIVERED_ON(Holds.DATE, "deliveredOn", "acceptedon", "交货日期", "验收日期", "签收日期"),
    CURRENCY(Holds.WORDS, "currency", "币种"),
    PAYABLE(Holds.DECIMAL, "payable", "total", "价税合计", "应付金额", "付款金额"),
    PREPAID(Holds.DECIMAL, "prepaid", "预付金额", "预付款"),
    AMOUNT(Holds.DECIMAL, "amount", "合计金额"),
    TAX(Holds.DECIMAL, "tax", "合计税额"),
    LINE(Holds.NUMBER, "line", "行号", "明细行号"),
    ORDER_LINE(Holds.NUMBER, "orderLine", "订单行号"),
    ITEM(Holds.NUMBER, "item", "物料编码", "商品编码"),
    BUYER_ITEM(Holds.NUMBER, "buyerItem", "购方物料编码", "客户物料编码"),
    NAME(Holds.WORDS, "name", "货物名称", "项目名称", "商品名称", "品名"),
    QUANTITY(Holds.DECIMAL, "quantity", "数量"),
    UNIT(Holds.WORDS, "unit", "单位", "计量单位"),
    PRICE(Holds.DECIMAL, "price", "单价"),
    NET(Holds.DECIMAL, "net", "金额", "行金额"),
    MODE(Holds.WORDS, "mode", "运输方式"),
    CARRIER(Holds.WORDS, "carrier", "承运人"),
    VEHICLE(Holds.WORDS, "vehicle", "vehiclenumber", "车牌号"),
    FROM(Holds.WORDS, "from", "起运地", "发货地"),
    TO(Holds.WORDS, "to", "目的地", "收货地"),
    PAYER_ACCOUNT(Holds.NUMBER, "payerAccount", "付款账号"),
    PAYEE_ACCOUNT(Holds.NUMBER, "payeeAccount", "收款账号"),
    PURPOSE(Holds.WORDS, "purpose", "用途", "摘要");

    /// How the cells of a column are read.
    enum Holds {

        /// Digits and letters that name something: zeros count, and a spreadsheet has no business counting with them.
        NUMBER,
        DECIMAL,
        DATE,
        WORDS
    }

    private static final Map<String, Column> BY_HEADING = new HashMap<>();

    static {
        for (var column : values()) {
            column.headings.forEach(heading -> BY_HEADING.put(plain(heading), column));
        }
    }

    private final Holds holds;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes an unmodifiable list; its type does not say so
    private final List<String> headings;

    Column(Holds holds, String... headings) {
        this.holds = holds;
        this.headings = List.of(headings);
    }

    Holds holds() {
        return holds;
    }

    /// As in the JSON rows.
    String field() {
        return headings.getFirst();
    }

    static Optional<Column> of(String heading) {
        return Optional.ofNullable(BY_HEADING.get(plain(heading)));
    }

    /// Without the brackets in which people explain a heading, and without spaces, hyphens and capitals.
    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("\\([^()]*\\)", "")
                .replaceAll("[\\s_*-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
