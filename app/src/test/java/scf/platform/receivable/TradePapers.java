package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.platform.trade.DocumentRows;
import scf.platform.trade.Filing;
import scf.platform.trade.PracticeDocuments;
import scf.platform.trade.TradeDocuments;
import scf.platform.trade.Upload;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// The papers of a trade in bearings at 1.00 apiece, as two ERPs hand them in.
public record TradePapers(Town town) {

    static final LocalDate DAY = LocalDate.parse("2026-09-10");
    static final LocalDate DUE = LocalDate.parse("2026-11-01");

    public static Money yuan(long yuan) {
        return Money.fen(yuan * 100);
    }

    public DocumentId order(String number, int quantity) {
        return filed(town.master, anOrder(number, DAY, quantity, "1.00"));
    }

    static DocumentRows.OrderRows anOrder(String number, LocalDate date, int quantity, String price) {
        return new DocumentRows.OrderRows(
                number, date, seller(), buyer(), null, null, null, null, null, List.of(line(quantity, price, null)));
    }

    public DocumentId receipt(String number, @Nullable String order, int quantity) {
        return filed(town.master, aReceipt(number, order, DAY, quantity));
    }

    static DocumentRows.ReceiptRows aReceipt(String number, @Nullable String order, LocalDate date, int quantity) {
        return new DocumentRows.ReceiptRows(
                number, date, seller(), buyer(), order, null, null, List.of(line(quantity, null, null)));
    }

    public DocumentId invoice(String number, @Nullable String order, int quantity) {
        return filed(town.supplier, anInvoice(number, order, DAY, quantity, yuan(quantity)));
    }

    public static DocumentRows.InvoiceRows anInvoice(
            String number, @Nullable String order, LocalDate date, int quantity, Money payable) {
        return invoice(number, order, date, DUE, null, payable, line(quantity, null, payable));
    }

    static DocumentRows.InvoiceRows invoice(
            String number,
            @Nullable String order,
            LocalDate date,
            LocalDate due,
            @Nullable LocalDate delivered,
            Money payable,
            DocumentRows.LineRow line) {
        return new DocumentRows.InvoiceRows(
                null,
                number,
                null,
                date,
                seller(),
                buyer(),
                null,
                order,
                due,
                delivered,
                row(payable),
                null,
                null,
                null,
                null,
                List.of(line));
    }

    /// The same goods, sold to somebody else.
    public Filing invoiceTo(String buyer, String number, int quantity) {
        var own = anInvoice(number, null, DAY, quantity, yuan(quantity));
        return handedIn(
                town.supplier,
                new DocumentRows.InvoiceRows(
                        own.code(),
                        own.number(),
                        own.checkCode(),
                        own.date(),
                        own.seller(),
                        new DocumentRows.PartyRow(buyer, null),
                        own.contractNumber(),
                        own.orderNumber(),
                        own.dueDate(),
                        own.deliveredOn(),
                        own.payable(),
                        null,
                        null,
                        null,
                        null,
                        own.lines()));
    }

    private static DocumentRows.AmountRow row(Money amount) {
        return new DocumentRows.AmountRow(amount.format(), amount.currency().getCurrencyCode());
    }

    static DocumentRows.LineRow line(int quantity, @Nullable String price, @Nullable Money net) {
        return line("1", quantity, "件", price, net);
    }

    static DocumentRows.LineRow line(
            String orderLine, int quantity, String unit, @Nullable String price, @Nullable Money net) {
        return new DocumentRows.LineRow(
                "1", orderLine, null, null, "轴承", "" + quantity, unit, price, net == null ? null : row(net));
    }

    static DocumentRows.PartyRow seller() {
        return new DocumentRows.PartyRow(PracticeDocuments.SELLER, null);
    }

    static DocumentRows.PartyRow buyer() {
        return new DocumentRows.PartyRow(PracticeDocuments.BUYER, null);
    }

    public DocumentId filed(EnterpriseId by, DocumentRows rows) {
        var filing = handedIn(by, rows);
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return ((Filing.Filed) filing).document().id();
    }

    /// With bytes of its own, as every message of an ERP has.
    Filing handedIn(EnterpriseId by, DocumentRows rows) {
        var bytes = Bytes.utf8(UUID.randomUUID().toString());
        return town.the(TradeDocuments.class)
                .fileRows(new Upload(bytes, "application/json", by, "clerk-1", null, null), rows);
    }

    public Claiming claiming(DocumentId invoice, DocumentId... evidence) {
        return town.the(Receivables.class)
                .claim(town.supplier, "clerk-1", new ClaimRequest(invoice, "HT-1", null, DUE, null, List.of(evidence)));
    }

    public Claiming.Claimed claimed(DocumentId invoice, DocumentId... evidence) {
        var claiming = claiming(invoice, evidence);
        assertThat(claiming).isInstanceOf(Claiming.Claimed.class);
        return (Claiming.Claimed) claiming;
    }

    static Money supported(Receivable receivable) {
        return receivable instanceof Receivable.Matched matched ? matched.supported() : yuan(0);
    }
}
