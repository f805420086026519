package scf.platform.practice;

import java.util.List;
import java.util.Map;

/// A 数电票 over a million, delivered in full and sold to a bank: payables finance (反向保理), the discount up front.
///
/// 1,000,000.00 from 2026-09-21 to 2026-12-18 at 3.85 % ACT/360 is a discount of 9,411.11 and proceeds of 990,588.89.
final class LargeInvoice {

    private static final String PRODUCT = "PAYABLES_FINANCE";
    private static final String AMOUNT = "1000000.00";
    private static final String DUE = "2026-12-18";

    private final Script.Stage stage;
    private final Opening.Opened opened;

    LargeInvoice(Script.Stage stage, Opening.Opened opened) {
        this.stage = stage;
        this.opened = opened;
    }

    Financing.Financed play() {
        var cast = stage.cast();
        var seller = cast.spindles();
        var financing = new Financing(stage, seller, "spindles-");
        String documents = "/v1/trade-documents";
        String order =
                financing.document("order", documents, Papers.document("e-invoice-order.json", seller, cast.master()));
        String receipt = financing.document(
                "receipt", documents, Papers.document("e-invoice-receipt.json", seller, cast.master()));
        String invoice =
                financing.document("invoice", documents, Papers.document("e-invoice.xml", seller, cast.master()));
        String receivable = financing.confirmed(Map.of(
                "invoiceId",
                invoice,
                "contractNo",
                "HT-2026-0088",
                "dueDate",
                DUE,
                "termClause",
                "art 7.2: paid on the 18th of the third month after delivery",
                "documentIds",
                List.of(order, receipt)));
        String voucher = financing.voucher(receivable, AMOUNT, DUE);
        String request = financing.accepted(
                voucher,
                PRODUCT,
                AMOUNT,
                List.of(
                        new Financing.Bid(cast.bankEast(), "4.1000", "300.00"),
                        new Financing.Bid(cast.bankHarbour(), "3.8500", "0.00")));
        return financing.financed(
                "26092100000000000001", request, cast.bankHarbour(), voucher, AMOUNT, DUE, opened.account(seller));
    }
}
