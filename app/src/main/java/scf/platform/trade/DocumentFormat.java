package scf.platform.trade;

/// In which form a document came.
public enum DocumentFormat {

    /// UBL 2.x XML (OASIS; Peppol BIS Billing 3 is a part of it).
    UBL,

    /// 数电票 XML with English element names.
    DIGITAL_INVOICE,

    /// JSON rows of an ERP.
    ROWS
}
