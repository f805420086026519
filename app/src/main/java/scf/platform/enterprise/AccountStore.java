package scf.platform.enterprise;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static scf.schema.enterprise.Tables.ACCOUNTS;
import static scf.schema.enterprise.Tables.ENTERPRISES;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.enterprise.tables.records.AccountsRecord;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;

@Repository
class AccountStore {

    private final DSLContext sql;

    AccountStore(DSLContext sql) {
        this.sql = sql;
    }

    /// What one owner names comes one after another.
    void lockOwner(EnterpriseId owner) {
        lock(owner);
    }

    /// What one bank verifies comes one after another: it must not verify one number for two.
    void lockBank(EnterpriseId bank) {
        lock(bank);
    }

    private void lock(EnterpriseId party) {
        sql.select(ENTERPRISES.ID)
                .from(ENTERPRISES)
                .where(ENTERPRISES.ID.eq(party))
                .forNoKeyUpdate()
                .fetch();
    }

    Optional<Account> find(AccountId id) {
        return sql.selectFrom(ACCOUNTS).where(ACCOUNTS.ID.eq(id)).fetchOptional(AccountStore::read);
    }

    Optional<Account> find(EnterpriseId owner, String bankCode, String number) {
        return sql.selectFrom(ACCOUNTS)
                .where(ACCOUNTS.OWNER_ID.eq(owner))
                .and(ACCOUNTS.BANK_CODE.eq(bankCode))
                .and(ACCOUNTS.NUMBER.eq(number))
                .fetchOptional(AccountStore::read);
    }

    Optional<Account> verified(String bankCode, String number) {
        return sql.selectFrom(ACCOUNTS)
                .where(ACCOUNTS.BANK_CODE.eq(bankCode))
                .and(ACCOUNTS.NUMBER.eq(number))
                .and(ACCOUNTS.VERIFIED_AT.isNotNull())
                .fetchOptional(AccountStore::read);
    }

    /// A bank may keep one number under several bank codes; which of them is meant a notification does not say.
    Optional<Account> keptBy(EnterpriseId bank, String number) {
        return sql.selectFrom(ACCOUNTS)
                .where(ACCOUNTS.BANK_ID.eq(bank))
                .and(ACCOUNTS.NUMBER.eq(number))
                .and(ACCOUNTS.VERIFIED_AT.isNotNull())
                .orderBy(ACCOUNTS.OPENED_AT, ACCOUNTS.ID)
                .limit(1)
                .fetchOptional(AccountStore::read);
    }

    List<Account> of(EnterpriseId owner, @Nullable AccountId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(ACCOUNTS.OPENED_AT, ACCOUNTS.ID)
                        .gt(select(ACCOUNTS.OPENED_AT, ACCOUNTS.ID)
                                .from(ACCOUNTS)
                                .where(ACCOUNTS.ID.eq(after)));
        return sql.selectFrom(ACCOUNTS)
                .where(ACCOUNTS.OWNER_ID.eq(owner))
                .and(start)
                .orderBy(ACCOUNTS.OPENED_AT, ACCOUNTS.ID)
                .limit(limit)
                .fetch(AccountStore::read);
    }

    void insert(Account account) {
        sql.insertInto(ACCOUNTS)
                .set(ACCOUNTS.ID, account.id())
                .set(ACCOUNTS.OWNER_ID, account.owner())
                .set(ACCOUNTS.NAME, account.name())
                .set(ACCOUNTS.NUMBER, account.number())
                .set(ACCOUNTS.BANK_CODE, account.bankCode())
                .set(ACCOUNTS.BANK_ID, account.bank())
                .set(ACCOUNTS.OPENED_AT, account.openedAt())
                .execute();
    }

    Account verify(AccountId id, Instant at, String user) {
        return sql.update(ACCOUNTS)
                .set(ACCOUNTS.VERIFIED_AT, at)
                .set(ACCOUNTS.VERIFIED_BY, user)
                .where(ACCOUNTS.ID.eq(id))
                .and(ACCOUNTS.VERIFIED_AT.isNull())
                .returning()
                .fetchOptional(AccountStore::read)
                .orElseThrow(() -> new IllegalStateException("account " + id + " was verified meanwhile"));
    }

    private static Account read(AccountsRecord row) {
        return new Account(
                row.getId(),
                row.getOwnerId(),
                row.getName(),
                row.getNumber(),
                row.getBankCode(),
                row.getBankId(),
                row.getOpenedAt(),
                row.getVerifiedAt());
    }
}
