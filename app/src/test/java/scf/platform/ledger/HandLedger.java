package scf.platform.ledger;

import static scf.schema.ledger.Tables.ENTRIES;
import static scf.schema.ledger.Tables.PREPARED_ACTS;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.ActHeader;
import scf.contract.Bytes;
import scf.contract.DiluteRow;
import scf.contract.LedgerEvent;
import scf.contract.Refusal;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.contract.Signatures;
import scf.schema.ids.ActHash;
import tools.jackson.databind.json.JsonMapper;

/// The ledger as a test plays it by hand: what was told lies in the outbox until the test lets the ledger write or
/// refuse it. Relay and inbox are left out, so that a test can look at what stands in between.
public final class HandLedger {

    /// Further than any voucher of a test has come.
    private static final long GIVEN_WAY = 100;

    private final DSLContext sql;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private long block;

    public HandLedger(DSLContext sql, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.sql = sql;
        this.transaction = transaction;
        this.events = events;
    }

    /// The part of the ledger room that prepares, verifies and keeps acts.
    public static void register(AnnotationConfigApplicationContext context) {
        context.registerBean(
                LedgerSettings.class,
                () -> Binder.get(context.getEnvironment()).bindOrCreate("scf.ledger", LedgerSettings.class));
        context.registerBean(Signatures.class, BouncyCastleSignatures::new);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.register(ActStore.class, Bell.class, Acts.class);
    }

    private record Told(ActHash hash, ActHeader header, List<Row> rows) {

        List<LedgerEvent.Change> changes() {
            var changes = new ArrayList<LedgerEvent.Change>();
            for (Row row : rows) {
                long version = row instanceof SettleRow settle ? settle.version() : header.version();
                changes.add(new LedgerEvent.Change(row.subject(), "WRITTEN", version + 1));
                if (row instanceof DiluteRow dilution) {
                    dilution.vouchers().forEach(no -> changes.add(new LedgerEvent.Change(no, "VOID", GIVEN_WAY)));
                }
            }
            return changes;
        }
    }

    /// How many acts wait for an answer.
    public int told() {
        return queue().size();
    }

    /// Writes everything that was told, in its order.
    public void writes() {
        for (Told told : queue()) {
            block++;
            transaction.executeWithoutResult(_ -> {
                finish(told, "COMMITTED");
                events.publishEvent(new ActCommitted(
                        told.hash(),
                        told.header().type(),
                        told.header().subject(),
                        told.changes(),
                        "tx-" + block,
                        block));
            });
        }
    }

    /// Refuses everything that was told.
    public void refuses(Refusal refusal) {
        for (Told told : queue()) {
            transaction.executeWithoutResult(_ -> {
                finish(told, "REFUSED");
                events.publishEvent(new ActRefused(
                        told.hash(), told.header().type(), told.header().subject(), refusal, refusal.words()));
            });
        }
    }

    private void finish(Told told, String status) {
        boolean written = status.equals("COMMITTED");
        sql.execute(
                """
                update ledger.entries
                   set status = ?, transaction_id = ?, block = ?, refusal = ?, refusal_message = ?, finished_at = now()
                 where act_hash = ?
                """,
                status,
                written ? "tx-" + block : null,
                written ? block : null,
                written ? null : "REFUSED",
                written ? null : "by hand",
                told.hash().value());
    }

    private List<Told> queue() {
        return sql.select(PREPARED_ACTS.ACT_HASH, PREPARED_ACTS.HEADER, PREPARED_ACTS.ROW_BYTES)
                .from(ENTRIES)
                .join(PREPARED_ACTS)
                .on(PREPARED_ACTS.ACT_HASH.eq(ENTRIES.ACT_HASH))
                .where(ENTRIES.STATUS.eq("QUEUED"))
                .orderBy(ENTRIES.NUMBER)
                .fetch(found -> {
                    var header = ActHeader.parse(Bytes.of(found.value2()));
                    var rows = new ArrayList<Row>();
                    for (byte[] row : found.value3()) {
                        rows.add(Row.parse(header.type(), Bytes.of(row)));
                    }
                    return new Told(found.value1(), header, rows);
                });
    }
}
