package scf.platform.practice;

import java.util.List;
import java.util.Map;

/// A UBL family: a hundred ordered and invoiced, ninety received. The match catches it, 96.75 of 107.50 are confirmed,
/// and the voucher is pledged for a loan (应收账款质押贷款) from a bank that signs with SM2.
final class ShortDelivery {

    private static final String PRODUCT = "RECEIVABLES_PLEDGE_LOAN";
    private static final String CONFIRMED = "96.75";
    private static final String ADVANCED = "80.00";
    private static final String DUE = "2026-11-06";

    private final Script.Stage stage;
    private final Opening.Opened opened;

    ShortDelivery(Script.Stage stage, Opening.Opened opened) {
        this.stage = stage;
        this.opened = opened;
    }

    Financing.Financed play() {
        var cast = stage.cast();
        var seller = cast.castings();
        var financing = new Financing(stage, seller, "castings-");
        String documents = "/v1/trade-documents";
        String order = financing.document("order", documents, Papers.document("ubl-order.xml", seller, cast.master()));
        String despatch = financing.document(
                "despatch", documents, Papers.document("ubl-despatch-advice.xml", seller, cast.master()));
        String receipt = financing.document(
                "receipt", documents, Papers.document("ubl-receipt-advice.xml", seller, cast.master()));
        String invoice =
                financing.document("invoice", documents, Papers.document("ubl-invoice.xml", seller, cast.master()));
        String receivable = financing.confirmed(Map.of(
                "invoiceId",
                invoice,
                "contractNo",
                "HT-2026-0091",
                "dueDate",
                DUE,
                "documentIds",
                List.of(order, despatch, receipt)));
        String voucher = financing.voucher(receivable, CONFIRMED, DUE);
        String request = financing.accepted(
                voucher,
                PRODUCT,
                ADVANCED,
                List.of(
                        new Financing.Bid(cast.bankEast(), "4.5000", "0.50"),
                        new Financing.Bid(cast.bankSouth(), "4.3500", "0.00")));
        return financing.financed(
                "26092100000000000002", request, cast.bankSouth(), voucher, ADVANCED, DUE, opened.account(seller));
    }
}
