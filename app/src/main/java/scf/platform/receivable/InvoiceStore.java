package scf.platform.receivable;

import static scf.schema.receivable.Tables.INVOICES;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;

/// What of each invoice is claimed and confirmed, over all receivables.
@Repository
class InvoiceStore {

    private final DSLContext sql;

    InvoiceStore(DSLContext sql) {
        this.sql = sql;
    }

    /// What is used of an invoice, locked.
    record Use(DocumentId invoice, Money gross, Money claimed, Money confirmed) {

        Money unclaimed() {
            return gross.minus(claimed);
        }

        Money unconfirmed() {
            return gross.minus(confirmed);
        }

        Use withClaimed(Money total) {
            return new Use(invoice, gross, total, confirmed);
        }

        Use withConfirmed(Money total) {
            return new Use(invoice, gross, claimed, total);
        }
    }

    /// A row that is not there cannot be locked: it is written as nothing first.
    Use lock(DocumentId invoice, Money gross) {
        sql.insertInto(INVOICES)
                .set(INVOICES.DOCUMENT_ID, invoice)
                .set(INVOICES.CURRENCY, gross.currency().getCurrencyCode())
                .set(INVOICES.GROSS_MINOR, gross.minor())
                .set(INVOICES.CLAIMED_MINOR, 0L)
                .set(INVOICES.CONFIRMED_MINOR, 0L)
                .onConflictDoNothing()
                .execute();
        var row = sql.selectFrom(INVOICES)
                .where(INVOICES.DOCUMENT_ID.eq(invoice))
                .forUpdate()
                .fetchSingle();
        return new Use(
                invoice,
                Money.ofMinor(row.getGrossMinor(), row.getCurrency()),
                Money.ofMinor(row.getClaimedMinor(), row.getCurrency()),
                Money.ofMinor(row.getConfirmedMinor(), row.getCurrency()));
    }

    void save(Use use) {
        int changed = sql.update(INVOICES)
                .set(INVOICES.CLAIMED_MINOR, use.claimed().minor())
                .set(INVOICES.CONFIRMED_MINOR, use.confirmed().minor())
                .where(INVOICES.DOCUMENT_ID.eq(use.invoice()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("the use of invoice " + use.invoice() + " is not counted");
        }
    }
}
