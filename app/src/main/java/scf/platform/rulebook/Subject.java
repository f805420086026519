package scf.platform.rulebook;

import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// What a rule was asked about. Ids are unique across all kinds, so an explanation is asked for by the id alone.
///
/// A refusal often comes before its subject exists: a claim that is refused is recorded on the invoice, a voucher
/// that is not issued on the receivable, a financing that is not asked for on the voucher.
public record Subject(Kind kind, String id) {

    /// Says which room knows who may read it.
    public enum Kind {
        ENTERPRISE,
        DOCUMENT,
        RECEIVABLE,
        VOUCHER,
        FINANCING_REQUEST,
        LOAN
    }

    public static Subject of(EnterpriseId id) {
        return new Subject(Kind.ENTERPRISE, id.toString());
    }

    public static Subject of(DocumentId id) {
        return new Subject(Kind.DOCUMENT, id.toString());
    }

    public static Subject of(ReceivableId id) {
        return new Subject(Kind.RECEIVABLE, id.toString());
    }

    public static Subject of(VoucherNo no) {
        return new Subject(Kind.VOUCHER, no.value());
    }

    public static Subject of(FinancingRequestId id) {
        return new Subject(Kind.FINANCING_REQUEST, id.toString());
    }

    public static Subject of(LoanId id) {
        return new Subject(Kind.LOAN, id.toString());
    }
}
