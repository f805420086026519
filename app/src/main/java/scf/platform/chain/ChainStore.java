package scf.platform.chain;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static scf.schema.chain.Tables.CHAINS;
import static scf.schema.chain.Tables.MEMBERS;
import static scf.schema.enterprise.Tables.ENTERPRISES;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.chain.tables.records.ChainsRecord;
import scf.schema.chain.tables.records.MembersRecord;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

@Repository
class ChainStore {

    private final DSLContext sql;

    ChainStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A chain that does not exist yet cannot be locked; its master can.
    void lockMaster(EnterpriseId master) {
        sql.select(ENTERPRISES.ID)
                .from(ENTERPRISES)
                .where(ENTERPRISES.ID.eq(master))
                .forNoKeyUpdate()
                .fetch();
    }

    Optional<Chain> lock(ChainId id) {
        return sql.selectFrom(CHAINS).where(CHAINS.ID.eq(id)).forNoKeyUpdate().fetchOptional(ChainStore::read);
    }

    Optional<Chain> find(ChainId id) {
        return sql.selectFrom(CHAINS).where(CHAINS.ID.eq(id)).fetchOptional(ChainStore::read);
    }

    Optional<Chain> of(EnterpriseId master) {
        return sql.selectFrom(CHAINS).where(CHAINS.MASTER_ID.eq(master)).fetchOptional(ChainStore::read);
    }

    Optional<Member> member(ChainId chain, EnterpriseId enterprise) {
        return sql.selectFrom(MEMBERS)
                .where(MEMBERS.CHAIN_ID.eq(chain))
                .and(MEMBERS.MEMBER_ID.eq(enterprise))
                .fetchOptional(ChainStore::read);
    }

    List<Chain> list(@Nullable ChainId after, int limit) {
        return list(DSL.noCondition(), after, limit);
    }

    List<Chain> around(EnterpriseId enterprise, @Nullable ChainId after, int limit) {
        var belonging = select(MEMBERS.CHAIN_ID).from(MEMBERS).where(MEMBERS.MEMBER_ID.eq(enterprise));
        return list(CHAINS.MASTER_ID.eq(enterprise).or(CHAINS.ID.in(belonging)), after, limit);
    }

    private List<Chain> list(Condition which, @Nullable ChainId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(CHAINS.REGISTERED_AT, CHAINS.ID)
                        .gt(select(CHAINS.REGISTERED_AT, CHAINS.ID).from(CHAINS).where(CHAINS.ID.eq(after)));
        return sql.selectFrom(CHAINS)
                .where(which)
                .and(start)
                .orderBy(CHAINS.REGISTERED_AT, CHAINS.ID)
                .limit(limit)
                .fetch(ChainStore::read);
    }

    List<Member> members(ChainId chain, @Nullable EnterpriseId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(MEMBERS.JOINED_AT, MEMBERS.MEMBER_ID)
                        .gt(select(MEMBERS.JOINED_AT, MEMBERS.MEMBER_ID)
                                .from(MEMBERS)
                                .where(MEMBERS.CHAIN_ID.eq(chain))
                                .and(MEMBERS.MEMBER_ID.eq(after)));
        return sql.selectFrom(MEMBERS)
                .where(MEMBERS.CHAIN_ID.eq(chain))
                .and(start)
                .orderBy(MEMBERS.JOINED_AT, MEMBERS.MEMBER_ID)
                .limit(limit)
                .fetch(ChainStore::read);
    }

    void insert(Chain chain) {
        sql.insertInto(CHAINS)
                .set(CHAINS.ID, chain.id())
                .set(CHAINS.MASTER_ID, chain.master())
                .set(CHAINS.NAME, chain.name())
                .set(CHAINS.INDUSTRY, chain.industry())
                .set(CHAINS.REGISTERED_AT, chain.registeredAt())
                .execute();
    }

    void insert(Member member, EnterpriseId master) {
        sql.insertInto(MEMBERS)
                .set(MEMBERS.CHAIN_ID, member.chain())
                .set(MEMBERS.MEMBER_ID, member.enterprise())
                .set(MEMBERS.MASTER_ID, master)
                .set(MEMBERS.TIER, member.tier())
                .set(MEMBERS.INVITER_ID, member.inviter())
                .set(MEMBERS.JOINED_AT, member.joinedAt())
                .execute();
    }

    private static Chain read(ChainsRecord row) {
        return new Chain(row.getId(), row.getMasterId(), row.getName(), row.getIndustry(), row.getRegisteredAt());
    }

    private static Member read(MembersRecord row) {
        return new Member(row.getChainId(), row.getMemberId(), row.getTier(), row.getInviterId(), row.getJoinedAt());
    }
}
