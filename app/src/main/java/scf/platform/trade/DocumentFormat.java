package scf.platform.trade;

/// In which form a document came.
public enum DocumentFormat {

    /// UBL 2.x XML (OASIS; Peppol BIS Billing 3 is a part of it).
    UBL,

    /// 数电票 XML, with English, Chinese or pinyin element names.
    DIGITAL_INVOICE,

    /// XML of an invoice before the 数电票, known by code and number (增值税电子发票).
    VAT_INVOICE,

    /// 版式文件 (GB/T 33190): a zip with the invoice's XML inside.
    OFD,

    /// JSON rows of an ERP.
    ROWS,

    /// Comma-separated values, a row per line of a document.
    CSV,

    /// A workbook, a row per line of a document.
    XLSX
}
