package scf.platform.creditline;

import static scf.schema.creditline.Tables.BATCHES;
import static scf.schema.creditline.Tables.BATCH_ROWS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.creditline.tables.records.BatchRowsRecord;
import scf.schema.ids.CreditLineId;

@Repository
class BatchStore {

    private final DSLContext sql;

    BatchStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<String> contentHash(CreditLineId line, String batchNo) {
        return sql.select(BATCHES.CONTENT_HASH)
                .from(BATCHES)
                .where(BATCHES.LINE_ID.eq(line))
                .and(BATCHES.BATCH_NO.eq(batchNo))
                .fetchOptional(BATCHES.CONTENT_HASH);
    }

    List<RowAnswer> answers(CreditLineId line, String batchNo) {
        return sql.selectFrom(BATCH_ROWS)
                .where(BATCH_ROWS.LINE_ID.eq(line))
                .and(BATCH_ROWS.BATCH_NO.eq(batchNo))
                .orderBy(BATCH_ROWS.ROW_NO)
                .fetch(BatchStore::read);
    }

    void insert(CreditLineId line, String batchNo, String contentHash, List<RowAnswer> rows, String user, Instant now) {
        sql.insertInto(BATCHES)
                .set(BATCHES.LINE_ID, line)
                .set(BATCHES.BATCH_NO, batchNo)
                .set(BATCHES.CONTENT_HASH, contentHash)
                .set(BATCHES.RECEIVED_AT, now)
                .set(BATCHES.RECEIVED_BY, user)
                .execute();
        sql.batchInsert(rows.stream().map(row -> record(line, batchNo, row)).toList())
                .execute();
    }

    private static BatchRowsRecord record(CreditLineId line, String batchNo, RowAnswer answer) {
        var row = new BatchRowsRecord();
        row.setLineId(line);
        row.setBatchNo(batchNo);
        row.setRowNo(answer.row());
        switch (answer) {
            case RowAnswer.Granted granted -> row.setNodeId(granted.node());
            case RowAnswer.Refused refused -> {
                row.setCode(refused.code().name());
                row.setDetail(refused.detail());
            }
        }
        return row;
    }

    private static RowAnswer read(BatchRowsRecord row) {
        return row.getNodeId() != null
                ? new RowAnswer.Granted(row.getRowNo(), row.getNodeId())
                : new RowAnswer.Refused(row.getRowNo(), RowAnswer.Code.valueOf(row.getCode()), row.getDetail());
    }
}
