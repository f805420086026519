package scf.platform.trade;

import org.jspecify.annotations.Nullable;

/// The numbers by which a document names others of its family.
///
/// @param invoice the invoice that a credit note takes back, or that a payment pays
record DocumentReferences(
        @Nullable String contract,
        @Nullable String order,
        @Nullable String despatch,
        @Nullable String invoice) {

    static final DocumentReferences NONE = new DocumentReferences(null, null, null, null);

    static DocumentReferences ofOrder(@Nullable String order) {
        return new DocumentReferences(null, order, null, null);
    }

    static DocumentReferences ofInvoice(@Nullable String invoice) {
        return new DocumentReferences(null, null, null, invoice);
    }

    /// These, and where they leave something open, the other's.
    DocumentReferences or(DocumentReferences other) {
        return new DocumentReferences(
                contract == null ? other.contract : contract,
                order == null ? other.order : order,
                despatch == null ? other.despatch : despatch,
                invoice == null ? other.invoice : invoice);
    }
}
